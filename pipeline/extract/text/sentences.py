"""Sentences of a document's body, as spans of its shadow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.document import Block, BlockKind, Document

BODY = {BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.CAPTION, BlockKind.FOOTNOTE}

_TEXT = {BlockKind.PARAGRAPH, BlockKind.LIST}
_END = re.compile(r"[.!?…。！？]+(?:(?<=[.!?…])[\"”'»)\]]*(?=\s|$)|(?<=[。！？])[」”]*)")
_STARTER = re.compile(r"\s+[\"“'«(\[]*[A-ZÀ-ÞА-ЯЁ0-9一-鿿]")
_SHORT = frozenset(
    "Mr Mrs Ms Dr Prof Gen Brig Lt Col Maj Capt Cmdr Cdr Adm Sgt Sen Rep Gov Amb St vs etc cf al No Nos Vol vol pp p ed"
    " eds Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Inc Ltd Co Corp Jr Sr approx ca Fig Mt".split()
)
_ABBREVIATION = re.compile(
    rf"(?:\b(?:[A-Za-z]\.)+[A-Za-z]|\b(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))}|e\.g|i\.e)|\b[A-Z])$"
)
_RETIRED = re.compile(r"\((?:[Rr]etd?|[Rr]es)$")  # "Rear Admiral (retd.) Hu"
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]$")
_ELLIPSIS = re.compile(r"\.( ?\.)+")
_OPENER = re.compile(
    r"\s+[\"“'(]*(?:The|This|That|These|Those|It|In|On|At|By|But|And|However|For|From|As|If|While|When|Since"
    r"|He|She|They|We|There|Its|Their|To|Such|"
    r"Both|Although|Russia|China|Moscow|Beijing|According|After|Before|With|Under)\b"
)


@dataclass(slots=True)
class Sentence:
    """One sentence: `text[start:end]`, and the blocks that it stands in (two where a page break cuts it)."""

    start: int
    end: int
    block: Block
    index: int  # within its flow: 0, 1, 2 ...
    flow: int  # sentences of one paragraph (page breaks mended) share a flow


def _is_boundary(plain: str, mark: re.Match[str], start: int, stop: int) -> bool:
    if mark.end() >= stop:
        return True
    if mark[0][0] in "。！？":
        return True
    reach = min(stop, mark.end() + 40)
    if not _STARTER.match(plain, mark.end(), reach):
        return False
    before = plain[max(start, mark.start() - 12) : mark.start()]
    if mark[0] == ".)" and _RETIRED.search(before):
        return False
    if mark[0] == ".":
        if not _abbreviates(before):
            return True
        # "U.S." may end a sentence: only where what follows opens one
        return bool(_INITIALS.search(before) and _OPENER.match(plain, mark.end(), reach))
    return not _ELLIPSIS.fullmatch(mark[0]) or plain[mark.start() - 1] != " "


def _abbreviates(before: str) -> bool:
    """Whether a stop behind these words may be that of an abbreviation."""
    word = before[before.rfind(" ") + 1 :]
    if word.isalpha():  # nearly always, and then there is no need of the pattern
        return word in _SHORT or (len(word) == 1 and "A" <= word <= "Z")
    return _ABBREVIATION.search(before) is not None


def split(plain: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Spans of the sentences in `plain[start:stop]`, without the white space around them."""
    spans, begin = [], start
    for mark in _END.finditer(plain, start, stop):
        if mark.start() >= begin and _is_boundary(plain, mark, begin, stop):
            spans.append((begin, mark.end()))
            begin = mark.end()
    spans.append((begin, stop))
    trimmed = []
    for a, b in spans:
        while a < b and plain[a].isspace():
            a += 1
        while a < b and plain[b - 1].isspace():
            b -= 1
        if a < b:
            trimmed.append((a, b))
    return trimmed


def sentences(document: Document, plain: str) -> list[Sentence]:
    """Every sentence of the body; a paragraph that a page break cut is one flow, its cut sentence whole."""
    flows: list[list[Block]] = []
    body = [block for block in document.blocks if block.kind in BODY]
    for block in body:
        open_ = next((f for f in reversed(flows) if f[-1].kind in _TEXT), None) if block.continues else None
        if open_:
            open_.append(block)
        else:
            flows.append([block])
    found = []
    for number, blocks in enumerate(flows):
        row = blocks[0].kind == BlockKind.LIST and plain.startswith("|", blocks[0].start)  # of a table: one whole
        spans = [(blocks[0].start, blocks[0].end)] if row else split(plain, blocks[0].start, blocks[0].end)
        for before, block in pairwise(blocks):
            more = split(plain, block.start, block.end)
            noted = any(
                before.end <= b.start < block.start for b in body
            )  # a note or caption stands between the halves
            if spans and more and not noted:
                spans[-1:] = [(spans[-1][0], more.pop(0)[1])]
            spans += more
        for index, (a, b) in enumerate(spans):
            home = next((bl for bl in blocks if bl.start <= a < bl.end), blocks[0]) if len(blocks) > 1 else blocks[0]
            found.append(Sentence(a, b, home, index, number))
    return found
