"""What coders decided on a source, read off the last release, for a build in which their file cannot be read.

Otherwise a slip in a file would publish what was rejected, until somebody mends it. The release says it all but for one
thing: of a record that coders have looked at in part, which passages these were. Of them those are known whose values
it took for that reason.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pipeline.review.reviewed import MARK, Reviewed
from schemas import FACT_TABLES, TABLES

Row = dict[str, Any]


def as_published(last: Mapping[str, Sequence[Row]], sources: Collection[str]) -> Reviewed:
    """The rows of these sources in the form in which decisions leave them, from the release `last`."""
    mentions, claims, issues = (
        [row for row in last[name] if row["source_id"] in sources] for name in ("mentions", "claims", "issues")
    )
    records = {(table, row[TABLES[table].key]) for table in FACT_TABLES for row in last[table] if _reviewed(row)}
    looked_at = _corrected(claims) | _preferred(last)
    looked_at |= {m["mention_id"] for m in mentions if (m["table_name"], m["record_id"]) in records}
    accepted = {m["mention_id"] for m in mentions if m["accepted"]}
    return Reviewed(
        [{**m, "review_status": _status(m["mention_id"], looked_at)} for m in mentions],
        [{**c, "withdrawn": c["record_id"] is None and c["mention_id"] in accepted} for c in claims],
        issues,
        report=[],
    )


def _reviewed(record: Row) -> bool:
    return bool(record["review_status"] == "reviewed")


def _status(mention_id: str, looked_at: Collection[str]) -> str:
    if MARK in mention_id:
        return "coded"
    return "reviewed" if mention_id in looked_at else "machine"


def _corrected(claims: Sequence[Row]) -> set[str]:
    """Mentions with a value by a coder."""
    return {claim["mention_id"] for claim in claims if MARK in claim["claim_id"]}


def _preferred(last: Mapping[str, Sequence[Row]]) -> set[str]:
    """Mentions whose value was taken since a coder has looked at them."""
    settled = (conflict for conflict in last["conflicts"] if conflict["settled_by"] == "review")
    disputed = {claim_id for conflict in settled for claim_id in conflict["claim_ids"]}
    return {claim["mention_id"] for claim in last["claims"] if claim["chosen"] and claim["claim_id"] in disputed}
