"""When and where something was said: what the author's own words state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.lexicon.entries import load
from pipeline.extract.quotes.candidates import Candidate
from pipeline.extract.quotes.clauses import PERSONS, Clauses
from pipeline.extract.quotes.referents import Speaker
from pipeline.extract.quotes.speech_words import pattern
from pipeline.extract.text.dates import Date
from pipeline.extract.text.patterns import either

_IN_NAME = re.compile(r"(?:\b(in|at|during|from|of|to) )?\b(?:the|an?|this|its|their|his|her) $")
_AT_THE_TIME = re.compile(r"\b(?:at (?:the|that) time|that (?:same )?day|the same day)\b")
_MET = re.compile(r"\b(?:interview(?:ed)?|met|spoke|asked)\b")
# What follows it is what was said, and its dates are too.
_BEGINS = re.compile(r"(?<!\babout )(?<!\bof )(?<!\bat )\b(?:that|how|why|whether)\b")
_ONE = re.compile(r"(?:an?|one|another) ")  # quoted in the paragraph before, it is somebody else
_OF_A_THING = re.compile(r"(?:last|this|next) (?:year|month|week)")  # behind the words: "their record trade last year"
_RELATIVE = re.compile(r", (?:who|whom|whose|which|where)\b")
_BESIDE = 12  # characters between the verb of speech and its own date
_BACK = 5  # sentences


def date(
    analysis: Analysis, clauses: Clauses, where: tuple[int, int], parts: list[tuple[int, int]], speaker: Speaker
) -> Date | None:
    """When it was said: a date in the author's words, or in the sentences before by the same speaker."""
    around = sorted({*analysis.touching(*where), *analysis.touching(*speaker.span)})
    inside = [analysis.sentences[i] for i in around]
    for s in inside:
        told = [d for d in _of_speech(analysis, clauses, s, speaker) if not clauses.in_marks(d.start)]
        told = [d for d in told if not any(a <= d.start < b for a, b in parts)]
        said = told
        told = [d for d in told if d.start < parts[0][0] or not _OF_A_THING.match(analysis.low, d.start)]
        ends = [v.end() for v in clauses.verbs(s.start, s.end)]
        beside = (d for d in said if any(0 < d.start - end < _BESIDE for end in ends))  # "..., Rogozin said Tuesday"
        if found := next(beside, told[0] if told else None):
            return found
    earlier = inside[0].before if inside else None
    if earlier and any(_AT_THE_TIME.search(s.low) for s in inside):
        return next((d for d in reversed(earlier.dates) if ".." not in d.edtf), None)
    return _carried(analysis, clauses, around[0], speaker) if around else None


def _carried(analysis: Analysis, clauses: Clauses, i: int, speaker: Speaker) -> Date | None:
    """The date of the same speech in the sentences before the one at `i`, as long as nobody else speaks there."""
    for earlier in reversed(analysis.sentences[max(0, i - _BACK) : i]):
        if not (clauses.verbs(earlier.start, earlier.end) or _MET.search(earlier.low)):
            return None
        found = clauses.between(earlier.start, earlier.end)
        subjects = [c for c in found if c.kind in (*PERSONS, "office") and not clauses.is_object(c)]
        apart = earlier.sentence.block is not analysis.sentences[i].sentence.block
        apart &= any(earlier.start <= a < earlier.end for a, _ in clauses.quoted)
        if not all(_may_be(c, speaker) and not (apart and _ONE.match(analysis.low, c.start)) for c in subjects):
            return None
        same = any(_may_be(c, speaker) for c in found)
        if same and (said := next(_of_speech(analysis, clauses, earlier, speaker), None)):
            return said
    return None


def _may_be(c: Candidate, speaker: Speaker) -> bool:
    """Whether a candidate is the speaker, or stands for one: "he", "a senior official ... told journalists"."""
    if c.kind == "office":
        return speaker.person and not c.plural and c.country in (speaker.country, None)
    return c.name == speaker.name or (c.kind == "pronoun" and (c.name == "it") != speaker.person)


def _of_speech(analysis: Analysis, clauses: Clauses, s: Analysed, speaker: Speaker) -> Iterator[Date]:
    """The dates of a sentence that may be those of speech, and not of what is told."""
    return (d for d in s.dates if ".." not in d.edtf and not _said_of(analysis, clauses, s, d, speaker))


def _said_of(analysis: Analysis, clauses: Clauses, s: Analysed, d: Date, speaker: Speaker) -> bool:
    """Whether the date is part of what is reported: "said that in 2018"; or of another name: "the 2001 treaty"."""
    spoken = [v for v in clauses.verbs(s.start, d.start) if not v.start() < speaker.span[0] < s.end]
    if any(_BEGINS.search(analysis.low, v.end(), d.start) for v in spoken):
        return True
    if any(v.end() + 1 == d.start for v in spoken) and analysis.low.startswith("the ", d.start):
        return True  # "remembers the 1990s as"
    if any(c.entry("series") and c.start < d.end and d.start <= c.end + 1 for c in s.chunks):
        return True  # "called Vostok 2018 a success"
    aside = next(reversed(list(_RELATIVE.finditer(analysis.low, s.start, d.start))), None)
    later = (v for v in clauses.verbs(d.end, s.end) if analysis.low.endswith(", ", 0, v.start()))
    if aside and next(later, None) and not (_MET.search(analysis.low, aside.end(), d.start)):
        return True  # "Putin, whose country had depended on China since 2022, praised"
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
