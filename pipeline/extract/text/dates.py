"""Dates in prose, as EDTF: where a text states one, by the grammar in date_rules.py."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.text.date_parts import (
    DECADE,
    MONTH_NAME,
    MONTHS,
    SEASONS,
    WEEKDAYS,
    YEAR,
    Context,
    from_publication,
)
from pipeline.extract.text.date_rules import RULES, Build
from pipeline.extract.text.patterns import either
from schemas.edtf import days


class Date(NamedTuple):
    """A date as stated: `text[start:end]` are the words, `edtf` the value."""

    start: int
    end: int
    edtf: str
    relative: bool = False


# A four-figure number with one of these behind it, or of these before it, counts or names something: no year.
COUNTED = (
    "troops|soldiers|people|men|women|servicemen|personnel|tanks|aircraft|missiles|shells|rounds|vehicles|drones"
    "|ships|units|kilomet(?:re|er)s?|km|met(?:re|er)s?|miles|tons|tonnes|kg|kilograms?|hours|rpm|m?hz|kw|mw|hp|pages"
    "|words|dollars|times|others"
)
OF_NATIONS = "chinese|russians?"  # "3200 Chinese troops", but "in 2019 Russian bombers"
_NUMBERED = (
    r"(?<!resolution )(?<!page )(?<!section )(?<!article )(?<!no\. )(?<!project )(?<!type )(?<!room )(?<!pages )"
)
_EDGES = rf"(?<![\w$€£/-]){_NUMBERED}(?:%s)(?![\w-]*\d)(?![a-z])"
_LONE = re.compile(r"(?:(?:about|around) )?\d{4}")
_COUNTS = re.compile(rf" (?:{COUNTED})\b")
_COUNTS_PEOPLE = re.compile(rf" (?:{OF_NATIONS})\b")
_TIME = re.compile(r"\b(?:in|by|since|until|till|during|after|before|from|of) $")


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    build: Build
    relative: bool
    year: bool  # whether its words hold a year or a decade
    month: bool  # whether they hold the name of a month
    led: bool  # whether they begin with a word that is no part of the date


def _compiled(words: str, build: Build, relative: bool) -> _Rule:
    month = MONTH_NAME in words and build is not from_publication  # which takes "last year" too
    pattern = re.compile(_EDGES.replace("%s", words))
    year = (YEAR in words or DECADE in words) and not relative  # in a relative one it may be left out
    return _Rule(pattern, build, relative, year, month, "?P<lead>" in words)


_COMPILED = [_compiled(*rule) for rule in RULES]
_FOUR_FIGURES = re.compile(r"\d{4}")
_SIGNS = frozenset((*MONTHS, *WEEKDAYS)) | set(
    "last this past previous next coming ago same that then recent following later yesterday today".split()
)
_HINT_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_HINT_MONTH = re.compile(MONTH_NAME)
_STARTERS = (
    "early mid late middle end beginning start first second third fourth the a an one two three four five six seven"
    " eight nine ten between from since until up around about circa approximately roughly earlier later last this past"
    " previous next coming that in of on during by yesterday today"
)
# Where any rule matches. To look for that first, and before that for how a rule's words may begin, is far faster than
# to let each rule look for its own beginning. It takes no letters, so that it finds what begins inside another date.
_ANY = re.sub(r"\?P<\w+>", "?:", "|".join(words for words, _, _ in RULES))
_BEGUN = either([*MONTHS, *SEASONS, *WEEKDAYS, *_STARTERS.split()])
_START = re.compile(
    rf"(?<![\w$€£/-])(?=(?:\d|q[1-4]|(?:{_BEGUN})(?:\b|(?={MONTH_NAME}))))"
    rf"(?={_EDGES.replace('%s', _ANY)})"
)


def _matches(low: str, start: int, end: int) -> list[tuple[int, int, int, re.Match[str]]]:
    """Where the rules match, in the order of the rules: where the date begins, the rule's rank, the end, the match."""
    starts = [m.start() for m in _START.finditer(low, start, end)]
    if not starts:
        return []
    year, month = _HINT_YEAR.search(low, start, end), _HINT_MONTH.search(low, start, end)
    found = []
    for rank, rule in enumerate(_COMPILED):
        if (rule.year and not year) or (rule.month and not month):
            continue
        reach = start
        for at in starts:
            if at >= reach and (m := rule.pattern.match(low, at, end)):
                found.append((m.start("m") if rule.led else at, rank, m.end(), m))
                reach = m.end()
    return found


def _is_count(low: str, start: int, end: int) -> bool:
    """Whether a lone figure counts what follows it: "2000 troops"."""
    if not _LONE.fullmatch(low, start, end):
        return False
    people = _COUNTS_PEOPLE.match(low, end) and not _TIME.search(low, max(0, start - 8), start)
    return bool(people or _COUNTS.match(low, end))


def may_state_date(words: frozenset[str], low: str, start: int, end: int) -> bool:
    """Whether there may be a date in `low[start:end]`, whose words are `words`: far cheaper than to look for it."""
    return not words.isdisjoint(_SIGNS) or _FOUR_FIGURES.search(low, start, end) is not None


def find_dates(low: str, start: int, end: int, published: str | None = None, last: str | None = None) -> list[Date]:
    """Dates in `low[start:end]` (lower case), in order, not overlapping; `last`: the date stated before."""
    spans = sorted(_matches(low, start, end), key=lambda s: (s[0], -(s[2] - s[0]), s[1]))
    found: list[Date] = []
    reach = start
    for begin, rank, stop, m in spans:
        if begin < reach or _is_count(low, begin, stop):
            continue
        rule = _COMPILED[rank]
        edtf = rule.build(m, Context(published, last))
        if edtf and days(edtf):
            stop -= low[stop - 1] == "."  # the end of the sentence, or of an abbreviation: no part of the date's words
            found.append(Date(begin, stop, edtf, rule.relative))
            last, reach = edtf, stop
    return found
