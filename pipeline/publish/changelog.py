"""`CHANGELOG.md` of a release: the table `changes`, for reading. Newest release first.

Which sources support a record, and the hashes of quotes, are in the table alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from schemas.vocabulary import FACT_TABLES, record_key

CHANGELOG = "CHANGELOG.md"

Row = dict[str, Any]

_STATUS = "review_status"

_HEAD = """# What each release changed

Made from the table `changes`, which has every value before and after. Why: a source was added or removed, a document
changed, the extractor changed, or a coder decided (review).
"""


def changelog(changes: Iterable[Row]) -> str:
    """The changelog as Markdown, from the rows of `changes` in their published order."""
    releases: dict[int, list[Row]] = defaultdict(list)
    for row in changes:
        releases[row["release"]].append(row)
    sections = (line for release in sorted(releases, reverse=True) for line in _section(release, releases[release]))
    return "\n".join([_HEAD, *sections])


def _section(release: int, rows: list[Row]) -> Iterator[str]:
    yield f"## Release {release}\n"
    for table in FACT_TABLES:
        of_table = [row for row in rows if row["table_name"] == table and row["field"] != "source_ids"]
        if of_table:
            yield f"### {table}: {_summary(of_table, record_key(table))}\n"
            yield from _whole(of_table, "added", "new_value")
            yield from _whole(of_table, "removed", "old_value")
            yield from _values(of_table, record_key(table))
            yield ""


def _summary(rows: list[Row], key: str) -> str:
    counts = Counter(_what(row, key) for row in rows)
    counts["changed"] = len({row["key"] for row in rows if _what(row, key) == "changed"})
    return ", ".join(f"{counts[what]} {what}" for what in ("added", "removed", "renamed", "changed") if counts[what])


def _what(row: Row, key: str) -> str:
    if row["field"] is None:
        return "removed" if row["new_value"] is None else "added"
    return "renamed" if row["field"] == key else "changed"


def _whole(rows: list[Row], what: str, side: str) -> Iterator[str]:
    """Records that came or went, together by cause."""
    causes: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["field"] is None and row[side] is not None:
            causes[row["cause"]].append(f"`{row['key']}`")
    for cause, names in causes.items():
        yield f"- {what} ({cause}): {', '.join(names)}"


def _values(rows: list[Row], key: str) -> Iterator[str]:
    """Records that are still there, each with its values before and after; of those only reviewed a count."""
    records: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["field"] is not None:
            records[row["key"]].append(row)
    alone = {name: changed[0] for name, changed in records.items() if [r["field"] for r in changed] == [_STATUS]}
    for (status, cause), count in Counter((row["new_value"], row["cause"]) for row in alone.values()).items():
        yield f"- {status}: {count} {'record' if count == 1 else 'records'} ({cause})"
    for name, changed in records.items():
        if name not in alone:
            told = (f"{_told(row, key)} ({row['cause']})" for row in changed)
            yield f"- `{name}`: {'; '.join(told)}"


def _told(row: Row, key: str) -> str:
    if (row["table_name"], row["field"]) == ("quotes", "text"):
        return "words changed"  # the table has their hashes, which say no more
    old, new = ("nothing" if row[side] is None else row[side] for side in ("old_value", "new_value"))
    return f"{'name' if row['field'] == key else row['field']} {old} → {new}"
