"""The decisions of coders on the rows of one source: what each holds, and how one is read from its piece of YAML.

Strict, as a card is: a key too many, a key too few or a value that its column cannot hold is a ReviewError of one line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from pipeline.review.values import VERBATIM, Span, Words, WrongValue, fields, parse, required
from schemas.edtf import days
from schemas.vocabulary import FACT_TABLES, ISSUE_REASONS, REFUSED

ACCEPT, REJECT, CORRECT, ADD = VERDICTS = ("accept", "reject", "correct", "add")
REASONS = tuple(reason for reason in ISSUE_REASONS if reason != REFUSED)
PASSAGE_DIGITS = 16  # of the SHA-256 of a passage: as many as tell it from every other, and a line stays short

_KEYS = (
    "decision",
    "table",
    "at",
    "passage",
    "row",
    "issue",
    "set",
    "words",
    "expects",
    "reason",
    "coder",
    "date",
)
_ALWAYS = ("decision", "table", "at", "passage", "coder", "date")
_SPAN = re.compile(r"(\d{1,12})-(\d{1,12})")
_HASH = re.compile(rf"[0-9a-f]{{{PASSAGE_DIGITS},64}}")
CODER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")

Values = Mapping[str, Any]  # a typed value, None for null, or Words


class ReviewError(ValueError):
    """A decision, or a whole file, that cannot be used; the message is one line."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of one coder; the names of docs/review.md, but for `verdict`, there `decision`.

    `passage` is the SHA-256 of the passage's words, or its first digits. `row` and `issue` say what of the machine's
    is decided on. `line` is where the decision begins in its file, from 1, and 0 for one that is in none.
    """

    verdict: str
    table: str
    at: Span
    passage: str
    coder: str
    date: str
    reason: str | None = None
    row: Values | None = None
    issue: str | None = None
    set: Values = field(default_factory=dict)
    words: Mapping[str, Span] = field(default_factory=dict)
    expects: Values = field(default_factory=dict)
    line: int = field(default=0, compare=False)

    def moved(self, by: int) -> Decision:
        """The same decision after the text before its passage grew by `by` characters."""
        if not by:
            return self
        return replace(
            self,
            at=self.at.moved(by),
            row=None if self.row is None else _moved(self.row, by),
            set=_moved(self.set, by),
            words={name: span.moved(by) for name, span in self.words.items()},
            expects=_moved(self.expects, by),
        )

    def __str__(self) -> str:
        """The decision in a few words, none of the document's: where it stands in the file, and what it does where."""
        place = f"line {self.line}: " if self.line else ""
        what = f" of the issue {self.issue}" if self.issue else ""
        return f"{place}{self.verdict}{what} at {self.at} ({self.table})"


def _moved(values: Values, by: int) -> Values:
    return {name: value.moved(by) if isinstance(value, Words) else value for name, value in values.items()}


def read_decision(data: Any, line: int = 0) -> Decision:
    """The decision that a mapping out of the file holds. Raises ReviewError."""
    if not isinstance(data, dict):
        raise ReviewError("is no mapping of keys to values, such as 'decision: accept'")
    _check_keys(data)
    verdict, table = _one_of(data, "decision", VERDICTS), _one_of(data, "table", FACT_TABLES)
    decision = Decision(
        verdict=verdict,
        table=table,
        at=_span(data["at"], "at"),
        passage=_match(data, "passage", _HASH, f"{PASSAGE_DIGITS} to 64 hexadecimal digits of its SHA-256"),
        coder=_match(data, "coder", CODER, "initials or a handle: letters, digits, - _ and ."),
        date=_day(data["date"]),
        reason=_reason(data, verdict),
        row=_values(data, "row", table) if "row" in data else None,
        issue=_one_of(data, "issue", REASONS) if "issue" in data else None,
        set=_values(data, "set", table),
        words=_words(data, table),
        expects=_values(data, "expects", table),
        line=line,
    )
    if wrong := _unfit(decision):
        raise ReviewError(wrong)
    return decision


def _check_keys(data: dict[Any, Any]) -> None:
    if unknown := [key for key in data if key not in _KEYS]:
        raise ReviewError(f"unknown key '{unknown[0]}'; remove it (all keys: {', '.join(_KEYS)})")
    if missing := [key for key in _ALWAYS if key not in data]:
        raise ReviewError(f"the key '{missing[0]}' is missing; add it")


def _unfit(decision: Decision) -> str | None:
    """What is wrong with the decision as a whole, if anything is."""
    verdict, stated = decision.verdict, decision.set
    if outside := [name for name, span in decision.words.items() if not _within(span, decision.at)]:
        return f"'words' of '{outside[0]}' stand outside of the passage {decision.at}"
    if unset := [name for name in decision.words if stated.get(name) is None]:
        return f"'words' has '{unset[0]}', which 'set' gives no value"
    if verdict == ADD:
        if decision.row is not None or decision.expects:
            return "an 'add' says nothing of the machine's row; leave out 'row' and 'expects'"
        if lacking := [name for name in required(decision.table) if stated.get(name) is None]:
            return (
                f"'set' gives no '{lacking[0]}'; a row of {decision.table} needs {', '.join(required(decision.table))}"
            )
        return None
    if decision.issue and (decision.row is not None or verdict == CORRECT or stated or decision.expects):
        return "an 'issue' is accepted, rejected, or answered by an 'add'; leave out 'row', 'set' and 'expects'"
    if verdict != CORRECT:
        return "'set' goes with 'correct' and 'add' alone" if stated else None
    if not stated:
        return "a 'correct' needs 'set', the values in place of the machine's"
    if bare := [name for name in required(decision.table) if name in stated and stated[name] is None]:
        return f"'{bare[0]}' cannot be null, a row of {decision.table} needs it; reject the row instead"
    return None


def _within(span: Span, passage: Span) -> bool:
    return passage.start <= span.start and span.end <= passage.end


def _reason(data: dict[str, Any], verdict: str) -> str | None:
    reason = data.get("reason")
    if reason is None and verdict == ACCEPT:
        return None
    if not isinstance(reason, str) or not reason.strip():
        raise ReviewError(f"'reason' must say in a few words why; a decision '{verdict}' needs it")
    return " ".join(reason.split())


def _one_of(data: dict[str, Any], key: str, allowed: tuple[str, ...]) -> str:
    if data[key] not in allowed:
        raise ReviewError(f"'{key}' is '{data[key]}'; it must be one of {', '.join(allowed)}")
    return str(data[key])


def _match(data: dict[str, Any], key: str, pattern: re.Pattern[str], rule: str) -> str:
    if not isinstance(data[key], str) or not pattern.fullmatch(data[key]):
        raise ReviewError(f"'{key}' must be {rule}")
    return str(data[key])


def _day(value: Any) -> str:
    found = days(value) if isinstance(value, str) else None
    if not found or found.first is None or found.first.isoformat() != value:
        raise ReviewError(f"'date' is '{value}'; it must be a day, such as 2026-11-22")
    return str(value)


def _span(value: Any, key: str) -> Span:
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if not found or int(found[1]) >= int(found[2]):
        raise ReviewError(f"'{key}' must be two offsets, the end exclusive, such as 3456-3560")
    return Span(int(found[1]), int(found[2]))


def _mapping(data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key, {})
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in value):
        raise ReviewError(f"'{key}' must be a mapping, such as {{item: S-400}}")
    return value


def _values(data: dict[str, Any], key: str, table: str) -> Values:
    return {name: _value(table, key, name, value) for name, value in _mapping(data, key).items()}


def _value(table: str, key: str, name: str, value: Any) -> Any:
    if isinstance(value, dict) and value.keys() == {"at"} and name in fields(table):
        places = value["at"] if isinstance(value["at"], list) else [value["at"]]
        spans = tuple(_span(place, f"{key}: {name}") for place in places)
        if not spans or any(a.end > b.start for a, b in pairwise(spans)):
            raise ReviewError(f"'{key}: {name}' must name its words in the order of the text")
        return Words(spans)
    if name == VERBATIM and isinstance(value, str):
        raise ReviewError(f"'{key}: {name}' repeats words of the document; give their offsets, {{at: START-END}}")
    try:
        return parse(table, name, value)
    except WrongValue as error:
        raise ReviewError(f"'{key}: {name}' {error}") from None


def _words(data: dict[str, Any], table: str) -> dict[str, Span]:
    found = {name: _span(value, f"words: {name}") for name, value in _mapping(data, "words").items()}
    if unknown := [name for name in found if name not in fields(table)]:
        raise ReviewError(f"'words: {unknown[0]}' is no field of {table}")
    return found
