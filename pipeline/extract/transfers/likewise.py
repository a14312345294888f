"""Another who did what the sentence before tells of: "Turkey bought the S-400 in 2017. India did so a year later"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from pipeline.extract.drafts import Draft
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.states import heir
from pipeline.extract.transfers.frames import Side, sides
from pipeline.extract.transfers.terms import DATES

DID_SO = re.compile(r"\b(?:(?:did|done|do|does) (?:so|likewise|the same)|follow(?:ed|s)? suit)\b")
FOLLOWED = re.compile(r"^[\w ']{3,30} (followed)\b(?= (?:in|on|a year|two years|with|the next|the same|suit)\b)")
AS_DID = re.compile(r", as (?:did|does|do|has|have|had|will)\b")  # in the same sentence, whoever it was behind it
_UNREAL = re.compile(
    r"\b(?:not|never|nobody|refused|declined|wants?|wanted|plans?|hopes?|considering)\b|n't\b"
    r"|\b(?:may|might|could|would|should|if)\b"
)
_CODE = 3  # letters of the code of a country
_KEPT = ("item", "item_category", "transfer_type", "scope", "status", "factuality")
_ACTS = {"acquire": "recipient", "supply": "supplier"}  # which side the subject of a verb is


def likewise(s: Analysed, earlier: Draft) -> Iterator[Draft]:
    """The row `earlier` told again of whom the sentence names, if it says that they did so too."""
    here = earlier.start == s.start
    frame, _, construction = earlier.method.removeprefix("transfers/").partition(".")
    followed = FOLLOWED.search(s.low) if frame == "acquire" else None  # who followed a seller may sell, or buy
    did = AS_DID.search(s.low) if here else DID_SO.search(s.low) or followed
    if not did or construction != "active" or frame not in _ACTS or _UNREAL.search(s.low):
        return
    start, end = s.start + did.start(did.re.groups), s.start + did.end()
    count = _how_many(s, end)
    if " with " in s.low[did.end() :] and not count:
        return  # "Washington followed in 2018 with sanctions"
    others = (i for i, c in enumerate(s.chunks) if c.tag == "party" and (c.start >= end if here else c.end <= start))
    own, other = _ACTS[frame], "supplier" if frame == "acquire" else "recipient"
    known = {heir(str(earlier.value(side))) for side in (own, other)}
    for who in sides(s.chunks, next(others, None)):
        if heir(who.code) not in known:
            again = Draft("transfers", s.start, s.end, "transfers/likewise")
            again.claim(own, who.code, who.span)
            again.claim(other, earlier.value(other))
            for name in _KEPT:
                again.claim(name, earlier.value(name), (start, end))
            column = next((name for name in DATES if name in earlier.claims), "")
            date = next((date for date in s.dates if date.start > start or not here), None)
            if count:
                again.claim("quantity", count.value.value, count)
            if date and column:
                again.claim(column, date.edtf, date)
            yield again


def signed(s: Analysed, earlier: Draft) -> Iterator[Draft]:
    """The row `earlier` told again of one who is only said to have signed on a date: "India, which signed in 2018"."""
    if earlier.value("transfer_type") != "sale" or not earlier.value("supplier"):
        return
    for i, c in enumerate(s.chunks[:-2]):
        if c.low != "signed" or c.start <= earlier.start or s.chunks[i + 1].low not in ("in", "on"):
            continue
        who = _signer(s.chunks, i)
        date = s.chunks[i + 2]
        if not _ends(s.chunks, i + 3):
            continue  # "which signed in 1993 a treaty"
        known = {heir(str(earlier.value(side))) for side in ("supplier", "recipient")}
        if who is None or date.tag != "date" or heir(who.code) in known:
            continue
        again = Draft("transfers", s.start, s.end, "transfers/likewise")
        again.claim("supplier", earlier.value("supplier"))
        again.claim("recipient", who.code, who.span)
        for name in _KEPT:
            again.claim(name, earlier.value(name), c)
        again.claim("status", "ordered", c)
        again.claim("factuality", "asserted", c)
        again.claim("order_date", date.value.edtf, date)
        if price := _price(s.chunks, i + 3):
            again.claim("value_usd_min", price.value.low, price)
            again.claim("value_usd_max", price.value.high, price)
        yield again


def _signer(chunks: list[Chunk], i: int) -> Side | None:
    """The country that the relative clause of "signed" at `i` is about: "India, which signed"."""
    if i < 3 or chunks[i - 1].low not in ("which", "who") or chunks[i - 2].low != "," or chunks[i - 3].tag != "party":
        return None
    found = sides(chunks, i - 3)
    return found[0] if len(found) == 1 and len(found[0].code) == _CODE else None


def _ends(chunks: list[Chunk], j: int) -> bool:
    """Whether no more than a price follows at `j` of what was signed."""
    return j >= len(chunks) or chunks[j].tag == "punct" or _price(chunks, j) is not None


def _price(chunks: list[Chunk], j: int) -> Chunk | None:
    """The price behind the date of a signature: "at a price of $5 billion", "for $5 billion"."""
    ahead = takewhile(lambda c: c.tag == "money" or c.tag == "word" or c.word("prep", "det"), chunks[j : j + 7])
    return next((c for c in ahead if c.tag == "money"), None)


def _how_many(s: Analysed, end: int) -> Chunk | None:
    """How many the other got: "India followed in 2018 with five"."""
    counts = (c for before, c in pairwise(s.chunks) if c.start > end and before.low == "with" and c.tag == "count")
    return next(counts, None)
