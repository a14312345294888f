"""What a coder types: values of fields, the words that give them, a reason. Every line is checked at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from pipeline.review.values import LISTS, TOO_MANY_WORDS, VERBATIM, Span, Words, WrongValue, fields, parse, required
from schemas.tables import TABLES
from schemas.vocabulary import FACT_TABLES

_HOW = (
    "FIELD=VALUE, or FIELD=VALUE @ WORDS of the passage that give it; FIELD= for null; ? for the fields; empty to end"
)
_LINE = re.compile(r"\s*(\w+)\s*=(.*)", re.DOTALL)


class Typed:
    """The values that were typed, as `set` and `words` of a decision hold them."""

    def __init__(
        self, table: str, text: str, passage: Span, values: Mapping[str, Any], words: Mapping[str, Span]
    ) -> None:
        self.table = table
        self.text = text
        self.passage = passage
        self.values = dict(values)
        self.words = dict(words)

    def take(self, line: str) -> str:
        """Take one line; what it was understood as. Raises WrongValue, whose message is a whole sentence."""
        found = _LINE.fullmatch(line)
        if not found:
            raise WrongValue("write FIELD=VALUE")
        field, rest = found[1], found[2].strip()
        value, _, words = (part.strip() for part in rest.rpartition(" @ ")) if " @ " in rest else (rest, "", "")
        try:
            typed = self._value(field, value) if value else parse(self.table, field, None)
            given = self._located(words) if words and value else None
        except WrongValue as error:
            raise WrongValue(f"{field} {error}") from None
        self.values[field] = typed
        self.words.pop(field, None)
        if given:
            self.words[field] = given
        return f"{field} is {self._shown(field)}"

    def _value(self, field: str, value: str) -> Any:
        """The typed value; of words of the document their place."""
        if field in LISTS:
            return parse(self.table, field, [one for one in re.split(r"[,;\s]+(?![a-z])", value) if one])
        if field == VERBATIM:
            return Words((self._located(value),))
        if len(value.split()) >= TOO_MANY_WORDS and field in fields(self.table):
            parse(self.table, field, value)
            place = locate(value, self.text, self.passage) or locate(value, self.text, Span(0, len(self.text)))
            return Words((place,)) if place else value
        return parse(self.table, field, value)

    def _located(self, words: str) -> Span:
        place = locate(words, self.text, self.passage)
        if not place:
            raise WrongValue(f"is not taken: '{words}' does not stand in the passage")
        return place

    def _shown(self, field: str) -> str:
        value = self.values[field]
        if value is None:
            return "null"
        shown = f"“{value.read(self.text)}”, characters {value.whole}" if isinstance(value, Words) else _plain(value)
        return f"{shown}, given by characters {self.words[field]}" if field in self.words else shown


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return (
        f"[{', '.join(value)}]" if isinstance(value, list) else f"{value:,}" if isinstance(value, float) else str(value)
    )


def locate(words: str, text: str, within: Span) -> Span | None:
    """Where words stand in a part of a text, however their white space is; the first place of several."""
    pattern = r"\s+".join(map(re.escape, words.strip('“”"').split()))
    found = re.compile(pattern).search(text, within.start, within.end) if pattern else None
    return Span(found.start(), found.end()) if found else None


def ask_values(console: Console, typed: Typed, *, whole: bool) -> None:
    """Ask for values, line by line; `whole` for a row that needs all that its table requires."""
    console.print(Text(_HOW, "dim"))
    if whole:
        console.print(Text(f"a row of {typed.table} needs {', '.join(required(typed.table))}", "dim"))
    for field in typed.values:
        console.print(Text(f"  {field} is {typed._shown(field)}", "dim"))
    while True:
        line = click.prompt("value", default="", show_default=False)
        lacking = [name for name in required(typed.table) if typed.values.get(name) is None] if whole else []
        if not line.strip() and lacking:
            console.print(Text(f"  it lacks {', '.join(lacking)}; Ctrl-C gives it up", "yellow"))
        elif not line.strip():
            return
        elif line.strip() == "?":
            _list_fields(console, typed.table)
        else:
            try:
                console.print(Text(f"  {typed.take(line)}", "green"))
            except WrongValue as error:
                console.print(Text(f"  {error}", "yellow"))


def _list_fields(console: Console, table: str) -> None:
    for field in fields(table):
        words = ", ".join(TABLES[table].vocabulary(field)) or TABLES[table].columns[field].description
        console.print(Text.assemble("  ", (field, "bold"), f"  {words}"))


def ask_table(console: Console, usual: str) -> str:
    """Ask for the table of a new row."""
    while True:
        table = click.prompt(f"table ({', '.join(FACT_TABLES)})", default=usual)
        found = [name for name in FACT_TABLES if name.startswith(table.strip().lower())]
        if len(found) == 1 and table.strip():
            return found[0]
        console.print(Text(f"  there is no table '{table}'", "yellow"))


def ask_reason(usual: str) -> str:
    """Ask why; an empty answer is given where there is no reason."""
    return str(click.prompt("reason", default=usual, show_default=bool(usual))).strip()
