"""What the scores do not say: whether anything was dropped in silence, and which rules a single document needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from evaluation.build import Built, without_methods
from evaluation.gold import LABEL, Gold
from evaluation.match import Row
from evaluation.score import Verdict, judge
from schemas.vocabulary import record_key


class Silence(NamedTuple):
    """What became of the coders' rows that were missed, and of the passages that they say are no rows."""

    missed: int
    missed_with_issue: int  # of the same table, on the coder's words
    negatives: int
    taken: list[tuple[Gold, Row]]  # negatives that are a row, wrongly added
    doubted: list[tuple[Gold, str]]  # negatives that have an issue, with its reason
    issues: int
    rows: int


class Rule(NamedTuple):
    """A rule (`mentions.method`), the number of its mentions, and the documents in which it fires."""

    method: str
    mentions: int
    documents: frozenset[str]


def silence(builds: Sequence[Built], verdicts: Sequence[Verdict]) -> Silence:
    """Look at every missed row and every negative of the documents."""
    of_document: defaultdict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        of_document[verdict.source_id].append(verdict)
    missed, missed_with_issue = 0, 0
    taken: list[tuple[Gold, Row]] = []
    doubted: list[tuple[Gold, str]] = []
    for built in builds:
        found = of_document[built.case.source_id]
        issues = built.rows["issues"]
        for gold in (v.gold for v in found if v.gold and not v.row):
            missed += 1
            missed_with_issue += any(_touches(issue, gold) for issue in issues)
        negatives = [gold for gold in built.case.gold if gold.negative]
        added = [(v.row, _names(built, v)) for v in found if v.row and not v.gold]
        for gold in negatives:
            taken += [(gold, row) for row, names in added if any(_touches(name, gold) for name in names)]
            doubted += [(gold, reason) for reason in sorted({i["reason"] for i in issues if _touches(i, gold)})]
    return Silence(
        missed=missed,
        missed_with_issue=missed_with_issue,
        negatives=sum(gold.negative for built in builds for gold in built.case.gold),
        taken=taken,
        doubted=doubted,
        issues=sum(len(built.rows["issues"]) for built in builds),
        rows=sum(len(built.rows[table]) for built in builds for table in LABEL),
    )


def rules(builds: Iterable[Built]) -> list[Rule]:
    """Every rule that fired, the commonest first."""
    mentions: Counter[str] = Counter()
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for built in builds:
        for mention in built.rows["mentions"]:
            mentions[mention["method"]] += 1
            documents[mention["method"]].add(built.case.source_id)
    found = [Rule(method, mentions[method], frozenset(documents[method])) for method in mentions]
    return sorted(found, key=lambda rule: (-len(rule.documents), -rule.mentions, rule.method))


def without_lonely_rules(builds: Iterable[Built], found: Iterable[Rule]) -> list[Verdict]:
    """The verdicts, had the rules that fire in one document alone found nothing."""
    lonely = {rule.method for rule in found if len(rule.documents) == 1}
    verdicts = []
    for built in builds:
        methods = {mention["method"] for mention in built.rows["mentions"]}
        rows = without_methods(built, lonely) if lonely & methods else built.rows
        verdicts += judge(built.case.source_id, built.case.text, rows, built.case.gold)
    return verdicts


def passages(built: Built, table: str, row: Row) -> list[str]:
    """The words of the mentions of a row, white space folded."""
    key = row[record_key(table)]
    mentions = [m for m in built.rows["mentions"] if (m["table_name"], m["record_id"]) == (table, key)]
    return [" ".join(built.case.text[m["char_start"] : m["char_end"]].split()) for m in mentions]


def _names(built: Built, verdict: Verdict) -> list[Row]:
    """The claims that gave an added row its name, which has a place; a passage may hold more than one thing."""
    row = verdict.row or {}
    key = row[record_key(verdict.table)]
    return [
        claim
        for claim in built.rows["claims"]
        if (claim["table_name"], claim["record_id"], claim["field"]) == (verdict.table, key, LABEL[verdict.table])
    ]


def _touches(found: Row, gold: Gold) -> bool:
    """Whether an issue or a claim is of the table of a gold row, and has words of its evidence."""
    if found["table_name"] != gold.table or found["char_start"] is None:
        return False
    return bool(found["char_start"] < gold.end and gold.start < found["char_end"])
