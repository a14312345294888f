"""A build with no orchestrator: the stages, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.publish.release import last_release, publish
from pipeline.refresh.bounds import check
from pipeline.refresh.changes import with_changes
from pipeline.refresh.gather import connect, gather
from pipeline.refresh.survey import Source, survey


def build(raw: Path, outputs: Path, mirror: Path | None = None, allow_loss: Sequence[str] = ()) -> dict[str, Source]:
    """Make a release in `outputs` from the sources in `raw`; what was done with each source."""
    last = last_release(outputs)
    gathered = gather(survey(raw, mirror, last), last)
    compared = with_changes(gathered.frames | connect(gathered.frames, last, gathered.decisions), last)
    check(last, compared.rows, compared.changes, allow_loss)
    publish(compared.frames, outputs)
    return {source.source_id: source for source in gathered.sources}
