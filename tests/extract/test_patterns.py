"""Word lists as patterns: what is found is what a plain list of the words, the longest first, would find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.text.patterns import any_of, either

WORDS = st.lists(st.text("ab -.|", min_size=1, max_size=6), min_size=1, max_size=12)


@given(WORDS, st.text("ab -.|c", max_size=40))
def test_a_common_beginning_changes_nothing(words: list[str], text: str) -> None:
    plain = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    assert re.findall(rf"\b(?:{either(words)})(?!b)", text) == re.findall(rf"\b(?:{plain})(?!b)", text)


def test_a_common_beginning_stands_once() -> None:
    assert either(["say", "said", "says"]) == "sa(?:id|y(?:s|))"


def test_the_longest_word_is_found() -> None:
    found = any_of(["air force", "air", "air force base"]).search("the air force base")
    assert found is not None
    assert found[0] == "air force base"
