"""The forms of names: what a person or a body that no list has looks like, and whom a surname alone can mean."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from pipeline.extract.lexicon.entries import load
from pipeline.extract.text.patterns import either

FAMILY_NAME_FIRST = {"CHN", "PRK", "TWN", "VNM"}


def _tails(words: Iterable[str]) -> str:
    """A pattern of the words behind their first letters."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in words:
        by_letter[word[0]].append(word[1:])
    return "|".join(f"(?<={letter})(?:{either(tails)})" for letter, tails in by_letter.items())


# They begin with a capital, and look at what is before it afterwards, so that they are tried nowhere else.
_CAPITAL, _SMALL = "A-ZÀ-ÖØ-ÞĀ-ſ", "a-zß-öø-ÿĀ-ſ"
_LETTERS = rf"(?:[{_SMALL}]|['’](?=[a-z])(?!s\b))+"  # of the name, and not the mark of an owner
_PARTICLE = r"(?:al-|bin |von |van (?:der |den )?|de (?:la )?|der |du |di |Mc|Mac|O')"
_GOES_ON = rf"[{_SMALL}'’.]*(?:-[{_CAPITAL}]?[{_SMALL}]+)? (?:[{_CAPITAL}]|{_PARTICLE}|the )"  # most words stand alone
NAME = re.compile(
    rf"[{_CAPITAL}](?<![\w-].)(?={_GOES_ON})(?!(?:{_tails(load('speech')['not_names_first'])})\b)"
    rf"(?:(?:{_LETTERS}(?:-[{_CAPITAL}]?[{_SMALL}]+)?|\.)"
    rf"(?: {_PARTICLE}?(?:[{_CAPITAL}]{_LETTERS}(?:-[{_CAPITAL}a-z][{_SMALL}]+)?|[A-Z]\.(?= [A-Z]))){{1,3}}"
    r"|[a-z]+(?<!ing)(?<!ed) the [A-Z][a-z]+)(?![\w-])"
)
SURNAME = re.compile(rf"[{_CAPITAL}](?<![\w-].)(?:(?<=M)a?c[A-Z]|(?<=O)'[A-Z])?[{_SMALL}'-]+?(?='s\b|[^\w'-]|$)")
CAPITALS = re.compile(r"[A-Z][\w'-]+(?: (?:of |for |and |on |the )*[A-Z][\w'-]+)*")
CAPITALS_BEFORE = re.compile(r"(?<![\w-])(?:[A-Z][\w'-]+ (?:of |for |and |on )*)+$")


@cache
def by_surname() -> dict[str, tuple[str, str]]:
    """Name and country of those of people.yaml whom a surname alone can mean; one that goes first means too many."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for person in load("people"):
        if person["country"] not in FAMILY_NAME_FIRST:
            found[person["name"].split()[-1]].append((person["name"], person["country"]))
    return {surname: people[0] for surname, people in found.items() if len(people) == 1}


@cache
def media() -> frozenset[str]:
    """The newspapers and agencies of bodies.yaml: they report, and seldom speak."""
    return frozenset(body["name"] for body in load("bodies") if body["kind"] == "media")


@cache
def demonyms() -> dict[str, str]:
    """The country of each demonym, where the chunks of a sentence hold it within a longer one ("Russian arms")."""
    return {form: code for code, country in load("countries").items() for form in country.get("demonyms", ())}
