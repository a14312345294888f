"""A number of goods and, behind it, of which kinds they were: "24 helicopters, 16 of the Mi-17 type and eight Mi-26s".

The kinds are the goods, and not the whole; that they are its parts is known from their sum.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.goods import Good

_MARKS = (",", "—", "–")
_OF_THE_WHOLE = ("them", "which", "these", "those")
_APART = 8  # chunks from the whole to the mark before its parts
_UNKNOWN = "other"
_AFLOAT = {"ships", "submarines"}  # a boat may be either
_DESCRIBED = 6  # chunks from "of" to the name of a part: "two of the quieter export type 877EKM"


class _Part(NamedTuple):
    """One kind of the goods: its words, its number, its name."""

    words: range
    number: Chunk
    good: Chunk


def apportion(s: Analysed) -> None:
    """Give each kind its number, and leave the whole without a name."""
    if len(s.counts) <= 2:
        return
    chunks = s.chunks
    for w in range(len(chunks) - 1, -1, -1):
        whole = chunks[w]
        if whole.tag != "good" or whole.value.quantity is None:
            continue
        parts = _parts(chunks, w)
        alike = all(_alike(whole.value, part.good.value) for part in parts)
        if len(parts) < 2 or not alike or sum(p.number.value.value for p in parts) != whole.value.quantity.value.value:
            continue
        whole.value = replace(whole.value, vague=True, designation=None)
        for part in reversed(parts):
            chunks[part.words.start : part.words.stop] = [_counted(part, whole.value)]


def _alike(whole: Good, good: Good) -> bool:
    """Whether a name may be of a part of the whole: it is of the same category, or of none that is known."""
    return good.category in (whole.category, _UNKNOWN) or {good.category, whole.category} <= _AFLOAT


def _counted(part: _Part, whole: Good) -> Chunk:
    """The name of a part with its number, as one chunk."""
    good: Good = part.good.value
    category = whole.category if good.category == _UNKNOWN else good.category
    good = replace(good, quantity=part.number, category=category)
    return replace(part.good, start=min(part.number.start, part.good.start), value=good)


def _parts(chunks: list[Chunk], w: int) -> list[_Part]:
    """The kinds that follow the whole at `w`, each with a number of its own, joined by commas and "and"."""
    j = w + 1
    while j < min(len(chunks), w + _APART) and _may_part(chunks[j]):
        j += 1
    if j >= len(chunks) or chunks[j].low not in _MARKS:
        return []
    found: list[_Part] = []
    while (part := _part(chunks, j + 1)) is not None:
        found.append(part)
        j = part.words.stop
        while j + 1 < len(chunks) and chunks[j].low == "," and chunks[j + 1].word("conj"):
            j += 1
        if j >= len(chunks) or not (chunks[j].low == "," or chunks[j].word("conj")):
            break
    return found


def _may_part(c: Chunk) -> bool:
    """Whether the chunk may stand between a whole and its parts: to whom or from whom the goods go, and when."""
    return c.tag in ("party", "date") or syntax.is_prep(c) or c.word("det", "adv")


def _part(chunks: list[Chunk], j: int) -> _Part | None:
    """The kind whose number stands at `j`: "16 Mi-17s", "16 of them Mi-17s", "two of the quieter Project 636"."""
    if j >= len(chunks):
        return None
    if chunks[j].tag == "good" and chunks[j].value.designation and chunks[j].value.quantity is not None:
        return _Part(range(j, j + 1), chunks[j].value.quantity, chunks[j])
    if chunks[j].tag != "count" or [c.low for c in chunks[j + 1 : j + 2]] != ["of"]:
        return None
    for k in range(j + 2, min(j + 2 + _DESCRIBED, len(chunks))):
        c = chunks[k]
        if c.tag == "good":
            return _Part(range(j, k + 1), chunks[j], c) if c.value.designation and c.value.quantity is None else None
        if not (c.tag in ("word", "atom") or c.low in _OF_THE_WHOLE) or syntax.is_finite(c) or syntax.is_prep(c):
            return None
    return None
