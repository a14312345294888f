"""Who may speak: a candidate, and the nouns of office and of documents that name one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.extract.grammar.signs import role_forms
from pipeline.extract.lexicon.entries import load
from pipeline.extract.text.patterns import any_of

SPEAKING_PRONOUNS = {"he", "she", "they", "it"}
JOINS = (" and ", " and the ")  # between two who are named as one
OFFICES = ("office", "document", "desk")
_OF_WHAT = re.compile(r" (?:of|for|to) ")


@dataclass(slots=True)
class Candidate:
    """Somebody or something named at `start:end`.

    `kind`: person, body, party (a country), pair ("both sides"), pronoun, or one of OFFICES, which have a `role`.
    """

    start: int
    end: int
    name: str
    country: str | None
    kind: str
    title: str | None = None
    title_span: tuple[int, int] | None = None
    role: str | None = None
    plural: bool = False

    @property
    def lead(self) -> int:
        """Where the title before the name begins, else the name."""
        return min(self.start, self.title_span[0]) if self.title_span else self.start


@dataclass(slots=True)
class Speaker:
    """Who spoke, as canonical name, title and country, with the words that say so."""

    name: str
    country: str | None
    span: tuple[int, int]
    title: str | None = None
    title_span: tuple[int, int] | None = None
    rule: str = ""
    person: bool = False
    vague: bool = False  # several of no country: "analysts"
    state: bool = False  # a country or its capital, and nobody in particular there


def _plural_of(role: dict[str, str]) -> str:
    return role.get("plural", role["name"] + "s")


@cache
def roles() -> re.Pattern[str]:
    """Every noun of office in roles.yaml."""
    return any_of(frozenset(role_forms()), re.IGNORECASE)


@cache
def role_words() -> frozenset[str]:
    """The same, to look a word up in."""
    return frozenset(map(str.lower, role_forms()))


@cache
def nouns(kind: str) -> re.Pattern[str]:
    """What an office, a document or a desk ("the ministry") is called."""
    return roles() if kind == "office" else any_of(load("speech")[f"{kind}s"], re.IGNORECASE)


@cache
def singular(role: str) -> str:
    """The noun of office for one of several: "official" for "officials"."""
    return next((r["name"] for r in load("roles") if _plural_of(r).lower() == role.lower()), role)


@cache
def is_plural(role: str) -> bool:
    """Whether a noun of office means several: "officials"."""
    low = role.lower()
    head = _OF_WHAT.split(low)[0]  # one "minister of foreign affairs"
    return head.endswith(("s", "men")) and any(
        low == _plural_of(r).lower() or low in r.get("also", []) for r in load("roles")
    )
