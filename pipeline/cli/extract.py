"""`entente extract`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from pipeline.cli.files import read_file
from pipeline.cli.show import Finding, show
from pipeline.extract import extract as find
from pipeline.read import DecodeError, Document, decode, is_source_id, read_text
from pipeline.resolve import resolve
from schemas.edtf import is_edtf
from schemas.vocabulary import FACT_TABLES, record_key


def extract(file: Path, published: str | None, language: str, as_json: bool) -> None:
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
    findings, issues = found_in(document)
    if as_json:
        rows = [finding._asdict() for finding in findings]
        click.echo(json.dumps({"records": rows, "issues": issues}, ensure_ascii=False, indent=1, default=str))
    else:
        show(findings, issues)


def found_in(document: Document) -> tuple[list[Finding], list[dict[str, object]]]:
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
    issues = [{**issue, "passage": text[issue["char_start"] : issue["char_end"]]} for issue in extracted.issues]
    return findings, issues


def _source_id(file: Path) -> str:
    slug = "-".join(re.findall("[a-z0-9]+", file.stem.lower()))
    return slug if is_source_id(slug) else "document"
