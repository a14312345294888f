"""Exercises that a sentence tells of without a noun for one: by its forces, or as one more of what the text is about.

"In May 2014 fourteen ships met off Shanghai" tells of an exercise where the text is about a series of them; "Russian
and Chinese bombers flew over the Sea of Japan on 24 May 2022" tells of a patrol wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.events import attending, setting
from pipeline.extract.exercises import kinds
from pipeline.extract.exercises.series import Named
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.event_words import pattern
from pipeline.read.document import BlockKind

_BESIDE = 60  # letters from one side's forces to the other's
_FINE = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:/\d{4}-\d\d(?:-\d\d)?)?")
_YEAR = re.compile(r"\d{4}(?:-\d\d)*(?:/\d{4}-.*)?")


def find(analysis: Analysis, s: Analysed, topic: Named | None, pair: tuple[str, str] | None) -> Iterator[Named]:
    """What a sentence that names no exercise tells of. `topic`: what the text is about, where that is an exercise."""
    low = analysis.low
    dates = [c for i, c in enumerate(s.chunks) if c.tag == "date" and not setting.of_other(s.chunks, i)]
    if not dates or pattern("exercises", "no_edition").search(low, s.start, s.end):
        return
    told = pattern("exercises", "history").search(low, s.start, s.end)
    if topic and told:
        closed = [c for c in dates if _YEAR.fullmatch(c.value.edtf)]
        if any(_placed(s.chunks, c) for c in closed):
            yield from (_one_more(topic, told, c) for c in closed)
        return
    day = next((c for c in dates if _FINE.fullmatch(c.value.edtf)), None)
    forces = pattern("exercises", "formations").search(low, s.start, s.end) if day else None
    if not day or not forces:
        return
    there = _whose(_clause(s.chunks, attending.index_at(s.chunks, forces.start())))
    if topic and there.keys() <= set(pair or ()) and _of_kind(low, s, topic) and _counted(s):
        yield _one_more(topic, forces, day)
    elif (
        pair
        and set(pair) <= there.keys()
        and _side_by_side(there)
        and pattern("exercises", "moving").search(low, s.start, s.end)
    ):
        kind = kinds.of_forces(low[s.start : s.end])
        yield Named(forces.start(), forces.end(), "joint patrol", kind, generic=True, joint=True, when=day)


def _clause(chunks: list[Chunk], i: int) -> list[Chunk]:
    """The chunks of the clause that the chunk at `i` is in."""
    ends = [k for k, c in enumerate(chunks) if c.low == ";" or setting.next_clause(chunks, k)]
    return chunks[max((k for k in ends if k < i), default=0) : min((k for k in ends if k > i), default=len(chunks))]


def _whose(chunks: list[Chunk]) -> dict[str, int]:
    """The countries whose forces are there, and where each is named, or what it makes and flies: "two Tu-95s"."""
    flown = [(code, c.start) for c in chunks if c.tag == "good" and not c.value.origin for code in c.value.makers[:1]]
    return dict([*flown, *((code, span[0]) for code, span in attending.forces(chunks))])


def _side_by_side(there: dict[str, int]) -> bool:
    """Whether the forces are named next to each other: "Russian and Chinese warships", "Tu-95s flew with H-6s"."""
    return max(there.values()) - min(there.values()) < _BESIDE


def _one_more(topic: Named, m: re.Match[str], date: Chunk) -> Named:
    name = topic.series.name if topic.series else topic.name
    generic = topic.generic
    return Named(
        m.start(), m.end(), name, topic.kind, topic.series, generic=generic, joint=True, elliptic=True, when=date
    )


def _placed(chunks: list[Chunk], date: Chunk) -> bool:
    """Whether a place stands beside the date: "to the Yellow Sea in 2013"."""
    i = chunks.index(date)
    return any(c.entry("place") for c in chunks[max(0, i - 4) : i + 5])


def _of_kind(low: str, s: Analysed, topic: Named) -> bool:
    """Whether the forces are those of the topic: ships of a naval series, bombers of a patrol in the air."""
    kind = kinds.of_forces(low[s.start : s.end])
    return kind is not None and (kind == topic.kind or (topic.patrol and topic.kind is None))


def _counted(s: Analysed) -> bool:
    """Whether forces are counted, or listed under what they took part in."""
    counted = any(c.tag == "count" or (c.tag == "good" and c.value.quantity) for c in s.chunks)
    return counted or s.sentence.block.kind == BlockKind.LIST
