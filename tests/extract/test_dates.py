"""Dates in prose: planted phrases with their words and their EDTF, and numbers that are no dates (dates.yaml)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import edtf
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.text.date_parts import Context
from pipeline.extract.text.dates import find_dates
from pipeline.extract.text.shadow import lower, shadow
from pipeline.extract.text.words import spaced
from schemas.edtf import days

PHRASES = yaml.load(Path(__file__).with_name("dates.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
CASES = [
    pytest.param(
        case, id=f"{kind}-{number}", marks=[pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else []
    )
    for kind, cases in PHRASES.items()
    for number, case in enumerate(cases, start=1)
]
EXPECTED = sorted(
    {
        value
        for cases in PHRASES.values()
        for case in cases
        for choice in case["dates"].values()
        for value in choice.split("|")
    }
)
UNKNOWN_TO_THE_LIBRARY = {"199X/.."}  # an unspecified figure in an interval is of level 2


def stated(text: str, published: str | None, last: str | None = None) -> list[tuple[str, str]]:
    """The words and the EDTF of each date in `text`, without a leading article."""
    low = lower(shadow(text))
    found = find_dates(low, 0, len(text), frozenset(spaced(low).split()), Context(published, last))
    return [(re.sub(r"^the ", "", text[d.start : d.end], flags=re.IGNORECASE), d.edtf) for d in found]


@pytest.mark.parametrize("case", CASES)
def test_planted_phrases(case: dict[str, Any]) -> None:
    published = case.get("published", "2020-06").replace("null", "") or None
    found = stated(case["text"], published, case.get("last"))
    assert [words for words, _ in found] == [re.sub(r"^the ", "", words) for words in case["dates"]], found
    for (words, value), choice in zip(found, case["dates"].values(), strict=True):
        assert value in choice.split("|"), words


@pytest.mark.parametrize("value", EXPECTED)
def test_what_is_expected_is_edtf_by_ours_and_by_the_library(value: str) -> None:
    ours = days(value)
    assert ours
    if value in UNKNOWN_TO_THE_LIBRARY:
        return
    theirs = edtf.parse_edtf(value)
    if "/" in value or re.search(r"-2[1-4]", value):  # the library's bounds are of single dates; its winter is another
        return
    first, last = (tuple(bound[:3]) for bound in (theirs.lower_strict(), theirs.upper_strict()))
    assert ours.first
    assert ours.last
    assert first == (ours.first.year, ours.first.month, ours.first.day)
    assert last == (ours.last.year, ours.last.month, ours.last.day)


def test_every_phrase_has_its_words() -> None:
    """The data are sound: a slip in dates.yaml is no gap of the pipeline."""
    for cases in PHRASES.values():
        for case in cases:
            assert set(case) <= {"text", "published", "last", "dates", "gap"}
            places = [case["text"].find(words) for words in case["dates"]]
            assert -1 not in places, case["text"]
            assert places == sorted(places), case["text"]


@given(st.lists(st.sampled_from([case["text"] for cases in PHRASES.values() for case in cases]), max_size=4))
def test_dates_are_in_order_and_valid_wherever_they_stand(texts: list[str]) -> None:
    text = " ".join(texts)
    low = lower(shadow(text))
    found = find_dates(low, 0, len(text), frozenset(spaced(low).split()), Context("2020-06"))
    reach = 0
    for date in found:
        assert reach <= date.start < date.end <= len(text)
        assert days(date.edtf)
        reach = date.end
