"""Several agreements in one noun: "treaties with Kazakhstan (1994) and Tajikistan (1999)", "of Aigun and Peking"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.agreements.naming import Noun
from pipeline.extract.drafts import Draft
from pipeline.extract.events.attending import countries_of
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.entries import Entry, load
from pipeline.extract.lexicon.forms import plural

_NAME = r"[A-Z][\w’'-]+(?: \(\d{4}\))?"
_NAMES = re.compile(rf"\b[Tt]reaties of (?:the )?({_NAME}(?:(?:, and |, | and ){_NAME})+)")
_ADDED = re.compile(r"(?:\band|\b(?:followed|succeeded|complemented|supplemented) [^,.;]{0,30}?by) (?:an?|the) $")
_AGAIN = (",", "with", "in", "(", ")", "of", "from")  # between the members of such a list


def each_side(chunks: list[Chunk], j: int) -> list[tuple[Chunk, Chunk]]:
    """The other side of each of several, and the date of each; none where they are not so listed behind `chunks[j]`."""
    found: list[tuple[Chunk, Chunk]] = []
    party: Chunk | None = None
    if j >= len(chunks) or chunks[j].low != "with":
        return []
    for c in chunks[j + 1 :]:
        if c.tag == "date" and party is not None:
            found.append((party, c))
            party = None
        elif party is None and countries_of(c):
            party = c
        elif not (c.low in _AGAIN or c.word("conj", "det", "adv")):
            break
    return found if len(found) > 1 and party is None else []


def apart(row: Draft, noun: Noun, each: list[tuple[Chunk, Chunk]]) -> Iterator[Draft]:
    """The row of each of those that one row tells."""
    sides = {code for side, _ in each for code in countries_of(side)}
    common = {*row.value("parties")} - sides
    said = re.sub(r"^\d{4} ", "", row.value("title")).replace(plural(noun.head), noun.head)
    for side, date in each:
        one = Draft(row.table, row.start, row.end, row.method, dict(row.claims))
        one.claim("title", f"{date.value.edtf[:4]} {said}", row.claims["title"][2:])
        one.claim("parties", sorted({*common, *countries_of(side)}), side)
        one.claim("signed_date", date.value.edtf, date.value)
        yield one


def added(low: str, one: Noun, noun: Noun) -> bool:
    """Whether `noun` is a paper besides `one`: "a memorandum on X and a protocol on Y", "followed by a protocol"."""
    return one.head != noun.head and _ADDED.search(low, one.end, noun.start) is not None


def set_apart(row: Draft, others: list[Draft]) -> None:
    """Take from `row` a subject too wide to tell it from those beside it: "one on a moon base, one on a moon probe"."""
    for other in others:
        alike = all(row.value(field) == other.value(field) for field in ("subject", "parties"))
        dates = {one.value("signed_date") for one in (row, other)} - {None}
        if alike and len(dates) < 2 and row.value("title") != other.value("title"):
            row.claims.pop("subject", None)


def named(analysis: Analysis, s: Analysed) -> Iterator[Noun]:
    """Treaties of the lexicon that share their noun."""
    for m in _NAMES.finditer(analysis.plain, s.start, s.end):
        for name in re.finditer(r"[A-Z][\w’'-]+", m[1]):
            if entry := _treaties().get(name[0]):
                at = m.start(1) + name.start()
                yield Noun(at, at + len(name[0]), "treaty", entry.data["kind"], entry, entry.name)


@cache
def _treaties() -> dict[str, Entry]:
    """The treaties that are called after a place, by its name."""
    called = "Treaty of "
    return {
        form.removeprefix(called): Entry("agreement", item["name"], item)
        for item in load("agreements")
        for form in (item["name"], *item.get("also", ()))
        if form.startswith(called)
    }
