"""The text cut into segments, by its layout alone: blank lines, markers, and which lines a page has wrapped.

Markdown is recognised by its marks, whatever the file is called, since texts saved from a PDF often carry it. Nothing
is rendered: a segment is a pair of offsets, so that every code point stays where it was.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise

from pipeline.read.cues import REPEATED, ends_sentence, is_residue, running_head
from pipeline.read.document import BlockKind

_WIDEST_WRAP = 160  # no page wraps its lines wider than this; a longer line is a paragraph of its own
_FULL = 0.85  # the share of the page's width from which a line counts as full; proportional type makes it vary

_ATX = re.compile(r"(?:>\s?)*(#{1,6})\s+\S")
_BOLD = re.compile(r"(?:>\s?)*(?:\*\*(?=[^\s*])[^*]{1,150}\*\*|__(?=[^\s_])[^_]{1,150}__):?")
_ITEM = re.compile(
    r"(?:>\s?)*(?:[-*+•‣◦▪●–]\s+|(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+|\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)\s+)(?=\S)"
)
_NOTE = re.compile(r"<sup>|\\?\[(?:\d{1,3}|[ivxlc]{1,7})\\?\]|\[\^[\w-]{1,20}\]:|[⁰¹²³⁴-⁹†‡]")
_UNDERLINE = re.compile(r"=+|-{3,}")
_RULE = re.compile(r"(?:[-*_=~]\s?){3,}")
_ROW = re.compile(r"\|.*\||[^\t]+\t[^\t]+\t.*")
_ADDRESS = re.compile(r"[!-~]{50,}")
_WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]")

_COMMENT = re.compile(r"<!--.{0,1000}?-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,1000}>")
_RAISED = re.compile(r"<sup>[^<>\n]{0,20}</sup>")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,500})\]\([^()\s]{0,2000}(?: \"[^\"\n]{0,200}\")?\)")
_PREFIX = re.compile(r"^(?:\s*>)*\s*(?:#{1,6}(?=\s))?\s*")
_EMPHASIS = re.compile(r"(?<![\w*_])[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?![\w*_])")


class Look(Enum):
    """How a segment is marked."""

    TEXT = auto()
    HEADING = auto()  # with hashes, underlined, or one line in bold
    ITEM = auto()  # with a bullet or a number
    ROW = auto()  # of a table
    RULE = auto()  # a line of dashes or stars


@dataclass(slots=True)
class Segment:
    """A stretch of lines that belong together, on its way to a block; `kind` is None while nothing speaks for one.

    `plain` is the words without markup, to be judged by and never published.
    """

    start: int
    end: int
    look: Look
    level: int
    indent: int
    lines: int
    raw: str = field(repr=False)
    plain: str
    kind: BlockKind | None = None

    @property
    def emphasised(self) -> bool:
        """Whether the whole segment is quoted, or stands in emphasis."""
        return self.raw.startswith(">") or (
            self.raw[:1] in "*_" and self.raw[-1:] == self.raw[:1] and self.look is Look.TEXT
        )


@dataclass(slots=True)
class _Line:
    start: int
    words: str  # without surrounding white space
    indent: int
    page: bool  # opens with a page break
    look: Look
    level: int
    opens: bool  # begins a segment, whatever stands before
    width: int  # in columns

    @property
    def end(self) -> int:
        return self.start + len(self.words)


def segments(text: str) -> list[Segment]:
    """The segments of a normalised text, in order; together they hold every character that is no white space."""
    lines = list(_lines(text))
    width = _page_width(lines)
    edges = _page_edges(lines)
    found: list[Segment] = []
    group: list[_Line] = []
    for line in [*lines, None]:
        at_edge = line is not None and (line.start in edges or (group and group[-1].start in edges))
        if group and (line is None or at_edge or not _joins(group, line, width)):
            found.append(_segment(text, group))
            group = []
        if line is not None and line.words:
            group.append(line)
    return found


def plain(raw: str) -> str:
    """The words of a block without Markdown and HTML, its white space made single."""
    raw = raw.replace("<sup>&</sup>lt;", "<")
    raw = _TAG.sub("", _RAISED.sub("", _COMMENT.sub("", raw)))
    raw = _EMPHASIS.sub("", _LINK.sub(r"\1", _PREFIX.sub("", raw)))
    return " ".join(raw.replace("\\", "").replace("\u00ad", "").split())


def _lines(text: str) -> Iterator[_Line]:
    position = 0
    for raw in text.split("\n"):
        words = raw.strip()
        lead = len(raw) - len(raw.lstrip()) if words else 0
        look, level, opens = _marks(words)
        width = _width(words)
        yield _Line(
            position + lead, words, len(raw[:lead].expandtabs(4)), "\f" in raw[:lead], look, level, opens, width
        )
        position += len(raw) + 1


def _width(words: str) -> int:
    """The columns of a line: East Asian characters take two, and an address, which cannot be wrapped, few."""
    if len(words) > 10 * _WIDEST_WRAP:
        return len(words)
    words = _ADDRESS.sub("-", words)
    return len(words) + len(_WIDE.findall(words))


def _marks(words: str) -> tuple[Look, int, bool]:
    """How a line is marked, its level as a heading, and whether it begins a segment by that mark."""
    if found := _ATX.match(words):
        return Look.HEADING, len(found[1]), True
    if _BOLD.fullmatch(words):
        return Look.HEADING, 3, True
    if _RULE.fullmatch(words):
        return Look.RULE, 0, True
    if _ROW.fullmatch(words):
        return Look.ROW, 0, True
    if _ITEM.match(words):
        return Look.ITEM, 0, True
    return Look.TEXT, 0, bool(_NOTE.match(words))


def _page_width(lines: list[_Line]) -> float:
    """The width to which the text is wrapped, in columns; infinite where no line is certainly wrapped.

    A line is certainly wrapped where it breaks off and the next goes on in lower case, or in a script without cases.
    """
    widths = sorted(line.width for line, after in pairwise(lines) if _surely_wrapped(line, after))
    return widths[int(0.9 * (len(widths) - 1))] if widths else float("inf")


def _page_edges(lines: list[_Line]) -> set[int]:
    """Where the heads and numbers of pages begin that stand between the lines of a paragraph.

    A head comes three times or more, with or without a number; no line that a page wraps does.
    """
    alone = [line for line in lines if 0 < len(line.words) <= 100 and not line.opens and not ends_sentence(line.words)]
    residue = {line.start for line in alone if is_residue(line.words)}
    before = _words_before(lines, residue)
    counts: Counter[str] = Counter()
    cut: defaultdict[str, set[str]] = defaultdict(set)
    for line in alone:
        head = running_head(line.words)
        counts[head] += 1
        if (words := before[line.start]) and not ends_sentence(words):
            cut[head].add(words)
    heads = {head for head, n in counts.items() if " " in head and n >= REPEATED and len(cut[head]) > 1}
    return residue | {line.start for line in alone if running_head(line.words) in heads}


def _words_before(lines: list[_Line], residue: set[int]) -> dict[int, str]:
    """The words right before each line, be there the number of a page between; none where a blank line is."""
    found, words = {}, ""
    for line in lines:
        found[line.start] = words
        if line.start not in residue:
            words = line.words
    return found


def _surely_wrapped(line: _Line, after: _Line) -> bool:
    if not line.words or not after.words or after.opens or max(line.width, after.width) > _WIDEST_WRAP:
        return False
    return not ends_sentence(line.words) and (_goes_on(after) or (_caseless(after) and line.width >= 40))


def _goes_on(line: _Line) -> bool:
    return line.words[0].islower()


def _caseless(line: _Line) -> bool:
    first = line.words[0]
    return first.isalpha() and first.lower() == first.upper()


def _joins(group: list[_Line], line: _Line, width: float) -> bool:
    """Whether a line carries on the segment whose lines stand before it."""
    last = group[-1]
    if not line.words or line.page or last.words.startswith(">") != line.words.startswith(">"):
        return False
    if _UNDERLINE.fullmatch(line.words) and last.look is Look.TEXT and len(group) == 1 and last.width <= 100:
        return line.words[0] == "=" or not ends_sentence(last.words)
    if last.look not in (Look.TEXT, Look.ITEM) or _UNDERLINE.fullmatch(last.words):
        return False
    if max(last.width, line.width) > _WIDEST_WRAP:
        return False
    first_word = line.words.split(maxsplit=1)[0]
    full = last.width + 1 + min(len(first_word), 30) >= _FULL * width
    if line.opens:  # a number or a dash within a sentence may come to stand first in its line
        return full and last.look is Look.TEXT and line.look in (Look.TEXT, Look.ITEM) and not ends_sentence(last.words)
    if _goes_on(line):
        return True
    if ends_sentence(last.words) and last.look is Look.TEXT and line.indent >= last.indent + 2:
        return False  # the first line of a paragraph that is set in
    return full


def _segment(text: str, group: list[_Line]) -> Segment:
    first, last = group[0], group[-1]
    raw = text[first.start : last.end]
    look, level = first.look, first.level
    if len(group) == 2 and _UNDERLINE.fullmatch(last.words):
        look, level = Look.HEADING, 1 if last.words[0] == "=" else 2
        return Segment(first.start, last.end, look, level, first.indent, 1, raw, plain(first.words))
    return Segment(first.start, last.end, look, level, first.indent, len(group), raw, plain(raw))
