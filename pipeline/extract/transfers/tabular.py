"""Rows of a table of arms: a column each for the item, the sides, the number, the years and the value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.goods import Good
from pipeline.extract.grammar.tables import Cell, Tables, is_row
from pipeline.extract.text.date_parts import interval
from pipeline.extract.transfers.frames import Relation, Side, origin_side, sides
from pipeline.extract.transfers.relations import relations

_SCALES = {"thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_IN_DOLLARS = re.compile(
    r"(?:\$|usd|dollars?)\W*(thousand|million|mn|m|billion|bn)\b|(thousand|million|billion)s? of (?:us )?dollars"
)
_TRADED = ("supply", "acquire", "deal")
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def of_row(tables: Tables, s: Analysed) -> Iterator[Draft | Doubt] | None:
    """What a row of a table of arms gives; None where `s` is none, or its table is about something else."""
    if not is_row(s):
        return None
    found = tables.cells(s)
    number = found.get("quantity")
    if number and "item" in found and number.start < found["item"].start and number.head.strip(" .") == "no":
        del found["quantity"]  # of the row
    if "item" not in found or len(found) < 2:
        return None
    return iter(()) if tables.is_head(s) else _rows(tables, s, found)


def _rows(tables: Tables, s: Analysed, found: dict[str, Cell]) -> Iterator[Draft | Doubt]:
    good = next((c for c in _inside(s, found["item"]) if c.tag == "good" and not c.value.vague), None)
    if good is None:
        yield Doubt("transfers", s.start, s.end, "ambiguous")
        return
    above = _above(tables.analysis, tables.first_row(s))
    made_in = origin_side(good.value)
    supplier = _side(s, found.get("supplier")) or (above.supplier if above else []) or ([made_in] if made_in else [])
    recipient = _side(s, found.get("recipient")) or (above.recipient if above else [])
    if not (supplier and recipient) or supplier[0].code == recipient[0].code:
        yield Doubt("transfers", s.start, s.end, "no_party")
        return
    for giver in supplier:
        for taker in recipient:
            yield _draft(s, good, giver, taker, found, tables.analysis.document.published)


def _draft(s: Analysed, chunk: Chunk, giver: Side, taker: Side, found: dict[str, Cell], published: str | None) -> Draft:
    good: Good = chunk.value
    draft = Draft("transfers", s.start, s.end, "transfers/table")
    draft.claim("supplier", giver.code, giver.span)
    draft.claim("recipient", taker.code, taker.span)
    draft.claim("item", good.name, good)
    draft.claim("item_category", good.category, good)
    draft.claim("transfer_type", "licensed_production" if good.licensed else "sale", good)
    draft.claim("scope", "item", good)
    draft.claim("factuality", "asserted", good)
    counted = good.quantity or next((c for c in _inside(s, found.get("quantity")) if c.tag == "count"), None)
    draft.claim("quantity", counted.value.value if counted else None, counted)
    for column, status in (("order_date", "ordered"), ("delivery_date", "delivered")):
        dates = [c for c in _inside(s, found.get(column)) if c.tag == "date"]
        if dates:
            stated = [c.value.edtf for c in dates]
            span = (dates[0].start, dates[-1].end)
            draft.claim(column, stated[0] if len(stated) == 1 else interval(min(stated), max(stated)), span)
            if not published or stated[0][:4] <= published[:4]:
                draft.claim("status", status, span)
    if stopped := next((c for c in s.chunks if c.cue("cancelled")), None):
        draft.claim("status", "cancelled", stopped)
    if "value" in found and (sum_ := _value(s, found["value"])):
        draft.claim("value_usd_min", sum_[0], sum_[2])
        draft.claim("value_usd_max", sum_[1], sum_[2])
    return draft


def _inside(s: Analysed, cell: Cell | None) -> list[Chunk]:
    return [c for c in s.chunks if cell and cell.start <= c.start and c.end <= cell.end]


def _side(s: Analysed, cell: Cell | None) -> list[Side]:
    """The countries named in a cell."""
    found = range(cell.start, cell.end) if cell else range(0)
    named = (i for i, c in enumerate(s.chunks) if c.tag == "party" and c.start in found)
    return [side for i in named for side in sides(s.chunks, i)]


def _above(analysis: Analysis, first: int) -> Relation | None:
    """The relation that leads to the table: in the words right before it, or in the heading that it stands under."""
    s = analysis.sentences[first]
    for leading in (*analysis.sentences[max(0, first - 1) : first], *analysis.above(s.start)[-1:]):
        for relation in relations(leading.chunks):
            named = any(leading.chunks[g].value.designation for g in relation.goods)
            if relation.frame in _TRADED and not named and (relation.supplier or relation.recipient):
                return relation
    return None


def _value(s: Analysed, cell: Cell) -> tuple[float | None, float | None, tuple[int, int]] | None:
    """The sum in a cell, in US dollars: as it says, or by the unit that heads the column."""
    money = next((c for c in _inside(s, cell) if c.tag == "money"), None)
    if money is not None:
        return money.value.low, money.value.high, (money.start, money.end)
    unit = _IN_DOLLARS.search(cell.head)
    figure = _FIGURE.fullmatch(s.plain[cell.start - s.start : cell.end - s.start]) if unit else None
    if unit is None or figure is None:
        return None
    value = float(figure[0].replace(",", "")) * _SCALES[unit[1] or unit[2]]
    return value, value, (cell.start, cell.end)
