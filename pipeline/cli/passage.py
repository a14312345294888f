"""A passage in its paragraph, the words that gave each value marked, and beside it the row that they gave.

Of an issue, which gave none, the words are marked that the grammar took for something.

Marks are brackets with a number, which the list of fields repeats, so that they are read without colours too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from pipeline.cli import why
from pipeline.read import Document
from pipeline.review.agenda import Item
from pipeline.review.values import Span, fields

_CONTEXT = 500  # characters of the paragraph before and after the passage
_BESIDE = 110  # columns from which the row stands beside its passage, and not below
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_COLOURS = {
    "cyan": ("supplier", "recipient", "participants", "parties", "speaker", "speaker_title", "speaker_country"),
    "magenta": ("item", "item_category", "name", "series", "title", "text", "scope"),
    "yellow": ("order_date", "delivery_date", "announced_date", "date", "signed_date"),
    "green": ("quantity", "value_usd_min", "value_usd_max", "trade_share", "personnel", "aircraft", "ships"),
}
_COLOUR = {field: colour for colour, group in _COLOURS.items() for field in group}
_OTHER_COLOUR = "blue"

Marks = Mapping[Span, int]  # words that gave a value, and their number in the order of the text


def picture(item: Item, document: Document, width: int, found: Iterable[why.Span] = ()) -> Table:
    """The passage of an item; of a row, what the machine says of it, of an issue, what of `found` stands in it."""
    inside = [one for one in found if item.at.start <= one.start and one.end <= item.at.end] if item.is_issue else []
    colours = {_at(one): why.STYLES.get(one.kind, _OTHER_COLOUR) for one in inside} or _colours(item)
    marks = {span: number for number, span in enumerate(sorted(colours), 1)}
    around = _around(document, item.at)
    words = _passage(document, around, item, marks, colours)
    said = _found(inside, marks) if item.is_issue else _fields(item, marks, around, document.text)
    grid = Table.grid(padding=(1, 3), expand=True)
    if width >= _BESIDE and said.row_count:
        grid.add_column(ratio=3)
        grid.add_column(ratio=2)
        grid.add_row(words, said)
    else:
        grid.add_row(words)
        if said.row_count:
            grid.add_row(said)
    return grid


def _at(one: why.Span) -> Span:
    return Span(one.start, one.end)


def _around(document: Document, at: Span) -> Span:
    """The blocks of the passage, cut where they are long."""
    blocks = [block for block in document.blocks if block.start < at.end and at.start < block.end]
    start = min([block.start for block in blocks] + [at.start])
    end = max([block.end for block in blocks] + [at.end])
    if at.start - start > _CONTEXT:
        start = document.text.find(" ", at.start - _CONTEXT, at.start) + 1 or at.start
    if end - at.end > _CONTEXT:
        end = max(document.text.rfind(" ", at.end, at.end + _CONTEXT), at.end)
    return Span(start, end)


def _passage(document: Document, around: Span, item: Item, marks: Marks, colours: Mapping[Span, str]) -> Text:
    """The words around, those of the passage between arrows, the marked ones in brackets."""
    text = document.text
    inside = [span for span in marks if around.start <= span.start and span.end <= around.end]
    cuts = sorted({*around, *item.at, *(place for span in inside for place in span)})
    found = Text("" if around.start in {block.start for block in document.blocks} else "… ")
    for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        found.append(_closing(start, inside, marks), "bold")
        found.append(" ◀" if start == item.at.end else "", "bold")
        found.append("▶ " if start == item.at.start else "", "bold")
        opening = sorted((span for span in inside if span.start == start), key=lambda span: -span.end)
        for span in opening:
            found.append("[", f"bold {colours[span]}")
        covering = [span for span in inside if span.start <= start < span.end]
        narrow = min(covering, key=lambda span: span.end - span.start, default=None)
        plain = "" if item.at.start <= start < item.at.end else "dim"
        found.append(re.sub(r"\s+", " ", text[start:end]), f"bold {colours[narrow]}" if narrow else plain)
    return found.append("" if around.end in {block.end for block in document.blocks} else " …")


def _closing(place: int, spans: Sequence[Span], marks: Marks) -> str:
    """The brackets that close at a place, the narrowest first."""
    closing = sorted((span for span in spans if span.end == place), key=lambda span: -span.start)
    return "".join(f"]{_raised(marks[span])}" for span in closing)


def _colours(item: Item) -> dict[Span, str]:
    """Each marked span in the colour of the first field, in the order of the table, that it gave."""
    order = {field: n for n, field in enumerate(fields(item.table))}
    spoken = [claim for claim in item.claims if claim["char_start"] is not None]
    found: dict[Span, str] = {}
    for claim in sorted(spoken, key=lambda claim: order[claim["field"]]):
        found.setdefault(Span(claim["char_start"], claim["char_end"]), _COLOUR.get(str(claim["field"]), _OTHER_COLOUR))
    return found


def _found(inside: Iterable[why.Span], marks: Marks) -> Table:
    """What the grammar took the marked words of an issue for."""
    grid = _grid()
    for one in inside:
        colour = why.STYLES.get(one.kind, _OTHER_COLOUR)
        grid.add_row(Text(_raised(marks[_at(one)]), f"bold {colour}"), one.kind, Text(one.meaning, colour))
    return grid


def _grid() -> Table:
    """A number, what it stands for, and what that is."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    return grid


def _fields(item: Item, marks: Marks, around: Span, text: str) -> Table:
    grid = _grid()
    said: dict[str, Any] = {claim["field"]: claim for claim in item.claims}
    for field in fields(item.table):
        if field not in said:
            continue
        claim = said[field]
        colour = _COLOUR.get(field, _OTHER_COLOUR)
        if claim["char_start"] is None:
            grid.add_row(Text("·", "dim"), field, Text.assemble(claim["value"], ("  implied", "dim")))
            continue
        span = Span(claim["char_start"], claim["char_end"])
        shown = Text(claim["value"], colour)
        if not (around.start <= span.start and span.end <= around.end):
            shown.append(f"  from “{' '.join(text[slice(*span)].split())}”, characters {span}", "dim")
        grid.add_row(Text(_raised(marks[span]), f"bold {colour}"), field, shown)
    return grid


def _raised(number: int) -> str:
    return str(number).translate(_RAISED)
