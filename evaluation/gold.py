"""Rows of careful coders, in two forms.

- The coders' own files: JSON lines with `evidence`, the words of the document that gave the row, and notes.
- `evaluation/gold/<source_id>.jsonl`, which this repository carries: the same without a third party's words. Where the
  evidence stands is `span`, offsets into the normalised text. A quote, and whatever else of WORDY words or more stands
  in the document, is offsets too, with the SHA-256 of the words (white space folded), and is read from the document
  when it is needed. `python -m evaluation.gold ../shared` writes them from the coders' files.

A negative is a passage that looks like a row and is none.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

OWN = Path(__file__).parent / "gold"
LABEL = {"transfers": "item", "exercises": "name", "agreements": "title", "quotes": "text"}
WORDY = 5  # words from which on a name or label is taken from the document, not stored
_FREE_TEXT = {"topic", "occasion", "speaker_title"}  # compared with nothing


class GoldError(ValueError):
    """A gold file does not fit its document; the message is one line."""


@dataclass(frozen=True)
class Gold:
    """One row of a coder, or one passage that is none (`negative`). `either`: values that are equally right."""

    source_id: str
    table: str
    start: int  # of the evidence, in code points of the normalised text
    end: int
    lines: tuple[int, ...]  # on which a mention of the row may stand, from 1
    negative: bool = False
    optional: bool = False  # neither required nor penalised
    fields: dict[str, Any] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    either: dict[str, list[Any]] = field(default_factory=dict)
    note: str = ""

    @property
    def label(self) -> str:
        """What the coder calls the thing."""
        return str(self.fields.get(LABEL[self.table]) or "")

    @property
    def names(self) -> list[str]:
        """All that it may be called."""
        return [name for name in (self.label, *self.aliases) if name]

    def allowed(self, name: str) -> list[Any]:
        """The values of a field that are right; none where the coder does not state it."""
        if name in self.either:
            return self.either[name]
        return [self.fields[name]] if name in self.fields else []


def read_gold(path: Path, text: str) -> list[Gold]:
    """The rows of a gold file of either form, for the document whose normalised text is `text`. Raises GoldError."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [_gold(row, path.stem, text) for row in rows]


def without_words(gold: Gold, text: str) -> dict[str, Any]:
    """The row as this repository carries it."""
    row: dict[str, Any] = {"table": gold.table, "span": [gold.start, gold.end]}
    if gold.negative:
        return row | {"negative": True}
    row |= {"lines": list(gold.lines)} | ({"optional": True} if gold.optional else {})
    after = _line_start(text, gold.lines[0])
    row["fields"] = {
        name: _stored(value, text, after, verbatim=name == "text")
        for name, value in gold.fields.items()
        if name not in _FREE_TEXT
    }
    row |= {"aliases": [_stored(alias, text, after) for alias in gold.aliases]} if gold.aliases else {}
    return row | ({"either": gold.either} if gold.either else {})


def _stored(value: Any, text: str, after: int, verbatim: bool = False) -> Any:
    """The value, or where it is many words of the document, their place: from the line of the row on, else anywhere."""
    if not isinstance(value, str) or not (verbatim or len(value.split()) >= WORDY):
        return value
    words = re.compile(r"\s+".join(map(re.escape, value.split())), 0 if verbatim else re.IGNORECASE)
    found = words.search(text, after) or words.search(text)
    if found:
        return {"span": list(found.span()), "sha256": _hash(_folded(found[0]))}
    if verbatim:
        raise GoldError(f"these words are not in the document: {value}")
    return value


def _restored(value: Any, text: str, source_id: str) -> Any:
    """What `_stored` was given."""
    if not isinstance(value, dict):
        return value
    words = _folded(text[slice(*value["span"])])
    if _hash(words) != value["sha256"]:
        raise GoldError(f"{source_id}: the document is not the one that its gold rows were made for")
    return words


def _gold(row: dict[str, Any], source_id: str, text: str) -> Gold:
    start, end = row["span"] if "span" in row else _found(row, text)
    return Gold(
        source_id=source_id,
        table=row["table"],
        start=start,
        end=end,
        lines=tuple(row.get("lines") or [text.count("\n", 0, start) + 1]),
        negative=bool(row.get("negative")),
        optional=bool(row.get("optional")),
        fields={name: _restored(value, text, source_id) for name, value in (row.get("fields") or {}).items()},
        aliases=tuple(_restored(alias, text, source_id) for alias in row.get("aliases") or ()),
        either=row.get("either") or {},
        note=row.get("note") or "",
    )


def _found(row: dict[str, Any], text: str) -> tuple[int, int]:
    """Where the evidence of a coder's row stands: on its line, or the whole line where its words are not there."""
    start = _line_start(text, row["line"])
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    at = text.find(row["evidence"], start, end)
    return (at, at + len(row["evidence"])) if at >= 0 else (start, end)


def _line_start(text: str, line: int) -> int:
    return sum(len(words) + 1 for words in text.split("\n")[: line - 1])


def _folded(words: str) -> str:
    return " ".join(words.split())


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def write_own(gold: Iterable[Gold], text: str, path: Path) -> None:
    """Write gold rows without a third party's words, in the coders' order, which settles ties in scoring."""
    rows = [json.dumps(without_words(g, text), ensure_ascii=False) for g in gold]
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")


if __name__ == "__main__":
    from evaluation.corpus import at_hand

    release = [case for case in at_hand(Path(sys.argv[1])) if case.in_release]
    for case in release:
        write_own(case.gold, case.text, OWN / f"{case.source_id}.jsonl")
