"""Reading: from bytes to a document of typed blocks."""

from pipeline.read.blocks import read_text
from pipeline.read.document import BODY_KINDS, Block, BlockKind, Document

__all__ = ["BODY_KINDS", "Block", "BlockKind", "Document", "read_text"]
