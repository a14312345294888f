"""A document made ready for the rules: its shadow, its sentences, and each sentence as a row of chunks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from pipeline.extract import goods, parties
from pipeline.extract.chunks import Chunk, atoms
from pipeline.extract.lexicon import lexicon
from pipeline.extract.sentences import BODY, Sentence, sentences
from pipeline.extract.shadow import lower, shadow
from pipeline.read.document import BlockKind, Document


@dataclass(slots=True)
class Analysed:
    """One sentence and its chunks. `parties` of pronouns are resolved; `dyad` is the pair in focus when it was read."""

    sentence: Sentence
    chunks: list[Chunk]

    @property
    def start(self) -> int:
        return self.sentence.start

    @property
    def end(self) -> int:
        return self.sentence.end


@dataclass(slots=True)
class Analysis:
    """The document, its shadow (`plain`, and `low` in lower case), and its sentences in order."""

    document: Document
    plain: str
    low: str
    sentences: list[Analysed] = field(default_factory=list)
    headings: list[Analysed] = field(default_factory=list)  # no rows, but a list may hang on one
    dyad: tuple[str, str] | None = None  # the two countries that the document is most about


def _may_open(c: Chunk) -> bool:
    """Whether a group of goods may begin here: "bought" and "imported" are read as verbs, though they may describe a
    good."""
    return c.tag == "count" or (
        c.tag == "atom" and not (c.entry("verb") and not c.entry("head", "word", "modifier", "demonym"))
    )


def _grouped(raw: list[Chunk], plain: str, low: str) -> list[Chunk]:
    """Noun groups of parties and goods put together, the rest left as it is."""
    out: list[Chunk] = []
    i = 0
    while i < len(raw):
        made = parties.parse(raw, i, plain, low) or (goods.parse(raw, i, plain, low) if _may_open(raw[i]) else None)
        if made:
            out.append(made[0])
            i = made[1]
        else:
            out.append(raw[i])
            i += 1
    return out


def _masked(document: Document, plain: str) -> str:
    """The shadow with everything that is no body blanked, so that a sentence cut by a page break has no running head in
    it."""
    pieces, at = [], 0
    for block in document.blocks:
        if block.kind not in BODY and block.kind not in (BlockKind.HEADING, BlockKind.TITLE):
            pieces += [plain[at : block.start], " " * (block.end - block.start)]
            at = block.end
    return "".join([*pieces, plain[at:]])


_EDITION = re.compile(
    r"(?<=[A-Za-z])-((?:19|20)\d\d)(?![\d/-])"
)  # of an exercise: "in September of that year" is its year's


def _main_dyad(found: list[Analysed]) -> tuple[str, str] | None:
    """The two countries that the document is most about: China and Russia (or the USSR, whichever it names more often)
    where it
    names both, and no third more often than either but the usual onlooker; else the two named most."""
    count: Counter[str] = Counter()
    for s in found:
        for c in s.chunks:
            if c.tag == "party" and c.value.form != "person":
                count.update(c.value.codes)
            elif c.tag == "good" and c.value.origin:
                count[c.value.origin] += 1
            elif c.tag == "atom" and (e := c.entry("demonym")):
                count[e.name] += 1
    heir = "SUN" if count["SUN"] > count["RUS"] else "RUS"
    count[heir] = count.pop("SUN", 0) + count.pop("RUS", 0)
    least = min(count["CHN"], count[heir])
    if least and not any(
        n > max(count["CHN"], count[heir]) for code, n in count.items() if code not in ("USA", "CHN", heir)
    ):
        return ("CHN", heir)
    top = sorted(code for code, n in count.most_common(2) if n)
    return (top[0], top[1]) if len(top) == 2 else None


def analyse(document: Document) -> Analysis:
    """Read `document` once: every later rule works on the chunks that this gives."""
    plain = _masked(document, shadow(document.text))
    low = lower(plain)
    matches = lexicon().find(plain, low)
    result = Analysis(document, plain, low)
    last: str | None = None
    flow = -1
    for s in sentences(document, plain):
        if s.flow != flow:
            last, flow = None, s.flow
        edition = _EDITION.search(plain, s.start, s.end)
        raw = atoms(plain, low, s, matches, document.published, last or (edition[1] if edition else None))
        result.sentences.append(Analysed(s, _grouped(raw, plain, low)))
        stated = [c.value.edtf for c in raw if c.tag == "date"]
        last = stated[-1] if stated else last
    for block in document.blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            s = Sentence(block.start, block.end, block, 0, -1)
            raw = atoms(plain, low, s, matches, document.published, None)
            result.headings.append(Analysed(s, _grouped(raw, plain, low)))
    result.dyad = _main_dyad(result.sentences)
    return result
