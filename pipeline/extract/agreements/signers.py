"""Who signs an agreement by the clause behind its noun, or as the subject of that which tells it."""

from __future__ import annotations

import re

from pipeline.extract.events import attending
from pipeline.extract.events.attending import Span, named_by
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.coordination import coordinated
from pipeline.extract.lexicon.event_words import words

_APPOSED = re.compile(r", (?:the|their|a|an) (?:[\w-]+ ){1,6}?(?=between\b)")
_FAR = 16  # chunks of what it is on, before the clause
_OBJECT = 8  # chunks between the verb and the noun
_LONG = 14  # chunks of those who sign it
_BY = ("by", "under", "in", "with", "through")  # "the treaty by which Russia and North Korea replaced"
_AUXILIARIES = ("has", "have", "had", "had been")


def behind(chunks: list[Chunk], j: int, last: int) -> dict[str, Span]:
    """The two or more that sign it there: "a treaty on trade that Moscow had concluded with Hanoi".

    Whoever is named behind that clause is no side: "... and which Washington criticised".
    """
    relative = _relative(chunks, j, min(j + _FAR, last))
    found: dict[str, Span] = {}
    if j < relative < last and chunks[relative - 2].low in _BY:
        return subjects(chunks, relative, last)
    for k in range(relative, min(relative + _LONG, last)):
        if chunks[k].low in words("agreements", "signings"):
            found |= dict(attending.partners(chunks, k + 1, ("with",)))
            return found if len(found) > 1 else {}
        if (syntax.is_finite(chunks[k]) and chunks[k].low not in _AUXILIARIES) or chunks[k].word("sub", "rel"):
            break
        found |= dict(named_by(chunks[k]))
    return {}


def clause(chunks: list[Chunk], i: int) -> int | None:
    """The conjunction that opens the clause in which one signs what begins at `i`: "before it concluded a pact"."""
    v = next((k for k in range(i - 1, max(0, i - _OBJECT), -1) if chunks[k].low in words("agreements", "signings")), 0)
    if not v or any(c.low in (",", ";") for c in chunks[v:i]):
        return None
    k = v - 1
    while k > 0 and (chunks[k].word("adv") or chunks[k].low in _AUXILIARIES):
        k -= 1
    opens = k > 0 and chunks[k].tag == "party" and chunks[k - 1].low in words("agreements", "clause_openers")
    return k - 1 if opens else None


def beside(low: str, chunks: list[Chunk], end: int) -> dict[str, Span]:
    """The two or more that a phrase in apposition tells: "an accord, the first of its kind between Delhi and Hanoi"."""
    between = _APPOSED.match(low, end, chunks[-1].end)
    found = attending.partners(chunks, attending.index_at(chunks, between.end()), ("between",)) if between else []
    return dict(found) if len(dict(found)) > 1 else {}


def _relative(chunks: list[Chunk], j: int, stop: int) -> int:
    """The chunk behind the "that" or "which" of the clause; where there is none, behind all of them."""
    for k in range(j, stop):
        if chunks[k].low in ("that", "which"):
            return k + 1
        if syntax.is_finite(chunks[k]) or chunks[k].low in (";", *words("agreements", "signings")):
            break
    return len(chunks)


def subjects(chunks: list[Chunk], first: int, last: int) -> dict[str, Span]:
    """The two or more who are the subject of the clause that begins at `first`."""
    parties = (k for k in range(first, last) if chunks[k].tag == "party" and syntax.governor(chunks, k) is None)
    subject = next(parties, None)
    both = coordinated(chunks, subject) if subject is not None else []
    found = {code: span for k in both for code, span in named_by(chunks[k])}
    return found if len(found) >= 2 else {}
