"""The rules of each table, by its name: the modules that hold them have the same functions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from pipeline.resolve import agreements, exercises, quotes, transfers
from pipeline.resolve.groups import Group
from pipeline.resolve.values import Said

Row = dict[str, Any]


class Rules(Protocol):
    """What the module of a table gives."""

    @property
    def DATES(self) -> tuple[str, ...]:
        """Its columns with dates."""

    def groups(self, mentions: list[Said]) -> Iterator[Group]:
        """Mentions of one thing together."""

    def parties(self, record: Row) -> list[Any]:
        """The country codes that decide whether a record is of the dyad."""

    def essence(self, record: Row) -> tuple[Any, ...]:
        """What an identifier must not lie about."""

    def identifier(self, record: Row) -> str:
        """A readable name, not yet unique."""

    def describe(self, record: Row) -> str | None:
        """One line in our own words, where the table has a column for it."""


RULES: dict[str, Rules] = {
    "transfers": transfers,
    "exercises": exercises,
    "agreements": agreements,
    "quotes": quotes,
}
