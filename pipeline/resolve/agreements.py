"""Agreements: what makes two mentions one agreement, and what the record is called.

- With a title of its own: the same parties (Russia stands for the USSR), the same telling words of the title, and the
  date of signing as precise as it is told: a year stands for the only day in it, and no date for the only date.
- Without: the same parties, the same subject, and the date likewise; with no date, the same kind.

Never one: two dates of signing; other parties; other subjects.
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.resolve.groups import Group, Key, by_key, by_path, date_path, year
from pipeline.resolve.values import Mention
from pipeline.resolve.words import countries, fold, heir, slug

DATES = ("signed_date",)

_OWN_TITLE = re.compile(r"[A-Z]\w+ [A-Z]\w+|^[A-Z]\w+ [oO][fn] ")
_PLAIN = {"treaty", "the", "of", "on", "and", "agreement", "pact"}
_LEADING_YEAR = re.compile(r"^\d{4} ")


def key(said: dict[str, Any]) -> Key:
    """The parties with the title's telling words, or with the subject (and the kind, where no date is told)."""
    title, sides = said["title"], tuple(heir(p) or "" for p in said.get("parties") or ())
    if _OWN_TITLE.search(title):
        return ("title", sides, *sorted(set(fold(title).split()) - _PLAIN))
    if said.get("signed_date"):
        return ("signed", sides, said.get("subject"))
    return ("subject", sides, said.get("subject"), said.get("kind"))


def groups(mentions: list[Mention]) -> list[Group]:
    """The agreements that the mentions speak of."""
    return list(by_path(by_key(mentions, key), lambda said: date_path(said.get("signed_date"))))


def parties(record: dict[str, Any]) -> list[str]:
    """All parties."""
    return list(record["parties"])


def essence(record: dict[str, Any]) -> tuple[Any, ...]:
    """The parties, and the year of signing."""
    return (*map(heir, record["parties"]), year(record["signed_date"]))


def identifier(record: dict[str, Any]) -> str:
    """`chn-rus-2017-military-cooperation-roadmap`."""
    signed = [slug(record["signed_date"])] if record["signed_date"] else []
    return "-".join([*map(slug, record["parties"]), *signed, slug(_LEADING_YEAR.sub("", record["title"]))])


def describe(record: dict[str, Any]) -> str:
    """One line in our own words."""
    signed = f", {record['signed_date']}" if record["signed_date"] else ""
    status = f" ({record['status']})" if record["status"] else ""
    return f"{record['title']}: {countries(record['parties'])}{signed}{status}"
