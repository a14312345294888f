"""So many of a designation beside a word of transfer, where no relation of the sentence has them: the last resort.

The sentence is dated, no exercise, and names who makes them and one other country; the word stands in their clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import CLAUSE_END
from pipeline.extract.lexicon.states import heir
from pipeline.extract.transfers.frames import Relation, Side, demonym_side, origin_side, sides

_TRADED = ("supply", "acquire", "deal", "move")


def beside(s: Analysed, relations: Iterable[Relation], claimed: set[int]) -> Iterator[Relation]:
    """A relation for each of the goods not `claimed`, with the nearest word of transfer that gave none of those."""
    if not s.dates or s.may_hold("series", "formation"):
        return
    chunks = s.chunks
    left = [g for g, c in enumerate(chunks) if c.tag == "good" and g not in claimed and _counted(c)]
    if not left:
        return
    used = {r.trigger for r in relations if not claimed.isdisjoint(r.goods)}
    triggers = [i for i, c in enumerate(chunks) if c.tag == "atom" and _traded(c) and i not in used]
    named = list(_named(chunks)) if triggers else []
    for g in left:
        makers = {heir(code) for code in chunks[g].value.makers}
        givers = [side for side in named if heir(side.code) in makers]
        takers = [side for side in named if heir(side.code) not in makers]
        if givers and len({side.code for side in takers}) == 1:
            n = min(triggers, key=lambda i: abs(i - g))
            entry = chunks[n].entry("verb", "noun")
            if entry is not None and not _parted(chunks, min(n, g), max(n, g)):
                yield Relation(n, entry, "beside", givers[:1], takers[:1], [g], None, max(n, g) + 1)


def _parted(chunks: list[Chunk], a: int, b: int) -> bool:
    """Whether another clause begins between the chunks at `a` and at `b`."""
    between = chunks[a + 1 : b]
    return any(c.low in (*CLAUSE_END, "who", "where") or c.word("sub") for c in between) or any(
        x.low == "," and y.word("conj") for x, y in pairwise(between)
    )


def _counted(c: Chunk) -> bool:
    return c.value.designation is not None and c.value.quantity is not None


def _traded(c: Chunk) -> bool:
    entry = c.entry("verb", "noun")
    return entry is not None and entry.data["frame"] in _TRADED and not entry.data.get("counted")  # "took part"


def _named(chunks: list[Chunk]) -> Iterator[Side]:
    """The countries that a sentence names: as parties, by a demonym, as the origin of goods."""
    for i, c in enumerate(chunks):
        if c.tag == "party" and not c.value.of_town:
            yield from (side for side in sides(chunks, i) if len(side.code) == len("RUS"))
        elif side := (origin_side(c.value) if c.tag == "good" else None) or demonym_side(c):
            yield side
