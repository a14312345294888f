"""What a deal is for that the sentence before tells of: "China's first order was small. It covered 24 Su-27s"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.transfers import arguments
from pipeline.extract.transfers.ends import COPULAS
from pipeline.extract.transfers.frames import Relation
from pipeline.extract.transfers.relations import relations

_DEALS = ("deal", "acquire", "supply")
_IT = ("it", "this", "they", "these")


def dealt(s: Analysed) -> list[Relation]:
    """The goods of the deal that the sentence before `s` tells of without them, as a relation with that one's sides."""
    at = next((i for i in range(1, len(s.chunks)) if _says_what_for(s.chunks, i)), None)
    if at is None or s.before is None:
        return []
    found = arguments.objects(s.chunks, at)
    deals = [r for r in relations(s.before.chunks) if r.nominal and r.frame in _DEALS and not r.goods]
    if not found.goods or not deals:
        return []
    lead = None if deals[-1].entry.data.get("status") == "negotiating" else s.before.chunks
    return [replace(deals[-1], trigger=at, goods=found.goods, subject=None, end=found.end, found=found, lead=lead)]


def _says_what_for(chunks: list[Chunk], i: int) -> bool:
    """Whether the word at `i` leads from a pronoun to what it is for: "it covered", "it was for"."""
    it = i - 1 - (chunks[i].low == "for" and chunks[i - 1].low in COPULAS)
    return it >= 0 and chunks[it].low in _IT and (chunks[i].word("composed") or it < i - 1)
