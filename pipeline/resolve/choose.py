"""Which value a record takes where its mentions differ, and by which rule (`conflicts.settled_by`).

Where a coder has reviewed some of the mentions that state a field, only these count. Then, by field:

- status (`furthest`): the first, in the order of `_STATUS`, of what is asserted or reported or has no factuality
  stated; where nothing is, the first of all;
- factuality (`strongest`): in the order of the vocabulary;
- dates (`most_precise`): the shortest span, of these one that is neither approximate nor uncertain;
- the item of a transfer (`most_precise`): a variant before its family;
- the text of a quote (`longest`), and the parties of an agreement: the longest;
- disputed (`any`): true where any passage doubts it;
- participants (`all`): all that any passage names;
- everything else (`most_frequent`), the transfer type too, where a kind `other` counts only if nothing else is said.

Of several left by that the most frequent is taken, and of equally frequent ones the first, by source and place
(`first_source`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from pipeline.resolve.transfers import good
from pipeline.resolve.values import Said, review_status
from schemas.edtf import days
from schemas.vocabulary import FACTUALITIES

_STATUS = {
    "transfers": ("cancelled", "delivered", "ongoing", "ordered", "negotiating", "prospective"),
    "exercises": ("held", "cancelled", "planned"),
    "agreements": ("terminated", "expired", "in_force", "signed", "negotiating", "expected"),
}
DATE_FIELDS = frozenset({"order_date", "delivery_date", "announced_date", "date", "signed_date"})
_LONGEST = frozenset({"text", "parties"})


class Taken(NamedTuple):
    """The value of a field and the rule that settled it; no rule where no two values differed."""

    value: Any
    by: str | None


def pick(table: str, name: str, stated: Sequence[Said]) -> Taken:
    """The value of the field `name` for a record of which `stated`, at least one, are the mentions that state it."""
    first = stated[0][name]
    if all(said[name] == first for said in stated):
        return Taken(first, None)
    reviewed = [said for said in stated if review_status(said) != "machine"]
    best, rule = _best(table, name, reviewed or stated)
    if reviewed and len(reviewed) < len(stated) and not _differ([said[name] for said in reviewed]):
        return Taken(best[0], "review")
    if rule in ("any", "all") or not _differ(best):
        return Taken(best[0], rule)
    counts = Counter(best)
    most = max(counts.values())
    frequent = [value for value in best if counts[value] == most]
    return Taken(frequent[0], "first_source" if _differ(frequent) else "most_frequent")


def _best(table: str, name: str, stated: Sequence[Said]) -> tuple[list[Any], str]:
    """The values that the field's rule leaves, at least one, and the rule."""
    values = [said[name] for said in stated]
    if name == "status":
        certain = [said[name] for said in stated if said.get("factuality") in ("asserted", "reported", None)]
        return [min(certain or values, key=_STATUS[table].index)], "furthest"
    if name == "factuality":
        return [min(values, key=FACTUALITIES.index)], "strongest"
    if name in DATE_FIELDS:
        return _least(values, vagueness), "most_precise"
    if name == "item":
        return _least(values, lambda item: -len(good(item))), "most_precise"
    if name in _LONGEST:
        return _least(values, lambda value: -len(value)), "longest"
    if name == "disputed":
        return [any(values)], "any"
    if name == "participants":
        return [tuple(sorted({party for value in values for party in value}))], "all"
    if name == "kind":
        values = [value for value in values if value != "other"] or values
    return values, "most_frequent"


def _least(values: list[Any], measure: Any) -> list[Any]:
    measured = [(measure(value), value) for value in values]
    least = min(size for size, _ in measured)
    return [value for size, value in measured if size == least]


@cache
def vagueness(edtf: str) -> tuple[dt.timedelta, bool]:
    """How long a date is, and whether it is in doubt."""
    span = days(edtf)
    closed = span and span.first and span.last
    width = span.last - span.first if closed else dt.timedelta.max  # type: ignore[union-attr, operator]
    return width, any(mark in edtf for mark in "?~%")


def _differ(values: list[Any]) -> bool:
    return any(value != values[0] for value in values)
