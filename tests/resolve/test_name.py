"""Identifiers are readable, stable, and made from what a thing is; descriptions from the record alone."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pipeline.resolve.words import counted, digest, slug
from tests.resolve.said import Said


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("S-400", "s-400"),
        ("AL-31F", "al-31f"),
        ("missile early-warning system", "missile-early-warning-system"),
        ("Élan d’été", "elan-dete"),
        ("one two three four five six seven eight nine ten", "one-two-three-four-five-six-seven-eight"),
    ],
)
def test_slug(text: str, made: str) -> None:
    assert slug(text) == made


@pytest.mark.parametrize("text", ["海上联合", "Мирная миссия", "«»", ""])
def test_a_slug_is_ascii_in_every_script(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))


def test_names_of_other_scripts_differ() -> None:
    assert slug("海上联合") != slug("和平使命")
    assert digest("a", "b") != digest("ab")


def test_identifiers_of_transfers() -> None:
    assert Said().transfer("S-400").one("transfers")["transfer_id"] == "rus-chn-s-400"
    assert Said().transfer("radar", supplier=None).one("transfers")["transfer_id"] == "x-chn-radar"
    arms = {"item": "arms", "scope": "aggregate", "item_category": "aggregate"}
    share = Said().transfer(**arms, trade_share=0.7, delivery_date="2014/2018").one("transfers")
    assert share["transfer_id"] == "rus-chn-arms-2014-2018-70-percent"
    value = Said().transfer(**arms, value_usd_min=2.0e9, delivery_date="2005").one("transfers")
    assert value["transfer_id"] == "rus-chn-arms-2005-usd-2000m"


def test_identifiers_of_exercises() -> None:
    vostok = Said().exercise("Vostok-2018", series="Vostok", date="2018-09").one("exercises")
    assert vostok["exercise_id"] == "vostok-2018"
    patrol = {"name": "joint bomber patrol", "series": "joint bomber patrol", "kind": "air_patrol"}
    assert Said().exercise(**patrol, date="2019-07").one("exercises")["exercise_id"] == "joint-bomber-patrol-2019-07"


def test_identifiers_of_agreements_and_quotes() -> None:
    roadmap = Said().agreement("military cooperation roadmap", signed_date="2017").one("agreements")
    assert roadmap["agreement_id"] == "chn-rus-2017-military-cooperation-roadmap"
    quote = Said().quote("We are friends.", date="2019-10-03").one("quotes")
    assert re.fullmatch(r"vladimir-putin-2019-[0-9a-f]{6}", quote["quote_id"])
    undated = Said().quote("We are friends.").one("quotes")
    assert re.fullmatch(r"vladimir-putin-[0-9a-f]{6}", undated["quote_id"])


def test_records_that_share_a_name_get_a_stable_ending_each() -> None:
    said = Said().transfer("AL-31F", order_date="2009").transfer("AL-31F", order_date="2011")
    first, second = sorted(row["transfer_id"] for row in said.rows("transfers"))
    assert (first, second) == ("rus-chn-al-31f-2009", "rus-chn-al-31f-2011")
    said.transfer("AL-31F", source="b", order_date="2011-03").transfer("Su-35", source="b")
    assert {first, second} < {row["transfer_id"] for row in said.rows("transfers")}  # more sources change no name


def test_another_source_changes_no_identifier() -> None:
    one = Said().transfer("S-400").exercise("Vostok-2018", series="Vostok", date="2018")
    before = {t: [next(iter(r.values())) for r in rows] for t, rows in one.resolve().tables.items()}
    one.transfer("S-400", source="b", quantity=4).exercise("Vostok-2018", source="b", series="Vostok", date="2018-09")
    assert {t: [next(iter(r.values())) for r in rows] for t, rows in one.resolve().tables.items()} == before


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"quantity": 24, "status": "ordered"}, ["24", "Su-35", "Russia", "China", "ordered"]),
        ({"transfer_type": "licensed_production", "supplier": "SUN"}, ["Licensed production", "China"]),
        ({"supplier": None}, ["an unstated side", "China"]),
        ({"scope": "aggregate", "item_category": "aggregate", "trade_share": 0.7}, ["70 percent"]),
        ({"scope": "aggregate", "item_category": "aggregate", "value_usd_min": 2.0e9}, ["US$2 billion"]),
    ],
)
def test_a_description_says_what_the_record_holds(fields: dict[str, Any], words: list[str]) -> None:
    description = Said().transfer("Su-35", **fields).one("transfers")["description"]
    assert [word for word in words if word not in description] == []


def test_descriptions_of_exercises_and_agreements() -> None:
    exercise = Said().exercise("Vostok-2018", date="2018-09", location="Tsugol").one("exercises")["description"]
    assert exercise == "Vostok-2018: China and Russia, 2018-09, Tsugol (held)"
    agreement = Said().agreement("Treaty of Friendship", signed_date="2001-07").one("agreements")["description"]
    assert agreement == "Treaty of Friendship: China and Russia, 2001-07 (signed)"


def test_one_is_not_many() -> None:
    assert [counted(number, "row") for number in range(3)] == ["0 rows", "1 row", "2 rows"]
