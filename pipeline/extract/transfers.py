"""Transfers: one row for each good of each relation, with its parties stated or carried over from what was said
before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipeline.extract import arguments, cues, syntax, terms
from pipeline.extract.analysis import Analysed, Analysis
from pipeline.extract.chunks import Chunk
from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.focus import Focus
from pipeline.extract.frames import Relation, Side, is_licence
from pipeline.extract.goods import Good
from pipeline.extract.lexicon import Entry, singular
from pipeline.extract.relations import licensed, owned, relations
from pipeline.read.document import BlockKind

_DEFINITE = re.compile(r"^(?:these|this|those|that|such) |\b(?:of|the) (?:these|those|this) ")
_SALE = Entry("noun", "sale", {"frame": "supply", "date": "delivery"})
# Words that sum up what was transferred, before "include": "the goods included 76 fighters".
_SUMS = set(
    "example examples these those they goods purchases deliveries items list package orders deals contracts imports "
    "exports equipment systems weapons haul catalogue".split()
)
_HYPERNYMS = {"aircraft", "plane", "jet", "system", "vessel", "ship", "machine", "engine", "missile"}
_PROGRESS = ("prospective", "negotiating", "ordered", "ongoing", "delivered")
_THESE = ("these ", "this ", "the ", "those ", "that ")
Sides = tuple[Side | None, Side | None]


def _complement(pair: tuple[str, ...] | None, side: Side | None) -> Side | None:
    """The other side of the pair that `side` belongs to, carried over: it has no words here."""
    others = [code for code in pair or () if side is not None and code != side.code]
    return Side(others[0], None) if pair and side and side.code in pair and len(others) == 1 else None


def _carried(focus: Focus, side: Side | None) -> Side | None:
    """The other side by the pair that the document is about, in a paragraph that names no third country; else by who
    else the paragraph names."""
    if side is None:
        return None
    if focus.main and side.code in focus.main and not focus.third:
        return _complement(focus.main, side)
    usual = _complement(focus.main, side)
    near = tuple(code for code in focus.near if code != "USA")
    return _complement(near, side) or (usual if usual and usual.code in near else None)


def _is_pronoun(side: Side) -> bool:
    """Whether the side is named by "it" or "them": no name of a country that has codes is as short."""
    return side.span is not None and side.span[1] - side.span[0] <= len("them")


def _designer(good: Good, focus: Focus) -> Side | None:
    """The country that makes the designation, where it is one of the two that the document is about."""
    made_in = good.designation.data.get("origin", []) if good.designation else []
    heir = {"SUN": "RUS"} if "RUS" in (focus.main or ()) else {"RUS": "SUN"}
    codes = {heir.get(code, code) for code in made_in} & set(focus.main or ())
    return Side(codes.pop(), None) if len(codes) == 1 else None


def parties(relation: Relation, g: int, good: Good, focus: Focus) -> Sides:
    """Supplier and recipient of the good at `g`: as stated, by its origin, or carried over from what was said
    before."""
    suppliers, recipients = relation.supplier, relation.recipient
    origin = Side(good.origin, good.origin_span) if good.origin else None
    if relation.frame in ("deal", "joint"):
        both = [*suppliers, *recipients]
        maker = origin or next((s for s in both if (d := _designer(good, focus)) and d.code == s.code), None)
        if maker:
            suppliers, recipients = [maker], [s for s in both if s.code != maker.code]
    supplier = suppliers[0] if suppliers else origin
    if origin and supplier and len(supplier.code) > 3:  # "French ships from a NATO country"
        supplier = origin
    recipient = recipients[0] if recipients else None
    if supplier and recipient and supplier.code == recipient.code and _is_pronoun(recipient):
        recipient = None  # "Russia delivered the second batch to it"
    if supplier is None and recipient is None and relation.frame not in ("assist", "move") and focus.dyad:
        return Side(focus.dyad[0], None), Side(focus.dyad[1], None)
    made = _designer(good, focus) if relation.frame != "assist" else None
    if supplier is None and (made is None or recipient is None or made.code != recipient.code):
        supplier = made or _complement(focus.dyad, recipient)
    recipient = recipient or _complement(focus.dyad, supplier) or _carried(focus, supplier)
    return supplier or _carried(focus, recipient), recipient


def _part(c: Chunk, known: Good) -> bool:
    """Whether a word of number stands for units of a designation: "the first sets", "two regiments"."""
    counted = c.value.quantity is not None or re.match(
        r"(?:the )?(?:first|second|third|last|remaining|latest|final) ", c.low
    )
    return c.value.unit and known.designation is not None and bool(counted)


def _hypernym(good: Good, known: Good) -> bool:
    """Whether a bare counted noun says again what a designation is: "26 aircraft" after "the Su-27", "54 engines"."""
    noun = singular(good.name.lower())
    kind = (known.designation.data.get("noun") or "").split() if known.designation else []
    return good.quantity is not None and " " not in noun and (noun in kind or noun in _HYPERNYMS)


def _identity(good: Good) -> dict[str, Any]:
    """What makes a good the one that it is."""
    return {"name": good.name, "category": good.category, "designation": good.designation}


def _complete(draft: Draft, other: Draft) -> None:
    """What a second verb says of the same good and parties ("paid for the batteries that it ordered in 2018") joins the
    first."""
    if all(draft.value(side) == other.value(side) for side in ("supplier", "recipient")):
        further = [x.value("status") in _PROGRESS and _PROGRESS.index(x.value("status")) for x in (draft, other)]
        if all(f is not False for f in further) and further[1] > further[0]:
            draft.claims["status"] = other.claims["status"]
        for name, claim in other.claims.items():
            draft.claims.setdefault(name, claim)


class Transfers:
    """The rules for item rows of `transfers`. One object reads the sentences of one document in order."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.focus = analysis, focus
        self.last: tuple[int, int, Relation] | None = None  # flow, index and relation of the last sentence with a row
        self.rows: list[Draft] = []  # of the paragraph, for "the ships were not delivered"
        self.good: tuple[int, Good] | None = None  # flow and the designation last spoken of, for "these aircraft"
        self.lead: tuple[Analysed, Relation] | None = None  # what a list hangs on

    def read(self, s: Analysed) -> Iterator[Draft | Doubt]:
        """Rows and doubts of one sentence."""
        if self.last and self.last[0] != s.sentence.flow:
            self.last, self.rows = None, []
        self._refer(s)
        copied = next((c for c in s.chunks if (e := c.entry("cue")) and e.name == "copied"), None)
        claimed: set[int] = set()
        every = list(relations(s.chunks))
        self._lead_in(s, every)
        taken = {g for r in every for g in r.goods}
        every += [r for r in (*licensed(s.chunks), *owned(s.chunks)) if not taken & set(r.goods)]
        found = [r for r in every if r.goods]
        made: list[tuple[int, Draft]] = []
        for relation in found or self._listed(s) or self._example(s):
            if relation.passive and (again := self._cancelled(s, relation)):
                claimed.update(relation.goods)
                yield again
                continue
            fresh: list[Draft] = []  # rows of this relation: "sold A to China and India" has two of one good
            for g, row in self._rows(s, relation, claimed, copied):
                if isinstance(row, Doubt):
                    yield row
                    continue
                same = [d for k, d in made if k == g and d not in fresh]
                if same:
                    for earlier in same:
                        _complete(earlier, row)
                    continue
                fresh.append(row)
                made.append((g, row))
                self.last = (s.sentence.flow, s.sentence.index, relation)
                self.rows.append(row)
        yield from self._without_superordinates(s, made)
        yield from self._left_over(s, claimed, copied)
        named = [c.value for c in s.chunks if c.tag == "good" and not c.value.vague]
        first = next((g for g in named if g.designation), named[0] if named else None)
        self.good = (s.sentence.flow, first) if first else self.good

    # What words stand for ------------------------------------------------------------------------------------------

    def _refer(self, s: Analysed) -> None:
        """ "these aircraft", "the first sets", "they were delivered", "supplying it": give the words the good last
        spoken of."""
        known = self.good[1] if self.good and self.good[0] == s.sentence.flow else None
        for i, c in enumerate(s.chunks):
            if c.tag == "good" and c.value.designation:
                known = c.value
            elif known is None:
                continue
            elif c.tag == "good" and (_DEFINITE.search(c.low) or _part(c, known) or _hypernym(c.value, known)):
                if len(c.value.name.split()) <= 2 and (c.value.category == known.category or c.value.vague):
                    c.value = replace(c.value, vague=False, referred=True, **_identity(known))
            elif c.tag == "party" and c.value.form == "pronoun" and self._names_good(s, i):
                c.tag = "good"
                c.value = replace(known, start=c.start, end=c.end, quantity=None, origin=None, referred=True)

    def _names_good(self, s: Analysed, i: int) -> bool:
        """Whether a pronoun stands for a good: subject of a passive, or object right after a verb of transfer."""
        if s.chunks[i].low not in ("they", "it", "these", "both", "them"):
            return False
        before = s.chunks[i - 1] if i else None
        verb = before.entry("verb") if before is not None and before.tag == "atom" else None
        if verb and verb.data["frame"] in ("supply", "acquire") and s.chunks[i].low in ("it", "them"):
            following = s.chunks[i + 1] if i + 1 < len(s.chunks) else None
            return following is None or following.tag == "punct" or syntax.is_prep(following)
        ahead = next((j for j in range(i + 1, min(i + 5, len(s.chunks))) if s.chunks[j].entry("verb")), None)
        return ahead is not None and s.chunks[i].low != "them" and syntax.is_passive(s.chunks, ahead)

    def _lead_in(self, s: Analysed, every: list[Relation]) -> None:
        """Remember "Russia sold China, among other things:" for the list that follows; forget it after the list."""
        if s.sentence.block.kind == BlockKind.LIST:
            return
        self.lead = None
        if self.analysis.plain[s.start : s.end].endswith(":") and every:
            self.lead = (s, every[-1])

    def _listed(self, s: Analysed) -> list[Relation]:
        """An item of a list: its goods are those of the lead-in, or of the heading that the list stands under."""
        if s.sentence.block.kind != BlockKind.LIST:
            return []
        lead = self.lead
        if lead is None:
            heading = next((h for h in reversed(self.analysis.headings) if h.end <= s.start), None)
            open_ = (
                [
                    r
                    for r in relations(heading.chunks)
                    if not r.goods or all(heading.chunks[g].value.vague for g in r.goods)
                ]
                if heading
                else []
            )
            lead = (heading, open_[0]) if heading and open_ else None
        goods = [i for i, c in enumerate(s.chunks) if c.tag == "good"][:1]
        if lead is None or not goods or not (lead[1].supplier and lead[1].recipient):
            return []
        above = lead[1]
        return [
            Relation(
                goods[0],
                above.entry,
                "list",
                above.supplier,
                above.recipient,
                goods,
                None,
                len(s.chunks),
                lead=lead[0].chunks,
            )
        ]

    def _example(self, s: Analysed) -> list[Relation]:
        """ "Recent examples include cranes and engines": goods of the relation in the sentence before."""
        recent = self.last is not None and s.sentence.index - self.last[1] <= 1
        if not recent and (self.focus.dyad is None or s.sentence.index == 0):
            return []
        at = next(
            (
                i
                for i, c in enumerate(s.chunks)
                if c.word("intro") and any(x.low.split(" ")[-1] in _SUMS for x in s.chunks[:i])
            ),
            None,
        )
        goods = arguments.objects(s.chunks, at).goods if at is not None else []
        entry = self.last[2].entry if self.last and recent else _SALE
        return [Relation(at or 0, entry, "elliptic", [], [], goods, None, len(s.chunks))] if goods else []

    # Rows ----------------------------------------------------------------------------------------------------------

    def _rows(
        self, s: Analysed, relation: Relation, claimed: set[int], copied: Chunk | None
    ) -> Iterator[tuple[int, Draft | Doubt]]:
        origin = relation.origin
        for g in relation.goods:
            good: Good = s.chunks[g].value
            if good.vague or not self._is_transfer(s, relation, good):
                continue
            if good.origin is None and origin and relation.frame != "supply":
                good.origin, good.origin_span = origin
            origin = (good.origin, good.origin_span) if good.origin else origin
            if relation.frame == "joint" and g not in claimed:
                if not (
                    relation.nominal
                    and relation.entry.name in ("cooperation", "collaboration")
                    and not good.designation
                ):
                    claimed.add(g)
                    yield g, self._joint(s, relation, g)
                continue
            supplier, recipient = parties(self._own(s, relation, g), g, good, self.focus)
            stated = [x for x in (supplier, recipient) if x is not None and x.span is not None]
            if supplier and recipient and supplier.code == recipient.code:
                continue
            if not (supplier and recipient) and not (good.designation and stated):
                continue
            claimed.add(g)
            if (
                copied is not None
                and relation.construction != "participle"
                and (s.chunks.index(copied) < relation.trigger or (relation.passive and relation.frame == "assist"))
            ):
                yield g, Doubt("transfers", s.start, s.end, "copied_without_contract")
                continue
            for giver, taker in self._each(relation, supplier, recipient):
                if giver and taker:
                    self.focus.dyad = (giver.code, taker.code)
                yield g, self._draft(s, relation, g, giver, taker)

    def _each(self, relation: Relation, supplier: Side | None, recipient: Side | None) -> list[Sides]:
        """One pair for each of several suppliers or recipients: "to Turkey and Saudi Arabia"."""
        givers = relation.supplier if supplier in relation.supplier else [supplier]
        takers = relation.recipient if recipient in relation.recipient else [recipient]
        return [(a, b) for a in givers for b in takers if not (a and b and a.code == b.code)]

    def _own(self, s: Analysed, relation: Relation, g: int) -> Relation:
        """The relation with the good's own parties: "engines from Russia and airframes from China"."""
        own = relation.found.own if relation.found else {}
        for prep, name in (("from", "supplier"), ("to", "recipient")):
            if len({args[prep] for args in own.values() if prep in args}) > 1 and prep in own.get(g, {}):
                c = s.chunks[own[g][prep]]
                side = [Side(code, (c.start, c.end)) for code in c.value.codes]
                relation = replace(relation, supplier=side) if name == "supplier" else replace(relation, recipient=side)
        return relation

    def _is_transfer(self, s: Analysed, relation: Relation, good: Good) -> bool:
        """Making another's goods is a transfer under a licence alone; sending forces to an exercise is none."""
        if relation.frame == "make":
            return good.licensed or any(map(is_licence, s.chunks)) or bool(relation.supplier and relation.recipient)
        if relation.frame == "hold":  # "Russian-made S-300s in Chinese service": the maker is named, and is another
            holders = {x.code for x in relation.recipient}
            fitted = relation.entry.data.get("fitted") and not good.vague  # "installed Chinese diesel engines"
            return bool(
                good.origin and holders and good.origin not in holders and (good.designation or good.made or fitted)
            )
        return not (relation.entry.name in ("send", "dispatch") and any(c.entry("series") for c in s.chunks))

    def _joint(self, s: Analysed, relation: Relation, g: int) -> Draft:
        """Joint development: the helper is the supplier; where none is named, both sides stand in the description
        alone."""
        pair = [*relation.supplier, *relation.recipient]
        codes = [p.code for p in pair] if len(pair) > 1 else list(self.focus.main or ())
        helper = self._helper(s, codes)
        taker = next((Side(c, None) for c in codes if helper and c != helper.code), None)
        draft = self._draft(s, relation, g, helper if taker else None, taker)
        if not taker and codes:
            draft.claim(
                "description",
                f"Joint development of {s.chunks[g].value.name} by {' and '.join(sorted(codes))}",
                s.chunks[relation.trigger],
            )
        return draft

    def _helper(self, s: Analysed, codes: list[str]) -> Side | None:
        """Whose expertise, help or technology the sentence speaks of."""
        for i, c in enumerate(s.chunks):
            if c.low in (
                "expertise",
                "experience",
                "help",
                "know-how",
                "assistance",
                "subcontractor",
                "technology",
            ) or (c.tag == "good" and c.value.name in ("expertise", "technology")):
                for x in reversed(s.chunks[max(0, i - 3) : i + 1]):
                    found = (
                        x.value.codes
                        if x.tag == "party"
                        else [x.value.origin]
                        if x.tag == "good" and x.value.origin
                        else [e.name]
                        if (e := x.entry("demonym"))
                        else []
                    )
                    if found and found[0] in codes:
                        return Side(found[0], (x.start, x.end))
            given = c.entry("verb") if c.tag == "atom" else None
            before = s.chunks[i - 1] if i else c
            giving = given is not None and given.data["form"] == "ing" and given.data["frame"] == "supply"
            giver = before.value.codes[0] if before.tag == "party" and before.value.codes else None
            if giving and giver in codes:  # "with Russia contributing the technology"
                return Side(giver, (before.start, before.end))
        return None

    def _draft(self, s: Analysed, relation: Relation, g: int, supplier: Side | None, recipient: Side | None) -> Draft:
        chunks, data = s.chunks, relation.entry.data
        good: Good = chunks[g].value
        trigger = chunks[relation.trigger]
        past = data.get("status") if relation.nominal else data.get("past")
        reading = cues.read(
            chunks,
            relation.subject,
            relation.trigger,
            data.get("form", ""),
            relation.passive,
            past,
            relation.nominal,
            relation.end,
        )
        draft = Draft("transfers", s.start, s.end, f"transfers/{relation.frame}.{relation.construction}")
        draft.claim("supplier", supplier.code if supplier else None, supplier.span if supplier else None)
        draft.claim("recipient", recipient.code if recipient else None, recipient.span if recipient else None)
        draft.claim("item", good.name, good)
        draft.claim("item_category", good.category, good)
        carrier = relation.found.carriers.get(g) if relation.found else None
        draft.claim("transfer_type", terms.transfer_type(relation, good, carrier), trigger)
        draft.claim("scope", "item", good)
        status = reading.status
        default = "order_date" if status in ("ordered", "negotiating") else f"{data.get('date', 'delivery')}_date"
        dated = terms.dates(chunks, relation, default, g) or (
            terms.dates(relation.lead, replace(relation, trigger=len(relation.lead), end=len(relation.lead)), default)
            if relation.lead
            else []
        )
        if (
            status == "ongoing"
            and reading.status_cue is None
            and relation.nominal
            and any("/" not in d.edtf for d in dated)
        ):
            status = "delivered"
        draft.claim("status", status, reading.status_cue or trigger)
        stated = data.get("factuality") if reading.factuality == "asserted" else None
        excepted = chunks[g - 1] if g and chunks[g - 1].low in ("not", "but not") else None
        factuality = "denied" if excepted else stated or reading.factuality
        draft.claim("factuality", factuality, excepted or reading.factuality_cue or trigger)
        count = terms.quantity(chunks, g)
        draft.claim("quantity", count.value.value if count else None, count)
        money = terms.money(chunks, relation, g)
        if money is not None:
            draft.claim("value_usd_min", money.value.low, money)
            draft.claim("value_usd_max", money.value.high, money)
            one_each = sum(c.tag == "money" for c in chunks) == len(relation.goods)
            if len(relation.goods) > 1 and not one_each and (money.value.low or money.value.high):
                draft.claim("value_shared", True, money)
        for date in dated:
            draft.claim(date.column, date.edtf, date.chunk)
        return draft

    def _cancelled(self, s: Analysed, relation: Relation) -> Draft | None:
        """ "The ships were not delivered": says of a good of this paragraph that its transfer was stopped."""
        c = s.chunks[relation.goods[0]]
        reading = cues.read(s.chunks, relation.goods[-1], relation.trigger, "ed", True, None)
        stopped = reading.factuality == "denied" or reading.status == "cancelled"
        if not stopped or not c.low.startswith(_THESE):
            return None
        earlier = next((d for d in reversed(self.rows) if d.value("item_category") == c.value.category), None)
        if earlier is None:
            return None
        draft = Draft("transfers", s.start, s.end, "transfers/cancelled_before")
        for name in ("supplier", "recipient", "item", "item_category", "scope"):
            draft.claim(name, earlier.value(name), c.value if name in ("item", "item_category", "scope") else None)
        trigger = s.chunks[relation.trigger]
        draft.claim("status", "cancelled", reading.status_cue or reading.factuality_cue or trigger)
        draft.claim("factuality", "asserted", trigger)
        return draft

    def _without_superordinates(self, s: Analysed, made: list[tuple[int, Draft]]) -> Iterator[Draft]:
        """A plain noun for what the sentence names by designation ("its first fighters, 24 Su-27s") is no second
        good."""
        named = {
            (d.value("supplier"), d.value("recipient"), d.value("item_category"))
            for g, d in made
            if s.chunks[g].value.designation
        }
        for g, draft in made:
            good: Good = s.chunks[g].value
            same = (draft.value("supplier"), draft.value("recipient"), draft.value("item_category")) in named
            plain = not good.designation and same and (len(good.name.split()) == 1 and good.quantity is None)
            twin = next((d for k, d in made if self._apposed(s, k, g)), None) if not good.designation and same else None
            if twin is not None and "quantity" in draft.claims:
                twin.claims.setdefault("quantity", draft.claims["quantity"])
            if not plain and twin is None:
                yield draft

    def _apposed(self, s: Analysed, k: int, g: int) -> bool:
        """Whether the designation at `k` and the noun at `g` are one thing: "a system, the S-400", "Su-27s, 22
        aircraft"."""
        first, last = sorted((k, g))
        good = s.chunks[k].value
        between = s.chunks[first + 1 : last]
        led = s.chunks[last].low.startswith(("the ", "a ", "an ")) or s.chunks[last].value.quantity is not None
        words = [c.low for c in between]
        listed = words[:1] == [","] and words[-2:] in (["of", "them"], ["of", "which"]) and g < k
        return k != g and bool(good.designation) and ((words == [","] and led) or listed)

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
