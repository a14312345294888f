"""The machine's rows after review, and what became of each decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from pipeline.review.place import Outcome, Placed

Row = dict[str, Any]

MARK = ":review:"  # in the identifier of every row that a coder made
IN_FORCE = (Outcome.APPLIED, Outcome.UNEXPECTED)


class Verdict(NamedTuple):
    """What became of one decision, and why; `rows` are the mentions or issues that it is on, by their identifiers."""

    placed: Placed
    outcome: Outcome
    why: str = ""
    rows: tuple[str, ...] = ()

    @property
    def in_force(self) -> bool:
        """Whether the decision was applied, or the machine says the same by itself."""
        return self.outcome in (*IN_FORCE, Outcome.DONE)

    def __str__(self) -> str:
        return f"{self.placed.source_id}: review: {self.placed.decision}: {self.outcome}{self.why and ': '}{self.why}"


class Reviewed(NamedTuple):
    """The rows after review. Mentions may say `review_status`, claims `withdrawn`, which only resolution reads."""

    mentions: list[Row]
    claims: list[Row]
    issues: list[Row]
    report: list[Verdict]


def by_machine(table: str, rows: Iterable[Row]) -> list[Row]:
    """The rows of mentions, claims or issues of a release that the machine made; the coders' are left out."""
    return [row for row in rows if MARK not in row[f"{table.removesuffix('s')}_id"]]
