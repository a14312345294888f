"""When an agreement was signed: the date in its noun group, at a verb of signing, or in a sentence beside its own."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.agreements.naming import Noun
from pipeline.extract.events import attending, setting
from pipeline.extract.events.attending import Span
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk, of_date
from pipeline.extract.lexicon.event_words import pattern, section, words
from pipeline.extract.text.date_parts import interval
from pipeline.extract.text.dates import Date
from pipeline.extract.text.patterns import any_of, either

_OF = (" of ", " dated ", " dating from ")
_FOLLOWED = re.compile(r"\bfollowed (?:on|in|by)? ?$")
_BY_ONE = re.compile(r" by (?:an?|the|another) (?:[\w-]+ ){0,2}")
_LED = len("followed from ")
_BEHIND = 12  # sentences in which "the document was signed" is looked for
_DUE = re.compile(r"\bby (?:the )?(?:(?:end|close|middle|beginning|start) of )?$")  # by then, and not yet
_ANNIVERSARY = re.compile(r"\banniversary of\b")


@cache
def acts(*names: str) -> re.Pattern[str]:
    """The words for things that are done with agreements, by their names in the lexicon."""
    return any_of(word for name in names for word in section("agreements")[name])


@cache
def _signed_it(near: bool) -> re.Pattern[str]:
    """What tells of the signing of the agreement named before: "the document was signed"; near it, "signed it" too."""
    data = section("agreements")
    noun = rf"(?:it|they|(?:the|this|both) (?:[\w-]+ ){{0,2}}(?:{either(data['heads'])}|documents?|papers?)s?)"
    signings, been = either(data["signings"]), r" (?:was|were|had been) (?:\w+ ){0,2}"
    beside = rf"|{noun}, (?:which was )?(?:{signings})|(?:{signings}) {noun}" if near else ""
    return re.compile(rf"\b(?:{noun}{been}(?:{signings}){beside})\b")


@cache
def _after_talks() -> re.Pattern[str]:
    talks = either(section("agreements")["meetings"])
    return re.compile(
        rf" (?:(?:issued|signed|adopted|released) )?(?:after|following|at) [^,;]{{0,50}}\b(?:{talks})\b[^,;]{{0,30}}"
    )


@cache
def _then() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(section('agreements')['then'])})\b")


def _covers(chunks: list[Chunk], date: Chunk) -> bool:
    """Whether the date is a term that an agreement covers: "for the years 2017 to 2020", "covering 2021 to 2025"."""
    i = chunks.index(date)
    told = next(
        (k for k in range(i - 1, -1, -1) if chunks[k].tag == "date"), -1
    )  # "for 2018-2022 in 2017" signs in 2017
    lead = [c.low for c in chunks[max(0, i - 3, told + 1) : i]]
    return not words("agreements", "covers").isdisjoint(lead) and "since" not in lead


def _own(chunks: list[Chunk], i: int, j: int, plural: bool) -> Chunk | None:
    """The date in the noun's own group: "the 2001 treaty", "the agreement of 3 May 1994"."""
    before = chunks[i - 1] if i else None
    if before is not None and before.tag == "date" and ("/" not in before.value.edtf or plural):
        return before
    of = [k for k in (j, j + 2) if k + 1 < len(chunks) and chunks[k].low == "of"]  # "the treaty of friendship of"
    return next((chunks[k + 1] for k in of if chunks[k + 1].tag == "date" and of[0] == j), None)


def _of_one(low: str, date: Chunk) -> bool:
    """Whether the date is that of another agreement: "modelled on the Soviet-American one of 1989"."""
    return low.endswith(("one of ", "that of ", "one from ", "ones of "), 0, date.start)


def _term(chunks: list[Chunk], i: int, date: Chunk) -> bool:
    """Whether the date is a term right before the noun: "a 2021-2025 military cooperation roadmap"."""
    return "/" in date.value.edtf and any(c is date for c in chunks[max(0, i - 5) : i])


def _new_clause(chunks: list[Chunk], a: int, b: int) -> bool:
    """Whether a comma and a conjunction part the two places: ", and in June the agencies ..."."""
    first, last = sorted((a, b))
    return any(chunks[k].low == "," and chunks[k + 1].word("conj") for k in range(first, last))


def _of_another(chunks: list[Chunk], acts: list[re.Match[str]], v: int, i: int) -> bool:
    """Whether the date at `i` is in a clause with a signing of its own: "A was signed in May, and B was signed too"."""
    others = [attending.index_at(chunks, act.start()) for act in acts]
    return _new_clause(chunks, v, i) and any(k != v and not _new_clause(chunks, k, i) for k in others)


class Dates:
    """The dates that the sentences of one document state for agreements."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis

    def of(self, s: Analysed, noun: Noun, lo: int, hi: int) -> Chunk | None:
        """The date that the sentence itself gives `noun`, between `lo` and `hi`."""
        chunks = s.chunks
        i, j = attending.index_at(chunks, noun.start), attending.index_at(chunks, noun.end - 1) + 1
        first = attending.index_at(chunks, lo) if lo > s.start else 0
        last = attending.index_at(chunks, hi) if hi < s.end else len(chunks)
        date = self._followed(s, noun) or _own(chunks, i, j, noun.plural) or self._signing(s, noun, i, lo, hi)
        date = date or self._dated(chunks, i, j, first, last) or self._of_talks(chunks[j:last], noun)
        if _ANNIVERSARY.search(self.analysis.low, max(lo, noun.start - 60), noun.start):
            return None
        return self._period(chunks, date) if date and noun.plural else self._finer(s, noun, date, hi)

    def _period(self, chunks: list[Chunk], date: Chunk) -> Chunk:
        """From the first to the last date of the list that `date` is in: "agreements of 1991, 1994 and 2004"."""
        k = chunks.index(date)
        listed = [k]
        for step in (-1, 1):
            n = k + step
            while 0 <= n < len(chunks) and (chunks[n].low == "," or chunks[n].word("conj") or chunks[n].tag == "date"):
                if chunks[n].tag == "date" and not (step > 0 and len(listed) == 1 and _new_clause(chunks, k, n)):
                    listed.append(n)  # and not "in 1993, and 1996 saw the first"
                n += step
        first, last = chunks[min(listed)], chunks[max(listed)]
        edtf = interval(first.value.edtf, last.value.edtf) if len(listed) > 1 else None
        return of_date(self.analysis.low, Date(first.start, last.end, edtf)) if edtf else date

    def _followed(self, s: Analysed, noun: Noun) -> Chunk | None:
        """The date of one that comes after another: "was followed on 11 November by an agreement"."""
        low = self.analysis.low
        for c in s.chunks:
            if c.tag == "date" and c.end < noun.start and _FOLLOWED.search(low, max(s.start, c.start - _LED), c.start):
                return c if _BY_ONE.fullmatch(low, c.end, noun.start) else None
        return None

    def _dated(self, chunks: list[Chunk], i: int, j: int, first: int, last: int) -> Chunk | None:
        """The date beside the noun, where it is no term that the agreement covers ("for the years 2017 to 2020")."""
        date = setting.date_near(chunks, i, j, first, last)
        if date is not None and (
            date.value.edtf.endswith("/..") or _DUE.search(self.analysis.low, chunks[first].start, date.start)
        ):
            return None  # "the most extensive since the 1950s", "by the end of 2024"
        if date is not None and (_of_one(self.analysis.low, date) or self._of_clause_before(chunks, i, first, date)):
            return None
        if date is not None and (_covers(chunks, date) or _term(chunks, i, date)):
            others = [c for c in chunks[j:last] if c.tag == "date" and not _covers(chunks, c)]
            return others[0] if others else None
        return date

    def _of_talks(self, behind: list[Chunk], noun: Noun) -> Chunk | None:
        """The date of the talks that it ended: "in a joint declaration after two hours of talks on Thursday"."""
        dates = (c for c in behind if c.tag == "date")
        return next((c for c in dates if _after_talks().fullmatch(self.analysis.low, noun.end, c.start)), None)

    def _of_clause_before(self, chunks: list[Chunk], i: int, first: int, date: Chunk) -> bool:
        """Whether another was signed then: "A was signed in 2021, and just recently an agreement was signed"."""
        k = chunks.index(date)
        signed = acts("signed").search(self.analysis.low, chunks[first].start, date.start) if k > first else None
        return k < i and signed is not None and _new_clause(chunks, k, i)

    def _finer(self, s: Analysed, noun: Noun, date: Chunk | None, hi: int) -> Chunk | None:
        """The same date told in full: "the 1991 treaty, signed on 16 May 1991"."""
        if date is None or len(date.value.edtf) != 4:
            return date
        later = [c for c in s.chunks if c.tag == "date" and date.end <= c.start < hi]
        return next((c for c in later if c.value.edtf.startswith(f"{date.value.edtf}-")), date)

    def _signing(self, s: Analysed, noun: Noun, at: int, lo: int, hi: int) -> Chunk | None:
        """The date of the act of signing nearest to the noun: the date nearest to that verb, in its clause."""
        signings = sorted(acts("signed").finditer(self.analysis.low, lo, hi), key=lambda m: abs(m.start() - noun.start))
        dates = [
            i
            for i, c in enumerate(s.chunks)
            if c.tag == "date"
            and lo <= c.start < hi
            and not _covers(s.chunks, c)
            and not _term(s.chunks, at, c)
            and not _of_one(self.analysis.low, c)
            and not c.value.edtf.endswith("/..")
            and not _DUE.search(self.analysis.low, lo, c.start)
        ]
        own = [act for act in signings if not _new_clause(s.chunks, attending.index_at(s.chunks, act.start()), at)]
        for act in (own or signings)[:2]:  # else it is a signing of something else
            v = attending.index_at(s.chunks, act.start())
            near = [(abs(i - v) + (8 if _new_clause(s.chunks, v, i) else 0), i) for i in dates]
            near = [(d, i) for d, i in near if (i < v or d <= 12) and not _of_another(s.chunks, signings, v, i)]
            if near:
                return s.chunks[min(near)[1]]
        return None

    def beside(self, s: Analysed) -> tuple[Analysed, Chunk] | None:
        """The date that the sentence behind tells ("It was signed in May 1994"), or that of a meeting just before."""
        every = self.analysis.sentences
        at = every.index(s)
        for behind in every[at + 1 : at + _BEHIND]:
            alone = s.before is None and behind.before is None  # news, with a paragraph for each sentence
            near = (alone or behind.sentence.flow == s.sentence.flow) and behind in every[at + 1 : at + 3]
            look = _signed_it(True).search if near else _signed_it(False).match  # a paragraph that opens with it
            if act := look(self.analysis.low, behind.start, behind.end):
                dates = [c for c in behind.chunks if c.tag == "date" and not _covers(behind.chunks, c)]
                later = [c for c in dates if c.start >= act.end()] or dates
                return (behind, later[0]) if later else None
            if behind.may_hold("agreement") and not near:
                break  # "the document" would be that one
        before = every[at - 1] if at and s.sentence.index else None
        if (
            before
            and _then().match(self.analysis.low, s.start)
            and pattern("agreements", "meetings").search(before.low)
        ):
            dates = [c for c in before.chunks if c.tag == "date" and re.fullmatch(r"\d{4}-[\d-]+", c.value.edtf)]
            return (before, dates[0]) if len(dates) == 1 else None
        return None

    def is_signing(self, noun: Noun, act: Span | None, date: Chunk, status: str | None) -> bool:
        """Whether the date is that of the signing, and not of what came after it ("extended the treaty in 2021")."""
        if status in ("negotiating", "expected"):
            return False
        beside = 0 <= noun.start - date.end <= 1  # "the 1972 ABM Treaty"
        own = date.end <= noun.core or beside or self.analysis.low.endswith(_OF, 0, date.start)
        if own or act is None:
            return True
        ratified = self.analysis.low[slice(*act)] in words("agreements", "ratified")
        if ratified:
            return date.end <= act[0]
        if status not in ("in_force", "expired", "terminated"):
            return True
        signings = acts("signed" if status in ("expired", "terminated") else "signings")
        signing = [m.end() for m in signings.finditer(self.analysis.low, noun.end, date.start)]
        return bool(signing) and not signing[-1] < act[0] < date.start
