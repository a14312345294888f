"""Weapons that come with what carries them: "eight boats of Project 636M, armed with Club-S missiles"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import is_finite, is_prep
from pipeline.extract.transfers.arguments import objects
from pipeline.extract.transfers.frames import Relation


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
