"""Goods listed behind a colon, each with its date: "three orders were placed: 38 Su-30MKK in 1999, 24 Su-30MK2 in"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import is_finite
from pipeline.extract.transfers.frames import Relation

ITEMISED = "itemised"  # the construction of such a relation
_FRAMES = ("supply", "acquire", "deal")


def itemised(chunks: list[Chunk], relation: Relation) -> list[Relation]:
    """The relations of the items, each of one good and with the sides of the `relation`.

    What that says of the goods as a whole ("orders for the Su-30", "in batches") is theirs.
    """
    colon = next((k for k in range(relation.trigger + 1, len(chunks)) if chunks[k].low == ":"), None)
    if relation.frame not in _FRAMES or colon is None or any(is_finite(c) for c in chunks[colon:]):
        return []
    items = list(_items(chunks, colon + 1))
    if len(items) < 2:
        return []
    whole = [g for g in relation.goods if g < colon]
    if not all(_may_be(chunks[g], chunks[item]) for g in whole for item, _ in items):
        return []
    for g in whole:  # no good of its own
        chunks[g].value = replace(chunks[g].value, vague=True, designation=None)
    relation.goods = [g for g in relation.goods if g > colon and all(g not in own for _, own in items)]
    data = {**relation.entry.data, "past": relation.entry.data.get("status" if relation.nominal else "past")}
    entry = replace(relation.entry, data=data)
    return [
        replace(relation, entry=entry, construction=ITEMISED, goods=[g], found=None, end=own.stop, within=own)
        for g, own in items
    ]


def _items(chunks: list[Chunk], first: int) -> Iterator[tuple[int, range]]:
    """The items from `first` on that have one good and one date, each with where it stands."""
    begun = first
    for k in range(first, len(chunks) + 1):
        if k < len(chunks) and not (chunks[k].low in (",", ";", ".") or chunks[k].word("conj")):
            continue
        own = range(begun, k)
        goods = [i for i in own if chunks[i].tag == "good"]
        if len(goods) == 1 and sum(chunks[i].tag == "date" for i in own) == 1:
            yield goods[0], own
        elif own and goods:
            return
        begun = k + 1


def _may_be(whole: Chunk, item: Chunk) -> bool:
    """Whether an item may be some of what was told of as a whole: of "the Su-30" the Su-30MKK, of "batches" any."""
    good, known = item.value, whole.value
    if known.unit or known.vague or good.referred or good.name == known.name:
        return True
    if known.designation is None or good.designation is None:
        return bool(known.category == good.category)
    return bool(good.designation.data.get("family") == known.designation.name)
