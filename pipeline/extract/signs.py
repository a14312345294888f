"""What a sentence may hold, told from its words alone: long before it is read, and for a small part of the cost.

A sign is never missing where the lexicon finds a form, but may be there where it finds none: a form's words may stand
apart, or in the wrong case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from pipeline.extract.lexicon import lexicon

_RUN = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[一-鿿]")
_ANY = ""  # among the words of a sentence that has no spaces between words, and there a sign of everything


def words(low: str, start: int, end: int) -> frozenset[str]:
    """The runs of letters and figures in `low[start:end]`."""
    found = _RUN.findall(low, start, end)
    return frozenset([*found, _ANY] if _UNSPACED.search(low, start, end) else found)


class Signs:
    """Some forms, to be looked for among the words of a sentence."""

    def __init__(self, forms: Iterable[str]) -> None:
        alone, several = {_ANY}, defaultdict(list)
        for form in forms:
            runs = frozenset(_RUN.findall(form))
            if len(runs) == 1:
                alone |= runs
            elif runs:
                several[max(sorted(runs), key=len)].append(runs)  # the longest is the rarest
        self._alone, self._several, self._keys = frozenset(alone), dict(several), frozenset(several)

    def among(self, found: frozenset[str]) -> bool:
        """Whether the words of one of the forms are all in `found`."""
        if not found.isdisjoint(self._alone):
            return True
        return any(runs <= found for key in found & self._keys for runs in self._several[key])


@cache
def of_kinds(*kinds: str) -> Signs:
    """The forms of the lexicon that have a reading of one of `kinds`."""
    return Signs(form for form, entry in lexicon().forms() if entry.kind in kinds)


@cache
def of_cue(name: str) -> Signs:
    """The cues of the lexicon that say `name`."""
    return Signs(form for form, entry in lexicon().forms() if entry.kind == "cue" and entry.name == name)


def of_parties() -> Signs:
    """Countries, bodies and persons."""
    return of_kinds("prefix", "person", "country", "demonym", "government", "body")
