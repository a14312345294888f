"""Every construction with every choice for its slots (combined.yaml): what one sentence says, its neighbours say too.

All that can be put together are too many to be read each time; the tests draw the same few hundred of each kind.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.extract import extract
from pipeline.read import read_text

KINDS = yaml.safe_load(Path(__file__).with_name("combined.yaml").read_text(encoding="utf-8"))
DRAWN = 400
DATES = ("date", "signed_date", "order_date", "delivery_date", "announced_date")

Fields = dict[str, str]


def drawn(kind: dict[str, Any]) -> Iterator[tuple[str, Fields]]:
    """Sentences, and what the row of each should say."""
    draw = random.Random(kind["id"])
    for _ in range(DRAWN):
        construction = draw.choice(kind["constructions"])
        wanted, words = dict(kind["row"]), {}
        for slot, choices in kind["slots"].items():
            choice = draw.choice(choices)
            chosen = {"words": choice} if isinstance(choice, str) else dict(choice)
            words[slot] = chosen.pop("words")
            wanted |= chosen if f"{{{slot}}}" in construction else {}
        said = construction.format(**words).replace(",,", ",")
        yield f"{kind['lead']} {said[0].upper()}{said[1:]}", {name: str(value) for name, value in wanted.items()}


def rows(table: str, text: str) -> list[Fields]:
    found = extract(read_text("example", text, "2024", "en"))
    mentions = [m["mention_id"] for m in found.mentions if m["table_name"] == table]
    return [{c["field"]: c["value"] for c in found.claims if c["mention_id"] == m} for m in mentions]


def wrong(found: list[Fields], wanted: Fields) -> list[str]:
    """What differs."""
    if len(found) != 1:
        return [f"{len(found)} rows"]
    (row,) = found
    said = {name: value for name, value in wanted.items() if name != "when"}
    faults = [f"{name} is {row.get(name)}" for name, value in said.items() if row.get(name) != value]
    dates = {row.get(name) for name in DATES}
    return faults + ([f"dates are {dates}"] if "when" in wanted and wanted["when"] not in dates else [])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind["id"])
def test_what_is_put_together_gives_its_row(kind: dict[str, Any]) -> None:
    faults = [(text, *found) for text, wanted in drawn(kind) if (found := wrong(rows(kind["table"], text), wanted))]
    assert not faults
