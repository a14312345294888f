"""Exercises and joint patrols: which of those that a sentence names are rows, and what the row says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.events import attending, setting
from pipeline.extract.events.attending import Countries, Parties, Span
from pipeline.extract.exercises import facts, kinds, links, naming
from pipeline.extract.exercises.pointers import reference
from pipeline.extract.exercises.series import Named
from pipeline.extract.exercises.told import Told
from pipeline.extract.grammar import cues, syntax
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.grammar.parties import PAIR_PRONOUNS
from pipeline.extract.lexicon.event_words import pattern
from pipeline.read.document import BlockKind

_GENERAL = r"\b(?:%s) (?:of )?(?:(?!\S+, an? )\S+ ){0,3}$"
_GENERAL_AFTER = r"\s*(?:%s)"
_ONCE = re.compile(r"\b(?:first|largest|biggest|latest|just|week of|weeklong|week-long|round of|\w+-day|days of)\b")
_SERIES_OF = re.compile(r"\b(?:series|string|spate|flurry|host|range) of (?:[\w-]+ ){0,2}$")
_OURS = ("CHN", "RUS", "SUN")
_PATROL = "joint bomber patrol"
_NEAR = 2  # paragraphs from a series to "the 2009 edition"
_LEAD = 90  # letters of a sentence that only leads up to the next


@dataclass(slots=True)
class Setting:
    """What a sentence says around one exercise, whose words are `chunks[lo:hi]`."""

    lo: int
    hi: int
    reach: Span  # the words that tell of it, from the exercise before it to the one after
    date: Chunk | None
    until: str | None  # the day on which it ends
    place: Span | None
    behind: Countries  # the countries listed right behind its words
    named: Countries  # all that take part
    absent: set[str]  # those said not to


class Exercises:
    """The rules of `exercises`. One object reads the sentences of one document in order."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.focus = analysis, focus
        self.told: list[Told] = []  # what passages say, in order
        self.doubts: list[Doubt] = []
        self.names: set[str] = set()  # of series

    def read(self, s: Analysed) -> Iterator[Draft | Doubt]:
        """Take in one sentence. What it gives is known when all are read: see `finish`."""
        found = []
        here = [t for t in self.told if t.flow == s.sentence.flow]
        last = next((t.item for t in reversed(here) if not t.reason), here[-1].item if here else None)
        above = (t.item for t in reversed(self.told) if t.item.series and s.sentence.flow - t.flow <= _NEAR)
        for item in naming.find(self.analysis, s, last, next(above, None), self.names):
            if item.generic and not item.elliptic and self._in_general(s, item):
                self.doubts.append(Doubt("exercises", s.start, s.end, "general_talk"))
            else:
                found.append(item)
        for number, item in enumerate(found):
            before = found[number - 1].end if number else s.start
            after = found[number + 1].start if number + 1 < len(found) else s.end
            self.told += self._rows(s, item, self._setting(s, item, before, after))
            self.names |= {item.series.name} if item.series else set()
        return iter(())

    def finish(self) -> Iterator[Draft | Doubt]:
        """Rows and doubts of all that was read: what speaks of one exercise says that it does."""
        yield from self.doubts
        yield from links.linked(self.told)

    def _setting(self, s: Analysed, item: Named, before: int, after: int) -> Setting:
        """The date, place and countries of an exercise, between the one before it and the one after."""
        chunks = s.chunks
        lo, hi = attending.index_at(chunks, item.start), attending.index_at(chunks, item.end - 1) + 1
        first = attending.index_at(chunks, before) if before > s.start else 0
        last = attending.index_at(chunks, after) if after < s.end else len(chunks)
        date = facts.edition_date(chunks[first:last], item, lo - first) or setting.date_near(
            chunks, lo, hi, 0, min(last, hi + 22) if item.generic else last
        )
        date = self._of_lead(s, item, facts.of_edition(date, item))
        place = setting.place_near(chunks, hi, min(last, hi + 24))
        if place is None and first == 0 and last == len(chunks):
            place = setting.place_near(chunks, 0, lo)
        behind = attending.partners(chunks, hi)
        present, absent = attending.actors(chunks, lo)
        within = [(e.name, (c.start, c.end)) for c in chunks[lo:hi] if item.generic and (e := c.entry("demonym"))]
        joined = attending.joined(chunks[hi:last])
        named = list(dict([*present, *attending.owners(chunks, lo), *within, *behind, *joined]).items())
        if len(named) < 2 or not item.generic:
            named = self._with_forces(chunks, item, hi, named)
        away = {code for code, _ in absent}
        reach = (item.start if before > s.start else s.start, after)
        return Setting(
            lo,
            hi,
            reach,
            date,
            setting.end_near(chunks[first:last]),
            place,
            behind,
            [(code, span) for code, span in named if code not in away],
            away,
        )

    def _of_lead(self, s: Analysed, item: Named, date: Chunk | None) -> Chunk | None:
        """The date, or a finer one in the sentence that leads up to this: "It was July 2019. Bombers flew a patrol" """
        lead = s.before
        fresh = lead is not None and len(lead.dates) == 1 and not any(t.number == lead.start for t in self.told)
        if lead is None or not fresh or item.plural or item.elliptic:
            return date
        when = lead.dates[0].edtf
        if item.year:
            fits = (date is None or date.value.edtf == item.year) and when.startswith(f"{item.year}-")
        else:
            held = pattern("exercises", "held").search(self.analysis.low, s.start, s.end)
            fits = item.generic and date is None and len(when) == 10 and lead.end - lead.start < _LEAD and bool(held)
        value = lead.dates[0]._replace(start=item.start, end=item.end)
        return Chunk("date", item.start, item.end, "", value) if fits else date

    def _with_forces(self, chunks: list[Chunk], item: Named, hi: int, named: Countries) -> Countries:
        """`named` and the countries whose forces the sentence names; not an outsider alone."""
        relative = (j for j in range(hi, len(chunks)) if chunks[j].word("rel"))
        stop = next(relative, len(chunks)) if item.generic else len(chunks)
        there = [(code, span) for code, span in attending.forces(chunks[:stop]) if not self._reacts(code, span)]
        seen = list(dict([*named, *there]).items())
        return seen if len(seen) > 1 or {code for code, _ in seen} <= set(self.focus.main or ()) else named

    def _reacts(self, code: str, span: Span) -> bool:
        """Whether the forces of a country outside the pair only watch: "Japanese fighters shadowed them"."""
        outside = code not in (self.focus.main or ())
        return (
            outside
            and pattern("exercises", "reacting").search(self.analysis.low, max(0, span[0] - 15), span[1] + 50)
            is not None
        )

    def _rows(self, s: Analysed, item: Named, at: Setting) -> Iterator[Told]:
        if item.kind in (None, "other", "command_staff") and item.name.endswith(("patrol", "flight", "sortie")):
            item.kind = kinds.of_forces(self.analysis.low[s.start : s.end]) or item.kind
        reason = None
        if item.elliptic and at.date is None:
            return
        if item.generic:
            item = self._continued(s, item, at.lo)
            reason = self._unidentified(s, item, at)
        points = reference(self.analysis, s, item, at.date)
        if item.generic and item.kind is None and not (reason or points.back):
            item.kind = kinds.of_forces(self.analysis.low[at.reach[0] : at.reach[1]], sure=True)
        for draft in self._drafts(s, item, at, reason is None):
            yield Told(draft, item, s.sentence.flow, s.start, points, reason, at.until)

    def _drafts(self, s: Analysed, item: Named, at: Setting, whole: bool) -> Iterator[Draft]:
        """What the sentence says of an exercise; of several where it names several at once."""
        every = facts.each_date(self.analysis, s.chunks, item, at.date)
        if not whole:
            for when in every:
                yield self._draft(s, item, list(at.named), when, at, item.name)
            return
        participants = self._participants(item, at)
        if not any(code in _OURS for code, _ in participants):
            return  # of others alone
        each = attending.each_partner(s.chunks, at.hi) if item.generic else []
        if len(each) > 1 and all(date for _, date in each):  # "with South Africa in November and with Iran in May"
            others = [p for p in participants if p[0] in (self.focus.main or ())]
            for partners, when in each:
                own = facts.place_of(s.chunks, when)
                name = self._name(item, partners[0])
                yield self._draft(s, item, [*others, *partners], when, replace(at, place=own or at.place), name)
            return
        beside = attending.partners(s.chunks, at.hi, ("with",)) if item.generic else []
        outside = [p for p in beside if p[0] not in (self.focus.main or ())]
        open_date = at.date is None or at.date.value.edtf.endswith("~")
        if len(outside) > 1 and item.plural and open_date:  # "exercises with Iran and South Africa": one with each
            codes = {code for code, _ in outside}
            others = [p for p in participants if p[0] not in codes]
            for partner in outside:
                yield self._draft(s, item, [*others, partner], at.date, at, self._name(item, partner))
            return
        name = self._name(item, outside[0]) if outside else item.name
        for when in every:
            own = facts.place_of(s.chunks, when) if len(every) > 1 else None
            yield self._draft(s, item, participants, when, replace(at, place=own or at.place), name)

    def _participants(self, item: Named, at: Setting) -> Parties:
        """Who took part: those named, and where too few are, those who hold the series, or the pair in focus.

        A series that only one of the pair holds is joined by the other where the paragraph names it.
        """
        pair = set(self.focus.main or ())
        if item.series:  # "the two armies" are those that hold it
            usual = item.series.data["usual"]
            at = replace(at, named=[p for p in at.named if p[0] in usual or not self._stands_for_pair(p[1])])
        if item.generic and len(at.named) == 1 and at.named[0][0] not in pair and pair <= set(self.focus.near):
            at = replace(at, named=[])  # no exercise of one: "Tokyo reported that the two countries held a patrol"
        named = {code for code, _ in at.named}
        usual = set(item.series.data["usual"]) if item.series else pair
        of_three = pair <= usual and named <= usual and len(usual) <= 3
        joined = item.series.data.get("joined", {}) if item.series else {}
        year = item.year or (at.date.value.edtf[:4] if at.date else "")
        since = {code for code, first in joined.items() if year >= str(first)}
        near = set(self.focus.near)
        if of_three or (item.series and named and not named & usual):
            more = usual | (pair & near & since)
        else:
            if len(named) > 1 or not named <= usual | pair:
                more = pair & near & (usual | since) if item.series else set()
            else:
                more = usual | (pair & (since | (near if len(usual) == 1 else set())))
        return [*at.named, *((code, None) for code in sorted(more - named - at.absent))]

    def _stands_for_pair(self, span: Span) -> bool:
        """Whether the words only stand for a pair that was named: "the two armies"."""
        return self.analysis.low.startswith(PAIR_PRONOUNS, span[0])

    def _name(self, item: Named, partner: tuple[str, Span]) -> str:
        """The label of an exercise with a country from outside the pair in focus."""
        start, end = partner[1]
        return f"{item.name} with {self.analysis.plain[start:end]}"

    def _unidentified(self, s: Analysed, item: Named, at: Setting) -> str | None:
        """Why a noun group names no exercise that could be looked up; None where it does."""
        codes = {code for code, _ in at.named}
        if not self._joint(s, item, codes, self._bare(s, item, at) and not codes) or (
            not codes and not self.focus.main
        ):
            return "no_party"
        patrol = "patrol" in item.name
        since = at.date is not None and at.date.value.edtf.endswith("/..")
        ahead = self.analysis.low[max(s.start, item.start - 30) : item.start]
        several = at.date is not None and len(at.date.value.edtf) == 4 and _SERIES_OF.search(ahead)
        outside = {code for code, _ in at.behind} - set(self.focus.main or ())
        once = _ONCE.search(f"{ahead}{self.analysis.low[item.start : item.end]}") is not None
        placed = at.place and (patrol or item.kind is not None or once)
        if (since or several) and item.plural and not outside:
            return "general_talk"  # "since 2005 they have held exercises", "a series of drills in 2022"
        if at.date or placed or outside or (patrol and item.kind and not item.plural):
            return None
        return "no_name_date_or_place"

    def _joint(self, s: Analysed, item: Named, codes: set[str], bare: bool) -> bool:
        """Whether more than one country takes part.

        So it is beside "Vostok-2018 and a bomber patrol", and of "patrols in 2019" after joint patrols.
        """
        low, pair = self.analysis.low, set(self.focus.main or ())
        return (
            item.joint
            or " together" in low[item.end : item.end + 14]
            or len(codes) >= 2
            or "joint" in low[max(s.start, item.start - 30) : item.end]
            or "lateral" in item.name
            or any(t.named and t.number == s.start and codes < t.sides <= pair for t in self.told)
            or (bare and any(t.flow == s.sentence.flow and t.item.like(item) for t in self.told if t.joint))
            or pattern("exercises", "bodies").search(low, max(s.start, item.start - 60), min(s.end, item.end + 60))
            is not None
        )

    def _bare(self, s: Analysed, item: Named, at: Setting) -> bool:
        """Whether it is a dated plural with nothing before it: "Patrols took place in 2019"."""
        led = at.lo > 0 and s.chunks[at.lo - 1].word("det", "poss", "quantity")
        return item.plural and at.date is not None and not led

    def _in_general(self, s: Analysed, item: Named) -> bool:
        """Whether the words speak of exercises in general, or caption a figure about them."""
        low = self.analysis.low
        ahead, behind = low[max(s.start, item.start - 45) : item.start], low[item.end : item.end + 30]
        if pattern("exercises", "general", _GENERAL).search(ahead):
            return True
        if pattern("exercises", "general_after", _GENERAL_AFTER).match(behind):
            return True
        end = attending.index_at(s.chunks, item.start)
        start = syntax.skip_back(s.chunks, end - 1) + 1
        if item.plural and any(c.tag == "count" and c.value.value > 2 for c in s.chunks[start:end]):
            return True
        caption = s.sentence.block.kind == BlockKind.CAPTION
        return caption and not pattern("exercises", "held").search(low, s.start, s.end)

    def _continued(self, s: Analysed, item: Named, lo: int) -> Named:
        """ "A second exercise was held in Beijing": one more, in kind and series, of those named just before."""
        lead = s.chunks[syntax.skip_back(s.chunks, lo - 1) + 1 : lo]
        said = " ".join(c.low for c in lead) + " " + self.analysis.low[item.start : item.end]
        more = pattern("exercises", "more").search(said)
        last = next((t for t in reversed(self.told) if t.reason is None), None)
        if not more or item.plural or not last or s.sentence.flow - last.flow > 1:
            return item
        earlier = last.draft
        plain = item.name in ("joint exercise", "joint drill") and last.item.generic
        label = str(earlier.value("name")) if plain else item.name
        return replace(item, name=label, kind=item.kind or earlier.value("kind"), joint=True)

    def _draft(
        self, s: Analysed, item: Named, participants: Parties, date: Chunk | None, at: Setting, name: str
    ) -> Draft:
        span = (item.start, item.end)
        method = "noun_group" if item.generic else "series" if item.series else "edition"
        draft = Draft("exercises", s.start, s.end, f"exercises/{method}")
        stated = date.value.edtf if date else None
        self._claim_names(draft, item, name, stated)
        draft.claim("kind", item.kind or "other", span)
        spans = [found for _, found in participants if found]
        draft.claim("participants", sorted({code for code, _ in participants}), spans[0] if spans else None)
        if item.year and not (stated and stated.startswith(item.year) and not stated.endswith("/..")):
            draft.claim("date", item.year, span)
        elif date and stated:
            draft.claim("date", stated, date.value)
        if place := at.place:
            draft.claim("location", " ".join(self.analysis.plain[place[0] : place[1]].split()), place)
        draft.claim("status", *facts.status(self.analysis, s, stated or item.year, span))
        if date and stated and draft.value("status") == "planned":
            draft.claim("date", facts.still_to_come(date, self.analysis.document.published), date.value)
        draft.claim("factuality", *self._factuality(s, item, draft))
        for column, number, count in facts.sizes(self.analysis, s, item, at.reach):
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
        reading = cues.read(s.chunks, None, attending.index_at(s.chunks, item.start), "ed", None, True)
        cue = reading.factuality_cue
        if reading.factuality == "reported" and cue and "reported" in cue.low:
            return "reported", cue
        if reading.factuality == "possible" and draft.value("status") == "planned":
            return "possible", cue or span
        return "asserted", span
