"""Sentences that only go on about the exercise told just before: who took part, how many, or that it was off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.extract.drafts import Draft
from pipeline.extract.events import attending, setting
from pipeline.extract.exercises import places, postponed, sizes
from pipeline.extract.exercises.pointers import Reference
from pipeline.extract.exercises.told import Told
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.coordination import coordinated
from pipeline.extract.grammar.subjects import subject
from pipeline.extract.lexicon.event_words import pattern, words
from pipeline.extract.text.patterns import either

_ABOUT_IT = re.compile(r"(?:it|this|they|both|these|nothing came of(?: it)?|the (?:plan|plans|idea))\b")
_ATTENDED = r"\b(?:%s)\b(?! (?:in|at|of) (?!it\b|them\b|all\b|total\b))"  # "took part in the talks" is of those
_MARKS = re.compile(r"[\"“”«»]")
_WATCHED = "observe"  # what those do who do not take part
_JOINED_IN = r"\b(?:%%s)(?: (?:%s))*(?=[.,;]|$)"
_KEPT = ("name", "series", "kind", "participants", "date", "status", "factuality")


@cache
def _from_else() -> re.Pattern[str]:
    """What one is away from that is no exercise, or no more than an hour of it: "did not attend the ceremony"."""
    whole = either([*words("exercises", "heads"), *words("exercises", "whole_of_it")])
    part = rf"(?:the|an?|any|its|their|that) (?!(?:(?!of )[\w-]+ ){{0,3}}?(?:{whole})s?\b)"
    return re.compile(rf"(?: (?:to|at|of|from|for|in))? (?:(?:when|while|until)\b|{part})")


def find(analysis: Analysis, s: Analysed, told: Sequence[Told], alone: bool) -> Told | None:
    """What a sentence adds to the one exercise of which the sentence before tells. `alone`: it names none itself."""
    if s.before is None or not s.may_hold("sequel"):
        return None
    lead = _behind_quotes(s.before, told)
    before = [t for t in told if t.number == lead.start]
    if len(before) != 1 or before[0].reason or before[0].item.plural:
        return None
    t = before[0]
    _leave_out(analysis, s, t)
    if not alone:
        return None
    attended = _attending(analysis.low, s)
    if attended and (found := _attended(analysis, s, t, attended)):
        return found
    about = _ABOUT_IT.match(analysis.low, s.start)
    if about is None:
        return None
    cancelled = pattern("exercises", "cancelled").search(analysis.low, s.start, s.end)
    later = postponed.held_later(analysis.low, s.start, s.end)
    if later and s.dates and t.draft.value("status") != "held":
        return _held_after_all(analysis, s, t, about.span())
    if cancelled and t.draft.value("status") == "planned" and not later:
        found = _going_on(s, t, about.span())
        found.draft.claim("status", "cancelled", cancelled.span())
        return found
    return _beside(analysis, s, t)


def _behind_quotes(lead: Analysed, told: Sequence[Told]) -> Analysed:
    """The sentence about which it may go on: that before, or before the words that somebody is quoted with there."""
    while lead.before and _MARKS.search(lead.plain) and not lead.dates:
        if any(t.number == lead.start for t in told):
            break
        lead = lead.before
    return lead


def _attending(low: str, s: Analysed) -> re.Match[str] | None:
    """The words that say of some that they took part: "2,000 soldiers took part", "Mongolians joined as well".

    Or that say what those did who are counted: "fourteen ships manoeuvred for a week".
    """
    if found := pattern("exercises", "attending", _ATTENDED).search(low, s.start, s.end):
        return found
    if found := pattern("exercises", "joining_in", _JOINED_IN % either(words("exercises", "behind_joining"))).search(
        low, s.start, s.end
    ):
        return found
    trained = pattern("exercises", "training").search(low, s.start, s.end)
    counted = trained and not s.dates and s.chunks[0].tag in ("count", "good") and s.chunks[0].end < trained.start()
    return trained if counted else None


def _leave_out(analysis: Analysis, s: Analysed, t: Told) -> None:
    """Take from those at an exercise one that was invited and stayed away: "China did not come"."""
    away = pattern("exercises", "not_coming").search(analysis.low, s.start, s.end)
    who = subject(s.chunks, attending.index_at(s.chunks, away.start())) if away else None
    if away is None or who is None or s.chunks[who].value.form == "pronoun" or s.dates:
        return  # who was away at another time took part in this one
    if _from_else().match(analysis.low, away.end()):
        return
    absent = {code for i in coordinated(s.chunks, who) for code in s.chunks[i].value.codes}
    left = t.sides - absent
    if len(left) > 1 or (left and t.named):  # an exercise of one that has no name was none
        t.draft.claim("participants", sorted(left), away.span())


def _held_after_all(analysis: Analysis, s: Analysed, t: Told, span: tuple[int, int]) -> Told:
    """What was put off and held: one exercise, of the later date: "It was put off by a year and held in May 2021"."""
    found = _going_on(s, t, span)
    date = s.dates[-1]
    for draft in (t.draft, found.draft):
        draft.claim("date", date.edtf, date)
        draft.claim("status", "held", date)
        if t.item.series and not t.item.year:
            draft.claim("name", f"{t.item.series.name}-{date.edtf[:4]}", date)
    place = places.near(analysis.plain, s.chunks, 0, len(s.chunks))
    if place:
        t.draft.claims.pop("location", None)
        found.draft.claim("location", analysis.plain[place[0] : place[1]], place)
    return found


def _beside(analysis: Analysis, s: Analysed, t: Told) -> Told | None:
    """Who else was there: "It trained beside the Chinese and the Russians"."""
    trained = pattern("exercises", "training", r"\b(?:%s)\b").search(analysis.low, s.start, s.end)
    now = any(c.low in ("have", "has") for c in s.chunks) or pattern("exercises", "besides").search(s.low)
    if trained is None or s.dates or now:
        return None  # "they have trained with Iran too"
    verb = attending.index_at(s.chunks, trained.start())
    there = attending.partners(s.chunks, verb + 1, attending.ALONGSIDE)
    if {code for code, _ in there} <= t.sides:
        return None
    found = _going_on(s, t, trained.span())
    found.draft.claim("participants", sorted(t.sides | {code for code, _ in there}), there[0][1])
    return found


def _attended(analysis: Analysis, s: Analysed, t: Told, attended: re.Match[str]) -> Told | None:
    """Who and how many took part: "India was involved too", "some 10,000 soldiers took part"."""
    found = _going_on(s, t, attended.span())
    stated = len(found.draft.claims)
    for column, number, count in sizes.sizes(analysis, s, found.item, (s.start, s.end)):
        if column not in found.draft.claims:
            found.draft.claim(column, number, count)
    there = {code for code, _ in _who_attended(s, attended)} - t.sides
    if there:
        found.draft.claim("participants", sorted(t.sides | there), attended.span())
        return found
    return found if len(found.draft.claims) > stated else None


def _who_attended(s: Analysed, attended: re.Match[str]) -> attending.Countries:
    """The subject of a verb of taking part, and the list behind it: "eight states took part, among them India"."""
    chunks = s.chunks
    verb = attending.index_at(chunks, attended.start())
    who = subject(chunks, verb)
    if pattern("exercises", "reacting").search(s.low) or any(_WATCHED in c.low for c in chunks):
        return []  # "Japanese destroyers came to watch"
    own = setting.own_part(chunks, verb)
    if any(c.word("neg") or c.cue("denied") or c.low in ("neither", "nor", "only") for c in own):
        return []
    together = coordinated(chunks, who) if who is not None else ()
    listed = next((k for k, c in enumerate(chunks) if c.low in words("exercises", "among_those") and k > verb), None)
    behind = attending.partners(chunks, listed, words("exercises", "among_those")) if listed else []
    there = [*(named for i in together for named in attending.named_by(chunks[i])), *attending.forces(chunks[:verb])]
    return [*there, *behind]


def _going_on(s: Analysed, t: Told, span: tuple[int, int]) -> Told:
    """A passage that tells of the same as `t`, in words that do not say so."""
    draft = Draft("exercises", s.start, s.end, "exercises/sequel")
    for name in _KEPT:
        draft.claim(name, t.draft.value(name), span)
    item = replace(t.item, start=span[0], end=span[1])
    return Told(draft, item, t.flow, s.start, Reference(back=True), of=t)
