"""Verbs whose subject is the good: "missiles arrived in Beijing from Russia", "with them came the Klub missile"."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.goods import Good
from pipeline.extract.grammar.subjects import subject
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.transfers import antecedents, arguments
from pipeline.extract.transfers.frames import Args, Relation, Side, city_side, demonym_side, owners, sides
from pipeline.extract.transfers.oblique import first_side

_COMING = ("ships", "submarines")  # they come and go
_GOING = (*_COMING, "aircraft")
_INSTALMENTS = frozenset("first second third fourth last final remaining other another further more next".split())


def moved(chunks: list[Chunk], v: int, entry: Entry, found: arguments.Objects, args: Args) -> Relation:
    """ "missiles arrived in Beijing from Russia", "bearings have reached Russian plants": the good is the subject."""
    goods = antecedents.goods_before(chunks, v)
    if goods and not (args.get("from") or args.get("to")) and _instalment(chunks, goods[0], v):
        return Relation(v, entry, "arrival", [], sides(chunks, found.indirect), goods, None, found.end)
    if entry.name in ("go", "come") and not _leads(chunks, v):
        goods = []
    if not goods and entry.name == "come" and (giver := _came_from(chunks, v)):
        entry = replace(entry, data={**entry.data, "frame": "supply"})
        return Relation(v, entry, "inverted", giver, [], found.goods, None, found.end, found=found)
    if not goods and entry.name in ("come", "follow") and _inverted(chunks, v):
        entry = replace(entry, data={**entry.data, "frame": "supply"})  # by whom the ones before were
        return Relation(v, entry, "inverted", [], [], found.goods, None, found.end, found=found)
    source = args.get("from") or brought(chunks, goods, v)
    if source and found.listed and all(chunks[g].value.vague for g in goods):
        return _listed(chunks, v, entry, found, source, args.get("to", []))
    recipient = args.get("to") or args.get("in") or sides(chunks, found.indirect) or _town(chunks, v)
    going = any(chunks[g].value.category in _GOING for g in goods)  # "turned up in Chinese waters"
    recipient = recipient or _imported(chunks, v) or ([] if going else _in_its(chunks, v))
    if source and not recipient:  # "Vietnam's boats came from Russia"
        recipient = [side for side in owners(chunks, goods) if side.code != source[0].code]
    if not source and all(_by_itself(chunks[g].value) for g in goods):
        goods = []  # "Chinese warships reached Cape Town"
    known = any(x.origin or x.referred or x.designation for g in goods if (x := chunks[g].value))
    if not source and not (recipient and known):  # ships that come by are no transfer
        goods = []
    return Relation(v, entry, "intransitive", source, recipient, goods, None, found.end, found=found)


def _listed(
    chunks: list[Chunk], v: int, entry: Entry, found: arguments.Objects, source: list[Side], to: list[Side]
) -> Relation:
    """What is listed of what comes from somewhere: "what the Russian army lacks comes from China: radios and vests"."""
    whose = [side for i in range(v) for side in sides(chunks, i) or first_side(chunks[i : i + 1])]
    takers = [side for side in whose if side.code not in {giver.code for giver in source}]
    return Relation(v, entry, "intransitive", source, to or takers[:1], found.goods, None, found.end, found=found)


def _by_itself(good: Good) -> bool:
    """Whether ships or aircraft of no name and number may only have gone somewhere."""
    return good.category in _GOING and good.designation is None and good.quantity is None and not good.referred


def _instalment(chunks: list[Chunk], g: int, v: int) -> bool:
    """Whether a part of a delivery is said to have come at some time: "the first 26 Su-27s came in 1992".

    Or one more good: "the S-300 was sold to China in 1993; the S-400 followed in 2018".
    """
    lead = chunks[g - 1].low.split() if g and chunks[g - 1].word("quantity") else []  # "a second batch of 22"
    further = chunks[v].low == "followed" and not chunks[g].value.referred
    fronted = g > 1 and chunks[g - 1].low == "," and chunks[g - 2].tag == "date"  # "in 2015, ten Su-35s arrived"
    last = v + 1 == len(chunks) or chunks[v + 1].tag == "punct"  # where they arrived is said otherwise
    many = fronted and last and chunks[v].low == "arrived" and chunks[g].value.quantity is not None
    counted = further or many or not _INSTALMENTS.isdisjoint([*lead, *chunks[g].low.split()])
    part = counted and (chunks[g].value.designation or chunks[g].value.referred)
    ahead = takewhile(lambda c: c.low not in (",", ";", "."), chunks[v + 1 : v + 8])
    return bool(part) and (fronted or any(c.tag == "date" for c in ahead))


def brought(chunks: list[Chunk], goods: list[int], v: int) -> list[Side]:
    """From whom the goods before the verb are: "chips from China reached Russia", "chips made by Norinco would go"."""
    k = goods[-1] + 1 if goods else v
    if k >= v or any(chunks[g].value.category in _COMING for g in goods):
        return []
    verb = chunks[k].entry("verb")
    made = verb is not None and verb.data["frame"] == "make" and chunks[k + 1].low in ("by", "in", "at")
    if not (made or chunks[k].low == "from"):
        return []
    return next((sides(chunks, j) for j in range(k + 1 + made, min(k + 6, v)) if chunks[j].tag == "party"), [])


def _town(chunks: list[Chunk], v: int) -> list[Side]:
    """The country of the town right behind the verb at `v`: "were reaching Shenyang"."""
    town = city_side(chunks[v + 1]) if v + 1 < len(chunks) and arguments.is_town(chunks[v + 1]) else None
    return [town] if town else []


def _came_from(chunks: list[Chunk], v: int) -> list[Side]:
    """From whom that comes which stands behind the verb: "From Ukraine, too, came a prototype of the Su-33"."""
    j = v - 1
    while j > 0 and (chunks[j].low == "," or chunks[j].word("adv")):
        j -= 1
    return sides(chunks, j) if j > 0 and chunks[j].tag == "party" and chunks[j - 1].low == "from" else []


def _inverted(chunks: list[Chunk], v: int) -> bool:
    """Whether what comes stands behind the verb: "With them came the Klub-S missile", "Then came the Su-30"."""
    lead = [c.low for c in chunks[:v]][-2:]
    return lead in (["with", "them"], ["with", "it"], ["with", "these"]) or lead[-1:] in (
        ["then"],
        ["next"],
        ["later"],
        ["there"],
    )


def _imported(chunks: list[Chunk], v: int) -> list[Side]:
    """Who got what a relative clause before the verb at `v` speaks of: "the chips that Russia imported came from"."""
    for i in range(v - 1, 0, -1):
        verb = chunks[i].entry("verb") if chunks[i].tag == "atom" else None
        if verb and verb.data["frame"] == "acquire" and any(c.word("rel") for c in chunks[max(0, i - 4) : i]):
            return sides(chunks, subject(chunks, i))
    return []


def _in_its(chunks: list[Chunk], v: int) -> list[Side]:
    """Whose trenches or shops they turn up in: "turn up in Russian trenches"."""
    led = v + 2 < len(chunks) and chunks[v + 1].low == "in"
    side = demonym_side(chunks[v + 2]) if led else None
    return [side] if side else []


def _leads(chunks: list[Chunk], v: int) -> bool:
    """Whether what moves is said to move somewhere: "came from Russia in 1992", but not "went down at"."""
    ahead = takewhile(lambda c: c.tag == "date" or c.word("adv", "prep"), chunks[v + 1 : v + 6])
    return any(c.low in ("to", "from", "into") for c in ahead)
