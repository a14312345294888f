"""Who is let make another's goods: "Moscow agreed to let Shenyang assemble 200 Su-27s", "allowed India to build it"."""

from __future__ import annotations

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.subjects import subject
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.frames import Side, city_side, demonym_side, is_licence, sides


def permitted(chunks: list[Chunk], v: int) -> tuple[list[Side], list[Side]] | None:
    """Who permits the making that the infinitive at `v` tells of, and who may make it; None where nobody permits."""
    verb = chunks[v].entry("verb")
    if verb is None or verb.data["form"] not in ("base", "ed"):  # "put together" is both
        return None
    j = v - 1 - (v > 0 and chunks[v - 1].low == "to")
    while j > 0 and chunks[j].low not in words("permitting") and v - j < 8 and not syntax.is_finite(chunks[j]):
        j -= 1
    if j <= 0 or chunks[j].low not in words("permitting"):
        return None
    taker = next((side for c in chunks[j + 1 : v] if (side := _maker(c))), None)
    giver = [side for side in sides(chunks, subject(chunks, j)) if taker is None or side.code != taker.code]
    return (giver, [taker]) if taker else None


def _maker(c: Chunk) -> Side | None:
    """The country of a party, or of the city whose works are meant."""
    if c.tag == "party" and c.value.codes:
        return Side(c.value.codes[0], (c.start, c.end))
    return city_side(c)


def maker_among(chunks: list[Chunk], goods: list[int], partners: list[Side]) -> list[Side]:
    """Who of the partners makes the first good: "a production deal with Russia to build the Su-27"."""
    makers = chunks[goods[0]].value.makers if goods else []
    return [side for side in partners if side.code in makers]


def licensor(chunks: list[Chunk]) -> list[Side]:
    """Whose licence the sentence speaks of: "under an Iranian licence", "under licence from France"."""
    for i, c in enumerate(chunks):
        if is_licence(c):
            for x in chunks[max(0, i - 3) : i]:
                if side := demonym_side(x):
                    return [side]
            if i + 2 < len(chunks) and chunks[i + 1].low == "from":
                return sides(chunks, i + 2)
    return []
