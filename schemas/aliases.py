"""`aliases`: one identifier that a record had in an earlier release a row."""

from schemas.columns import enum, integer, key, text
from schemas.mentions import IDENTIFIER
from schemas.table import Table
from schemas.vocabulary import FACT_TABLES

ALIASES = Table(
    name="aliases",
    title="Aliases",
    description="Identifiers that records had in earlier releases, and what they are called now.",
    key="alias_id",
    columns={
        "alias_id": key("Table and old identifier.", IDENTIFIER),
        "table_name": enum("The table of the record.", FACT_TABLES, required=True),
        "old_id": text("The identifier that is no longer used.", required=True),
        "new_id": text("The record that it leads to, by the key of that table.", required=True),
        "since_release": integer("The first release without the old identifier.", at_least=1, required=True),
    },
    order=("table_name", "old_id"),
)
