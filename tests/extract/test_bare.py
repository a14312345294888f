"""The bare document: what is taken out of it, where its characters stood, and that no layout changes a row."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.extract import extract
from pipeline.extract.text.bare import bare
from pipeline.read import read_text
from tests.extract.layouts import LAYOUTS, on_pages
from tests.extract.planted import load
from tests.extract.test_shadow import TEXT

LINES = (  # of which one begins as an item of a list does
    "It was a paper that both sides had asked for, and in the end it",
    "was signed at the ministry with some delay, on the last of March",
    "30. So it was kept.",
)
PAIRS = [
    ("It was sold.12 It was paid.", "It was sold. It was paid."),
    ("sold<sup>3</sup> to", "sold to"),
    ("one<br>two", "one two"),
    ("R&amp;D and one&nbsp;two", "R&D and one two"),
    ("the **S-400** system", "the S-400 system"),
    ("a [Su-35](https://example.org/su) jet[^note] for[12] it", "a Su-35 jet for it"),
    ("the [sic] is kept", "the [sic] is kept"),
    ("snake_case_name and 2_000", "snake_case_name and 2_000"),
    ("It cost \\$5.", "It cost $5."),
    ("It grew to 3.5 in 2014.", "It grew to 3.5 in 2014."),
    ("the Type 055 and RD-180.", "the Type 055 and RD-180."),
    ("fighters\u00a0and \t ships\u200b", "fighters and ships"),
    ("co\u00adoper\u00adation and coop\u00ad\n  eration", "cooperation and cooperation"),
    ("ﬁve oﬃcers of the ﬂeet", "five officers of the fleet"),
    ("one<br>ﬁve and takeoﬀ<br>and x", "one five and takeoff and x"),
    ("They met off Vladivostok on Aug. 20\nwith ships.", "They met off Vladivostok on Aug. 20 with ships."),
    (
        "They spoke of coop-\neration with the Sino-\nRussian centre.",
        "They spoke of cooperation with the Sino-Russian centre.",
    ),
    ("Its range is long: a long-\nrange missile.", "Its range is long: a long-range missile."),
    ("The word anywhere is here, and not else-\nwhere.", "The word anywhere is here, and not elsewhere."),
    ("\n".join(LINES), " ".join(LINES)),
    ("They have short-\nand medium-range missiles.", "They have short- and medium-range missiles."),
    ("> They agreed on arma-\n> ments and on noth\u00ad\n> ing else.", "They agreed on armaments and on nothing else."),
    ("## A heading of it", "A heading of it"),
    ("> > It is quoted\n> > by somebody.", "It is quoted by somebody."),
]


@pytest.mark.parametrize(("text", "plain"), PAIRS)
def test_what_is_taken_out(text: str, plain: str) -> None:
    assert bare(read_text("a-source", text, "2020", "en")).document.text.strip() == plain


@given(st.lists(TEXT | st.sampled_from([text for text, _ in PAIRS]), max_size=4).map("\n\n".join))
@example("ﬁﬂ\u00ad\u00adﬀ")
@example("ﬁ\u00adve, ﬀ<br>ﬁ")
def test_every_character_leads_back(text: str) -> None:
    document = read_text("a-source", text, "2020", "en")
    made = bare(document)
    plain = made.document.text
    assert not re.search(r"\s\s|[^\S ]", plain)
    before = 0
    for at, letter in enumerate(plain):
        start, end = made.span(at, at + 1)
        assert before <= start < end <= len(document.text)
        assert letter == " " or letter in document.text[start:end] or document.text[start:end] in "ﬀﬁﬂﬃﬄﬅﬆ"
        before = start
    kinds = {block.paragraph: block for block in document.blocks}
    for block in made.document.blocks:
        start, end = made.span(block.start, block.end)
        assert kinds[block.paragraph].start <= start < end <= kinds[block.paragraph].end


def _said(text: str, published: str) -> Counter[tuple[str, ...]]:
    """The rows of a text as their values alone; a quotation is given with the marks that it has."""
    found = extract(read_text("a-source", text, published, "en"))
    values: dict[str, list[str]] = {mention["mention_id"]: [mention["table_name"]] for mention in found.mentions}
    for claim in found.claims:
        values[claim["mention_id"]].append(f"{claim['field']}: {claim['value'].replace('–', '-')}")
    return Counter(tuple(sorted(row)) for row in values.values())


def _documents() -> list[tuple[str, str]]:
    return [(item.text, item.published) for item in load(["articles/read"])]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_layout_changes_a_row(layout: str) -> None:
    for text, published in _documents():
        assert _said(LAYOUTS[layout](text), published) == _said(text, published)


def test_lines_that_come_again_are_no_heads_of_pages() -> None:
    """Paragraphs that begin alike are wrapped alike."""
    drill = (
        "The Russian Pacific Fleet and the Chinese People's Liberation Army Navy\n"
        "held a joint naval exercise in {} off\nthe coast, with more ships."
    )
    lead = (
        "Russia and China have drawn closer, as anybody who reads the press of\n"
        "either country knows, and their fleets have met more than once."
    )
    text = "\n\n".join([lead, *map(drill.format, ("April 2012", "July 2013", "May 2014"))])
    dates = [
        claim["value"]
        for claim in extract(read_text("a-source", text, "2020", "en")).claims
        if claim["field"] == "date"
    ]
    assert dates == ["2012-04", "2013-07", "2014-05"]


def test_a_sentence_that_a_page_cuts_is_whole_for_the_rules() -> None:
    """The head of a page must come three times before it is known for one, so that short documents prove nothing."""
    for text, published in _documents():
        paged = on_pages(text)
        if paged.count("\nPage ") >= 3:
            assert _said(paged, published) == _said(text, published)
