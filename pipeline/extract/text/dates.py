"""Dates in prose, as EDTF: where a text states one, by the grammar in date_rules.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.extract.text.date_parts import (
    DECADE,
    DECADES,
    MONTH_NAME,
    MONTHS,
    SEASONS,
    WEEKDAYS,
    YEAR,
    Context,
    from_publication,
    interval,
)
from pipeline.extract.text.date_rules import RULES, Build
from pipeline.extract.text.patterns import either, places
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


# What a date cannot do without, and the words of each: these are looked for first, far cheaper than the rules.
_YEAR, _MONTH, _WEEKDAY, _UNIT = 1, 2, 4, 8
_BEFORE_MONTH = "in of on during since by late early mid".split()  # and in a text that lost a space, part of its word
ANCHORS = dict.fromkeys(
    "year years month months week weeks then ago yesterday today century period decade timespan".split(), _UNIT
)
ANCHORS |= dict.fromkeys((*SEASONS, *DECADES), _UNIT) | dict.fromkeys(WEEKDAYS, _WEEKDAY)
ANCHORS |= {before + month: _MONTH for month in MONTHS for before in ("", *_BEFORE_MONTH)}
_ANCHOR_WORDS = frozenset(ANCHORS)
_FIGURES = re.compile(r"(?:1[89]|20)\d\d")
_LEAD = 48  # characters of a date at most before the first of these: "between the 12th through the 15th of May" has 38


_FROM = re.compile(r"\b(from|between) (?:the )?$")
_TO = re.compile(r" (to|until|till|through|and) (?:the )?")
_SINCE = re.compile(r"\bsince (?:the )?$")


class _Rule(NamedTuple):
    pattern: re.Pattern[str]
    build: Build
    relative: bool
    needs: int  # which anchors its words hold
    led: bool  # whether they begin with a word that is no part of the date


def _compiled(words: str, build: Build, relative: bool) -> _Rule:
    needs = _YEAR if (YEAR in words or DECADE in words) and not relative else 0  # in a relative one it may be left out
    if MONTH_NAME in words:
        needs |= _MONTH if build is not from_publication else 0  # which takes "last year" too
    elif relative:
        needs |= _WEEKDAY if WEEKDAYS[0] in words else _UNIT
    return _Rule(re.compile(_EDGES.replace("%s", words)), build, relative, needs, "?P<lead>" in words)


_COMPILED = [_compiled(*rule) for rule in RULES]
_STARTERS = (
    "early mid late middle end beginning start first second third fourth the a an one two three four five six seven"
    " eight nine ten between from since until up around about circa approximately roughly earlier later last this past"
    " previous next coming present current that those in of on during by yesterday today"
)
# Where any rule matches, and before that how a rule's words may begin: to look for these first is far faster than to
# let each rule look for its own beginning.
_ANY = re.compile(_EDGES.replace("%s", re.sub(r"\?P<\w+>", "?:", "|".join(words for words, _, _ in RULES))))
DATE_WORDS = frozenset((*MONTHS, *SEASONS, *WEEKDAYS, *_STARTERS.split()))  # with which a date begins, if with a word
_BEGUN = either(DATE_WORDS)
_BEGINS = re.compile(rf"(?<![\w$€£/-])(?:\d|q[1-4]|(?:{_BEGUN})(?:\b|(?={MONTH_NAME})))")


@cache
def _rules_of(anchors: int) -> list[tuple[int, _Rule]]:
    """The rules that a sentence with these anchors may fit, each with its rank."""
    return [(rank, rule) for rank, rule in enumerate(_COMPILED) if not rule.needs & ~anchors]


def _anchors(low: str, start: int, end: int, words: frozenset[str]) -> tuple[int, list[tuple[int, int]]]:
    """What dates there may be for in `low[start:end]`, whose words are `words`, and where that stands."""
    found = [m.span() for m in _FIGURES.finditer(low, start, end)]
    kinds = _YEAR if found else 0
    for word in words & _ANCHOR_WORDS:
        kinds |= ANCHORS[word]
        found += ((at, at + len(word)) for at in places(low, word, start, end))
    return kinds, sorted(found)


def _starts(low: str, start: int, end: int, anchors: list[tuple[int, int]]) -> list[int]:
    """Where a date begins that holds one of the `anchors`, by any rule."""
    found: list[int] = []
    reach = start
    for a, b in anchors:
        if b > reach:
            near = (m.start() for m in _BEGINS.finditer(low, max(reach, a - _LEAD), b))
            found += [at for at in near if _ANY.match(low, at, end)]
            reach = b
    return found


def _matches(low: str, start: int, end: int, words: frozenset[str]) -> list[tuple[int, int, int, re.Match[str]]]:
    """Where the rules match, in the order of the rules: where the date begins, the rule's rank, the end, the match."""
    kinds, anchors = _anchors(low, start, end, words)
    starts = _starts(low, start, end, anchors) if anchors else []
    found = []
    for rank, rule in _rules_of(kinds) if starts else ():
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


def find_dates(low: str, start: int, end: int, words: frozenset[str], context: Context) -> list[Date]:
    """Dates in `low[start:end]` (lower case), in order, not overlapping.

    `words` are its runs of letters and figures, at least those of ANCHORS; `context` is that of the first date.
    """
    spans = sorted(_matches(low, start, end, words), key=lambda s: (s[0], -(s[2] - s[0]), s[1]))
    found: list[Date] = []
    reach = start
    for begin, rank, stop, m in spans:
        if begin < reach or _is_count(low, begin, stop):
            continue
        rule = _COMPILED[rank]
        edtf = rule.build(m, context)
        if edtf and days(edtf):
            stop -= low[stop - 1] == "."  # the end of the sentence, or of an abbreviation: no part of the date's words
            found.append(Date(begin, stop, edtf, rule.relative))
            context, reach = context._replace(stated=edtf), stop
    return list(_open_ended(low, _ranges(low, found)))


def _ranges(low: str, found: list[Date]) -> list[Date]:
    """The dates, those of two forms that a range leads from and to as one: "from November 1996 to late 1997"."""
    out: list[Date] = []
    for date in found:
        first = out[-1] if out else date
        between = _TO.fullmatch(low, first.end, date.start) if out else None
        lead = _FROM.search(low, max(0, first.start - _LEAD), first.start) if between else None
        paired = between and lead and (lead[1] == "between") == (between[1] == "and")
        if paired and (whole := interval(first.edtf, date.edtf)):
            out[-1] = Date(first.start, date.end, whole, first.relative or date.relative)
        else:
            out.append(date)
    return out


def _open_ended(low: str, found: list[Date]) -> Iterator[Date]:
    """The dates, those behind "since" with no end: "since the summer of 2023"."""
    for date in found:
        since = _SINCE.search(low, max(0, date.start - _LEAD), date.start) if "/" not in date.edtf else None
        edtf = f"{date.edtf}/.." if since else date.edtf
        yield date._replace(start=since.start(), edtf=edtf) if since and days(edtf) else date
