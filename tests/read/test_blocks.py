"""Blocks: what holds for every text, and the kinds in documents written for these tests."""

from __future__ import annotations

import os
import textwrap
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read import Block, BlockKind, Document, decode, read_text

EXAMPLES = Path(__file__).parents[1] / "examples" / "read"
MIRROR = Path(os.environ.get("ENTENTE_MIRROR", "/nowhere"))
TUNED_ON = (  # the documents that may be read in full; others in the mirror are kept blind
    "csis-2025-crink-security",
    "csis2022-schwartz-exercises",
    "kendall-taylor-2023-russia-china-defense-cooperation",
    "kofman-2019-sino-russian-entente",
    "kofman-2020-emperors-league",
    "odni-2024-ata-china",
    "rumer-2021-more-flash-than-bang",
    "sautin-2018-gratitude-and-resentment",
    "wikipedia-2019-foreign-relations-russia",
)


def read(text: str) -> Document:
    return read_text("a-source", text, "2020", "en")


def kinds(text: str) -> list[str]:
    return [str(block.kind) for block in read(text).blocks]


def passages(text: str) -> list[str]:
    document = read(text)
    return [document.passage(block) for block in document.blocks]


def assert_sound(document: Document) -> None:
    """Blocks are in order, do not overlap, have no white space around them, and hold every other character."""
    position = 0
    for number, block in enumerate(document.blocks, start=1):
        assert block.paragraph == number
        assert position <= block.start < block.end <= len(document.text)
        assert not document.text[position : block.start].strip()
        passage = document.passage(block)
        assert passage == passage.strip() != ""
        assert (block.level > 0) == (block.kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.LIST))
        position = block.end
    assert not document.text[position:].strip()


# Text of any script, with the marks and line ends that the reader looks at thrown in.
MARKS = [
    "\n",
    "\n\n",
    "# ",
    "## ",
    "- ",
    "  - ",
    "1. ",
    "> ",
    "---\n",
    "===\n",
    "| a | b |\n",
    "**",
    "_",
    "*",
    "[i] ",
    "[1] ",
]
MORE_MARKS = [
    "<sup>1</sup> ",
    "<sup>&</sup>lt;sup>1</sup> ",
    "<!-- x -->",
    "[a](b)",
    "Notes\n",
    "References\n",
    "Figure 1: ",
]
WORDS = [
    "the two fleets met. ",
    "About the Authors\n",
    "Ada Lind is a fellow. ",
    "中国海军。",
    "Флот ",
    "\f",
    "\u00a0",
    "\u2028",
    "é",
    "🚢",
]
TEXTS = st.lists(st.sampled_from(MARKS + MORE_MARKS + WORDS) | st.text(max_size=20), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_character_is_in_one_block(text: str) -> None:
    assert_sound(read(text))


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_reading_is_deterministic(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_example_documents(path: Path) -> None:
    """Each entry beside an example: kind, first words, and, where it matters, the level or `continues`."""
    (source,) = (file for file in path.parent.glob(f"{path.stem}.*") if file != path)
    document = read(decode(source.read_bytes(), source.name))
    assert_sound(document)
    expected = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = [(str(block.kind), document.passage(block)) for block in document.blocks]
    assert [(kind, words[: len(entry[1])]) for (kind, words), entry in zip(found, expected, strict=True)] == [
        (entry[0], entry[1]) for entry in expected
    ]
    for block, entry in zip(document.blocks, expected, strict=True):
        assert block.continues == ("continues" in entry)
        if levels := [rest for rest in entry[2:] if isinstance(rest, int)]:
            assert block.level == levels[0]


def test_offsets_count_code_points() -> None:
    text = "🚢 Ünïcode\u0301 цена 价格.\n\nЗдесь — 第二段。"
    assert passages(text) == ["🚢 Ünïcode\u0301 цена 价格.", "Здесь — 第二段。"]


@pytest.mark.parametrize("name", ["web-page.txt", "endnotes.txt", "scripts.md"])
@pytest.mark.parametrize("width", [72, 100])
def test_wrapping_the_lines_changes_no_kind(name: str, width: int) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    wrapped = "\n".join(textwrap.fill(line, width, break_on_hyphens=False) for line in text.split("\n"))
    assert kinds(wrapped) == kinds(text)


def test_a_text_without_words_has_no_blocks() -> None:
    assert read(" \n\n\u00a0\n").blocks == ()


def test_a_wrapped_line_that_opens_with_a_number_is_no_list() -> None:
    text = "The patrol was flown by four aircraft, and it began on July\n23. It was over by noon, said the\nministry."
    assert kinds(text) == ["paragraph"]


def test_a_page_break_cuts_a_paragraph_in_two() -> None:
    first, second = read("The crane that came to the yard lifts more than any\n\fother crane in the east.\n").blocks
    assert (first.continues, second.continues) == (False, True)


def test_a_paragraph_after_a_heading_never_continues() -> None:
    blocks = read(
        "The first part was left without a stop, and nobody knows why it\n\n## Engines\n\nand so on it went."
    ).blocks
    assert [block.continues for block in blocks] == [False, False, False]


def test_a_designation_alone_is_a_heading_and_no_residue() -> None:
    text = "The yards sold two systems.\n\nVostok-2018\n\nThe drill was in September.\n\nS-400\n\nIt was sold."
    assert kinds(text) == ["paragraph", "heading", "paragraph", "heading", "paragraph"]


@pytest.mark.parametrize("label", ["About the author:", "About the authors.", "ABOUT THE AUTHOR:"])
def test_what_is_labelled_as_told_of_the_author_is_a_biography(label: str) -> None:
    assert kinds(f"The trade goes on.\n\n*{label} She spent ten years at sea.*") == ["paragraph", "biography"]


@pytest.mark.parametrize(
    "last",
    [
        "Moreover, there are few countries that could serve as a partner for the navy.",
        "Piotr Weller is a researcher who argues that the yards sold four radars in 2014.",
        "Belarus is a smaller partner. It sold China truck chassis.",
        "North Korea is a veteran of such deals and a partner of both.",
        "The Kremlin is a partner that keeps its word.",
    ],
)
def test_the_last_paragraph_of_a_text_is_no_biography(last: str) -> None:
    assert kinds(f"The trade goes on.\n\n{last}") == ["paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["2019", "The first patrol was flown."], ["heading", "paragraph"]),
        (["System\tYear\tNumber", "S-400\t2018\t2"], ["list", "list"]),
        (["Sailors in Murmansk (Photo: Northern Fleet)"], ["caption"]),
        (["![A ship](ship.png)", "![](line.png)"], ["caption", "boilerplate"]),
        (["— Was that all?", "— Yes."], ["paragraph", "paragraph"]),
        (["More drills", "Fewer sales", "Deeper trust"], ["list", "list", "list"]),
        (["(Reporting by A. Lindqvist; editing by T. Brandl)"], ["boilerplate"]),
    ],
)
def test_lines_between_paragraphs(lines: list[str], found: list[str]) -> None:
    text = "\n\n".join(["The fleets met in June, and the press was there.", *lines, "They parted in July."])
    assert kinds(text) == ["paragraph", *found, "paragraph"]


def test_thanks_under_an_unmarked_heading_do_not_swallow_the_text() -> None:
    body = "\n\n".join(
        f"In {year} the two held a drill, and it was larger than the one before." for year in range(2005, 2020)
    )
    found = kinds(f"{'A' * 70}.\n\nAcknowledgements\n\nThe author thanks her readers.\n\n{body}")
    assert found.count("boilerplate") <= 5
    assert found.count("paragraph") >= 10


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ('[3] Brandl, "Wings over the Amur," Harbour Review, May 2004.', "references"),
        ("[3] Ibid., 12.", "references"),
        ("[3] Wei, Q. (2011). What the yards have learnt. Journal of Northern Trade, 4(2).", "references"),
        ("[3] Why the navy is losing, The Courier, March 2, 2019, https://example.org/navy.", "references"),
        ("[^3]: 周明德：《读火》，2003年。", "references"),
        ("¹ The ministry has denied that any engine was delivered.", "footnote"),
        ('<sup>3</sup> The sale was stopped in 2015. See Brandl, "Wings," 2016.', "footnote"),
        ("[iv] Not every engine was paid for, as the factory later admitted that it had been.", "footnote"),
    ],
)
def test_a_note_that_argues_and_a_note_that_cites(note: str, kind: str) -> None:
    assert kinds(f"The two navies met for the third time.\n\n{note}")[-1] == kind


@pytest.mark.parametrize(
    ("block", "kind"),
    [
        ('Brandl, K. "Russia to Sell Radars to China." Harbour Review 12, no. 3 (2014): 10–22.', "references"),
        (
            "See also K. Brandl, 'Six Frigates: How a Deal Was Made', Harbour Papers, no. 4, 2016, pp. 2–9.",
            "references",
        ),
        ("About the author: Kay Brandl wrote a book on how Russia armed China.", "biography"),
        ("Acknowledgements. I thank those who told me of the Su-35 deal with China.", "boilerplate"),
        ('In 2014 the two signed a "joint statement" (No. 12), and it was also published.', "paragraph"),
    ],
)
def test_what_is_no_text_is_known_without_a_heading(block: str, kind: str) -> None:
    body = "The two navies met for the third time, and the ships were sold soon after."
    assert kinds(f"{body}\n\n{block}\n\n{body} So it was told.") == ["paragraph", kind, "paragraph"]


LARGE = ["a" * 300_000, "[" * 100_000, "<a " * 50_000, "- \n" * 50_000, "Ab cd\n\n" * 20_000, "'" * 100_000]


@pytest.mark.parametrize("text", [*LARGE, "." * 100_000, "Ab cd.\n---\n" * 20_000, "[1] " + "A 'b " * 20_000])
def test_no_text_is_slow(text: str) -> None:
    start = time.perf_counter()
    assert_sound(read(text))
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize("source_id", TUNED_ON)
def test_documents_of_the_mirror(source_id: str) -> None:
    files = sorted((MIRROR / source_id).glob("document.*"))
    if not files:
        pytest.skip("ENTENTE_MIRROR does not hold this document")
    document = read(decode(files[0].read_bytes(), files[0].name))
    assert_sound(document)
    body = sum(block.end - block.start for block in document.blocks if block.kind in ("paragraph", "list"))
    assert body > 0.5 * len(document.text)
    assert all(block.end - block.start < 4000 for block in document.blocks)


def test_a_block_is_a_value() -> None:
    assert Block(BlockKind.LIST, 0, 4, 1, 1) == Block(BlockKind("list"), 0, 4, 1, level=1)
