"""Agreements: what makes two mentions one agreement, and what the record is called.

- With a title of its own: the same parties (Russia stands for the USSR), the same telling words of the title, and the
  same year of signing; no year stands for the only one. On the day its sources may disagree.
- Without: the same parties and subject, and the date of signing as precise as it is told: a year stands for the only
  day in it, and no date for the only date.
- A successor that is still to come is not the one that it is to replace.
- A set of agreements, whose date is a span of years, is one thing by that span.

Never one: two years of signing, or two days without a title; other parties; other subjects; a set and one of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.extract.agreements.labels import NEXT
from pipeline.extract.lexicon.states import heir
from pipeline.resolve.groups import Group, Key, Path, by_key, by_path, date_path, span
from pipeline.resolve.values import Said
from pipeline.resolve.words import countries, fold, slug

DATES = ("signed_date",)

_OWN_TITLE = re.compile(r"[A-Z]\w+ [A-Z]\w+|^[A-Z]\w+ [oO][fn] ")
_PLAIN = {"treaty", "the", "of", "on", "and", "agreement", "pact"}
_ENDED = ("expired", "terminated")  # without a date of its own, it is not one that is signed: "a new one was"
_LEADING_YEAR = re.compile(r"^\d{4} ")


def key(said: Said) -> Key:
    """The parties with the title's telling words, or with the subject, or without one the kind; a set by its span."""
    title, sides = said["title"], tuple(heir(p) or "" for p in said.get("parties") or ())
    years = span(said.get("signed_date"))
    if _OWN_TITLE.search(title):
        return ("title", years, sides, *sorted(set(fold(title).split()) - _PLAIN))
    told = said.get("subject") or said.get("kind")
    ended = not said.get("signed_date") and said.get("status") in _ENDED
    return ("subject", years, sides, f"{NEXT}{told}" if title.startswith(NEXT) else told, *(["ended"] if ended else []))


def path(said: Said) -> Path:
    """The date of signing; with a title of its own the year alone."""
    told = date_path(said.get("signed_date"))
    return told[:1] if key(said)[0] == "title" else told


def groups(mentions: list[Said]) -> Iterator[Group]:
    """The agreements that the mentions speak of."""
    return by_path(by_key(mentions, key), path)


def parties(record: dict[str, Any]) -> list[str]:
    """All parties."""
    return list(record["parties"])


def essence(record: dict[str, Any]) -> tuple[Any, ...]:
    """The parties, and the date of signing."""
    return (*map(heir, record["parties"]), date_path(record["signed_date"]))


def identifier(record: dict[str, Any]) -> str:
    """`chn-rus-2017-military-cooperation-roadmap`."""
    signed = [slug(record["signed_date"])] if record["signed_date"] else []
    return "-".join([*map(slug, record["parties"]), *signed, slug(_LEADING_YEAR.sub("", record["title"]))])


def describe(record: dict[str, Any]) -> str:
    """One line in our own words."""
    signed = f", {record['signed_date']}" if record["signed_date"] else ""
    status = f" ({record['status']})" if record["status"] else ""
    return f"{record['title']}: {countries(record['parties'])}{signed}{status}"
