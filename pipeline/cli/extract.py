"""`entente extract`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from pipeline.cli.files import read_file
from pipeline.cli.show import Finding, show, show_issues
from pipeline.cli.why import spans, tell
from pipeline.extract import extract as find
from pipeline.extract import remark
from pipeline.read import DecodeError, Document, decode, is_source_id, read_text
from pipeline.resolve import resolve
from pipeline.resolve.words import counted
from schemas.edtf import is_edtf
from schemas.vocabulary import FACT_TABLES, record_key


def extract(file: Path, published: str | None, language: str, as_json: bool, explain: bool) -> None:
    """Print what the pipeline would make of one document."""
    if published is not None and not is_edtf(published):
        raise click.BadParameter(
            f"'{published}' is no EDTF date; write 2020-08-06, 2020-08 or 2020", param_hint="--published"
        )
    try:
        text = decode(read_file(file), str(file))
    except DecodeError as error:
        raise click.ClickException(str(error)) from error
    document = read_text(_source_id(file), text, published, language)
    if told := remark(document):
        click.echo(f"{file}: {told}", err=True)
    if explain:
        _explain(document)
        return
    findings, issues = found_in(document)
    if as_json:
        rows = [finding._asdict() for finding in findings]
        click.echo(json.dumps({"records": rows, "issues": issues}, ensure_ascii=False, indent=1, default=str))
    else:
        show(findings, issues)


def _explain(document: Document) -> None:
    """Every mention in the order of the text, and why it is one; then the passages that gave none."""
    console = Console(highlight=False)
    extracted = find(document)
    resolved = resolve(extracted.mentions, extracted.claims)
    marked = spans(document)
    for mention in sorted(resolved.mentions, key=lambda m: (m["char_start"], m["mention_id"])):
        claims = [claim for claim in resolved.claims if claim["mention_id"] == mention["mention_id"]]
        tell(console, mention, claims, document.text, marked)
    show_issues(console, counted(len(resolved.mentions), "mention"), _with_passages(extracted.issues, document.text))


def found_in(document: Document) -> tuple[list[Finding], list[dict[str, Any]]]:
    """The records of one document beside their passages, and the passages that gave none."""
    extracted = find(document)
    resolved = resolve(extracted.mentions, extracted.claims)
    text = document.text
    passages: dict[tuple[str, str], list[str]] = {}
    for mention in resolved.mentions:
        passage = text[mention["char_start"] : mention["char_end"]]
        passages.setdefault((mention["table_name"], mention["record_id"]), []).append(passage)
    findings = [
        Finding(name, row, passages.get((name, row[record_key(name)]), []))
        for name in FACT_TABLES
        for row in resolved.tables[name]
    ]
    return findings, _with_passages(extracted.issues, text)


def _with_passages(issues: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    return [{**issue, "passage": text[issue["char_start"] : issue["char_end"]]} for issue in issues]


def _source_id(file: Path) -> str:
    slug = "-".join(re.findall("[a-z0-9]+", file.stem.lower()))
    return slug if is_source_id(slug) else "document"
