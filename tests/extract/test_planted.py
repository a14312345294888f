"""The planted texts: the rows of each, no fewer and no more; what fails today is listed, and fails strictly."""

from __future__ import annotations

import pytest

from tests.extract.planted import Item, known_gaps, load, run

ITEMS = load()
GAPS = set(known_gaps())
GAP = pytest.mark.xfail(strict=True, raises=AssertionError)  # a crash is no gap


@pytest.mark.parametrize(
    "item", [pytest.param(item, id=item.path, marks=[GAP] if item.path in GAPS else []) for item in ITEMS]
)
def test_planted(item: Item) -> None:
    outcome = run(item)
    assert not outcome.faults, "\n".join([item.text, *outcome.faults])


def test_known_gaps_are_items() -> None:
    assert not GAPS - {item.path for item in ITEMS}
