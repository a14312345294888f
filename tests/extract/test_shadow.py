"""The shadow of a text is as long as the text in every script; sentences end where sentences end (sentences.yaml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.extract.text.bare import bare
from pipeline.extract.text.sentences import BODY, sentences, split
from pipeline.extract.text.shadow import lower, shadow
from pipeline.read import read_text

PARAGRAPHS = yaml.safe_load(Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(
        case, id=f"{kind}-{number}", marks=[pytest.mark.xfail(strict=True, reason=case["gap"])] if "gap" in case else []
    )
    for kind, cases in PARAGRAPHS.items()
    for number, case in enumerate(cases, start=1)
]
AWKWARD = [
    "İstanbul, ISTANBUL, ıi",
    "é e\u0301 ñ n\u0303 \u0301\u0301",
    "中俄「海上联合」",
    "Владимир Путин «сказал»",
    "👩‍✈️🚀🇷🇺🇨🇳",
    "ẞß ŉ ǰ ΐ ﬁﬂ Ω K",
    "<sup>12</sup> **bold** _it_ [a link](https://example.org/x) ![p](q.png)",
    "[12] [iv] [citation needed] ¹² † ‡ &amp; \\$5",
    "# Heading\n- item\n> quote\n1. one\n",
    "\t\n\f\v\u00a0\u200b\ufeff\u2009",
    "”. 12 “’‘` ´…",
    "\x00\x1f\x85\u2028\u2029",
]
TEXT = st.lists(st.text(max_size=20) | st.sampled_from(AWKWARD), max_size=6).map("".join)


@given(TEXT)
@example("".join(AWKWARD))
@example("İ" * 50)
def test_the_shadow_is_as_long_as_the_text(text: str) -> None:
    plain = shadow(text)
    assert len(plain) == len(lower(plain)) == len(lower(text)) == len(text)


@given(TEXT)
def test_the_shadow_only_evens_out(text: str) -> None:
    """A letter of the shadow is the text's own, so that words found in the one are words of the other."""
    pairs = zip(text, shadow(text), strict=True)
    assert all(a == b or not a.isalnum() or (a, b) == ("İ", "I") for a, b in pairs)


@pytest.mark.parametrize(("text", "plain"), [("Putin’s", "Putin's"), ("Su–35 and S‑400", "Su-35 and S-400")])
def test_apostrophes_and_hyphens_are_of_one_kind(text: str, plain: str) -> None:
    assert shadow(text) == plain


@pytest.mark.parametrize("case", CASES)
def test_planted_sentences(case: dict[str, Any]) -> None:
    plain = _plain(case["text"].replace("|", ""))
    found = [plain[a:b] for a, b in split(plain, 0, len(plain))]
    assert found == [_plain(piece) for piece in case["text"].split("|")]


def _plain(text: str) -> str:
    """The shadow of `text` as a document."""
    return shadow(bare(read_text("a-source", text, "2020", "en")).document.text).strip()


@given(TEXT)
def test_sentences_hold_all_that_is_visible(text: str) -> None:
    plain = shadow(text)
    spans = split(plain, 0, len(plain))
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(plain)
        assert not plain[at:start].strip()
        assert plain[start:end] == plain[start:end].strip()
        at = end
    assert not plain[at:].strip()


CUT = """# A Title

A first paragraph of some length stands here so that the page has a body, and it ends as it should.

In 2015 Russia agreed to sell China a number of fighters that were then on
\foffer, and both were content. A second sentence follows here.

Another paragraph begins here, and is not part of it.
"""


def test_a_sentence_cut_by_the_end_of_a_page_is_one_sentence() -> None:
    document = read_text("a-source", CUT, "2020", "en")
    assert any(block.continues for block in document.blocks)
    document = bare(document).document
    found = sentences(document, shadow(document.text))
    whole = next(s for s in found if document.text[s.start :].startswith("In 2015"))
    assert document.text[whole.start : whole.end].endswith("offer, and both were content.")
    after = next(s for s in found if document.text[s.start :].startswith("A second"))
    assert (after.flow, after.index) == (whole.flow, whole.index + 1)
    other = next(s for s in found if document.text[s.start :].startswith("Another"))
    assert other.flow != whole.flow
    assert other.index == 0


def test_a_note_at_the_foot_of_the_page_is_no_part_of_the_sentence() -> None:
    note = (
        "<sup>2</sup> The figure is disputed: the ministry spoke of thirty, while the factory says that there were ten."
    )
    document = read_text("a-source", CUT.replace("\n\f", f"\n\n{note}\n\n"), "2020", "en")
    assert any(block.continues for block in document.blocks)
    document = bare(document).document
    found = [document.text[s.start : s.end] for s in sentences(document, shadow(document.text))]
    assert [words for words in found if "The figure" in words] == [note.removeprefix("<sup>2</sup> ")]


@given(
    st.lists(st.sampled_from([c["text"].replace("|", "") for cases in PARAGRAPHS.values() for c in cases]), max_size=6)
)
def test_every_sentence_is_of_the_body_and_in_its_block(paragraphs: list[str]) -> None:
    document = bare(read_text("a-source", "\n\n".join(paragraphs), "2020", "en")).document
    for s in sentences(document, shadow(document.text)):
        assert s.block.kind in BODY
        assert s.block.start <= s.start < s.block.end
        assert s.start < s.end <= len(document.text)
