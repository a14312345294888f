"""Whom a surname stands for in a document: the person last given in full."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import proxy

from pipeline.extract.quotes.candidates import Candidate, role_words
from pipeline.extract.quotes.name_forms import FAMILY_NAME_FIRST, NAME
from pipeline.extract.quotes.speech_words import words

if TYPE_CHECKING:
    from pipeline.extract.quotes.people import People


class FullNames:
    """Whom a surname stands for: the person last given in full."""

    def __init__(self, people: People) -> None:
        self.people: People = proxy(people)  # who has these names, and goes with them
        self._where: dict[str, list[int]] = {}

    def where(self, surname: str) -> list[int]:
        """The sentences that may give somebody of that surname in full, the last one first."""
        if surname not in self._where:
            formed = self._formed.get(surname, ())
            self._where[surname] = sorted({*formed, *self._known.get(surname, ())}, reverse=True)
        return self._where[surname]

    def get(self, surname: str, last: int | None = None) -> Candidate | None:
        """The person of that surname named last in the document, or up to its sentence `last`."""
        for i in self.where(surname):
            if last is None or i <= last:
                for who in reversed(self.people.named(i)):
                    if surname in self._surnames(who):
                        return who
        return None

    @cached_property
    def _formed(self) -> dict[str, list[int]]:
        """The sentences in which a word may be the surname in a full name, by its form."""
        found: dict[str, list[int]] = defaultdict(list)
        for i, s in enumerate(self.people.sentences):
            for m in NAME.finditer(self.people.plain, s.start, s.end):
                parts = m[0].split()
                # a family name goes first in some countries
                if not (s.may_hold("party") or parts[0] in words("family_names")):
                    parts = parts[-2:] if parts[-2].lower() not in role_words() else parts[-1:]  # "Professor Feng"
                for part in parts:
                    found[part].append(i)
        return found

    @cached_property
    def _known(self) -> dict[str, list[int]]:
        """The sentences that may name a person of the lexicon, whose surname a text may spell in another way."""
        found: dict[str, list[int]] = defaultdict(list)
        for i, s in enumerate(self.people.sentences):
            if s.may_hold("person"):
                named = ((a, b, who) for a, b, entries in s.matches if (who := entries.kinds.get("person")))
                for a, b, who in named:
                    for name in self._surnames(Candidate(a, b, who.name, who.data.get("country"), "person")):
                        found[name].append(i)
        return found

    def _surnames(self, who: Candidate) -> set[str]:
        """What a person who is given in full is called afterwards, in the text's own spelling too."""
        if who.kind != "person":
            return set()
        return {*_surnames(who.name, who.country), *_surnames(self.people.plain[who.start : who.end], who.country)}


def _surnames(name: str, country: str | None) -> list[str]:
    """A Chinese name begins with the surname."""
    parts = name.split()
    if len(parts) < 2:
        return []
    given = "-" in parts[-1] and parts[-1].split("-")[1][:1].islower()  # "Raymond Yip Chi-hang"
    last = parts[-2] if given else parts[-1]
    first = country in FAMILY_NAME_FIRST or (country is None and parts[0] in words("family_names"))
    return [last, parts[0]] if first else [last]
