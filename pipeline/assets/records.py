"""`transfers`, `exercises`, `agreements` and `quotes`, and `evidence`: the mentions and claims with their records."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg
import pandas as pd

from pipeline.assets.metadata import check_spec, materialised
from pipeline.refresh.gather import connect
from schemas import FACT_TABLES
from schemas.tables import TABLES


@dg.multi_asset(
    name="resolution",
    group_name="resolve",
    outs={
        **{name: dg.AssetOut(description=TABLES[name].description, kinds={"pandas"}) for name in FACT_TABLES},
        "evidence": dg.AssetOut(description="Mentions and claims, each with the record that it supports."),
    },
    check_specs=[check_spec(name) for name in FACT_TABLES],
)
def resolution(mentions: pd.DataFrame, claims: pd.DataFrame) -> Iterator[dg.MaterializeResult]:
    """What speaks of one thing becomes one record."""
    frames = connect({"mentions": mentions, "claims": claims})
    for name in FACT_TABLES:
        yield materialised(name, frames[name])
    evidence = {name: frames[name] for name in ("mentions", "claims")}
    yield dg.MaterializeResult(
        asset_key="evidence", value=evidence, metadata={name: len(frame) for name, frame in evidence.items()}
    )
