"""Word lists as patterns, and places that lie over one another: what the rules of several tables need alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

UNHYPHENED = r"(?<![\w-])(?:%s)(?![\w-])"  # whole words that no hyphen binds to others


class Placed(Protocol):
    """Something found at `start:end` of a text."""

    start: int
    end: int


def either(listed: Iterable[str]) -> str:
    """A pattern of the words, the longest that fits. What several begin with is in it once, so that it is fast."""
    tails: dict[str, set[str]] = defaultdict(set)
    for word in listed:
        tails[word[:1]].add(word[1:])
    choices = [re.escape(first) + _grouped(rest) for first, rest in sorted(tails.items()) if first]
    return "|".join([*choices, ""] if "" in tails else choices)


def _grouped(listed: set[str]) -> str:
    """The same as a part of a longer pattern."""
    return f"(?:{either(listed)})" if len({word[:1] for word in listed}) > 1 else either(listed)


def any_of(listed: Iterable[str], flags: int = 0) -> re.Pattern[str]:
    """A pattern of the words where no hyphen binds them to others."""
    return re.compile(UNHYPHENED.replace("%s", either(listed)), flags)


def places(text: str, words: str, start: int, end: int) -> Iterator[int]:
    """Where `words` stand in `text[start:end]`."""
    at = text.find(words, start, end)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)


def overlaps(found: Iterable[Placed], m: re.Match[str]) -> bool:
    """Whether the words of `m` are part of something that was found before."""
    return any(f.start < m.end() and m.start() < f.end for f in found)
