"""Why a row came out: its passage, the spans found in it, the rule, and the words that gave each field."""

from __future__ import annotations

import bisect
import dataclasses
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.extract import drafts
from pipeline.extract.grammar.analysis import analyse
from pipeline.extract.grammar.chunks import Chunk
from pipeline.read import Document

STYLES = {
    "party": "cyan",
    "good": "magenta",
    "date": "yellow",
    "money": "green",
    "share": "green",
    "count": "green",
    "verb": "blue",
    "noun": "blue",
    "cue": "red",
}
_UNTOLD = {"word", "evaluative"}  # small words, which give no row
_UNTOLD_VALUES = {"start", "end", "origin_span"}


class Span(NamedTuple):
    """Words that the grammar took for something: `kind` is what, `meaning` what it makes of them."""

    start: int
    end: int
    kind: str
    meaning: str


def spans(document: Document) -> list[Span]:
    """The spans of a document in order, its pronouns resolved as the rules resolve them."""
    analysis = analyse(document)
    list(drafts(analysis))  # reading in order gives each pronoun its countries
    found = (_span(chunk) for sentence in analysis.sentences for chunk in sentence.chunks)
    return sorted(Span(*analysis.place(span.start, span.end), *span[2:]) for span in found if span)


def tell(
    console: Console,
    mention: Mapping[str, Any],
    claims: Iterable[Mapping[str, Any]],
    text: str | None = None,
    found: Sequence[Span] = (),
) -> None:
    """Print one mention with its claims; without a text, what they say of themselves.

    `found`: the spans of the whole document, in order.
    """
    record = mention["record_id"] or "supports no row"
    console.print(Text.assemble((mention["table_name"], "cyan"), "  ", (record, "bold")))
    console.print(Padding(Text(mention["mention_id"], "dim"), (0, 0, 0, 4)))
    start, end = mention["char_start"], mention["char_end"]
    console.print(_indented(("rule", mention["method"]), ("place", _place(mention))))
    inside: Sequence[Span] = ()
    if text is not None:
        first = bisect.bisect_left(found, start, key=lambda span: span.start)
        inside = found[first : bisect.bisect_left(found, end, key=lambda span: span.start)]
        console.print(Padding(Text.assemble("“", _coloured(text, start, end, inside), "”"), (1, 4, 1, 4)))
    if inside and text is not None:
        console.print(_rows("span", [_told(span, text) for span in inside]))
    console.print(_rows("field", [_source(claim, text) for claim in claims]))


def _place(mention: Mapping[str, Any]) -> str:
    start, end = mention["char_start"], mention["char_end"]
    return f"{mention['source_id']}, paragraph {mention['paragraph']}, characters {start} to {end}"


def _span(chunk: Chunk) -> Span | None:
    if chunk.tag not in ("atom", "word", "punct"):
        return Span(chunk.start, chunk.end, chunk.tag, _value(chunk.value))
    readings = [entry for entry in chunk.entries if entry.kind not in _UNTOLD]
    readings.sort(key=lambda entry: entry.kind not in ("verb", "noun"))  # "ordered" is a verb before it is a cue
    if not readings:
        return None
    told = [f"{e.kind} {e.name}" + (f" ({e.data['frame']})" if "frame" in e.data else "") for e in readings]
    return Span(chunk.start, chunk.end, readings[0].kind, "; ".join(told))


def _value(value: Any) -> str:
    """What a chunk means, as the fields of its value that say something."""
    if hasattr(value, "_asdict"):
        fields = value._asdict()
    else:
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    stated = {name: v for name, v in fields.items() if name not in _UNTOLD_VALUES and v not in (None, False, (), "")}
    return ", ".join(name if v is True else f"{name} {_plain(v)}" for name, v in stated.items())


def _plain(value: Any) -> str:
    if isinstance(value, Chunk):
        return value.low
    if isinstance(value, tuple):
        return "-".join(map(str, value))
    if isinstance(value, float):
        return f"{value:,.12g}"
    return str(getattr(value, "name", value))


def _source(claim: Mapping[str, Any], text: str | None) -> tuple[Text, ...]:
    start, end = claim["char_start"], claim["char_end"]
    if start is None:
        words = Text("implied", "dim")
    elif text is None:
        words = Text(f"{start} to {end}", "dim")
    else:
        words = Text(f"“{_folded(text[start:end])}”", "italic green")
    note = Text("" if claim["chosen"] else "not taken", "yellow")
    return Text(claim["field"], "bold"), Text(claim["value"]), words, note


def _told(span: Span, text: str) -> tuple[Text, ...]:
    words = _folded(text[span.start : span.end])
    return Text(words, STYLES.get(span.kind, "")), Text(span.kind, "dim"), Text(span.meaning)


def _coloured(text: str, start: int, end: int, inside: Iterable[Span]) -> Text:
    """The passage on one line, its spans in their colours."""
    pieces: list[tuple[str, str]] = []
    at = start
    for span in inside:
        if span.start >= at:
            pieces += [(text[at : span.start], ""), (text[span.start : span.end], STYLES.get(span.kind, "bold"))]
            at = span.end
    pieces.append((text[at:end], ""))
    return Text.assemble(*((re.sub(r"\s+", " ", words), style) for words, style in pieces))


def _rows(name: str, rows: Sequence[tuple[Text, ...]]) -> Padding:
    grid = _grid()
    for i, row in enumerate(rows):
        grid.add_row("" if i else f"{name}s", *row)
    return Padding(grid, (0, 0, 1, 4))


def _indented(*lines: tuple[str, str]) -> Padding:
    grid = _grid()
    for name, value in lines:
        grid.add_row(name, value)
    return Padding(grid, (0, 0, 0, 4))


def _grid() -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True, style="dim", min_width=len("fields"))
    return grid


def _folded(words: str) -> str:
    return " ".join(words.split())
