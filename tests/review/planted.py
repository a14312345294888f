"""Decisions planted in a text: written with the words of a passage, pinned as a coder's file pins them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.extract import extract
from pipeline.read import Document, read_text
from pipeline.review import place as placing
from pipeline.review.apply import apply
from pipeline.review.decisions import PASSAGE_DIGITS, Decision, read_decision
from pipeline.review.file import REVIEW_NAME, dump
from pipeline.review.reviewed import Reviewed

Row = dict[str, Any]
NOTHING: dict[str, list[Row]] = {"mentions": [], "claims": [], "issues": []}
SOURCE = "a-source"


def read(text: str) -> Document:
    """The text as the pipeline reads it."""
    return read_text(SOURCE, text, "2020-06", "en")


def machine(text: str) -> dict[str, list[Row]]:
    """The rows that the machine finds in a text."""
    return extract(read(text))._asdict()


def decision(text: str, place: str, **facts: Any) -> Decision:
    """A decision on the passage `place` of `text`; values as in the file, but `{says: WORDS}` for `{at: OFFSETS}`."""
    start = text.index(place)
    data = {"decision": "accept", "table": "transfers", "coder": "ab", "date": "2026-11-22"}
    if facts.get("decision", "accept") != "accept":
        data["reason"] = "as I read it"
    for key in ("row", "set", "expects"):
        if key in facts:
            facts[key] = {name: _pinned(text, value) for name, value in facts[key].items()}
    if "words" in facts:
        facts["words"] = {name: _offsets(text, words) for name, words in facts["words"].items()}
    pin = {"at": f"{start}-{start + len(place)}", "passage": placing.digest(place)[:PASSAGE_DIGITS]}
    return read_decision({**data, **pin, **facts})


def _pinned(text: str, value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    said = value["says"]
    return {"at": [_offsets(text, part) for part in said] if isinstance(said, list) else _offsets(text, said)}


def _offsets(text: str, words: str) -> str:
    start = text.index(words)
    return f"{start}-{start + len(words)}"


def reviewed(text: str, decisions: Sequence[Decision]) -> Reviewed:
    """What the decisions make of the machine's rows of a text."""
    rows = machine(text)
    placed = placing.place(SOURCE, decisions, read(text), NOTHING, lambda words: None)
    return apply(rows["mentions"], rows["claims"], rows["issues"], placed)


def write(raw: Path, source_id: str, decisions: Sequence[Decision]) -> Path:
    """Make the decisions the file of a source."""
    path = raw / source_id / REVIEW_NAME
    path.write_text("".join(map(dump, decisions)), encoding="utf-8")
    return path
