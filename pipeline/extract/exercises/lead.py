"""What the sentence before tells of an exercise: its date, and whose forces were there.

"It was July 2019. Bombers flew a patrol"; "The PLA sent troops to Russia in 2018. In the manoeuvres they ..."
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.events import attending
from pipeline.extract.events.attending import Countries, Span
from pipeline.extract.exercises import places
from pipeline.extract.exercises.pointers import reference
from pipeline.extract.exercises.series import Named
from pipeline.extract.exercises.told import Setting, Told
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.lexicon.event_words import pattern, section, words
from pipeline.extract.text.dates import Date

_LEAD = 90  # letters of a sentence that only leads up to the next
_CLOSED = re.compile(r"(?:19|20)\d\d(?:-\d\d)*")
_THE_ONE = r"\b(?:the|this|that) (?:[\w-]+ ){0,2}(?:%s)\b"
_THEIRS = re.compile(r"\b(?:their|its)(?: first| latest)? $")
_THERE = re.compile(r"\bthere (?!(?:is|are|was|were|has|have|had)\b)")
_MOVED = ("training", "meeting", "moving", "coming")


def date_of(analysis: Analysis, told: Sequence[Told], s: Analysed, item: Named, date: Chunk | None) -> Chunk | None:
    """The date, or a finer one in the sentence that leads up to this: "It was July 2019. Bombers flew a patrol" """
    lead = s.before
    if lead is None or item.plural or item.elliptic or (stated := _fresh(told, lead)) is None:
        return date
    when = stated.edtf
    if item.year:
        fits = (date is None or date.value.edtf == item.year) and when.startswith(f"{item.year}-")
    else:
        held = pattern("exercises", "held").search(analysis.low, s.start, s.end)
        fits = item.generic and date is None and len(when) == 10 and lead.end - lead.start < _LEAD and bool(held)
    return _as_chunk(item, stated) if fits else date


def carry(focus: Focus, analysis: Analysis, told: Sequence[Told], s: Analysed, item: Named, at: Setting) -> None:
    """Give "the drill" that was told of nowhere the date, and those who were there, of forces in the sentence before.

    "Their ships circled Honshu in October 2021. Ten vessels took part in the joint patrol"
    """
    lead = s.before
    own = at.date is not None and at.date.start != item.start  # and not that of the sentence before
    if lead is None or own or item.year or item.elliptic or not _is_the_one(analysis, s, item):
        return
    if any(t.flow == s.sentence.flow and t.shared and t.date for t in told):
        return  # that is what it may mean
    stated = _fresh(told, lead)
    if stated is None or not _CLOSED.fullmatch(stated.edtf) or not _moved(lead):
        return
    focus.give(lead)
    here = {code for code, _ in at.named}
    there = _sides(lead, set(focus.main or ()))
    if not item.joint and len(here | {code for code, _ in there}) < 2 and "joint" not in s.low:
        return
    at.date = _as_chunk(item, stated)
    at.place = at.place or _place(analysis.plain, lead)
    at.named = [*at.named, *((code, (item.start, item.end)) for code, _ in there if code not in here | at.absent)]


def of_forces(told: Sequence[Told], s: Analysed) -> Date | None:
    """The date of what forces did in the sentence before, for one that says what they did there, and not when."""
    if s.before is None or s.dates or not (s.may_hold("formation") and s.before.may_hold("formation")):
        return None
    stated = _fresh(told, s.before)
    return stated if stated and _CLOSED.fullmatch(stated.edtf) and _moved(s.before) else None


def place_of(plain: str, s: Analysed, item: Named, at: Setting) -> Span | None:
    """Where the sentence before says it was, of what was held "there", or has its date from that sentence."""
    dated = item.when is not None and s.before is not None and not s.dates
    if at.place or s.before is None or not (dated or _THERE.search(s.low)):
        return at.place
    return _place(plain, s.before)


def _place(plain: str, lead: Analysed) -> Span | None:
    """Where a sentence says that forces were, or to which place they came."""
    return places.near(plain, lead.chunks, 0, len(lead.chunks))


def _fresh(told: Sequence[Told], lead: Analysed) -> Date | None:
    """The only date of a sentence that tells of no exercise of two."""
    if len(lead.dates) != 1 or any(t.number == lead.start and t.shared for t in told):
        return None
    return lead.dates[0]


def _as_chunk(item: Named, date: Date) -> Chunk:
    return Chunk("date", item.start, item.end, "", date._replace(start=item.start, end=item.end))


def _is_the_one(analysis: Analysis, s: Analysed, item: Named) -> bool:
    """Whether it is spoken of as known: "the drill", "their joint patrol", "the drill, Eagle Assault".

    Or as what was done "there".
    """
    if not item.generic:
        return pattern("exercises", "heads", _THE_ONE).search(s.low) is not None
    ahead = analysis.low[max(s.start, item.start - 30) : item.start]
    if analysis.low[item.start : item.end] in section("exercises")["verbs"]:
        return _THERE.search(s.low) is not None
    known = reference(analysis, s, item, None).back or _THEIRS.search(ahead) is not None
    return known and not (item.plural and not ahead.endswith("the "))


def _moved(lead: Analysed) -> bool:
    """Whether forces went, met or trained somewhere, and neither called at a port nor were sold."""
    low = lead.low
    if pattern("exercises", "no_edition").search(low) or not any(pattern("exercises", k).search(low) for k in _MOVED):
        return False
    return " at sea" in low or any(map(attending.names_forces, lead.chunks))


def _sides(lead: Analysed, pair: set[str]) -> Countries:
    """Those whose forces were there, or who came, sent or received some; of others than the pair no mere place."""
    found: Countries = []
    chunks = lead.chunks
    for i, c in enumerate(chunks):
        named = attending.named_by(c)
        passed = i > 0 and chunks[i - 1].low != "to" and chunks[i - 1].low in words("exercises", "reaching")
        third = [code for code, _ in named if code not in pair]
        if named and not passed and not (third and syntax.governor(chunks, i) not in (None, "with", "from", "of")):
            found += named
    there = dict([*attending.forces(chunks), *found])
    return list(there.items())
