"""What the gate leaves unread holds nothing: reading every sentence with every rule finds the same."""

from __future__ import annotations

import pytest

import pipeline.extract
from evaluation.bench import irrelevant
from pipeline.extract import Extracted, extract
from pipeline.extract.agreements.reader import Agreements
from pipeline.extract.exercises.reader import Exercises
from pipeline.extract.gate import Rules, reading
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.transfers.aggregates import Aggregates
from pipeline.extract.transfers.items import Transfers
from pipeline.read import Document, read_text
from tests.extract.planted import load

TEXTS = [read_text(item.path.replace("/", "-"), item.text, item.published, "en") for item in load()]
TOGETHER = [read_text("together", "\n\n".join(d.text for d in TEXTS[i::10]), "2020", "en") for i in range(10)]
PROSE = [read_text(d.source_id, f"Russia and China looked on.\n\n{d.text}", "2020", "en") for d in irrelevant(100_000)]


def everything(analysis: Analysis) -> list[tuple[Analysed, list[Rules]]]:
    return [(s, [Transfers, Aggregates, Exercises, Agreements]) for s in analysis.sentences]


def found(documents: list[Document]) -> list[Extracted]:
    return [extract(document) for document in documents]


@pytest.mark.parametrize("documents", [TEXTS, TOGETHER, PROSE], ids=["texts", "together", "prose"])
def test_the_gate_changes_nothing(documents: list[Document], monkeypatch: pytest.MonkeyPatch) -> None:
    gated = found(documents)
    monkeypatch.setattr(pipeline.extract, "reading", everything)
    assert found(documents) == gated


def test_most_prose_is_left_unread() -> None:
    analyses = [pipeline.extract.analyse(document) for document in PROSE]
    read = sum(len(reading(analysis)) for analysis in analyses)
    assert read < 0.3 * sum(len(analysis.sentences) for analysis in analyses)
