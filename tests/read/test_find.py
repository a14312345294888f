"""Finding documents: by hash, beside the card first, then anywhere in the mirror."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from pathlib import Path

import pytest

from pipeline.read import Card, Mirror, find_document

DATA = b"Two navies met.\n"
CARD = Card(
    "a-source", "A", ("B",), None, "2020", None, "article", "en", sha256=hashlib.sha256(DATA).hexdigest()
)  # fmt: skip


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "raw" / CARD.source_id).mkdir(parents=True)
    return tmp_path / "raw"


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    folder = tmp_path / "mirror" / "deep" / "er"
    folder.mkdir(parents=True)
    return tmp_path / "mirror"


def test_beside_the_card(raw: Path) -> None:
    path = raw / CARD.source_id / "document.txt"
    path.write_bytes(DATA)
    found, problems = find_document(CARD, raw)
    assert found == (path, DATA)
    assert problems == ()


def test_in_the_mirror_under_any_name(raw: Path, mirror: Path) -> None:
    (mirror / "aaa.txt").write_bytes(b"another")
    path = mirror / "deep" / "er" / "whatever"
    path.write_bytes(DATA)
    found, problems = find_document(CARD, raw, Mirror(mirror))
    assert found == (path, DATA)
    assert problems == ()


def test_nowhere(raw: Path, mirror: Path) -> None:
    assert find_document(CARD, raw) == (None, ())
    assert find_document(CARD, raw, Mirror(mirror)) == (None, ())
    assert find_document(CARD, raw, Mirror(mirror / "missing")) == (None, ())


def test_a_wrong_hash_is_named_and_the_mirror_is_tried(raw: Path, mirror: Path) -> None:
    wrong = raw / CARD.source_id / "document.md"
    wrong.write_bytes(b"changed")
    (mirror / "right").write_bytes(DATA)
    found, (problem,) = find_document(CARD, raw, Mirror(mirror))
    assert found == (mirror / "right", DATA)
    assert problem.startswith(
        f"{wrong}: has the SHA-256 {hashlib.sha256(b'changed').hexdigest()}, but its card pins {CARD.sha256}; "
    )
    assert "\n" not in problem


def test_of_several_files_beside_the_card_the_pinned_one_counts(raw: Path) -> None:
    (raw / CARD.source_id / "document.html").write_bytes(b"the page it was")
    (raw / CARD.source_id / "document.txt").write_bytes(DATA)
    found, problems = find_document(CARD, raw)
    assert found is not None
    assert problems == ()


def test_a_mirror_hashes_each_file_once_and_no_more_than_it_needs(mirror: Path) -> None:
    for name in "abc":
        (mirror / name).write_bytes(name.encode())
    searched = Mirror(mirror)
    assert searched.find(hashlib.sha256(b"a").hexdigest()) == (mirror / "a", b"a")
    (mirror / "b").unlink()
    assert searched.find(hashlib.sha256(b"c").hexdigest()) == (mirror / "c", b"c")
    (mirror / "c").write_bytes(b"changed since")
    assert searched.find(hashlib.sha256(b"c").hexdigest()) is None


def test_what_cannot_be_read_is_passed_over(raw: Path, mirror: Path) -> None:
    os.mkfifo(mirror / "a-pipe")
    (mirror / "broken").symlink_to(mirror / "nothing")
    (mirror / "loop").symlink_to(mirror)
    (mirror / "z").write_bytes(DATA)
    (raw / CARD.source_id / "document.d").mkdir()
    found, (problem,) = find_document(CARD, raw, Mirror(mirror))
    assert found == (mirror / "z", DATA)
    assert "cannot be read" in problem


def test_the_first_of_two_copies_is_found(mirror: Path) -> None:
    for name in ("two", "one"):
        (mirror / name).write_bytes(DATA)
    found = Mirror(mirror).find(CARD.sha256)
    assert found is not None
    assert found.path.name == "one"


def test_an_unknown_card_folder_is_no_error(raw: Path) -> None:
    assert find_document(dataclasses.replace(CARD, source_id="other"), raw) == (None, ())
