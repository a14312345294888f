"""`conflicts`: one field of one record on which its sources disagree a row."""

from schemas.columns import enum, key, text, text_set
from schemas.mentions import IDENTIFIER
from schemas.table import Table
from schemas.vocabulary import CONFLICT_KINDS, FACT_TABLES, SETTLED_BY

CONFLICTS = Table(
    name="conflicts",
    title="Conflicts",
    description="Where sources disagree: the field, what kind of disagreement it is, and the rule that chose a value.",
    key="conflict_id",
    columns={
        "conflict_id": key("Identifier of the conflict: table, record and field.", IDENTIFIER),
        "table_name": enum("The table of the record.", FACT_TABLES, required=True),
        "record_id": text("The record, by the key of that table.", required=True),
        "field": text("The column on which the sources disagree.", required=True),
        "claim_ids": text_set("Every claim of that field of the record, sorted."),
        "kind": enum("What they disagree on (docs/codebook.md).", CONFLICT_KINDS, required=True),
        "settled_by": enum("The rule by which the record took its value.", SETTLED_BY, required=True),
    },
    order=("table_name", "record_id", "field"),
)
