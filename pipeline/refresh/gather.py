"""From sources to mentions, claims and issues, old and new, and from these to records."""

from __future__ import annotations

import dataclasses
import logging
from collections import defaultdict
from typing import NamedTuple

from pipeline.extract import extract
from pipeline.publish.validate import Frames, settle
from pipeline.read import Document
from pipeline.refresh.changes import release_number
from pipeline.refresh.links import passage_url
from pipeline.refresh.survey import Outcome, Row, Rows, Source
from pipeline.resolve import resolve
from pipeline.resolve.identity import keep
from schemas import FACT_TABLES, to_frame
from schemas.tables import TABLES

log = logging.getLogger("entente")

_EVIDENCE = ("mentions", "claims", "issues")
_UNRESOLVED: dict[str, Row] = {
    "mentions": {"record_id": None, "accepted": True},
    "claims": {"record_id": None, "chosen": False},
    "issues": {},
}


class Gathered(NamedTuple):
    """`frames` are `sources`, `mentions`, `claims` and `issues` as the machine made them, valid but not resolved."""

    frames: Frames
    sources: list[Source]  # as given, without documents, and with the outcome of those whose extraction failed


def gather(sources: list[Source], last: Rows) -> Gathered:
    """Extract from every document there is; take the rows of every other source from the last release."""
    published = {name: _by_source(last[name]) for name in ("sources", *_EVIDENCE)}
    rows: Rows = {name: [] for name in _EVIDENCE}
    seen = []
    for source in sources:
        found = {name: published[name][source.source_id] for name in _EVIDENCE}
        if source.document:
            try:
                found = _extracted(source, source.document)
            except Exception as error:  # whatever one document does to the extractor must not stop the others
                log.error("%s: extraction failed: %s: %s", source.source_id, type(error).__name__, error)
                row = next(iter(published["sources"][source.source_id]), None)
                source = dataclasses.replace(source, outcome=Outcome.ERROR, why="extraction failed", row=row)
        seen.append(dataclasses.replace(source, document=None))
        for name in _EVIDENCE:
            rows[name] += [{**row, **_UNRESOLVED[name]} for row in found[name]]
    frames = settle({name: to_frame(name, rows[name]) for name in _EVIDENCE})
    return Gathered({"sources": to_frame("sources", [source.row for source in seen if source.row]), **frames}, seen)


def connect(frames: Frames, last: Rows) -> Frames:
    """The gathered mentions and claims resolved, records under the names that they had in the last release.

    Gives the four tables, `mentions` and `claims` with their records, `conflicts` and `aliases`.
    """
    mentions = TABLES["mentions"].rows(frames["mentions"])
    claims = TABLES["claims"].rows(frames["claims"])
    log.info("resolving %d mentions", len(mentions))
    fresh = resolve(
        [_without(row, "record_id", "passage_url", "accepted") for row in mentions],
        [_without(row, "record_id", "chosen") for row in claims],
    )
    resolved, aliases = keep(fresh, last, release_number(last["changes"]) + 1)
    return {
        **{name: to_frame(name, resolved.tables[name]) for name in FACT_TABLES},
        "conflicts": to_frame("conflicts", resolved.conflicts),
        "aliases": to_frame("aliases", aliases),
        "mentions": to_frame("mentions", _joined(mentions, resolved.mentions, "mention_id")),
        "claims": to_frame("claims", _joined(claims, resolved.claims, "claim_id")),
    }


def _extracted(source: Source, document: Document) -> Rows:
    log.info("extracting %s", document.source_id)
    found: Rows = extract(document)._asdict()
    url = source.row and source.row["url"]
    for mention in found["mentions"]:
        passage = document.text[mention["char_start"] : mention["char_end"]]
        mention["passage_url"] = passage_url(url, passage) if url else None
    return found


def _by_source(rows: list[Row]) -> defaultdict[str, list[Row]]:
    of_source = defaultdict(list)
    for row in rows:
        of_source[row["source_id"]].append(row)
    return of_source


def _without(row: Row, *columns: str) -> Row:
    return {name: value for name, value in row.items() if name not in columns}


def _joined(rows: list[Row], resolved: list[Row], key: str) -> list[Row]:
    by_key = {row[key]: row for row in resolved}
    return [{**row, **by_key.get(row[key], {})} for row in rows]
