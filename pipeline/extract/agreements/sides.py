"""The parties of an agreement: those at its noun, in its sentence, or those that the paragraph speaks of."""

from __future__ import annotations

import re

from pipeline.extract.agreements import ellipsis, signers
from pipeline.extract.agreements.naming import Noun
from pipeline.extract.events import attending
from pipeline.extract.events.attending import Countries, Parties, Span, countries_of, named_by
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.coordination import coordinated
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.lexicon.event_words import section, words

# What says more of something else behind a comma: ", calling on the United States to", ", in which American plans are".
_ASIDE = re.compile(
    r", (?:(?:\w+ly )?\w+ing|while|whereas|even as|amid|days?|weeks?|months?"
    r"|(?:in part |partly |not least )?because|although|though"
    r"|(?:in|under|of|by|from|to|for|through) (?:which|whom)|whose)\b"
)
_ON = 9  # chunks of what an agreement is on
_WHERE = re.compile(r", where (?:[\w ]{3,24} )?(?:he|she|they)\b| with (?:which|whom)\b")
_WITH_OTHERS = re.compile(  # others than the two: "with Western states"
    r" (?:with|between|among) (?!(?:the|both|these) (?:two )?\w+\b)(?:[\w-]+ ){0,3}"
    r"(?:states|countries|nations|governments|neighbou?rs|allies)\b"
)
_OPENING = 3  # chunks with which a sentence opens
_BOTH = re.compile(r"(?:the |these )?(?:two|both)\b|both\b")
_OTHERS = ("with", "by")  # before the other side
_THE_SAME = re.compile(
    r"(?:(?!, (?:and|but|while) )[^;])*?\bthe same (?:two|three|four|five|six|parties|sides|countries|states|powers)\b"
)
_SOVIET = re.compile(r"19(?:[2-8]\d|9[01])(?:-.*)?")  # a date on which the USSR could sign
_PEOPLES_REPUBLIC = "1949-10"
_MANY = 3  # who sign one together, and are no pair
_THEY = re.compile(
    r"\bthey\b|\b(?:all )?(?P<many>three|four|five|six)(?= (?:\w+ly )?(?:had |have |then |also )*\w+ed\b)"
)
_NUMBERS = ("three", "four", "five", "six")
_BACK = 3  # sentences in which a paragraph may name the other side


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


def _other(chunks: list[Chunk], k: int) -> bool:
    """Whether the other side stands there, behind the noun: "signed a treaty on trade with Iran"."""
    return syntax.governor(chunks, k) in _OTHERS and not _acts_alone(chunks, k)


def _acts_alone(chunks: list[Chunk], k: int) -> bool:
    """Whether the party at `k` did something else than sign: "was rejected by Washington"."""
    by = next((n for n in range(k, 0, -1) if chunks[n].low == "by"), 0)
    if not by or syntax.governor(chunks, k) != "by":
        return False
    return chunks[by - 1].low.endswith("ed") and chunks[by - 1].low not in words("agreements", "signed")


def _gapped(chunks: list[Chunk], i: int) -> dict[str, Span]:
    """The two right before "one", whose verb is told before: "and Myanmar and Russia one in 2016"."""
    if i < 1 or chunks[i - 1].tag != "party" or syntax.governor(chunks, i - 1) is not None:
        return {}
    return {code: span for k in coordinated(chunks, i - 1) for code, span in named_by(chunks[k])}


class Sides:
    """Who the parties are, in the sentences of one document, read in order."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.focus = analysis, focus
        self.last: Parties = []
        self.where: Analysed | None = None  # the sentence of the last
        self.other: str | None = None  # who the last was with: "a treaty with Iran"

    def of(self, s: Analysed, noun: Noun, at: tuple[int, int, int, int], date: Chunk | None) -> Parties:
        """The parties of `noun`, whose words are chunks `at[0]:at[1]`; `at[2]:at[3]` is its part of the sentence."""
        self.last = self._heirs(self._they(s, noun) or self._told_before(s, self._named(s, noun, at, date)), date)
        self.where = s
        self.other = next((code for code, _ in attending.partners(s.chunks, at[1], _OTHERS)), None)
        return self.last

    def _named(self, s: Analysed, noun: Noun, at: tuple[int, int, int, int], date: Chunk | None) -> Parties:
        """Those of the lexicon; else those at the noun; else all in its part of the sentence, or in all of it."""
        i, j, first, last = at
        low, chunks = self.analysis.low, s.chunks
        if self.last and _THE_SAME.match(low, noun.end, chunks[last - 1].end):
            return [(code, None) for code, _ in self.last]
        if self.last and noun.again and ellipsis.is_next(low[noun.start : noun.end]):
            return self._of_another({}, date)  # whoever signs it: "its successor, signed by both ministers"
        aside = _ASIDE.search(low, noun.end, chunks[last - 1].end)
        main = _main_clause(chunks, j, attending.index_at(chunks, aside.start()) if aside else last)
        cut, last = main < last, main
        named = self._near(s, i, first, last)
        if noun.entry and noun.entry.data.get("parties") == []:
            return [*named]  # open to all
        if noun.entry:
            spans = dict(named)
            return [(code, spans.get(code)) for code in sorted(set(noun.entry.data["parties"]))]
        if theirs_alone := signers.one_of_several(chunks, i):
            return list(theirs_alone.items())
        actors, owners = attending.actors(chunks, i)[0], attending.owners(chunks, i)
        if len({code for code, _ in owners}) > 1:  # "the Sino-Soviet treaty", whoever acts under it
            theirs = all(low[span[0] : span[1]] in ("their", "both") for _, span in owners)
            return list(dict([*owners, *(attending.partners(chunks, j) if theirs else ())]).items())
        # "Putin and Xi accused Washington in a joint declaration", "declared that"
        told_in = noun.verb or (noun.kind == "joint_statement" and syntax.governor(chunks, i) == "in")
        if told_in and (told := signers.subjects(chunks, first, i)):
            return list(told.items())
        if told := signers.beside(low, chunks, noun.end) or signers.behind(chunks, j, at[3]):
            return list(told.items())
        partners = attending.partners(chunks, j)
        far = partners or attending.partners(chunks, _with(chunks, j, last))
        if far and (opens := signers.clause(chunks, i)) is not None and (one := named_by(chunks[opens + 1])):
            return list(dict([*one, *far]).items())
        if far and not partners and _one_acts(low, actors):
            actors, partners = [max(actors, key=_start)], far  # "talks with America failed, and Moscow signed one on X"
        new = dict([*owners, *partners]) or _gapped(chunks, i)
        close = dict([*actors, *new.items()])
        apart = noun.afresh and len(close) > len(new) > 0  # "Russia has one with Minsk", whoever had that before
        if self.last and noun.again and new and not apart and (both := self._of_another(new, date)):
            return both
        if len(close) < 2:
            close |= self._where(s, noun) or ({} if close else signers.of_visit(chunks, i))
        if len(close) < 2:
            close |= {code: span for k in range(j, last) if _other(chunks, k) for code, span in named_by(chunks[k])}
        if len(close) >= 2:
            return list(close.items())
        if self.last and noun.again:
            others = {code: span for code, span in actors if code not in dict(self.last)} if noun.afresh else {}
            # "India signed one in February" has India for a side
            return self._of_another(others or new, date, acts=bool(others))
        if len({code for code, _ in named}) < 2:
            first, end = self._between_semicolons(s, noun)
            named = self._near(s, i, first, last if cut or noun.verb else end)  # who "agreed" does so in its clause
        inside = [(code, span) for code, span in named if span[0] < noun.end or not _owner(chunks, span)]
        if len(inside) >= 2 or self._of_the_pair(inside, named):
            named = inside  # "in the statement the two condemned American plans"
        return self._filled_up(s, named, date, noun.end)

    def _of_the_pair(self, inside: Countries, named: Countries) -> bool:
        """Whether one of the document's pair is named there, beside what others own: "a rival of the French jet"."""
        main = {*(self.focus.main or ()), "SUN"}
        return (
            {code for code, _ in inside} <= main
            and bool(inside)
            and main.isdisjoint(code for code, span in named if (code, span) not in inside)
        )

    def _they(self, s: Analysed, noun: Noun) -> Parties:
        """The group without a code that signed the last, where "they" or "the five" signed this: "they agreed"."""
        they = _THEY.search(self.analysis.low, s.start, noun.start) if s.before else None
        if they is None or s.before is None:
            return []
        group = [code for code, _ in self.last] if self.where is s.before else []
        if they["many"]:
            group = group or list(dict(attending.parties_near(s.before, 0, 0, len(s.before.chunks))))
            same = _NUMBERS.index(they["many"]) + _MANY == len(group)
        else:
            same = len(group) >= _MANY and not countries_of(s.chunks[attending.index_at(s.chunks, they.start())])
        return [(code, they.span()) for code in group] if same else []

    def _where(self, s: Analysed, noun: Noun) -> dict[str, Span]:
        """The other side: "went to Islamabad, where he signed", "India with which Russia concluded"."""
        where = _WHERE.search(self.analysis.low, s.start, noun.start)
        k = attending.index_at(s.chunks, where.start()) - 1 if where else -1
        return dict(named_by(s.chunks[k])) if k >= 0 and s.chunks[k].tag == "party" else {}

    def _told_before(self, s: Analysed, found: Parties) -> Parties:
        """The two of the sentence before, where a pronoun stands for both: "Russia turned to Iran. The two signed"."""
        spans = {span for _, span in found if span}
        named = s.chunks[attending.index_at(s.chunks, min(spans)[0])] if len(spans) == 1 else None
        if named is None or s.before is None or not _BOTH.match(named.low):
            return found
        self.focus.give(s.before)
        chunks = s.before.chunks
        every = [k for k, c in enumerate(chunks) if countries_of(c)]
        joined = len(every) == 2 and (every[1] == every[0] + 2 or syntax.governor(chunks, every[1]) in ("with", "to"))
        told = {code for k in every for code in countries_of(chunks[k])} if joined and every[0] < _OPENING else set()
        return [(code, min(spans)) for code in sorted(told)] if len(told) == 2 else found

    def _near(self, s: Analysed, at: int, lo: int, hi: int) -> Countries:
        """Those named among `chunks[lo:hi]`, and the members of a group that has no code: "the Shanghai Five"."""
        found = attending.parties_near(s, at, lo, hi)
        alone = {(c.start, c.end) for k, c in enumerate(s.chunks) if countries_of(c) and _acts_alone(s.chunks, k)}
        groups = section("agreements")["groups"]
        members = [(code, (c.start, c.end)) for c in s.chunks[max(lo, 0) : hi] for code in groups.get(c.low, ())]
        return [(code, span) for code, span in [*found, *members] if span not in alone]

    def _of_another(self, named: dict[str, Span], date: Chunk | None, *, acts: bool = False) -> Parties:
        """The sides of one told without its noun: those of the last, or who shares them with the one that is named.

        Who `acts` has it with the same partner: "Russia signed one with Iran, China has one of 2021".
        """
        later = date is None or not _SOVIET.fullmatch(date.value.edtf)
        last = {"RUS" if code == "SUN" and later else code for code, _ in self.last}
        new = [code for code in named if code not in last]
        if not new or len(named) > 1:
            return [*named.items()] if len(named) > 1 else [(code, None) for code in sorted(last)]
        kept = last - {"RUS" if new == ["SUN"] else self.other}  # "the Soviet one of 1961", "one with Iran"
        kept = last - kept if acts and self.other in last else kept
        kept = kept if len(kept) == 1 else kept & {*(self.focus.main or ()), "SUN"}
        kept = kept if len(kept) == 1 or acts else kept & {self._first()}
        return [*((code, None) for code in kept), *named.items()] if len(kept) == 1 else []

    def _first(self) -> str | None:
        """Whom the last names first of those that sign it: "Russia and China signed one, and another with India"."""
        told = {span: code for code, span in self.last if span}  # not "the Sino-Russian treaty", with one span for two
        return told[min(told)] if len(told) == len(self.last) else None

    def _between_semicolons(self, s: Analysed, noun: Noun) -> tuple[int, int]:
        """The chunks of the part of the sentence, between semicolons, in which the noun is."""
        before, behind = self.analysis.low.rfind(";", s.start, noun.start), self.analysis.low.find(";", noun.end, s.end)
        first = attending.index_at(s.chunks, before) if before >= 0 else 0
        return first, attending.index_at(s.chunks, behind) if behind >= 0 else len(s.chunks)

    def _filled_up(self, s: Analysed, named: Countries, date: Chunk | None, end: int) -> Parties:
        """With the other side, where one is named or none: that of the sentences before, or of the document."""
        codes, main = {code for code, _ in named}, set(self.focus.main or ())
        if len(codes) >= 2 or self._with_a_body(s, end) or _WITH_OTHERS.match(self.analysis.low, end):
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

    def _with_a_body(self, s: Analysed, end: int) -> bool:
        """Whether a body of no country acts, which is the other side: "ESA's accord with Roscosmos"."""
        stop = self.analysis.low.find(";", end, s.end)
        here = [c for c in s.chunks if stop < 0 or c.end <= stop]
        bodies = (k for k, c in enumerate(here) if c.tag == "party" and c.value.form == "body" and not c.value.codes)
        return any(syntax.governor(s.chunks, k) in (None, *_OTHERS, "between") for k in bodies)

    def _heirs(self, parties: Parties, date: Chunk | None) -> Parties:
        """The USSR for Russia in what was signed while there was one."""
        if date is None or not _SOVIET.fullmatch(date.value.edtf):
            return parties
        if date.value.edtf < _PEOPLES_REPUBLIC:  # the government that later was Taiwan's
            parties = [("CHN" if code == "TWN" else code, span) for code, span in parties]
        told = {span for _, span in parties if span and self.analysis.low.startswith("russia", span[0])}
        return [("SUN" if code == "RUS" and span not in told else code, span) for code, span in parties]


def _start(named: tuple[str, Span]) -> int:
    return named[1][0]


def _one_acts(low: str, actors: list[tuple[str, Span]]) -> bool:
    """Whether who is named last before an agreement is named alone: not "Russia and China signed"."""
    spans = sorted(span for _, span in actors)[-2:]
    joined = len(spans) == 2 and low[spans[0][1] : spans[1][0]].strip() in ("and", ",", ", and", "or")
    return bool(spans) and not joined


def _with(chunks: list[Chunk], j: int, last: int) -> int:
    """Where a partner is named behind what the agreement is on: "an agreement on missile launches with Beijing"."""
    for k in range(j, min(j + _ON, last)):
        if chunks[k].low == "with":
            return k
        if chunks[k].low in (",", ";") or chunks[k].word("rel", "sub", "conj") or syntax.is_finite(chunks[k]):
            break
    return len(chunks)


def _main_clause(chunks: list[Chunk], j: int, last: int) -> int:
    """Where a relative clause begins behind what the agreement is on, which is not about its signing: "that mentions".

    One right behind the noun tells of it: "the agreement that Russia and China signed".
    """
    for k in range(j + 1, last - 1):
        if chunks[k].low in ("that", "which", "who") and chunks[k - 1].low != ",":
            told = any(c.low in section("agreements")["signings"] for c in chunks[k:last])
            return last if told else k
    return last
