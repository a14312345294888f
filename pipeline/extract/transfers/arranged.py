"""Arrangements about a good with a name, in words that are no noun of transfer: "an accord on the S-400".

Who supplies is known by who makes the good, so that only a designation counts: an agreement on missiles may limit them.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.subjects import subject
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers import antecedents, arguments
from pipeline.extract.transfers.frames import Relation, Side, sides
from pipeline.extract.transfers.joined import joined_on

_ON = ("on", "over", "about", "for", "of", "concerning", "regarding", "covering")
_SIGNED = Entry("noun", "agreement", {"frame": "deal", "status": "ordered", "date": "order"})
_TALKS = Entry("noun", "talks", {"frame": "deal", "status": "negotiating", "talks": True})
_TALKED = {
    form: Entry("verb", "negotiate", {"frame": "deal", "past": "negotiating", "talks": True, "form": form})
    for form in ("ed", "ing", "base", "s")
}


def arranged(chunks: list[Chunk], goods: list[int]) -> Iterator[Relation]:
    """The designations among the `goods` of a sentence that it says were agreed on or talked about."""
    if not any(_named(chunks[g]) or chunks[g].value.quantity for g in goods):
        return
    for i, c in enumerate(chunks):
        if c.tag not in ("atom", "word"):
            continue
        last = c.low.split(" ")[-1]
        noun = c.low.removesuffix(f" {last}") if last in _ON else c.low.removeprefix("in ").removesuffix(" with")
        if noun in words("agreeing") or noun in words("conferring"):
            yield from _of_noun(chunks, i, _SIGNED if noun in words("agreeing") else _TALKS, last in _ON)
        elif c.low in words("talking") and not c.entry("verb", "noun"):
            yield from _of_verb(chunks, i)


def _of_noun(chunks: list[Chunk], i: int, entry: Entry, led: bool) -> Iterator[Relation]:
    """ "An intergovernmental agreement on the S-400 with India": the name stands right behind the noun."""
    j = i + 1 if led else _behind_sides(chunks, i + 1)
    g = j if led or _around(chunks, j) else j + 1
    if g >= len(chunks) or not (led or g == j or chunks[j].low in _ON) or chunks[g].tag != "good":
        return
    if any(c.low in words("undone") for c in chunks[g + 1 : g + 5]):
        return  # talks that led nowhere: nothing was agreed on that could be stopped
    who = subject(chunks, i)
    found = arguments.objects(chunks, i, _ON)
    args = {prep: sides(chunks, k) for prep, k in found.by_prep.items()}
    with_ = found.by_prep.get("with", found.indirect if chunks[i].low.endswith(" with") else None)
    actor, other = sides(chunks, who), sides(chunks, with_) or args.get("between") or _relative(chunks, i)
    if _sells(chunks, who, with_):
        actor, other = other, actor
    known = _one_sells(chunks, who, with_)
    if {side.code for side in actor} & {side.code for side in other}:
        return  # a firm and its own ministry
    named = [k for k in joined_on(chunks, g) if _named(chunks[k]) or (known and chunks[k].value.quantity)]
    if named:
        yield Relation(i, entry, "nominal", other, actor, named, who, found.end, found=found)


def _around(chunks: list[Chunk], g: int) -> bool:
    """Whether the word for what is talked about was read with a number: "about 100 drones", "over 24 fighters"."""
    return g < len(chunks) and chunks[g].tag == "good" and chunks[g].low.startswith(("about ", "over "))


def _behind_sides(chunks: list[Chunk], j: int) -> int:
    """The index behind the two between whom something is agreed, and commas: "agreement with the Chinese side, for"."""
    while j < len(chunks) and (
        chunks[j].low in (",", "with", "between", "side") or chunks[j].tag == "party" or chunks[j].word("conj", "det")
    ):
        j += 1
    return j


def _relative(chunks: list[Chunk], i: int) -> list[Side]:
    """The party before "with which" or "with whom" left of `i`: "India, with which Russia concluded an agreement"."""
    for k in range(i - 1, 0, -1):
        if chunks[k].low == "with" and chunks[k + 1].low in ("which", "whom"):
            return sides(chunks, k - 1 - (chunks[k - 1].low == "," and k > 1))
    return []


def _of_verb(chunks: list[Chunk], i: int) -> Iterator[Relation]:
    """ "The two have been negotiating over four Amur boats", "the Su-57, which Moscow and Delhi discussed"."""
    form = "ing" if chunks[i].low.endswith("ing") else "ed" if chunks[i].low.endswith("ed") else "base"
    who = subject(chunks, i)
    found = arguments.objects(chunks, i, _ON)
    with_ = found.by_prep.get("with")
    known = _one_sells(chunks, who, with_)
    over = found.goods or ([with_ + 1] if with_ is not None and _around(chunks, with_ + 1) else [])
    goods = [g for g in over if _named(chunks[g]) or (known and chunks[g].value.quantity)] or [
        g for g in antecedents.antecedent(chunks, who) if _named(chunks[g])
    ]
    if goods:
        other, actor = sides(chunks, with_), sides(chunks, who)
        if _sells(chunks, who, with_):
            actor, other = other, actor
        yield Relation(i, _TALKED[form], "active", other, actor, goods, who, found.end, found=found)


def _sells(chunks: list[Chunk], who: int | None, other: int | None) -> bool:
    """Whether the party at `who` is a firm that talks with a state: what they talk about is the firm's to sell."""
    both = (who, other)
    firm, state = (chunks[k].value.firm if k is not None and chunks[k].tag == "party" else None for k in both)
    codes = [set(chunks[k].value.codes) for k in both if k is not None and chunks[k].tag == "party"]
    return firm is True and state is False and codes[0].isdisjoint(codes[1])


def _one_sells(chunks: list[Chunk], who: int | None, other: int | None) -> bool:
    """Whether a firm and a state talk, so that it is known who sells though no name tells who makes the goods."""
    return _sells(chunks, who, other) or _sells(chunks, other, who)


def _named(c: Chunk) -> bool:
    return c.tag == "good" and c.value.designation is not None and c.value.category != "space"  # missions
