"""What a deal is for that the sentence before tells of: "China's first order was small. It covered 24 Su-27s"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import COPULAS
from pipeline.extract.transfers import arguments
from pipeline.extract.transfers.frames import Relation
from pipeline.extract.transfers.relations import relations

_DEALS = ("deal", "acquire", "supply")
_IT = ("it", "this", "they", "these")
_ONE = frozenset("such another largest biggest latest newest first second third last next other".split())


def dealt(s: Analysed) -> list[Relation]:
    """The goods of a deal that is told of without them, before in the sentence or in the one before, as a relation.

    So "It covered 24 Su-27s", "The contract signed in 1991 was for 24 Su-27s", "One such, for 52 Mi-171s, was signed".
    """
    at = next((i for i in range(1, len(s.chunks)) if _leads(s.chunks, i)), None)
    found = arguments.objects(s.chunks, at) if at is not None else None
    if at is None or found is None or not found.goods:
        return []
    again = _stands_for_deal(s.chunks, at)
    told = s.before if again else s
    every = [r for r in relations(told.chunks) if r.nominal and r.frame in _DEALS] if told else []
    if not again:
        every = [r for r in every if r.trigger < at]
    several = _of_one(s.chunks, at) and [r for r in every if r.frame == "deal"]
    deals = [r for r in every if not r.goods] or several
    if not deals or told is None:
        return []
    told_of = replace(deals[-1], goods=found.goods, end=found.end, found=found, origin=None)
    if not again:
        return [told_of]
    lead = None if deals[-1].entry.data.get("status") == "negotiating" else told.chunks
    return [replace(told_of, trigger=at, subject=None, lead=lead)]


def _leads(chunks: list[Chunk], i: int) -> bool:
    """Whether the word at `i` leads to what a deal is for: "covered", "was for", "one such, for"."""
    if chunks[i].low != "for":
        return chunks[i - 1].low in _IT and chunks[i].word("composed")
    return chunks[i - 1].low in COPULAS or _of_one(chunks, i)


def _of_one(chunks: list[Chunk], i: int) -> bool:
    """Whether one deal of several is what the "for" at `i` follows: "one such, for", "the largest, for"."""
    return i > 2 and chunks[i - 1].low == "," and not _ONE.isdisjoint(chunks[i - 2].low.split())


def _stands_for_deal(chunks: list[Chunk], i: int) -> bool:
    """Whether a pronoun, or one of several, stands for the deal of the sentence before."""
    subject = i - 1 - (chunks[i].low == "for" and chunks[i - 1].low in COPULAS)
    return _of_one(chunks, i) or (subject >= 0 and chunks[subject].low in _IT)
