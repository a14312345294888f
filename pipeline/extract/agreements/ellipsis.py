"""Agreements told without their noun: "a statement in May and another in June", "the one with Russia"."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.agreements.naming import Noun
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.lexicon.event_words import section
from pipeline.extract.text.date_parts import MONTHS_IN_FULL
from pipeline.extract.text.patterns import either, overlaps

_EACH = re.compile(r"(?:one|(?:the|an) ?other|the (?:first|second|third|former|latter))\Z")
_FIRST = re.compile(r"\b(?:first|initial) (?:[\w-]+ ){0,4}[\w-]+$")
_NEXT = re.compile(
    rf"\b(?:the|an?) (?:second|third|fourth|latest)"
    rf"(?= in (?:\d|{either(MONTHS_IN_FULL)})|,? (?:was signed|followed|for \d|covering))"
)
_OPENS = re.compile(r"[^.;]{0,60}?(?:[:(—–]|,(?: including)?) ?")


@cache
def _another() -> re.Pattern[str]:
    """What stands for an agreement named before it."""
    data = section("agreements")
    about = rf"(?: (?:on|about|concerning|{either(data['governing'])})\b)"
    sides = r"(?: (?:with|between) )"
    return re.compile(
        rf"\b(?:that|ones?)(?= of (?:\d|{either(MONTHS_IN_FULL)}))"
        r"|\banother(?:(?: and [\w-]+)? one)?(?=,| (?:on|about|in|that|between|with|promising)\b)"
        rf"|\b(?:one|the other|the second|the first|the third)(?={about})"
        rf"|\bone(?= in (?:\d{{4}}|{either(MONTHS_IN_FULL)}))"
        rf"|(?<!is )(?<!was )(?<!as )\bone(?={sides})"
        rf"|(?:(?<=, )|(?<=like )|(?<=than )|(?<=, and ))that(?={sides})"
        rf"|\b(?:an?|the) (?:{either(data['another'])}) one\b"
        rf"|\b(?:{either(data['obtaining'])}) (?P<obtained>one)\b(?! of)"
    )


def with_another(analysis: Analysis, s: Analysed, found: list[Noun]) -> list[Noun]:
    """With those that are told without their noun; of several of which each is told, those."""
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
        lead = analysis.plain[last.start : last.core] if last.core > last.start else last.lead
        one = Noun(start, end, last.head, last.kind, weak=last.weak, core=start, again=True, lead=lead.strip())
        found = [*named, one, *(noun for noun in found if noun.start >= m.end())]
    return found
