"""Where an exercise was held."""

from __future__ import annotations

from pipeline.extract.events.attending import Span
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.event_words import words


def near(chunks: list[Chunk], hi: int, stop: int) -> Span | None:
    """The words that say where: a place or a country after a preposition of place, with those coordinated."""
    where, other_time = words("both", "where"), words("both", "other_time")
    for i in range(hi, min(stop, len(chunks) - 1)):
        c = chunks[i]
        led = c.low in where and (i == hi or c.low not in ("of", "from"))
        if led and syntax.is_prep(c) and (span := _place(chunks, i)):
            return span
        if c.low in (";", "while", "whereas") or c.low in other_time:
            break
    return None


def _place(chunks: list[Chunk], i: int) -> Span | None:
    """The place that the preposition at `i` governs."""
    j = i + 1
    while j < len(chunks) and (
        chunks[j].word("det")
        or chunks[j].entry("evaluative")
        or chunks[j].low in words("both", "before_place")
        or (
            chunks[j].tag == "party"
            and chunks[j].value.possessive
            and j + 1 < len(chunks)
            and chunks[j + 1].entry("place")
        )
    ):
        j += 1
    named = j < len(chunks) and (
        chunks[j].entry("place")
        or (
            chunks[j].tag == "party"
            and chunks[i].low in words("both", "where_country")
            and chunks[j].value.form in ("name", "government")
            and not chunks[j].value.possessive
        )
    )
    if not named:
        return None
    first, last = i + 1, j
    while (
        chunks[first].word("det") or chunks[first].tag == "party" or chunks[first].low in words("both", "no_location")
    ):
        if first == j:
            break
        first += 1
    while last + 2 < len(chunks):
        k = last + 1
        while k < len(chunks) and (chunks[k].word("conj", "det") or chunks[k].low == ","):
            k += 1
        if k >= len(chunks) or k == last + 1 or not chunks[k].entry("place"):
            break
        last = k
    return chunks[first].start, chunks[last].end


def beside(chunks: list[Chunk], when: Chunk | None) -> Span | None:
    """The place beside one of several dates: "in Moscow in 2016 and in Beijing in 2017", "the Baltic (2017)"."""
    if when is None or (i := next((k for k, c in enumerate(chunks) if c.start == when.start), None)) is None:
        return None
    back = max((k for k in range(i) if chunks[k].tag == "date" or chunks[k].low == ";"), default=-1)
    after, before = near(chunks, i + 1, i + 2), near(chunks, max(back + 1, i - 9), i - 1)
    if after or before or i < 2:
        return after or before
    place = chunks[i - 2]
    capital = place.tag == "party" and place.value.form == "government"
    listed = chunks[i - 1].low in ("in", "on") and place.entry("place")  # ", the Baltic in 2017"
    close = listed or (chunks[i - 1].low in ("(", ",") and (capital or place.entry("place")))
    return (place.start, place.end) if close else None


def at(chunks: list[Chunk], offset: int) -> bool:
    """Whether a place stands right behind the words that end at `offset`: "it moved to the Baltic"."""
    behind = (c for c in chunks if c.start >= offset and not (c.low == "to" or c.word("det") or c.entry("evaluative")))
    first = next(behind, None)
    return first is not None and first.entry("place") is not None
