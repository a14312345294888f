"""Versions that nobody has to remember to raise: the hash of the code and data that make the rows."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_COUNTED = {".py", ".yaml"}


def reader_version() -> str:
    """Version of what makes a normalised text."""
    return _version("pipeline/read")


def extractor_version() -> str:
    """Version of all that makes a document's rows: reading, extraction, lexicon, schemas, and links to passages."""
    return _version("pipeline/read", "pipeline/extract", "schemas", "pipeline/refresh/links.py")


@cache
def _version(*rooms: str) -> str:
    """The hash of all code and data in the rooms; a room may be a single file."""
    digest = hashlib.sha256()
    for room in rooms:
        for path in [_ROOT / room, *sorted((_ROOT / room).rglob("*"))]:
            if path.suffix in _COUNTED:
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                digest.update(f"{path.relative_to(_ROOT).as_posix()} {content}\n".encode())
    return digest.hexdigest()[:12]
