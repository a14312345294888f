"""The four tables, `conflicts` and `aliases`, and `evidence`: mentions, claims and issues, reviewed."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg
import pandas as pd

from pipeline.assets.metadata import check_spec, materialised
from pipeline.assets.workspace import Workspace
from pipeline.refresh.gather import Decided, connect
from schemas import FACT_TABLES
from schemas.tables import TABLES

_NAMES = (*FACT_TABLES, "conflicts", "aliases")


@dg.multi_asset(
    name="resolution",
    group_name="resolve",
    outs={
        **{name: dg.AssetOut(description=TABLES[name].description, kinds={"pandas"}) for name in _NAMES},
        "evidence": dg.AssetOut(description="Mentions and claims with the records that they support, and issues."),
    },
    check_specs=[check_spec(name) for name in _NAMES],
)
def resolution(
    workspace: Workspace,
    mentions: pd.DataFrame,
    claims: pd.DataFrame,
    issues: pd.DataFrame,
    decisions: Decided,
) -> Iterator[dg.MaterializeResult]:
    """What coders decided is applied, and what speaks of one thing becomes one record, under the name that it had."""
    frames = {"mentions": mentions, "claims": claims, "issues": issues}
    frames = connect(frames, workspace.last_release(), decisions)
    for name in _NAMES:
        yield materialised(name, frames[name])
    evidence = {name: frames[name] for name in ("mentions", "claims", "issues")}
    yield dg.MaterializeResult(
        asset_key="evidence", value=evidence, metadata={name: len(frame) for name, frame in evidence.items()}
    )
