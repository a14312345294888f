"""When and where something was said: what the author's own words state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.lexicon.entries import load
from pipeline.extract.quotes.clauses import PERSONS, Clauses
from pipeline.extract.quotes.referents import Speaker
from pipeline.extract.quotes.speech_words import pattern
from pipeline.extract.text.dates import Date
from pipeline.extract.text.patterns import either

_IN_NAME = re.compile(r"(?:\b(in|at|during|from|of|to) )?\b(?:the|an?|this|its|their|his|her) $")
_BEGINS = re.compile(r"\b(?:that|how|why|whether)\b")  # what follows it is what was said, and its dates are too


def date(
    analysis: Analysis, clauses: Clauses, where: tuple[int, int], outer: tuple[int, int], speaker: Speaker
) -> Date | None:
    """When it was said: a date in the author's words, or in the sentence before by the same speaker."""
    around = {*analysis.touching(*where), *analysis.touching(*speaker.span)}
    inside = [analysis.sentences[i] for i in sorted(around)]
    told = (d for s in inside for d in _of_speech(analysis, clauses, s, speaker) if not outer[0] <= d.start < outer[1])
    if found := next(told, None):
        return found
    earlier = inside[0].before if inside else None
    while earlier and clauses.verbs(earlier.start, earlier.end):
        people = [c for c in clauses.between(earlier.start, earlier.end) if c.name == speaker.name or c.kind in PERSONS]
        same = any(c.name == speaker.name or c.kind == "pronoun" for c in people)
        if same and (found := next(_of_speech(analysis, clauses, earlier, speaker), None)):
            return found
        if not all(c.name == speaker.name or c.kind == "pronoun" or clauses.is_object(c) for c in people):
            return None
        earlier = earlier.before
    return None


def _of_speech(analysis: Analysis, clauses: Clauses, s: Analysed, speaker: Speaker) -> Iterator[Date]:
    """The dates of a sentence that may be those of speech, and not of what is told."""
    return (d for d in s.dates if ".." not in d.edtf and not _said_of(analysis, clauses, s, d, speaker))


def _said_of(analysis: Analysis, clauses: Clauses, s: Analysed, d: Date, speaker: Speaker) -> bool:
    """Whether the date is part of what is reported: "said that in 2018"; or of another name: "the 2001 treaty"."""
    verb = next((v for v in reversed(clauses.verbs(s.start, d.start))), None)
    if verb and _BEGINS.search(analysis.low, verb.end(), d.start):
        return True
    named = _IN_NAME.search(analysis.low, s.start, d.start)
    if named is None or speaker.span[0] - 2 <= d.end <= speaker.span[1]:
        return False  # "a 2020 study found"
    return not (named[1] and _spoken_in().match(analysis.low, d.end))


@cache
def _spoken_in() -> re.Pattern[str]:
    """What a date may stand before that is a place of speech: "in a 2014 interview", "at the 2019 forum"."""
    speech = load("speech")
    return re.compile(rf" (?:[\w-]+ ){{0,3}}(?:{either([*speech['occasions'], *speech['documents']])})\b")


def occasion(analysis: Analysis, where: tuple[int, int], outer: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
    """The kind of occasion that the author names outside the marks."""
    found = pattern("occasions").finditer(analysis.low, *where)
    m = next((m for m in found if not outer[0] <= m.start() < outer[1]), None)
    return (m[0], m.span()) if m else None
