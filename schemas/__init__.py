"""The published tables, each declared once: columns, types, vocabularies, checks and descriptions.

`schemas.vocabulary` and `schemas.edtf` are cheap to import; `TABLES`, `to_frame` and `arrow_schema` load pandas and
pandera when first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schemas.vocabulary import FACT_TABLES, ISSUE_REASONS

if TYPE_CHECKING:
    from schemas.table import Table
    from schemas.tables import TABLES, arrow_schema, to_frame

__all__ = ["FACT_TABLES", "ISSUE_REASONS", "TABLES", "Table", "arrow_schema", "to_frame"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from schemas import tables

    return getattr(tables, name)
