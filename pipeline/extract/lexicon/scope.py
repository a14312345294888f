"""Which documents are in scope: the tables tell of Russia's defence relations, so a document has to name it.

By far the most documents of any collection do not. To see that costs a fraction of reading their sentences.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.index import lexicon
from pipeline.extract.text.words import spaced, unspaced

_RUSSIA = frozenset(("RUS", "SUN"))
_OF_THE_STATE = frozenset(("country", "demonym", "government", "prefix"))
_EXCERPT = 4000  # characters: a shorter text may be a part of one that says elsewhere whom it is about
_OF_ITS_OWN = frozenset(("person", "body", "designation", "place"))


def in_scope(text: str) -> bool:
    """Whether `text` names Russia or the Soviet Union, a person, body, place or weapon of theirs, or an exercise.

    What is no longer than an excerpt, or has words with no spaces between them, is taken for a text that does.
    """
    if len(text) < _EXCERPT or unspaced(text):
        return True
    opening = text[: max(0, text.rfind(" ", 0, _EXCERPT))]  # names whom it is about, as a rule
    return _names_russia_in(opening) or _names_russia_in(text)


def _names_russia_in(text: str) -> bool:
    words = spaced(text).split()
    distinct = set(words)
    names = _names()
    met = [name for first in names.keys() & distinct for name in names[first] if distinct.issuperset(name)]
    runs = f" {' '.join(words)} "
    return any(f" {' '.join(name)} " in runs for name in met)


@cache
def _names() -> dict[str, list[list[str]]]:
    """What names Russia, as words, by the first of them."""
    names = defaultdict(list)
    for form, entry in lexicon().forms():
        if _names_russia(entry):
            for written in {form, form.upper()} if entry.kind in _OF_THE_STATE else {form}:
                words = spaced(written).split()
                names[words[0]].append(words)
    return dict(names)


def _names_russia(entry: Entry) -> bool:
    if entry.kind in _OF_THE_STATE:
        return entry.name in _RUSSIA
    facts: dict[str, Any] = entry.data
    owners = {facts.get("country"), *facts.get("origin", [])}
    return entry.kind == "series" or (entry.kind in _OF_ITS_OWN and not owners.isdisjoint(_RUSSIA))
