"""Transfers: who supplies what to whom, in active, passive and nominal form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.extract import cues, syntax
from pipeline.extract.analysis import Analysed, Analysis
from pipeline.extract.chunks import Chunk
from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.focus import Focus
from pipeline.extract.goods import Good
from pipeline.extract.relations import Relation, Side, relations

_ANNOUNCE = {
    "announced",
    "announce",
    "revealed",
    "disclosed",
    "said",
    "declared",
    "stated",
    "reported",
    "confirmed",
    "emerged",
    "signaled",
    "signalled",
    "told",
    "indicated",
    "offered",
}
_TECHNOLOGY = (
    "technology",
    "technologies",
    "know-how",
    "expertise",
    "design",
    "designs",
    "capability",
    "capabilities",
    "blueprint",
    "guidance",
    "software",
)
_TRAINING = ("training", "trainers", "technicians", "technician", "assistance", "specialists")
_AID = ("aid",)


def _complement(pair: tuple[str, str] | None, side: Side | None) -> Side | None:
    """The other side of the pair that `side` belongs to, carried over: it has no words here."""
    if pair is None or side is None or side.code not in pair:
        return None
    return Side(next(code for code in pair if code != side.code), None)


def _parties(relation: Relation, focus: Focus, good: Good) -> tuple[Side | None, Side | None]:
    """Supplier and recipient of one good: as stated, by its origin, or carried over from what was said before."""
    suppliers, recipients = relation.supplier, relation.recipient
    origin = Side(good.origin, good.origin_span) if good.origin else None
    if relation.frame in ("deal", "joint") and origin:
        recipients = [s for s in [*suppliers, *recipients] if s.code != origin.code]
        suppliers = [origin]
    supplier = suppliers[0] if suppliers else origin
    if origin and supplier and len(supplier.code) > 3:  # "French ships from a NATO country"
        supplier = origin
    recipient = recipients[0] if recipients else None
    if supplier is None and recipient is None and relation.frame != "assist" and focus.dyad:
        return Side(focus.dyad[0], None), Side(focus.dyad[1], None)
    supplier = supplier or _complement(focus.dyad, recipient) or _designer(good, focus, recipient)
    recipient = recipient or _complement(focus.dyad, supplier) or _complement(focus.main, supplier)
    return supplier or _complement(focus.main, recipient), recipient


def _designer(good: Good, focus: Focus, recipient: Side | None) -> Side | None:
    """The country that makes the designation, where it is one of the two that the document is about."""
    made_in = good.designation.data.get("origin", []) if good.designation else []
    codes = {"RUS" if code == "SUN" else code for code in made_in} & set(focus.main or ())
    return Side(codes.pop(), None) if len(codes) == 1 and (recipient is None or recipient.code not in codes) else None


def _type(relation: Relation, good: Any, name: str) -> str:
    stated = relation.entry.data.get("type")
    last = name.split(" ")[-1]
    if good.licensed:
        return "licensed_production"
    if stated == "technical_assistance" and relation.frame == "assist":
        return str(stated)
    if last in _TRAINING or any(w in _TRAINING for w in name.split()):
        return "technical_assistance"
    if stated:
        return str(stated)
    if last in _TECHNOLOGY:
        return "technology_transfer"
    if last in _AID or "aid" in name.split():
        return "aid"
    return "sale"


def _date_of(s: Analysed, relation: Relation) -> tuple[Chunk | None, bool]:
    """The date that dates the transfer, and whether it dates its announcement."""
    chunks = s.chunks
    best: tuple[int, Chunk, bool] | None = None
    for i, c in enumerate(chunks):
        if c.tag != "date":
            continue
        j = i - 1
        while j >= 0 and (syntax.is_prep(chunks[j]) or chunks[j].word("det", "adv")):
            j -= 1
        ahead = i < relation.trigger
        said = [k for k, x in enumerate(chunks) if x.low in _ANNOUNCE or (x.entry("cue") and x.low in _ANNOUNCE)]
        announced = any(
            i < k < relation.trigger or (k < i and i - k <= 3 and not any(x.low == "that" for x in chunks[k:i]))
            for k in said
        )
        opens = j < 0 or (chunks[j].low in (",", "(", ";") and i < relation.trigger)
        holds = j >= 0 and (
            chunks[j].tag in ("good", "party", "money")
            or chunks[j].entry("verb", "noun")
            or chunks[j].low in ("and", ",", "orders", "contracts", "deals")
        )
        if not (opens or holds or announced):
            continue
        distance = abs(relation.trigger - i) + (0 if ahead else 1)
        if i > relation.end:
            continue
        if best is None or distance < best[0]:
            best = (distance, c, announced)
    return (best[1], best[2]) if best else (None, False)


def _money_of(s: Analysed, relation: Relation) -> tuple[Chunk | None, bool]:
    """The sum that the relation's goods are said to be worth, and whether they share it."""
    found = [
        i
        for i, c in enumerate(s.chunks)
        if c.tag == "money" and i < relation.end + 3 and i > (relation.subject if relation.subject is not None else -1)
    ]
    near = [i for i in found if i > relation.trigger or i == relation.trigger - 1]
    if not near:
        return None, False
    return s.chunks[near[0]], len(relation.goods) > 1


class Transfers:
    """The rules for item rows of `transfers`. One object reads the sentences of one document in order."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.focus = analysis, focus
        self.last: tuple[int, int, Relation] | None = None  # flow, index and relation of the last sentence with a row
        self.rows: list[Draft] = []  # of the paragraph, for "the ships were not delivered"

    def read(self, s: Analysed) -> Iterator[Draft | Doubt]:
        """Rows and doubts of one sentence."""
        if self.last and self.last[0] != s.sentence.flow:
            self.last, self.rows = None, []
        copied = next((c for c in s.chunks if (e := c.entry("cue")) and e.name == "copied"), None)
        claimed: set[int] = set()
        found = list(relations(s.chunks))
        for relation in found or self._example(s):
            if relation.passive and (again := self._cancelled(s, relation)):
                claimed.update(relation.goods)
                yield again
                continue
            for made in self._rows(s, relation, claimed, copied):
                if isinstance(made, Draft):
                    self.last = (s.sentence.flow, s.sentence.index, relation)
                    self.rows.append(made)
                yield made
        yield from self._left_over(s, claimed, copied)

    def _example(self, s: Analysed) -> list[Relation]:
        """ "Recent examples include cranes and engines": goods of the relation in the sentence before."""
        if not self.last or s.sentence.index - self.last[1] > 1:
            return []
        at = next(
            (
                i
                for i, c in enumerate(s.chunks)
                if c.word("intro")
                and any(
                    x.low in ("example", "examples", "these", "those", "they", "recent examples") for x in s.chunks[:i]
                )
            ),
            None,
        )
        if at is None:
            return []
        goods = syntax.objects(s.chunks, at).goods
        before = self.last[2]
        return [Relation(at, before.entry, "elliptic", [], [], goods, None, len(s.chunks))] if goods else []

    def _cancelled(self, s: Analysed, relation: Relation) -> Draft | None:
        """ "The ships were not delivered": says of a good of this paragraph that its transfer was stopped."""
        good = s.chunks[relation.goods[0]].value
        low = s.chunks[relation.goods[0]].low
        reading = cues.read(s.chunks, relation.goods[-1], relation.trigger, "ed", True, None)
        if (
            reading.factuality != "denied"
            and reading.status != "cancelled"
            or not low.startswith(("the ", "these ", "those "))
            or good.designation
        ):
            return None
        earlier = next((d for d in reversed(self.rows) if d.value("item_category") == good.category), None)
        if earlier is None:
            return None
        draft = Draft("transfers", s.start, s.end, "transfers/cancelled_before")
        for name in ("supplier", "recipient", "item", "item_category", "scope"):
            draft.claim(name, earlier.value(name), good if name in ("item", "item_category", "scope") else None)
        trigger = s.chunks[relation.trigger]
        draft.claim("status", "cancelled", reading.status_cue or reading.factuality_cue or trigger)
        draft.claim("factuality", "asserted", trigger)
        return draft

    def _rows(
        self, s: Analysed, relation: Relation, claimed: set[int], copied: Chunk | None
    ) -> Iterator[Draft | Doubt]:
        origin = relation.origin
        for g in relation.goods:
            good = s.chunks[g].value
            if g in claimed or good.vague or (relation.frame == "make" and not self._licensed(s, good)):
                continue
            if good.origin is None and origin and relation.frame != "supply":
                good.origin, good.origin_span = origin
            origin = (good.origin, good.origin_span) if good.origin else origin
            supplier, recipient = _parties(relation, self.focus, good)
            if supplier is None or recipient is None or supplier.code == recipient.code:
                continue
            claimed.add(g)
            if (
                copied is not None
                and relation.construction != "participle"
                and s.chunks.index(copied) < relation.trigger
            ):
                yield Doubt("transfers", s.start, s.end, "copied_without_contract")
                continue
            for target in relation.recipient if recipient in relation.recipient else [recipient]:
                for giver in relation.supplier if supplier in relation.supplier else [supplier]:
                    if giver.code != target.code:
                        self.focus.dyad = (giver.code, target.code)
                        yield self._draft(s, relation, g, giver, target)

    def _licensed(self, s: Analysed, good: Good) -> bool:
        """Whether the sentence speaks of a licence: making another's goods without one is no transfer."""
        return good.licensed or any("licen" in c.low for c in s.chunks)

    def _draft(self, s: Analysed, relation: Relation, g: int, supplier: Side, recipient: Side) -> Draft:
        chunks, good = s.chunks, s.chunks[g].value
        trigger, data = chunks[relation.trigger], relation.entry.data
        noun = relation.nominal
        reading = cues.read(
            chunks,
            relation.subject,
            relation.trigger,
            data.get("form", ""),
            relation.passive,
            data.get("status") if noun else data.get("past"),
            noun,
            relation.end,
        )
        draft = Draft("transfers", s.start, s.end, f"transfers/{relation.frame}.{relation.construction}")
        draft.claim("supplier", supplier.code, supplier.span)
        draft.claim("recipient", recipient.code, recipient.span)
        draft.claim("item", good.name, good)
        draft.claim("item_category", good.category, good)
        draft.claim("transfer_type", _type(relation, good, good.name), trigger)
        draft.claim("scope", "item", good)
        draft.claim("status", reading.status, reading.status_cue or trigger)
        factuality = (
            data.get("factuality", reading.factuality) if reading.factuality == "asserted" else reading.factuality
        )
        draft.claim("factuality", factuality, reading.factuality_cue or trigger)
        if good.quantity is not None and not self._shared_count(chunks, g):
            draft.claim("quantity", good.quantity.value.value, good.quantity)
        money, shared = _money_of(s, relation)
        if money is not None:
            draft.claim("value_usd_min", money.value.low, money)
            draft.claim("value_usd_max", money.value.high, money)
            if shared and (money.value.low or money.value.high):
                draft.claim("value_shared", True, money)
        date, announced = _date_of(s, relation)
        if date is not None:
            column = (
                "announced_date"
                if announced
                else "order_date"
                if reading.status in ("ordered", "negotiating")
                else f"{data.get('date', 'delivery')}_date"
            )
            draft.claim(column, date.value.edtf, date.value)
        return draft

    def _shared_count(self, chunks: list[Chunk], g: int) -> bool:
        """ "270 Su-27 and Su-30 fighters": one count for two designations counts neither."""
        following = chunks[g + 1 : g + 3]
        return bool(
            len(following) == 2
            and following[0].word("conj")
            and following[1].tag == "good"
            and following[1].value.designation
            and following[1].value.quantity is None
            and chunks[g].value.designation
            and not chunks[g].value.plural
        )

    def _left_over(self, s: Analysed, claimed: set[int], copied: Chunk | None) -> Iterator[Doubt]:
        """Goods that no relation took: a designation that is only mentioned, goods without parties, general talk."""
        triggers = [c for c in s.chunks if c.tag == "atom" and c.entry("verb", "noun")]
        for g, c in enumerate(s.chunks):
            if c.tag != "good" or g in claimed:
                continue
            if copied is not None:
                yield Doubt("transfers", s.start, s.end, "copied_without_contract")
                return
            if c.value.designation:
                yield Doubt("transfers", s.start, s.end, "no_party" if triggers else "mentioned_only")
                return
            if triggers and c.value.vague:
                yield Doubt("transfers", s.start, s.end, "general_talk")
                return
