"""Nouns of transfer that tell of none: what a rule forbids or watches over, and what there is nothing of."""

from __future__ import annotations

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.frames import is_licence
from pipeline.extract.transfers.phrases import says

_FAR = 10  # chunks from a noun to its predicate


def restrained(chunks: list[Chunk], n: int) -> bool:
    """Whether the noun at `n` is what a rule forbids: "export controls on chips", "a ban on the sale of engines".

    Or only tells how something is made: "built under licence for its own fleet".
    """
    if n and chunks[n - 1].low == "under" and is_licence(chunks[n]):
        return True
    after = chunks[n + 1].low if n + 1 < len(chunks) else ""
    apposed = n > 1 and chunks[n - 2].low == "," and after in words("likenesses")
    if after in words("restraints") or apposed:
        return True  # "export controls", "the FD-2000, the export version of"
    j = syntax.skip_back(chunks, n - 1)
    if j > 0 and chunks[j].tag == "party" and chunks[j].value.possessive and chunks[j].value.form == "pronoun":
        j = syntax.skip_back(chunks, j - 1)  # "controls its exports of"
    barred = j > 0 and chunks[j].low in ("on", "against", "over") and chunks[j - 1].low in words("restraints")
    barred |= j >= 0 and chunks[j].low in words("barring")
    return barred or _watched(chunks, n)


def _watched(chunks: list[Chunk], n: int) -> bool:
    """Whether it is only said that what the noun at `n` says is watched over: "its exports are strictly controlled"."""
    k = next((k for k in range(n + 1, min(n + _FAR, len(chunks))) if _ends_subject(chunks[k])), None)
    if k is None or not syntax.is_finite(chunks[k]):
        return False
    while k + 1 < len(chunks) and (syntax.is_finite(chunks[k]) or _passes(chunks[k])):
        k += 1
    going_on = any(c.low in ("but", "yet") for c in chunks[k:])  # "are controlled, but grew": there are such exports
    return says(chunks, k, "watching") and not going_on


def _ends_subject(c: Chunk) -> bool:
    return c.tag == "punct" or syntax.is_finite(c) or (c.tag == "atom" and c.entry("verb") is not None)


def _passes(c: Chunk) -> bool:
    return c.word("aux", "adv") or (c.tag == "word" and c.low.endswith("ly"))


def none_of(chunks: list[Chunk], n: int) -> bool:
    """Whether there is nothing of what the noun says: "no outstanding Chinese orders", "without a licence"."""
    j = n - 1
    while j > 0 and (chunks[j].entry("evaluative", "demonym", "modifier") or chunks[j].word("adv")):
        j -= 1
    if chunks[j].word("det") and j > 0 and chunks[j - 1].low == "without":
        return True
    j -= j > 0 and chunks[j].tag == "word"
    return j >= 0 and chunks[j].low in ("no", "without")
