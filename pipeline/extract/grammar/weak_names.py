"""Names of goods that are ordinary words too ("Mistral", "Bear"): where they count as names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.grammar.names import QUOTES
from pipeline.extract.lexicon.states import heir

if TYPE_CHECKING:
    from pipeline.extract.grammar.noun_groups import Group


def weak_name(group: Group) -> bool:
    """A name that is an ordinary word too ("Mistral", "Bear") counts only with a noun of goods behind it."""
    weak = group.chunks[group.i].kinds.get("weak_designation")
    if not weak:
        return False
    if "series" in group.chunks[group.i].kinds and _has_year(group):
        return False  # "Rubezh-2021", an exercise
    if group.origin and heir(group.origin[0]) in map(heir, weak.data.get("origin", [])):
        return True  # "the French Mistrals"
    j = group.i + 1
    while j < len(group.chunks) and group.chunks[j].low in ("-", "class", "type", *QUOTES):
        j += 1
    return group.core_follows(j) or j > group.i + 1 or _is_licensed(group) or _is_traded(group)


def _has_year(group: Group) -> bool:
    """Whether a hyphen binds a year to the name at hand."""
    tied, year = [*(c.low for c in group.chunks[group.i + 1 : group.i + 3]), "", ""][:2]
    return tied in ("-", "–") and len(year) == len("2021") and year.startswith(("19", "20"))


def _is_licensed(group: Group) -> bool:
    """Whether the name at hand is that of which there is a licence: "sold China a licence for the Spey"."""
    before = [c.low for c in group.chunks[max(0, group.i - 3) : group.i]]
    return len(before) == 3 and before[0] in ("licence", "license", "licences") and before[1:] == ["for", "the"]


def _is_traded(group: Group) -> bool:
    """Whether the name at hand is that of a thing which is bought or sold: "the unfinished Varyag was bought"."""
    led = next((k for k in range(group.i - 1, max(-1, group.i - 5), -1) if group.chunks[k].low == "the"), -1)
    between = group.chunks[led + 1 : group.i]
    if led < 0 or not all(c.tag == "word" or c.low == "-" or c.entry("evaluative") for c in between):
        return False
    start = _behind_aside(group)
    before, ahead = group.chunks[max(0, led - 1) : led], group.chunks[start : start + 3]
    if before and before[0].entry("country", "government"):
        before = group.chunks[max(0, led - 2) : led - 1]  # "sold Beijing the Varyag"
    passive = [c for c in ahead if not c.word("aux", "adv", "neg")] if ahead[:1] and ahead[0].word("aux") else []
    verbs = [c.entry("verb") for c in (*before, *passive[:1])]
    return any(verb and verb.data["frame"] in ("supply", "acquire") and verb.data["form"] == "ed" for verb in verbs)


def _behind_aside(group: Group) -> int:
    """Where the sentence goes on behind the name at hand, over what commas put in: "the TBD620, of Chinese make,"."""
    start = group.i + 1
    if not group.chunks[start : start + 1] or group.chunks[start].low != ",":
        return start
    ahead = range(start + 1, min(start + 8, len(group.chunks)))
    return next((k + 1 for k in ahead if group.chunks[k].low == ","), start)
