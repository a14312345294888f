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
    """Version of all that decides what is found in a document: reading, extraction, lexicon and schemas."""
    return _version("pipeline/read", "pipeline/extract", "schemas")


@cache
def _version(*rooms: str) -> str:
    digest = hashlib.sha256()
    for room in rooms:
        for path in sorted((_ROOT / room).rglob("*")):
            if path.suffix in _COUNTED:
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                digest.update(f"{path.relative_to(_ROOT).as_posix()} {content}\n".encode())
    return digest.hexdigest()[:12]
