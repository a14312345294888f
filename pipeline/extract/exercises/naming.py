"""Finding and naming exercises: the name of a series, an edition ("Ocean-2024"), or a noun group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.events import attending
from pipeline.extract.exercises import elliptic, fields, kinds, paired, series, titles
from pipeline.extract.exercises.elliptic import Before
from pipeline.extract.exercises.series import Group, Named
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.lexicon.event_words import pattern, section
from pipeline.extract.lexicon.forms import plural, singular
from pipeline.extract.text.patterns import UNHYPHENED, either, overlaps

_JOINT = re.compile(r"\bjoint (?:(?!(?:and|or|of|the|a) )[\w-]+ ){0,4}$")
_PAIR = re.compile(r"\b(?:russian-chinese|chinese-russian)\b")  # who holds it is no part of a label
_BRACKETED = re.compile(r"[^.;()]{0,60}\b((?:19|20)\d\d) \((?:also |better )?(?:known as|called|named|dubbed)?\W*")
_ONE_OF = re.compile(
    r"(?:,(?! (?:and|or|but) )(?: [\w,-]+){0,5}?| (?:was|is|became|remains|remained)(?: by far)?) (?:the|their|its)"
    r" (?:(?:second|third) )?(?:[a-z]+est|first|last|(?:most|least) [a-z]+) of (?:all )?"
    r"(?:the |its |their |these |\w+['’]s? (?:\w+ )?){0,2}"
)
_DUBBED = re.compile(r"\W*(?:dubbed|named|called|titled|code-?named|known as)\W*")
_SO_CALLED = re.compile(
    r"(?:[^.;:()]{1,70},?)? (?:called|calls|named|dubbed|titled|code-?named|known(?: (?:in|to|by) [^,.;:()]{3,30})? as"
    r"|under the name)\W*(?:of\W*)?"
)
_BEGAN_WITH = re.compile(
    r"(?: series)?(?: of [^.,;:]{3,30})? (?:began|started|opened|was launched)[^.;:,]{0,40} with (?:an?|the|its) "
)
_BILLED = re.compile(
    r",? which [^.,;]{0,40}\b(?:billed|described|called|touted|presented|hailed|advertised|announced)"
    r" (?:as )?(?:(?:its|the|a|an) )?(?:[\w-]+ ){0,3}"
)
_SAYS_MORE = re.compile(
    r" (?:in|on|of|for|since|near|at|off|with|between) [^.,;:()]{1,40}, \W?"
)  # before the name of an exercise
_YEARS = re.compile(r"[-– ](?:19|20)\d\d(?:(?:, ?| ?/ ?|,? and )(?:19|20)\d\d)+ ")  # between a name and its noun
_VERBAL = (  # before a noun in the singular, the plural
    re.compile(r"\b(?:to|did not|do not|does not|did never) $"),
    re.compile(r"\b(?:that|which|who) $"),
)
_PRESENT = re.compile(  # "both Russia and China exercise with Pakistan", a verb
    r"(?<![\w-])(?:china|russia|moscow|beijing|they|countries|navies|armies|forces|militaries|sides|fleets)"
    r"(?: (?:also|regularly|often|now|sometimes|frequently|still|both|routinely|rarely|never))?"
    r" (?:exercise|drill|patrol)$"
)
_BY_MEANS = re.compile(r" (?:by|in the|at|from the|on) (air|sea)\b")  # "patrols by air"
_OF_ITS_YEAR = re.compile(
    r"(?: (?:of|between|by|with) [^.,;:()]{3,40}?)? (?:in|of) (?:[a-z]+ )?(?:19|20)\d\d, ?[“\"'*]?"
)
_GAP = r"[\s,:;“”\"'‘’()—-]*"
_NAMING = rf"{_GAP}(?:(?:%s){_GAP})*"  # what stands between a name and a noun group for one thing
_WITHOUT_PLURAL = ("maneuvers", "manoeuvres")  # plural in form, and yet one exercise


def find(analysis: Analysis, s: Analysed, before: Before) -> list[Named]:
    """The exercises that one sentence names, in order."""
    nouns = _groups(analysis.low, s) if s.may_hold("exercise") else ()
    groups = [g for g in nouns if not _technical(analysis.low, s, g)]
    found = series.find(analysis, s, groups, before.names)
    for g in groups:
        if g[2] in section("exercises")["verbs"] and (
            len(groups) > 1 or any(not _only_time(analysis.low, f) for f in found)
        ):
            continue  # "the three navies exercised together as part of Marine Security Belt": one thing
        if not overlaps(found, g) and not any(_apposed(analysis, s, f, g) for f in found):
            found.append(_of_group(analysis, s, g))
    found = elliptic.find(analysis, s, before, found)
    dated = {f.series.name for f in found if f.series and f.year and not f.elliptic}
    stay = (f for f in found if f.year or f.elliptic or not f.series or f.series.name not in dated)
    return paired.dated(analysis, s, sorted(stay, key=lambda f: f.start))


@cache
def _noun_group() -> re.Pattern[str]:
    """Exercise nouns with the modifiers before them, and verbs that stand for one."""
    data = section("exercises")
    heads = {form for head in data["heads"] for form in (head, plural(head))} | set(data["verbs"])
    modifiers = either(kinds.modifiers())
    return re.compile(
        rf"(?<![\w-])((?:(?:{modifiers})(?:[ ,/]+| and |-))*)({either(sorted(heads))})(?![\w-])"
        rf"(?! (?:{either([*data['crafts'], *data['exercised']])})\b)"
    )


def _only_time(low: str, named: Named) -> bool:
    """Whether a name only tells the time of something else: "patrolled together after Joint Sea-2025"."""
    return low.endswith((" after ", " before ", " following "), 0, named.start)


def _groups(low: str, s: Analysed) -> Iterator[Group]:
    """The noun groups of a sentence; what is a part of the name of a place is no modifier: "the Yellow Sea drill"."""
    for g in _noun_group().finditer(low, s.start, s.end):
        ends = (c.end for c in s.chunks if g[1] and c.start < g.start() < c.end and c.entry("place"))
        inside = next(ends, None)
        yield (inside and _noun_group().search(low, inside + 1, s.end)) or g


def _technical(low: str, s: Analysed, g: Group) -> bool:
    """Whether the noun is one of technology or politics, or no noun: "orbital manoeuvres", "was free to manoeuvre"."""
    if not g[1] and _PRESENT.search(low, max(s.start, g.start() - 40), g.end()):
        return True
    if not g[1] and _VERBAL[g[2].endswith("s")].search(low, max(s.start, g.start() - 12), g.start()):
        return True
    if singular(g[2]) not in section("exercises")["ambiguous"] or kinds.stated(g[1]):
        return False
    joint = _JOINT.search(low, max(s.start, g.start() - 60), g.start()) if g[2].startswith("drill") else None
    if joint and not pattern("exercises", "boring").search(low, joint.start(), g.start()):
        return False  # "joint space debris tracking drills"
    technical = pattern("exercises", "technical").search
    return bool(
        technical(low, max(s.start, g.start() - 60), g.start()) or technical(low, g.end(), min(s.end, g.end() + 40))
    )


@cache
def _label(modifiers: str, head: str) -> str:
    """A plain label: the modifiers that say a kind, in the singular ("joint missile defence exercise")."""
    head = section("exercises")["verbs"].get(head, head)
    told = pattern("exercises", "passing", UNHYPHENED).sub(" ", _PAIR.sub(" ", modifiers))
    kept = " ".join(re.findall(r"[\w-]*\w", told))
    joint = "" if re.search(r"lateral\b|\bjoint\b|\bmulti", f"{kept} {head}") else "joint "
    return f"{joint}{kept} {singular(head)}".replace("  ", " ").strip()


def _of_group(analysis: Analysis, s: Analysed, g: Group) -> Named:
    """An exercise that a noun group tells of, called by a name that no list has if one is beside it."""
    head = g[2]
    if head in section("exercises")["verbs"]:  # what stands before it is its subject
        return Named(g.start(2), g.end(), _label("", head), None, generic=True, joint=True)
    about = fields.said_behind(analysis.low, g.end())
    said = f"{g[1]} {about[0]}" if about else g[1]
    by = _BY_MEANS.match(analysis.low, g.end())
    kind = kinds.stated(said) or ({"air": "air_patrol", "sea": "naval"}[by[1]] if by else None)
    if title := titles.of_group(analysis, s, g):
        start, end = min(g.start(), title.start), max(g.end(), title.end)
        name = f"{title.name}-{title.year}" if title.year else title.name
        return Named(start, end, name, kind, year=title.year, generic=True, titled=True)
    field = fields.told(said)
    told = field and ("missile" in field[1] or not fields.told(g[1]))
    named = Named(
        g.start(),
        g.end(),
        fields.label(field) if field and told else _label(g[1], head),  # whatever else is said of it
        kind,
        generic=True,
        plural=head.endswith("s") and head not in _WITHOUT_PLURAL,
    )
    return fields.of_sentence(analysis.low, s, named)


def end_of_about(low: str, s: Analysed, item: Named) -> int:
    """The chunk behind what a noun group is about, where that stands behind it: "exercise in missile defence with"."""
    about = fields.said_behind(low, item.end) if item.generic else None
    return attending.index_at(s.chunks, about.end() - 1) + 1 if about else len(s.chunks)


def _apposed(analysis: Analysis, s: Analysed, named: Named, g: Group) -> bool:
    """Whether a noun group only says what a named exercise is: "drills called Joint Sea", "Joint Sea, a drill"."""
    if named.generic:
        return False
    low = analysis.low
    a, b = (g.end(), named.start) if g.end() <= named.start else (named.end, g.start())
    if b - a <= 60 and pattern("exercises", "naming", _NAMING).fullmatch(low, a, b):
        return True
    if a == named.end and _BILLED.fullmatch(low, a, b):
        return True  # "Ocean-2024, which Moscow billed as its largest manoeuvres"
    if a == named.end and _BEGAN_WITH.fullmatch(low, a, b):
        return True  # "the Joint Sea series began in 2012 with a drill off Qingdao"
    if a == g.end() and _SO_CALLED.fullmatch(low, a, b):
        return True  # "their first drill in this field, called Aerospace Security"
    one = a == g.end() and not g[2].endswith("s") and not any(a <= date.start < b for date in s.dates)
    if one and _SAYS_MORE.fullmatch(low, a, b):
        return True  # "a strategic exercise on its soil, Vostok 2018"
    if a == named.end and not named.year and _YEARS.fullmatch(low, a, b):
        return True  # "the Joint Sea 2015 and 2016 drills"
    if a == g.end() and _OF_ITS_YEAR.fullmatch(low, a, b) and low[named.end : named.end + 1] == ",":
        return True  # "the exercise in 2005, Peace Mission, was"
    if a == named.end and _ONE_OF.fullmatch(low, a, b):
        return True  # "Joint Sea-2015, the most distant of their drills"
    bracketed = a == g.end() and named.year and _BRACKETED.fullmatch(low, a, b)
    if bracketed and bracketed[1] == named.year:
        return True  # "drills in 2009 (known as Peace Mission 2009)"
    return a == named.end and _DUBBED.fullmatch(low, s.start, named.start) is not None  # "Dubbed Mosi, the drill will"
