"""The relations of a sentence: every verb and noun of transfer with its arguments, and goods that need neither."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.goods import Good
from pipeline.extract.grammar.syntax import CLAUSE_END, is_finite, is_noun_here, is_prep
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.arguments import objects
from pipeline.extract.transfers.ends import IN_RETURN
from pipeline.extract.transfers.fitted import came_with
from pipeline.extract.transfers.frames import Relation, sides
from pipeline.extract.transfers.gapping import TRADED, gapped
from pipeline.extract.transfers.itemised import itemised
from pipeline.extract.transfers.nominal import of_noun
from pipeline.extract.transfers.participles import attributive, participle
from pipeline.extract.transfers.restraints import none_of, restrained
from pipeline.extract.transfers.told_nouns import is_noun
from pipeline.extract.transfers.verbal import of_verb

_LICENSED = Entry("noun", "licensed production", {"frame": "deal", "type": "licensed_production"})
_MORE = ("another", "one", "others", "that", "those")
_ELLIPTIC = (*_MORE, "followed by")  # what may tell of a transfer and is no word for it
_FOLLOWER = Entry("verb", "follow", {"frame": "supply", "past": "delivered", "date": "delivery", "form": "ed"})
_GIVING = ("supply", "acquire", "make")  # what is "made available" is given
_EXCHANGE = Entry("noun", "exchange", {"frame": "supply"})
_POSSESSION = Entry("noun", "possession", {"frame": "hold", "status": "delivered"})


def relations(chunks: list[Chunk]) -> Iterator[Relation]:
    """Every verb and noun of transfer in a sentence; those of a heading or lead-in have no goods."""
    deal: Relation | None = None
    told: list[Relation] = []
    fitted: list[int] = []
    for i, c in enumerate(chunks):
        if "verb" not in c.kinds and "noun" not in c.kinds and c.low not in _ELLIPTIC:
            continue
        if follower := _followed(chunks, i, told) or _another(chunks, i, deal) or came_with(chunks, i, told):
            yield follower
            continue
        vague = c.tag == "good" and c.value.vague and c.entry("noun") is not None
        trains = c.tag == "good" and c.entry("verb") is not None and c.value.name == "training"  # read once before
        if not (vague or trains) and (c.tag != "atom" or none_of(chunks, i)):
            continue
        if vague or is_noun(chunks, i):
            if restrained(chunks, i):
                continue
            relation = of_noun(chunks, i)
        elif c.entry("verb") and not is_noun_here(chunks, i):
            if attributive(chunks, i) or (c.low == "given" and (not i or chunks[i - 1].tag == "punct")):
                continue  # "given a turbine, one could"
            relation = participle(chunks, i) or of_verb(chunks, i)
            if relation.frame == "make" and [x.low for x in (chunks[i - 1], *chunks[i + 1 : i + 2])] == ["the", "of"]:
                continue  # "missiles for the upgrade of its jets"
        else:
            continue
        deal = relation if relation.nominal and relation.goods else deal
        told.append(relation)
        fitted += [i] if relation.entry.data.get("fitted") else []
        again = itemised(chunks, relation) or gapped(chunks, relation)
        yield relation
        yield from _barter(chunks, relation)
        yield from again
    for i in fitted:  # "eight boats, armed with missiles, were ordered"
        if follower := came_with(chunks, i, told):
            yield follower


def gives(chunks: list[Chunk]) -> bool:
    """Whether a word of a sentence may tell who gives something to whom."""
    return any(e.kind in ("verb", "noun") and e.data["frame"] in _GIVING for c in chunks for e in c.entries)


def agreed(every: list[Relation]) -> list[Relation]:
    """The relations of a sentence, of which one may tell who gives a good and another who gets it.

    So "Ukraine delivered the landing craft that Beijing had ordered".
    """
    traded = [r for r in every if r.frame in TRADED]
    for r in every:
        if r.passive and not (r.supplier and r.recipient):
            told = (o for o in traded if o.trigger > r.trigger and not o.nominal and o.goods == r.goods)
            _complete(r, next(told, r))
    givers = [r for r in traded if r.supplier and not r.recipient]
    takers = [r for r in traded if r.recipient and not r.supplier]
    for giving in givers:
        for taking in takers:
            same = set(giving.goods) & set(taking.goods)
            if same and giving.supplier[0].code != taking.recipient[0].code:
                giving.recipient, taking.supplier = taking.recipient, giving.supplier
    return every


def _complete(r: Relation, told: Relation) -> None:
    """Give a relation that says which goods are meant, or what is `told` of them, the side that the other names.

    So "the jets ordered in 2011 were delivered to China", "drones made by DJI were brought to Russia".
    """
    if r.frame == "make" and r.found and "by" in r.found.by_prep:
        if not told.supplier and {x.code for x in told.recipient}.isdisjoint(x.code for x in r.recipient):
            told.supplier = r.recipient
    elif r.frame in TRADED:
        supplier, recipient = r.supplier or told.supplier, r.recipient or told.recipient
        if {x.code for x in supplier}.isdisjoint(x.code for x in recipient):
            r.supplier, r.recipient = supplier, recipient


def _followed(chunks: list[Chunk], i: int, told: list[Relation]) -> Relation | None:
    """ "The fighters were followed by eight submarines": given as what the sentence before told of was given.

    Or as what its own clause tells of: "the S-300PMU arrived in China in 1993, followed by the S-300PMU-1 in 1997".
    """
    if not chunks[i].low.startswith("followed") or not i or not (is_finite(chunks[i - 1]) or chunks[i - 1].low == ","):
        return None
    found = objects(chunks, i, ("by",))
    before = next((r for r in reversed(told) if r.goods and r.goods[0] < i), None)
    named = found.goods and all(
        c.low in ("by", *_MORE) or c.tag in ("punct", "date") or is_prep(c) or c.word("det")
        for c in chunks[i + 1 : found.goods[0]]
        if c.low not in words("ordering")
    )
    if not named:
        return None
    if before is None or not (chunks[i - 1].low == "," or before.nominal):
        return Relation(i, _FOLLOWER, "passive", [], [], found.goods, None, found.end, True, found)
    first, sides_ = before.entry.data, (before.supplier, before.recipient)
    data = {"past": first.get("status" if before.nominal else "past"), "date": first.get("date", "delivery")}
    follower = replace(_FOLLOWER, data={**_FOLLOWER.data, **data})  # what follows an order is ordered
    return Relation(i, follower, "passive", *sides_, found.goods, None, found.end, True, found)


def _another(chunks: list[Chunk], i: int, deal: Relation | None) -> Relation | None:
    """ "Signed a contract for the S-400, and a year later another for fighters": one more of the same two.

    Or "deliveries of the first ended in 2018 and those of the second a year later".
    """
    if deal is None or chunks[i].low not in _MORE or i + 2 >= len(chunks):
        return None
    again = deal.frame in ("supply", "acquire") and chunks[i].low in ("that", "those") and chunks[i + 1].low == "of"
    named = chunks[i + 2].tag == "good" or chunks[i + 2].word("det", "quantity")
    if not named or not (again or chunks[i + 1].low == "for"):
        return None
    found = objects(chunks, i, ("of",) if again else ("for",))
    if not found.goods:
        return None
    another = replace(deal, trigger=i, goods=found.goods, end=found.end, found=found)
    return _in_its_clause(chunks, another) if again else another


def _in_its_clause(chunks: list[Chunk], relation: Relation) -> Relation:
    """The relation of "those of", with its own words: a predicate behind the next comma is another's."""
    last = relation.goods[-1]
    ends = (k for k in range(last + 1, len(chunks)) if chunks[k].tag == "punct" or is_finite(chunks[k]))
    end = next(ends, len(chunks))
    if end < len(chunks) and is_finite(chunks[end]):
        return relation  # "those of the second were completed"
    data = {**relation.entry.data, "past": relation.entry.data.get("status"), "form": "ed"}
    entry = replace(relation.entry, data=data)
    return replace(
        relation, entry=entry, construction="gapped", found=None, end=last + 1, within=range(relation.trigger, end)
    )


def _barter(chunks: list[Chunk], relation: Relation) -> Iterator[Relation]:
    """What is given in return goes the other way: "sent shells to Russia in exchange for satellites"."""
    if not (relation.goods and relation.supplier and relation.recipient):
        return
    for i in range(relation.goods[-1] + 1, len(chunks)):
        if chunks[i].low in CLAUSE_END or (i > relation.end + 1 and _transfers(chunks[i])):
            return
        if chunks[i].low in IN_RETURN:
            goods = objects(chunks, i).goods
            given = relation.entry if relation.frame == "supply" else _EXCHANGE
            back = replace(relation, supplier=relation.recipient, recipient=relation.supplier, origin=None, found=None)
            yield replace(back, entry=given, construction="barter", goods=goods)


def _transfers(c: Chunk) -> bool:
    """Whether the chunk is a verb that gives or gets."""
    verb = c.entry("verb") if c.tag == "atom" else None
    return verb is not None and verb.data["frame"] in ("supply", "acquire")


def licensed(chunks: list[Chunk], goods: list[int]) -> Iterator[Relation]:
    """Goods said to be made under licence, with no verb: "licence-produced Russian missiles with Chinese names"."""
    for g in goods:
        good: Good = chunks[g].value
        made_by = {good.origin} if good.origin else set(good.makers)
        if good.licensed and made_by and not good.vague:
            others = [s for i in range(len(chunks)) if i != g for s in sides(chunks, i) if s.code not in made_by]
            yield Relation(g, _LICENSED, "licensed", [], others[:1], [g], None, g + 1)


def owned(chunks: list[Chunk], goods: list[int]) -> Iterator[Relation]:
    """Goods that their owner stands before: "China's Russian-built Kilos", "China's Russian arms include the S-400"."""
    for g in goods:
        good: Good = chunks[g].value
        if not (good.origin and g and chunks[g - 1].tag == "party" and chunks[g - 1].value.possessive):
            continue
        holder = [side for side in sides(chunks, g - 1) if side.code != good.origin][:1]
        if holder and good.made and not good.vague:
            yield Relation(g, _POSSESSION, "nominal", [], holder, [g], None, g + 1)
        elif holder and good.vague and g + 1 < len(chunks) and chunks[g + 1].word("composed"):
            found = objects(chunks, g + 1)
            origin = (good.origin, good.origin_span)
            yield Relation(
                g, _POSSESSION, "nominal", [], holder, found.goods, None, found.end, origin=origin, found=found
            )
