"""Exercises: what makes two mentions one exercise, and what the record is called.

- One edition of a series: the same series and year, and the same number where a year had several. A series named with
  no edition is a record of its own, and no edition's.
- One joint air patrol: the same participants and date, as precise as it is told: a year or a month stands for the only
  day in it that is told of.
- One exercise without a series: the same kind, participants and date, likewise; without a date, the same name.

Never one: a series and its edition; two editions; two patrols of one year or month; other participants, but for those
of an edition, which are taken together.
"""

from __future__ import annotations

import re
from typing import Any

from pipeline.extract.lexicon import singular
from pipeline.resolve.groups import Group, Key, Path, by_key, by_path, date_path, year
from pipeline.resolve.values import Mention
from pipeline.resolve.words import countries, fold, slug

DATES = ("date",)

_NUMBER = re.compile(r"\((\w+)\)$")
_YEAR = re.compile(r"\d{4}")


def key(said: dict[str, Any]) -> Key:
    """Series and year; of a patrol the participants; else kind, participants, and the name where there is no date."""
    held = said.get("date")
    if said.get("kind") == "air_patrol" and (said.get("series") or "joint bomber patrol") == "joint bomber patrol":
        return ("air_patrol", tuple(said.get("participants") or ()), bool(held))
    if said.get("series") and said["series"] != "joint bomber patrol":
        return ("series", fold(said["series"]), year(held))
    label = "" if held else singular(fold(said["name"]))
    return ("one-off", said.get("kind") or "other", tuple(said.get("participants") or ()), bool(held), label)


def path(said: dict[str, Any]) -> Path:
    """The number of an edition among those of its year; of any other exercise the date."""
    if key(said)[0] != "series":
        return date_path(said.get("date"))
    number = _NUMBER.search(said["name"])
    return (number[1],) if number else ()


def groups(mentions: list[Mention]) -> list[Group]:
    """The exercises that the mentions speak of."""
    return list(by_path(by_key(mentions, key), path))


def parties(record: dict[str, Any]) -> list[str]:
    """All that took part."""
    return list(record["participants"])


def essence(record: dict[str, Any]) -> tuple[Any, ...]:
    """The series, or the name where there is none, and the year."""
    return (fold(record["series"] or record["name"]), year(record["date"]))


def identifier(record: dict[str, Any]) -> str:
    """`vostok-2018`; `joint-bomber-patrol-2019-07`; one without series or year has its participants too."""
    held = [slug(record["date"])] if record["date"] and record["date"][:4] not in record["name"] else []
    bare = not record["series"] and not _YEAR.search(record["name"])
    with_ = [slug(" ".join(record["participants"]))] if bare else []
    return "-".join([slug(record["name"]), *held, *with_])


def describe(record: dict[str, Any]) -> str:
    """One line in our own words."""
    where = f", {record['location']}" if record["location"] else ""
    when = f"{record['date'] or 'no date stated'}{where} ({record['status'] or 'status not stated'})"
    return f"{record['name']}: {countries(record['participants'])}, {when}"
