"""The grammar of dates in prose: patterns of the words that state a date, and the EDTF that each makes of them.

The grammar is ours because general date parsers read "late 2019" and "early 2000s" wrong.
A relative date ("last month") is resolved against the publication date of its source, and only then.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from schemas.edtf import days

MONTHS = {
    m: i % 12 + 1
    for i, m in enumerate(
        "january february march april may june july august september october november december "
        "jan feb mar apr may jun jul aug sep oct nov dec".split()
    )
} | {"sept": 9}
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
NUMBER_WORDS = {
    w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

MONTH_NAME = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar"
    r"|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
)
MONTH = rf"{MONTH_NAME}\b\.?"
DECADE = r"(?:1[89]|20)\d0"
YEAR = r"(?:1[89]\d\d|20[0-6]\d)"
_TO = r"(?:,? (?:to|through|until|and) | ?[-–—] ?)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_PART = r"(?:early|mid|late|middle|end|beginning|start|first half|second half)(?:[- ](?:of )?(?:the )?|\b)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"


class Context(NamedTuple):
    """What a date is relative to."""

    published: str | None
    last: str | None  # the date stated before this one in the same paragraph


def _ym(year: str | int, month: int) -> str:
    return f"{int(year):04d}-{month:02d}"


def _month(word: str) -> int:
    return MONTHS[word.strip(". ")[:9].rstrip(".")]


def _ymd(year: str, month: str, day: str) -> str:
    return f"{_ym(year, _month(month))}-{_day(day):02d}"


def _day(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def _decade(prefix: str, part: str | None) -> str:
    """ "the early 2000s" is 2000/2004~ (codebook); mid and late are the middle and the second half."""
    base = int(prefix) // 10 * 10
    word = (part or "").strip(" -")
    if word.startswith(("early", "beginning", "start", "first")):
        return f"{base}/{base + 4}~"
    if word.startswith(("mid", "middle")):
        return f"{base + 3}/{base + 7}~"
    if word.startswith(("late", "end", "second")):
        return f"{base + 5}/{base + 9}~"
    return f"{base // 10}X"


def _until_year(first: str, last: str) -> str:
    """The second year of a range, whole where it was shortened ("1996-98")."""
    return last if len(last) == 4 else first[: 4 - len(last)] + last


def _interval(a: str | None, b: str | None) -> str | None:
    if not a or not b:
        return None
    if re.fullmatch(r"\d{3}X", a):
        a = a[:3] + "0"
    if re.fullmatch(r"\d{3}X", b):
        b = b[:3] + "9"
    whole = f"{a.split('/')[0]}/{b.split('/')[-1]}"
    return whole if days(whole) else None


def _published_year(c: Context) -> int | None:
    return int(c.published[:4]) if c.published and c.published[:4].isdigit() else None


def _published_month(c: Context) -> int | None:
    found = re.match(r"\d{4}-(0[1-9]|1[0-2])", c.published or "")
    return int(found[1]) if found else None


def _shift_months(c: Context, back: int) -> str | None:
    year, month = _published_year(c), _published_month(c)
    if year is None or month is None:
        return None
    index = year * 12 + month - 1 - back
    return _ym(index // 12, index % 12 + 1)


def from_publication(m: re.Match[str], c: Context) -> str | None:
    year = _published_year(c)
    if year is None:
        return None
    which, unit = m["which"].split()[-1], m["unit"]
    offset = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}[which]
    if unit == "year":
        return str(year + offset)
    if unit == "month":
        return _shift_months(c, -offset)
    month = _published_month(c)
    if unit in SEASONS:
        return f"{year + offset}-{SEASONS[unit]}"
    named = _month(unit)
    if offset == 0 or month is None:
        return _ym(year + min(offset, 0) if month is None else year, named)
    return _ym(year if (named < month) == (offset < 0) and named != month else year + offset, named)


def _month_of_year(m: re.Match[str], c: Context) -> str | None:
    """ "in May last year"."""
    year = from_publication(m, c)
    return _ym(year, _month(m["m"])) if year else None


def _ago(m: re.Match[str], c: Context) -> str | None:
    count = NUMBER_WORDS.get(m["n"]) or (int(m["n"]) if m["n"].isdigit() else None)
    year = _published_year(c)
    if not count or year is None:
        return None
    return f"{year - count}" if m["unit"].startswith("year") else _shift_months(c, count)


def _year_of(month: int, c: Context) -> int | None:
    """The year of a month alone: that stated before in the paragraph, else of the last one before publication."""
    if known := re.match(r"(\d{4})(?!X)", c.last or ""):
        return int(known[1])
    year, now = _published_year(c), _published_month(c)
    if year is None or now is None:
        return None
    return year - 1 if month > now else year


def _bare_month(m: re.Match[str], c: Context) -> str | None:
    """ "in September", "on 5 September"."""
    month, day = _month(m["m"]), m.groupdict().get("d")
    year = _year_of(month, c)
    if year is None:
        return None
    return f"{_ym(year, month)}-{_day(day):02d}" if day else _ym(year, month)


def _from_day_to_day(m: re.Match[str], c: Context) -> str | None:
    """ "11-17 September", "from July 21 to 28, 2017"; "5 May and 9 June" only with a year or "between"."""
    first, last = m["m"] or m["m2"], m["m2"] or m["m"]
    year = m["y"] or _year_of(_month(first), c)
    if year is None or (" and " in m[0] and not m["y"] and not m[0].startswith("between")):
        return None
    return _interval(_ymd(str(year), first, m["d"]), _ymd(str(year), last, m["d2"]))


def _weekday(m: re.Match[str], c: Context) -> str | None:
    """ "on Wednesday": the last one before the source came out, or its own day."""
    day = re.match(r"\d{4}-\d\d-\d\d", c.published or "")
    if not day:
        return None
    published = dt.date.fromisoformat(day[0])
    return (published - dt.timedelta((published.weekday() - WEEKDAYS.index(m["w"])) % 7)).isoformat()


def _year_after(c: Context) -> str | None:
    found = re.match(r"\d{4}(?!X)", c.last or "")
    return str(int(found[0]) + 1) if found else None


def _same(m: re.Match[str], c: Context) -> str | None:
    if not c.last:
        return None
    pattern = r"\d{4}-(?:0[1-9]|1[0-2])" if m["unit"] == "month" else r"\d{4}"
    found = re.match(pattern, c.last)
    return found[0] if found else None


Build = Callable[[re.Match[str], Context], "str | None"]
# In order of preference: where two match at one place, the first in this table wins.
RULES: list[tuple[str, Build, bool]] = [
    (rf"(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>\d\d)", lambda m, c: f"{m['y']}-{m['m']}-{m['d']}", False),
    (
        rf"(?:between )?(?P<m>{MONTH}) (?P<d>{_DAY}){_TO}(?:(?P<m2>{MONTH}) )?(?P<d2>{_DAY})(?:,? (?P<y>{YEAR}))?",
        _from_day_to_day,
        True,
    ),
    (
        rf"(?:between (?:the )?)?(?P<d>{_DAY})(?: (?P<m>{MONTH}))?{_TO}(?:the )?(?P<d2>{_DAY})(?: of)? (?P<m2>{MONTH})"
        rf"(?:,? (?P<y>{YEAR}))?",
        _from_day_to_day,
        True,
    ),
    (
        rf"(?P<d>{_DAY})(?: of)? (?P<m>{MONTH}),? (?P<y>{YEAR})",
        lambda m, c: _ymd(m["y"], m["m"], m["d"]),
        False,
    ),
    (
        rf"(?P<m>{MONTH}) (?P<d>{_DAY}),? (?P<y>{YEAR})",
        lambda m, c: _ymd(m["y"], m["m"], m["d"]),
        False,
    ),
    (
        rf"between (?P<m>{MONTH}) (?P<y>{YEAR}) and (?P<m2>{MONTH}) (?P<y2>{YEAR})",
        lambda m, c: _interval(_ym(m["y"], _month(m["m"])), _ym(m["y2"], _month(m["m2"]))),
        False,
    ),
    (
        rf"(?:from )?(?P<m>{MONTH}) (?P<y>{YEAR}) (?:to|through|until) (?P<m2>{MONTH}) (?P<y2>{YEAR})",
        lambda m, c: _interval(_ym(m["y"], _month(m["m"])), _ym(m["y2"], _month(m["m2"]))),
        False,
    ),
    (rf"since (?P<d>{_DAY}) (?P<m>{MONTH}) (?P<y>{YEAR})", lambda m, c: f"{_ymd(m['y'], m['m'], m['d'])}/..", False),
    (rf"since (?P<m>{MONTH}) (?P<y>{YEAR})", lambda m, c: f"{_ym(m['y'], _month(m['m']))}/..", False),
    (rf"(?:until|up to) (?P<m>{MONTH}) (?P<y>{YEAR})", lambda m, c: f"../{_ym(m['y'], _month(m['m']))}", False),
    (
        rf"since (?:the )?(?P<p>{_PART})?(?P<a>{DECADE})'?s\b",
        lambda m, c: f"{_decade(m['a'], m['p']).split('/')[0].replace('X', '0')}/..",
        False,
    ),
    (
        rf"(?P<q>first|second|third|fourth|1st|2nd|3rd|4th) quarter (?:of )?(?P<y>{YEAR})"
        rf"|q(?P<n>[1-4])[ ,]+(?P<y2>{YEAR})",
        lambda m, c: (lambda q, y: f"{_ym(y, 3 * q - 2)}/{_ym(y, 3 * q)}")(
            _QUARTERS[m["q"]] if m["q"] else int(m["n"]), m["y"] or m["y2"]
        ),
        False,
    ),
    (
        rf"(?:early |mid-|late )?(?P<s>{SEASON})(?: of|,)? (?P<y>{YEAR})",
        lambda m, c: f"{m['y']}-{SEASONS[m['s']]}",
        False,
    ),
    (
        rf"(?P<about>around |about |circa |approximately )?(?:early |mid-?|late |the end of "
        rf"|the beginning of )?(?P<m>{MONTH})(?: of|,)? (?P<y>{YEAR})",
        lambda m, c: _ym(m["y"], _month(m["m"])) + ("~" if m["about"] else ""),
        False,
    ),
    (
        rf"(?:between|from) (?:the )?(?P<p>{_PART})?(?P<a>{YEAR})(?P<as>s?) (?:and|to|through|until"
        rf"|till) (?:the )?(?P<p2>{_PART})?(?P<b>{YEAR})(?P<bs>s?)",
        lambda m, c: _interval(
            _decade(m["a"], m["p"]) if m["as"] else m["a"], _decade(m["b"], m["p2"]) if m["bs"] else m["b"]
        ),
        False,
    ),
    (
        rf"(?:between |from )(?P<m>{MONTH}) (?:and|to|until|through) (?P<m2>{MONTH}) (?P<y>{YEAR})",
        lambda m, c: _interval(_ym(m["y"], _month(m["m"])), _ym(m["y"], _month(m["m2"]))),
        False,
    ),
    (rf"(?P<a>{YEAR}) (?:to|until|through) (?P<b>{YEAR})(?!s)", lambda m, c: _interval(m["a"], m["b"]), False),
    (
        rf"(?P<a>{YEAR}) and (?P<b>{YEAR})(?!s)",
        lambda m, c: _interval(m["a"], m["b"]) if int(m["b"]) == int(m["a"]) + 1 else None,
        False,
    ),
    (rf"(?P<m>{MONTH}) of (?:that|the same) year", _bare_month, True),
    (r"the (?:following|next) year|a year later", lambda m, c: _year_after(c), True),
    (
        rf"(?P<a>{YEAR}) ?[-–—/] ?(?P<b>{YEAR}|\d\d)(?![\d-])",
        lambda m, c: _interval(m["a"], _until_year(m["a"], m["b"])),
        False,
    ),
    (
        rf"(?:the )?(?P<p>{_PART})?(?P<a>{DECADE})s?,? and (?:the )?(?P<p2>{_PART})?(?P<b>{DECADE})s",
        lambda m, c: _interval(_decade(m["a"], m["p"]), _decade(m["b"], m["p2"])),
        False,
    ),
    (rf"(?:the )?(?P<p>{_PART})?(?P<a>{DECADE})'?s\b", lambda m, c: _decade(m["a"], m["p"]), False),
    (r"in recent (?:months|weeks)", lambda m, c: f"{c.published[:4]}~" if c.published else None, True),
    (r"since then", lambda m, c: f"{c.last}/.." if c.last and "/" not in c.last else None, True),
    (rf"since (?:{_PART})?(?P<a>{YEAR})(?!s)", lambda m, c: f"{m['a']}/..", False),
    (rf"from (?P<a>{YEAR}) (?:on|onward|onwards)\b", lambda m, c: f"{m['a']}/..", False),
    (rf"(?:until|up to) (?:{_PART})?(?P<a>{YEAR})(?!s)", lambda m, c: f"../{m['a']}", False),
    (
        rf"(?:around|about|circa|approximately|roughly) (?P<a>{YEAR})(?!s|[ -](?:troops|soldiers|people|tons))",
        lambda m, c: f"{m['a']}~",
        False,
    ),
    (rf"(?:{_PART})?(?P<a>{YEAR})(?!s\b)", lambda m, c: m["a"], False),
    (
        rf"(?P<which>(?:earlier |later )?(?:last|this|past|previous|next|coming)) (?P<unit>year|month"
        rf"|{SEASON}|{MONTH_NAME})\b",
        from_publication,
        True,
    ),
    (rf"(?P<m>{MONTH}) (?P<which>last|this|next) (?P<unit>year)\b", _month_of_year, True),
    (rf"(?P<w>{'|'.join(WEEKDAYS)})\b(?!,? (?:the )?\d|, [a-z]{{3,9}}\.? \d)", _weekday, True),
    (r"(?P<n>a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?P<unit>years?|months?) ago", _ago, True),
    (
        r"(?:(?:that|the) same|that) (?P<unit>year|month)",
        _same,
        True,
    ),
    (rf"(?P<m>{MONTH}) (?P<d>{_DAY})\b(?!,? \d{{4}})", _bare_month, True),
    (rf"(?P<d>{_DAY})(?: of)? (?P<m>{MONTH_NAME})\b(?!\.?,? \d{{4}})", _bare_month, True),
    (rf"(?P<lead>in|of|on|during|since|by|late|early|mid-) ?(?P<m>{MONTH})(?!\.? ?\d)", _bare_month, True),
    (rf"(?P<m>{MONTH_NAME})(?=['’]s )", _bare_month, True),
]
