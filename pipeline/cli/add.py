"""`entente add`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import click

from pipeline.cli.files import SUFFIXES, read_file
from pipeline.read import Card, CardError, DecodeError, decode, write_card


def add(name: str, raw: Path, facts: dict[str, Any]) -> None:
    """Write the card of a new source and put its document beside it."""
    if name.startswith(("http:", "https:")):
        raise click.ClickException(
            f"{name}: addresses cannot be fetched yet; save the page as .txt or .md and add that"
        )
    file = Path(name)
    if file.suffix.lower() not in SUFFIXES:
        raise click.ClickException(f"{file}: is no .txt or .md; save the document as one of these")
    data = read_file(file)
    try:
        decode(data, str(file))
        card = write_card(Card(sha256=hashlib.sha256(data).hexdigest(), **facts), raw)
    except (CardError, DecodeError) as error:
        raise click.ClickException(str(error)) from error
    document = card.with_name(f"document{file.suffix.lower()}")
    try:
        document.write_bytes(data)
    except OSError as error:
        card.unlink()
        raise click.ClickException(f"{document}: cannot be written ({error.strerror})") from error
    click.echo(f"added {card} and {document.name}; 'entente build' takes it into the release")
