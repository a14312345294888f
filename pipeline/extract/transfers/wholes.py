"""What a part or unit is one of: "the S-400, two sets of which", "an order for helicopters, 60 of which"."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import is_finite
from pipeline.extract.transfers.joined import joined_on


def nearest_to(chunks: list[Chunk], j: int) -> list[int]:
    """The good that the "which" at `j` stands right behind, also over "of" and a comma: "the S-300, of which"."""
    k = j - 1
    while k > 0 and chunks[k].low in (",", "of"):
        k -= 1
    return [k] if k >= 0 and chunks[k].tag == "good" else []


def some_of_which(chunks: list[Chunk], v: int) -> list[int]:
    """The good of which a part is the subject of the passive at `v`: "an order for helicopters, 60 of which were".

    It may be what another noun is about, as no subject without a pronoun can.
    """
    j = v - 1
    while j > 0 and (is_finite(chunks[j]) or chunks[j].word("aux", "adv")):
        j -= 1
    if j < 2 or chunks[j].low != "which" or chunks[j - 1].low.split(" ")[-1] != "of":
        return []
    k = next((k for k in range(j - 1, max(0, j - 6), -1) if chunks[k].low == ","), 0)
    return [k - 1] if k and chunks[k - 1].tag == "good" else []


def whole_of(chunks: list[Chunk], goods: list[int]) -> list[int]:
    """What vague units are units of: "the S-300, of which eight battalions", "the S-400, two sets of which"."""
    if not goods or not all(chunks[g].value.vague for g in goods):
        return goods
    before, after = goods[0] - 1, goods[-1] + 1
    if before > 1 and [c.low for c in chunks[before - 1 : before + 1]] == ["of", "which"]:
        return nearest_to(chunks, before) or goods
    if [c.low for c in chunks[after : after + 2]] == ["of", "which"]:
        return nearest_to(chunks, goods[0]) or goods
    if [c.low for c in chunks[after : after + 2]] == [",", "of"]:  # "a second batch, of 24 Su-27SKs, was delivered"
        named = joined_on(chunks, after + 2) if chunks[after + 2].tag == "good" else []
        return named if named and all(chunks[g].value.designation for g in named) else goods
    return goods
