"""Whose section it is: under the heading "India", an article on two others speaks of India and one of them."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import governor

_ONLOOKERS = frozenset(("USA", "UKR"))  # what is headed by them is as a rule told of what the pair does there


def headed_by(above: Iterable[tuple[int, list[Chunk]]]) -> str | None:
    """The country that the last of the headings `above`, each with its level, is about, or else one over it."""
    lowest = 7
    for level, chunks in above:
        if level >= lowest:
            continue
        lowest = level
        if named := _named(chunks):
            return named.pop() if len(named) == 1 and named.isdisjoint(_ONLOOKERS) else None
    return None


def _named(chunks: list[Chunk]) -> set[str]:
    """The countries that a heading is about: not those of "lessons for Japan"."""
    found: set[str] = set()
    for i, c in enumerate(chunks):
        if c.tag == "party" and governor(chunks, i) in (None, "with", "to", "and"):
            found.update(c.value.codes)
        elif c.tag == "atom" and (demonym := c.entry("demonym")):
            found.add(demonym.name)
    return found
