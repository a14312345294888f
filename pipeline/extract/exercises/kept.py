"""What of the exercises told before holds for one more: its series, kind and label, and who took part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.events.attending import Countries
from pipeline.extract.exercises import identity
from pipeline.extract.exercises.series import Named
from pipeline.extract.exercises.told import General, Setting, Told
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.event_words import pattern

_PLAIN = ("joint exercise", "joint drill")
_THE_SAME = re.compile(r"\b(?:(?:the|this|that)(?: (?:\d{4}|first|same|next|following))*|year['’]s) $")
_FURTHER = re.compile(r"\b(?:further|more|other|others|additional)\b")


def continued(
    analysis: Analysis, told: Sequence[Told], general: General | None, s: Analysed, item: Named, lo: int
) -> Named:
    """ "A second exercise was held in Beijing": one more, in kind and series, of those named just before.

    "The 2016 drill", after naval ones, is naval.
    """
    lead = s.chunks[min(syntax.skip_back(s.chunks, lo - 1) + 1, max(0, lo - 1)) : lo]  # a number is not skipped
    said = " ".join(c.low for c in lead) + " " + analysis.low[item.start : item.end]
    more = pattern("exercises", "more").search(said)
    last = next((t for t in reversed(told) if t.reason is None), None)
    if more and not item.plural and last and s.sentence.flow - last.flow <= 1:
        earlier = last.draft
        plain = item.name in _PLAIN and last.item.generic
        label = str(earlier.value("name")) if plain else item.name
        return replace(item, name=label, kind=item.kind or earlier.value("kind"), joint=True)
    if item.kind or item.patrol or item.elliptic or item.titled:
        return item
    like = _latest(told, general, s)
    known = _THE_SAME.search(analysis.low, max(s.start, item.start - 30), item.start)
    if not (known and like and like.generic and not like.patrol and like.kind):
        return item
    return replace(item, name=like.name if item.name in _PLAIN else item.name, kind=like.kind)


def _latest(told: Sequence[Told], general: General | None, s: Analysed) -> Named | None:
    """The exercise named last in the paragraph before the sentence, whichever it was."""
    last = next((t for t in reversed(told) if t.number != s.start), None)
    if general and (last is None or general.number > last.number):
        return general.item if general.flow == s.sentence.flow else None
    return last.item if last and last.flow == s.sentence.flow else None


def sides(low: str, told: Sequence[Told], s: Analysed, item: Named, at: Setting) -> Countries:
    """Who took part in one more of an exercise that had a third: "the second such drill", "further drills followed"."""
    if at.named or item.series:
        return at.named
    more = item.elliptic or pattern("exercises", "more").search(low, max(s.start, item.start - 20), item.end)
    last = next((t for t in reversed(told) if t.shared and t.flow == s.sentence.flow), None)
    if not last or not (more or _FURTHER.search(low, max(s.start, item.start - 20), item.start)):
        return at.named
    kept = len(last.sides) > 2 or (item.elliptic and last.item.like(item))
    return [(code, (item.start, item.end)) for code in sorted(last.sides - at.absent)] if kept else []


def series_meant(low: str, told: Sequence[Told], s: Analysed, item: Named, at: Setting) -> Entry | None:
    """The series of which its paragraph tells, where the words mean an edition: "that year's drills"."""
    if not item.generic or item.elliptic or item.joint or at.named or at.date is None:
        return None
    here = [t for t in told if t.flow == s.sentence.flow and t.shared and t.named]
    series = here[-1].item.series if here else None
    same = series and item.kind in (None, series.data.get("kind")) and len(at.date.value.edtf) != 4
    return series if same and not item.patrol and identity.meant(low, s, item) else None
