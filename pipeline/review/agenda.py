"""What there is to decide on in a source: the machine's rows and issues in the order of the text, and what was decided.

Made from the last release, in which the machine's rows stand as they were made, and from the file of decisions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.extract.drafts import LABEL
from pipeline.read import Document
from pipeline.review.apply import apply
from pipeline.review.decisions import ADD, CORRECT, REJECT, Decision
from pipeline.review.file import REVIEW_NAME, Review, load_review
from pipeline.review.place import Outcome, place
from pipeline.review.reviewed import Verdict, by_machine
from pipeline.review.values import Span
from schemas.vocabulary import REFUSED

Row = dict[str, Any]
Release = Mapping[str, Sequence[Row]]

_UNDECIDED: dict[str, Row] = {
    "mentions": {"accepted": True},
    "claims": {},
    "issues": {"review_status": "machine"},
}


@dataclass(frozen=True)
class Item:
    """A mention of the machine with its claims, or an issue, and the verdicts on the decisions that are on it.

    `added` are those on the rows that coders added on the same passage.
    """

    row: Row
    claims: tuple[Row, ...]
    verdicts: tuple[Verdict, ...]
    added: tuple[Verdict, ...]

    @property
    def key(self) -> str:
        """The identifier of the mention or the issue."""
        return str(self.row["issue_id" if self.is_issue else "mention_id"])

    @property
    def is_issue(self) -> bool:
        """Whether it is an issue, and no row."""
        return "issue_id" in self.row

    @property
    def table(self) -> str:
        """The table of the row, or the one that the passage looked like a row of."""
        return str(self.row["table_name"])

    @property
    def at(self) -> Span:
        """The passage."""
        return Span(self.row["char_start"], self.row["char_end"])

    @property
    def label(self) -> str:
        """What a row is called, or the reason of an issue."""
        if self.is_issue:
            return str(self.row["reason"])
        name = "speaker" if self.table == "quotes" else LABEL[self.table]
        return next((str(claim["value"]) for claim in self.claims if claim["field"] == name), self.table)

    @property
    def decided(self) -> bool:
        """Whether a decision on it holds."""
        return any(verdict.in_force for verdict in self.verdicts)


@dataclass(frozen=True)
class Agenda:
    """All there is to decide on in one source."""

    source_id: str
    review: Review
    items: tuple[Item, ...]
    verdicts: tuple[Verdict, ...]

    def told(self) -> list[Verdict]:
        """The verdicts that somebody should look at."""
        return [verdict for verdict in self.verdicts if verdict.outcome is not Outcome.APPLIED]

    def count(self, *, issues: bool) -> tuple[int, int]:
        """How many of the rows, or of the issues, are decided, and how many there are."""
        of_kind = [item for item in self.items if item.is_issue is issues]
        return sum(item.decided for item in of_kind), len(of_kind)

    def decisions(self) -> Counter[str]:
        """How many rows were added, corrected and rejected by decisions in force."""
        verdicts = (v.placed.decision for v in self.verdicts if v.in_force and v.outcome is not Outcome.DONE)
        kinds = (ADD, CORRECT, REJECT)
        return Counter(
            one.verdict for one in verdicts if one.verdict in kinds and not (one.issue and one.verdict != ADD)
        )


def agenda(source_id: str, raw: Path, release: Release, document: Document | None) -> Agenda:
    """What there is to decide on in a source of the last release; `document` is the one that it was made from."""
    review = load_review(raw / source_id / REVIEW_NAME)
    last = {name: [row for row in release[name] if row["source_id"] == source_id] for name in _UNDECIDED}
    rows = {name: [row | reset for row in by_machine(name, last[name])] for name, reset in _UNDECIDED.items()}
    placed = place(source_id, review.decisions, document, last, lambda words: None)
    verdicts = apply(rows["mentions"], rows["claims"], rows["issues"], placed).report
    return Agenda(source_id, review, tuple(_items(rows, verdicts)), tuple(verdicts))


def _items(rows: Release, verdicts: Sequence[Verdict]) -> list[Item]:
    claims, on, added = defaultdict(list), defaultdict(list), defaultdict(list)
    for claim in rows["claims"]:
        claims[claim["mention_id"]].append(claim)
    for verdict in verdicts:
        for row_id in verdict.rows:
            on[row_id].append(verdict)
        if verdict.placed.decision.verdict == ADD and verdict.in_force:
            added[verdict.placed.decision.at].append(verdict)
    found = [Item(m, _in_order(claims[m["mention_id"]]), tuple(on[m["mention_id"]]), ()) for m in rows["mentions"]]
    issues = [issue for issue in rows["issues"] if not issue["reason"].startswith(REFUSED)]
    found += [Item(issue, (), tuple(on[issue["issue_id"]]), ()) for issue in issues]
    found = [Item(item.row, item.claims, item.verdicts, tuple(added[item.at])) for item in found]
    return sorted(found, key=lambda item: (*item.at, item.is_issue, item.table, _place(item), item.key))


def _in_order(claims: Sequence[Row]) -> tuple[Row, ...]:
    return tuple(sorted(claims, key=lambda claim: (claim["char_start"] is None, claim["char_start"], claim["field"])))


def _place(item: Item) -> int:
    """Where the words of the label stand, so that the rows of a passage come in its order."""
    label = LABEL.get(item.table)
    return next((claim["char_start"] or 0 for claim in item.claims if claim["field"] == label), 0)


def on_item(item: Item) -> list[Decision]:
    """The decisions on an item as they stand in the file, those that do not hold too; rows that were added are not."""
    return [v.placed.pinned for v in item.verdicts if v.placed.decision.verdict != ADD or item.is_issue]
