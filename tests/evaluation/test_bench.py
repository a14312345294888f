"""The bench runs, and its texts are what they are said to be. Nothing here is about how fast anything is."""

from __future__ import annotations

import re

import pytest

from evaluation import bench, bench_resolve
from evaluation.prose import Writer
from pipeline.extract import extract
from pipeline.read import read_text
from pipeline.resolve import resolve
from tests.conftest import FIGHTERS


def test_the_same_seed_gives_the_same_words() -> None:
    article = Writer(1).article(3000)
    assert article == Writer(1).article(3000)
    assert article != Writer(2).article(3000)
    assert 3000 <= len(article) < 6000
    assert not re.search(r"[{}]", article)


def test_prose_about_other_things_gives_hardly_a_row() -> None:
    """A name that is made of syllables is nobody's country, and what is sold is no weapon."""
    found = extract(
        read_text("prose", f"Russia and China looked on.\n\n{Writer(bench.SEED).article(60_000)}", "2020", "en")
    )
    of_arms = [m for m in found.mentions if m["table_name"] != "quotes"]
    assert len(of_arms) < 10


def test_a_tenth_is_relevant() -> None:
    document = read_text("a-document", f"{FIGHTERS} " * 500, "2020", "en")
    dense, _, mixed = bench.corpora([document])
    assert dense.documents == [document]
    prose = sum(len(d.text) for d in mixed.documents if d.source_id.startswith("prose-"))
    assert prose / (prose + len(document.text)) == pytest.approx(0.9, abs=0.02)
    assert document in mixed.documents
    assert len(mixed.documents) == len({d.source_id for d in mixed.documents})


def test_one_article_in_eight_names_russia() -> None:
    assert sum("Russia" in d.text for d in bench.irrelevant(4_000_000)) == pytest.approx(25, abs=10)


def test_synthetic_mentions_are_of_things_told_by_several_and_differently() -> None:
    out = resolve(*bench_resolve.mentions(3000))
    for table, rows in out.tables.items():
        told = [row["n_mentions"] for row in rows]
        assert len(rows) > 100, table
        assert max(told) > 10, table
        assert told.count(1) > len(told) / 4, table
    assert {row["kind"] for row in out.conflicts} >= {"count", "basis", "place", "classification"}


def test_the_bench_prints_its_figures(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = bench.Corpus("a corpus", [read_text("a-document", f"{FIGHTERS} " * 50, "2020", "en")], 0.5)
    monkeypatch.setattr(bench, "corpora", lambda documents: [corpus])
    monkeypatch.setattr(bench_resolve, "MENTIONS", 300)
    monkeypatch.setattr(bench, "spacy_pipeline", lambda: lambda text: [text] * 100_000)
    bench.main(["--rounds", "2"])
    out = capsys.readouterr().out
    assert re.search(r"a corpus +0\.00 +\d+\.\d\d", out)
    assert re.search(r"\b300 +\S+ +10 s", out)
    assert re.search(r"\b3,000 +\S+ +\S+ +12 times", out)
    bench.main(["--profile", "--top", "5"])
    assert "under the profiler" in capsys.readouterr().out
