"""What mentions say: claims back to values, with the type that the table declares, one flat row a mention.

There are as many of these rows as there are passages. They hold strings, numbers and tuples of such, and refer to
nothing else: Python's garbage collector then need not look through them, and what a mention costs does not grow with
the number of others. A list among the values, or an object for each mention, would cost a third of the time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

import pyarrow as arrow

from schemas import TABLES

Row = dict[str, Any]

Said = dict[str, Any]
"""Field to value, and what is said of the mention itself: its `source_id`, its `place` among all mentions, and where it
is told its `review_status`."""


def order(mention: Row) -> tuple[str, int, str]:
    """The place of a mention among all: source, offset, identifier."""
    return (mention["source_id"], mention["char_start"], mention["mention_id"])


def review_status(said: Said) -> str:
    """machine, reviewed or coded."""
    return str(said.get("review_status", "machine"))


@cache
def is_list(table: str, name: str) -> bool:
    """Whether a column holds lists. Raises ValueError where the table has no such column."""
    return bool(arrow.types.is_list(_type(table, name)))


@cache
def reader(table: str, name: str) -> Callable[[str], Any]:
    """What turns a claim's text into a value, a list into a tuple; ValueError for no field of the table."""
    kind = _type(table, name)
    if arrow.types.is_list(kind):
        return _items
    if arrow.types.is_integer(kind):
        return int
    if arrow.types.is_floating(kind):
        return float
    if arrow.types.is_boolean(kind):
        return "true".__eq__
    return str


def _type(table: str, name: str) -> arrow.DataType:
    try:
        return TABLES[table].arrow_schema.field(name).type
    except KeyError:
        raise ValueError(f"claim of a field that table {table} has not: {name}") from None


@lru_cache(maxsize=65536)
def _items(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text))


def gather(mentions: Iterable[Row], claims: Iterable[Row]) -> tuple[dict[str, int], list[Said]]:
    """The place of each mention by its identifier, and by its place what it says.

    `mentions` come in their order. A claim that was withdrawn says nothing.
    """
    places: dict[str, int] = {}
    said: list[Said] = []
    for row in mentions:
        places[row["mention_id"]] = len(said)
        said.append(_begun(row, len(said)))
    of, own = None, {}  # claims of one mention come together: to find it for each costs the more, the more there are
    for claim in claims:
        value = reader(claim["table_name"], claim["field"])(claim["value"])
        if claim["mention_id"] != of:
            of = claim["mention_id"]
            own = said[places[of]]
        if not claim.get("withdrawn"):
            own[claim["field"]] = value
    return places, said


def _begun(row: Row, place: int) -> Said:
    said = {"source_id": row["source_id"], "place": place}
    return said | {"review_status": row["review_status"]} if "review_status" in row else said
