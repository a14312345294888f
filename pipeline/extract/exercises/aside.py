"""When and where an exercise was, told in brackets behind its name: "Joint Sea 2021 (Peter the Great Gulf, May)"."""

from __future__ import annotations

import re

from pipeline.extract.events.attending import Span
from pipeline.extract.exercises.series import Named
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.text.date_parts import MONTH, Context, month_number, ym
from pipeline.extract.text.dates import Date, find_dates

_MONTH = re.compile(MONTH)


def aside(analysis: Analysis, s: Analysed, item: Named, hi: int) -> tuple[Chunk | None, Span | None]:
    """The place in the brackets behind `item`, which ends before the chunk at `hi`, and the date of an edition.

    A month alone is of the year of the edition. Brackets that say anything else, or several dates, are not for this.
    """
    opening = next((k for k in (hi, hi + 1) if k < len(s.chunks) and s.chunks[k].low == "("), None)
    closing = next((k for k in range(opening or 0, len(s.chunks)) if s.chunks[k].low == ")"), None)
    if opening is None or closing is None or opening + 1 == closing:
        return None, None
    inside = s.chunks[opening + 1 : closing]
    places = [(c.start, c.end) for c in inside if _is_place(c)]
    dates = _of_edition(analysis, s, item.year, inside) if item.year else [c.value for c in inside if c.tag == "date"]
    rest = (c for c in inside if not (_is_place(c) or any(d.start < c.end and c.start < d.end for d in dates)))
    if len(dates) > 1 or not all(c.low == "," or c.word("conj", "det") or syntax.is_prep(c) for c in rest):
        return None, None
    when = (Chunk("date", d.start, d.end, analysis.low[d.start : d.end], d) for d in dates if item.year)
    return next(when, None), (places[0][0], places[-1][1]) if places else None


def _of_edition(analysis: Analysis, s: Analysed, year: str, inside: list[Chunk]) -> list[Date]:
    found = find_dates(analysis.low, inside[0].start, inside[-1].end, s.words, Context(None, year))
    months = [c for c in inside if _MONTH.fullmatch(c.low)] if not found else []
    found += [Date(c.start, c.end, ym(year, month_number(c.low))) for c in months]
    return [date for date in found if date.edtf.startswith(year)]


def _is_place(c: Chunk) -> bool:
    return c.entry("place") is not None or (c.tag == "party" and c.value.form in ("name", "government"))
