"""Records on the terminal, each beside the words that gave it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from pipeline.resolve.words import counted
from schemas.vocabulary import record_key

# Columns that say how a row came about, which its passages show already.
_HIDDEN = {"n_sources", "n_mentions", "source_ids", "review_status", "date_start", "date_end", "sino_russian"}
_EMPTY: tuple[Any, ...] = (None, [], False)


class Finding(NamedTuple):
    """A record of table `table` and the passages that state it."""

    table: str
    row: Mapping[str, Any]
    passages: Sequence[str]


def show(findings: Sequence[Finding], issues: Sequence[Mapping[str, Any]]) -> None:
    """Print every record with its fields and passages, then what was passed over."""
    console = Console(highlight=False)
    for finding in findings:
        key = record_key(finding.table)
        console.print(Text.assemble((finding.table, "cyan"), "  ", (finding.row[key], "bold")))
        hidden = {key, *_HIDDEN}
        stated = [(name, value) for name, value in finding.row.items() if name not in hidden and value not in _EMPTY]
        console.print(Padding(Text("  ".join(f"{name}={_plain(value)}" for name, value in stated)), (0, 0, 0, 4)))
        for passage in finding.passages:
            console.print(Padding(Text(f"“{' '.join(passage.split())}”", "italic green"), (0, 0, 0, 4)))
    show_issues(console, counted(len(findings), "row"), issues)


def show_issues(console: Console, found: str, issues: Sequence[Mapping[str, Any]]) -> None:
    """Print what was found, as a count, and every passage that was passed over."""
    passed = counted(len(issues), "passage")
    console.print(
        f"{found}, and {passed} that looked like a row and gave none, or fewer than they seemed to:"
        if issues
        else found
    )
    for issue in issues:
        line = Text.assemble((f"{issue['reason']} ", "yellow"), " ".join(issue["passage"].split()))
        console.print(Padding(line, (0, 0, 0, 4)))


def _plain(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:,.12g}"
    return ", ".join(map(str, value)) if isinstance(value, Iterable) and not isinstance(value, str) else str(value)
