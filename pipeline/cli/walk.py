"""The walk through the rows and issues of a source: one passage after the other, one key each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from pipeline.cli import why
from pipeline.cli.ask import Typed, ask_reason, ask_table, ask_values
from pipeline.cli.passage import picture
from pipeline.read import Document
from pipeline.review.agenda import Agenda, Item, agenda, on_item
from pipeline.review.decisions import ACCEPT, ADD, CORRECT, PASSAGE_DIGITS, REJECT, Decision, ReviewError
from pipeline.review.draft import said, telling
from pipeline.review.file import REVIEW_NAME, record
from pipeline.review.place import Outcome, digest
from pipeline.review.reviewed import Verdict

_KEYS = "a accept  r reject  c correct  n add  s skip  b back  u undo  q quit  ? help"
_HELP = """\
a  accept: all is right as it stands; of an issue, that there is no row
r  reject: there is no such row; of an issue, that it is not right, though there is no row either
c  correct: some values are others; asks for them, and for a reason
n  add a row that stands in this passage (+ does the same); asks for its table, its values, and a reason
s  skip: decide later
b  back to the one before, to look at it again or decide otherwise
u  undo: take back what was decided here, the row added last first
q  quit; every decision is written to the file as it is made
"""

Release = Mapping[str, Sequence[dict[str, Any]]]


class Quit(Exception):
    """The coder has done enough."""


class Walk:
    """A walk; `release` is the last release, `document` the one that the source's rows in it were made from."""

    def __init__(
        self, console: Console, source_id: str, raw: Path, release: Release, document: Document, coder: str
    ) -> None:
        self.console = console
        self.source_id = source_id
        self.raw = raw
        self.path = raw / source_id / REVIEW_NAME
        self.release = release
        self.document = document
        self.coder = coder
        self.steps: dict[str, Callable[[Item], int]] = {
            "a": self._accept,
            "r": self._reject,
            "c": self._correct,
            "n": self._add,
            "+": self._add,
            "s": lambda item: 1,
            "b": lambda item: -1,
            "u": self._undo,
            "q": self._quit,
            "\x03": self._quit,
            "\x04": self._quit,
            "?": self._help,
        }

    def run(self, everything: bool) -> None:
        """Go through what is undecided, or through everything."""
        keys = [item.key for item in self._look().items if everything or not item.decided]
        at = 0
        try:
            while at < len(keys):
                now = self._look()
                item = next((item for item in now.items if item.key == keys[at]), None)
                if item is None:
                    raise click.ClickException(f"{self.path}: the release changed meanwhile; begin again")
                self._show(now, item, at, len(keys))
                at = max(0, at + self._step(item))
        except (Quit, KeyboardInterrupt, EOFError):
            self.console.print()
        self._farewell()

    @cached_property
    def _spans(self) -> list[why.Span]:
        return why.spans(self.document)

    def _look(self) -> Agenda:
        """What there is to decide, the file read anew."""
        return agenda(self.source_id, self.raw, self.release, self.document)

    def _step(self, item: Item) -> int:
        """Ask for a key, and do what it says; how far to go from here."""
        while True:
            self.console.print()
            self.console.print(Text(_KEYS, "dim"))
            key = click.getchar().lower()
            if not key:  # the end of what can be read
                raise Quit
            if key not in self.steps:
                continue
            try:
                return self.steps[key](item)
            except click.Abort:
                self.console.print(Text("\nnothing was decided", "yellow"))
            except ReviewError as error:
                self.console.print(Text(str(error), "red"), soft_wrap=True)

    def _show(self, now: Agenda, item: Item, at: int, of: int) -> None:
        kind = "issue" if item.is_issue else item.table
        self.console.print()
        self.console.print(Rule(Text(f"{self.source_id}  {at + 1} of {of}"), align="left", characters="─"))
        about = f"paragraph {item.row['paragraph']}, " if not item.is_issue else f"looked like a row of {item.table}, "
        head = Text.assemble((kind, "cyan"), "  ", (item.label, "bold"), (f"  {about}characters {item.at}", "dim"))
        self.console.print(head)
        self.console.print()
        self.console.print(picture(item, self.document, self.console.width, self._spans if item.is_issue else ()))
        beside = [o for o in now.items if o.at == item.at and o.key != item.key]
        if beside:
            names = ", ".join(f"{o.label}{' ✓' if o.decided else ''}" for o in beside)
            self.console.print(Text(f"also on this passage: {names}", "dim"))
        for verdict in (*item.verdicts, *(v for v in item.added if v not in item.verdicts)):
            self.console.print(told_of(verdict))

    def _farewell(self) -> None:
        now = self._look()
        (rows, of_rows), (issues, of_issues) = now.count(issues=False), now.count(issues=True)
        self.console.print(f"{rows} of {of_rows} rows and {issues} of {of_issues} issues are decided in {self.path}")
        self.console.print("'entente build' takes the decisions into the release", highlight=False)
        for error in now.review.errors:
            self.console.print(Text(f"error: {error}", "red"), soft_wrap=True)

    def _decision(self, item: Item, verdict: str, **facts: Any) -> Decision:
        passage = digest(self.document.text[slice(*item.at)])[:PASSAGE_DIGITS]
        shared = {"at": item.at, "passage": passage, "coder": self.coder, "date": dt.date.today().isoformat()}
        return Decision(verdict, **{"table": item.table, **shared, **facts})

    def _write(self, item: Item, decision: Decision, old: Sequence[Decision]) -> int:
        """Put a decision into the file; one that would not be applied is taken out again, and that is told."""
        record(self.path, [decision], old)
        made = next((v for v in self._look().verdicts if v.placed.pinned == decision), None)
        if made and made.outcome in (Outcome.REFUSED, Outcome.DONE):
            record(self.path, old, [decision])
            why = made.why if made.outcome is Outcome.REFUSED else "the machine says just that; accept its row"
            raise ReviewError(f"nothing was decided: {why}")
        return 1

    def _accept(self, item: Item) -> int:
        row, issue = (None, item.row["reason"]) if item.is_issue else (said(item, self.document.text), None)
        return self._write(item, self._decision(item, ACCEPT, row=row, issue=issue), on_item(item))

    def _reject(self, item: Item) -> int:
        reason = self._reason(item)
        row, issue = (None, item.row["reason"]) if item.is_issue else (self._telling(item), None)
        decision = self._decision(item, REJECT, row=row, issue=issue, reason=reason)
        return self._write(item, decision, on_item(item))

    def _correct(self, item: Item) -> int:
        if item.is_issue:
            raise ReviewError("an issue has no values; accept it, reject it, or add the row that it hid")
        before = next((v.placed.decision for v in item.verdicts if v.placed.decision.verdict == CORRECT), None)
        given, words = (before.set, before.words) if before else ({}, {})
        typed = Typed(item.table, self.document.text, item.at, given, words)
        ask_values(self.console, typed, whole=False)
        if not typed.values:
            raise click.Abort
        machine = said(item, self.document.text)
        expects = {name: machine.get(name) for name in typed.values if name in machine or not _stated(item, name)}
        decision = self._decision(
            item,
            CORRECT,
            row=self._telling(item),
            set=typed.values,
            words=typed.words,
            expects=expects,
            reason=self._reason(item),
        )
        return self._write(item, decision, on_item(item))

    def _add(self, item: Item) -> int:
        table = ask_table(self.console, item.table)
        typed = Typed(table, self.document.text, item.at, {}, {})
        ask_values(self.console, typed, whole=True)
        values = {name: value for name, value in typed.values.items() if value is not None}
        issue = item.row["reason"] if item.is_issue else None
        decision = self._decision(
            item, ADD, table=table, set=values, words=typed.words, issue=issue, reason=self._reason(item)
        )
        self._write(item, decision, on_item(item) if item.is_issue else [])
        return 1 if item.is_issue else 0

    def _undo(self, item: Item) -> int:
        added = [verdict.placed.pinned for verdict in item.added][-1:]
        record(self.path, [], added or on_item(item))
        return 0

    def _quit(self, item: Item) -> int:
        raise Quit

    def _help(self, item: Item) -> int:
        self.console.print(_HELP, highlight=False, markup=False)
        return 0

    def _telling(self, item: Item) -> dict[str, Any]:
        return telling(item, self._look().items, self.document.text)

    def _reason(self, item: Item) -> str:
        before = next((v.placed.decision.reason for v in item.verdicts if v.placed.decision.reason), None)
        if reason := ask_reason(before or ""):
            return reason
        self.console.print(Text("a reason is needed", "yellow"))
        raise click.Abort


def _stated(item: Item, name: str) -> bool:
    return any(claim["field"] == name for claim in item.claims)


def told_of(verdict: Verdict) -> Text:
    """A decision that was made before on what is shown: what, by whom, when and why."""
    one = verdict.placed.decision
    what = f" {', '.join(one.set)}" if one.set else ""
    why = f": {one.reason}" if one.reason else ""
    told = Text(f"{one.verdict}{what} by {one.coder} on {one.date}{why}", "green" if verdict.in_force else "yellow")
    return told.append(f" ({verdict.outcome}{verdict.why and ': '}{verdict.why})" if not _plain(verdict) else "")


def _plain(verdict: Verdict) -> bool:
    return verdict.outcome is Outcome.APPLIED
