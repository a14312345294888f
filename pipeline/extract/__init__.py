"""Extraction: from a document to mentions, claims and issues. Rule-based, deterministic, no network, no model.

    >>> from pipeline.read import read_text
    >>> from pipeline.extract import extract
    >>> found = extract(read_text("example", "In 2015 Russia sold China 24 Su-35 fighters.", "2016", "en"))
    >>> [claim["value"] for claim in found.claims if claim["field"] == "item"]
    ['Su-35']

A document that does not name both Russia and China is out of scope and gives nothing (lexicon/scope.py). Any other
becomes bare words and sentences (text/). The gate (gate.py) tells from their words which of them the rules have to
read; only these become chunks of the lexicon's terms (lexicon/) and noun groups (grammar/). The rules of each table
read them in order (transfers/, exercises/, agreements/); those of quotations, where words are quoted (quotes/). What
they found is then put where it stands in the document.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pipeline.extract.agreements.reader import Agreements
from pipeline.extract.doubts import most_telling
from pipeline.extract.drafts import Claim, Doubt, Draft, as_text, mention_id, short_hash
from pipeline.extract.exercises.reader import Exercises
from pipeline.extract.gate import reading
from pipeline.extract.grammar.analysis import Analysis, analyse
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.lexicon.scope import in_scope
from pipeline.extract.memory import uncollected
from pipeline.extract.quotes.reader import Quotes
from pipeline.extract.transfers.aggregates import Aggregates
from pipeline.extract.transfers.items import Transfers
from pipeline.read.document import Document

OUT_OF_SCOPE = "does not name both Russia and China, so it is out of scope: no row was looked for in it"
OTHER_LANGUAGE = "is in '%s', and the rules read English: what they find in it, and what they miss, should be looked at"


class Extracted(NamedTuple):
    """What one document gives, as rows of the published tables without the columns that resolution fills."""

    mentions: list[dict[str, Any]]
    claims: list[dict[str, Any]]
    issues: list[dict[str, Any]]


def drafts(analysis: Analysis) -> Iterator[Draft | Doubt]:
    """Everything that the rules say of a document, in the order of their reading."""
    if sentences := reading(analysis):
        focus = Focus(analysis)
        exercises = Exercises(analysis, focus)
        others = [rules(analysis, focus) for rules in (Transfers, Aggregates, Agreements)]
        readers = {type(reader): reader for reader in (*others, exercises)}
        for s, wanted in sentences:
            focus.enter(s)
            for rules in wanted:
                yield from readers[rules].read(s)
        yield from exercises.finish()
    yield from Quotes(analysis).read()


def remark(document: Document) -> str | None:
    """What should be known of a document before its rows are relied on; None for an English one that is in scope."""
    if not in_scope(document.text):
        return OUT_OF_SCOPE
    return None if document.language == "en" else OTHER_LANGUAGE % document.language


@uncollected()
def extract(document: Document) -> Extracted:
    """Mentions, claims and issues of `document`, sorted by place; none where it is out of scope."""
    if not in_scope(document.text):
        return Extracted([], [], [])
    analysis = analyse(document)
    found = list(drafts(analysis))
    doubts = most_telling(analysis, found)
    made = [d for d in found if isinstance(d, Draft)]
    for draft in made:
        draft.start, draft.end = analysis.place(draft.start, draft.end)
    mentions: dict[str, dict[str, Any]] = {}
    claims: list[dict[str, Any]] = []
    for draft in sorted(made, key=lambda d: (d.start, d.table, d.end)):
        row = _mention(document, draft)
        if row["mention_id"] in mentions:
            continue
        mentions[row["mention_id"]] = row
        claims += [_claim(row, claim, analysis.place) for claim in draft.claims.values()]
    issues = sorted((*analysis.place(d.start, d.end), d.table, d.reason) for d in doubts)
    return Extracted(list(mentions.values()), claims, [_issue(document, *issue) for issue in issues])


def _mention(document: Document, draft: Draft) -> dict[str, Any]:
    at = bisect_right(document.blocks, draft.start, key=lambda block: block.start) - 1
    paragraph = document.blocks[at].paragraph if at >= 0 and draft.start < document.blocks[at].end else 1
    return {
        "mention_id": mention_id(document.source_id, draft),
        "table_name": draft.table,
        "source_id": document.source_id,
        "paragraph": paragraph,
        "char_start": draft.start,
        "char_end": draft.end,
        "passage_sha256": hashlib.sha256(document.text[draft.start : draft.end].encode()).hexdigest(),
        "method": draft.method,
    }


def _claim(mention: dict[str, Any], claim: Claim, place: Callable[[int, int], tuple[int, int]]) -> dict[str, Any]:
    start, end = claim.start, claim.end
    if start is not None and end is not None:
        start, end = place(start, end)
    return {
        "claim_id": f"{mention['mention_id']}:{claim.field}",
        "mention_id": mention["mention_id"],
        "table_name": mention["table_name"],
        "source_id": mention["source_id"],
        "field": claim.field,
        "value": as_text(claim.value),
        "char_start": start,
        "char_end": end,
    }


def _issue(document: Document, start: int, end: int, table: str, reason: str) -> dict[str, Any]:
    return {
        "issue_id": f"{document.source_id}:{start}:{short_hash(table, reason, end)}",
        "source_id": document.source_id,
        "char_start": start,
        "char_end": end,
        "table_name": table,
        "reason": reason,
        "review_status": "machine",
    }
