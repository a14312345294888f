"""Whether the date beside exercises in the plural is theirs: "joint exercises" are of no time that words do not state.

"They held joint exercises in 2016" tells of some; "in 2016 sales, visits and joint exercises all grew" of none.
"""

from __future__ import annotations

from pipeline.extract.exercises.series import Named
from pipeline.extract.exercises.told import Setting
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.event_words import pattern, words

_THAT = r"\b(?:%s)\b(?! that\b)"  # "he held that such drills"


def of_others(low: str, s: Analysed, item: Named, at: Setting) -> bool:
    """Whether the date that stands near exercises in the plural is that of something else."""
    if not (item.generic and item.plural and at.date) or item.elliptic or (at.place and item.kind):
        return False
    lead = s.chunks[syntax.skip_back(s.chunks, at.lo - 1) + 1 : at.lo]
    if any(c.tag == "count" or c.low in ("the", "these", "those", "both") for c in lead):
        return False
    i = next((k for k, c in enumerate(s.chunks) if c.start == at.date.start), None)
    if i is None or _held(low, s, at):
        return False
    return not (_in_front(s.chunks, i, at.lo) if i < at.lo else _right_behind(s.chunks[at.hi : i]))


def _held(low: str, s: Analysed, at: Setting) -> bool:
    """Whether a verb of their own clause says that they were or will be held."""
    chunks = s.chunks
    starts = (k for k in range(at.lo - 1, -1, -1) if _bounds(chunks[k]))
    ends = (k for k in range(at.hi, len(chunks)) if _bounds(chunks[k]) and k > at.hi + 1)
    clause = chunks[next(starts, 0)].start, chunks[next(ends, len(chunks) - 1)].end
    return any(pattern("exercises", key, _THAT).search(low, *clause) for key in ("held", "holding", "future"))


def _bounds(c: Chunk) -> bool:
    return c.low == ";" or (c.word("sub", "rel") and not c.word("prep"))


def _in_front(chunks: list[Chunk], i: int, lo: int) -> bool:
    """ "The 2016 Russian-Chinese drills": the date is a part of the noun's group."""
    framed = i > 0 and syntax.is_prep(chunks[i - 1])
    return not framed and all(
        c.tag in ("date", "party") or c.word("det", "adv", "conj") or c.entry("evaluative", "modifier", "demonym")
        for c in chunks[i + 1 : lo]
    )


def _right_behind(between: list[Chunk]) -> bool:
    """ "Drills in the Baltic in 2017", "drills (first in 2016": nothing between the two is a verb."""
    first = between[0] if between else None
    if first is None or first.low == "(" or any(c.low in words("both", "ordinal") for c in between):
        return True  # "drills, of which the first was ..."
    colon = next((k for k, c in enumerate(between) if c.low == ":"), None)
    if colon is not None:  # "the list of their drills is long: the Yellow Sea in 2012"
        return all(c.entry("place") or c.word("det", "prep") for c in between[colon + 1 :])
    if first.low == ",":
        return all(
            c.tag in ("party", "date") or c.entry("place") or c.low in words("exercises", "between_dates")
            for c in between
        )
    return syntax.is_prep(first) and not any(syntax.is_finite(c) or _bounds(c) for c in between)
