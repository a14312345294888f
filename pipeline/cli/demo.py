"""`entente demo`: what a newcomer sees who has no documents."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import click

from pipeline.cli.build import build
from pipeline.cli.extract import found_in
from pipeline.cli.show import show
from pipeline.read import Card, decode, read_text, write_card

DOCUMENT = Path(__file__).resolve().parents[1] / "demo" / "document.md"
SOURCE_ID = "entente-demo"
PUBLISHED = "2024-03-15"


def demo(folder: Path) -> int:
    """Make `folder` anew with one source and a release of it, and print the rows; the exit code."""
    if folder.exists() and not folder.is_dir():
        raise click.ClickException(f"{folder}: is no folder; move it away, the demo is made there")
    raw, outputs = folder / "raw", folder / "outputs"
    shutil.rmtree(raw / SOURCE_ID, ignore_errors=True)
    shutil.rmtree(outputs, ignore_errors=True)
    data = DOCUMENT.read_bytes()
    card = write_card(
        Card(
            source_id=SOURCE_ID,
            title="Two neighbours and their arms",
            authors=("Entente",),
            publisher="Entente",
            published=PUBLISHED,
            url=None,
            kind="article",
            language="en",
            sha256=hashlib.sha256(data).hexdigest(),
            note="written for the project, to show what it does",
        ),
        raw,
    )
    shutil.copyfile(DOCUMENT, card.with_name(DOCUMENT.name))
    code = build(raw, outputs)
    show(*found_in(read_text(SOURCE_ID, decode(data, str(DOCUMENT)), PUBLISHED, "en")))
    click.echo(f"\nThe document is {card.parent}/document.md, the release {outputs}/. Ask it something:")
    click.echo(f'  .venv/bin/entente query --outputs {outputs} "SELECT * FROM exercise_timeline"')
    return code
