"""The terms of a transfer: its dates, its value and its count, from the words around the verb or noun."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.cue_words import by_agreement
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.date_scope import (
    clause_start,
    described,
    of_another_clause,
    of_another_thing,
    own_clause,
)
from pipeline.extract.transfers.frames import Relation
from pipeline.extract.transfers.itemised import ITEMISED
from pipeline.extract.transfers.outcomes import cancels, undone

DATES = ("order_date", "delivery_date", "announced_date")
_BEGUN = frozenset({"began", "begun", "started", "starting"})


class Dated(NamedTuple):
    """A date and the column of DATES that it fills."""

    edtf: str
    chunk: Chunk
    column: str


class Dates(NamedTuple):
    """The dates of a relation, of all its goods alike: each with its place, the nearest first.

    `own`: where the words behind each of its goods reach, if each has a date there ("A in the 1990s and B in 2004").
    """

    ranked: list[tuple[int, Dated]]
    own: dict[int, range]


def _column(chunks: list[Chunk], i: int, relation: Relation, default: str) -> str:
    """What the date at `i` dates, by the words right before it."""
    for c in described(chunks, i):  # "under a 2015 contract", "a 2014 intergovernmental agreement"
        if c.low in words("ordering") or c.low in words("delivering"):
            return "order_date" if c.low in words("ordering") else "delivery_date"
    if i > 1 and chunks[i - 1].word("conj") and chunks[i - 2].tag == "date":  # "in December 1999 and November 2000"
        return _column(chunks, i - 2, relation, default)
    if by_agreement(chunks[i:], relation.trigger - i):
        return "order_date"  # "in 1959 they signed an accord by which it supplied"
    near = [c.low for c in chunks[clause_start(chunks, i) : i]][-5:]
    if not words("announcing").isdisjoint(near[-2:]) or set(near[-2:]) & {"emerged", "surfaced"}:
        return "announced_date"  # "rumours of a deal emerged in 2008"
    for low in reversed(near):
        if low in words("ordering"):
            return "order_date"
        if low in words("delivering"):
            return "delivery_date"
    if any(c.low == "under" for c in chunks[max(0, i - 4) : i]):
        return "order_date"  # "under another, of 1959, it supplied"
    announcing = words("announcing") | words("announcement")
    said = [k for k, c in enumerate(chunks) if c.low in announcing]
    for k in said:
        if i < k < relation.trigger or (k < i and i - k <= 6 and not any(c.low == "that" for c in chunks[k:i])):
            return "announced_date"
    return default


@cache
def _before_date() -> frozenset[str]:
    """Words that a date of the transfer may stand behind."""
    return words("ordering") | words("delivering") | words("announcing") | _BEGUN | {"beginning", "and", ","}


def _bound(chunks: list[Chunk], i: int, relation: Relation) -> int | None:
    """How far the date at `i` is from the relation, None where it belongs to something else."""
    if of_another_clause(chunks, i, relation) or of_another_thing(chunks, i, relation):
        return None
    j = i - 1
    while j >= 0 and (syntax.is_prep(chunks[j]) or chunks[j].word("det", "adv")):
        j -= 1
    before = chunks[j] if j >= 0 else None
    if j > 0 and chunks[j].low == "(" and chunks[j - 1].tag == "good":  # "the S-400 (2014)"
        return abs(relation.trigger - i) if j - 1 in relation.goods else None
    ahead = i < relation.trigger
    listed = relation.construction == "list"  # "- 200 Su-27s under licence (1996)"
    frame = before is None or (before.low in (",", "(", ";", ":", "—", "that") and (ahead or listed))
    own = before is not None and (
        before.tag in ("good", "party", "money", "count")
        or before.entry("verb", "noun", "place") is not None
        or before.low in _before_date()
        or (before.low == "place" and chunks[j - 1].entry("verb") is not None)  # "taking place in 1999"
    )
    plain = (
        before is not None
        and before.tag in ("word", "atom")
        and before.low not in words("events")
        and sum(c.tag == "date" for c in chunks[own_clause(chunks, i, relation) :]) == 1
    )
    if not (frame or own or plain) or (i > relation.end + 8 and before is not None and before.tag in ("party", "good")):
        return None
    return abs(relation.trigger - i) + (0 if ahead else 1) + (0 if i <= relation.end else 20)


def _led(chunks: list[Chunk], i: int, relation: Relation) -> int | None:
    """The good in a list that the date at `i` stands before: "in 1991 it bought A, in 1993 B", "A and, in 2018, B"."""
    j = i - 1 - (i > 0 and syntax.is_prep(chunks[i - 1]))
    if j < 0 or not (chunks[j].low == "," or chunks[j].word("conj")) or not any(g < i for g in relation.goods):
        return None
    k = i + 1 + (i + 1 < len(chunks) and chunks[i + 1].low == ",")
    return k if k in relation.goods else None


def _stopped(chunks: list[Chunk], i: int, relation: Relation) -> bool:
    """Whether the date at `i` is that of an end: "was broken off by Russia in 2006", "cancelled the sale in 2000"."""
    n = relation.trigger
    undoing = relation.nominal and n < i and any(map(cancels, chunks[max(0, n - 3) : n]))
    return undoing or any(undone(chunks, k) for k in range(max(0, i - 4), i))


def parted_from(chunks: list[Chunk], i: int, g: int | None) -> bool:
    """Whether what stands at `i` is told of other goods than that at `g`: "fighters in 2015, followed by engines"."""
    if g is None or i < g:
        return any(c.low in ("followed", "followed by") for c in chunks[i + 1 : g or 0])
    behind = [(k, c.low) for k, c in enumerate(chunks[:i]) if k > g]
    if any(low in ("that", "those") and chunks[k + 1].low == "of" for k, low in behind):
        return True  # "deliveries of the first ended in 2010, those of the second in 2018"
    return any(low == "followed by" and chunks[k - 1].low == "," for k, low in behind)


def up_to_next(relation: Relation) -> dict[int, range]:
    """Each good of a relation with the words up to the next, or up to where the words of the last one end."""
    return {g: range(g, stop) for g, stop in pairwise([*sorted(relation.goods), relation.end + 8])}


def dates(chunks: list[Chunk], relation: Relation, default: str) -> Dates:
    """The dates of a relation, and which of its goods each may be of."""
    if relation.construction == ITEMISED and relation.within:
        own_dates = [i for i in relation.within if chunks[i].tag == "date"]
        return Dates([(i, _dated(chunks, i, relation, default)) for i in own_dates], {})
    ranked = sorted(
        (distance, i)
        for i, c in enumerate(chunks)
        if c.tag == "date" and (distance := _bound(chunks, i, relation)) is not None
    )
    found = [(i, _dated(chunks, i, relation, default)) for _, i in ranked if not _stopped(chunks, i, relation)]
    if len(relation.goods) < 2 or not found:
        return Dates(found, {})
    own = up_to_next(relation)
    if not all(any(c.tag == "date" for c in chunks[reach.start : reach.stop]) for reach in own.values()):
        own = _in_turn(chunks, relation, [i for i, _ in found])
    return Dates(found, own)


def _in_turn(chunks: list[Chunk], relation: Relation, found: list[int]) -> dict[int, range]:
    """Each good with its date, where as many follow as there are goods: "the Su-27 and the Su-30 in 1992 and 2000"."""
    listed = len(found) == len(relation.goods) and min(found) > max(relation.goods)
    between = chunks[min(found) : max(found) + 1]
    if not listed or not all(c.tag == "date" or c.low == "," or c.word("conj") for c in between):
        return {}
    return {g: range(i, i + 1) for g, i in zip(sorted(relation.goods), sorted(found), strict=True)}


def _dated(chunks: list[Chunk], i: int, relation: Relation, default: str) -> Dated:
    edtf = chunks[i].value.edtf
    begun = (
        i > max(1, relation.trigger) and syntax.is_prep(chunks[i - 1]) and chunks[i - 2].low in _BEGUN | {"commenced"}
    )
    if begun and "/" not in edtf and relation.nominal:
        edtf = f"{edtf}/{_ended(chunks, i)}"
    column = _column(chunks, i, relation, default)
    return Dated(edtf, chunks[i], "delivery_date" if column == "order_date" and _due(chunks, i, relation) else column)


def _ended(chunks: list[Chunk], i: int) -> str:
    """When that ended which began on the date at `i`, if that is told: "began in 2016 and were completed in 2018"."""
    for k in range(i + 2, len(chunks)):
        if chunks[k].tag == "date":
            over = not words("finishing").isdisjoint(c.low for c in chunks[max(i, k - 4) : k])
            return chunks[k].value.edtf if over and "/" not in chunks[k].value.edtf else ".."
    return ".."


def of_good(chunks: list[Chunk], relation: Relation, dates: Dates, g: int | None = None) -> list[Dated]:
    """The dates of the transfer of the good at `g`, the nearest for each column."""
    ranked = [(i, date) for i, date in dates.ranked if not parted_from(chunks, i, g)]
    led = {i: _led(chunks, i, relation) for i, _ in ranked}
    ranked = [x for x in ranked if led[x[0]] == g and g] or [x for x in ranked if led[x[0]] is None]
    if relation.within is not None:
        own = [(i, date) for i, date in ranked if i in relation.within]
        ranked = own or [(i, date) for i, date in ranked if i < relation.trigger]
    if g in dates.own:  # else the dates of another good are not told from its own
        ranked = [(i, date) for i, date in ranked if i in dates.own[g]] or ranked
    found: dict[str, Dated] = {}
    for _, date in ranked:
        found.setdefault(date.column, date)
    return list(found.values())


def _due(chunks: list[Chunk], i: int, relation: Relation) -> bool:
    """Whether the date at `i` tells by when the goods come: "was to supply five systems by 2024"."""
    verbal = relation.frame == "supply" and not relation.nominal
    return verbal and i > relation.trigger and chunks[i - 1].low in ("by", "until", "before", "through", "between")
