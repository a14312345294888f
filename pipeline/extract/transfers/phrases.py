"""Phrases of the word lists of transfers, found over several chunks: "carried out", "free of charge"."""

from __future__ import annotations

from functools import cache

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.frame_words import words

_LONGEST = 4  # chunks


@cache
def _first_words(name: str) -> frozenset[str]:
    return frozenset(phrase.split(" ", 1)[0] for phrase in words(name))


def says(chunks: list[Chunk], k: int, name: str) -> bool:
    """Whether the words from `k` on are of the list `name`."""
    if chunks[k].low.split(" ", 1)[0] not in _first_words(name):
        return False
    return any(" ".join(c.low for c in chunks[k : k + n]) in words(name) for n in range(1, _LONGEST + 1))
