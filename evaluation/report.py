"""The figures on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from evaluation.build import Built
from evaluation.findings import Rule, Silence, passages
from evaluation.gold import LABEL, Gold
from evaluation.match import Row
from evaluation.score import Score, Verdict, mean_over_documents, score
from schemas.vocabulary import FACT_TABLES

_WORDS_SHOWN = 110  # characters of a passage
_PIPED_WIDTH = 160
_PARTIES = ("supplier", "recipient", "participants", "parties", "speaker")


class Report:
    """Prints to the terminal, or in full width to a file."""

    def __init__(self) -> None:
        self.console = Console(highlight=False)
        if not self.console.is_terminal:
            self.console.width = _PIPED_WIDTH

    def scores(self, title: str, verdicts: Sequence[Verdict]) -> None:
        """Each table, all rows, and the Russian-Chinese ones; and the mean over documents."""
        table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE)
        table.add_column("rows of")
        for name in ("P", "R", "F1", "right", "added", "missed", "fields R", "fields P"):
            table.add_column(name, justify="right")
        for name in FACT_TABLES:
            table.add_row(name, *_figures(score(v for v in verdicts if v.table == name)))
        table.add_section()
        table.add_row("all", *_figures(score(verdicts)), style="bold")
        table.add_row("ru-cn", *_figures(score(v for v in verdicts if v.sino_russian)))
        self.console.print(table)
        self.console.print(f"   mean F1 over documents {mean_over_documents(verdicts):.3f}")

    def documents(self, builds: Sequence[Built], verdicts: Sequence[Verdict]) -> None:
        """Each document on its own."""
        table = Table(box=box.SIMPLE)
        table.add_column("document")
        for name in ("F1", "right", "added", "missed", "fields R", "fields P"):
            table.add_column(name, justify="right")
        for built in builds:
            name = built.case.source_id
            figures = _figures(score(v for v in verdicts if v.source_id == name))
            table.add_row(f"{name}{' (blind)' if built.case.blind else ''}", *figures[2:])
        self.console.print(table)

    def by_field(self, verdicts: Sequence[Verdict]) -> None:
        """Of each field, how many of the coders' values are right."""
        for name in FACT_TABLES:
            fields = score(v for v in verdicts if v.table == name).by_field
            told = ", ".join(f"{field} {right}/{stated}" for field, (right, stated) in fields.items())
            self.console.print(Padding(Text.assemble((f"{name} ", "cyan"), told), (0, 0, 0, 3)))

    def passages(self, right: int, mentions: int, found: Score) -> None:
        """Whether every passage is the one hashed, and stands where the coders found the row."""
        self.console.print(
            f"\npassages: the hash is right of {right} of {mentions} mentions; "
            f"{found.grounded} of {found.right} right rows have a mention on the coders' lines "
            f"({found.on_gold_lines:.3f})"
        )

    def silence(self, found: Silence) -> None:
        """Nothing in silence, no noise."""
        reasons = Counter(reason for _, reason in found.doubted)
        told = ", ".join(f"{reason} {n}" for reason, n in reasons.most_common())
        taken = len({id(gold) for gold, _ in found.taken})
        self.console.print(
            f"missed rows: {found.missed}, of which {found.missed_with_issue} have an issue on the passage\n"
            f"negatives: {found.negatives}, of which {taken} are a row; issues on them: {told or 'none'}\n"
            f"issues: {found.issues} on {found.rows} rows ({found.issues / max(1, found.rows):.2f} a row)"
        )

    def rules(self, found: Sequence[Rule], before: Score, after: Score, documents: int) -> None:
        """In how many documents each rule fires, and what the lonely ones are worth."""
        table = Table(box=box.SIMPLE)
        table.add_column("rule")
        table.add_column(f"documents of {documents}", justify="right")
        table.add_column("mentions", justify="right")
        for rule in found:
            table.add_row(rule.method, str(len(rule.documents)), str(rule.mentions))
        self.console.print(table)
        lonely = sum(len(rule.documents) == 1 for rule in found)
        self.console.print(
            f"   F1 {before.f1:.3f}; without the {lonely} rules that fire in one document alone {after.f1:.3f}"
        )

    def faults(self, builds: Sequence[Built], verdicts: Sequence[Verdict]) -> None:
        """What was missed (-), wrongly added (+), and wrong in a field (~), document by document."""
        for built in builds:
            found = [v for v in verdicts if v.source_id == built.case.source_id]
            lines = [line for verdict in found for line in _faults(built, verdict)]
            if lines:
                self.console.print(f"\n{built.case.source_id}", style="bold")
            for mark, style, line in lines:
                self.console.print(Padding(Text.assemble((f"{mark} ", style), line), (0, 0, 0, 3)))

    def reasons(self, builds: Sequence[Built], found: Silence) -> None:
        """The negatives that are a row or have an issue, beside the coder's note, for a reader to judge."""
        texts = {built.case.source_id: built.case.text for built in builds}
        self.console.print("\nnegatives", style="bold")
        for gold, row in found.taken:
            line = f"{gold.table}: a row, {row[LABEL[gold.table]]!r}"
            self._negative(gold, line, "red", texts)
        for gold, reason in found.doubted:
            self._negative(gold, f"{gold.table}: {reason}", "yellow", texts)

    def _negative(self, gold: Gold, line: str, style: str, texts: dict[str, str]) -> None:
        words = Text.assemble((line, style), f"  {_words(gold, texts[gold.source_id])}  ", (gold.note, "dim"))
        self.console.print(Padding(words, (0, 0, 0, 3)))


def _figures(found: Score) -> list[str]:
    return [
        *(f"{value:.3f}" for value in (found.precision, found.recall, found.f1)),
        *(str(count) for count in (found.right, found.added, found.missed)),
        *(f"{value:.3f}" for value in (found.fields_recall, found.fields_precision)),
    ]


def _faults(built: Built, verdict: Verdict) -> list[tuple[str, str, str]]:
    """The lines that tell a verdict: mark, style, words."""
    row, gold = verdict.row, verdict.gold
    if gold and not row:
        where = f"line {gold.lines[0]}: {_words(gold, built.case.text)}"
        return [("-", "red", f"{verdict.table} {_called(verdict.table, gold.fields)}  {where}")]
    if row and not gold:
        words = next(iter(passages(built, verdict.table, row)), "")
        return [("+", "red", f"{verdict.table} {_called(verdict.table, row)}  {words[:_WORDS_SHOWN]}")]
    if not row or not gold:
        return []
    label = _short(row[LABEL[verdict.table]])
    lines = []
    for name, state in verdict.states.items():
        if state != "right":
            coded = " or ".join(str(value) for value in gold.allowed(name)) or "none"
            lines.append(("~", "yellow", f"{verdict.table} {label}: {name} is {row[name]}, coded {coded}"))
    if not verdict.grounded:
        lines.append(("@", "yellow", f"{verdict.table} {label}: no mention on the coder's lines"))
    return lines


def _called(table: str, row: Row) -> str:
    parties = "-".join(str(row[name]) for name in _PARTIES if row.get(name))
    date = row.get("date") or row.get("signed_date") or row.get("order_date") or row.get("delivery_date") or ""
    return " ".join(part for part in (_short(row.get(LABEL[table])), parties, date) if part)


def _short(label: object) -> str:
    return f"“{str(label)[:60]}”"


def _words(gold: Gold, text: str) -> str:
    return " ".join(text[gold.start : gold.end].split())[:_WORDS_SHOWN]
