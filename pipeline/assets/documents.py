"""`documents`: every source of `raw/`, with its document where it must be read."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from pipeline.assets.metadata import sources_report
from pipeline.assets.workspace import Workspace
from pipeline.refresh.survey import Outcome, Source, survey


@dg.asset(group_name="read", kinds={"python"})
def documents(workspace: Workspace) -> dg.MaterializeResult[list[Source]]:
    """Every source of raw/: its card, its document read into typed blocks where its rows must be made anew."""
    sources = survey(Path(workspace.raw), workspace.mirror, workspace.last_release())
    return dg.MaterializeResult(
        value=sources,
        metadata={
            "sources": len(sources),
            "to_read": sum(source.outcome is Outcome.READ for source in sources),
            "what_was_done": sources_report(sources),
        },
    )
