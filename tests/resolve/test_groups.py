"""What speaks of one thing becomes one record, and nothing else does (pairs.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.extract.lexicon.states import heir
from pipeline.resolve.groups import date_path, span, year
from pipeline.resolve.transfers import good
from pipeline.resolve.words import fold
from schemas import FACT_TABLES
from tests.resolve.said import Said

PAIRS = yaml.safe_load(Path(__file__).with_name("pairs.yaml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(
        verdict,
        pair,
        id=f"{verdict}-{pair['why'].replace(' ', '-')}",
        marks=[pytest.mark.xfail(strict=True, reason=pair["gap"])] if "gap" in pair else [],
    )
    for verdict, pairs in PAIRS.items()
    for pair in pairs
]


@pytest.mark.parametrize("sources", [("a", "a"), ("a", "b")], ids=["in-one-source", "in-two"])
@pytest.mark.parametrize(("verdict", "pair"), CASES)
def test_pairs(verdict: str, pair: dict[str, Any], sources: tuple[str, str]) -> None:
    table = next(name for name in FACT_TABLES if name in pair)
    for first, second in (pair[table], pair[table][::-1]):  # whichever comes first
        said = Said()
        for source, fields in zip(sources, (first, second), strict=True):
            getattr(said, table.removesuffix("s"))(source=source, **fields)
        rows = said.rows(table)
        assert len(rows) == (1 if verdict == "same" else 2)
        assert sum(row["n_mentions"] for row in rows) == 2


def test_a_set_of_mentions_of_the_same_pair_is_one_record_however_many() -> None:
    said = Said()
    for n in range(10):
        said.transfer("S-400", source=f"source-{n}")
    row = said.one("transfers")
    assert (row["n_sources"], row["n_mentions"]) == (10, 10)
    assert row["source_ids"] == sorted(f"source-{n}" for n in range(10))


def test_an_undated_mention_is_of_none_of_several_deals_and_is_not_lost() -> None:
    said = Said().transfer("AL-31F", order_date="2009").transfer("AL-31F").transfer("AL-31F", order_date="2011")
    assert [row["n_mentions"] for row in said.rows("transfers")] == [1, 1, 1]
    assert Said().transfer("AL-31F", order_date="2009").transfer("AL-31F").one("transfers")["n_mentions"] == 2


def test_two_editions_of_one_year() -> None:
    """By number, by month, and by the month that one without a number shares with one that has it."""
    sea: dict[str, Any] = {"series": "Joint Sea", "name": "Joint Sea-2015"}
    may, august = sea | {"date": "2015-05", "location": "Mediterranean"}, sea | {"date": "2015-08", "location": "Japan"}
    assert len(Said().exercise(**may).exercise(**august).rows("exercises")) == 2
    undated = sea | {"date": "2015"}
    assert len(Said().exercise(**may).exercise(**undated).rows("exercises")) == 1
    first, second = (one | {"name": f"Joint Sea-2015 ({n})"} for one, n in ((may, "I"), (august, "II")))
    said = Said().exercise(**first).exercise(**second).exercise(**may, source="b").exercise(**august, source="b")
    assert sorted(row["n_mentions"] for row in said.rows("exercises")) == [2, 2]
    here, there = (sea | {"date": f"2015-0{n}", "location": "Sea of Japan"} for n in (5, 8))
    assert Said().exercise(**here).exercise(**there, source="b").one("exercises")["conflicting_fields"] == ["date"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Su-35", "su 35"),
        ("S–400", "s 400"),
        ("«Мирная Миссия»", "мирная миссия"),
        ("海上联合-2016", "海上联合 2016"),
        ("  ", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_keys_of_goods_countries_and_years() -> None:
    assert good("S-400 Triumf") == good("S-400")
    assert good("helicopters") == good("helicopter") != good("ships")
    assert [heir(code) for code in ("SUN", "RUS", "CHN", None)] == ["RUS", "RUS", "CHN", None]
    assert good("S-300 PMU-1") == good("S-300PMU1") == good("S-300PMU-1")


@pytest.mark.parametrize(
    ("edtf", "path", "longer"),
    [
        ("2019-07-23", ("2019", "07", "23"), False),
        ("2019?", ("2019",), False),
        ("2019-07/2019-09", ("2019",), False),
        ("2014-23", ("2014",), False),
        ("1991/1998", (), True),
        ("199X", (), True),
        ("2022/..", (), True),
        ("../1956", (), True),
        (None, (), False),
    ],
)
def test_dates_as_far_as_all_of_them_shares(edtf: str | None, path: tuple[str, ...], longer: bool) -> None:
    assert date_path(edtf) == path
    assert year(edtf) == (path[0] if path else None)
    assert span(edtf) == (edtf if longer else None)
