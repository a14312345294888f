"""Claims back to values: what a mention says, field by field, with the type that the table declares."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pyarrow as arrow

from schemas import TABLES


@dataclass(slots=True)
class Mention:
    """A mention with its claims: `said` is field to value, `claims` field to the claim's row.

    `others` are claims that it does not make any more: a coder withdrew or replaced them.
    """

    row: dict[str, Any]
    said: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, dict[str, Any]] = field(default_factory=dict)
    others: list[dict[str, Any]] = field(default_factory=list)

    @property
    def source(self) -> str:
        return str(self.row["source_id"])

    @property
    def order(self) -> tuple[str, int, str]:
        """The place of the mention among all: source, offset, identifier."""
        return (self.source, self.row["char_start"], self.row["mention_id"])

    @property
    def accepted(self) -> bool:
        """Whether it supports a record: no coder rejected it."""
        return bool(self.row.get("accepted", True))

    @property
    def review_status(self) -> str:
        """machine, reviewed or coded."""
        return str(self.row.get("review_status", "machine"))


@cache
def _reader(table: str, name: str) -> Callable[[str], Any]:
    """What turns a claim's text into a value; raises ValueError where the table has no such field."""
    try:
        kind = TABLES[table].arrow_schema.field(name).type
    except KeyError:
        raise ValueError(f"claim of a field that table {table} has not: {name}") from None
    if arrow.types.is_list(kind):
        return json.loads
    if arrow.types.is_integer(kind):
        return int
    if arrow.types.is_floating(kind):
        return float
    if arrow.types.is_boolean(kind):
        return "true".__eq__
    return str


def gather(mentions: Iterable[dict[str, Any]], claims: Iterable[dict[str, Any]]) -> dict[str, list[Mention]]:
    """Mentions by table, each with what it says, in the order of source and place."""
    found = {m["mention_id"]: Mention(m) for m in mentions}
    for claim in claims:
        mention = found[claim["mention_id"]]
        value = _reader(claim["table_name"], claim["field"])(claim["value"])
        if claim.get("withdrawn"):
            mention.others.append(claim)
        else:
            mention.said[claim["field"]] = value
            mention.claims[claim["field"]] = claim
    tables: dict[str, list[Mention]] = {}
    for mention in sorted(found.values(), key=lambda m: m.order):
        tables.setdefault(mention.row["table_name"], []).append(mention)
    return tables
