"""Resolution: mentions of one thing, within and across sources, become one record.

    >>> from pipeline.resolve import resolve
    >>> resolve([], []).tables["transfers"]
    []

What makes two mentions one thing is in same.py, which value the record takes in choose.py, and what it is called in
name.py. All of it works from the mentions and claims as they are published: no document is needed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from pipeline.resolve.choose import conflicts, pick
from pipeline.resolve.name import describe, digest, identifier
from pipeline.resolve.same import RULES, Key, year
from pipeline.resolve.values import Mention, gather
from schemas import FACT_TABLES, TABLES
from schemas.edtf import days

_DATE_FIELDS = {
    "transfers": ("order_date", "delivery_date", "announced_date"),
    "exercises": ("date",),
    "agreements": ("signed_date",),
    "quotes": ("date",),
}
_MADE_HERE = {
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


class Resolved(NamedTuple):
    """The four tables as rows with every column of the codebook; mentions and claims with their record."""

    tables: dict[str, list[dict[str, Any]]]
    mentions: list[dict[str, Any]]
    claims: list[dict[str, Any]]


def resolve(mentions: Iterable[dict[str, Any]], claims: Iterable[dict[str, Any]]) -> Resolved:
    """Group the mentions of all sources into records.

    Raises ValueError for a claim of a field that its table has not.
    """
    by_table = gather(mentions, claims)
    out = Resolved({name: [] for name in FACT_TABLES}, [], [])
    for table in FACT_TABLES:
        groups = _groups(table, by_table.get(table, []))
        records = [(_record(table, group), key, group) for key, group in groups]
        taken = Counter(record[TABLES[table].key] for record, _, _ in records)
        for record, key, group in records:
            name = TABLES[table].key
            if taken[record[name]] > 1:
                record[name] = f"{record[name]}-{digest(*key)}"
            out.tables[table].append(record)
            _link(out, table, record, group)
    return out


def _groups(table: str, mentions: list[Mention]) -> list[tuple[Key, list[Mention]]]:
    """Mentions by key; orders of one item in different years are different deals."""
    groups: dict[Key, list[Mention]] = defaultdict(list)
    for m in mentions:
        groups[RULES[table](m.said)].append(m)
    if table == "quotes":
        return _contained(groups)
    if table != "transfers":
        return list(groups.items())
    out: list[tuple[Key, list[Mention]]] = []
    for key, group in groups.items():
        years = sorted({y for m in group if (y := year(m.said.get("order_date")))})
        if len(years) < 2:
            out.append((key, group))
            continue
        deals: dict[str, list[Mention]] = {y: [] for y in years}
        for m in group:
            deals[year(m.said.get("order_date")) or years[-1]].append(m)
        out += [((*key, y), deal) for y, deal in deals.items()]
    return out


def _contained(groups: dict[Key, list[Mention]]) -> list[tuple[Key, list[Mention]]]:
    """Quotes by key; a part of an utterance that is quoted again by itself belongs to the whole.

    It is a part where its words, three or more, stand in a longer quote of the same speaker.
    """
    by_speaker: dict[Any, list[Key]] = defaultdict(list)
    out: dict[Key, list[Mention]] = {}
    for key in sorted(groups, key=lambda k: (-len(k[1]), k)):
        whole = next((k for k in by_speaker[key[0]] if f" {key[1]} " in f" {k[1]} " and len(key[1].split()) > 2), None)
        if whole:
            out[whole] += groups[key]
        else:
            out[key] = list(groups[key])
            by_speaker[key[0]].append(key)
    return list(out.items())


def _record(table: str, group: list[Mention]) -> dict[str, Any]:
    columns = TABLES[table].columns
    record: dict[str, Any] = {
        name: pick(table, name, group) for name in columns if name not in _MADE_HERE and name != TABLES[table].key
    }
    for name in ("participants", "parties"):
        if name in columns:
            record[name] = record[name] or []
    if table in ("exercises", "agreements"):
        record["kind"] = record["kind"] or "other"
    record["date_start"], record["date_end"] = _span([record[f] for f in _DATE_FIELDS[table]])
    sources = sorted({m.source for m in group})
    record |= {
        "sino_russian": _sino_russian(table, record),
        "n_sources": len(sources),
        "n_mentions": len(group),
        "source_ids": sources,
        "conflicting_fields": conflicts(group, record),
        "review_status": "machine",
    }
    if "description" in columns:
        record["description"] = describe(table, record)
    record[TABLES[table].key] = identifier(table, record)
    return record


def _span(dates: list[str | None]) -> tuple[Any, Any]:
    """First and last day of all stated dates; None on a side that one of them leaves open."""
    spans = [d for d in (days(e) for e in dates if e) if d]
    if not spans:
        return None, None
    first = None if any(s.first is None for s in spans) else min(s.first for s in spans if s.first)
    last = None if any(s.last is None for s in spans) else max(s.last for s in spans if s.last)
    return first, last


def _sino_russian(table: str, record: dict[str, Any]) -> bool:
    """Whether both sides of the dyad are among the parties; of a quote, whether its speaker is of either side."""
    if table == "quotes":
        return record["speaker_country"] in ("RUS", "SUN", "CHN")
    parties = {
        "transfers": [record.get("supplier"), record.get("recipient")],
        "exercises": record.get("participants"),
        "agreements": record.get("parties"),
    }[table]
    found = set(parties or [])
    return "CHN" in found and bool(found & {"RUS", "SUN"})


def _link(out: Resolved, table: str, record: dict[str, Any], group: list[Mention]) -> None:
    """The group's mentions and claims, with the record and whether it took each value."""
    key = record[TABLES[table].key]
    for m in group:
        out.mentions.append({**m.row, "record_id": key})
        for name, claim in m.claims.items():
            out.claims.append({**claim, "record_id": key, "chosen": m.said[name] == record[name]})
