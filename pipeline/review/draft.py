"""From what the machine found to decisions on it: which row is meant, and its values without a word of the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.read import Document
from pipeline.review.agenda import Agenda, Item
from pipeline.review.decisions import ACCEPT, PASSAGE_DIGITS, Decision
from pipeline.review.file import dump
from pipeline.review.place import digest
from pipeline.review.values import TOO_MANY_WORDS, VERBATIM, Span, Words, fields, folded, parse_claim

Row = Mapping[str, Any]

# What tells the rows of a passage apart, the likeliest first.
_TELLING = (
    "supplier",
    "recipient",
    "item",
    "name",
    "participants",
    "title",
    "parties",
    "speaker",
    "text",
    "date",
    "signed_date",
    "order_date",
    "delivery_date",
    "scope",
    "trade_share",
    "value_usd_min",
)
_AT_LEAST = {"transfers": 3, "exercises": 2, "agreements": 2, "quotes": 1}  # so many of them, that a reader knows it


def said(item: Item, text: str | None) -> dict[str, Any]:
    """What the machine says of a row, field by field in the order of the table, as a decision may repeat it.

    Words of a source are given by their place; where they have none, the field is left out. Without the `text`,
    whatever is as long as words of a source is taken for some.
    """
    found = {}
    for claim in item.claims:
        value = parse_claim(item.table, claim["field"], claim["value"])
        if not _verbatim(claim["field"], value, text):
            found[claim["field"]] = value
        elif claim["char_start"] is not None:
            found[claim["field"]] = Words((Span(claim["char_start"], claim["char_end"]),))
    return {name: found[name] for name in fields(item.table) if name in found}


def telling(item: Item, among: Iterable[Item], text: str | None) -> dict[str, Any]:
    """As many of the values that the machine says of a row as tell it from the other rows of its passage."""
    others = [said(other, text) for other in among if _beside(item, other)]
    own = said(item, text)
    row: dict[str, Any] = {}
    for name in (*_TELLING, *own):
        alike = [other for other in others if all(other.get(key) == value for key, value in row.items())]
        if not alike and len(row) >= _AT_LEAST[item.table]:
            break
        if name in own:
            row[name] = own[name]
    return {name: row[name] for name in fields(item.table) if name in row}


def _beside(item: Item, other: Item) -> bool:
    return (other.table, other.at) == (item.table, item.at) and not other.is_issue and other.key != item.key


def _verbatim(field: str, value: Any, text: str | None) -> bool:
    if field == VERBATIM:
        return True
    if not isinstance(value, str) or len(value.split()) < TOO_MANY_WORDS:
        return False
    return text is None or folded(value) in folded(text)


def pin(item: Item, text: str | None) -> str | None:
    """The first digits of the hash of an item's passage; None for an issue without the text."""
    if not item.is_issue:
        return str(item.row["passage_sha256"])[:PASSAGE_DIGITS]
    return digest(text[slice(*item.at)])[:PASSAGE_DIGITS] if text is not None else None


def accepting(item: Item, passage: str, text: str | None, coder: str, date: str) -> Decision:
    """The decision that all is right as the machine has it."""
    row, issue = (None, item.row["reason"]) if item.is_issue else (said(item, text), None)
    return Decision(ACCEPT, item.table, item.at, passage, coder, date, row=row, issue=issue)


def drafts(agenda: Agenda, document: Document | None, coder: str, date: str) -> Iterator[str]:
    """A decision for each undecided item in the form of the file, accepted, under a comment that says where it is."""
    text = document.text if document else None
    for item in agenda.items:
        passage = pin(item, text)
        if item.decided or passage is None:
            continue
        yield f"# {_where(item)}\n{dump(accepting(item, passage, text, coder, date))}"


def _where(item: Item) -> str:
    if item.is_issue:
        return f"issue {item.row['reason']}, characters {item.at.start} to {item.at.end}"
    return f"rule {item.row['method']}, paragraph {item.row['paragraph']}, characters {item.at.start} to {item.at.end}"


def undrafted(items: Sequence[Item], document: Document | None) -> int:
    """How many undecided issues no decision can be pinned to, because the document is not at hand."""
    return sum(not item.decided and item.is_issue for item in items) if document is None else 0
