"""How far the cues of a verb or noun reach: where its clause and its predicate begin."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.subjects import put_in, restricting
from pipeline.extract.grammar.syntax import MODALS, is_next_deed

BE = ("is", "are", "has been", "have been", "was", "were")
_ANOTHER_CLAUSE = ("because", "while", "whereas", "although", "though", "after", "before", "despite")


def left_edge(chunks: list[Chunk], subject: int | None, v: int, form: str) -> int:
    """Where the predicate begins: after its subject and what it is coordinated with, else a few words back.

    Infinitives share what leads the first of them: "will decide to build the fighter or buy it".
    """
    first = subject + 1 if subject is not None else max(0, v - 6)
    first = max(first, put_in(chunks, v).stop)  # "the S-400, long denied to China, was sold"
    first = max(first, restricting(chunks, v).stop)  # "the jets ordered in 2011 were delivered"
    first = next((j + 1 for j in range(v - 1, first - 1, -1) if _opens_clause(chunks, j)), first)
    joined = [
        j
        for j in range(first, v)
        if (chunks[j].word("conj") or (form == "ed" and is_next_deed(chunks, j + 1)))
        and any(c.tag == "atom" and c.entry("verb") for c in chunks[first:j])
    ]
    bare = form == "base" and any(c.low == "to" or c.low in MODALS for c in chunks[first : joined[-1] if joined else v])
    return joined[-1] + 1 if joined and not bare else first


def _opens_clause(chunks: list[Chunk], j: int) -> bool:
    """Whether another clause begins behind the chunk at `j`: the cues before it are of another verb."""
    c, after = chunks[j], chunks[j + 1 : j + 2]
    subject = any(x.word("det", "poss", "pron") or x.tag in ("party", "good") for x in after)
    if c.low == "since":
        return subject
    if c.low == "but":
        return subject and not any(x.word("neg") for x in chunks[max(0, j - 3) : j])  # "not the A but the B"
    if c.low == "where":
        return subject
    return c.low in _ANOTHER_CLAUSE or (c.low in ("said", "says") and subject)


def subject_start(chunks: list[Chunk], v: int) -> int:
    """Where a clause begins whose subject the noun at `v` is, behind ", and" or a semicolon; 0 where it is none."""
    j = v - 1
    while j > 0 and (chunks[j].word("det", "poss") or chunks[j].entry("evaluative")):
        j -= 1
    joined = j > 0 and (chunks[j].low == ";" or (chunks[j].word("conj") and chunks[j - 1].low == ","))
    following = chunks[v + 1 : v + 2]
    return j + 1 if joined and any(c.low in BE or c.low in MODALS or c.word("aux") for c in following) else 0


def clause_start(chunks: list[Chunk], left: int) -> int:
    """Where the main clause before `left` begins: after the last ", and", ", but" or semicolon."""
    for j in range(left - 1, 0, -1):
        if chunks[j].low == ";" or (chunks[j].low in ("and", "but") and chunks[j - 1].low == ","):
            return j
    return 0
