"""`entente query`."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
import duckdb

from pipeline.publish.database import connect
from pipeline.publish.promote import reading

_CHANGES = tuple(
    getattr(duckdb.StatementType, name) for name in ("INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER")
)


def query(sql: str, outputs: Path) -> None:
    """Print the answer as a table. A release that a killed build left half in place is mended first."""
    if not outputs.is_dir():
        raise click.ClickException(f"{outputs}: no release there; make one with 'entente build'")
    try:
        with reading(outputs), connect(outputs) as connection:
            statements = connection.extract_statements(sql)
            if not statements:
                raise click.ClickException("no question there; ask one in SQL, such as 'SELECT * FROM by_source'")
            if statements[-1].type in _CHANGES:
                raise click.ClickException(
                    "a question only reads, and what it makes is gone with it; "
                    "COPY (SELECT ...) TO 'answer.csv' keeps an answer"
                )
            answer = connection.sql(sql)
            if answer is not None:
                answer.show(max_width=shutil.get_terminal_size((160, 24)).columns, max_rows=200)
    except duckdb.Error as error:
        if isinstance(error, duckdb.IOException) and str(outputs) in str(error):  # else a file that the question names
            raise click.ClickException(f"{outputs}: no whole release there; make one with 'entente build'") from error
        raise click.ClickException(" ".join(str(error).split())) from error
