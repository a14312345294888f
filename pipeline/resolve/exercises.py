"""Exercises: what makes two mentions one exercise, and what the record is called.

- One edition of a series: the same series and year, and the same number where a year had several. A mention without a
  number is of the edition whose month it shares. Without any numbers, months are editions where their places have no
  word in common, and else one edition on whose month the sources disagree. A series named with no edition is a record
  of its own, and no edition's.
- One joint air patrol: the same participants and date, as precise as it is told: a year or a month stands for the only
  day in it that is told of.
- One exercise without a series: the same kind, participants and date, likewise; without a date, the same name.

Never one: a series and its edition; two editions; two patrols of one year or month; what lasted for years and one of
it; other participants, but for those of an edition, which are taken together.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from pipeline.extract.lexicon.forms import singular
from pipeline.resolve.groups import Group, Key, Path, by_key, by_path, date_path, span, year
from pipeline.resolve.values import Said
from pipeline.resolve.words import countries, fold, slug, telling

DATES = ("date",)

_PATROL = "joint bomber patrol"  # a series by its name alone: each patrol is told by its date
_NUMBER = re.compile(r"\((\w+)\)$")
_YEAR = re.compile(r"\d{4}")


def key(said: Said) -> Key:
    """Series and year; of a patrol the participants; else kind, participants, and the name where there is no date."""
    held = said.get("date")
    if said.get("series") and said["series"] != _PATROL:
        return ("series", fold(said["series"]), year(held) or span(held))
    when = (bool(held), span(held))
    if said.get("kind") == "air_patrol":
        return ("air_patrol", tuple(said.get("participants") or ()), *when)
    label = "" if held else singular(fold(said["name"]))
    return ("one-off", said.get("kind") or "other", tuple(said.get("participants") or ()), *when, label)


def groups(mentions: list[Said]) -> Iterator[Group]:
    """The exercises that the mentions speak of."""
    for group in by_key(mentions, key):
        edition = group[0][0] == "series"
        yield from by_path([group], _editions(group[1]) if edition else lambda said: date_path(said.get("date")))


def _editions(mentions: list[Said]) -> Callable[[Said], Path]:
    """Which edition of the year each of the mentions of a series tells of: its number, its month, or nothing."""
    numbers = {said["place"]: _number(said) for said in mentions}
    of_month = {_month(said): number for said in mentions if (number := numbers[said["place"]]) and _month(said)}
    if of_month or any(numbers.values()):
        return lambda said: numbers[said["place"]] or of_month.get(_month(said)) or _month(said)
    places: dict[Path, set[str]] = defaultdict(set)
    for said in mentions:
        if _month(said):
            places[_month(said)] |= telling(said.get("location") or "")
    apart = all(places.values()) and sum(map(len, places.values())) == len(set().union(*places.values()))
    return lambda said: _month(said) if apart else ()


def _number(said: dict[str, Any]) -> Path:
    number = _NUMBER.search(said["name"])
    return (number[1],) if number else ()


def _month(said: Said) -> Path:
    return date_path(said.get("date"))[1:2]


def parties(record: dict[str, Any]) -> list[str]:
    """All that took part."""
    return list(record["participants"])


def essence(record: dict[str, Any]) -> tuple[Any, ...]:
    """The series, or the name where there is none, its number, and the date."""
    label = fold(record["series"] or record["name"])
    return (label, _number(record), bool(record["date"]), date_path(record["date"]))


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
