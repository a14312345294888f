"""Who took part, as what is said behind the exercise tells: "that both held", "to which India sent troops", "held by".

Those by whom it is said to have been held, and those who alone were there, are all that took part.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.events import attending
from pipeline.extract.events.attending import Countries
from pipeline.extract.exercises.series import Named
from pipeline.extract.exercises.told import Told
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.coordination import coordinated
from pipeline.extract.grammar.parties import PAIR_PRONOUNS
from pipeline.extract.lexicon.event_words import words

_BY = ("by", "between")
_TO_WHICH = ("to", "for", "in", "at", "during")
_FAR = 16  # chunks from an exercise to the clause that tells who was there, or from a verb to "by"
_SENT = 6  # chunks from a verb of sending to the forces sent, or to the forces of all who were there


def each_partner(chunks: list[Chunk], hi: int) -> list[tuple[Countries, list[Chunk]]]:
    """The partners of each of several, with its dates: "drills with South Africa in 2019 and with Iran in 2022"."""
    found: list[tuple[Countries, list[Chunk]]] = []
    starts = [j for j in range(hi, len(chunks)) if chunks[j].low == "with" and (j == hi or _goes_on(chunks, j))]
    for j, stop in zip(starts, [*starts[1:], len(chunks)], strict=False):
        countries = attending.partners(chunks, j, ("with",))
        if countries:
            found.append((countries, [c for c in chunks[j:stop] if c.tag == "date"]))
    return found


def _goes_on(chunks: list[Chunk], j: int) -> bool:
    """Whether the "with" at `j` goes on a list: "and with Iran", "and another with Iran"."""
    k = j - 1
    while k > 0 and chunks[k].low in ("another", "one", "drills", "others"):
        k -= 1
    return chunks[k].word("conj") or chunks[k].low in (",", ":")


def behind(chunks: list[Chunk], hi: int) -> Countries:
    """Some of those that took part, as clauses behind the noun that ends before `chunks[hi]` tell."""
    return [*_holders(chunks, hi), *_senders(chunks, hi)]


def every(chunks: list[Chunk], hi: int, item: Named) -> Countries:
    """All that took part, where the words around say so; one of them where they tell of one alone."""
    by = _agents(chunks, hi)
    return by if len(by) > 1 or (by and not item.plural) else _alone(chunks)


def _holders(chunks: list[Chunk], hi: int) -> Countries:
    """The countries of "the drill that Russia and China held", behind the noun that ends before `chunks[hi]`."""
    found: Countries = []
    relative = False
    for c in chunks[hi:]:
        if named := attending.named_by(c):
            found += named
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


def _senders(chunks: list[Chunk], hi: int) -> Countries:
    """The countries of ", for which India as well as China provided troops", "in which eight states, among them"."""
    last = min(len(chunks) - 1, hi + _FAR)
    r = next((k for k in range(hi + 1, last) if chunks[k].low == "which" or chunks[k].low == ";"), last)
    if r <= hi or chunks[r].low != "which" or chunks[r - 1].low not in _TO_WHICH:
        return []
    found: Countries = []
    for k, c in enumerate(chunks[r + 1 :], r + 1):
        if named := attending.named_by(c):
            found += named
        elif _sends(chunks, k):
            return found
        elif not _in_list(c):
            break
    return []


def _sends(chunks: list[Chunk], k: int) -> bool:
    """Whether the verb at `k` is one of taking part, or of sending forces."""
    low = chunks[k].low
    if low in words("both", "took_part") or low.startswith("participat"):
        return True
    return low in words("exercises", "sending") and any(map(attending.names_forces, chunks[k + 1 : k + _SENT]))


def _in_list(c: Chunk) -> bool:
    """Whether the chunk may stand in the list of those that are the subject of a clause."""
    small = c.word("conj", "det", "plus", "adv", "quantity", "aux") or c.low in words("exercises", "among_those")
    counted = c.tag == "count" or c.entry("evaluative", "party_noun") is not None
    return small or counted or c.low in words("both", "among_partners") or c.low in ("than", "of", "from")


def _agents(chunks: list[Chunk], hi: int) -> Countries:
    """The countries of "was staged in August by China and Tajikistan", ", held off Oman between Iran and China"."""
    k = hi + (hi < len(chunks) and chunks[hi].low == ",")
    while k < len(chunks) and chunks[k].word("aux", "adv"):
        k += 1
    if k >= len(chunks) or chunks[k].low not in words("both", "take_part"):
        return []
    for j in range(k + 1, min(k + _FAR, len(chunks))):
        c = chunks[j]
        if c.low in _BY and (found := attending.partners(chunks, j, _BY)):
            return found
        if c.low == ";" or c.word("rel", "sub", "aux") or (c.word("conj") and not _listed_place(chunks, j)):
            break
    return []


def _listed_place(chunks: list[Chunk], j: int) -> bool:
    """Whether the conjunction at `j` only joins places or times: "was held in Moscow and Kazan by"."""
    beside = [c for c in chunks[j + 1 : j + 3] if not (syntax.is_prep(c) or c.word("det"))][:1]
    return any(c.tag == "date" or c.entry("place") for c in beside)


def _alone(chunks: list[Chunk]) -> Countries:
    """The countries of "when only Iranian and Russian ships met": two or more, and nobody else."""
    for k, c in enumerate(chunks[:-1]):
        if c.low == "only" and attending.countries_of(chunks[k + 1]):
            named = [x for i in coordinated(chunks, k + 1) for x in attending.named_by(chunks[i])]
            found = [*named, *attending.forces(chunks[k + 1 : k + _SENT])]
            return found if len({code for code, _ in found}) > 1 else []
    return []


def of_last_two(low: str, told: Sequence[Told], s: Analysed, named: Countries) -> Countries:
    """`named`, where "the two countries" may be those of whose exercise the sentence before tells: then these two."""
    before = s.before.start if s.before else -1
    last = next((t for t in reversed(told) if t.number <= before), None) if named else None
    if (
        last is None
        or last.number != before
        or len(last.sides) != 2
        or not all(low.startswith(PAIR_PRONOUNS, span[0]) for _, span in named)
    ):
        return named
    return [(code, span) for code, (_, span) in zip(sorted(last.sides), named, strict=False)]
