"""Where a decision's passage is now: at its offsets, where the text shifted to, or nowhere any more.

The words decide, by their SHA-256. With the document at hand they are looked for in its text, without it among the
passages of the last release, whose hashes are published. Where the words are not found, nothing is applied.
"""

from __future__ import annotations

import bisect
import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from pipeline.read import Document
from pipeline.review.decisions import ADD, PASSAGE_DIGITS, Decision
from pipeline.review.values import TOO_MANY_WORDS, Span, Words, WrongValue, folded, parse, span_of

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]  # of one source: mentions, claims, issues
Link = Callable[[str], str | None]  # from the words of a passage to the address that leads to it

# Where a passage can begin: at a character that is no white space and not the inside of a word.
_START = re.compile(r"(?<!\w)\S|(?<=\w)[^\w\s]")


class Outcome(StrEnum):
    """What became of a decision."""

    APPLIED = "applied"
    DONE = "done"  # the machine finds by itself what it says
    UNEXPECTED = "unexpected"  # applied, though the machine says neither what was expected nor what is set
    CHANGED = "changed"  # a row that was accepted says something else now; not applied
    LOST = "lost"  # the machine gives the row no more; not applied
    STALE = "stale"  # the words of its passage are gone; not applied
    WAITING = "waiting"  # not applied until its document is at hand
    REFUSED = "refused"  # wrong, or against another decision; not applied


class Passage(NamedTuple):
    """What is published of the place of a mention, besides its offsets."""

    paragraph: int
    sha256: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision with its offsets as they are now; `pinned` is as it stands in its file.

    `problem` and `why` say what keeps it from being applied. `values` are those of `set`, the words of the document
    read. `passage` is None for an issue's whose document is not at hand.
    """

    source_id: str
    pinned: Decision
    decision: Decision
    passage: Passage | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    problem: Outcome | None = None
    why: str = ""


def digest(words: str) -> str:
    """The hash of a passage."""
    return hashlib.sha256(words.encode()).hexdigest()


def place(
    source_id: str, decisions: Sequence[Decision], document: Document | None, last: Rows, link: Link
) -> list[Placed]:
    """Every decision on a source, in their order.

    `document` is the one that the rows of the source are made from, None where it is not at hand; `last` are the
    source's rows in the last release, the coders' with them.
    """
    shelf = _InText(document, link) if document else _InRelease(last)
    starts = _locate([shelf.pin(decision) for decision in decisions], shelf)
    return [_placed(source_id, decision, starts[shelf.pin(decision)], shelf) for decision in decisions]


class _Pin(NamedTuple):
    """Where a passage was, and the first digits of its hash. `issue`: table and reason of the issue decided on."""

    span: Span
    sha256: str
    issue: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        return self.span.end - self.span.start


class _Unreadable(Exception):
    """The words of a value cannot be read without the document."""


class _InText:
    """The passages of a document that is at hand."""

    absent = (Outcome.STALE, "the words of its passage are not in the document any more")

    def __init__(self, document: Document, link: Link) -> None:
        self.document = document
        self.text = document.text
        self.link = link

    @cached_property
    def _starts(self) -> list[int]:
        return [found.start() for found in _START.finditer(self.text)]

    @cached_property
    def _folded(self) -> str:
        return folded(self.text)

    def pin(self, decision: Decision) -> _Pin:
        return _Pin(decision.at, decision.passage[:PASSAGE_DIGITS])

    def holds(self, pin: _Pin) -> bool:
        return pin.span.end <= len(self.text) and self._is_at(pin.span.start, pin)

    def _is_at(self, start: int, pin: _Pin) -> bool:
        return digest(self.text[start : start + pin.length]).startswith(pin.sha256)

    def windows(self, pin: _Pin) -> Iterator[int]:
        """Where the words stand, the nearest to their old place first."""
        right = bisect.bisect_left(self._starts, pin.span.start)
        for start in _outward(self._starts, right, pin.span.start):
            if start + pin.length <= len(self.text) and self._is_at(start, pin):
                yield start

    def passage(self, decision: Decision) -> Passage:
        start, end = decision.at
        words = self.text[start:end]
        paragraph = next((block.paragraph for block in self.document.blocks if block.start <= start < block.end), 1)
        return Passage(paragraph, digest(words), self.link(words))

    def words(self, decision: Decision, name: str, words: Words) -> str:
        if words.whole.end > len(self.text) or words.whole.start < 0:
            raise WrongValue("stands outside of the document")
        return words.read(self.text)

    def repeats(self, value: Any) -> bool:
        """Whether a value is a piece of the document that is too long to stand in the file."""
        long = isinstance(value, str) and len(value.split()) >= TOO_MANY_WORDS
        return long and folded(value) in self._folded


class _InRelease:
    """The passages of a source whose document is not at hand, as the last release has them."""

    absent = (Outcome.WAITING, "its document is needed to find its passage")

    def __init__(self, last: Rows) -> None:
        self.mentions = last["mentions"]
        self.claims = last["claims"]
        self.issues = last["issues"]

    def pin(self, decision: Decision) -> _Pin:
        of_issue = decision.issue is not None and decision.verdict != ADD
        issue = (decision.table, str(decision.issue)) if of_issue else ()
        return _Pin(decision.at, decision.passage[:PASSAGE_DIGITS], issue)

    def _at(self, pin: _Pin) -> list[int]:
        """Issues have no hash; one that was reviewed is one that a decision was applied to, and stays so."""
        found = [m for m in self.mentions if _is(m, pin.sha256)]
        if pin.issue:
            reviewed = [issue for issue in self.issues if issue["review_status"] == "reviewed"]
            found += [issue for issue in reviewed if (issue["table_name"], issue["reason"]) == pin.issue]
        return sorted({row["char_start"] for row in found if row["char_end"] - row["char_start"] == pin.length})

    def holds(self, pin: _Pin) -> bool:
        return pin.span.start in self._at(pin)

    def windows(self, pin: _Pin) -> Iterator[int]:
        found = self._at(pin)
        yield from _outward(found, bisect.bisect_left(found, pin.span.start), pin.span.start)

    def passage(self, decision: Decision) -> Passage | None:
        """None for the passage of an issue, of which nothing more is published."""
        sha256 = self.pin(decision).sha256
        mention = next((m for m in self.mentions if span_of(m) == decision.at and _is(m, sha256)), None)
        return Passage(mention["paragraph"], mention["passage_sha256"], mention["passage_url"]) if mention else None

    def words(self, decision: Decision, name: str, words: Words) -> str:
        """The value that the last release has of the same words."""
        found = (c for c in self.claims if (c["table_name"], c["field"]) == (decision.table, name))
        claim = next((c for c in found if span_of(c) == words.whole), None)
        if claim is None:
            raise _Unreadable
        return str(claim["value"])

    def repeats(self, value: Any) -> bool:
        return False


def _outward(places: Sequence[int], right: int, middle: int) -> Iterator[int]:
    """Sorted places from the middle outward, `right` being the first that is not before it; of two the earlier."""
    left = right - 1
    while left >= 0 or right < len(places):
        if right == len(places) or (left >= 0 and middle - places[left] <= places[right] - middle):
            yield places[left]
            left -= 1
        else:
            yield places[right]
            right += 1


def _locate(pins: Iterable[_Pin], shelf: _InText | _InRelease) -> dict[_Pin, int | None]:
    """Where each passage begins now; None where its words are gone.

    Of words that stand in several places the nearest is meant. Where several of these are pinned, they keep their
    order, lest two decisions on like sentences change places.
    """
    alike: defaultdict[tuple[Any, ...], list[_Pin]] = defaultdict(list)
    for pin in sorted(set(pins)):
        alike[pin.length, pin.sha256, pin.issue].append(pin)
    found: dict[_Pin, int | None] = {}
    for group in alike.values():
        if all(shelf.holds(pin) for pin in group):
            found |= {pin: pin.span.start for pin in group}
        elif len(group) == 1:
            found[group[0]] = next(shelf.windows(group[0]), None)
        else:
            found |= dict(zip(group, _in_order(group, sorted(shelf.windows(group[0]))), strict=True))
    return found


def _in_order(pins: Sequence[_Pin], places: Sequence[int]) -> Sequence[int | None]:
    """A place for each pin, the order kept: as many as can be, and together as near as can be."""
    # best[j]: how many are missed, how far the others are moved, and where to, for the pins so far and places[:j]
    Best = tuple[int, int, tuple[int | None, ...]]
    best: list[Best] = [(0, 0, ())] * (len(places) + 1)
    for pin in pins:
        row: list[Best] = [(best[0][0] + 1, best[0][1], (*best[0][2], None))]
        for j, start in enumerate(places):
            missed, moved, chosen = best[j + 1]
            taken = (best[j][0], best[j][1] + abs(start - pin.span.start), (*best[j][2], start))
            row.append(min((missed + 1, moved, (*chosen, None)), taken, row[j], key=lambda one: one[:2]))
        best = row
    return best[-1][2]


def _placed(source_id: str, decision: Decision, start: int | None, shelf: _InText | _InRelease) -> Placed:
    if start is None:
        problem, why = shelf.absent
        return Placed(source_id, decision, decision, problem=problem, why=why)
    moved = decision.moved(start - decision.at.start)
    for values in (moved.row or {}, moved.expects, moved.set):
        if said := [name for name, value in values.items() if shelf.repeats(value)]:
            why = f"'{said[0]}' repeats words of the document; give their offsets, {{at: START-END}}"
            return Placed(source_id, decision, moved, problem=Outcome.REFUSED, why=why)
    try:
        values = {name: _read(moved, name, value, shelf) for name, value in moved.set.items()}
    except WrongValue as error:
        return Placed(source_id, decision, moved, problem=Outcome.REFUSED, why=str(error))
    except _Unreadable:
        return Placed(
            source_id, decision, moved, problem=Outcome.WAITING, why="its document is needed to read its words"
        )
    return Placed(source_id, decision, moved, shelf.passage(moved), values)


def _read(decision: Decision, name: str, value: Any, shelf: _InText | _InRelease) -> Any:
    if not isinstance(value, Words):
        return value
    try:
        return parse(decision.table, name, shelf.words(decision, name, value))
    except WrongValue as error:
        raise WrongValue(f"'set: {name}' {error}") from None


def _is(row: Row, sha256: str) -> bool:
    return bool(row["passage_sha256"].startswith(sha256))
