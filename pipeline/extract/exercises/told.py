"""What passages say of one exercise, and the exercise of which they say it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.drafts import Draft
from pipeline.extract.events.attending import Countries, Span
from pipeline.extract.exercises.pointers import Reference
from pipeline.extract.exercises.series import Named
from pipeline.extract.grammar.chunks import Chunk


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
