"""The README's queries, with what they print: `python -m tests.readme` writes the answers anew."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

from pipeline.publish.database import connect

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
WIDTH = 120

_BLOCK = re.compile(r"```console\n\$ (entente query .*)\n(?:.*\n)*?```")


def refreshed(text: str) -> str:
    """The text with every `$ entente query` answered from the release in `outputs/`."""
    return _BLOCK.sub(lambda block: f"```console\n$ {block[1]}\n{_answer(block[1])}\n```", text)


def _answer(command: str) -> str:
    _, _, sql = shlex.split(command)
    printed = io.StringIO()
    with connect(ROOT / "outputs") as connection, contextlib.redirect_stdout(printed):
        connection.sql(sql).show(max_width=WIDTH)
    return printed.getvalue().strip()


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
