"""Work on another's goods: who designs, repairs or improves them, and whose they are."""

from __future__ import annotations

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.lexicon.states import heir
from pipeline.extract.transfers.arguments import Objects, is_town
from pipeline.extract.transfers.frames import Args, Side, city_side, origin_side, owners, sides
from pipeline.extract.transfers.oblique import owner_of

DESIGNED = ("design", "draw up", "prepare")


def is_work(entry: Entry) -> bool:
    """Whether the verb tells of work done on another's goods: "design", "overhaul"."""
    return bool(entry.data["frame"] == "make" and entry.data["type"] == "technical_assistance")


def worked_on(chunks: list[Chunk], v: int, entry: Entry, goods: list[int], doer: list[Side], args: Args) -> list[Side]:
    """Whose goods are designed, repaired or improved; those that bear another's name, where they are designed."""
    owner = _owned_by(chunks, goods, doer, args)
    return owner or (_designed_for(chunks, v, goods, doer) if entry.name in DESIGNED else [])


def _owned_by(chunks: list[Chunk], goods: list[int], doer: list[Side], args: Args) -> list[Side]:
    """Whose goods another designs, repairs or improves: "upgraded China's Kilos", "overhauled the Kilos of India"."""
    if not goods or not doer:
        return []
    named = origin_side(chunks[goods[0]].value)
    behind = goods[-1] + 1
    led = behind + 1 < len(chunks) and chunks[behind].low == "of"
    of = sides(chunks, behind + 1) if led else []
    owner = args.get("for") or owners(chunks, goods) or ([named] if named else []) or of
    return [side for side in owner if heir(side.code) != heir(doer[0].code)]


def _designed_for(chunks: list[Chunk], v: int, goods: list[int], designer: list[Side]) -> list[Side]:
    """Whose aircraft or ship it is that another has designed: China in "the Kamov bureau designed the Z-10".

    Not where a town stands right before the verb at `v`: "and Shenyang designed the J-15".
    """
    between = chunks[v : goods[0]] if goods else []
    of = next((k for k, c in enumerate(between) if c.low == "of"), None)  # but "drew up the design of the Z-10"
    direct = goods and designer and not city_side(chunks[v - 1])
    direct = direct and (of is None or between[of - 1].low.split(" ")[-1] in words("technology"))
    owner = owner_of(chunks[goods[0]]) if direct else []
    return [side for side in owner if heir(side.code) != heir(designer[0].code)]


def by_maker(chunks: list[Chunk], found: Objects) -> bool:
    """Whether who stands behind "by" makes or gives the goods: "a contract for the construction by Russia of two"."""
    of = next((k for k in range(found.by_prep.get("by", 0), 0, -1) if chunks[k].low == "by"), 0) - 1
    noun = chunks[of].entry("noun") if of > 0 else None
    giving = noun is not None and noun.data["frame"] == "supply"
    return of > 0 and (giving or chunks[of].low in words("making of a good"))


def works(chunks: list[Chunk], v: int) -> int | None:
    """The town right before the verb at `v`, whose works are its subject: "which Shenyang builds"."""
    town = v > 0 and is_town(chunks[v - 1]) and not (v > 1 and syntax.is_prep(chunks[v - 2]))
    return v - 1 if town and not syntax.is_passive(chunks, v) else None
