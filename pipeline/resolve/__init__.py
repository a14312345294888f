"""Resolution: mentions of one thing, within and across sources, become one record.

    >>> from pipeline.resolve import resolve
    >>> resolve([], []).tables["transfers"]
    []

What makes two mentions one thing, and what the record is called, is in one module a table (transfers.py, exercises.py,
agreements.py, quotes.py); which value it takes in choose.py; where its sources disagree in conflicts.py; and how it
keeps its name from release to release in identity.py. All of it works from the mentions and claims as they are
published: no document is needed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from pipeline.resolve.choose import Taken, pick
from pipeline.resolve.conflicts import Conflict, conflict_id, conflicts
from pipeline.resolve.groups import Group
from pipeline.resolve.rules import RULES
from pipeline.resolve.values import Mention, gather
from pipeline.resolve.words import digest
from schemas import FACT_TABLES, TABLES
from schemas.edtf import days

Row = dict[str, Any]

# Columns that no passage states: they are made of all mentions of a record.
MADE_HERE = {
    "sino_russian",
    "n_sources",
    "n_mentions",
    "source_ids",
    "conflicting_fields",
    "review_status",
    "date_start",
    "date_end",
    "description",
}
PASSED_ON = {"review_status", "withdrawn"}  # what review tells of a mention or claim, and no column publishes


class Resolved(NamedTuple):
    """The four tables as rows with every column of the codebook; mentions and claims with their record; conflicts."""

    tables: dict[str, list[Row]]
    mentions: list[Row]
    claims: list[Row]
    conflicts: list[Row]


def resolve(mentions: Iterable[Row], claims: Iterable[Row]) -> Resolved:
    """Group the mentions of all sources into records.

    A mention may say that it is not `accepted`, and its `review_status`; a claim that it is `withdrawn`: these support
    nothing, and come back without a record. Raises ValueError for a claim of a field that its table has not.
    """
    by_table = gather(mentions, claims)
    out = Resolved({name: [] for name in FACT_TABLES}, [], [], [])
    for table in FACT_TABLES:
        said = by_table.get(table, [])
        groups = RULES[table].groups([m for m in said if m.accepted])
        made = [_record(table, group) for _, group in groups]
        for record, name, (_, group) in zip(made, _names(table, made, groups), groups, strict=True):
            record.row[TABLES[table].key] = name
            out.tables[table].append(record.row)
            _link(out, table, record.row, group)
            out.conflicts.extend(_conflict(table, name, conflict) for conflict in record.conflicts)
        for mention in said:
            if not mention.accepted:
                _loose(out, mention)
    return out


class _Made(NamedTuple):
    row: Row
    conflicts: list[Conflict]


def _names(table: str, made: list[_Made], groups: list[Group]) -> list[str]:
    """Readable identifiers; of several alike each with its year, and where that does not part them with a hash."""
    names = [RULES[table].identifier(record.row) for record in made]
    alike = Counter(names)
    years = [f"-{record.row['date_start']:%Y}" if record.row["date_start"] else "" for record in made]
    names = [name + (year if alike[name] > 1 else "") for name, year in zip(names, years, strict=True)]
    alike = Counter(names)
    return [
        name if alike[name] == 1 else f"{name}-{digest(*key)}" for name, (key, _) in zip(names, groups, strict=True)
    ]


def _record(table: str, group: list[Mention]) -> _Made:
    columns = TABLES[table].columns
    rules = RULES[table]
    stated = [name for name in columns if name not in MADE_HERE and name != TABLES[table].key]
    taken: dict[str, Taken] = {name: pick(table, name, group) for name in stated}
    record: Row = {name: taken[name].value for name in stated}
    for name in ("participants", "parties"):
        if name in columns:
            record[name] = record[name] or []
    if table in ("exercises", "agreements"):
        record["kind"] = record["kind"] or "other"
    record["date_start"], record["date_end"] = _span([record[name] for name in rules.DATES])
    sources = sorted({m.source for m in group})
    found = conflicts(group, taken)
    record |= {
        "sino_russian": _sino_russian(table, set(rules.parties(record))),
        "n_sources": len(sources),
        "n_mentions": len(group),
        "source_ids": sources,
        "conflicting_fields": [conflict.field for conflict in found],
        "review_status": _review_status(group),
    }
    if "description" in columns:
        record["description"] = rules.describe(record)
    return _Made(record, found)


def _review_status(group: list[Mention]) -> str:
    """coded where coders added every passage, reviewed where they have looked at every one."""
    statuses = {m.review_status for m in group}
    if "machine" in statuses:
        return "machine"
    return "coded" if statuses == {"coded"} else "reviewed"


def _span(dates: list[str | None]) -> tuple[Any, Any]:
    """First and last day of all stated dates; None on a side that one of them leaves open."""
    spans = [d for d in (days(e) for e in dates if e) if d]
    if not spans:
        return None, None
    first = None if any(s.first is None for s in spans) else min(s.first for s in spans if s.first)
    last = None if any(s.last is None for s in spans) else max(s.last for s in spans if s.last)
    return first, last


def _sino_russian(table: str, parties: set[str | None]) -> bool:
    """Whether both sides of the dyad are among the parties; of a quote, whether its speaker is of either side."""
    china, russia = "CHN" in parties, bool(parties & {"RUS", "SUN"})
    return (china or russia) if table == "quotes" else (china and russia)


def _link(out: Resolved, table: str, record: Row, group: list[Mention]) -> None:
    """The group's mentions and claims, with the record and whether it took each value."""
    key = record[TABLES[table].key]
    for m in group:
        out.mentions.append(_published(m.row, record_id=key))
        for name, claim in m.claims.items():
            out.claims.append(_published(claim, record_id=key, chosen=m.said[name] == record[name]))
        out.claims.extend(_published(claim, record_id=None, chosen=False) for claim in m.others)


def _loose(out: Resolved, mention: Mention) -> None:
    """A mention that supports nothing, and its claims."""
    out.mentions.append(_published(mention.row, record_id=None))
    for claim in (*mention.claims.values(), *mention.others):
        out.claims.append(_published(claim, record_id=None, chosen=False))


def _published(row: Row, **filled: Any) -> Row:
    out = {**row, **filled}
    for name in PASSED_ON:
        out.pop(name, None)
    return out


def _conflict(table: str, record_id: str, conflict: Conflict) -> Row:
    return {
        "conflict_id": conflict_id(table, record_id, conflict.field),
        "table_name": table,
        "record_id": record_id,
        "field": conflict.field,
        "claim_ids": conflict.claims,
        "kind": conflict.kind,
        "settled_by": conflict.settled_by,
    }
