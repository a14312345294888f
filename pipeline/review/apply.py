"""Decisions and the machine's rows become reviewed rows, and a report of what became of each decision.

What the machine found stays as it found it: a mention that is rejected stays and is not accepted, a value that is
corrected stays and is withdrawn, and the coder's own rows bear a mark by which they are told from the machine's.
Applying is therefore done anew in every build, and a decision that is taken back leaves no trace.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.extract.drafts import LABEL, as_text, short_hash
from pipeline.resolve.values import order, reader
from pipeline.review.decisions import ACCEPT, ADD, CORRECT, REJECT, Values
from pipeline.review.place import Outcome, Placed
from pipeline.review.reviewed import IN_FORCE, MARK, Reviewed, Row, Verdict
from pipeline.review.values import TOO_MANY_WORDS, Span, Words, clash, span_of

_METHOD = "review:"
_SIDES = ("supplier", "recipient", "participants", "parties", "speaker")
_FOUND = "the machine finds it by itself; remove the decision"

Ruling = tuple[Outcome, str]  # what became of a decision on a row, and why


def apply(
    mentions: Iterable[Row], claims: Iterable[Row], issues: Iterable[Row], decisions: Sequence[Placed]
) -> Reviewed:
    """Apply the decisions to the machine's rows. An `add` comes last, since it asks what else there is."""
    desk = _Desk(mentions, claims, issues)
    report = {id(placed): desk.decide(placed) for placed in sorted(decisions, key=_is_add)}
    rows = [mention.row for mention in desk.mentions]
    return Reviewed(rows, desk.claims, desk.issues, [report[id(placed)] for placed in decisions])


def _is_add(placed: Placed) -> bool:
    return placed.decision.verdict == ADD


@dataclass
class Mention:
    """A mention's row, what it says, field to value, and the claims of that, field to row."""

    row: Row
    said: Row = field(default_factory=dict)
    claims: dict[str, Row] = field(default_factory=dict)


def _with_claims(mentions: Iterable[Row], claims: Iterable[Row]) -> list[Mention]:
    """The mentions in the order of source and place."""
    found = {row["mention_id"]: Mention(dict(row)) for row in sorted(mentions, key=order)}
    for claim in claims:
        mention, value = found[claim["mention_id"]], reader(claim["table_name"], claim["field"])(claim["value"])
        mention.said[claim["field"]] = list(value) if isinstance(value, tuple) else value
        mention.claims[claim["field"]] = claim
    return list(found.values())


class _Desk:
    """The rows while decisions are applied to them. What a mention says is what the machine says, all the while."""

    def __init__(self, mentions: Iterable[Row], claims: Iterable[Row], issues: Iterable[Row]) -> None:
        self.claims = [dict(row) for row in claims]
        self.issues = [dict(row) for row in issues]
        self.mentions = _with_claims(mentions, self.claims)
        self._there: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            self._there[mention.row["source_id"], mention.row["table_name"]].append(mention)
        self._decided: defaultdict[str, list[Placed]] = defaultdict(list)  # by the identifier of what is decided on

    def decide(self, placed: Placed) -> Verdict:
        """Apply one decision."""
        if placed.problem:
            return Verdict(placed, placed.problem, placed.why)
        if placed.decision.verdict == ADD:
            return self._add(placed)
        if placed.decision.issue:
            return self._on_issue(placed)
        found = [m for m in self._here(placed) if _says_all(m, placed.decision.row or {})]
        if len(found) > 1:
            return Verdict(placed, Outcome.REFUSED, f"{len(found)} rows there are as it says; say more in 'row'")
        if not found:
            return self._missing(placed)
        row_id = found[0].row["mention_id"]
        if other := self._against(row_id, placed):
            return Verdict(placed, Outcome.REFUSED, f"it contradicts {other.decision}, which stands", (row_id,))
        on_row = {ACCEPT: self._accept, REJECT: self._reject, CORRECT: self._correct}[placed.decision.verdict]
        outcome, why = on_row(placed, found[0])
        if outcome in IN_FORCE:
            self._decided[row_id].append(placed)
        return Verdict(placed, outcome, why, (row_id,))

    def _here(self, placed: Placed) -> list[Mention]:
        """The machine's mentions of the decision's table on its very passage."""
        there = self._there[placed.source_id, placed.decision.table]
        return [m for m in there if span_of(m.row) == placed.decision.at]

    def _against(self, row_id: str, placed: Placed) -> Placed | None:
        """An earlier decision on the same thing that cannot hold together with this one."""
        return next((other for other in self._decided[row_id] if not _together(other, placed)), None)

    def _missing(self, placed: Placed) -> Verdict:
        """What it means that the machine does not give the row."""
        decision, row = placed.decision, placed.decision.row or {}
        if decision.verdict == REJECT:
            return Verdict(placed, Outcome.DONE, "the machine gives the row no more; remove the decision")
        if decision.verdict == CORRECT:
            found = [m for m in self._here(placed) if _says_all(m, {**row, **placed.values})]
        else:
            same = {name: value for name, value in row.items() if name in (LABEL[decision.table], *_SIDES)}
            found = [m for m in self._here(placed) if same and _says_all(m, same)]
        if len(found) != 1:
            return Verdict(placed, Outcome.LOST, "the machine gives no row there that is as it says")
        on = (found[0].row["mention_id"],)
        if decision.verdict == ACCEPT:
            return Verdict(placed, Outcome.CHANGED, _differences(found[0], row), on)
        _review(found[0])
        return Verdict(placed, Outcome.DONE, _FOUND, on)

    def _accept(self, placed: Placed, mention: Mention) -> Ruling:
        if other := _differences(mention, placed.decision.expects):
            return Outcome.CHANGED, other
        _review(mention)
        return Outcome.APPLIED, ""

    def _reject(self, placed: Placed, mention: Mention) -> Ruling:
        mention.row["accepted"] = False
        other = _differences(mention, placed.decision.expects)
        return (Outcome.UNEXPECTED, other) if other else (Outcome.APPLIED, "")

    def _correct(self, placed: Placed, mention: Mention) -> Ruling:
        wrong = {name: value for name, value in placed.values.items() if not _says(mention, name, value)}
        if not wrong:
            _review(mention)
            return Outcome.DONE, _FOUND
        before = [other for other in self._decided[mention.row["mention_id"]] if other.decision.verdict == CORRECT]
        corrected = {name: value for one in (*before, placed) for name, value in one.values.items()}
        if broken := clash(mention.row["table_name"], mention.said | corrected):
            return Outcome.REFUSED, f"with it the row would fail the check {broken}"
        for name in wrong.keys() - {name for other in before for name in other.values}:
            if name in mention.claims:
                mention.claims[name]["withdrawn"] = True
            self._claim(mention.row, placed, name)
        _review(mention)
        found = placed.values.keys() - wrong.keys()
        other = _differences(mention, {n: value for n, value in placed.decision.expects.items() if n not in found})
        return (Outcome.UNEXPECTED, other) if other else (Outcome.APPLIED, "")

    def _add(self, placed: Placed) -> Verdict:
        """Add the coder's row, unless the machine gives it too."""
        decision, values = placed.decision, {name: value for name, value in placed.values.items() if value is not None}
        if broken := clash(decision.table, values):
            return Verdict(placed, Outcome.REFUSED, f"the row fails the check {broken}")
        said = (f"{name}={as_text(value)}" for name, value in sorted(values.items()))
        start, end = decision.at
        row_id = f"{placed.source_id}:{decision.table}:{start}{MARK}{short_hash(end, *said)}"
        if other := next(iter(self._decided[row_id]), None):
            return Verdict(placed, Outcome.REFUSED, f"{other.decision} adds the same row", (row_id,))
        answered = self._answer_issues(placed)
        if found := next((m for m in self._near(placed) if _says_all(m, values)), None):
            _review(found)
            return Verdict(placed, Outcome.DONE, _FOUND, (found.row["mention_id"], *answered))
        self._decided[row_id].append(placed)
        row = _coded(placed, row_id)
        self.mentions.append(Mention(row))
        for name in values:
            self._claim(row, placed, name)
        return Verdict(placed, Outcome.APPLIED, rows=(row_id, *answered))

    def _near(self, placed: Placed) -> list[Mention]:
        """The machine's mentions that share words with the passage, but for those a coder rejected or corrected."""
        start, end = placed.decision.at
        there = self._there[placed.source_id, placed.decision.table]
        near = [m for m in there if m.row["char_start"] < end and start < m.row["char_end"]]
        return [m for m in near if all(p.decision.verdict == ACCEPT for p in self._decided[m.row["mention_id"]])]

    def _on_issue(self, placed: Placed) -> Verdict:
        found = self._issues(placed, placed.decision.table)
        on = tuple(issue["issue_id"] for issue in found)
        if not found:
            return Verdict(placed, Outcome.DONE, "there is no such issue on the passage any more; remove the decision")
        if other := next((other for issue_id in on if (other := self._against(issue_id, placed))), None):
            return Verdict(placed, Outcome.REFUSED, f"it contradicts {other.decision}, which stands", on)
        for issue in found:
            issue["review_status"] = "reviewed"
            self._decided[issue["issue_id"]].append(placed)
        return Verdict(placed, Outcome.APPLIED, rows=on)

    def _answer_issues(self, placed: Placed) -> list[str]:
        """The issues that a row was added for: of the reason that the decision names, else those of its table."""
        named = placed.decision.issue is not None
        found = self._issues(placed, None if named else placed.decision.table)
        for issue in found:
            issue["review_status"] = "reviewed"
        return [issue["issue_id"] for issue in found]

    def _issues(self, placed: Placed, table: str | None) -> list[Row]:
        """Issues of the source on the very passage, of the table and of the reason where these are given."""
        decision = placed.decision
        here = [i for i in self.issues if i["source_id"] == placed.source_id and span_of(i) == decision.at]
        of_reason = [i for i in here if decision.issue in (None, i["reason"])]
        return [i for i in of_reason if table in (None, i["table_name"])]

    def _claim(self, mention: Row, placed: Placed, name: str) -> None:
        """The coder's value as a claim of the mention; a null gives none."""
        if placed.values[name] is None:
            return
        start, end = _words(placed, name)
        shared = {key: mention[key] for key in ("mention_id", "table_name", "source_id")}
        row_id = mention["mention_id"]
        claim_id = f"{row_id}:{name}" if MARK in row_id else f"{row_id}{MARK}{name}"
        stated = {"field": name, "value": as_text(placed.values[name]), "char_start": start, "char_end": end}
        self.claims.append({"claim_id": claim_id, **shared, "record_id": None, **stated, "chosen": False})


def _coded(placed: Placed, row_id: str) -> Row:
    """The mention that an `add` makes."""
    decision, passage = placed.decision, placed.passage
    assert passage is not None  # without it there is nowhere that its place could be known from
    return {
        "mention_id": row_id,
        "table_name": decision.table,
        "record_id": None,
        "source_id": placed.source_id,
        "paragraph": passage.paragraph,
        "char_start": decision.at.start,
        "char_end": decision.at.end,
        "passage_sha256": passage.sha256,
        "passage_url": passage.url,
        "method": f"{_METHOD}{decision.coder}",
        "accepted": True,
        "review_status": "coded",
    }


def _words(placed: Placed, name: str) -> Span | tuple[None, None]:
    """The words that give a value, where there are such."""
    value = placed.decision.set[name]
    return value.whole if isinstance(value, Words) else placed.decision.words.get(name, (None, None))


def _review(mention: Mention) -> None:
    mention.row["review_status"] = "reviewed"


def _says(mention: Mention, name: str, value: Any) -> bool:
    """Whether the machine says just that; of words given by their place, whether it took the value from there."""
    if isinstance(value, Words):
        return name in mention.claims and span_of(mention.claims[name]) == value.whole
    return bool(mention.said.get(name) == value)


def _says_all(mention: Mention, values: Mapping[str, Any]) -> bool:
    return all(_says(mention, name, value) for name, value in values.items())


def _together(one: Placed, other: Placed) -> bool:
    """Whether two decisions on one row, or on one issue, can both hold."""
    if one.decision.verdict != other.decision.verdict:
        return False
    return all(one.values[name] == other.values[name] for name in one.values.keys() & other.values.keys())


def _differences(mention: Mention, values: Values) -> str:
    """What the machine says otherwise than `values`, in words of ours alone; nothing where it says them all."""
    other = [(name, value) for name, value in values.items() if not _says(mention, name, value)]
    return "; ".join(f"{name} is {_shown(mention.said.get(name))}, not {_shown(value)}" for name, value in other)


def _shown(value: Any) -> str:
    if isinstance(value, Words):
        return f"the words at {', '.join(map(str, value.spans))}"
    text = "null" if value is None else as_text(value)
    return text if len(text.split()) < TOO_MANY_WORDS else "other words"
