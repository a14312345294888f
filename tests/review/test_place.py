"""Where a decision's passage is found after its document changed: at the same words, or nowhere."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.decisions import Decision
from pipeline.review.place import Outcome, Placed, digest, place
from tests.review.planted import NOTHING, SOURCE, Row, decision, read

FIGHTERS = "In 2015 Russia sold China 24 Su-35 fighters."
MISSILES = "In 2014 Russia sold China the S-400 air defence system."
TALK = "Arms sales have declined since their peak."
PARAGRAPHS = (FIGHTERS, MISSILES, TALK)
TEXT = "\n\n".join(PARAGRAPHS)
URL = "https://example.org/a"


def found(text: str, *decisions: Decision) -> list[Placed]:
    """The decisions placed in a text."""
    return place(SOURCE, decisions, read(text), NOTHING, lambda words: f"{URL}#{len(words)}")


def on(text: str, placed: Placed) -> str:
    """The words of a placed decision's passage."""
    start, end = placed.decision.at
    return text[start:end]


@given(
    st.lists(
        st.sampled_from(["A new paragraph about nothing.", "“Другие слова”, 其他的话。", "x", FIGHTERS[:-1]]),
        max_size=4,
    ),
    st.integers(0, 3),
    st.sampled_from(["\n\n", "\n\n\n"]),
)
def test_a_decision_follows_its_words(new: list[str], at: int, gap: str) -> None:
    decisions = [decision(TEXT, paragraph, row={}) for paragraph in PARAGRAPHS]
    text = gap.join([*PARAGRAPHS[:at], *new, *PARAGRAPHS[at:]])
    placed = found(text, *decisions)
    assert [one.problem for one in placed] == [None] * 3
    assert [on(text, one) for one in placed] == list(PARAGRAPHS)
    assert [one.passage.sha256 for one in placed if one.passage] == [digest(one) for one in PARAGRAPHS]
    assert [one.passage.url for one in placed if one.passage] == [f"{URL}#{len(one)}" for one in PARAGRAPHS]
    numbers = [one.passage.paragraph for one in placed if one.passage]
    assert numbers == sorted(set(numbers))


@given(st.integers(0, len(FIGHTERS) - 1), st.sampled_from("xЖ中 \n"), st.booleans())
def test_a_decision_whose_words_are_edited_is_stale(at: int, letter: str, added: bool) -> None:
    edited = FIGHTERS[:at] + letter + FIGHTERS[at + (not added) :]
    if edited == FIGHTERS:
        return
    text = TEXT.replace(FIGHTERS, edited)
    stale, kept = found(text, decision(TEXT, FIGHTERS), decision(TEXT, MISSILES))
    if FIGHTERS not in text:
        assert stale.problem is Outcome.STALE
        assert "not in the document any more" in stale.why
    assert kept.problem is None
    assert on(text, kept) == MISSILES


def test_of_words_that_stand_twice_the_nearest_are_meant() -> None:
    text = f"{TALK}\n\n{FIGHTERS}\n\n{MISSILES}\n\n{FIGHTERS}"
    (first,) = found(text, decision(f"{TALK} {FIGHTERS}", FIGHTERS))
    assert first.decision.at.start == text.index(FIGHTERS)
    pinned = decision(text, MISSILES)
    (nearest,) = found(f"{MISSILES} {text[: pinned.at.start]}{MISSILES}", pinned)
    assert nearest.decision.at.start == pinned.at.start + len(MISSILES) + 1


@pytest.mark.parametrize("shift", [1, 10, len(FIGHTERS) + len(MISSILES) + 4, 500])
def test_decisions_on_like_sentences_keep_their_order(shift: int) -> None:
    """Even where the first comes to stand just where the second was."""
    text = f"{FIGHTERS}\n\n{MISSILES}\n\n{FIGHTERS}"
    first = decision(text, FIGHTERS, coder="first")
    second = decision(text[5:].rjust(len(text), "\0"), FIGHTERS, coder="second")
    assert first.at != second.at
    moved = "x" * shift + "\n\n" + text
    for pair in itertools.permutations((first, second)):
        placed = sorted(found(moved, *pair), key=lambda one: one.decision.at)
        assert [one.decision.coder for one in placed] == ["first", "second"]
        assert [on(moved, one) for one in placed] == [FIGHTERS, FIGHTERS]
    once = f"{MISSILES}\n\n{FIGHTERS}"
    placed = found(once, first, second)
    assert sorted(str(one.problem) for one in placed) == ["None", "stale"]


def test_values_given_by_their_words_move_with_the_passage() -> None:
    facts = {"row": {"item": {"says": "Su-35"}}, "set": {"item": {"says": "24 Su-35"}, "order_date": "2015"}}
    one = decision(TEXT, FIGHTERS, decision="correct", words={"order_date": "2015"}, **facts)
    text = f"Before.\n\n{TEXT}"
    (placed,) = found(text, one)
    assert placed.values == {"item": "24 Su-35", "order_date": "2015"}
    start, end = placed.decision.words["order_date"]
    assert text[start:end] == "2015"


@pytest.mark.parametrize("values", [{"quantity": {"at": "0-4"}}, {"item": {"at": "9990-9999"}}])
def test_words_that_are_no_such_value_are_refused(values: dict[str, Any]) -> None:
    one = decision(TEXT, FIGHTERS, decision="correct", row={}, set={"status": "ordered"})
    bad = decision(TEXT, FIGHTERS, decision="correct", row={}, set={name: {"says": "In 2"} for name in values})
    if "item" in values:
        bad = bad.moved(10_000)
        bad = type(bad)(**{**_fields(bad), "at": one.at})
    (placed,) = found(TEXT, bad)
    assert placed.problem is Outcome.REFUSED
    assert placed.why.startswith("'set: ")


def _fields(one: Decision) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def mention(start: int, words: str) -> Row:
    return {
        "table_name": "transfers",
        "char_start": start,
        "char_end": start + len(words),
        "passage_sha256": digest(words),
        "paragraph": 7,
        "passage_url": URL,
    }


def without(decisions: list[Decision], **last: list[Row]) -> list[Placed]:
    """The decisions placed by the last release, the document not being at hand."""
    return place(SOURCE, decisions, None, {**NOTHING, **last}, lambda words: None)


def test_without_the_document_the_last_release_tells_the_place() -> None:
    one = decision(TEXT, MISSILES)
    (there,) = without([one], mentions=[mention(one.at.start, MISSILES), mention(0, MISSILES), mention(0, FIGHTERS)])
    assert there.decision.at == one.at
    (shifted,) = without([one], mentions=[mention(900, MISSILES), mention(500, MISSILES), mention(one.at.start, TALK)])
    assert shifted.decision.at.start == 500
    assert shifted.passage == (7, digest(MISSILES), URL)
    (waiting,) = without([one], mentions=[mention(one.at.start, FIGHTERS)])
    assert waiting.problem is Outcome.WAITING


def test_without_the_document_words_are_read_from_the_claims_of_the_last_release() -> None:
    one = decision(TEXT, FIGHTERS, decision="correct", row={}, set={"item": {"says": "24 Su-35"}})
    claim = {"table_name": "transfers", "field": "item", "char_start": 126, "char_end": 134, "value": "24 Su-35"}
    moved = mention(100, FIGHTERS)
    (read_there,) = without([one], mentions=[moved], claims=[claim])
    assert read_there.values == {"item": "24 Su-35"}
    for other in ({"field": "status"}, {"table_name": "quotes"}, {"char_start": 125}):
        (waiting,) = without([one], mentions=[moved], claims=[claim | other])
        assert waiting.problem is Outcome.WAITING
        assert "read its words" in waiting.why


def test_without_the_document_an_issue_that_was_reviewed_stays_so() -> None:
    one = decision(TEXT, TALK, issue="general_talk")
    issue = {"table_name": "transfers", "reason": "general_talk", "char_start": 700, "char_end": 700 + len(TALK)}
    (there,) = without([one], issues=[{**issue, "review_status": "reviewed"}])
    assert there.problem is None
    assert there.decision.at.start == 700
    for other in ({"review_status": "machine"}, {"reason": "no_party"}, {"char_end": 701}, {"table_name": "quotes"}):
        (waiting,) = without([one], issues=[{**issue, "review_status": "reviewed", **other}])
        assert waiting.problem is Outcome.WAITING
