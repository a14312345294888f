"""What puts a document in scope, and that one out of scope gives nothing."""

import pytest

from pipeline.extract import extract, in_scope
from pipeline.read import read_text

_OTHER = "The museum of Oslo paid 40 million dollars for three paintings, and a critic called it “a very good price”. "
_LONG = 60 * _OTHER


@pytest.mark.parametrize(
    "words",
    [
        "Russia has its own view.",
        "RUSSIAN ARMS",
        "a Russo-Japanese bank",
        "Moscow's envoy",
        "what Putin said",
        "Rosoboronexport's stand",
        "the Soviet advisers",
        "six Su‑35s",
        "the S300PMU1 battery",
    ],
)
def test_russia_is_named_by_what_is_its_own(words: str) -> None:
    assert in_scope(f"{_LONG} {words} China {_LONG}")
    assert not in_scope(f"{_LONG} {words} {_LONG}")


@pytest.mark.parametrize("words", ["the Chinese view", "BEIJING'S ENVOY", "what Xi Jinping said", "the PLA", "an HQ-9"])
def test_china_is_named_by_what_is_its_own(words: str) -> None:
    assert in_scope(f"{_LONG} {words} Russia {_LONG}")
    assert not in_scope(f"{_LONG} {words} {_LONG}")


@pytest.mark.parametrize("words", ["the Sino-Russian border", "the Joint Sea drill", "俄罗斯"])
def test_what_names_both(words: str) -> None:
    assert in_scope(f"{_LONG} {words} {_LONG}")


@pytest.mark.parametrize("words", ["", "prussian blue china", "Moscowitz's shop", "an F-16", "a sea that they joint"])
def test_what_names_neither(words: str) -> None:
    assert not in_scope(f"{_LONG} {words} {_LONG}")


def test_a_document_out_of_scope_gives_nothing() -> None:
    quoted = "“We have sold the last of them,” the minister said. In 2015 Norway sold Chile six F-16 fighters. "
    assert extract(read_text("abroad", f"{_LONG} Russia and China watched. {quoted}", "2020", "en")).mentions
    assert extract(read_text("abroad", f"{_LONG} {quoted}", "2020", "en")) == ([], [], [])


def test_an_excerpt_may_leave_unsaid_whom_it_is_about() -> None:
    assert in_scope("Six F-16s were delivered.")


def test_a_soft_hyphen_parts_no_name() -> None:
    assert in_scope(f"{_LONG} Rus\u00adsia and Chi\u00adna {_LONG}")
