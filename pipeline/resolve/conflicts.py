"""Where sources disagree: fields of a record on which a source nowhere says what the record took, told apart by kind.

A source is in no conflict with itself, and what says less is in none with what says more: a year with its month, fewer
participants with more, a family with its variant. Each source is set beside the record, not beside every other source.

- `date`: days that cannot be the same; `place`: locations with no telling word in common;
- `count`: other figures for one thing; `basis`: other figures, but of what was ordered and what was delivered, of what
  one and what several rows share, or of other participants: both may be right;
- `ordinal`: which of a series it was, the third or the fourth;
- `existence`: one says that it did not happen, or was called off, and another that it did;
- `certainty`: asserted by one, reported or possible with another;
- `wording`: the same utterance in other words; `classification`: everything else that is one of a list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from pipeline.resolve.choose import DATE_FIELDS, Taken, vagueness
from pipeline.resolve.values import Said
from pipeline.resolve.words import fold, telling
from schemas.edtf import overlap

COUNTS = frozenset({"quantity", "value_usd_min", "value_usd_max", "trade_share", "personnel", "aircraft", "ships"})
# Labels in our own words, what the key holds equal, and sets that are taken together: nothing to disagree on.
_NEVER = frozenset(
    {"item", "title", "subject", "topic", "occasion", "scope", "speaker", "speaker_title", "series", "item_category"}
    | {"language", "supplier", "recipient", "participants", "parties", "value_shared", "disputed"}
)
_UNDONE = frozenset({"cancelled", "terminated"})
_BASIS = ("status", "transfer_type", "value_shared", "participants")
_ORDINAL = re.compile(
    r"\b(?:(?P<figures>\d+)(?:st|nd|rd|th)|(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))\b",
    re.IGNORECASE,
)
_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()


class Conflict(NamedTuple):
    """One field of one record."""

    field: str
    kind: str
    settled_by: str


def conflict_id(table: str, record: str, field: str) -> str:
    """The identifier of a row of `conflicts`."""
    return f"{table}:{record}:{field}"


def conflicts(stated: Mapping[str, list[Said]], taken: Mapping[str, Taken]) -> list[Conflict]:
    """The fields on which a source nowhere agrees with what the record took, sorted.

    `stated` are the mentions of the record by the fields that they state.
    """
    found = []
    for name in sorted(taken.keys() - _NEVER):
        value, rule = taken[name]
        if rule is None:
            continue
        sources = {said["source_id"] for said in stated[name]}
        agreeing = {said["source_id"] for said in _plainest(name, stated[name]) if _agree(name, said[name], value)}
        if sources - agreeing:
            found.append(Conflict(name, _kind(name, stated[name], value), rule))
    return found


def _plainest(name: str, stated: list[Said]) -> list[Said]:
    """Of each source what tells the most: a source that says "May 2015" does not agree with August by "2015" too."""
    if name not in DATE_FIELDS:
        return stated
    least: dict[str, Any] = {}
    for said in stated:
        source, vague = said["source_id"], vagueness(said[name])
        least[source] = min(least.get(source, vague), vague)
    return [said for said in stated if vagueness(said[name]) == least[said["source_id"]]]


def _agree(name: str, one: Any, other: Any) -> bool:
    if one == other:
        return True
    if name in DATE_FIELDS:
        return overlap(one, other)
    if name == "location":
        a, b = telling(one), telling(other)
        return not a or not b or bool(a & b)
    if name == "text":
        whole, part = sorted((f" {fold(one)} ", f" {fold(other)} "), key=len, reverse=True)
        return part in whole
    if name == "name":
        return len({_ordinal(one), _ordinal(other)} - {None}) < 2
    return False


def _ordinal(name: str) -> int | None:
    found = _ORDINAL.search(name)
    if not found:
        return None
    return int(found["figures"]) if found["figures"] else _WORDS.index(found["word"].lower()) + 1


def _kind(name: str, stated: list[Said], value: Any) -> str:
    if name in COUNTS:
        took = {_basis(said) for said in stated if said[name] == value}
        others = {_basis(said) for said in stated if said[name] != value}
        return "count" if any(_one_basis(a, b) for a in took for b in others) else "basis"
    values = {said[name] for said in stated}
    if name == "status":
        return "existence" if values & _UNDONE and values - _UNDONE else "classification"
    if name == "factuality":
        return "existence" if "denied" in values else "certainty"
    if name in DATE_FIELDS:
        return "date"
    return {"location": "place", "text": "wording", "name": "ordinal"}.get(name, "classification")


def _basis(said: Said) -> tuple[Any, ...]:
    """What the figures of a mention count."""
    return tuple(map(said.get, _BASIS))


def _one_basis(a: tuple[Any, ...], b: tuple[Any, ...]) -> bool:
    """Whether two figures may count the same: nothing that both state differs."""
    return all(x == y or x is None or y is None for x, y in zip(a, b, strict=True))
