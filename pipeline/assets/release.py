"""`changes`, beside the last release, and `release`: the eleven tables, published."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pandas as pd

from pipeline.assets.metadata import check_spec, materialised, preview
from pipeline.assets.workspace import Workspace
from pipeline.publish.release import publish
from pipeline.publish.validate import Frames
from pipeline.refresh.bounds import Loss, check
from pipeline.refresh.changes import Compared, with_changes
from pipeline.refresh.survey import Rows

log = logging.getLogger("entente")

_BOUNDS = "bounds"


@dg.multi_asset(
    name="comparison",
    group_name="publish",
    outs={
        "changes": dg.AssetOut(description="What this release and those before it changed.", kinds={"pandas"}),
        "tables": dg.AssetOut(description="All tables as they will go out."),
    },
    check_specs=[
        check_spec("changes"),
        dg.AssetCheckSpec(_BOUNDS, asset="changes", blocking=True, description="Nothing is lost without a cause."),
    ],
)
def comparison(
    workspace: Workspace,
    sources: pd.DataFrame,
    transfers: pd.DataFrame,
    exercises: pd.DataFrame,
    agreements: pd.DataFrame,
    quotes: pd.DataFrame,
    conflicts: pd.DataFrame,
    aliases: pd.DataFrame,
    evidence: Frames,
) -> Iterator[dg.MaterializeResult]:
    """What is new, gone or otherwise than in the last release, and whether so much may be."""
    records = {"transfers": transfers, "exercises": exercises, "agreements": agreements, "quotes": quotes}
    frames = {**records, "sources": sources, "conflicts": conflicts, "aliases": aliases, **evidence}
    last = workspace.last_release()
    compared = with_changes(frames, last)
    result = materialised("changes", compared.frames["changes"])
    yield result._replace(check_results=[*(result.check_results or []), _bounded(workspace, compared, last)])
    yield dg.MaterializeResult(asset_key="tables", value=compared.frames)


def _bounded(workspace: Workspace, compared: Compared, last: Rows) -> dg.AssetCheckResult:
    try:
        check(last, compared.rows, compared.changes, workspace.allow_loss)
    except Loss as error:
        log.error("%s", error)
        return dg.AssetCheckResult(passed=False, check_name=_BOUNDS, asset_key="changes", description=str(error))
    return dg.AssetCheckResult(passed=True, check_name=_BOUNDS, asset_key="changes")


@dg.asset(group_name="publish", kinds={"parquet", "duckdb"})
def release(workspace: Workspace, tables: Frames) -> dg.MaterializeResult[list[str]]:
    """The Parquet files, the database, the changelog and the checksums in outputs/: all of them, or none."""
    published = publish(tables, Path(workspace.outputs))
    rows = [[name, len(frame)] for name, frame in published.frames.items()]
    return dg.MaterializeResult(
        value=published.changed,
        metadata={"files_changed": published.changed, "rows": preview(["table", "rows"], rows)},
    )
