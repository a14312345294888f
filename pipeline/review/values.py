"""The values of a decision: what a field may be given, as text in the file and typed as its table declares it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as arrow

from pipeline.resolve import MADE_HERE
from schemas import TABLES

VERBATIM = "text"  # the field of quotes that is a source's own words
TOO_MANY_WORDS = 5  # a value of so many words that stands in the document is given by its offsets
LISTS = frozenset({"participants", "parties"})  # fields that hold several values
_EXAMPLES = {
    "country": "an ISO 3166-1 alpha-3 code, such as RUS or CHN, or the name of a body",
    "edtf": "EDTF, such as 2019-07-23, 2019-10, 2017 or 2014-23 for a season",
    "trimmed": "text that is not blank",
    "sorted_set": "a list that is sorted, none twice",
    "form": "of the form that docs/tables.md tells",
}


class Span(NamedTuple):
    """A place in the normalised text: code points, the end exclusive."""

    start: int
    end: int

    def moved(self, by: int) -> Span:
        """The same words after the text before them grew by `by` characters."""
        return Span(self.start + by, self.end + by)

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"


def span_of(row: Mapping[str, Any]) -> tuple[int, int]:
    """Where a mention, a claim or an issue stands."""
    return row["char_start"], row["char_end"]


@lru_cache(maxsize=16)  # a document is asked for each of its values
def folded(text: str) -> str:
    """The text as it is compared, whatever its case and white space."""
    return " ".join(text.casefold().split())


class Words(NamedTuple):
    """A value given by the place of its words, so that none of them stands in the file: one span, or several joined."""

    spans: tuple[Span, ...]

    def moved(self, by: int) -> Words:
        """The same words after the text before them grew by `by` characters."""
        return Words(tuple(span.moved(by) for span in self.spans))

    @property
    def whole(self) -> Span:
        """From the first of the words to the last."""
        return Span(self.spans[0].start, self.spans[-1].end)

    def read(self, text: str) -> str:
        """The words, white space folded."""
        return " ".join(" ".join(text[start:end].split()) for start, end in self.spans)


class WrongValue(ValueError):
    """A value that its column cannot hold; the message is the end of a sentence that opens with the field."""


@cache
def fields(table: str) -> tuple[str, ...]:
    """The columns of `table` that a passage can state, in their order."""
    columns = TABLES[table].columns
    return tuple(name for name in columns if name not in MADE_HERE and name != TABLES[table].key)


@cache
def required(table: str) -> tuple[str, ...]:
    """The fields without which there is no row of `table`."""
    return tuple(name for name in fields(table) if not TABLES[table].columns[name].nullable and name not in LISTS)


def parse(table: str, field: str, value: Any) -> Any:
    """The typed value of what stands in the file or was typed: text, a list of texts, or null. Raises WrongValue."""
    if field not in fields(table):
        raise WrongValue(f"is no field of {table}; its fields are {', '.join(fields(table))}")
    if value is None:
        return None
    if isinstance(value, list) != (field in LISTS):
        raise WrongValue("must be a list, such as [CHN, RUS]" if field in LISTS else "must be a single value")
    if isinstance(value, list):
        if not all(isinstance(one, str) for one in value):
            raise WrongValue("must be a list of codes, such as [CHN, RUS]")
        return list(_checked(table, field, tuple(sorted(set(value)))))
    if not isinstance(value, str):
        raise WrongValue("must be a single value, or {at: START-END} for words of the document")
    return _checked(table, field, value)


def parse_claim(table: str, field: str, text: str) -> Any:
    """The typed value that the text of a claim stands for."""
    return json.loads(text) if field in LISTS else _typed(table, field, text)


@cache
def _checked(table: str, field: str, value: str | tuple[str, ...]) -> Any:
    """The typed value, after the checks of its column; cached, since pandera takes milliseconds for each."""
    column = TABLES[table].columns[field]
    found = _typed(table, field, value) if isinstance(value, str) else value
    series = pd.Series([list(found) if isinstance(found, tuple) else found], dtype=column.dtype.type)
    for check in column.checks:
        if not check(series).check_passed:
            shown = ", ".join(value) if isinstance(value, tuple) else value
            raise WrongValue(f"is '{shown}'; it must be {_rule(table, field, str(check.error or check.name))}")
    return found


def _typed(table: str, field: str, value: str) -> Any:
    kind = TABLES[table].arrow_schema.field(field).type
    if arrow.types.is_boolean(kind):
        if value not in ("true", "false"):
            raise WrongValue(f"is '{value}'; it must be true or false")
        return value == "true"
    if not (arrow.types.is_integer(kind) or arrow.types.is_floating(kind)):
        return value
    whole = arrow.types.is_integer(kind)
    if not re.fullmatch(r"-?\d{1,15}" if whole else r"-?\d{1,15}(\.\d{1,20})?(e[+-]?\d\d?)?", value):
        raise WrongValue(f"is '{value}'; it must be a {'whole ' if whole else ''}number, in digits alone")
    return int(value) if whole else float(value)


def _rule(table: str, field: str, check: str) -> str:
    if words := TABLES[table].vocabulary(field):
        return f"one of {', '.join(words)}"
    return _EXAMPLES.get(check, check.replace("_", " "))


@cache
def _checks(table: str) -> list[Any]:
    return list(TABLES[table].checks)


def clash(table: str, said: dict[str, Any]) -> str | None:
    """The check between the columns of a row that these values fail, if there is one."""
    stated = {name: value for name, value in said.items() if name in TABLES[table].columns}
    frame = TABLES[table].frame([stated])
    return next((str(check.name) for check in _checks(table) if not check(frame).check_passed), None)
