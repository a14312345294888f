"""Of whom words that name nobody speak: two named together, the firm named last, who acts in a relative clause."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.coordination import coordinated
from pipeline.extract.grammar.syntax import governor, is_prep

REALMS = ("the junta", "the kingdom", "the sultanate", "the emirate", "the monarchy")  # of a third country


def together(chunks: list[Chunk], i: int) -> tuple[str, ...]:
    """The countries of the party at `i` and of those coordinated with it."""
    return tuple(dict.fromkeys(code for j in coordinated(chunks, i) for code in chunks[j].value.codes))


def couple(s: Analysed, i: int) -> tuple[str, ...]:
    """The two countries last named together in the paragraph before the pronoun at `i`: "India and Vietnam"."""
    earlier: Analysed | None = s
    while earlier is not None:
        chunks = earlier.chunks
        for k in reversed(range(i if earlier is s else len(chunks))):
            named = chunks[k].tag == "party" and chunks[k].value.form != "pronoun"
            if named and len(two := together(chunks, k)) == 2:
                return two
        earlier = earlier.before
    return ()


def firm_before(s: Analysed, i: int) -> tuple[str, ...]:
    """The country of the firm last named before "the company" at `i`, in its sentence or one of the two before."""
    chunks, earlier = s.chunks[:i], s.before
    for _ in range(3):
        if firm := next(
            (c.value for c in reversed(chunks) if c.tag == "party" and c.value.firm and c.value.codes), None
        ):
            return firm.codes
        chunks, earlier = (earlier.chunks, earlier.before) if earlier else ([], None)
    return ()


def clause(chunks: list[Chunk], i: int) -> Iterator[int]:
    """The indices beside `i` up to the next comma or word that begins a clause."""
    for step in (-1, 1):
        k = i + step
        while 0 <= k < len(chunks) and not (chunks[k].tag == "punct" or chunks[k].word("rel", "sub", "conj")):
            yield k
            k += step


def in_relative(chunks: list[Chunk], i: int) -> bool:
    """Whether the party at `i` acts in a clause on a noun: "Peru flies a jet that Chile has not: it bought"."""
    if i < 3 or not chunks[i - 1].word("rel"):
        return False
    noun, led = chunks[i - 2], chunks[i - 3]
    plain = noun.tag in ("word", "atom") and (is_prep(led) or led.word("det") or led.entry("evaluative") is not None)
    return noun.tag == "good" or plain


def compared(s: Analysed | None) -> set[str]:
    """With whom a sentence compares whom it is about: "India was treated better than China"."""
    chunks = s.chunks if s else []
    behind = (c for led, c in pairwise(chunks) if led.low in ("than", "unlike") and c.tag == "party")
    return {code for c in behind for code in c.value.codes}


def are_people(c: Chunk) -> bool:
    """Whether the words name people: "Indian diplomats" """
    return c.low.endswith("s") and not c.value.possessive


def acts(c: Chunk) -> bool:
    """Whether a group of people or firms may do what a row tells of, as analysts do not."""
    return are_people(c) and not c.low.endswith(("analysts", "experts", "observers"))


def people(s: Analysed | None) -> tuple[str, ...]:
    """Whose people or firms are the subject of a sentence: "Indian yards", for "they" behind "after Berlin refused"."""
    first = next((i for i, c in enumerate(s.chunks) if c.tag == "party" and c.value.codes), None) if s else None
    if s is None or first is None or governor(s.chunks, first) is not None:
        return ()
    c = s.chunks[first]
    return c.value.codes if c.value.form == "demonym" and acts(c) else ()


def main_clause(chunks: list[Chunk]) -> int:
    """Where the main clause begins that has a party for its subject: "when the Union fell, China saw its chance"."""
    if not (chunks and chunks[0].word("sub")):
        return 0
    commas = (i for i, c in enumerate(chunks[:-1]) if c.low == ",")
    return next((i + 1 for i in commas if chunks[i + 1].tag == "party"), 0)


def givers(chunks: list[Chunk]) -> set[str]:
    """From whom something is said to come: nobody gives him more: "bought it from China, and Russia gave it"."""
    given = (i for i, c in enumerate(chunks) if c.tag == "party" and governor(chunks, i) == "from")
    return {code for i in given for code in chunks[i].value.codes}
