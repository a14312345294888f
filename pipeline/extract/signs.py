"""What a sentence may hold, told from its words alone: long before it is read, and for a small part of the cost.

A sign is never missing where the lexicon finds a form, but may be there where it finds none: the form may be part of
a longer one, or of a date.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Protocol

from pipeline.extract.lexicon import case_fits, lexicon
from pipeline.extract.shadow import lower

_RUN = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[一-鿿]")
_ANY = ""  # among the words of a sentence that has no spaces between words, and there a sign of everything


def words(low: str, start: int, end: int) -> frozenset[str]:
    """The runs of letters and figures in `low[start:end]`."""
    found = _RUN.findall(low, start, end)
    return frozenset([*found, _ANY] if _UNSPACED.search(low, start, end) else found)


class Sighted(Protocol):
    """A sentence: its words, and itself as it is written and in lower case."""

    words: frozenset[str]

    @property
    def plain(self) -> str: ...

    @property
    def low(self) -> str: ...


class Signs:
    """Some forms, to be looked for among the words of a sentence."""

    def __init__(self, forms: Iterable[str]) -> None:
        alone = {_ANY}  # forms of one word, in any case
        others: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))  # by two words of each form
        for form in sorted(set(forms)):
            runs = sorted(_RUN.findall(lower(form)), key=len)
            if runs == [form]:
                alone.add(form)
            elif runs:
                others[runs[-1]][runs[0]].append(form)
        self._alone, self._others, self._firsts = frozenset(alone), others, frozenset(others)

    def among(self, s: Sighted) -> bool:
        """Whether one of the forms may stand in `s`."""
        if not s.words.isdisjoint(self._alone):
            return True
        return any(
            _stands(form, s)
            for first in s.words & self._firsts
            for second in s.words & self._others[first].keys()
            for form in self._others[first][second]
        )


def _stands(form: str, s: Sighted) -> bool:
    """Whether the words of `form` stand together in `s`, and in the form's case."""
    low, plain, sought = s.low, s.plain, lower(form)
    at = low.find(sought)
    while at >= 0:
        if case_fits(form, plain[at : at + len(form)]):
            return True
        at = low.find(sought, at + 1)
    return False


def forms_of(*kinds: str) -> Iterator[str]:
    """The forms of the lexicon that have a reading of one of `kinds`."""
    return (form for form, entry in lexicon().forms() if entry.kind in kinds)


@cache
def of_kinds(*kinds: str) -> Signs:
    """Signs of those forms."""
    return Signs(forms_of(*kinds))


@cache
def of_cue(name: str) -> Signs:
    """The cues of the lexicon that say `name`."""
    return Signs(form for form, entry in lexicon().forms() if entry.kind == "cue" and entry.name == name)


def of_parties() -> Signs:
    """Countries, bodies and persons."""
    return of_kinds("prefix", "person", "country", "demonym", "government", "body")
