"""Participles before a noun: "the recently delivered S-400" tells of a transfer, "its most exported boat" of none."""

from __future__ import annotations

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.transfers.frames import Relation

_EACH = ("both", "all", "each")  # of the subject, where a verb follows: "have both acquired"


def attributive(chunks: list[Chunk], v: int) -> bool:
    """Whether the participle at `v` only describes a noun that has no name: "the most widely exported submarine".

    It does too where the noun is no good: "its shared borders"; and "given its borders" is no verb at all.
    """
    entry = chunks[v].entry("verb")
    if entry is None or entry.data["form"] != "ed":
        return False
    after = chunks[v + 1] if v + 1 < len(chunks) else None
    if chunks[v].low == "given" and (not v or chunks[v - 1].low in (",", "(", "—")):
        return after is not None and (_owns(after) or after.word("det", "rel"))
    if v and _owns(chunks[v - 1]) and after is not None and after.tag == "word" and not after.low.endswith("ly"):
        return True
    named = after is not None and after.tag == "good" and after.value.designation
    whose = v > 1 and _owns(chunks[v - 1]) and chunks[v - 2].low == "of"
    if whose and after is not None and after.tag == "good" and not named:
        return True  # "supplied 70 percent of its imported machine tools"
    led = v > 1 and chunks[v - 1].low.endswith("ly") and chunks[v - 2].word("det", "poss")
    return bool(led and not named)


def _owns(c: Chunk) -> bool:
    return c.tag == "party" and c.value.possessive


def participle(chunks: list[Chunk], v: int) -> Relation | None:
    """ "the recently delivered S-400 system": a participle before the name of the good."""
    entry = chunks[v].entry("verb")
    if not entry or entry.data["form"] != "ed" or v + 1 >= len(chunks) or chunks[v + 1].tag != "good":
        return None
    before = syntax.skip_back(chunks, v - 1)
    led = any(chunks[k].word("det", "poss") and chunks[k].low not in _EACH for k in range(before + 1, v))
    led = led or (before >= 0 and _owns(chunks[before]))
    if not (led and chunks[v + 1].value.designation):
        return None
    return Relation(v, entry, "participle", [], [], [v + 1], None, v + 2)
