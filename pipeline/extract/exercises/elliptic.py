"""Words that stand for one more exercise of those named before: "the second one in Beijing", "the 2019 edition"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from pipeline.extract.exercises.series import Named
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.lexicon.event_words import elliptic_words, section, words
from pipeline.extract.text.patterns import either, overlaps

_LEADS_ON = re.compile(r" (?:in|on|off|near|at|over|was|is)$")  # to the place or the date, to "was planned"
_ITS_YEAR = len("2019 ")
_SEVERAL = ("those of", "those in")
_OF_TIME = (*_SEVERAL, "that of", "the one of", "the one in")  # where they stand for an exercise, a year is behind them
_PRONOUNS = ("it ", "they ")
_WITH_ONE = re.compile(r"[^.;:()]{0,40} with (?:an?|the|another) (?:[\w-]+ ){0,2}")  # "it resumed in May with a drill"
_STAGES = re.compile(r"\b(?:phases|stages|parts|legs|halves)\b")
_OF_YEAR = re.compile(r" (?:(?:\d\d? )?[a-z]+ )?(?:19|20)\d\d\b| \d\d? [a-z]{3,9}\b| [a-z]{3,9} \d\d?\b")
_COMPARED = re.compile(r"(?:, and|, but|;|: |, |\b(?:than|unlike|like|before|after|with|as|was)) ?$")
_DAY = re.compile(r" (?:late |early |mid-?|the )?(?:\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
_OF_OTHER = re.compile(  # "the edition of Pravda"
    r" of (?!the (?:[a-z-]+ )?(?:year|series|exercises?|drills?|games|man(?:oeu|eu)vres|patrols?)\b)"
    r"(?!(?:this|that|its|their) )(?:the )?[A-Za-z]"
)
_NAMED_BEHIND = 16  # letters from such words to the name of what they mean


class Before(NamedTuple):
    """What was named before a sentence."""

    last: Named | None = None  # in its paragraph
    above: Named | None = None  # the last of a series, or patrol, in this paragraph or one not far above
    names: Set[str] = frozenset()  # of series, anywhere before
    topics: Sequence[Named] = ()  # what the text is about: series and patrols, the last first, then others
    fresh: bool = False  # whether the sentence before it tells of one


def find(analysis: Analysis, s: Analysed, before: Before, found: list[Named]) -> list[Named]:
    """Those `found` in a sentence, and what else words in it stand for."""
    if not (s.may_hold("elliptic") and (before.last or before.above or found)):
        return found
    for m in _elliptic().finditer(analysis.low, s.start, s.end):
        if _of_something_else(analysis, s, m) or any(
            f.series and 0 <= f.start - m.end() < _NAMED_BEHIND for f in found
        ):
            continue  # as in "it did so again in 2019 (Tsentr)"
        like = _like(analysis, s, before, found, m)
        if like and "repeated" in m[0]:  # "the exercise was repeated": the noun tells of the same
            found = [f for f in found if not (f.generic and overlaps([f], m))]
        if like and not overlaps(found, m):
            found = [f for f in found if not (f.generic and _WITH_ONE.fullmatch(analysis.low, m.end(), f.start))]
            found.append(_one_more(analysis.low, like, m))
    return found


def _of_something_else(analysis: Analysis, s: Analysed, m: re.Match[str]) -> bool:
    """Whether the words stand for a part of an exercise, or for no exercise at all."""
    low = analysis.low
    if _of_stages(low, s, m) or (m[0].endswith(_OF_TIME) and not _OF_YEAR.match(low, m.end())):
        return True
    if m[0].startswith("that ") and m[0] != "that of" and not _COMPARED.search(low, s.start, m.start()):
        return True  # a relative clause, or "said that in May"
    if m[0].endswith((" from", " between")) and not _DAY.match(low, m.end()):
        return True  # "the second from China"
    return _is_edition(m) and _OF_OTHER.match(analysis.plain, m.end()) is not None


def _is_edition(m: re.Match[str]) -> bool:
    return m[0].startswith(tuple(section("exercises")["edition_heads"]))


def _like(analysis: Analysis, s: Analysed, before: Before, found: list[Named], m: re.Match[str]) -> Named | None:
    """The exercise named before of which the words tell one more."""
    earlier = [f for f in found if f.end <= m.start()] if not (before.last and m[0].startswith("the ")) else []
    like = max(earlier, key=lambda f: f.start) if earlier else before.last
    further = _is_edition(m) or m[0].startswith("these")
    if like is None and (further or (before.above and before.above.patrol)):
        like = before.above
    if m[0].startswith(_PRONOUNS) and not (earlier or before.fresh):
        return None
    alone = not (earlier or before.last) or analysis.low.startswith(",", m.end())
    if m[0] in words("exercises", "of_its_sentence") and alone:
        return None  # "its successor" is that of one just named; "its predecessor, the road map" is none
    if m[0].startswith(_patrol_heads()):
        other = _other_flight().search(analysis.low, max(s.start, m.start() - 30), min(s.end, m.end() + 20))
        patrols = [f for f in (like, *before.topics, *found) if f and f.patrol]
        return None if other else _patrol_like(m[0], patrols)
    return like


def _of_stages(low: str, s: Analysed, m: re.Match[str]) -> bool:
    """Whether it is a part of one: "in two phases, the first in May", "had two stages. The first was in May"."""
    before = s.before.low if s.before and s.low.startswith("the first") else ""
    return _STAGES.search(low, s.start, m.start()) is not None or _STAGES.search(before) is not None


@cache
def _other_flight() -> re.Pattern[str]:
    """What makes a flight or voyage none of those told of: "its first flight", "675 flights", "flights of the J-20"."""
    heads = rf"(?:{either(section('exercises')['patrol_heads'])})s?"
    led = rf"(?:{either(section('exercises')['other_flights'])}) (?:[\w-]+ )?{heads}\b|\d+ {heads}\b"
    return re.compile(rf"\b(?:{led}|{heads} of (?!(?:its|the|this|that|the same) (?:kind|year|type|sort)\b|\d))")


@cache
def _patrol_heads() -> tuple[str, ...]:
    return tuple(section("exercises")["patrol_heads"])


def _patrol_like(said: str, patrols: list[Named]) -> Named | None:
    """The patrol of which a flight or a sailing is one more: of its own kind, where that is told."""
    kind = next(kind for head, kind in section("exercises")["patrol_heads"].items() if said.startswith(head))
    alike = [x for x in patrols if kind in (None, x.kind)] or [x for x in patrols if x.kind is None]
    return alike[0] if alike else None


def _one_more(low: str, last: Named, m: re.Match[str]) -> Named:
    """What `m` stands for: an exercise like `last`, of its series if it has one; an edition, of the year before it."""
    name = last.series.name if last.series else last.name
    plural = m[0].startswith(("others", "more", "they ")) or m[0].endswith(("s", *_SEVERAL))
    pronouns = max((x for x in section("exercises")["elliptic_pronouns"] if m[0].startswith(x)), key=len, default="")
    end = m.start() + len(pronouns or _LEADS_ON.sub("", m[0]))
    of_year = _edition().match(low, m.start() - (0 if m[0][0].isdigit() else _ITS_YEAR))
    start = of_year.end() if of_year else m.start()  # "the 2019 one"
    year = of_year[1] if of_year and last.series else None
    return replace(
        last,
        start=start - _ITS_YEAR if year else start,
        end=end,
        name=f"{name}-{year}" if year else name,
        year=year,
        when=None,
        plural=plural,
        joint=True,
        elliptic=True,
    )


@cache
def _edition() -> re.Pattern[str]:
    """ "2019 " in "the 2019 edition", "the 2019 one"."""
    return re.compile(rf"(?<!-)\b((?:19|20)\d\d) (?={either(['one', *section('exercises')['edition_heads']])})")


@cache
def _elliptic() -> re.Pattern[str]:
    return re.compile(rf"\b(?<!of which )(?:{either(elliptic_words())})\b(?! which)")
