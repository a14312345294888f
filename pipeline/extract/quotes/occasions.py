"""When and where something was said: what the author's own words state."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.quotes.clauses import Clauses, pattern
from pipeline.extract.quotes.referents import Speaker
from pipeline.extract.text.dates import Date

_BEGINS = re.compile(r"\b(?:that|how|why|whether)\b")  # what follows it is what was said, and its dates are too


def date(
    analysis: Analysis, clauses: Clauses, where: tuple[int, int], outer: tuple[int, int], speaker: Speaker
) -> Date | None:
    """When it was said: a date in the author's words, or in the sentence before by the same speaker."""
    inside = [analysis.sentences[i] for i in analysis.touching(*where)]
    told = (d for s in inside for d in _of_speech(analysis, clauses, s) if not outer[0] <= d.start < outer[1])
    if found := next(told, None):
        return found
    earlier = inside[0].before if inside else None
    if earlier is None or not earlier.dates or not clauses.verbs(earlier.start, earlier.end):
        return None
    same = any(c.name == speaker.name for c in clauses.between(earlier.start, earlier.end))
    return next(_of_speech(analysis, clauses, earlier), None) if same else None


def _of_speech(analysis: Analysis, clauses: Clauses, s: Analysed) -> Iterator[Date]:
    """The dates of a sentence that may be those of speech, and not of what is told."""
    return (d for d in s.dates if ".." not in d.edtf and not _said_of(analysis, clauses, s, d.start))


def _said_of(analysis: Analysis, clauses: Clauses, s: Analysed, at: int) -> bool:
    """Whether the date at `at` is part of what is reported: "said that in 2018"; or of a name: "the 2001 treaty"."""
    verb = next((v for v in reversed(clauses.verbs(s.start, at))), None)
    if verb and _BEGINS.search(analysis.low, verb.end(), at):
        return True
    return re.search(r"\b(?:the|a|this|its|their)$", analysis.low[s.start : at].rstrip()) is not None


def occasion(analysis: Analysis, where: tuple[int, int], outer: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
    """The kind of occasion that the author names outside the marks."""
    found = pattern("occasions").finditer(analysis.low, *where)
    m = next((m for m in found if not outer[0] <= m.start() < outer[1]), None)
    return (m[0], m.span()) if m else None
