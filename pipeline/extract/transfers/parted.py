"""Words of transfer whose parts stand apart: "signed within weeks for 38 Il-76s", "let China have the S-400"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.subjects import subject
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers import antecedents, arguments
from pipeline.extract.transfers.frames import Relation, sides

_SIGN = Entry("verb", "sign for", {"frame": "acquire", "past": "ordered", "date": "order", "form": "ed"})
_ORDER = Entry("verb", "have on order", {"frame": "acquire", "past": "ordered", "date": "order", "form": "base"})
_LET = Entry("verb", "let have", {"frame": "supply", "past": "delivered", "date": "delivery", "form": "ed"})
_HELP = Entry("verb", "set up", {"frame": "assist", "type": "technical_assistance", "past": "delivered", "form": "ed"})
_APART = 6  # chunks between the verb and its preposition
_BETWEEN = ("in", "within", "on", "at", "with")
_HAVING = ("have", "has", "had")


def parted(chunks: list[Chunk]) -> Iterator[Relation]:
    """The relations of such words in a sentence."""
    for i, c in enumerate(chunks):
        if c.low in words("signing") and (for_ := _for(chunks, i)):
            yield from _got(chunks, i, for_, _SIGN)
        elif c.low in words("letting"):
            yield from _let(chunks, i)
        elif c.low in _HAVING and _on_order(chunks, i):
            yield from _got(chunks, i, i, _ORDER)
        elif c.low in words("founding"):
            yield from _founded(chunks, i)
        elif c.low == "set" and [x.low for x in chunks[i + 1 : i + 2]] == ["up"]:
            yield from _founded(chunks, i + 1)


def _for(chunks: list[Chunk], i: int) -> int | None:
    """The "for" of what is signed at `i`, behind nothing but a time or partner: not "signed a contract for"."""
    for k in range(i + 1, min(i + _APART, len(chunks))):
        if chunks[k].low == "for":
            return k if k > i + 1 else None
        if chunks[k].tag == "party" and _with(chunks, i, k):
            continue  # "signed with its Chinese customers for"
        when = chunks[k].tag == "date" or chunks[k].word("adv", "poss", "det") or chunks[k].low in _BETWEEN
        if not (when or (chunks[k].tag in ("word", "count") and syntax.is_prep(chunks[k - 1]))):
            return None
    return None


def _with(chunks: list[Chunk], i: int, k: int) -> bool:
    """Whether the party at `k` is the one with whom something is signed at `i`."""
    return any(c.low == "with" for c in chunks[i + 1 : k])


def _got(chunks: list[Chunk], i: int, led: int, entry: Entry) -> Iterator[Relation]:
    """Who gets the goods behind `led`, and from whom, where it says so.

    Of two who sign it is the maker of the goods who sells them: "the exporter signed with China for 24 Su-35s".
    """
    who = subject(chunks, i)
    found = arguments.objects(chunks, led)
    goods = found.goods or antecedents.antecedent(chunks, who)
    partner = next((k for k in range(i + 1, led) if chunks[k].tag == "party" and _with(chunks, i, k)), None)
    source = found.by_prep.get("from", found.by_prep.get("with", partner))
    giver, taker = sides(chunks, source), sides(chunks, who)
    if goods and any(side.code in chunks[g].value.makers for g in goods for side in taker):
        giver, taker = taker, giver
    if goods:
        yield Relation(i, entry, "active", giver, taker, goods, who, found.end, found=found)


def _on_order(chunks: list[Chunk], i: int) -> bool:
    """Whether "on order" follows goods behind the verb at `i`: "has 24 Su-35s on order"."""
    ahead = [c.low for c in chunks[i + 1 : i + 1 + _APART]]
    at = next((k for k in range(len(ahead) - 1) if ahead[k : k + 2] == ["on", "order"]), None)
    return at is not None and at > 0 and chunks[i + at].tag == "good"


def _let(chunks: list[Chunk], i: int) -> Iterator[Relation]:
    """ "Let China have the S-400": the subject gives, who may have it gets."""
    if i + 3 >= len(chunks) or chunks[i + 1].tag != "party" or chunks[i + 2].low != "have":
        return
    found = arguments.objects(chunks, i + 2)
    who = subject(chunks, i)
    if found.goods:
        giver, taker = sides(chunks, who), sides(chunks, i + 1)
        yield Relation(i, _LET, "active", giver, taker, found.goods, who, found.end, found=found)


def _founded(chunks: list[Chunk], i: int) -> Iterator[Relation]:
    """ "Russia set up a repair centre for AL-31F engines in China": help, to where it was set up."""
    found = arguments.objects(chunks, i)
    who = subject(chunks, i)
    where = found.by_prep.get("in")
    if not any(a.entry("carrier") and b.low == "for" for a, b in pairwise(chunks[i + 1 : i + 5])):
        return  # "a factory to manufacture drones"
    goods = [g for g in found.goods if found.carriers.get(g) == _HELP.data["type"]]
    if goods and where is not None:
        giver, taker = sides(chunks, who), sides(chunks, where)
        yield Relation(i, _HELP, "active", giver, taker, goods, who, found.end, found=found)
