"""What is said of passages that gave no row, or fewer than they seemed to: one doubt of each table, the most telling.

A sentence that states more dates of exercises or transfers than it gave rows is doubtful too, and one that has a date
and an agreement and gave none; so is what was agreed at a meeting, and what nobody knows that is sold.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pipeline.extract.drafts import Doubt, Draft, telling
from pipeline.extract.exercises.kinds import of_forces
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.tables import is_row
from pipeline.extract.lexicon.event_words import pattern

_EDITION = re.compile(r"-(?<=[A-Za-z”\"']-)(?<!\bmid-)(?:19|20)\d\d(?![\w/-])")  # "Mirnaya missiya-2009"
_AGREED = re.compile(r"agreed (?:that|to|on)\b")
_Place = tuple[str, int, int]  # a table and a passage
# Reasons that are no news of a passage that gave a row: there is more in it that is no thing of its own.
_BESIDE = ("general_talk", "mentioned_only")


def most_telling(analysis: Analysis, found: Iterable[Draft | Doubt]) -> set[Doubt]:
    """The doubts of a document, one of each table for a passage."""
    drafts: defaultdict[_Place, list[Draft]] = defaultdict(list)
    doubts: defaultdict[_Place, list[str]] = defaultdict(list)
    for d in found:
        if isinstance(d, Draft):
            drafts[d.table, d.start, d.end].append(d)
        else:
            doubts[d.table, d.start, d.end].append(d.reason)
    for place in _passed_over(analysis, drafts):
        if not doubts[place]:
            doubts[place].append("ambiguous")
    kept = set()
    for place, reasons in doubts.items():
        told = [reason for reason in reasons if not (place in drafts and reason in _BESIDE)]
        if told:
            kept.add(Doubt(*place, min(told, key=telling)))
    return kept


def _passed_over(analysis: Analysis, drafts: Mapping[_Place, list[Draft]]) -> Iterator[_Place]:
    """Sentences that state more dates than they gave rows of exercises or transfers, or one and no agreement.

    And those in which something was agreed at a meeting, or a name that may be a designation is given.
    """
    rows = Counter({(table, start): len(made) for (table, start, _), made in drafts.items()})
    told = {s.sentence.flow for s in analysis.sentences if rows["exercises", s.start]}
    low = analysis.low
    for s in analysis.sentences:
        if not rows["transfers", s.start] and _may_be_given(s):
            yield "transfers", s.start, s.end
        agreed = _AGREED.search(low, s.start, s.end) and pattern("agreements", "meetings").search(s.low)
        if agreed and not rows["agreements", s.start]:
            yield "agreements", s.start, s.end
        if not s.may_state_date:
            continue
        exercise = s.may_hold("series") or _EDITION.search(s.plain) or (s.sentence.flow in told and _goes_on(s))
        if not (exercise or rows["transfers", s.start] or s.may_hold("agreement")):
            continue
        dates = {d.edtf for d in s.dates if d.edtf[0].isdigit()}
        if exercise and len(dates) > rows["exercises", s.start]:
            yield "exercises", s.start, s.end
        if len(dates) > rows["transfers", s.start] > 0 and not is_row(s):
            yield "transfers", s.start, s.end
        if dates and s.may_hold("agreement") and not rows["agreements", s.start]:
            yield "agreements", s.start, s.end


def _may_be_given(s: Analysed) -> bool:
    """Whether a name that may be a designation stands with a verb of transfer and two sides: "bought the Varyag"."""
    if not all(map(s.may_hold, ("weak_designation", "verb", "party"))):
        return False
    sides = {code for c in s.chunks if c.tag == "party" for code in c.value.codes}
    return len(sides) > 1 and any("weak_designation" in c.kinds for c in s.chunks)


def _goes_on(s: Analysed) -> bool:
    """Whether a sentence behind an exercise may tell of one more: "a second circuit", "the bombers flew"."""
    return any(pattern("exercises", key).search(s.low) for key in ("held", "more")) or of_forces(s.low) is not None
