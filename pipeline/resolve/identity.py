"""Identifiers stay: a record that was in the last release keeps its name, and what is renamed or merged gets an alias.

Which record was which is told by what both rest on, a mention of the same identifier; where none is left of an old
record, by the same readable identifier; and last by the passage, where one record alone of each release is left there.
An old identifier that fits several records goes to the one that shares most with it, and a record that continues
several takes the name of the one that it shares most with: the others are merged into it, and lead to it as aliases.

A name that would lie is not kept: where what it tells (`essence` of the table's module) is otherwise now, the record is
named anew, and the old name leads to it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.resolve import Resolved
from pipeline.resolve.conflicts import conflict_id
from pipeline.resolve.rules import RULES
from pipeline.resolve.words import digest
from schemas import FACT_TABLES, TABLES

Row = dict[str, Any]
Rows = Mapping[str, list[Row]]
Records = dict[str, Row]  # name to record


def keep(fresh: Resolved, last: Rows, release: int) -> tuple[Resolved, list[Row]]:
    """The records under the names that they keep, and the rows of `aliases`.

    `last` are the rows of the last release, `release` the number of this one.
    """
    names: dict[str, dict[str, str]] = {}
    aliases: list[Row] = []
    for table in FACT_TABLES:
        key = TABLES[table].key
        old = {row[key]: row for row in last[table]}
        new = {row[key]: row for row in fresh.tables[table]}
        shared = _shared(table, old, new, last["mentions"], fresh.mentions)
        before = _led(table, key, last)
        names[table] = _named(table, old, new, shared, {name: to for name, (to, _) in before.items()})
        aliases += _aliases(table, old, names[table], shared, before, release)
    return _renamed(fresh, names), aliases


Shared = Counter[tuple[str, str]]  # old name, new name: how many mentions
Leads = dict[str, tuple[str, int]]  # old name: the name that it leads to, and since which release


def _shared(table: str, old: Records, new: Records, mentions_before: list[Row], mentions: list[Row]) -> Shared:
    """How many mentions an old and a new record share; one, where only the name or the passage tells."""
    before, now = _evidence(table, mentions_before), _evidence(table, mentions)
    place = {mention: name for name, found in now.items() for mention, _ in found}
    shared = Counter((name, place[m]) for name, found in before.items() for m, _ in found if m in place)
    gone, fresh = _left(old, new, shared)
    shared.update((name, name) for name in sorted(gone & fresh))
    gone, fresh = _left(old, new, shared)
    of_gone, of_fresh = _alone(before, gone), _alone(now, fresh)
    shared.update((of_gone[passage], of_fresh[passage]) for passage in sorted(of_gone.keys() & of_fresh.keys()))
    return shared


def _left(old: Records, new: Records, shared: Shared) -> tuple[set[str], set[str]]:
    """Old records that no new one continues yet, and new ones that continue none."""
    return old.keys() - {name for name, _ in shared}, new.keys() - {name for _, name in shared}


def _named(table: str, old: Records, new: Records, shared: Shared, leads: dict[str, str]) -> dict[str, str]:
    """Fresh name to the name that is kept.

    A fresh name that another record has, or that leads to another (`leads`), gets a hash of what the record is.
    """
    was, now_is = ({name: RULES[table].essence(row) for name, row in side.items()} for side in (old, new))

    def rank(pair: tuple[tuple[str, str], int]) -> tuple[Any, ...]:
        (before, now), count = pair
        return (not _continues(was.get(before, ()), now_is[now]), -count, before != now, before, now)

    named: dict[str, str] = {}
    taken: set[str] = set()
    for (before, now), _ in sorted(shared.items(), key=rank):
        if now in named or before in taken or before not in old:
            continue
        if before == now or _continues(was[before], now_is[now]):
            named[now] = before
            taken.add(before)
    for now in sorted(new.keys() - named.keys()):
        free = now not in taken and (now not in leads or (leads[now], now) in shared)
        named[now] = now if free else f"{now}-{digest(now, *map(str, new[now].values()))}"
        taken.add(named[now])
    return named


def _continues(old: tuple[Any, ...], new: tuple[Any, ...]) -> bool:
    """Whether the old name still tells no lie: what it tells is the same, was open, or is told more closely now."""
    return len(old) == len(new) and all(
        a == b or a is None or (isinstance(a, tuple) and a == b[: len(a)]) for a, b in zip(old, new, strict=True)
    )


def _aliases(
    table: str, old: Records, named: dict[str, str], shared: Shared, before: Leads, release: int
) -> Iterator[Row]:
    """Old names and what they lead to; one that led somewhere before leads on to what that is called now."""
    current = set(named.values())
    heirs = {was: named[now] for (was, now), _ in sorted(shared.items(), key=lambda pair: (pair[1], pair[0]))}
    leads = {was: (heirs[was], release) for was in old.keys() & heirs.keys() if was not in current}
    for was, (led, since) in before.items():
        target = heirs.get(led, led)
        if was not in current and target in current:
            leads.setdefault(was, (target, since))
    for was, (now, since) in sorted(leads.items()):
        own = {"alias_id": f"{table}:{was}", "table_name": table}
        yield {**own, "old_id": was, "new_id": now, "since_release": since}


def _led(table: str, key: str, last: Rows) -> Leads:
    """Old names and what they led to last, also of what was gone in between: `changes` has every renaming."""
    leads: Leads = {}
    renamings = (row for row in last["changes"] if row["table_name"] == table and row["field"] == key)
    for row in sorted(renamings, key=lambda row: int(row["release"])):
        leads = {was: (row["new_value"] if to == row["old_value"] else to, since) for was, (to, since) in leads.items()}
        leads[row["old_value"]] = (row["new_value"], row["release"])
    told = {
        row["old_id"]: (row["new_id"], row["since_release"]) for row in last["aliases"] if row["table_name"] == table
    }
    return {was: (to, since) for was, (to, since) in (leads | told).items() if was != to}


def _renamed(fresh: Resolved, names: dict[str, dict[str, str]]) -> Resolved:
    """Everything that bears a record's name, with the name that it keeps."""
    tables = {
        table: [{**row, TABLES[table].key: names[table][row[TABLES[table].key]]} for row in rows]
        for table, rows in fresh.tables.items()
    }

    def renamed(row: Row) -> Row:
        record = row["record_id"]
        return row if record is None else {**row, "record_id": names[row["table_name"]][record]}

    conflicts = [
        {**row, "conflict_id": conflict_id(row["table_name"], row["record_id"], row["field"])}
        for row in map(renamed, fresh.conflicts)
    ]
    return Resolved(tables, [renamed(m) for m in fresh.mentions], [renamed(c) for c in fresh.claims], conflicts)


Evidence = dict[str, list[tuple[str, tuple[str, str]]]]  # record -> its mentions, each with its passage


def _evidence(table: str, mentions: Iterable[Row]) -> Evidence:
    found: Evidence = defaultdict(list)
    for m in mentions:
        if m["table_name"] == table and m["record_id"]:
            found[m["record_id"]].append((m["mention_id"], (m["source_id"], m["passage_sha256"])))
    return found


def _alone(evidence: Evidence, records: set[str]) -> dict[tuple[str, str], str]:
    """Passages on which only one of the records rests, and that record."""
    on: dict[tuple[str, str], set[str]] = defaultdict(set)
    for record in records:
        for _, passage in evidence.get(record, ()):
            on[passage].add(record)
    return {passage: next(iter(there)) for passage, there in on.items() if len(there) == 1}
