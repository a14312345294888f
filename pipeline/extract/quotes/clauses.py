"""The grammar of reported speech: its verbs, who is said to speak, and who is only spoken of or to."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.grammar.analysis import Analysis
from pipeline.extract.lexicon.entries import load
from pipeline.extract.lexicon.forms import verb_forms
from pipeline.extract.quotes.candidates import Candidate
from pipeline.extract.quotes.people import People
from pipeline.extract.text.patterns import any_of, either

_NOBODY = re.compile(
    r" (?:is|was|has|had|would|seems|appears|remains|became|can|may|might|will)\b(?! (?:also |then |\w+ly )*$)"
)
_JOINED = re.compile(r"\b(?:and|but|or)(?: (?:also|then|further|\w+ly))* $")  # a second verb of the same subject
_PROGRESSIVE = re.compile(r"\b(?:is|are|was|were|been|be|am)(?: \w+ly)? $")  # "was saying"; else it is ", adding"
_NO_VERB = re.compile(r"(?:\b(?:the|an?|this|that|its|his|her|their|our|no|any|of|in|at|by|for|with|under)|'s) $")
_ABSOLUTE = re.compile(r"(?:[,;—]|\band|^) with (?:the )?$")
_INTRODUCES = re.compile(r"[^,;]*, (?:[A-Z][\w.-]+ ){0,3}")  # ", Major General "
PERSONS = ("person", "pronoun")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of these words or phrases of speech.yaml; `said` stands for every form of its verbs, and its phrases."""
    data = load("speech")
    words = (
        [f for v, past in data["verbs"].items() for f in verb_forms(v, past)] + data["phrases"] + data["said_by"]
        if name == "said"
        else [f for v in data[name] for f in verb_forms(v, data["verbs"].get(v))]
        if name == "attitudes"
        else data[name]
    )
    return any_of(set(words))


@cache
def _object() -> re.Pattern[str]:
    """What stands before somebody who does not speak: "told the", "with its", "met"."""
    data = load("speech")
    return re.compile(
        rf"(?<!according )\b(?:{either(data['before_object'])}) (?:(?:{either(data['before_name'])}) ){{0,2}}$"
    )


@cache
def cited() -> re.Pattern[str]:
    """What shows that somebody spoke whom a verb or a preposition governs: "quoted X as saying", "with X saying"."""
    forms = either(load("speech")["cited"])
    return re.compile(rf"(?:,[^;“”\"]{{1,150}},)? as (?:{forms})\b| (?:{forms})\b")


@cache
def _no_predicate() -> re.Pattern[str]:
    """What makes a noun or an adjective of the form before it: "state media"."""
    return re.compile(rf"[-' ](?:{either(load('speech')['no_predicate'])})")


@cache
def nobody() -> re.Pattern[str]:
    """Nobody who could be named, right before the verb: "which some have dubbed"."""
    return re.compile(rf"\b(?:{either(load('speech')['nobody'])})(?: (?:have|has|had|would|might|may|also|now))* $")


class Clauses:
    """Who speaks in a stretch of one document. What stands in quotation marks is no part of the author's clauses."""

    def __init__(self, analysis: Analysis) -> None:
        self.plain, self.low = analysis.plain, analysis.low
        self.people = People(analysis)
        self.quoted: list[tuple[int, int]] = []  # the utterances so far: who is named in one does not speak

    def between(self, a: int, b: int) -> list[Candidate]:
        """The candidates in `plain[a:b]` that no utterance names."""
        return [c for c in self.people.between(a, b) if not self._in_marks(c.start)]

    def _in_marks(self, at: int) -> bool:
        return any(a <= at < b for a, b in self.quoted)

    def verbs(self, a: int, b: int) -> list[re.Match[str]]:
        """Verbs of speech in `low[a:b]` that are no part of a name ("United States") and no nouns ("the report")."""
        found = list(pattern("said").finditer(self.low, a, b))
        if not found:
            return []
        named = [(c.start, c.end) for c in self.between(a, b) if c.kind != "pronoun"]
        return [
            m
            for m in found
            if not any(x <= m.start() < y for x, y in named)
            and not self._in_marks(m.start())
            and not (" " not in m[0] and _NO_VERB.search(self.low, max(a, m.start() - 8), m.start()))
            and not _no_predicate().match(self.low, m.end())
        ]

    def subject(self, verbs: list[re.Match[str]], start: int) -> Candidate | None:
        """Who the last of `verbs` is said of. One behind another (", adding") has its subject."""
        verb = verbs[-1]
        people = [c for c in self.between(start, verb.start()) if not self.is_object(c)]
        people = [c for c in people if not self._expletive(c, verb)]
        joined = _JOINED.search(self.low, start, verb.start())
        participle = verb[0].split()[0].endswith("ing") and not _PROGRESSIVE.search(self.low, start, verb.start())
        if participle and people and people[-1].end + 1 == verb.start():
            return people[-1]  # "signed a statement calling on", ", with the ministry saying"
        if (joined or participle) and people:
            earlier = [v for v in verbs[:-1] if v[0] not in load("speech")["said_by"]]
            return self.subject(earlier, start) or people[0] if earlier else people[0]
        if not people or nobody().search(self.low, start, verb.start()):
            return None
        if self.plain[verb.start() - 2 : verb.start()] == ", ":  # "Putin, who met Xi in Beijing, said"
            if len(people) > 1 and people[-1].kind == "person" and self._heads(people[-2], people[-1]):
                return people[-1]
            closed = [c for c in people if self.plain[c.end] in ",(" and c.end < verb.start() - 2]
            if closed:
                return next((c for c in reversed(closed) if c.kind in PERSONS), closed[-1])
        return self._head(people)

    def _heads(self, office: Candidate, who: Candidate) -> bool:
        """Whether the office introduces the person: "the head of Rostec, Sergei Chemezov"."""
        return office.kind == "office" and _INTRODUCES.fullmatch(self.plain, office.end, who.start) is not None

    def _head(self, behind: list[Candidate]) -> Candidate:
        """The nearest, or the person whose apposition it stands in: "Wang, a researcher at the PLA Academy, said"."""
        best = max(behind, key=lambda c: (c.end, c.end - c.start))
        person = next((c for c in reversed(behind) if c.kind in PERSONS), None)
        if person is None or best.kind == "person" or person.end > best.start:
            return best
        between = self.plain[person.end : best.start].lstrip()
        if between.startswith((",", "(")) or (person.kind == "pronoun" and len(between) < 40):
            return person
        return best

    def _expletive(self, c: Candidate, verb: re.Match[str]) -> bool:
        """Whether "it" stands for nobody: "It has become common to speak of"."""
        return c.name == "it" and _NOBODY.match(self.low, c.end, verb.start()) is not None

    def is_object(self, c: Candidate) -> bool:
        """Whether a preposition, a verb or a possessive keeps the candidate from being the one who speaks."""
        if (told := cited().match(self.low, c.end)) and (" as " in told[0] or _ABSOLUTE.search(self.low, 0, c.start)):
            return False  # "quoted X as saying", ", with the ministry saying"
        if self.plain[c.end : c.end + 2] == "'s" or _object().search(self.low, max(0, c.start - 40), c.start):
            return True
        before = self.between(max(0, c.start - 60), c.start)  # "with Xi and Li"
        joined = bool(before) and self.plain[before[-1].end : c.start] in (" and ", " and the ")
        return joined and self.is_object(before[-1])
