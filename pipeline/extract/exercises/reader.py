"""Exercises and joint patrols: which of those that a sentence names are rows, and what the row says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.events import attending, dating, setting
from pipeline.extract.events.attending import Parties, Span
from pipeline.extract.exercises import (
    drafting,
    editions,
    facts,
    governed,
    holders,
    identity,
    kept,
    kinds,
    lead,
    links,
    naming,
    places,
    postponed,
    put_in,
    sequel,
    sides,
)
from pipeline.extract.exercises import each as each_one
from pipeline.extract.exercises.aside import alluded
from pipeline.extract.exercises.pointers import reference
from pipeline.extract.exercises.series import Named
from pipeline.extract.exercises.told import General, Setting, Told, told_before
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.grammar.tables import Tables, is_row


class Exercises:
    """The rules of `exercises`. One object reads the sentences of one document in order."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.focus = analysis, focus
        self.told: list[Told] = []  # what passages say, in order
        self.names: set[str] = set()  # of the series of which they tell
        self.general: General | None = None  # the last of which it speaks in general
        self.doubts: list[Doubt] = []
        self.tables = Tables(analysis, "exercises")

    def read(self, s: Analysed) -> Iterator[Draft | Doubt]:
        """Take in one sentence. What it gives is known when all are read: see `finish`."""
        if is_row(s) and self.tables.is_head(s):
            return iter(())
        found = []
        asked = s.may_hold("name", "elliptic", "formation", "history")  # a noun says what it is by itself
        before = self._before(s) if asked else naming.Before()
        for item in naming.find(self.analysis, s, before):
            if item.generic and not item.elliptic and identity.in_general(self.analysis.low, s, item):
                self.doubts.append(Doubt("exercises", s.start, s.end, "general_talk"))
                self._take_general(s, item)
            else:
                found.append(item)
        told_here = self._told_of(s, found)
        rows = [t.item for t in told_here if not (t.reason or t.alluded)]
        topics = [] if any(t.alluded for t in told_here) else before.topics
        before_it = None if told_here else lead.of_forces(self.told, s)
        told_here += self._told_of(s, list(editions.find(self.analysis, s, rows, topics, self.focus.main, before_it)))
        if more := sequel.find(self.analysis, s, self.told, alone=not (told_here or found)):
            self.told.append(more)
        return iter(())

    def _before(self, s: Analysed) -> naming.Before:
        return told_before(self.told, self.general, self.names, s, self.focus.main)

    def _take_general(self, s: Analysed, item: Named) -> None:
        """Keep in mind joint exercises of which it speaks in general: the next sentence may tell of one."""
        at = self._setting(s, item, s.start, s.end, s.end)
        if identity.joint(self.focus, self.analysis.low, self.told, s, item, at):
            self.general = General(s.sentence.flow, s.start, replace(item, joint=True))

    def _told_of(self, s: Analysed, found: list[Named]) -> list[Told]:
        """What the sentence says of those that it names."""
        new = len(self.told)
        for number, item in enumerate(found):
            before = found[number - 1].end if number else s.start
            after = found[number + 1].start if number + 1 < len(found) else s.end
            other = next((f.start for f in found[number + 1 :] if not (f.generic or item.generic)), s.end)
            self.told += self._rows(s, item, self._setting(s, item, before, after, other))
        told_here = self.told[new:]
        self.names.update(t.item.series.name for t in told_here if t.item.series)
        return told_here

    def finish(self) -> Iterator[Draft | Doubt]:
        """Rows and doubts of all that was read: what speaks of one exercise says that it does."""
        yield from self.doubts
        yield from links.linked(self.told)

    def _setting(self, s: Analysed, item: Named, before: int, after: int, other: int) -> Setting:
        """The date, place and countries of an exercise, between the one before it and the one after.

        Whose forces are named from `other` on, they were at another.
        """
        chunks, plain = s.chunks, self.analysis.plain
        lo, hi = attending.within(chunks, item.start, item.end)
        first, last = attending.index_at(chunks, before), attending.index_at(chunks, after)
        if (turn := facts.before_next(chunks, first, lo, last)) < last:
            last, after = turn, chunks[turn].start
        date = facts.edition_date(chunks[first:last], item, lo - first) or dating.date_near(
            chunks, lo, hi, first if item.elliptic else 0, min(last, hi + 22) if item.generic else last
        )
        date = None if date and facts.only_decided(self.analysis.low, date, item) else date
        date = postponed.its_own(self.analysis.low, s, item, date, after)
        date = item.when or lead.date_of(self.analysis, self.told, s, item, facts.of_edition(date, item))
        place = places.of(plain, chunks, item, range(lo, hi), range(first, last))
        if is_row(s) and (cell := self.tables.cells(s).get("location")):
            place = (cell.start, cell.end)
        when, where = put_in.told(self.analysis, s, item, hi)
        date, place = when or date, where or put_in.behind_date(plain, chunks, date) or place
        behind = attending.partners(chunks, hi) or attending.partners(
            chunks, naming.end_of_about(self.analysis.low, s, item)
        )
        present, absent = attending.actors(chunks, lo)
        every = holders.of_last_two(
            self.analysis.low, self.told, s, holders.every(chunks[first:last], hi - first, item)
        )
        joined = [*sides.joined(chunks[hi:last]), *holders.behind(chunks[:last], hi), *sides.included(chunks[hi:last])]
        within = [n for c in chunks[lo:hi] if item.generic or attending.is_pair(c) for n in attending.named_by(c)]
        named = list(dict([*present, *attending.owners(chunks, lo), *within, *behind, *joined, *every]).items())
        if item.when and item.generic and not item.elliptic:
            named = list(behind)  # and those whose forces it tells of
        if len(named) < 2 or not item.generic:
            there = chunks[: attending.index_at(chunks, other)]
            if not item.generic and (before > s.start or after < s.end):
                there = sides.own_clause(there, lo)
            named = sides.with_forces(self.focus, self.analysis.low, there, item, hi, named)
        reach = (item.start if before > s.start else s.start, after)
        named = sides.with_three(self.focus, self.analysis.low, reach, named)
        named = sides.hosted(self.focus, chunks, item, place, named)
        away = sides.absent(self.analysis.low, s, item, reach, absent)
        return Setting(
            lo,
            hi,
            reach,
            date,
            setting.end_near(chunks[first:last]),
            place,
            behind,
            [
                (code, span)
                for code, span in named
                if code not in away and not (item.elliptic and span[0] == item.start)
            ],
            away,
            len({code for code, _ in every}) > 1,
        )

    def _rows(self, s: Analysed, item: Named, at: Setting) -> Iterator[Told]:
        if item.kind in (None, "other", "command_staff") and item.name.endswith(("patrol", "flight", "sortie")):
            item.kind = kinds.of_patrol(s) or item.kind
        reason, shared = None, True
        aside = alluded(self.analysis, s, item, at)
        at = aside or at
        lead.carry(self.focus, self.analysis, self.told, s, item, at)
        at.place = lead.place_of(self.analysis.plain, s, item, at)
        if at.date and at.date.value.edtf.endswith("/.."):  # "since 2012, in 2014 off Shanghai": those that are told
            at.date = facts.each_date(self.analysis, s.chunks, item, at.date, at.reach[1])[0]
        if at.date and (at.date.value.edtf.startswith("..") or governed.of_others(self.analysis.low, s, item, at)):
            at.date = None
        if item.when and item.elliptic:
            at.named = []  # those of the topic
        if earlier := identity.told_of(self._joint_before(s), s, item, at):
            kind, name = (item.kind, item.name) if item.kind else (earlier.kind, earlier.name)
            item, at.named = replace(item, joint=True, kind=kind, name=name), []
        if series := kept.series_meant(self.analysis.low, self.told, s, item, at):
            item = replace(item, name=series.name, kind=series.data.get("kind"), series=series, generic=False)
        if item.generic and (
            (len(at.absent) > 1 and not at.named) or sides.of_others_alone(self.focus, self.analysis.low, s, item, at)
        ):
            self.doubts.append(Doubt("exercises", s.start, s.end, "general_talk"))
            return  # "neither held a drill in 2020"
        if item.generic:
            item = kept.continued(self.analysis, self.told, self.general, s, item, at.lo)
            at.named = kept.sides(self.analysis.low, self.told, s, item, at)
            shared = identity.joint(self.focus, self.analysis.low, self.told, s, item, at)
            reason = identity.unidentified(self.focus, self.analysis.low, s, item, at) if shared else "no_party"
        points = reference(self.analysis, s, item, at.date)
        if points.back and at.date and at.date.value.edtf.endswith("/.."):
            at.date = None  # "this was the eighth patrol since 2019"
        at.date = facts.finer(at.date, s.chunks[: at.lo], [c for c in s.chunks[at.hi :] if c.start < at.reach[1]])
        if item.elliptic and ((at.date is None and not item.year) or self._of_one(s, at)):
            return
        if item.generic and item.kind is None and not (reason or points.back):
            item.kind = kinds.of_forces(self.analysis.low[at.reach[0] : at.reach[1]], sure=True)
        for draft in self._drafts(s, item, at, reason is None):
            yield Told(
                draft, item, s.sentence.flow, s.start, points, reason, at.until, aside is not None, shared, at.closed
            )

    def _joint_before(self, s: Analysed) -> Iterator[Named]:
        """The joint exercises told of before a sentence, the last first, and those of the headings above it."""
        yield from (t.item for t in reversed(self.told) if t.shared)
        for heading in reversed(self.analysis.above(s.start)):
            if "joint" in heading.low:
                yield from naming.find(self.analysis, heading, naming.Before())

    def _of_one(self, s: Analysed, at: Setting) -> bool:
        """Whether one country alone has it: "flights of Russia's bombers" are none of the joint ones told before."""
        beside = [*attending.owners(s.chunks, at.lo), *attending.partners(s.chunks, at.hi, ("of", "by"))]
        return len({code for code, _ in beside}) == 1

    def _drafts(self, s: Analysed, item: Named, at: Setting, whole: bool) -> Iterator[Draft]:
        """What the sentence says of an exercise; of several where it names several at once."""
        every = facts.each_date(self.analysis, s.chunks, item, at.date, at.reach[1])
        if not whole:
            for when in every:
                yield drafting.drafted(self.analysis, s, item, list(at.named), when, at, item.name)
            return
        participants = sides.participants(self.focus, self.analysis.low, item, at)
        if item.generic and not sides.theirs(participants, at):
            return
        each = holders.each_partner(s.chunks, at.hi) if item.generic else []
        if len(each) > 1 and all(dates for _, dates in each):  # "with South Africa in November and with Iran in May"
            others: Parties = [(code, None) for code in self.focus.main or ()]
            for partners, dates in each:
                for when in dates:
                    own = places.beside(self.analysis.plain, s.chunks, when)
                    own = own or (at.place if partners is each[0][0] else None)
                    name = self._name(item, partners[0])
                    yield drafting.drafted(
                        self.analysis, s, item, [*others, *partners], when, replace(at, place=own), name
                    )
            return
        beside = attending.partners(s.chunks, at.hi, ("with",)) if item.generic else []
        outside = [p for p in beside if p[0] not in (self.focus.main or ())]
        open_date = at.date is None or at.date.value.edtf.endswith("~")
        if len(outside) > 1 and item.plural and open_date:  # "exercises with Iran and South Africa": one with each
            codes = {code for code, _ in outside}
            others = [p for p in participants if p[0] not in codes]
            for partner in outside:
                yield drafting.drafted(
                    self.analysis, s, item, [*others, partner], at.date, at, self._name(item, partner)
                )
            return
        name = self._name(item, outside[0]) if outside and not item.titled else item.name
        own_places = places.respectively(s.chunks, len(every)) or [
            places.beside(self.analysis.plain, s.chunks, when) if len(every) > 1 else at.place for when in every
        ]
        own_places = own_places if any(own_places) else [at.place] * len(every)
        of_each = each_one.told(self.analysis.low, s.chunks, item, every, participants)
        for when, place, (one, there) in zip(every, own_places, of_each, strict=True):
            yield drafting.drafted(self.analysis, s, one, there, when, replace(at, place=place), name)

    def _name(self, item: Named, partner: tuple[str, Span]) -> str:
        """The label of an exercise with a country from outside the pair in focus."""
        start, end = partner[1]
        return f"{item.name} with {self.analysis.plain[start:end]}"
