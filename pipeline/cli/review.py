"""`entente review`: the walk, and what is asked of decisions without it."""

from __future__ import annotations

import datetime as dt
import getpass
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.table import Table

from pipeline.cli.sources import document_of_release, release_in
from pipeline.cli.walk import Walk
from pipeline.read import Document
from pipeline.resolve.words import counted
from pipeline.review.agenda import Agenda, agenda
from pipeline.review.decisions import CODER
from pipeline.review.draft import drafts, undrafted
from pipeline.review.file import REVIEW_NAME, load_review
from pipeline.review.place import Outcome
from pipeline.review.reviewed import Verdict

Release = Mapping[str, Sequence[dict[str, Any]]]

_PLAIN_WAY = "entente review SOURCE --draft prints decisions to edit"
_PIPED_WIDTH = 160
_ID_WIDTH = 26  # what is left for identifiers in 80 columns


def walk(source_id: str | None, raw: Path, outputs: Path, coder: str | None, everything: bool) -> None:
    """Go through the rows and issues of a source."""
    if not _at_terminal():
        raise click.ClickException(f"this is no terminal, and no key can be pressed; {_PLAIN_WAY}")
    coder = _coder(coder)
    release = release_in(outputs)
    console = Console(highlight=False)
    found = _readable(source_id, raw, release, outputs)
    if found is None:
        console.print("everything is decided; 'entente review SOURCE --all' shows it again")
        return
    source_id, document = found
    left = [item for item in agenda(source_id, raw, release, document).items if everything or not item.decided]
    if not left:
        console.print(f"{source_id}: everything is decided; --all shows it again")
        return
    Walk(console, source_id, raw, release, document, coder).run(everything)


def draft(source_id: str | None, raw: Path, outputs: Path, coder: str | None) -> None:
    """Print a decision for everything undecided in a source."""
    if source_id is None:
        raise click.UsageError("--draft needs a SOURCE")
    coder = _coder(coder)
    release = release_in(outputs)
    document, why_not = document_of_release(_source(source_id, release, outputs), raw)
    what = agenda(source_id, raw, release, document)
    click.echo("\n".join(drafts(what, document, coder, dt.date.today().isoformat())), nl=False)
    if left_out := undrafted(what.items, document):
        many = f"{left_out} issues are left out, since their passages"
        told = "1 issue is left out, since its passage" if left_out == 1 else many
        click.echo(f"{told} cannot be pinned: {why_not}", err=True)


def check(source_id: str | None, raw: Path, outputs: Path) -> int:
    """Tell what is wrong in the files of decisions, and which decisions should be looked at; the exit code."""
    release = release_in(outputs)
    published = {source["source_id"]: source for source in release["sources"]}
    names = [source_id] if source_id else sorted(path.parent.name for path in raw.glob(f"*/{REVIEW_NAME}"))
    if source_id and source_id not in published and not (raw / source_id / REVIEW_NAME).exists():
        _source(source_id, release, outputs)
    wrong = to_look_at = 0
    for name in names:
        verdicts: Sequence[Verdict] = ()
        review = load_review(raw / name / REVIEW_NAME)
        if name in published:
            document, _ = document_of_release(published[name], raw)
            found = agenda(name, raw, release, document)
            verdicts = found.told()
        for line in [*review.errors, *(str(v) for v in verdicts if v.outcome is Outcome.REFUSED)]:
            wrong += 1
            click.echo(f"error: {line}", err=True)
        for verdict in verdicts:
            if verdict.outcome is not Outcome.REFUSED:
                to_look_at += 1
                click.echo(str(verdict))
    if not wrong:
        told = f"{to_look_at} to look at" if to_look_at else "nothing wrong in them"
        click.echo(f"{counted(len(names), 'file')} of decisions, {told}")
    return 1 if wrong else 0


def status(raw: Path, outputs: Path) -> None:
    """Print how much is decided, source by source."""
    release = release_in(outputs)
    table = Table(show_footer=True, header_style="bold", footer_style="bold", box=box.SIMPLE)
    table.add_column("source", counted(len(release["sources"]), "source"), overflow="fold", min_width=_ID_WIDTH)
    found = []
    for source in sorted(release["sources"], key=lambda source: str(source["source_id"])):
        document, _ = document_of_release(source, raw)
        found.append(agenda(source["source_id"], raw, release, document))
    lines = [_line(one) for one in found]
    total = [sum(line[n] for line in lines) for n in range(7)]
    heads = ("rows", "issues", "add", "corr.", "rej.")
    for head, foot in zip(heads, _cells(total), strict=True):
        table.add_column(head, foot, justify="right")
    table.add_column("to look at", overflow="fold")
    for one, line in zip(found, lines, strict=True):
        table.add_row(one.source_id, *_cells(line), _to_look_at(one))
    console = Console()
    if not console.is_terminal:
        console.width = _PIPED_WIDTH
    console.print(table)


def _line(one: Agenda) -> list[int]:
    made = one.decisions()
    return [*one.count(issues=False), *one.count(issues=True), made["add"], made["correct"], made["reject"]]


def _cells(line: Sequence[int]) -> list[str]:
    rows, of_rows, issues, of_issues, *rest = line
    return [f"{rows}/{of_rows}", f"{issues}/{of_issues}", *map(str, rest)]


def _to_look_at(one: Agenda) -> str:
    counts = Counter(str(verdict.outcome) for verdict in one.told())
    counts["wrong"] = len(one.review.errors)
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _coder(name: str | None) -> str:
    """The coder that was named, or else the user of this machine, who may have no name there."""
    if name is None:
        with suppress(OSError, KeyError, ImportError):  # KeyError and ImportError before Python 3.13
            name = getpass.getuser()
    if not name or not CODER.fullmatch(name):
        raise click.UsageError("say who decides with --coder: initials or a handle, letters, digits, - _ and .")
    return name


def _source(source_id: str, release: Release, outputs: Path) -> Mapping[str, Any]:
    found = next((source for source in release["sources"] if source["source_id"] == source_id), None)
    if found is None:
        raise click.ClickException(f"{outputs}: no source '{source_id}' there; 'entente review --status' lists them")
    return found


def _readable(source_id: str | None, raw: Path, release: Release, outputs: Path) -> tuple[str, Document] | None:
    """The source that was asked for, or the first with something undecided, and its document; None if there is none."""
    if source_id is not None:
        document, why_not = document_of_release(_source(source_id, release, outputs), raw)
        if document is None:
            raise click.ClickException(f"{source_id}: no passage can be shown: {why_not}")
        return source_id, document
    why_not = ""
    for source in sorted(release["sources"], key=lambda source: str(source["source_id"])):
        name = str(source["source_id"])
        document, missing = document_of_release(source, raw)
        if all(item.decided for item in agenda(name, raw, release, document).items):
            continue
        if document is not None:
            return name, document
        why_not = f"{name}: no passage can be shown: {missing}"
    if why_not:
        raise click.ClickException(why_not)
    return None
