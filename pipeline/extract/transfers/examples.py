"""Goods that a sentence lists of those that the words before sum up: "recent purchases include", "among them were"."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.goods import Good
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers import arguments

_OF_THESE = ("among them", "among these")


def exemplified(chunks: list[Chunk], traded: bool) -> tuple[int, list[int]]:
    """The word that introduces goods of those summed up, and the goods: none where nothing sums any up.

    `traded`: whether the sentence before tells of goods given or got, which "these" then are.
    """
    at = next((i for i, c in enumerate(chunks) if c.word("intro") and _sums_up(chunks, i, traded)), None)
    if at is None:
        return 0, []
    return at, [g for g in arguments.objects(chunks, at).goods if _names_one(chunks[g].value)]


def _sums_up(chunks: list[Chunk], at: int, traded: bool) -> bool:
    """Whether what leads to the word at `at` sums up what was transferred: not where there is "no" such thing."""
    before = chunks[:at]
    if not before or chunks[at].low.endswith(_OF_THESE):
        return traded and chunks[at].low.endswith(_OF_THESE) and all(c.tag in ("word", "punct") for c in before)
    if any(c.low == "no" or c.low in words("restraints") for c in before):
        return False  # "a ban on sales of arms such as"
    summing = [c.low.split(" ")[-1] for c in before]
    return any(word in words("sums") and (traded or word not in words("pronouns of goods")) for word in summing)


def _names_one(good: Good) -> bool:
    """Whether a good is more than a kind of arms: not "ships", but "two ships" or "landing ships"."""
    return good.designation is not None or good.quantity is not None or " " in good.name
