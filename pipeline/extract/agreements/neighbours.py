"""What the sentences beside its own tell of an agreement: when it was signed, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.extract.agreements.acts import ENDS, SAME_DAY, opening
from pipeline.extract.agreements.naming import Noun
from pipeline.extract.agreements.terms import covers
from pipeline.extract.events.attending import Span, countries_of
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.event_words import pattern, section
from pipeline.extract.text.patterns import either

_BEHIND = 12  # sentences in which "the document was signed" is looked for
_NEAR = 2  # sentences in which a pronoun may still stand for it
_CLAUSE = re.compile(r"[;:—]|, (?:and|but|while|which|whereas) ")
_WHO = re.compile(r" (?:(?:\w+ly|again|also|then|had|has) )?")  # "Beijing politely declined", not "trade declined"

_Told = tuple[Analysed, Chunk]  # a sentence and a date in it


@cache
def _noun() -> str:
    """A noun that may stand for the agreement named before."""
    return rf"(?:{either([*section('agreements')['heads'], 'document', 'paper', 'text', 'alliance'])})"


@cache
def _unreal() -> re.Pattern[str]:
    """Words before an act that did not take place, or not yet."""
    return re.compile(rf"\b(?:{either(section('agreements')['unreal_acts'])})\b")


@cache
def _signed_it(near: bool) -> re.Pattern[str]:
    """What tells of the signing of the agreement named before: "the document was signed"; near it, "signed it" too."""
    signings = either(section("agreements")["signings"])
    noun, been = (
        rf"(?:it|they|(?:the|this|both) (?:[\w-]+ ){{0,2}}{_noun()}s?)",
        r" (?:was|were|had been) (?:\w+ ){0,2}",
    )
    put = rf"|put (?:their|its) (?:names?|signatures?) to {noun}"
    beside = rf"{put}|{noun}, (?:which was )?(?:{signings})|(?:{signings}) {noun}|(?P<opening>{opening()}{noun}\b)"
    return re.compile(rf"\b(?:{noun}{been}(?:{signings}){beside if near else ''})")


@cache
def _then() -> re.Pattern[str]:
    several = r"(?:[\w-]+ ){0,2}(?:documents|papers|agreements|accords) were"  # "two dozen documents were signed"
    return re.compile(rf"(?:{either(section('agreements')['then'])}|{several})\b")


def _of_it(ways: Iterable[str], it: str) -> str:
    """The `ways` as further alternatives of a pattern, with what may stand for the agreement in place of "it"."""
    return "".join("|" + re.sub(r"\bit\b", lambda _: it, way) for way in ways)


@cache
def _became(name: str, plural: bool) -> re.Pattern[str]:
    """What made it `terminated`, `expired` or `in_force`, of a word that stands for it: "it lapsed", "abrogated it"."""
    data = section("agreements")
    it = rf"(?:they|both|the two|the {_noun()}s)" if plural else rf"(?:it|(?:the|this|that) {_noun()})"
    itself = rf"(?:{it}|which)(?:, [^,;.]{{3,60}},)?"
    acts, ways = either(data[name]), data["became"][name]
    been = r"(?:was|were|has|have|had|is|are) (?:(?!not\b|never\b|nearly\b|almost\b)\w+ ){0,3}?"
    to_it = _of_it(ways["to_it"], it)
    alone = rf"(?:has |had )?(?:\w+ly |soon |then |since )?(?:{either(ways['itself'])})"
    return re.compile(
        rf"(?<![\w-])(?:{itself} (?:{been}(?:{acts})|{alone})"
        rf"|(?P<acting>(?:{acts}) {it}{to_it}))(?![\w-])"
    )


@cache
def _refusal() -> re.Pattern[str]:
    """What became of an offer: "declined it", "the proposal was rejected", "came to nothing", "China said no"."""
    data = section("agreements")
    it = rf"(?:it|this|(?:the|this|that) (?:offer|proposal|idea|draft|suggestion|overture|{_noun()}))"
    acts, been = either(data["refusing"]), r"(?:was|were|has been|had been) (?:\w+ ){0,2}"
    to_it = _of_it(data["refusing_it"], it) + rf"|which (?:[\w-]+ ){{1,3}}(?:{acts})(?=[,.;])"
    alone = rf"(?P<alone>{either(data['saying_no'])})(?=[,.;])"
    return re.compile(
        rf"\b(?:(?:{acts}) {it}{to_it}|{alone}"
        rf"|{it} (?:{been}(?:{acts})|(?:{either(data['came_to_nothing'])})))(?![\w-])"
    )


@cache
def _never_signed() -> re.Pattern[str]:
    """What tells that it was not signed after all: "it had still not been signed"."""
    it, signed = rf"(?:it|(?:the|this|that) {_noun()})", either(section("agreements")["signings"])
    return re.compile(rf"\b{it} (?:was|were|has|have|had) (?:\w+ )?(?:not|never)(?: yet)?(?: been)? (?:{signed})\b")


def never_signed(analysis: Analysis, s: Analysed) -> bool:
    """Whether the next sentence tells that what `s` names was not signed."""
    behind = analysis.behind(s)
    return behind is not None and _never_signed().search(analysis.low, behind.start, behind.end) is not None


def refused(analysis: Analysis, s: Analysed, noun: Noun, codes: set[str]) -> bool:
    """Whether one of its sides refused what was only offered, in the words behind it or in the next sentence."""
    behind = analysis.behind(s)
    for where, start in ((s, noun.end), *([(behind, behind.start)] if behind else [])):
        if m := _refusal().search(analysis.low, start, where.end):
            told = [c for c in where.chunks if c.tag == "party" and start <= c.start < m.start()]
            beside = not m["alone"] or any(_WHO.fullmatch(analysis.low, c.end, m.start()) for c in told)
            return beside and all(codes.issuperset(countries_of(c)) for c in told)  # else others did not like it
    return False


def signing(analysis: Analysis, s: Analysed) -> _Told | None:
    """The date that a sentence behind tells ("It was signed in May 1994"), or that of a meeting just before."""
    return signing_behind(analysis, s) or _before(analysis, s)


def signing_behind(analysis: Analysis, s: Analysed) -> _Told | None:
    """The sentence behind `s` that tells of the signing of what it names, and the date."""
    every, low = analysis.sentences, analysis.low
    at = every.index(s)
    for behind in every[at + 1 : at + _BEHIND]:
        alone = s.before is None and behind.before is None  # news, with a paragraph for each sentence
        near = (alone or behind.sentence.flow == s.sentence.flow) and behind in every[at + 1 : at + 1 + _NEAR]
        look = _signed_it(True).search if near else _signed_it(False).match  # a paragraph that opens with it
        if act := look(low, behind.start, behind.end):
            dates = [c for c in behind.chunks if c.tag == "date" and not covers(behind.chunks, c)]
            opening = near and act["opening"] is not None
            later = [c for c in dates if opening or c.start >= act.end()] or dates
            later = [c for c in later if not opening or act.start() < c.start < act.end()]
            done = not _unreal().search(low, _clause(low, behind.start, act.start()), act.start())
            return (behind, later[0]) if later and done else None
        if behind.may_hold("agreement") and not near:
            break  # "the document" would be that one
    return None


def _before(analysis: Analysis, s: Analysed) -> _Told | None:
    """The date of the sentence before: of the same day, or of the meeting of those who "then" signed."""
    at = analysis.sentences.index(s)
    if not (at and s.sentence.index):
        return None
    before = analysis.sentences[at - 1]
    same = SAME_DAY.search(analysis.low, s.start, s.end)
    if not same and not (_then().match(analysis.low, s.start) and pattern("agreements", "meetings").search(before.low)):
        return None
    dates = [c for c in before.chunks if c.tag == "date" and re.fullmatch(r"\d{4}-[\d-]+", c.value.edtf)]
    return (before, dates[0]) if len(dates) == 1 else None


@cache
def _by() -> re.Pattern[str]:
    """Those behind a verb who did it, or who only have an opinion: "denounced by Chinese historians"."""
    data = section("agreements")
    return re.compile(rf" (?:\w+ly )?by (?:[^,;.]{{0,40}}?\b(?P<opinion>{either(data['no_sides'])})\b|[^,;.]{{1,40}})")


def by_others(analysis: Analysis, start: int, act: Span, codes: set[str], *, acting: bool) -> bool:
    """Whether it is told of somebody else than the sides, in the clause behind `start`: "but China tore it up".

    `acting`: whoever did it is the subject of the verb.
    """
    by = _by().match(analysis.low, act[1])
    if by is not None and by["opinion"]:
        return True
    a, b = by.span() if by else (_clause(analysis.low, start, act[0]), act[0]) if acting else (0, 0)
    chunks = analysis.sentences[analysis.touching(*act)[0]].chunks
    told = [{*countries_of(c)} for c in chunks if a <= c.start < b and countries_of(c)]
    sides = codes | ({"RUS", "SUN"} if codes & {"RUS", "SUN"} else set())
    return bool(told) and sides.isdisjoint(set().union(*told))


def became(analysis: Analysis, s: Analysed, noun: Noun, stop: int, codes: set[str]) -> tuple[str, Span] | None:
    """How its sides ended it or went on, by the words behind it up to `stop`, or at the end of `s`, by those after."""
    low = analysis.low
    for start, end in _places(analysis, s, noun, stop):
        for name in ENDS:
            for m in _became(name, noun.plural).finditer(low, start, end):
                if start != noun.end and m[0].startswith("which"):
                    continue  # "it outlived the alliance, which lapsed": that is nearer
                others = by_others(analysis, start, m.span(), codes, acting=m["acting"] is not None)
                if not others and not _unreal().search(low, _clause(low, start, m.start()), m.end()):
                    return name, m.span()
    return None


def _places(analysis: Analysis, s: Analysed, noun: Noun, stop: int) -> Iterator[Span]:
    """Where a pronoun may stand for `noun`: up to the next agreement that is named."""
    yield noun.end, stop
    every = analysis.sentences
    at = every.index(s)
    for behind in every[at + 1 : at + 1 + _NEAR] if stop >= s.end else ():
        if behind.sentence.flow != s.sentence.flow:
            return
        other = _other().search(analysis.low, behind.start, behind.end) if behind.may_hold("agreement") else None
        yield behind.start, other.start() if other else behind.end
        if other:
            return


@cache
def _other() -> re.Pattern[str]:
    """A noun of agreements that does not stand for one named before."""
    return re.compile(rf"(?<!\bthe )(?<!\bthis )(?<!\bthat )\b{_noun()}s?\b")


def _clause(low: str, start: int, at: int) -> int:
    """Where the clause begins that tells something at `at`."""
    return max((m.end() for m in _CLAUSE.finditer(low, start, at)), default=start)
