"""What a transfer is said to be worth: the sum that is of its goods, and not of one of them or of something else."""

from __future__ import annotations

from itertools import pairwise

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import is_finite, is_prep
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.frames import Relation
from pipeline.extract.transfers.terms import parted_from, up_to_next

_INSIDE = 5  # chunks from brackets to a sum in them


def money(chunks: list[Chunk], relation: Relation, g: int) -> Chunk | None:
    """The sum that the good at `g`, or all goods of the relation, are said to be worth.

    "A for $2 billion and B for $3 billion" has one for each.
    """
    sums = [i for i, c in enumerate(chunks) if c.tag == "money" and (not relation.within or i in relation.within)]
    sums = [i for i in sums if not _of_one(chunks, i)]
    in_brackets = {i: _in_brackets(chunks, i) for i in sums}
    if (mine := next((i for i, priced in in_brackets.items() if priced == g), None)) is not None:
        return chunks[mine]
    sums = [i for i in sums if in_brackets[i] is None]
    if (whole := next((i for i in sums if i > g and for_all(chunks, i)), None)) is not None:
        return chunks[whole]
    reach = up_to_next(relation)[g] if len(sums) == len(relation.goods) > 1 else range(0)
    own = [i for i in sums if i in reach]
    if len(own) == 1:
        return chunks[own[0]]
    return next((chunks[i] for i in sums if _priced(chunks, relation, i) and not parted_from(chunks, i, g)), None)


def _in_brackets(chunks: list[Chunk], i: int) -> int | None:
    """The good right before the brackets in which the sum at `i` stands: "S-400 systems (worth $3 billion)"."""
    opening = next((k for k in range(i - 1, max(0, i - _INSIDE), -1) if chunks[k].low == "("), 0)
    closed = any(c.low == ")" for c in chunks[opening:i])
    return opening - 1 if opening and not closed and chunks[opening - 1].tag == "good" else None


def shared(chunks: list[Chunk], relation: Relation, i: int) -> bool:
    """Whether the sum at `i` is that of several goods."""
    one_each = sum(c.tag == "money" for c in chunks) == len(relation.goods)
    several = len(relation.goods) > 1 and not one_each and _in_brackets(chunks, i) is None
    return several or for_all(chunks, i)


def _of_one(chunks: list[Chunk], i: int) -> bool:
    """Whether the sum at `i` is the price of one: "$83 million apiece", "$2 million per vehicle"."""
    behind = [c.low for c in chunks[i + 1 : i + 3]]
    return behind[:1] in (["apiece"], ["each"], ["per"]) or behind in (
        ["a", "piece"],
        ["a", "unit"],
        ["an", "aircraft"],
    )


def for_all(chunks: list[Chunk], i: int) -> bool:
    """Whether the sum at `i` is that of all goods before it: "37 vehicles and 11 guns, all for $584 million"."""
    before = [c.low for c in chunks[max(0, i - 3) : i]]
    return before[-1:] == ["for"] and not {"all", "together", "altogether"}.isdisjoint(before)


def _to_do(chunks: list[Chunk], n: int, v: int) -> bool:
    """Whether the word at `n` is a deal to do what the verb at `v` says: "a $658 million contract to supply"."""
    deal = chunks[n].entry("noun")
    return deal is not None and deal.data["frame"] == "deal" and v == n + 2 and chunks[n + 1].low == "to"


def _paid_for(chunks: list[Chunk], i: int) -> bool:
    """Whether the sum at `i` is what was paid for what was told before: "a licence, for which $2 billion was paid"."""
    led = any(a.low == "for" and b.low == "which" for a, b in pairwise(chunks[max(0, i - 6) : i]))
    return led and any(c.low in ("paid", "pay", "pays") for c in (*chunks[max(0, i - 4) : i], *chunks[i + 1 : i + 7]))


def _priced(chunks: list[Chunk], relation: Relation, i: int) -> bool:
    """Whether the sum at `i` is near enough to the relation, with nothing between that it could belong to."""
    if _paid_for(chunks, i):
        return True
    named = i > 1 and chunks[i - 1].low in ("of", "at") and chunks[i - 2].low in ("price", "cost", "value", "worth")
    first = relation.subject if relation.subject is not None else -1
    said = [c.low for c in chunks[i + 1 : i + 3]]
    if said[:1] == ["worth of"] or said == ["worth", "of"]:
        return any(i < g < i + 5 for g in relation.goods)  # "$12 million worth of drones were shipped"
    if i < relation.trigger and _to_do(chunks, i + 1, relation.trigger):
        return True
    near = first < i < relation.end + (14 if named else 8)
    if not near or i < relation.trigger - 1 or i == relation.trigger:
        return False
    if any(c.low in ("part", "part of", "as part of") for c in chunks[max(0, i - 3) : i]):
        return False  # "is part of a $4 billion package"
    gap = chunks[relation.end : i]
    behind = chunks[max([relation.trigger, *relation.goods]) + 1 : i]
    joined = next((k for k, c in enumerate(behind) if c.word("conj")), len(behind))
    if any(c.tag == "good" and c.value.designation for c in behind[joined:]):
        return False  # "a contract for the S-400, and one for 24 Su-35s worth $2 billion"
    if relation.nominal and chunks[i - 1].low in ("for", "worth") and _signed(gap):
        return True  # "a contract for 100 engines was signed with China in 2005 for $238 million"
    return i < relation.end + 3 or not any(c.tag == "party" or (c.entry("verb") and c.tag == "atom") for c in gap)


def _signed(said: list[Chunk]) -> bool:
    """Whether words only tell that a deal was made, when and with whom."""
    plain = (c.tag in ("party", "date") or is_finite(c) or is_prep(c) or c.word("det", "adv", "aux") for c in said)
    return all(ok or c.low in words("ordering") or c.low == "worth" for ok, c in zip(plain, said, strict=True))
