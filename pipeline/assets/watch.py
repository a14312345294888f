"""When to run: as soon as something changes in `raw/`, and once a week whatever happens."""

from __future__ import annotations

import json
from pathlib import Path

import dagster as dg

from pipeline.assets.workspace import Workspace
from pipeline.resolve.words import counted

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    executor_def=dg.in_process_executor,
    description="Read what changed in raw/, and publish. One run for all sources.",
)


@dg.sensor(job=refresh, minimum_interval_seconds=60)
def raw_changes(context: dg.SensorEvaluationContext, workspace: Workspace) -> dg.SensorResult | dg.SkipReason:
    """Sources that are new, changed or gone since the last look: one run for all of them.

    The cursor holds what was seen. There is no run key, so that a cursor that is reset asks for a run again.
    """
    now = _state(Path(workspace.raw))
    before = json.loads(context.cursor) if context.cursor else {}
    changes = {
        "new": sorted(now.keys() - before.keys()),
        "changed": sorted(name for name in now.keys() & before.keys() if now[name] != before[name]),
        "removed": sorted(before.keys() - now.keys()),
    }
    if not any(changes.values()):
        return dg.SkipReason(f"nothing changed among {counted(len(now), 'source')}")
    tags = {f"entente/{what}": str(len(names)) for what, names in changes.items() if names}
    context.log.info(f"asking for a run: {json.dumps(changes)}")
    return dg.SensorResult([dg.RunRequest(tags=tags)], cursor=json.dumps(now))


def _state(raw: Path) -> dict[str, list[list[str | int]]]:
    """For every source, its files with their sizes and times of change."""
    folders = [path for path in raw.iterdir() if path.is_dir()] if raw.is_dir() else []
    return {folder.name: [_look(path) for path in sorted(folder.iterdir())] for folder in folders}


def _look(path: Path) -> list[str | int]:
    status = path.stat()
    return [path.name, status.st_size, status.st_mtime_ns]


weekly = dg.ScheduleDefinition(
    name="weekly",
    job=refresh,
    cron_schedule="0 5 * * 1",
    description="Mondays at five: what no sensor sees, such as documents that turned up in the mirror.",
)
