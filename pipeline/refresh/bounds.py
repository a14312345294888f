"""Lower bounds: a release in which a table shrinks or a column loses its values without a cause is stopped.

A cause is a source that is gone, a document or card that says otherwise, or a coder's decision. What is lost without
one is lost by the extractor or by resolution, and may be a fault that nobody would see: an edition of a well-known arms
register lost 85 in 100 of its marks of uncertainty that way.

What a column has is more than whether it is filled: of a closed list each word counts for itself, of a yes or no each
yes, of a date its marks of doubt. Gains are set against losses. The bound is a tenth, or one where that is less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.extract.drafts import LABEL, as_text
from pipeline.refresh.changes import EXTRACTOR, same_documents
from pipeline.refresh.survey import Row, Rows
from pipeline.review.reviewed import by_machine
from schemas import FACT_TABLES, TABLES

SHARE = 0.1
_WHOLE = ("mentions", "issues")  # whose rows are counted for each source that is as it was
_ADVICE = "mend that, or allow it with --allow-loss"

Has = tuple[str, str]  # a column, and what it has


class Loss(Exception):
    """The release must stop; the message names what is lost and how much of it."""


def names() -> set[str]:
    """What can be allowed to lose: tables, and columns, as `transfers.status`."""
    return {*FACT_TABLES, *_WHOLE} | {f"{table}.{column}" for table in FACT_TABLES for column in TABLES[table].columns}


def check(last: Rows, rows: Rows, changes: Iterable[Row], allowed: Iterable[str] = ()) -> None:
    """Raise Loss where more is lost without a cause than the bounds allow.

    `changes` are those of this release (`compare`), `allowed` names of tables and of columns, as `transfers.status`.
    """
    uncaused = [change for change in changes if change["cause"] == EXTRACTOR]
    allowed = set(allowed)
    losses = [*_records(last, uncaused), *_values(last, uncaused), *_evidence(last, rows)]
    told = [
        f"{name}{f' ({what})' if what else ''}: {lost} of {there} lost"
        for name, what, lost, there in losses
        if lost > max(1, SHARE * there) and name not in allowed
    ]
    if told:
        raise Loss(f"without a source, document or decision that accounts for it, {'; '.join(told)}: {_ADVICE}")


Lost = tuple[str, str, int, int]  # table or table.column, what of it, how many less, of how many


def _records(last: Rows, uncaused: list[Row]) -> Iterator[Lost]:
    for table in FACT_TABLES:
        whole = [change for change in uncaused if change["table_name"] == table and change["field"] is None]
        gone = sum(change["new_value"] is None for change in whole)
        yield table, "", gone - (len(whole) - gone), len(last[table])


def _values(last: Rows, uncaused: list[Row]) -> Iterator[Lost]:
    """What columns of records that are still there have lost."""
    for table in FACT_TABLES:
        there: Counter[Has] = Counter()
        for row in last[table]:
            for column in TABLES[table].columns:
                there.update(_has(table, column, as_text(row[column]) if row[column] not in (None, []) else None))
        lost: Counter[Has] = Counter()
        for change in uncaused:
            if change["table_name"] == table and change["field"]:
                lost.update(_has(table, change["field"], change["old_value"]))
                lost.subtract(_has(table, change["field"], change["new_value"]))
        for (column, what), count in sorted(lost.items()):
            yield f"{table}.{column}", what, count, there[column, what]


def _has(table: str, column: str, value: str | None) -> Iterator[Has]:
    if value is None or column in (TABLES[table].key, LABEL[table]):
        return
    kind = _kind(table, column)
    if kind == "boolean":
        if value == "true":
            yield column, "true"
        return
    yield column, ""
    if kind == "list":
        yield column, value
    if kind == "date" and any(mark in value for mark in "?~%"):
        yield column, "doubt"


@cache
def _kind(table: str, column: str) -> str:
    if TABLES[table].vocabulary(column):
        return "list"
    if str(TABLES[table].arrow_schema.field(column).type) == "bool":
        return "boolean"
    return "date" if any(check.name == "edtf" for check in TABLES[table].columns[column].checks) else "other"


def _evidence(last: Rows, rows: Rows) -> Iterator[Lost]:
    """Passages that the machine found in the sources whose documents and cards are as they were."""
    same = same_documents(last, rows)
    for table in _WHOLE:
        was, now = (sum(row["source_id"] in same for row in by_machine(table, side[table])) for side in (last, rows))
        yield table, "", was - now, was
