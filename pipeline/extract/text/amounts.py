"""Counts, money and shares in prose: the words that state an amount, and what they state."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.text.dates import COUNTED, OF_NATIONS
from pipeline.extract.text.patterns import places

WORDS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
WORDS |= {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)} | {
    "a dozen": 12,
    "dozen": 12,
}
_SCALE = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "mn": 1_000_000,
    "m": 1_000_000,
    "billion": 1_000_000_000,
    "mln": 1_000_000,
    "bln": 1_000_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}

_WORD = "|".join(sorted(WORDS, key=len, reverse=True))
_UNIT = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
_SCALED = r"(?:billion|million|thousand|trillion|bln|mln|bn|mn)"
_OVER = (
    r"(?:well over|just over|slightly over|slightly more than|well above|close to|just under"
    r"|less than|fewer than|no more than|more than|over|at least|no less than|not less than|upwards of"
    r"|exceeding|exceed|exceeds|exceeded|topping|topped|surpassing|surpassed|in excess of|above"
    r"|some|about|around|approximately|roughly|nearly|almost|up to|as much as|as many as|an estimated"
    r"|estimated at|estimated)"
)
# What is said of an amount right before it is looked for from the amount: few words are one, and many begin like this.
_OVER_COUNT = re.compile(rf"(?<![\w$€£.,-]){_OVER} $")
_OVER_SUM = re.compile(rf"({_OVER}|between|below|under) $")
_OVER_SHARE = re.compile(rf"{_OVER} $")
_LONGEST = 20  # characters of such words
# All of these read lower case.
_COUNT = re.compile(
    rf"(?<![\w$€£.,-])(?:(?P<digits>{_NUMBER})"
    rf"|(?P<words>{_WORD}|a(?= hundred| thousand| million))(?:-(?P<unit>{_UNIT}))?)"
    rf"(?: (?P<scale>dozen|hundred|thousand|million)(?:(?: and)? (?P<rest>{_WORD})(?:-(?P<last>{_UNIT}))?)?)?"
    r"(?![\w%]|-[a-z]|[.,]\d| percent| per cent)"
)
_DOLLARS = re.compile(
    rf"(?:us ?\$ ?|u\.s\. ?\$|\$|usd ?)(?P<a>{_NUMBER})(?:[ -]?(?P<as>{_SCALED}|m|b))?\b"
    rf"(?: ?(?:-|–|—|to|and|or) ?(?:us)?\$?(?P<b>{_NUMBER}) ?(?P<bs>billion|million|thousand|trillion"
    r"|bln|mln|bn|mn|m|b)\b)?"
)
_IN_WORDS = re.compile(
    rf"(?P<c>{_NUMBER}|{_WORD}|half a|a(?= billion| million))(?:[ -]?(?P<cs>{_SCALED}))?"
    rf"(?: (?:to|and|or) (?P<d>{_NUMBER}|{_WORD})[ -]?(?P<ds>{_SCALED}))?"
    r"(?:(?: u\.?s\.?)? dollars|-dollar\b)"
)
_FOREIGN = re.compile(
    rf"(?:[€£¥]|(?:rmb|cny|eur|rub) ?){_NUMBER} ?{_SCALED}?"
    rf"|{_NUMBER} ?{_SCALED}? (?:rubles?|roubles?|yuan|renminbi|euros?|pounds)\b"
)
_PERCENT = re.compile(rf"(?P<a>{_NUMBER})(?: or (?:more|less|so))? ?(?:%|percent\b|per cent\b)")
_PART = re.compile(
    r"(?:(?<!first )(?<!second )(?<!latter )(?<!other )\bhalf"  # "the second half of 2016" is no share
    r"|(a|one|two|three|four|seven|nine)[- ](third|quarter|fifth|sixth|eighth|tenth)s?)(?= of)"
)
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}

_MINIMUM = {
    "well over",
    "just over",
    "slightly over",
    "slightly more than",
    "well above",
    "more than",
    "over",
    "at least",
    "no less than",
    "not less than",
    "upwards of",
    "exceeding",
    "exceed",
    "exceeds",
    "exceeded",
    "topping",
    "topped",
    "surpassing",
    "surpassed",
    "in excess of",
    "above",
}
_MAXIMUM = {
    "just under",
    "up to",
    "as much as",
    "as many as",
    "less than",
    "fewer than",
    "under",
    "below",
    "no more than",
}


# Without one of these words, or of these marks and parts of words, there is no sum or share.
SUM_WORDS = (
    *"dollar dollars yuan renminbi rouble roubles pounds".split(),
    *("per cent", *(f"{part}{s} of" for part in _PARTS for s in ("", "s"))),
)
_SUM_MARKS = (*"$ usd € £ ¥ rmb cny eur rub % percent".split(), "half of")
_SIGNS_OF_FOREIGN = re.compile(r"[€£¥]|rmb|cny|eur|rub|roub|yuan|renminbi|pounds")
_SIGNS_OF_DOLLARS = re.compile(r"\$|usd")
_FIGURES = re.compile(r"\d+")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
NUMERALS = frozenset((*WORDS, "hundred", "thousand", "million"))

_COUNTS = re.compile(rf" (?:{COUNTED}|{OF_NATIONS})\b")


class Count(NamedTuple):
    """A number of units: `text[start:end]` are its words."""

    start: int
    end: int
    value: int


class Money(NamedTuple):
    """US dollars: "over" leaves the maximum open, "up to" the minimum. Other currencies have neither (left as text)."""

    start: int
    end: int
    low: float | None
    high: float | None


class Share(NamedTuple):
    """A share, 0 to 1."""

    start: int
    end: int
    value: float


_IN_FIGURES: dict[str, float] = {**WORDS, "a": 1, "half a": 0.5}


def _value(digits: str, scale: str | None) -> float:
    number = float(_IN_FIGURES[digits]) if digits in _IN_FIGURES else float(digits.replace(",", ""))
    return round(number * _SCALE[scale], 2) if scale else number  # 1.045 billion is 1,045,000,000


def find_counts(low: str, start: int, end: int, words: frozenset[str]) -> list[Count]:
    """Whole numbers in words or digits, years and ordinals left out ("forty-five", "37", "1,000", "two dozen").

    `words` are the runs of letters and figures in `low[start:end]`, at least those of NUMERALS.
    """
    found = []
    reach = start
    for at in _numerals(low, start, end, words):
        m = _COUNT.match(low, at, end) if at >= reach else None
        if m is None:
            continue
        begin, reach = _with_lead(_OVER_COUNT, low, m.start(), reach), m.end()
        if m["digits"] and not m["scale"] and _YEAR.fullmatch(m["digits"]) and not _COUNTS.match(low, reach):
            continue  # a year
        value = _value(m["digits"] or m["words"], None) + _small(m["unit"])
        value = value * _SCALE[m["scale"]] + _small(m["rest"]) + _small(m["last"]) if m["scale"] else value
        if value == int(value):
            found.append(Count(begin, reach, int(value)))
    return found


def _numerals(low: str, start: int, end: int, words: frozenset[str]) -> list[int]:
    """Where a number may begin: the few places that are worth a pattern."""
    found = [m.start() for m in _FIGURES.finditer(low, start, end)]
    for word in words & NUMERALS:
        for at in places(low, word, start, end):
            found += (at - 2, at) if low.startswith("a ", max(start, at - 2)) else (at,)  # "a dozen"
    return sorted(found)


def _with_lead(lead: re.Pattern[str], low: str, at: int, reach: int) -> int:
    """Where an amount begins with what is said of it before `at`, nothing of which stands before `reach`."""
    if low[at - 1 : at] != " ":
        return at
    before = lead.search(low, max(reach, at - _LONGEST), at)
    return before.start() if before else at


def _small(word: str | None) -> int:
    return WORDS[word] if word else 0


def find_money(low: str, start: int, end: int) -> list[Money]:
    """Sums of money, ranges too ("$5 to 7 billion", "$9.6 and $12.3 billion")."""
    sums: list[re.Match[str]] = []
    if _SIGNS_OF_DOLLARS.search(low, start, end):
        sums += _DOLLARS.finditer(low, start, end)
    if low.find("dollar", start, end) >= 0:
        sums += _IN_WORDS.finditer(low, start, end)
    found = []
    reach = start
    for m in sorted(sums, key=re.Match.start):
        if m.start() >= reach:
            begin = _with_lead(_OVER_SUM, low, m.start(), reach)
            found.append(_dollars(m, begin, low[begin : m.start()].rstrip()))
            reach = m.end()
    foreign = _FOREIGN.finditer(low, start, end) if _SIGNS_OF_FOREIGN.search(low, start, end) else ()
    found += [Money(m.start(), m.start() + len(m[0].rstrip()), None, None) for m in foreign]
    return sorted(found)


def _dollars(m: re.Match[str], begin: int, lead: str) -> Money:
    """The sum that `m` states, `lead` being what is said of it before."""
    stated = m.groupdict()
    if stated.get("c"):
        least = most = _value(m["c"], m["cs"] or m["ds"])
        most = _value(m["d"], m["ds"]) if m["d"] else most
    else:
        least = most = _value(m["a"], m["as"] or (m["bs"] if m["b"] else None))
        if m["b"]:
            most = _value(m["b"], m["bs"])
    end = m.start() + len(m[0].rstrip())
    return Money(begin, end, None if lead in _MAXIMUM else least, None if lead in _MINIMUM else most)


def marks_of_sums(low: str) -> list[int]:
    """Where a mark of money or a share stands. Few sentences have any: to look through a whole text is far faster."""
    return sorted(at for mark in _SUM_MARKS for at in places(low, mark, 0, len(low)))


def find_shares(low: str, start: int, end: int) -> list[Share]:
    """Percentages and plain fractions of a whole."""
    found = []
    reach = start
    stated = [*_PERCENT.finditer(low, start, end), *_PART.finditer(low, start, end)]
    for m in sorted(stated, key=re.Match.start):
        if m.re is _PART:
            found.append(Share(*m.span(), _IN_FIGURES[m[1]] / _PARTS[m[2]] if m[2] else 0.5))
        else:
            begin = _with_lead(_OVER_SHARE, low, m.start(), reach)
            found.append(Share(begin, m.end(), float(m["a"].replace(",", "")) / 100))
        reach = m.end()
    return found
