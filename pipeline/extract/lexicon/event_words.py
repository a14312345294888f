"""The word lists of exercises and agreements (lexicon/events.yaml), read once and compiled once."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import Any

from pipeline.extract.lexicon.entries import load
from pipeline.extract.lexicon.forms import plural
from pipeline.extract.text.patterns import either

_YEARS = range(1990, 2041)  # of "the 2019 one"
WHOLE = r"\b(?:%s)\b"


@cache
def section(name: str) -> dict[str, Any]:
    """One section of the file: `exercises`, `agreements` or `both`."""
    data = dict(load("events")[name])
    if name == "agreements":
        programmes = map(" ".join, product(*data["programmes"].values()))
        data["heads"] = {**data["heads"], **dict.fromkeys(programmes, "framework")}
    return data


@cache
def words(name: str, key: str) -> frozenset[str]:
    """One list of a section, to look words up in."""
    return frozenset(section(name)[key])


@cache
def pattern(name: str, key: str, frame: str = WHOLE) -> re.Pattern[str]:
    """A pattern of one list of a section; `%s` in `frame` stands for its words."""
    return re.compile(frame.replace("%s", either(section(name)[key])))


@cache
def history_words() -> list[str]:
    """Words that tell of the editions of a series without a noun for one: "the series moved"."""
    data = section("exercises")
    told = map(" ".join, product(data["history_subjects"], data["history_verbs"]))
    return [*data["history"], *told]


@cache
def elliptic_words() -> list[str]:
    """Words that stand for one more exercise of those named before: "another followed", "the second one in"."""
    data = section("exercises")
    led = [
        f"{lead}{one}{more}"
        for lead, one, more in product(data["elliptic_leads"], ("", " one"), data["elliptic_rests"])
    ]
    heads = [*data["edition_heads"], *data["patrol_heads"]]
    pronouns = map(" ".join, product(data["elliptic_pronouns"], data["elliptic_where"]))
    again = map(" ".join, product(data["elliptic_forces"], data["elliptic_again"]))
    of_year = (f"{year} one" for year in _YEARS)
    return [*data["elliptic"], *of_year, *led, *pronouns, *again, *heads, *map(plural, heads)]
