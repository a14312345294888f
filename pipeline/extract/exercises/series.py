"""Exercises that have a name: that of a series, with its edition where one is stated, or one coined with its year.

Many names are words that mean other things too: "West", "Ocean", "Cooperation". Such a word is a name only where what
stands beside it says so.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from itertools import chain

from pipeline.extract.exercises import kinds, led
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.entries import Entry, load
from pipeline.extract.lexicon.event_words import pattern, words
from pipeline.extract.lexicon.index import lexicon

_GLOSS = r"(?:[”’\"']? \([“‘\"']?[A-Z][^()\d]{2,30}\))?"  # "Vostok (East)"
_EDITION = re.compile(
    rf"{_GLOSS}(?: ?[-–] ?|:? |\s?/\s?[A-Z][a-z]+[-– ]|\s?\((?:in )?|,? in )(?:(I{{1,3}}|[12])[ ,-]+)?"
    r"((?:19|20)\d\d)\b(?!s| ?[-–/] ?\d)(?:\)| ?\(?(I{1,3}|[12])\)?(?![\w]))?"
)
_MORE_YEARS = re.compile(
    r"(?: \((?:(?!\d{4})[^()]){2,40}\))?(?:, ?| ?/ ?|,? and (?:again )?|; ?)(?:in )?"
    r"(?:(?:19|20)\d\d\b(?: \(|[,;)/ .]))+"
    r"|(?: (?:in|on|off|at|near) [^.,;:()\d]{2,40},? and (?:again )?|(?:, (?:and )?| and ))"
    r"in (?:19|20)\d\d\b(?:[.,;]| (?:in|on|off|at|near) )"  # "in 2012 off Qingdao and in 2013 off Vladivostok"
)
_SPLIT = re.compile(
    r"(?:[-– ]((?:19|20)\d\d))? ?/ ?([A-Z]\w+)(?: ?[-–]? ?((?:19|20)\d\d)\b)?"
)  # "Zapad-2021/Interaction"
_OF_NEXT = re.compile(r" (?:(?:for|at|to|came|it was) )?[A-Z]")  # "in 2018 for Vostok, in 2019 for Tsentr"
# Between two names of a list: "Vostok (East), Tsentr", "the Peace Mission drills and Joint Sea".
LISTED = re.compile(
    r"(?:\W?\W?\([^()\d]{2,30}\))?(?=.*(?:,|\band\b|/))[^\w()]*"
    r"(?:(?:and|the|in|then|exercises?|drills?|man(?:oeu|eu)vres)\b[^\w()]*)*"
)
_ROMAN = {"1": "I", "2": "II"}
_SHORT = re.compile(r"(?:[-–]| ?['’‘])([012]\d)(?!\d)")  # "Vostok-18", "Vostok '18"
_NUMBERED = re.compile(r"[-– ]\d{1,2}(?!\d)")  # "Vostok 1", a spacecraft; "Zapad-81"
_ROUND = re.compile(r"[- ](?:\d|I{1,3}|I?V|VI{1,3}|I?X)(?![\w-])")  # "Mosi-3", "Mosi II"
_FLIGHT = re.compile(r"[- ]\d(?![\w-]|[ ,]* (?:exercise|drill|man))")
_POSSESSIVE = re.compile(r"['’]s\b")  # "the West's drills"
_IS = r" (?:has been|had been|have been|is|was|were|are)(?: \w+)? (?:%s|repeated|added)\b"
_HELD = r", (?:%s) (?:in|on|off|at|near|from|by)\b"  # "Tsentr, held in"
_LED = r"\b(?:%s) (?:the )?[“‘\"'*_]?$"
_CLOSE = re.compile(r"[”’\"']?[-– ](?:19|20)\d\d\b")
_COINED = re.compile(r"([A-Z](?<![\w-].)[a-z]{2,}(?:[ /-][A-Z][a-z]{2,}){0,2})-((?:19|20)\d\d)(?![\d/–-])")
_COINED_IN_MARKS = re.compile(
    r"([A-Z](?<=[“\"‘«*_].)[a-z]{2,}(?:[ /-][A-Za-z][a-z]{2,}){0,3})[-– ]{1,3}((?:19|20)\d\d)(?=[,.]?[”\"’»*_])"
)
_YEAR_AHEAD = (  # "the 2018 edition of the", "2018 (\"Vostok", and not "from 2012 to 2019 Joint Sea was"
    r"(?<! to )(?<!until )(?<!since )(?<!before )\b((?:19|20)\d\d) (?:\(?[“‘\"']?|(?:%s) (?:of (?:the )?)?)$"
)
_DESCRIBED = r"[”’\"' ]*(?:(?!(?:%s)\b)[\w()/-]+ ){0,6}"  # words before a noun that only describe it
_BETWEEN = re.compile(r"(?!.*(?:[.,;]|\b(?:and|or) (?:$|(?:an?|the|in|then|later)\b))).{0,24}")  # no other begins there
_IN_APPOSITION = re.compile(r"[”’\"']?(?:,| \(| –| —) ?(?:an?|the|its|their|\w+['’]s) (?:[\w-]+ ){0,3}")
_GAP = r"[\s,:;“”\"'‘’()—-]*"
_CALLED = re.compile(
    rf"{_GAP}(?:(?:called|named|dubbed|titled|codenamed|code-named|series|of){_GAP})?"
)  # before a name

Group = re.Match[str]  # a noun group: its modifiers, its head


@dataclass(slots=True)
class Named:
    """An exercise as its words name it."""

    start: int
    end: int
    name: str
    kind: str | None
    series: Entry | None = None
    year: str | None = None
    generic: bool = False  # a noun group, and no name
    titled: bool = False  # a noun group with a name beside it that no list has
    plural: bool = False
    # the words say so ("trained together"), or it is one more of those before ("a second exercise")
    joint: bool = False
    when: Chunk | None = None  # its date, where that alone tells of it
    elliptic: bool = False  # "the second in Beijing", of drills named in the sentence before

    @property
    def patrol(self) -> bool:
        """Whether it is a patrol or a flight, and no exercise."""
        return self.generic and self.name.endswith(("patrol", "flight", "sortie", "cruise"))

    def like(self, other: Named) -> bool:
        """Whether both are noun groups with one noun: "patrols" after "joint bomber patrols"."""
        return self.generic and other.generic and self.name.split()[-1] == other.name.split()[-1]


def find(analysis: Analysis, s: Analysed, groups: list[Group], names: Set[str]) -> list[Named]:
    """The named exercises of one sentence, whose noun groups are `groups`. `names`: of series named before."""
    found: list[Named] = []
    for i, c in enumerate(s.chunks) if s.may_hold("name") else ():
        if "series" not in c.kinds:
            continue
        known = {f.series.name for f in found if f.series} | names
        named = _of_series(analysis, s, i, groups, known)
        if named and found and _is_gloss(analysis.plain, found[-1], named):
            found[-1].end = analysis.plain.find(")", named.end - 1) + 1
        elif named and not (found and named.start < found[-1].end):
            found.append(named)
    coined_forms = (_COINED, _COINED_IN_MARKS) if groups else ()
    for m in chain(*(form.finditer(analysis.plain, s.start, s.end) for form in coined_forms)):
        free = not any(f.start < m.end() and m.start() < f.end for f in found)
        if free and (coined := _coined(m, groups, m.re is _COINED_IN_MARKS)):
            found.append(coined)
    return found


def _is_gloss(plain: str, before: Named, named: Named) -> bool:
    """Whether a name in brackets is the one before it in another language: "Zapad (West)"."""
    beside = plain[before.end : named.start].strip(" “‘\"'*_") == "(" and plain.startswith(
        ")", named.end - plain.endswith(")", 0, named.end)
    )
    return beside and before.series == named.series and named.year in (before.year, None)


def _of_series(analysis: Analysis, s: Analysed, i: int, groups: list[Group], names: Set[str]) -> Named | None:
    """An exercise of the series that the chunk at `i` names, with the year of its edition where one is beside it."""
    c = s.chunks[i]
    entry = c.entries.kinds["series"]
    plain, low = analysis.plain, analysis.low
    split = _SPLIT.match(plain, c.end)
    whole = _series_called(f"{plain[c.start : c.end]}/{split[2]}") if split else None
    if split and whole and (year := split[1] or split[3]):
        return Named(c.start, split.end(), f"{whole.name}-{year}", whole.data.get("kind"), whole, year)
    edition = _edition_at(plain, c.end)
    round_ = _ROUND.match(plain, c.end)
    end = edition.end() if edition else round_.end() if round_ else c.end
    short = _SHORT.match(plain, c.end)
    following = next((x.start for x in s.chunks[i + 1 :] if "series" in x.kinds), s.end)
    beside = next((g for g in groups if end <= g.start() < following and _describes(low, end, g)), None)
    before = next(
        (g for g in groups if _CALLED.fullmatch(low, g.end(), c.start) and not g[2].endswith("training")), None
    )
    within = any(g.start() < c.end and c.start < g.end() for g in groups)  # "Aman exercise" is its name
    lead = pattern("exercises", "editions", _YEAR_AHEAD)
    ahead = lead.search(low, max(s.start, c.start - 30), c.start) if not edition else None
    if _of_longer_name(analysis, s, i, groups):
        return None
    tied = edition if edition and not edition[0].startswith((" in ", ", in ")) else None
    if entry.data.get("lowered") and not (tied or short or led.in_marks(plain, c)):
        return None  # "Joint sea trials", "Naval cooperation in 2012" at the start of a sentence
    if entry.data.get("needs_edition") and not before and _FLIGHT.match(plain, c.end):
        return None  # "the Vostok 1 rocket"
    alone = entry.data.get("alone") and entry.name.lower() in low[c.start : c.end]  # "INDRA", "Avia Indra"
    owner = not alone and _POSSESSIVE.match(plain, c.end) is not None
    if entry.data.get("needs_edition") and (owner or not (beside or before or within)):
        known = not names.isdisjoint(_alone()) and not _NUMBERED.match(plain, c.end)
        listed = alone and _in_list(analysis, s, i, groups, names)
        joined = pattern("exercises", "took_part_in", _LED).search(low, s.start, c.start)
        told = (
            known
            or edition
            or ahead
            or short
            or listed
            or joined
            or led.dated(s, i)
            or led.come_to(s, i)
            or pattern("exercises", "held", _IS).match(low, c.end)
            or pattern("exercises", "holders_of", _HELD).match(low, c.end)
        )
        several_words = joined and " " in plain[c.start : c.end]  # "took part in Northern Edge"
        called = led.called(s, i) or (led.held_by(s, i) and (alone or led.dated(s, i)))
        if led.others_sent(s.chunks, i):
            return None
        if not (alone and told) and not (several_words or called) and not _stands_out(analysis, s, i, groups):
            return None
    several = edition is not None and _MORE_YEARS.match(plain, edition.end(2)) is not None
    if several:
        edition, end = None, c.end  # "Peace Mission (2005, 2007)", "the Joint Sea 2015 and 2016 drills"
    year = edition[2] if edition else ahead[1] if ahead else f"20{short[1]}" if short else None
    entry = _meant(analysis, s, entry, year)
    number = edition[1] or edition[3] if edition else None
    part = f" ({_ROMAN.get(number, number)})" if number else ""
    return Named(
        c.start,
        beside.end() if beside and not several else end,
        f"{entry.name}-{year}{part}" if year else entry.name,
        kinds.stated(beside[0] if beside else "") or entry.data.get("kind"),
        entry,
        year,
    )


def _in_list(analysis: Analysis, s: Analysed, i: int, groups: list[Group], names: Set[str]) -> bool:
    """Whether the name at `i` is listed before that of an exercise: "the Vostok and Tsentr exercises"."""
    after = next((k for k in range(i + 1, len(s.chunks)) if "series" in s.chunks[k].kinds), None)
    listed = after is not None and LISTED.fullmatch(analysis.low, s.chunks[i].end, s.chunks[after].start)
    return bool(listed) and after is not None and _of_series(analysis, s, after, groups, names) is not None


def _edition_at(plain: str, end: int) -> re.Match[str] | None:
    """The year of the edition right behind a name that ends at `end`, but not that of the next one."""
    edition = _EDITION.match(plain, end)
    of_next = edition and edition[0].startswith(", in") and _OF_NEXT.match(plain, edition.end())
    return None if of_next else edition


def _describes(low: str, end: int, g: Group) -> bool:
    """Whether a noun group right behind a name, which ends at `end`, says what it is: "X computerised drill"."""
    near = _BETWEEN.fullmatch(low, end, g.start()) or _IN_APPOSITION.fullmatch(low, end, g.start())
    return (
        near is not None
        or pattern("exercises", "no_description", _DESCRIBED).fullmatch(low, end, g.start()) is not None
    )


def _of_longer_name(analysis: Analysis, s: Analysed, i: int, groups: list[Group]) -> bool:
    """Whether the name at `i` is a part of that of something else: "the Aerospace Security Project"."""
    return any(
        0 <= k < len(s.chunks) and _is_name_part(analysis, s.chunks[k], s, groups) and gap in ("", " ", "-")
        for k, gap in ((i - 1, _gap(analysis, s, i - 1)), (i + 1, _gap(analysis, s, i)))
        if k < i or not _ROUND.match(analysis.plain, s.chunks[i].end)
    )


def _gap(analysis: Analysis, s: Analysed, k: int) -> str:
    """What stands between the chunk at `k` and the next."""
    return analysis.plain[s.chunks[k].end : s.chunks[k + 1].start] if 0 <= k < len(s.chunks) - 1 else "."


def _is_name_part(analysis: Analysis, c: Chunk, s: Analysed, groups: list[Group]) -> bool:
    """Whether a chunk is a word with a capital that is no country, no time and no word for an exercise."""
    first = analysis.plain[c.start]
    opens = c.start == s.start and (
        c.tag != "word" or c.low in words("exercises", "passing") | words("exercises", "calling")
    )
    small = c.word("prep", "det", "conj", "sub", "adv", "rel", "aux") or opens
    person = c.tag == "party" and c.value.form == "person"  # "the Gagarin Center"
    known = not person and (
        c.tag in ("party", "date", "count") or c.entry("demonym", "country", "place", "series", "body") is not None
    )
    exercise = any(g.start() < c.end and c.start < g.end() for g in groups)
    return first.isupper() and not (small or known or exercise)


def _stands_out(analysis: Analysis, s: Analysed, i: int, groups: list[Group]) -> bool:
    """Whether a word that means other things too is written as a name: "Ocean-2024", and not "the West in 2014"."""
    c = s.chunks[i]
    edition = _EDITION.match(analysis.plain, c.end)
    if edition and _MORE_YEARS.match(analysis.plain, edition.end(2)) and _CLOSE.match(analysis.plain, c.end):
        return True  # "Cooperation 2013, 2016 and 2019", but not "at the Gagarin Center in 1996 and 1997"
    if not _CLOSE.match(analysis.plain, c.end) or not _EDITION.match(analysis.plain, c.end):
        return _SHORT.match(analysis.plain, c.end) is not None
    led = i > 0 and s.chunks[i - 1].word("det")
    year = _EDITION.match(analysis.plain, c.end)
    known = year is not None and year[2] in c.entries.kinds["series"].data.get("short_for", ())
    tied = analysis.plain[c.end] != " "
    others = any(x.entry("series") for x in s.chunks if x is not c)
    return not led and (tied or known or bool(groups) or others)


def _meant(analysis: Analysis, s: Analysed, entry: Entry, year: str | None) -> Entry:
    """The series meant by a short name that two have: "Interaction-2021", of Russia and China or of the CSTO."""
    other = entry.data.get("short_for", {}).get(year or "")
    series = _series_called(other) if other and analysis.dyad else None
    if series is None:
        return entry
    named = {code for c in s.chunks if c.tag == "party" for code in c.value.codes}
    return entry if named & (set(entry.data["usual"]) - set(analysis.dyad or ())) else series


@cache
def _alone() -> frozenset[str]:
    """The series whose names are no words of English: where one was named, the others are known too."""
    return frozenset(entry["name"] for entry in load("series") if entry.get("alone"))


@cache
def _series_called(name: str) -> Entry | None:
    """The series of the lexicon that has this name."""
    found = lexicon().find(name, name.lower())
    return found[0][2].kinds.get("series") if len(found) == 1 and found[0][1] - found[0][0] == len(name) else None


def _coined(m: re.Match[str], groups: list[Group], close: bool) -> Named | None:
    """A name with a year that the lexicon does not have ("Ocean-2024"), where an exercise noun is beside it.

    `close`: right beside, where the words may be anything that stands in quotation marks.
    """
    behind, before = (6, 3) if close else (30, 14)
    near = (g for g in groups if -1 <= g.start() - m.end() <= behind or 0 <= m.start() - g.end() <= before)
    beside = next(near, None)
    if not beside:
        return None
    end = max(m.end(), beside.end())
    return Named(m.start(), end, f"{m[1]}-{m[2]}", kinds.stated(beside[0]), year=m[2])
