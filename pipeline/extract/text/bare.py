"""A document with nothing but its words, which is what the rules read, and where its characters stand in the document.

Taken out are markup, the marks of notes, line ends and hyphens within words, all white space but a blank between two
words, and the blocks that give no row: a sentence that the end of a page cuts has no running head in it. So no rule
needs to know how a document was laid out, and yet whatever is found has the offsets of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline.read.document import BODY_KINDS, Document

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_NO_WIDTH = re.compile(f"[{_UNSEEN}](?:(?<=\u00ad)[ \t]*\n[ \t>]*)?")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")
_BLANKS = [c for c in map(chr, range(0x3001)) if c.isspace() and c != " "]
_SPACES = re.compile(r"\s(\s+)")
_LINK = re.compile(r"(!?\[)([^\[\]\n]{1,300})(\]\([^()\s]{0,500}\))")
_OPENING = re.compile(
    r"(?:>[ \t]*)*(?:#{1,6}(?=\s)|[-*+•▲](?=\s)|\d{1,2}[.)](?=\s))?"
)  # of a heading, an item, a quote
# What is taken out (the group, where there is one), each behind a sign without which a text has nothing of the kind.
_MARKS = [
    ("<", re.compile(r"<sup>.{0,40}?</sup>|</?[a-zA-Z][^<>\n]{0,200}>")),
    ("&", re.compile(r"&(?:nbsp|lt|gt|quot);|(?<=&)amp;")),
    ("[^", re.compile(r"\[\^[\w-]{1,20}\](?::[ \t])?")),
    ("[", re.compile(r"\[(?:\d{1,3}|[ivxlc]{1,7}|note\s\d+|citation\sneeded)\](?!\()")),
    ("*", re.compile(r"\*{1,3}")),
    ("_", re.compile(r"_(?:(?<![A-Za-z0-9]_)_?(?=\S)|(?<=\S_)_?(?![A-Za-z0-9]))")),
    ("\\", re.compile(r"\\(?=[$_*\[\]~])")),
    ("\n>", re.compile(r"\n((?:>[ \t]*)+)")),
    *((note, re.compile(f"{note}+")) for note in "¹²³⁴⁵⁶⁷⁸⁹⁰†‡"),
    (  # the number of a footnote at the end of a sentence
        "",
        re.compile(
            r"[.!?,;](?:(?<=[a-z)\]].)(\d{1,3})(?=\s+[A-Z“\"(]|\s*$)"
            r"|(?:(?<= 19\d\d[.!?;])|(?<= 20\d\d[.!?;]))(\d{1,2})(?=\s+[A-Z“\"(]|\s*$)"
            r"|(?<=[.!?])[\"”’'»]([ ]?\d{1,3})(?=\s|$)"
            r"|(?<=[.!?])(?<![A-Z][a-z]{2}\.)(?<!Sept\.)(?<!No\.)([ ]\d{1,2})(?=\n|$))",
            re.MULTILINE,
        ),
    ),
]
_LINE_END = re.compile(r"[-\u2010](?<=[^\W_].)[ \t]*\n[ \t>]*(?!(?:and|or|to)\b)([^\W_]+)")  # not of "short-\nand"
_BEFORE = re.compile(r"[^\W_]+$")
_LONGEST = 30  # letters of a word
_WORD = re.compile(r"[^\W\d_]+")

_Cut = tuple[int, int, str]  # what is taken out, and what stands there instead: a blank parts words that would touch


class Bare(NamedTuple):
    """A document with a bare text; each stretch kept begins at one of `starts` in it, and did at one of `origins`."""

    document: Document
    starts: list[int]
    origins: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters from `start` to `end` stand in the document that this was made of."""
        return self._origin(start), self._origin(end - 1) + 1

    def _origin(self, at: int) -> int:
        i = bisect_right(self.starts, at) - 1
        return self.origins[i] + at - self.starts[i]


def bare(document: Document) -> Bare:
    """`document` without all that is no word of its body; a block that has none is gone."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length, last = 0, " "  # of what is kept, and its last character

    def keep(piece: str, origin: int) -> None:
        nonlocal length, last
        if piece:
            pieces.append(piece)
            starts.append(length)
            origins.append(origin)
            length, last = length + len(piece), piece[-1]

    for blank, piece, origin in _kept(document):
        if blank and last.isalnum() and piece[:1].isalnum():
            keep(" ", origin - 1)
        skip = last.isspace() and piece[:1].isspace()
        keep(piece[skip:], origin + skip)
    made = Bare(document, starts or [0], origins or [0])
    blocks = (
        replace(block, start=_place(made, block.start, length), end=_place(made, block.end, length))
        for block in document.blocks
        if block.kind in BODY_KINDS
    )
    plain = "".join(pieces)
    for space in _BLANKS:  # far faster than a pattern: few of them stand in any text
        plain = plain.replace(space, " ")
    return made._replace(document=replace(document, text=plain, blocks=tuple(b for b in blocks if b.start < b.end)))


def _place(made: Bare, at: int, length: int) -> int:
    """How many characters of the bare text, which is `length` long, stand before `at` in the document."""
    i = bisect_left(made.origins, at)
    if i < len(made.origins) and made.origins[i] == at:
        return made.starts[i]
    i -= 1
    if i < 0:
        return 0
    behind = made.starts[i + 1] if i + 1 < len(made.starts) else length
    return min(made.starts[i] + at - made.origins[i], behind)


def _kept(document: Document) -> Iterator[tuple[bool, str, int]]:
    """What is kept of the text, piece by piece: whether a blank parts it from the one before, and where it stands."""
    text, at, blank = document.text, 0, False
    for start, end, put in sorted(_cuts(document), key=lambda cut: (cut[0], -cut[1])):
        if start > at:
            yield blank, text[at:start], at
            blank = False
        if start >= at:  # and not within what is taken out already
            for letter in put.strip():
                yield blank, letter, start
                blank = False
            blank |= put == " "
        at = max(at, end)
    yield blank, text[at:], at


def _cuts(document: Document) -> Iterator[_Cut]:
    text = document.text
    for block in document.blocks:
        opening = _OPENING.match(text, block.start)
        behind = opening.end() if opening and block.kind in BODY_KINDS else block.end
        if behind > block.start:
            yield block.start, behind, " "
    if "](" in text:
        for m in _LINK.finditer(text):
            yield (*m.span(1), " ")
            yield (*m.span(3), " ")
    for sign, mark in _MARKS:
        if sign in text:
            yield from ((*m.span(m.lastindex or 0), " ") for m in mark.finditer(text))
    yield from ((*m.span(1), " ") for m in _SPACES.finditer(text))
    yield from _within_words(text)


def _within_words(text: str) -> Iterator[_Cut]:
    """What parts a word or runs letters together: a soft hyphen, one at the end of a line, no width, a ligature."""
    if any(mark in text for mark in _UNSEEN):
        yield from ((*m.span(), "") for m in _NO_WIDTH.finditer(text))
    if any(letters in text for letters in _LIGATURES):
        yield from ((*m.span(), _LIGATURES[m[0]]) for m in _LIGATURE.finditer(text))
    parted = list(_LINE_END.finditer(text))
    others = frozenset(_WORD.findall(_LINE_END.sub(" ", text).lower())) if parted else frozenset()
    for m in parted:
        before = _BEFORE.search(text, max(0, m.start() - _LONGEST), m.start())
        own = before is not None and _own_hyphen(before[0], m[1], others)
        yield m.start() + own, m.start(1), ""


def _own_hyphen(before: str, after: str, others: frozenset[str]) -> bool:
    """Whether a hyphen at the end of a line is the word's own: "Sino-Russian", "long-range", and not "coop-eration".

    It is where a capital or a figure follows, or another word of the text, unless the text has both as one word.
    """
    return not after.islower() or (after in others and f"{before}{after}".lower() not in others)
