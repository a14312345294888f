"""The doubt that a sentence leaves about goods that gave no row."""

from __future__ import annotations

from pipeline.extract.drafts import Doubt, telling
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import skip_back


def _fitted_with(chunks: list[Chunk], g: int) -> bool:
    """Whether the good at `g` is what another good is for: "engines for the Su-57"."""
    start = skip_back(chunks, g - 1)
    return start > 0 and chunks[start].low == "for" and chunks[start - 1].tag == "good"


def _triggers(chunks: list[Chunk]) -> bool:
    """Whether there is a word of transfer."""
    return any(c.tag == "atom" and ("verb" in c.kinds or "noun" in c.kinds) for c in chunks)


def left_over(s: Analysed, claimed: set[int], copied: Chunk | None, alone: set[int]) -> Doubt | None:
    """The doubt about goods that gave no row: copied, without parties, only mentioned, or general talk."""
    left = [(g, c.value) for g, c in enumerate(s.chunks) if c.tag == "good" and g not in claimed]
    if not left:
        return None
    triggers = s.may_hold("verb", "noun") and _triggers(s.chunks)
    reasons = []
    for g, good in left:
        if copied is not None:
            reasons.append("copied_without_contract")
        elif g in alone or (good.designation and triggers and not _fitted_with(s.chunks, g)):
            reasons.append("no_party")
        elif good.designation:
            reasons.append("mentioned_only")
        elif triggers and good.vague:
            reasons.append("general_talk")
        elif triggers and claimed:  # it may be one more of the goods that have rows
            reasons.append("ambiguous")
    if triggers and not reasons:  # something is given, and it is concrete goods without a designation
        named = {code for c in s.chunks if c.tag == "party" for code in c.value.codes}
        reasons = ["ambiguous" if len(named) > 1 else "no_party"] if named else []
    return Doubt("transfers", s.start, s.end, min(reasons, key=telling)) if reasons else None
