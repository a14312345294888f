"""The shadow of a text: as long as the text, character for character, in which every rule can match plainly.

Markup, footnote marks and line ends are blanked, quotation marks and dashes are of one kind. What is found in the
shadow has the offsets of the text, so that no rule needs to know how a document was marked up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SAME = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "­": "-",
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u200b": " ",
    "\ufeff": " ",
    "\t": " ",
    "\n": " ",
    "\f": " ",
    "\v": " ",
    "İ": "I",
    "―": "—",
}
_SAME |= dict.fromkeys("¹²³⁴⁵⁶⁷⁸⁹⁰†‡", " ")

_LINK = re.compile(r"(!?\[)([^\[\]\n]{1,300})(\]\([^()\s]{0,500}\))")
_ITEM = r"[ ]{0,3}(?:#{1,6}(?=\s)|>|[-*+•▲](?=\s)|\d{1,2}[.)](?=\s))"  # what a line begins with that is a heading
# What is blanked (the group, where there is one), each behind a sign without which a text has nothing of the kind.
_MARKS = [
    ("<", re.compile(r"<sup>.{0,40}?</sup>|</?[a-zA-Z][^<>\n]{0,200}>")),
    ("&", re.compile(r"&(?:amp|nbsp|lt|gt|quot);")),
    ("[", re.compile(r"\[(?:\d{1,3}|[ivxlc]{1,7}|note \d+|citation needed)\](?!\()")),  # [12], [iv], [52][53]
    ("*", re.compile(r"\*{1,3}")),
    ("_", re.compile(r"_(?:(?<![A-Za-z0-9]_)_?(?=\S)|(?<=\S_)_?(?![A-Za-z0-9]))")),
    ("\\", re.compile(r"\\(?=[$_*\[\]~])")),
    ("", re.compile(rf"\A{_ITEM}")),  # apart, so that the pattern for the other lines is tried at no other place
    ("\n", re.compile(rf"\n({_ITEM})")),
    (  # the number of a footnote at the end of a sentence
        "",
        re.compile(
            r"[.!?,;](?:(?<=[a-z)\]].)(\d{1,3})(?=\s+[A-Z“\"(]|\s*$)"
            r"|(?<=[.!?])[\"”’'»]([ ]?\d{1,3})(?=\s|$)"
            r"|(?<=[.!?])([ ]\d{1,2})(?=\n|$))",
            re.MULTILINE,
        ),
    ),
]


def shadow(text: str) -> str:
    """The shadow of `text`: `len(shadow(text)) == len(text)`, with the letters' case kept."""
    if "](" in text:
        text = _LINK.sub(lambda m: " " * len(m[1]) + m[2] + " " * len(m[3]), text)
    marks = [m.span(m.lastindex or 0) for sign, mark in _MARKS if sign in text for m in mark.finditer(text)]
    text = blanked(text, sorted(marks))
    for character, plain in _SAME.items():  # far faster than `translate`: few of them stand in any text
        text = text.replace(character, plain)
    return text


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` with white space for what stands in `spans`, which are in order and may lie over one another."""
    pieces, at = [], 0
    for start, end in spans:
        if end > at:
            start = max(start, at)
            pieces += [text[at:start], " " * (end - start)]
            at = end
    return "".join([*pieces, text[at:]])


def lower(plain: str) -> str:
    """`plain` in lower case, of the same length in every script."""
    low = plain.lower()
    return low if len(low) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
