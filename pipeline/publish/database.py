"""The release as a database: `entente.duckdb` in one file, and the same views over the Parquet files."""

from __future__ import annotations

from pathlib import Path

import duckdb

from schemas.vocabulary import TABLE_NAMES

DATABASE = "entente.duckdb"
STORAGE_VERSION = "v1.2.0"  # older clients, and DuckDB in a browser, can read it with its comments
VIEWS = Path(__file__).with_name("views.sql")


def connect(outputs: Path) -> duckdb.DuckDBPyConnection:
    """A connection in memory with every table and view of the release in `outputs`, read from its Parquet files."""
    connection = duckdb.connect()
    for name in TABLE_NAMES:
        path = _quoted(str(outputs / f"{name}.parquet"))
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({path})")
    connection.execute(VIEWS.read_text(encoding="utf-8"))
    return connection


def write_database(path: Path, tables: Path, sums: str) -> None:
    """Write the Parquet files in `tables` to a new database at `path`, with comments and views.

    `sums` is the text of SHA256SUMS. The database keeps it, to tell which release it is, since its own bytes differ
    from build to build.
    """
    from schemas.tables import TABLES

    with duckdb.connect() as connection:
        connection.execute(f"ATTACH {_quoted(str(path))} AS release (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE release; BEGIN")
        for name, table in TABLES.items():
            source = _quoted(str(tables / f"{name}.parquet"))
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet({source})")
            connection.execute(f"COMMENT ON TABLE {name} IS {_quoted(table.description)}")
            for column, declared in table.columns.items():
                connection.execute(f"COMMENT ON COLUMN {name}.{column} IS {_quoted(declared.description)}")
        connection.execute(VIEWS.read_text(encoding="utf-8"))
        connection.execute("CREATE TABLE checksums (sha256 VARCHAR, file VARCHAR)")
        connection.executemany("INSERT INTO checksums VALUES (?, ?)", [line.split("  ") for line in sums.splitlines()])
        connection.execute(
            "COMMENT ON TABLE checksums IS 'The files of the release that this database was made from.'; COMMIT"
        )


def holds(path: Path, sums: str) -> bool:
    """Whether the database at `path` was made from the files that `sums` names."""
    if not path.exists():
        return False
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            rows = connection.execute("SELECT sha256, file FROM checksums").fetchall()
    except duckdb.Error:
        return False
    return [f"{sha256}  {file}" for sha256, file in rows] == sums.splitlines()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
