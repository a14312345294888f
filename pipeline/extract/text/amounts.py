"""Counts, money and shares in prose: the words that state an amount, and what they state."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.text.dates import COUNTED, OF_NATIONS
from pipeline.extract.text.patterns import either

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
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
_OVER = (
    r"(?:well over|just over|slightly over|slightly more than|well above|close to|just under"
    r"|less than|fewer than|no more than|more than|over|at least|no less than|not less than|upwards of"
    r"|exceeding|exceeds|in excess of|above"
    r"|some|about|around|approximately|roughly|nearly|almost|up to|as much as|as many as|an estimated"
    r"|estimated at|estimated)"
)
_COUNT = re.compile(
    rf"(?<![\w$€£.,-])(?:(?P<how>{_OVER}) )?(?:(?P<digits>{_NUMBER})"
    rf"|(?P<words>{_WORD}|a(?= hundred| thousand| million))(?:-(?P<unit>one|two|three|four|five|six|seven"
    rf"|eight|nine))?)"
    rf"(?: (?P<scale>dozen|hundred|thousand|million)(?:(?: and)? (?P<rest>{_WORD})(?:-(?P<last>one|two|three|four"
    rf"|five|six|seven"
    r"|eight|nine))?)?)?(?![\w%]|-[a-z]|[.,]\d| percent| per cent)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"(?:(?P<how>{_OVER}|between) )?(?:(?P<us>US ?\$|U\.S\. ?\$|\$|USD ?)(?P<a>{_NUMBER}) ?(?P<as>billion"
    rf"|million|thousand|trillion|bln|mln|bn|mn|m|b)?\b"
    rf"(?: ?(?:-|–|—|to|and|or) ?(?:US)?\$?(?P<b>{_NUMBER}) ?(?P<bs>billion|million|thousand|trillion"
    r"|bln|mln|bn|mn|m|b)\b)?"
    rf"|(?P<c>{_NUMBER}|{_WORD}|half a|a(?= billion| million)) ?(?P<cs>billion|million|thousand|trillion|bln|mln|bn"
    rf"|mn)?(?: U\.?S\.?)? dollars)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    rf"(?:[€£¥]|(?:RMB|CNY|EUR|RUB) ?){_NUMBER} ?(?:billion|million|thousand|trillion|bln|mln|bn|mn)?"
    rf"|{_NUMBER} ?(?:billion|million|thousand|trillion|bln|mln|bn|mn)? (?:rubles?|roubles?|yuan|renminbi|euros?"
    rf"|pounds)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"(?P<how>{_OVER} )?(?P<a>{_NUMBER})(?: or (?:more|less|so))? ?(?:%|percent\b|per cent\b)|(?P<half>half"
    rf"|one[- ]third|two[- ]thirds|one[- ]quarter|a third|a quarter|three[- ]quarters) of",
    re.IGNORECASE,
)
_FRACTION = {
    "half": 0.5,
    "one-third": 1 / 3,
    "a third": 1 / 3,
    "two-thirds": 2 / 3,
    "one-quarter": 0.25,
    "a quarter": 0.25,
    "three-quarters": 0.75,
}

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
    "exceeds",
    "in excess of",
    "above",
}
_MAXIMUM = {"just under", "up to", "as much as", "as many as", "less than", "fewer than", "under", "no more than"}


# Without one of these no pattern matches. To look for them is far cheaper than to try the patterns at every letter.
_SIGNS_OF_SUM = re.compile(
    either("$ dollars usd € £ ¥ rmb cny eur rub roub yuan renminbi pounds % percent".split())
    + "|per cent|half of|thirds? of|quarters? of"
)
_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NUMERAL = re.compile(either([*WORDS, "hundred", "thousand", "million"]))

_COUNTS = re.compile(rf" (?:{COUNTED}|{OF_NATIONS})\b", re.IGNORECASE)


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


def _value(digits: str, scale: str | None) -> float:
    words = WORDS | {"a": 1, "half a": 0.5}
    number = float(words[digits.lower()]) if digits.lower() in words else float(digits.replace(",", ""))
    return number * _SCALE[scale.lower()] if scale else number


def find_counts(plain: str, start: int, end: int) -> list[Count]:
    """Whole numbers in words or digits, years and ordinals left out ("forty-five", "37", "1,000", "two dozen")."""
    found = []
    for m in _COUNT.finditer(plain, start, end):
        if m["digits"] and not m["scale"] and _YEAR.fullmatch(m["digits"]) and not _COUNTS.match(plain, m.end()):
            continue  # a year
        value = _value(m["digits"] or m["words"], None) + _small(m["unit"])
        value = value * _SCALE[m["scale"].lower()] + _small(m["rest"]) + _small(m["last"]) if m["scale"] else value
        if value == int(value):
            found.append(Count(m.start(), m.end(), int(value)))
    return found


def _small(word: str | None) -> int:
    return WORDS[word.lower()] if word else 0


def find_money(plain: str, start: int, end: int) -> list[Money]:
    """Sums of money, ranges too ("$5 to 7 billion", "$9.6 and $12.3 billion")."""
    found = []
    for m in _MONEY.finditer(plain, start, end):
        if m["c"]:
            least = most = _value(m["c"], m["cs"])
        else:
            least = most = _value(m["a"], m["as"] or (m["bs"] if m["b"] else None))
            if m["b"]:
                most = _value(m["b"], m["bs"])
        how = (m["how"] or "").lower()
        end_ = m.start() + len(m[0].rstrip())
        found.append(Money(m.start(), end_, None if how in _MAXIMUM else least, None if how in _MINIMUM else most))
    foreign = _FOREIGN.finditer(plain, start, end)
    found += [Money(m.start(), m.start() + len(m[0].rstrip()), None, None) for m in foreign]
    return sorted(found)


def may_state_sum(low: str, start: int, end: int) -> bool:
    """Whether there may be money or a share in `low[start:end]`."""
    return _SIGNS_OF_SUM.search(low, start, end) is not None


def may_count(low: str, start: int, end: int) -> bool:
    """Whether there may be a number in `low[start:end]`."""
    return _FIGURE.search(low, start, end) is not None or _NUMERAL.search(low, start, end) is not None


def find_shares(plain: str, start: int, end: int) -> list[Share]:
    """Percentages and plain fractions of a whole."""
    return [
        Share(
            m.start(),
            m.end(),
            float(m["a"].replace(",", "")) / 100
            if m["a"]
            else _FRACTION[m["half"].lower().replace(" ", "-").replace("a-", "a ")],
        )
        for m in _PERCENT.finditer(plain, start, end)
    ]
