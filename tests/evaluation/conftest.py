"""A document with a coder's rows, written for the tests, in the folders that `--shared` names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

SOURCE = "entente-test"
LINES = (
    "In 2015 Russia sold China 24 Su-35 fighters.",
    "In 2016 Russia sold India 80 Ka-226 helicopters.",
    "The S-400 is often mentioned.",
    "“We shall not sell it again to anybody at all,” Sergei Lavrov said.",
)
TEXT = "\n\n".join(LINES) + "\n"


def coded(line: int, table: str, **facts: Any) -> dict[str, Any]:
    """One row as the coders write it, its evidence the whole of a line (of LINES, from 0)."""
    number = 2 * line + 1
    row = {"doc": SOURCE, "table": table, "line": number, "evidence": LINES[line], "note": "as I see it"}
    return row | ({} if facts.get("negative") else {"lines": [number], "aliases": [], "optional": False}) | facts


ROWS = [
    coded(
        0,
        "transfers",
        fields={
            "supplier": "RUS",
            "recipient": "CHN",
            "item": "Su-35",
            "scope": "item",
            "item_category": "aircraft",
            "status": "cancelled",
            "quantity": 24,
            "order_date": "2015",
        },
    ),
    coded(2, "transfers", negative=True),
    coded(
        3,
        "quotes",
        fields={
            "text": "We shall not sell it again to anybody at all",
            "speaker": "Sergey Lavrov",
            "speaker_country": "RUS",
            "kind": "direct",
            "topic": "sales",
        },
        aliases=["Lavrov", "Sergei Lavrov", "sell it again to anybody"],
    ),
    coded(2, "exercises", fields={"name": "Joint Sea", "participants": ["CHN", "RUS"]}),
]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A folder as `--shared` names one, with one document."""
    folder = tmp_path / "shared"
    document = folder / "sources" / SOURCE / "document.txt"
    document.parent.mkdir(parents=True)
    document.write_text(TEXT, encoding="utf-8")
    header = "source_id,use,title,authors,publisher,published_date,url,kind,language,note"
    line = f"{SOURCE},tuning,A Title,Some One; Another,,2020,,article,en,"
    (folder / "sources" / "catalogue.csv").write_text(f"{header}\n{line}\n", encoding="utf-8")
    gold = folder / "evaluate" / "gold" / f"{SOURCE}.jsonl"
    gold.parent.mkdir(parents=True)
    gold.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return folder
