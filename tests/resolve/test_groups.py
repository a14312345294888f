"""What speaks of one thing becomes one record, and nothing else does (pairs.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.resolve.groups import year
from pipeline.resolve.transfers import good
from pipeline.resolve.words import fold, heir
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


def test_an_undated_mention_joins_one_deal_of_several_and_is_not_lost() -> None:
    said = Said().transfer("AL-31F", order_date="2009").transfer("AL-31F").transfer("AL-31F", order_date="2011")
    assert sorted(row["n_mentions"] for row in said.rows("transfers")) == [1, 2]


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
    assert [year(edtf) for edtf in ("2019-07", "199X", "1991/1998", "2000~", "../1956", None)] == [
        "2019",
        "199X",
        "1991",
        "2000",
        None,
        None,
    ]
