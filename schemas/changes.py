"""`changes`: one value that one release changed a row."""

from schemas.columns import enum, integer, key, text
from schemas.mentions import IDENTIFIER
from schemas.table import Table
from schemas.vocabulary import CHANGE_CAUSES, FACT_TABLES

CHANGES = Table(
    name="changes",
    title="Changes",
    description="What each release changed in the four tables, value by value, and why.",
    key="change_id",
    columns={
        "change_id": key("Identifier of the change: release, table, record and column.", IDENTIFIER),
        "release": integer("The release that made the change, counted from 1.", at_least=1, required=True),
        "table_name": enum("The table of the record.", FACT_TABLES, required=True),
        "key": text("The record, by the key of that table; of one that is gone, the key that it had.", required=True),
        "field": text("The column; null where the whole record was added or removed."),
        "old_value": text("As text, a list as JSON; null where there was none; what a removed record was called."),
        "new_value": text("As text, a list as JSON; null where there is none; what an added record is called."),
        "cause": enum("Why.", CHANGE_CAUSES, required=True),
    },
    order=("release", "table_name", "key", "field"),
)
