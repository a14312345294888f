"""Reading: from a card and a file to a document of typed blocks.

>>> from pathlib import Path
>>> from pipeline.read import decode, find_document, load_cards, read_text
>>> cards, errors = load_cards(Path("raw"))              # errors: one line each, naming the file
>>> found = find_document(cards[0], Path("raw"), mirror=None)
>>> text = decode(found.data, found.path.name)           # doctest: +SKIP
>>> document = read_text("a-source", text, published="2020-08-06", language="en")
>>> [(block.kind, document.passage(block)) for block in document.blocks]
"""

from pipeline.read.blocks import read_text
from pipeline.read.decode import DecodeError, decode
from pipeline.read.document import BODY_KINDS, Block, BlockKind, Document

__all__ = ["BODY_KINDS", "Block", "BlockKind", "DecodeError", "Document", "decode", "read_text"]
