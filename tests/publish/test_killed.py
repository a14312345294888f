"""Killed at any instant, `outputs/` is the old release or the new one, and the next build mends it.

What is killed is `publish`, in all that it does to files: nothing else in a build writes to `outputs/`.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.publish.database import DATABASE, holds
from pipeline.publish.release import SUMS, last_release
from pipeline.publish.release import publish as mend
from tests.publish.killed import release

SEED = 1689

Publish = Callable[[Path, int, int], int]


@pytest.fixture(scope="module")
def publish() -> Iterator[Publish]:
    """Publishes a release with so many issues in a child that is killed at the moment given; see `killed.py`."""
    script = Path(__file__).with_name("killed.py")
    with subprocess.Popen([sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:

        def ask(outputs: Path, issues: int, moment: int) -> int:
            assert server.stdin
            assert server.stdout
            server.stdin.write(json.dumps({"outputs": str(outputs), "issues": issues, "moment": moment}) + "\n")
            server.stdin.flush()
            return int(server.stdout.readline())

        yield ask
        assert server.stdin
        server.stdin.close()


def seen_by_a_reader(outputs: Path) -> tuple[int, int | None]:
    """Number of issues, and what the transfers say it is: the same where the release is whole."""
    release = last_release(outputs)
    assert not (outputs / ".staging").exists() or not release["sources"]
    quantities = [row["quantity"] for row in release["transfers"]]
    return len(release["issues"]), quantities[0] if quantities else None


@pytest.mark.parametrize(("old", "moments"), [(2, 20), (0, 6)], ids=["over-a-release", "the-first-release"])
def test_killed_at_random_moments(publish: Publish, tmp_path: Path, old: int, moments: int) -> None:
    before = tmp_path / "before"
    if old:
        publish(before, old, 0)
    else:
        before.mkdir()
    trial = tmp_path / "trial"
    shutil.copytree(before, trial)
    events = publish(trial, 5, 0)
    assert events > 40
    outcomes = set()
    for moment in sorted(random.Random(SEED).sample(range(1, events), moments)):
        shutil.rmtree(trial)
        shutil.copytree(before, trial)
        assert publish(trial, 5, moment) == -1
        issues, quantity = seen_by_a_reader(trial)
        assert (issues, quantity) in {(old, old or None), (5, 5)}
        outcomes.add(issues)
        mend(release(5), trial)
        assert seen_by_a_reader(trial) == (5, 5)
        assert holds(trial / DATABASE, (trial / SUMS).read_text())
    assert outcomes == {old, 5}
