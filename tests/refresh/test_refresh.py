"""What of the last release is kept, what is read anew, and that no source stops another."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Any

import pytest

from pipeline.extract import OTHER_LANGUAGE, OUT_OF_SCOPE
from pipeline.publish.database import DATABASE
from pipeline.publish.release import SUMS, last_release
from pipeline.refresh import gather as gathering
from pipeline.refresh import survey as surveying
from pipeline.refresh.survey import HOW_TO_SUPPLY, NothingToBuild, Outcome, Source
from tests.conftest import FIGHTERS, MISSILES, AddSource
from tests.refresh.whole import build


def outcomes(sources: dict[str, Source]) -> dict[str, tuple[Outcome, str]]:
    return {name: (source.outcome, source.why) for name, source in sources.items()}


def items(outputs: Path) -> dict[str, list[str]]:
    return {row["item"]: row["source_ids"] for row in last_release(outputs)["transfers"]}


def published(outputs: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in outputs.iterdir() if path.name != DATABASE}


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that were extracted, in order."""
    seen: list[str] = []
    real = gathering.extract

    def spy(document: Any) -> Any:
        seen.append(document.source_id)
        return real(document)

    monkeypatch.setattr(gathering, "extract", spy)
    return seen


@pytest.fixture
def newer_extractor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveying, "extractor_version", lambda: "newer")


def test_only_what_changed_is_extracted(raw: Path, outputs: Path, add_source: AddSource, extracted: list[str]) -> None:
    add_source("first", FIGHTERS)
    add_source("second", MISSILES)
    assert outcomes(build(raw, outputs)) == {"first": (Outcome.READ, "new"), "second": (Outcome.READ, "new")}
    assert items(outputs) == {"Su-35": ["first"], "S-400": ["second"]}
    before = published(outputs)

    extracted.clear()
    assert {what for what, _ in outcomes(build(raw, outputs)).values()} == {Outcome.KEPT}
    assert extracted == []
    assert published(outputs) == before

    add_source("second", FIGHTERS)
    assert outcomes(build(raw, outputs))["second"] == (Outcome.READ, "its document changed")
    assert extracted == ["second"]
    assert items(outputs) == {"Su-35": ["first", "second"]}


def test_an_incremental_release_is_the_one_made_from_scratch(
    raw: Path, outputs: Path, tmp_path: Path, add_source: AddSource
) -> None:
    add_source("first", FIGHTERS)
    build(raw, outputs)
    add_source("second", f"{MISSILES}\n\nIn 2015 Russia sold China 48 Su-35 fighters.")
    build(raw, outputs)
    build(raw, tmp_path / "scratch")
    of_history = {"aliases.parquet", "changes.parquet", "CHANGELOG.md", "datapackage.json", SUMS}
    one, other = published(outputs), published(tmp_path / "scratch")
    assert {name for name in one if one[name] != other[name]} <= of_history


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"published": "2021"}, "its date changed"),
        ({"language": "fr"}, "its language changed"),
        ({"url": "https://example.org/moved"}, "its address changed"),
    ],
)
def test_a_card_that_extraction_reads_otherwise_is_read_anew(
    raw: Path, outputs: Path, add_source: AddSource, facts: dict[str, Any], why: str
) -> None:
    add_source("first")
    build(raw, outputs)
    add_source("first", **facts)
    assert outcomes(build(raw, outputs)) == {"first": (Outcome.READ, why)}


def test_a_card_with_another_title_keeps_its_rows(
    raw: Path, outputs: Path, add_source: AddSource, extracted: list[str]
) -> None:
    add_source("first")
    build(raw, outputs)
    add_source("first", title="Another", authors=("Some Other",))
    assert outcomes(build(raw, outputs)) == {"first": (Outcome.KEPT, "unchanged")}
    assert last_release(outputs)["sources"][0]["title"] == "Another"
    assert extracted == ["first"]


@pytest.mark.usefixtures("newer_extractor")
def test_another_extractor_reads_everything_anew(raw: Path, outputs: Path, add_source: AddSource) -> None:
    add_source("first")
    with pytest.MonkeyPatch.context() as older:
        older.setattr(surveying, "extractor_version", lambda: "older")
        build(raw, outputs)
    assert outcomes(build(raw, outputs)) == {"first": (Outcome.READ, "the extractor changed")}
    assert last_release(outputs)["sources"][0]["extractor_version"] == "newer"


def test_a_source_without_its_document_keeps_its_rows_and_says_how_to_supply_it(
    raw: Path, outputs: Path, add_source: AddSource, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = add_source("first")
    build(raw, outputs)
    before = published(outputs)
    document.unlink()
    monkeypatch.setattr(surveying, "extractor_version", lambda: "newer")
    assert outcomes(build(raw, outputs)) == {"first": (Outcome.NO_DOCUMENT, "kept what was published")}
    assert published(outputs) == before
    assert [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING] == [
        "first: no document; kept what was published (its hash is in its card; https://example.org/a-title)",
        HOW_TO_SUPPLY % raw,
    ]


def test_what_a_reading_was_made_from_waits_for_the_document(raw: Path, outputs: Path, add_source: AddSource) -> None:
    add_source("first").unlink()
    add_source("second").unlink()
    assert outcomes(build(raw, outputs))["first"] == (Outcome.NO_DOCUMENT, "nothing is published of it")
    document = add_source("first")
    build(raw, outputs)
    document.unlink()
    add_source("first", published="2021").unlink()
    build(raw, outputs)
    assert last_release(outputs)["sources"][0]["published_date"] == "2020-06"
    document.write_bytes(FIGHTERS.encode())
    assert outcomes(build(raw, outputs))["first"] == (Outcome.READ, "its date changed")


def test_a_document_is_found_in_the_mirror_under_any_name(
    raw: Path, outputs: Path, tmp_path: Path, add_source: AddSource
) -> None:
    (tmp_path / "mirror" / "deep").mkdir(parents=True)
    add_source("first").rename(tmp_path / "mirror" / "deep" / "whatever.bin")
    assert outcomes(build(raw, outputs, tmp_path / "mirror")) == {"first": (Outcome.READ, "new")}


def test_a_mirror_that_is_not_there_is_told(
    raw: Path, outputs: Path, tmp_path: Path, add_source: AddSource, caplog: pytest.LogCaptureFixture
) -> None:
    add_source("first")
    build(raw, outputs, tmp_path / "nowhere")
    assert f"{tmp_path / 'nowhere'}: no such folder, though ENTENTE_MIRROR names it" in caplog.messages


def test_a_removed_card_removes_its_rows(raw: Path, outputs: Path, add_source: AddSource) -> None:
    add_source("first", FIGHTERS)
    add_source("second", MISSILES)
    build(raw, outputs)
    for path in (raw / "second").iterdir():
        path.unlink()
    (raw / "second").rmdir()
    build(raw, outputs)
    release = last_release(outputs)
    assert {row["source_id"] for name in ("sources", "mentions", "claims") for row in release[name]} == {"first"}
    assert items(outputs) == {"Su-35": ["first"]}


BAD = {
    "an empty document": lambda folder: _pin(folder, b""),
    "bytes that are no text": lambda folder: _pin(folder, bytes(range(256)) * 20),
    "a wrong hash": lambda folder: (folder / "document.txt").write_text("something else"),
    "a missing key": lambda folder: _edit(folder, "title: A Title\n", ""),
    "an unknown key": lambda folder: _edit(folder, "title:", "mood: glad\ntitle:"),
    "a date that is no EDTF": lambda folder: _edit(folder, "2020-06", "June 2020"),
    "the id of another": lambda folder: _edit(folder, "source_id: bad", "source_id: good"),
    "an id that is a path": lambda folder: _edit(folder, "source_id: bad", "source_id: ../bad"),
    "a card that is no YAML": lambda folder: _edit(folder, "title:", "{title:"),
}


def _pin(folder: Path, data: bytes) -> None:
    (folder / "document.txt").write_bytes(data)
    old = hashlib.sha256(MISSILES.encode()).hexdigest()
    _edit(folder, old, hashlib.sha256(data).hexdigest())


def _edit(folder: Path, old: str, new: str) -> None:
    card = folder / "source.yaml"
    assert old in card.read_text()
    card.write_text(card.read_text().replace(old, new))


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("known", [False, True], ids=["new", "published"])
def test_a_bad_source_is_one_error_that_names_a_file_and_every_other_goes_through(
    raw: Path, outputs: Path, add_source: AddSource, caplog: pytest.LogCaptureFixture, what: str, known: bool
) -> None:
    add_source("bad", MISSILES)
    if known:
        build(raw, outputs)
    BAD[what](raw / "bad")
    add_source("good", FIGHTERS)
    sources = build(raw, outputs)
    assert sources["good"].outcome is Outcome.READ
    assert sources["bad"].outcome is Outcome.ERROR
    if what in ("an empty document", "bytes that are no text"):
        assert sources["bad"].why == "its document cannot be read as text"
    assert items(outputs) == {"Su-35": ["good"]} | ({"S-400": ["bad"]} if known else {})
    (error,) = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert str(raw / "bad") in error
    assert "\n" not in error


def test_a_document_that_breaks_the_extractor_stops_no_other(
    raw: Path, outputs: Path, add_source: AddSource, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    add_source("bad", MISSILES)
    build(raw, outputs)
    add_source("bad", FIGHTERS + " And more.")
    add_source("good", FIGHTERS)
    real = gathering.extract

    def fragile(document: Any) -> Any:
        if document.source_id == "bad":
            raise RecursionError("too deep")
        return real(document)

    monkeypatch.setattr(gathering, "extract", fragile)
    assert outcomes(build(raw, outputs)) == {
        "bad": (Outcome.ERROR, "extraction failed"),
        "good": (Outcome.READ, "new"),
    }
    assert items(outputs) == {"S-400": ["bad"], "Su-35": ["good"]}
    assert "bad: extraction failed: RecursionError: too deep" in caplog.messages
    monkeypatch.setattr(gathering, "extract", real)
    assert outcomes(build(raw, outputs))["bad"] == (Outcome.READ, "its document changed")


def test_a_source_with_refused_rows_is_read_again(
    raw: Path, outputs: Path, add_source: AddSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_source("first")
    real = gathering.resolve

    def faulty(*rows: Any) -> Any:
        resolved = real(*rows)
        for row in resolved.tables["transfers"]:
            row["quantity"] = -1
        return resolved

    monkeypatch.setattr(gathering, "resolve", faulty)
    build(raw, outputs)
    assert items(outputs) == {}
    assert "refused: quantity at_least_0" in {row["reason"] for row in last_release(outputs)["issues"]}
    monkeypatch.setattr(gathering, "resolve", real)
    assert outcomes(build(raw, outputs)) == {"first": (Outcome.READ, "rows of it were refused")}
    assert items(outputs) == {"Su-35": ["first"]}
    assert not any(row["reason"].startswith("refused") for row in last_release(outputs)["issues"])


def test_no_source_at_all_is_taken_for_a_mistake(raw: Path, outputs: Path, add_source: AddSource) -> None:
    add_source("first")
    build(raw, outputs)
    for folder, what in ((raw.parent / "nowhere", "no such folder"), (outputs.parent / "empty", "no source there")):
        (outputs.parent / "empty").mkdir(exist_ok=True)
        with pytest.raises(NothingToBuild, match=f"{what}; name another .* or add a source with 'entente add'"):
            build(folder, outputs)
    assert items(outputs) == {"Su-35": ["first"]}


def test_a_document_out_of_scope_gives_no_row_and_is_told(
    raw: Path, outputs: Path, add_source: AddSource, caplog: pytest.LogCaptureFixture
) -> None:
    add_source("abroad", 100 * "“Norway has sold Chile its last six F-16 fighters,” the minister said. ")
    add_source("first", FIGHTERS)
    assert outcomes(build(raw, outputs))["abroad"] == (Outcome.READ, "new")
    assert {row["source_id"] for row in last_release(outputs)["mentions"]} == {"first"}
    assert [message for message in caplog.messages if "out of scope" in message] == [f"abroad: {OUT_OF_SCOPE}"]


def test_a_document_in_another_language_is_told(
    raw: Path, outputs: Path, add_source: AddSource, caplog: pytest.LogCaptureFixture
) -> None:
    add_source("first", FIGHTERS)
    add_source("french", FIGHTERS, language="fr")
    build(raw, outputs)
    assert [m for m in caplog.messages if "the rules read English" in m] == [f"french: {OTHER_LANGUAGE % 'fr'}"]
