"""Whether words name an exercise that could be looked up, or speak of exercises in general."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.extract.events import attending
from pipeline.extract.exercises import holders, places, sides
from pipeline.extract.exercises.series import Named
from pipeline.extract.exercises.told import Setting, Told
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.lexicon.event_words import pattern, section, words
from pipeline.read.document import BlockKind

_SUPERLATIVE = r"most (?:recent|important|notable|ambitious|visible|prominent|significant)\b"
_GENERAL = rf"(?<!-)\b(?!{_SUPERLATIVE})(?:%s) (?:of )?(?:(?!\S+, an? )\S+ ){{0,3}}$"
_GENERAL_AFTER = r"\s*(?:%s)"
_IMAGINED = re.compile(r"[^,;.]{0,50} would have been\b")
_CONDITION = re.compile(
    r"\b(?:(?<!even )(?<!as )if|unless|provided that|were \S+ \S+ to)\b[^,;]*$"
)  # what has not come to pass
_MEANT = re.compile(r"\b(?:the|that|this|(?:that|last|this) year['’]s) (?:[\w-]+ ){0,2}$")
_ONCE = re.compile(r"\b(?:first|largest|biggest|latest|just|week of|weeklong|week-long|round of|\w+-day|days of)\b")
NOT = re.compile(r"(?:\b(?:not|never|hardly|rarely|seldom)|n['’]t)(?: (?!just|only|merely)[a-z]+)? $")  # before a verb
_FOLLOWED = re.compile(
    r"\bfollowed (?:[^,;.]{0,25} )?by (?:an?|another|the) (?:[\w-]+ ){0,2}$"
)  # by one more of theirs
_DENIED = r"\b(?:%s)\b[^.;]*$"
_NEITHER = re.compile(r"\b(?:neither|nor)\b[^.;,]*$")
_EXERCISE = ("exercise", "drill", "simulation", "game")
_DATED = 20  # letters from a noun to a date that says which is meant
_FEW = 9  # no more soldiers than may be officers who only watch
_SERIES_OF = re.compile(r"\b(?:series|string|spate|flurry|host|range) of (?:[\w-]+ ){0,2}$")


def unidentified(focus: Focus, low: str, s: Analysed, item: Named, at: Setting) -> str | None:
    """Why a noun group that speaks of a joint exercise names none that could be looked up; None where it does."""
    if not at.named and not focus.main:
        return "no_party"
    if item.titled:
        return None
    patrol = "patrol" in item.name
    since = at.date is not None and at.date.value.edtf.endswith("/..")
    ahead = low[max(s.start, item.start - 30) : item.start]
    several = at.date is not None and len(at.date.value.edtf) == 4 and _SERIES_OF.search(ahead)
    outside = {code for code, _ in at.behind} - set(focus.main or ())
    once = _ONCE.search(f"{ahead}{low[item.start : item.end]}") is not None
    once = once or _attended_by_many(s)
    placed = at.place and not places.reached(s.chunks, at.place) and (patrol or item.kind is not None or once)
    plural = item.plural or low[item.start : item.end].endswith(("vers", "vres"))  # one or many
    plural = plural or ahead.endswith("have ")  # "since 2019 they have flown together"
    if (several or (since and not placed)) and plural and not outside:
        return "general_talk"  # "since 2005 they have held exercises", "a series of drills in 2022"
    if at.date or placed or outside or (patrol and item.kind and not item.plural):
        return None
    return "no_name_date_or_place"


def _attended_by_many(s: Analysed) -> bool:
    """Whether it is said how many took part: "during the exercise in Kulob, more than 2,000 troops took part"."""
    counted = any(c.tag == "count" and c.value.value > _FEW for c in s.chunks)
    return counted and pattern("exercises", "attending").search(s.low) is not None


def joint(focus: Focus, low: str, told: Sequence[Told], s: Analysed, item: Named, at: Setting) -> bool:
    """Whether more than one country takes part.

    So it is beside "Vostok-2018 and a bomber patrol", and of "patrols in 2019" after joint patrols.
    """
    codes, pair = {code for code, _ in at.named}, set(focus.main or ())
    return (
        item.joint
        or len(holders.each_partner(s.chunks, at.hi)) > 1
        or " together" in low[item.end : item.end + 14]
        or len(codes) >= 2
        or (
            bool(codes) and codes <= pair and bool(attending.partners(s.chunks, at.hi, ("with",)))
        )  # "drills with China"
        or "joint" in low[max(s.start, item.start - 30) : item.end]
        or "lateral" in low[item.start : item.end]
        or sides.held_by_three(low, item)
        or any(t.named and t.number == s.start and codes < t.sides <= pair for t in told)
        or (
            _FOLLOWED.search(low, s.start, item.start) is not None and any(t.number == s.start for t in told if t.joint)
        )
        or (
            not codes
            and _bare(s, item, at)
            and any(t.flow == s.sentence.flow and t.item.like(item) for t in told if t.joint)
        )
        or _of_the_pair(focus, s, item, at)
        or (item.titled and _of_nobody_else(focus, s, at))
        or pattern("exercises", "bodies").search(low, max(s.start, item.start - 60), min(s.end, item.end + 60))
        is not None
    )


def _of_the_pair(focus: Focus, s: Analysed, item: Named, at: Setting) -> bool:
    """Whether it is the pair's because nobody else is in sight: "the simulations of 2016 and 2017", not "an exercise".

    It is dated, and neither of the two is named without the other.
    """
    pair = set(focus.main or ())
    if focus.third or at.named or at.date is None or len(set(focus.near) & pair) == 1:
        return False
    lead = s.chunks[max(0, at.lo - 4) : at.lo + 1]
    known = any(c.tag == "count" or c.low in ("the", "these", "those", "both", "two", "three") for c in lead)
    apart = max(at.date.start - item.end, item.start - at.date.end)
    near = item.name.endswith(_EXERCISE) and apart < _DATED
    behind = at.place is not None and at.place[0] > item.start
    told = item.kind or (at.place and (known or (behind and not item.plural))) or (known and near)
    here = {code for c in s.chunks for code in attending.countries_of(c)}
    definite = s.chunks[at.lo - 1 : at.lo] and any(c.low == "the" for c in lead)
    return bool(told) and (here in (set(), pair) or (bool(definite) and here < pair == set(focus.near)))


def _of_nobody_else(focus: Focus, s: Analysed, at: Setting) -> bool:
    """Whether what has a name is the pair's: its clause names the pair as those who hold it, and nobody else.

    Or nobody at all, where its paragraph is about the pair.
    """
    chunks, pair = s.chunks, set(focus.main or ())
    start = next((k + 1 for k in range(at.lo, -1, -1) if chunks[k].low == ";"), 0)
    end = next((k for k in range(at.hi, len(chunks)) if chunks[k].low == ";"), len(chunks))
    if any(c.low == "alone" or (c.tag == "party" and not c.value.codes) for c in chunks[start:end]):
        return False  # "held by NATO", "China alone held"
    named = {code for c in chunks[start:end] for code in attending.countries_of(c)}
    by = {"by", "between", "of", "with", "involving", "from"}
    behind = range(at.hi, end)
    holders = [
        k for k in behind if syntax.governor(chunks, k) in by or any(c.low == "together" for c in chunks[at.hi : k])
    ]
    holding = {code for k in (*range(start, at.lo), *holders) for code in attending.countries_of(chunks[k])}
    return named == holding == pair if named else pair == set(focus.near)


def meant(low: str, s: Analysed, item: Named) -> bool:
    """Whether the words before it say that it is one known: "the naval drill", "that year's drills"."""
    return _MEANT.search(low, max(s.start, item.start - 40), item.start) is not None


def told_of(before: Iterable[Named], s: Analysed, item: Named, at: Setting) -> Named | None:
    """That of the joint ones told `before` of which the words mean one more: "the 2016 missile defence drill".

    Nobody is said to have it, and its date tells which one it is.
    """
    chunks = s.chunks
    if not item.generic or item.joint or not any(c is at.date for c in chunks[max(0, at.lo - 2) : at.hi + 3]):
        return None
    lead = chunks[syntax.skip_back(chunks, at.lo - 1) + 1 : at.lo]
    if all(c.low != "the" for c in (*lead, *chunks[max(0, at.lo - 2) : at.lo + 1])):
        return None
    if attending.owners(chunks, at.lo) or at.behind:
        return None
    if item.kind is None and not item.patrol:
        return None
    return next((x for x in before if (x.kind == item.kind if item.kind else x.like(item))), None)


def _bare(s: Analysed, item: Named, at: Setting) -> bool:
    """Whether it is dated, and nothing before it says whose or which: "patrols took place in 2019", "a 2019 patrol"."""
    ahead = [c for c in s.chunks[max(0, at.lo - 2) : at.lo] if c.tag != "date" and c.low not in ("a", "an")]
    led = bool(ahead) and ahead[-1].word("det", "poss", "quantity")
    return at.date is not None and not led


def _held_then(low: str, s: Analysed, item: Named) -> bool:
    """Whether the words behind it say that it was held, and when: "further patrols followed in May 2022"."""
    dates = (c.start for c in s.chunks if c.tag == "date" and c.start > item.end and not c.value.edtf.endswith("/.."))
    return bool(pattern("exercises", "held").search(low, item.end, next(dates, item.end)))


def in_general(low: str, s: Analysed, item: Named) -> bool:
    """Whether the words speak of exercises in general, or caption a figure about them."""
    ahead, behind = low[max(s.start, item.start - 45) : item.start], low[item.end : item.end + 30]
    general = pattern("exercises", "general", _GENERAL).search(ahead)
    one_more = general and general[0].split()[0] in words("exercises", "one_more") and _held_then(low, s, item)
    if (general and not one_more) or ahead.endswith(" no "):
        return True
    if pattern("exercises", "general_after", _GENERAL_AFTER).match(behind) or _IMAGINED.match(low, item.end, s.end):
        return True
    if item.plural:
        end = attending.index_at(s.chunks, item.start)
        start = syntax.skip_back(s.chunks, end - 1) + 1
        if any(c.tag == "count" and c.value.value > 2 for c in s.chunks[start:end]):
            return True
    if _CONDITION.search(low, s.start, item.start):
        return True
    if low[item.start : item.end] in section("exercises")["verbs"] and NOT.search(low, s.start, item.start):
        return True  # "they did not drill together that year"
    if _NEITHER.search(low, s.start, item.start) or pattern("exercises", "denying", _DENIED).search(
        low, s.start, item.start
    ):
        return True
    caption = s.sentence.block.kind == BlockKind.CAPTION
    return caption and not pattern("exercises", "held").search(low, s.start, s.end)
