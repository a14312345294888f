"""One good told of as a plain noun and by its designation in a paragraph is one: "fighters", then "24 Su-27s"."""

from __future__ import annotations

from pipeline.extract.drafts import Draft
from pipeline.extract.grammar.goods import Good
from pipeline.extract.transfers.stand_ins import says_no_more

Told = tuple[Good, Draft]


class PlainNouns:
    """The rows of one paragraph, by how they call their good."""

    def __init__(self) -> None:
        self._flow = -1
        self._named: list[Told] = []
        self._plain: list[Told] = []

    def take(self, flow: int, told: list[Told]) -> None:
        """Give the plain nouns of these rows, and of those before, the only designation that they can be."""
        if flow != self._flow:
            self._flow, self._named, self._plain = flow, [], []
        for good, draft in told:
            (self._named if good.designation else self._plain).append((good, draft))
        if self._named and self._plain:
            self._plain = [plain for plain in self._plain if not self._renamed(*plain)]

    def _renamed(self, good: Good, draft: Draft) -> bool:
        """Whether a row of a plain noun has been given the designation that it is."""
        meant = {row.value("item"): row for named, row in self._named if _same(good, draft, named, row)}
        if len(meant) != 1:
            return False
        (row,) = meant.values()
        for name in ("item", "item_category"):
            if name in draft.claims:
                draft.claims[name] = draft.claims[name]._replace(value=row.value(name))
        return True


def _same(good: Good, draft: Draft, named: Good, row: Draft) -> bool:
    """Whether a plain noun may be a designation: the same parties and kind, no other count, and of another sentence.

    What one sentence names side by side are two: "thousands of missiles and several S-300 systems".
    """
    if draft.start == row.start:
        return False
    sides = all(draft.value(side) == row.value(side) for side in ("supplier", "recipient"))
    counts = {c.value("quantity") for c in (draft, row)} - {None}
    return (
        sides
        and len(counts) < 2
        and draft.value("transfer_type") == row.value("transfer_type")
        and says_no_more(good, named)
    )
