"""Clauses that leave out the verb of the one before: "India ordered ten, Iran three", "and a further 38 in 2001"."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.frames import Relation, Side, sides
from pipeline.extract.transfers.joined import joined_on

_JOINTS = (",", ";", "while", "and", "but", "then")
TRADED = ("supply", "acquire", "move")
_WERE, _DID = ("was", "were", "had", "has", "have", "did", "had been"), ("did", "had", "has", "does", "will")
_LONGEST = 12  # chunks of a contract that opens a clause
_TO, _FROM = ("to", "into"), ("from",)


@dataclass(slots=True)
class _Clause:
    """What stands between two joints where no verb does: who, what, and to or from whom, when, for how much."""

    start: int
    end: int
    party: int | None = None
    good: int | None = None
    by_prep: dict[str, int] = field(default_factory=dict)
    terms: int = 0  # dates and sums
    led: bool = False  # whether a contract of its own opens it: "and, under a pact of 2006, three frigates"


def gapped(chunks: list[Chunk], relation: Relation) -> list[Relation]:
    """The relations of the clauses behind that of a verb which say its words again but for the verb.

    What is theirs was read as the verb's: it is taken from the `relation`.
    """
    if relation.nominal or relation.frame not in TRADED or not relation.goods or relation.entry.data.get("stationed"):
        return []
    found = []
    at = max(relation.trigger, relation.goods[0]) + 1
    while at < len(chunks) and not syntax.is_finite(chunks[at]):
        clause = _clause(chunks, at) if chunks[at].low in _JOINTS else None
        if clause is not None and (made := _said_again(chunks, relation, clause)):
            found.append(made)
        at = clause.end if clause else at + 1
    if (likewise := _as_were(chunks, relation)) is not None:
        found.append(likewise)
    for own in [other.within for other in found if other.within]:
        relation.goods = [g for g in relation.goods if g not in own]
        relation.recipient = [side for side in relation.recipient if not _inside(chunks, side, own)]
        if chunks[own.start].low == "under":  # and its date is that of a contract of its own
            relation.within = range(own.start)
    return found


def _as_were(chunks: list[Chunk], relation: Relation) -> Relation | None:
    """What was given too: "the jets were delivered in 1996, as were two radars", "it sold A, as it did B"."""
    for k in range(relation.trigger + 1, len(chunks) - 2):
        if chunks[k].low != "as" or chunks[k - 1].low not in (",", "—", "–"):
            continue
        same = chunks[k + 1].tag == "party" and chunks[k + 1].value.form == "pronoun" and not relation.passive
        does = k + 1 + same
        told = chunks[does].low in (_DID if same else _WERE) and (same or relation.passive or relation.frame == "move")
        goods = joined_on(chunks, _first_good(chunks, does + 1)) if told else []
        if goods:
            relation.goods = [g for g in relation.goods if g not in goods]
            return replace(relation, construction="gapped", goods=goods, found=None, end=goods[-1] + 1)
    return None


def _first_good(chunks: list[Chunk], j: int) -> int | None:
    """The good at `j`, or behind the words that count it there: "a pair of tankers"."""
    while j < len(chunks) and (chunks[j].word("det", "quantity") or chunks[j].low in ("pair", "of")):
        j += 1
    return j if j < len(chunks) and chunks[j].tag == "good" else None


def _inside(chunks: list[Chunk], side: Side, own: range) -> bool:
    """Whether the words of a side stand in the part of the sentence that is `own` to a clause."""
    return side.span is not None and any((chunks[k].start, chunks[k].end) == side.span for k in own)


def _clause(chunks: list[Chunk], joint: int) -> _Clause | None:
    """The clause behind the joint, or None where a verb or a word that has no place in such a clause is in it."""
    j = joint + 1
    while j < len(chunks) and (chunks[j].low in _JOINTS or chunks[j].word("adv")):
        j += 1
    found = _Clause(j, j)
    if (behind := _under_contract(chunks, j)) is not None:
        found.led, found.terms = True, sum(c.tag in ("date", "money") for c in chunks[j:behind])
        j = behind
    if j < len(chunks) and chunks[j].tag == "party" and not chunks[j].value.possessive and chunks[j].value.codes:
        found.party, j = j, j + 1
    if (good := _counted(chunks, j)) is not None:
        found.good, j = good, good + 1
    prep = ""
    while j < len(chunks) and chunks[j].low not in (*_JOINTS, ".", ")"):
        c = chunks[j]
        if syntax.is_prep(c):
            prep = c.low
        elif c.tag == "good" and prep in ("for", "of", "with") and found.good is None:
            found.good = j  # "and Uganda for six"
        elif c.tag == "party" and prep and not c.value.possessive:
            found.by_prep[prep] = j
        elif c.tag in ("date", "money"):
            found.terms, prep = found.terms + 1, ""
        elif c.tag == "good" and not prep and found.good is None:
            found.good = j  # "and from 2003 also the R-77"
        elif not (c.word("det", "adv") or c.entry("evaluative")):
            return None
        j += 1
    found.end = j
    return found


def _counted(chunks: list[Chunk], j: int) -> int | None:
    """The good at `j`, or that of which so many are told there: "and sixteen of the newer S-300PMU-2"."""
    if j + 2 < len(chunks) and chunks[j].tag == "count" and chunks[j + 1].low == "of":
        j += 2
        while j < len(chunks) - 1 and (chunks[j].word("det") or chunks[j].entry("evaluative", "modifier")):
            j += 1
    return j if j < len(chunks) and chunks[j].tag == "good" else None


def _under_contract(chunks: list[Chunk], j: int) -> int | None:
    """The good behind the contract that opens a clause at `j`: ", under a pact of 2006 worth so much, three"."""
    if j >= len(chunks) or chunks[j].low != "under":
        return None
    comma = next((k for k in range(j + 1, min(j + _LONGEST, len(chunks))) if chunks[k].low == ","), None)
    dated = comma is not None and any(c.tag == "date" for c in chunks[j:comma])
    named = dated and any(c.low in words("ordering") for c in chunks[j:comma])
    follows = comma is not None and comma + 1 < len(chunks) and chunks[comma + 1].tag == "good"
    return comma + 1 if comma is not None and named and follows else None


def _said_again(chunks: list[Chunk], relation: Relation, clause: _Clause) -> Relation | None:
    """The relation with what the clause says anew in place of what it said."""
    to, source = (
        next((sides(chunks, clause.by_prep[prep]) for prep in preps if prep in clause.by_prep), [])
        for preps in (_TO, _FROM)
    )
    party = chunks[clause.party] if clause.party is not None else None
    who = [Side(party.value.codes[0], (party.start, party.end))] if party else []
    told = clause.terms or to or source
    listed = clause.good in relation.goods and not (who or clause.led)  # one of its goods
    if listed or not ((clause.good is not None and (who or told)) or (who and told)):
        return None
    if clause.good is not None and not (who or clause.led or _alike(chunks, relation, clause)):
        return None
    supplier, recipient = source or relation.supplier, to or relation.recipient
    if who:
        indirect = relation.found is not None and relation.found.indirect is not None
        if relation.passive or relation.frame == "move":
            return None
        supplier, recipient = (supplier, who) if relation.frame == "acquire" or indirect else (who, recipient)
    goods = [clause.good] if clause.good is not None else relation.goods[:1]
    within = range(clause.start, clause.end)
    return replace(
        relation,
        construction="gapped",
        supplier=supplier,
        recipient=recipient,
        goods=goods,
        found=None,
        end=clause.end,
        within=within,
    )


def _alike(chunks: list[Chunk], relation: Relation, clause: _Clause) -> bool:
    """Whether the good of a clause has the part of the relation's: more of the same, or another of its kind."""
    if clause.good is None:
        return False
    good, first = chunks[clause.good].value, chunks[relation.goods[0]].value
    dated = good.designation is not None and clause.terms > 0 and not clause.by_prep
    return good.referred or ((good.quantity is not None or dated) and good.category == first.category)
