"""Our EDTF against the standard's library, and against the calendar."""

from __future__ import annotations

import datetime as dt

import edtf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.edtf import days, is_edtf, overlap

VALID = [
    "2019-07-23",
    "2019-10",
    "2017",
    "2014-23",
    "2014-24",
    "199X",
    "19XX",
    "1991/1998",
    "2022/..",
    "../1956",
    "2000~",
    "2019?",
    "2000/2004~",
    "2019-10%",
    "2020-08-06?",
    "2019-11?",
]
INVALID = [
    "",
    "2019-7",
    "2019-13",
    "2019-02-30",
    "2019/",
    "../..",
    "1998/1991",
    "fall 2014",
    "2019-10-",
    " 2019",
    "19-10",
]


@pytest.mark.parametrize("text", VALID)
def test_what_is_valid_for_us_is_valid_for_the_standard(text: str) -> None:
    assert is_edtf(text)
    edtf.parse_edtf(text)


@pytest.mark.parametrize("text", INVALID)
def test_what_is_no_date_is_none(text: str) -> None:
    assert not is_edtf(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019-07-23", "2019-07-23", "2019-07-23"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2014-23", "2014-09-01", "2014-11-30"),
        ("2019-24", "2019-12-01", "2020-02-29"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("1991/1998", "1991-01-01", "1998-12-31"),
        ("2022/..", "2022-01-01", None),
        ("../1956", None, "1956-12-31"),
        ("2000/2004~", "2000-01-01", "2004-12-31"),
    ],
)
def test_the_days_that_a_date_may_mean(text: str, first: str | None, last: str | None) -> None:
    found = days(text)
    assert found is not None
    assert [day and day.isoformat() for day in found] == [first, last]


@given(st.dates(min_value=dt.date(1, 1, 1)))
def test_every_day_is_itself(day: dt.date) -> None:
    assert days(day.isoformat()) == (day, day)
    month = days(day.isoformat()[:7])
    assert month is not None
    assert month.first is not None
    assert month.last is not None
    assert month.first <= day <= month.last


@given(st.text(alphabet="0123456789-/.~?%X", max_size=12))
def test_whatever_is_valid_ends_no_earlier_than_it_starts(text: str) -> None:
    found = days(text)
    if found and found.first and found.last:
        assert found.first <= found.last


@pytest.mark.parametrize(
    ("one", "other", "same_day"),
    [
        ("2015", "2015-11", True),
        ("2015-11", "2015-12", False),
        ("2022/..", "2024-05-01", True),
        ("../1956", "1957", False),
        ("1991/1998", "199X", True),
        ("2015", "someday", False),
    ],
)
def test_two_dates_that_can_be_one_day(one: str, other: str, same_day: bool) -> None:
    assert overlap(one, other) is overlap(other, one) is same_day
