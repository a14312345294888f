"""What stands before a noun of transfer: its owner and goods, and the designation of which it says more."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import is_finite, is_prep


def apposed(chunks: list[Chunk], n: int, goods: list[int]) -> list[int]:
    """The designation that the noun of transfer at `n` says more of: "the S-400, its last large purchase, cost".

    The noun's own `goods`, if any, are then what kind of good it is: "its first purchase of air defence systems".
    """
    kinds = {chunks[g].value.category for g in goods}
    j = n - 1
    while j > 0 and chunks[j].tag in ("word", "atom", "party") and not (is_finite(chunks[j]) or is_prep(chunks[j])):
        j -= 1
    named = j > 0 and chunks[j].low == "," and chunks[j - 1].tag == "good" and chunks[j - 1].value.designation
    led = j + 1 < n and (chunks[j + 1].word("det", "poss") or chunks[j + 1].tag == "party")
    return [j - 1] if named and led and kinds <= {chunks[j - 1].value.category} else []


def before_noun(chunks: list[Chunk], n: int) -> tuple[int | None, list[int]]:
    """The owner ("China's", "Russian") and the goods ("Su-35 sales") right before a noun of transfer."""
    goods: list[int] = []
    j = n - 1
    while j >= 0:
        c = chunks[j]
        if c.tag == "party" and (c.value.possessive or c.value.form in ("pair", "demonym")):
            return j, goods
        if c.low == "whose" and j > 1:  # "Egypt, whose order for"
            who = j - 1 - (chunks[j - 1].low == ",")
            return who if chunks[who].tag == "party" else None, goods
        if c.tag == "atom" and c.entry("demonym"):
            return j, goods
        if c.tag == "good":
            if c.value.plural and not c.value.designation and any(x.tag == "word" for x in chunks[j + 1 : n]):
                return None, goods  # "the satellites favour customers": no plural describes a noun
            goods.insert(0, j)
        elif goods and j and (c.word("conj") or c.low == ",") and chunks[j - 1].tag == "good":
            pass  # "the S-400 and Su-35 contracts"
        elif not (
            c.word("det", "quantity", "adv")
            or c.entry("evaluative", "modifier", "vague", "role")
            or c.tag == "count"
            or (c.tag == "word" and c.low.isalpha())
        ):
            return None, goods
        j -= 1
    return None, goods
