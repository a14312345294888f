"""Whose a good is said to be, or by whom made, beside its name: "a firm, whose X", "of Chinese make"."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.frame_words import words

Maker = tuple[str, tuple[int, int]]  # a country code and the words that say it


def maker(chunks: list[Chunk], i: int) -> Maker | None:
    """The country that the good at `i` is said to be of, beside its name."""
    owner = _owner(chunks, i) or _by_trade(chunks, i)
    return (owner.value.codes[0], (owner.start, owner.end)) if owner else _of_make(chunks, i)


def _owner(chunks: list[Chunk], i: int) -> Chunk | None:
    """The firm or country whose the good at `i` is said to be: "a Henan firm, whose CHD622 engines were installed"."""
    if i < 2 or chunks[i - 1].low != "whose":
        return None
    owner = chunks[i - 2 - (chunks[i - 2].low == "," and i > 2)]
    return owner if owner.tag == "party" and len(owner.value.codes) == 1 else None


def _by_trade(chunks: list[Chunk], i: int) -> Chunk | None:
    """Who is called the maker of the good at `i`: "Limbach, the Chinese manufacturer of the L550E engine"."""
    if i < 2 or chunks[i - 1].low != "of" or chunks[i - 2].tag != "party":
        return None
    maker = chunks[i - 2]
    trade = maker.low.split(" ")[-1] in words("makers")
    return maker if trade and len(maker.value.codes) == 1 else None


def _of_make(chunks: list[Chunk], i: int) -> Maker | None:
    """Where the good at `i` is made, said behind it: "diesels of Chinese manufacture"."""
    j = i + 1  # "the TBD620V12, likewise of Chinese make"
    while j < len(chunks) and (chunks[j].low == "," or chunks[j].word("adv") or chunks[j].low in words("too")):
        j += 1
    group = chunks[j : j + 3]
    if len(group) < 3 or group[0].low != "of" or group[2].low not in words("make of a good"):
        return None
    country = group[1].entry("demonym")
    return (country.name, (group[1].start, group[2].end)) if country else None
