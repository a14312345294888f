"""Numbers that stand for a good: "thirty-eight were ordered", "another was sold", "eight more, of Project 636"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.goods import Good
from pipeline.extract.grammar.signs import NUMBERED, ORDINALS
from pipeline.extract.lexicon.entries import making
from pipeline.extract.lexicon.index import NONE
from pipeline.extract.text.amounts import Count

_LEADS = frozenset(
    "the a an another all some first second third fourth last final other further remaining next".split()
)
_OPENS = _LEADS | NUMBERED  # a group of words of number
_PARTS = frozenset("first second third fourth last final other remaining next rest remainder others".split())


def number(s: Analysed, known: Good | None) -> None:
    """Put a good in place of each number that stands for one: the one in apposition to it, else that last spoken of."""
    chunks = s.chunks
    if not s.counts and s.words.isdisjoint(NUMBERED | ORDINALS):
        return
    i, topic, here = 0, False, False  # whether the sentence begins with the good that it is about, has named one
    while i < len(chunks):
        c = chunks[i]
        if c.tag == "good" and not c.value.vague:
            known = known if topic or (here and _beside(chunks, i)) else c.value
            here = True
            topic |= all(c.word("det") or c.tag == "party" for c in chunks[: syntax.skip_back(chunks, i - 1) + 1])
        elif (c.tag == "count" or c.low in _OPENS) and (end := _group(chunks, i)):
            count = next((c for c in chunks[i:end] if c.tag == "count"), None) or _worded(chunks[i:end])
            apposed = _apposed(chunks, end)
            if apposed is not None:
                chunks[apposed].value.quantity = count
                chunks[apposed].value.referred = True
                if chunks[apposed - 1].low == "to":  # "a further pair, built to the Project 956EM, was": one group
                    del chunks[i:apposed]
                else:
                    i = apposed
            elif known is not None and _may_count(known, c) and _argues(chunks, i, end):
                chunks[i:end] = [_stand_in(chunks[i:end], count, known)]
        i += 1


def _beside(chunks: list[Chunk], i: int) -> bool:
    """Whether the good at `i` only goes with another: "the Ka-28 came with the destroyers", "engines for the FC-1"."""
    j = syntax.skip_back(chunks, i - 1)
    if j > 0 and chunks[j].low == "," and chunks[j - 1].tag == "good" and chunks[i].low.startswith(("a ", "an ")):
        return _beside(chunks, j - 1)  # "for the FC-1, a light fighter"
    own = j > 0 and (chunks[j - 1].entry("noun") is not None or chunks[j - 1].word("conj"))  # "a deal for", "and with"
    return j > 0 and chunks[j].low in ("for", "with", "aboard", "on") and not own


def _may_count(known: Good, c: Chunk) -> bool:
    """Whether a number may count the good last spoken of: of what is neither named nor plural there is but one."""
    return known.designation is not None or known.plural or c.low == "one"


def _worded(group: list[Chunk]) -> Chunk | None:
    """The count that a word is: "another" counts one, "a further pair" two."""
    first, last = group[0], group[-1]
    if first.low == "another" and last.low != "pair":
        return Chunk("count", first.start, first.end, first.low, Count(first.start, first.end, 1))
    return (
        Chunk("count", last.start, last.end, last.low, Count(last.start, last.end, 2)) if last.low == "pair" else None
    )


def _group(chunks: list[Chunk], i: int) -> int | None:
    """The index after the words of number that begin at `i`: "the first two", "a further pair", "eight more"."""
    if i and (chunks[i - 1].low in _LEADS or chunks[i - 1].tag == "count"):
        return None
    j = i
    while j < len(chunks) and chunks[j].low in _LEADS and chunks[j].low not in NUMBERED:
        j += 1
    head = chunks[j] if j < len(chunks) else None
    second = j == i + 2 and chunks[i + 1].low in ORDINALS and chunks[i].low in ("a", "the")
    if second and j < len(chunks) and _ends(chunks, j) and _frame_ahead(chunks, j):
        return j  # "a second was shipped"
    if head is None or not (head.tag == "count" or head.low in NUMBERED):
        return None
    j += 1
    if head.low == "another" and j < len(chunks) and chunks[j].tag == "count":
        j += 1
    if j < len(chunks) and chunks[j].low in ("more", "others", "further"):
        j += 1
    if [c.low for c in chunks[j : j + 2]] in (["of", "them"], ["of", "these"], ["of", "those"]):
        j += 2  # "an order for 24 of them"
    return j if _ends(chunks, j) else None


def _ends(chunks: list[Chunk], j: int) -> bool:
    """Whether no noun can follow at `j`: the number stands alone."""
    if j >= len(chunks):
        return True
    c = chunks[j]
    verb = c.tag == "atom" and (c.entry("verb") is not None or syntax.is_finite(c) or c.word("aux"))
    mark = c.low in (",", ".", ";", ")") or c.tag == "date"  # "38 more two years later"
    return mark or verb or c.word("conj", "plus") or (syntax.is_prep(c) and c.low != "of")


def _apposed(chunks: list[Chunk], j: int) -> int | None:
    """The designation that says what the number before `j` counts: "eight, the Hangor class", "two, of Project 636"."""
    if [c.low for c in chunks[j : j + 1]] != [","]:
        return None
    if j + 2 < len(chunks) and syntax.is_prep(chunks[j + 1]) and chunks[j + 1].low != "of":
        put_in = range(j + 2, min(j + 7, len(chunks)))
        j = next((k for k in put_in if chunks[k].low == ","), j)  # "two more, to a better design, the 956EM"
    g = j + 1 + (j + 1 < len(chunks) and chunks[j + 1].low == "of")
    if g + 1 < len(chunks) and _frame(chunks[g]) == "make" and chunks[g + 1].low == "to":
        g += 2  # "a further pair, built to the modified Project 956EM"
    if g >= len(chunks) or chunks[g].tag != "good":
        return None
    good: Good = chunks[g].value
    led = g > j + 1 or chunks[g].low.startswith("the ")
    return g if led and good.designation and good.quantity is None else None


def _argues(chunks: list[Chunk], i: int, end: int) -> bool:
    """Whether the number is what a verb of transfer gives or moves: its object, or the subject of a passive."""
    k = i - 1
    while k >= 0 and (chunks[k].word("adv") or (chunks[k].tag == "party" and not chunks[k].value.possessive)):
        k -= 1
    before = chunks[k] if k >= 0 else None
    if chunks[i].low == "one":
        return before is not None and making().get(before.low) == "base"  # "is helping China to create one"
    if before and k and before.low == "for" and (deal := chunks[k - 1].entry("noun")):
        right = chunks[k - 1].entry("carrier") is not None  # "a licence for 200 more"
        return right or bool(deal.data["frame"] in ("deal", "acquire"))  # "a new order for 24 of them"
    if before and before.low == "with" and any(_frame(c) == "supply" for c in chunks[max(0, k - 4) : k]):
        return True  # "India has been supplied by Moscow with fourteen"
    if before and before.low == "followed by":
        return True  # "ordered 184 in 2011, followed by a further 224"
    if before and _frame(before) in ("supply", "acquire", "make") and not before.low.endswith("ing"):
        return True  # not "giving ten in all"
    if before and (before.low in (",", ":") or before.word("conj")) and any(map(_told, chunks[:k])):
        return True  # "India ordered ten, Iran three", "deliveries came in batches: 60 in 1996, 35 in 2002"
    if before and before.low == "for" and k and chunks[k - 1].tag == "party" and any(map(_frame, chunks[:k])):
        return True  # "Algeria signed up for ten, Uganda for six"
    if before and before.low == "for" and _of_deal(chunks[:k]):
        return True
    return _frame_ahead(chunks, end)


def _frame_ahead(chunks: list[Chunk], end: int) -> bool:
    """Whether the predicate at `end` says that what stands before it was given, or came."""
    j = end
    while (
        j < len(chunks)
        and (chunks[j].word("aux", "adv", "neg") or chunks[j].entry("cue"))
        and not chunks[j].entry("verb")
    ):
        j += 1
    frame = _frame(chunks[j]) if j < len(chunks) else ""
    return frame == "move" or bool(frame and j > end)


def _of_deal(before: list[Chunk]) -> bool:
    """Whether a deal or an order is for what follows: "signed a contract for 24"."""
    deal = any(e.kind == "noun" and e.data["frame"] in ("deal", "acquire") for c in before for e in c.entries)
    return deal and not any(c.tag == "good" for c in before)


def _told(c: Chunk) -> bool:
    """Whether a verb or a noun says that goods are given or got."""
    noun = c.entry("noun") if c.tag == "atom" else None
    return bool(_frame(c)) or (noun is not None and noun.data["frame"] in ("supply", "acquire"))


def _frame(c: Chunk) -> str:
    """The frame of a verb that says that goods are given, got, made, or come; of all else none."""
    verb = c.entry("verb") if c.tag == "atom" else None
    return verb.data["frame"] if verb and verb.data["frame"] in ("supply", "acquire", "make", "move") else ""


def _stand_in(group: list[Chunk], count: Chunk | None, known: Good) -> Chunk:
    """The good last spoken of, as many of it as the words of `group` say; of a part ("the first two") the whole."""
    start, end = group[0].start, group[-1].end
    part = group[0].low in ("the", "one") or not _PARTS.isdisjoint(c.low for c in group)
    again = replace(
        known, start=start, end=end, quantity=None if part else count, origin=None, origin_span=None, made=False
    )
    low = " ".join(c.low for c in group)
    return Chunk("good", start, end, low, replace(again, referred=True, unit=False, headed=False), NONE)
