"""Which doubts are worth a coder's time, and what was passed over without one.

A passage looks like a row where it holds something that could be looked up: a figure, a date, a name, a concrete good.
Talk that holds none is no doubt; and a sentence of exercises that states more dates than it gave rows is one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.grammar.analysis import Analysed, Analysis

# The reasons, the most telling first: a passage has one of each table.
_TELLING = (
    "copied_without_contract",
    "no_party",
    "ambiguous",
    "mentioned_only",
    "no_name_date_or_place",
    "no_document",
    "general_talk",
)
_TALK = {
    "transfers": ("general_talk",),
    "exercises": ("general_talk", "no_name_date_or_place", "no_party"),
    "agreements": ("general_talk",),
}
# Reasons that are no news of a passage that gave a row: there is more in it that is no thing of its own.
_BESIDE = ("general_talk", "mentioned_only")


def worth(analysis: Analysis, found: Iterable[Draft | Doubt]) -> set[Doubt]:
    """The doubts of a document, one of each table for a passage."""
    drafts: defaultdict[tuple[str, int, int], list[Draft]] = defaultdict(list)
    doubts: defaultdict[tuple[str, int, int], set[str]] = defaultdict(set)
    for d in found:
        if isinstance(d, Draft):
            drafts[d.table, d.start, d.end].append(d)
        elif d.reason not in _TALK.get(d.table, ()) or _concrete(analysis, d):
            doubts[d.table, d.start, d.end].add(d.reason)
    for s in _passed_over(analysis, drafts):
        doubts["exercises", s.start, s.end].add("ambiguous")
    kept = set()
    for place, reasons in doubts.items():
        told = reasons.difference(_BESIDE) if place in drafts else reasons
        if told:
            kept.add(Doubt(*place, min(told, key=lambda r: _TELLING.index(r) if r in _TELLING else -1)))
    return kept


def _concrete(analysis: Analysis, d: Doubt) -> bool:
    """Whether a passage holds anything that could be looked up."""
    return any(
        s.dates
        or any(
            c.tag in ("count", "money")
            or (c.tag == "good" and (c.value.designation or not c.value.vague))
            or c.entry("series", "place")
            for c in s.chunks
        )
        for s in (analysis.sentences[i] for i in analysis.touching(d.start, d.end))
    )


def _passed_over(analysis: Analysis, drafts: dict[tuple[str, int, int], list[Draft]]) -> Iterator[Analysed]:
    """The sentences of paragraphs on exercises that state more dates than they gave rows."""
    rows = Counter({(start, end): len(made) for (table, start, end), made in drafts.items() if table == "exercises"})
    flows = {s.sentence.flow for s in analysis.sentences if rows[s.start, s.end]}
    for s in analysis.sentences:
        if s.sentence.flow in flows and len({d.edtf for d in s.dates if d.edtf[0] in "12"}) > rows[s.start, s.end]:
            yield s
