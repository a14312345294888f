"""`sources`, `mentions`, `claims` and `issues` as the machine made them, from documents or from the last release."""

from __future__ import annotations

from collections.abc import Iterator

import dagster as dg

from pipeline.assets.metadata import check_spec, materialised, sources_report
from pipeline.assets.workspace import Workspace
from pipeline.refresh.gather import gather
from pipeline.refresh.survey import Source
from schemas.tables import TABLES

_NAMES = ("sources", "mentions", "claims", "issues")


@dg.multi_asset(
    name="extraction",
    group_name="extract",
    outs={
        **{name: dg.AssetOut(description=TABLES[name].description, kinds={"pandas"}) for name in _NAMES},
        "outcomes": dg.AssetOut(description="What was done with each source, and why."),
        "decisions": dg.AssetOut(description="The coders' decisions, each with where its passage is now."),
    },
    check_specs=[check_spec(name) for name in _NAMES],
)
def extraction(workspace: Workspace, documents: list[Source]) -> Iterator[dg.MaterializeResult]:
    """Extract from what changed, keep the rest."""
    gathered = gather(documents, workspace.last_release())
    report = {"what_was_done": sources_report(gathered.sources)}
    for name in _NAMES:
        result = materialised(name, gathered.frames[name])
        yield result._replace(metadata={**(result.metadata or {}), **report})
    yield dg.MaterializeResult(asset_key="outcomes", value=gathered.sources, metadata=report)
    yield dg.MaterializeResult(
        asset_key="decisions", value=gathered.decisions, metadata={"decisions": len(gathered.decisions.placed)}
    )
