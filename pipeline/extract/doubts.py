"""What is said of passages that gave no row, or fewer than they seemed to: one doubt of each table, the most telling.

A sentence that states more dates of exercises than it gave rows is doubtful too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.grammar.analysis import Analysed, Analysis

# The reasons, the most telling first: a passage has one of each table, of equal ones the first that was read.
_TELLING = (
    "copied_without_contract",
    "no_party",
    "ambiguous",
    "mentioned_only",
    "no_name_date_or_place",
    "no_document",
    "general_talk",
)
# Reasons that are no news of a passage that gave a row: there is more in it that is no thing of its own.
_BESIDE = ("general_talk", "mentioned_only")


def most_telling(analysis: Analysis, found: Iterable[Draft | Doubt]) -> set[Doubt]:
    """The doubts of a document, one of each table for a passage."""
    drafts: defaultdict[tuple[str, int, int], list[Draft]] = defaultdict(list)
    doubts: defaultdict[tuple[str, int, int], list[str]] = defaultdict(list)
    for d in found:
        if isinstance(d, Draft):
            drafts[d.table, d.start, d.end].append(d)
        else:
            doubts[d.table, d.start, d.end].append(d.reason)
    for s in _passed_over(analysis, drafts):
        doubts["exercises", s.start, s.end].append("ambiguous")
    kept = set()
    for place, reasons in doubts.items():
        told = [reason for reason in reasons if not (place in drafts and reason in _BESIDE)]
        if told:
            kept.add(Doubt(*place, min(told, key=lambda r: _TELLING.index(r) if r in _TELLING else -1)))
    return kept


def _passed_over(analysis: Analysis, drafts: dict[tuple[str, int, int], list[Draft]]) -> Iterator[Analysed]:
    """The sentences of paragraphs on exercises that state more dates than they gave rows."""
    rows = Counter({(start, end): len(made) for (table, start, end), made in drafts.items() if table == "exercises"})
    flows = {s.sentence.flow for s in analysis.sentences if rows[s.start, s.end]}
    for s in analysis.sentences:
        if s.sentence.flow in flows and len({d.edtf for d in s.dates if d.edtf[0] in "12"}) > rows[s.start, s.end]:
            yield s
