"""From text to typed blocks.

Each segment of the text gets a kind: first by its own look and words, then by where it stands (before the text, under
a heading, after the text) and by what else the document says (running heads, pull quotes). A rule here must be true
of documents in general; the words that it goes by are in `cues.yaml`. In doubt a block is a paragraph: a row too many
can be refused later, a passage that is hidden here is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.read import cues, sections
from pipeline.read.document import Block, BlockKind, Document
from pipeline.read.notes import is_citation, is_listed_work, note_mark, only_cites
from pipeline.read.segments import Look, Segment, plain, segments

_SENTENCE = re.compile(r"""(?<=[.!?。！？])["'”’»)]*\s+|(?<=[。！？])""")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\(\S*\)")
_OPEN = re.compile(r"(?:[,–—-]|\b[^\W\d_A-Z][^\W\d_]*)$")  # no sentence ends so: a comma, a dash, a small word
_LEVELLED = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.LIST})
_MIN_PULL_QUOTE = 6  # words; shorter sentences come twice by chance
_PULLED_FROM = 20  # characters that the paragraph with the sentence has more, lest markup make the difference
_MIN_OPEN_PARAGRAPH = 60  # characters; a shorter one without a stop is more likely a line than a sentence cut by a page


def read_text(source_id: str, text: str, published: str | None, language: str) -> Document:
    """The document that a normalised `text` (see `decode`) holds; `published` is EDTF, `language` ISO 639-1.

    Every character that is no white space is in exactly one block. Markdown is known by its marks, not by a file name.
    """
    parts = segments(text)
    _by_look(parts)
    _running_heads(parts)
    sections.front_matter(parts)
    sections.follow(parts)
    sections.end_matter(parts)
    _pull_quotes(parts)
    return Document(source_id, text, _blocks(parts), published, language)


def _by_look(parts: list[Segment]) -> None:
    """Kinds that a block shows by itself."""
    number = 0  # of the note before, where the part before is a note
    for part in parts:
        note = note_mark(part.raw)
        if note:
            words = plain(part.raw[note.start :])
            follows = note.mark.isdecimal() and int(note.mark) == number + 1 and number > 0
            if note.sure or follows or is_citation(words):
                part.kind = BlockKind.REFERENCES if only_cites(words) else BlockKind.FOOTNOTE
                number = int(note.mark) if note.mark.isdecimal() else 0
                continue
        number = 0
        part.kind = _own_kind(part)


def _own_kind(part: Segment) -> BlockKind | None:
    words, look = part.plain, part.look
    if look is Look.RULE or cues.is_residue(words) or cues.is_contents_line(part.raw):
        return BlockKind.BOILERPLATE
    if cues.is_caption(words) or _IMAGE.fullmatch(part.raw):
        return BlockKind.CAPTION
    if look is Look.HEADING and len(words) <= 200:
        return BlockKind.HEADING
    if look in (Look.ITEM, Look.ROW):
        return BlockKind.LIST
    if cues.is_editorial(words):
        return BlockKind.PARAGRAPH
    if cues.is_boilerplate(words):
        return BlockKind.BOILERPLATE
    if (part.emphasised and cues.is_biography(words)) or cues.is_labelled_biography(words):
        return BlockKind.BIOGRAPHY
    if is_listed_work(words):
        return BlockKind.REFERENCES  # a list of works without a heading, or without a mark for each
    return None


def _running_heads(parts: list[Segment]) -> None:
    """Short lines that come three times or more, with or without a page number; the first without one is kept."""
    short = [
        part
        for part in parts
        if part.kind in (None, BlockKind.HEADING)
        and part.lines == 1
        and len(part.plain) <= 100
        and not cues.ends_sentence(part.plain)
    ]
    counts = Counter(cues.running_head(part.plain) for part in short)
    seen: set[str] = set()
    within = {after.start for before, after in pairwise(parts) if after.start - before.end == 1}  # no blank line before
    for part in short:
        head = cues.running_head(part.plain)
        if counts[head] < cues.REPEATED:
            continue
        if part.plain != head or head in seen or part.start in within:
            part.kind = BlockKind.BOILERPLATE
        seen.add(head)


def _pull_quotes(parts: list[Segment]) -> None:
    """Blocks whose sentences all stand, word for word, in longer paragraphs."""
    body = [part for part in parts if part.kind is BlockKind.PARAGRAPH]
    sentences = [[_bare(sentence) for sentence in _SENTENCE.split(part.plain) if sentence] for part in body]
    longest_home: dict[str, int] = {}  # of a sentence: the length of the longest paragraph that has it
    for part, own in zip(body, sentences, strict=True):
        for sentence in own:
            longest_home[sentence] = max(longest_home.get(sentence, 0), len(part.plain))
    for part, own in zip(body, sentences, strict=True):
        long_enough = len(part.plain.split()) >= _MIN_PULL_QUOTE
        if long_enough and all(longest_home[sentence] > len(part.plain) + _PULLED_FROM for sentence in own):
            part.kind = BlockKind.BOILERPLATE


def _bare(sentence: str) -> str:
    return sentence.strip("\"'“”‘’«» ").rstrip(".").casefold()


def _blocks(parts: Sequence[Segment]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    open_part: Segment | None = None  # the last part of the running text, where its sentence may still be open
    indents: list[int] = []
    for number, part in enumerate(parts, start=1):
        kind = part.kind or BlockKind.PARAGRAPH
        continues = False
        if kind is BlockKind.LIST:
            part.level = _depth(indents, part)
        elif kind is not BlockKind.BOILERPLATE:
            indents = []
        if kind in (BlockKind.TITLE, BlockKind.HEADING):
            open_part = None
        elif kind in (BlockKind.PARAGRAPH, BlockKind.LIST):
            continues = open_part is not None and _carries_on(open_part, part)
            open_part = None if cues.ends_sentence(part.plain) else part
        level = part.level if kind in _LEVELLED else 0
        blocks.append(Block(kind, part.start, part.end, number, level, continues))
    return tuple(blocks)


def _depth(indents: list[int], segment: Segment) -> int:
    """The depth of a list item, from the indents of the items around it, which it updates."""
    while indents and segment.indent < indents[-1]:
        indents.pop()
    if not indents or segment.indent > indents[-1]:
        indents.append(segment.indent)
    return len(indents)


def _carries_on(before: Segment, part: Segment) -> bool:
    """Whether `part` goes on with the sentence that `before` left open."""
    if part.kind is not BlockKind.PARAGRAPH:
        return False
    if part.plain[:1].islower():
        return True
    whole = before.kind is BlockKind.PARAGRAPH and len(before.plain) >= _MIN_OPEN_PARAGRAPH
    return whole and bool(_OPEN.search(before.plain)) and cues.ends_sentence(part.plain)
