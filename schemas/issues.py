"""`issues`: one passage a row that looked like a row and gave none, or fewer than it seemed to."""

from schemas.columns import enum, integer, key, ordered, text
from schemas.mentions import IDENTIFIER
from schemas.table import Table
from schemas.vocabulary import FACT_TABLES, ISSUE_REASONS, REFUSED, REVIEW_STATUSES

_REASON = "|".join(f"{REFUSED}: .+" if reason == REFUSED else reason for reason in ISSUE_REASONS)

ISSUES = Table(
    name="issues",
    title="Issues",
    description="Passages that looked like a row and gave none, or fewer than they seemed to, each with the reason.",
    key="issue_id",
    columns={
        "issue_id": key("Identifier of the issue.", IDENTIFIER),
        "source_id": text("The source.", required=True),
        "char_start": integer("Where the passage begins in the normalised text, in code points.", required=True),
        "char_end": integer("Where it ends, exclusive.", required=True),
        "table_name": enum("The table that the passage looked like a row of.", FACT_TABLES),
        "reason": text("Why it gave none; `refused` names the checks that failed.", required=True, pattern=_REASON),
        "review_status": enum("Whether a coder has looked at it.", REVIEW_STATUSES, required=True),
    },
    checks=[ordered("char_start", "char_end", strictly=True)],
    references={"source_id": "sources"},
    order=("source_id", "char_start", "char_end"),
)
