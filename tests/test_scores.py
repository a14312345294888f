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

import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest
import yaml

from pipeline.extract import extract
from pipeline.read import Mirror, decode, find_document, load_cards, read_text
from pipeline.resolve import resolve
from schemas import TABLES

ROOT = Path(__file__).parents[1]
EVALUATE = ROOT.parent / "shared" / "evaluate"
MIRROR = Path(os.environ.get("ENTENTE_MIRROR", ROOT.parent / "shared" / "sources"))
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
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the scorer says of the documents, each built on its own."""
    for folder in (MIRROR, EVALUATE / "gold"):
        if not folder.is_dir():
            pytest.skip(f"no folder {folder.name}: the documents and their gold rows lie outside the repository")
    folder = tmp_path_factory.mktemp("releases")
    cards, errors = load_cards(ROOT / "raw")
    assert errors == []
    mirror = Mirror(MIRROR)
    for card in cards:
        found, problems = find_document(card, ROOT / "raw", mirror)
        assert found, problems
        text = decode(found.data, str(found.path), card.encoding)
        extracted = extract(read_text(card.source_id, text, card.published, card.language))
        out = resolve(extracted.mentions, extracted.claims)
        (folder / card.source_id).mkdir()
        mentions = [{"passage_url": None, "accepted": True, **mention} for mention in out.mentions]
        for name, rows in {**out.tables, "mentions": mentions}.items():
            table = arrow.Table.from_pylist(rows, schema=TABLES[name].arrow_schema)
            parquet.write_table(table, folder / card.source_id / f"{name}.parquet")
    gold = [str(EVALUATE / "gold" / f"{card.source_id}.jsonl") for card in cards]
    asked = [str(EVALUATE / "score.py"), str(folder), *gold, "--documents", str(MIRROR), "--json"]
    run = subprocess.run(
        [sys.executable, "-c", RUNNER, *asked], capture_output=True, text=True, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    scored: dict[str, Any] = json.loads(run.stdout)
    return scored


@pytest.mark.parametrize("path", [f"{group}/{name}" for group, floors in FLOORS.items() for name in floors])
def test_no_score_falls_under_its_floor(scores: dict[str, Any], path: str) -> None:
    group, _, name = path.partition("/")
    reached = scores[name] if group == "overall" else scores[group][name]
    assert reached >= FLOORS[group][name]


def test_each_document_has_rows_that_match(scores: dict[str, Any]) -> None:
    assert len(scores["documents"]) == 5
    assert [name for name, f1 in scores["documents"].items() if not f1] == []
