"""What a materialisation says of itself in the web page: rows, a preview, columns, what was done with each source."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import Any

import dagster as dg
import pandas as pd

from pipeline.publish.validate import BrokenTable, failures
from pipeline.refresh.survey import Source
from schemas.tables import TABLES

log = logging.getLogger("entente")

VALID = "valid"
_PREVIEW_ROWS = 10
_PREVIEW_WIDTH = 60


def check_spec(name: str) -> dg.AssetCheckSpec:
    """The blocking check of table `name`: its pandera validation."""
    return dg.AssetCheckSpec(
        VALID, asset=name, blocking=True, description="The columns are those declared, and the key is sound."
    )


def materialised(name: str, frame: pd.DataFrame) -> dg.MaterializeResult:
    """The result of making table `name`, checked."""
    return dg.MaterializeResult(
        asset_key=name,
        value=frame,
        metadata={
            "dagster/row_count": len(frame),
            "dagster/column_schema": _columns(name),
            "preview": preview(list(frame.columns), frame.head(_PREVIEW_ROWS).to_numpy().tolist()),
        },
        check_results=[_checked(name, frame)],
    )


def _checked(name: str, frame: pd.DataFrame) -> dg.AssetCheckResult:
    """Rows that fail a check do not block: the release refuses them one by one. What breaks the table does."""
    try:
        refused = failures(TABLES[name], frame)
    except BrokenTable as error:
        log.error("%s", error)
        return dg.AssetCheckResult(passed=False, check_name=VALID, asset_key=name, description=str(error))
    keys = frame[TABLES[name].key]
    lines = [[keys[position], "; ".join(checks)] for position, checks in refused.items()]
    return dg.AssetCheckResult(
        passed=True,
        check_name=VALID,
        asset_key=name,
        metadata={"rows_to_refuse": len(refused), "refusals": preview(["row", "checks"], lines)},
    )


def sources_report(sources: Iterable[Source]) -> dg.MarkdownMetadataValue:
    """What was done with each source, and why."""
    return preview(["source", "outcome", "why"], [[source.source_id, source.outcome, source.why] for source in sources])


def preview(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> dg.MarkdownMetadataValue:
    """A Markdown table, long cells cut."""
    lines = [columns, ["---"] * len(columns), *rows]
    return dg.MetadataValue.md("\n".join("| " + " | ".join(map(_cell, line)) + " |" for line in lines))


def _cell(value: Any) -> str:
    text = "" if value is None or value is pd.NA else str(value)
    text = " ".join(text.split()).replace("|", "\\|")
    return text if len(text) <= _PREVIEW_WIDTH else text[: _PREVIEW_WIDTH - 1] + "…"


def _columns(name: str) -> dg.TableSchema:
    return dg.TableSchema(
        [
            dg.TableColumn(
                field.name,
                str(field.type),
                description=TABLES[name].columns[field.name].description,
                constraints=dg.TableColumnConstraints(nullable=field.nullable, unique=field.name == TABLES[name].key),
            )
            for field in TABLES[name].arrow_schema
        ]
    )
