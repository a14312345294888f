"""What becomes of each decision, and of the rows: planted decisions, see `outcomes.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.extract.drafts import LABEL
from pipeline.review.reviewed import MARK, Reviewed, by_machine
from pipeline.review.values import parse_claim
from schemas import to_frame
from schemas.tables import TABLES
from tests.review.planted import decision, machine, reviewed

CASES = yaml.safe_load(Path(__file__).with_name("outcomes.yaml").read_text(encoding="utf-8"))
Row = dict[str, Any]


def applied(case: dict[str, Any]) -> Reviewed:
    """What the decisions of a case make of its text."""
    text = case["text"]
    return reviewed(text, [decision(text, **{"place": text, **facts}) for facts in case["decisions"]])


def said(rows: Reviewed, table: str) -> list[tuple[Row, Row]]:
    """Each accepted mention of a table, with what its claims say that are not withdrawn."""
    found = []
    for mention in rows.mentions:
        if mention["table_name"] != table or not mention.get("accepted", True):
            continue
        own = [c for c in rows.claims if c["mention_id"] == mention["mention_id"] and not c.get("withdrawn")]
        fields = [claim["field"] for claim in own]
        assert len(fields) == len(set(fields))
        places = {c["field"]: c["char_start"] for c in own}
        values = {c["field"]: parse_claim(table, c["field"], c["value"]) for c in own}
        order = (mention["char_start"], MARK in mention["mention_id"], places.get(LABEL[table]) or 0)
        found.append((order, mention, values))
    return [(mention, values) for _, mention, values in sorted(found, key=lambda one: one[0])]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_outcomes(case: dict[str, Any]) -> None:
    rows = applied(case)
    expected = [one if isinstance(one, list) else [one, ""] for one in case["outcomes"]]
    assert [verdict.outcome for verdict in rows.report] == [outcome for outcome, _ in expected]
    for verdict, (_, why) in zip(rows.report, expected, strict=True):
        assert why in verdict.why
        assert "\n" not in str(verdict)
    found = said(rows, case["decisions"][0].get("table", "transfers"))
    assert [
        {name: values.get(name) for name in says} for says, (_, values) in zip(case["says"], found, strict=True)
    ] == (case["says"])
    assert [mention.get("review_status", "machine") for mention, _ in found] == case["status"]
    if "issues" in case:
        assert [issue["review_status"] for issue in rows.issues] == case["issues"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_the_machine_made_stays_and_can_be_told_from_what_coders_made(case: dict[str, Any]) -> None:
    rows = applied(case)
    before = machine(case["text"])
    kept = {"mentions": rows.mentions, "claims": rows.claims, "issues": rows.issues}
    for name, found in kept.items():
        told = {"accepted", "review_status", "withdrawn"}
        left = [{k: v for k, v in row.items() if k not in told} for row in by_machine(name, found)]
        made = [{k: v for k, v in row.items() if k not in told} for row in before[name]]
        assert sorted(left, key=str) == sorted(made, key=str)
    for name in ("mentions", "claims"):
        added = [row for row in kept[name] if MARK in row[TABLES[name].key]]
        stripped = [{k: v for k, v in row.items() if k != "review_status"} for row in added]
        TABLES[name].schema.validate(to_frame(name, stripped))


def test_a_coder_s_mention_says_whose_it_is() -> None:
    text = "In 2015 Russia sold China 24 Su-35 fighters."
    values = {"item": "AL-31F", "item_category": "engines", "scope": "item", "factuality": "asserted", "status": None}
    rows = reviewed(text, [decision(text, text, decision="add", set=values, words={"item": "Su-35"}, coder="Jo.B")])
    (mention,) = [row for row in rows.mentions if MARK in row["mention_id"]]
    assert mention["method"] == "review:Jo.B"
    assert (mention["paragraph"], mention["char_start"], mention["char_end"]) == (1, 0, len(text))
    claims = [claim for claim in rows.claims if claim["mention_id"] == mention["mention_id"]]
    assert {claim["field"] for claim in claims} == {"item", "item_category", "scope", "factuality"}
    (item,) = [claim for claim in claims if claim["field"] == "item"]
    assert text[item["char_start"] : item["char_end"]] == "Su-35"
    assert item["claim_id"] == f"{mention['mention_id']}:item"


def test_a_correction_is_a_claim_of_the_machine_s_mention() -> None:
    text = "In 2015 Russia sold China 24 Su-35 fighters."
    rows = reviewed(text, [decision(text, text, decision="correct", row={"item": "Su-35"}, set={"quantity": "12"})])
    own = [claim for claim in rows.claims if claim["field"] == "quantity"]
    assert [(claim["value"], claim.get("withdrawn", False)) for claim in own] == [("24", True), ("12", False)]
    assert own[1]["claim_id"] == f"{own[0]['mention_id']}:review:quantity"
    assert own[1]["mention_id"] == own[0]["mention_id"]
