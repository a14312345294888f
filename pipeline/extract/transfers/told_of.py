"""What a relative clause is about where something stands between: somebody's view, or a word that sums up the good."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import COPULAS, skip_back
from pipeline.extract.lexicon.frame_words import words

_TELLERS = 6  # chunks from "which" to the verb of saying


def viewed(chunks: list[Chunk], who: int) -> int | None:
    """The "which" of the clause in which somebody holds that the party at `who` does something.

    So "the S-500, which officials in Delhi believe that Russia will sell".
    """
    v = who - 1 - (who > 0 and chunks[who - 1].low == "that")
    if v < 2 or chunks[v].low.removesuffix(" that") not in words("saying"):
        return None
    for j in range(v - 1, max(0, v - _TELLERS), -1):
        if chunks[j].low in ("which", "that"):
            behind = chunks[j - 2] if chunks[j - 1].low == "," and j > 1 else chunks[j - 1]
            return j if behind.tag == "good" else None
        if chunks[j].tag == "punct" or chunks[j].entry("verb"):
            return None
    return None


def summed_up(chunks: list[Chunk], goods: list[int]) -> int | None:
    """The copula by which a good is said to be the one of `goods`: "machine tools are another item that"."""
    if len(goods) != 1 or not chunks[goods[0]].value.vague:
        return None
    j = skip_back(chunks, goods[0] - 1)
    return j if j > 0 and chunks[j].low in COPULAS else None
