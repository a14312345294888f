"""Phrases of the word lists of transfers, found over several chunks: "carried out", "free of charge"."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.frame_words import words

_LONGEST = 4  # chunks


def says(chunks: list[Chunk], k: int, name: str) -> bool:
    """Whether the words from `k` on are of the list `name`."""
    return any(" ".join(c.low for c in chunks[k : k + n]) in words(name) for n in range(1, _LONGEST + 1))
