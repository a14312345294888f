"""The parties of an agreement: those at its noun, in its sentence, or those that the paragraph speaks of."""

from __future__ import annotations

import re

from pipeline.extract.agreements.naming import Noun
from pipeline.extract.events import attending
from pipeline.extract.events.attending import Countries, Parties, Span
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.coordination import coordinated
from pipeline.extract.grammar.focus import Focus

# What says more of something else behind a comma: ", calling on the United States to", ", in which American plans are".
_ASIDE = re.compile(
    r", (?:(?:\w+ly )?\w+ing|while|whereas|even as|amid|days?|weeks?|months?"
    r"|(?:in|under|of|by|from|to|for|through) (?:which|whom)|whose)\b"
)
_OTHERS = ("with", "by")  # before the other side
_THE_SAME = re.compile(r"\bthe same (?:two|three|four|five|six|parties|sides|countries|states|powers)\b")
_SOVIET = re.compile(r"19(?:[2-8]\d|9[01])(?:-.*)?")  # a date on which the USSR could sign
_BACK = 3  # sentences in which a paragraph may name the other side


def _spans(c: Chunk) -> Countries:
    return [(code, (c.start, c.end)) for code in attending.countries_of(c)]


def _owner(chunks: list[Chunk], span: Span) -> bool:
    """Whether a country is named there as whose something is: "American plans", "the plans of Iran", or to whom."""
    k = attending.index_at(chunks, span[0])
    c = chunks[k]
    return (
        c.tag == "atom"
        or c.value.possessive
        or c.value.form == "demonym"
        or syntax.governor(chunks, k) in ("of", "to", "from")
    )


def _subjects(chunks: list[Chunk], first: int, last: int) -> dict[str, Span]:
    """The two or more who are the subject of the clause that begins at `first`."""
    parties = (k for k in range(first, last) if chunks[k].tag == "party" and syntax.governor(chunks, k) is None)
    subject = next(parties, None)
    both = coordinated(chunks, subject) if subject is not None else []
    found = {code: span for k in both for code, span in _spans(chunks[k])}
    return found if len(found) >= 2 else {}


def _other(chunks: list[Chunk], k: int) -> bool:
    """Whether the other side stands there, behind the noun: "signed a treaty on trade with Iran"."""
    return syntax.governor(chunks, k) in _OTHERS


class Sides:
    """Who the parties are, in the sentences of one document, read in order."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.focus = analysis, focus
        self.last: Parties = []

    def of(self, s: Analysed, noun: Noun, at: tuple[int, int, int, int], date: Chunk | None) -> Parties:
        """The parties of `noun`, whose words are chunks `at[0]:at[1]`; `at[2]:at[3]` is its part of the sentence."""
        self.last = self._heirs(self._named(s, noun, at, date), date)
        return self.last

    def _named(self, s: Analysed, noun: Noun, at: tuple[int, int, int, int], date: Chunk | None) -> Parties:
        """Those of the lexicon; else those at the noun; else all in its part of the sentence, or in all of it."""
        i, j, first, last = at
        low, chunks = self.analysis.low, s.chunks
        if self.last and _THE_SAME.search(low, noun.end, chunks[last - 1].end):
            return [(code, None) for code, _ in self.last]
        aside = _ASIDE.search(low, noun.end, chunks[last - 1].end)
        last = attending.index_at(chunks, aside.start()) if aside else last
        named = attending.parties_near(s, i, first, last)
        if noun.entry and noun.entry.data.get("parties"):
            spans = dict(named)
            return [(code, spans.get(code)) for code in sorted(set(noun.entry.data["parties"]))]
        actors, owners = attending.actors(chunks, i)[0], attending.owners(chunks, i)
        if len({code for code, _ in owners}) > 1:
            return list(dict(owners).items())  # "the Sino-Soviet treaty", whoever acts under it
        # "Putin and Xi accused Washington in a joint declaration", "declared that"
        told_in = noun.kind == "joint_statement" and (syntax.governor(chunks, i) == "in" or noun.verb)
        if told_in and (told := _subjects(chunks, first, i)):
            return list(told.items())
        close = dict([*actors, *owners, *attending.partners(chunks, j)])
        if len(close) < 2:
            close |= {code: span for k in range(j, last) if _other(chunks, k) for code, span in _spans(chunks[k])}
        if len(close) >= 2:
            return list(close.items())
        if self.last and low[noun.start : noun.end] in ("that", "one"):
            return [(code, None) for code, _ in self.last]
        if len({code for code, _ in named}) < 2:
            first, end = self._between_semicolons(s, noun)
            named = attending.parties_near(s, i, first, last if aside else end)
        inside = [(code, span) for code, span in named if span[0] < noun.end or not _owner(chunks, span)]
        named = inside if len(inside) >= 2 else named  # "in the statement the two condemned American plans"
        return self._filled_up(s, named, date)

    def _between_semicolons(self, s: Analysed, noun: Noun) -> tuple[int, int]:
        """The chunks of the part of the sentence, between semicolons, in which the noun is."""
        before, behind = self.analysis.low.rfind(";", s.start, noun.start), self.analysis.low.find(";", noun.end, s.end)
        first = attending.index_at(s.chunks, before) if before >= 0 else 0
        return first, attending.index_at(s.chunks, behind) if behind >= 0 else len(s.chunks)

    def _filled_up(self, s: Analysed, named: Countries, date: Chunk | None) -> Parties:
        """With the other side, where one is named or none: that of the sentences before, or of the document."""
        codes, main = {code for code, _ in named}, set(self.focus.main or ())
        if len(codes) >= 2 or self._with_a_body(s):
            return list(named)
        earlier, soviet = s.before, date is not None and _SOVIET.fullmatch(date.value.edtf)
        for _ in range(_BACK):
            if earlier is None:
                break
            self.focus.give(earlier)
            told = {code for code, _ in attending.parties_near(earlier, 0, 0, len(earlier.chunks))}
            told = told if soviet or "SUN" not in told else {*told - {"SUN"}, "RUS"}
            if len(told) == 2:
                if codes <= told and not told <= main | {"SUN"}:
                    return [*named, *((code, None) for code in sorted(told - codes))]
                break
            earlier = earlier.before
        if codes == {"SUN"} and "RUS" in main:
            return [*named, *((code, None) for code in sorted(main - {"RUS"}))]
        return attending.with_pair(named, self.focus)

    def _with_a_body(self, s: Analysed) -> bool:
        """Whether a body of no country acts, which is the other side: "ESA's accord with Roscosmos"."""
        bodies = (
            k for k, c in enumerate(s.chunks) if c.tag == "party" and c.value.form == "body" and not c.value.codes
        )
        return any(syntax.governor(s.chunks, k) in (None, *_OTHERS, "between") for k in bodies)

    def _heirs(self, parties: Parties, date: Chunk | None) -> Parties:
        """The USSR for Russia in what was signed while there was one."""
        if date is None or not _SOVIET.fullmatch(date.value.edtf):
            return parties
        told = {span for _, span in parties if span and self.analysis.low.startswith("russia", span[0])}
        return [("SUN" if code == "RUS" and span not in told else code, span) for code, span in parties]
