"""How mentions become groups, one for each thing, whatever the table: by a key, then by paths that may be told in part.

A key must be equal. A path goes from the general to the particular (a year, its month, its day; a family of arms, its
variant), and a mention may stop anywhere on it: "in 2019" and "in July 2019" are one thing where only one July is told
of, and where there are two, "in 2019" is a third, for nobody can tell which is meant. Each step costs one look at each
mention, never at each pair.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any

from pipeline.resolve.values import Said

_DATE = re.compile(r"\d{4}(?!\d)")

Key = tuple[Any, ...]
Path = tuple[Any, ...]
Group = tuple[Key, list[Said]]


def by_key(
    mentions: list[Said],
    key: Callable[[Said], Key],
    joined: Callable[[Collection[Key]], Mapping[Key, Key]] = lambda keys: {},
) -> Iterator[Group]:
    """Groups of equal key, in the order of their first mentions; `joined` tells which keys stand for another of them.

    Until its turn comes a group is a number beside each of its mentions, and no list of its own.
    """
    numbers: dict[Key, int] = {}
    own = array("q", (numbers.setdefault(key(said), len(numbers)) for said in mentions))
    leads = {numbers[one]: numbers[other] for one, other in joined(numbers.keys()).items()}
    of = array("q", (leads.get(number, number) for number in own)) if leads else own
    keys = list(numbers)
    for number, places in groupby(sorted(range(len(mentions)), key=of.__getitem__), key=of.__getitem__):
        yield keys[number], [mentions[place] for place in places]


def by_path(groups: Iterable[Group], path: Callable[[Said], Path]) -> Iterator[Group]:
    """Each group split by the paths of its mentions; a path that only one longer one continues is that one.

    The new key is the old one and the path, where the group was split.
    """
    for key, mentions in groups:
        paths = [path(said) for said in mentions]
        if len(told := set(paths)) == 1:
            yield key, mentions
            continue
        ends = _ends(told)
        parts: dict[Path, list[Said]] = defaultdict(list)
        for said, own in zip(mentions, paths, strict=True):
            parts[ends[own]].append(said)
        for end, part in parts.items():
            yield ((*key, *end) if len(parts) > 1 else key), part


def _ends(paths: set[Path]) -> dict[Path, Path]:
    """For each path the one that it stands for: its only longest continuation, or itself."""
    parents = {path[:length] for path in paths for length in range(len(path))}
    leaves = paths - parents
    below: dict[Path, set[Path]] = defaultdict(set)
    for leaf in leaves:
        for length in range(len(leaf) + 1):
            if len(below[leaf[:length]]) < 2:  # one or several: more need not be known
                below[leaf[:length]].add(leaf)
    return {path: next(iter(below[path])) if len(below[path]) == 1 else path for path in paths}


@lru_cache(maxsize=65536)
def date_path(edtf: str | None) -> Path:
    """Year, month and day of a date as far as all of it shares them.

    Of a span those that both ends have, of a season the year, of a decade and of an open span nothing.
    """
    if not edtf:
        return ()
    first, *last = (_parts(end) for end in edtf.split("/"))
    shared = 0
    while shared < len(first) and all(end[shared : shared + 1] == first[shared : shared + 1] for end in last):
        shared += 1
    return first[:shared]


def _parts(edtf: str) -> Path:
    if not _DATE.match(edtf):
        return ()
    year, *rest = edtf.rstrip("?~%").split("-")
    return (year,) if rest and rest[0] > "12" else (year, *rest)


def span(edtf: str | None) -> str | None:
    """A date that is longer than a year; it tells of a time, and of nothing in it."""
    return edtf if edtf and not date_path(edtf) else None


def year(edtf: str | None) -> str | None:
    """The year of a date that lies in one."""
    return next(iter(date_path(edtf)), None)


def one_date(one: Path, other: Path) -> bool:
    """Whether one of two dates is the other, or tells less of it."""
    return one[: len(other)] == other[: len(one)]
