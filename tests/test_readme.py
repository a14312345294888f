"""The README prints what its queries answer."""

from __future__ import annotations

from tests.readme import README, refreshed


def test_the_readme_prints_what_the_release_answers() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.count("$ entente query") == 3
    assert refreshed(text) == text, "run 'make docs'"
