"""Files that the user names."""

from __future__ import annotations

from pathlib import Path

import click

SUFFIXES = (".txt", ".md")


def read_file(path: Path) -> bytes:
    """The bytes of a document, or an error in one line."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be read ({error.strerror}); check the name") from error
