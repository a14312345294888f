"""Finding and naming exercises: the name of a series, an edition ("Ocean-2024"), or a noun group."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cache

from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.event_words import elliptic_words, pattern, section
from pipeline.extract.lexicon.forms import plural, singular
from pipeline.extract.lexicon.index import lexicon
from pipeline.extract.text.patterns import UNHYPHENED, any_of, either, overlaps

_GLOSS = r"(?:[”’\"']? \([“‘\"']?[A-Z][^()\d]{2,30}\))?"  # "Vostok (East)"
_EDITION = re.compile(
    rf"{_GLOSS}(?: ?[-–] ?|:? |\s?/\s?[A-Z][a-z]+[-– ]|\s?\((?:in )?|,? in )(?:(I{{1,3}}|[12])[ ,-]+)?"
    r"((?:19|20)\d\d)\b(?!s)(?:\)| ?\(?(I{1,3}|[12])\)?(?![\w]))?"
)
_SPLIT = re.compile(
    r"(?:[-– ]((?:19|20)\d\d))? ?/ ?([A-Z]\w+)(?: ?[-–]? ?((?:19|20)\d\d)\b)?"
)  # "Zapad-2021/Interaction"
_ROMAN = {"1": "I", "2": "II"}
_SHORT = re.compile(r"[-–]([012]\d)(?!\d)")  # "Vostok-18"
_COINED = re.compile(r"(?<![\w-])([A-Z][a-z]{2,}(?:[ /-][A-Z][a-z]{2,}){0,2})-((?:19|20)\d\d)(?![\d/–-])")
_ABOUT = re.compile(r" (?:on|in|of|for) [a-z-]+ [a-z-]+")  # "exercises on missile defence"
_YEAR_AHEAD = r"\b((?:19|20)\d\d) (?:(?:%s) (?:of (?:the )?)?)?$"  # "the 2018 edition of the"
_BRACKETED = re.compile(r"[^.;()]{0,60}\b((?:19|20)\d\d) \((?:also |better )?(?:known as|called|named|dubbed)?\W*")
_DUBBED = re.compile(r"\W*(?:dubbed|named|called|titled|code-?named|known as)\W*")
_DESCRIBED = r"[”’\"' ]*(?:(?!(?:%s)\b)[\w()/-]+ ){0,6}"  # words before a noun that only describe it
_GAP = r"[\s,:;“”\"'‘’()—-]*"
_CALLED = re.compile(
    rf"{_GAP}(?:(?:called|named|dubbed|titled|codenamed|code-named|series|of){_GAP})?"
)  # before a name
_NAMING = rf"{_GAP}(?:(?:%s){_GAP})*"  # what stands between a name and a noun group for one thing
_KINDS = ("missile_defence", "counterterrorism", "air_patrol", "naval", "command_staff", "ground")  # narrow to broad
_ONE_MORE = ("a ", "another", "others", "more")  # forms that may stand for one more of those just named
_WITHOUT_PLURAL = ("maneuvers", "manoeuvres")  # plural in form, and yet one exercise

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
    plural: bool = False
    # the words say so ("trained together"), or it is one more of those before ("a second exercise")
    joint: bool = False
    elliptic: bool = False  # "the second in Beijing", of drills named in the sentence before


def find(analysis: Analysis, s: Analysed, last: Named | None, names: Collection[str]) -> list[Named]:
    """The exercises that one sentence names, in order.

    `last`: that which the paragraph named last before it; `names`: of the series that the document has named.
    """
    groups = [g for g in _noun_group().finditer(analysis.low, s.start, s.end) if not _technical(analysis.low, s, g)]
    found: list[Named] = []
    for c in s.chunks:
        named = _of_series(analysis, s, c, groups, names)
        if named and not (found and named.start < found[-1].end):
            found.append(named)
    for m in _COINED.finditer(analysis.plain, s.start, s.end):
        if (coined := _coined(m, groups)) and not overlaps(found, m):
            found.append(coined)
    for g in groups:
        if found and g[2] in section("exercises")["verbs"]:
            continue  # "the three navies exercised together as part of Marine Security Belt": one thing
        if not overlaps(found, g) and not any(_apposed(analysis, s, f, g) for f in found):
            found.append(_of_group(analysis, g))
    for m in _elliptic().finditer(analysis.low, s.start, s.end) if last or found else ():
        before = [f for f in found if f.end <= m.start()] if m[0].startswith(_ONE_MORE) else []
        like = max(before, key=lambda f: f.start) if before else last
        if like and not overlaps(found, m):
            found.append(_one_more(like, m))
    dated = {f.series.name for f in found if f.series and f.year}
    stay = (f for f in found if f.year or f.elliptic or not f.series or f.series.name not in dated)
    return sorted(stay, key=lambda f: f.start)


def _one_more(last: Named, m: re.Match[str]) -> Named:
    """What `m` stands for: an exercise like `last`, of its series if it has one."""
    name = last.series.name if last.series else last.name
    plural = m[0].startswith(("others", "more")) or m[0].endswith("s")
    return replace(last, start=m.start(), end=m.end(), name=name, year=None, plural=plural, joint=True, elliptic=True)


def kind_of_forces(low: str, sure: bool = False) -> str | None:
    """The kind of a patrol whose words do not say it, by who patrols; `sure`: of any exercise."""
    if sure:
        bombers, ships = (pattern("exercises", key).search(low) for key in ("sure_air_forces", "sure_sea_forces"))
        return "air_patrol" if bombers and not ships else "naval" if ships and not bombers else None
    if pattern("exercises", "air_forces", r"\b(?:%s|tu-\d+|h-6\w*)\b").search(low):
        return "air_patrol"
    return "naval" if pattern("exercises", "sea_forces").search(low) else None


@cache
def _noun_group() -> re.Pattern[str]:
    """Exercise nouns with the modifiers before them, and verbs that stand for one."""
    data = section("exercises")
    heads = {form for head in data["heads"] for form in (head, plural(head))} | set(data["verbs"])
    return re.compile(
        rf"(?<![\w-])((?:(?:{either(_modifiers())})(?:[ ,/]+| and |-))*)({either(sorted(heads))})(?![\w-])"
        rf"(?! (?:{either(data['crafts'])})\b)"
    )


@cache
def _elliptic() -> re.Pattern[str]:
    return re.compile(rf"(?<!of which )\b(?:{either(elliptic_words())})\b")


def _technical(low: str, s: Analysed, g: Group) -> bool:
    """Whether the noun is one of technology or politics: "orbital manoeuvres", "a lunar drill"."""
    if singular(g[2]) not in section("exercises")["ambiguous"] or _kind(g[1]):
        return False
    return (
        pattern("exercises", "technical").search(low, max(s.start, g.start() - 60), min(s.end, g.end() + 40))
        is not None
    )


@cache
def _modifiers() -> dict[str, str | None]:
    """A modifier, and the kind that it states."""
    return {word: kind for kind, listed in section("exercises")["modifiers"].items() for word in listed}


@cache
def _kind_patterns() -> dict[str, re.Pattern[str]]:
    """A kind, and the modifiers that state it."""
    stating = {kind: [word for word, stated in _modifiers().items() if stated == kind] for kind in _KINDS}
    return {kind: any_of(listed) for kind, listed in stating.items()}


@cache
def _kind(said: str) -> str | None:
    """The kind that the words before an exercise noun state; a narrow one goes before a broad one."""
    return next((kind for kind, stating in _kind_patterns().items() if stating.search(said)), None)


@cache
def _label(modifiers: str, head: str) -> str:
    """A plain label: the modifiers that say a kind, in the singular ("joint missile defence exercise")."""
    head = section("exercises")["verbs"].get(head, head)
    told = pattern("exercises", "passing", UNHYPHENED).sub(" ", modifiers)
    kept = " ".join(re.findall(r"[\w-]*\w", told))
    joint = "" if re.search(r"lateral\b|\bjoint\b|\bmulti", f"{kept} {head}") else "joint "
    return f"{joint}{kept} {singular(head)}".replace("  ", " ")


def _meant(analysis: Analysis, s: Analysed, entry: Entry, year: str | None) -> Entry:
    """The series meant by a short name that two have: "Interaction-2021", of Russia and China or of the CSTO."""
    other = entry.data.get("short_for", {}).get(year or "")
    series = _series_called(other) if other and analysis.dyad else None
    named = {code for c in s.chunks if c.tag == "party" for code in c.value.codes}
    return series if series and not named & (set(entry.data["usual"]) - set(analysis.dyad or ())) else entry


@cache
def _series_called(name: str) -> Entry | None:
    """The series of the lexicon that has this name."""
    found = lexicon().find(name, name.lower())
    return found[0][2].kinds.get("series") if len(found) == 1 and found[0][1] - found[0][0] == len(name) else None


def _of_series(analysis: Analysis, s: Analysed, c: Chunk, groups: list[Group], names: Collection[str]) -> Named | None:
    """An exercise of a series of the lexicon, with the year of its edition where one is beside the name."""
    entry = c.entry("series")
    if not entry:
        return None
    plain, low = analysis.plain, analysis.low
    split = _SPLIT.match(plain, c.end)
    whole = _series_called(f"{plain[c.start : c.end]}/{split[2]}") if split else None
    if split and whole and (year := split[1] or split[3]):
        return Named(c.start, split.end(), f"{whole.name}-{year}", whole.data.get("kind"), whole, year)
    edition = _EDITION.match(plain, c.end)
    end = edition.end() if edition else c.end
    short = _SHORT.match(plain, c.end)
    beside = next((g for g in groups if g.start() >= end and _describes(low, plain, end, g)), None)
    before = next((g for g in groups if _CALLED.fullmatch(low, g.end(), c.start)), None)
    lead = pattern("exercises", "editions", _YEAR_AHEAD)
    ahead = lead.search(low, max(s.start, c.start - 30), c.start) if not edition else None
    known = entry.name in names and entry.data.get("alone") and plain[c.start : c.end] == entry.name
    if entry.data.get("needs_edition") and not (edition or beside or before or ahead or short or known):
        return None
    year = edition[2] if edition else ahead[1] if ahead else f"20{short[1]}" if short else None
    entry = _meant(analysis, s, entry, year)
    number = edition[1] or edition[3] if edition else None
    part = f" ({_ROMAN.get(number, number)})" if number else ""
    return Named(
        c.start,
        beside.end() if beside else end,
        f"{entry.name}-{year}{part}" if year else entry.name,
        entry.data.get("kind") or _kind(beside[0] if beside else ""),
        entry,
        year,
    )


def _describes(low: str, plain: str, end: int, g: Group) -> bool:
    """Whether a noun group right behind a name, which ends at `end`, says what it is: "X computerised drill"."""
    near = g.start() - end <= 24 and "." not in plain[end : g.start()]
    return near or pattern("exercises", "no_description", _DESCRIBED).fullmatch(low, end, g.start()) is not None


def _coined(m: re.Match[str], groups: list[Group]) -> Named | None:
    """A name with a year that the lexicon does not have ("Ocean-2024"), where an exercise noun is beside it."""
    beside = next((g for g in groups if -1 <= g.start() - m.end() <= 30 or 0 <= m.start() - g.end() <= 14), None)
    if not beside:
        return None
    end = max(m.end(), beside.end())
    return Named(m.start(), end, f"{m[1]}-{m[2]}", _kind(beside[0]), year=m[2])


def _of_group(analysis: Analysis, g: Group) -> Named:
    """An exercise that a noun group alone names; what it is about may stand behind it."""
    head = g[2]
    about = _ABOUT.match(analysis.low, g.end())
    return Named(
        g.start(),
        g.end(),
        _label(g[1], head),
        _kind(f"{g[1]} {about[0]}" if about else g[1]),
        generic=True,
        plural=head.endswith("s") and head not in _WITHOUT_PLURAL,
        joint=head in section("exercises")["verbs"] and " " in head,
    )


def _apposed(analysis: Analysis, s: Analysed, named: Named, g: Group) -> bool:
    """Whether a noun group only says what a named exercise is: "drills called Joint Sea", "Joint Sea, a drill"."""
    if named.generic:
        return False
    low = analysis.low
    a, b = (g.end(), named.start) if g.end() <= named.start else (named.end, g.start())
    if b - a <= 60 and pattern("exercises", "naming", _NAMING).fullmatch(low, a, b):
        return True
    bracketed = a == g.end() and named.year and _BRACKETED.fullmatch(low, a, b)
    if bracketed and bracketed[1] == named.year:
        return True  # "drills in 2009 (known as Peace Mission 2009)"
    return a == named.end and _DUBBED.fullmatch(low, s.start, named.start) is not None  # "Dubbed Mosi, the drill will"
