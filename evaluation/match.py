"""Whether a published row and a coder's row are one thing, and which of its fields are right.

- transfers: the same scope, supplier and recipient (where the coder states them), and a name of the item; for an
  aggregate the period and the figures in place of the name;
- exercises: a name and the date; where neither side has a proper name, kind, participants and date;
- agreements: the same parties, dates that do not exclude each other, and telling words in common;
- quotes: at least four fifths of the longer text in common.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Any, Literal

from evaluation.gold import Gold
from evaluation.names import similar, squash, telling_words
from schemas.edtf import days

Row = dict[str, Any]
State = Literal["right", "wrong", "invented"]

SCORED = {
    "transfers": (
        "item_category transfer_type status factuality quantity value_usd_min value_usd_max trade_share "
        "order_date delivery_date announced_date"
    ).split(),
    "exercises": "kind participants date status factuality personnel aircraft ships".split(),
    "agreements": "kind signed_date status factuality".split(),
    "quotes": "text speaker speaker_country kind date".split(),
}
_DATES = {"order_date", "delivery_date", "announced_date", "date", "signed_date"}
_CODERS_MAY_LEAVE_OUT = {"item_category", "transfer_type", "status", "factuality", "kind"}
_FIGURES = ("value_usd_min", "trade_share")
_TOLERANCE = 0.01  # of a figure
_GENERIC = frozenset(  # words of the name of an exercise that has none of its own
    """
    aerial air aviation bomber combined drill exercise exercises flight ground joint maritime military naval patrol
    patrols ship ships strategic
    """.split()
)
_QUOTE_IN_COMMON = 0.8
_SEASON = re.compile(r"(?<!\d)(\d{3}[\dX])-2[1-4](?![\d-])")


def likeness(table: str, row: Row, gold: Gold) -> float:
    """How sure it is that the two are one thing: 0 where they are not, and above for a better match."""
    return {"transfers": _transfer, "exercises": _exercise, "agreements": _agreement, "quotes": _quote}[table](
        row, gold
    )


def states(table: str, row: Row, gold: Gold) -> dict[str, State]:
    """Of each scored field that either side states: right, wrong, or invented, where the coder has no such value."""
    found = {name: _state(name, row.get(name), gold) for name in SCORED[table]}
    return {name: state for name, state in found.items() if state}


def sino_russian(table: str, row: Row) -> bool:
    """Whether both sides of the dyad are among the parties; every quote counts."""
    if table == "transfers":
        parties = [row.get("supplier"), row.get("recipient")]
    else:
        parties = row.get("participants" if table == "exercises" else "parties") or []
    return table == "quotes" or _sides(parties) >= {"RUS", "CHN"}


def _sides(codes: Iterable[str | None] | None) -> set[str | None]:
    """Country codes, the USSR as Russia."""
    return {"RUS" if code == "SUN" else code for code in codes or ()}


def _transfer(row: Row, gold: Gold) -> float:
    stated = gold.fields
    if (row.get("scope") or "item") != stated.get("scope", "item"):
        return 0.0
    for side in ("supplier", "recipient"):
        if stated.get(side) and _sides([row.get(side)]) != _sides([stated[side]]):
            return 0.0
    if stated.get("scope") != "aggregate":
        return similar(row.get("item") or "", gold.names)
    periods = gold.allowed("delivery_date")
    period = row.get("delivery_date") or row.get("order_date") or row.get("announced_date")
    same_period = not periods or any(_agree(period, p) for p in periods)
    return float(same_period and all(_close(row.get(name), stated[name]) for name in _FIGURES if name in stated))


def _exercise(row: Row, gold: Gold) -> float:
    wanted = [date for date in gold.allowed("date") if date]
    name, date = row.get("name") or "", row.get("date")
    if wanted and not any(_agree(date, w) for w in wanted):
        return 0.0
    if wanted and not date and not any(year in name for w in wanted if (year := _first_year(w))):
        return 0.0  # an edition is not its series, unless its name bears the year
    named = max(similar(name, gold.names), 0.7 * similar(row.get("series") or "", gold.names))
    if named or not wanted:
        return named
    both_generic = telling_words(name) <= _GENERIC and telling_words(gold.fields.get("name")) <= _GENERIC
    same_kind = row.get("kind") == gold.fields.get("kind")
    same_sides = _sides(row.get("participants")) == _sides(gold.fields.get("participants"))
    return 0.5 if both_generic and same_kind and same_sides else 0.0


def _agreement(row: Row, gold: Gold) -> float:
    if _sides(row.get("parties")) != _sides(gold.fields.get("parties")):
        return 0.0
    wanted = [date for date in gold.allowed("signed_date") if date]
    begun = row.get("date_start")
    date = row.get("signed_date") or (str(begun)[:4] if begun else None)
    if wanted and not any(_agree(date, w) for w in wanted):
        return 0.0
    dated = bool(wanted and date)
    mine = [words for words in map(telling_words, (row.get("title"), row.get("subject"))) if words]
    theirs = [words for words in map(telling_words, (*gold.names, gold.fields.get("subject"))) if words]
    best = max((_shared(a, b) for a in mine for b in theirs if len(a) <= len(b) + 8), default=0.0)
    return best + 0.3 * dated if best >= (0.3 if dated else 0.5) else 0.0


def _shared(a: set[str], b: set[str]) -> float:
    """The share of the smaller set that is in the other; a single word in common weighs less."""
    common = len(a & b)
    return common / min(len(a), len(b)) * min(1.0, common / 2 + 0.5)


def _quote(row: Row, gold: Gold) -> float:
    mine, theirs = squash(row.get("text")), squash(gold.fields.get("text"))
    longer = max(len(mine), len(theirs))
    if not mine or not theirs or min(len(mine), len(theirs)) / longer < _QUOTE_IN_COMMON:
        return 0.0
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    common = sum(block.size for block in blocks if block.size > 2) / longer
    return common if common >= _QUOTE_IN_COMMON else 0.0


def _state(name: str, value: Any, gold: Gold) -> State | None:
    wanted = gold.allowed(name)
    if all(w is None for w in wanted):
        return "invented" if value not in (None, "") and name not in _CODERS_MAY_LEAVE_OUT else None
    return "right" if any(_right(name, value, w, gold) for w in wanted) else "wrong"


def _right(name: str, value: Any, wanted: Any, gold: Gold) -> bool:
    if wanted is None or value in (None, ""):
        return wanted is None and value in (None, "")
    if name in _DATES:
        return _unqualified(value) == _unqualified(wanted)
    if name == "participants":
        return _sides(value) == _sides(wanted)
    if name == "text":
        return squash(value) == squash(wanted)
    if name == "speaker":
        return any(_same_speaker(value, known) for known in (wanted, *gold.aliases))
    if isinstance(wanted, int | float) and not isinstance(wanted, bool):
        return _close(value, wanted)
    return bool(value == wanted)


def _same_speaker(a: str, b: str) -> bool:
    """The same letters, or the words of one name in the other, which has three more at most."""
    mine, theirs = telling_words(a), telling_words(b)
    nested = bool(mine and theirs) and (mine <= theirs or theirs <= mine)
    return squash(a) == squash(b) or (nested and len(mine ^ theirs) <= 3)


def _close(value: Any, wanted: float) -> bool:
    return value is not None and abs(float(value) - float(wanted)) <= _TOLERANCE * abs(float(wanted))


def _unqualified(date: Any) -> str:
    return re.sub("[?~%]", "", str(date))


def _agree(a: str | None, b: str | None) -> bool:
    """Whether two EDTF dates may mean one day, or one of them is not stated."""
    if not a or not b:
        return True
    one, other = _range(a), _range(b)
    return bool(one and other and one[0] <= other[1] and other[0] <= one[1])


def _range(date: str) -> tuple[dt.date, dt.date] | None:
    """First and last day; a season counts as its year, which is as near as coders agree on one."""
    found = days(_SEASON.sub(r"\1", _unqualified(date)))
    return (found.first or dt.date.min, found.last or dt.date.max) if found else None


def _first_year(date: str) -> str | None:
    found = _range(date)
    return str(found[0].year) if found else None
