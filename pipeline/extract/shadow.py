"""The shadow of a text: as long as the text, character for character, in which every rule can match plainly.

Markup, footnote marks and line ends are blanked, quotation marks and dashes are of one kind. What is found in the
shadow has the offsets of the text, so that no rule needs to know how a document was marked up.
"""

from __future__ import annotations

import re

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
_TABLE = str.maketrans({**_SAME, **dict.fromkeys("¹²³⁴⁵⁶⁷⁸⁹⁰†‡", " ")})

# Marks of a footnote: [12], [iv], [52][53], <sup>3</sup>, a bare number glued to the end of a sentence.
_BLANK = re.compile(
    r"<sup>.{0,40}?</sup>"
    r"|</?[a-zA-Z][^<>\n]{0,200}>"
    r"|&(?:amp|nbsp|lt|gt|quot);"
    r"|\[(?:\d{1,3}|[ivxlc]{1,7}|note \d+|citation needed)\](?!\()"
    r"|(?<=[.!?][\"”’'»])[ ]?\d{1,3}(?=\s|$)"
    r"|(?<=[a-z)\]][.!?,;])\d{1,3}(?=\s+[A-Z“\"(]|\s*$)"
    r"|(?<=[.!?])[ ]\d{1,2}(?=\n|$)"
    r"|\*{1,3}"
    r"|(?<![A-Za-z0-9])_{1,2}(?=\S)|(?<=\S)_{1,2}(?![A-Za-z0-9])"
    r"|\\(?=[$_*\[\]~])"
    r"|^[ ]{0,3}(?:#{1,6}(?=\s)|>|[-*+•▲](?=\s)|\d{1,2}[.)](?=\s))",
    re.MULTILINE,
)
_LINK = re.compile(r"(!?\[)([^\[\]\n]{1,300})(\]\([^()\s]{0,500}\))")


def shadow(text: str) -> str:
    """The shadow of `text`: `len(shadow(text)) == len(text)`, with the letters' case kept."""
    text = _LINK.sub(lambda m: " " * len(m[1]) + m[2] + " " * len(m[3]), text)
    text = _BLANK.sub(lambda m: " " * len(m[0]), text)
    return text.translate(_TABLE)


def lower(plain: str) -> str:
    """`plain` in lower case, of the same length in every script."""
    low = plain.lower()
    return low if len(low) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
