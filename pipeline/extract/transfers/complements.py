"""What only says more of a noun before it: where somebody is, whose a firm is, what a stuff goes into."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import is_finite
from pipeline.extract.lexicon.frame_words import words


def is_ingredient(chunks: list[Chunk], k: int) -> bool:
    """Whether the word at `k` says behind a comma what the good before is for: "antimony, a key component"."""
    if chunks[k].low.split(" ")[-1] not in words("ingredients"):
        return False
    k -= 1
    while k > 0 and chunks[k].tag in ("word", "atom"):
        k -= 1
    return k > 0 and chunks[k].low == "," and chunks[k - 1].tag == "good"


def located(chunks: list[Chunk], j: int) -> bool:
    """Whether the "in" at `j` says in which country somebody is whom no list has."""
    return chunks[j - 1].tag == "word" and j + 1 < len(chunks) and chunks[j + 1].tag == "party"


def whose(chunks: list[Chunk], j: int) -> int | None:
    """Whose company it is that has no country itself: "to a firm that belongs to Rostec", "a unit of AVIC"."""
    for i in range(j + 1, min(j + 7, len(chunks))):
        c = chunks[i]
        if c.tag == "party" and not c.value.possessive:
            return i if c.value.form != "pronoun" else None
        if c.tag in ("good", "punct", "date") or c.word("conj", "plus") or is_finite(c):
            return None
    return None
