"""Topics: what a passage is about, as a phrase of the project's own (codebook: subject, topic)."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.lexicon.entries import load
from pipeline.extract.text.patterns import any_of


@cache
def _topics() -> list[tuple[str, re.Pattern[str]]]:
    return [(t["topic"], any_of(t["words"])) for t in load("topics")]


@cache
def _any() -> re.Pattern[str]:
    return any_of(word for t in load("topics") for word in t["words"])


def topic(low: str, *spans: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
    """The first topic whose words stand in one of `spans` (looked at in that order), and the span of those words."""
    for start, end in spans:
        for label, words in _topics() if _any().search(low, start, end) else ():
            if found := words.search(low, start, end):
                return label, found.span()
    return None
