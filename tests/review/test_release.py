"""A release with decisions in it: they are applied in every build, reported, followed, and can be taken back."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from pipeline.publish.changelog import CHANGELOG
from pipeline.publish.database import DATABASE
from pipeline.publish.package import PACKAGE
from pipeline.publish.release import SUMS, last_release
from pipeline.refresh import gather as gathering
from pipeline.refresh.survey import Outcome
from pipeline.review.decisions import Decision
from tests.conftest import AddSource
from tests.refresh.whole import build
from tests.review.planted import Row, decision, write

FIGHTERS = "In 2015 Russia sold China 24 Su-35 fighters."
MISSILES = "In 2014 Russia sold China the S-400 air defence system."
ENGINES = "In 2011 Russia sold China 100 AL-31F engines."
TALK = "Arms sales have declined since their peak."
SAID = "In October 2019 President Vladimir Putin said, “We shall teach our Chinese friends to listen for rockets.”"
TEXT = "\n\n".join([FIGHTERS, MISSILES, ENGINES, TALK, SAID])
ADDED = {"supplier": "CHN", "recipient": "RUS", "item": "drones", "item_category": "unmanned", "scope": "item"}


def decisions(text: str = TEXT) -> list[Decision]:
    """One of each kind."""
    return [
        decision(text, FIGHTERS, row={"item": "Su-35", "quantity": "24"}),
        decision(text, MISSILES, decision="reject", row={"item": "S-400"}),
        decision(
            text,
            ENGINES,
            decision="correct",
            row={"item": "AL-31F"},
            set={"quantity": "36", "status": "ordered", "delivery_date": None, "order_date": "2011"},
            words={"order_date": "2011"},
        ),
        decision(text, TALK, decision="add", set={**ADDED, "factuality": "asserted"}),
        decision(
            text,
            SAID,
            decision="correct",
            table="quotes",
            set={"text": {"says": "We shall teach our Chinese friends"}, "kind": "partial"},
        ),
    ]


def published(outputs: Path) -> dict[str, bytes]:
    """The files of a release but for those that tell, or count, what earlier ones were."""
    of_history = {"aliases.parquet", "changes.parquet", CHANGELOG, PACKAGE, SUMS, DATABASE}
    return {path.name: path.read_bytes() for path in outputs.iterdir() if path.name not in of_history}


def transfers(outputs: Path) -> dict[str, Row]:
    return {row["item"]: row for row in last_release(outputs)["transfers"]}


def warnings(caplog: pytest.LogCaptureFixture, level: int = logging.WARNING) -> list[str]:
    """The lines told of reviews."""
    return [one.getMessage() for one in caplog.records if one.levelno == level and "review" in one.getMessage()]


@pytest.fixture
def first(raw: Path, outputs: Path, add_source: AddSource) -> Path:
    """The document of a source that is published without decisions."""
    document = add_source("first", TEXT)
    build(raw, outputs)
    return document


def test_decisions_are_applied(raw: Path, outputs: Path, first: Path, caplog: pytest.LogCaptureFixture) -> None:
    before = last_release(outputs)
    write(raw, "first", decisions())
    build(raw, outputs)
    rows = transfers(outputs)
    assert {item: row["review_status"] for item, row in rows.items()} == {
        "Su-35": "reviewed",
        "AL-31F": "reviewed",
        "drones": "coded",
    }
    engines = rows["AL-31F"]
    assert (engines["quantity"], engines["status"], engines["delivery_date"], engines["order_date"]) == (
        36,
        "ordered",
        None,
        "2011",
    )
    release = last_release(outputs)
    (quote,) = release["quotes"]
    assert quote["text"] == "We shall teach our Chinese friends"
    (rejected,) = [m for m in release["mentions"] if not m["accepted"]]
    assert rejected["record_id"] is None
    missiles = [c for c in release["claims"] if c["mention_id"] == rejected["mention_id"]]
    assert missiles
    assert not any(claim["chosen"] for claim in missiles)
    assert {m["mention_id"] for m in before["mentions"]} < {m["mention_id"] for m in release["mentions"]}
    assert {c["claim_id"] for c in before["claims"]} < {c["claim_id"] for c in release["claims"]}
    (coded,) = [m for m in release["mentions"] if m["method"] == "review:ab"]
    assert coded["passage_url"].startswith("https://example.org/a-title#:~:text=Arms")
    reviewed = [i["char_start"] for i in release["issues"] if i["review_status"] == "reviewed"]
    assert reviewed == [TEXT.index(TALK)]
    assert warnings(caplog) == []


def test_a_change_of_decisions_alone_extracts_nothing(
    raw: Path, outputs: Path, first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "extract", None)
    write(raw, "first", decisions())
    assert build(raw, outputs)["first"].outcome is Outcome.KEPT
    assert transfers(outputs)["Su-35"]["review_status"] == "reviewed"


def test_no_decisions_change_nothing_and_withdrawn_ones_leave_no_trace(raw: Path, outputs: Path, first: Path) -> None:
    machine = published(outputs)
    write(raw, "first", [])
    build(raw, outputs)
    assert published(outputs) == machine
    path = write(raw, "first", decisions())
    build(raw, outputs)
    reviewed = published(outputs)
    assert reviewed != machine
    build(raw, outputs)
    assert published(outputs) == reviewed
    path.unlink()
    build(raw, outputs)
    assert published(outputs) == machine


def test_added_rows_can_be_taken_back_however_many(raw: Path, outputs: Path, first: Path) -> None:
    """The bounds against losses are for what the machine loses."""
    machine = published(outputs)
    values = [{**ADDED, "factuality": "asserted", "item": f"drones of kind {letter}"} for letter in "abcdefgh"]
    write(raw, "first", [decision(TEXT, TALK, decision="add", set=value) for value in values])
    build(raw, outputs)
    assert len(transfers(outputs)) == 3 + len(values)
    write(raw, "first", [])
    build(raw, outputs)
    assert published(outputs) == machine


def test_it_is_the_same_without_the_document(
    raw: Path, outputs: Path, first: Path, caplog: pytest.LogCaptureFixture
) -> None:
    machine = published(outputs)
    path = write(raw, "first", decisions())
    build(raw, outputs)
    reviewed = published(outputs)
    first.unlink()
    build(raw, outputs)
    assert published(outputs) == reviewed
    assert warnings(caplog) == []
    path.unlink()
    build(raw, outputs)
    assert published(outputs) == machine


def test_what_needs_the_document_waits_for_it(
    raw: Path, outputs: Path, first: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first.unlink()
    write(raw, "first", decisions())
    build(raw, outputs)
    assert warnings(caplog) == ["first: review: 2 decisions wait for its document"]
    assert {item: row["review_status"] for item, row in transfers(outputs).items()} == {
        "Su-35": "reviewed",
        "AL-31F": "reviewed",
    }
    first.write_text(TEXT, encoding="utf-8")
    build(raw, outputs)
    assert transfers(outputs)["drones"]["review_status"] == "coded"


@pytest.mark.parametrize("at", range(6))
def test_decisions_follow_a_text_that_shifts(
    raw: Path, outputs: Path, first: Path, add_source: AddSource, at: int
) -> None:
    paragraphs = TEXT.split("\n\n")
    write(raw, "first", decisions())
    build(raw, outputs)
    before = last_release(outputs)
    text = "\n\n".join([*paragraphs[:at], "Nothing of note was said of it.", "Nor of this.", *paragraphs[at:]])
    add_source("first", text)
    build(raw, outputs)
    after = last_release(outputs)
    for name in ("transfers", "quotes"):
        assert after[name] == before[name]
    shifted = {path.name: path.read_bytes() for path in outputs.iterdir()}
    write(raw, "first", decisions(text))
    build(raw, outputs)
    assert {path.name: path.read_bytes() for path in outputs.iterdir()} == shifted


def test_a_decision_whose_words_are_gone_is_told_and_not_applied(
    raw: Path, outputs: Path, first: Path, add_source: AddSource, caplog: pytest.LogCaptureFixture
) -> None:
    write(raw, "first", decisions())
    add_source("first", TEXT.replace("S-400", "S-300"))
    build(raw, outputs)
    assert transfers(outputs)["S-300"]["review_status"] == "machine"
    assert transfers(outputs)["AL-31F"]["quantity"] == 36
    (line,) = warnings(caplog)
    assert line.startswith("first: review: line 8: reject at 46-101 (transfers): stale: the words of its passage")


def test_a_wrong_file_stops_nothing(
    raw: Path, outputs: Path, first: Path, add_source: AddSource, caplog: pytest.LogCaptureFixture
) -> None:
    add_source("second", MISSILES)
    path = write(raw, "first", decisions())
    path.write_text(path.read_text(encoding="utf-8").replace("decision: reject", "decision: refuse"), encoding="utf-8")
    build(raw, outputs)
    assert transfers(outputs)["S-400"]["source_ids"] == ["first", "second"]
    assert transfers(outputs)["Su-35"]["review_status"] == "reviewed"
    (error,) = warnings(caplog, logging.ERROR)
    assert f"{path}: line 8: 'decision' is 'refuse'" in error


@pytest.mark.parametrize("broken", [b"{", b"decisions: none", b"- [", b"- decision: \xff"])
def test_while_a_file_cannot_be_read_its_source_stays_as_it_was_published(
    raw: Path, outputs: Path, first: Path, add_source: AddSource, caplog: pytest.LogCaptureFixture, broken: bytes
) -> None:
    path = write(raw, "first", decisions())
    build(raw, outputs)
    reviewed, made = published(outputs), path.read_bytes()
    path.write_bytes(broken)
    assert build(raw, outputs)["first"].outcome is Outcome.ERROR
    assert published(outputs) == reviewed
    (error,) = warnings(caplog, logging.ERROR)
    assert error.startswith(f"{path}: ")
    assert error.endswith("; until that is mended, its source stays as it was published")
    add_source("second", ENGINES.replace("2011", "2012"))
    add_source("third", MISSILES)
    (raw / "third" / "review.yaml").write_bytes(broken)
    add_source("first", "Nothing.")
    build(raw, outputs)
    assert {item: row["source_ids"] for item, row in transfers(outputs).items()} == {
        "Su-35": ["first"],
        "AL-31F": ["first", "second"],
        "drones": ["first"],
    }
    assert transfers(outputs)["AL-31F"]["quantity"] == 36
    assert transfers(outputs)["AL-31F"]["review_status"] == "machine"
    shared = published(outputs)
    build(raw, outputs)
    assert published(outputs) == shared
    add_source("first", TEXT)
    path.write_bytes(made)
    build(raw, outputs)
    assert published(outputs) == shared
    shutil.rmtree(raw / "second")
    shutil.rmtree(raw / "third")
    build(raw, outputs)
    assert published(outputs) == reviewed


def test_what_became_of_decisions_is_told_in_a_line_each(
    raw: Path, outputs: Path, first: Path, caplog: pytest.LogCaptureFixture
) -> None:
    made = [
        decision(TEXT, FIGHTERS, decision="correct", row={"item": "Su-35"}, set={"quantity": "24"}),
        decision(TEXT, MISSILES, row={"item": "S-400", "status": "delivered"}),
        decision(TEXT, ENGINES, row={"item": "D-30KP2"}),
        decision(TEXT, ENGINES, decision="reject", row={"item": "AL-31F"}, expects={"quantity": "3"}),
        decision(TEXT, ENGINES, row={"item": "AL-31F"}),
    ]
    write(raw, "first", made)
    build(raw, outputs)
    assert [line.split(": ", 3)[3] for line in warnings(caplog)] == [
        "correct at 0-44 (transfers): done: the machine finds it by itself; remove the decision",
        "accept at 46-101 (transfers): changed: status is null, not delivered",
        "accept at 103-148 (transfers): lost: the machine gives no row there that is as it says",
        "reject at 103-148 (transfers): unexpected: quantity is 100, not 3",
    ]
    (error,) = warnings(caplog, logging.ERROR)
    assert "refused: it contradicts line " in error


def test_a_card_that_is_wrong_and_an_extraction_that_fails_keep_the_decisions(
    raw: Path, outputs: Path, first: Path, add_source: AddSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(raw, "first", decisions())
    build(raw, outputs)
    reviewed = last_release(outputs)
    add_source("first", f"Before.\n\n{TEXT}")
    with monkeypatch.context() as broken:
        broken.setattr(gathering, "extract", None)
        build(raw, outputs)
    assert last_release(outputs) == reviewed
    (raw / "first" / "source.yaml").write_text("title: none\n")
    build(raw, outputs)
    assert last_release(outputs) == reviewed
