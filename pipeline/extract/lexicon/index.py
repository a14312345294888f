"""The lexicon: YAML that an analyst edits, compiled into one index of forms by their first words.

A surface form written with a capital is matched only where the text has one; an acronym of up to five letters only as
written. Everything else matches in any case. Plurals, verb forms and the spellings of designations (Su-30, Su 30,
Su30) are made in forms.py, so that the YAML holds each word once; entries.py reads the YAML.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from pipeline.extract.lexicon.entries import Entry, entries
from pipeline.extract.text.shadow import lower, shadow
from pipeline.extract.text.words import HAN, unspaced

# Kinds of entries that name a party, and those that name a good or a part of its name.
PARTIES = frozenset(("prefix", "person", "country", "demonym", "government", "body"))
GOODS = frozenset(("designation", "class_name", "head", "weak_head", "vague", "modifier"))
_NAMES_GOODS = GOODS - {"modifier"} | {"weak_designation"}
_OPEN_GOODS = GOODS | {"weak_designation", "demonym", "country", "evaluative"}
_NO_VERB_ALONE = frozenset(("head", "word", "modifier", "demonym"))


class Readings(tuple[Entry, ...]):
    """The entries of one surface form. The rules ask every chunk for its kinds, many times: they are laid out once."""

    kinds: dict[str, Entry]  # the first entry of each kind
    tags: frozenset[str]  # of what is a small word (grammar.yaml)
    opens_party: bool  # whether a group of words for a party may begin with it
    opens_good: bool  # the same of goods: "bought" and "imported" are verbs, though they may describe a good
    names_good: bool  # whether it is a good's name or noun, or may be
    country: str | None  # whose name it is, or that of its people, seat of government or bodies

    def __new__(cls, entries: Iterable[Entry] = ()) -> Readings:
        self = super().__new__(cls, entries)
        self.kinds = {e.kind: e for e in reversed(self)}
        self.tags = frozenset(e.name for e in self if e.kind == "word")
        verb = "verb" in self.kinds and _NO_VERB_ALONE.isdisjoint(self.kinds)
        named = not PARTIES.isdisjoint(self.kinds) or "place" in self.kinds
        self.opens_party = named or not self.tags.isdisjoint(("pron", "poss"))
        self.opens_good = not verb and not (
            _OPEN_GOODS.isdisjoint(self.kinds) and self.tags.isdisjoint(("det", "quantity"))
        )
        self.names_good = not _NAMES_GOODS.isdisjoint(self.kinds)
        self.country = None if "person" in self.kinds else _country(self.kinds)
        return self


def _country(kinds: dict[str, Entry]) -> str | None:
    for kind in ("prefix", "country", "demonym", "government"):
        if kind in kinds:
            return kinds[kind].name
    return kinds["body"].data.get("country") if "body" in kinds else None


NONE = Readings()


Match = tuple[int, int, Readings]  # where a surface form stands in a text, and everything that it may mean


# Runs of letters and figures. A script that is written without spaces has a run in each character.
_RUN = re.compile(rf"[{HAN}]|[^\W_{HAN}]+")
_INSIDE = re.compile(rf"[^\W_{HAN}]{{2}}")  # a place that is no boundary of words
_ALONE = ""  # instead of a second run

Meanings = list[tuple[str, Entry]]  # the form as the lexicon writes it, and what it means there
Seconds = dict[str, list[tuple[int, str]]]  # by second run: how far before its first run a form begins, and the form
Begun = tuple[str, Seconds | None, Readings | None]  # a run in lower case, and its readings if no longer form has it
_NO_RUN: Begun = (_ALONE, None, None)


class Lexicon:
    """All surface forms of the lexicon by their first two runs of letters and figures, and what each means."""

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        self._forms: dict[str, Meanings] = defaultdict(list)
        self._readings: dict[str, Readings] = {}  # by the words as a text has them, capitals and all
        self._starts: dict[str, Seconds] = {}
        self._begin = lru_cache(maxsize=1 << 16)(self._begun_by)  # texts repeat their words
        for surface, entry in entries:
            plain = shadow(surface)
            self._forms[lower(plain)].append((plain, entry))
        for form in sorted(self._forms, key=lambda form: (-len(form), form)):
            first, *further = _RUN.findall(form)
            seconds = self._starts.setdefault(first, {_ALONE: []})
            seconds.setdefault(further[0] if further else _ALONE, []).append((form.index(first), form))
        for seconds in self._starts.values():
            alone = seconds[_ALONE]
            for second in seconds.keys() - {_ALONE}:
                seconds[second] += alone

    def forms(self) -> Iterator[tuple[str, Entry]]:
        """Every form with each of its readings."""
        return (meaning for _, meanings in sorted(self._forms.items()) for meaning in meanings)

    def find(
        self, plain: str, low: str, first: int = 0, last: int | None = None, spaced: str | None = None
    ) -> list[Match]:
        """Matches in `low[first:last]` at word boundaries, the longest at each place, none overlapping.

        `spaced` is `plain[first:last]` with nothing but words in it, where that is known.
        """
        last = len(low) if last is None else last
        words = _RUN.findall(plain, first, last) if spaced is None or unspaced(spaced) else spaced.split()
        runs = [*map(self._begin, words), _NO_RUN]
        found: list[Match] = []
        at = reach = first
        for (run, seconds, alone), (following, _, _) in pairwise(runs):
            at = low.index(run, at)
            after = at + len(run)
            if seconds and at >= reach:
                if alone is not None and following not in seconds:
                    match = (at, after, alone) if alone else None
                else:
                    match = self._longest(plain, low, at, last, seconds.get(following) or seconds[_ALONE])
                if match:
                    found.append(match)
                    reach = match[1]
            at = after
        return found

    def _begun_by(self, run: str) -> Begun:
        """What may begin with `run`, a run as a text writes it."""
        low = lower(run)
        seconds = self._starts.get(low)
        alone = self._read(low, run) if seconds and seconds[_ALONE] == [(0, low)] else None
        return low, seconds, alone

    def _longest(self, plain: str, low: str, at: int, last: int, forms: list[tuple[int, str]]) -> Match | None:
        """The first of `forms` that stands where its first run is at `at`."""
        for before, form in forms:
            start = at - before
            end = start + len(form)
            if low.startswith(form, start, last) and not _INSIDE.match(low, end - 1):
                words = plain[start:end]
                if entries := self._readings.get(words) or self._read(form, words):
                    return start, end, entries
        return None

    def _read(self, form: str, words: str) -> Readings:
        """What `form` means where a text writes it as `words`."""
        fitting = (entry for surface, entry in self._forms[form] if case_fits(surface, words))
        readings = self._readings[words] = Readings(fitting)
        return readings


def case_fits(surface: str, found: str) -> bool:
    """Whether a text that has `found` may mean `surface`, by its capitals."""
    letters = [c for c in surface if c.isalpha()]
    if not letters or not surface[0].isupper():
        return True
    if len(letters) <= 5 and all(c.isupper() for c in letters):
        return found == surface
    return all(
        f.isupper()
        for i, (s, f) in enumerate(zip(surface, found, strict=True))
        if s.isupper() and (not i or not surface[i - 1].isalnum())
    )


@cache
def lexicon() -> Lexicon:
    """The compiled lexicon, built once a process."""
    return Lexicon(entries())


@cache
def whatever_case() -> dict[str, Entry]:
    """Designations with a figure by their lower-case spelling: "Al-41F" is the AL-41F."""
    named = ((form, entry) for form, entry in lexicon().forms() if entry.kind == "designation")
    return {lower(form): entry for form, entry in named if re.search(r"\d", form)}
