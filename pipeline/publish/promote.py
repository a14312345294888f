"""All or nothing: how a new release takes the place of the old one, whatever instant the power fails.

A release is written whole into `outputs/.staging`, flushed to disk, and then sealed by a file `COMMIT` that names what
is new. From that moment it is the release: what remains is renaming, file by file, which anybody who comes later can
finish. Without the seal the staging folder is nothing, and whoever comes later throws it away.

A lock on the folder itself, which ends with its process, keeps writers and readers apart: whoever holds it knows that
a staging folder found there is a dead writer's.
"""

from __future__ import annotations

import fcntl
import filecmp
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STAGING = ".staging"
SEAL = "COMMIT"


@contextmanager
def reading(outputs: Path) -> Iterator[None]:
    """While this is held, `outputs` is one whole release; what a killed writer left is finished or discarded first."""
    with _locked(outputs, fcntl.LOCK_SH) as lock:
        while (outputs / STAGING).exists():
            fcntl.flock(lock, fcntl.LOCK_EX)
            _recover(outputs)
            fcntl.flock(lock, fcntl.LOCK_SH)  # another writer may come and die between the two, hence the loop
        yield


@contextmanager
def staging(outputs: Path) -> Iterator[Path]:
    """An empty folder to write a release into, for `promote`; nobody else reads or writes while it is held."""
    outputs.mkdir(parents=True, exist_ok=True)
    with _locked(outputs, fcntl.LOCK_EX):
        _recover(outputs)
        folder = outputs / STAGING
        folder.mkdir()
        try:
            yield folder
        finally:
            _recover(outputs)


def promote(outputs: Path) -> list[str]:
    """Make the staged files the release; the names of those that changed. The others are not touched."""
    folder = outputs / STAGING
    changed = sorted(path.name for path in folder.iterdir() if not _same(path, outputs / path.name))
    if not changed:
        return []
    for name in changed:
        _flush(folder / name)
    draft = folder / f"{SEAL}.draft"
    draft.write_text(json.dumps(changed))
    _flush(draft)
    _flush(folder)
    draft.rename(folder / SEAL)
    _flush(folder)
    _recover(outputs)
    return changed


def _recover(outputs: Path) -> None:
    """Finish a sealed release, discard one that is not. Can itself be killed at any instant and begun again."""
    folder = outputs / STAGING
    seal = folder / SEAL
    if seal.exists():
        for name in json.loads(seal.read_text()):
            if (folder / name).exists():
                (folder / name).replace(outputs / name)
        _flush(outputs)
        seal.unlink()
        _flush(folder)
    if folder.exists():
        shutil.rmtree(folder)


def _same(new: Path, old: Path) -> bool:
    return old.is_file() and filecmp.cmp(new, old, shallow=False)


def _flush(path: Path) -> None:
    """Wait until the file, or the names in the folder, are on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _locked(folder: Path, kind: int) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, kind)
        yield handle
    finally:
        os.close(handle)
