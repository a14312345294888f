"""Exercises and joint patrols: which of those that a sentence names are rows, and what the row says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.extract import cues, event_terms, events, exercise_names, exercise_terms, syntax
from pipeline.extract.analysis import Analysed, Analysis
from pipeline.extract.chunks import Chunk
from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.event_words import pattern, words
from pipeline.extract.events import Countries, Parties, Span
from pipeline.extract.exercise_names import Named
from pipeline.extract.focus import Focus
from pipeline.read.document import BlockKind

_GENERAL = r"\b(?:%s) (?:of )?(?:\S+ ){0,3}$"
_GENERAL_AFTER = r"\s*(?:%s)"
_PATROL = "joint bomber patrol"


@dataclass(slots=True)
class Setting:
    """What a sentence says around one exercise, whose words are `chunks[lo:hi]`."""

    lo: int
    hi: int
    date: Chunk | None
    place: Span | None
    behind: Countries  # the countries listed right behind its words
    named: Countries  # all that take part
    absent: set[str]  # those said not to


class Exercises:
    """The rules of `exercises`. One object reads the sentences of one document in order."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.focus = analysis, focus
        self.last: tuple[int, Draft] | None = None  # flow and draft of the exercise named last

    def read(self, s: Analysed) -> Iterator[Draft | Doubt]:
        """Rows and doubts of one sentence."""
        found = exercise_names.find(self.analysis, s)
        for number, item in enumerate(found):
            before = found[number - 1].end if number else s.start
            after = found[number + 1].start if number + 1 < len(found) else s.end
            for made in self._rows(s, item, self._setting(s, item, before, after)):
                if isinstance(made, Draft):
                    self.last = (s.sentence.flow, made)
                yield made

    def _setting(self, s: Analysed, item: Named, before: int, after: int) -> Setting:
        """The date, place and countries of an exercise, between the one before it and the one after."""
        chunks = s.chunks
        lo, hi = events.index_at(chunks, item.start), events.index_at(chunks, item.end - 1) + 1
        first = events.index_at(chunks, before) if before > s.start else 0
        last = events.index_at(chunks, after) if after < s.end else len(chunks)
        date = exercise_terms.edition_date(chunks, item, lo) or event_terms.date_near(
            chunks, lo, hi, 0, min(last, hi + 16) if item.generic else last
        )
        place = event_terms.place_near(chunks, hi, min(last, hi + 12))
        if place is None and first == 0 and last == len(chunks):
            place = event_terms.place_near(chunks, 0, lo)
        behind = events.partners(chunks, hi)
        present, absent = events.actors(chunks, lo)
        named = list(dict([*present, *events.owners(chunks, lo), *behind]).items())
        if len(named) < 2 or not item.generic:
            named = self._with_forces(chunks, item, hi, named)
        away = {code for code, _ in absent}
        return Setting(lo, hi, date, place, behind, [(code, span) for code, span in named if code not in away], away)

    def _with_forces(self, chunks: list[Chunk], item: Named, hi: int, named: Countries) -> Countries:
        """`named` and the countries whose forces the sentence names; not an outsider alone."""
        relative = (j for j in range(hi, len(chunks)) if chunks[j].word("rel"))
        stop = next(relative, len(chunks)) if item.generic else len(chunks)
        seen = list(dict([*named, *events.forces(chunks[:stop])]).items())
        return seen if len(seen) > 1 or {code for code, _ in seen} <= set(self.focus.main or ()) else named

    def _rows(self, s: Analysed, item: Named, at: Setting) -> Iterator[Draft | Doubt]:
        vague = item.kind in (None, "other", "command_staff")
        if vague and item.name.endswith(("patrol", "flight")):  # "patrols of strategic bombers"
            item.kind = exercise_names.kind_of_forces(self.analysis.low[s.start : s.end]) or item.kind
        if item.generic:
            if not at.behind and (again := self._again(s, item, at)):
                yield again
                return
            item = self._continued(s, item, at.lo)
            if reason := self._unidentified(s, item, at):
                yield Doubt("exercises", s.start, s.end, reason)
                return
        participants = [p for p in events.with_pair(at.named, self.focus) if p[0] not in at.absent]
        beside = events.partners(s.chunks, at.hi, ("with",)) if item.generic else []
        outside = [p for p in beside if p[0] not in (self.focus.main or ())]
        open_date = at.date is None or at.date.value.edtf.endswith("~")
        if len(outside) > 1 and item.plural and open_date:  # "exercises with Iran and South Africa": one with each
            codes = {code for code, _ in outside}
            others = [p for p in participants if p[0] not in codes]
            for partner in outside:
                yield self._draft(s, item, [*others, partner], at.date, at.place, self._name(item, partner))
            return
        name = self._name(item, outside[0]) if outside else item.name
        if item.series and len(participants) < 2:
            usual = item.series.data.get("usual", [])
            known = {code for code, _ in participants} | at.absent
            participants = [*participants, *((code, None) for code in usual if code not in known)]
        every = exercise_terms.each_date(self.analysis, s.chunks, item, at.date)
        for when in every:
            own = exercise_terms.place_of(s.chunks, when) if len(every) > 1 else None
            yield self._draft(s, item, participants, when, own or at.place, name)

    def _name(self, item: Named, partner: tuple[str, Span]) -> str:
        """The label of an exercise with a country from outside the pair in focus."""
        start, end = partner[1]
        return f"{item.name} with {self.analysis.plain[start:end]}"

    def _unidentified(self, s: Analysed, item: Named, at: Setting) -> str | None:
        """Why a noun group names no exercise that could be looked up; None where it does."""
        if self._in_general(s, item):
            return "general_talk"
        codes = {code for code, _ in at.named}
        if not self._joint(s, item, codes) or (not codes and not self.focus.main):
            return "no_party"
        patrol = "patrol" in item.name
        outside = {code for code, _ in at.behind} - set(self.focus.main or ())
        placed = at.place and (patrol or item.kind is not None)
        if at.date or placed or outside or (patrol and item.kind and not item.plural):
            return None
        return "no_name_date_or_place"

    def _joint(self, s: Analysed, item: Named, codes: set[str]) -> bool:
        """Whether more than one country takes part."""
        low = self.analysis.low
        return (
            item.joint
            or " together" in low[item.end : item.end + 14]
            or len(codes) >= 2
            or "joint" in low[max(s.start, item.start - 30) : item.end]
            or "lateral" in item.name
        )

    def _in_general(self, s: Analysed, item: Named) -> bool:
        """Whether the words speak of exercises in general, or caption a figure about them."""
        low = self.analysis.low
        ahead, behind = low[max(s.start, item.start - 45) : item.start], low[item.end : item.end + 30]
        if pattern("exercises", "general", _GENERAL).search(ahead):
            return True
        if pattern("exercises", "general_after", _GENERAL_AFTER).match(behind):
            return True
        end = events.index_at(s.chunks, item.start)
        start = syntax.skip_back(s.chunks, end - 1) + 1
        if item.plural and any(c.tag == "count" and c.value.value > 2 for c in s.chunks[start:end]):
            return True
        caption = s.sentence.block.kind == BlockKind.CAPTION
        return caption and not pattern("exercises", "held").search(low, s.start, s.end)

    def _again(self, s: Analysed, item: Named, at: Setting) -> Draft | None:
        """ "China also took part in those drills": says more of the exercise named before in the paragraph."""
        if not self.last or self.last[0] != s.sentence.flow or at.date or not at.named:
            return None
        if not at.lo or s.chunks[at.lo - 1].low not in words("exercises", "said_before"):
            return None
        earlier = self.last[1]
        span = (item.start, item.end)
        draft = Draft("exercises", s.start, s.end, "exercises/said_before")
        for name in ("name", "series", "kind", "date"):
            if name in earlier.claims:
                draft.claim(name, earlier.value(name), span)
        draft.claim("participants", sorted({code for code, _ in at.named}), at.named[0][1])
        draft.claim("factuality", "asserted", span)
        draft.claim("status", earlier.value("status"), span)
        return draft

    def _continued(self, s: Analysed, item: Named, lo: int) -> Named:
        """ "A second exercise was held in Beijing": one more, in kind and series, of those named just before."""
        lead = s.chunks[syntax.skip_back(s.chunks, lo - 1) + 1 : lo]
        said = " ".join(c.low for c in lead) + " " + self.analysis.low[item.start : item.end]
        more = pattern("exercises", "more").search(said)
        if not more or item.plural or not self.last or s.sentence.flow - self.last[0] > 1:
            return item
        earlier = self.last[1]
        label = item.name if item.name not in ("joint exercise", "joint drill") else str(earlier.value("name"))
        return replace(item, name=label, kind=item.kind or earlier.value("kind"), joint=True)

    def _draft(
        self, s: Analysed, item: Named, participants: Parties, date: Chunk | None, place: Span | None, name: str
    ) -> Draft:
        span = (item.start, item.end)
        method = "noun_group" if item.generic else "series" if item.series else "edition"
        draft = Draft("exercises", s.start, s.end, f"exercises/{method}")
        stated = date.value.edtf if date else None
        self._claim_names(draft, item, name, stated)
        draft.claim("kind", item.kind or "other", span)
        spans = [found for _, found in participants if found]
        draft.claim("participants", sorted({code for code, _ in participants}), spans[0] if spans else None)
        if item.year and not (stated and stated.startswith(item.year)):
            draft.claim("date", item.year, span)
        elif date and stated:
            draft.claim("date", stated, date.value)
        if place:
            draft.claim("location", " ".join(self.analysis.plain[place[0] : place[1]].split()), place)
        draft.claim("status", *exercise_terms.status(self.analysis, s, stated or item.year, span))
        draft.claim("factuality", *self._factuality(s, item, draft))
        for column, number, count in exercise_terms.sizes(self.analysis, s):
            if column not in draft.claims:
                draft.claim(column, number, count)
        return draft

    def _claim_names(self, draft: Draft, item: Named, name: str, stated: str | None) -> None:
        """Claim the label, which ends in the year where that is known, and the series."""
        span = (item.start, item.end)
        label = _PATROL if item.generic and item.kind == "air_patrol" and "patrol" in name else name
        if item.series and not item.year and stated and re.match(r"\d{4}(?!X)", stated) and "/" not in stated:
            label = f"{label}-{stated[:4]}"
        draft.claim("name", label, span)
        if item.series:
            draft.claim("series", item.series.name, span)
        elif label == _PATROL:
            draft.claim("series", label, span)
        elif not item.generic and item.year:
            draft.claim("series", item.name[:-5], span)

    def _factuality(self, s: Analysed, item: Named, draft: Draft) -> tuple[str, Chunk | Span]:
        """How the source puts it, with the cue: hearsay where a word says "reported", else what a plan leaves open."""
        span = (item.start, item.end)
        reading = cues.read(s.chunks, None, events.index_at(s.chunks, item.start), "ed", None, True)
        cue = reading.factuality_cue
        if reading.factuality == "reported" and cue and "reported" in cue.low:
            return "reported", cue
        if reading.factuality == "possible" and draft.value("status") == "planned":
            return "possible", cue or span
        return "asserted", span
