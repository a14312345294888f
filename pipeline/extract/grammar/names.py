"""Names of goods: those that no list has, the parts of a designation, and when two are of one family."""

from __future__ import annotations

import re

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.entries import Entry

NAMES = ("designation", "class_name", "weak_designation")
QUOTES = ('"', "“", "”")
INSIDE = frozenset((*QUOTES, "-", "(", ")"))  # marks that may stand inside a group
_VARIANT = re.compile(r"[a-z]{1,3}|\d{1,3}[a-z]{0,2}|[a-z]{1,2}\d{1,2}")  # of a designation, behind a slash or a hyphen
_ADJECTIVES = ("an", "ern", "ese", "ish", "ic", "al", "ed")  # "Western chips" have no name of their own


def kin(c: Chunk, other: Entry) -> bool:
    """Whether the designation of a chunk and another are a variant and its family."""
    entry = c.entry(*NAMES)
    return (
        entry is not None
        and entry.name != other.name
        and (other.name == entry.data.get("family") or entry.name == other.data.get("family"))
    )


def suffix(chunks: list[Chunk], j: int) -> bool:
    """Whether the slash or hyphen at `j` joins the end of another variant to a designation, with no space between."""
    before, after = chunks[j - 1], chunks[j + 1]
    glued = before.end == chunks[j].start and chunks[j].end == after.start
    return glued and after.end - after.start <= 4 and (after.tag == "count" or bool(_VARIANT.fullmatch(after.low)))


def given(chunks: list[Chunk], i: int, plain: str) -> Chunk | None:
    """A name that no list has, right before the noun for what it is at `i`: "Pinaka launchers", "the Akash missile"."""
    name = chunks[i - 1] if i > 1 else None
    if name is None or name.tag != "word" or not name.low.isalpha() or name.low.endswith(_ADJECTIVES):
        return None
    glued = plain[name.end : chunks[i].start] == " "
    capital = plain[name.start].isupper() and plain[name.start + 1 : name.end].islower()
    return name if glued and capital and chunks[i - 2].low not in INSIDE else None
