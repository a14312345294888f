"""One document in many layouts, as pages, converters and editors leave it: what it says stays the same."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from itertools import count

_MARKED = re.compile(r"^\s*(?:[#>|*-]|\d+\.|\[)")
_STOP = re.compile(r"(?<=[a-z])([.”\"]{1,2})(?= [A-Z])")
_DESIGNATION = re.compile(r"\b[A-Z][a-z]?-\d+\w*\b")
_HEAD = "Review of Pacific Studies | 2021"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def wrapped(text: str) -> str:
    """Each paragraph in lines of 72 characters."""
    paragraphs = re.split(r"\n\s*\n", text)
    return "\n\n".join(p if "\n" in p or _MARKED.match(p) else textwrap.fill(p, 72) for p in paragraphs)


def on_pages(text: str) -> str:
    """The same with a page number and a running head every 30 lines, in the middle of paragraphs too."""
    lines = wrapped(text).split("\n")
    pages = (lines[i : i + 30] for i in range(0, len(lines), 30))
    return "\n".join("\n".join([*page, f"Page {n}", _HEAD]) for n, page in enumerate(pages, start=1))


def noted(mark: Callable[[int], str]) -> Callable[[str], str]:
    """With the mark of a note behind each sentence."""

    def layout(text: str) -> str:
        numbers = count(1)
        return _STOP.sub(lambda m: f"{m[1]}{mark(next(numbers))}", text)

    return layout


LAYOUTS: dict[str, Callable[[str], str]] = {
    "wrapped": wrapped,
    "set in": lambda text: textwrap.indent(wrapped(text), "    "),
    "notes glued": noted(str),
    "notes in brackets": noted(lambda n: f"[{n}]"),
    "notes of Markdown": noted(lambda n: f"[^{n}]"),
    "notes raised": noted(lambda n: str(n).translate(_RAISED)),
    "notes of HTML": noted(lambda n: f"<sup>{n}</sup>"),
    "soft hyphens": lambda text: re.sub(r"([a-z]{3})([a-z]{3})", "\\1\u00ad\\2", text),
    "ligatures": lambda text: text.replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "spaces that do not break": lambda text: re.sub(r"(\d) ", "\\1\u00a0", text),
    "no width": lambda text: text.replace(", ", ",\u200b "),
    "dashes in designations": lambda text: _DESIGNATION.sub(lambda m: m[0].replace("-", "–"), text),
    "bold": lambda text: _DESIGNATION.sub(r"**\g<0>**", text),
    "links": lambda text: _DESIGNATION.sub(r"[\g<0>](https://example.org/arms/\g<0>)", text),
    "two spaces": lambda text: re.sub(r"\. (?=[A-Z])", ".  ", text),
    "paragraphs far apart": lambda text: re.sub(r"\n\s*\n", "\n\n\n\n", text),
}
