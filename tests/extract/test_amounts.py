"""Counts, money and shares: planted phrases with words and values, and figures that are none (amounts.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.text.amounts import Count, Money, Share, find_counts, find_money, find_shares
from pipeline.extract.text.shadow import lower, shadow
from pipeline.extract.text.words import spaced

PHRASES = yaml.safe_load(Path(__file__).with_name("amounts.yaml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(
        case, id=f"{kind}-{number}", marks=[pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else []
    )
    for kind, cases in PHRASES.items()
    for number, case in enumerate(cases, start=1)
]


def _counts(low: str) -> list[Count]:
    return find_counts(low, 0, len(low), frozenset(spaced(low).split()))


@pytest.mark.parametrize("case", CASES)
def test_planted_phrases(case: dict[str, Any]) -> None:
    text = case["text"]
    low = lower(shadow(text))
    money = find_money(low, 0, len(text))
    shares = find_shares(low, 0, len(text))
    # what is a sum or a share is no count: chunks.py takes counts last, where nothing else stands
    taken = [(m.start, m.end) for m in money] + [(s.start, s.end) for s in shares]
    counts = [c for c in _counts(low) if not any(a < c.end and c.start < b for a, b in taken)]
    assert {text[m.start : m.end]: [m.low, m.high] for m in money} == case.get("money", {})
    assert {text[s.start : s.end]: round(s.value, 6) for s in shares} == case.get("shares", {})
    assert {text[c.start : c.end]: c.value for c in counts} == case.get("counts", {})


def test_every_phrase_has_its_words() -> None:
    """The data are sound: a slip in amounts.yaml is no gap of the pipeline."""
    for cases in PHRASES.values():
        for case in cases:
            assert set(case) <= {"text", "counts", "money", "shares", "gap"}
            stated = [words for kind in ("counts", "money", "shares") for words in case.get(kind, {})]
            assert [words for words in stated if words not in case["text"]] == []


@given(st.integers(min_value=1, max_value=10**6))
def test_every_whole_number_is_counted_with_its_commas(number: int) -> None:
    text = f"It bought {number:,} pieces."
    found = [(text[c.start : c.end], c.value) for c in _counts(text.lower())]
    bare_year = 1800 <= number <= 2099 and "," not in f"{number:,}"
    assert found == ([] if bare_year else [(f"{number:,}", number)])


@given(st.lists(st.sampled_from([case["text"] for cases in PHRASES.values() for case in cases]), max_size=4))
def test_amounts_lie_in_the_text_and_ranges_are_in_order(texts: list[str]) -> None:
    text = lower(" ".join(texts))
    money = find_money(text, 0, len(text))
    counts, shares = _counts(text), find_shares(text, 0, len(text))
    amounts: list[Count | Money | Share] = [*money, *counts, *shares]
    for amount in amounts:
        assert 0 <= amount.start < amount.end <= len(text)
        assert text[amount.start : amount.end].strip()
    assert all(m.low is None or m.high is None or m.low <= m.high for m in money)
