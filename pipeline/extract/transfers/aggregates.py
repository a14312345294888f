"""Aggregates: an amount or a share of all arms trade between two sides, with its period and no item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from pipeline.extract.drafts import Draft
from pipeline.extract.grammar import cues
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.grammar.syntax import governor
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.frames import Relation, Side, demonym_side, origin_side, owners, sides
from pipeline.extract.transfers.relations import agreed, relations

_ARMS = re.compile(r"arms?\b|weapon|(?:military|defen[cs]e) (?:export|import|sale)")
_OF_ALL = re.compile(r"\s*of (?:all |the )?(?:global|the world|world|international|worldwide)\b")
_UNITS = frozenset(
    "system systems vehicle vehicles platform platforms set sets unit units batch batches kit kits".split()
)
_TRADED = {"imported": "acquire", "exported": "supply"}  # "90 percent of China's imported arms"
_NOW = re.compile(r"\b(?:currently|presently|at present|today|current|now)\b")


_ROUGHLY = (
    "an?|some|about|estimated|something|of|on|in|the|order|region|neighbou?rhood|little|just|as much as|down to|up to"
)


# Of what else is summed up beside arms: "whose total trade amounted to", but not "the arms trade came to".
_NOT_OF_ARMS = "(?<!(?<!arms )trade )(?<!turnover )(?<!budget )(?<!spending )(?<!expenditure )(?<!economy )"


_TRADE_WHICH = re.compile(r"(?<!arms )\b(?:trade|turnover|budget)\b[^,;]*, which [^,;]*$")


@cache
def _leads_to_sum() -> re.Pattern[str]:
    """Words that lead to a sum of the arms trade, and end right before it."""
    leading = "|".join(sorted(map(re.escape, words("worth"))))
    valued = r"value of\b[^,;.]{0,70} (?:was|is)"  # "the value of arms deliveries to China was"
    put = r"(?:puts?|putting|estimates|values)\b[^,;.()]{5,80} at"  # "puts arms sales to China at"
    brought = r"brought (?:in )?(?:\w+ )?"  # "arms sales brought Moscow"
    return re.compile(rf"{_NOT_OF_ARMS}\b(?:{leading}|{valued}|{put}|{brought})\s*(?:(?:{_ROUGHLY}) )*$")


@cache
def _changes_by() -> re.Pattern[str]:
    """What says that a trade grew or shrank, from its verb up to a sum: "fell from $3 billion in 2005 to"."""
    changed = "|".join(sorted(words("changing")))
    return re.compile(rf"\b(?:{changed})(?: [a-z]+ly)?(?: from\b.{{0,60}}?)?(?: to| from)\s*(?:(?:{_ROUGHLY}) )*$")


def _of_arms_that_change(lead: str) -> bool:
    """Whether `lead`, all of a sentence before a sum, ends with arms trade that grew or shrank to it, or from it."""
    told = _changes_by().search(lead)
    subject = re.split(r"[,;:] | while | whereas | but ", lead[: told.start()])[-1] if told else ""
    return bool(_ARMS.search(subject))


@cache
def _of_trade() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a trade follows its share ("60 percent of Chinese imports"), and how it stands before the figures.

    The second is for "China's share of Russian arms exports fell from 60 percent".
    """
    trade = "|".join(sorted(words("trade")))
    return (
        re.compile(rf"\s*of\b.{{0,60}}?\b(?:{trade})\b|\s*of\s(?!(?:them|these|it|which|whom|its|their)\b)"),
        re.compile(rf"\bshare (?:of|in) .{{0,60}}?\b(?:{trade})\b"),
    )


def _is_actor(chunks: list[Chunk], k: int) -> bool:
    """Whether the party at `k` may be who gives or takes: no possessor, and not the one of "since the end of"."""
    return chunks[k].tag == "party" and not chunks[k].value.possessive and governor(chunks, k) != "of"


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


class Aggregates:
    """The rule for aggregate rows of `transfers`."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.focus = analysis, focus

    def read(self, s: Analysed) -> Iterator[Draft]:
        """One row for each figure of an arms trade that the sentence states."""
        figures = [i for i, c in enumerate(s.chunks) if c.tag in ("share", "money")]
        if not figures or not any(map(_is_arms, s.chunks)):
            return
        relation = next((r for r in agreed(list(relations(s.chunks))) if _of_arms_alone(s.chunks, r)), None)
        shared: tuple[int, Side] | None = None  # the last sum that went to somebody, and who gave it
        for i in figures:
            if shared and (taker := _goes_to(s.chunks, i)) and (_goes_on(s.chunks, shared[0], i)):
                shared = (i, shared[1])
                yield self._draft(s, i, (shared[1], taker), relation)
                continue
            if s.chunks[i].tag == "share" and relation and len({side.code for side in relation.recipient}) > 1:
                continue  # "half of Russia's arms exports went to China and India"
            pair = self._share_of(s, i) or self._pair(s, relation, i)
            if pair and self._of_arms(s, i):
                self.focus.dyad = (pair[0].code, pair[1].code)
                shared = (i, pair[0]) if _goes_to(s.chunks, i) else None
                yield self._draft(s, i, pair, relation)

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
        both = [*relation.recipient, *relation.supplier] if relation else []
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

    def _share_of(self, s: Analysed, i: int) -> tuple[Side, Side] | None:
        """The two sides by whose trade the share is of: the owner receives what it imports, supplies what it exports.

        So "provided 78 percent of China's arms imports", "China took 14 percent of Russian arms exports, India 27".
        """
        chunks = s.chunks
        if chunks[i].tag != "share":
            return None
        shares = [k for k in range(i + 1) if chunks[k].tag == "share"]
        stated = [found for k in reversed(shares) if (found := self._trade(s, k))] or self._shared_out(s, i)
        shared = next((k for k in range(1, i) if chunks[k].low == "share"), None)
        if not stated and shared is not None and (trade := self._trade(s, shared)) and trade[1]:
            stated = [trade]
            whose = sides(chunks, shared - 1)[:1] if chunks[shared - 1].tag == "party" else []
            if whose and whose[0].code != trade[0].code:  # "China's share of Russian arms exports"
                return (trade[0], whose[0]) if trade[1] == "supply" else (whose[0], trade[0])
        frame = next((frame for _, frame in stated if frame), "")
        if not frame:
            return None
        owner = stated[0][0]
        since = shares[-2] if len(shares) > 1 else -1
        parties = [k for k in range(i) if _is_actor(chunks, k)]
        parties = [k for k in parties if k > since] or parties
        behind = range(i, len(chunks)) if chunks[i - 1].low != "(" else ()  # "from Russia (77 percent)"
        led = ("by", "from", "to") if frame == "supply" else ("by", "from")
        agents = [k for k in behind if chunks[k].tag == "party" and governor(chunks, k) in led]
        named = (x for k in (*agents, *reversed(parties)) for x in sides(chunks, k)[:1])
        made = (
            side for c in chunks[:i] if c.tag == "good" and (side := origin_side(c.value))
        )  # "Russian arms made up"
        other = next((x for x in chain(named, made) if x.code != owner.code), None)
        if other is None:
            return None
        return (owner, other) if frame == "supply" else (other, owner)

    def _trade(self, s: Analysed, i: int) -> tuple[Side, str] | None:
        """The owner of the trade that the share at `i` is of, and whether it supplies or acquires.

        The latter is "" where the words leave it to another share: "78 percent of Chinese imports, 73 of India's".
        """
        for k in range(i + 1, min(i + 5, len(s.chunks))):
            c = s.chunks[k]
            owner = None
            if c.tag in ("share", "money"):
                break
            if c.tag == "party" and c.value.possessive and len(c.value.codes) == 1:
                owner = Side(c.value.codes[0], (c.start, c.end))
            elif c.tag == "good" and c.value.vague and (code := c.value.origin or c.value.taker):
                owner = Side(code, c.value.origin_span)
            elif c.tag == "atom" and s.chunks[k + 1 : k + 2] and s.chunks[k + 1].entry("noun"):
                owner = demonym_side(c)  # "39 percent of Russian exports of arms"
            if owner:
                nouns = (x.entry("noun") for x in s.chunks[k : k + 4])
                noun = next((n for n in nouns if n), None)
                traded = next((x.low for x in s.chunks[k : k + 3] if x.low in _TRADED), "")
                frame = str(noun.data["frame"]) if noun else _TRADED.get(traded, "")
                if noun and noun.data.get("agent"):
                    frame = "acquire"  # "its suppliers": the owner gets
                return owner, frame if frame in ("supply", "acquire") else ""
        return None

    def _shared_out(self, s: Analysed, i: int) -> list[tuple[Side, str]]:
        """The owner of the trade and its kind where partners follow with their shares in brackets.

        So "the largest market for China's arms exports (61 percent), followed by Bangladesh (11 percent)".
        """
        if not i or s.chunks[i - 1].low != "(":
            return []
        opens = next((k for k in range(i) if s.chunks[k].tag in ("share", "money")), i)
        trades = (self._trade(s, k) for k in range(-1, opens))
        return [found for found in trades if found and found[1]][:1]

    def _of_arms(self, s: Analysed, i: int) -> bool:
        """Whether the share or sum at `i` is of the arms trade."""
        c = s.chunks[i]
        if c.tag == "share":
            lead, rest = self.analysis.low[s.start : c.start], self.analysis.low[c.end : min(s.end, c.end + 90)]
            before = [k for k in range(i) if s.chunks[k].tag == "share"]
            behind, ahead = _of_trade()
            if _OF_ALL.match(rest):
                return False
            if behind.match(rest) or ahead.search(lead):
                return True
            told = bool(before) and self._of_arms(s, before[-1])
            return (told or bool(self._shared_out(s, i))) and self._share_of(s, i) is not None
        lead = self.analysis.low[max(s.start, c.start - 90) : c.start]
        led, whole = _leads_to_sum(), self.analysis.low[s.start : c.start]
        with_lead = [c.low.split("$")[0], ""]  # "about" may be read with the sum, or not
        if _TRADE_WHICH.search(whole):
            return False
        return (c.value.low or c.value.high) is not None and any(
            led.search(lead + more) or _of_arms_that_change(whole + more) for more in with_lead
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
                if chunks[j].tag == "date" and (j < 3 or chunks[j - 1].low in (",", "in", "from", "during", "between"))
            )
        if near:
            date = chunks[near[0][2]].value
            return date.edtf, (date.start, date.end)
        return None

    def _draft(self, s: Analysed, i: int, pair: tuple[Side, Side], relation: Relation | None) -> Draft:
        """The row of the figure at `i`."""
        c = s.chunks[i]
        good = next(x for x in s.chunks if _is_arms(x))
        draft = Draft("transfers", s.start, s.end, "transfers/aggregate")
        draft.claim("supplier", pair[0].code, pair[0].span)
        draft.claim("recipient", pair[1].code, pair[1].span)
        draft.claim("item", "arms" if _ARMS.match(good.value.name) else good.value.name, good.value)
        draft.claim("item_category", "aggregate", good.value)
        draft.claim("transfer_type", "sale", good.value)
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
