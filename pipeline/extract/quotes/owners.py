"""Of which country somebody is whose own words do not tell it: "its spokesman", "his deputy", "a ministry"."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.grammar.analysis import Analysis
from pipeline.extract.lexicon.entries import load
from pipeline.extract.quotes.candidates import JOINS, Candidate, is_plural, nouns, role_words
from pipeline.extract.quotes.clauses import Clauses
from pipeline.extract.quotes.speech_words import finite
from pipeline.extract.text.patterns import either

_OWNERS = ("party", "body", "desk", "office")
_OPENS = re.compile(
    r"(?:in|at|on|with|for|to|from|after|before|during|under|unlike|according to) (?:the )?(?:\w+ ){0,2}"
)


@cache
def _its() -> re.Pattern[str]:
    """An office of what was named before: "its commander, Vice Admiral "; not "its money, General ", nor its pilots."""
    offices = either([*(word for word in role_words() if not is_plural(word)), *load("speech")["desks"]])
    return re.compile(
        rf"\bits (?:[\w-]+ ){{0,4}}(?:{offices})\b(?: [^,.:;]{{0,40}})?(?:, (?!and |but )[^.:;]{{0,30}})?$"
    )


@cache
def _his() -> re.Pattern[str]:
    """Somebody who is of the country of whom was named before: "his deputy at the plant, "."""
    colleagues = either(load("speech")["colleagues"])
    return re.compile(rf"\b(?:his|her) (?:[\w-]+ ){{0,2}}(?:{colleagues})(?: (?:at|in) [^,.;:]{{3,40}})?,? $")


@cache
def _told_there() -> re.Pattern[str]:
    """Between who speaks and the town where: "said in Beijing", "told reporters at a briefing in Moscow"."""
    hearers = r"(?: (?:to )?(?:reporters|journalists|correspondents|the press|us))?"
    return re.compile(rf" (?:{either(finite())}){hearers}(?: at an? (?:[\w-]+ ){{1,3}})? ?(?:in|from) ")


class Owners:
    """Whose the speakers of one document are, by the sentence before them or by the town where they speak."""

    def __init__(self, analysis: Analysis, clauses: Clauses) -> None:
        self.analysis, self.clauses = analysis, clauses
        self.plain, self.low = analysis.plain, analysis.low

    def its(self, start: int, end: int) -> str | None:
        """Whose is the office that `start:end` ends with: "Rostec denied it. “...,” said its director, Ivan Orlov"."""
        own = _its().search(self.low, start, end)
        return self._acting(own.start()) if own else None

    def his(self, start: int) -> Candidate | None:
        """Whose colleague or deputy is named at `start`: "Petrov nodded; his deputy Ivanov"."""
        own = _his().search(self.low, max(0, start - 80), start)
        home = self.analysis.sentences[self.analysis.touching(start, start + 1)[0]]
        persons = self.clauses.between(home.sentence.block.start, own.start()) if own else []
        return next((c for c in reversed(persons) if c.kind == "person" and not self.clauses.is_object(c)), None)

    def ministry(self, who: Candidate) -> str | None:
        """The country of a ministry of which none is told: "Beijing denied it. “...,” a ministry source said"."""
        if not nouns("desk").search(who.name):
            return None
        there = next((k for k in self._towns(who) if _told_there().fullmatch(self.low, who.end, k[0])), None)
        acting = self._acting(who.start, alone=True)
        return there[1] if there and acting in (there[1], None) else None if there else acting

    def _towns(self, who: Candidate) -> list[tuple[int, str]]:
        """Where the towns behind a speaker begin, and of which country they are."""
        s = self.analysis.sentences[self.analysis.touching(who.start, who.end)[-1]]
        behind = [c for c in s.chunks if c.start >= who.end]
        capitals = [c for c in behind if c.tag == "party" and c.value.form == "government" and c.value.codes]
        places = ((c.start, e.data.get("country")) for c in behind if (e := c.entry("place")))
        return [*((c.start, c.value.codes[0]) for c in capitals), *((at, code) for at, code in places if code)]

    def _acting(self, start: int, alone: bool = False) -> str | None:
        """The country of the subject of the sentence before, where it is one; `alone`: where none else is named."""
        at = self.analysis.touching(start, start + 1)[0]
        home = self.analysis.sentences[at]
        ahead = [k for k in self.analysis.sentences[max(0, at - 3) : at] if k.sentence.block is home.sentence.block]
        spans = [(home.start, start), *((k.start, k.end) for k in reversed(ahead))]
        for a, b in spans:
            named = [c for c in self.clauses.between(a, b) if c.kind in _OWNERS and c.country]
            named = [c for c in named if not _OPENS.fullmatch(self.low, a, c.start)]
            if not named:
                continue
            countries = {c.country for c in named}
            joined = {c.country for c in named[1:2] if self.plain[named[0].end : c.lead] in JOINS}
            several = countries if alone else joined | {named[0].country}
            return named[0].country if len(several) == 1 else None
        return None
