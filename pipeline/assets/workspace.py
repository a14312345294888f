"""Where a run finds its sources and puts its release."""

from __future__ import annotations

from pathlib import Path

import dagster as dg
from pydantic import Field

from pipeline.publish.release import last_release
from pipeline.read import mirror_folder
from pipeline.refresh.survey import Rows


class Workspace(dg.ConfigurableResource):
    """Folders of a run, absolute or from where the process was started.

    `allow_loss` names tables and columns (`transfers`, `transfers.status`) that may lose more than their bounds allow.
    """

    raw: str = "raw"
    outputs: str = "outputs"
    allow_loss: list[str] = Field(default_factory=list)

    @property
    def mirror(self) -> Path | None:
        """The folder of documents under whatever names, where the environment names one."""
        return mirror_folder()

    def last_release(self) -> Rows:
        """The rows of the last release; what a killed build left is mended first."""
        return last_release(Path(self.outputs))
