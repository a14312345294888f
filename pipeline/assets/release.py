"""`release`: the eight tables, published."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import pandas as pd

from pipeline.assets.metadata import preview
from pipeline.assets.workspace import Workspace
from pipeline.publish.release import publish


@dg.asset(group_name="publish", kinds={"parquet", "duckdb"})
def release(
    workspace: Workspace,
    sources: pd.DataFrame,
    transfers: pd.DataFrame,
    exercises: pd.DataFrame,
    agreements: pd.DataFrame,
    quotes: pd.DataFrame,
    evidence: dict[str, pd.DataFrame],
    issues: pd.DataFrame,
) -> dg.MaterializeResult[list[str]]:
    """The Parquet files, the database and the checksums in outputs/: all of them, or none."""
    records = {"transfers": transfers, "exercises": exercises, "agreements": agreements, "quotes": quotes}
    frames = {**records, "sources": sources, **evidence, "issues": issues}
    published = publish(frames, Path(workspace.outputs))
    rows = [[name, len(frame)] for name, frame in published.frames.items()]
    return dg.MaterializeResult(
        value=published.changed,
        metadata={"files_changed": published.changed, "rows": preview(["table", "rows"], rows)},
    )
