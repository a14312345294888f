"""`make clean` leaves what the repository holds."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_clean_removes_the_traces_of_runs_and_keeps_the_settings_of_dagster(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    subprocess.run(["make", "clean"], cwd=tmp_path, capture_output=True, check=True)
    for name in (".dagster/dagster.yaml", ".dagster/storage/dagster.yaml", ".dagster/.hidden", "demo/raw/a.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    subprocess.run(["make", "clean"], cwd=tmp_path, capture_output=True, check=True)
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert left == [".dagster/dagster.yaml", "Makefile"]
    assert [path.name for path in (tmp_path / ".dagster").iterdir()] == ["dagster.yaml"]
