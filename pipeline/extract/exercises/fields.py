"""What an exercise is about, where its noun does not say so: "a staff exercise on missile defence", "in this field"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pipeline.extract.exercises import kinds
from pipeline.extract.exercises.series import Named
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.lexicon.event_words import pattern, section
from pipeline.extract.text.patterns import any_of

# The kinds that such words state. What else they name is where, when and by whom it is held.
_NARROW = ("missile_defence", "counterterrorism")
_ABOUT = re.compile(
    r"(?: with [\w-]+)? (?:on|in|of|for) (?:(?:[\w-]+ ){0,4}missile[ -]defen[cs]e|(?!the )[a-z-]+ [a-z-]+)"
)
_DONE = r",?(?: [\w-]+){0,3} (?:%s) [^,;:.()\d]{3,60}"
_OPENING = re.compile(r"(?:in|on|as for|as regards|regarding|within) (?:[a-z-]+ ){0,6}[a-z-]+, ")
_LED = r"\b(?:%s)(?: [\w-]+){0,5} (?:in|on|over|within|regarding|concerning|with regard to) [^,;:.()]{3,60}"
_THERE = r"\b(?:in|within) (?:this|that|the same) (?:%s)\b"
_AS_SPELLED = {
    "missile_defence": re.compile(r"(?<!anti-)missile[ -]defen[cs]e|anti-?missile|air[ -]defen[cs]e"),
    "counterterrorism": re.compile(r"(?:counter|anti)-?terror(?:ism|ist)?"),
}

Field = tuple[str, str]  # the kind of an exercise, and what it is about, as a label has it


def said_behind(low: str, end: int) -> re.Match[str] | None:
    """The words behind a noun, which ends at `end`, that say what it is about: "exercise in missile defence"."""
    return _ABOUT.match(low, end)


def told(said: str) -> Field | None:
    """The field that words name."""
    named = next(((kind, name) for name, (kind, words) in _fields().items() if words.search(said)), None)
    kind, name = named or (kinds.stated(said), None)
    if kind not in _NARROW and not named:
        return None
    spelled = _AS_SPELLED[kind].search(said) if kind in _AS_SPELLED else None
    return (kind, spelled[0] if spelled else name or kind.replace("_", " ")) if kind else None


def label(field: Field) -> str:
    """A plain label of an exercise of the field."""
    return f"joint {field[1]} exercise"


def of_sentence(low: str, s: Analysed, item: Named) -> Named:
    """The exercise that a noun group tells of, with the field that its sentence tells where the noun does not."""
    if item.patrol or item.kind not in (None, "command_staff"):
        return item
    field = _around(low, s, item)
    return replace(item, kind=field[0], name=label(field)) if field else item


def _around(low: str, s: Analysed, item: Named) -> Field | None:
    """The field of an exercise that its sentence tells, or to which it points back: "in this field they held two"."""
    done = pattern("exercises", "practising", _DONE).match(low, item.end, s.end)
    if done and (field := told(done[0])):
        return field
    opening = _OPENING.match(low, s.start, item.start)
    if opening and (field := told(opening[0])):
        return field
    for led in pattern("exercises", "cooperating", _LED).finditer(low, s.start, item.start):
        if field := told(led[0]):
            return field
    there = pattern("exercises", "areas", _THERE).search(low, s.start, s.end)
    return told(s.before.low) if there and s.before else None


@cache
def _fields() -> dict[str, tuple[str, re.Pattern[str]]]:
    """By the label of a field its kind, and the words that name it beside those of `modifiers`."""
    return {name: (data["kind"], any_of(data["words"])) for name, data in section("exercises")["fields"].items()}
