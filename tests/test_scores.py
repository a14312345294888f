"""The rows of the five released documents against those of a coder: no score falls under its floor (scores.yaml).

Skipped where the documents (ENTENTE_MIRROR) or the gold rows beside the repository are not at hand.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from evaluation.build import build
from evaluation.corpus import Case, at_hand

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
MIRROR = Path(os.environ.get("ENTENTE_MIRROR", SHARED / "sources"))
FLOORS = yaml.safe_load(Path(__file__).with_name("scores.yaml").read_text(encoding="utf-8"))

# Only Python 3.13 has Path.read_text(newline=...), with which the scorer reads documents: before it, this stands in.
RUNNER = """
import runpy, sys
from pathlib import Path

def read_text(self, encoding=None, errors=None, newline=None):
    with self.open(encoding=encoding, errors=errors, newline=newline) as handle:
        return handle.read()

if sys.version_info < (3, 13):
    Path.read_text = read_text
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """The documents of the release that are at hand, all five of them."""
    if not (SHARED / "evaluate" / "gold").is_dir():
        pytest.skip("no folder of gold rows beside the repository")
    found = [case for case in at_hand(SHARED, MIRROR) if case.in_release]
    if len(found) < 5:
        pytest.skip("the documents lie outside the repository, and not all of them are at hand")
    return found


def scored(cases: list[Case], folder: Path, reviewed: Path | None) -> dict[str, Any]:
    """What the scorer says of the documents, each built on its own."""
    releases = folder / "releases"
    releases.mkdir()
    for case in cases:
        build(case, folder / case.source_id, reviewed)
        (folder / case.source_id / "outputs").rename(releases / case.source_id)
    gold = [str(SHARED / "evaluate" / "gold" / f"{case.source_id}.jsonl") for case in cases]
    asked = [
        str(SHARED / "evaluate" / "score.py"),
        str(releases),
        *gold,
        "--documents",
        str(SHARED / "sources"),
        "--json",
    ]
    run = subprocess.run(
        [sys.executable, "-c", RUNNER, *asked], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout)
    return found


@pytest.fixture(scope="module")
def scores(cases: list[Case], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Of the machine's rows alone."""
    return scored(cases, tmp_path_factory.mktemp("machine"), None)


@pytest.fixture(scope="module")
def reviewed(cases: list[Case], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Of the rows after the coders' decisions."""
    return scored(cases, tmp_path_factory.mktemp("reviewed"), ROOT / "raw")


@pytest.mark.parametrize("path", [f"{group}/{name}" for group, floors in FLOORS.items() for name in floors])
def test_no_score_falls_under_its_floor(scores: dict[str, Any], path: str) -> None:
    group, _, name = path.partition("/")
    reached = scores[name] if group == "overall" else scores[group][name]
    assert reached >= FLOORS[group][name]


def test_each_document_has_rows_that_match(scores: dict[str, Any]) -> None:
    assert len(scores["documents"]) == 5
    assert [name for name, f1 in scores["documents"].items() if not f1] == []


def test_the_reviewed_release_is_right(reviewed: dict[str, Any]) -> None:
    """Every row that coders saw is there, no more than five others are, and the values are theirs."""
    whole = reviewed["all"]
    assert whole["recall"] == 1.0
    assert whole["fields_recall"] >= 0.98
    assert whole["fields_precision"] >= 0.98
    assert set(reviewed["documents"].values()) == {1.0}
    assert reviewed["passages"]["hash_right"] == 1.0
