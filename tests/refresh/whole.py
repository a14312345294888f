"""A build with no orchestrator: the stages, one after the other."""

from __future__ import annotations

from pathlib import Path

from pipeline.publish.release import last_release, publish
from pipeline.refresh.gather import connect, gather
from pipeline.refresh.survey import Source, survey


def build(raw: Path, outputs: Path, mirror: Path | None = None) -> dict[str, Source]:
    """Make a release in `outputs` from the sources in `raw`; what was done with each source."""
    last = last_release(outputs)
    gathered = gather(survey(raw, mirror, last), last)
    publish(gathered.frames | connect(gathered.frames), outputs)
    return {source.source_id: source for source in gathered.sources}
