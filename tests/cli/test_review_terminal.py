"""`entente review` at a real terminal: whatever interrupts it, nothing is lost."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import termios
import time
from pathlib import Path

import pytest

from tests.cli.reviewed import decisions

ROOT = Path(__file__).parents[2]


class Terminal:
    """The command at a real terminal of 80 columns."""

    def __init__(self, **environment: str) -> None:
        self.seen = ""
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a suite in the background of a shell ignores it
            os.environ.update({"TERM": "xterm", "COLUMNS": "80", "LINES": "40", "PYTHONPATH": str(ROOT), **environment})
            script = "from pipeline.cli import main; main()"
            os.execv(sys.executable, [sys.executable, "-c", script, "review", "first", "--coder", "ab"])

    def interrupt(self, words: str) -> str:
        """Press Ctrl-C in a question. Python does not see one that comes just before it begins to read."""
        for _ in range(5):
            self.press("\x03", line=True)
            try:
                return self.until(words, within=10)
            except TimeoutError:
                continue
        raise AssertionError(self.seen)

    def until(self, words: str, within: float = 60) -> str:
        """What is shown until `words` come."""
        start, shown = time.monotonic(), ""
        while words not in shown:
            if time.monotonic() - start > within:
                raise TimeoutError(self.seen + shown)
            if select.select([self.handle], [], [], 0.2)[0]:
                shown += self._read()
        self.seen += shown
        return shown

    def _read(self) -> str:
        try:
            return os.read(self.handle, 65536).decode(errors="replace")
        except OSError:
            raise AssertionError(self.seen) from None

    def press(self, keys: str, *, line: bool = False) -> None:
        """Type, as soon as a key, or a `line`, is waited for: what is typed before is thrown away."""
        start = time.monotonic()
        while bool(termios.tcgetattr(self.handle)[3] & termios.ICANON) is not line:
            assert time.monotonic() - start < 30, self.seen
            time.sleep(0.02)
        os.write(self.handle, keys.encode())

    def end(self) -> int:
        """Wait for the command to end; its status."""
        while True:
            try:
                if not os.read(self.handle, 65536):
                    break
            except OSError:
                break
        os.close(self.handle)
        return os.waitpid(self.pid, 0)[1]


@pytest.mark.parametrize("way", ["killed", "interrupted", "interrupted in a question", "quit"])
def test_interrupted_at_any_point_it_has_lost_nothing(source: Path, way: str) -> None:
    terminal = Terminal()
    assert "\x1b[" in terminal.until("? help")
    terminal.press("a")
    terminal.until("? help")
    assert [one.verdict for one in decisions()] == ["accept"]
    terminal.press("r")
    terminal.until("reason")
    terminal.press("half a rea", line=True)
    if way == "killed":
        os.kill(terminal.pid, signal.SIGKILL)
    else:
        terminal.interrupt("nothing was decided")
        terminal.press({"interrupted": "\x03", "quit": "q"}.get(way, "r"))
        if way == "interrupted in a question":
            terminal.until("reason")
            terminal.interrupt("? help")
            terminal.press("\x03")
    status = terminal.end()
    assert (os.WIFSIGNALED(status), os.WIFEXITED(status) and os.WEXITSTATUS(status)) == (
        (True, False) if way == "killed" else (False, 0)
    )
    assert [one.verdict for one in decisions()] == ["accept"]
    assert [path.name for path in Path("raw/first").iterdir() if path.name.startswith(".")] == []


def test_without_colours_the_marks_are_there(source: Path) -> None:
    terminal = Terminal(NO_COLOR="1", TERM="dumb")
    shown = terminal.until("? help")
    terminal.press("q")
    assert terminal.end() == 0
    assert "\x1b[3" not in shown
    assert "[Su-35 fighters]⁶" in shown
