"""`entente explain`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import click
import duckdb
from rich.console import Console
from rich.padding import Padding

from pipeline.cli.sources import document_of, release_in
from pipeline.cli.walk import told_of
from pipeline.cli.why import spans, tell
from pipeline.publish.database import connect
from pipeline.publish.promote import reading
from pipeline.refresh.versions import extractor_version
from pipeline.review.agenda import agenda

Row = dict[str, Any]


def explain(mention_id: str, raw: Path, outputs: Path) -> None:
    """Print why a mention of the release is there, and what coders decided on it."""
    mention, claims, version = _published(mention_id, outputs)
    console = Console(highlight=False)
    document, why_not = document_of(mention["source_id"], raw)
    start, end = mention["char_start"], mention["char_end"]
    if document and hashlib.sha256(document.text[start:end].encode()).hexdigest() != mention["passage_sha256"]:
        document, why_not = None, "its document is another than the release was made from"
    tell(console, mention, claims, document.text if document else None, spans(document) if document else ())
    items = agenda(mention["source_id"], raw, release_in(outputs), document).items
    for verdict in next((item.verdicts for item in items if item.key == mention_id), ()):
        console.print(Padding(told_of(verdict), (0, 0, 1, 4)))
    if why_not:
        console.print(f"No words: {why_not}", style="yellow", soft_wrap=True)
        if mention["passage_url"]:
            console.print(f"The passage on the source's page: {mention['passage_url']}", soft_wrap=True)
    elif version != extractor_version():
        console.print("The release was made by other rules than these; the spans are what these find.", style="yellow")


def _published(mention_id: str, outputs: Path) -> tuple[Row, list[Row], str]:
    """The mention, its claims in the order of the text, and the version of the extractor that made them."""
    if not outputs.is_dir():
        raise click.ClickException(f"{outputs}: no release there; make one with 'entente build'")
    try:
        with reading(outputs), connect(outputs) as release:
            mentions = _rows(release, "SELECT * FROM mentions WHERE mention_id = ?", mention_id)
            claims = _rows(release, "SELECT * FROM claims WHERE mention_id = ? ORDER BY char_start, field", mention_id)
            version = "SELECT extractor_version FROM sources JOIN mentions USING (source_id) WHERE mention_id = ?"
            versions = _rows(release, version, mention_id)
    except duckdb.IOException as error:
        raise click.ClickException(f"{outputs}: no whole release there; make one with 'entente build'") from error
    if not mentions:
        listing = 'entente query "SELECT record_id, mention_id FROM mentions"'
        raise click.ClickException(f"{outputs}: no mention '{mention_id}' there; {listing} lists them")
    return mentions[0], claims, versions[0]["extractor_version"]


def _rows(release: duckdb.DuckDBPyConnection, sql: str, value: str) -> list[Row]:
    found = release.execute(sql, [value])
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
