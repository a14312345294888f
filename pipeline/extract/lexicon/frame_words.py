"""The word lists of transfers (lexicon/frames.yaml), read once."""

from __future__ import annotations

from functools import cache

from pipeline.extract.lexicon.entries import load


@cache
def words(name: str) -> frozenset[str]:
    """The word list `name`."""
    return frozenset(load("frames")["words"][name])
