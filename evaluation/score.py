"""From rows and coders' rows to verdicts, and from verdicts to precision, recall and F1."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from evaluation.gold import Gold
from evaluation.match import Row, State, likeness, sino_russian, states
from schemas.vocabulary import FACT_TABLES, record_key

Rows = dict[str, list[Row]]
DENSE = 3  # required rows from which on a document counts in the mean


@dataclass(frozen=True)
class Verdict:
    """A row that is right (`row` and `gold`), wrongly added (`row` alone) or missed (`gold` alone).

    `grounded`: whether a right row has a mention on one of the coder's lines. `states`: of each of its fields.
    """

    source_id: str
    table: str
    row: Row | None = None
    gold: Gold | None = None
    states: dict[str, State] = field(default_factory=dict)
    grounded: bool = False

    @property
    def sino_russian(self) -> bool:
        """Whether it counts as Russian-Chinese: by the coder, or where he has no such row, by the row itself."""
        stated = self.gold.fields if self.gold else self.row
        return sino_russian(self.table, stated or {})


class Score(NamedTuple):
    """Counts of rows and of the fields of right rows, and what follows from them."""

    right: int
    added: int
    missed: int
    fields: Counter[State]
    by_field: dict[str, tuple[int, int]]  # right and stated by the coder
    grounded: int

    @property
    def precision(self) -> float:
        """Share of the rows that are right."""
        return _share(self.right, self.right + self.added)

    @property
    def recall(self) -> float:
        """Share of the coders' rows that were found."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return _share(2 * self.precision * self.recall, self.precision + self.recall)

    @property
    def fields_recall(self) -> float:
        """Share of the coders' values that are right."""
        return _share(self.fields["right"], self.fields["right"] + self.fields["wrong"])

    @property
    def fields_precision(self) -> float:
        """Share of the values given that the coders have too."""
        return _share(self.fields["right"], self.fields.total())

    @property
    def on_gold_lines(self) -> float:
        """Share of the right rows with a mention on one of the coder's lines."""
        return _share(self.grounded, self.right)


def judge(source_id: str, text: str, rows: Rows, gold: Sequence[Gold]) -> list[Verdict]:
    """Set the rows of one document's release against its gold rows; negatives are passed over.

    Each row goes to one gold row at most, the best matches first. A gold row that is optional gives no verdict.
    """
    of_record: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for mention in rows["mentions"]:
        of_record[mention["table_name"], mention["record_id"]].append(mention)
    verdicts = []
    for table in FACT_TABLES:
        wanted = [g for g in gold if g.table == table and not g.negative]
        pairs = _pairs(table, rows[table], wanted)
        for i, row in enumerate(rows[table]):
            if i not in pairs:
                verdicts.append(Verdict(source_id, table, row))
            elif not (known := wanted[pairs[i]]).optional:
                grounded = _on_lines(text, of_record[table, row[record_key(table)]], known)
                verdicts.append(Verdict(source_id, table, row, known, states(table, row, known), grounded))
        found = set(pairs.values())
        verdicts += [
            Verdict(source_id, table, gold=g) for j, g in enumerate(wanted) if j not in found and not g.optional
        ]
    return verdicts


def score(verdicts: Iterable[Verdict]) -> Score:
    """Count the verdicts."""
    verdicts = list(verdicts)
    right = [v for v in verdicts if v.row and v.gold]
    by_field: defaultdict[str, list[State]] = defaultdict(list)
    for verdict in right:
        for name, state in verdict.states.items():
            by_field[name].append(state)
    stated = {name: (found.count("right"), len(found) - found.count("invented")) for name, found in by_field.items()}
    return Score(
        right=len(right),
        added=sum(v.gold is None for v in verdicts),
        missed=sum(v.row is None for v in verdicts),
        fields=Counter(state for v in right for state in v.states.values()),
        by_field={name: counts for name, counts in stated.items() if counts[1]},
        grounded=sum(v.grounded for v in right),
    )


def mean_over_documents(verdicts: Iterable[Verdict]) -> float:
    """Mean F1 of the documents with DENSE required rows or more."""
    by_document: defaultdict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        by_document[verdict.source_id].append(verdict)
    scores = [score(found) for found in by_document.values()]
    dense = [s.f1 for s in scores if s.right + s.missed >= DENSE]
    return _share(sum(dense), len(dense))


def hashes_right(text: str, mentions: Iterable[Row]) -> tuple[int, int]:
    """Of how many mentions the passage is the one hashed, and how many there are."""
    found = [m["passage_sha256"] == _hash(text[m["char_start"] : m["char_end"]]) for m in mentions]
    return sum(found), len(found)


def _pairs(table: str, rows: Sequence[Row], wanted: Sequence[Gold]) -> dict[int, int]:
    """Position of a row to that of its gold row: the surest first, then the required, then those whose fields agree."""
    ranked = []
    for i, row in enumerate(rows):
        for j, gold in enumerate(wanted):
            if sure := likeness(table, row, gold):
                found = list(states(table, row, gold).values())
                agreement = found.count("right") - found.count("wrong")
                ranked.append((round(sure, 2), not gold.optional, agreement, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(ranked, reverse=True):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _on_lines(text: str, mentions: Iterable[Row], gold: Gold) -> bool:
    for mention in mentions:
        first = text.count("\n", 0, mention["char_start"]) + 1
        last = text.count("\n", 0, mention["char_end"] - 1) + 1
        if any(first <= line <= last for line in gold.lines):
            return True
    return False


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
