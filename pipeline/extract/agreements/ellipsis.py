"""Agreements told without their noun: "a statement in May and another in June", "the one with Russia"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.agreements import naming
from pipeline.extract.agreements.naming import Noun
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.lexicon.event_words import section
from pipeline.extract.text.date_parts import MONTHS_IN_FULL
from pipeline.extract.text.patterns import either, overlaps

_EACH = re.compile(r"(?:one|(?:the|an) ?other|the (?:first|second|third|former|latter))\Z")
_FIRST = re.compile(r"\b(?:first|initial)(?: (?:[\w-]+ ){0,4}[\w-]+)?$")
_NEAR = 2  # sentences before, in which an agreement may be named that is told of without its noun
_NEXT = re.compile(
    rf"\b(?:the|an?) (?:second|third|fourth|latest)"
    rf"(?= in (?:\d|{either(MONTHS_IN_FULL)})|,? (?:was signed|followed|for \d|covering))"
)
_OPENS = re.compile(r"[^.;]{0,120}?(?:[:(—–]|,(?: including)?) ?")


@cache
def _another() -> re.Pattern[str]:
    """What stands for an agreement named before it."""
    data = section("agreements")
    about = rf"(?: (?:on|about|concerning|{either(data['governing'])})\b)"
    sides = r"(?: (?:with|between) )"
    date = rf"(?:\d|(?:{either(MONTHS_IN_FULL)})\b)"
    told = rf"(?:(?:was|had been|has been)(?: \w+)? (?:{either(data['made'])})|{either(data['told_of_it'])})\b"
    following = rf"(?:{either(data['next_one'])})"
    # "its successor, signed by the ministers", "its predecessor, which had been agreed", "a successor for 2023"
    done = rf"|,? (?:which (?:was|had been|has been) )?(?:{either(data['made'])})\b"
    done += r"| for (?:the )?(?:years |period )?\d{4}| is (?:\w+ )?(?:expected|due|planned|to be)\b"
    return re.compile(
        rf"\b(?:that|ones?)(?= of (?:\d|{either(MONTHS_IN_FULL)}))"
        rf"|\b(?:its|a) {following}(?=(?:,[^,.;]{{2,50}},)? (?:(?:in|on|of|from) {date}|{told}){done})"
        rf"|(?<!is )(?<!was )(?<!as )\bthe one(?= (?:that|which) [^,.;]{{2,60}}? (?:{either(data['signings'])})\b)"
        r"|\banother(?:(?: and [\w-]+)? one)?(?=,| (?:on|about|in|that|between|with|promising)\b)"
        rf"|\b(?:one|the other|the second|the first|the third)(?={about})"
        rf"|\bone(?= in (?:\d{{4}}|{either(MONTHS_IN_FULL)}))"
        rf"|(?<!is )(?<!was )(?<!as )\bone(?={sides})"
        rf"|(?:(?<=, )|(?<=like )|(?<=than )|(?<=, and ))that(?={sides})"
        rf"|\b(?:an?|the) (?:{either(data['another'])}) one\b"
        rf"|\b(?:{either(data['obtaining'])}) (?P<obtained>one)\b(?! of)"
    )


@cache
def _afresh() -> re.Pattern[str]:
    """What stands for one of a sentence before: "A second was signed", "a third, of 1997", "has another with Hanoi"."""
    data = section("agreements")
    order, standing = either([*data["counted"], *data["another"]]), rf"(?:{either(data['stand_ins'])})"
    counted = rf"(?:an?|the|one) (?:{order})(?: and [\w-]+)?(?: {standing})?"
    it = rf"{counted}|another(?: {standing})?|the other|its (?:own|{either(data['next_one'])})|one"
    date = rf"(?:\d|(?:{either(MONTHS_IN_FULL)})\b)"
    made, been = either(data["made"]), r"(?:was|were|is|has been|had been)(?: \w+){0,3}?"
    about = r"(?:,? [^,.;]{2,40},| (?:on|about|concerning|between|with|for|covering) [^,.;]{3,60}?)?"
    told = rf"{about} (?:{been} (?:{made})|{either(data['told_of_it'])})\b"
    dated = rf",? (?:of|from|dated|dating from) {date}|,? (?:{made}) (?:in|on|by|at|during)\b"
    signing = rf"(?:{either([*data['signings'], *data['obtaining']])})(?: \w+ly)?"
    verbs = rf"(?:{signing}|(?:{either(data['replaced'])}|and) by)"
    behind = r"(?:,|\.|$| (?:on|in|with|between|about|concerning|for|at|during)\b)"
    next_one = rf"(?P<planned>(?:{either(data['next_one'])}))(?! to (?!it\b|this\b|that\b))"  # not "to the envoy"
    to_come = rf"(?:talks|negotiations|consultations|work) (?:on|about|over) a {next_one}"
    return re.compile(
        rf"\b(?:{to_come}\b|(?P<subject>{it})(?={told}|{dated})|{verbs} (?P<object>{it})(?={behind})"
        rf"|(?:has|had|have) (?P<whose>{it})(?= (?:with|between)\b)|(?P<dated>that)(?= of {date}))"
    )


def is_next(words_of_it: str) -> bool:
    """Whether it replaces the one before, or came before it, with the same sides: "its successor"."""
    return words_of_it.endswith((*section("agreements")["next_one"],))


def just_before(s: Analysed) -> Iterator[Analysed]:
    """The sentences before it in its paragraph in which an agreement may be named that it speaks of, the last first."""
    for _ in range(_NEAR):
        if s.before is None:
            return
        s = s.before
        yield s


def _told_again(analysis: Analysis, s: Analysed, before: Noun | None, found: list[Noun]) -> Iterator[Noun]:
    """Those that stand for one `before` the sentence, up to the first that it names itself."""
    if before is not None and s.may_hold("again"):
        for m in _afresh().finditer(analysis.low, s.start, found[0].start if found else s.end):
            yield _like(analysis, before, *m.span(m.lastgroup or 0), afresh=True)


@cache
def _of_the_one_before() -> re.Pattern[str]:
    """What tells the end of the one before: "renewed in 1991 and (replaced by)", "When it ran out, (they signed)"."""
    data = section("agreements")
    ends = either([*data["became"]["expired"]["itself"], *data["became"]["terminated"]["itself"]])
    ended = rf"\b(?:when|once|after|before|as) (?:it|that|this|the \w+) (?:had )?(?:\w+ly )?(?:{ends})\b[^,]*, "
    return re.compile(rf"{ended}|(?=\b(?:{either(data['replaced'])}|and) by $)")


def own_part(low: str, start: int, end: int) -> int:
    """Where the part of the sentence begins that tells of the one at `end` and no longer of the one before it."""
    return max((m.end() for m in _of_the_one_before().finditer(low, start, end)), default=start)


def _like(analysis: Analysis, last: Noun, start: int, end: int, *, afresh: bool = False) -> Noun:
    """One whose words, `start:end`, stand for the noun `last`."""
    lead = analysis.plain[last.start : last.core] if last.core > last.start else last.lead
    head = naming.head_in(analysis.low[last.start : last.end]) if last.entry else None
    return Noun(
        start,
        end,
        head or last.head,
        last.kind,
        weak=last.weak,
        core=start,
        again=True,
        afresh=afresh or last.afresh,
        lead=lead.strip(),
    )


def with_another(analysis: Analysis, s: Analysed, before: Noun | None, found: list[Noun]) -> list[Noun]:
    """With those that are told without their noun, which `before` has; of several of which each is told, those."""
    found = [*_told_again(analysis, s, before, found), *found]
    if not found:
        return found
    ordinals = _NEXT.finditer(analysis.low, found[0].end, s.end)
    firsts = [m for m in ordinals if _FIRST.search(analysis.low, s.start, found[0].end)]
    for m in [*_another().finditer(analysis.low, found[0].end, s.end), *firsts]:
        start, end = m.span("obtained") if m.groupdict().get("obtained") else m.span()
        named = [noun for noun in found if noun.end <= start]
        if not named or overlaps(found, m):
            continue
        last = named[-1]
        if last.plural and _EACH.match(m[0]) and _OPENS.fullmatch(analysis.low, last.end, start):
            named.pop()
        found = [*named, _like(analysis, last, start, end), *(noun for noun in found if noun.start >= m.end())]
    return found
