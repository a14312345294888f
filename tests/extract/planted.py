"""Texts written for the tests, each with the rows that a careful coder takes, and what the pipeline makes of them.

    python -m tests.extract.planted [NAME ...] [--brief] [--prune] [--articles]

NAME is the beginning of an item's path (`transfers/passive`); without it, all. Printed for each file: rows expected,
found and matched; for each failing item (unless --brief) its missing and extra rows and wrong fields; precision, recall
and F1 for each table. --prune takes the items that pass now out of known_gaps.yaml; nothing here adds one to it.

articles/ holds whole articles in the manner of those that analysts write, and passages in numbers by several hands, too
many to be right in everything: they are scored as documents are (test_articles.py holds the floors). Nobody who works
on the rules reads those of articles/unread/, which stand in for the documents that we do not have: of them --articles
prints the totals alone.

An item lists every row of all four tables. A field that it lists must be equal (null: must be empty); one that it does
not list is not looked at. `|` stands between values that are equally right, and between the parts of an interrupted
quote. `words` says, for some fields, within which words of the text the claim's span must lie.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from pipeline.extract import extract
from pipeline.read import read_text
from pipeline.resolve import resolve
from schemas import FACT_TABLES, TABLES
from tests.extract.alike import KEYS, Row, match, wrong

HERE = Path(__file__).parent
GAPS = HERE / "known_gaps.yaml"
PUBLISHED = "2020-06"


@dataclass(frozen=True)
class Item:
    path: str  # table/phenomenon/id, of a counterexample counterexamples/table/phenomenon/id
    text: str
    published: str
    rows: tuple[Row, ...]


@dataclass
class Outcome:
    """What came out of one item: counts by table, and every fault as a line."""

    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    matched: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        self.expected += other.expected
        self.found += other.found
        self.matched += other.matched


def load(folders: Iterable[str] = ("examples", "counterexamples")) -> list[Item]:
    """Every item of the folders, checked. Raises ValueError for one that is not well formed."""
    items = []
    for folder in folders:
        for file in sorted((HERE / folder).glob("*/*.yaml")):
            prefix = "/".join(([] if folder == "examples" else [folder]) + [file.parent.name, file.stem])
            items += [_item(prefix, entry) for entry in yaml.safe_load(file.read_text(encoding="utf-8"))]
    if doubles := [path for path, n in Counter(item.path for item in items).items() if n > 1]:
        raise ValueError(f"ids used twice: {doubles}")
    return items


def _item(prefix: str, entry: Row) -> Item:
    path = f"{prefix}/{entry['id']}"
    if unknown := set(entry) - {"id", "text", "published", "rows"}:
        raise ValueError(f"{path}: unknown keys {unknown}")
    if not path.startswith("articles/") and bool(entry["rows"]) == path.startswith("counterexamples/"):
        raise ValueError(f"{path}: a counterexample has no rows, an example has some")
    for row in entry["rows"]:
        table = TABLES[row["table"]]
        fields = {name: value for name, value in row.items() if name not in ("table", "words")}
        words = row.get("words", {})
        if unknown := (set(fields) | set(words)) - set(table.columns):
            raise ValueError(f"{path}: {table.name} has no {unknown}")
        known = {name: table.vocabulary(name) for name in fields}
        if wrong := [
            name
            for name, value in fields.items()
            if known[name] and set((value or known[name][0]).split("|")) - set(known[name])
        ]:
            raise ValueError(f"{path}: not in the vocabulary: {wrong}")
        if absent := [span for span in words.values() if span not in entry["text"]]:
            raise ValueError(f"{path}: not words of the text: {absent}")
        if table.name == "quotes" and any(part not in entry["text"] for part in fields["text"].split("|")):
            raise ValueError(f"{path}: not verbatim: {fields['text']}")
    return Item(path, entry["text"], str(entry.get("published", PUBLISHED)), tuple(entry["rows"]))


def run(item: Item) -> Outcome:
    """Read, extract and resolve the text, and set the rows against the item's."""
    document = read_text("example", item.text, item.published, "en")
    extracted = extract(document)
    resolved = resolve(extracted.mentions, extracted.claims)
    outcome = Outcome()
    for table in FACT_TABLES:
        wanted = [row for row in item.rows if row["table"] == table]
        found = resolved.tables[table]
        pairs = match(table, wanted, found)
        outcome.expected[table], outcome.found[table], outcome.matched[table] = len(wanted), len(found), len(pairs)
        outcome.faults += [f"missing {table}: {_brief(w)}" for i, w in enumerate(wanted) if i not in pairs]
        outcome.faults += [f"extra {table}: {_brief(f)}" for j, f in enumerate(found) if j not in pairs.values()]
        for i, j in pairs.items():
            record = found[j][TABLES[table].key]
            claims = [c for c in resolved.claims if c["table_name"] == table and c["record_id"] == record]
            outcome.faults += [f"{table} {_brief(wanted[i])}: {w}" for w in wrong(wanted[i], found[j])]
            outcome.faults += [f"{table} {_brief(wanted[i])}: {w}" for w in _misplaced(wanted[i], claims, item.text)]
    return outcome


def _misplaced(wanted: Row, claims: list[Row], text: str) -> list[str]:
    """The fields whose claim does not lie within the words that give them."""
    faults = []
    for name, words in wanted.get("words", {}).items():
        places = [(m.start(), m.end()) for m in re.finditer(re.escape(words), text)]
        spans = [(c["char_start"], c["char_end"]) for c in claims if c["field"] == name and c["char_start"] is not None]
        if not any(a <= start and end <= b for start, end in spans for a, b in places):
            faults.append(f"{name} is not claimed from {words!r} but from {[text[a:b] for a, b in spans]}")
    return faults


def _brief(row: Row) -> str:
    sides = [row.get(n) for n in ("supplier", "recipient", "participants", "parties", "speaker") if row.get(n)]
    label = next((str(row[n]) for n in KEYS.values() if row.get(n)), "")
    date = next((row[n] for n in ("date", "signed_date", "delivery_date", "order_date") if row.get(n)), "")
    return " ".join(str(part) for part in (repr(label[:70]), *sides, date) if part)


def known_gaps() -> list[str]:
    """Paths of the items that are known to fail."""
    return (yaml.safe_load(GAPS.read_text(encoding="utf-8")) or []) if GAPS.exists() else []


def write_gaps(paths: Iterable[str]) -> None:
    head = (
        "# Items of examples/ and counterexamples/ that fail today. The list shrinks as they are mended; an item that "
        "a mend costs is named in its commit.\n"
    )
    GAPS.write_text(head + "".join(f"- {path}\n" for path in sorted(paths)), encoding="utf-8")


def _attempt(item: Item) -> Outcome:
    """As `run`, but a crash is a fault among others: a report is of use in the midst of a change."""
    try:
        return run(item)
    except Exception as error:
        expected = Counter(row["table"] for row in item.rows)
        return Outcome(expected=expected, faults=[f"crash: {type(error).__name__}: {error}"])


def articles(read: bool) -> dict[str, Outcome]:
    """What becomes of each article of articles/read/, or of articles/unread/, by its path."""
    folder = f"articles/{'read' if read else 'unread'}/"
    return {item.path: _attempt(item) for item in load(["articles"]) if item.path.startswith(folder)}


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcomes as one."""
    total = Outcome()
    for outcome in outcomes:
        total.add(outcome)
    return total


def f1(outcome: Outcome, tables: Iterable[str] = FACT_TABLES) -> float:
    """The harmonic mean of precision and recall over rows of the tables."""
    expected, found, matched = (sum(c[t] for t in tables) for c in (outcome.expected, outcome.found, outcome.matched))
    return 2 * matched / ((expected + found) or 1)


def _score(outcome: Outcome, tables: Iterable[str] = FACT_TABLES) -> str:
    expected, found, matched = (sum(c[t] for t in tables) for c in (outcome.expected, outcome.found, outcome.matched))
    precision, recall = matched / (found or 1), matched / (expected or 1)
    counts = f"expected {expected:4} found {found:4} matched {matched:4}"
    return f"{counts}  P {precision:.3f} R {recall:.3f} F1 {f1(outcome, tables):.3f}"


def _print_totals(total: Outcome) -> None:
    for table in FACT_TABLES:
        print(f"{table:45} {_score(total, [table])}")
    print(f"{'all':45} {_score(total)}", end="")


def _print_articles(*, brief: bool) -> None:
    for read in (True, False):
        outcomes = articles(read)
        print(f"{len(outcomes)} articles and passages that {'may be' if read else 'nobody'} read{'' if read else 's'}")
        for path, outcome in outcomes.items() if read and not brief else ():
            print(f"{path:45} {_score(outcome)}")
            print("".join(f"      {fault}\n" for fault in outcome.faults), end="")
        _print_totals(together(outcomes.values()))
        print()


def main() -> None:
    """Print the report of the chosen items."""
    parser = argparse.ArgumentParser(description="What the pipeline makes of the planted texts.")
    parser.add_argument("names", nargs="*", help="beginning of an item's path, such as transfers/passive")
    parser.add_argument("--brief", action="store_true", help="scores alone, no faults")
    parser.add_argument("--prune", action="store_true", help="take what passes now out of known_gaps.yaml")
    parser.add_argument("--articles", action="store_true", help="the scores of the whole articles instead")
    options = parser.parse_args()
    if options.articles:
        _print_articles(brief=options.brief)
        return
    items = [i for i in load() if not options.names or i.path.startswith(tuple(options.names))]
    outcomes = {item.path: _attempt(item) for item in items}
    total = Outcome()
    for file in dict.fromkeys(path.rpartition("/")[0] for path in outcomes):
        here = {path: outcome for path, outcome in outcomes.items() if path.rpartition("/")[0] == file}
        sum_here = together(here.values())
        total.add(sum_here)
        passed = sum(not outcome.faults for outcome in here.values())
        print(f"{file:45} {_score(sum_here)}  items {passed}/{len(here)}")
        for path, outcome in here.items():
            if outcome.faults and not options.brief:
                print(f"  {path.rpartition('/')[2]}")
                print("".join(f"      {fault}\n" for fault in outcome.faults), end="")
    _print_totals(total)
    print(f"  items {sum(not outcome.faults for outcome in outcomes.values())}/{len(items)}")
    if options.prune:
        write_gaps(path for path in known_gaps() if path not in outcomes or outcomes[path].faults)


if __name__ == "__main__":
    main()
