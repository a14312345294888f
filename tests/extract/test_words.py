"""The words of a text, parted by spaces, are its runs of letters and figures, where they stand."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.extract.lexicon.index import lexicon
from pipeline.extract.text.words import spaced, unspaced


@given(st.text())
@example("Su-30MKK_2 — “Größe” (№ 5), 苏-30")
def test_nothing_is_left_but_the_words_where_they_stood(text: str) -> None:
    kept = spaced(text)
    assert len(kept) == len(text)
    assert [(m[0], m.start()) for m in re.finditer(r"\S+", kept)] == [
        (m[0], m.start()) for m in re.finditer(r"[^\W_]+", text)
    ]


def test_words_of_chinese_have_no_spaces_between_them() -> None:
    assert unspaced("the 苏-30")
    assert not unspaced("the Größe")


def test_marks_alone_mean_nothing() -> None:
    assert lexicon().find("* * *", "* * *") == []
    assert lexicon().find("…", "…", spaced=" ") == []
