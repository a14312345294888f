"""The word lists of exercises and agreements (lexicon/events.yaml), read once and compiled once."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipeline.extract.lexicon import load

WHOLE = r"\b(?:%s)\b"
UNHYPHENED = r"(?<![\w-])(?:%s)(?![\w-])"  # whole words that no hyphen binds to others


@cache
def section(name: str) -> dict[str, Any]:
    """One section of the file: `exercises`, `agreements` or `both`."""
    return dict(load("events")[name])


@cache
def words(name: str, key: str) -> frozenset[str]:
    """One list of a section, to look words up in."""
    return frozenset(section(name)[key])


def either(listed: Any) -> str:
    """The words as the alternatives of a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(listed, key=len, reverse=True))


@cache
def pattern(name: str, key: str, frame: str = WHOLE) -> re.Pattern[str]:
    """A pattern of one list of a section; `%s` in `frame` stands for its words."""
    return re.compile(frame.replace("%s", either(section(name)[key])))
