"""What a release changes in the four tables, value by value, and why.

A record is set beside the one that it continues: that of the same name, or that whose name leads to it as an alias of
this release. What follows from other columns (spans of dates, counts, descriptions) is not told again. Of a quote's
words, which are published in `quotes.text` alone, the hash is told.

The cause is looked for in the claims of the field that are new or gone (where there is none, in all that the record
rests on), in this order: a source that is new, one that is gone, one whose document or card says otherwise; a coder's
decision. What is left is of the first of these that happened at all where the rules are the same, since what one source
tells may part or join the rows of others; and else the extractor's, resolution with it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.extract.drafts import LABEL, as_text
from pipeline.publish.validate import Frames, settle
from pipeline.refresh.survey import MAKERS, Row, Rows
from pipeline.review.reviewed import MARK
from schemas import FACT_TABLES, TABLES
from schemas.vocabulary import CHANGE_CAUSES

ADDED, REMOVED, DOCUMENT, EXTRACTOR, REVIEW = CHANGE_CAUSES
_FOLLOW = {"date_start", "date_end", "n_sources", "n_mentions", "description"}
_OF_THE_RULES = tuple(column for column in MAKERS if column.endswith("_version"))
_OF_THE_DOCUMENT = tuple(column for column in MAKERS if column not in _OF_THE_RULES)


def release_number(changes: Iterable[Row]) -> int:
    """The last release that changed a record, counted from 1; 0 before the first."""
    return max((row["release"] for row in changes), default=0)


def same_documents(last: Rows, rows: Rows) -> set[str]:
    """The sources of both releases whose documents, and cards as far as extraction reads them, are as they were."""
    before, after = ({row["source_id"]: row for row in side["sources"]} for side in (last, rows))
    both = before.keys() & after.keys()
    return {s for s in both if all(before[s][column] == after[s][column] for column in _OF_THE_DOCUMENT)}


def compare(last: Rows, rows: Rows) -> list[Row]:
    """The rows of `changes` that the release `rows` adds to those of the last one."""
    release = release_number(last["changes"]) + 1
    causes = _Causes(last, rows)
    found = []
    for table in FACT_TABLES:
        leads = {
            alias["old_id"]: alias["new_id"]
            for alias in rows["aliases"]
            if alias["table_name"] == table and alias["since_release"] == release
        }
        for change in _of_table(table, last[table], rows[table], leads):
            name = ":".join(filter(None, (str(release), table, change.key, change.field)))
            cause = causes.of(table, change)
            values = {"old_value": change.old, "new_value": change.new, "cause": cause}
            head = {"change_id": name, "release": release, "table_name": table}
            found.append({**head, "key": change.key, "field": change.field, **values})
    return found


class Compared(NamedTuple):
    """A release as it will go out, `changes` among its tables, beside the last: as frames, as rows, and what is new."""

    frames: Frames
    rows: Rows
    changes: list[Row]


def with_changes(frames: Frames, last: Rows) -> Compared:
    """The frames of a release, settled, and its `changes`: those of the last release, and what it changes itself."""
    frames = settle(frames)
    rows = {name: TABLES[name].rows(frame) for name, frame in frames.items()}
    found = compare(last, rows)
    changes = TABLES["changes"].frame([*last["changes"], *found])
    return Compared({**frames, "changes": changes}, rows, found)


class _Change(NamedTuple):
    """`before` and `after` are the record's names in the two releases, None where it is not there."""

    key: str
    field: str | None
    old: str | None
    new: str | None
    before: str | None
    after: str | None


def _of_table(table: str, last: list[Row], rows: list[Row], leads: dict[str, str]) -> Iterator[_Change]:
    key = TABLES[table].key
    old, new = ({row[key]: row for row in side} for side in (last, rows))
    continued = {after: before for before, after in sorted(leads.items(), reverse=True) if after not in old}
    for after in sorted(new):
        before = after if after in old else continued.get(after)
        if before is None:
            yield _Change(after, None, None, _label(table, new[after]), None, after)
            continue
        if before != after:
            yield _Change(after, key, before, after, before, after)
        yield from _values(table, old[before], new[after], before, after)
    for before in sorted(old.keys() - new.keys() - set(continued.values())):
        after = leads.get(before)
        if after:
            yield _Change(before, key, before, after, before, after)
        else:
            yield _Change(before, None, _label(table, old[before]), None, before, None)


def _values(table: str, old: Row, new: Row, before: str, after: str) -> Iterator[_Change]:
    for column in TABLES[table].columns:
        if column in _FOLLOW or column == TABLES[table].key or old[column] == new[column]:
            continue
        yield _Change(after, column, _told(table, column, old), _told(table, column, new), before, after)


def _told(table: str, column: str, row: Row) -> str | None:
    value = row[column]
    if value is None or value == []:
        return None
    if (table, column) == ("quotes", "text"):
        return f"sha256:{hashlib.sha256(value.encode()).hexdigest()[:16]}"
    return as_text(value)


def _label(table: str, row: Row) -> str:
    return str(row["speaker" if table == "quotes" else LABEL[table]])


class _Causes:
    """Why a value is another, by the claims, decisions and sources of the two releases."""

    def __init__(self, last: Rows, rows: Rows) -> None:
        before, after = ({row["source_id"]: row for row in side["sources"]} for side in (last, rows))
        both = before.keys() & after.keys()
        self.by_source = {
            ADDED: after.keys() - before.keys(),
            REMOVED: before.keys() - after.keys(),
            DOCUMENT: both - same_documents(last, rows),
        }
        same_rules = all(before[s][c] == after[s][c] for s in both for c in _OF_THE_RULES)
        news = [cause for cause, among in self.by_source.items() if among]
        self.otherwise = news[0] if same_rules and news else EXTRACTOR  # what one source tells may part another's rows
        self.sides = [(_claims(side), _statuses(side)) for side in (last, rows)]
        self.decided = _decided(last) | _decided(rows)

    def of(self, table: str, change: _Change) -> str:
        """The cause of one change."""
        names = ((table, change.before), (table, change.after))
        old, new = (claims.get(name, set()) for (claims, _), name in zip(self.sides, names, strict=True))
        moved = {claim for claim in old ^ new if claim.field == change.field} or old ^ new
        sources = {claim.source for claim in moved}
        for cause, among in self.by_source.items():
            if sources & among:
                return cause
        if any(claim.mention in self.decided for claim in moved):
            return REVIEW
        if moved:
            return self.otherwise
        statuses = {status.get(name) for (_, status), name in zip(self.sides, names, strict=True)}
        return REVIEW if statuses - {"machine", None} else self.otherwise


class _Claim(NamedTuple):
    source: str
    mention: str
    field: str
    value: str


def _claims(rows: Rows) -> dict[tuple[str, str | None], set[_Claim]]:
    """What each record rests on."""
    found: dict[tuple[str, str | None], set[_Claim]] = defaultdict(set)
    for c in rows["claims"]:
        if c["record_id"]:
            claim = _Claim(c["source_id"], c["mention_id"], c["field"], c["value"])
            found[c["table_name"], c["record_id"]].add(claim)
    return found


def _statuses(rows: Rows) -> dict[tuple[str, str | None], str]:
    return {(table, row[TABLES[table].key]): row["review_status"] for table in FACT_TABLES for row in rows[table]}


def _decided(rows: Rows) -> set[str]:
    """The mentions that a coder rejected, added or corrected."""
    return {c["mention_id"] for c in rows["claims"] if c["record_id"] is None or MARK in c["claim_id"]}
