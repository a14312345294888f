"""Goods with a name that a sentence names beside a word of transfer without goods, where nothing ties the two.

"Of one contract we know: a hundred RD-93s", "the Amur 1650, said to be the subject of an accord":
who makes the good gives it, and who is named beside gets it. Such a row stands where nothing else in the document tells
of the good.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.grammar.goods import Good
from pipeline.extract.grammar.syntax import CLAUSE_END, is_prep, skip_back
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.lexicon.states import heir
from pipeline.extract.transfers.arranged import arrangements
from pipeline.extract.transfers.frames import Relation, Side, demonym_side, sides
from pipeline.extract.transfers.heirs import in_its_day
from pipeline.extract.transfers.look_alikes import of_exercise
from pipeline.extract.transfers.oblique import only_other
from pipeline.extract.transfers.references import designer
from pipeline.extract.transfers.rows import row

_ORIGIN = Entry("noun", "origin", {"frame": "supply", "status": "delivered", "date": "delivery"})
_LOOSE = ("counted", "directed", "stationed", "degrees")  # verbs of much else than transfers


class Beside:
    """The rows of goods beside a word of transfer, kept until the document has been read."""

    def __init__(self) -> None:
        self._kept: list[tuple[Good, Draft, Doubt]] = []
        self._told: set[str] = set()

    def tell(self, goods: Iterator[Good]) -> None:
        """Remember goods that have rows of their own."""
        self._told.update(name for good in goods for name in _names(good))

    def take(self, s: Analysed, idle: list[Relation], claimed: set[int], focus: Focus, doubt: Doubt | None) -> bool:
        """Keep the rows of the sentence with the doubt that stands in their place; whether there are any."""
        if doubt is None or doubt.reason not in ("no_party", "mentioned_only") or of_exercise(s):
            return False
        triggers = [r for r in idle if r.frame in ("supply", "acquire", "deal") and not _loose(r)]
        triggers += [*arrangements(s.chunks), *_origins(s.chunks)]
        found = [
            (s.chunks[g].value, draft, doubt)
            for g in range(len(s.chunks))
            if g not in claimed and _stands_free(s.chunks, g) and (draft := _row(s, g, triggers, focus))
        ]
        self._kept += found
        return bool(found)

    def finish(self) -> Iterator[Draft | Doubt]:
        """The rows of the goods that nothing else tells of; of the others the doubt."""
        doubts = set()
        for good, draft, doubt in self._kept:
            if self._told.isdisjoint(_names(good)):
                yield draft
            elif doubt not in doubts:
                doubts.add(doubt)
                yield doubt


def _names(good: Good) -> set[str]:
    """The name of a designation, and that of the family it belongs to."""
    family = good.designation.data.get("family") if good.designation else None
    return {good.name, str(family or good.name)}


def _loose(relation: Relation) -> bool:
    return relation.entry.name in ("licence", "license") or any(relation.entry.data.get(name) for name in _LOOSE)


def _stands_free(chunks: list[Chunk], g: int) -> bool:
    """Whether the good at `g` has a name, and is neither a complement of another noun nor describes one."""
    c = chunks[g]
    if c.tag != "good" or c.value.designation is None or c.value.referred or c.value.category == "space":
        return False
    behind = chunks[g + 1] if g + 1 < len(chunks) else c
    if behind.tag == "word" or behind.low in ("'", "’", "-"):
        return False
    j = g - 1
    while j > 0 and (skipped := _before(chunks, j)) != j:
        j = skipped
    if j < 1 or not is_prep(chunks[j]):
        return True
    head = chunks[j - 1]
    return chunks[j].low in ("for", "of", "on", "over", "about") and c.value.quantity is not None and head.tag != "good"


def _before(chunks: list[Chunk], j: int) -> int:
    """The index left of what stands before a name: determiners, a maker, an owner, goods of one list."""
    c = chunks[j]
    if c.word("poss") or c.tag == "word" or (c.tag == "party" and c.value.possessive):
        return j - 1
    if (c.low == "," or c.word("conj")) and chunks[j - 1].tag == "good":
        return j - 2
    return skip_back(chunks, j)


def _row(s: Analysed, g: int, triggers: list[Relation], focus: Focus) -> Draft | None:
    """The row of the good at `g` by the word of transfer that is nearest in its clause."""
    good: Good = s.chunks[g].value
    same = [r for r in triggers if not _parted(s.chunks, r.trigger, g)]
    giver = designer(good, focus)
    if not same or giver is None or any(c.low in words("refusing") for c in s.chunks):
        return None
    relation = min(same, key=lambda r: abs(r.trigger - g))
    taker = _taker(s.chunks, relation, giver, focus)
    gets = {heir(side.code) for side in relation.recipient}
    if relation.entry is _ORIGIN and (relation.trigger > g or relation.recipient[0].code not in (focus.main or ())):
        return None
    if taker is None or taker.code in (*good.makers, "USA") or heir(giver.code) in gets:
        return None
    if giver.code == "CHN" and heir(taker.code) in ("RUS", "UKR"):
        return None  # who hardly buy what has a name there: it is what theirs became
    draft = row(s, replace(relation, goods=[g], found=None), g, giver, taker)
    draft.method = "transfers/beside"
    return in_its_day(draft, s, focus, good.makers)


def _has_forces(c: Chunk) -> bool:
    """Whether somebody is named by forces or by what is his: "the Chinese navy", "China's fleet"."""
    return c.tag == "party" and (c.value.possessive or c.value.form in ("body", "demonym"))


def _origins(chunks: list[Chunk]) -> Iterator[Relation]:
    """What leads to examples of what somebody has of another's make: "China's fleet grew by Russian hulls:"."""
    for i, c in enumerate(chunks):
        if not (c.low == ":" or c.word("intro")):
            continue
        for k in range(i - 1, max(0, i - 6), -1):
            x = chunks[k]
            origin = (
                Side(x.value.origin, x.value.origin_span) if x.tag == "good" and x.value.origin else demonym_side(x)
            )
            holder = next((j for j in range(k) if _has_forces(chunks[j])), None)
            if origin and (taker := sides(chunks, holder)):
                yield Relation(i, _ORIGIN, "nominal", [origin], taker, [], None, i + 1)
            if origin:
                break


def _parted(chunks: list[Chunk], n: int, g: int) -> bool:
    """Whether the word of transfer at `n` is of another clause than the good at `g`."""
    first, last = sorted((n, g))
    return any(c.low in CLAUSE_END or (c.low == ":" and g < n) for c in chunks[first:last])


def _taker(chunks: list[Chunk], relation: Relation, giver: Side, focus: Focus) -> Side | None:
    """Who gets what `giver` makes: of the sides of the relation, else of the sentence, the paragraph, the document."""
    beside = [side for side in (*relation.recipient, *relation.supplier) if heir(side.code) != heir(giver.code)]
    if beside or (named := only_other(chunks, giver)):
        return beside[0] if beside else named
    for pair in (focus.dyad, focus.main if not focus.third else None):
        if pair and heir(pair[0]) == heir(giver.code):
            return Side(pair[1], None)
        if pair and pair is focus.main and giver.code == pair[1]:
            return Side(pair[0], None)
    return None
