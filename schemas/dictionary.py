"""The data dictionary, `docs/tables.md`: `python -m schemas.dictionary` prints it."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as arrow

from schemas.table import Table
from schemas.tables import TABLES

_TYPES = {
    arrow.string(): "text",
    arrow.list_(arrow.string()): "list of text",
    arrow.int64(): "integer",
    arrow.float64(): "number",
    arrow.bool_(): "boolean",
    arrow.date32(): "date",
}
_HEAD = """# The tables

Made from `schemas/` by `make docs`. Every cell of the four tables of records leads back to the words that gave it:
`mentions` has the passages, `claims` the value that each passage states for each field. Dates as stated are EDTF
(ISO 8601-2); country codes are ISO 3166-1 alpha-3, with `SUN` for the USSR.
"""


def markdown() -> str:
    """The dictionary of all tables."""
    return "\n".join([_HEAD, *(line for table in TABLES.values() for line in _section(table))])


def _section(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n\n{table.description}\n"
    yield "| column | type | meaning |\n|---|---|---|"
    for field in table.arrow_schema:
        notes = [table.columns[field.name].description]
        if words := table.vocabulary(field.name):
            notes.append(f"One of: {', '.join(words)}.")
        if target := table.references.get(field.name):
            notes.append(f"Leads to `{target}`.")
        of_type = "key" if field.name == table.key else _TYPES[field.type] + ("" if field.nullable else ", always")
        yield f"| {field.name} | {of_type} | {' '.join(notes)} |"
    yield f"\nSorted by {', '.join([*table.order, table.key])}.\n"


if __name__ == "__main__":
    print(markdown(), end="")
