"""When an agreement was signed: the date in its noun group, or at a verb of signing."""

from __future__ import annotations

import re

from pipeline.extract.agreements import labels
from pipeline.extract.agreements.acts import SAME_DAY, acts, after_talks, opens
from pipeline.extract.agreements.clauses import new_clause, of_another, runs_on
from pipeline.extract.agreements.naming import Noun
from pipeline.extract.agreements.terms import covers, is_term
from pipeline.extract.events import attending, dating
from pipeline.extract.events.attending import Span
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk, of_date
from pipeline.extract.lexicon.event_words import words
from pipeline.extract.text.date_parts import interval
from pipeline.extract.text.dates import Date

_DATES_FROM = re.compile(r"\b(?:dates|dated|dating|goes|going|went) (?:back )?(?:from|to) $")
_FOLLOWED = re.compile(r"\bfollowed (?:on|in|by)? ?$")
_FOLLOWED_BEFORE = re.compile(r"\b(?:was|were|been) (?:\w+ )?(?:followed|succeeded|complemented|joined|replaced)\b")
# before the date of the one that comes after it: "was followed in May by a protocol"
_WAS_FOLLOWED = re.compile(rf"{_FOLLOWED_BEFORE.pattern} (?:in|on|early in|late in) (?:the )?$")
_BY_ONE = re.compile(r" by (?:an?|the|another) (?:[\w-]+ ){0,2}")
_LED = len("followed from ")
_OBJECT = 7  # chunks behind a verb in which a date is its own
_NEAR = 40  # characters before a noun in which a verb of signing governs it
_DUE = re.compile(r"\bby (?:the )?(?:(?:end|close|middle|beginning|start) of )?$")  # by then, and not yet
_ANNIVERSARY = re.compile(r"\banniversary of\b")
_ITS_ANNIVERSARY = re.compile(r"(?:'s|’s|s'|s’) (?:[\w-]+ ){0,2}anniversary\b")

_RELATIVE = 70  # characters of a relative clause before its date
# before a date of its own
_AND_IN = re.compile(r"\band,? (?:then,? )?(?:(?:in|on|early in|late in) )?(?:the )?$")
_TO_NOUN = re.compile(r", (?:an?|the|another|its|their) (?:[\w-]+ ){0,2}")
_LIKE = re.compile(
    r"\b(?:modell?ed on|based on|patterned (?:on|after)|similar to|unlike|than) (?:that|the one|one) [^,.;]*$"
)
_NOT_UNTIL = re.compile(
    r"\bnot (?:be |been )?(?:signed|concluded|reached|finalised|finalized|ratified|agreed) (?:until )?$"
)
_RATIFIED = re.compile(r"(?<!signed and )\bratified\b(?:(?!\b(?:signed|concluded|initialled)\b)[^;])*$")
_OF_DATE = re.compile(r"((?: (?:in|for|by|to|and|on|against) [^,.;:()]{3,60}?)?),? of ")  # "in space of 3 June 2016"
_LIST = re.compile(r"\b(?:documents|papers|instruments|texts|agreements|accords|treaties|statements|memoranda)\b")


def _own(chunks: list[Chunk], i: int, j: int, plural: bool) -> Chunk | None:
    """The date in the noun's own group: "the 2001 treaty", "the agreement of 3 May 1994"."""
    before = chunks[i - 1] if i else None
    if before is not None and before.tag == "date" and ("/" not in before.value.edtf or plural):
        return before
    of = [k for k in (j, j + 2) if k + 1 < len(chunks) and chunks[k].low == "of"]  # "the treaty of friendship of"
    return next((chunks[k + 1] for k in of if chunks[k + 1].tag == "date" and of[0] == j), None)


def _of_one(low: str, noun: Noun, date: Chunk) -> bool:
    """Whether the date is that of another agreement: "modelled on the Soviet-American one of 1989"."""
    if noun.end <= date.start and _WAS_FOLLOWED.search(low, noun.end, date.start):
        return True
    if low.endswith(("one of ", "that of ", "one from ", "ones of "), 0, date.start):
        return True
    like = _LIKE.search(low, max(0, date.start - _RELATIVE), date.start)
    return like is not None and not like.start() < noun.start < like.end()  # else that is the one


class Dates:
    """The dates that the sentences of one document state for agreements."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.taken: Chunk | None = None  # what dates the agreement before

    def of(self, s: Analysed, noun: Noun, lo: int, hi: int) -> Chunk | None:
        """The date that the sentence itself gives `noun`, between `lo` and `hi`."""
        chunks = s.chunks
        i, j = attending.within(chunks, noun.start, noun.end)
        first, last = attending.index_at(chunks, lo), attending.index_at(chunks, hi)
        date = (
            self._opened(s, noun)
            or self._put_before(s, noun)
            or self._followed(s, noun)
            or _own(chunks, i, j, noun.plural)
            or self._of_its_age(s, noun, hi)
        )
        date = date or self._behind_object(s, noun) or self._signing(s, noun, i, lo, hi)
        date = date or self._dated(chunks, i, j, first, last, noun) or self._of_talks(chunks[j:last], noun)
        date = date or self._of_list(s, noun) or self._same(s, noun, hi)
        low = self.analysis.low
        if _ANNIVERSARY.search(low, max(lo, noun.start - 60), noun.start) or _ITS_ANNIVERSARY.match(low, noun.end):
            return None
        if late := self._late(s, noun, hi):
            return late
        return self._period(chunks, date) if date and noun.plural else self._finer(s, noun, date, hi)

    def _opened(self, s: Analysed, noun: Noun) -> Chunk | None:
        """The date of the signing that the sentence opens with."""
        opened = opens().fullmatch(self.analysis.low, s.start, noun.start)
        return next((c for c in s.chunks if opened and c.tag == "date" and c.end < noun.start), None)

    def _put_before(self, s: Analysed, noun: Noun) -> Chunk | None:
        """The date right before one of two: "signed a treaty with X in 1992 and, on 4 May 2001, an accord with Y"."""
        low = self.analysis.low
        for c in s.chunks:
            if c.tag == "date" and c.end < noun.start and _TO_NOUN.fullmatch(low, c.end, noun.start):
                return c if _AND_IN.search(low, s.start, c.start) else None
        return None

    def _behind_object(self, s: Analysed, noun: Noun) -> Chunk | None:
        """The date behind what it is about: "an accord on military cooperation of 1993"."""
        about = labels.stated_object(self.analysis.low, noun)
        ends = about.end() if about else 0
        return next((c for c in s.chunks if about and c.tag == "date" and self._is_of(c, ends)), None)

    def _is_of(self, date: Chunk, end: int) -> bool:
        """Whether the date is behind "of" there, and no other noun has it ("on the results of the talks of 3 May")."""
        low = self.analysis.low
        between = _OF_DATE.fullmatch(low, end, date.start)
        if between is None or "/" in date.value.edtf:
            return False
        more, last = between[1].split(), low[low.rfind(" ", 0, end) + 1 : end]
        told_fully = not more or len(date.value.edtf) > len("2018")
        return told_fully and words("agreements", "dated_so").isdisjoint([last, *more])

    def _of_its_age(self, s: Analysed, noun: Noun, hi: int) -> Chunk | None:
        """The date from which it is said to be: "another with Beijing, which dates from 1961"."""
        behind = (c for c in s.chunks if c.tag == "date" and noun.end <= c.start < hi)
        return next(filter(self._tells_age, behind), None)

    def _tells_age(self, date: Chunk) -> bool:
        return _DATES_FROM.search(self.analysis.low, max(0, date.start - _LED), date.start) is not None

    def _late(self, s: Analysed, noun: Noun, hi: int) -> Chunk | None:
        """The date before which it was not signed: "was not concluded until November 2022"."""
        for c in s.chunks:
            behind = c.tag == "date" and noun.end <= c.start < hi and c.value.edtf.startswith("../")
            if behind and _NOT_UNTIL.search(self.analysis.low, noun.end, c.start):
                return of_date(self.analysis.low, Date(c.start, c.end, c.value.edtf.removeprefix("../")))
        return None

    def _period(self, chunks: list[Chunk], date: Chunk) -> Chunk:
        """From the first to the last date of the list that `date` is in: "agreements of 1991, 1994 and 2004"."""
        k = chunks.index(date)
        listed = [k]
        for step in (-1, 1):
            n = k + step
            while 0 <= n < len(chunks) and (
                chunks[n].low in (",", "in") or chunks[n].word("conj") or chunks[n].tag == "date"
            ):
                if chunks[n].tag == "date" and not (step > 0 and len(listed) == 1 and new_clause(chunks, k, n)):
                    listed.append(n)  # and not "in 1993, and 1996 saw the first"
                n += step
        first, last = chunks[min(listed)], chunks[max(listed)]
        edtf = interval(first.value.edtf, last.value.edtf) if len(listed) > 1 else None
        return of_date(self.analysis.low, Date(first.start, last.end, edtf)) if edtf else date

    def _followed(self, s: Analysed, noun: Noun) -> Chunk | None:
        """The date of one that comes after another: "was followed on 11 November by an accord and in May by a pact"."""
        low = self.analysis.low
        for c in s.chunks:
            if c.tag == "date" and c.end < noun.start and _BY_ONE.fullmatch(low, c.end, noun.start):
                led = _FOLLOWED.search(low, max(s.start, c.start - _LED), c.start)
                goes_on = _AND_IN.search(low, s.start, c.start) and _FOLLOWED_BEFORE.search(low, s.start, c.start)
                return c if led or goes_on else None
        return None

    def _dated(self, chunks: list[Chunk], i: int, j: int, first: int, last: int, noun: Noun) -> Chunk | None:
        """The date beside the noun, where it is no term that the agreement covers ("for the years 2017 to 2020")."""
        date = dating.date_near(chunks, i, j, first, last)
        if date is not None and (
            date.end <= chunks[first].start
            or date.value.edtf.endswith("/..")
            or _DUE.search(self.analysis.low, chunks[first].start, date.start)
        ):
            return None  # "the most extensive since the 1950s", "by the end of 2024"
        if date is not None and (
            _of_one(self.analysis.low, noun, date) or self._of_clause_before(chunks, i, first, date)
        ):
            return None
        if date is not None and (covers(chunks, date) or (is_term(chunks, i, date) and not noun.plural)):
            others = [c for c in chunks[j:last] if c.tag == "date" and c is not date and not covers(chunks, c)]
            return others[0] if others else None
        return date

    def _of_talks(self, behind: list[Chunk], noun: Noun) -> Chunk | None:
        """The date of the talks that it ended: "in a joint declaration after two hours of talks on Thursday"."""
        dates = (c for c in behind if c.tag == "date")
        return next((c for c in dates if after_talks().fullmatch(self.analysis.low, noun.end, c.start)), None)

    def _of_list(self, s: Analysed, noun: Noun) -> Chunk | None:
        """The date of all that a colon opens the list of: "two documents came out of the May talks: a statement"."""
        colon = self.analysis.low.rfind(":", s.start, noun.start)
        if colon < 0 or not _LIST.search(self.analysis.low, s.start, colon):
            return None
        dates = [c for c in s.chunks if c.tag == "date"]
        return dates[0] if len(dates) == 1 and dates[0].end <= colon else None

    def _same(self, s: Analysed, noun: Noun, hi: int) -> Chunk | None:
        """The date told before it: "and on the same day a declaration", "the same day as the agreement on"."""
        low = self.analysis.low
        if SAME_DAY.search(low, noun.end, hi) or SAME_DAY.search(low, max(s.start, noun.start - _NEAR), noun.start):
            return next((c for c in reversed(s.chunks) if c.tag == "date" and c.end <= noun.start), None)
        return None

    def _of_clause_before(self, chunks: list[Chunk], i: int, first: int, date: Chunk) -> bool:
        """Whether another was signed then: "A was signed in 2021, and just recently an agreement was signed"."""
        k = chunks.index(date)
        signed = acts("signed").search(self.analysis.low, chunks[first].start, date.start) if k > first else None
        return k < i and signed is not None and new_clause(chunks, k, i)

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
            and not covers(s.chunks, c)
            and not is_term(s.chunks, at, c, plural=noun.plural)
            and not _of_one(self.analysis.low, noun, c)
            and not c.value.edtf.endswith("/..")
            and not _DUE.search(self.analysis.low, lo, c.start)
        ]
        verbs = [attending.index_at(s.chunks, act.start()) for act in signings]
        if any(act[0].startswith("sign") for act in signings):
            signings = [act for act in signings if not act[0].startswith("initial")]
        if any(noun.end <= s.chunks[i].start for i in dates):  # else it may be shared
            dates = [i for i in dates if not (s.chunks[i] is self.taken and s.chunks[i].end <= noun.start)]
        own = [act for act in signings if not new_clause(s.chunks, attending.index_at(s.chunks, act.start()), at)]
        for act in (own or signings)[:2]:  # else it is a signing of something else
            v = attending.index_at(s.chunks, act.start())
            others = [k for k in verbs if k != v]
            apart = [new_clause(s.chunks, v, i) or any(0 < i - k < _OBJECT and i < v for k in others) for i in dates]
            near = [(abs(i - v) + (8 if far else 0), i) for i, far in zip(dates, apart, strict=True)]
            near = [(d, i) for d, i in near if i < v or d <= 12 or runs_on(s.chunks[v + 1 : i])]
            near = [(d, i) for d, i in near if not of_another(s.chunks, signings, v, i)]
            if near:
                return s.chunks[min(near)[1]]
        return None

    def is_its_own(self, noun: Noun, date: Chunk) -> bool:
        """Whether the noun is called by the date: "the 1972 ABM Treaty", "the agreement of 10 June 1999"."""
        low, about = self.analysis.low, labels.stated_object(self.analysis.low, noun)
        of = low[noun.end : date.start] in (" of ", " dated ") or (about is not None and self._is_of(date, about.end()))
        return of or noun.start <= date.start < noun.core or 0 <= noun.start - date.end <= 1

    def is_signing(self, noun: Noun, act: Span | None, date: Chunk, status: str | None, reach: Span) -> bool:
        """Whether the date is that of the signing, and not of what came after it ("extended the treaty in 2021")."""
        if status in ("negotiating", "expected"):
            return False
        bracketed = self.analysis.low[noun.end : date.start].endswith("(")
        if (
            bracketed
            or self.is_its_own(noun, date)
            or self.analysis.low.endswith((" of ", " dated "), 0, date.start)
            or self._tells_age(date)
            or (date.end < noun.start and opens().fullmatch(self.analysis.low, reach[0], noun.start))
            or _BY_ONE.fullmatch(self.analysis.low, date.end, noun.start) is not None
        ):
            return True
        known = noun.entry.data.get("signed") if noun.entry else None
        if known and date.value.edtf[:4] != known[:4] and not acts("signings").search(self.analysis.low, *reach):
            return False  # "the CFE treaty was adapted in 1999"
        between = self.analysis.low[noun.end : date.start]
        if _RATIFIED.search(between):
            return False  # "concluded a pact and ratified it in July 2012"
        if act is None:
            return True
        ratified = self.analysis.low[slice(*act)] in words("agreements", "ratified")
        if ratified:
            return date.end <= act[0]
        if status not in ("in_force", "expired", "terminated"):
            return True
        low = self.analysis.low
        told = acts("signings").search(low, max(0, noun.start - _NEAR), noun.start)
        if told and noun.end <= act[0] and date.end <= act[0]:
            return True  # "signed an agreement in 2009 and extended it in 2020"
        signings = acts("signed" if status in ("expired", "terminated") else "signings")
        signing = [m.end() for m in signings.finditer(self.analysis.low, noun.end, date.start)]
        return bool(signing) and not signing[-1] < act[0] < date.start
