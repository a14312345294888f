"""Goods that commas and conjunctions join: on from one, back from one, or put in behind a noun."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import is_finite, is_prep

_LED = 4  # chunks from an article to its noun
_SIDES = ("to", "from", "with", "by")
_DATING = ("date", "dates", "dated")


def joined_before(chunks: list[Chunk], g: int, goods: list[int]) -> list[int]:
    """The good at `g` and those of `goods` coordinated with it before: "the Mi-17 and Mi-171 form the backbone"."""
    found = [g]
    while found[0] - 2 in goods and (chunks[found[0] - 1].low == "," or chunks[found[0] - 1].word("conj")):
        found.insert(0, found[0] - 2)
    return found


def joined_on(chunks: list[Chunk], g: int | None) -> list[int]:
    """The good at `g` and those that commas and conjunctions join to it."""
    goods: list[int] = []
    while g is not None:
        goods.append(g)
        j = g + 1
        while j < len(chunks) and (chunks[j].low == "," or chunks[j].word("conj", "plus")):
            j += 1
        g = j if g + 1 < j < len(chunks) and chunks[j].tag == "good" else None
    return goods


def in_commas(chunks: list[Chunk], n: int) -> list[int]:
    """What is put in behind the noun at `n` to say what it was: "the largest purchase, 24 Su-35 fighters, was".

    Who gave or got it may stand before that: "the last arms sales to China, the S-400 and the Su-35, date from".
    """
    j = n + 1
    while j + 1 < len(chunks) and chunks[j].low in _SIDES and chunks[j + 1].tag == "party":
        j += 2
    if not (j + 1 < len(chunks) and chunks[j].low == "," and chunks[j + 1].tag == "good"):
        return []
    goods = joined_on(chunks, j + 1)
    behind = chunks[goods[-1] + 1 : goods[-1] + 4]  # ", was made": not ", went to Turkey", ", was to Indonesia"
    told = len(behind) == 3 and (is_finite(behind[1]) or behind[1].low in _DATING)
    closed = told and behind[0].low == "," and (behind[1].low in _DATING or not is_prep(behind[2]))
    definite = any(c.word("det", "poss") or owns(c) for c in chunks[max(0, n - _LED) : n])
    return goods if closed and definite and all(chunks[g].value.designation for g in goods) else []


def owns(c: Chunk) -> bool:
    """Whether the chunk is a party as owner of what follows: "Russia's"."""
    return c.tag == "party" and bool(c.value.possessive)
