"""A build killed at any instant leaves the old release or the new one, and the next build mends it."""

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
from tests.conftest import FIGHTERS, MISSILES, AddSource
from tests.refresh.whole import build

SEED = 1689

Killed = Callable[[Path, Path, int], int]


@pytest.fixture(scope="module")
def killed() -> Iterator[Killed]:
    """Builds in a child that is killed at the moment given; see `killed.py`."""
    script = Path(__file__).with_name("killed.py")
    with subprocess.Popen([sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:

        def ask(raw: Path, outputs: Path, moment: int) -> int:
            assert server.stdin
            assert server.stdout
            server.stdin.write(json.dumps({"raw": str(raw), "outputs": str(outputs), "moment": moment}) + "\n")
            server.stdin.flush()
            return int(server.stdout.readline())

        yield ask
        assert server.stdin
        server.stdin.close()


@pytest.mark.parametrize(("first", "moments"), [(False, 20), (True, 6)], ids=["over-a-release", "the-first-release"])
def test_killed_at_random_moments(
    killed: Killed, raw: Path, tmp_path: Path, add_source: AddSource, first: bool, moments: int
) -> None:
    before, after, trial = tmp_path / "before", tmp_path / "after", tmp_path / "trial"
    before.mkdir()
    if not first:
        add_source("one", FIGHTERS)
        build(raw, before)
    add_source("two", MISSILES)
    shutil.copytree(before, after)
    build(raw, after)
    old, new = last_release(before), last_release(after)
    assert old != new

    shutil.copytree(before, trial)
    events = killed(raw, trial, 0)
    assert last_release(trial) == new
    outcomes = []
    for moment in sorted(random.Random(SEED).sample(range(1, events), moments)):
        shutil.rmtree(trial)
        shutil.copytree(before, trial)
        assert killed(raw, trial, moment) == -1
        seen = last_release(trial)
        assert seen in (old, new)
        outcomes.append(seen == new)
        build(raw, trial)
        assert last_release(trial) == new
        assert holds(trial / DATABASE, (trial / SUMS).read_text())
        assert sorted(path.name for path in trial.iterdir()) == sorted(path.name for path in after.iterdir())
    assert outcomes == sorted(outcomes)  # the old release up to one instant, the new one from then on
    assert set(outcomes) == {False, True}
