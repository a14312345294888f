"""Whether two places of a sentence that names an agreement are in one clause."""

from __future__ import annotations

import re

from pipeline.extract.events import attending
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk


def new_clause(chunks: list[Chunk], a: int, b: int) -> bool:
    """Whether a comma and a conjunction part the two places: ", and in June the agencies ..."."""
    first, last = sorted((a, b))
    return any(chunks[k].low == "," and chunks[k + 1].word("conj") for k in range(first, last))


def of_another(chunks: list[Chunk], acts: list[re.Match[str]], v: int, i: int) -> bool:
    """Whether the date at `i` is in a clause with a signing of its own: "A was signed in May, and B was signed too"."""
    others = [attending.index_at(chunks, act.start()) for act in acts]
    return new_clause(chunks, v, i) and any(k != v and not new_clause(chunks, k, i) for k in others)


def runs_on(between: list[Chunk]) -> bool:
    """Whether no clause begins or ends there: "signed a memorandum on the building of an engine for jets in 2019"."""
    return not any(c.low in (",", ";", ":", "(") or c.word("rel", "sub") or syntax.is_finite(c) for c in between)
