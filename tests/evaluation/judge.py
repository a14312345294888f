"""Runs a script as `python SCRIPT ...` would on Python 3.13: `Path.read_text` has no `newline` before that."""

from __future__ import annotations

import pathlib
import runpy
import sys
from typing import Any


def _read_text(path: pathlib.Path, encoding: Any = None, errors: Any = None, newline: Any = None) -> str:
    with path.open(encoding=encoding, errors=errors, newline=newline) as file:
        return file.read()


if __name__ == "__main__":
    if sys.version_info < (3, 13):
        pathlib.Path.read_text = _read_text  # type: ignore[method-assign,assignment]
    sys.argv = sys.argv[1:]
    runpy.run_path(sys.argv[0], run_name="__main__")
