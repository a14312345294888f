"""Where the document of a card lies: beside its card, or anywhere in the mirror, known by its SHA-256 alone."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.read.card import Card


class Found(NamedTuple):
    """The document of a card: the file it was found in, and its bytes, which have the pinned hash."""

    path: Path
    data: bytes


class Search(NamedTuple):
    """What a search for a document gave: the document, if there is one, and a line for each thing amiss on the way."""

    found: Found | None
    problems: tuple[str, ...]


def mirror_folder() -> Path | None:
    """The folder of documents under whatever names, where the variable ENTENTE_MIRROR names one."""
    folder = os.environ.get("ENTENTE_MIRROR")
    return Path(folder) if folder else None


class Mirror:
    """A folder of documents under whatever names, looked up by SHA-256.

    Files are hashed once for each Mirror, and no more of them than the searches need. Make a new one for each run: what
    is put into the folder later is not seen. Files that cannot be read are passed over.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, Path] = {}
        self._rest = self._hashed()

    def find(self, sha256: str) -> Found | None:
        """The file whose bytes have this hash; the first in order of path where several have."""
        while sha256 not in self._known:
            path_and_hash = next(self._rest, None)
            if path_and_hash is None:
                return None
            self._known.setdefault(path_and_hash[1], path_and_hash[0])
        return _read(self._known[sha256], sha256)

    def _hashed(self) -> Iterator[tuple[Path, str]]:
        for folder, subfolders, names in os.walk(self.folder):
            subfolders.sort()
            for name in sorted(names):
                path = Path(folder, name)
                try:
                    if not path.is_file():  # a pipe would block
                        continue
                    with path.open("rb") as file:
                        digest = hashlib.file_digest(file, "sha256").hexdigest()
                except OSError:
                    continue
                yield path, digest


def find_document(card: Card, raw: Path, mirror: Mirror | None = None) -> Search:
    """Looks for the document of a card in `raw/<source_id>/document.*`, then in the mirror.

    A file beside the card with another hash is a problem, and the search goes on.
    """
    found, problems = _beside_card(card, raw)
    if not found and mirror:
        found = mirror.find(card.sha256)
    # The third place, the address of the card, comes here.
    return Search(found, problems)


def _beside_card(card: Card, raw: Path) -> tuple[Found | None, tuple[str, ...]]:
    problems = []
    for path in sorted((raw / card.source_id).glob("document.*")):
        try:
            data = path.read_bytes()
        except OSError as error:
            problems.append(f"{path}: cannot be read ({error.strerror}); mend that, or remove it")
            continue
        digest = hashlib.sha256(data).hexdigest()
        if digest == card.sha256:
            return Found(path, data), ()
        problems.append(
            f"{path}: has the SHA-256 {digest}, but its card pins {card.sha256}; "
            "put the pinned document there, or pin this one in source.yaml"
        )
    return None, tuple(problems)


def _read(path: Path, sha256: str) -> Found | None:
    """The file, unless it has changed since it was hashed."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return Found(path, data) if hashlib.sha256(data).hexdigest() == sha256 else None
