"""Production begun under licence: "Shenyang started series production of the MiG-19 under Soviet licence"."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.subjects import subject
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers import arguments
from pipeline.extract.transfers.frames import Relation, sides, under_licence
from pipeline.extract.transfers.permission import licensor
from pipeline.extract.transfers.work import works

_LICENSED = {"frame": "make", "type": "licensed_production", "past": "ongoing", "date": "order", "form": "ed"}
_MAKE = Entry("verb", "make", _LICENSED)
_OF = ("of", "on")
_APART = 4  # chunks from the verb to its noun, and from the goods to the verb behind them


def begun(chunks: list[Chunk], goods: list[int]) -> Iterator[Relation]:
    """The relation of a sentence that says so: the licensor gives, who produces gets."""
    noun = next((n for n, c in enumerate(chunks) if c.low in words("producing")), None)
    if noun is None or not under_licence(chunks):
        return
    found = arguments.objects(chunks, noun, _OF)
    made = [*found.goods, *_elsewhere(chunks, goods, found.goods)]
    if not made or not any(c.low in _OF for c in chunks[noun + 1 : made[0]]):
        return
    ahead = (v for v in range(noun - 1, max(-1, noun - 1 - _APART), -1) if chunks[v].low in words("beginning"))
    v = next(ahead, None)
    if v is not None:
        who = works(chunks, v)
        who = subject(chunks, v) if who is None else who
        yield Relation(v, _MAKE, "active", licensor(chunks), sides(chunks, who), made, who, found.end, found=found)
        return
    behind = (k for k in range(made[-1] + 1, min(len(chunks), made[-1] + 2 + _APART)) if _begins(chunks[k]))
    if (v := next(behind, None)) is not None:
        told = arguments.objects(chunks, v)
        place = sides(chunks, told.by_prep.get("in"))
        yield Relation(v, _MAKE, "active", licensor(chunks), place, made, None, told.end, found=told)


def _begins(c: Chunk) -> bool:
    """Whether the chunk says of the production before it that it began: "began", "was started"."""
    return c.low in words("beginning")


def _elsewhere(chunks: list[Chunk], goods: list[int], made: list[int]) -> list[int]:
    """What is made at another place, in a clause that leaves out the verb: "and the Wuchang yard on minesweepers"."""
    further = []
    for g in goods:
        j = syntax.skip_back(chunks, g - 1)
        if not made or g <= made[-1] or chunks[j].low not in _OF:
            continue
        between = chunks[made[-1] + 1 : j]
        if between and between[0].word("conj") and not any(syntax.is_finite(c) or c.entry("verb") for c in between):
            further.append(g)
    return further
