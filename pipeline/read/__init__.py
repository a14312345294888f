"""Reading: from a card and a file to a document of typed blocks.

All that another room needs, from a Python prompt:

    >>> from pathlib import Path
    >>> from pipeline.read import Mirror, decode, find_document, load_cards, read_text
    >>> raw = Path("raw")
    >>> cards, errors = load_cards(raw)  # an error is one line that names the file, and stops no other card
    >>> mirror = Mirror(Path("../shared/sources"))  # hashed lazily; one for each run
    >>> for card in cards:
    ...     found, problems = find_document(card, raw, mirror)
    ...     if found:
    ...         text = decode(found.data, str(found.path), card.encoding)  # or DecodeError: no text
    ...         document = read_text(card.source_id, text, card.published, card.language)

With no card at all, `read_text` is enough:

    >>> text = "A Title\\n\\nIn 2019 the two held a drill, and it was large.\\n"
    >>> document = read_text("a-source", text, "2020", "en")
    >>> [(str(block.kind), document.passage(block)) for block in document.blocks]
    [('title', 'A Title'), ('paragraph', 'In 2019 the two held a drill, and it was large.')]

`entente add` writes a card with `write_card(Card(...), raw)`. Nothing here knows a later stage or prints.
"""

from pipeline.read.blocks import read_text
from pipeline.read.card import CARD_NAME, Card, CardError, is_source_id, load_card, load_cards, write_card
from pipeline.read.decode import DecodeError, decode
from pipeline.read.document import BODY_KINDS, Block, BlockKind, Document
from pipeline.read.find import Found, Mirror, Search, find_document, mirror_folder

__all__ = [
    "BODY_KINDS",
    "CARD_NAME",
    "Block",
    "BlockKind",
    "Card",
    "CardError",
    "DecodeError",
    "Document",
    "Found",
    "Mirror",
    "Search",
    "decode",
    "find_document",
    "is_source_id",
    "load_card",
    "load_cards",
    "mirror_folder",
    "read_text",
    "write_card",
]
