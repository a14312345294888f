"""Sentences that only go on about the exercise told just before: how many took part, or that it was called off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.drafts import Draft
from pipeline.extract.exercises import facts, sizes
from pipeline.extract.exercises.pointers import Reference
from pipeline.extract.exercises.told import Told
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.lexicon.event_words import pattern

_ABOUT_IT = re.compile(r"(?:it|this|they|both|these)(?= )")
_KEPT = ("name", "series", "kind", "participants", "date", "status", "factuality")


def find(analysis: Analysis, s: Analysed, told: Sequence[Told]) -> Told | None:
    """What a sentence that names no exercise adds to the one of which the sentence before tells."""
    if s.before is None or not s.may_hold("sequel"):
        return None
    before = [t for t in told if t.number == s.before.start]
    if len(before) != 1 or before[0].reason or before[0].item.plural:
        return None
    t = before[0]
    attended = pattern("exercises", "attending").search(analysis.low, s.start, s.end)
    if attended and (found := _sized(analysis, s, t, attended)):
        return found
    about = _ABOUT_IT.match(analysis.low, s.start)
    if about and not facts.held_later(analysis.low, s.start, s.end):
        cancelled = pattern("exercises", "cancelled").search(analysis.low, s.start, s.end)
        if cancelled and t.draft.value("status") == "planned":
            found = _going_on(s, t, about.span())
            found.draft.claim("status", "cancelled", cancelled.span())
            return found
    return None


def _sized(analysis: Analysis, s: Analysed, t: Told, attended: re.Match[str]) -> Told | None:
    """How many took part: "Some 10,000 soldiers were involved"."""
    found = _going_on(s, t, attended.span())
    stated = len(found.draft.claims)
    for column, number, count in sizes.sizes(analysis, s, found.item, (s.start, s.end)):
        if column not in found.draft.claims:
            found.draft.claim(column, number, count)
    return found if len(found.draft.claims) > stated else None


def _going_on(s: Analysed, t: Told, span: tuple[int, int]) -> Told:
    """A passage that tells of the same as `t`, in words that do not say so."""
    draft = Draft("exercises", s.start, s.end, "exercises/sequel")
    for name in _KEPT:
        draft.claim(name, t.draft.value(name), span)
    item = replace(t.item, start=span[0], end=span[1])
    return Told(draft, item, t.flow, s.start, Reference(back=True), of=t)
