"""What is told further of a deal without its good: "The contract was frozen", "The price was high", "All arrived".

The sentences behind one with rows are looked at until one names goods again, whether or not the gate has the rules read
them. What they state of date, sum and status is one more mention of each of the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import takewhile

from pipeline.extract.drafts import Draft
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.goods import Good
from pipeline.extract.lexicon.forms import singular
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.text.patterns import either
from pipeline.extract.transfers.counting import PARTS
from pipeline.extract.transfers.frames import Relation
from pipeline.extract.transfers.likewise import DID_SO, FOLLOWED, likewise, signed
from pipeline.extract.transfers.outcomes import stopping, undone
from pipeline.extract.transfers.phrases import says
from pipeline.extract.transfers.relations import relations
from pipeline.extract.transfers.rows import how_told, row
from pipeline.extract.transfers.terms import DATES

_REACH = 3  # sentences
_KEPT = ("supplier", "recipient", "item", "item_category", "scope", "transfer_type", "order_date")
_SUM = ("value_usd_min", "value_usd_max")
_TOLD = (*DATES, *_SUM)
_THEN = frozenset("did was were would".split())
_THE = ("the", "this", "that", "its", "their")
_FIRST = ("the first", "first")  # of the whole nothing is said
_LEADS_ON = ("of", "for", "on", "with", "between", "over")

Told = tuple[Good, Draft]


def sequels(analysis: Analysis, s: Analysed, told: list[Told]) -> Iterator[Draft]:
    """What the sentences behind `s` tell further of the rows `told` in it."""
    _complete(s, told)
    yield from likewise(s, told[-1][1]) if len(told) == 1 else ()
    one = told[-1][1] if len({good.name for good, _ in told}) == 1 else None
    yield from signed(s, one) if one and _signs(s) else ()
    at = analysis.touching(s.start, s.end)[-1]
    near = analysis.sentences[at + 1 : at + 1 + _REACH]
    behind = [*takewhile(lambda x: x.sentence.flow == s.sentence.flow and not x.may_hold("designation"), near)]
    while behind and not _may_tell(behind[-1]):
        behind.pop()
    for later in behind:
        goods = [i for i, c in enumerate(later.chunks) if c.tag == "good" and not c.value.vague]
        if not all(_instalment(later.chunks, i) for i in goods):
            return
        yield from _of_sentence(later, told)
        yield from likewise(later, told[-1][1]) if len(told) == 1 else ()
        yield from signed(later, one) if one and _signs(later) else ()


def _instalment(chunks: list[Chunk], i: int) -> bool:
    """Whether the good at `i` is only so many of those before: "deliveries, begun in 2016 with four jets, ended"."""
    good: Good = chunks[i].value
    led = i > 0 and chunks[i - 1].low == "with" and good.quantity is not None
    return led and good.designation is None and singular(good.name.lower()) in words("classes")


def _signs(s: Analysed) -> bool:
    return "signed" in s.words and bool(s.dates)


def _may_tell(s: Analysed) -> bool:
    """Whether a sentence has a word for the deal, a verb that may say what came of it, a price, or who did so too."""
    named = any(word in s.low for word in words("undertaking"))
    told = s.may_state_sum or s.may_hold("verb") or named or not words("sequel").isdisjoint(s.words)
    return told or _signs(s) or any(said.search(s.low) for said in (DID_SO, FOLLOWED, _known()))


def _complete(s: Analysed, told: list[Told]) -> None:
    """Add to the rows `told` in a sentence what its further clauses tell: "..., and the contract died"."""
    if (price := _price(s.chunks)) and len(told) == 1 and not any(x in told[0][1].claims for x in _SUM):
        told[0][1].claim("value_usd_min", price[1].value.low, price[1])
        told[0][1].claim("value_usd_max", price[1].value.high, price[1])
    last = max(i for i, c in enumerate(s.chunks) if c.tag == "good" and not (c.value.vague and c.value.unit))
    for relation in _about(s, told, last + 1):
        if relation.trigger > last:
            for good, draft in told:
                again = _again(s, relation, good, draft)
                for name, claim in again.claims.items() if again else ():
                    if name == "status" or name not in draft.claims:
                        draft.claims[name] = claim


@cache
def _known() -> re.Pattern[str]:
    """What tells when a deal came to be known, from its subject on: "Its existence became known"."""
    thing = either(words("sequel") | words("undertaking"))
    return re.compile(
        rf"^(?:its existence|(?:the|this|that) (?:{thing}))\b[^,;]{{0,40}}? (?:{either(words('made known'))})\b"
    )


def _disclosed(s: Analysed) -> Chunk | None:
    """The date on which the deal came to be known: "The project was made public in October 2019"."""
    told = _known().search(s.low)
    behind = (c for c in s.chunks if c.tag == "date" and told and c.start >= s.start + told.end())
    return next(behind, None)


def _about(s: Analysed, told: list[Told], first: int = 0) -> Iterator[Relation]:
    """The relations of a sentence from chunk `first` on that are about the rows `told`: it names no other country."""
    leads = words("sequel") | words("remaining") | PARTS
    if not any(c.tag == "count" or c.low in leads for c in s.chunks[first:]):
        return
    if not any(_is_told(s.chunks, n) or _are_told(s.chunks, n) for n in range(first, len(s.chunks))):
        return  # nothing that `_is_about` could find: no need to look for relations again
    sides = {draft.value(side) for _, draft in told for side in ("supplier", "recipient")}
    if all(c.tag != "party" or sides.issuperset(c.value.codes) for c in s.chunks):
        yield from (r for r in relations(s.chunks) if _stand_for_goods(s.chunks, r) and _is_about(s.chunks, r))


def _stand_for_goods(chunks: list[Chunk], relation: Relation) -> bool:
    """Whether a relation names no good of its own, but at most units of those before: "the batch", "both sets"."""
    return all(chunks[g].value.vague and chunks[g].value.unit for g in relation.goods)


def _of_sentence(s: Analysed, told: list[Told]) -> Iterator[Draft]:
    for relation in _about(s, told):
        yield from (again for good, draft in told if (again := _again(s, relation, good, draft)))
    if stop := stopping(s.chunks):
        for _, draft in told:
            again = _mention(s, draft, stop)
            again.claim("status", "cancelled", stop)
            yield again
    if day := _disclosed(s):
        for _, draft in told:
            again = _mention(s, draft, day)
            again.claim("announced_date", day.value.edtf, day)
            yield again
    if price := _price(s.chunks):
        meant = _meant(s.chunks, told)
        yield from (_priced(s, *price, draft, len(meant) > 1) for _, draft in meant)


def _meant(chunks: list[Chunk], told: list[Told]) -> list[Told]:
    """Which of the rows a price is of: "for the second deal" is of one."""
    said = {word for c in chunks for word in c.low.split(" ")}
    if said & {"second", "latter"}:
        return told[1:2]
    return told[:1] if said & {"first", "former"} else told


def _is_about(chunks: list[Chunk], relation: Relation) -> bool:
    """Whether a relation without goods is told of the deal before: "the contract", "deliveries", "all arrived"."""
    if relation.nominal:
        return _is_told(chunks, relation.trigger)
    return (relation.passive or relation.frame == "move") and _are_told(chunks, relation.trigger)


def _is_told(chunks: list[Chunk], n: int) -> bool:
    """Whether the word at `n` is a noun for the deal, and the subject of what is told of it."""
    if chunks[n].low not in words("sequel") or chunks[n].tag != "atom":
        return False
    behind = chunks[n + 1].low if n + 1 < len(chunks) else ""
    elsewhere = behind in ("from", "to") and n + 2 < len(chunks) and chunks[n + 2].tag != "party"
    return behind not in _LEADS_ON and not elsewhere and _is_subject(chunks, n)


def _are_told(chunks: list[Chunk], n: int) -> bool:
    """Whether the verb at `n` has a subject that says no more than that it is all of the goods, or some."""
    said = False
    for c in reversed(chunks[:n]):
        if c.low in (",", ";"):
            break
        if not (syntax.is_finite(c) or c.word("aux", "adv", "conj", "neg")):
            if not (c.low in words("remaining") or c.low in PARTS or c.tag in ("count", "good")):
                return False
            said = True
    return said


def _is_subject(chunks: list[Chunk], n: int) -> bool:
    """Whether the noun at `n` begins its clause, with "the" or as a bare plural: nothing governs it."""
    j = n - 1
    while j >= 0 and (
        chunks[j].tag in ("date", "money", "word") or chunks[j].entry("evaluative", "demonym", "modifier")
    ):
        j -= 1
    led = j >= 0 and chunks[j].low in _THE
    j -= led
    return (led or chunks[n].low.endswith("s")) and (j < 0 or chunks[j].low in (",", ";") or chunks[j].word("conj"))


def _again(s: Analysed, relation: Relation, good: Good, draft: Draft) -> Draft | None:
    """One more mention of the row `draft`, if the relation states anything that it has not."""
    begins = next((j for j in range(relation.trigger, -1, -1) if _parts(s.chunks, j)), -1) + 1
    n = relation.trigger - begins
    relation = replace(relation, trigger=n, goods=[], end=relation.end - begins, subject=None, found=None)
    chunks = s.chunks[begins:]
    chunks[n] = replace(chunks[n], value=replace(good, quantity=None, start=chunks[n].start, end=chunks[n].end))
    stated = row(s, relation, n, None, None, how_told(chunks, relation), chunks)
    again = _mention(s, draft, chunks[n])
    if stated.value("factuality") == "denied" or _none(chunks, n):
        if not _never(chunks, n):
            return None
        denial = stated.claims["factuality"]
        stated.claim("status", "cancelled", (denial.start, denial.end))
        stated.claim("factuality", "asserted", chunks[n])
    part = any(c.low in _FIRST or c.low in PARTS for c in chunks[:n])
    end = next((chunks[k] for k in range(n + 1, len(chunks)) if undone(chunks, k)), None)
    if end is not None:
        stated.claim("status", "cancelled", end)
    status = stated.value("status")
    over = status == "cancelled" or (status == "delivered" and not part and stated.value("factuality") == "asserted")
    if status == "delivered" and any(c.low in PARTS for c in chunks[:n]):
        stated.claim("status", "ongoing", chunks[n])
        over = True
    facts = [name for name in _TOLD if name in stated.claims]
    if not (over or facts):
        return None
    for name in (*facts, "factuality", *(("status",) if over else ())):
        again.claims[name] = stated.claims[name]
    return again


def _never(chunks: list[Chunk], n: int) -> bool:
    """Whether what the verb at `n` tells of will not happen: "it never came", but not "it has not come yet"."""
    before = {c.low for c in chunks[max(0, n - 4) : n]}
    if _none(chunks, n):
        return not before.isdisjoint(_THEN)  # but not "none has been delivered"
    pending = any(c.low in ("yet", "still") or c.low.startswith(("until", "before")) for c in chunks[n : n + 4])
    return not pending and ("never" in before or ("not" in before and bool(before & _THEN)))


def _none(chunks: list[Chunk], n: int) -> bool:
    """Whether the verb at `n` says something of none of the goods: "none was ever delivered", "neither type was"."""
    return any(c.low.split(" ")[0] in ("none", "neither") for c in chunks[max(0, n - 6) : n])


def _parts(chunks: list[Chunk], j: int) -> bool:
    """Whether the chunk at `j` parts two clauses: a semicolon, or "and" behind a comma."""
    return chunks[j].low == ";" or (chunks[j].word("conj") and j > 0 and chunks[j - 1].low == ",")


def _mention(s: Analysed, draft: Draft, by: Chunk) -> Draft:
    """A mention in `s` of the row `draft`, for which the words `by` stand; the parties are carried over."""
    again = Draft("transfers", s.start, s.end, "transfers/sequel")
    for name in _KEPT:
        again.claim(name, draft.value(name), None if name in ("supplier", "recipient") else by)
    return again


def _price(chunks: list[Chunk]) -> tuple[Chunk, Chunk] | None:
    """The word for a price and the sum that it is: "The price was about $2 billion", "It was worth $2 billion"."""
    for n, c in enumerate(chunks):
        if c.low in words("pricing") and _is_subject(chunks, n):
            return next(((c, sum_) for sum_ in chunks[n + 1 :] if sum_.tag == "money"), None)
        if c.tag == "money" and (put := _put_at(chunks, n) or _brought(chunks, n)):
            return put, c
        if c.tag == "money" and any(says(chunks, k, "being worth") for k in range(max(0, n - 3), n)):
            return next(((k, c) for k in chunks[:n] if k.low in ("it", "they") or k.low in words("ending")), None)
    return None


def _brought(chunks: list[Chunk], n: int) -> Chunk | None:
    """The word for the deal that brought its seller the sum at `n`: "the sale brought Moscow $3 billion"."""
    v = next((k for k in range(n - 1, max(0, n - 5), -1) if chunks[k].low in words("bringing")), None)
    if v is None or any(c.tag in ("good", "punct") for c in chunks[v:n]):
        return None
    deal = chunks[v - 1]
    named = deal.low in words("sequel") and _is_subject(chunks, v - 1)
    return deal if named or (deal.low == "it" and (v == 1 or chunks[v - 2].tag == "punct")) else None


def _put_at(chunks: list[Chunk], n: int) -> Chunk | None:
    """The word for the deal or its price that somebody puts at the sum at `n`: "put the contract for it at"."""
    if n < 3 or chunks[n - 1].low != "at":
        return None
    v = next((k for k in range(n - 2, max(-1, n - 9), -1) if chunks[k].low in words("valuing")), None)
    stated = words("pricing") | words("ending")
    return next((c for c in chunks[v + 1 : n] if c.low in stated), None) if v is not None else None


def _priced(s: Analysed, price: Chunk, money: Chunk, draft: Draft, shared: bool) -> Draft:
    again = _mention(s, draft, price)
    again.claim("value_usd_min", money.value.low, money)
    again.claim("value_usd_max", money.value.high, money)
    if shared:
        again.claim("value_shared", True, money)
    return again
