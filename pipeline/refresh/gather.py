"""From sources to mentions, claims and issues, old and new, and from these to records."""

from __future__ import annotations

import dataclasses
import logging
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.extract import extract, remark
from pipeline.publish.validate import Frames, settle
from pipeline.read import Document
from pipeline.refresh.changes import release_number
from pipeline.refresh.links import passage_url
from pipeline.refresh.survey import Outcome, Row, Rows, Source
from pipeline.resolve import resolve
from pipeline.resolve.identity import keep
from pipeline.resolve.words import counted
from pipeline.review.apply import apply
from pipeline.review.keep import as_published
from pipeline.review.place import Outcome as Became
from pipeline.review.place import Placed, place
from pipeline.review.reviewed import Reviewed, Verdict, by_machine
from schemas import FACT_TABLES, to_frame
from schemas.tables import TABLES

log = logging.getLogger("entente")

_EVIDENCE = ("mentions", "claims", "issues")
_UNRESOLVED: dict[str, Row] = {
    "mentions": {"record_id": None, "accepted": True},
    "claims": {"record_id": None, "chosen": False},
    "issues": {"review_status": "machine"},
}


class Decided(NamedTuple):
    """The coders' decisions, each with the place where its passage is now, and the sources whose file is unreadable."""

    placed: list[Placed]
    unread: frozenset[str]


class Gathered(NamedTuple):
    """`frames` are `sources`, `mentions`, `claims` and `issues` as the machine made them, valid but not resolved."""

    frames: Frames
    sources: list[Source]  # as given, without documents, and with the outcome of those whose extraction failed
    decisions: Decided


def gather(sources: list[Source], last: Rows) -> Gathered:
    """Extract from every document that is to be read; take the rows of every other source from the last release."""
    published = {name: _by_source(last[name]) for name in ("sources", *_EVIDENCE)}
    rows: Rows = {name: [] for name in _EVIDENCE}
    seen, placed = [], []
    for source in sources:
        before = {name: published[name][source.source_id] for name in _EVIDENCE}
        found = {name: by_machine(name, before[name]) for name in _EVIDENCE}
        if source.outcome is Outcome.READ and source.document:
            try:
                found = _extracted(source, source.document)
            except Exception as error:  # whatever one document does to the extractor must not stop the others
                log.error("%s: extraction failed: %s: %s", source.source_id, type(error).__name__, error)
                row = next(iter(published["sources"][source.source_id]), None)
                source = dataclasses.replace(
                    source, outcome=Outcome.ERROR, why="extraction failed", row=row, document=None
                )
        placed += _placed(source, before)
        seen.append(dataclasses.replace(source, document=None))
        for name in _EVIDENCE:
            rows[name] += [{**row, **_UNRESOLVED[name]} for row in found[name]]
    frames = settle({name: to_frame(name, rows[name]) for name in _EVIDENCE})
    sources_frame = to_frame("sources", [source.row for source in seen if source.row])
    unread = frozenset(source.source_id for source in seen if source.decisions is None)
    return Gathered({"sources": sources_frame, **frames}, seen, Decided(placed, unread))


def connect(frames: Frames, last: Rows, decisions: Decided) -> Frames:
    """The gathered rows reviewed and resolved, records under the names that they had in the last release.

    Gives the four tables, mentions and claims with their records, issues, `conflicts` and `aliases`. What became of the
    decisions is told, but for those that were applied as they stand.
    """
    reviewed = _reviewed(frames, last, decisions)
    _tell(reviewed.report)
    log.info("resolving %s", counted(len(reviewed.mentions), "mention"))
    fresh = resolve(reviewed.mentions, reviewed.claims)
    resolved, aliases = keep(fresh, last, release_number(last["changes"]) + 1)
    return {
        **{name: to_frame(name, resolved.tables[name]) for name in FACT_TABLES},
        "conflicts": to_frame("conflicts", resolved.conflicts),
        "aliases": to_frame("aliases", aliases),
        "mentions": to_frame("mentions", resolved.mentions),
        "claims": to_frame("claims", resolved.claims),
        "issues": to_frame("issues", reviewed.issues),
    }


def _reviewed(frames: Frames, last: Rows, decisions: Decided) -> Reviewed:
    """The decisions applied; the sources whose decisions cannot be read are as they left them in the last release."""
    mentions, claims, issues = (
        [row for row in TABLES[name].rows(frames[name]) if row["source_id"] not in decisions.unread]
        for name in _EVIDENCE
    )
    fresh, kept = apply(mentions, claims, issues, decisions.placed), as_published(last, decisions.unread)
    return Reviewed(
        fresh.mentions + kept.mentions, fresh.claims + kept.claims, fresh.issues + kept.issues, fresh.report
    )


def _placed(source: Source, before: Rows) -> list[Placed]:
    """The decisions on a source, placed in its document or, without it, by what the last release says of it."""
    url = source.row and source.row["url"]
    return place(
        source.source_id,
        source.decisions or (),
        source.document,
        before,
        lambda passage: passage_url(url, passage) if url else None,
    )


def _tell(report: Sequence[Verdict]) -> None:
    """A line for each decision that somebody should look at; one a source for all that wait for its document."""
    waiting = Counter(verdict.placed.source_id for verdict in report if verdict.outcome is Became.WAITING)
    for source_id, count in waiting.items():
        waits = "decision waits" if count == 1 else "decisions wait"
        log.warning("%s: review: %d %s for its document", source_id, count, waits)
    for verdict in report:
        if verdict.outcome is Became.REFUSED:
            log.error("%s", verdict)
        elif verdict.outcome not in (Became.APPLIED, Became.WAITING):
            log.warning("%s", verdict)


def _extracted(source: Source, document: Document) -> Rows:
    log.info("extracting %s", document.source_id)
    if told := remark(document):
        log.warning("%s: %s", document.source_id, told)
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
