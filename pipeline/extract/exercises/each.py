"""What a list of several exercises says of each but the first: "by bombers in 2019 and by warships in 2021".

So it may say who took part: "Russia, China and South Africa held drills in 2019, and Russia, China and Iran in 2022".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.events import attending
from pipeline.extract.events.attending import Parties
from pipeline.extract.exercises import kinds
from pipeline.extract.exercises.series import Named
from pipeline.extract.grammar.chunks import Chunk


def told(
    low: str, chunks: list[Chunk], item: Named, every: Sequence[Chunk | None], there: Parties
) -> Iterator[tuple[Named, Parties]]:
    """The exercise of each of the dates `every`, and who took part; `there` those that the first of them names."""
    yield item, there
    for last, when in pairwise(every):
        part = [c for c in chunks if last and when and last.end <= c.start < when.start]
        if item.generic and part:
            kind = kinds.of_forces(low[part[0].start : part[-1].end]) if item.patrol else None
            item = replace(item, kind=kind or item.kind)
            there = _named(part) or there
        yield item, there


def _named(part: list[Chunk]) -> Parties:
    """The countries with which a part of the list begins: ", and Russia, China and Iran"."""
    first = next((k for k, c in enumerate(part) if not (c.low in (",", ";", ")") or c.word("conj"))), len(part))
    found: Parties = []
    for c in part[first:]:
        if c.tag == "party" and not c.value.possessive:
            found += attending.named_by(c)
        elif not (c.low == "," or c.word("conj", "det")):
            break
    return found if first and len({code for code, _ in found}) > 1 else []
