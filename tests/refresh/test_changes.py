"""What a release changed and why, what it may not lose, and the changelog that people read."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.publish.changelog import CHANGELOG, changelog
from pipeline.publish.release import last_release
from pipeline.refresh.bounds import Loss, check
from pipeline.refresh.changes import compare
from schemas import TABLES, to_frame
from tests.conftest import FIGHTERS, MISSILES, AddSource
from tests.refresh.whole import build

Rows = dict[str, list[dict[str, Any]]]


def told(changes: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(change[name] for name in ("key", "field", "old_value", "new_value", "cause")) for change in changes]


def whole(rows: Rows) -> Rows:
    """The rows with every column."""
    return {name: TABLES[name].rows(to_frame(name, rows[name])) for name in rows}


@pytest.fixture
def last(rows: Rows) -> Rows:
    return whole(rows | {"aliases": []})


@pytest.fixture
def now(last: Rows) -> Rows:
    """The same rows, to be changed."""
    return copy.deepcopy(last)


def test_nothing_changed(last: Rows, now: Rows) -> None:
    assert compare(last, now) == []


def test_the_first_release_adds_everything(last: Rows) -> None:
    nothing: Rows = {name: [] for name in last}
    changes = compare(nothing, last)
    assert {change["release"] for change in changes} == {1}
    assert told(changes) == [
        ("rus-chn-s-400", None, None, "S-400", "source added"),
        ("rus-chn-su-35", None, None, "Su-35", "source added"),
        ("vostok-2018", None, None, "Vostok-2018", "source added"),
    ]


def other_source(now: Rows) -> None:
    now["sources"].append(now["sources"][0] | {"source_id": "b-source"})
    now["claims"].append(now["claims"][1] | {"claim_id": "c9", "source_id": "b-source", "field": "quantity"})


def other_document(now: Rows) -> None:
    now["sources"][0]["document_sha256"] = "1" * 64
    now["claims"][1]["value"] = "Su-35S"


def coders_claim(now: Rows) -> None:
    now["claims"].append(now["claims"][1] | {"claim_id": "m2:review:quantity", "field": "quantity", "value": "48"})


def withdrawn(now: Rows) -> None:
    now["transfers"][1]["review_status"] = "reviewed"


def other_rules(now: Rows) -> None:
    now["claims"].append(now["claims"][1] | {"claim_id": "c9", "field": "quantity", "value": "48"})


@pytest.mark.parametrize(
    ("happened", "cause"),
    [
        (other_source, "source added"),
        (other_document, "document changed"),
        (coders_claim, "review"),
        (withdrawn, "review"),
        (other_rules, "extractor changed"),
        (lambda now: None, "extractor changed"),  # resolution, of the same claims
    ],
)
def test_causes(last: Rows, now: Rows, happened: Callable[[Rows], None], cause: str) -> None:
    happened(now)
    now["transfers"][1]["quantity"] = 48
    change = next(change for change in compare(last, now) if change["field"] == "quantity")
    assert told([change]) == [("rus-chn-su-35", "quantity", "24", "48", cause)]
    assert change["release"] == 3  # after those of the rows


def test_what_a_new_source_moves_from_one_record_to_another_it_has_caused(last: Rows, now: Rows) -> None:
    """The mention was in no other record before: a new source told of a second order, and it is of neither."""
    now["sources"].append(now["sources"][0] | {"source_id": "b-source"})
    now["claims"].append(now["claims"][1] | {"claim_id": "c8", "source_id": "b-source", "mention_id": "m8"})
    moved = now["claims"][1] | {"claim_id": "c9", "mention_id": "m9", "field": "quantity", "value": "24"}
    last["claims"].append(copy.deepcopy(moved))
    last["mentions"].append(last["mentions"][1] | {"mention_id": "m9"})
    now["claims"].append(moved | {"record_id": "rus-chn-su-35-2009"})
    now["mentions"].append(now["mentions"][1] | {"mention_id": "m9", "record_id": "rus-chn-su-35-2009"})
    now["transfers"].append(now["transfers"][1] | {"transfer_id": "rus-chn-su-35-2009"})
    now["transfers"][1]["quantity"] = None
    change = next(change for change in compare(last, now) if change["field"] == "quantity")
    assert told([change]) == [("rus-chn-su-35", "quantity", "24", None, "source added")]


def test_a_source_that_is_gone_takes_its_records(last: Rows, now: Rows) -> None:
    for name in ("sources", "transfers", "exercises", "mentions", "claims", "conflicts"):
        now[name] = []
    assert {change["cause"] for change in compare(last, now)} == {"source removed"}
    assert [change["new_value"] for change in compare(last, now)] == [None] * 3


def test_a_rejected_record_is_gone_by_review(last: Rows, now: Rows) -> None:
    now["transfers"].pop(0)
    now["mentions"][0] |= {"accepted": False, "record_id": None}
    now["claims"][0]["record_id"] = None
    assert told(compare(last, now)) == [("rus-chn-s-400", None, "S-400", None, "review")]


def test_renamed_and_merged(last: Rows, now: Rows) -> None:
    now["transfers"][1] |= {"transfer_id": "rus-chn-su-30", "item": "Su-30"}
    alias = {"table_name": "transfers", "since_release": 3}
    now["aliases"] = [alias | {"old_id": "rus-chn-su-35", "new_id": "rus-chn-su-30"}]
    assert told(compare(last, now)) == [
        ("rus-chn-su-30", "transfer_id", "rus-chn-su-35", "rus-chn-su-30", "extractor changed"),
        ("rus-chn-su-30", "item", "Su-35", "Su-30", "extractor changed"),
    ]
    now = copy.deepcopy(last)
    now["transfers"].pop(1)
    now["aliases"] = [alias | {"old_id": "rus-chn-su-35", "new_id": "rus-chn-s-400"}]
    assert told(compare(last, now)) == [
        ("rus-chn-su-35", "transfer_id", "rus-chn-su-35", "rus-chn-s-400", "extractor changed")
    ]


def test_the_words_of_a_quote_are_told_by_their_hash(last: Rows, now: Rows) -> None:
    quote = {"quote_id": "q", "speaker": "Some One", "review_status": "machine"}
    last["quotes"] = whole({"quotes": [quote | {"text": "some words"}]})["quotes"]
    now["quotes"] = whole({"quotes": [quote | {"text": "other words"}]})["quotes"]
    (change,) = compare(last, now)
    assert change["old_value"].startswith("sha256:")
    assert "words" not in str(change)


def many(rows: Rows, count: int, **values: Any) -> Rows:
    """So many transfers, each with its mention and claim."""
    transfer, mention, claim = (rows[name][0] for name in ("transfers", "mentions", "claims"))
    own = {"transfers": [], "mentions": [], "claims": []}
    for n in range(count):
        of_record = {"record_id": f"t{n}", "mention_id": f"m{n}"}
        own["transfers"].append(transfer | values | {"transfer_id": f"t{n}"})
        own["mentions"].append(mention | of_record)
        own["claims"].append(claim | of_record | {"claim_id": f"c{n}"})
    return whole({name: [] for name in TABLES} | {"sources": rows["sources"]} | own)


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ({"quantity": 24}, {"quantity": None}, "transfers.quantity"),
        ({"order_date": "2015?"}, {"order_date": "2015"}, r"transfers.order_date \(doubt\)"),
        ({"value_shared": True}, {"value_shared": False}, r"transfers.value_shared \(true\)"),
        ({"factuality": "reported"}, {"factuality": "asserted"}, r"transfers.factuality \(reported\)"),
        ({"status": "ordered"}, {"status": None}, r"transfers.status: 3 of 20 lost; transfers.status \(ordered\)"),
    ],
)
def test_a_column_that_loses_a_tenth_stops_the_release(
    rows: Rows, before: dict[str, Any], after: dict[str, Any], name: str
) -> None:
    last = many(rows, 20, **before)
    now = copy.deepcopy(last)
    for row in now["transfers"][:2]:
        row |= after
    check(last, now, compare(last, now))
    now["transfers"][2] |= after
    with pytest.raises(Loss, match=f"{name}: 3 of 20 lost"):
        check(last, now, compare(last, now))
    (column,) = after
    check(last, now, compare(last, now), [f"transfers.{column}"])
    now["sources"][0]["document_sha256"] = "1" * 64
    for row in now["claims"][:3]:
        row["value"] = "otherwise"
    check(last, now, compare(last, now))


def test_a_table_that_shrinks_stops_the_release(raw: Path, outputs: Path, add_source: AddSource) -> None:
    add_source("first", FIGHTERS)
    build(raw, outputs)
    last = last_release(outputs)
    last = {name: rows if name == "sources" else rows * 20 for name, rows in last.items()}
    now = copy.deepcopy(last)
    now["mentions"] = now["mentions"][3:]
    with pytest.raises(Loss, match="mentions: 3 of 20 lost"):
        check(last, now, [])
    check(last, now, [], ["mentions"])
    now["sources"] = []
    check(last, now, [])


def test_releases_are_counted_and_told(raw: Path, outputs: Path, add_source: AddSource) -> None:
    add_source("first", FIGHTERS)
    build(raw, outputs)
    add_source("second", f"{MISSILES}\n\nThe contract for the Su-35 fighters was worth $2 billion.")
    build(raw, outputs)
    before = {path.name: path.stat().st_mtime_ns for path in outputs.iterdir()}
    build(raw, outputs)
    assert {path.name: path.stat().st_mtime_ns for path in outputs.iterdir()} == before
    changes = last_release(outputs)["changes"]
    assert [change["release"] for change in changes if change["key"] == "rus-chn-s-400"] == [2]
    text = (outputs / CHANGELOG).read_text(encoding="utf-8")
    assert text == changelog(changes)
    assert text.index("## Release 2") < text.index("## Release 1")
    assert "- added (source added): `rus-chn-s-400`" in text
    assert "### transfers: 1 added\n" in text
    for line in text.splitlines():
        assert line == line.rstrip()


def test_a_changelog_tells_values() -> None:
    change = {"release": 2, "table_name": "transfers", "key": "rus-chn-s-400", "cause": "review"}
    values = {"field": "status", "old_value": None, "new_value": "ordered"}
    renamed = {"field": "transfer_id", "old_value": "rus-chn-s-300", "new_value": "rus-chn-s-400"}
    text = changelog([change | renamed, change | values])
    assert "### transfers: 1 renamed, 1 changed" in text
    assert "- `rus-chn-s-400`: name rus-chn-s-300 → rus-chn-s-400 (review); status nothing → ordered (review)" in text


def test_a_changelog_counts_what_was_only_reviewed_and_shows_no_hashes() -> None:
    status = {"release": 2, "table_name": "quotes", "field": "review_status", "cause": "review"}
    status |= {"old_value": "machine", "new_value": "reviewed"}
    words = status | {"field": "text", "old_value": "sha256:00", "new_value": "sha256:11"}
    sources = status | {"field": "source_ids", "old_value": '["a"]', "new_value": '["a", "b"]', "cause": "source added"}
    first, second, third = ({"key": f"{name}-putin"} for name in ("a", "b", "c"))
    text = changelog([status | first, sources | first, status | second, status | third, words | third])
    assert "### quotes: 3 changed" in text
    assert "- reviewed: 2 records (review)\n" in text
    assert "- `c-putin`: review_status machine → reviewed (review); words changed (review)" in text
    assert text.count("putin") == 1
    assert "sha256" not in text
    assert '["a"' not in text
