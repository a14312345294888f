"""`entente build`: the job that Dagster's page shows, run in this process."""

from __future__ import annotations

import logging
import os
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
from rich import box
from rich.console import Console
from rich.status import Status
from rich.table import Table
from rich.text import Text

from pipeline.resolve.words import counted
from schemas.vocabulary import FACT_TABLES

HOME = Path(__file__).resolve().parents[2] / ".dagster"
_COUNTED = ("mentions", "issues")
_HEADS = {  # in two lines, so that all columns, and a source beside them, are seen in 80 characters
    "transfers": "trans-\nfers",
    "exercises": "exer-\ncises",
    "agreements": "agree-\nments",
    "mentions": "men-\ntions",
}
_PIPED_WIDTH = 160  # in a file or a log, no cell need be cut


class Unfit(Exception):
    """A folder that a build needs cannot be used; the message is one line, names it and says what to do."""


class Narrator(logging.Handler):
    """Tells what the stages log: progress in a line that is written over, warnings and errors in lines that stay."""

    def __init__(self, console: Console, status: Status) -> None:
        super().__init__(logging.INFO)
        self.console = console
        self.status = status
        self.errors = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Print one record."""
        message = record.getMessage()
        if record.levelno >= logging.ERROR:
            self.errors += 1
            self.console.print(f"error: {message}", style="red", markup=False, highlight=False, soft_wrap=True)
        elif record.levelno >= logging.WARNING:
            self.console.print(message, style="yellow", markup=False, highlight=False, soft_wrap=True)
        elif self.console.is_terminal:
            self.status.update(message)
        else:
            self.console.print(message, markup=False, highlight=False, soft_wrap=True)


def build(raw: Path, outputs: Path, allow_loss: Sequence[str] = ()) -> int:
    """Make a release and tell how it went; the exit code."""
    _check_names(allow_loss)
    started = time.monotonic()
    console = Console(stderr=True)
    with console.status("starting") as status:
        narrator = Narrator(console, status)
        log = logging.getLogger("entente")
        log.addHandler(narrator)
        log.setLevel(logging.INFO)
        try:
            outcomes = _run(raw, outputs, allow_loss)
        except Exception as error:
            log.error("%s", _one_line(error))
            outcomes = None
        finally:
            log.removeHandler(narrator)
    if outcomes is None:
        console.print(f"nothing was published; {outputs} is as it was", highlight=False)
        return 1
    _summary(outcomes, outputs, time.monotonic() - started)
    return 1 if narrator.errors else 0


def _check_names(allow_loss: Sequence[str]) -> None:
    """Raise UsageError where a name is misspelt, which would allow nothing."""
    from pipeline.refresh.bounds import names

    if unknown := [name for name in allow_loss if name not in names()]:
        raise click.UsageError(
            f"--allow-loss {unknown[0]}: no bound has that name; give a table ({', '.join((*FACT_TABLES, *_COUNTED))}) "
            "or a column of the first four, such as transfers.status"
        )


def _run(raw: Path, outputs: Path, allow_loss: Sequence[str]) -> dict[str, str] | None:
    """Run the job on the project's own Dagster instance, so that its page shows the run.

    Gives what was done with each source, or None where a check, which has told why, stopped the release.
    """
    home = _home()
    _check_outputs(outputs)

    import dagster as dg

    from pipeline.definitions import defs

    workspace = {"raw": str(raw), "outputs": str(outputs), "allow_loss": list(allow_loss)}
    config = {
        "resources": {"workspace": {"config": workspace}},
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }
    with dg.DagsterInstance.from_config(str(home)) as instance:
        job = defs.resolve_job_def("refresh")
        try:
            result = job.execute_in_process(run_config=config, instance=instance)
        except dg.DagsterError as error:
            if type(error).__name__ != "DagsterAssetCheckFailedError":  # the class is not public
                raise
            return None
        return {source.source_id: f"{source.outcome}: {source.why}" for source in result.asset_value("outcomes")}


def _home() -> Path:
    """The folder where Dagster keeps its runs: that of the environment, or the project's own with its settings."""
    named = os.environ.get("DAGSTER_HOME")
    if named:
        if not Path(named).is_dir():
            raise Unfit(f"{named}: no such folder, though DAGSTER_HOME names it; make it, or unset DAGSTER_HOME")
        return Path(named)
    if not (HOME / "dagster.yaml").is_file():
        raise Unfit(f"{HOME / 'dagster.yaml'}: no such file; bring it back with 'git checkout .dagster'")
    return HOME


def _check_outputs(outputs: Path) -> None:
    """Raise Unfit where the release could not be written, before anything is read."""
    there = next(path for path in (outputs, *outputs.parents) if os.path.lexists(path))
    if not there.is_dir():
        raise Unfit(f"{there}: is no folder; move it away, or name another with --outputs")
    if not os.access(there, os.W_OK | os.X_OK):
        raise Unfit(f"{there}: nothing can be written there; allow it, or name another folder with --outputs")


def _one_line(error: Exception) -> str:
    known = type(error).__module__.startswith("pipeline.")
    message = " ".join(str(error).split())
    return message if known else f"{type(error).__name__}: {message}"


def _summary(outcomes: dict[str, str], outputs: Path, seconds: float) -> None:
    """A table of the sources, what was done with each, and the rows that each gives.

    Records that several state are counted once below, mentions that a coder rejected not at all.
    """
    from pipeline.publish.release import last_release

    release = last_release(outputs)
    counts = {name: Counter(source for row in release[name] for source in row["source_ids"]) for name in FACT_TABLES}
    told = {name: [row for row in release[name] if row.get("accepted", True)] for name in _COUNTED}
    counts |= {name: Counter(row["source_id"] for row in rows) for name, rows in told.items()}
    table = Table(show_footer=True, header_style="bold", footer_style="bold", box=box.SIMPLE)
    table.add_column("source", f"{counted(len(outcomes), 'source')} in {seconds:.1f} s", overflow="fold")
    for name in counts:
        total = str(len(told.get(name, release[name])))
        table.add_column(_HEADS.get(name, name), total, justify="right", vertical="bottom")
    for source_id, outcome in outcomes.items():
        done = Text.assemble(source_id, "\n", (outcome, "dim"))
        table.add_row(done, *(str(counts[name][source_id]) for name in counts))
    console = Console()
    if not console.is_terminal:
        console.width = _PIPED_WIDTH
    console.print(table)
