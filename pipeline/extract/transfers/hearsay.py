"""Who tells of a transfer: what one says who has no part in it is hearsay."""

from __future__ import annotations

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.frame_words import words

_FAR = 9  # chunks from the verb of saying to its "that": "told reporters in Brussels in September that"


def tellers(chunks: list[Chunk], n: int) -> list[int]:
    """The verbs with which somebody tells of what the verb or noun at `n` says."""
    saying = (k for k, c in enumerate(chunks) if _says(c))
    return [k for k in saying if _leads_to(chunks, k, n) or (k > n and _put_in(chunks, k))]


def told_by_another(chunks: list[Chunk], saying: list[int], sides: set[str]) -> Chunk | None:
    """The first of the verbs of `saying` whose subject is of none of the `sides`."""
    for k in saying:
        c = chunks[k]
        if _impersonal(chunks, k):
            return c
        speakers = _speakers(chunks, k + (c.tag == "party"))
        if speakers and all(sides.isdisjoint(codes) for codes in speakers):
            return c
    return None


def _says(c: Chunk) -> bool:
    """Whether the chunk is a verb of saying, or ends with one: "an American diplomat told reporters" is one party."""
    inside = c.low.split(" ")[1:] if c.tag == "party" else (c.low,)
    return not words("saying").isdisjoint(inside)


def _leads_to(chunks: list[Chunk], k: int, n: int) -> bool:
    """Whether the clause with `n` is what the verb at `k` tells."""
    that = next((j for j in range(k + 1, min(k + _FAR, n)) if chunks[j].low == "that"), None)
    return that is not None and not any(c.low in (";", ",") for c in (*chunks[k:that], *chunks[that:n]))


def _put_in(chunks: list[Chunk], k: int) -> bool:
    """Whether the verb at `k` ends an aside of the speaker's name: ", the Treasury said"."""
    ends = k + 1 == len(chunks) or chunks[k + 1].tag in ("punct", "date") or syntax.is_prep(chunks[k + 1])
    return ends and any(c.low == "," for c in chunks[max(0, k - 6) : k])


def _impersonal(chunks: list[Chunk], k: int) -> bool:
    """Whether nobody is named who tells: "it is also said", "it was pointed out"."""
    j = k - 1
    while j > 0 and (chunks[j].word("adv") or syntax.is_finite(chunks[j])):
        j -= 1
    return j < k - 1 and chunks[j].low == "it"


def _speakers(chunks: list[Chunk], k: int) -> list[tuple[str, ...]]:
    """The countries of each party in the subject of the verb at `k`; none where that is a pronoun.

    "Western diplomats" are a party of no country.
    """
    start = next((j + 1 for j in range(k - 1, -1, -1) if chunks[j].low in (",", ";") or chunks[j].word("sub")), 0)
    named: list[tuple[str, ...]] = []
    for c in chunks[start:k]:
        demonym = c.entry("demonym") if c.tag == "atom" else None
        if c.tag == "party" and c.value.form == "pronoun":
            return []
        if c.tag == "party" or demonym:
            named.append((demonym.name,) if demonym else c.value.codes)
        elif c.low in words("outsiders"):
            named.append(())
    return named
