"""Agreements: which of those that a sentence names are rows, and what the row says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.agreements import (
    agreeing,
    ellipsis,
    identity,
    labels,
    naming,
    neighbours,
    reach,
    several,
    standing,
)
from pipeline.extract.agreements.identity import Setting
from pipeline.extract.agreements.naming import Noun
from pipeline.extract.agreements.sides import Sides
from pipeline.extract.agreements.signing import Dates
from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.events import attending
from pipeline.extract.events.attending import Parties, Span
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.lexicon.event_words import section, words
from pipeline.extract.lexicon.topics import topic
from pipeline.read.document import BlockKind

_BACK = 3  # sentences that may tell what an agreement is about
_SIDES = re.compile(r" (?:with|between)\b")
_THEY = re.compile(r"\bthey (?:(?:also|then|had|have|jointly|even|both|again) )*$")
_AT_THE_TIME = re.compile(r"\b(?:after|before|during|since|until|amid) (?:[\w-]+ ){0,3}$")
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is)(?: \w+)? $")


class Agreements:
    """The rules of `agreements`. One object reads the sentences of one document in order."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.dates, self.sides = analysis, Dates(analysis), Sides(analysis, focus)
        self.last: int | None = None  # the flow in which an agreement was named last
        self.made: Analysed | None = None  # the sentence of the last row
        self.named: tuple[Analysed, Noun] | None = None  # the last that a sentence named, and that sentence
        self.kind = "other"  # of the last row
        self.subject: str | None = None  # of the last row
        self.told: dict[tuple[str, ...], str] = {}  # subjects by noun, year and parties: "the 2015 agreement" again

    def read(self, s: Analysed) -> Iterator[Draft | Doubt]:
        """Rows and doubts of one sentence."""
        found = naming.find(self.analysis, s)
        found = sorted([*found, *several.named(self.analysis, s)], key=lambda f: f.start)
        found = agreeing.by_verb(self.analysis, s, found)
        found = ellipsis.with_another(self.analysis, s, self._named_before(s), found)
        low, lo = self.analysis.low, s.start
        drawn: list[Draft] = []
        for number, noun in enumerate(found):
            if number and reach.is_about(low, found[number - 1], noun) and not noun.title:
                continue  # "a statement on the nuclear deal"
            lo, own, hi = reach.of(low, s, found, number, lo)
            made = self._row(s, noun, (lo, own, hi))
            if isinstance(made, Draft):
                self._follow(s, noun, made, reach.next_one(low, s, found, number))
                another = number and several.added(low, found[number - 1], noun)
                several.set_apart(made, drawn if noun.again or another else [])
                drawn.append(made)
            each = several.each_side(s.chunks, attending.index_at(s.chunks, noun.end))
            if isinstance(made, Draft) and each:
                yield from several.apart(made, noun, each)
            elif made:
                yield made
            if isinstance(made, Draft) and (more := standing.extension(low, s, noun, made)):
                yield more
        if found:
            self.named = (s, found[-1])

    def _named_before(self, s: Analysed) -> Noun | None:
        """The agreement that the sentences just before name last."""
        return self.named[1] if self.named and self.named[0] in ellipsis.just_before(s) else None

    def _row(self, s: Analysed, noun: Noun, bounds: tuple[int, int, int]) -> Draft | Doubt | None:
        at = self._setting(s, noun, *bounds)
        low = self.analysis.low
        if noun.again and at.date is self.dates.taken and _SIDES.match(low, noun.end):
            at.date = None  # "the one signed in 1988, and that with China"
        self.dates.taken = at.date
        if not noun.title and identity.own_day(low, noun, at) and (meant := naming.of_day(noun, at.date)):
            noun.entry, noun.title = meant, meant.name
        bare = not noun.title and identity.definite(low, s, noun, at.i)
        if bare and self.last is not None:  # "the treaty"
            return None if at.date is None else Doubt("agreements", s.start, s.end, "mentioned_only")
        self._tell(s, noun, at, *bounds)
        same = noun.again or (at.act and labels.stated_object(low, noun))
        noun.weak = noun.weak and not (same and self.made is s)  # its sides are those of the one before
        reason = None if noun.title else identity.unidentified(low, s, noun, at)
        told_before = (self.named is not None and self.named[1].plural, self.subject)
        if noun.afresh and not identity.one_more(low, s, noun, at, told_before):
            reason = "no_document"
        signed = at.date or (at.beside[1] if at.beside else None)
        parties = [] if reason else self.sides.of(s, noun, (at.i, at.j, at.first, at.last), signed)
        if at.act == "expected" and neighbours.refused(self.analysis, s, noun, {code for code, _ in parties}):
            reason = "general_talk"  # "offered a treaty ... Beijing declined it"
        if reason:
            self.subject = at.about[0] if at.about else None
            return Doubt("agreements", s.start, s.end, reason)
        told = sum(span is not None for _, span in parties)
        if at.act_span and _THEY.search(self.analysis.low, s.start, at.act_span[0]):
            told = len(parties)
        narrow = at.date is not None and at.about is not None and at.about[0] in words("agreements", "narrow")
        weak = noun.weak and told < 2 and not (narrow or identity.of_a_day(self.analysis.low, s, noun, at))
        if len(parties) < 2 or weak:
            return Doubt("agreements", s.start, s.end, "no_party")
        if at.act == "terminated" and at.act_span and at.act_span[0] > noun.end and at.date:
            acting = _PASSIVE.search(self.analysis.low, s.start, at.act_span[0]) is None
            codes = {code for code, _ in parties}
            if neighbours.by_others(self.analysis, noun.end, at.act_span, codes, acting=acting):
                at.act, at.act_span = "signed", None  # "but China tore it up", which is no side
        self.last, self.made = s.sentence.flow, s
        return self._draft(s, noun, at, parties)

    def _setting(self, s: Analysed, noun: Noun, lo: int, own: int, hi: int) -> Setting:
        """Where an agreement stands in its sentence, and its date, between `lo` and `hi`."""
        chunks = s.chunks
        i, j = attending.within(chunks, noun.start, noun.end)
        first, last = attending.index_at(chunks, lo), attending.index_at(chunks, hi)
        own_date = self.dates.of(s, noun, noun.start, hi) if lo < own else None
        date = own_date or self.dates.of(s, noun, lo, hi)  # "signed a statement in May, and another in June"
        return Setting(i, j, first, last, date)

    def _tell(self, s: Analysed, noun: Noun, at: Setting, lo: int, own: int, hi: int) -> None:
        """Add to `at` what is done with the agreement, between `lo` and `hi`, its topic, and a date beside it."""
        low = self.analysis.low
        at.about = self._about(noun, own, hi)
        at.act, at.act_span = standing.act(low, noun, lo, hi)
        if at.act in ("signed", None) and neighbours.never_signed(self.analysis, s):
            at.act, at.act_span = "negotiating", at.act_span or (noun.start, noun.end)
        elif at.date and self.dates.is_its_own(noun, at.date) and standing.others_work(low, noun, at.act, at.act_span):
            at.act, at.act_span = None, None
        if at.date is None and not noun.plural and not noun.renews:
            at.beside = neighbours.signing(self.analysis, s)

    def _about(self, noun: Noun, own: int, hi: int) -> tuple[str, Span] | None:
        """What it is about: a narrow topic behind the noun before a broad one in it ("Programme of Cooperation")."""
        low, broad = self.analysis.low, words("agreements", "broad")
        called = topic(low, (noun.start, noun.end))
        if called is None:
            clause = None if noun.plural else reach.CLAUSE.search(low, noun.end, hi)
            hi = clause.start() if clause else hi
            stated = labels.stated_object(low, noun)
            comma = low.find(",", noun.end, hi) if stated else -1
            said = stated.span() if stated and stated.end() < hi else (noun.end, noun.end)
            before = (noun.start if noun.again else own, noun.start)
            behind = topic(low, said, (noun.end, comma if comma >= 0 else hi), (noun.end, hi))
            told = behind or topic(low, before)
            if told and told[0] in words("agreements", "bystanders") and identity.of_others(low, noun, told[1][0]):
                return None
            if told and not behind and stated and reach.CLAUSE.search(low, told[1][1], noun.start):
                return None  # "talks on missile defence failed, and they signed an agreement on tomatoes"
            timed = told and not behind and _AT_THE_TIME.search(low, own, told[1][0])  # "after the war they signed"
            return None if timed else told
        if called[0] not in broad or not labels.goes_on(low, noun):
            return called
        comma = low.find(",", noun.end, hi)
        behind = topic(low, (noun.end, comma if comma >= 0 else hi), (noun.end, hi))
        return behind if behind and behind[0] not in broad else called

    def _subject(self, s: Analysed, noun: Noun, at: Setting) -> tuple[str, Span] | None:
        """The same; but what the noun itself does not tell, and its sentence only broadly, the text before may."""
        at_noun = at.about and (at.about[1][0] < noun.end or labels.goes_on(self.analysis.low, noun))
        if noun.entry or (at.about and (at_noun or at.about[0] not in words("agreements", "broad"))):
            return at.about
        told = noun.again and self.subject is not None  # what it stands for tells
        bare = not told and noun.core == noun.start and not labels.stated_object(self.analysis.low, noun)
        return (bare and self._carried(s)) or at.about

    def _carried(self, s: Analysed) -> tuple[str, Span] | None:
        """The narrow topic of the sentences before in its paragraph, or of the heading above."""
        every = self.analysis.sentences
        at = every.index(s)
        near = every[max(0, at - _BACK) : at]
        alone = [e for e in near if e.before is None]  # news, with a paragraph for each sentence
        inside = [e for e in near if e.sentence.flow == s.sentence.flow]
        places = [(e.start, e.end) for e in reversed(near if len(alone) == len(near) else inside)]
        blocks = reversed(self.analysis.document.blocks)
        heading = next((b for b in blocks if b.start < s.start and b.kind == BlockKind.HEADING), None)
        if heading:
            places.append((heading.start, heading.end))
        found = (topic(self.analysis.low, place) for place in places)
        return next((t for t in found if t and t[0] in words("agreements", "carried")), None)

    def _draft(self, s: Analysed, noun: Noun, at: Setting, parties: Parties) -> Draft:
        span = (noun.start, noun.end)
        method = "named" if noun.entry else "titled" if noun.title else "noun_group"
        draft = Draft("agreements", s.start, s.end, f"agreements/{method}")
        codes = {code for code, _ in parties}
        this = (noun.head, at.date.value.edtf[:4] if at.date else "", *sorted(codes))
        about = self._subject(s, noun, at)
        if about and section("agreements")["about_party"].get(about[0]) in codes:
            about = None  # "a treaty with the United States"
        own = labels.stated_object(self.analysis.low, noun) is not None  # "another on space debris" is of nothing else
        if about is None and not own and at.date and noun.core == noun.start and this in self.told:
            about = (self.told[this], span)
        if about is None and not own and (noun.again or noun.renews) and self.subject:
            about = (self.subject, span)
        subject = about[0] if about else None
        self.subject = subject
        if subject:
            self.told[this] = subject
        told_apart = subject if about and not noun.start < about[1][0] < noun.end else None  # not what the noun says
        meant = None if noun.title else naming.known(noun, codes, at.date or (at.beside[1] if at.beside else None))
        named = meant.name if meant else noun.title
        signed = (
            at.date
            if at.date is not None and self.dates.is_signing(noun, at.act_span, at.date, at.act, (s.start, s.end))
            else None
        )
        draft.claim("title", named or labels.label(self.analysis, noun, told_apart, signed), span)
        kind = self._kind(noun, subject)
        again = noun.again and kind == "other" and self.analysis.low.startswith(" of ", noun.end)
        self.kind = self.kind if again else kind  # "an agreement of May 1991, the western part in one of September"
        draft.claim("kind", self.kind, span)
        draft.claim("parties", sorted(codes), next((sp for _, sp in parties if sp), None))
        if about:
            draft.claim("subject", *about)
        status, told = at.act or ("signed" if at.date else None), at.act_span or (at.date.value if at.date else None)
        if status is None and at.beside:
            status, told = standing.act(self.analysis.low, noun, at.beside[0].start, at.beside[0].end)
        draft.claim("status", status, told)
        put = standing.factuality(self.analysis.low, s, status, at.act_span or span)
        draft.claim("factuality", *put)
        if put[0] != "denied":
            self._date(draft, s, noun, at, signed)
        return draft

    def _date(self, draft: Draft, s: Analysed, noun: Noun, at: Setting, signed: Chunk | None) -> None:
        """Claim the date of signing that its sentence states, or else one beside it."""
        to_come = draft.value("status") in ("negotiating", "expected")
        beside = None if to_come else at.beside
        if signed is None and beside is None and not noun.plural and not noun.renews:
            beside = neighbours.signing_behind(self.analysis, s)  # "talks on a pact began. It was signed in 2008"
        if signed is not None:
            draft.claim("signed_date", signed.value.edtf, signed.value)
        elif beside:
            where, date = beside
            draft.start, draft.end = min(draft.start, where.start), max(draft.end, where.end)
            draft.claim("signed_date", date.value.edtf, date.value)
            if to_come:
                draft.claim("status", "signed", date.value)
                draft.claim("factuality", "asserted", date.value)

    def _follow(self, s: Analysed, noun: Noun, row: Draft, stop: int) -> None:
        """Add what became of it, where a word behind it that stands for it tells."""
        if (
            noun.renews
            or row.value("status") not in ("signed", "in_force", None)
            or row.value("factuality") == "denied"
        ):
            return
        told = neighbours.became(self.analysis, s, noun, stop, set(row.value("parties")))
        if told and told[0] != row.value("status"):
            row.claim("status", *told)
            row.end = max(row.end, told[1][1])

    def _kind(self, noun: Noun, subject: str | None) -> str:
        """The kind that the noun names, or a narrower one that its own words or the subject tell."""
        own = self.analysis.low[noun.start : noun.core].split()
        if own and own[-1] in ("border", "boundary", "frontier") and noun.kind == "other":
            return "border"
        if noun.kind == "other" and "framework" in self.analysis.low[noun.start : noun.end].split():
            return "framework"
        if subject and "border" in subject and noun.kind in ("other", "framework", "treaty"):
            return "confidence_building" if "confidence" in subject else "border"
        if subject in words("agreements", "confidence_subjects") and noun.kind in ("other", "treaty"):
            return "confidence_building"
        if noun.kind == "other" and noun.head != "protocol" and subject in words("agreements", "framework_subjects"):
            return "framework"
        return noun.kind
