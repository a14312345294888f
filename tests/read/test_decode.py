"""Bytes to text: what is changed, what is not, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read import DecodeError, decode


def test_only_the_mark_and_the_line_ends_change() -> None:
    data = "\ufeffA\r\nB\rC\n\ufeff\u00a0“D”\t \n".encode()
    assert decode(data, "a.txt") == "A\nB\nC\n\ufeff\u00a0“D”\t \n"


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_goes_through_unchanged(text: str) -> None:
    if text.strip() and not text.startswith("\ufeff"):
        assert decode(text.encode(), "a.txt") == text


def test_cp1252_and_a_declared_encoding() -> None:
    assert decode("“Français” – 5 €".encode("cp1252"), "a.txt") == "“Français” – 5 €"
    assert decode("Флот".encode("koi8-r"), "a.txt", declared="koi8-r") == "Флот"


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf\r\n", "\u00a0".encode()])
def test_an_empty_document_is_an_error(data: bytes) -> None:
    with pytest.raises(DecodeError, match=r"^folder/a\.txt: the document is empty; "):
        decode(data, "folder/a.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"text\0text",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\x81\x8d\xff",
        bytes(range(1, 32)) * 9 + b"text",
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
        rb"{\rtf1\ansi text}",
    ],
)
def test_bytes_that_are_no_text_are_an_error(data: bytes) -> None:
    with pytest.raises(DecodeError, match=r"^a\.txt: these bytes are no text; save ") as error:
        decode(data, "a.txt")
    assert "\n" not in str(error.value)


def test_other_unicode_and_unknown_encodings_say_what_to_do() -> None:
    with pytest.raises(DecodeError, match=r"a\.txt: is UTF-16 or UTF-32; save it as UTF-8"):
        decode("text".encode("utf-16"), "a.txt")
    with pytest.raises(DecodeError, match=r"a\.txt: 'klingon' is no known encoding"):
        decode(b"\xff", "a.txt", declared="klingon")
