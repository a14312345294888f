"""Publishes in a child that kills itself: `python killed.py`, then one JSON line a publication on standard input.

A moment is counted in what the child does to files, as Python's audit events tell it: what is opened in `outputs`, and
whatever is made, renamed or removed. Moment 0 lets it finish. Each answer is one line: how many events the child saw,
or -1 where it was killed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from pipeline.publish.release import publish
from schemas.tables import TABLES, to_frame
from tests.conftest import release_rows

CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir"}


def release(issues: int):
    """The frames of a release that differs from others in the number of its issues, and so in several files."""
    rows = release_rows()
    rows["issues"] = [{**rows["issues"][0], "issue_id": f"i{number}"} for number in range(issues)]
    rows["transfers"][0]["quantity"] = issues
    return {name: to_frame(name, rows[name]) for name in TABLES}


def die_while_publishing(outputs: Path, issues: int, moment: int) -> int:
    """Publish, and be killed at audit event number `moment`; returns the number of events where it is let finish."""
    tables = release(issues)
    seen = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event not in CHANGES and not (event == "open" and str(outputs) in str(arguments[0])):
            return
        seen += 1
        if seen == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    publish(tables, outputs)
    return seen


def main() -> None:
    """Answer every line; the parent stays free of threads, so that forking it is safe."""
    for line in sys.stdin:
        asked = json.loads(line)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            events = die_while_publishing(Path(asked["outputs"]), asked["issues"], asked["moment"])
            os.write(writer, str(events).encode())
            os._exit(0)
        os.close(writer)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        print(-1 if killed else os.read(reader, 20).decode() or "failed", flush=True)
        os.close(reader)


if __name__ == "__main__":
    main()
