"""What reading makes of a source: one text, and typed blocks that point into it.

Offsets count code points of `Document.text`, ends are exclusive, and `text[start:end]` is always the passage itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is; the codebook says which kinds may give rows."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    CAPTION = "caption"
    FOOTNOTE = "footnote"  # a note that argues: a sentence of its own
    REFERENCES = "references"  # an entry of a reference list, or a note that only cites
    BIOGRAPHY = "biography"
    BOILERPLATE = "boilerplate"  # residue of the page, running heads, contents, acknowledgements, pull quotes


BODY_KINDS = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.LIST,
        BlockKind.CAPTION,
        BlockKind.FOOTNOTE,
    }
)
"""The kinds whose words the author wrote for the reader; all others never give a row."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a document, without surrounding white space.

    `paragraph` counts every block of the document, from 1. `level` is that of a heading (1 to 6) or the depth of a list
    item (1 for the outermost), else 0. `continues` says that this paragraph carries on the sentence which the nearest
    paragraph or list item before it left open, as happens where a page ends in the middle of a sentence; between the
    two may stand what the page had at its edge: notes, captions, a running head.
    """

    kind: BlockKind
    start: int
    end: int
    paragraph: int
    level: int = 0
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A source as the later stages see it.

    `text` is the normalised text of the codebook. `blocks` are in order, do not overlap, and together hold every
    character of the text that is no white space. `published` is EDTF; `language` is ISO 639-1.
    """

    source_id: str
    text: str
    blocks: tuple[Block, ...]
    published: str | None
    language: str

    def passage(self, block: Block) -> str:
        """The words of a block of this document."""
        return self.text[block.start : block.end]
