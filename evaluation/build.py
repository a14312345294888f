"""A release of one document alone, made as `entente add` and `entente build` make it, Dagster left out."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

from evaluation.corpus import Case
from evaluation.score import Rows
from pipeline.publish.release import publish
from pipeline.publish.validate import Frames, settle
from pipeline.read import write_card
from pipeline.refresh.changes import with_changes
from pipeline.refresh.gather import Decided, connect, gather
from pipeline.refresh.survey import survey
from pipeline.review.file import REVIEW_NAME
from schemas.tables import TABLES

_NO_RELEASE: Rows = {name: [] for name in TABLES}


class Built(NamedTuple):
    """What was made of one document: the rows of all tables, and what they were resolved from."""

    case: Case
    rows: Rows
    gathered: Frames
    decisions: Decided  # of coders; none where the rows are the machine's alone


def build(case: Case, folder: Path, reviewed: Path | None = None) -> Built:
    """Add the document to `folder`/raw and publish a release of it in `folder`/outputs.

    The rows are the machine's alone, but where `reviewed` names a folder of sources: then the coders' decisions that it
    has on the document are applied.
    """
    raw = folder / "raw"
    card = write_card(case.card, raw)
    card.with_name("document.txt").write_bytes(case.data)
    review = reviewed and reviewed / case.source_id / REVIEW_NAME
    if review and review.is_file():
        shutil.copyfile(review, card.with_name(REVIEW_NAME))
    frames, _, decisions = gather(survey(raw, None, _NO_RELEASE), _NO_RELEASE)
    whole = {**frames, **connect(frames, _NO_RELEASE, decisions)}
    published = publish(with_changes(whole, _NO_RELEASE).frames, folder / "outputs").frames
    return Built(case, _rows(published), frames, decisions)


def without_methods(built: Built, methods: set[str]) -> Rows:
    """The rows that would have come out if the rules `methods` had found nothing."""
    rows = _rows({name: built.gathered[name] for name in ("mentions", "claims", "issues")})
    mentions = [m for m in rows["mentions"] if m["method"] not in methods]
    known = {m["mention_id"] for m in mentions}
    claims = [c for c in rows["claims"] if c["mention_id"] in known]
    left = {"mentions": mentions, "claims": claims, "issues": rows["issues"]}
    frames = {name: TABLES[name].frame(left[name]) for name in left}
    return _rows(settle(connect(frames, _NO_RELEASE, built.decisions)))


def _rows(frames: Frames) -> Rows:
    """In the published order, which settles a tie between two rows that match equally well."""
    return {name: TABLES[name].rows(TABLES[name].sort(frame)) for name, frame in frames.items()}
