"""`datapackage.json`: the release described for machines (Frictionless Data Package), derived from the schemas."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as arrow

from pipeline.publish.validate import Frames
from schemas.table import Table
from schemas.tables import TABLES

PACKAGE = "datapackage.json"

_TYPES = {
    arrow.string(): "string",
    arrow.list_(arrow.string()): "array",
    arrow.int64(): "integer",
    arrow.float64(): "number",
    arrow.bool_(): "boolean",
    arrow.date32(): "date",
}


def package_json(frames: Frames) -> str:
    """The package as text, the number of rows of every table with it."""
    package = {
        "name": "entente",
        "title": "Entente: Russian-Chinese defence cooperation as analysts have described it",
        "version": str(frames["changes"]["release"].max() if len(frames["changes"]) else 0),
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "resources": [_resource(table, len(frames[name])) for name, table in TABLES.items()],
    }
    return json.dumps(package, indent=1, ensure_ascii=False) + "\n"


def _resource(table: Table, rows: int) -> dict[str, Any]:
    fields = []
    for column in table.arrow_schema:
        field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.type]}
        field["description"] = table.columns[column.name].description
        vocabulary = table.vocabulary(column.name)
        constraints = {"required": not column.nullable, **({"enum": vocabulary} if vocabulary else {})}
        fields.append({**field, "constraints": constraints})
    references = [
        {"fields": column, "reference": {"resource": target, "fields": TABLES[target].key}}
        for column, target in table.references.items()
    ]
    return {
        "name": table.name,
        "path": f"{table.name}.parquet",
        "format": "parquet",
        "title": table.title,
        "description": table.description,
        "rows": rows,
        "schema": {"fields": fields, "primaryKey": table.key, "foreignKeys": references},
    }
