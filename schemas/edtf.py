"""EDTF (ISO 8601-2, level 1) as the codebook uses it: what is valid, and which days a date may fall on.

The profile: `2019-07-23`, `2019-10`, `2017`; a decade `199X`; a season `2014-23` (21 spring to 24 winter); an interval
`1991/1998`, open on one side as `2022/..` or `../1956`. Each date may end in `~` (approximate), `?` (uncertain) or
`%` (both of these).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

_DATE = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(0[1-9]|1[0-2]|2[1-4])(?:-(0[1-9]|[12]\d|3[01]))?)?[~?%]?")
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


class Days(NamedTuple):
    """First and last day that a date may mean, both inclusive; None on a side that is open."""

    first: dt.date | None
    last: dt.date | None


def _single(text: str) -> Days | None:
    found = _DATE.fullmatch(text)
    if not found:
        return None
    year, month, day = found.groups()
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first_year < 1 or (month and first_year != last_year):
        return None
    if not month:
        return Days(dt.date(first_year, 1, 1), dt.date(last_year, 12, 31))
    if int(month) in _SEASON_MONTHS:
        if day:
            return None
        start, end = _SEASON_MONTHS[int(month)]
        end_year = first_year + (end < start)  # a winter ends in the next year
        return Days(dt.date(first_year, start, 1), dt.date(end_year, end, calendar.monthrange(end_year, end)[1]))
    last_day = calendar.monthrange(first_year, int(month))[1]
    if not day:
        return Days(dt.date(first_year, int(month), 1), dt.date(first_year, int(month), last_day))
    if int(day) > last_day:
        return None
    exact = dt.date(first_year, int(month), int(day))
    return Days(exact, exact)


@lru_cache(maxsize=65536)
def days(text: str) -> Days | None:
    """The days that the EDTF string `text` may mean, or None where it is no EDTF of the profile."""
    if "/" not in text:
        return _single(text)
    left, _, right = text.partition("/")
    first = Days(None, None) if left == ".." else _single(left)
    last = Days(None, None) if right == ".." else _single(right)
    if first is None or last is None or left == right == "..":
        return None
    if first.first and last.last and first.first > last.last:
        return None
    return Days(first.first, last.last)


def is_edtf(text: str) -> bool:
    """Whether `text` is an EDTF string of the profile."""
    return days(text) is not None


def overlap(one: str, other: str) -> bool:
    """Whether two EDTF strings can mean the same day; one that is no EDTF of the profile means none."""
    a, b = days(one), days(other)
    if not a or not b:
        return False
    return (not a.first or not b.last or a.first <= b.last) and (not b.first or not a.last or b.first <= a.last)
