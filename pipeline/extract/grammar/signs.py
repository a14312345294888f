"""What a sentence may hold, told from its words alone: long before it is read, and for a small part of the cost.

A sign is never missing where the lexicon finds a form, but may be there where it finds none: the form may be part of
a longer one, or of a date.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.extract.grammar.parties import PAIR_PRONOUNS
from pipeline.extract.lexicon.entries import load, making
from pipeline.extract.lexicon.event_words import elliptic_words
from pipeline.extract.lexicon.forms import plural
from pipeline.extract.lexicon.index import PARTIES, case_fits, lexicon
from pipeline.extract.text.shadow import lower

_RUN = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[一-鿿]")
_ANY = ""  # among the words of a sentence that has no spaces between words, and there a sign of everything

# Kinds of the lexicon whose forms are signs by themselves.
_KINDS = frozenset(
    "person designation weak_designation head weak_head vague modifier verb noun series agreement".split()
)


def words(low: str) -> frozenset[str]:
    """The runs of letters and figures in a sentence."""
    found = _RUN.findall(low)
    return frozenset(found if low.isascii() or not _UNSPACED.search(low) else [*found, _ANY])


class Signs:
    """Some forms, each a sign of something, to be looked for among the words of a sentence."""

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        meanings: dict[str, set[str]] = defaultdict(set)
        for sign, form in forms:
            meanings[form].add(sign)
        self._alone: dict[str, frozenset[str]] = {_ANY: frozenset().union(*meanings.values())}  # one word, in any case
        self._others: dict[str, dict[str, list[tuple[str, frozenset[str]]]]] = {}  # by the two longest words
        for form in sorted(meanings):
            runs = sorted(_RUN.findall(lower(form)), key=len)
            said = frozenset(meanings[form])
            if runs == [form]:
                self._alone[form] = said
            elif runs:
                self._others.setdefault(runs[-1], {}).setdefault(runs[-2:][0], []).append((form, said))
        self._known = frozenset((*self._alone, *self._others))

    def among(self, found: frozenset[str], plain: str, low: str, start: int, end: int) -> frozenset[str]:
        """What there is a sign of in a sentence, `plain[start:end]`, whose words are `found`."""
        known = found & self._known
        signs = set().union(*(self._alone[word] for word in known if word in self._alone))
        for others in [self._others[word] for word in known if word in self._others]:
            for second in others.keys() & found:
                for form, said in others[second]:
                    if not said <= signs and _stands(form, plain, low, start, end):
                        signs |= said
        return frozenset(signs)


def _stands(form: str, plain: str, low: str, start: int, end: int) -> bool:
    """Whether the words of `form` stand together in a sentence, and in the form's case."""
    sought = lower(form)
    at = low.find(sought, start, end)
    while at >= 0:
        if case_fits(form, plain[at : at + len(form)]):
            return True
        at = low.find(sought, at + 1, end)
    return False


def role_forms() -> Iterator[str]:
    """The nouns of office in roles.yaml."""
    for role in load("roles"):
        yield from (role["name"], role.get("plural", role["name"] + "s"), *role.get("also", []))


def _forms() -> Iterator[tuple[str, str]]:
    """Everything that is a sign, and of what: a kind of the lexicon, or what the rules ask for beside these."""
    for form, entry in lexicon().forms():
        if entry.kind in _KINDS:
            yield entry.kind, form
        if entry.kind in PARTIES:
            yield "party", form
        if entry.kind == "word" and entry.name in ("pron", "poss"):
            yield "pronoun", form
        if (entry.kind, entry.name) == ("cue", "copied"):
            yield "copied", form
        if (entry.kind, entry.name) == ("verb", "train"):  # a good itself where no other is named
            yield "training", form
    events = load("events")
    for sign, table in (("series", "exercises"), ("agreement", "agreements")):
        heads = events[table]["heads"]
        yield from ((sign, form) for form in (*heads, *map(plural, heads), *events[table].get("verbs", ())))
    yield from (("series", form) for form in elliptic_words())
    yield from (("making", form) for form in making())
    yield from (("pair", form) for form in PAIR_PRONOUNS)
    speech = load("speech")
    yield from (("office", form.lower()) for form in (*role_forms(), *speech["documents"], *speech["desks"]))


@cache
def signs() -> Signs:
    """The signs of everything that the rules ask for, laid out once a process."""
    return Signs(_forms())
