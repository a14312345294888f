"""Word lists as patterns, and places that lie over one another: what the rules of several tables need alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

UNHYPHENED = r"(?<![\w-])(?:%s)(?![\w-])"  # whole words that no hyphen binds to others


class Placed(Protocol):
    """Something found at `start:end` of a text."""

    start: int
    end: int


def either(listed: Iterable[str]) -> str:
    """The words as the alternatives of a pattern, the longest first."""
    return "|".join(re.escape(word) for word in sorted(listed, key=lambda word: (-len(word), word)))


def any_of(listed: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """A pattern of the words where no hyphen binds them to others."""
    return re.compile(UNHYPHENED.replace("%s", either(listed)), flags)


def overlaps(found: Iterable[Placed], m: re.Match[str]) -> bool:
    """Whether the words of `m` are part of something that was found before."""
    return any(f.start < m.end() and m.start() < f.end for f in found)
