"""Writing a release, and reading the last one."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as arrow
import pyarrow.parquet as parquet

from pipeline.publish.changelog import CHANGELOG, changelog
from pipeline.publish.database import DATABASE, holds, write_database
from pipeline.publish.package import PACKAGE, package_json
from pipeline.publish.promote import promote, reading, staging
from pipeline.publish.validate import Frames, check_foreign_keys, settle
from schemas.tables import TABLES

SUMS = "SHA256SUMS"


class UnreadableRelease(Exception):
    """A file of the last release is missing or damaged; the message names it and says what to do."""


class Published(NamedTuple):
    """The tables as they went out, and the names of the files that changed."""

    frames: Frames
    changed: list[str]


def publish(frames: Frames, outputs: Path) -> Published:
    """Validate the eleven tables and make them the release in `outputs`.

    Rows that fail a check go out as issues (`settle`). Raises BrokenTable, and then the old release stands.
    """
    frames = settle(frames)
    check_foreign_keys(frames)
    with staging(outputs) as folder:
        for name, table in TABLES.items():
            write_parquet(table.to_arrow(table.sort(frames[name])), folder / f"{name}.parquet")
        (folder / PACKAGE).write_text(package_json(frames), encoding="utf-8")
        (folder / CHANGELOG).write_text(changelog(TABLES["changes"].rows(frames["changes"])), encoding="utf-8")
        sums = "".join(f"{_sha256(path)}  {path.name}\n" for path in sorted(folder.iterdir()))
        (folder / SUMS).write_text(sums, encoding="utf-8")
        if not holds(outputs / DATABASE, sums):
            write_database(folder / DATABASE, folder, sums)
        return Published(frames, promote(outputs))


def write_parquet(table: arrow.Table, path: Path) -> None:
    """Write with fixed settings, so that the same rows give the same bytes."""
    parquet.write_table(
        table,
        path,
        version="2.6",
        compression="zstd",
        compression_level=9,
        write_page_index=True,
        row_group_size=1 << 17,
    )


def last_release(outputs: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table of the release in `outputs`; no rows where there is none. Raises UnreadableRelease."""
    if not outputs.is_dir():
        return {name: [] for name in TABLES}
    with reading(outputs):
        if not any(outputs.glob("*.parquet")):
            return {name: [] for name in TABLES}
        return {name: _rows(outputs / f"{name}.parquet") for name in TABLES}


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        table = parquet.read_table(path)
    except (OSError, arrow.ArrowException) as error:
        advice = "restore it (git checkout), or remove the folder to build anew from the documents"
        raise UnreadableRelease(f"{path} cannot be read: {advice}") from error
    known = [name for name in table.column_names if name in TABLES[path.stem].columns]
    return table.select(known).to_pylist()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
