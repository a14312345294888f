"""Agreements: which of those that a sentence names are rows, and what the row says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extract import agreement_nouns, event_terms, events
from pipeline.extract.agreement_nouns import Noun
from pipeline.extract.analysis import Analysed, Analysis
from pipeline.extract.chunks import Chunk
from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.event_words import pattern, section, words
from pipeline.extract.events import Parties, Span
from pipeline.extract.focus import Focus
from pipeline.extract.patterns import UNHYPHENED, either
from pipeline.extract.topics import topic

# No agreement there, or none yet: "no treaty", "any agreement", "without a pact", "akin to".
_NO_ONE = r"\b(?:%s) (?:an? |the |formal |such |military )*(?:\S+ ){0,2}$"


@dataclass(slots=True)
class Setting:
    """What a sentence says around one agreement, whose words are `chunks[i:j]`."""

    i: int
    j: int
    first: int  # the chunks between the agreement before it and the one after
    last: int
    date: Chunk | None
    about: tuple[str, Span] | None
    act: str | None  # what was done with it
    act_span: Span | None


@cache
def _planned() -> re.Pattern[str]:
    """A signing still to come: "expected to be signed"."""
    data = section("agreements")
    return re.compile(rf"\b(?:{either(data['planning'])}) (?:be )?(?:{either(data['planned'])})\b")


def _acts(name: str) -> re.Pattern[str]:
    """The words for one thing that is done with agreements, by its name in the lexicon."""
    return pattern("agreements", name, UNHYPHENED)


def _covers(chunks: list[Chunk], date: Chunk) -> bool:
    """Whether the date is a term that an agreement covers: "for the years 2017 to 2020", "covering 2021 to 2025"."""
    i = next(k for k, c in enumerate(chunks) if c is date)
    lead = [c.low for c in chunks[max(0, i - 3) : i]]
    return not words("agreements", "covers").isdisjoint(lead) and "since" not in lead


def _new_clause(chunks: list[Chunk], a: int, b: int) -> bool:
    """Whether a comma and a conjunction part the two places: ", and in June the agencies ..."."""
    first, last = sorted((a, b))
    return any(chunks[k].low == "," and chunks[k + 1].word("conj") for k in range(first, last))


class Agreements:
    """The rules of `agreements`. One object reads the sentences of one document in order."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.focus = analysis, focus
        self.last: int | None = None  # the flow in which an agreement was named last

    def read(self, s: Analysed) -> Iterator[Draft | Doubt]:
        """Rows and doubts of one sentence."""
        found = agreement_nouns.find(self.analysis, s)
        low = self.analysis.low
        for number, noun in enumerate(found):
            lo = max(found[number - 1].end if number else s.start, low.rfind(";", s.start, noun.start) + 1)
            stop = low.find(";", noun.end, s.end)
            hi = min(found[number + 1].start if number + 1 < len(found) else s.end, stop if stop >= 0 else s.end)
            made = self._row(s, noun, lo, hi)
            if made:
                yield made

    def _row(self, s: Analysed, noun: Noun, lo: int, hi: int) -> Draft | Doubt | None:
        at = self._setting(s, noun, lo, hi)
        if not noun.title:
            if self._definite(s, noun, at.i) and self.last is not None:
                return None  # "the treaty": the one named before
            if reason := self._unidentified(s, noun, at):
                return Doubt("agreements", s.start, s.end, reason)
        parties = self._parties(s, noun, at)
        if len(parties) < 2 or (noun.weak and sum(span is not None for _, span in parties) < 2):
            return Doubt("agreements", s.start, s.end, "no_party")
        self.last = s.sentence.flow
        return self._draft(s, noun, at, parties)

    def _setting(self, s: Analysed, noun: Noun, lo: int, hi: int) -> Setting:
        """The date, topic and act of an agreement, between `lo` and `hi`."""
        chunks = s.chunks
        i, j = events.index_at(chunks, noun.start), events.index_at(chunks, noun.end - 1) + 1
        first = events.index_at(chunks, lo) if lo > s.start else 0
        last = events.index_at(chunks, hi) if hi < s.end else len(chunks)
        date = self._signing(s, noun, lo, hi) or self._dated(chunks, i, j, first, last)
        about = topic(self.analysis.low, (noun.start, noun.end), (noun.end, hi), (lo, noun.start))
        return Setting(i, j, first, last, date, about, *self._act(noun, lo, hi))

    def _definite(self, s: Analysed, noun: Noun, i: int) -> bool:
        """A bare "the treaty" or "this agreement"."""
        bare = noun.start == noun.core and i > 0 and s.chunks[i - 1].low in ("the", "this", "that", "these", "those")
        return bare and not re.match(r" (?:of|on|for|between|to) ", self.analysis.low[noun.end : noun.end + 9])

    def _unidentified(self, s: Analysed, noun: Noun, at: Setting) -> str | None:
        """Why the noun names no agreement that could be looked up; None where it does."""
        if self._commercial(s.chunks, noun, at.i, at.j):
            return "mentioned_only"
        low = self.analysis.low
        if pattern("agreements", "no_one", _NO_ONE).search(low[max(s.start, noun.start - 40) : noun.start]):
            return "general_talk"
        near = at.act is not None and self._close(at.act_span, noun)
        if at.date is not None and (not noun.weak or (near and not noun.plural)):
            return None
        named = at.about or agreement_nouns.stated_object(low, noun)
        if near and named and not noun.plural and not noun.weak:
            return None
        parties = events.actors(s.chunks, at.i)[0] or events.owners(s.chunks, at.i)
        narrow = at.about is not None and at.about[0] in words("agreements", "narrow")
        if narrow and noun.kind == "treaty" and not noun.plural and len(parties) >= 2:
            return None
        return "no_document" if noun.plural or noun.weak else "general_talk"

    def _close(self, span: Span | None, noun: Noun) -> bool:
        """Whether the act is this noun's own: at most a few words lie between them."""
        if span is None:
            return False
        gap = self.analysis.plain[min(span[1], noun.end) : max(span[0], noun.start)]
        return len(gap.split()) <= 14 and ";" not in gap

    def _commercial(self, chunks: list[Chunk], noun: Noun, i: int, j: int) -> bool:
        """An order of arms is a transfer, no agreement."""
        if "contract" in noun.head and any(c.tag == "good" and not c.value.vague for c in chunks):
            return True
        near = [c.value for c in chunks[max(0, i - 4) : j + 6] if c.tag == "good" and not c.value.vague]
        return any(good.designation and good.category != "space" for good in near)

    def _dated(self, chunks: list[Chunk], i: int, j: int, first: int, last: int) -> Chunk | None:
        """The date beside the noun, where it is no term that the agreement covers ("for the years 2017 to 2020")."""
        date = event_terms.date_near(chunks, i, j, first, last)
        return date if date is not None and not _covers(chunks, date) else None

    def _signing(self, s: Analysed, noun: Noun, lo: int, hi: int) -> Chunk | None:
        """The date of the act of signing nearest to the noun: the date nearest to that verb, in its clause."""
        acts = sorted(_acts("signed").finditer(self.analysis.low, lo, hi), key=lambda m: abs(m.start() - noun.start))
        dates = [
            i for i, c in enumerate(s.chunks) if c.tag == "date" and lo <= c.start < hi and not _covers(s.chunks, c)
        ]
        for act in acts[:2]:
            v = events.index_at(s.chunks, act.start())
            near = [(abs(i - v) + (8 if _new_clause(s.chunks, v, i) else 0), i) for i in dates]
            near = [(d, i) for d, i in near if i < v or d <= 12]
            if near:
                return s.chunks[min(near)[1]]
        return None

    def _act(self, noun: Noun, lo: int, hi: int) -> tuple[str | None, Span | None]:
        """What was done with it. A planned signing goes first, then an end, then the nearest act."""
        low = self.analysis.low
        if planned := _planned().search(low, lo, hi):
            return "expected", planned.span()
        for name in ("terminated", "expired", "in_force"):
            if m := _acts(name).search(low, lo, hi):
                return name, m.span()
        best: tuple[int, str, Span] | None = None
        for rank, name in enumerate(("negotiating", "expected", "signed")):
            for m in _acts(name).finditer(low, lo, hi):
                distance = (noun.start - m.end() if m.end() <= noun.start else m.start() - noun.end) + 5 * rank
                if best is None or distance < best[0]:
                    best = (distance, name, m.span())
        return (best[1], best[2]) if best else (None, None)

    def _parties(self, s: Analysed, noun: Noun, at: Setting) -> Parties:
        """Those of the lexicon; else those at the noun; else all in its part of the sentence, or in all of it."""
        named = events.parties_near(s, at.i, at.first, at.last)
        if noun.entry and noun.entry.data.get("parties"):
            spans = dict(named)
            return [(code, spans.get(code)) for code in sorted(set(noun.entry.data["parties"]))]
        actors, owners = events.actors(s.chunks, at.i)[0], events.owners(s.chunks, at.i)
        close = dict([*actors, *owners, *events.partners(s.chunks, at.j)])
        if len(close) >= 2:
            return list(close.items())
        if len({code for code, _ in named}) < 2:
            named = events.parties_near(s, at.i, 0, len(s.chunks))
        return events.with_pair(named, self.focus)

    def _draft(self, s: Analysed, noun: Noun, at: Setting, parties: Parties) -> Draft:
        span = (noun.start, noun.end)
        method = "named" if noun.entry else "titled" if noun.title else "noun_group"
        draft = Draft("agreements", s.start, s.end, f"agreements/{method}")
        subject = at.about[0] if at.about else None
        draft.claim("title", noun.title or agreement_nouns.label(self.analysis, noun, subject, at.date), span)
        draft.claim("kind", self._kind(noun, subject), span)
        draft.claim("parties", sorted({code for code, _ in parties}), next((sp for _, sp in parties if sp), None))
        if at.about:
            draft.claim("subject", *at.about)
        status = at.act or ("signed" if at.date else None)
        draft.claim("status", status, at.act_span or (at.date.value if at.date else None))
        factuality = "possible" if status == "expected" else "asserted"
        draft.claim("factuality", factuality, at.act_span or span)
        if at.date is not None and self._dates_signing(noun, at, at.date, status):
            draft.claim("signed_date", at.date.value.edtf, at.date.value)
        return draft

    def _kind(self, noun: Noun, subject: str | None) -> str:
        """The kind that the noun names, or a narrower one that the subject tells."""
        if subject and "border" in subject and noun.kind in ("other", "framework", "treaty"):
            return "confidence_building" if "confidence" in subject else "border"
        if noun.kind == "other" and subject in words("agreements", "framework_subjects"):
            return "framework"
        return noun.kind

    def _dates_signing(self, noun: Noun, at: Setting, date: Chunk, status: str | None) -> bool:
        """Whether the date is that of the signing, and not of a renewal ("extended the treaty in 2021")."""
        acted = at.act_span is not None and at.act_span[1] <= noun.start
        renewed = status == "in_force" and acted and date.start >= noun.end
        own = self.analysis.low[noun.end : date.start].strip() == "of"
        return (own or not renewed) and status not in ("negotiating", "expected")
