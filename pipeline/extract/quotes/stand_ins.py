"""Words that stand for one of those named before: "one of them", "the latter", "the Russian", "a Chinese one"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.quotes.candidates import JOINS, Candidate, singular
from pipeline.extract.quotes.name_forms import demonyms
from pipeline.extract.quotes.speech_words import finite, speaks

if TYPE_CHECKING:
    from pipeline.extract.quotes.clauses import Clauses

_IT = re.compile(
    r"(?<![\w-])(?:(?:one|another|an? (?:second|third|fourth))(?: of (?:them|these|those|the (?:two|three)))?|the other"
    r"|the (?:former|latter)|(?:an?|the) (?P<whose>[a-z-]+) one|the (?P<nation>[a-z]+n))(?=[ ,.;])"
)
_OPENS = re.compile(r"(?:^|[.,;:”\"»] |\b(?:and|but|while|whereas|that) )$")
_COUNTED = re.compile(r"(?:the )?(?:two|three|four|several|some|many|most|few|a number of|other|both) ")
_TWO = 2  # persons in a sentence, of whom one is the former
_LINES = 600  # characters before in which they are named


def stand_ins(analysis: Analysis, s: Analysed) -> Iterator[Candidate]:
    """Such words in a sentence, where what is beside them says that somebody speaks."""
    for m in _IT.finditer(analysis.low, s.start, s.end):
        opens = _OPENS.search(analysis.low[max(s.start, m.start() - 12) : m.start()])
        said = analysis.low[s.start : m.start()].split()[-1:]
        alone = m["whose"] or analysis.low[m.end()] in ",.;"  # not "said the former minister"
        if (opens and speaks(analysis.low, m.end())) or (alone and finite().intersection(said)):
            nation = m["whose"] or m["nation"]
            country = demonyms().get(nation.capitalize()) if nation else None
            if country or not nation:  # not "the captain said"
                yield Candidate(m.start(), m.end(), m[0], country, "pronoun")


def meant(clauses: Clauses, who: Candidate) -> Candidate | None:
    """Whom such a word stands for, as the author would name him; None where nobody before fits."""
    before = clauses.between(max(0, who.start - _LINES), who.start)
    if who.name in ("the former", "the latter"):
        return _of_two(clauses, who, before)
    if who.name.endswith(" one"):
        role = next((c.role for c in reversed(before) if c.kind == "office" and c.role and not c.plural), None)
        adjective = who.name.split()[1].capitalize()
        return Candidate(who.start, who.end, f"{adjective} {role}", who.country, "office", role=role) if role else None
    if who.country:
        return next((c for c in reversed(before) if c.kind == "person" and c.country == who.country), None)
    several = next((c for c in reversed(before) if c.kind == "office" and c.plural and c.role), None)
    if several is None or several.role is None:
        return None
    name = _COUNTED.sub("", several.name.lower())
    cased = several.name[len(several.name) - len(name) :]
    lead = cased[: max(0, name.find(several.role.lower()))]  # not what is behind the role: "officials in Kyiv"
    one = singular(several.role)
    return Candidate(who.start, who.end, lead + one, several.country, "office", role=one)


def _of_two(clauses: Clauses, who: Candidate, before: list[Candidate]) -> Candidate | None:
    """The first or the second of two persons named together, or alone in a sentence: "Shoigu met Wei Fenghe"."""
    persons = [c for c in before if c.kind == "person"]
    home = [clauses.people.analysis.touching(c.start, c.end)[0] for c in persons]
    for k in range(len(persons) - 1, 0, -1):
        alone = home.count(home[k]) == _TWO and home[k - 1] == home[k]
        if alone or clauses.plain.endswith(JOINS, 0, persons[k].lead):
            return persons[k - 1 if who.name == "the former" else k]
    return None
