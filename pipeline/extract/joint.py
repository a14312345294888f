"""Joint development: the helper is the supplier; where none is named, the description alone tells who takes part."""

from __future__ import annotations

from pipeline.extract.analysis import Analysed
from pipeline.extract.chunks import Chunk
from pipeline.extract.drafts import Draft
from pipeline.extract.focus import Focus
from pipeline.extract.frames import Relation, Side, demonym_side, words
from pipeline.extract.rows import row


def joint(s: Analysed, relation: Relation, g: int, focus: Focus) -> Draft:
    """The row of the good at `g` that two sides make together."""
    pair = [*relation.supplier, *relation.recipient]
    codes = [p.code for p in pair] if len(pair) > 1 else list(focus.main or ())
    helper = _helper(s.chunks, codes)
    taker = next((Side(c, None) for c in codes if helper and c != helper.code), None)
    draft = row(s, relation, g, helper if taker else None, taker)
    if not taker and codes:
        both = " and ".join(sorted(codes))
        draft.claim(
            "description", f"Joint development of {s.chunks[g].value.name} by {both}", s.chunks[relation.trigger]
        )
    return draft


def _helper(chunks: list[Chunk], codes: list[str]) -> Side | None:
    """Whose expertise, help or technology the sentence speaks of."""
    for i, c in enumerate(chunks):
        if c.low in words("helping") or (c.tag == "good" and c.value.name in ("expertise", "technology")):
            for x in reversed(chunks[max(0, i - 3) : i + 1]):
                side = _country(x)
                if side and side.code in codes:
                    return side
        given = c.entry("verb") if c.tag == "atom" else None
        before = chunks[i - 1] if i else c
        giving = given is not None and given.data["form"] == "ing" and given.data["frame"] == "supply"
        giver = before.value.codes[0] if before.tag == "party" and before.value.codes else None
        if giving and giver in codes:  # "with Russia contributing the technology"
            return Side(giver, (before.start, before.end))
    return None


def _country(c: Chunk) -> Side | None:
    """The first country that a party, a good's origin or a demonym names."""
    span = (c.start, c.end)
    if c.tag == "party":
        return Side(c.value.codes[0], span) if c.value.codes else None
    if c.tag == "good" and c.value.origin:
        return Side(c.value.origin, span)
    return demonym_side(c)
