"""Who took part in an exercise: whom the words name, whose forces were there, who holds the series."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.extract.events import attending, setting
from pipeline.extract.events.attending import Countries, Parties, Span
from pipeline.extract.exercises.series import Named
from pipeline.extract.exercises.told import Setting
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.grammar.parties import PAIR_PRONOUNS
from pipeline.extract.grammar.subjects import subject
from pipeline.extract.lexicon.event_words import pattern, section, words

_OURS = ("CHN", "RUS", "SUN")
_THREE = re.compile(r" (?:of|by|between|among|involving) (?:the|all) three\b")
_THE_THREE = r"\b(?:the|all) three (?:%s)\b(?!['’])"
_NEXT = 14  # letters to the end of the noun behind a country: "no Chinese troops"
_EXCEPT = re.compile(r"\b(?:apart from|except(?: for)?|other than|besides|aside from) $")
_ELSEWHERE = re.compile(r"[,;:]")  # between those who were away and the exercise


def with_forces(focus: Focus, low: str, chunks: list[Chunk], item: Named, hi: int, named: Countries) -> Countries:
    """`named` and the countries whose forces the sentence names; not an outsider alone."""
    relative = (j for j in range(hi, len(chunks)) if chunks[j].word("rel"))
    stop = next(relative, len(chunks)) if item.generic else len(chunks)
    behind = next((chunks[j].start for j in range(hi, stop) if chunks[j].low == ";"), stop and chunks[stop - 1].end)
    there = [
        (code, span)
        for code, span in attending.forces(chunks[:stop])
        if code in (focus.main or ()) or not (_reacts(low, span) or (span[0] > behind and not _attends(low, span)))
    ]
    seen = list(dict([*named, *there]).items())
    pair = focus.main or (_OURS if item.series else ())
    return seen if len(seen) > 1 or {code for code, _ in seen} <= set(pair) else named


def own_clause(chunks: list[Chunk], lo: int) -> list[Chunk]:
    """The clause of the name at `lo`, where a new time parts it: "in May A and B held X, and in July C held Y"."""
    ends = [k for k in range(len(chunks)) if setting.next_clause(chunks, k)]
    first = max((k for k in ends if k < lo), default=0)
    return chunks[first : min((k for k in ends if k > lo), default=len(chunks))]


def _reacts(low: str, span: Span) -> bool:
    """Whether forces only watch: "Japanese fighters shadowed them"."""
    return pattern("exercises", "reacting").search(low, max(0, span[0] - 40), span[1] + 50) is not None


def _attends(low: str, span: Span) -> bool:
    """Whether forces named in a clause of its own were there: "; Iranian ships took part too"."""
    return pattern("exercises", "attending").search(low, span[0], span[1] + 50) is not None


def of_others_alone(focus: Focus, low: str, s: Analysed, item: Named, at: Setting) -> bool:
    """Whether the subject of a verb that stands for an exercise is others: "American and Korean jets flew together"."""
    if low[item.start : item.end] not in section("exercises")["verbs"]:
        return False
    chunks = s.chunks
    bounds = (k for k in range(at.lo) if chunks[k].word("sub", "rel") or chunks[k].low in (";", ":"))
    starts = (k + 1 for k in (*bounds, *(k for k in range(at.lo) if "verb" in chunks[k].kinds)))
    subject = range(max(starts, default=0), at.lo)
    if any(chunks[k].tag == "party" and chunks[k].value.form == "pronoun" for k in subject):
        return False
    acting = {code for code, _ in attending.forces(chunks[subject.start : subject.stop])}
    acting |= {x for k in subject if syntax.governor(chunks, k) is None for x in attending.countries_of(chunks[k])}
    return bool(acting) and acting.isdisjoint({*(focus.main or ()), *(code for code, _ in at.behind)})


def participants(focus: Focus, low: str, item: Named, at: Setting) -> Parties:
    """Who took part: those named, and where too few are, those who hold the series, or the pair in focus.

    A series that only one of the pair holds is joined by the other where the paragraph names it.
    """
    pair, there = set(focus.main or ()), at.named
    if at.closed:
        return [*there]
    if item.series:  # "the two armies" are those that hold it
        usual = item.series.data["usual"]
        there = [p for p in there if p[0] in usual or not _stands_for_pair(low, p[1])]
    if item.generic and len(there) == 1 and held_by_three(low, item):
        return [*there, *((code, None) for code in sorted(pair - {there[0][0]}))]
    if item.generic and len(there) == 1 and there[0][0] not in pair and pair <= set(focus.near):
        there = []  # no exercise of one: "Tokyo reported that the two countries held a patrol"
    named = {code for code, _ in there}
    if len(named) > 1 and item.series and item.series.data.get("of_others"):
        return [*there]
    usual = set(item.series.data["usual"]) if item.series else pair
    of_three = pair <= usual and named <= usual and len(usual) <= 3
    joined = item.series.data.get("joined", {}) if item.series else {}
    year = item.year or (at.date.value.edtf[:4] if at.date else "")
    since = {code for code, first in joined.items() if year >= str(first)}
    near = set(focus.near) - {code for code, first in joined.items() if item.year and item.year < str(first)}
    if of_three or (item.series and named and not named & usual):
        more = usual | (pair & near & since)
    elif len(named) > 1 or not named <= usual | pair:
        more = pair & near & (usual | since) if item.series else set()
    else:
        more = usual | (pair & (since | (near if usual == {"RUS"} else set())))
    return [*there, *((code, None) for code in sorted(more - named - at.absent))]


def theirs(there: Parties, at: Setting) -> bool:
    """Whether it is not of others alone, nor of the one who is left: "they flew again, without the Chinese"."""
    return any(code in _OURS for code, _ in there) and not (at.absent and len(there) == 1)


def held_by_three(low: str, item: Named) -> bool:
    """Whether the words say that three held it: "a trilateral drill", "an exercise of the three navies"."""
    return "trilateral" in item.name or _THREE.match(low, item.end) is not None


def with_three(focus: Focus, low: str, reach: Span, named: Countries) -> Countries:
    """`named`, or the pair and the third of whom the paragraph tells: "the border troops of the three countries"."""
    three = set(focus.main or ()) <= set(focus.near) and len(focus.near) == 3 and len({code for code, _ in named}) < 3
    said = pattern("exercises", "three_of", _THE_THREE).search(low, *reach) if three else None
    return [(code, said.span()) for code in focus.near] if said else named


def hosted(focus: Focus, chunks: list[Chunk], item: Named, place: Span | None, named: Countries) -> Countries:
    """`named`, and the other of the pair where it was held there: "Russia took part in an exercise in China"."""
    codes, pair = {code for code, _ in named}, set(focus.main or ())
    if item.joint or len(codes) != 1 or not codes < pair:
        return named
    other = pair - codes
    if item.series and other <= set(item.series.data["usual"]):
        return named
    for i, c in enumerate(chunks):
        ground = place is not None and c.start < place[1] and place[0] < c.end and _governed_in(chunks, i)
        host = other & _lies_in(c) if ground or _came_to(chunks, i) else set()
        if host:
            return [*named, *((code, (c.start, c.end)) for code in host)]
    return named


def _governed_in(chunks: list[Chunk], i: int) -> bool:
    """Whether it is said that something was in the place at `i`, and not near it."""
    on_ground = ("in", "at", "on", "to")
    k = i - 1
    while k > 0 and chunks[k].low not in on_ground and (chunks[k].word("det") or _before_place(chunks[k])):
        k -= 1
    return k >= 0 and chunks[k].low in on_ground


def _before_place(c: Chunk) -> bool:
    return c.low in words("both", "before_place") or c.entry("evaluative") is not None


def _came_to(chunks: list[Chunk], i: int) -> bool:
    """Whether forces came to the country at `i`: "Russian units came to China for an exercise"."""
    if chunks[i].tag != "party" or chunks[i].value.possessive or syntax.governor(chunks, i) not in ("to", "in"):
        return False
    came = any(c.low in words("exercises", "coming") for c in chunks[:i])
    return came and any(attending.names_forces(c) for c in chunks[:i])


def _lies_in(c: Chunk) -> set[str]:
    """The country that a place or a country's name stands for."""
    place = c.entry("place")
    if place is not None:
        return {place.data["country"]} if place.data.get("country") else set()
    return set(c.value.codes) if c.tag == "party" and c.value.form in ("name", "government") else set()


def _stands_for_pair(low: str, span: Span) -> bool:
    """Whether the words only stand for a pair that was named: "the two armies"."""
    return low.startswith(PAIR_PRONOUNS, span[0])


def joined(chunks: list[Chunk]) -> Countries:
    """The countries of "where they were joined by Belarusians and Pakistanis"."""
    return [
        named
        for i, c in enumerate(chunks)
        if c.low == "joined by"
        for named in attending.partners(chunks, i, ("joined by",))
    ]


def absent(low: str, s: Analysed, item: Named, reach: Span, said: Countries) -> set[str]:
    """Those said to have been away: "no Chinese troops took part", "China stayed away from Zapad-2021"."""
    away: set[str] = {code for code, _ in said}
    if _EXCEPT.search(low, s.start, item.start):
        return set()  # "they held none in 2020, apart from Kavkaz-2020"
    chunks = s.chunks
    leaving_out = words("both", "without")
    for none, c in pairwise(chunks):
        if (
            none.low in leaving_out
            and reach[0] <= c.start < reach[1]
            and pattern("exercises", "forces_there").search(low, c.start, c.end + _NEXT)
        ):
            away.update(attending.countries_of(c))
    for i, c in enumerate(chunks[:-1]):
        if c.low == "without" and reach[0] <= c.start < reach[1]:  # "without the Chinese"
            k = i + 1 + chunks[i + 1].word("det")
            away.update(code for x in chunks[k : k + 1] for code in attending.countries_of(x))
    named = [c.end for c in chunks if c.entry("series") and c.end <= item.start]
    behind = max([s.start, *named])  # "skipped Vostok-2014 but joined Vostok-2018"
    for m in pattern("exercises", "staying_away").finditer(low, behind, item.start):
        verb = attending.index_at(chunks, m.start())
        pronoun = chunks[verb - 1].tag == "party" and chunks[verb - 1].value.form == "pronoun"
        elsewhere = not pronoun and _ELSEWHERE.search(low, m.end(), item.start)
        who = None if elsewhere else _staying(chunks, verb)
        away.update(chunks[who].value.codes if who is not None else ())
    return away


def _staying(chunks: list[Chunk], verb: int) -> int | None:
    """Who stays away: behind a comma and a conjunction the subject of the sentence, whatever a clause between names."""
    before = chunks[max(0, verb - 2) : verb]
    if before and before[-1].tag == "party" and before[-1].value.form == "pronoun":
        return verb - 1
    if len(before) == 2 and before[0].low == "," and before[1].word("conj"):
        parties = (k for k in range(verb) if chunks[k].tag == "party" and not chunks[k].value.possessive)
        return next((k for k in parties if syntax.governor(chunks, k) is None), None)
    return subject(chunks, verb)


def included(chunks: list[Chunk]) -> Countries:
    """The countries of "the drills off Durban in 2026 included Iran, China and Russia"."""
    verb = next((i for i, c in enumerate(chunks) if c.low in words("exercises", "bringing")), None)
    if verb is None or any(c.low in (",", ";") or c.word("rel", "sub") for c in chunks[:verb]):
        return []
    found = attending.partners(chunks, verb, words("exercises", "bringing"))
    return found if len(found) > 1 else []
