"""What counts as the same thing, and which values count as right."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.gold import Gold
from evaluation.match import likeness, sino_russian, states


def gold(table: str, either: dict[str, list[Any]] | None = None, aliases: tuple[str, ...] = (), **fields: Any) -> Gold:
    return Gold("a-source", table, 0, 1, (1,), fields=fields, either=either or {}, aliases=aliases)


SALE = {"supplier": "RUS", "recipient": "CHN", "scope": "item"}
TOTAL = {"supplier": "RUS", "recipient": "CHN", "scope": "aggregate", "item": "arms"}
BOTH = {"participants": ["CHN", "RUS"]}
PATROL = {**BOTH, "kind": "air_patrol", "name": "joint bomber patrol"}


@pytest.mark.parametrize(
    ("item", "coded", "same"),
    [
        ("S-400", "S-400", True),
        ("S 400 systems", "S-400", True),
        ("Su-30MKK", "Su-30", True),
        ("Su-30", "Su-300", False),
        ("Su-30", "Su-35", False),
        ("Su-35 and Su-30", "Su-30", False),  # two things
        ("diesel engines", "engines", True),
        ("large quiet diesel ship engines", "engines", False),  # more than two words more
        ("AL-31F engine", "engine", False),  # a designation is no plain noun
        ("radars", "engines", False),
    ],
)
def test_items(item: str, coded: str, same: bool) -> None:
    assert (likeness("transfers", {**SALE, "item": item}, gold("transfers", **SALE, item=coded)) > 0) is same


def test_parties_decide() -> None:
    coded = gold("transfers", supplier="RUS", recipient="CHN", item="S-400")
    assert likeness("transfers", {"supplier": "SUN", "recipient": "CHN", "item": "S-400"}, coded)
    assert not likeness("transfers", {"supplier": "CHN", "recipient": "RUS", "item": "S-400"}, coded)
    assert likeness(
        "transfers", {"supplier": "CHN", "recipient": "RUS", "item": "S-400"}, gold("transfers", item="S-400")
    )


def test_aggregates_agree_in_period_and_figure() -> None:
    coded = gold("transfers", **TOTAL, delivery_date="199X", value_usd_min=5e9)
    assert likeness("transfers", {**TOTAL, "delivery_date": "1995", "value_usd_min": 5.01e9}, coded)
    assert not likeness("transfers", {**TOTAL, "delivery_date": "2005", "value_usd_min": 5e9}, coded)
    assert not likeness("transfers", {**TOTAL, "delivery_date": "1995"}, coded)


def test_editions_of_an_exercise() -> None:
    coded = gold("exercises", name="Vostok-2018", date="2018-09", **BOTH)
    assert likeness("exercises", {"name": "Vostok", "date": "2018", **BOTH}, coded)
    assert likeness("exercises", {"name": "Vostok-2018", **BOTH}, coded)
    assert not likeness("exercises", {"name": "Vostok", **BOTH}, coded)
    assert not likeness("exercises", {"name": "Vostok", "date": "2014", **BOTH}, coded)


def test_exercises_without_a_name_agree_in_kind_participants_and_date() -> None:
    coded = gold("exercises", **PATROL, date="2019-07")
    assert likeness("exercises", {**PATROL, "name": "naval exercise", "date": "2019-07-23"}, coded)
    assert not likeness("exercises", {**PATROL, "name": "naval exercise", "kind": "naval", "date": "2019-07"}, coded)


def test_agreements() -> None:
    coded = gold("agreements", title="roadmap for military cooperation", parties=["CHN", "RUS"], signed_date="2017-06")
    row = {"title": "roadmap on military cooperation", "parties": ["RUS", "SUN", "CHN"]}
    assert likeness("agreements", row, coded)
    assert likeness("agreements", {**row, "signed_date": "2017"}, coded)
    assert likeness("agreements", {**row, "signed_date": "2017-22"}, coded), "a season counts as its year"
    assert not likeness("agreements", {**row, "signed_date": "2018"}, coded)
    assert not likeness("agreements", {**row, "signed_date": "last year"}, coded)
    assert not likeness("agreements", {**row, "parties": ["CHN"]}, coded)
    assert not likeness("agreements", {**row, "title": "gas contract"}, coded)


def test_quotes_have_most_of_their_words_in_common() -> None:
    coded = gold("quotes", text="We shall sell it to nobody, ever")
    assert likeness("quotes", {"text": "“We shall sell it to nobody ever”"}, coded) == 1
    assert not likeness("quotes", {"text": "We shall sell it"}, coded)


def test_states_of_fields() -> None:
    coded = gold("transfers", {"status": ["ordered", None]}, order_date="2015", quantity=100)
    row = {"order_date": "2015~", "quantity": 100, "status": None}
    assert states("transfers", row, coded) == dict.fromkeys(("order_date", "quantity", "status"), "right")
    row = {"quantity": 99.5, "delivery_date": "2018", "item_category": "ships", "status": "delivered"}
    assert states("transfers", row, coded) == {
        "order_date": "wrong",
        "quantity": "right",
        "delivery_date": "invented",
        "status": "wrong",
    }


def test_speakers_may_be_called_otherwise() -> None:
    coded = gold("quotes", speaker="Sergey Lavrov", aliases=("Lavrov",))
    assert states("quotes", {"speaker": "Sergei Lavrov"}, coded)["speaker"] == "right"
    assert states("quotes", {"speaker": "Vladimir Putin"}, coded)["speaker"] == "wrong"


def test_the_dyad() -> None:
    assert sino_russian("transfers", {"supplier": "SUN", "recipient": "CHN"})
    assert not sino_russian("exercises", {"participants": ["RUS", "IND"]})
    assert sino_russian("quotes", {})
