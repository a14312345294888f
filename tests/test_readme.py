"""The README prints what its queries answer."""

from __future__ import annotations

from tests.readme import README, refreshed


def test_the_readme_puts_the_command_on_the_path_before_it_is_used() -> None:
    before, export, after = README.read_text(encoding="utf-8").partition('\nexport PATH="$PWD/.venv/bin:$PATH"\n')
    assert export
    assert "`entente " not in before
    assert "$ entente query" in after
    assert "\nentente build\n" in after


def test_the_readme_prints_what_the_release_answers() -> None:
    text = README.read_text(encoding="utf-8")
    assert text.count("$ entente query") == 9
    assert refreshed(text) == text, "run 'make docs'"
