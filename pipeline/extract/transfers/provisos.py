"""What the goods behind a verb must be, and its subject, for it to tell of a transfer."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.transfers import arguments
from pipeline.extract.transfers.joined import joined_on

_APART = ("both", "each", "own", "rival", "respective", "separately")
PLATFORMS = ("aircraft", "ships", "submarines", "armour")  # what goes about by itself, and takes part in exercises


def carried(chunks: list[Chunk], v: int, who: int | None, held: list[int]) -> list[int]:
    """What of `held` a ship or drone may carry: not "newspapers carried pictures of", "hopes to contain the Su-30"."""
    owner = who is None or (chunks[who].tag == "party" and chunks[who].value.possessive)
    thing = any(c.tag == "good" and not c.value.vague for c in chunks[:v])
    listed = joined_on(chunks, held[0]) if held else []
    return [g for g in listed if chunks[g].value.category not in PLATFORMS] if owner and thing else []


def each_own(chunks: list[Chunk], who: int | None, g: int) -> bool:
    """Whether two are said to do something each for himself: "are both at work on a fighter", "on their own"."""
    return any(word in _APART for c in chunks[who or 0 : g + 1] for word in c.low.split(" "))


def to_do(chunks: list[Chunk], k: int) -> bool:
    """Whether an infinitive begins at `k` whose object the goods are."""
    verb = chunks[k + 1].entry("verb") if k + 1 < len(chunks) and chunks[k].low == "to" else None
    return verb is not None


def has_object_behind(chunks: list[Chunk], v: int, found: arguments.Objects) -> bool:
    """Whether what is given stands behind the verb, and is no good: "where it had been offered a junior role"."""
    after = chunks[v + 1 : v + 2]
    return not found.goods and any(c.word("det") for c in after)
