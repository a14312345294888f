"""Whole articles score no less than they did: those that the rules were learnt from, and those that nobody reads."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from schemas import FACT_TABLES
from tests.extract.planted import articles, f1, together

FLOORS = yaml.safe_load(Path(__file__).with_name("articles").joinpath("floors.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("which", ["read", "unread"])
def test_articles_score_no_less_than_they_did(which: str) -> None:
    outcomes = articles(which == "read")
    assert outcomes
    total = together(outcomes.values())
    scores = {"all": f1(total), **{table: f1(total, [table]) for table in FACT_TABLES}}
    assert {name: score for name, score in scores.items() if score < FLOORS[which][name]} == {}
    assert not [fault for outcome in outcomes.values() for fault in outcome.faults if fault.startswith("crash")]
