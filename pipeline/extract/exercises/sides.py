"""Who took part in an exercise: whom the words name, whose forces were there, who holds the series."""

from __future__ import annotations

from pipeline.extract.events import attending
from pipeline.extract.events.attending import Countries, Parties, Span
from pipeline.extract.exercises.series import Named
from pipeline.extract.exercises.told import Setting
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.grammar.parties import PAIR_PRONOUNS
from pipeline.extract.lexicon.event_words import pattern, words


def with_forces(focus: Focus, low: str, chunks: list[Chunk], item: Named, hi: int, named: Countries) -> Countries:
    """`named` and the countries whose forces the sentence names; not an outsider alone."""
    relative = (j for j in range(hi, len(chunks)) if chunks[j].word("rel"))
    stop = next(relative, len(chunks)) if item.generic else len(chunks)
    there = [(code, span) for code, span in attending.forces(chunks[:stop]) if not _reacts(focus, low, code, span)]
    seen = list(dict([*named, *there]).items())
    return seen if len(seen) > 1 or {code for code, _ in seen} <= set(focus.main or ()) else named


def _reacts(focus: Focus, low: str, code: str, span: Span) -> bool:
    """Whether the forces of a country outside the pair only watch: "Japanese fighters shadowed them"."""
    outside = code not in (focus.main or ())
    return outside and pattern("exercises", "reacting").search(low, max(0, span[0] - 20), span[1] + 50) is not None


def participants(focus: Focus, low: str, item: Named, at: Setting) -> Parties:
    """Who took part: those named, and where too few are, those who hold the series, or the pair in focus.

    A series that only one of the pair holds is joined by the other where the paragraph names it.
    """
    pair, there = set(focus.main or ()), at.named
    if item.series:  # "the two armies" are those that hold it
        usual = item.series.data["usual"]
        there = [p for p in there if p[0] in usual or not _stands_for_pair(low, p[1])]
    if item.generic and "trilateral" in item.name and len(there) == 1:
        return [*there, *((code, None) for code in sorted(pair - {there[0][0]}))]
    if item.generic and len(there) == 1 and there[0][0] not in pair and pair <= set(focus.near):
        there = []  # no exercise of one: "Tokyo reported that the two countries held a patrol"
    named = {code for code, _ in there}
    usual = set(item.series.data["usual"]) if item.series else pair
    of_three = pair <= usual and named <= usual and len(usual) <= 3
    joined = item.series.data.get("joined", {}) if item.series else {}
    year = item.year or (at.date.value.edtf[:4] if at.date else "")
    since = {code for code, first in joined.items() if year >= str(first)}
    near = set(focus.near)
    if of_three or (item.series and named and not named & usual):
        more = usual | (pair & near & since)
    elif len(named) > 1 or not named <= usual | pair:
        more = pair & near & (usual | since) if item.series else set()
    else:
        more = usual | (pair & (since | (near if len(usual) == 1 and usual <= pair else set())))
    return [*there, *((code, None) for code in sorted(more - named - at.absent))]


def _stands_for_pair(low: str, span: Span) -> bool:
    """Whether the words only stand for a pair that was named: "the two armies"."""
    return low.startswith(PAIR_PRONOUNS, span[0])


def joined(chunks: list[Chunk]) -> Countries:
    """The countries of "where they were joined by Belarusians and Pakistanis"."""
    found: Countries = []
    for i in range(len(chunks) - 1):
        if chunks[i].low == "joined" and chunks[i + 1].low == "by":
            found += attending.partners(chunks, i + 1, ("by",))
    return found


def holders(chunks: list[Chunk], hi: int) -> Countries:
    """The countries of "the drill that Russia and China held", behind the noun that ends before `chunks[hi]`."""
    found: Countries = []
    relative = False
    for c in chunks[hi:]:
        if codes := attending.countries_of(c):
            found += [(code, (c.start, c.end)) for code in codes]
        elif c.word("rel") and not found:
            relative = True
        elif c.low in words("both", "take_part"):
            return found
        elif not (
            c.word("conj", "det", "adv", "aux")
            or c.low in words("both", "forces")
            or (c.low == "," and (found or not relative))
        ):
            break
    return []
