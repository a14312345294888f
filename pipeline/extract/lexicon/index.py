"""The lexicon: YAML that an analyst edits, compiled into one index of forms by their first words.

A surface form written with a capital is matched only where the text has one; an acronym of up to five letters only as
written. Everything else matches in any case. Plurals, verb forms and the spellings of designations (Su-30, Su 30,
Su30) are made in forms.py, so that the YAML holds each word once; entries.py reads the YAML.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from typing import Any

from pipeline.extract.lexicon.entries import Entry, entries
from pipeline.extract.text.shadow import lower, shadow
from pipeline.extract.text.words import HAN, unspaced, words
from pipeline.extract.text.words import spaced as apart

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
        tags = {e.name for e in self if e.kind == "word"}
        self.tags = frozenset(tags | {"intro"} if "composed" in tags else tags)  # "included" opens a list as well
        verb = "verb" in self.kinds and _NO_VERB_ALONE.isdisjoint(self.kinds)
        verb = verb and not ("evaluative" in self.kinds and self.kinds["verb"].data.get("onto"))  # "armed drones"
        named = not PARTIES.isdisjoint(self.kinds) or "place" in self.kinds
        firm = "party_noun" in self.kinds and self.kinds["party_noun"].data["firm"]
        self.opens_party = named or firm or not self.tags.isdisjoint(("pron", "poss", "firm"))
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
_NO_RUN = ""  # behind the last one
Meanings = list[tuple[str, Entry]]  # the form as the lexicon writes it, and what it means there
Forms = list[tuple[int, str]]  # how far before its first run a form begins, and the form
_KEPT = 1 << 16  # words of texts, so that a long run does not keep all that it ever met


class _Node:
    """The forms that the runs up to here are all of, the longest first, and behind them those of fewer of the runs."""

    __slots__ = ("forms", "further")

    def __init__(self) -> None:
        self.forms: Forms = []
        self.further: dict[str, _Node] = {}  # by the next run

    def inherit(self, forms: Forms) -> None:
        """Hand on the forms of fewer runs."""
        self.forms = self.forms + forms
        for node in self.further.values():
            node.inherit(self.forms)


Begun = tuple[Readings | None, _Node | None]


class _Begun(dict[str, Begun | None]):
    """What begins with a run, by the run as texts write it, worked out once: texts repeat their words.

    It is what the run means by itself, if that is all there is without further runs; and the forms that begin with it,
    unless that is all. None for a run that begins nothing.
    """

    def __init__(self, make: Callable[[str], Begun | None]) -> None:
        self._make = make

    def __missing__(self, run: str) -> Begun | None:
        if len(self) >= _KEPT:
            self.clear()
        self[run] = begun = self._make(run)
        return begun


class Lexicon:
    """All surface forms of the lexicon by their runs of letters and figures, and what each means."""

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        self._forms: dict[str, Meanings] = defaultdict(list)
        self._readings: dict[str, Readings] = {}  # by the words as a text has them, capitals and all
        self._starts: dict[str, list[str]] = defaultdict(list)  # the forms by their first run
        self._begun = _Begun(self._begun_by)
        for surface, entry in entries:
            plain = shadow(surface)
            self._forms[lower(plain)].append((plain, entry))
        for form in sorted(self._forms, key=lambda form: (-len(form), form)):
            if run := _RUN.search(form):
                self._starts[run[0]].append(form)
        self._tree = cache(self._tree_of)

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
        runs = apart(plain[first:last]) if spaced is None else spaced
        lows = [*words(lower(runs)), _NO_RUN]
        found: list[Match] = []
        reach = first
        for i, (at, run) in enumerate(_placed(runs, first), 1):
            begun = self._begun[run]
            if begun is None or at < reach:
                continue
            alone, node = begun
            if alone is not None and (node is None or lows[i] not in node.further):
                if alone:
                    found.append((at, at + len(run), alone))
            elif node is not None and (match := self._longest(plain, low, at, last, node, lows, i)):
                found.append(match)
                reach = match[1]
        return found

    @cached_property
    def countries(self) -> dict[str, set[str]]:
        """The countries that forms may name, by the longest run of each form in lower case."""
        found: dict[str, set[str]] = defaultdict(set)
        for form, meanings in self._forms.items():
            for _, entry in meanings:
                if country := _country({entry.kind: entry}):
                    found[max(_RUN.findall(form), key=len)].add(country)
        return dict(found)

    def _begun_by(self, run: str) -> Begun | None:
        """What begins with `run`, a run as a text writes it."""
        low = lower(run)
        if low not in self._starts:
            return None
        tree = self._tree(low)
        alone = self._read(low, run) if tree.forms == [(0, low)] else None if tree.forms else NONE
        node = tree if tree.further or alone is None else None
        return (alone, node) if alone or node else None

    def _tree_of(self, first: str) -> _Node:
        """The forms whose first run it is, by their further runs."""
        tree = _Node()
        for form in self._starts[first]:
            node = tree
            for run in _RUN.findall(form)[1:]:
                node = node.further.setdefault(run, _Node())
            node.forms.append((form.index(first), form))
        tree.inherit([])
        return tree

    def _longest(self, plain: str, low: str, at: int, last: int, node: _Node, lows: list[str], i: int) -> Match | None:
        """The longest form of `node`, with the further runs from `lows[i]` on, that stands where its first is `at`."""
        while (further := node.further.get(lows[i])) is not None:
            node, i = further, i + 1
        for before, form in node.forms:
            start = at - before
            if low.startswith(form, start, last):
                end = start + len(form)
                words = plain[start:end]
                entries = self._readings.get(words)
                if entries := self._read(form, words) if entries is None else entries:
                    return start, end, entries
        return None

    def _read(self, form: str, words: str) -> Readings:
        """What `form` means where a text writes it as `words`."""
        # "AL-41F1S" is that engine before it is several of the AL-41F1
        found = sorted(self._forms[form], key=lambda meaning: words.endswith("S") and meaning[0].endswith("s"))
        fitting = (entry for surface, entry in found if case_fits(surface, words))
        readings = self._readings[words] = Readings(fitting)
        return readings


def _placed(spaced: str, at: int) -> Iterator[tuple[int, str]]:
    """The runs of a text with nothing but words in it, which begins at `at`, each with where it stands."""
    if unspaced(spaced):
        yield from ((at + m.start(), m[0]) for m in _RUN.finditer(spaced))
        return
    for run in spaced.split(" "):  # with an empty one between two marks, so that their lengths tell their places
        if run:
            yield at, run
        at += len(run) + 1


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
def by_its_form(name: str) -> Entry:
    """A designation that no list has: of the kind and make of the longest known one that it begins with.

    So "Mi-17V-5" is an aircraft, like the Mi-17, and Russian; "Mi-171" is another number, and of no known kind.
    """
    if listed := whatever_case().get(lower(name)):
        return listed
    stems = (lower(name[:end]) for end in range(len(name) - 1, 2, -1) if not name[end].isdigit())
    stem = next((found for form in stems if (found := whatever_case().get(form))), None)
    return Entry("designation", name, {"category": None, **(made_like(stem) if stem else {}), "form": True})


def made_like(known: Entry) -> dict[str, Any]:
    """What a design has from the known one that it is a variant of: its kind and who makes it."""
    return {field: known.data[field] for field in ("category", "origin", "noun") if field in known.data}


@cache
def whatever_case() -> dict[str, Entry]:
    """Designations with a figure by their lower-case spelling: "Al-41F" is the AL-41F."""
    named = ((form, entry) for form, entry in lexicon().forms() if entry.kind == "designation")
    return {lower(form): entry for form, entry in named if re.search(r"\d", form)}
