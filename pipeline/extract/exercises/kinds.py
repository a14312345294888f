"""What kind of exercise words state, and what kind its forces make it."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.lexicon.event_words import pattern, section
from pipeline.extract.text.patterns import any_of

_KINDS = ("missile_defence", "counterterrorism", "air_patrol", "naval", "command_staff", "ground")  # narrow to broad


@cache
def modifiers() -> dict[str, str | None]:
    """A modifier, and the kind that it states."""
    return {word: kind for kind, listed in section("exercises")["modifiers"].items() for word in listed}


@cache
def _kind_patterns() -> dict[str, re.Pattern[str]]:
    """A kind, and the modifiers that state it."""
    stating = {kind: [word for word, stated in modifiers().items() if stated == kind] for kind in _KINDS}
    return {kind: any_of(listed) for kind, listed in stating.items()}


@cache
def stated(said: str) -> str | None:
    """The kind that the words before an exercise noun state; a narrow one goes before a broad one."""
    return next((kind for kind, stating in _kind_patterns().items() if stating.search(said)), None)


def of_forces(low: str, sure: bool = False) -> str | None:
    """The kind of a patrol whose words do not say it, by who patrols; `sure`: of any exercise."""
    if sure:
        bombers, ships = (pattern("exercises", key).search(low) for key in ("sure_air_forces", "sure_sea_forces"))
        return "air_patrol" if bombers and not ships else "naval" if ships and not bombers else None
    if pattern("exercises", "air_forces", r"\b(?:%s|tu-\d+\w*|h-6\w*)\b").search(low):
        return "air_patrol"
    return "naval" if pattern("exercises", "sea_forces").search(low) else None


def of_patrol(s: Analysed) -> str | None:
    """The kind of a patrol whose words do not say it: by the forces of its sentence, or of the one before."""
    flown = "air_patrol" if pattern("exercises", "flying").search(s.low) else None
    return of_forces(s.low) or flown or (of_forces(s.before.low) if s.before else None)
