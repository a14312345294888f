"""Agreements that are orders: what one side sells to the other is a transfer."""

from __future__ import annotations

import re
from itertools import takewhile

from pipeline.extract.agreements import labels
from pipeline.extract.agreements.naming import Noun
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import is_finite, is_prep
from pipeline.extract.lexicon.event_words import pattern, words
from pipeline.extract.lexicon.forms import singular

_LEADING = ("open", "pave", "lead", "led", "allow", "enable", "made", "make", "clear", "prepare", "was follow")
_ATOM = re.compile(r"\b(?:atomic|nuclear) energy\b")
_REACH = 12  # chunks behind the noun in which "the sale of" is looked for
_TO_ORDER = r" (?:[\w-]+ ){0,4}?to (?:%s)\b"  # "an agreement with Moscow to buy"


def is_order(low: str, chunks: list[Chunk], noun: Noun, i: int, j: int) -> bool:
    """Whether the noun, `chunks[i:j]`, names an order of arms: a transfer, and no agreement."""
    if "contract" in noun.head and any(
        c.tag == "good" and not c.value.vague and c.value.category != "space" for c in chunks
    ):
        return True
    if noun.head.startswith(("memorandum", "intergovernmental", "letter of intent")):
        return False  # what governments mean to sell is no order yet
    chunks = chunks[: next((k for k in range(j, len(chunks) - 1) if _goes_on(chunks, k)), None)]  # its own clause
    goods = [c.value for c in chunks if c.tag == "good" and c.value.category != "space"]
    near = [c.value for c in chunks[max(0, i - 4) : j + 6] if c.tag == "good" and c.value in goods]
    if any(good.designation and not good.vague for good in near):
        return True
    about = labels.stated_object(low, noun)
    if about and _ATOM.search(about[2]):
        return False  # governments agree on the uses of it, whatever is sold after
    if not (about or noun.kind == "framework") and any(good.designation and good.quantity for good in goods):
        return True  # "two agreements under which China would acquire 24 Su-35s"
    if noun.head == "deal" and any(good.designation for good in goods):
        return True
    if goods and pattern("agreements", "ordering", _TO_ORDER).match(low, noun.end):
        return True
    own = low[noun.start : noun.core].split() if noun.core > noun.start else []
    own += [word for word in about[2].split() if about[1] == "on" and word not in ("arms", "weapons")] if about else []
    if noun.head in words("agreements", "of_trade") and not words("agreements", "commercial").isdisjoint(
        [*own, *map(singular, own)]
    ):
        return True
    orders = words("agreements", "orders")
    ordered = next((k for k, c in enumerate(chunks[j : j + _REACH], j) if c.low in orders), None)
    if ordered is None:
        return False
    direct = not any(map(is_prep, chunks[j + 1 : ordered]))  # "on arms purchases"
    return any(c.tag == "good" and c.value in goods for c in chunks[ordered - direct : ordered + 4])


def _goes_on(chunks: list[Chunk], k: int) -> bool:
    """Whether another clause begins at the comma at `k`: "signed an agreement, and the sale of"."""
    if chunks[k].low == "," and chunks[k + 1].low == "which":
        return chunks[min(k + 2, len(chunks) - 1)].low.startswith(_LEADING)  # "which opened the way to the sale of"
    if chunks[k].low != "," or not chunks[k + 1].word("conj"):
        return False
    clause = takewhile(lambda c: c.low not in (",", ";"), chunks[k + 2 :])
    return any(is_finite(c) or _told(c) for c in clause)


def _told(c: Chunk) -> bool:
    verb = c.entry("verb") if c.tag == "atom" else None
    return verb is not None and verb.data["form"] in ("ed", "s")
