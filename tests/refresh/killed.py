"""Builds in a child that kills itself: `python killed.py`, then one JSON line a build on standard input.

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

from pipeline.extract import extract
from pipeline.read import read_text
from pipeline.refresh.versions import extractor_version, reader_version
from pipeline.resolve import resolve
from tests.refresh.whole import build

CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir"}


def die_while_building(raw: Path, outputs: Path, moment: int) -> int:
    """Build, and be killed at event number `moment`; the number of events where it is let finish."""
    seen = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event not in CHANGES and not (event == "open" and str(outputs) in str(arguments[0])):
            return
        seen += 1
        if seen == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    build(raw, outputs)
    return seen


def main() -> None:
    """Answer every line. The parent loads the lexicon for all and starts no thread, so that forking it is safe."""
    found = extract(read_text("warm-up", "In 2015 Russia sold China the S-400.", None, "en"))
    resolve(found.mentions, found.claims)
    extractor_version()
    reader_version()
    for line in sys.stdin:
        asked = json.loads(line)
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            events = die_while_building(Path(asked["raw"]), Path(asked["outputs"]), asked["moment"])
            os.write(writer, str(events).encode())
            os._exit(0)
        os.close(writer)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        print(-1 if killed else os.read(reader, 20).decode() or "failed", flush=True)
        os.close(reader)


if __name__ == "__main__":
    main()
