"""Which parties are named together: "China, Iran and North Korea", but not "unlike Iran, China"."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import is_predicate, is_prep, opens_clause, skip_back


def _link(chunks: list[Chunk], j: int, step: int) -> tuple[int, bool] | None:
    """The party next to the one at `j`, over a comma or a conjunction, and whether a conjunction joins them."""
    k, joined, seen = j + step, False, False
    if 0 <= k < len(chunks) and chunks[k].low != "," and not chunks[k].entries:
        return None  # nearly always
    while 0 <= k < len(chunks) and (
        chunks[k].low == ","
        or (chunks[k].word("conj", "plus", "det") and chunks[k].low != "but")
        or "evaluative" in chunks[k].kinds
    ):
        joined |= chunks[k].word("conj", "plus")
        seen |= joined or chunks[k].low == ","
        k += step
    if not seen or not 0 <= k < len(chunks) or chunks[k].tag != "party" or chunks[k].value.form == "pronoun":
        return None
    a, b = sorted((j, k))
    apart = _new_clause(chunks, a, b) if joined else opens_clause(chunks, b)  # "unlike Iran, China has"
    return None if apart else (k, joined)


def _new_clause(chunks: list[Chunk], a: int, b: int) -> bool:
    """Whether the party at `b` is the subject of a clause that a comma parts from the complement at `a`.

    So "sent radars to Rosoboronexport, and AVIC sent parts", but not "to China, India, and Algeria were sent".
    """
    if chunks[a + 1].low != "," or not chunks[a + 2].word("conj"):
        return False
    k = skip_back(chunks, a - 1)
    after = b + 1
    while after < len(chunks) and (chunks[after].entry("party_noun") or chunks[after].word("adv")):
        after += 1
    return k >= 0 and is_prep(chunks[k]) and after < len(chunks) and is_predicate(chunks[after])


def coordinated(chunks: list[Chunk], i: int) -> list[int]:
    """The parties coordinated with the one at `i`: "China, Iran and North Korea", but not "unlike Iran, China"."""
    left: list[int] = []
    pending: list[int] = []
    j, joined = i, False
    while (link := _link(chunks, j, -1)) and chunks[link[0]].value.possessive == chunks[i].value.possessive:
        if joined and link[1]:
            break
        joined |= link[1]
        pending.insert(0, link[0])
        j = link[0]
        if joined:
            left, pending = pending + left, []
    right: list[int] = []
    j, waiting = i, []
    while (
        not joined and (link := _link(chunks, j, 1)) and chunks[link[0]].value.possessive == chunks[i].value.possessive
    ):
        waiting.append(link[0])
        j = link[0]
        if link[1]:
            right = waiting
            break
    if right and not left and pending:  # the comma links on the left belong to the conjunction on the right
        left = pending
    return [*left, i, *right]
