"""All tables, in the order of publication."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import pyarrow as arrow

from schemas.agreements import AGREEMENTS
from schemas.aliases import ALIASES
from schemas.changes import CHANGES
from schemas.claims import CLAIMS
from schemas.conflicts import CONFLICTS
from schemas.exercises import EXERCISES
from schemas.issues import ISSUES
from schemas.mentions import MENTIONS
from schemas.quotes import QUOTES
from schemas.sources import SOURCES
from schemas.table import Row, Table
from schemas.transfers import TRANSFERS
from schemas.vocabulary import TABLE_NAMES

_ALL = (TRANSFERS, EXERCISES, AGREEMENTS, QUOTES, SOURCES, MENTIONS, CLAIMS, CONFLICTS, ISSUES, ALIASES, CHANGES)
TABLES: dict[str, Table] = dict(zip(TABLE_NAMES, _ALL, strict=True))


def to_frame(name: str, rows: Iterable[Row] = ()) -> pd.DataFrame:
    """The rows of table `name` as a typed frame with every column, in the published order (see `Table.frame`)."""
    return TABLES[name].frame(rows)


def arrow_schema(name: str) -> arrow.Schema:
    """The Arrow schema of table `name`, with its descriptions (see `Table.arrow_schema`)."""
    return TABLES[name].arrow_schema
