"""All that Dagster serves: the assets, the job that makes a release, what starts it, and where it works."""

from __future__ import annotations

import dagster as dg

from pipeline.assets import documents, mentions, records, release
from pipeline.assets.watch import raw_changes, refresh, weekly
from pipeline.assets.workspace import Workspace

defs = dg.Definitions(
    assets=[documents.documents, mentions.extraction, records.resolution, release.comparison, release.release],
    jobs=[refresh],
    sensors=[raw_changes],
    schedules=[weekly],
    resources={"workspace": Workspace()},
)
