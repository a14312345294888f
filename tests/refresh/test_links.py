"""Text fragments, and versions."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.refresh.links import passage_url
from pipeline.refresh.versions import extractor_version, reader_version

PAGE = "https://example.org/page"


@pytest.mark.parametrize(
    ("passage", "directive"),
    [
        ("Russia sold it", "Russia%20sold%20it"),
        ("Russia sold it twice", "Russia%20sold%20it,twice"),
        ("In 2015 Russia sold China the S-400, then more.", "In%202015%20Russia,S%2D400%2C%20then%20more."),
        ("one\n  two\tthree four", "one%20two%20three,four"),
        ("Сделка & «цена»", "%D0%A1%D0%B4%D0%B5%D0%BB%D0%BA%D0%B0%20%26%20%C2%AB%D1%86%D0%B5%D0%BD%D0%B0%C2%BB"),
        ("俄罗斯向中国出售战斗机", None),
    ],
)
def test_the_first_and_last_words_are_encoded(passage: str, directive: str | None) -> None:
    url = passage_url(PAGE, passage)
    base, mark, found = url.partition("#:~:text=")
    assert (base, mark) == (PAGE, "#:~:text=")
    if directive:
        assert found == directive
    else:
        assert [unquote(part) for part in found.split(",")] == ["俄罗斯向中国", "出售战斗机"]


def test_a_fragment_of_the_page_is_kept() -> None:
    assert passage_url(f"{PAGE}#part", "two words") == f"{PAGE}#part:~:text=two%20words"


@given(st.text(min_size=1, max_size=200))
def test_no_more_than_three_words_at_each_end_and_only_two_commas_mean_anything(passage: str) -> None:
    url = passage_url(PAGE, passage)
    if not passage.split():
        assert url == PAGE
        return
    directive = url.partition(":~:text=")[2]
    parts = directive.split(",")
    assert len(parts) <= 2
    assert "-" not in directive
    text = " ".join(passage.split())
    first, last = unquote(parts[0]), unquote(parts[-1])
    assert text.startswith(first)
    assert text.endswith(last)
    assert all(len(unquote(part).split()) <= 3 for part in parts)


def test_versions_tell_the_rooms_apart() -> None:
    assert len(reader_version()) == len(extractor_version()) == 12
    assert reader_version() != extractor_version()
