"""The command line: what each command prints, its errors in one line, its exit codes."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pandas as pd
import pytest
import yaml
from click.testing import Result

from pipeline.assets import records
from pipeline.cli import main
from pipeline.publish.promote import SEAL, STAGING
from pipeline.publish.release import last_release
from pipeline.read import load_card
from pipeline.refresh.gather import Decided
from pipeline.refresh.survey import Rows
from tests.conftest import FIGHTERS, MISSILES, AddSource

ROOT = Path(__file__).parents[2]


def one_line(result: Result) -> str:
    """The one line of an error."""
    assert result.exit_code == 1, result.output
    (line,) = result.output.splitlines()
    assert line.startswith("Error: ")
    return line


def errors(built: Result) -> list[str]:
    """The errors that a failed build tells."""
    assert built.exit_code == 1, built.output
    return [line for line in built.output.splitlines() if line.startswith("error: ")]


def test_every_command_teaches_by_example_and_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, command in main.commands.items():
        assert command.help
        assert f"entente {name}" in readme or f"make {name}" in readme, name
        if command.params:
            assert "xample" in command.help, name
            assert f"entente {name}" in command.help
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, f"{name} {parameter.name}"


@pytest.mark.parametrize(
    ("command", "heavy"),
    [
        ("from pipeline.cli import main; main(['--help'], standalone_mode=False)", {"dagster", "pandas", "duckdb"}),
        ("import pipeline.cli.query", {"dagster", "pandas", "pandera"}),
        ("from pipeline.cli import main; main(['extract', 'a.txt'], standalone_mode=False)", {"dagster", "duckdb"}),
    ],
)
def test_quick_commands_load_no_more_than_they_need(tmp_path: Path, command: str, heavy: set[str]) -> None:
    (tmp_path / "a.txt").write_text(FIGHTERS)
    script = f"{command}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert not heavy & set(done.stdout.split())


def test_a_build_tells_what_it_did_and_a_second_keeps_it(entente, add_source: AddSource) -> None:
    add_source("first", FIGHTERS)
    add_source("second", MISSILES)
    built = entente("build")
    assert built.exit_code == 0, built.output
    assert "extracting second" in built.output
    lines = [line.split() for line in built.output.splitlines()]
    at = lines.index(["first"])
    assert lines[at + 1] == ["read:", "new", "1", "0", "0", "0", "1", "0"]
    assert "2 sources in" in built.output
    again = entente("build", "--offline")
    assert again.exit_code == 0
    assert "extracting" not in again.output
    assert "kept: unchanged" in again.output


def test_a_build_with_a_wrong_source_publishes_the_others_and_fails(entente, add_source: AddSource, raw: Path) -> None:
    add_source("first", FIGHTERS)
    add_source("bad", b"")
    built = entente("build")
    assert errors(built) == [
        "error: raw/bad/document.txt: the document is empty; put the text there, or remove the source"
    ]
    assert [row["item"] for row in last_release(Path("outputs"))["transfers"]] == ["Su-35"]


@pytest.mark.parametrize("name", ["transfers.staus", "transfer", "sources", ""])
def test_a_loss_is_allowed_only_where_there_is_a_bound(entente, add_source: AddSource, name: str) -> None:
    add_source("first")
    built = entente("build", "--allow-loss", "transfers.status", "--allow-loss", name)
    assert built.exit_code == 2
    assert f"--allow-loss {name}: no bound has that name" in built.output
    assert not Path("outputs").exists()


def test_a_build_of_nothing_fails_and_leaves_the_release(entente, add_source: AddSource) -> None:
    add_source("first")
    entente("build")
    built = entente("build", "--raw", "nowhere")
    assert built.exit_code == 1
    assert built.output.splitlines()[-2:] == [
        "error: nowhere: no such folder; name another with --raw, or add a source with 'entente add'",
        "nothing was published; outputs is as it was",
    ]
    assert len(last_release(Path("outputs"))["transfers"]) == 1


def test_a_build_without_its_dagster_home_says_what_to_do(
    entente, add_source: AddSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_source("first")
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "nowhere"))
    advice = "no such folder, though DAGSTER_HOME names it; make it, or unset DAGSTER_HOME"
    assert errors(entente("build")) == [f"error: {tmp_path / 'nowhere'}: {advice}"]
    monkeypatch.delenv("DAGSTER_HOME")
    monkeypatch.setattr(importlib.import_module("pipeline.cli.build"), "HOME", tmp_path)
    advice = "no such file; bring it back with 'git checkout .dagster'"
    assert errors(entente("build")) == [f"error: {tmp_path / 'dagster.yaml'}: {advice}"]


@pytest.mark.parametrize("outputs", ["somefile", "somefile/deeper/tables"])
def test_a_build_into_what_is_no_folder_says_so_before_it_reads(entente, add_source: AddSource, outputs: str) -> None:
    add_source("first")
    Path("somefile").write_text("a text")
    built = entente("build", "--outputs", outputs)
    assert errors(built) == ["error: somefile: is no folder; move it away, or name another with --outputs"]
    assert "reading" not in built.output
    assert Path("somefile").read_text() == "a text"


def test_a_build_over_a_damaged_release_says_what_to_do(entente, add_source: AddSource) -> None:
    add_source("first")
    entente("build")
    Path("outputs/quotes.parquet").write_bytes(b"PAR1")
    built = entente("build")
    assert built.exit_code == 1
    assert "error: outputs/quotes.parquet cannot be read: restore it" in built.output


def test_a_build_with_a_broken_key_says_which_and_leaves_the_release(
    entente, add_source: AddSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_source("first")
    entente("build")
    before = {path.name: path.read_bytes() for path in Path("outputs").iterdir()}

    def twice(frames: dict[str, pd.DataFrame], last: Rows, decisions: Decided) -> dict[str, pd.DataFrame]:
        tables = connect(frames, last, decisions)
        return {**tables, "transfers": pd.concat([tables["transfers"]] * 2, ignore_index=True)}

    connect = records.connect
    monkeypatch.setattr(records, "connect", twice)
    built = entente("build")
    assert errors(built) == ["error: table transfers, column transfer_id: field_uniqueness fails at 'rus-chn-su-35'"]
    assert "nothing was published; outputs is as it was" in built.output
    assert {path.name: path.read_bytes() for path in Path("outputs").iterdir()} == before


ADD = ("--title", "A Title", "--published", "2021-06-17", "--author", "Some One", "--author", "Some Other")


def test_add_writes_a_card_and_copies_the_document(entente, tmp_path: Path) -> None:
    file = tmp_path / "Article.TXT"
    file.write_text(FIGHTERS)
    added = entente("add", str(file), "--id", "some-title", *ADD, "--url", "https://example.org/a", "--kind", "report")
    assert added.exit_code == 0, added.output
    card = load_card(Path("raw/some-title/source.yaml"))
    assert card.authors == ("Some One", "Some Other")
    assert (card.published, card.kind, card.url) == ("2021-06-17", "report", "https://example.org/a")
    assert Path("raw/some-title/document.txt").read_text() == FIGHTERS
    assert entente("build").exit_code == 0
    assert last_release(Path("outputs"))["sources"][0]["title"] == "A Title"


@pytest.mark.parametrize(
    ("file", "options", "error"),
    [
        ("missing.txt", ("--id", "a", *ADD), "missing.txt: cannot be read (No such file or directory)"),
        ("report.pdf", ("--id", "a", *ADD), "report.pdf: is no .txt or .md; save the document as one of these"),
        ("https://example.org", ("--id", "a", *ADD), "https://example.org: addresses cannot be fetched yet"),
        ("binary.txt", ("--id", "a", *ADD), "binary.txt: these bytes are no text"),
        ("good.txt", ("--id", "../a", *ADD), "'source_id' is '../a'"),
        ("good.txt", ("--id", "a", *ADD, "--published", "June"), "'published' is 'June', which is no EDTF date"),
        ("good.txt", ("--id", "a", *ADD, "--kind", "podcast"), "'kind' is 'podcast'"),
        ("good.txt", ("--id", "taken", *ADD), "this source has a card already"),
    ],
)
def test_add_refuses_in_one_line_and_leaves_nothing(
    entente, add_source: AddSource, file: str, options: tuple[str, ...], error: str
) -> None:
    add_source("taken")
    Path("good.txt").write_text(FIGHTERS)
    Path("binary.txt").write_bytes(bytes(range(256)))
    assert error in one_line(entente("add", file, *options))
    assert [path.name for path in Path("raw").iterdir()] == ["taken"]
    assert load_card(Path("raw/taken/source.yaml")).published == "2020-06"


def test_add_to_what_is_no_folder_says_what_to_do(entente) -> None:
    Path("good.txt").write_text(FIGHTERS)
    error = one_line(entente("add", "good.txt", "--id", "a", *ADD, "--raw", "good.txt"))
    assert error.endswith("a/source.yaml: cannot be written (Not a directory); name another folder with --raw")
    Path("raw").mkdir()
    Path("raw/a").write_text("in the way")
    assert "cannot be written (File exists)" in one_line(entente("add", "good.txt", "--id", "a", *ADD))


def test_extract_shows_each_row_beside_its_passage_and_publishes_nothing(entente, tmp_path: Path) -> None:
    Path("article.txt").write_text(f"A Title\n\nLast month it rained. {FIGHTERS} Arms sales declined.\n")
    shown = entente("extract", "article.txt", "--published", "2020-06")
    assert shown.exit_code == 0, shown.output
    assert "transfers  rus-chn-su-35" in shown.output
    assert f"“{FIGHTERS}”" in shown.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt"]

    answer = json.loads(entente("extract", "article.txt", "--json").output)
    (record,) = answer["records"]
    assert record["table"] == "transfers"
    assert record["row"]["item"] == "Su-35"
    assert record["passages"] == [FIGHTERS]
    assert all(issue["passage"] for issue in answer["issues"])


def test_extract_tells_what_is_wrong_with_a_file_and_with_a_date(entente) -> None:
    Path("other.txt").write_text(90 * "Norway sold Chile the last six of its F-16 fighters. ", encoding="utf-8")
    assert "other.txt: does not name both Russia and China" in entente("extract", "other.txt").output
    assert "nothing.txt: cannot be read" in one_line(entente("extract", "nothing.txt"))
    Path("empty.txt").write_text(" \n")
    assert "empty.txt: the document is empty" in one_line(entente("extract", "empty.txt"))
    wrong = entente("extract", "empty.txt", "--published", "last June")
    assert wrong.exit_code == 2
    assert "'last June' is no EDTF date" in wrong.output


def test_query_answers_from_tables_and_views(entente, add_source: AddSource) -> None:
    add_source("first")
    entente("build")
    answer = entente("query", "SELECT label, source, passage_url FROM passages")
    assert answer.exit_code == 0, answer.output
    assert "Su-35" in answer.output
    assert "#:~:text=In%202015%20Russia" in answer.output
    assert "Table with name nothing does not exist" in one_line(entente("query", "FROM nothing"))


@pytest.mark.parametrize("sql", ["", "  ", ";", "/* a note */"])
def test_query_without_a_question_says_what_to_do(entente, add_source: AddSource, sql: str) -> None:
    add_source("first")
    entente("build")
    assert "no question there; ask one in SQL, such as 'SELECT * FROM by_source'" in one_line(entente("query", sql))


@pytest.mark.parametrize(
    "sql", ["CREATE TABLE mine AS FROM transfers", "DROP VIEW passages", "SELECT 1; CREATE VIEW a AS SELECT 1"]
)
def test_query_says_that_what_it_makes_is_gone(entente, add_source: AddSource, sql: str) -> None:
    add_source("first")
    entente("build")
    assert "COPY (SELECT ...) TO 'answer.csv' keeps an answer" in one_line(entente("query", sql))


def test_a_question_may_be_asked_in_steps_and_its_answer_kept(entente, add_source: AddSource) -> None:
    add_source("first")
    entente("build")
    assert "Su-35" in entente("query", "CREATE VIEW mine AS SELECT item FROM transfers; FROM mine").output
    assert entente("query", "COPY (SELECT item FROM transfers) TO 'answer.csv'").exit_code == 0
    assert Path("answer.csv").read_text(encoding="utf-8").splitlines() == ["item", "Su-35"]


def test_query_without_a_release_says_what_to_do(entente) -> None:
    error = "no release there; make one with 'entente build'"
    assert error in one_line(entente("query", "FROM sources"))
    Path("outputs").mkdir()
    assert "no whole release there" in one_line(entente("query", "FROM sources"))


def test_query_finishes_what_a_killed_build_left(entente, add_source: AddSource) -> None:
    add_source("first", FIGHTERS)
    entente("build")
    add_source("second", MISSILES)
    entente("build", "--outputs", "newer")
    staging = Path("outputs") / STAGING
    staging.mkdir()
    names = [path.name for path in Path("newer").iterdir()]
    for name in names:
        shutil.copy(Path("newer") / name, staging / name)
    (staging / SEAL).write_text(json.dumps(names))
    assert "S-400" in entente("query", "SELECT item FROM transfers").output
    assert not staging.exists()

    staging.mkdir()
    shutil.copy(Path("newer") / "transfers.parquet", staging)
    assert "S-400" in entente("query", "SELECT item FROM transfers").output
    assert not staging.exists()


def test_demo_goes_the_whole_way(entente) -> None:
    shown = entente("demo")
    assert shown.exit_code == 0, shown.output
    assert "rus-chn-su-35" in shown.output
    assert "“In November 2015 China ordered 24 Su-35 fighters from Russia" in shown.output
    assert last_release(Path("demo/outputs"))["exercises"]
    (hint,) = [line.strip() for line in shown.output.splitlines() if "entente query" in line]
    assert hint == '.venv/bin/entente query --outputs demo/outputs "SELECT * FROM exercise_timeline"'
    assert entente("demo").exit_code == 0


def test_demo_where_a_file_is_in_its_place_says_what_to_do(entente) -> None:
    Path("demo").write_text("a text")
    assert "demo: is no folder; move it away" in one_line(entente("demo"))


def test_the_cards_of_the_project_pin_what_they_say() -> None:
    for path in sorted((ROOT / "raw").glob("*/source.yaml")):
        assert load_card(path).source_id == path.parent.name
        assert yaml.safe_load(path.read_text(encoding="utf-8"))["document"]["sha256"]
