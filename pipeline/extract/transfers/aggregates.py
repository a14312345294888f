"""Aggregates: an amount or a share of all arms trade between two sides, with its period and no item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.extract.drafts import Draft
from pipeline.extract.grammar import cues
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.grammar.goods import Good
from pipeline.extract.grammar.syntax import governor
from pipeline.extract.transfers.frames import Relation, Side, origin_side, owners, sides
from pipeline.extract.transfers.relations import agreed, relations
from pipeline.extract.transfers.shares import share_of, shared_out
from pipeline.extract.transfers.sums import (
    ARMS,
    TRADE_AT_LARGE,
    TRADE_WHICH,
    goes_on,
    is_sum_of_trade,
    leads_to_sum,
    of_arms_that_change,
    of_trade,
)

_OF_ALL = re.compile(r"\s*of (?:all |the )?(?:global|the world|world|international|worldwide)\b")
_UNITS = frozenset(
    "system systems vehicle vehicles platform platforms set sets unit units batch batches kit kits "
    "battalion battalions regiment regiments brigade brigades division divisions squadron squadrons".split()
)
_THESE = ("this", "these", "which", "they", "it")  # that stand for a sum
_BEFORE_DATE = (",", "in", "from", "during", "between")
_SPAN = ("period", "years")  # "in the period 2014-18"
_NOW = re.compile(r"\b(?:currently|presently|at present|today|current|now)\b")


def _of_arms_alone(chunks: list[Chunk], relation: Relation) -> bool:
    """Whether a relation speaks of arms in general: "arms sales to China", "military exports to China"."""
    goods = relation.goods or ([relation.trigger] if chunks[relation.trigger].tag == "good" else [])
    goods = (relation.found.introduced if relation.found else []) or goods  # "arms for $16 billion, including Su-30s"
    return bool(goods) and all(chunks[g].value.vague for g in goods)


def _is_arms(c: Chunk) -> bool:
    """Whether the chunk speaks of arms in general, and of no unit that stands for a good: not of "the system"."""
    return c.tag == "good" and c.value.vague and c.value.name.split()[-1] not in _UNITS


def _goes_to(chunks: list[Chunk], i: int) -> Side | None:
    """To whom the sum at `i` went: "$8 billion to India"."""
    behind = chunks[i + 1 : i + 3]
    led = chunks[i].tag == "money" and len(behind) == 2 and behind[0].low == "to" and behind[1].tag == "party"
    return next(iter(sides(chunks, i + 2)), None) if led else None


def _goes_on(chunks: list[Chunk], before: int, i: int) -> bool:
    """Whether the sum at `i` is the next of a list: "worth $8 billion to India, $5 billion to Algeria and"."""
    between = chunks[before + 3 : i]
    return bool(between) and all(c.low == "," or c.word("conj", "adv", "plus") for c in between)


def _in_turn(chunks: list[Chunk], before: int, i: int) -> bool:
    """Whether the sum at `i` is that of another year than the one before: "$3 billion in 2005 and $2 billion in"."""
    between = chunks[before + 1 : i]
    at = next((k for k, c in enumerate(between) if c.tag == "date"), None)
    led = at is not None and any(
        c.low == "," or c.word("conj") for c in between[:at]
    )  # "$3 billion, in 2012 $2 billion"
    parted = at is not None and (led or any(c.tag == "date" for c in chunks[i + 1 : i + 3]))
    return parted and all(c.tag == "date" or c.low == "," or c.word("conj", "prep", "adv", "plus") for c in between)


def _completes(chunks: list[Chunk], k: int, sum_: Draft, i: int, share: Draft) -> bool:
    """Whether the share at `i` is said of the sum at `k`, and is told with it: "$30 billion, and these made up 80"."""
    if not (k < i and chunks[k].tag == "money" and chunks[i].tag == "share"):
        return False
    same = all(sum_.value(name) == share.value(name) for name in ("supplier", "recipient", "delivery_date"))
    again = any(c.low in _THESE for c in chunks[k + 1 : i])
    if same and again and (claim := share.claims.get("trade_share")):
        sum_.claims["trade_share"] = claim
    return same and again


class Aggregates:
    """The rule for aggregate rows of `transfers`."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.focus = analysis, focus

    def read(self, s: Analysed) -> Iterator[Draft]:
        """One row for each figure of an arms trade that the sentence states."""
        figures = [i for i, c in enumerate(s.chunks) if c.tag in ("share", "money")]
        if not figures or not any(map(_is_arms, s.chunks)):
            yield from self._again(s) if figures else ()
            return
        relation = next((r for r in agreed(list(relations(s.chunks))) if _of_arms_alone(s.chunks, r)), None)
        shared: tuple[int, Side] | None = None  # the last sum that went to somebody, and who gave it
        told: list[tuple[int, Draft]] = []
        for i in figures:
            if shared and (taker := _goes_to(s.chunks, i)) and (_goes_on(s.chunks, shared[0], i)):
                shared = (i, shared[1])
                told.append((i, self._draft(s, i, (shared[1], taker), relation)))
                continue
            if s.chunks[i].tag == "share" and relation and len({side.code for side in relation.recipient}) > 1:
                continue  # "half of Russia's arms exports went to China and India"
            pair = share_of(s.chunks, i) or self._pair(s, relation, i)
            if pair and (self._of_arms(s, i) or (told and _in_turn(s.chunks, told[-1][0], i))):
                self.focus.dyad = (pair[0].code, pair[1].code)
                shared = (i, pair[0]) if _goes_to(s.chunks, i) else None
                told.append((i, self._draft(s, i, pair, relation)))
        yield from (draft for i, draft in told if not any(_completes(s.chunks, *x, i, draft) for x in told))

    def _again(self, s: Analysed) -> Iterator[Draft]:
        """The sums of a sentence that goes on about the arms trade of the one before: "In 2016 they came to"."""
        by, before = goes_on(s), s.before
        if by is None or before is None:
            return
        at = next((k for k, c in enumerate(before.chunks) if _is_arms(c)), None)
        if at is None or any(c.tag == "good" and not c.value.vague for c in (*before.chunks, *s.chunks)):
            return
        relation = next((r for r in agreed(list(relations(before.chunks))) if _of_arms_alone(before.chunks, r)), None)
        pair = self._pair(before, relation, len(before.chunks)) if relation else None
        told: list[int] = []
        for i, c in enumerate(s.chunks if pair else ()):
            lead = self.analysis.low[s.start : c.start]
            led = any(is_sum_of_trade(lead + more) for more in (c.low.split("$")[0], ""))
            if c.tag == "money" and pair and (led or (told and _in_turn(s.chunks, told[-1], i))):
                told.append(i)
                good = before.chunks[at].value
                yield self._draft(s, i, pair, None, replace(good, start=by[0], end=by[1]))

    def _pair(self, s: Analysed, relation: Relation | None, i: int) -> tuple[Side, Side] | None:
        """The two sides: of the relation, by the origin of the arms ("Russian arms"), by "between X and Y"."""
        at = next(k for k, c in enumerate(s.chunks) if _is_arms(c))
        good = s.chunks[at].value
        made_in = origin_side(good)
        origin = [made_in] if made_in else owners(s.chunks, [at])
        if taken := good.taker or (good.origin if self._imports(s) else None):  # "most of Chinese arms imports"
            owner = Side(taken, good.origin_span)
            giver = [x for i in range(len(s.chunks)) for x in sides(s.chunks, i) if x.code != taken][:1]
            giver = giver or [Side(c, None) for c in self.focus.main or () if c != taken][:1]
            return (giver[0], owner) if giver else None
        if not origin and (between := self._between(s)):
            return between
        supplier = (relation.supplier[:1] if relation and not (origin and relation.frame == "deal") else []) or origin
        both = [*relation.recipient, *(relation.supplier if origin else [])] if relation else []
        recipient = [x for x in both if supplier and x.code != supplier[0].code][:1]
        pair = self.focus.main if self.focus.main and supplier and supplier[0].code in self.focus.main else None
        if not recipient and pair and set(pair) <= self._named(s, i):
            recipient = [Side(next(c for c in pair if c != supplier[0].code), None)]
        taker = relation.recipient[:1] if relation and not supplier else []
        if taker and self.focus.main and taker[0].code in self.focus.main:
            supplier, recipient = [Side(next(c for c in self.focus.main if c != taker[0].code), None)], taker
        return (supplier[0], recipient[0]) if supplier and recipient else None

    def _between(self, s: Analysed) -> tuple[Side, Side] | None:
        """The two between whom the trade is, where the words before tell who gives: "sales between the two"."""
        for k, c in enumerate(s.chunks):
            if c.tag == "party" and len(c.value.codes) == 2 and governor(s.chunks, k) == "between":
                known = (self.focus.dyad, self.focus.usual)
                given = next((pair for pair in known if pair and set(pair) == set(c.value.codes)), None)
                return (Side(given[0], None), Side(given[1], None)) if given else None
        return None

    def _named(self, s: Analysed, i: int) -> set[str]:
        """The countries that the paragraph has named before the figure at `i`."""
        parties = [k for k, c in enumerate(s.chunks) if c.tag == "party"]
        apart = [k for k in parties if k > i and governor(s.chunks, k) not in ("between", "with", "to")]
        later = {code for k in apart for code in s.chunks[k].value.codes}
        here = {code for k in parties if k not in apart for code in s.chunks[k].value.codes}
        return {*(code for code in self.focus.near if code not in later), *here, "SUN"}

    def _imports(self, s: Analysed) -> bool:
        """Whether the arms are spoken of as received: "Chinese arms imports", "Indian weapons purchases"."""
        good = next(i for i, c in enumerate(s.chunks) if _is_arms(c))
        noun = s.chunks[good + 1].entry("noun") if good + 1 < len(s.chunks) else None
        return noun is not None and noun.data["frame"] == "acquire"

    def _of_arms(self, s: Analysed, i: int) -> bool:
        """Whether the share or sum at `i` is of the arms trade."""
        c = s.chunks[i]
        if c.tag == "share":
            lead, rest = self.analysis.low[s.start : c.start], self.analysis.low[c.end : min(s.end, c.end + 90)]
            before = [k for k in range(i) if s.chunks[k].tag == "share"]
            behind, ahead = of_trade()
            if _OF_ALL.match(rest):
                return False
            if behind.match(rest) or ahead.search(lead):
                return True
            told = bool(before) and self._of_arms(s, before[-1])
            return (told or bool(shared_out(s.chunks, i))) and share_of(s.chunks, i) is not None
        lead = self.analysis.low[max(s.start, c.start - 90) : c.start]
        led, whole = leads_to_sum(), self.analysis.low[s.start : c.start]
        with_lead = [c.low.split("$")[0], ""]  # "about" may be read with the sum, or not
        if TRADE_WHICH.search(whole) or TRADE_AT_LARGE.search(whole):
            return False
        return (c.value.low or c.value.high) is not None and any(
            led.search(lead + more) or of_arms_that_change(whole + more) for more in with_lead
        )

    def _date(self, s: Analysed, i: int) -> tuple[str, tuple[int, int]] | None:
        """The period of the figure at `i` and the words that give it: in its own part of the sentence, else before."""
        chunks = s.chunks
        lo = next((j for j in range(i, -1, -1) if chunks[j].low in (",", ";", "(")), 0)
        hi = next((j for j in range(i, len(chunks)) if chunks[j].low in (",", ";", "(", ")")), len(chunks))
        near = sorted((abs(j - i), j < i, j) for j in range(lo, hi) if chunks[j].tag == "date")
        if not near:
            now = _NOW.search(self.analysis.low, chunks[lo].start, chunks[hi - 1].end) or _NOW.match(
                self.analysis.low, s.start, s.end
            )
            published = self.analysis.document.published
            if now and published:
                return published[:4], now.span()
            near = sorted(
                (abs(j - i), True, j)
                for j in range(lo)
                if chunks[j].tag == "date" and (j < 3 or chunks[j - 1].low in (*_BEFORE_DATE, *_SPAN))
            )
        if near:
            date = chunks[near[0][2]].value
            return date.edtf, (date.start, date.end)
        return None

    def _draft(
        self, s: Analysed, i: int, pair: tuple[Side, Side], relation: Relation | None, again: Good | None = None
    ) -> Draft:
        """The row of the figure at `i`, which is of the arms that the sentence names, or of those named `again`."""
        c = s.chunks[i]
        good: Good = again or next(x.value for x in s.chunks if _is_arms(x))
        draft = Draft("transfers", s.start, s.end, "transfers/aggregate")
        draft.claim("supplier", pair[0].code, pair[0].span)
        draft.claim("recipient", pair[1].code, pair[1].span)
        draft.claim("item", "arms" if ARMS.match(good.name) else good.name, good)
        draft.claim("item_category", "aggregate", good)
        draft.claim("transfer_type", "sale", good)
        draft.claim("scope", "aggregate", c)
        if c.tag == "share":
            draft.claim("trade_share", round(c.value.value, 4), c)
        else:
            draft.claim("value_usd_min", c.value.low, c)
            draft.claim("value_usd_max", c.value.high, c)
        date = self._date(s, i)
        if date:
            draft.claim("delivery_date", date[0], date[1])
            now = _NOW.fullmatch(self.analysis.low[date[1][0] : date[1][1]])
            draft.claim("status", "ongoing" if now else "delivered", date[1])
        reading = cues.read(s.chunks, None, relation.trigger if relation else i, "", None, True)
        factuality = "reported" if reading.factuality == "reported" else "asserted"
        draft.claim("factuality", factuality, reading.factuality_cue or c)
        return draft
