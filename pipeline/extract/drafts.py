"""What a rule hands on: one mention with a claim for each field that its words state."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any, NamedTuple

_JSON = json.JSONEncoder(ensure_ascii=False)
LABEL = {"transfers": "item", "exercises": "name", "agreements": "title", "quotes": "text"}
_TELLING_APART = tuple(
    "supplier recipient participants parties date signed_date order_date delivery_date scope trade_share"
    " value_usd_min".split()
)


class Claim(NamedTuple):
    """One value and the very words that gave it; no span where the value is implied."""

    field: str
    value: Any
    start: int | None
    end: int | None


@dataclass(slots=True)
class Draft:
    """A mention before it has an identifier. `start:end` is its passage."""

    table: str
    start: int
    end: int
    method: str
    claims: dict[str, Claim] = field(default_factory=dict)

    def claim(self, name: str, value: Any, span: Any = None) -> None:
        """State `value` for the field `name`, given by `span`; no value and an empty list state nothing.

        A span is anything with a start and an end, or a tuple that begins with them.
        """
        if value is None or value == []:
            return
        start, end = (None, None) if span is None else span[:2] if isinstance(span, tuple) else (span.start, span.end)
        self.claims[name] = Claim(name, value, start, end)

    def value(self, name: str) -> Any:
        """The value claimed for the field `name`, or None."""
        claim = self.claims.get(name)
        return claim.value if claim else None


class Doubt(NamedTuple):
    """A passage that looked like a row and gave none, or fewer than it seemed to, with a reason of the codebook."""

    table: str
    start: int
    end: int
    reason: str


# The reasons of doubts, the most telling first; any other tells more.
_TELLING = (
    "copied_without_contract",
    "no_party",
    "ambiguous",
    "mentioned_only",
    "no_name_date_or_place",
    "no_document",
    "general_talk",
)


def telling(reason: str) -> int:
    """The rank of a reason among those of one passage, the most telling first."""
    return _TELLING.index(reason) if reason in _TELLING else -1


def as_text(value: Any) -> str:
    """A claim's value as the codebook publishes it: text, a list as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _JSON.encode(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def short_hash(*parts: Any) -> str:
    """Eight hexadecimal digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:8]


def mention_id(source_id: str, draft: Draft) -> str:
    """An identifier that stays: where the passage starts, its table, what the row says of its parties and label."""
    names = (LABEL[draft.table], *_TELLING_APART)
    said = (as_text(draft.claims[name].value) if name in draft.claims else None for name in names)
    return f"{source_id}:{draft.table}:{draft.start}:{short_hash(*said)}"
