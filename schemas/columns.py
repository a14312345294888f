"""The kinds of column that the tables are made of.

Each function returns a pandera column whose pandas type is Arrow-backed, so that the Arrow schema can be read off it.
Every check has a name made to be read in `issues.reason`. The description is the one text about a column, wherever
it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import pandera.pandas as pa
import pyarrow as arrow

from schemas.edtf import is_edtf
from schemas.vocabulary import COUNTRY_CODES, REVIEW_STATUSES

SHA256 = "[0-9a-f]{64}"
SLUG = "[a-z0-9]+([-_][a-z0-9]+)*"

STRING = pd.ArrowDtype(arrow.string())
STRINGS = pd.ArrowDtype(arrow.list_(arrow.string()))
INTEGER = pd.ArrowDtype(arrow.int64())
FLOAT = pd.ArrowDtype(arrow.float64())
BOOLEAN = pd.ArrowDtype(arrow.bool_())
DAY = pd.ArrowDtype(arrow.date32())

_SHORT_BODIES = frozenset({"EU", "UN", "CIS", "SCO"})  # short enough to be taken for mistyped codes


def is_party(value: str) -> bool:
    """Whether `value` is a country code, or the name of a body, which must not look like a code."""
    return value in COUNTRY_CODES or value in _SHORT_BODIES or (len(value) > 3 and _is_trimmed(value))


def _each(name: str, holds: Callable[[Any], bool]) -> pa.Check:
    return pa.Check(holds, element_wise=True, name=name)


def _matches(name: str, pattern: str) -> pa.Check:
    compiled = re.compile(pattern)
    return _each(name, lambda value: compiled.fullmatch(value) is not None)


def text(description: str, *, required: bool = False, pattern: str | None = None) -> pa.Column:
    """Text, not blank and with no white space around it; of the whole form `pattern` where one is given."""
    check = _matches("form", pattern) if pattern else _each("trimmed", _is_trimmed)
    return pa.Column(STRING, check, nullable=not required, description=description)


def _is_trimmed(value: str) -> bool:
    return value != "" and value == value.strip()


def key(description: str, pattern: str = SLUG) -> pa.Column:
    """The key of a table: never null, never twice."""
    return pa.Column(STRING, _matches("form", pattern), unique=True, description=description)


def enum(description: str, vocabulary: Sequence[str], *, required: bool = False) -> pa.Column:
    """One word of a closed list."""
    check = pa.Check.isin(list(vocabulary), error="vocabulary")
    return pa.Column(STRING, check, nullable=not required, description=description)


def party(description: str) -> pa.Column:
    """A country's code, or the name of a body that has none."""
    return pa.Column(STRING, _each("country", is_party), nullable=True, description=description)


def texts(description: str) -> pa.Column:
    """Several texts in an order that means something; empty where there is none."""
    check = _each("not_blank", lambda values: all(value.strip() for value in values))
    return pa.Column(STRINGS, check, description=description)


def text_set(description: str) -> pa.Column:
    """A set of texts: sorted, none twice; empty where there is none."""
    return pa.Column(STRINGS, _each("sorted_set", _is_sorted_set), description=description)


def parties(description: str) -> pa.Column:
    """A set of parties, each as in `party`."""
    checks = [_each("sorted_set", _is_sorted_set), _each("country", lambda values: all(map(is_party, values)))]
    return pa.Column(STRINGS, checks, description=description)


def _is_sorted_set(values: Sequence[str]) -> bool:
    return list(values) == sorted(set(values))


def edtf(description: str) -> pa.Column:
    """A date as EDTF (`schemas.edtf`)."""
    return pa.Column(STRING, _each("edtf", is_edtf), nullable=True, description=description)


def day(description: str) -> pa.Column:
    """One day of the calendar."""
    return pa.Column(DAY, nullable=True, description=description)


def integer(description: str, *, at_least: int = 0, required: bool = False) -> pa.Column:
    """A whole number."""
    check = pa.Check.ge(at_least, error=f"at_least_{at_least}")
    return pa.Column(INTEGER, check, nullable=not required, description=description)


def real(description: str, *, at_most: float | None = None) -> pa.Column:
    """A number that is not negative."""
    checks = [pa.Check.ge(0, error="at_least_0")]
    if at_most is not None:
        checks.append(pa.Check.le(at_most, error=f"at_most_{at_most:g}"))
    return pa.Column(FLOAT, checks, nullable=True, description=description)


def boolean(description: str, *, required: bool = False) -> pa.Column:
    """True or false."""
    return pa.Column(BOOLEAN, nullable=not required, description=description)


def ordered(first: str, last: str, *, strictly: bool = False) -> pa.Check:
    """A check of the frame: `first` <= `last` (`<` where strictly) wherever both are given."""
    sign = "<" if strictly else "<="

    def holds(frame: pd.DataFrame) -> pd.Series:
        right = frame[first] < frame[last] if strictly else frame[first] <= frame[last]
        return right.fillna(True).astype(bool)

    return pa.Check(holds, name=f"{first}{sign}{last}")


def together(first: str, last: str) -> pa.Check:
    """A check of the frame: both are given, or neither."""
    return pa.Check(lambda frame: frame[first].isna() == frame[last].isna(), name=f"{first}_with_{last}")


def date_span(what: str) -> dict[str, pa.Column]:
    """`date_start` and `date_end`."""
    return {
        "date_start": day(f"First possible day of {what}; null where open or not stated."),
        "date_end": day(f"Last possible day of {what}, inclusive; null where open or not stated."),
    }


_BOTH_SIDES = "True where Russia (or the USSR) and China are both among the parties."


def provenance(sino_russian: str = _BOTH_SIDES) -> dict[str, pa.Column]:
    """What every record of the four tables carries besides its facts; `sino_russian` describes that column."""
    return {
        "sino_russian": boolean(sino_russian, required=True),
        "n_sources": integer("Number of sources that state the record.", at_least=1, required=True),
        "n_mentions": integer("Number of passages that support the record.", at_least=1, required=True),
        "source_ids": text_set("The sources that state the record, sorted."),
        "conflicting_fields": text_set("Fields on which the sources disagree; every value is in `claims`."),
        "review_status": enum(
            "machine: as the pipeline made it; reviewed: confirmed or corrected by a coder; coded: added by a coder.",
            REVIEW_STATUSES,
            required=True,
        ),
    }
