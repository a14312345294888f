"""Passages that look like a row and give none are not passed over, and each has one doubt of a table."""

from __future__ import annotations

import pytest

from pipeline.extract import extract
from pipeline.read import read_text

LEAD = "Russia and China have drawn closer. "

DOUBTED = {
    # concrete goods, a verb of transfer, and nobody to give them
    "Ball bearings were delivered in 2023 by way of a trading house in Moscow.": ("transfers", "no_party"),
    # a figure, though nothing is named
    "In 2007 Russian arms sales to China fell for the first time.": ("transfers", "general_talk"),
    "Arms sales matter less than they used to.": ("transfers", "general_talk"),
    # a date beside the agreement that was named before
    "A treaty of 1950 had promised help. The treaty lapsed in April 1980.": ("agreements", "mentioned_only"),
    "India signed a treaty in August 1971.": ("agreements", "no_party"),
    # what was agreed, and no paper
    "At the summit in Astana both agreed that neither would let its land be used against the other.": (
        "agreements",
        "ambiguous",
    ),
    # a name that may be a ship's, and nothing that says so
    "The Varyag, which China bought from Ukraine in 1998, became the Liaoning.": ("transfers", "ambiguous"),
}


def doubts(text: str) -> set[tuple[str, str]]:
    """Table and reason of each issue of a text."""
    found = extract(read_text("example", LEAD + text, "2024", "en"))
    return {(issue["table_name"], issue["reason"]) for issue in found.issues}


@pytest.mark.parametrize("text", DOUBTED)
def test_what_looks_like_a_row_is_doubted(text: str) -> None:
    assert DOUBTED[text] in doubts(text)


def test_talk_of_other_things_is_no_doubt() -> None:
    assert doubts("Nobody knows what the generals think of each other.") == set()
    assert doubts("Both agreed that winter had come early.") == set()


def test_dates_behind_an_exercise_that_gave_no_row_are_doubted() -> None:
    text = (
        "Joint Sea 2012 was held off Qingdao in April 2012. The Russian ships came again in July 2013 with more guns."
    )
    assert ("exercises", "ambiguous") in doubts(text)


def test_a_passage_has_one_doubt_of_a_table() -> None:
    text = "Chinese experts copied the Su-27 and the AL-31F after arms sales of $2 billion, and bought machine tools."
    found = extract(read_text("example", LEAD + text, "2024", "en"))
    places = [(issue["table_name"], issue["char_start"]) for issue in found.issues]
    assert len(places) == len(set(places)) > 0
