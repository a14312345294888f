"""Where a run finds its sources and puts its release."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg

from pipeline.publish.release import last_release
from pipeline.refresh.survey import Rows

MIRROR = "ENTENTE_MIRROR"


class Workspace(dg.ConfigurableResource):
    """Folders of a run, absolute or from where the process was started."""

    raw: str = "raw"
    outputs: str = "outputs"

    @property
    def mirror(self) -> Path | None:
        """The folder of documents under whatever names, where the environment names one."""
        folder = os.environ.get(MIRROR)
        return Path(folder) if folder else None

    def last_release(self) -> Rows:
        """The rows of the last release; what a killed build left is mended first."""
        return last_release(Path(self.outputs))
