"""Which value a record takes where its mentions differ, and when they are in conflict.

Which value, by field:

- status: the furthest, in the order of `_STATUS`, of what is asserted or reported or has no factuality stated; where
  nothing is, the furthest of all;
- factuality: the strongest;
- dates: the most precise; of equally precise ones the first in the order of their characters;
- the text of a quote: the longest;
- disputed: true where any passage doubts it;
- participants: all that any passage names; parties: the longest list;
- everything else, the transfer type too: the most frequent, where a kind `other` counts only if nothing else is said.

Ties go to the source that comes first, and within it to the first passage.

When in conflict: two sources have no value in common, or one has none in common with the record. Dates have where they
can be the same day. A source is in no conflict with itself, and wording and labels (`_NO_CONFLICT`) are in none at all.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from pipeline.resolve.values import Mention
from schemas.edtf import days
from schemas.vocabulary import FACTUALITIES

_STATUS = {
    "transfers": ("cancelled", "delivered", "ongoing", "ordered", "negotiating", "prospective"),
    "exercises": ("held", "cancelled", "planned"),
    "agreements": ("terminated", "expired", "in_force", "signed", "negotiating", "expected"),
}
_DATES = {"order_date", "delivery_date", "announced_date", "date", "signed_date"}
# Wording and labels are no facts to disagree on.
_NO_CONFLICT = {
    "item",
    "name",
    "title",
    "text",
    "subject",
    "topic",
    "occasion",
    "scope",
    "speaker_title",
    "location",
    "series",
    "item_category",
    "language",
    "supplier",
    "recipient",
    "participants",
}


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _width(edtf: str) -> dt.timedelta:
    span = days(edtf)
    if span is None or span.first is None or span.last is None:
        return dt.timedelta.max
    return span.last - span.first


def pick(table: str, name: str, mentions: list[Mention]) -> Any:
    """The value of the field `name` for the record that `mentions` support; None where none states it."""
    stated = [(m, m.said[name]) for m in mentions if name in m.said]
    if not stated:
        return None
    values = [v for _, v in stated]
    if name == "status":
        certain = [
            m.said["status"] for m, _ in stated if m.said.get("factuality") in ("asserted", "reported", None)
        ] or values
        return min(certain, key=_STATUS[table].index)
    if name == "factuality":
        return min(values, key=FACTUALITIES.index)
    if name in _DATES:
        return min(values, key=lambda v: (_width(v), v))
    if name == "text":
        return max(values, key=len)
    if name == "disputed":
        return any(values)
    if name == "kind":
        values = [v for v in values if v != "other"] or values
    if isinstance(values[0], list):
        return sorted({x for v in values for x in v}) if name == "participants" else max(values, key=len)
    counts = Counter(_hashable(v) for v in values)
    best = max(counts.values())
    return next(v for v in values if counts[_hashable(v)] == best)


def _agree(name: str, a: Any, b: Any) -> bool:
    if name in _DATES:
        x, y = days(a), days(b)
        return bool(
            x
            and y
            and (not x.first or not y.last or x.first <= y.last)
            and (not y.first or not x.last or y.first <= x.last)
        )
    return bool(a == b)


def conflicts(mentions: list[Mention], record: dict[str, Any]) -> list[str]:
    """Fields on which two sources say what cannot both be so, or one cannot be so beside what `record` took."""
    fields = sorted({f for m in mentions for f in m.said} & record.keys() - _NO_CONFLICT)
    found = []
    for name in fields:
        by_source: dict[str, list[Any]] = {}
        for m in mentions:
            if name in m.said:
                by_source.setdefault(m.source, []).append(m.said[name])
        if len(by_source) < 2:
            continue
        groups = [*by_source.values(), [record[name]]]
        if any(
            not any(_agree(name, a, b) for a in one for b in other)
            for i, one in enumerate(groups)
            for other in groups[i + 1 :]
        ):
            found.append(name)
    return found
