"""What passages say of one exercise, and the exercise of which they say it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from pipeline.extract.drafts import Draft
from pipeline.extract.events.attending import Countries, Span
from pipeline.extract.exercises.naming import Before
from pipeline.extract.exercises.pointers import Reference
from pipeline.extract.exercises.series import Named
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.event_words import pattern

_NEAR = 2  # paragraphs from a series to "the 2009 edition"


@dataclass(slots=True)
class Setting:
    """What a sentence says around one exercise, whose words are `chunks[lo:hi]`."""

    lo: int
    hi: int
    reach: Span  # the words that tell of it, from the exercise before it to the one after
    date: Chunk | None
    until: str | None  # the day on which it ends
    place: Span | None
    behind: Countries  # the countries listed right behind its words
    named: Countries  # all that take part
    absent: set[str]  # those said not to
    closed: bool = False  # whether nobody else took part: "was held by China and Tajikistan"


@dataclass(slots=True)
class Told:
    """One passage that speaks of an exercise."""

    draft: Draft
    item: Named
    flow: int
    number: int  # of its sentence in the document
    points: Reference
    reason: str | None = None  # why it gives no row by itself
    until: str | None = None  # the day on which it ends
    alluded: bool = False  # whether it only tells the time of something else
    shared: bool = True  # whether it is of more than one country, whichever they are
    closed: bool = False  # whether nobody else took part
    of: Told | None = None  # the passage about which it goes on, where it names no exercise

    @property
    def named(self) -> bool:
        return not self.item.generic

    @property
    def date(self) -> str | None:
        value = self.draft.value("date")
        return str(value) if value else None

    @property
    def year(self) -> str | None:
        """Of the edition."""
        date = self.date or self.until
        return self.item.year or (date[:4] if date and "/" not in date[:5] else None)

    @property
    def sides(self) -> set[str]:
        """Those who take part."""
        return set(self.draft.value("participants") or ())

    def of_others(self, pair: tuple[str, str] | None) -> bool:
        """Whether it is of a series that others hold, and so told of aside."""
        return self.item.series is not None and set(self.item.series.data["usual"]).isdisjoint(pair or ())

    @property
    def joint(self) -> bool:
        """Whether it is known that more than one country took part."""
        return self.reason != "no_party"

    @property
    def patrol(self) -> bool:
        return self.item.name.endswith(("patrol", "flight", "sortie", "cruise"))

    @property
    def cued(self) -> bool:
        """Whether words say that it was or will be held; else that is only taken to be so."""
        return self.draft.claims["status"][2:] != (self.item.start, self.item.end)


class General(NamedTuple):
    """Joint exercises of which a sentence speaks in general."""

    flow: int
    number: int  # of its sentence in the document
    item: Named


def told_before(
    told: list[Told], general: General | None, names: Set[str], s: Analysed, pair: tuple[str, str] | None
) -> Before:
    """What was told before a sentence, in its paragraph or not far above; others' come last.

    `names` are those of the series told of anywhere before.
    """
    flow = s.sentence.flow
    not_far = takewhile(lambda t: flow - t.flow <= _NEAR, reversed(told))
    near = [t for t in not_far if t.shared or not t.item.patrol or (t.item.plural and not t.sides)]
    near.sort(key=lambda t: t.of_others(pair))
    above = [t.item for t in near if t.item.series or t.item.patrol]
    here = sorted((t for t in near if t.flow == flow), key=lambda t: t.reason is not None)
    fallback = above[0] if above and here and here[0].reason else None
    last = fallback or (here[0].item if here else None)
    spoken = general if general and general.flow == flow else None
    last = last or (spoken.item if spoken else None)
    others = [t.item for t in near if not (t.reason or t.item.series or t.item.patrol)]
    lately = [x.number for x in (*here, spoken) if x]
    fresh = bool(lately) and _is_next(s, max(lately))
    return Before(last, above[0] if above else None, names, [*above, *others, *([last] if last else [])], fresh)


def _is_next(s: Analysed, number: int) -> bool:
    """Whether the sentence at `number` is right before `s`, or nothing between them is what a pronoun may mean."""
    before = s.before
    while before is not None and before.start > number and not _tells_of_other(before):
        before = before.before
    return before is not None and before.start == number


def _tells_of_other(s: Analysed) -> bool:
    return s.may_hold("agreement", "designation") or pattern("agreements", "meetings").search(s.low) is not None


@dataclass(slots=True)
class Thing:
    """One exercise, and the passages that speak of it."""

    told: list[Told] = field(default_factory=list)

    @property
    def name(self) -> Told | None:
        """The passage that names it, with its edition where one does."""
        named = [t for t in self.told if t.named]
        return next((t for t in named if t.year), named[0] if named else None)

    @property
    def identified(self) -> bool:
        """Whether its passages together say enough: one may say who, and the next when or where."""
        return not all(t.reason for t in self.told) or bool(self.values("date"))

    @property
    def sides(self) -> set[str]:
        """All that take part."""
        return {code for t in self.told for code in t.sides}

    def values(self, name: str) -> list[str]:
        return [t.draft.value(name) for t in self.told if t.draft.value(name)]
