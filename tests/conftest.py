"""What several rooms' tests need: a small, whole and valid release, as rows."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from pipeline.read import Card, write_card

# The same examples in every run, and no verdict on a busy machine's speed.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

HASH = "0" * 64


def _provenance(**changes: Any) -> dict[str, Any]:
    return {
        "sino_russian": True,
        "n_sources": 1,
        "n_mentions": 1,
        "source_ids": ["a-source"],
        "conflicting_fields": [],
        "review_status": "machine",
        **changes,
    }


def _mention(mention_id: str, table: str, record: str, start: int) -> dict[str, Any]:
    return {
        "mention_id": mention_id,
        "table_name": table,
        "record_id": record,
        "source_id": "a-source",
        "paragraph": 1,
        "char_start": start,
        "char_end": start + 10,
        "passage_sha256": HASH,
        "passage_url": None,
        "method": "test",
        "accepted": True,
    }


def _claim(claim_id: str, mention: dict[str, Any], field: str, value: str) -> dict[str, Any]:
    shared = {name: mention[name] for name in ("mention_id", "table_name", "record_id", "source_id")}
    start = mention["char_start"]
    return {**shared, "claim_id": claim_id, "field": field, "value": value} | {
        "char_start": start,
        "char_end": start + 2,
        "chosen": True,
    }


def release_rows() -> dict[str, list[dict[str, Any]]]:
    """Rows of every table: two transfers and an exercise out of one source, each with a mention and a claim."""
    mentions = [
        _mention("m1", "transfers", "rus-chn-s-400", 0),
        _mention("m2", "transfers", "rus-chn-su-35", 20),
        _mention("m3", "exercises", "vostok-2018", 40),
    ]
    transfer = {"supplier": "RUS", "recipient": "CHN", "scope": "item", "factuality": "asserted", **_provenance()}
    return {
        "transfers": [
            {"transfer_id": "rus-chn-s-400", "item": "S-400", "item_category": "air_defence", **transfer},
            {"transfer_id": "rus-chn-su-35", "item": "Su-35", "item_category": "aircraft", "quantity": 24, **transfer},
        ],
        "exercises": [
            {
                "exercise_id": "vostok-2018",
                "name": "Vostok-2018",
                "kind": "command_staff",
                "participants": ["CHN", "MNG", "RUS"],
                "date": "2018-09",
                "date_start": dt.date(2018, 9, 1),
                "date_end": dt.date(2018, 9, 30),
                "factuality": "asserted",
                **_provenance(conflicting_fields=["date"]),
            }
        ],
        "agreements": [],
        "quotes": [],
        "sources": [
            {
                "source_id": "a-source",
                "title": "A source",
                "authors": ["An Author"],
                "language": "en",
                "document_sha256": HASH,
                "text_sha256": HASH,
                "reader_version": "1",
                "extractor_version": "1",
                "n_chars": 100,
                "n_words": 20,
            }
        ],
        "mentions": mentions,
        "claims": [
            _claim("c1", mentions[0], "item", "S-400"),
            _claim("c2", mentions[1], "item", "Su-35"),
            _claim("c3", mentions[2], "date", "2018-09"),
        ],
        "conflicts": [
            {
                "conflict_id": "exercises:vostok-2018:date",
                "table_name": "exercises",
                "record_id": "vostok-2018",
                "field": "date",
                "claim_ids": ["c3"],
                "kind": "date",
                "settled_by": "most_precise",
            }
        ],
        "issues": [
            {
                "issue_id": "i1",
                "source_id": "a-source",
                "char_start": 60,
                "char_end": 70,
                "table_name": "agreements",
                "reason": "no_document",
                "review_status": "machine",
            }
        ],
        "aliases": [
            {
                "alias_id": "transfers:rus-chn-su-35s",
                "table_name": "transfers",
                "old_id": "rus-chn-su-35s",
                "new_id": "rus-chn-su-35",
                "since_release": 2,
            }
        ],
        "changes": [
            {
                "change_id": "2:transfers:rus-chn-su-35:quantity",
                "release": 2,
                "table_name": "transfers",
                "key": "rus-chn-su-35",
                "field": "quantity",
                "old_value": None,
                "new_value": "24",
                "cause": "source added",
            }
        ],
    }


@pytest.fixture
def rows() -> dict[str, list[dict[str, Any]]]:
    """A small, whole and valid release, to be changed at will."""
    return release_rows()


AddSource = Callable[..., Path]

FIGHTERS = "In 2015 Russia sold China 24 Su-35 fighters."
MISSILES = "In 2014 Russia sold China the S-400 air defence system."


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """An empty folder of sources."""
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """A folder for a release, not yet there."""
    return tmp_path / "outputs"


@pytest.fixture
def add_source(raw: Path) -> AddSource:
    """Adds a source with a text to `raw`, or puts another in its place; gives its document."""

    def add(source_id: str, text: str | bytes = FIGHTERS, **facts: Any) -> Path:
        data = text if isinstance(text, bytes) else text.encode()
        card = {
            "source_id": source_id,
            "title": "A Title",
            "authors": ("Some One",),
            "publisher": None,
            "published": "2020-06",
            "url": "https://example.org/a-title",
            "kind": "article",
            "language": "en",
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        (raw / source_id / "source.yaml").unlink(missing_ok=True)
        folder = write_card(Card(**(card | facts)), raw).parent
        document = folder / "document.txt"
        document.write_bytes(data)
        return document

    return add
