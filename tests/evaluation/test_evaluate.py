"""The command on a document of our own, and its figures beside those of the coders' script, where that is at hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evaluation.__main__ import NONE_AT_HAND, main
from evaluation.build import build, without_methods
from evaluation.corpus import RAW, Case, at_hand, own_gold
from evaluation.findings import rules, silence, without_lonely_rules
from evaluation.score import Verdict, hashes_right, judge, mean_over_documents, score
from schemas.vocabulary import FACT_TABLES
from tests.evaluation.conftest import SOURCE
from tests.review.planted import decision, write

SHARED = RAW.parent.parent / "shared"
SCRIPT = SHARED / "evaluate" / "score.py"
JUDGE = Path(__file__).with_name("judge.py")


@pytest.fixture
def case(shared: Path, tmp_path: Path) -> Case:
    (found,) = at_hand(shared, raw=tmp_path)
    return found


def test_verdicts(case: Case, tmp_path: Path) -> None:
    built = build(case, tmp_path / "built")
    verdicts = judge(SOURCE, case.text, built.rows, case.gold)
    found = score(verdicts)
    assert (found.right, found.added, found.missed) == (2, 1, 1)
    assert found.grounded == 2
    assert found.by_field["status"][0] == 0, "coded as cancelled"
    assert found.by_field["quantity"] == (1, 1)
    assert mean_over_documents(verdicts) == pytest.approx(found.f1)
    right, mentions = hashes_right(case.text, built.rows["mentions"])
    assert right == mentions >= 3
    (added,) = (v for v in verdicts if not v.gold)
    assert added.row
    assert added.row["item"] == "Ka-226"
    assert not added.sino_russian


def test_the_machine_s_rows_are_scored_unless_the_coders_decisions_are_asked_for(case: Case, tmp_path: Path) -> None:
    raw = tmp_path / "reviewed"
    (raw / SOURCE).mkdir(parents=True)
    line = "In 2016 Russia sold India 80 Ka-226 helicopters."
    write(raw, SOURCE, [decision(case.text, line, decision="reject")])
    machine, reviewed = build(case, tmp_path / "one"), build(case, tmp_path / "other", raw)
    assert score(judge(SOURCE, case.text, machine.rows, case.gold)).added == 1
    assert score(judge(SOURCE, case.text, reviewed.rows, case.gold)).added == 0
    assert [len(built.decisions.placed) for built in (machine, reviewed)] == [0, 1]


def test_silence_and_rules(case: Case, tmp_path: Path) -> None:
    built = build(case, tmp_path / "built")
    verdicts = judge(SOURCE, case.text, built.rows, case.gold)
    quiet = silence([built], verdicts)
    assert (quiet.missed, quiet.negatives, quiet.taken, quiet.rows) == (1, 1, [], 3)
    fired = rules([built])
    assert all(rule.documents == {SOURCE} for rule in fired)
    assert score(without_lonely_rules([built], fired)).right == 0
    quotes = {rule.method for rule in fired if rule.method.startswith("quotes/")}
    left = without_methods(built, quotes)
    assert not left["quotes"]
    assert len(left["transfers"]) == 2


def test_the_command(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.delenv("ENTENTE_MIRROR", raising=False)
    arguments = [SOURCE, "--shared", str(shared), "--reasons", "--keep", str(tmp_path / "kept")]
    assert main(arguments) == 0
    shown = capsys.readouterr().out
    assert "- exercises “Joint Sea” ['CHN', 'RUS']" in shown
    assert "+ transfers “Ka-226” RUS-IND 2016" in shown
    assert "~ transfers “Su-35”: status is" in shown
    assert "coded cancelled" in shown
    assert (tmp_path / "kept" / SOURCE / "transfers.parquet").is_file()


def test_blind_documents_show_scores_alone(case: Case, shared: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setattr("evaluation.corpus.BLIND", {SOURCE})
    assert main([SOURCE, "--shared", str(shared), "--reasons"]) == 0
    shown = capsys.readouterr().out
    assert f"{SOURCE} (blind)" in shown
    assert not any(words in shown for words in ("Ka-226", "Su-35", "Lavrov", "Joint Sea"))


def test_without_documents_it_says_what_to_do(tmp_path: Path, capsys) -> None:
    assert main(["no-such-document", "--shared", str(tmp_path)]) == 1
    assert NONE_AT_HAND in capsys.readouterr().err


@pytest.mark.skipif(not SCRIPT.is_file(), reason="needs the coders' script and the documents, in ../shared")
def test_the_figures_are_those_of_the_coders_script(tmp_path: Path) -> None:
    """On the documents of the release: ours with the gold in this repository, theirs with their own."""
    cases = own_gold(at_hand(SHARED))
    releases = tmp_path / "releases"
    releases.mkdir()
    verdicts: list[Verdict] = []
    for case in cases:
        built = build(case, tmp_path / case.source_id)
        (tmp_path / case.source_id / "outputs").rename(releases / case.source_id)
        verdicts += judge(case.source_id, case.text, built.rows, case.gold)
    theirs = _of_the_script(releases)
    for table in FACT_TABLES:
        assert _figures([v for v in verdicts if v.table == table], by_field=True) == theirs[table]
    assert _figures(verdicts) == {name: value for name, value in theirs["all"].items() if name != "by_field"}
    ours = _figures([v for v in verdicts if v.sino_russian])
    assert {name: ours[name] for name in theirs["ru-cn"]} == theirs["ru-cn"]
    assert round(mean_over_documents(verdicts), 3) == theirs["mean_over_documents"]
    assert round(score(verdicts).on_gold_lines, 3) == theirs["passages"]["rows_on_gold_lines"]


def _of_the_script(releases: Path) -> dict[str, Any]:
    gold = [SHARED / "evaluate" / "gold" / f"{folder.name}.jsonl" for folder in sorted(releases.iterdir())]
    command = [sys.executable, JUDGE, SCRIPT, releases, *gold, "--documents", SHARED / "sources", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def _figures(verdicts: list[Verdict], by_field: bool = False) -> dict[str, Any]:
    """A score in the form of the script's answer."""
    found = score(verdicts)
    shares = ("precision", "recall", "f1", "fields_recall", "fields_precision")
    figures = {name: round(getattr(found, name), 3) for name in shares}
    figures |= {"tp": found.right, "fp": found.added, "fn": found.missed}
    fields = {name: f"{right}/{stated}" for name, (right, stated) in found.by_field.items()}
    return figures | ({"by_field": fields} if by_field else {})
