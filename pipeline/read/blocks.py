"""From text to typed blocks (first cut: paragraphs between blank lines)."""

from __future__ import annotations

import re

from pipeline.read.document import Block, BlockKind, Document

_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*", re.MULTILINE)


def read_text(source_id: str, text: str, published: str | None, language: str) -> Document:
    """The document that `text` holds; `published` is EDTF, `language` ISO 639-1."""
    blocks = []
    for number, found in enumerate(_PARAGRAPH.finditer(text), start=1):
        end = found.start() + len(found.group().rstrip())
        blocks.append(Block(BlockKind.PARAGRAPH, found.start(), end, number))
    return Document(source_id, text, tuple(blocks), published, language)
