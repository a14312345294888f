"""Dates that are none of the exercise: from when it was put off, and when somebody gave up coming."""

from __future__ import annotations

from pipeline.extract.events import setting
from pipeline.extract.exercises.series import Named
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.event_words import pattern

_FROM_IT = r"\b(?:%s) (?:the |its |their )?(?:[\w-]+ ){0,2}[“‘\"'*_]?$"


def held_later(low: str, start: int, end: int) -> bool:
    """Whether what was put off was held after all: "was postponed by a year and was held in 2021"."""
    late = pattern("exercises", "put_off").search(low, start, end)
    return late is not None and pattern("exercises", "held").search(low, late.end(), end) is not None


def its_own(low: str, s: Analysed, item: Named, date: Chunk | None, end: int) -> Chunk | None:
    """The date, or that on which an exercise put off was held in the end; none where it is that of a withdrawal.

    "The edition of May 2020 was put off and took place in June 2021", "withdrew from Kavkaz-2020 in August". What is
    said of the exercise ends at `end`.
    """
    if date and date.start > item.end and pattern("exercises", "leaving", _FROM_IT).search(low, s.start, item.start):
        return None
    late = pattern("exercises", "put_off").search(low, item.end, end)
    held = pattern("exercises", "held").search(low, late.end(), end) if late else None
    if held is None:
        return date
    behind = (c for k, c in enumerate(s.chunks) if c.tag == "date" and not setting.of_other(s.chunks, k))
    return next((c for c in behind if held.end() <= c.start < end), date)
