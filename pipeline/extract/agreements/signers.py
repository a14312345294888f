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
_VISIT = re.compile(r"(?:[\w-]+ )*(?:visit|trip|stay)")
_FAR = 16  # chunks of what it is on, before the clause
_OBJECT = 8  # chunks between the verb and the noun
_LONG = 14  # chunks of those who sign it
_BY = ("by", "under", "in", "with", "through")  # "the treaty by which Russia and North Korea replaced"
_IN = ("in", "by", "under", "through", "with")  # "to China by the treaty of 2001, to Iran by that of 2025"
_MODIFIERS = 5  # chunks between it and the noun
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


def of_visit(chunks: list[Chunk], i: int) -> dict[str, Span]:
    """Who visits whom, where the visit before `i` is all that tells the two: "during Putin's visit to Beijing"."""
    for k in range(2, i - 1):
        whose = next((n for n in range(k - 1, max(-1, k - 4), -1) if chunks[n].tag == "party"), None)
        if whose is None or not _VISIT.fullmatch(chunks[k - 1].low) or chunks[k].low not in ("to", "in"):
            continue
        if chunks[whose].value.possessive and chunks[k + 1].tag == "party":
            return dict([*named_by(chunks[whose]), *named_by(chunks[k + 1])])
    return {}


def beside(low: str, chunks: list[Chunk], end: int) -> dict[str, Span]:
    """The two or more that a phrase in apposition tells: "an accord, the first of its kind between Delhi and Hanoi"."""
    between = _APPOSED.match(low, end, chunks[-1].end)
    found = attending.partners(chunks, attending.index_at(chunks, between.end()), ("between",)) if between else []
    return dict(found) if len(dict(found)) > 1 else {}


def one_of_several(chunks: list[Chunk], i: int) -> dict[str, Span]:
    """The sides of that at `i`, of several of one subject: "with Russia in the treaty of, with China in that of"."""
    begins = max((n + 1 for n in range(i) if chunks[n].low in (",", ";") or chunks[n].word("conj")), default=0)
    near = range(i - 1, max(begins, i - 1 - _MODIFIERS), -1)
    k = next((k for k in near if chunks[k].low in _IN and chunks[k - 1].tag == "party"), 0)
    subject = next((n for n in range(k) if chunks[n].tag == "party"), k)
    others = [n for n in range(subject + 1, len(chunks) - 2) if n != k - 1 and chunks[n].tag == "party"]
    each = [n for n in others if chunks[n + 1].low == chunks[k].low and _led(chunks, n) == _led(chunks, k - 1)]
    if not k or not each or subject >= k - 1 or chunks[subject].value.possessive:
        return {}
    both = [*coordinated(chunks, subject), k - 1]
    return {code: span for n in both for code, span in named_by(chunks[n])} if each[0] not in both else {}


def _led(chunks: list[Chunk], n: int) -> str:
    """The preposition before the party at `n`, or none."""
    return chunks[n - 1].low if syntax.is_prep(chunks[n - 1]) else ""


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
