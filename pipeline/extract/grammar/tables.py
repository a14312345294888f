"""Tables as Markdown writes them: what heads a column, and what a row has in it."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.lexicon.entries import load
from pipeline.read.document import BlockKind

_BETWEEN_ROWS = re.compile(r"[\s|:-]*")


class Cell(NamedTuple):
    """What a row has in a column, at `start:end`, and the words that head the column."""

    start: int
    end: int
    head: str


def is_row(s: Analysed) -> bool:
    """Whether a sentence is a row of a table, the first one too."""
    return s.sentence.block.kind == BlockKind.LIST and s.plain.startswith("|")


class Tables:
    """The tables of one document that give rows of `table`, read in order."""

    def __init__(self, analysis: Analysis, table: str) -> None:
        self.analysis, self.table = analysis, table
        self._first: dict[int, int] = {}  # of a row, by index, the row that heads its table

    def first_row(self, s: Analysed) -> int:
        """The index of the sentence that heads the table which the row `s` is in."""
        at = i = self.analysis.touching(s.start, s.end)[0]
        sentences, plain = self.analysis.sentences, self.analysis.plain
        while i not in self._first:
            before = sentences[i - 1] if i else None
            if not (before and is_row(before) and _BETWEEN_ROWS.fullmatch(plain, before.end, sentences[i].start)):
                self._first[i] = i
            else:
                i -= 1
        return self._first.setdefault(at, self._first[i])

    def is_head(self, s: Analysed) -> bool:
        """Whether the row `s` heads its table, with a name for what a row of `table` states."""
        return self.analysis.sentences[self.first_row(s)] is s and bool(self.cells(s))

    def cells(self, s: Analysed) -> dict[str, Cell]:
        """The cells of the row `s` by what they give; those with nothing in them are left out."""
        plain, low = self.analysis.plain, self.analysis.low
        names = [low[a:b] for a, b in _parts(plain, self.analysis.sentences[self.first_row(s)])]
        found: dict[str, Cell] = {}
        for name, (start, end) in zip(names, _parts(plain, s), strict=False):
            field = _field(self.table, name)
            if field and field not in found and any(map(str.isalnum, plain[start:end])):
                found[field] = Cell(start, end, name)
        return found


def _parts(plain: str, s: Analysed) -> list[tuple[int, int]]:
    """Where the words of each part of a row stand; a part may have none."""
    bars = [i for i in range(s.start, s.end) if plain[i] == "|"]
    return [_stripped(plain, a + 1, b) for a, b in pairwise(bars)]


def _stripped(plain: str, start: int, end: int) -> tuple[int, int]:
    while start < end and plain[start].isspace():
        start += 1
    while start < end and plain[end - 1].isspace():
        end -= 1
    return start, end


@cache
def _field(table: str, head: str) -> str | None:
    """What the cells of a column give a row of `table`, by the words that head it."""
    plain = " ".join(re.sub(r"\(.*?\)|[^a-z ]", " ", head.replace("(s)", "s")).split())
    known = [(name, field) for field, names in load("columns")[table].items() for name in names]
    known.sort(key=lambda pair: -len(pair[0]))
    return next((field for name, field in known if plain == name or plain.startswith(name + " ")), None)
