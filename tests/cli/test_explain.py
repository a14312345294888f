"""`entente explain` and `entente extract --explain`: the passage, its spans, the rule, and what gave each field."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli.why import spans
from pipeline.publish.release import last_release
from pipeline.read import read_text
from tests.cli.test_cli import one_line
from tests.conftest import FIGHTERS, AddSource

TEXT = f"{FIGHTERS}\n\nRussia has many friends. In 2016 it sold India 80 Ka-226 helicopters.\n"


def words(text: str) -> str:
    """The text on one line, however wide the terminal."""
    return " ".join(text.split())


@pytest.fixture
def mention(entente, add_source: AddSource) -> str:
    add_source("first", TEXT)
    assert entente("build").exit_code == 0
    return next(m["mention_id"] for m in last_release(Path("outputs"))["mentions"] if "su-35" in m["record_id"])


def test_a_mention_is_explained(entente, mention: str) -> None:
    shown = entente("explain", mention)
    assert shown.exit_code == 0, shown.output
    told = words(shown.output)
    assert mention in told
    assert "rule transfers/supply.active" in told
    assert "place first, paragraph 1, characters 0 to 44" in told
    assert f"“{FIGHTERS}”" in told
    for line in ("Russia party codes RUS", "sold verb verb sell (supply)", "2015 date edtf 2015", "good name Su-35"):
        assert line in told, line
    assert "quantity 24 “24”" in told
    assert "supplier RUS “Russia”" in told


def test_who_decided_on_a_mention_is_told(entente, mention: str) -> None:
    drafted = entente("review", "first", "--draft", "--coder", "ab").output
    one = next(piece for piece in drafted.split("- decision: ") if "Su-35" in piece)
    rejection = one.replace("accept", "reject", 1).rstrip() + "\n  reason: nothing was sold\n"
    Path("raw/first/review.yaml").write_text(f"- decision: {rejection}", encoding="utf-8")
    assert entente("build").exit_code == 0
    told = words(entente("explain", mention).output)
    assert "supports no row" in told
    assert "reject by ab on" in told
    assert "nothing was sold" in told


def test_without_the_document_it_says_so_and_shows_what_the_release_knows(entente, mention: str) -> None:
    Path("raw/first/document.txt").unlink()
    shown = entente("explain", mention)
    assert shown.exit_code == 0, shown.output
    told = words(shown.output)
    assert "rule transfers/supply.active" in told
    assert "supplier RUS 8 to 14" in told
    assert "No words: its document is not at hand. To supply a document" in told
    assert "https://example.org/a-title#:~:text=In%202015%20Russia" in told
    assert FIGHTERS not in told


def test_another_document_or_no_card_is_told(entente, mention: str, add_source: AddSource) -> None:
    add_source("first", TEXT.replace("24", "36"))
    assert "another than the release was made from" in words(entente("explain", mention).output)
    Path("raw/first/source.yaml").unlink()
    assert "no such card" in words(entente("explain", mention).output)


def test_a_mention_that_is_not_there(entente, mention: str) -> None:
    error = one_line(entente("explain", "first:transfers:0:00000000"))
    assert "no mention 'first:transfers:0:00000000' there" in error
    assert "entente query" in error
    assert "no release there" in one_line(entente("explain", mention, "--outputs", "nowhere"))


def test_extract_explains_every_mention(entente, tmp_path: Path) -> None:
    Path("article.txt").write_text(TEXT, encoding="utf-8")
    shown = entente("extract", "article.txt", "--explain")
    assert shown.exit_code == 0, shown.output
    told = words(shown.output)
    assert told.index("rus-chn-su-35") < told.index("rus-ind-ka-226")
    assert "it party codes RUS, form pronoun" in told
    assert "2 mentions" in told
    assert entente("extract", "article.txt", "--explain", "--json").exit_code == 2


def test_spans_stand_where_their_words_are() -> None:
    found = spans(read_text("a-document", TEXT, "2020", "en"))
    assert found == sorted(found)
    assert {TEXT[s.start : s.end] for s in found if s.kind == "party"} == {"Russia", "China", "it", "India"}
