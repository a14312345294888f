"""`claims`: one field's value as one passage states it a row."""

from schemas.columns import boolean, enum, integer, key, ordered, text, together
from schemas.mentions import IDENTIFIER
from schemas.table import Table
from schemas.vocabulary import FACT_TABLES

CLAIMS = Table(
    name="claims",
    title="Claims",
    description="Each stated value of each field, with the very words that gave it.",
    key="claim_id",
    columns={
        "claim_id": key("Identifier of the claim.", IDENTIFIER),
        "mention_id": text("The mention whose passage states the value.", required=True),
        "table_name": enum("The table of the record.", FACT_TABLES, required=True),
        "record_id": text("The record, by the key of that table; null where the claim supports none."),
        "source_id": text("The source.", required=True),
        "field": text("The column that the value is for.", required=True),
        "value": text("The value as text; a list as JSON.", required=True),
        "char_start": integer("Where the words that gave the value begin; null where the value is implied."),
        "char_end": integer("Where they end, exclusive."),
        "chosen": boolean("Whether the record took this value.", required=True),
    },
    checks=[ordered("char_start", "char_end", strictly=True), together("char_start", "char_end")],
    references={"mention_id": "mentions", "source_id": "sources"},
    order=("source_id", "mention_id", "field"),
)
