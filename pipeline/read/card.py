"""The card of a source, `raw/<source_id>/source.yaml`: what a document is, where it is from, and the hash of its bytes.

    source_id: someone-2020-some-title      # the name of the folder
    title: Some Title
    authors: [Some One]
    publisher: Some House                   # or null
    published: 2020-08-06?                  # EDTF; ? where it is not certain
    url: https://example.org/some-title     # or null
    kind: article
    language: en
    document:
      sha256: ...                           # of the bytes, 64 hexadecimal digits
      retrieved_at: 2026-11-02              # may be left out
      encoding: koi8-r                      # may be left out; for a text that is not UTF-8
    note: day from memory, not checked      # may be left out

Strict: a key too many, a key too few or a value of the wrong kind is a CardError of one line that names the file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from schemas.edtf import is_edtf
from schemas.vocabulary import SOURCE_KINDS

CARD_NAME = "source.yaml"
_SOURCE_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class CardError(ValueError):
    """A card that cannot be used; the message is one line, names the file and says what to do."""


@dataclass(frozen=True, slots=True)
class Card:
    """The facts of one source; `published` is EDTF, `language` ISO 639-1, `sha256` that of the document's bytes."""

    source_id: str
    title: str
    authors: tuple[str, ...]
    publisher: str | None
    published: str
    url: str | None
    kind: str
    language: str
    sha256: str
    retrieved_at: str | None = None
    encoding: str | None = None
    note: str | None = None


class _Loader(yaml.SafeLoader):
    """YAML in which every plain value but null is text (a date and a year stay as written) and no key comes twice."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"the key '{key}' comes twice", node.start_mark)
        return super().construct_mapping(node, deep)


def is_source_id(text: str) -> bool:
    """Whether `text` can name a source and its folder: lower-case letters, digits, single - and _ between."""
    return len(text) <= 100 and bool(_SOURCE_ID.fullmatch(text))


def load_card(path: Path) -> Card:
    """The card in the file `path`. Raises CardError."""
    data = _mapping(path)
    pin = data.get("document")
    flat = {key: value for key, value in data.items() if key != "document"}
    _check_keys(path, data, _KEYS | {"document": None}, optional={"note"})
    if not isinstance(pin, dict):
        raise CardError(f"{path}: 'document' must hold 'sha256: ...', the hash of the document's bytes")
    _check_keys(path, pin, _PIN_KEYS, optional={"retrieved_at", "encoding"}, within="document")
    _check_values(path, flat | pin)
    if flat["source_id"] != path.parent.name:
        raise CardError(f"{path}: {_misplaced(path, flat['source_id'])}")
    return Card(**flat | {"authors": tuple(flat["authors"])}, **pin)


def load_cards(raw: Path) -> tuple[list[Card], list[CardError]]:
    """The cards of all folders in `raw`, and an error for each folder whose card is wrong; both sorted by folder."""
    cards: list[Card] = []
    errors: list[CardError] = []
    if not raw.is_dir():
        return cards, [CardError(f"{raw}: no such folder; sources are kept there, one folder each")]
    for folder in sorted(raw.iterdir()):
        if not folder.is_dir() or folder.name.startswith("."):
            continue
        try:
            cards.append(load_card(folder / CARD_NAME))
        except CardError as error:
            errors.append(error)
    return cards, errors


def write_card(card: Card, raw: Path) -> Path:
    """Writes a new card to `raw/<source_id>/source.yaml`, keys in their order, and gives back its path.

    Raises CardError where the card could not be read back or written, or where the source has one already.
    """
    pin = {key: getattr(card, key) for key in _PIN_KEYS if getattr(card, key) is not None}
    data = {key: getattr(card, key) for key in _KEYS if key != "note"} | {"authors": list(card.authors)}
    data |= {"document": pin} | ({"note": card.note} if card.note is not None else {})
    path = raw / card.source_id / CARD_NAME
    _check_values(path, data | pin)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            yaml.safe_dump(data, file, sort_keys=False, allow_unicode=True, width=120)
    except OSError as error:
        if isinstance(error, FileExistsError) and path.exists():
            raise CardError(f"{path}: this source has a card already; take another id, or edit that card") from None
        raise CardError(f"{path}: cannot be written ({error.strerror}); name another folder with --raw") from None
    return path


def _mapping(path: Path) -> dict[str, Any]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except FileNotFoundError:
        raise CardError(f"{path}: no such card; write one, or remove the folder") from None
    except OSError as error:
        raise CardError(f"{path}: cannot be read ({error.strerror}); mend that, or remove the folder") from None
    except UnicodeDecodeError:
        raise CardError(f"{path}: is not UTF-8; save it as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        line = f" (line {error.problem_mark.line + 1})" if error.problem_mark else ""
        raise CardError(f"{path}: is no YAML: {error.problem}{line}") from None
    except yaml.YAMLError as error:  # a character that YAML does not allow
        raise CardError(f"{path}: is no YAML: {' '.join(str(error).split())}") from None
    except RecursionError:
        raise CardError(f"{path}: is nested too deeply for a card") from None
    if not isinstance(data, dict):
        raise CardError(f"{path}: must be a mapping of keys to values, such as 'title: Some Title'")
    return data


def _check_keys(
    path: Path, data: dict[str, Any], known: dict[str, Any], *, optional: set[str], within: str = ""
) -> None:
    place = f" under '{within}'" if within else ""
    if missing := [key for key in known if key not in data and key not in optional]:
        raise CardError(f"{path}: the key '{missing[0]}'{place} is missing; add it (all keys: {', '.join(known)})")
    if unknown := [key for key in data if key not in known]:
        raise CardError(f"{path}: unknown key '{unknown[0]}'{place}; remove it (all keys: {', '.join(known)})")


def _check_values(path: Path, values: dict[str, Any]) -> None:
    for key, check in (_KEYS | _PIN_KEYS).items():
        if key in values and (wrong := check(values[key])):
            raise CardError(f"{path}: '{key}' {wrong}")


def _misplaced(path: Path, source_id: str) -> str:
    twin = path.parent.parent / source_id / CARD_NAME
    if twin.exists():
        return f"two cards have the source_id '{source_id}', the other is {twin}; give this one its folder's name"
    return f"the source_id '{source_id}' is not the name of its folder, '{path.parent.name}'; make them the same"


# A check gives what is wrong with a value, as the end of a sentence that opens with the key, or None.
_Check = Callable[[Any], "str | None"]


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _text(value: Any) -> str | None:
    return None if _is_text(value) else "must be text"


def _text_or_null(value: Any) -> str | None:
    return None if value is None or _is_text(value) else "must be text, or null where it is not known"


def _texts(value: Any) -> str | None:
    fine = isinstance(value, list | tuple) and all(map(_is_text, value))
    return None if fine else "must be a list, such as [First Author, Second Author]"


def _source_id(value: Any) -> str | None:
    fine = isinstance(value, str) and is_source_id(value)
    rule = "lower-case letters and digits, with single - or _ between them, and no path"
    return None if fine else f"is '{value}'; it must be {rule}, such as someone-2020-some-title"


def _edtf(value: Any) -> str | None:
    fine = isinstance(value, str) and is_edtf(value)
    return (
        None
        if fine
        else f"is '{value}', which is no EDTF date; write 2020-08-06, 2020-08, 2020, or 2020-08-06? if unsure"
    )


def _url(value: Any) -> str | None:
    fine = value is None or (isinstance(value, str) and re.fullmatch(r"https?://\S+", value))
    return None if fine else f"is '{value}'; it must begin with https:// or http://, or be null"


def _kind(value: Any) -> str | None:
    return None if value in SOURCE_KINDS else f"is '{value}'; it must be one of {', '.join(SOURCE_KINDS)}"


def _language(value: Any) -> str | None:
    fine = isinstance(value, str) and re.fullmatch(r"[a-z]{2}", value)
    return None if fine else f"is '{value}'; it must be a code of two letters (ISO 639-1), such as en"


def _sha256(value: Any) -> str | None:
    fine = isinstance(value, str) and re.fullmatch(r"[0-9a-f]{64}", value)
    return None if fine else "must be 64 hexadecimal digits in lower case, as sha256sum prints them"


def _time(value: Any) -> str | None:
    try:
        dt.datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return f"is '{value}'; it must be a date such as 2026-11-02, or a time such as 2026-11-02T09:30:00Z"
    return None


_KEYS: dict[str, _Check] = {
    "source_id": _source_id,
    "title": _text,
    "authors": _texts,
    "publisher": _text_or_null,
    "published": _edtf,
    "url": _url,
    "kind": _kind,
    "language": _language,
    "note": _text,
}
_PIN_KEYS: dict[str, _Check] = {"sha256": _sha256, "retrieved_at": _time, "encoding": _text}
