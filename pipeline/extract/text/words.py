"""The words of a text: its runs of letters and figures."""

from __future__ import annotations

import re

HAN = "一-鿿"  # a script that is written without spaces
_HAN = re.compile(f"[{HAN}]")


def spaced(text: str) -> str:
    """`text` with a space for all that is no letter or figure: `split` parts it into words, faster than a pattern."""
    for character in set(text):
        if not character.isalnum():
            text = text.replace(character, " ")
    return text


def unspaced(text: str) -> bool:
    """Whether words may stand in it with no space between."""
    return not text.isascii() and _HAN.search(text) is not None
