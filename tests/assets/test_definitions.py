"""The graph on a real Dagster instance: what it makes, what it says of it, what stops it, and what starts it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pandas as pd
import pytest

from pipeline.assets import records
from pipeline.assets.watch import raw_changes, weekly
from pipeline.assets.workspace import Workspace
from pipeline.definitions import defs
from pipeline.publish.release import last_release
from pipeline.refresh.gather import Decided
from schemas import TABLES
from tests.conftest import MISSILES, AddSource

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.instance_for_test() as instance:
        yield instance


@pytest.fixture
def run(instance: dg.DagsterInstance, raw: Path, outputs: Path):
    def run() -> dg.ExecuteInProcessResult:
        config = {
            "resources": {"workspace": {"config": {"raw": str(raw), "outputs": str(outputs)}}},
            "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
        }
        job = defs.resolve_job_def("refresh")
        return job.execute_in_process(run_config=config, instance=instance, raise_on_error=False)

    return run


def metadata(result: dg.ExecuteInProcessResult) -> dict[str, dict[str, Any]]:
    return {
        event.asset_key.to_user_string(): {
            name: value.value for name, value in event.step_materialization_data.materialization.metadata.items()
        }
        for event in result.get_asset_materialization_events()
        if event.asset_key
    }


def test_the_definitions_load() -> None:
    dg.Definitions.validate_loadable(defs)
    assert {key.to_user_string() for key in defs.resolve_asset_graph().get_all_asset_keys()} == {
        *TABLES,
        "documents",
        "outcomes",
        "decisions",
        "evidence",
        "tables",
        "release",
    }
    checks = defs.resolve_asset_graph().asset_check_keys
    assert {key.asset_key.to_user_string() for key in checks} == set(TABLES)


def test_a_run_tells_what_it_made(run, add_source: AddSource, outputs: Path) -> None:
    add_source("first")
    result = run()
    assert result.success
    told = metadata(result)
    for name, table in TABLES.items():
        assert told[name]["dagster/row_count"] == len(last_release(outputs)[name])
        columns = told[name]["dagster/column_schema"].columns
        assert {column.name: column.description for column in columns} == {
            column: declared.description for column, declared in table.columns.items()
        }
        assert table.key in told[name]["preview"]
    assert "Su-35" in told["transfers"]["preview"]
    assert "| first | read | new |" in told["mentions"]["what_was_done"]
    assert "transfers.parquet" in told["release"]["files_changed"]
    evaluations = result.get_asset_check_evaluations()
    assert {evaluation.asset_key.to_user_string() for evaluation in evaluations} == set(TABLES)
    assert all(evaluation.passed for evaluation in evaluations)

    told = metadata(run())
    assert "| first | kept | unchanged |" in told["mentions"]["what_was_done"]
    assert told["release"]["files_changed"] == []


@pytest.mark.parametrize("fault", ["a broken key", "a wrong schema"])
def test_a_broken_table_blocks_the_release(
    run, add_source: AddSource, outputs: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    def broken(frames: dict[str, pd.DataFrame], last: Any, decisions: Decided) -> dict[str, pd.DataFrame]:
        tables = connect(frames, last, decisions)
        transfers = tables["transfers"]
        twice = pd.concat([transfers, transfers], ignore_index=True)
        return {**tables, "transfers": twice if fault == "a broken key" else transfers.drop(columns="item")}

    connect = records.connect
    monkeypatch.setattr(records, "connect", broken)
    add_source("first")
    result = run()
    assert not result.success
    assert not outputs.exists()
    failed = [evaluation for evaluation in result.get_asset_check_evaluations() if not evaluation.passed]
    assert [evaluation.asset_key.to_user_string() for evaluation in failed] == ["transfers"]
    assert "transfer" in str(failed[0].description)


def test_a_row_to_be_refused_does_not_block(
    run, add_source: AddSource, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(frames: dict[str, pd.DataFrame], last: Any, decisions: Decided) -> dict[str, pd.DataFrame]:
        tables = connect(frames, last, decisions)
        transfers = TABLES["transfers"]
        rows = [{**row, "supplier": "Ru"} for row in transfers.rows(tables["transfers"])]
        return {**tables, "transfers": transfers.frame(rows)}

    connect = records.connect
    monkeypatch.setattr(records, "connect", faulty)
    add_source("first")
    result = run()
    assert result.success
    (check,) = [c for c in result.get_asset_check_evaluations() if c.asset_key == dg.AssetKey("transfers")]
    assert check.metadata["rows_to_refuse"].value == 1
    assert "supplier country" in str(check.metadata["refusals"].value)
    release = last_release(outputs)
    assert release["transfers"] == []
    assert "refused: supplier country" in {row["reason"] for row in release["issues"]}


def look(instance: dg.DagsterInstance, raw: Path, cursor: str | None) -> dg.SensorResult | dg.SkipReason:
    context = dg.build_sensor_context(
        instance=instance, cursor=cursor, resources={"workspace": Workspace(raw=str(raw))}
    )
    answer = raw_changes(context)
    assert isinstance(answer, dg.SensorResult | dg.SkipReason)
    return answer


def test_the_sensor_asks_for_one_run_for_all_changes(
    instance: dg.DagsterInstance, raw: Path, add_source: AddSource
) -> None:
    cursor = None

    def tags() -> dict[str, str] | None:
        nonlocal cursor
        answer = look(instance, raw, cursor)
        if isinstance(answer, dg.SkipReason):
            return None
        cursor = answer.cursor
        (request,) = answer.run_requests or []
        assert request.run_key is None
        return {name: value for name, value in request.tags.items() if name.startswith("entente/")}

    assert tags() is None
    add_source("first")
    add_source("second")
    add_source("third")
    assert tags() == {"entente/new": "3"}
    assert tags() is None
    add_source("first", MISSILES)
    (raw / "second" / "review.yaml").write_text("decisions: []\n")
    for path in (raw / "third").iterdir():
        path.unlink()
    (raw / "third").rmdir()
    add_source("fourth")
    assert tags() == {"entente/new": "1", "entente/changed": "2", "entente/removed": "1"}
    assert tags() is None
    cursor = None
    assert tags() == {"entente/new": "3"}


def test_the_sensor_notices_a_file_that_is_touched(
    instance: dg.DagsterInstance, raw: Path, add_source: AddSource
) -> None:
    document = add_source("first")
    first = look(instance, raw, None)
    assert isinstance(first, dg.SensorResult)
    os.utime(document, ns=(0, 0))
    assert isinstance(look(instance, raw, first.cursor), dg.SensorResult)


def test_the_schedule_asks_for_a_run_every_week(instance: dg.DagsterInstance) -> None:
    assert weekly.cron_schedule == "0 5 * * 1"
    tick = weekly.evaluate_tick(dg.build_schedule_context(instance=instance))
    assert tick.run_requests is not None
    assert len(tick.run_requests) == 1


def test_telemetry_is_off_in_the_project_s_own_home() -> None:
    with dg.DagsterInstance.from_config(str(ROOT / ".dagster")) as home:
        assert not home.telemetry_enabled
