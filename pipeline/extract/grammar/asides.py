"""Hearsay that an author puts in beside a clause: "according to", "by one count", ", reportedly"."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.cue_words import of_paper, of_price
from pipeline.extract.grammar.syntax import COPULAS, is_finite
from pipeline.extract.lexicon.frame_words import words

_ADDED = ("according to", "by", "believed")
_COUNTED = frozenset("count counts account accounts estimate estimates reckoning".split())  # "by most accounts"
_DETAIL = ("with", "without", "at", "because", "because of", "owing to", "due to", "thanks to")
_PURPOSE = (["in", "order"], ["so", "as"], ["out", "of"])


def added(chunks: list[Chunk], v: int) -> Chunk | None:
    """Hearsay that the author adds to the clause: "according to", "by one count", "Chinese media claimed" in commas."""
    first = next((j + 1 for j in range(v, -1, -1) if chunks[j].low == ";"), 0)
    last = next((j for j in range(v, len(chunks)) if chunks[j].low == ";"), len(chunks))
    for i in range(first, last):
        c = chunks[i]
        if "cue" not in c.kinds and c.low not in _ADDED:
            continue
        if (c.low == "according to" and not of_paper(chunks, c)) or _granted(chunks, i):
            return c
        counted = (
            c.low == "by"
            and any(x.low in _COUNTED for x in chunks[i + 1 : i + 4])
            and not any(map(is_finite, chunks[v + 1 : i]))
        )
        if counted or (c.low == "believed" and chunks[i - 1].low == "be"):
            return c
        if i <= v or not c.cue("reported"):
            continue
        lead = chunks[max(v + 1, i - 4) : i]
        apart = any(x.low == "," for x in lead) and not any(x.word("rel") for x in lead)
        another = of_price(chunks, c) or _of_detail(chunks, i) or _of_another_subject(chunks, i)
        if apart and not another and not any(x.low == "that" for x in chunks[i + 1 : i + 2]):
            return c
    return None


def _granted(chunks: list[Chunk], i: int) -> Chunk | None:
    """The "if" at `i` of one who does not vouch for what he tells: "if the papers are genuine, Russia agreed"."""
    end = next((k for k in range(i + 1, len(chunks)) if chunks[k].low in (",", ";")), len(chunks))
    doubted = chunks[i].low == "if" and any(c.low in words("genuine") for c in chunks[i + 1 : end])
    return chunks[i] if doubted else None


def _of_detail(chunks: list[Chunk], n: int) -> bool:
    """Whether the hearsay is only of how or why it was done: "sold it 24 jets, reportedly at a discount"."""
    behind = [c.low for c in chunks[n + 1 : n + 3]]
    purpose = behind in _PURPOSE or behind[:1] in (["because"], ["because of"])  # "apparently in order to learn"
    return purpose or (chunks[n - 1].low == "," and any(low in _DETAIL for low in behind[:1]))


def _of_another_subject(chunks: list[Chunk], n: int) -> bool:
    """Whether the cue at `n` is the predicate of something else: "bought 24, while the price is believed to be high".

    Not in an aside: ", it is believed,".
    """
    if not chunks[n].low.endswith((" to", " have")):
        return False
    j = n - 1
    while j >= 0 and chunks[j].low not in (",", ";"):
        j -= 1
    told = [c for c in chunks[j + 1 : n] if not (c.word("conj", "sub", "adv", "aux") or c.low in COPULAS)]
    return bool(told) and not all(c.low in ("it", "so", "that") for c in told)
