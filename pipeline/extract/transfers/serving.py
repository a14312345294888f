"""Designations that are said to serve with another than their maker, in words that are no verb of transfer.

So "Kilos serve in the Chinese fleet", "the Mi-17 is the mainstay of China's army aviation", "the PLA's air defences
consist of S-300s". Who gave them is known by who makes them.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers import arguments
from pipeline.extract.transfers.frames import Relation, Side, sides
from pipeline.extract.transfers.joined import joined_before

# States that inherited what the Soviet Union had stationed in them.
_SUCCESSORS = frozenset("UKR BLR KAZ UZB ARM AZE GEO MDA KGZ TJK TKM".split())
_SERVICE = Entry("noun", "service", {"frame": "hold", "status": "delivered"})
_REACH = 4  # chunks between the word for service and whose it is
_FAR = 7  # between a force and what it is made up of


def serving(chunks: list[Chunk], goods: list[int]) -> Iterator[Relation]:
    """The designations among the `goods` of a sentence that somebody has in service."""
    named = [g for g in goods if chunks[g].value.designation and not chunks[g].low.startswith("no ")]
    if not named or any(c.word("neg") or c.low in words("never serving") for c in chunks):
        return
    for i, c in enumerate(chunks):
        if c.low in words("serving") and (before := [g for g in named if g < i]):
            holder, g = _behind(chunks, i), before[-1]
            holder = None if holder and holder.code in _SUCCESSORS else holder
            if holder and not any(x.tag == "party" or x.low in (",", ";") for x in chunks[g + 1 : i]):
                yield Relation(i, _SERVICE, "nominal", [], [holder], joined_before(chunks, g, named), None, i + 1)
        elif c.word("composed") or c.low in words("made up"):
            holder = _of_force(chunks, i)
            found = arguments.objects(chunks, i)
            if holder and (behind := [g for g in found.goods if g in named]):
                yield Relation(i, _SERVICE, "nominal", [], [holder], behind, None, found.end, found=found)


def _behind(chunks: list[Chunk], i: int) -> Side | None:
    """Whose force is named right behind the word for service at `i`."""
    near = range(i + 1, min(i + 1 + _REACH, len(chunks)))
    k = next((k for k in near if chunks[k].tag == "party" or chunks[k].entry("demonym")), None)
    return next(iter(_whose(chunks, k)), None) if k is not None and _force(chunks[k : k + _REACH]) else None


def _force(near: list[Chunk]) -> bool:
    """Whether one of the words names a force, or what it has its arms in."""
    return any(word in words("forces") for c in near for word in c.low.split(" "))


def _whose(chunks: list[Chunk], k: int) -> list[Side]:
    """Who has the force named at `k`."""
    c = chunks[k]
    return sides(chunks, k) if c.tag == "party" or c.entry("demonym") else []


def _of_force(chunks: list[Chunk], i: int) -> Side | None:
    """Whose force it is that the word at `i` says of what it consists: "the Chinese fleet includes"."""
    near = range(i - 1, max(-1, i - _FAR), -1)
    holder = next((k for k in near if chunks[k].tag == "party" or chunks[k].entry("demonym")), None)
    if holder is None or any(chunks[k].low in (",", ";") for k in range(holder, i)):
        return None
    return next(iter(_whose(chunks, holder)), None) if _force(chunks[holder:i]) else None
