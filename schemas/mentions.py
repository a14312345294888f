"""`mentions`: one passage that supports a record a row."""

from schemas.columns import SHA256, boolean, enum, integer, key, ordered, text
from schemas.table import Table
from schemas.vocabulary import FACT_TABLES

IDENTIFIER = "[a-z0-9][a-z0-9._:/#-]*"

MENTIONS = Table(
    name="mentions",
    title="Mentions",
    description="Passages that support the records: `normalised_text[char_start:char_end]` is the passage, exactly.",
    key="mention_id",
    columns={
        "mention_id": key("Identifier of the mention.", IDENTIFIER),
        "table_name": enum("The table of the record.", FACT_TABLES, required=True),
        "record_id": text("The record, by the key of that table; null where the mention supports none."),
        "source_id": text("The source.", required=True),
        "paragraph": integer("Number of the paragraph in the source, from 1.", at_least=1, required=True),
        "char_start": integer("Where the passage begins in the normalised text, in code points.", required=True),
        "char_end": integer("Where it ends, exclusive.", required=True),
        "passage_sha256": text("SHA-256 of the passage in UTF-8.", required=True, pattern=SHA256),
        "passage_url": text(
            "The source's address with a text fragment that highlights the passage.", pattern=r"https?://\S+"
        ),
        "method": text("Which rule or reviewer found it.", required=True),
        "accepted": boolean("False where a reviewer rejected it: it stays, and supports nothing.", required=True),
    },
    checks=[ordered("char_start", "char_end", strictly=True)],
    references={"source_id": "sources"},
    order=("source_id", "char_start", "char_end"),
)
