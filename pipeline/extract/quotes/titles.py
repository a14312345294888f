"""Title and country of a person: what the words beside the name say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.entries import load
from pipeline.extract.lexicon.forms import verb_forms
from pipeline.extract.quotes.candidates import Candidate, is_plural, roles
from pipeline.extract.quotes.name_forms import demonyms
from pipeline.extract.quotes.speech_words import finite
from pipeline.extract.text.patterns import either

_APPOSED = re.compile(
    r"\s*(?:\([^)]{1,40}\)\s*)?(?:,| [–—])\s+(?:who (?:is|was|has been) )?"
    r"((?:an?|the|then|former|one)?\s*[^,;:()“”\"–—]{4,150})"
)
_NATIVE = re.compile(r"\s*\([^)]*?([一-鿿]|[а-яА-Я])[^)]*\)")
_LEAD = re.compile(r"(?:(?:[A-Z][\w.-]*|deputy|former|senior|first|vice|chief|then|state|military|naval|of|the) )*$")
_NO_TITLE = re.compile(
    r"^(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|then|of|When|In|As|And|But|While|For|With|To|From|By|At|On|Like|Unlike|Even|Another|One|Since"
    r"|After|Before|Yet|Only|If|Both|According|Among) )+"
)
_DATED = re.compile(
    r"\s+(?:(?:on|in|at|during|since|last|this|earlier|late)\b(?=.*(?:\d|week|month|year|interview|conference))|[A-Z][a-z]+day\b).*$"
)
_AND_SAID = re.compile(rf"\s+(?:{either(finite())})\b.*$")  # "Luzin, a researcher at the academy told"
_AT = re.compile(
    r",? (?:of|at|from|with) (?:an? (?:[\w-]+ ){1,4}in )?(?:the )?$"
)  # "Zhao Huasheng of Fudan University"

_BESIDE = re.compile(r"(?:'s)? (?:[a-z]+ ){0,2}|.")
# What somebody knows, and where one is sent, says nothing of whose that is: "a specialist on the Chinese army".
_ELSEWHERE = re.compile(
    r"\b(?:(?:experts?|specialists?|authority|analysts?|scholars?|professors?|researchers?) (?:on|of|(in))"
    r"|(?:ambassador|envoy|attach[eé]|consul(?: general)?|diplomat|correspondent|representative) (?:to|in)) (?:the )?$"
)
# Nor what is studied there: "the institute of American and Canadian studies".
_STUDIED = re.compile(
    r"(?:,? (?:and )?(?!Foreign\b|Internal\b|Military\b|Civil\b|State\b)[A-Z][\w-]+){0,4}"
    r" (?:[Ss]tudies|[Aa]ffairs|[Rr]elations|history|economy|politics|foreign policy)\b"
)
_GOVERNED = re.compile(
    r"(?<![Aa]ccording )(?<!words )(?<!view )(?<!opinion )\b(?:with|to|by|from|of|for|against|between|about)"
    r" (?:[\w'-]+ ){0,3}$"
)

_NAME_NEXT = re.compile(r"[ -]*(?:\((?:[Rr]et(?:d|ired)?|[Rr]es(?:erve)?)\.?\)[ -]*)?")  # "Rear Admiral (retd.) Hu"
_RELATIVE = re.compile(r" (?:in |of |to |by |with )?(?:which|who|whom|whose|where)\b.*$")

Span = tuple[int, int]


@cache
def _of_body() -> re.Pattern[str]:
    """Between an office and a name: "head of the agency Roscosmos ", "ambassador to the EU ", "expert in strategy "."""
    words = rf"of|for|to|at|in|and|the|state|space|arms|national|{either(load('speech')['desks'])}|[A-Z][\w.'-]*"
    field = rf"(?:(?!(?:{either(finite())})\b)(?!\w+ed\b)[a-z-]+ ){{1,5}}"
    return re.compile(rf" (?:(?:of|for|to|at) (?:(?:{words}) )+|(?:in|on) {field})")


@cache
def _post() -> re.Pattern[str]:
    """What somebody does who is given no title: ", who directs the Moscow-based Institute"."""
    works = [form for verb, past in load("speech")["posts"].items() for form in verb_forms(verb, past)]
    return re.compile(rf", who (?:\w+ ){{0,2}}?(?:{either(works)})\b[^,;:()“”\"–—]{{4,150}}")


def describe(plain: str, who: Candidate, s: Analysed) -> None:
    """Fill in title and country: "Chinese Minister of Defense Wei Fenghe", "Kashin, a professor at ..."."""
    found = list(_titles(plain, who, s)) if s.may_hold("office") else []
    if found:
        who.title_span = found[0]
        who.title = plain[slice(*found[0])]
    if who.country is None:
        post = _post().match(plain, who.end, s.end)
        who.country = _country(plain, who, s, [*found, *([post.span()] if post else [])])


def _titles(plain: str, who: Candidate, s: Analysed) -> Iterator[Span]:
    """The words that say what the person is, the nearest first: before the name, then in apposition behind it."""
    first = max(s.start, who.start - 120)
    before = plain[first : who.start]
    named = list(roles().finditer(before))
    role = _right_before(named, before)
    if role and (plain.startswith(" and ", who.end) or not is_plural(role[0])):
        while role:  # "Space Command head General Whiting"
            lead = _LEAD.search(before[: role.start()])
            words = _NO_TITLE.sub("", (lead[0] if lead else "") + role[0])
            yield first + role.end() - len(words), first + role.end()
            before = before[: role.end() - len(words)]
            role = _right_before(named, before)
    elif head := next(
        (m for m in reversed(named) if not is_plural(m[0]) and _of_body().fullmatch(before, m.end())), None
    ):
        lead = _LEAD.search(before[: head.start()])
        words = _NO_TITLE.sub("", (lead[0] if lead else "") + before[head.start() : -1])
        yield first + len(before) - 1 - len(words), first + len(before) - 1
    if before.endswith((", ", ", the ")):  # "the head of Rostec, Sergei Chemezov"
        before = before.removesuffix("the ")
        opening = next((m for m in reversed(named) if m.end() < len(before) and _introduces(before, m)), None)
        if opening:
            lead = _LEAD.search(before[: opening.start()])
            words = _NO_TITLE.sub("", (lead[0] if lead else "") + before[opening.start() : -2])
            yield first + len(before) - 2 - len(words), first + len(before) - 2
    apposed = _APPOSED.match(plain, who.end, min(s.end, who.end + 260))
    verbal = apposed is not None and apposed[1].startswith("who ")  # "who heads the programme" is told by _post()
    if apposed and not verbal and roles().search(told := _RELATIVE.sub("", apposed[1])):
        title = _AND_SAID.sub("", _DATED.sub("", _NO_TITLE.sub("", told.rstrip()))).rstrip(" .!?")
        start = apposed.start(1) + apposed[1].index(title)
        yield start, start + len(title)


def _is_subject(plain: str, s: Analysed, c: Chunk) -> bool:
    """Whether a country is what somebody knows or is sent to; "a scholar in Shanghai" works there."""
    elsewhere = _ELSEWHERE.search(plain, s.start, c.start)
    town = c.entry("place") is not None or (c.tag == "party" and (c.value.of_town or c.value.form == "government"))
    return (elsewhere is not None and not (town and elsewhere[1])) or _STUDIED.match(plain, c.end) is not None


def share(plain: str, one: Candidate, two: Candidate) -> None:
    """Give the second of two the title and country that both have: "Norwegian researchers Hagen and Berg"."""
    if two.title is None and one.title and plain[one.end : two.start] == " and " and is_plural(one.title.split()[-1]):
        two.title, two.title_span, two.country = one.title, one.title_span, two.country or one.country


def _right_before(named: list[re.Match[str]], before: str) -> re.Match[str] | None:
    """The office at the end of what stands before a name."""
    return next((m for m in reversed(named) if m.end() <= len(before) and _NAME_NEXT.fullmatch(before, m.end())), None)


def _introduces(before: str, m: re.Match[str]) -> bool:
    """Whether the office runs up to the name, and nothing governs it: not "after talks with officials, Rogozin"."""
    governed = _GOVERNED.search(before, 0, m.start())
    clause = not finite().isdisjoint(before[m.end() :].lower().split())  # "When a reporter asked about it, Zakharova"
    return not (is_plural(m[0]) or governed or clause or re.search(r"[,;:“”\"]", before[m.start() : -2]))


def _country(plain: str, who: Candidate, s: Analysed, titles: list[Span]) -> str | None:
    """The country nearest to the name among the words of the title; the script that the name is repeated in."""
    if native := _NATIVE.match(plain, who.end):
        return "CHN" if native[1] >= "一" else "RUS"
    found = []
    for c in s.chunks:
        if not (c.tag == "party" or "demonym" in c.kinds or "place" in c.kinds):
            continue
        if c.start < who.end and who.start < c.end:
            continue
        beside = _BESIDE.fullmatch(plain, c.end, who.start)  # "Russian Andrei Frolov", "the Chinese physicist Qian"
        of = c.start > who.end and _AT.fullmatch(plain, who.end, c.start) is not None
        titled = c.start > who.end or any(a <= c.start < b for a, b in titles)
        near = of or beside or any(min(a - 12, who.start) < c.end and c.start < b + 3 for a, b in titles)
        if not near or _is_subject(plain, s, c) or ";" in plain[c.end : who.start]:
            continue
        if c.tag == "party" and c.value.codes and plain.startswith("-based", c.end):
            return str(c.value.codes[0])  # "a Russian expert at the UK-based"
        if c.tag == "party" and c.value.codes and c.value.form not in ("pronoun", "person"):
            opens = any(c.start == a for a, _ in titles)  # "United States Senator"
            far = c.value.form == "name" and not (c.value.possessive or opens)
            found.append((far, abs(c.start - who.start), c.value.codes[0]))
        elif entry := c.entry("demonym"):
            found.append((False, abs(c.start - who.start), entry.name))
        elif (entry := c.entry("place")) and entry.data.get("country") and titled:
            found.append((True, abs(c.start - who.start), entry.data["country"]))
    if found:
        return str(min(found)[2])
    named = (demonyms().get(word) for a, b in titles for word in plain[a:b].split())
    return next((country for country in named if country), None)
