"""What there is to do: every source in `raw/` beside what the last release says of it."""

from __future__ import annotations

import dataclasses
import hashlib
import logging
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipeline.read import CARD_NAME, Card, DecodeError, Document, Mirror, decode, find_document, load_cards, read_text
from pipeline.refresh.versions import extractor_version, reader_version
from pipeline.review.decisions import Decision
from pipeline.review.file import REVIEW_NAME, load_review
from schemas.vocabulary import REFUSED

log = logging.getLogger("entente")

HOW_TO_SUPPLY = (
    "To supply a document, put it at %s/<source_id>/document.txt (or .md), or under any name in a folder that "
    "ENTENTE_MIRROR names; it is known by its SHA-256."
)

Row = dict[str, Any]
Rows = dict[str, list[Row]]


class NothingToBuild(Exception):
    """There is no source at all, which is taken for a mistake and not for a wish to empty the release."""


class Outcome(StrEnum):
    """What a run does with a source."""

    READ = "read"  # its rows are extracted from its document
    KEPT = "kept"  # nothing that made its rows has changed
    NO_DOCUMENT = "no document"  # it keeps the rows it has, if it has any
    ERROR = "error"  # likewise, and somebody must mend it


@dataclass(frozen=True, slots=True)
class Source:
    """One source in a run: `row` is its row in `sources`, None where it was never read.

    `document` is there where it is at hand and something must be read in it: its rows, or the passages of `decisions`.
    These are None where there is a file of them that cannot be read: what was decided is then as it is published.
    """

    source_id: str
    outcome: Outcome
    why: str
    row: Row | None = None
    document: Document | None = field(default=None, repr=False)
    decisions: tuple[Decision, ...] | None = field(default=(), repr=False)


def survey(raw: Path, mirror: Path | None, last: Rows) -> list[Source]:
    """Every source of `raw`, sorted; a source that has no card any more is not among them. Raises NothingToBuild."""
    if not raw.is_dir():
        raise NothingToBuild(f"{raw}: no such folder; name another with --raw, or add a source with 'entente add'")
    cards, errors = load_cards(raw)
    for error in errors:
        log.error("%s", error)
    published = {row["source_id"]: row for row in last["sources"]}
    refused = {row["source_id"] for row in last["issues"] if row["reason"].startswith(REFUSED)}
    known = {card.source_id for card in cards}
    wrong = {path.parent.name for path in raw.glob(f"*/{CARD_NAME}")} - known
    if not known | wrong:
        raise NothingToBuild(
            f"{raw}: no source there; name another folder with --raw, or add a source with 'entente add'"
        )
    if mirror and not mirror.is_dir():
        log.warning("%s: no such folder, though ENTENTE_MIRROR names it", mirror)
    shelf = Mirror(mirror) if mirror else None
    decisions = {name: _decisions(raw / name / REVIEW_NAME) for name in sorted(known | wrong)}
    sources = [Source(name, Outcome.ERROR, "its card is wrong", published.get(name)) for name in wrong]
    for card in cards:
        row, decided = published.get(card.source_id), decisions[card.source_id]
        if decided is None:
            sources.append(Source(card.source_id, Outcome.ERROR, "its decisions cannot be read", _kept(card, row)))
            continue
        log.info("reading %s", card.source_id)
        sources.append(_look_at(card, raw, shelf, row, card.source_id in refused, bool(decided)))
    sources = [dataclasses.replace(source, decisions=decisions[source.source_id]) for source in sources]
    if any(source.outcome is Outcome.NO_DOCUMENT for source in sources):
        log.warning(HOW_TO_SUPPLY, raw)
    for name in sorted(published.keys() - known - wrong):
        log.warning("%s: has no card in %s any more; its rows are removed", name, raw)
    return sorted(sources, key=lambda source: source.source_id)


def _decisions(path: Path) -> tuple[Decision, ...] | None:
    """The decisions of the file that can be used, None where it cannot be read; what is wrong is told."""
    review = load_review(path)
    if review.unreadable:
        log.error("%s; until that is mended, its source stays as it was published", review.errors[0])
        return None
    for error in review.errors:
        log.error("%s", error)
    return tuple(review.decisions)


def _look_at(card: Card, raw: Path, mirror: Mirror | None, row: Row | None, refused: bool, reviewed: bool) -> Source:
    found, problems = find_document(card, raw, mirror)
    for problem in problems:
        log.error("%s", problem)
    if not found:
        if problems:
            return Source(card.source_id, Outcome.ERROR, "its document is wrong", _kept(card, row))
        left = "kept what was published" if row else "nothing is published of it"
        log.warning("%s: no document; %s (its hash is in its card; %s)", card.source_id, left, card.url or "no address")
        return Source(card.source_id, Outcome.NO_DOCUMENT, left, _kept(card, row))
    try:
        text = decode(found.data, str(found.path), card.encoding)
    except DecodeError as error:
        log.error("%s", error)
        return Source(card.source_id, Outcome.ERROR, "its document cannot be read as text", _kept(card, row))
    fresh = _row(card, text)
    why = _why_read(fresh, row, refused)
    if row and not why and not reviewed:
        return Source(card.source_id, Outcome.KEPT, "unchanged", fresh)
    document = read_text(card.source_id, text, card.published, card.language)
    if row and not why:
        return Source(card.source_id, Outcome.KEPT, "unchanged", fresh, document)
    return Source(card.source_id, Outcome.READ, why, fresh, document)


# What a row is made from: while all of these are the same, extraction would give the same mentions, claims and issues.
MAKERS = {
    "document_sha256": "its document changed",
    "text_sha256": "its document is decoded otherwise",
    "published_date": "its date changed",
    "language": "its language changed",
    "url": "its address changed",
    "reader_version": "the reader changed",
    "extractor_version": "the extractor changed",
}


def _why_read(fresh: Row, row: Row | None, refused: bool) -> str:
    if row is None:
        return "new"
    changed = [reason for column, reason in MAKERS.items() if fresh[column] != row[column]]
    return changed[0] if changed else "rows of it were refused" if refused else ""


def _row(card: Card, text: str) -> Row:
    return {
        **_facts(card),
        "document_sha256": card.sha256,
        "text_sha256": hashlib.sha256(text.encode()).hexdigest(),
        "published_date": card.published,
        "language": card.language,
        "url": card.url,
        "reader_version": reader_version(),
        "extractor_version": extractor_version(),
        "n_chars": len(text),
        "n_words": len(text.split()),
    }


def _kept(card: Card, row: Row | None) -> Row | None:
    """The published row with the card's facts, but for those that its rows were made from: they await the document."""
    return {**row, **_facts(card)} if row else None


def _facts(card: Card) -> Row:
    return {
        "source_id": card.source_id,
        "title": card.title.strip(),
        "authors": [author.strip() for author in card.authors],
        "publisher": card.publisher and card.publisher.strip(),
        "kind": card.kind,
        "retrieved_at": card.retrieved_at,
    }
