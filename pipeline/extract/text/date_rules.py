"""The grammar of dates in prose: patterns of the words that state a date, and the EDTF that each makes of them.

The grammar is ours because general date parsers read "late 2019" and "early 2000s" wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.extract.text.date_parts import (
    DAY,
    DECADE,
    DECADES,
    MONTH,
    MONTH_NAME,
    PART,
    QUARTERS,
    SEASON,
    SEASONS,
    TO,
    WEEKDAYS,
    YEAR,
    Context,
    ago,
    bare_month,
    bare_months,
    bare_season,
    decade,
    from_day_to_day,
    from_publication,
    in_this_year,
    interval,
    month_after,
    month_number,
    month_of_year,
    months_in_turn,
    same_unit,
    until_year,
    weekday,
    year_after,
    year_told,
    years_to,
    yesterday,
    ym,
    ymd,
)

Build = Callable[[re.Match[str], Context], "str | None"]
_WHICH_YEAR = r"(?:the )?(?P<which>last|this|next|present|current) (?P<unit>year)"  # of months
_YEAR = rf"(?:,? (?P<y>{YEAR})| of {_WHICH_YEAR})?"  # of days
_NOT_UNTIL = "(?<!not )(?<!took )(?<!taken )(?<!waited )(?<!wait )"  # what does not come until then comes then
_WHOLE_PERIOD = re.compile(r"\d[\d-]*/\d[\d~-]*|\d{3}X")  # with two ends: "in the same period" is as long
_TWO_TO_TEN = "two|three|four|five|six|seven|eight|nine|ten"
# In order of preference: where two match at one place, the first in this table wins.
RULES: list[tuple[str, Build, bool]] = [
    (rf"(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>\d\d)", lambda m, c: f"{m['y']}-{m['m']}-{m['d']}", False),
    (
        rf"(?:between )?(?P<m>{MONTH}) ?(?P<d>{DAY}){TO}(?:(?P<m2>{MONTH}) )?(?P<d2>{DAY}){_YEAR}",
        from_day_to_day,
        True,
    ),
    (
        rf"(?:between (?:the )?)?(?P<d>{DAY})(?: (?P<m>{MONTH}))?{TO}(?:the )?(?P<d2>{DAY})(?: of)? (?P<m2>{MONTH})"
        rf"{_YEAR}",
        from_day_to_day,
        True,
    ),
    (
        rf"(?P<d>{DAY})(?: of)? (?P<m>{MONTH}),? (?P<y>{YEAR})",
        lambda m, c: ymd(m["y"], m["m"], m["d"]),
        False,
    ),
    (
        rf"(?P<m>{MONTH}) ?(?P<d>{DAY}),? ?(?P<y>{YEAR})",
        lambda m, c: ymd(m["y"], m["m"], m["d"]),
        False,
    ),
    (
        rf"between (?P<m>{MONTH}) (?P<y>{YEAR}) and (?P<m2>{MONTH}) (?P<y2>{YEAR})",
        lambda m, c: interval(ym(m["y"], month_number(m["m"])), ym(m["y2"], month_number(m["m2"]))),
        False,
    ),
    (
        rf"(?:from )?(?P<m>{MONTH}) (?P<y>{YEAR}) (?:to|through|until) (?P<m2>{MONTH}) (?P<y2>{YEAR})",
        lambda m, c: interval(ym(m["y"], month_number(m["m"])), ym(m["y2"], month_number(m["m2"]))),
        False,
    ),
    (rf"since (?P<d>{DAY}) (?P<m>{MONTH}) (?P<y>{YEAR})", lambda m, c: f"{ymd(m['y'], m['m'], m['d'])}/..", False),
    (rf"since (?P<m>{MONTH}) (?P<y>{YEAR})", lambda m, c: f"{ym(m['y'], month_number(m['m']))}/..", False),
    (
        rf"{_NOT_UNTIL}(?:until|up to) (?P<m>{MONTH}) (?P<y>{YEAR})(?!,? when\b)",
        lambda m, c: f"../{ym(m['y'], month_number(m['m']))}",
        False,
    ),
    (
        rf"since (?:the )?(?P<p>{PART})?(?P<a>{DECADE})'?s\b",
        lambda m, c: f"{decade(m['a'], m['p']).split('/')[0].replace('X', '0')}/..",
        False,
    ),
    (
        rf"(?P<q>first|second|third|fourth|1st|2nd|3rd|4th) quarter (?:of )?(?P<y>{YEAR})"
        rf"|q(?P<n>[1-4])[ ,]+(?P<y2>{YEAR})",
        lambda m, c: (lambda q, y: f"{ym(y, 3 * q - 2)}/{ym(y, 3 * q)}")(
            QUARTERS[m["q"]] if m["q"] else int(m["n"]), m["y"] or m["y2"]
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
        lambda m, c: ym(m["y"], month_number(m["m"])) + ("~" if m["about"] else ""),
        False,
    ),
    (
        rf"(?:between|from) (?:the )?(?P<p>{PART})?(?P<a>{YEAR})(?P<as>s?) (?:and|to|through|until"
        rf"|till) (?:the )?(?P<p2>{PART})?(?P<b>{YEAR})(?P<bs>s?)",
        lambda m, c: interval(
            decade(m["a"], m["p"]) if m["as"] else m["a"], decade(m["b"], m["p2"]) if m["bs"] else m["b"]
        ),
        False,
    ),
    (
        rf"(?:between |from )(?P<m>{MONTH}) (?:and|to|until|through) (?P<m2>{MONTH}) (?P<y>{YEAR})",
        lambda m, c: interval(ym(m["y"], month_number(m["m"])), ym(m["y"], month_number(m["m2"]))),
        False,
    ),
    (rf"(?P<m>{MONTH}) and (?P<m2>{MONTH}) (?P<y>{YEAR})", months_in_turn, False),
    (rf"(?:between|from) (?P<m>{MONTH}) (?:and|to|until|through) (?P<m2>{MONTH})(?!\w|,? \d)", bare_months, True),
    (rf"(?P<a>{YEAR}) (?:to|until|through) (?P<b>{YEAR})(?!s)", lambda m, c: interval(m["a"], m["b"]), False),
    (
        rf"(?P<a>{YEAR}) and (?P<b>{YEAR})(?!s)",
        lambda m, c: interval(m["a"], m["b"]) if int(m["b"]) == int(m["a"]) + 1 else None,
        False,
    ),
    (
        rf"(?P<n>a|{_TWO_TO_TEN}|\d{{1,2}}) years (?:to|ending(?: in)?) (?P<y>{YEAR})",
        years_to,
        False,
    ),
    (rf"(?P<m>{MONTH})(?: ?(?P<d>{DAY}))?,? of (?:that|the same) year", bare_month, True),
    (rf"(?P<d>{DAY}) (?P<m>{MONTH}) of (?:that|the same) year", bare_month, True),
    (rf"the (?:following|next) (?P<s>{SEASON})", year_after, True),
    (rf"the (?:following|next) (?P<m>{MONTH_NAME})\b", year_after, True),
    (
        rf"the (?:following|next|previous) month|the month (?:before|after)"
        rf"|(?P<n>a|one|{_TWO_TO_TEN}) months? (?:later|afterwards|earlier|before(?! \w))",
        month_after,
        True,
    ),
    (
        rf"(?:(?P<d>{DAY})(?: of)? )?(?P<m>{MONTH}) (?:of )?the (?:following year|next year|year after)",
        year_after,
        True,
    ),
    (
        rf"the (?:following|next|previous|preceding) year|the year before(?! \w)"
        rf"|(?P<n>a|one|{_TWO_TO_TEN}) years? (?:later|afterwards|earlier|before(?! \w))"
        r"(?!,? in (?:\w+ )?\d{4})",  # "a year earlier, in 2014"
        year_after,
        True,
    ),
    (
        rf"(?P<m>{MONTH})(?=(?:(?:, | and |, and )(?:in )?{MONTH})+ (?P<y>{YEAR}))",  # "in May and August 2015"
        lambda m, c: ym(m["y"], month_number(m["m"])),
        False,
    ),
    (
        rf"(?P<a>{YEAR}) ?[-–—/] ?(?P<b>{YEAR}|\d\d)(?![\d-])",
        lambda m, c: interval(m["a"], until_year(m["a"], m["b"])),
        False,
    ),
    (
        rf"(?:the )?(?P<p>{PART})?(?P<a>{DECADE})s?,? and (?:the )?(?P<p2>{PART})?(?P<b>{DECADE})s",
        lambda m, c: interval(decade(m["a"], m["p"]), decade(m["b"], m["p2"])),
        False,
    ),
    (rf"(?:the )?(?P<p>{PART})?(?P<a>{DECADE})'?s\b", lambda m, c: decade(m["a"], m["p"]), False),
    (
        rf"the (?P<p>{PART})?(?P<w>{'|'.join(DECADES)})\b",
        lambda m, c: decade(DECADES[m["w"]], m["p"]),
        True,
    ),
    (
        r"the (?P<w>first|second) decade of (?:the|this) (?:(?:21st|twenty-first|new|present|current) )?century",
        lambda m, c: "200X" if m["w"] == "first" else "201X",
        True,
    ),
    (r"in recent (?:months|weeks)", lambda m, c: f"{c.published[:4]}~" if c.published else None, True),
    (r"since then", lambda m, c: f"{c.last}/.." if c.last and "/" not in c.last else None, True),
    (rf"since (?:{PART})?(?P<a>{YEAR})(?!s)", lambda m, c: f"{m['a']}/..", False),
    (rf"from (?P<a>{YEAR}) (?:on|onward|onwards)\b", lambda m, c: f"{m['a']}/..", False),
    (rf"{_NOT_UNTIL}(?:until|up to) (?:{PART})?(?P<a>{YEAR})(?!s|,? when\b)", lambda m, c: f"../{m['a']}", False),
    (
        rf"(?:around|about|circa|approximately|roughly) (?P<a>{YEAR})(?!s|[ -](?:troops|soldiers|people|tons))",
        lambda m, c: f"{m['a']}~",
        False,
    ),
    (rf"(?:{PART})?(?P<a>{YEAR})(?!s\b)", lambda m, c: m["a"], False),
    (
        rf"(?P<which>(?:earlier |later )?(?:last|this|past|(?<!the )previous|next|coming|present|current)) "
        rf"(?P<unit>year|month|week|{SEASON}|{MONTH_NAME})\b(?! of\b)",  # "the last week of April"
        from_publication,
        True,
    ),
    (
        rf"(?P<m>{MONTH})(?: ?(?P<d>{DAY}))?,? (?:of )?{_WHICH_YEAR}\b",
        month_of_year,
        True,
    ),
    (rf"(?P<d>{DAY})(?: of)? (?P<m>{MONTH}),? (?:of )?{_WHICH_YEAR}\b", month_of_year, True),
    (
        rf"(?:{'|'.join(WEEKDAYS)}),? (?P<m>{MONTH}) (?P<d>{DAY})\b(?!,? \d{{4}})",
        in_this_year,
        True,
    ),
    (
        rf"(?:{'|'.join(WEEKDAYS)}),? (?:the )?(?P<d>{DAY})(?: of)? (?P<m>{MONTH_NAME})\b(?!\.?,? \d{{4}})",
        in_this_year,
        True,
    ),
    ("yesterday|today", yesterday, True),
    (rf"(?P<w>{'|'.join(WEEKDAYS)})\b(?!,? (?:the )?\d|, [a-z]{{3,9}}\.? \d)", weekday, True),
    (rf"(?P<n>a|an|one|{_TWO_TO_TEN}|\d{{1,2}}) (?P<unit>years?|months?) ago", ago, True),
    (
        r"(?:(?:that|the) same|that) (?P<unit>year|month)",
        same_unit,
        True,
    ),
    (
        r"(?:that|the same|this same|those) (?:period|years|decade|time ?span)\b(?! (?:of|when|that|in which)\b)",
        lambda m, c: c.last if c.last and _WHOLE_PERIOD.fullmatch(c.last) else None,
        True,
    ),
    (r"(?:late|later|early|earlier|end|(?:first|second) half) (?:in|of) the year\b", year_told, True),
    (rf"(?:(?<=\bin )the|that|the same) (?P<s>{SEASON})\b(?! of|,? \d)", bare_season, True),
    (rf"(?P<m>{MONTH}) ?(?P<d>{DAY})\b(?!,? \d{{4}})", bare_month, True),
    (rf"(?P<d>{DAY})(?: of)? (?P<m>{MONTH_NAME})\b(?!\.?,? \d{{4}})", bare_month, True),
    (
        r"(?P<lead>in|of|on|during|since|by|late|early|mid-|(?:that(?: same)?|the same)(?! (?:may|march)\b)) ?"
        rf"(?P<m>{MONTH})(?!\.? ?\d)",
        bare_month,
        True,
    ),
    (rf"(?P<m>{MONTH_NAME})(?=['’]s )", bare_month, True),
]
