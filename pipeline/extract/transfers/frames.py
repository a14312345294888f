"""What verbs and nouns of transfer share: the relation and its two sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.coordination import coordinated
from pipeline.extract.grammar.goods import Good
from pipeline.extract.grammar.parties import observes
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.transfers.arguments import Objects

Origin = tuple[str, tuple[int, int] | None]  # a country code and the words that say it


@dataclass(slots=True)
class Side:
    """One side of a transfer: a country code (or a body's name), and the words that name it.

    A side that is carried over from what was said before has no words: `span` is None.
    """

    code: str
    span: tuple[int, int] | None


Args = dict[str, list[Side]]  # parties by their preposition


@dataclass(slots=True)
class Relation:
    """A verb or noun of transfer with its arguments, before it becomes one row for each good."""

    trigger: int
    entry: Entry
    construction: str
    supplier: list[Side]
    recipient: list[Side]
    goods: list[int]
    subject: int | None
    end: int
    passive: bool = False
    found: Objects | None = None
    lead: list[Chunk] | None = None  # the chunks of the lead-in or heading that a list hangs on
    origin: Origin | None = None  # of the goods that a list word explains
    within: range | None = None  # of a clause that leaves out the verb: its own words
    frame: str = field(init=False)  # that of frames.yaml which the trigger belongs to
    nominal: bool = field(init=False)  # whether a noun carries the relation

    def __post_init__(self) -> None:
        self.frame, self.nominal = self.entry.data["frame"], self.construction == "nominal"


def city_side(c: Chunk) -> Side | None:
    """The country of a city, whose works are meant: "Shenyang"."""
    place = c.entry("place") if c.tag == "atom" else None
    country = place.data.get("country") if place else None
    return Side(country, (c.start, c.end)) if country else None


def demonym_side(c: Chunk) -> Side | None:
    """The country that a demonym names: "Russian"."""
    entry = c.entry("demonym")
    return Side(entry.name, (c.start, c.end)) if entry else None


def origin_side(good: Good) -> Side | None:
    """The country that the words for a good say it comes from: "Russian engines"."""
    return Side(good.origin, good.origin_span) if good.origin else None


def sides(chunks: list[Chunk], i: int | None) -> list[Side]:
    """The countries (or bodies without one) that the party at `i` and those coordinated with it name.

    A newspaper and an institute are no side: they tell of what states do.
    """
    if i is None:
        return []
    found = []
    for j in coordinated(chunks, i) if chunks[i].tag == "party" else [i]:
        c = chunks[j]
        if c.tag == "party" and not observes(c.value):
            codes = c.value.codes or ((c.value.name,) if c.value.form == "body" else ())
            found += [Side(code, (c.start, c.end)) for code in codes]
        elif c.tag == "atom" and (town := city_side(c)):
            found.append(town)
        elif side := demonym_side(c):
            found.append(side)
            joined = chunks[j - 2] if j > 1 and chunks[j - 1].word("conj") else None
            if joined and (other := demonym_side(joined)):  # "the Russian and Chinese deal"
                found.insert(0, other)
    return found


def of_its_own(chunks: list[Chunk], relation: Relation, g: int) -> Relation:
    """The relation with the good's own parties: "engines from Russia and airframes from China"."""
    own = relation.found.own if relation.found else {}
    for prep, name in (("from", "supplier"), ("to", "recipient")):
        if len({args[prep] for args in own.values() if prep in args}) > 1 and prep in own.get(g, {}):
            c = chunks[own[g][prep]]
            side = [Side(code, (c.start, c.end)) for code in c.value.codes]
            relation = replace(relation, supplier=side) if name == "supplier" else replace(relation, recipient=side)
    return relation


def owners(chunks: list[Chunk], goods: list[int]) -> list[Side]:
    """Whose goods they are: "the development of China's Type 096"."""
    for g in goods:
        if g and chunks[g - 1].tag == "party" and chunks[g - 1].value.possessive:
            return sides(chunks, g - 1)
    return []


def foreign_owners(chunks: list[Chunk], goods: list[int], takers: list[Side]) -> list[Side]:
    """Whose goods somebody gets, where they are another's: "China ordered Ukraine's engines", but not "its first"."""
    named = goods and goods[0] and chunks[goods[0] - 1].tag == "party" and chunks[goods[0] - 1].value.form != "pronoun"
    return [side for side in owners(chunks, goods) if side.code not in {x.code for x in takers}] if named else []


def origin_of(chunks: list[Chunk], goods: Iterable[int]) -> Origin | None:
    """The first origin that the words for `goods` state."""
    values = (chunks[g].value for g in goods)
    return next(((good.origin, good.origin_span) for good in values if good.origin), None)


def explained(chunks: list[Chunk], found: Objects) -> tuple[list[int], Origin | None]:
    """The goods without those that others explain ("systems such as S-400"), and the origin of the explained."""
    if not found.introduced:
        return list(found.goods), None
    covered = [g for g in found.introduced if any(x > g for x in found.goods) and not chunks[g].value.designation]
    return [g for g in found.goods if g not in covered], origin_of(chunks, covered)


def presented(chunks: list[Chunk], i: int, goods: list[int], found: Objects) -> tuple[list[int], Origin | None]:
    """The goods that those before the word at `i` are said to be, if they are, and the origin of those before.

    So "three systems were supplied: A and B", "the ships bought are A and B", "Russian weapons in service include A".
    """
    values = [chunks[g].value for g in goods]
    led = any(c.word("intro") for c in chunks[i + 1 : min(found.goods, default=i)]) and all(v.vague for v in values)
    named = any(v.designation and not v.referred for v in values)
    return (
        (found.goods, origin_of(chunks, goods))
        if goods and found.goods and (found.listed or led) and not named
        else (goods, None)
    )


def under_licence(chunks: list[Chunk]) -> bool:
    """Whether a sentence speaks of a licence that there is: not "without the benefit of a licence"."""
    return any(
        is_licence(c) and not any(x.low in ("without", "no", "not", "n't") for x in chunks[max(0, i - 5) : i])
        for i, c in enumerate(chunks)
    )


def is_licence(c: Chunk) -> bool:
    """Whether the chunk speaks of a licence ("unlicensed" does not)."""
    return c.tag in ("atom", "good") and "licen" in c.low and "unlicen" not in c.low
