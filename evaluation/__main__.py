"""`python -m evaluation`: build every document with gold rows on its own, and print how good the rows are."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from evaluation.build import Built, build
from evaluation.corpus import RAW, Case, at_hand
from evaluation.findings import rules, silence, without_lonely_rules
from evaluation.report import Report
from evaluation.score import Verdict, hashes_right, judge, score
from pipeline.read import mirror_folder

NONE_AT_HAND = (
    "none of the documents that have gold rows is at hand: put them at raw/<source_id>/document.txt (or .md), or in a "
    "folder that ENTENTE_MIRROR names"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("only", nargs="*", metavar="SOURCE", help="documents whose name begins so; without it, all")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of further documents and gold")
    parser.add_argument("--brief", action="store_true", help="scores alone, no lists")
    parser.add_argument(
        "--reasons", action="store_true", help="list what became of each negative, with the coder's note"
    )
    parser.add_argument("--reviewed", action="store_true", help="apply the coders' decisions of raw/ to the rows first")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the releases, one folder a document")
    chosen = parser.parse_args(arguments)
    cases = at_hand(chosen.shared if chosen.shared.is_dir() else None, mirror_folder())
    cases = [case for case in cases if not chosen.only or case.source_id.startswith(tuple(chosen.only))]
    if not cases:
        print(NONE_AT_HAND, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        builds = [_built(case, Path(scratch), chosen.keep, RAW if chosen.reviewed else None) for case in cases]
    _tell(builds, brief=chosen.brief, reasons=chosen.reasons)
    return 0


def _built(case: Case, scratch: Path, keep: Path | None, reviewed: Path | None) -> Built:
    built = build(case, scratch / case.source_id, reviewed)
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        (scratch / case.source_id / "outputs").rename(keep / case.source_id)
    return built


def _judged(builds: Sequence[Built]) -> list[Verdict]:
    return [v for b in builds for v in judge(b.case.source_id, b.case.text, b.rows, b.case.gold)]


def _tell(builds: Sequence[Built], *, brief: bool, reasons: bool) -> None:
    report = Report()
    verdicts = _judged(builds)
    seen = [built for built in builds if not built.case.blind]
    blind = [built for built in builds if built.case.blind]
    seen_verdicts = _judged(seen)
    if not brief:
        report.faults(seen, seen_verdicts)
    report.scores(f"{len(builds)} documents", verdicts)
    if seen and blind:
        report.scores(f"{len(seen)} documents that may be read", seen_verdicts)
        report.scores(f"{len(blind)} blind documents", _judged(blind))
    report.documents(builds, verdicts)
    report.by_field(seen_verdicts)
    hashes = [hashes_right(built.case.text, built.rows["mentions"]) for built in builds]
    report.passages(sum(right for right, _ in hashes), sum(mentions for _, mentions in hashes), score(verdicts))
    report.silence(silence(builds, verdicts))
    fired = rules(builds)
    report.rules(fired, score(verdicts), score(without_lonely_rules(builds, fired)), len(builds))
    if reasons:
        report.reasons(seen, silence(seen, seen_verdicts))


if __name__ == "__main__":
    sys.exit(main())
