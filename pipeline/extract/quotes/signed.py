"""Attributions behind the words that no verb of speech makes: "..." – Zhao Huasheng; "..." With these words he left."""

from __future__ import annotations

import re

from pipeline.extract.quotes.candidates import Candidate
from pipeline.extract.quotes.clauses import Clauses

_SIGNED = re.compile(r"\s*[—–]+\s*|\s+--?\s+| (\()")  # "..." – Zhao Huasheng, former director
_WITH_THESE = re.compile(  # "“We do not trade in secrets.” With these words Punchuk left the hall."
    r"\s*(?:With (?:this|these|that|those) (?:words?|sentences?|remarks?|phrase|comment|line|formula),?"
    r"|(?:This|That) (?:is|was) (?:what|how)|Thus|(?:These|Those) (?:are|were) the words of) "
)
_NEAR = 70  # characters in which he is named


def signed(clauses: Clauses, at: int, end: int) -> tuple[Candidate, str] | None:
    """Who signs the words that end at `at` in a paragraph that ends at `end`, and the rule that tells it."""
    if dash := _SIGNED.match(clauses.plain, at, end):
        who = next((c for c in clauses.between(at, end) if c.start == dash.end()), None)
        if who and not clauses.is_object(who) and not (dash[1] and who.kind != "person"):
            return who, "signed"
    if with_these := _WITH_THESE.match(clauses.plain, at):
        people = clauses.between(with_these.end(), with_these.end() + _NEAR)
        if who := next((c for c in people if not clauses.is_object(c)), None):
            return clauses.introduced(who, with_these.end() + 2 * _NEAR), "after"
    return None
