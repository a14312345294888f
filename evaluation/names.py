"""Whether two names are names of one thing, whatever their spelling, number and small words."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NO_LETTER = re.compile("[^0-9a-zа-яё一-鿿]+")
_DESIGNATION = re.compile(r"\b(?:[A-Za-zА-Я]{1,4}[- ]?)?\d{1,4}[A-Za-zА-Я0-9/-]*")
# Words that tell no two things of the field apart.
_EMPTY = frozenset(
    """
    a an and by for in its of on or the their to with
    agreement agreements china chinese class drill drills exercise exercises joint russia russian s sino system systems
    type
    """.split()
)
MAX_EXTRA_WORDS = 2


def fold(text: object) -> str:
    """Lower-case letters and digits, single spaces between them; an apostrophe parts no word."""
    lower = str(text or "").lower().replace("’", "").replace("'", "")
    return _NO_LETTER.sub(" ", lower).strip()


def squash(text: object) -> str:
    """The letters and digits alone."""
    return fold(text).replace(" ", "")


def telling_words(text: object) -> set[str]:
    """The words that tell one thing from another, in the singular."""
    return {_singular(word) for word in fold(text).split()} - _EMPTY


def similar(name: str, known: Iterable[str]) -> float:
    """How well `name` is one of the `known` names: 1 for the same letters, 0 for another thing.

    Designations decide where both have one, a variant (Su-30MKK) being the designation (Su-30); else the words of one
    name must all be in the other, and `name` have MAX_EXTRA_WORDS more at most.
    """
    return max((_likeness(name, other) for other in known), default=0.0)


def _likeness(name: str, other: str) -> float:
    if squash(name) == squash(other):
        return 1.0
    mine, theirs = telling_words(name), telling_words(other)
    if not mine or not theirs:
        return 0.0
    my_designations, their_designations = _designations(name), _designations(other)
    if my_designations and their_designations:
        alone = len(my_designations) == 1 and len(mine) <= len(theirs) + MAX_EXTRA_WORDS + 1
        return 0.85 if alone and any(_variant(a, b) for a in my_designations for b in their_designations) else 0.0
    nested = mine <= theirs or theirs <= mine
    if not nested or len(mine - theirs) > MAX_EXTRA_WORDS or my_designations:
        return 0.0
    return 0.6 + 0.3 * len(mine & theirs) / max(len(mine), len(theirs))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _designations(name: str) -> set[str]:
    """Letters and figures run together: `Su-30MKK fighter` gives `su30mkk`."""
    return {re.sub("[^a-zа-я0-9]", "", found.lower()) for found in _DESIGNATION.findall(name)}


def _variant(a: str, b: str) -> bool:
    """Whether the longer begins with the shorter, and no figure is cut: `su30` is in `su30mkk`, `su3` is not."""
    short, long = sorted((a, b), key=len)
    if len(short) < 2 or not any(c.isdigit() for c in short):
        return False
    return long.startswith(short) and not long[len(short) :][:1].isdigit()
