"""What dates in prose are made of: months, parts of a decade, and how a relative date is resolved.

A relative date ("last month") is resolved against the publication date of its source, and only then.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from schemas.edtf import days

MONTHS_IN_FULL = "january february march april may june july august september october november december".split()
MONTHS = {
    m: i % 12 + 1 for i, m in enumerate([*MONTHS_IN_FULL, *"jan feb mar apr may jun jul aug sep oct nov dec".split()])
} | {"sept": 9}
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
NUMBER_WORDS = {
    w: i for i, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1}
QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}

MONTH_NAME = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar"
    r"|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
)
MONTH = rf"{MONTH_NAME}\b\.?"
DECADE = r"(?:1[89]|20)\d0"
YEAR = r"(?:1[89]\d\d|20[0-6]\d)"
TO = r"(?:,? (?:to|through|until|and) | ?[-–—] ?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
PART = r"(?:early|mid|late|middle|end|beginning|start|first half|second half)(?:[- ](?:of )?(?:the )?|\b)"
DECADES = {
    w: f"19{i}0"
    for i, w in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}
SEASON = r"(?:spring|summer|autumn|fall|winter)"
_DONE = re.compile(
    r"\b(?:signed|concluded|announced|launched|began|opened|started|ended|arrived|held|issued)\b[^,.;:]*$"
)
_CLAUSE = 80  # characters before "today" in which its verb stands


def _nothing() -> None:
    """What is stated before the first date."""


class Context(NamedTuple):
    """What a date is relative to."""

    published: str | None
    stated: str | None = None  # the date stated before this one in its sentence
    before: Callable[[], str | None] = _nothing  # tells the one before that in the paragraph: few dates need it

    @property
    def last(self) -> str | None:
        """The date stated before this one in the same paragraph."""
        return self.stated or self.before()


def ym(year: str | int, month: int) -> str:
    return f"{int(year):04d}-{month:02d}"


def month_number(word: str) -> int:
    return MONTHS[word.strip(". ")[:9].rstrip(".")]


def ymd(year: str, month: str, day: str) -> str:
    return f"{ym(year, month_number(month))}-{_day(day):02d}"


def _day(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def decade(prefix: str, part: str | None) -> str:
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


def until_year(first: str, last: str) -> str:
    """The second year of a range, whole where it was shortened ("1996-98")."""
    return last if len(last) == 4 else first[: 4 - len(last)] + last


def interval(a: str | None, b: str | None) -> str | None:
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
    return _months_before(year, month, back) if year and month else None


def _months_before(year: int, month: int, back: int) -> str:
    index = year * 12 + month - 1 - back
    return ym(index // 12, index % 12 + 1)


def _month_of_week(c: Context, offset: int) -> str | None:
    """ "last week" is no day: the month that all of it lies in."""
    day = re.match(r"\d{4}-\d\d-\d\d", c.published or "")
    if not day:
        return None
    published = dt.date.fromisoformat(day[0]) + dt.timedelta(7 * offset)
    monday = published - dt.timedelta(published.weekday())
    sunday = monday + dt.timedelta(6)
    return ym(monday.year, monday.month) if monday.month == sunday.month else None


def months_in_turn(m: re.Match[str], c: Context) -> str | None:
    """ "in November and December 2022"; months that do not follow each other are two dates."""
    first, last = month_number(m["m"]), month_number(m["m2"])
    return interval(ym(m["y"], first), ym(m["y"], last)) if last == first + 1 else None


def from_publication(m: re.Match[str], c: Context) -> str | None:
    year = _published_year(c)
    if year is None:
        return None
    which, unit = m["which"].split()[-1], m["unit"]
    offset = {"last": -1, "past": -1, "previous": -1, "this": 0, "present": 0, "current": 0, "next": 1, "coming": 1}[
        which
    ]
    if unit == "year":
        return str(year + offset)
    if unit == "month":
        return _shift_months(c, -offset)
    if unit == "week":
        return _month_of_week(c, offset)
    month = _published_month(c)
    if unit in SEASONS:
        return f"{year + offset}-{SEASONS[unit]}"
    named = month_number(unit)
    if offset == 0 or month is None:
        return ym(year + min(offset, 0) if month is None else year, named)
    return ym(year if (named < month) == (offset < 0) and named != month else year + offset, named)


def month_of_year(m: re.Match[str], c: Context) -> str | None:
    """ "in May last year", "on December 22 of this year"."""
    year, day = from_publication(m, c), m.groupdict().get("d")
    if not year:
        return None
    return ymd(year, m["m"], day) if day else ym(year, month_number(m["m"]))


def ago(m: re.Match[str], c: Context) -> str | None:
    count = NUMBER_WORDS.get(m["n"]) or (int(m["n"]) if m["n"].isdigit() else None)
    year = _published_year(c)
    if not count or year is None:
        return None
    return f"{year - count}" if m["unit"].startswith("year") else _shift_months(c, count)


def _year_of(month: int, c: Context, told: bool = False) -> int | None:
    """The year of a month alone: that stated before in the paragraph, else of the last one before publication.

    The two go together where a month is earlier in the year than the one told before it and lies in the year after:
    "in December 2022 they met off Zhejiang; in February, off Durban". What began in a year and goes on gives the year
    only where it is `told` that it does: "in June of that year".
    """
    year, now = _published_year(c), _published_month(c)
    latest = year - (month > now) if year is not None and now is not None else None
    known = re.match(r"(\d{4})(?!X)(?:-(0\d|1[0-2]))?", c.last or "")
    if known is None or ((c.last or "").endswith("/..") and not told):
        return latest
    stated = int(known[1])
    turned = latest == stated + 1 and month < int(known[2] or 0) and not told
    return latest if turned else stated


def bare_month(m: re.Match[str], c: Context) -> str | None:
    """ "in September", "on 5 September"."""
    month, day = month_number(m["m"]), m.groupdict().get("d")
    year = _year_of(month, c, m[0].endswith(" year"))
    if year is None:
        return None
    return f"{ym(year, month)}-{_day(day):02d}" if day else ym(year, month)


def bare_months(m: re.Match[str], c: Context) -> str | None:
    """ "between March and May"."""
    first, last = month_number(m["m"]), month_number(m["m2"])
    year = _year_of(last, c)
    return interval(ym(year, first), ym(year, last)) if year and first < last else None


def bare_season(m: re.Match[str], c: Context) -> str | None:
    """ "in the autumn": of the year stated before in the paragraph, else the last one before publication."""
    season = SEASONS[m["s"]]
    year = _year_of(3 * (season - 20), c)
    return f"{year}-{season}" if year else None


def years_to(m: re.Match[str], c: Context) -> str | None:
    """ "the five years to 2022": the year stated is the last of them."""
    count = NUMBER_WORDS.get(m["n"]) or int(m["n"])
    return interval(str(int(m["y"]) - count + 1), m["y"])


def from_day_to_day(m: re.Match[str], c: Context) -> str | None:
    """ "11-17 September", "from July 21 to 28, 2017", "on 6 and 7 June"; "5 May and 9 June" only with a year."""
    first, last = m["m"] or m["m2"], m["m2"] or m["m"]
    year = m["y"] or (from_publication(m, c) if m["which"] else _year_of(month_number(first), c))
    in_turn = first == last and _day(m["d2"]) == _day(m["d"]) + 1
    if year is None or (" and " in m[0] and not (m["y"] or in_turn or m[0].startswith("between"))):
        return None
    return interval(ymd(str(year), first, m["d"]), ymd(str(year), last, m["d2"]))


def in_this_year(m: re.Match[str], c: Context) -> str | None:
    """ "on Thursday, 9 February": whoever names the weekday tells of a day near the publication of the source."""
    return bare_month(m, Context(c.published))


def yesterday(m: re.Match[str], c: Context) -> str | None:
    """ "yesterday", and "today" behind a verb in the past, where the day of publication is known.

    Else "today" is our time: "China today makes".
    """
    if m[0] == "today" and not _DONE.search(m.string, max(0, m.start() - _CLAUSE), m.start()):
        return None
    day = re.match(r"\d{4}-\d\d-\d\d", c.published or "")
    back = dt.timedelta(m[0] == "yesterday")
    return (dt.date.fromisoformat(day[0]) - back).isoformat() if day else None


def weekday(m: re.Match[str], c: Context) -> str | None:
    """ "on Wednesday": the last one before the source came out, or its own day."""
    day = re.match(r"\d{4}-\d\d-\d\d", c.published or "")
    if not day:
        return None
    published = dt.date.fromisoformat(day[0])
    return (published - dt.timedelta((published.weekday() - WEEKDAYS.index(m["w"])) % 7)).isoformat()


def year_after(m: re.Match[str], c: Context) -> str | None:
    """ "the following year", "two years earlier", "in May of the next year": counted from the date stated last."""
    found = re.match(r"\d{4}(?!X)", c.last or "")
    if not found:
        return None
    said = m.groupdict()
    sign = -1 if re.search("previous|preceding|earlier|before", m[0]) else 1
    year = int(found[0]) + sign * NUMBER_WORDS.get(said.get("n") or "a", 1)
    if said.get("s"):
        return f"{year}-{SEASONS[said['s']]}"
    if said.get("d"):
        return ymd(str(year), said["m"], said["d"])
    return ym(year, month_number(said["m"])) if said.get("m") else str(year)


def month_after(m: re.Match[str], c: Context) -> str | None:
    """ "a month later", "the month before": counted from the month stated last."""
    found = re.match(r"(\d{4})-(0[1-9]|1[0-2])", c.last or "")
    count = NUMBER_WORDS.get(m.groupdict().get("n") or "a")
    back = count if count and m[0].endswith(("before", "earlier", "previous month")) else -(count or 0)
    return _months_before(int(found[1]), int(found[2]), back) if found and back else None


def year_told(m: re.Match[str], c: Context) -> str | None:
    """ "late in the year", "the end of the year": that stated before, else that of the publication."""
    known = re.match(r"\d{4}(?!X)", c.last or "")
    return known[0] if known else c.published[:4] if c.published else None


def same_unit(m: re.Match[str], c: Context) -> str | None:
    if not c.last:
        return None
    pattern = r"\d{4}-(?:0[1-9]|1[0-2])" if m["unit"] == "month" else r"\d{4}"
    found = re.match(pattern, c.last)
    return found[0] if found else None
