"""The grammar of reported speech: its verbs, who is said to speak, and who is only spoken of or to."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from pipeline.extract.grammar.analysis import Analysis
from pipeline.extract.lexicon.entries import load
from pipeline.extract.quotes.candidates import JOINS, Candidate
from pipeline.extract.quotes.name_forms import CAPITALS_BEFORE
from pipeline.extract.quotes.people import People
from pipeline.extract.quotes.speech_words import cited, finite, nobody, nouns_too, pattern, phrases
from pipeline.extract.text.patterns import either

_NOBODY = re.compile(
    r" (?:is|was|has|had|would|seems|appears|remains|became|can|may|might|will)\b(?! (?:also |then |\w+ly )*$)"
)
_JOINED = re.compile(
    r"\b(?:and|but|or)(?: (?:also|then|further|instead|even|once|again|\w+ly))* $"
)  # a second verb of the same subject
_UNDONE = re.compile(r"\b(?:did|do|does) not (?:\w+ly )?$")  # "did not identify the “foreign states”"
_PROGRESSIVE = re.compile(r"\b(?:is|are|was|were|been|be|am)(?: \w+ly)? $")  # "was saying"; else it is ", adding"
_NO_VERB = re.compile(
    r"(?:(?<![\w'])(?:the|an?|this|that|its|his|her|their|our|no|any|of|in|at|by|for|with|under)|'s) $"
)
_PART_OF = re.compile(r"\b(?:article|chapter|clause|section|paragraph|preamble|text|authors?)(?: \w+)? of (?:the )?$")
_PARTITIVE = re.compile(
    r"\b(?:one|some|many|most|several|few|two|three|four|both|all|none|an?(?: \w+)? (?:number|group)) of (?:the )?$"
)
# "The deal, argues the Russian analyst Pukhov, buys": between a verb of speech put in and whoever it is said of
_PUT_IN = re.compile(r" (?:(?:the|an?|one|another|its|his|her) )?(?:[\w'-]+ ){0,3}")
_AND_GOES_ON = re.compile(r"(?: (?:in|on|at|last|this) [^,;]{2,40})?(?: ?[,)–—])")
_RELATIVE = re.compile(r", (?:in|of|to|by|with|from|at)? ?(?:who|whom|whose|which|where)\b")
_FOLLOWING = re.compile(r" (\w+)")
_PREDICATE = re.compile(r" (?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|remains?)\b")
_WHAT = re.compile(r"\b(?:what|that|which|as)\b")  # "what Lavrov calls is"
_GROUP = re.compile(r"\b(?:(an?|this|each|every)|its|his) (?:[\w-]*[^\Ws] ){1,2}$")
_ABSOLUTE = re.compile(r"(?:[,;—]|\band|^) with (?:the )?$")
_INTRODUCES = re.compile(r"[^,;]*, (?:the |an? )?(?:[\w.-]+ ){0,3}")  # ", Major General ", ", the physicist "
_INTRODUCES_AT_ONCE = re.compile(r"(?:, )?(?: ?(?!said\b|and then\b)[\w.'-]+){0,7}(?:,(?: [A-Z][\w.-]+){0,3})? ?")
_WHO = re.compile(r",? who (?:\w+ ){0,3}")  # "disputed by Frolov, who points out"
_WHICH = re.compile(r", (?:which|whose (?:spokes\w+|representatives?|press service|head)) (?:\w+ ){0,2}")
_OPENS_ASIDE = re.compile(r" ?[,(–—]")  # "Wang – a retired general – said"
_CLOSES_ASIDE = re.compile(r"(?:, |\) | [–—] )$")
# "handed it back": what stands behind a word that begins no clause is no subject
_OPENS_CLAUSE = re.compile(
    r"(?:[^\w ]|^|\b(?:and|or|but|that|what|which|if|as|when|while|because|since|how|why|where|so|than)) $"
)
_SERVES_AS = re.compile(r"\w as an? ")
# "insisted that Kyiv must acknowledge", "says that both seek to assert"
_UNSAID = re.compile(
    r"\b(?:(?<!tend )(?<!tends )(?<!like )(?<!likes )(?<!used )(?<!prefer )to"
    r"|must|should|shall|ought to|cannot) (?:\w+ly )?$"
)
PERSONS = ("person", "pronoun")
THINGS = ("body", "document", "desk")


@cache
def _object() -> re.Pattern[str]:
    """What stands before somebody who does not speak: "told the", "with its", "met"."""
    data = load("speech")
    return re.compile(
        rf"(?<!according )\b(?:{either(data['before_object'])}) (?:(?:{either(data['before_name'])}) ){{0,2}}$"
    )


@cache
def _no_predicate() -> re.Pattern[str]:
    """What makes a noun or an adjective of the form before it: "state media", "the alliance question is"."""
    return re.compile(rf"[-' ](?:{either(load('speech')['no_predicate'])})\b")


class Clauses:
    """Who speaks in a stretch of one document. What stands in quotation marks is no part of the author's clauses."""

    def __init__(self, analysis: Analysis) -> None:
        self.plain, self.low = analysis.plain, analysis.low
        self.people = People(analysis)
        self.quoted: list[tuple[int, int]] = []  # the utterances so far: who is named in one does not speak

    def between(self, a: int, b: int) -> list[Candidate]:
        """The candidates in `plain[a:b]` that no utterance names."""
        return [c for c in self.people.between(a, b) if not self.in_marks(c.start)]

    def in_marks(self, at: int) -> bool:
        """Whether a place is in an utterance."""
        k = bisect_right(self.quoted, (at, len(self.plain))) - 1
        return k >= 0 and at < self.quoted[k][1]

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
            and not self.in_marks(m.start())
            and not (m[0] not in phrases() and _NO_VERB.search(self.low, max(a, m.start() - 8), m.start()))
            and not (" " not in m[0] and _no_predicate().match(self.low, m.end()))
            and not (_UNDONE.search(self.low, max(a, m.start() - 40), m.start()) and m[0] not in ("rule out", "deny"))
            and not (m[0] in nouns_too() and self._noun(m, a))
        ]

    def _noun(self, m: re.Match[str], start: int) -> bool:
        """Whether a form is the noun that it can be: "the alliance question is", "a new Russian report"."""
        if _PREDICATE.match(self.low, m.end()) and not _WHAT.search(self.low, start, m.start()):
            return True
        group = _GROUP.search(self.low, max(start, m.start() - 40), m.start())
        return group is not None and not (m[0].endswith("s") and group[1])  # "a liaison officer recalls"

    def subject(self, verbs: list[re.Match[str]], start: int) -> Candidate | None:
        """Who the last of `verbs` is said of. One behind another (", adding") has its subject."""
        verb = verbs[-1]
        near = self.between(start, verb.start())
        people = [c for c in near if not self.is_object(c) and not self._expletive(c, verb)]
        joined = _JOINED.search(self.low, start, verb.start())
        participle = verb[0].split()[0].endswith("ing") and not _PROGRESSIVE.search(self.low, start, verb.start())
        beside = next((c for c in near if c.end + 1 == verb.start()), None)
        if participle and beside and (beside in people or beside.kind in THINGS):
            return beside  # "signed a statement calling on", "comment on a report claiming", ", with X saying"
        if len(verbs) > 1 and _UNSAID.search(self.low, start, verb.start()):
            return self.subject(verbs[:-1], start)
        if (joined or participle) and people:
            earlier = [v for v in verbs[:-1] if v[0] not in load("speech")["said_by"]]
            return self.subject(earlier, start) or people[0] if earlier else people[0]
        relative = (
            near and near[-1].kind in (*PERSONS, "office") and _WHO.fullmatch(self.low, near[-1].end, verb.start())
        )
        if relative:
            apart = len(near) > 1 and self.low.endswith(" not ", 0, near[-1].lead)
            return near[-2] if apart else near[-1]  # "it was Xi, not Putin, who spoke of"
        which = near and near[-1].kind in THINGS and _WHICH.fullmatch(self.low, near[-1].end, verb.start())
        if which and not nobody().search(self.low, near[-1].end, verb.start()):
            return near[-1]  # "by the ministry, which called it", "whose spokesman called it"
        if not people or nobody().search(self.low, start, verb.start()):
            return None
        if _CLOSES_ASIDE.search(self.plain, max(start, verb.start() - 3), verb.start()):
            # "Putin, who met Xi in Beijing, said"
            pair = len(people) > 1 and self.plain[people[-2].end : people[-1].start] == " and "
            first = people[-2] if pair else people[-1]  # "two scholars of the institute, Shi and Li, maintain"
            if people[-1].kind == "person" and any(self._heads(c, first) for c in people):
                return people[-1]
            aside = next(reversed(list(_RELATIVE.finditer(self.low, start, verb.start()))), None)
            if aside and (before := [c for c in people if c.end <= aside.start()]):
                return self.head(before)  # "an officer in Omsk, whom the author met in 2019, said"
            closed = [c for c in people if _OPENS_ASIDE.match(self.plain, c.end) and c.end < verb.start() - 3]
            if closed:
                return next((c for c in reversed(closed) if c.kind in PERSONS), closed[-1])
        return self.head(people)

    def _heads(self, office: Candidate, who: Candidate) -> bool:
        """Whether the office introduces the person: "the head of Rostec, Sergei Chemezov"."""
        return office.kind == "office" and _INTRODUCES.fullmatch(self.plain, office.end, who.start) is not None

    def head(self, behind: list[Candidate]) -> Candidate:
        """The nearest, or the person whose apposition it stands in: "Wang, a researcher at the PLA Academy, said"."""
        best = max(behind, key=lambda c: (c.end, c.end - c.start))
        person = next((c for c in reversed(behind) if c.kind in PERSONS), None)
        if person is None or best.kind == "person" or person.end > best.start:
            return best
        near = person.kind == "pronoun" and best.start - person.end < 40
        beside = near or _OPENS_ASIDE.match(self.plain, person.end, best.start)
        return person if beside and not self.verbs(person.end, best.start) else best

    def put_in(self, verb: re.Match[str], end: int) -> Candidate | None:
        """Who is named behind a verb of speech that breaks a sentence: "The deal, argues Pukhov, buys"."""
        if verb[0] not in finite() or not _OPENS_ASIDE.match(self.plain, verb.start() - 2):
            return None
        who = next((c for c in self.between(verb.end(), end) if c.kind != "party"), None)
        if who is None or self.is_object(who) or not _PUT_IN.fullmatch(self.plain, verb.end(), who.lead):
            return None
        named = self.introduced(who, end)
        return named if _AND_GOES_ON.match(self.plain, named.end, end) else None

    def apposition(self, start: int, end: int) -> bool:
        """Whether only a person and who that is stand in between: " Huang, head of the office for ..., said"."""
        first = next(iter(self.between(start, end)), None)
        return (
            first is not None and first.kind == "person" and self.plain[first.end] == "," and self.plain[end - 2] == ","
        )

    def introduced(self, who: Candidate, end: int) -> Candidate:
        """The person whom an office introduces: "the head of Rostec, Sergei Chemezov"."""
        if who.kind in PERSONS:
            return who
        behind = self.between(who.end, end)
        named = next((c for c in behind if c.kind == "person" and not self.is_object(c)), None)
        return named if named and _INTRODUCES_AT_ONCE.fullmatch(self.plain, who.end, named.start) else who

    def _expletive(self, c: Candidate, verb: re.Match[str]) -> bool:
        """Whether "it" stands for nobody: "It has become common to speak of"."""
        return c.name == "it" and _NOBODY.match(self.low, c.end, verb.start()) is not None

    def _reads(self, c: Candidate) -> bool:
        """Whether a verb of speech follows a document at once."""
        following = _FOLLOWING.match(self.low, c.end)
        return following is not None and following[1] in finite()

    def _spelt_out(self, c: Candidate) -> int:
        """Where a candidate begins, its title too; initials in brackets begin with what they are short for."""
        if not (self.plain.endswith("(", 0, c.start) and self.plain.startswith(")", c.end)):
            return c.lead
        long = CAPITALS_BEFORE.search(self.plain, max(0, c.start - 100), c.start - 1)
        return long.start() if long else c.lead

    def is_object(self, c: Candidate) -> bool:
        """Whether a preposition, a verb or a possessive keeps the candidate from being the one who speaks."""
        if (told := cited().match(self.low, c.end)) and (" as " in told[0] or _ABSOLUTE.search(self.low, 0, c.lead)):
            return False  # "quoted X as saying", ", with the ministry saying"
        if c.plural and _PARTITIVE.search(self.low, max(0, c.start - 40), c.start):
            return False  # "one of the Russian experts"
        if c.kind == "document" and (_PART_OF.search(self.low, max(0, c.start - 40), c.start) or self._reads(c)):
            return False  # "Article 9 of the treaty", "the thrust of the statement reads"
        if c.name == "it" and c.start and not _OPENS_CLAUSE.search(self.low, max(0, c.start - 9), c.start):
            return True
        if c.start > 4 and _SERVES_AS.match(self.low, c.start - 5):
            return True  # "who served as a liaison officer"
        lead = self._spelt_out(c)  # "with President Putin"
        if self.plain[c.end : c.end + 2] == "'s" or _object().search(self.low, max(0, lead - 40), lead):
            return True
        if not self.plain.endswith((", ", *JOINS), 0, c.start):
            return False
        before = self.between(max(0, c.start - 60), c.start)  # "with Xi and Li", "from Laos, Cuba and Chad"
        between = self.plain[before[-1].end : c.start] if before else ""
        listed = between == ", " and c.kind == before[-1].kind == "party"
        alike = between == ", and " and c.kind == before[-1].kind  # not "in Omsk, and Petrov says"
        return (listed or alike or between in JOINS) and self.is_object(before[-1])
