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

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, NamedTuple

from pipeline.extract.memory import uncollected
from pipeline.resolve.choose import pick
from pipeline.resolve.conflicts import Conflict, conflict_id, conflicts
from pipeline.resolve.groups import Key
from pipeline.resolve.rules import RULES
from pipeline.resolve.values import Said, gather, is_list, order, reader, review_status
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
_NO_RECORD = -1


class Resolved(NamedTuple):
    """The four tables as rows with every column of the codebook; mentions and claims with their record; conflicts."""

    tables: dict[str, list[Row]]
    mentions: list[Row]
    claims: list[Row]
    conflicts: list[Row]


@uncollected()
def resolve(mentions: Collection[Row], claims: Collection[Row]) -> Resolved:
    """Group the mentions of all sources into records.

    A mention may say that it is not `accepted`, and its `review_status`; a claim that it is `withdrawn`: these support
    nothing, and come back without a record. What comes back are the rows that were given, told their record: copies of
    so many would cost more than all the rest. Raises ValueError for a claim of a field that its table has not.
    """
    ordered = sorted(mentions, key=order)
    places, said = gather(ordered, claims)
    of_table = {table: _accepted(ordered, table) for table in FACT_TABLES}
    del ordered
    supports = array("q", [_NO_RECORD]) * len(said)
    out = Resolved({}, [], [], [])
    done: Said = {}
    for table, theirs in of_table.items():
        accepted = [said[place] for place in theirs]
        for place in theirs:
            said[place] = done  # each table has the memory to itself
        out.tables[table], disputed = _records(table, accepted, supports)
        out.conflicts.extend(disputed)
    for name, rows in (*out.tables.items(), ("conflicts", out.conflicts)):
        _with_lists(name, rows)
    _link(out, mentions, claims, {mention: supports[place] for mention, place in places.items()})
    return out


def _accepted(mentions: Iterable[Row], table: str) -> array[int]:
    """The places of the mentions of a table that support a record."""
    numbered = enumerate(mentions)
    return array("q", (n for n, row in numbered if row["table_name"] == table and row.get("accepted", True)))


def _records(table: str, accepted: list[Said], supports: array[int]) -> tuple[list[Row], list[Row]]:
    """The records of a table, and its fields in conflict; `supports` is told each mention's number of its record."""
    records: list[Row] = []
    disputed: list[Row] = []
    keys = []
    for key, group in RULES[table].groups(accepted):
        for said in group:
            supports[said["place"]] = len(records)
        record, found = _record(table, group)
        disputed += [_conflict(table, len(records), conflict) for conflict in found]
        records.append(record)
        keys.append(key)
    names = _names(table, records, keys)
    for record, name in zip(records, names, strict=True):
        record[TABLES[table].key] = name
    for row in disputed:
        row["record_id"] = names[row["record_id"]]
        row["conflict_id"] = conflict_id(table, row["record_id"], row["field"])
    return records, disputed


def _with_lists(table: str, rows: list[Row]) -> None:
    """Lists where tuples stood."""
    lists = [name for name in TABLES[table].columns if is_list(table, name)]
    for row in rows:
        for name in lists:
            row[name] = list(row[name])


def _names(table: str, records: list[Row], keys: list[Key]) -> list[str]:
    """Readable identifiers; of several alike each with its year, and where that does not part them with a hash."""
    names = [RULES[table].identifier(record) for record in records]
    alike = Counter(names)
    years = [f"-{record['date_start']:%Y}" if record["date_start"] else "" for record in records]
    names = [name + (year if alike[name] > 1 else "") for name, year in zip(names, years, strict=True)]
    alike = Counter(names)
    return [name if alike[name] == 1 else f"{name}-{digest(*key)}" for name, key in zip(names, keys, strict=True)]


def _record(table: str, group: list[Said]) -> tuple[Row, list[Conflict]]:
    """The record that the mentions support, with tuples for lists and without its name, and where they disagree."""
    rules = RULES[table]
    stated: defaultdict[str, list[Said]] = defaultdict(list)
    for said in group:
        for name in said:
            stated[name].append(said)
    fields = _stated_fields(table)
    taken = {name: pick(table, name, stated[name]) for name in fields if name in stated}
    record: Row = {**fields, **{name: value for name, (value, _) in taken.items()}}
    record["date_start"], record["date_end"] = _span([record[name] for name in rules.DATES])
    sources = sorted({said["source_id"] for said in group})
    found = conflicts(stated, taken) if len(sources) > 1 else []
    record |= {
        "sino_russian": _sino_russian(table, set(rules.parties(record))),
        "n_sources": len(sources),
        "n_mentions": len(group),
        "source_ids": tuple(sources),
        "conflicting_fields": tuple(conflict.field for conflict in found),
        "review_status": _review_status(group),
    }
    if "description" in TABLES[table].columns:
        record["description"] = rules.describe(record)
    return record, found


@cache
def _stated_fields(table: str) -> Row:
    """The columns that passages state, each with what a record has where none does."""
    fields = dict.fromkeys(n for n in TABLES[table].columns if n not in MADE_HERE and n != TABLES[table].key)
    without = {"participants": (), "parties": (), "kind": "other" if table == "agreements" else None}
    return fields | {name: value for name, value in without.items() if name in fields}


def _review_status(group: list[Said]) -> str:
    """coded where coders added every passage, reviewed where they have looked at every one."""
    statuses = set(map(review_status, group))
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


def _link(out: Resolved, mentions: Iterable[Row], claims: Iterable[Row], supports: dict[str, int]) -> None:
    """Tell mentions and claims their record and whether it took the value, and nothing that no column publishes.

    Comes after all records, for these are by far the most rows. `supports` is a mention's number of its record.
    """
    disputed = {row["conflict_id"]: row["claim_ids"] for row in out.conflicts}
    for mention in mentions:
        table, number = mention["table_name"], supports[mention["mention_id"]]
        mention.pop("review_status", None)
        mention["record_id"] = None if number == _NO_RECORD else out.tables[table][number][TABLES[table].key]
        out.mentions.append(mention)
    of, number = None, _NO_RECORD
    for claim in claims:
        table, name = claim["table_name"], claim["field"]
        if claim["mention_id"] != of:
            of = claim["mention_id"]
            number = supports[of]
        claim["record_id"], claim["chosen"] = None, False
        out.claims.append(claim)
        if claim.pop("withdrawn", False) or number == _NO_RECORD:
            continue
        record = out.tables[table][number]
        key, value = record[TABLES[table].key], reader(table, name)(claim["value"])
        claim["record_id"] = key
        claim["chosen"] = (list(value) if isinstance(value, tuple) else value) == record[name]
        if name in record["conflicting_fields"]:
            disputed[conflict_id(table, key, name)].append(claim["claim_id"])
    for claim_ids in disputed.values():
        claim_ids.sort()


def _conflict(table: str, record: int, conflict: Conflict) -> Row:
    """A row of `conflicts`, with a record's number for its name, and no claims yet."""
    return {
        "conflict_id": None,
        "table_name": table,
        "record_id": record,
        "field": conflict.field,
        "claim_ids": (),
        "kind": conflict.kind,
        "settled_by": conflict.settled_by,
    }
