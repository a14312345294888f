"""Transfers: one row for each good of each relation, with its parties stated or carried over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.grammar.goods import Good
from pipeline.extract.grammar.syntax import is_prep
from pipeline.extract.grammar.tables import Tables
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.states import heir
from pipeline.extract.transfers.apportioned import apportion
from pipeline.extract.transfers.beside import beside
from pipeline.extract.transfers.beyond_words import beyond_words
from pipeline.extract.transfers.dealt import dealt
from pipeline.extract.transfers.examples import exemplified
from pipeline.extract.transfers.frames import Relation, Side, of_its_own, origin_side
from pipeline.extract.transfers.heirs import in_its_day
from pipeline.extract.transfers.joined import joined_on
from pipeline.extract.transfers.joint import joint
from pipeline.extract.transfers.left_over import left_over
from pipeline.extract.transfers.look_alikes import is_transfer, none_of
from pipeline.extract.transfers.numerals import number
from pipeline.extract.transfers.plain_nouns import PlainNouns
from pipeline.extract.transfers.references import Sides, designer, parties
from pipeline.extract.transfers.relations import agreed, gives, relations
from pipeline.extract.transfers.rows import Told, cancelled, how_told, is_known, row, says_again, without_superordinates
from pipeline.extract.transfers.sequels import sequels
from pipeline.extract.transfers.serving import serving
from pipeline.extract.transfers.shared import with_shared_subjects
from pipeline.extract.transfers.stand_ins import refer, spoken_of
from pipeline.extract.transfers.tabular import of_row
from pipeline.extract.transfers.unreal import copying, dreaded, of_copies
from pipeline.read.document import BlockKind

# Whole arms: what is only a "fighter" or a "ship" may be any, or one spoken of before.
_WHOLE = ("aircraft", "air_defence", "armour", "artillery", "missiles", "ships", "submarines", "unmanned")
_TRADE = ("supply", "acquire", "deal", "hold")
_SALE = Entry("noun", "sale", {"frame": "supply", "date": "delivery"})


class Transfers:
    """The rules for item rows of `transfers`. One object reads the sentences of one document in order."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.focus = analysis, focus
        self.last: tuple[int, int, Relation] | None = None  # flow, index and relation of the last sentence with a row
        self.rows: list[Draft] = []  # of the paragraph, for "the ships were not delivered"
        self.goods: tuple[int, list[Good]] = (-1, [])  # flow and the goods spoken of, the last first, for "the jets"
        self.topic: tuple[int, Good | None] = (-1, None)  # how many headings were before, and the designation in them
        self.plain = PlainNouns()
        self.tables = Tables(analysis, "transfers")
        self.lead: tuple[Analysed, Relation] | None = None  # what a list hangs on
        self.traded = (-1, -1)  # flow and index of the last sentence that told of goods given or got
        self.alone: set[int] = set()  # goods of the sentence that one side is said to give or to get, and no other

    def read(self, s: Analysed) -> Iterator[Draft | Doubt]:
        """Rows and doubts of one sentence."""
        if (in_table := of_row(self.tables, s)) is not None:
            yield from in_table
            return
        if self.last and self.last[0] != s.sentence.flow:
            self.last, self.rows = None, []
        if self.goods[0] != s.sentence.flow:
            self.goods = (s.sentence.flow, [])
        known = next(iter(self.goods[1]), None) or self._topic(s)
        apportion(s)
        number(s, known)
        refer(s.chunks, self.goods[1] or ([known] if known else []))
        copied = copying(s.chunks) if s.may_hold("copied") else None
        barred = copied if copied and not dreaded(s.chunks, copied) else None
        claimed: set[int] = set()
        self.alone = set()
        made: list[tuple[int, Draft]] = []
        goods = [i for i, c in enumerate(s.chunks) if c.tag == "good"]
        told_of = self._relations(s, goods)
        if any(r.frame in _TRADE for r in told_of):
            self.traded = (s.sentence.flow, s.sentence.index)
        if not (goods or told_of):
            self._turn(s, False)
            return
        for relation in told_of:
            if relation.passive and (again := cancelled(s, relation, self.rows)):
                claimed.update(relation.goods)
                yield again
            else:
                yield from self._take(s, relation, claimed, barred, made)
                self._remember(s, relation)
        for relation in beside(s, told_of, claimed | self.alone) if barred is None else ():
            yield from self._take(s, relation, claimed, barred, made)
        rows = list(without_superordinates(s, made))
        yield from rows
        told = [(s.chunks[g].value, draft) for g, draft in made if draft in rows]
        self.plain.take(s.sentence.flow, told)
        yield from sequels(self.analysis, s, told) if told else ()
        if doubt := left_over(s, claimed, copied, self.alone):
            yield doubt
        named = spoken_of(s.chunks)
        if named and (named[0].designation or rows or not (known and known.designation)):
            others = [good for good in self.goods[1] if good.name not in {new.name for new in named}]
            self.goods = (s.sentence.flow, [*named, *others])
        self._turn(s, bool(rows))

    def _take(
        self, s: Analysed, relation: Relation, claimed: set[int], copied: Chunk | None, made: list[tuple[int, Draft]]
    ) -> Iterator[Doubt]:
        """Add the rows of a relation to those `made` of the sentence, and hand on its doubts.

        What the relation says of a good that has a row completes that row.
        """
        fresh: list[Draft] = []  # "sold A to China and India" has two rows of one good
        for g, found in self._rows(s, relation, claimed, copied):
            if isinstance(found, Doubt):
                yield found
                continue
            same = [draft for k, draft in made if k == g and draft not in fresh and relation.within is None]
            if not is_known(relation, found, same):
                fresh.append(found)
                made.append((g, found))
                self.last = (s.sentence.flow, s.sentence.index, relation)
                self.rows.append(found)

    def _remember(self, s: Analysed, relation: Relation) -> None:
        """Who gives arms to whom, for the goods that the next sentence names: "Russia sells China weapons"."""
        goods = [s.chunks[g].value for g in relation.goods]
        giver = next((code for code in [x.code for x in relation.supplier] + [g.origin for g in goods] if code), None)
        if giver and relation.recipient and all(good.vague for good in goods):
            taker = relation.recipient[0].code
            if giver != taker and relation.frame in ("supply", "acquire"):
                self.focus.dyad = (giver, taker)
                self.last = (s.sentence.flow, s.sentence.index, relation)

    def _topic(self, s: Analysed) -> Good | None:
        """The designation in the heading that the sentence stands under, else in the title, for "the aircraft"."""
        above = self.analysis.above(s.start)
        if self.topic[0] != len(above):
            named = (h for h in (*above[-1:], *above[:1]) if h.may_name_design)
            goods = (c.value for h in named for c in h.chunks if c.tag == "good")
            self.topic = (len(above), next((good for good in goods if good.designation and not good.vague), None))
        return self.topic[1]

    def _turn(self, s: Analysed, told: bool) -> None:
        """Forget who got goods last where a sentence that tells of no transfer turns to another country."""
        pair = self.focus.dyad
        if told or not pair:
            return
        named = {code for c in s.chunks if c.tag == "party" and c.value.form != "pronoun" for code in c.value.codes}
        if named - {*pair, "USA"} and pair[1] not in named:
            self.focus.dyad = None

    # Relations -----------------------------------------------------------------------------------------------------

    def _relations(self, s: Analysed, goods: list[int]) -> list[Relation]:
        """The relations of the sentence that have goods, or those that it takes over from a lead-in or from before."""
        if not (s.may_hold("training", "experts") or self._leads_in(s)) and not self._may_tell(s, goods):
            self.lead = self.lead if s.sentence.block.kind == BlockKind.LIST else None
            return []
        every = agreed(with_shared_subjects(s.chunks, list(relations(s.chunks))))
        self._lead_in(s, every)
        every += beyond_words(s, goods, {g for r in every for g in r.goods})
        told = [r for r in every if r.goods] or self._listed(s, goods) or self._example(s)
        return told or dealt(s) or list(serving(s.chunks, goods))

    def _may_tell(self, s: Analysed, goods: list[int]) -> bool:
        """Whether the goods may give a row, or stop one; of arms at large at most who gives them to whom is told."""
        if self.rows or s.sentence.block.kind == BlockKind.LIST or not all(s.chunks[g].value.vague for g in goods):
            return bool(goods)
        return bool(goods) and gives(s.chunks)

    def _lead_in(self, s: Analysed, every: list[Relation]) -> None:
        """Remember "Russia sold China, among other things:" for the list that follows; forget it after the list."""
        if s.sentence.block.kind == BlockKind.LIST:
            return
        whole = [r for r in every if r.supplier and r.recipient] or every  # "delivered the following systems"
        self.lead = (s, whole[-1]) if self._leads_in(s) and every else None

    def _leads_in(self, s: Analysed) -> bool:
        return self.analysis.plain.endswith(":", s.start, s.end)

    def _listed(self, s: Analysed, goods: list[int]) -> list[Relation]:
        """An item of a list: its goods are those of the lead-in, or of the heading that the list stands under."""
        if s.sentence.block.kind != BlockKind.LIST:
            return []
        lead = self.lead or self._heading(s)
        goods = joined_on(s.chunks, goods[0] if goods else None)
        if lead is None or not goods or not (lead[1].supplier and lead[1].recipient):
            return []
        chunks, above = lead[0].chunks, lead[1]
        end = len(s.chunks)
        sides = (above.supplier, above.recipient)
        return [Relation(goods[0], above.entry, "list", *sides, goods, None, end, lead=chunks)]

    def _heading(self, s: Analysed) -> tuple[Analysed, Relation] | None:
        """The heading before the sentence and its first relation without a good of its own."""
        above = self.analysis.above(s.start)
        if not above:
            return None
        heading = above[-1]
        for relation in list(relations(heading.chunks)):
            goods = [heading.chunks[g].value for g in relation.goods]
            if all(good.vague for good in goods):  # "Russian arms sales to China"
                makers = [side for good in goods if (side := origin_side(good))]
                return heading, replace(relation, supplier=relation.supplier or makers[:1])
        return None

    def _example(self, s: Analysed) -> list[Relation]:
        """ "Recent examples include cranes and engines": goods of the relation in the sentence before."""
        recent = self.last is not None and s.sentence.index - self.last[1] <= 1
        traded = recent or self.traded == (s.sentence.flow, s.sentence.index - 1)
        at, goods = exemplified(s.chunks, traded)
        known = recent or (self.focus.dyad is not None and s.sentence.index > 0)
        if not known and not all(s.chunks[g].value.designation for g in goods):
            return []
        entry = self.last[2].entry if self.last and recent else _SALE
        return [Relation(at, entry, "elliptic", [], [], goods, None, len(s.chunks))] if goods else []

    # Rows ----------------------------------------------------------------------------------------------------------

    def _rows(
        self, s: Analysed, relation: Relation, claimed: set[int], copied: Chunk | None
    ) -> Iterator[tuple[int, Draft | Doubt]]:
        """Each good of a relation with its rows, or with a doubt; the goods that are dealt with are `claimed`."""
        origin = relation.origin
        how: Told | None = None  # it is told, once a good asks for it
        for g in relation.goods:
            good: Good = s.chunks[g].value
            anybodys = good.category == "space"  # of which all may make use
            if relation.frame == "hold" and good.origin is None and not anybodys:
                maker = designer(good, self.focus)
                good.origin = maker.code if maker and maker.code in (self.focus.main or ()) else None
            if good.origin is None and origin and relation.frame != "supply":
                good.origin, good.origin_span = origin
            origin = (good.origin, good.origin_span) if good.origin else origin
            if good.vague or none_of(s.chunks, g) or not is_transfer(s, relation, good):
                continue
            if relation.frame == "joint" and g not in claimed:
                fields = good.plural and not good.designation  # "cooperate in satellites and electronics"
                loose = relation.entry.name.startswith(("cooperat", "collaborat")) and (relation.nominal or fields)
                if (good.designation and _leads_on(s.chunks, relation.trigger)) or not loose:
                    claimed.add(g)
                    yield g, in_its_day(joint(s, relation, g, self.focus), s, self.focus, good.makers)
                continue
            supplier, recipient = parties(s.chunks, of_its_own(s.chunks, relation, g), good, self.focus)
            if not _enough(s.chunks, relation, good, supplier, recipient):
                if relation.supplier or relation.recipient:
                    self.alone.add(g)
                continue
            claimed.add(g)
            if copied is not None and of_copies(s.chunks, relation, copied, g):
                yield g, Doubt("transfers", s.start, s.end, "copied_without_contract")
                continue
            for giver, taker in _each(relation, supplier, recipient):
                if giver and taker:
                    self.focus.dyad = (giver.code, taker.code)
                how = how or how_told(s.chunks, relation)
                draft = row(s, relation, g, giver, taker, how)
                if says_again(draft, s.chunks[g]):
                    yield g, Doubt("transfers", s.start, s.end, "general_talk")
                else:
                    yield g, in_its_day(draft, s, self.focus, good.makers)


def _leads_on(chunks: list[Chunk], n: int) -> bool:
    """Whether the noun at `n` has a complement right behind it: "cooperation on", not "cooperation boosts"."""
    return n + 1 < len(chunks) and (is_prep(chunks[n + 1]) or chunks[n + 1].word("intro") or chunks[n + 1].low == ":")


def _enough(chunks: list[Chunk], relation: Relation, good: Good, supplier: Side | None, recipient: Side | None) -> bool:
    """Whether the parties make a row: two that differ, and stated where a noun alone tells which arms: "fighters".

    Nor need they be where it is told how many, or beside a designation: "Su-30s, T-90s and a carrier".
    """
    if supplier is None or recipient is None or heir(supplier.code) == heir(recipient.code):
        return False
    shared = good.referred or relation.entry.data.get("shared")
    if shared and recipient.span is None and relation.frame == "assist" and supplier.code in good.makers:
        return False  # who "helped with its design" may have been its maker's
    plain = good.designation is None and " " not in good.name and good.category in _WHOLE
    if not plain or None not in (supplier.span, recipient.span):
        return True
    counted = good.quantity is not None and good.quantity.tag == "count"
    return counted or (not good.plural and any(chunks[g].value.designation for g in relation.goods))


def _each(relation: Relation, supplier: Side | None, recipient: Side | None) -> list[Sides]:
    """One pair for each of several suppliers or recipients: "to Turkey and Saudi Arabia"."""
    givers = relation.supplier if supplier in relation.supplier else [supplier]
    takers = relation.recipient if recipient in relation.recipient else [recipient]
    return [(a, b) for a in givers for b in takers if not (a and b and a.code == b.code)]
