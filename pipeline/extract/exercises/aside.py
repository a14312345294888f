"""Exercises that are told of aside: in brackets behind their name, or as the time of something else."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.events.attending import Span
from pipeline.extract.exercises.series import Named
from pipeline.extract.exercises.told import Setting
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk, of_date
from pipeline.extract.lexicon.event_words import words
from pipeline.extract.text.date_parts import MONTH, Context, month_number, ym
from pipeline.extract.text.dates import Date, find_dates

_MONTH = re.compile(MONTH)
_TELLS_MORE = re.compile(r", (?:which|where|when|held|staged|conducted|hosted)\b")


def in_brackets(analysis: Analysis, s: Analysed, item: Named, hi: int) -> tuple[Chunk | None, Span | None]:
    """The place in the brackets behind `item`, which ends before the chunk at `hi`, and the date of an edition.

    So "Joint Sea 2021 (Peter the Great Gulf, May)". A month alone is of the year of the edition. Brackets that say
    anything else, or several dates, are not for this.
    """
    opening = next((k for k in (hi, hi + 1) if k < len(s.chunks) and s.chunks[k].low == "("), None)
    if opening is None:
        return None, None
    closing = next((k for k in range(opening, len(s.chunks)) if s.chunks[k].low == ")"), None)
    if closing is None or opening + 1 == closing:
        return None, None
    inside = s.chunks[opening + 1 : closing]
    if any(
        syntax.is_prep(b) and b.low not in ("in", "off", "at", "near", "of") and a.tag == "party"
        for b, a in pairwise(inside)
    ):
        return None, None
    places = [(c.start, c.end) for c in inside if _is_place(c)]
    of_edition = _of_edition(analysis, s, item.year, inside) if item.year else []
    dates = of_edition or [c.value for c in inside if c.tag == "date" and not item.year]
    rest = (c for c in inside if not (_is_place(c) or any(d.start < c.end and c.start < d.end for d in dates)))
    if len(dates) > 1 or not all(c.low == "," or c.word("conj", "det") or syntax.is_prep(c) for c in rest):
        return None, None
    when = of_date(analysis.low, of_edition[0]) if of_edition else None
    return when, (places[0][0], places[-1][1]) if places else None


def _of_edition(analysis: Analysis, s: Analysed, year: str, inside: list[Chunk]) -> list[Date]:
    found = find_dates(analysis.low, inside[0].start, inside[-1].end, s.words, Context(None, year))
    months = [c for c in inside if _MONTH.fullmatch(c.low)] if not found else []
    found += [Date(c.start, c.end, ym(year, month_number(c.low))) for c in months]
    return [date for date in found if date.edtf.startswith(year)]


def _is_place(c: Chunk) -> bool:
    return c.entry("place") is not None or (c.tag == "party" and c.value.form in ("name", "government"))


def alluded(analysis: Analysis, s: Analysed, item: Named, at: Setting) -> Setting | None:
    """Its setting where it only tells the time of something else: "after Joint Sea 2021, ten ships sailed round Japan".

    What stands outside that phrase is not said of it. None where it is no such allusion.
    """
    lead = syntax.skip_back(s.chunks, at.lo - 1)
    if not item.series or lead < 0 or s.chunks[lead].low not in words("both", "other_time"):
        return None
    end = analysis.low.find(",", item.end, s.end)
    while end >= 0 and _TELLS_MORE.match(analysis.low, end):
        end = analysis.low.find(",", end + 1, s.end)
    phrase = range(item.end, end if end >= 0 else s.end)
    date = at.date if at.date and at.date.start in phrase else None
    place = at.place if at.place and at.place[0] in phrase else None
    return replace(at, date=date, place=place, reach=(item.start, phrase.stop))
