"""What may be published: rows that break a rule are refused and become issues; a broken table stops the release."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

import pandas as pd
import pandera.pandas as pa

from schemas import FACT_TABLES
from schemas.table import Table
from schemas.tables import TABLES
from schemas.vocabulary import REFUSED

Frames = dict[str, pd.DataFrame]
Rows = dict[str, list[dict[str, Any]]]
Failures = dict[int, list[str]]  # position of the row -> names of the checks that it failed

_MUST_HOLD = ("sources", "conflicts", "issues", "aliases", "changes")  # a row of these cannot be turned into an issue


class BrokenTable(Exception):
    """The release must stop: a wrong schema, a broken key, a broken foreign key."""


def failures(table: Table, frame: pd.DataFrame) -> Failures:
    """The rows of `frame` that fail a check of `table`. BrokenTable for wrong columns, types or keys."""
    expected = [f"{name} {column.dtype.type}" for name, column in table.columns.items()]
    found = [f"{name} {dtype}" for name, dtype in frame.dtypes.items()]
    if found != expected:
        wrong = sorted({*expected} ^ {*found}) or ["their order"]
        raise BrokenTable(f"table {table.name}: the columns are not those declared: {', '.join(wrong)}")
    try:
        table.schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases
    else:
        return {}
    of_column = cases["schema_context"] == "Column"
    stops = cases["index"].isna() | (of_column & (cases["column"] == table.key))
    if stops.any():
        case = cases[stops].iloc[0]
        where = f"table {table.name}, column {case['column']}"
        raise BrokenTable(f"{where}: {case['check']} fails at {case['failure_case']!r}")
    names = cases["check"].where(~of_column, cases["column"] + " " + cases["check"])
    failed: dict[int, set[str]] = defaultdict(set)
    for position, name in zip(cases["index"], names, strict=True):
        failed[int(position)].add(name)
    return {position: sorted(checks) for position, checks in failed.items()}


def settle(frames: Frames) -> Frames:
    """The frames with every row that fails a check turned into an issue.

    A refused record takes its mentions and claims with it, a refused mention its claims and the record it supports,
    so that keys still lead somewhere. Frames of some tables alone will do. Raises BrokenTable.
    """
    failed = {name: failures(TABLES[name], frame) for name, frame in frames.items()}
    for name in _MUST_HOLD:
        for position, checks in failed.get(name, {}).items():
            row = TABLES[name].rows(frames[name])[position]
            raise BrokenTable(f"table {name}, row {row[TABLES[name].key]}: {'; '.join(checks)}")
    if not any(failed.values()):
        return frames
    rows = {name: TABLES[name].rows(frame) for name, frame in frames.items()}
    return {name: TABLES[name].frame(kept) for name, kept in _without(rows, failed).items()}


class _Refused(NamedTuple):
    """What goes out as issues instead: records as (table, key), mentions and claims by their identifiers."""

    records: dict[tuple[str, str], list[str]]
    mentions: set[str]
    claims: set[str]
    issues: list[dict[str, Any]]


def _refusals(rows: Rows, failed: dict[str, Failures]) -> _Refused:
    records = {
        (name, rows[name][position][TABLES[name].key]): checks
        for name in FACT_TABLES
        for position, checks in failed.get(name, {}).items()
    }
    for position, checks in failed["mentions"].items():
        if rows["mentions"][position]["record_id"]:
            records.setdefault(_record(rows["mentions"][position]), checks)
    out = _Refused(records, set(), set(), [])
    for position, mention in enumerate(rows["mentions"]):
        why = failed["mentions"].get(position) or records.get(_record(mention))
        if why:
            out.mentions.add(mention["mention_id"])
            out.issues.append(_issue(mention, mention["mention_id"], why))
    mentions = {mention["mention_id"]: mention for mention in rows["mentions"]}
    for position, claim in enumerate(rows["claims"]):
        if claim["mention_id"] in out.mentions:
            out.claims.add(claim["claim_id"])
        elif position in failed["claims"]:
            out.claims.add(claim["claim_id"])
            if claim["mention_id"] in mentions:
                checks = failed["claims"][position]
                out.issues.append(_issue(mentions[claim["mention_id"]], claim["claim_id"], checks))
    return out


def _without(rows: Rows, failed: dict[str, Failures]) -> Rows:
    """The rows that are left; of tables that are not there, none."""
    refused = _refusals(rows, failed)

    def left(name: str) -> list[dict[str, Any]]:
        if name in FACT_TABLES:
            return [row for row in rows[name] if (name, row[TABLES[name].key]) not in refused.records]
        if name == "mentions":
            return [row for row in rows[name] if row["mention_id"] not in refused.mentions]
        if name == "claims":
            return [row for row in rows[name] if row["claim_id"] not in refused.claims]
        if name == "conflicts":
            return [
                {**row, "claim_ids": [claim for claim in row["claim_ids"] if claim not in refused.claims]}
                for row in rows[name]
                if _record(row) not in refused.records
            ]
        if name == "aliases":
            return [row for row in rows[name] if (row["table_name"], row["new_id"]) not in refused.records]
        return rows[name] + (refused.issues if name == "issues" else [])

    return {name: left(name) for name in rows}


def _record(mention: dict[str, Any]) -> tuple[str, str]:
    return mention["table_name"], mention["record_id"]


def _issue(mention: dict[str, Any], refused: str, checks: list[str]) -> dict[str, Any]:
    """The passage of a refused row. Offsets that are themselves the fault are mended just enough to be published."""
    start = max(0, mention["char_start"] or 0)
    return {
        "issue_id": f"{REFUSED}-{refused}",
        "source_id": mention["source_id"],
        "char_start": start,
        "char_end": max(start + 1, mention["char_end"] or 0),
        "table_name": mention["table_name"] if mention["table_name"] in FACT_TABLES else None,
        "reason": f"{REFUSED}: {'; '.join(checks)}",
        "review_status": "machine",
    }


def check_foreign_keys(frames: Frames) -> None:
    """Every reference leads to a row, and every record has a mention; raises BrokenTable with one that does not."""
    keys = {name: set(frame[TABLES[name].key]) for name, frame in frames.items()}
    for name, table in TABLES.items():
        for column, target in table.references.items():
            _all_in(f"{name}.{column}", frames[name][column], keys[target], target)
    _all_in("conflicts.claim_ids", frames["conflicts"]["claim_ids"].explode().dropna(), keys["claims"], "claims")
    for name in FACT_TABLES:
        _all_in(f"{name}.source_ids", frames[name]["source_ids"].explode().dropna(), keys["sources"], "sources")
        for child in ("mentions", "claims"):
            of_table = frames[child].query("table_name == @name")["record_id"].dropna()
            _all_in(f"{child}.record_id", of_table, keys[name], name)
        leads = frames["aliases"].query("table_name == @name")["new_id"]
        _all_in("aliases.new_id", leads, keys[name], name)
        in_conflict = frames["conflicts"].query("table_name == @name")["record_id"]
        _all_in("conflicts.record_id", in_conflict, keys[name], name)
        fields = frames["claims"].query("table_name == @name")["field"]
        _all_in("claims.field", fields, set(TABLES[name].columns), f"the columns of {name}")
        supported = set(frames["mentions"].query("table_name == @name and accepted")["record_id"])
        _all_in(f"{name}.{TABLES[name].key}", frames[name][TABLES[name].key], supported, "mentions")


def _all_in(column: str, values: pd.Series, allowed: set[str], target: str) -> None:
    missing = sorted(set(values) - allowed)
    if missing:
        raise BrokenTable(f"{column} leads nowhere: {missing[0]} is not in {target} ({len(missing)} such in all)")
