"""Agreements that are orders: what one side sells to the other is a transfer."""

from __future__ import annotations

from pipeline.extract.agreements import naming
from pipeline.extract.agreements.naming import Noun
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import is_prep
from pipeline.extract.lexicon.event_words import pattern, words

_TO_ORDER = r" (?:[\w-]+ ){0,4}?to (?:%s)\b"  # "an agreement with Moscow to buy"


def is_order(low: str, chunks: list[Chunk], noun: Noun, i: int, j: int) -> bool:
    """Whether the noun, `chunks[i:j]`, names an order of arms: a transfer, and no agreement."""
    if "contract" in noun.head and any(c.tag == "good" and not c.value.vague for c in chunks):
        return True
    near = [c.value for c in chunks[max(0, i - 4) : j + 6] if c.tag == "good" and not c.value.vague]
    if any(good.designation and good.category != "space" for good in near):
        return True
    stated = naming.stated_object(low, noun) or noun.kind == "framework"
    if not stated and any(map(_arms_counted, chunks)):
        return True  # "two agreements under which China would acquire 24 Su-35s"
    goods = [c.value for c in chunks if c.tag == "good" and c.value.category != "space"]
    if noun.head == "deal" and any(good.designation for good in goods):
        return True
    if goods and pattern("agreements", "ordering", _TO_ORDER).match(low, noun.end):
        return True
    own = low[noun.start : noun.core].split() if noun.core > noun.start else []
    if noun.head in words("agreements", "of_trade") and not words("agreements", "commercial").isdisjoint(own):
        return True
    ordered = next(
        (k for k in range(j, min(j + 12, len(chunks))) if chunks[k].low in words("agreements", "orders")), None
    )
    if ordered is None:
        return False
    behind = chunks[ordered : ordered + 4]
    before = chunks[ordered - 1] if not any(map(is_prep, chunks[j + 1 : ordered])) else None  # "on arms purchases"
    return any(c.tag == "good" and c.value.category != "space" for c in (before, *behind) if c)


def _arms_counted(c: Chunk) -> bool:
    return c.tag == "good" and bool(c.value.designation and c.value.quantity) and c.value.category != "space"
