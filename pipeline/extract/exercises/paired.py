"""Exercises that are listed by name, and their dates in a list of their own: "X, Y and Z in 2018, 2019 and 2020"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.events import setting
from pipeline.extract.exercises import facts
from pipeline.extract.exercises.series import LISTED, Named
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk

_TO_DATE = re.compile(r"(?:\W?\W?\([^()\d]{2,30}\))?,? in ")
_OPENS = re.compile(r"(?:and |but |then |later |also )?(?:in |on |during )?")


def dated(analysis: Analysis, s: Analysed, found: list[Named]) -> list[Named]:
    """Those `found` in a sentence, in order, each of several listed names with its own of as many dates.

    One date alone, right behind the list or where the sentence opens, is that of all.
    """
    low = analysis.low
    if len(found) < 2 or any(not x.series or x.elliptic or x.year for x in found[:-1]) or not _listed(low, found):
        return found
    last = found[-1]
    if not last.series or last.elliptic or (last.year and not low.endswith(f" in {last.year}", last.start, last.end)):
        return found
    dates = [d for k, c in enumerate(s.chunks) if _tells(s.chunks, k) for d in facts.years(analysis, c)]
    if len(dates) == 1 and (_OPENS.fullmatch(low, s.start, dates[0].start) or _behind(low, last, dates[0])):
        return [_of_year(x, dates[0]) for x in found]
    apart = dates and not any(found[0].start < d.start < last.start for d in dates)
    if apart and not last.year and len(dates) == len(found) and _listed(low, dates):
        return [_of_year(x, date) for x, date in zip(found, dates, strict=True)]
    return found


def _tells(chunks: list[Chunk], k: int) -> bool:
    """Whether there is a date at `k` on which something may have been held."""
    c = chunks[k]
    closed = c.tag == "date" and c.value.edtf[:4].isdigit() and ".." not in c.value.edtf
    return closed and not setting.of_other(chunks, k)


def _listed(low: str, items: Sequence[Named | Chunk]) -> bool:
    """Whether nothing but what goes on with a list stands between any two."""
    return all(LISTED.fullmatch(low, a.end, b.start) for a, b in pairwise(items))


def _behind(low: str, last: Named, date: Chunk) -> bool:
    """Whether the date is part of the last name, as its edition, or stands right behind it."""
    return date.end == last.end or _TO_DATE.fullmatch(low, last.end, date.start) is not None


def _of_year(named: Named, date: Chunk) -> Named:
    series, year = named.series, date.value.edtf[:4]
    return replace(named, name=f"{series.name if series else named.name}-{year}", year=year, when=date)
