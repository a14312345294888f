"""Whatever makes the rows of a document changes the version, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.refresh import versions

FILES = [
    "pipeline/read/decode.py",
    "pipeline/read/cues.yaml",
    "pipeline/extract/rules.py",
    "pipeline/extract/lexicon/goods.yaml",
    "schemas/quotes.py",
    "pipeline/refresh/links.py",
    "pipeline/refresh/survey.py",
    "pipeline/resolve/same.py",
    "pipeline/read/notes.md",
]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A tree like the project's, whose versions are asked for."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("old")
    monkeypatch.setattr(versions, "_ROOT", tmp_path)
    versions._version.cache_clear()
    yield tmp_path
    versions._version.cache_clear()


@pytest.mark.parametrize(
    ("name", "reader", "extractor"),
    [(name, name.startswith("pipeline/read/"), True) for name in FILES[:6]]
    + [(name, False, False) for name in FILES[6:]],
)
def test_versions(root: Path, name: str, reader: bool, extractor: bool) -> None:
    before = versions.reader_version(), versions.extractor_version()
    (root / name).write_text("new")
    versions._version.cache_clear()
    after = versions.reader_version(), versions.extractor_version()
    assert (before[0] != after[0], before[1] != after[1]) == (reader, extractor)


def test_the_project_has_what_the_version_is_made_from() -> None:
    assert (versions._ROOT / "pipeline" / "refresh" / "links.py").is_file()
