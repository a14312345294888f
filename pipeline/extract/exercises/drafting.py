"""What the row of an exercise says: its label, when and where it was held, and how the source puts it."""

from __future__ import annotations

import re

from pipeline.extract.drafts import Draft
from pipeline.extract.events import attending
from pipeline.extract.events.attending import Parties, Span
from pipeline.extract.exercises import facts, postponed, sizes
from pipeline.extract.exercises.series import Named
from pipeline.extract.exercises.told import Setting
from pipeline.extract.grammar import cues
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk

_PATROL = "joint bomber patrol"


def drafted(
    analysis: Analysis, s: Analysed, item: Named, participants: Parties, date: Chunk | None, at: Setting, name: str
) -> Draft:
    """The draft of an exercise called `name`, held at `date` by the `participants`."""
    span = (item.start, item.end)
    method = "titled" if item.titled else "noun_group" if item.generic else "series" if item.series else "edition"
    draft = Draft("exercises", s.start, s.end, f"exercises/{method}")
    stated = date.value.edtf if date else None
    _claim_names(draft, item, name, stated)
    draft.claim("kind", item.kind, span)
    spans = [found for _, found in participants if found]
    draft.claim("participants", sorted({code for code, _ in participants}), spans[0] if spans else None)
    later = postponed.held_later(analysis.low, item.end, s.end)
    if item.year and not later and not (stated and stated.startswith(item.year) and not stated.endswith("/..")):
        draft.claim("date", item.year, span)
    elif date and stated:
        draft.claim("date", stated, date.value)
    if place := at.place:
        draft.claim("location", " ".join(analysis.plain[place[0] : place[1]].split()), place)
    draft.claim("status", *facts.status(analysis, s, stated or item.year, span))
    if date and stated and draft.value("status") == "planned":
        coming = facts.still_to_come(date, analysis.document.published)
        if not item.year or coming.startswith(item.year):
            draft.claim("date", coming, date.value)
    draft.claim("factuality", *_factuality(s, item, draft))
    for column, number, count in sizes.sizes(analysis, s, item, at.reach):
        if column not in draft.claims:
            draft.claim(column, number, count)
    return draft


def _claim_names(draft: Draft, item: Named, name: str, stated: str | None) -> None:
    """Claim the label, which ends in the year where that is known, and the series."""
    span = (item.start, item.end)
    label = _PATROL if item.generic and item.kind == "air_patrol" and "patrol" in name else name
    named = item.series or item.titled
    if named and not item.year and stated and re.match(r"\d{4}(?!X)", stated) and "/" not in stated:
        label = f"{label}-{stated[:4]}"
    draft.claim("name", label, span)
    if item.series:
        draft.claim("series", item.series.name, span)
    elif label == _PATROL:
        draft.claim("series", label, span)
    elif item.titled or (not item.generic and item.year):
        draft.claim("series", item.name.removesuffix(f"-{item.year}"), span)


def _factuality(s: Analysed, item: Named, draft: Draft) -> tuple[str, Chunk | Span]:
    """How the source puts it, with the cue: hearsay where a word says "reported", else what a plan leaves open."""
    span = (item.start, item.end)
    if "reported" not in s.low and draft.value("status") != "planned":
        return "asserted", span
    reading = cues.read(s.chunks, None, attending.index_at(s.chunks, item.start), "ed", None, True)
    cue = reading.factuality_cue
    if reading.factuality == "reported" and cue and "reported" in cue.low:
        return "reported", cue
    if reading.factuality == "possible" and draft.value("status") == "planned":
        return "possible", cue or span
    return "asserted", span
