"""What a table declaration is, and what derives from it: a pandera schema, an Arrow schema, typed frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pyarrow as arrow

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Table:
    """The single declaration of a published table.

    `references` maps a column to the table whose key it holds. Rows are published in the order of `order`, which the
    key makes total.
    """

    name: str
    title: str
    description: str
    key: str
    columns: dict[str, pa.Column]
    checks: Sequence[pa.Check] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    order: Sequence[str] = ()

    @cached_property
    def schema(self) -> pa.DataFrameSchema:
        """For `validate(frame, lazy=True)`; the names of its checks are those that `issues.reason` shows."""
        return pa.DataFrameSchema(
            self.columns,
            checks=list(self.checks),
            name=self.name,
            title=self.title,
            description=self.description,
            strict=True,
            ordered=True,
        )

    @cached_property
    def arrow_schema(self) -> arrow.Schema:
        """Names, types, nullability and descriptions, with the table's own title and description."""
        fields = [
            arrow.field(name, column.dtype.type.pyarrow_dtype, column.nullable, {"description": column.description})
            for name, column in self.columns.items()
        ]
        return arrow.schema(fields, {"title": self.title, "description": self.description})

    def vocabulary(self, column: str) -> list[str]:
        """The closed list of the column, in the order of its declaration; empty where it has none."""
        allowed = [check.statistics.get("allowed_values", []) for check in self.columns[column].checks]
        return list(chain.from_iterable(allowed))

    def frame(self, rows: Iterable[Row] = ()) -> pd.DataFrame:
        """The rows as a frame with every column, Arrow-backed, in the published order.

        A column that a row leaves out is null. Raises ValueError for a column that is not declared, and for a value of
        another type.
        """
        rows = list(rows)
        unknown = sorted(set().union(*rows) - set(self.columns)) if rows else []
        if unknown:
            raise ValueError(f"table {self.name}: no such column: {', '.join(unknown)}")
        columns = {name: self._array(name, [row.get(name) for row in rows]) for name in self.columns}
        frame = pd.DataFrame({name: pd.Series(pd.arrays.ArrowExtensionArray(array)) for name, array in columns.items()})
        return self.sort(frame)

    def sort(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The frame in the published order, its index counted anew."""
        return frame.sort_values([*self.order, self.key], ignore_index=True)

    def to_arrow(self, frame: pd.DataFrame) -> arrow.Table:
        """The frame as an Arrow table with the declared schema; raises ValueError where it has another."""
        try:
            return arrow.Table.from_pandas(
                frame, schema=self.arrow_schema, preserve_index=False
            ).replace_schema_metadata(self.arrow_schema.metadata)
        except (arrow.ArrowException, KeyError) as error:
            raise ValueError(f"table {self.name}: {error}") from error

    def rows(self, frame: pd.DataFrame) -> list[dict[str, Any]]:
        """The frame as rows of plain Python values, None for null: what `frame` was made from, valid or not."""
        return arrow.Table.from_pandas(frame, preserve_index=False).to_pylist()

    def _array(self, name: str, values: list[Any]) -> arrow.Array:
        try:
            return arrow.array(values, type=self.columns[name].dtype.type.pyarrow_dtype)
        except (arrow.ArrowException, TypeError) as error:
            raise ValueError(f"table {self.name}, column {name}: {error}") from error
