"""Gold rows without a third party's words give back the rows they were made from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.corpus import RAW, at_hand
from evaluation.gold import OWN, GoldError, read_gold, write_own
from pipeline.read import load_cards
from tests.evaluation.conftest import LINES, TEXT

ROWS = 4


def test_without_words_and_back(shared: Path, tmp_path: Path) -> None:
    (case,) = at_hand(shared, raw=tmp_path)
    path = tmp_path / f"{case.source_id}.jsonl"
    write_own(case.gold, case.text, path)
    written = path.read_text(encoding="utf-8")
    assert not any(words in written for words in (*LINES, "We shall not", "anybody", "as I see it", "sales"))
    again = read_gold(path, TEXT)
    assert len(again) == ROWS
    for before, after in zip(case.gold, again, strict=True):
        assert (after.start, after.end, after.lines, after.negative) == (
            before.start,
            before.end,
            before.lines,
            before.negative,
        )
        assert after.fields == {name: value for name, value in before.fields.items() if name != "topic"}
        assert after.aliases == before.aliases


def test_gold_of_another_document_is_told(shared: Path, tmp_path: Path) -> None:
    (case,) = at_hand(shared, raw=tmp_path)
    path = tmp_path / f"{case.source_id}.jsonl"
    write_own(case.gold, case.text, path)
    with pytest.raises(GoldError, match="is not the one"):
        read_gold(path, TEXT.replace("again", "never"))


def test_the_release_has_gold_and_no_quote_in_it() -> None:
    """Runs without the documents: a quote is offsets and a hash, and no row holds evidence or a note."""
    cards, _ = load_cards(RAW)
    assert {path.stem for path in OWN.glob("*.jsonl")} == {card.source_id for card in cards}
    for path in OWN.glob("*.jsonl"):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            assert not {"evidence", "note"} & set(row)
            assert set(row.get("fields", {}).get("text", {"span", "sha256"})) == {"span", "sha256"}
