"""Which value a record takes, which fields are in conflict, and that every claim stays."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.resolve.said import Said


@pytest.mark.parametrize(
    ("name", "values", "taken"),
    [
        ("order_date", ["2015", "2015-11", "2015"], "2015-11"),
        ("order_date", ["2015", "2015~"], "2015"),
        ("delivery_date", ["2016/..", "2016"], "2016"),
        ("delivery_date", ["199X", "1996/1998"], "1996/1998"),
        ("quantity", [24, 24, 48], 24),
        ("quantity", [48, 24, 24], 24),
        ("value_usd_min", [2.0e9, 2.5e9, 2.5e9], 2.5e9),
        ("status", ["negotiating", "ordered"], "ordered"),
        ("status", ["ordered", "delivered", "prospective"], "delivered"),
        ("status", ["delivered", "cancelled"], "cancelled"),
        ("status", ["prospective", "negotiating"], "negotiating"),
        ("factuality", ["possible", "asserted"], "asserted"),
        ("factuality", ["possible", "reported"], "reported"),
        ("factuality", ["denied", "possible"], "possible"),
        ("transfer_type", ["sale", "sale", "technical_assistance"], "sale"),
        ("transfer_type", ["sale", "technical_assistance", "technical_assistance"], "technical_assistance"),
        ("transfer_type", ["sale", "technical_assistance"], "sale"),
        ("item_category", ["engines", "engines", "aircraft"], "engines"),
    ],
)
def test_value_of_a_transfer(name: str, values: list[Any], taken: Any) -> None:
    said = Said()
    for number, value in enumerate(values):
        said.transfer("Su-35", source=f"source-{number}", **{name: value})
    assert said.one("transfers")[name] == taken


def test_a_possible_cancellation_does_not_undo_an_order() -> None:
    said = Said().transfer("Su-35", status="ordered").transfer("Su-35", status="cancelled", factuality="possible")
    assert said.one("transfers")["status"] == "ordered"


def test_a_tie_goes_to_the_source_that_comes_first() -> None:
    said = Said().transfer("Su-35", source="b", quantity=24).transfer("Su-35", source="a", quantity=48)
    assert said.one("transfers")["quantity"] == 48


def test_participants_are_all_that_any_mention_names() -> None:
    said = Said().exercise("Vostok-2018", series="Vostok", date="2018", participants=["CHN", "RUS"])
    said.exercise("Vostok-2018", series="Vostok", date="2018", participants=["MNG", "RUS"])
    assert said.one("exercises")["participants"] == ["CHN", "MNG", "RUS"]


@pytest.mark.parametrize(
    ("values", "taken"),
    [(["planned", "held"], "held"), (["planned", "cancelled"], "cancelled"), (["planned"], "planned")],
)
def test_status_of_an_exercise(values: list[str], taken: str) -> None:
    said = Said()
    for value in values:
        said.exercise("Vostok-2018", series="Vostok", date="2018", status=value)
    assert said.one("exercises")["status"] == taken


@pytest.mark.parametrize(
    ("values", "taken"),
    [
        (["negotiating", "signed"], "signed"),
        (["signed", "in_force"], "in_force"),
        (["expected", "negotiating"], "negotiating"),
    ],
)
def test_status_of_an_agreement(values: list[str], taken: str) -> None:
    said = Said()
    for value in values:
        said.agreement("Treaty of Friendship", status=value)
    assert said.one("agreements")["status"] == taken


def test_of_a_quotation_the_longest_words_and_any_doubt() -> None:
    said = Said().quote("teaching our friends", disputed=True).quote("We are now teaching our friends.", disputed=False)
    row = said.one("quotes")
    assert (row["text"], row["disputed"]) == ("We are now teaching our friends.", True)


@pytest.mark.parametrize(
    ("first", "second", "conflicting"),
    [
        ({"quantity": 24}, {"quantity": 48}, ["quantity"]),
        ({"quantity": 24}, {"quantity": 24}, []),
        ({"quantity": 24}, {}, []),
        ({"order_date": "2015"}, {"order_date": "2015-11"}, []),
        ({"delivery_date": "2016"}, {"delivery_date": "2018-12"}, ["delivery_date"]),
        ({"delivery_date": "2016/.."}, {"delivery_date": "2018"}, []),
        (
            {"status": "ordered", "value_usd_min": 2.0e9},
            {"status": "delivered", "value_usd_min": 3.0e9},
            ["status", "value_usd_min"],
        ),
        ({"factuality": "possible"}, {"factuality": "asserted"}, ["factuality"]),
        ({"item": "S-400"}, {"item": "S-400 Triumf"}, []),
    ],
)
def test_conflicting_fields(first: dict[str, Any], second: dict[str, Any], conflicting: list[str]) -> None:
    for one, other in ((first, second), (second, first)):
        said = (
            Said().transfer(**{"item": "S-400", **one}, source="a").transfer(**{"item": "S-400", **other}, source="b")
        )
        assert said.one("transfers")["conflicting_fields"] == conflicting


def test_one_source_is_in_no_conflict_with_itself() -> None:
    said = Said().transfer("S-400", quantity=2).transfer("S-400", quantity=4)
    assert said.one("transfers")["conflicting_fields"] == []


def test_a_source_that_says_both_is_in_no_conflict_with_one_that_says_either() -> None:
    said = Said().transfer("S-400", quantity=2).transfer("S-400", quantity=4).transfer("S-400", source="b", quantity=4)
    assert said.one("transfers")["conflicting_fields"] == []


@pytest.mark.parametrize(
    ("field", "many", "few", "taken"),
    [
        ("quantity", [2, 2, 2, 4], [4, 6], 2),
        ("transfer_type", ["sale", "sale", "sale", "aid"], ["aid"], "sale"),
        ("delivery_date", ["2016", "2018-12"], ["2016"], "2018-12"),
    ],
)
def test_a_source_that_nowhere_says_what_the_record_took_is_in_conflict(
    field: str, many: list[Any], few: list[Any], taken: Any
) -> None:
    for first, second in (("a", "b"), ("b", "a")):
        said = Said()
        for source, values in ((first, many), (second, few)):
            for value in values:
                said.transfer("S-400", source, **{field: value})
        row = said.one("transfers")
        assert (row[field], row["conflicting_fields"]) == (taken, [field])


def test_chosen_says_which_claims_the_record_took() -> None:
    said = Said().transfer("Su-35", source="a", order_date="2015", quantity=24)
    said.transfer("Su-35", source="b", order_date="2015-11", quantity=24)
    chosen = {(c["source_id"], c["field"]): c["chosen"] for c in said.resolve().claims}
    assert chosen["a", "order_date"] is False
    assert chosen["b", "order_date"] is True
    assert chosen["a", "quantity"] is chosen["b", "quantity"] is True


def test_every_claim_of_a_merged_record_is_kept() -> None:
    said = Said()
    for number in range(5):
        said.transfer("Su-35", source=f"source-{number}", quantity=number + 1, delivery_date=f"201{number}")
    before = copy.deepcopy(said.claims)
    out = said.resolve()
    record = out.tables["transfers"][0]["transfer_id"]
    assert {c["record_id"] for c in out.claims} == {m["record_id"] for m in out.mentions} == {record}
    assert [{name: c[name] for name in c if name not in ("record_id", "chosen")} for c in out.claims] == before
