"""From a relation to a row: the draft of one good with its terms, and drafts that tell of one transfer as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline.extract.drafts import Draft
from pipeline.extract.grammar import cues, syntax
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.goods import Good
from pipeline.extract.lexicon.forms import singular
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.lexicon.states import heir
from pipeline.extract.transfers import counting, kinds, outcomes, prices, terms
from pipeline.extract.transfers.frames import Relation, Side
from pipeline.extract.transfers.hearsay import tellers, told_by_another

_PROGRESS = ("prospective", "negotiating", "ordered", "ongoing", "delivered")
_FACTS = ("quantity", "value_usd_min", "value_usd_max", *terms.DATES)
_AGAIN = ("the ", "further ", "other ", "more ", "better ", "additional ", "similar ", "same ", "complete ", "any ")
_PERFECT = ("has", "have", "has been", "have been", "has long")
_BESIDE = 8  # chunks from a name to another of the same thing
_THESE = ("these ", "this ", "the ", "those ", "that ")


class Told(NamedTuple):
    """How a relation is told, of all its goods alike."""

    reading: cues.Reading
    dates: terms.Dates
    tellers: list[int]  # the verbs with which somebody tells of it


def row(
    s: Analysed,
    relation: Relation,
    g: int,
    supplier: Side | None,
    recipient: Side | None,
    how: Told,
    chunks: list[Chunk] | None = None,
) -> Draft:
    """The row of the good at `g`, which may be known to stand in `chunks` alone, and not in those of the sentence."""
    chunks, data, reading = chunks or s.chunks, relation.entry.data, how.reading
    good: Good = chunks[g].value
    trigger = chunks[relation.trigger]
    draft = Draft("transfers", s.start, s.end, f"transfers/{relation.frame}.{relation.construction}")
    draft.claim("supplier", supplier.code if supplier else None, supplier.span if supplier else None)
    draft.claim("recipient", recipient.code if recipient else None, recipient.span if recipient else None)
    draft.claim("item", good.name, good)
    draft.claim("item_category", good.category, good)
    kind = kinds.transfer_type(chunks, relation, g)
    draft.claim("transfer_type", kind, trigger)
    draft.claim("scope", "item", good)
    listed = relation.frame == "joint" and relation.construction == "list"  # of what is made, flights are dated
    dated = [] if data.get("talks") or listed else _dates(chunks, relation, how, g)
    if kind == "licensed_production" and relation.frame in ("supply", "acquire"):  # of a right: no goods are delivered
        dated = [date._replace(column="order_date") for date in dated]
    counted = counting.quantity(chunks, g)
    if reading.status == "delivered" and (_goes_on(chunks, relation, dated) or _in_part(chunks, relation, g)):
        reading = reading._replace(status="ongoing")
    over = reading.status == "ongoing" and reading.status_cue is None and relation.nominal and relation.frame != "joint"
    draft.claim("status", _over(dated) or reading.status if over else reading.status, reading.status_cue or trigger)
    stated = data.get("factuality") if reading.factuality == "asserted" else None
    excepted = chunks[g - 1] if g and chunks[g - 1].low in ("not", "but not") else None
    factuality = "denied" if excepted else stated or reading.factuality
    sides = {str(code) for side in (supplier, recipient) if side for code in (side.code, heir(side.code))}
    by = told_by_another(chunks, how.tellers, sides) if sides and factuality == "asserted" else None
    draft.claim("factuality", "reported" if by else factuality, by or excepted or reading.factuality_cue or trigger)
    own = relation.within is None or g in relation.within
    count = counted if own else None
    draft.claim("quantity", count.value.value if count else None, count)
    if s.may_state_sum:
        _claim_value(draft, chunks, relation, g)
    for date in dated:
        draft.claim(date.column, date.edtf, date.chunk)
    return draft


def _goes_on(chunks: list[Chunk], relation: Relation, dated: list[terms.Dated]) -> bool:
    """Whether what is told in the perfect has gone on since a date: "since 2022 it has supplied", but not "got 300"."""
    if any(chunks[k].value.quantity is not None for k in relation.goods):
        return False
    before = chunks[max(0, relation.trigger - 3) : relation.trigger]
    perfect = any(c.low in _PERFECT for c in before)
    return perfect and any(d.edtf.endswith("/..") for d in dated)


def _in_part(chunks: list[Chunk], relation: Relation, g: int) -> bool:
    """Whether only part has come up to now: "has received three of its six boats", "part of the batch has come"."""
    if _first_of(chunks, relation.trigger):
        return True
    perfect = any(c.low in _PERFECT for c in chunks[: relation.trigger][-3:])
    told = [k for k in range(2, relation.trigger) if chunks[k].tag == "good"][-1:] if relation.passive else [g]
    return perfect and any(counting.is_part(chunks, k) for k in told)


def _first_of(chunks: list[Chunk], v: int) -> bool:
    """Whether only the first of the goods are told of, and no last ones: "the first two of which were handed over"."""
    j = v - 1
    while j > 1 and (syntax.is_finite(chunks[j]) or chunks[j].word("aux", "adv", "neg")):
        j -= 1
    if chunks[j].low not in ("which", "them", "these") or chunks[j - 1].low != "of":
        return False
    part = any(c.low in ("first", "the first") for c in chunks[max(0, j - 4) : j - 1])
    return part and not any(c.low.removeprefix("the ") in ("last", "rest", "remainder") for c in chunks[v:])


def _over(dated: list[terms.Dated]) -> str | None:
    """The status of a supply that a date says was one event: delivered then, or agreed on then."""
    once = [d.column for d in dated if "/" not in d.edtf]
    if "delivery_date" in once or "announced_date" in once:
        return "delivered"
    return "ordered" if once else None


def how_told(chunks: list[Chunk], relation: Relation) -> Told:
    """How a relation is told, and when."""
    reading = _reading(chunks, relation)
    dates = terms.dates(chunks, relation, _default(relation, reading.status))
    return Told(reading, dates, tellers(chunks, relation.trigger))


def _reading(chunks: list[Chunk], relation: Relation) -> cues.Reading:
    """Factuality and status, of talks and of what came to nothing too."""
    data = relation.entry.data
    past = data.get("status") if relation.nominal else data.get("past")
    form = data.get("form", "")
    before = relation.goods[0] if relation.passive and relation.goods and relation.goods[0] < relation.trigger else None
    who = relation.subject if relation.subject is not None else before  # the goods are the subject of a passive
    found = cues.read(chunks, who, relation.trigger, form, past, relation.nominal, relation.end)
    if found.factuality == "denied":
        return found
    if found.status == "ongoing" and data.get("factuality") == "possible":
        found = found._replace(status=past)  # "has long been interested in"
    if end := outcomes.ended(chunks, relation) or outcomes.ended_before(relation):
        return found._replace(status="cancelled", status_cue=end)
    if data.get("talks") and found.status != "cancelled":
        return found._replace(status="negotiating", status_cue=None)
    if found.status is None and (made := outcomes.sealed(chunks, relation)):
        return found._replace(status="ordered", status_cue=made)
    behind = max(relation.goods, default=relation.trigger) + 1
    came = outcomes.arrived(chunks, behind, relation) if found.status in (None, "ordered") else None
    under_way = came is not None and chunks[chunks.index(came) - 1].low.endswith("being")  # "are being delivered"
    if came and (under_way or any(c.low in counting.PARTS for c in chunks[behind : chunks.index(came)])):
        return found._replace(status="ongoing", status_cue=came)
    return found._replace(status="delivered", status_cue=came) if came else found


def _default(relation: Relation, status: str | None) -> str:
    """The column of a date that no word beside it tells."""
    if status in ("ordered", "negotiating"):
        return "order_date"
    return f"{relation.entry.data.get('date', 'delivery')}_date"


def _dates(chunks: list[Chunk], relation: Relation, how: Told, g: int) -> list[terms.Dated]:
    """The dates of the good at `g`; of an item of a list that has none, those of what the list hangs on."""
    dated = terms.of_good(chunks, relation, how.dates, g)
    if dated or not relation.lead:
        return dated
    end = len(relation.lead)
    above = replace(relation, trigger=end, end=end)
    default = _default(relation, how.reading.status)
    return terms.of_good(relation.lead, above, terms.dates(relation.lead, above, default))


def _claim_value(draft: Draft, chunks: list[Chunk], relation: Relation, g: int) -> None:
    """What the transfer is worth, and whether several goods share the sum."""
    money = prices.money(chunks, relation, g)
    if money is None or _of_all_arms(chunks, relation, money):
        return
    draft.claim("value_usd_min", money.value.low, money)
    draft.claim("value_usd_max", money.value.high, money)
    if prices.shared(chunks, relation, chunks.index(money)) and (money.value.low or money.value.high):
        draft.claim("value_shared", True, money)


def _of_all_arms(chunks: list[Chunk], relation: Relation, money: Chunk) -> bool:
    """Whether the sum is of arms at large, of which the goods are some: "arms for $9 billion, including Su-30s"."""
    whole = relation.found.introduced[-1:] if relation.found else []
    return any(chunks[k].value.vague and chunks[k].end < money.start < chunks[relation.goods[0]].start for k in whole)


def cancelled(s: Analysed, relation: Relation, rows: list[Draft]) -> Draft | None:
    """ "The ships were not delivered": the transfer of a good that one of `rows` tells of was stopped."""
    c = s.chunks[relation.goods[0]]
    earlier = next((d for d in reversed(rows) if d.value("item_category") == c.value.category), None)
    if earlier is None or not c.low.startswith(_THESE):
        return None
    if relation.frame in ("make", "hold"):
        return None  # "in China it is not built", "the licence was never used"
    reading = cues.read(s.chunks, relation.goods[-1], relation.trigger, "ed", None)
    if reading.factuality != "denied" and reading.status != "cancelled":
        return None
    draft = Draft("transfers", s.start, s.end, "transfers/cancelled_before")
    for name in ("supplier", "recipient", "item", "item_category", "scope"):
        draft.claim(name, earlier.value(name), c.value if name in ("item", "item_category", "scope") else None)
    trigger = s.chunks[relation.trigger]
    draft.claim("status", "cancelled", reading.status_cue or reading.factuality_cue or trigger)
    draft.claim("factuality", "asserted", trigger)
    return draft


def is_known(relation: Relation, found: Draft, same: list[Draft]) -> bool:
    """Whether the rows `same` tell of the good of `found` already; what it says more of their transfer completes them.

    A relative clause may tell that another got it too: "sold China the S-400, which it had sold to Turkey".
    """
    for earlier in same:
        _complete(earlier, found)
    whole = relation.construction == "relative" and relation.supplier and relation.recipient
    another = whole and all(heir(found.value("recipient")) != heir(draft.value("recipient")) for draft in same)
    return bool(same) and not another


def _complete(draft: Draft, other: Draft) -> None:
    """Add to a row what a second verb says of the same good: "paid for the batteries that it ordered in 2018"."""
    if all(heir(draft.value(side)) == heir(other.value(side)) for side in ("supplier", "recipient")):
        before, after = (x.value("status") for x in (draft, other))
        if before in _PROGRESS and after in _PROGRESS and _PROGRESS.index(after) > _PROGRESS.index(before):
            draft.claims["status"] = other.claims["status"]
        for name, claim in other.claims.items():
            draft.claims.setdefault(name, claim)


def without_superordinates(s: Analysed, made: list[tuple[int, Draft]]) -> Iterator[Draft]:
    """The rows without plain nouns for what a designation names: "its first fighters, 24 Su-27s" is one good."""
    named = [(_parties_and_kind(d), s.chunks[g].value) for g, d in made if s.chunks[g].value.designation]
    for g, draft in made:
        good: Good = s.chunks[g].value
        key = _parties_and_kind(draft)
        alike = [other for k, other in named if k == key] if not good.designation else []
        plain = any(_may_be(good, other) for other in alike) and len(good.name.split()) == 1 and good.quantity is None
        others = [(k, d) for k, d in made if not _besides(draft, d)]
        twin = next((d for k, d in others if _apposed(s.chunks, k, g)), None) if alike else None
        twin = twin or next((d for k, d in others if _also_called(s.chunks, k, g)), None)
        if twin is not None and "quantity" in draft.claims:
            twin.claims.setdefault("quantity", draft.claims["quantity"])
        if not plain and twin is None:
            yield draft


def _besides(draft: Draft, other: Draft) -> bool:
    """Whether a relative clause tells of one more who got a good: "a jet, the Su-30, that it has sold to India too"."""
    return draft.method.endswith(".relative") and _parties_and_kind(draft) != _parties_and_kind(other)


def says_again(draft: Draft, c: Chunk) -> bool:
    """Whether a row only speaks again of a class of arms: "the fighters", "further jets", with no figure or date."""
    bare = singular(c.value.name.lower()) in words("classes") and not (c.value.made or c.value.referred)
    return bare and c.low.startswith(_AGAIN) and not any(name in draft.claims for name in _FACTS)


def _may_be(good: Good, designated: Good) -> bool:
    """Whether the noun can be said of the designation: a "fighter" of the Su-27, a "helicopter" of none such."""
    kind = (designated.designation.data.get("noun") or "").split() if designated.designation else []
    noun = singular(good.name.lower()).split()[-1]
    said = {*kind, *words("hypernyms")}
    return not kind or any(word == noun or word in noun or noun in word for word in said)


def _parties_and_kind(draft: Draft) -> tuple[object, ...]:
    return draft.value("supplier"), draft.value("recipient"), draft.value("item_category")


def _also_called(chunks: list[Chunk], k: int, g: int) -> bool:
    """Whether the designation at `g` is another name of that at `k`: "the Romeo, or Type 033"."""
    one, other = chunks[k].value, chunks[g].value
    if not k < g <= k + _BESIDE or not (one.designation and other.designation and one.category == other.category):
        return False
    between = [c.low for c in chunks[k + 1 : g]]
    closed = g + 1 >= len(chunks) or chunks[g + 1].tag == "punct"
    dubbed = [low for low in between if low not in (",", "the")]
    if len(dubbed) == 1 and dubbed[0] in words("naming"):
        return True  # "the Su-27SK, dubbed the J-11A"
    return between in (['"'], ["“"], ["("]) or (between == [",", "or"] and closed)


def _apposed(chunks: list[Chunk], k: int, g: int) -> bool:
    """Whether the designation at `k` and the noun at `g` are one: "a system, the S-400", "Su-27s, 22 aircraft"."""
    first, last = sorted((k, g))
    between = [c.low for c in chunks[first + 1 : last]]
    led = chunks[last].low.startswith(("the ", "a ", "an ")) or chunks[last].value.quantity is not None
    listed = between[:1] == [","] and between[-2:] in (["of", "them"], ["of", "which"]) and g < k
    version = between[:1] == ["of"] and between[-1:] == [","] and not words("likenesses").isdisjoint(between)
    listed |= version and g < k  # "16 jets of the training version, the Yak-130"
    alone = not any(c.word("conj", "plus") for c in chunks[last + 1 : last + 3])  # else a list: "A, a B and a C"
    return k != g and bool(chunks[k].value.designation) and ((between == [","] and led and alone) or listed)
