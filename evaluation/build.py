"""A release of one document alone, made as `entente add` and `entente build` make it, Dagster left out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from evaluation.corpus import Case
from evaluation.score import Rows
from pipeline.publish.release import publish
from pipeline.publish.validate import Frames, settle
from pipeline.read import write_card
from pipeline.refresh.changes import with_changes
from pipeline.refresh.gather import connect, gather
from pipeline.refresh.survey import survey
from schemas.tables import TABLES

_NO_RELEASE: Rows = {name: [] for name in TABLES}


class Built(NamedTuple):
    """What the machine made of one document: the rows of all tables, and what they were resolved from."""

    case: Case
    rows: Rows
    gathered: Frames


def build(case: Case, folder: Path) -> Built:
    """Add the document to `folder`/raw and publish a release of it in `folder`/outputs."""
    raw = folder / "raw"
    write_card(case.card, raw).with_name("document.txt").write_bytes(case.data)
    gathered = gather(survey(raw, None, _NO_RELEASE), _NO_RELEASE).frames
    frames = {**gathered, **connect(gathered, _NO_RELEASE)}
    published = publish(with_changes(frames, _NO_RELEASE).frames, folder / "outputs").frames
    return Built(case, _rows(published), gathered)


def without_methods(built: Built, methods: set[str]) -> Rows:
    """The rows that would have come out if the rules `methods` had found nothing."""
    rows = _rows({name: built.gathered[name] for name in ("mentions", "claims")})
    mentions = [m for m in rows["mentions"] if m["method"] not in methods]
    known = {m["mention_id"] for m in mentions}
    claims = [c for c in rows["claims"] if c["mention_id"] in known]
    kept = {"mentions": TABLES["mentions"].frame(mentions), "claims": TABLES["claims"].frame(claims)}
    frames = connect(kept, _NO_RELEASE)
    return _rows(settle({**frames, "issues": built.gathered["issues"]}))


def _rows(frames: Frames) -> Rows:
    """In the published order, which settles a tie between two rows that match equally well."""
    return {name: TABLES[name].rows(TABLES[name].sort(frame)) for name, frame in frames.items()}
