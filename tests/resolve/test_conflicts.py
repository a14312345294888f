"""Where sources disagree: which kind of disagreement it is, which claims are in it, which rule settled it."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.vocabulary import CONFLICT_KINDS, SETTLED_BY
from tests.resolve.said import Said

CASES = [
    ("transfer", {"delivery_date": "2016"}, {"delivery_date": "2018-12"}, ("delivery_date", "date", "most_precise")),
    ("transfer", {"quantity": 24}, {"quantity": 48}, ("quantity", "count", "first_source")),
    (
        "transfer",
        {"quantity": 24, "status": "ordered"},
        {"quantity": 4, "status": "delivered"},
        ("quantity", "basis", "first_source"),
    ),
    (
        "transfer",
        {"value_usd_min": 2.0e9, "value_shared": True},
        {"value_usd_min": 1.5e9, "value_shared": False},
        ("value_usd_min", "basis", "first_source"),
    ),
    ("transfer", {"status": "ordered"}, {"status": "delivered"}, ("status", "classification", "furthest")),
    ("transfer", {"status": "cancelled"}, {"status": "delivered"}, ("status", "existence", "furthest")),
    ("transfer", {"factuality": "denied"}, {"factuality": "asserted"}, ("factuality", "existence", "strongest")),
    ("transfer", {"factuality": "reported"}, {"factuality": "asserted"}, ("factuality", "certainty", "strongest")),
    ("exercise", {"location": "East China Sea"}, {"location": "Baltic Sea"}, ("location", "place", "first_source")),
    ("exercise", {"ships": 6}, {"ships": 9}, ("ships", "count", "first_source")),
    (
        "exercise",
        {"personnel": 3200},
        {"personnel": 300000, "participants": ["CHN", "MNG", "RUS"]},
        ("personnel", "basis", "first_source"),
    ),
    ("exercise", {"name": "Third Drill"}, {"name": "fourth drill"}, ("name", "ordinal", "first_source")),
    (
        "quote",
        {"text": "Our ships know no border, and our pilots know no closed sky"},
        {"text": "The ships know no border and the pilots know no closed sky"},
        ("text", "wording", "longest"),
    ),
]
AGREED = [
    ("transfer", {"delivery_date": "2016"}, {"delivery_date": "2016-12"}),
    ("transfer", {"item": "S-300"}, {"item": "S-300PMU-2"}),
    ("exercise", {"location": "East China Sea"}, {"location": "the northern part of the East China Sea"}),
    ("exercise", {"location": "Tsugol range"}, {"location": "Tsugol"}),
    ("exercise", {"participants": ["CHN", "RUS"]}, {"participants": ["CHN", "MNG", "RUS"]}),
    ("quote", {"text": "teaching our friends to build"}, {"text": "We are teaching our friends to build it"}),
]
USUAL: dict[str, dict[str, Any]] = {
    "transfer": {"item": "S-400"},
    "exercise": {"name": "Vostok-2018", "series": "Vostok", "date": "2018"},
    "quote": {},
}


def two_sources(table: str, one: dict[str, Any], other: dict[str, Any]) -> Said:
    said = Said()
    for source, fields in (("a", one), ("b", other)):
        getattr(said, table)(source=source, **USUAL[table] | fields)
    return said


@pytest.mark.parametrize(("table", "one", "other", "told"), CASES)
def test_kinds(table: str, one: dict[str, Any], other: dict[str, Any], told: tuple[str, str, str]) -> None:
    for first, second in ((one, other), (other, one)):
        out = two_sources(table, first, second).resolve()
        (record,) = out.tables[f"{table}s"]
        conflict = next(row for row in out.conflicts if row["field"] == told[0])
        assert (conflict["kind"], conflict["settled_by"]) == told[1:]
        assert conflict["kind"] in CONFLICT_KINDS
        assert conflict["settled_by"] in SETTLED_BY
        assert (conflict["table_name"], conflict["record_id"]) == (f"{table}s", record[f"{table}_id"])
        stated = [claim["claim_id"] for claim in out.claims if claim["field"] == told[0]]
        assert conflict["claim_ids"] == sorted(stated)
        assert record["conflicting_fields"] == [row["field"] for row in out.conflicts]


@pytest.mark.parametrize(("table", "one", "other"), AGREED)
def test_more_and_less_are_no_conflict(table: str, one: dict[str, Any], other: dict[str, Any]) -> None:
    assert two_sources(table, one, other).resolve().conflicts == []


def test_a_reviewed_value_comes_before_those_of_the_machine() -> None:
    said = Said().transfer("S-400", source="a", quantity=4).transfer("S-400", source="b", quantity=2)
    said.transfer("S-400", source="c", quantity=4)
    said.mentions[1]["review_status"] = "reviewed"
    out = said.resolve()
    assert out.tables["transfers"][0]["quantity"] == 2
    assert [(row["field"], row["settled_by"]) for row in out.conflicts] == [("quantity", "review")]


@pytest.mark.parametrize(
    ("statuses", "record"),
    [
        (["machine", "reviewed"], "machine"),
        (["reviewed", "reviewed"], "reviewed"),
        (["reviewed", "coded"], "reviewed"),
        (["coded", "coded"], "coded"),
    ],
)
def test_review_status(statuses: list[str], record: str) -> None:
    said = Said().transfer("S-400").transfer("S-400")
    for mention, status in zip(said.mentions, statuses, strict=True):
        mention["review_status"] = status
    assert said.one("transfers")["review_status"] == record
    assert all("review_status" not in mention for mention in said.resolve().mentions)


def test_what_a_coder_rejected_stays_and_supports_nothing() -> None:
    said = Said().transfer("S-400", quantity=2).transfer("S-400", quantity=4).transfer("Su-57")
    said.mentions[1]["accepted"] = said.mentions[2]["accepted"] = False
    out = said.resolve()
    (record,) = out.tables["transfers"]
    assert (record["quantity"], record["n_mentions"]) == (2, 1)
    loose = {mention["mention_id"] for mention in said.mentions[1:]}
    assert {m["mention_id"] for m in out.mentions if m["record_id"] is None} == loose
    assert {c["mention_id"] for c in out.claims if c["record_id"] is None} == loose
    assert not any(claim["chosen"] for claim in out.claims if claim["mention_id"] in loose)
    assert len(out.claims) == len(said.claims)


def test_a_withdrawn_claim_stays_and_says_nothing() -> None:
    said = Said().transfer("S-400", status="delivered")
    next(claim for claim in said.claims if claim["field"] == "status")["withdrawn"] = True
    out = said.resolve()
    assert out.tables["transfers"][0]["status"] is None
    (claim,) = [claim for claim in out.claims if claim["field"] == "status"]
    assert (claim["chosen"], claim["record_id"]) == (False, None)
    assert "withdrawn" not in claim
