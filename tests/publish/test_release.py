"""A release: the same bytes for the same rows, refused rows as issues, and nothing at all where a key is broken."""

from __future__ import annotations

import hashlib
import json
import threading
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as parquet
import pytest

from pipeline.publish.database import DATABASE, connect
from pipeline.publish.promote import reading
from pipeline.publish.release import SUMS, UnreadableRelease, last_release, publish
from pipeline.publish.validate import BrokenTable
from schemas.tables import TABLES, arrow_schema, to_frame

Rows = dict[str, list[dict[str, Any]]]


def frames(rows: Rows):
    return {name: to_frame(name, rows[name]) for name in TABLES}


def published(outputs: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in outputs.iterdir() if path.name != DATABASE}


def _stated(row: dict[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in row.items() if value is not None}


def test_same_rows_give_the_same_bytes_in_whatever_order_they_come(rows: Rows, tmp_path: Path) -> None:
    publish(frames(rows), tmp_path / "one")
    publish(frames({name: list(reversed(table)) for name, table in rows.items()}), tmp_path / "two")
    assert published(tmp_path / "one") == published(tmp_path / "two")


def test_what_is_published_is_what_was_given_with_its_descriptions(rows: Rows, tmp_path: Path) -> None:
    publish(frames(rows), tmp_path)
    release = last_release(tmp_path)
    for name in TABLES:
        assert [_stated(row) for row in release[name]] == [_stated(row) for row in rows[name]]
        schema = parquet.read_schema(tmp_path / f"{name}.parquet")
        assert schema.equals(arrow_schema(name))
        assert [field.metadata[b"description"] for field in schema] == [
            field.metadata[b"description"] for field in arrow_schema(name)
        ]
    for line in (tmp_path / SUMS).read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    package = json.loads((tmp_path / "datapackage.json").read_text())
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)


def test_a_build_that_changes_nothing_touches_nothing(rows: Rows, tmp_path: Path) -> None:
    assert DATABASE in publish(frames(rows), tmp_path).changed
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert publish(frames(rows), tmp_path).changed == []
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_only_what_changed_is_written(rows: Rows, tmp_path: Path) -> None:
    publish(frames(rows), tmp_path)
    rows["issues"] = []
    assert publish(frames(rows), tmp_path).changed == ["SHA256SUMS", "datapackage.json", DATABASE, "issues.parquet"]


def test_a_database_of_another_release_is_written_anew(rows: Rows, tmp_path: Path) -> None:
    publish(frames(rows), tmp_path)
    (tmp_path / DATABASE).write_bytes(b"no database")
    assert publish(frames(rows), tmp_path).changed == [DATABASE]


def test_a_refused_record_goes_to_issues_and_the_rest_is_published(rows: Rows, tmp_path: Path) -> None:
    rows["transfers"][1] |= {"quantity": -1, "supplier": "Ru"}
    publish(frames(rows), tmp_path)
    release = last_release(tmp_path)
    assert [row["transfer_id"] for row in release["transfers"]] == ["rus-chn-s-400"]
    assert [row["mention_id"] for row in release["mentions"]] == ["m1", "m3"]
    assert [row["claim_id"] for row in release["claims"]] == ["c1", "c3"]
    refused = {row["issue_id"]: row for row in release["issues"]}["refused-m2"]
    assert refused["reason"] == "refused: quantity at_least_0; supplier country"
    assert (refused["char_start"], refused["char_end"], refused["table_name"]) == (20, 30, "transfers")
    assert release["exercises"] == last_release(tmp_path)["exercises"] != []


@pytest.mark.parametrize(
    ("table", "column", "gone"),
    [("transfers", "item", "rus-chn-s-400"), ("mentions", "method", "rus-chn-s-400"), ("claims", "value", None)],
)
def test_a_null_where_a_value_must_be_is_refused(
    rows: Rows, tmp_path: Path, table: str, column: str, gone: str | None
) -> None:
    rows[table][0][column] = None
    publish(frames(rows), tmp_path)
    release = last_release(tmp_path)
    assert f"refused: {column} not_nullable" in {row["reason"] for row in release["issues"]}
    assert gone not in {row["transfer_id"] for row in release["transfers"]}
    assert len(release["transfers"]) == (1 if gone else 2)
    assert len(release["claims"]) == 2


def test_a_refused_mention_takes_its_record(rows: Rows, tmp_path: Path) -> None:
    rows["mentions"][2]["char_end"] = 40
    publish(frames(rows), tmp_path)
    release = last_release(tmp_path)
    assert release["exercises"] == []
    assert "refused: char_start<char_end" in [row["reason"] for row in release["issues"]]


def test_a_refused_claim_goes_alone(rows: Rows, tmp_path: Path) -> None:
    rows["claims"][2]["char_end"] = None
    publish(frames(rows), tmp_path)
    release = last_release(tmp_path)
    assert [row["claim_id"] for row in release["claims"]] == ["c1", "c2"]
    assert len(release["exercises"]) == 1
    assert "refused: char_start_with_char_end" in [row["reason"] for row in release["issues"]]


@pytest.mark.parametrize(
    ("table", "change", "message"),
    [
        ("transfers", {"transfer_id": "rus-chn-su-35"}, "transfers, column transfer_id: field_uniqueness"),
        ("transfers", {"transfer_id": None}, "transfers, column transfer_id: not_nullable"),
        ("transfers", {"transfer_id": "S 400"}, "transfers, column transfer_id: form"),
        ("transfers", {"source_ids": ["another"]}, "transfers.source_ids leads nowhere: another"),
        ("mentions", {"source_id": "another"}, "mentions.source_id leads nowhere: another"),
        ("mentions", {"record_id": "another"}, "mentions.record_id leads nowhere: another"),
        ("mentions", {"accepted": False}, "transfers.transfer_id leads nowhere: rus-chn-s-400 is not in mentions"),
        ("claims", {"field": "mood"}, "claims.field leads nowhere: mood is not in the columns of transfers"),
        ("claims", {"mention_id": "another"}, "claims.mention_id leads nowhere: another"),
        ("sources", {"language": "English"}, "sources, row a-source: language form"),
        ("issues", {"reason": "dull"}, "issues, row i1: reason form"),
    ],
)
def test_a_broken_key_stops_the_release_and_the_old_one_stands(
    rows: Rows, tmp_path: Path, table: str, change: dict[str, Any], message: str
) -> None:
    publish(frames(rows), tmp_path)
    before = published(tmp_path)
    rows[table][0] |= change
    with pytest.raises(BrokenTable, match=message):
        publish(frames(rows), tmp_path)
    assert published(tmp_path) == before


def test_a_frame_with_other_columns_stops_the_release(rows: Rows, tmp_path: Path) -> None:
    tables = frames(rows)
    tables["quotes"] = tables["quotes"].drop(columns="topic")
    with pytest.raises(BrokenTable, match=r"quotes: the columns are not those declared: topic"):
        publish(tables, tmp_path)


def test_the_database_has_the_tables_their_comments_and_views(rows: Rows, tmp_path: Path) -> None:
    publish(frames(rows), tmp_path)
    with duckdb.connect(str(tmp_path / DATABASE), read_only=True) as connection:
        for name, table in TABLES.items():
            count = connection.execute(f"SELECT count(*) FROM {name}").fetchall()
            assert count == [(len(rows[name]),)]
            comments = connection.execute(
                "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index", [name]
            ).fetchall()
            assert comments == [(column, declared.description) for column, declared in table.columns.items()]
        tags = connection.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchall()
        assert tags[0][0]["storage_version"].startswith("v1.2.0")


def test_views_answer_the_same_from_parquet_and_from_the_database(rows: Rows, tmp_path: Path) -> None:
    publish(frames(rows), tmp_path)
    with duckdb.connect(str(tmp_path / DATABASE), read_only=True) as stored, connect(tmp_path) as live:
        views = [
            name for (name,) in stored.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
        ]
        assert {"passages", "exercise_timeline", "by_source", "disagreements"} <= set(views)
        for view in views:
            assert stored.execute(f"FROM {view}").fetchall() == live.execute(f"FROM {view}").fetchall()


def test_a_damaged_release_says_what_to_do(rows: Rows, tmp_path: Path) -> None:
    publish(frames(rows), tmp_path)
    (tmp_path / "claims.parquet").write_bytes(b"")
    with pytest.raises(UnreadableRelease, match=r"claims.parquet cannot be read: restore it"):
        last_release(tmp_path)


def test_a_release_with_a_table_missing_is_not_taken_for_none(rows: Rows, tmp_path: Path) -> None:
    publish(frames(rows), tmp_path)
    (tmp_path / SUMS).unlink()
    assert last_release(tmp_path)["mentions"]
    (tmp_path / "mentions.parquet").unlink()
    with pytest.raises(UnreadableRelease, match=r"mentions.parquet cannot be read"):
        last_release(tmp_path)


def test_a_release_that_fails_after_its_seal_is_finished_all_the_same(
    rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(frames(rows), tmp_path)
    rows["issues"] = []
    failing = iter([OSError("disk full")])

    def replace(self: Path, target: Path) -> Path:
        for error in failing:
            raise error
        return rename(self, target)

    rename = Path.rename
    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OSError, match="disk full"):
        publish(frames(rows), tmp_path)
    assert last_release(tmp_path)["issues"] == []
    assert not (tmp_path / ".staging").exists()


def test_a_writer_waits_for_a_reader(rows: Rows, tmp_path: Path) -> None:
    publish(frames(rows), tmp_path)
    rows["issues"] = []
    writer = threading.Thread(target=publish, args=(frames(rows), tmp_path))
    with reading(tmp_path):
        writer.start()
        writer.join(timeout=0.5)
        assert writer.is_alive()
        assert parquet.read_table(tmp_path / "issues.parquet").num_rows == 1
    writer.join()
    assert last_release(tmp_path)["issues"] == []


def test_where_there_is_no_release_there_are_no_rows(tmp_path: Path) -> None:
    assert last_release(tmp_path / "none") == {name: [] for name in TABLES}
