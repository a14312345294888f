"""Records: every column, the span of their dates, both sides or not; nothing hangs on the order of the input."""

from __future__ import annotations

import datetime as dt
import gc
import operator
from operator import itemgetter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.resolve import Resolved, resolve
from pipeline.resolve.values import gather
from schemas import FACT_TABLES, TABLES, to_frame
from tests.resolve.said import Said


def everything() -> Said:
    """Several sources on several things, with merges, conflicts and shared names."""
    said = Said()
    for number, source in enumerate(["c", "a", "b", "a", "c"]):
        said.transfer(
            "AL-31F", source, order_date=["2009", "2011", None, "2011-03", "2009"][number], quantity=number + 1
        )
        said.transfer(["S-400", "S-400 Triumf"][number % 2], source, status=["ordered", "delivered"][number % 2])
        said.exercise("Joint Sea", source, series="Joint Sea", date=[None, "2015", "2016", "2016-09", None][number])
        said.exercise("joint bomber patrol", source, kind="air_patrol", date=["2019-07", "2020-12"][number % 2])
        said.agreement("roadmap", source, subject="military cooperation", signed_date=["2017", None][number % 2])
        said.quote(["We are friends, and we shall stay friends.", "we shall stay friends"][number % 2], source)
    return said


def ordered(out: Resolved) -> Resolved:
    tables = {name: sorted(rows, key=itemgetter(TABLES[name].key)) for name, rows in out.tables.items()}
    mentions = sorted(out.mentions, key=itemgetter("mention_id"))
    conflicts = sorted(out.conflicts, key=itemgetter("conflict_id"))
    return Resolved(tables, mentions, sorted(out.claims, key=itemgetter("claim_id")), conflicts)


@given(st.integers(min_value=0, max_value=10**9))
def test_the_order_of_mentions_and_claims_changes_nothing(seed: int) -> None:
    said = everything()
    assert ordered(said.shuffled(seed)) == ordered(said.resolve())


@pytest.mark.parametrize("table", FACT_TABLES)
def test_rows_have_every_column_and_pass_their_checks(table: str) -> None:
    rows = everything().rows(table)
    assert rows
    assert all(set(row) == set(TABLES[table].columns) for row in rows)
    frame = to_frame(table, rows)
    assert len(frame) == len(rows)
    assert frame[TABLES[table].key].is_unique


def test_every_mention_and_claim_is_of_one_record() -> None:
    said = everything()
    out = said.resolve()
    assert {m["mention_id"] for m in out.mentions} == {m["mention_id"] for m in said.mentions}
    assert len(out.mentions) == len(said.mentions)
    assert len(out.claims) == len(said.claims)
    for table, rows in out.tables.items():
        for row in rows:
            own = [m for m in out.mentions if (m["table_name"], m["record_id"]) == (table, row[TABLES[table].key])]
            assert len(own) == row["n_mentions"]
            assert sorted({m["source_id"] for m in own}) == row["source_ids"]
            assert len(row["source_ids"]) == row["n_sources"]
            assert row["review_status"] == "machine"


def test_a_record_takes_only_what_some_claim_says() -> None:
    out = everything().resolve()
    chosen = {(c["table_name"], c["record_id"], c["field"]) for c in out.claims if c["chosen"]}
    for table, rows in out.tables.items():
        for row in rows:
            for name in ("item", "quantity", "order_date", "date", "signed_date", "text", "speaker", "status"):
                if row.get(name) is not None:
                    assert (table, row[TABLES[table].key], name) in chosen


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({"order_date": "2015-11", "delivery_date": "2016/2018"}, dt.date(2015, 11, 1), dt.date(2018, 12, 31)),
        ({"delivery_date": "2016-12-25"}, dt.date(2016, 12, 25), dt.date(2016, 12, 25)),
        ({"delivery_date": "199X"}, dt.date(1990, 1, 1), dt.date(1999, 12, 31)),
        ({"delivery_date": "2000/2004~"}, dt.date(2000, 1, 1), dt.date(2004, 12, 31)),
        ({"order_date": "2014-23"}, dt.date(2014, 9, 1), dt.date(2014, 11, 30)),
        ({"order_date": "2021", "delivery_date": "2022/.."}, dt.date(2021, 1, 1), None),
        ({"delivery_date": "../1956"}, None, dt.date(1956, 12, 31)),
        ({}, None, None),
    ],
)
def test_the_span_of_all_stated_dates(fields: dict[str, Any], start: dt.date | None, end: dt.date | None) -> None:
    row = Said().transfer("Su-35", **fields).one("transfers")
    assert (row["date_start"], row["date_end"]) == (start, end)


@pytest.mark.parametrize(
    ("table", "fields", "both"),
    [
        ("transfer", {}, True),
        ("transfer", {"supplier": "SUN"}, True),
        ("transfer", {"supplier": "CHN", "recipient": "RUS"}, True),
        ("transfer", {"recipient": "IND"}, False),
        ("transfer", {"supplier": None}, False),
        ("exercise", {"participants": ["CHN", "IRN", "RUS"]}, True),
        ("exercise", {"participants": ["MNG", "RUS"]}, False),
        ("agreement", {"parties": ["CHN", "SUN"]}, True),
        ("agreement", {"parties": ["DEU", "SUN"]}, False),
        ("agreement", {"parties": ["RUS", "SUN"]}, False),
    ],
)
def test_sino_russian(table: str, fields: dict[str, Any], both: bool) -> None:
    said = Said()
    getattr(said, table)("Something", **fields)
    assert said.one(f"{table}s")["sino_russian"] is both


@pytest.mark.parametrize(("country", "of_either"), [("RUS", True), ("SUN", True), ("CHN", True), ("USA", False)])
def test_a_quote_is_of_the_dyad_where_its_speaker_is_of_either_side(country: str, of_either: bool) -> None:
    row = Said().quote("We are friends.", speaker_country=country).one("quotes")
    assert row["sino_russian"] is of_either
    assert "speaker" in TABLES["quotes"].columns["sino_russian"].description
    assert "speaker" not in TABLES["transfers"].columns["sino_russian"].description


def test_nothing_gives_nothing() -> None:
    assert resolve([], []) == Resolved({name: [] for name in FACT_TABLES}, [], [], [])


def test_a_claim_of_an_unknown_field_is_an_error() -> None:
    said = Said().transfer("S-400", colour="red")
    with pytest.raises(ValueError, match="colour"):
        said.resolve()


def test_what_comes_back_is_what_was_handed_in_and_its_record() -> None:
    said, same = everything(), everything()
    out = said.resolve()
    assert all(map(operator.is_, (*out.mentions, *out.claims), (*said.mentions, *said.claims)))
    told = [{name: row[name] for name in row if name not in ("record_id", "chosen")} for row in out.claims]
    assert told == same.claims


def test_what_mentions_say_is_nothing_for_the_garbage_collector_to_look_through() -> None:
    said = Said().transfer("S-400", quantity=2).exercise("Vostok-2018", date="2018").quote("We are more than allies.")
    _, found = gather(said.mentions, said.claims)
    gc.collect()
    assert found[1]["participants"] == ("CHN", "RUS")
    assert not any(map(gc.is_tracked, found))


def test_resolution_leaves_nothing_for_the_garbage_collector_and_leaves_it_as_it_was() -> None:
    said = everything()
    said.resolve()  # what is loaded once
    gc.collect()
    gc.disable()
    try:
        said.resolve()
        assert not gc.isenabled()
        assert gc.collect() == 0
    finally:
        gc.enable()
    said.claims[0]["field"] = "colour"
    with pytest.raises(ValueError, match="colour"):
        said.resolve()
    assert gc.isenabled()
