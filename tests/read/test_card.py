"""Cards: strict, one clear error each, and the other cards go through."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read import CARD_NAME, Card, CardError, is_source_id, load_card, load_cards, write_card

CARD = Card(
    source_id="lind-2021-two-navies",
    title="Two Navies: One Sea",
    authors=("Ada Lindqvist", "Ли Вэньхао (李文浩)"),
    publisher=None,
    published="2018",
    url="https://example.org/two-navies",
    kind="article",
    language="en",
    sha256="0" * 64,
    retrieved_at="2026-11-02",
    note="day from memory: not checked",
)


def put(raw: Path, text: str, folder: str = CARD.source_id) -> Path:
    path = raw / folder / CARD_NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_card_is_written_and_read_back(tmp_path: Path) -> None:
    path = write_card(CARD, tmp_path)
    assert path == tmp_path / CARD.source_id / "source.yaml"
    assert load_card(path) == CARD
    keys = [line.split(":")[0] for line in path.read_text(encoding="utf-8").splitlines() if line[0] not in " -"]
    assert keys == [
        "source_id",
        "title",
        "authors",
        "publisher",
        "published",
        "url",
        "kind",
        "language",
        "document",
        "note",
    ]
    assert "李文浩" in path.read_text(encoding="utf-8")


@given(
    title=st.text(min_size=1).filter(str.strip),
    authors=st.lists(st.text(min_size=1).filter(str.strip)).map(tuple),
    published=st.sampled_from(["2018", "2019-10", "2020-08-06?", "2014-23", "199X", "1991/1998", "2022/.."]),
)
def test_any_title_round_trips(
    tmp_path_factory: pytest.TempPathFactory, title: str, authors: tuple[str, ...], published: str
) -> None:
    card = dataclasses.replace(CARD, title=title, authors=authors, published=published, note=None, retrieved_at=None)
    assert load_card(write_card(card, tmp_path_factory.mktemp("raw"))) == card


def test_a_card_is_not_written_over_another_nor_out_of_its_folder(tmp_path: Path) -> None:
    write_card(CARD, tmp_path)
    with pytest.raises(CardError, match="has a card already"):
        write_card(CARD, tmp_path)
    with pytest.raises(CardError, match="no path"):
        write_card(dataclasses.replace(CARD, source_id="../elsewhere"), tmp_path / "raw")
    assert [path.name for path in tmp_path.iterdir()] == [CARD.source_id]


def test_a_card_that_cannot_be_written_is_one_error(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.write_text("a file", encoding="utf-8")
    with pytest.raises(CardError, match=r"source.yaml: cannot be written \(Not a directory\); name another folder"):
        write_card(CARD, raw)


def test_plain_values_stay_as_written(tmp_path: Path) -> None:
    text = write_card(CARD, tmp_path).read_text(encoding="utf-8").replace("'2018'", "2021-03-03")
    assert load_card(put(tmp_path, text)).published == "2021-03-03"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("title: 'Two Navies: One Sea'\n", "", "the key 'title' is missing"),
        ("language: en\n", "language: en\ncolour: red\n", "unknown key 'colour'"),
        ("language: en\n", "language: en\nlanguage: ru\n", "is no YAML: the key 'language' comes twice (line "),
        ("kind: article", "kind: rumour", "'kind' is 'rumour'; it must be one of article, "),
        ("'2018'", "last spring", "'published' is 'last spring', which is no EDTF date"),
        ("'2018'", "null", "'published' is 'None', which is no EDTF date"),
        ("'2018'", "2018-02-30", "no EDTF date"),
        ("authors:\n- Ada Lindqvist\n- Ли Вэньхао (李文浩)", "authors: Ada Lindqvist", "'authors' must be a list"),
        ("title: 'Two Navies: One Sea'", "title: [a]", "'title' must be text"),
        ("https://example.org/two-navies", "example.org", "'url' is 'example.org'"),
        ("language: en", "language: English", "'language' is 'English'"),
        ("0" * 64, "0" * 63, "'sha256' must be 64 hexadecimal digits"),
        ("  sha256: '" + "0" * 64 + "'\n", "", "the key 'sha256' under 'document' is missing"),
        ("2026-11-02", "yesterday", "'retrieved_at' is 'yesterday'"),
        ("source_id: lind", "source_id: ../lind", "'source_id' is '../lind-2021-two-navies'; it must be"),
        ("source_id: lind", "source_id: bind", "is not the name of its folder, 'lind-2021-two-navies'"),
        ("kind: article", "kind: [", "is no YAML"),
        ("source_id:", "? [a, b]\n: c\nsource_id:", "is no YAML: found unhashable key (line 1)"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = write_card(CARD, tmp_path).read_text(encoding="utf-8")
    assert old in text
    path = put(tmp_path, text.replace(old, new))
    with pytest.raises(CardError) as error:
        load_card(path)
    assert str(error.value).startswith(f"{path}: ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("text", ["", "- a\n", "just words", "a: &x [*x]", "[" * 5000, "{" * 5000, "? {}\n: a"])
def test_what_is_no_card_at_all(tmp_path: Path, text: str) -> None:
    with pytest.raises(CardError):
        load_card(put(tmp_path, text))


def test_a_wrong_card_stops_no_other(tmp_path: Path) -> None:
    good = write_card(CARD, tmp_path)
    twin = put(tmp_path, good.read_text(encoding="utf-8"), folder="another")
    (tmp_path / "empty-folder").mkdir()
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "README.md").write_text("no source", encoding="utf-8")
    (put(tmp_path, "", folder="bytes")).write_bytes(b"title: \xff")
    cards, errors = load_cards(tmp_path)
    assert cards == [CARD]
    messages = [str(error) for error in errors]
    assert len(messages) == 3
    assert messages[0].startswith(f"{twin}: two cards have the source_id 'lind-2021-two-navies'")
    assert messages[1].endswith("is not UTF-8; save it as UTF-8")
    assert messages[2].endswith("no such card; write one, or remove the folder")


def test_no_folder_of_sources(tmp_path: Path) -> None:
    cards, errors = load_cards(tmp_path / "raw")
    assert cards == []
    assert "no such folder" in str(errors[0])


@pytest.mark.parametrize("text", ["a", "a-b", "kofman-2020-x_y", "7"])
def test_source_ids(text: str) -> None:
    assert is_source_id(text)


@pytest.mark.parametrize(
    "text", ["", ".", "..", "a/b", "a\\b", "/a", "A", "a b", "a.", "-a", "a--b", "é", "a\n", "a" * 101]
)
def test_what_is_no_source_id(text: str) -> None:
    assert not is_source_id(text)
