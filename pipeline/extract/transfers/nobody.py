"""Sides that the words leave open: nobody in particular, an unnamed country, others than the two."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.parties import PAIR_PRONOUNS
from pipeline.extract.grammar.referring import REALMS
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.frames import Relation, Side


def others_do(chunks: list[Chunk], relation: Relation) -> bool:
    """Whether somebody who is no side does it to what a pronoun stands for."""
    v = relation.trigger
    pronoun = any(chunks[g].low in ("it", "them") for g in relation.goods)
    return (
        pronoun
        and relation.construction == "active"
        and v > 0
        and (chunks[v - 1].tag == "word" or chunks[v - 1].low == "who")
    )


def is_nobody(chunks: list[Chunk], relation: Relation, supplier: Side | None, recipient: Side | None) -> bool:
    """Whether the side that is not stated is nobody in particular, or a "he" or "we" that is no state."""
    if supplier and recipient:
        return False
    who = chunks[relation.subject] if relation.subject is not None else None
    unknown = who is not None and who.low in REALMS and not who.value.codes
    if who is not None and (who.low in ("he", "she", "we") or _is_unknown_pair(who) or unknown):
        return True
    if relation.found and any(_is_unknown_pair(chunks[i]) for i in relation.found.by_prep.values()):
        return True
    return (not supplier and _anybody(chunks, relation, "from")) or (not recipient and _anybody(chunks, relation, "to"))


def _is_unknown_pair(c: Chunk) -> bool:
    """Whether the chunk stands for two of whom the words before do not tell: "to both"."""
    return c.tag == "party" and c.low.startswith(PAIR_PRONOUNS) and not c.value.codes


def is_unnamed_country(chunks: list[Chunk], relation: Relation) -> bool:
    """Whether the subject is a pronoun, no person's, for a country that the sentences before do not give."""
    who = chunks[relation.subject] if relation.subject is not None else None
    return who is not None and who.low in ("it", "they", "the country") and not who.value.codes


def _anybody(chunks: list[Chunk], relation: Relation, prep: str) -> bool:
    """Whether `prep` leads behind the relation to nobody in particular: "exported to more than forty countries"."""
    for i in range(relation.trigger + 1, min(relation.end + 4, len(chunks) - 1)):
        if prep == "to" and relation.frame == "supply" and chunks[i].low in ("abroad", "overseas", "internationally"):
            return True
        if chunks[i].low != prep:
            continue
        for j, c in enumerate(chunks[i + 1 : i + 6], i + 1):
            if c.low in words("anybody"):
                return not any(x.tag == "party" for x in chunks[j + 1 : j + 3])  # "to buyers in Moscow"
            if c.tag in ("party", "good", "date") or c.low in (",", ";"):
                break
    return False
