"""Which documents are in scope: the tables tell of relations of Russia with China, so a document has to name both.

By far the most documents of any collection do not. To see that costs a fraction of reading their sentences.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.index import lexicon
from pipeline.extract.text.words import spaced, unspaced

_SIDES = (frozenset(("RUS", "SUN")), frozenset(("CHN",)))
_SOFT_HYPHEN = "\u00ad"  # it may part any name
_EXCERPT = 4000  # characters: a shorter text may be a part of one that says elsewhere whom it is about
_OF_THE_STATE = frozenset(("country", "demonym", "government", "prefix"))
_OF_ITS_OWN = frozenset(("person", "body", "designation", "place"))

Words = tuple[str, ...]
Names = dict[str, list[tuple[Words, int]]]  # by their first word; each with the index of the side that it names


def in_scope(text: str) -> bool:
    """Whether `text` names both sides: Russia or the Soviet Union, and China.

    A side is named by a person, body, place or weapon of its own too, and both by an exercise. What is no longer than
    an excerpt, or has words with no spaces between them, is taken for a text that names both.
    """
    if len(text) < _EXCERPT or unspaced(text):
        return True
    text = text.replace(_SOFT_HYPHEN, "")
    opening = text[: max(0, text.rfind(" ", 0, _EXCERPT))]  # names them as a rule
    return _names_both(opening) or _names_both(text)


def _names_both(text: str) -> bool:
    words = spaced(text).split()
    distinct, names = set(words), _names()
    begun = (name for first in names.keys() & distinct for name in names[first])
    met = [(name, side) for name, side in begun if distinct.issuperset(name)]
    if len({side for _, side in met}) < len(_SIDES):
        return False  # nearly always
    runs = f" {' '.join(words)} "
    return len({side for name, side in met if f" {' '.join(name)} " in runs}) == len(_SIDES)


@cache
def _names() -> Names:
    """What names a side, as words."""
    names: Names = defaultdict(list)
    for form, entry in lexicon().forms():
        for side in _named_by(entry):
            for written in {form, form.upper()} if entry.kind in _OF_THE_STATE else {form}:
                words = tuple(spaced(written).split())
                names[words[0]].append((words, side))
    return dict(names)


def _named_by(entry: Entry) -> list[int]:
    """The indices of the sides that an entry names."""
    if entry.kind in _OF_THE_STATE:
        owners: set[str | None] = {entry.name}
    elif entry.kind in _OF_ITS_OWN:
        owners = {entry.data.get("country"), *entry.data.get("origin", [])}
    else:
        return [*range(len(_SIDES))] if entry.kind == "series" else []
    return [n for n, side in enumerate(_SIDES) if not owners.isdisjoint(side)]
