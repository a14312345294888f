"""Topics: what a passage is about, as a phrase of the project's own (codebook: subject, topic)."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.lexicon.entries import load
from pipeline.extract.text.patterns import any_of

_RUN = re.compile(r"[^\W_]+")


@cache
def _topics() -> list[tuple[str, frozenset[str], re.Pattern[str]]]:
    """Each topic with its words, and before them the longest run of letters of each: where none is, no word is."""
    return [
        (t["topic"], frozenset(max(_RUN.findall(word), key=len) for word in t["words"]), any_of(t["words"]))
        for t in load("topics")
    ]


@cache
def _signs() -> frozenset[str]:
    return frozenset().union(*(signs for _, signs, _ in _topics()))


def topic(low: str, *spans: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
    """The first topic whose words stand in one of `spans` (looked at in that order), and the span of those words."""
    for start, end in spans:
        runs = _signs().intersection(_RUN.findall(low, start, end))
        for label, signs, words in _topics() if runs else ():
            if not signs.isdisjoint(runs) and (found := words.search(low, start, end)):
                return label, found.span()
    return None
