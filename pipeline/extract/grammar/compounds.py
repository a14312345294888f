"""Conjunctions inside one name: "quieting and propulsion technologies", "drone and missile components"."""

from __future__ import annotations

from itertools import takewhile

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.forms import plural
from pipeline.extract.lexicon.index import GOODS


def joins(chunks: list[Chunk], i: int) -> bool:
    """ "quieting and propulsion technologies", "command and observation vehicles": a conjunction inside one name."""
    before = chunks[i - 1]
    if not chunks[i].word("conj") or not before.entry("modifier"):
        return False
    name = list(takewhile(lambda c: c.low == "-" or c.entry(*GOODS), chunks[i + 1 :]))
    if before.entry("head"):
        several = len(name) > 1 or (name and " " in name[0].low)
        return bool(several and _bare(chunks, i - 1) and name[-1].entry("head", "weak_head"))
    describing = list(takewhile(lambda c: c.entry("modifier") and not c.entry("head"), name))
    return 0 < len(describing) < len(name) and name[len(describing)].entry("head", "weak_head") is not None


def lists(chunks: list[Chunk], i: int) -> bool:
    """ "submarine, missile and stealth technology": a comma inside one name, which ends in a noun that says no kind."""
    if not (chunks[i - 1].entry("modifier") and _bare(chunks, i - 1)):
        return False
    j = i
    while j + 2 < len(chunks) and chunks[j].low == "," and chunks[j + 1].entry("modifier"):
        j += 2
    name = chunks[j + 1 : j + 3]
    joined = j > i and len(name) == 2 and chunks[j].word("conj") and name[0].entry("modifier") is not None
    return joined and name[1].entry("weak_head") is not None


def _bare(chunks: list[Chunk], i: int) -> bool:
    """Whether a count noun has no article or number, and so only describes: "drone and missile components"."""
    low, before = chunks[i].low, chunks[i - 1] if i else None
    led = before is not None and (before.word("det", "poss") or before.tag == "count" or before.entry("evaluative"))
    return not led and low != plural(low) and not low.endswith("s")
