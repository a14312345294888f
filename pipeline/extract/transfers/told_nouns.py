"""Whether a word that may be verb or noun is a noun, and tells of a transfer."""

from __future__ import annotations

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk


def is_noun(chunks: list[Chunk], i: int) -> bool:
    """Whether a word that may be verb or noun ("supplies", "order", "ship") is a noun here."""
    verb = chunks[i].entry("verb")
    if not chunks[i].entry("noun"):
        return False
    if not verb:
        return not _deals_with(chunks, i)
    if verb.data["form"] in ("ed", "ing"):
        return False
    j = i - 1
    while j >= 0 and (chunks[j].word("adv") or (chunks[j].tag == "word" and chunks[j].low.endswith("ly"))):
        j -= 1
    if j > 0 and chunks[j].word("conj") and (joined := chunks[j - 1].entry("verb")) and not chunks[j - 1].entry("noun"):
        return joined.data["form"] != verb.data["form"]  # "to produce and supply drones"
    before = chunks[j] if j >= 0 else None
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    if before is None:
        return True
    if syntax.leads_to_verb(before) or syntax.is_finite(before):
        return False
    if (
        before.word("det", "poss", "quantity")
        or before.low == "whose"
        or before.entry("evaluative", "demonym", "modifier")
        or before.tag in ("good", "count", "money")
        or (before.tag == "party" and (before.value.possessive or before.value.form == "pair"))
        or syntax.is_prep(before)
    ):
        return True
    if after is not None and _is_object(after):
        return False  # "the firms Norinco and Hikvision supply optical components"
    if after is not None and after.low in ("of", "from", "to") and verb.data["form"] == "s":
        return before.tag != "party"
    return not (before.tag == "party" or before.word("adv", "aux", "neg", "pron", "rel"))


def _is_object(c: Chunk) -> bool:
    """Whether the chunk right behind a word can only be the object of a verb: goods, a number, a party."""
    thing = (c.tag == "good" and not c.value.vague) or (c.tag == "party" and not c.value.possessive)
    return thing or c.tag == "count" or c.word("det", "quantity")


def _deals_with(chunks: list[Chunk], i: int) -> bool:
    """Whether "deal" at `i` is a verb that transfers nothing: "help it deal with", "had to deal with"."""
    if chunks[i].low != "deal" or not i or [c.low for c in chunks[i + 1 : i + 2]] != ["with"]:
        return False
    before = chunks[i - 1]
    return syntax.leads_to_verb(before) or syntax.is_finite(before) or before.tag == "party"
