"""What exercises and agreements share: the countries that take part, the date and the place beside a noun."""

from __future__ import annotations

from pipeline.extract import syntax
from pipeline.extract.analysis import Analysed
from pipeline.extract.chunks import Chunk
from pipeline.extract.focus import Focus

_WITH = {"with", "between", "by", "among", "including", "alongside", "involving", "from", "of", "to"}
_NOT_PART = {
    "against",
    "over",
    "in",
    "near",
    "off",
    "at",
    "on",
    "for",
    "into",
    "toward",
    "towards",
    "around",
    "about",
    "like",
    "amid",
    "despite",
}
_PLACE_PREPS = {"over", "in", "near", "off", "at", "on", "around", "across", "from", "inside", "into", "through"}


def index_at(chunks: list[Chunk], offset: int) -> int:
    """Index of the first chunk that ends after `offset`."""
    return next((i for i, c in enumerate(chunks) if c.end > offset), len(chunks))


def parties_near(s: Analysed, at: int, lo: int, hi: int) -> list[tuple[str, tuple[int, int]]]:
    """Countries among `chunks[lo:hi]` that act in, own or share the event named at `at`, in order, each once."""
    found: dict[str, tuple[int, int]] = {}
    chunks = s.chunks
    for i in range(max(lo, 0), min(hi, len(chunks))):
        c = chunks[i]
        if c.tag == "party":
            governed = syntax.governor(chunks, i)
            if governed in _NOT_PART or (governed in ("to", "from", "of") and i < at and not c.value.possessive):
                continue
            for code in c.value.codes:
                found.setdefault(code, (c.start, c.end))
        elif c.tag == "atom" and (entry := c.entry("demonym")):
            if syntax.governor(chunks, i) not in _NOT_PART - {"in", "on"} or abs(i - at) <= 4:
                found.setdefault(entry.name, (c.start, c.end))
    return list(found.items())


def with_pair(found: list[tuple[str, tuple[int, int]]], focus: Focus) -> list[tuple[str, tuple[int, int] | None]]:
    """`found`, filled up with the pair in focus where fewer than two countries are named."""
    named: list[tuple[str, tuple[int, int] | None]] = list(found)
    codes = {c for c, _ in found}
    if len(codes) >= 2 or not focus.main or not codes <= set(focus.main):
        return named
    return named + [(code, None) for code in focus.main if code not in codes]


def date_near(chunks: list[Chunk], lo: int, hi: int, stop_before: int, stop_after: int) -> Chunk | None:
    """The date of the noun at `chunks[lo:hi]`: right before it, else the next one after it, else one that opens the sentence."""
    for i in range(lo - 1, max(stop_before, lo - 5) - 1, -1):
        if chunks[i].tag == "date" and not syntax.is_prep(chunks[i - 1] if i else chunks[i]):
            return chunks[i]
        if chunks[i].low in (",", ";"):
            break
    for i in range(hi, min(len(chunks), stop_after)):
        if chunks[i].tag == "date":
            return chunks[i]
        if chunks[i].low == ";" or (chunks[i].word("sub", "rel") and i > hi + 1):
            break
    for i in range(stop_before, lo):
        if chunks[i].tag == "date" and _opens(chunks, i):
            return chunks[i]
    return None


def _opens(chunks: list[Chunk], i: int) -> bool:
    """Whether the date at `i` opens the sentence or stands in its frame ("In 2019, China ...", "..., on 5 May, held")."""
    j = i - 1
    while j >= 0 and (
        syntax.is_prep(chunks[j])
        or chunks[j].word("det", "adv", "sub", "conj", "aux")
        or (chunks[j].tag == "word" and j < 3)
    ):
        j -= 1
    return j < 0 or (chunks[j].low in (",", "(", "—") and i + 1 < len(chunks) and chunks[i + 1].low == ",")


def place_near(chunks: list[Chunk], hi: int, stop: int) -> tuple[int, int] | None:
    """The words that say where: a place or a country after a preposition of place, with those coordinated."""
    for i in range(hi, min(stop, len(chunks) - 1)):
        if chunks[i].low not in _PLACE_PREPS or not syntax.is_prep(chunks[i]):
            continue
        j = i + 1
        while j < len(chunks) and (
            chunks[j].word("det")
            or chunks[j].entry("evaluative")
            or chunks[j].low
            in ("waters", "of", "the", "central", "northern", "southern", "eastern", "western", "disputed", "in", "far")
        ):
            j += 1
        if j < len(chunks) and (
            chunks[j].entry("place")
            or (chunks[j].tag == "party" and chunks[j].value.form == "name" and not chunks[j].value.possessive)
        ):
            first = i + 1
            while chunks[first].word("det") or chunks[first].low in ("waters", "of", "disputed", "in"):
                first += 1
            last = j
            while last + 2 < len(chunks):
                k = last + 1
                while k < len(chunks) and (chunks[k].word("conj", "det") or chunks[k].low == ","):
                    k += 1
                if k < len(chunks) and k > last + 1 and chunks[k].entry("place"):
                    last = k
                else:
                    break
            return chunks[first].start, chunks[last].end
        if chunks[i].low == ";":
            break
    return None
