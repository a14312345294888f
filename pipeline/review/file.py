"""The file `raw/<source_id>/review.yaml`: read decision by decision, written so that nothing of it is lost.

Each decision is an item of one YAML list, and is read by itself, so that a slip in one costs no other. What is written
into a file leaves the rest of it as it stands, comments and faulty decisions too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from textwrap import indent
from typing import Any, NamedTuple

import yaml

from pipeline.extract.drafts import LABEL, as_text
from pipeline.read.card import _Loader as Strict  # a change there would be a new version of the reader
from pipeline.review.decisions import Decision, ReviewError, Values, read_decision
from pipeline.review.values import Span, Words

REVIEW_NAME = "review.yaml"
_WIDTH = 110
_COMMENT = re.compile(r"\s*#")
_HEAD = re.compile(r"\s*(?:#.*|---\s*|\[\s*\]\s*(?:#.*)?)?")


class Entry(NamedTuple):
    """One decision as it stands in the file; `decision` is None where it is wrong, and `error` says what is."""

    text: str
    line: int
    decision: Decision | None
    error: str | None = None


@dataclass
class Review:
    """A file of decisions.

    `head` is what stands before the first, `margin` the white space before each; `error` is what keeps the whole from
    being read.
    """

    path: Path
    head: str = ""
    margin: str = ""
    entries: list[Entry] = field(default_factory=list)
    error: str | None = None

    @property
    def decisions(self) -> list[Decision]:
        """The decisions that can be used, in the order of the file."""
        return [entry.decision for entry in self.entries if entry.decision]

    @property
    def errors(self) -> list[str]:
        """A line for each thing that is wrong, with the file and where in it."""
        wrong = [f"{self.path}: {self.error}"] if self.error else []
        return wrong + [f"{self.path}: line {entry.line}: {entry.error}" for entry in self.entries if entry.error]

    @property
    def unreadable(self) -> bool:
        """Whether it does not tell what was decided: the whole cannot be read, or no decision in it."""
        return bool(self.error or (self.entries and not self.decisions))

    @property
    def text(self) -> str:
        """The whole file."""
        return self.head + "".join(entry.text for entry in self.entries)


def load_review(path: Path) -> Review:
    """The file at `path`; one without decisions where there is none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Review(path)
    except OSError as error:
        return Review(path, error=f"cannot be read ({error.strerror})")
    except UnicodeDecodeError:
        return Review(path, error="is not UTF-8; save it as UTF-8")
    return parse_review(path, text)


def parse_review(path: Path, text: str) -> Review:
    """The decisions in a text, which is that of the file `path`."""
    head, margin, items = _items(text)
    review = Review(path, head, margin)
    if strange := [n for n, line in enumerate(head.splitlines(), 1) if not _HEAD.fullmatch(line)]:
        review.error = f"line {strange[0]}: stands before the first decision, each of which begins with '- decision: '"
    review.entries = [_entry(item, line) for item, line in items]
    return review


def _items(text: str) -> tuple[str, str, list[tuple[str, int]]]:
    """What stands before the first item, the margin, and each item with its line.

    A comment right above an item belongs to it.
    """
    lines = text.splitlines(keepends=True)
    first = next((line for line in lines if re.match(r" *- ", line)), "- ")
    margin = first[: first.index("-")]
    mark = f"{margin}- "
    starts = []
    for n, line in enumerate(lines):
        if line.startswith(mark) or line.rstrip() == mark.rstrip():
            while n and _COMMENT.match(lines[n - 1]) and n - 1 not in starts:
                n -= 1
            starts.append(n)
    starts.append(len(lines))
    items = [("".join(lines[a:b]), _line(lines, a)) for a, b in pairwise(starts)]
    return "".join(lines[: starts[0]]), margin, items


def _line(lines: list[str], start: int) -> int:
    """The line, from 1, on which the item begins whose comments begin at `start`."""
    return next(n for n in range(start, len(lines)) if not _COMMENT.match(lines[n])) + 1


def _entry(text: str, line: int) -> Entry:
    try:
        return Entry(text, line, read_decision(_parsed(text), line))
    except ReviewError as error:
        return Entry(text, line, None, str(error))


def _parsed(text: str) -> Any:
    try:
        (item,) = yaml.load(text, Loader=Strict)
    except yaml.MarkedYAMLError as error:
        raise ReviewError(f"is no YAML: {error.problem}") from None
    except (yaml.YAMLError, RecursionError, ValueError, TypeError) as error:
        raise ReviewError(f"is no YAML: {' '.join(str(error).split())}") from None
    return item


class _Dumper(yaml.SafeDumper):
    """Values in one line; quotes where YAML needs them alone, for the file is read with every plain value as text."""

    yaml_implicit_resolvers = Strict.yaml_implicit_resolvers


class _Flow(dict[str, Any]):
    """A mapping that is written in braces."""


_Dumper.add_representer(
    _Flow, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True)
)
_Dumper.add_representer(
    list, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)
)


def dump(decision: Decision) -> str:
    """The decision as it stands in a file."""
    data: dict[str, Any] = {
        "decision": decision.verdict,
        "table": decision.table,
        "at": str(decision.at),
        "passage": decision.passage,
    }
    if decision.row is not None:
        data["row"] = _written(decision.row)
    if decision.issue:
        data["issue"] = decision.issue
    for key, values in (("set", decision.set), ("words", decision.words), ("expects", decision.expects)):
        if values:
            data[key] = _written(values)
    if decision.reason:
        data["reason"] = decision.reason
    data |= {"coder": decision.coder, "date": decision.date}
    written = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return "- " + written.replace("\n", "\n  ").rstrip() + "\n"


def _written(values: Values | dict[str, Span]) -> _Flow:
    return _Flow({name: _plain(value) for name, value in values.items()})


def _plain(value: Any) -> Any:
    if isinstance(value, Words):
        places = [str(span) for span in value.spans]
        return _Flow({"at": places[0] if len(places) == 1 else places})
    if isinstance(value, Span):
        return str(value)
    return value if value is None or isinstance(value, list) else as_text(value)


def order(decision: Decision) -> tuple[Any, ...]:
    """By place, then table, then label."""
    values = decision.set if decision.row is None else decision.row
    return (*decision.at, decision.table, str(values.get(LABEL[decision.table]) or ""))


def record(path: Path, new: Iterable[Decision], old: Iterable[Decision] = ()) -> Review:
    """Put the decisions `new` into the file in place of `old`, at once and whole; what else it holds stays as it is.

    The file is read anew, so that nothing is lost that somebody else wrote into it meanwhile. Raises ReviewError where
    the file cannot be read or written.
    """
    review = load_review(path)
    if review.error:
        raise ReviewError(f"{path}: {review.error}; mend that first")
    gone = list(old)
    review.head = re.sub(r"^\s*\[\s*\].*\n?", "", review.head, flags=re.MULTILINE)
    review.entries = [entry for entry in review.entries if entry.decision is None or entry.decision not in gone]
    for decision in new:
        place = next((n for n, e in enumerate(review.entries) if e.decision and _after(e.decision, decision)), None)
        place = len(review.entries) if place is None else place
        before = review.entries[place - 1].text if place else review.head
        opening = "" if before.endswith("\n") or not before else "\n"
        review.entries.insert(place, Entry(opening + indent(dump(decision), review.margin), 0, decision))
    _replace(path, review.text)
    return load_review(path)


def _after(one: Decision, other: Decision) -> bool:
    return order(one) > order(other)


def _replace(path: Path, text: str) -> None:
    """Write the file so that whatever happens it is the old one or the new one."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink()
        raise ReviewError(f"{path}: cannot be written ({error.strerror})") from None
