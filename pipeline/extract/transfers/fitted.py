"""Weapons that come with what carries them, and engines that drive what is another's.

So "eight boats of Project 636M, armed with Club-S missiles", "Russian engines still power most Chinese fighters".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import is_finite, is_prep
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.arguments import Objects, objects
from pipeline.extract.transfers.frames import Relation, sides
from pipeline.extract.transfers.joined import joined_before
from pipeline.extract.transfers.moving import brought
from pipeline.extract.transfers.oblique import fitted_out

_DRIVEN = ("aircraft", "ships", "submarines", "armour", "unmanned", "missiles", "space")
_GOING_ON = ("continue", "continues", "continued", "to")  # before a verb
_DRIVE = Entry(
    "verb", "power", {"frame": "hold", "past": "delivered", "date": "delivery", "fitted": True, "form": "ed"}
)


def came_with(chunks: list[Chunk], i: int, before: Sequence[Relation]) -> Relation | None:
    """What the participle at `i` says that the goods of a relation before it are armed with: it is given with them."""
    verb = chunks[i].kinds.get("verb")
    if verb is None or chunks[i].tag != "atom" or not i:
        return None
    if not (verb.data.get("fitted") and verb.data["form"] == "ed") or is_finite(chunks[i - 1]):
        return None
    k = i - 1 - (chunks[i - 1].low == ",")
    while k > 0 and (chunks[k].tag in ("date", "party") or is_prep(chunks[k])):
        k -= 1  # "to China in 1999, armed with"
    carried = [
        relation for relation in before if k in relation.goods and relation.frame in ("supply", "acquire", "deal")
    ]
    goods = objects(chunks, i).goods
    named = [g for g in goods if chunks[g].value.designation]
    if not carried or not named:
        return None
    return replace(carried[-1], construction="fitted", goods=named, found=None, within=range(i, named[-1] + 1))


def built_in(chunks: list[Chunk], v: int, entry: Entry, goods: list[int], found: Objects) -> Relation:
    """What was put into another's ships or vehicles: "sights from a Chinese firm have been fitted to Russian tanks"."""
    giver, holder = brought(chunks, goods, v), fitted_out(chunks, v, goods)
    return Relation(v, entry, "passive", giver, holder, goods, None, found.end, True, found)


def driving(chunks: list[Chunk], goods: list[int]) -> Iterator[Relation]:
    """The engines among the `goods` of a sentence that drive aircraft or ships of others than made them.

    And the designations that equip them, each of a list: "the Fregat and the MR-90 equip Chinese destroyers".
    """
    for g in goods:
        good = chunks[g].value
        v = g + 1
        town = sides(chunks, g + 2) if [c.low for c in chunks[v : g + 2]] == ["from"] and g + 2 < len(chunks) else []
        v += 2 if town else 0
        v += v + 1 < len(chunks) and chunks[v].low == "that"  # "the engine that drives the drone"
        while v < len(chunks) and (chunks[v].word("adv") or chunks[v].low in _GOING_ON):
            v += 1
        drives = good.category == "engines" and v + 1 < len(chunks) and chunks[v].low in words("driving")
        equips = good.designation and v + 1 < len(chunks) and chunks[v].low in words("equipping")
        if not (drives or equips):
            continue
        driven = next((c.value for c in chunks[v + 1 : v + 8] if c.tag == "good"), None)
        if driven is None or driven.category not in _DRIVEN or chunks[v + 1].low in words("power of"):
            continue  # "engines power growth", "the 117S power plant"
        if town and not good.origin:
            good.origin, good.origin_span = town[0].code, town[0].span
        if holder := fitted_out(chunks, v, [g]):
            yield Relation(v, _DRIVE, "active", [], holder, joined_before(chunks, g, goods), None, v + 1)
