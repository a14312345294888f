"""The questions that a release must answer, each by its view or macro, on two documents written for the purpose."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.publish.database import DATABASE, connect
from pipeline.publish.release import last_release, publish
from schemas import to_frame
from tests.conftest import AddSource
from tests.refresh.whole import build

OLDER = """Arms and drills

In 2014 Russia agreed to sell China four S-400 systems. Russia has not delivered the S-400 to China.

In September 2016 the armies of Russia and China held the exercise Peace Mission 2016 in Kyrgyzstan.

Russia sold China the Su-35 in 2015.

“Our two armies have never been closer than they are today,” President Vladimir Putin said.
"""
NEWER = """The balance of ten years

Russia delivered six S-400 systems to China in 2018. China may buy the Su-57 from Russia.

The exercise Peace Mission 2016 was held by Russia and China in August 2016.

President Vladimir Putin said that “our two armies have never been so close as they are today”.
"""


@pytest.fixture
def release(raw: Path, outputs: Path, add_source: AddSource) -> Iterator[duckdb.DuckDBPyConnection]:
    add_source("older", OLDER, published="2016", title="Arms and drills")
    add_source("newer", NEWER.replace("\n", "\r\n"), published="2021", title="The balance of ten years")
    build(raw, outputs)
    with duckdb.connect(str(outputs / DATABASE), read_only=True) as connection:
        yield connection


def ask(release: duckdb.DuckDBPyConnection, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return release.execute(sql, values).fetchall()


def test_everything_one_source_says(release: duckdb.DuckDBPyConnection) -> None:
    found = ask(release, "SELECT table_name, label, says['status'] FROM said_by('newer') ORDER BY ALL")
    assert ("transfers", "S-400", "delivered") in found
    assert {table for table, _, _ in found} == {"transfers", "exercises", "quotes"}
    assert ask(release, "FROM said_by('nobody')") == []


def test_everything_said_of_one_system_over_time_and_by_whom(release: duckdb.DuckDBPyConnection) -> None:
    found = ask(release, "SELECT published_date, source, says['quantity'] FROM said_of('s-400')")
    assert [date for date, _, _ in found] == sorted(date for date, _, _ in found)
    assert ("2016", "Arms and drills", "4") in found
    assert ("2021", "The balance of ten years", "6") in found
    assert ask(release, "SELECT DISTINCT label FROM said_of('Peace Mission')") == [("Peace Mission-2016",)]


@pytest.mark.parametrize("spelling", ["Su35", "su 35", "SU-35", "Su–35"])
def test_a_system_is_found_however_it_is_spelt(release: duckdb.DuckDBPyConnection, spelling: str) -> None:
    assert ask(release, "SELECT DISTINCT label FROM said_of(?)", spelling) == [("Su-35",)]


def test_a_system_is_found_in_what_was_said_and_at_the_beginning_of_a_word(release: duckdb.DuckDBPyConnection) -> None:
    assert ask(release, "SELECT DISTINCT label FROM said_of('two armies')") == [("Vladimir Putin",)]
    assert ask(release, "FROM said_of('u-35')") == []


def test_where_sources_disagree(release: duckdb.DuckDBPyConnection) -> None:
    found = ask(release, "SELECT label, field, kind, value, source_id FROM disagreements")
    assert ("S-400", "quantity", "basis", "4", "older") in found
    assert ("S-400", "quantity", "basis", "6", "newer") in found
    assert {value for label, field, *_, value, _ in found if (label, field) == ("Peace Mission-2016", "date")} == {
        "2016-09",
        "2016-08",
    }


def test_what_only_one_source_supports(release: duckdb.DuckDBPyConnection) -> None:
    found = ask(release, "SELECT label, source_id FROM single_source WHERE table_name = 'transfers'")
    assert found == [("Su-35", "older"), ("Su-57", "newer")]


def test_the_timeline_of_exercises_with_their_participants(release: duckdb.DuckDBPyConnection) -> None:
    ((name, participants),) = ask(release, "SELECT name, participants FROM exercise_timeline")
    assert (name, participants) == ("Peace Mission-2016", ["CHN", "RUS"])


def test_what_is_asserted_reported_possible_denied(release: duckdb.DuckDBPyConnection) -> None:
    found = ask(release, "SELECT label, factuality, source_id, source_says FROM certainty")
    assert ("Su-57", "possible", "newer", "possible") in found
    assert ("S-400", "asserted", "older", "denied") in found


def test_who_said_what_and_where_the_wording_is_disputed(release: duckdb.DuckDBPyConnection) -> None:
    ((speaker, disputed, others),) = ask(release, "SELECT speaker, wording_disputed, other_wordings FROM who_said_what")
    assert (speaker, disputed, len(others)) == ("Vladimir Putin", True, 1)


def test_the_passage_behind_any_cell(release: duckdb.DuckDBPyConnection, raw: Path, outputs: Path) -> None:
    """In whatever bytes the document lies, and under whatever name."""
    texts = {"older": OLDER, "newer": NEWER}
    (raw / "newer" / "document.txt").rename(raw / "whatever.bin")
    (raw / "photo.jpg").write_bytes(bytes(range(256)))
    for table, key in (("transfers", "transfer_id"), ("exercises", "exercise_id"), ("quotes", "quote_id")):
        for row in last_release(outputs)[table]:
            for field in ("item", "status", "date", "speaker", "text"):
                cell = (table, row[key], field)
                found = ask(release, "FROM passages_behind(?, ?, ?, folder := ?)", *cell, str(raw))
                behind = ask(release, "FROM behind(?, ?, ?)", *cell)
                assert len(found) == len(behind)
                for (value, chosen, source, *_), own in zip(found, behind, strict=True):
                    start, end, first, last = own[4:8]
                    assert (value, chosen, source) == own[:3]
                    words = None if first is None else texts[source][first:last]
                    passage = ask(
                        release,
                        "SELECT passage, words FROM passages_behind(?, ?, ?, folder := ?) WHERE source_id = ? "
                        "AND value = ? AND passage = ?",
                        *cell,
                        str(raw),
                        source,
                        value,
                        texts[source][start:end],
                    )
                    assert (texts[source][start:end], words) in passage


def test_a_document_that_is_not_there_gives_no_passage(release: duckdb.DuckDBPyConnection, raw: Path) -> None:
    (raw / "newer" / "document.txt").unlink()
    found = ask(
        release, f"SELECT source_id, passage FROM passages_behind('transfers', 'rus-chn-su-57', 'item', '{raw}')"
    )
    assert found == [("newer", None)]


def test_no_folder_is_raw_and_not_every_file_there_is(
    release: duckdb.DuckDBPyConnection, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(raw.parent)
    cell = "'transfers', 'rus-chn-su-57', 'item'"
    found = [ask(release, f"FROM passages_behind({cell}, folder := {folder})") for folder in ("''", "NULL", "'raw'")]
    assert found[0] == found[1] == found[2] == ask(release, f"FROM passages_behind({cell})") != []


def test_an_earlier_identifier_leads_to_what_is_behind_its_record(rows: dict[str, Any], tmp_path: Path) -> None:
    publish({name: to_frame(name, table) for name, table in rows.items()}, tmp_path)
    with connect(tmp_path) as release:
        names = ("rus-chn-su-35", "rus-chn-su-35s")
        behind = [ask(release, "SELECT value FROM behind('transfers', ?, 'item')", name) for name in names]
        assert behind == [[("Su-35",)], [("Su-35",)]]
        assert ask(release, "FROM behind('exercises', 'rus-chn-su-35s', 'date')") == []
