"""Runs the command in a folder and on a Dagster instance of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from tests.cli.reviewed import TEXT
from tests.conftest import AddSource

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dagster")
    shutil.copy(ROOT / ".dagster" / "dagster.yaml", folder)
    return folder


@pytest.fixture
def entente(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs a command in a folder of its own."""
    monkeypatch.setenv("DAGSTER_HOME", str(home))
    monkeypatch.delenv("ENTENTE_MIRROR", raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments)

    return run


@pytest.fixture
def source(entente, add_source: AddSource) -> Path:
    """The document of a source that is published."""
    document = add_source("first", TEXT)
    built = entente("build")
    assert built.exit_code == 0, built.output
    return document
