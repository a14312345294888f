"""Which of the two Moscow was at the time: the USSR or Russia, where the words name neither.

A side that is carried over, a pronoun and a seat of government say only whose capital or whose heir is meant. What the
row or its sentence dates before 1991 was the Soviet Union's.
"""

from __future__ import annotations

import re

from pipeline.extract.drafts import Draft
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.transfers.terms import DATES

_YEAR = re.compile(r"\d{4}")
_BACK = 4  # sentences
_TURN = 1986
_LAST = 1990  # of the year after it nobody can tell


def in_its_day(draft: Draft, s: Analysed, focus: Focus, makers: list[str]) -> Draft:
    """`draft`, of what `makers` make, with the USSR or Russia as its time says, where its words do not."""
    for side in ("supplier", "recipient"):
        claim = draft.claims.get(side)
        if claim is not None and claim.value in ("RUS", "SUN") and not _outright(s, claim.start):
            draft.claims[side] = claim._replace(value=_at_the_time(draft, s, focus, makers) or claim.value)
    return draft


def _last_dated(s: Analysed) -> list[str]:
    """The dates of the sentence, or of the last one before it that has any, if they are not of the last Soviet years.

    What is told next may have come later: "After 1989 no other maker sold to Beijing. Moscow supplied it with".
    """
    told: Analysed | None = s
    for _ in range(_BACK):
        if told is None or told.dates:
            break
        told = told.before
    found = [date.edtf for date in told.dates] if told else []
    late = any(_TURN <= int(year) <= _LAST for date in found for year in _YEAR.findall(date))
    return [] if late and told is not s else found


def _outright(s: Analysed, start: int | None) -> bool:
    """Whether the words at `start` name the state itself, or somebody of it: "the Russians" are of either time."""
    if start is None:
        return False
    named = next((c for c in s.chunks if c.start <= start < c.end), None)
    either = named is not None and named.tag == "party" and named.value.form in ("government", "pronoun")
    either |= named is not None and named.tag == "atom" and named.entry("place") is not None
    return not (either or (named is not None and named.low.removeprefix("the ") == "russians"))


def _at_the_time(draft: Draft, s: Analysed, focus: Focus, makers: list[str]) -> str | None:
    """The state that the dates of the row tell of, else those of its sentence.

    Where there are none, what was made in Soviet times alone is of them, all else of the one that is named near.
    """
    stated = [str(draft.value(name)) for name in DATES if draft.value(name)] or _last_dated(s)
    if years := [int(year) for date in stated for year in _YEAR.findall(date)]:
        if any(date.endswith("/..") for date in stated):  # "since the 1990s": to this day
            return "RUS" if max(years) >= _LAST else None
        return "SUN" if max(years) <= _LAST else "RUS" if min(years) > _LAST + 1 else None
    if makers == ["SUN"]:
        return "SUN"
    near = {"SUN", "RUS"} & set(focus.near)
    return near.pop() if len(near) == 1 else None
