"""What is put in behind the name of an exercise, or behind its date: a place or a month, in brackets or after a comma.

So "Joint Sea 2021 (Peter the Great Gulf, May)", "in 2007 (Kubinka) and 2009", "Joint Sea-2012, Qingdao, April 2012".
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.extract.events.attending import Span
from pipeline.extract.exercises.series import Named
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk, of_date
from pipeline.extract.lexicon.event_words import words
from pipeline.extract.text.date_parts import MONTH, Context, month_number, ym
from pipeline.extract.text.dates import Date, find_dates

_MONTH = re.compile(MONTH)
_ENDS = (",", ";", ":", "(", ".")  # what may stand behind a place that is put in
_IN = ("in", "off", "at", "near", "of")


def told(analysis: Analysis, s: Analysed, item: Named, hi: int) -> tuple[Chunk | None, Span | None]:
    """The place put in behind `item`, which ends before the chunk at `hi`, and the date of an edition.

    A month alone is of the year of the edition. Brackets that say anything else, or several dates, are not for this.
    """
    opening = next((k for k in (hi, hi + 1) if k < len(s.chunks) and s.chunks[k].low == "("), None)
    if opening is None:
        return None, _in_commas(analysis.plain, s.chunks, hi) if item.series else None
    inside = _bracketed(s.chunks, opening)
    if not inside or any(syntax.is_prep(b) and b.low not in _IN and a.tag == "party" for b, a in pairwise(inside)):
        return None, None
    places = [(c.start, c.end) for c in inside if is_place(c)]
    of_edition = _of_edition(analysis, s, item.year, inside) if item.year else []
    dates = of_edition or [c.value for c in inside if c.tag == "date" and not item.year]
    rest = (c for c in inside if not (is_place(c) or any(d.start < c.end and c.start < d.end for d in dates)))
    if len(dates) > 1 or not all(c.low == "," or c.word("conj", "det") or syntax.is_prep(c) for c in rest):
        return None, None
    when = of_date(analysis.low, of_edition[0]) if of_edition else None
    return when, (places[0][0], places[-1][1]) if places else None


def behind_date(plain: str, chunks: list[Chunk], date: Chunk | None) -> Span | None:
    """The place in the brackets right behind a date: "in 2005 (Shandong)"."""
    i = next((k for k, c in enumerate(chunks) if date and c.start == date.start), len(chunks))
    inside = _bracketed(chunks, i + 1) if i + 1 < len(chunks) and chunks[i + 1].low == "(" else []
    while inside and (syntax.is_prep(inside[0]) or inside[0].word("det")):
        inside.pop(0)
    named = bool(inside) and all(is_place(c) or _is_part(plain, c) for c in inside)
    return (inside[0].start, inside[-1].end) if named and _is_name(plain, inside[0]) else None


def closing(chunks: list[Chunk], opening: int) -> int:
    """Where the bracket at `opening` closes; `opening` where it never does."""
    return next((k for k in range(opening + 1, len(chunks)) if chunks[k].low == ")"), opening)


def is_place(c: Chunk) -> bool:
    return c.entry("place") is not None or (c.tag == "party" and c.value.form in ("name", "government"))


def _bracketed(chunks: list[Chunk], opening: int) -> list[Chunk]:
    return chunks[opening + 1 : closing(chunks, opening)]


def _in_commas(plain: str, chunks: list[Chunk], hi: int) -> Span | None:
    """The place between a comma and what goes on: "Joint Sea-2012, Qingdao, April 2012".

    It is a known one, or a date is next. A country is none, which may be one of several that took part.
    """
    if hi + 1 >= len(chunks) or chunks[hi].low != "," or not _is_name(plain, chunks[hi + 1]):
        return None
    end = hi + 2
    while end < len(chunks) and chunks[end].low != "," and _is_part(plain, chunks[end]):
        end += 1
    behind = chunks[end : end + 2]
    dated = len(behind) == 2 and behind[0].low == "," and behind[1].tag == "date"
    known = any(c.entry("place") or _is_land(c) for c in chunks[hi + 1 : end])
    ended = not behind or behind[0].low in _ENDS or behind[0].word("conj")
    return (chunks[hi + 1].start, chunks[end - 1].end) if dated or (known and ended) else None


def _is_name(plain: str, c: Chunk) -> bool:
    """Whether a chunk is the name of a place, or a word with a capital that nothing else is known to mean."""
    capital = c.tag == "party" and c.value.form == "government" and not c.value.possessive
    return capital or c.entry("place") is not None or (c.tag == "word" and plain[c.start].isupper())


def _is_part(plain: str, c: Chunk) -> bool:
    """Whether a chunk may stand in the name of a place: "Orenburg region", "Chorukh-Dairon", "Kubinka, Moscow"."""
    return _is_name(plain, c) or c.low in ("-", ",") or _is_land(c)


def _is_land(c: Chunk) -> bool:
    return c.low in words("exercises", "geography") or c.low in words("both", "no_location")


def _of_edition(analysis: Analysis, s: Analysed, year: str, inside: list[Chunk]) -> list[Date]:
    found = find_dates(analysis.low, inside[0].start, inside[-1].end, s.words, Context(None, year))
    months = [c for c in inside if _MONTH.fullmatch(c.low)] if not found else []
    found += [Date(c.start, c.end, ym(year, month_number(c.low))) for c in months]
    return [date for date in found if date.edtf.startswith(year)]
