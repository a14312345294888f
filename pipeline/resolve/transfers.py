"""Transfers: what makes two mentions one deal, and what the record is called.

- One deal: the same supplier and recipient (Russia stands for the USSR), the same good, both under licence or neither.
- A good is its designation in every spelling, or its plain noun in the singular and by its first synonym. A family and
  its only variant that is told of are one (S-300, S-300PMU-2); two variants are two, and then the family is a third.
- Orders of different years are different deals. A mention without a year is that of the only order told of, and where
  there are several, of none of them.
- A mention that leaves one side open joins the deal in that good where only one is told of.
- Of a trade total, figure and period stand in place of the good: another figure is another record.

Never one: a licence and a sale; two directions; a part and its whole; two variants; orders of two years.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from pipeline.extract.lexicon.entries import load
from pipeline.extract.lexicon.forms import singular
from pipeline.extract.lexicon.states import heir
from pipeline.resolve.groups import Group, Key, Path, by_key, by_path, date_path
from pipeline.resolve.values import Said
from pipeline.resolve.words import country, fold, slug

DATES = ("order_date", "delivery_date", "announced_date")

_PREFIX = re.compile(r"\b(anti|non|multi|semi|counter) ")  # written with a hyphen, a space, or neither

_TYPES = {
    "sale": "sale",
    "licensed_production": "licensed production",
    "technology_transfer": "transfer of technology",
    "co_development": "joint development",
    "technical_assistance": "technical assistance",
    "aid": "aid",
}


@cache
def _designations() -> dict[str, tuple[str, ...]]:
    """Name or alias, its spaces and hyphens aside, to the designation, after its family where it has one."""
    entries = load("designations")
    path = {d["name"]: (*([fold(d["family"])] if d.get("family") else []), fold(d["name"])) for d in entries}
    aliases = {_compact(alias): path[d["name"]] for d in entries for alias in d.get("also", [])}
    return aliases | {_compact(name): own for name, own in path.items()}


def _compact(name: str) -> str:
    return fold(name).replace(" ", "")


@cache
def _same_goods() -> dict[str, str]:
    return {_PREFIX.sub(r"\1", fold(word)): group[0] for group in load("goods")["same"] for word in group}


@cache
def good(name: str) -> Path:
    """What a good is in a key: family and designation, or the first of its synonyms in the singular."""
    if designation := _designations().get(_compact(name)):
        return designation
    plain = _PREFIX.sub(r"\1", fold(name))
    words = " ".join(singular(word) for word in plain.split())
    return (_PREFIX.sub(r"\1", fold(_same_goods().get(words, words))),)


def key(said: Said) -> Key:
    """Supplier, recipient, what is dealt in; of a trade total its figure and period."""
    sides = (heir(said.get("supplier")), heir(said.get("recipient")))
    if said.get("scope") == "aggregate":
        figures = (said.get(name) for name in ("trade_share", "value_usd_min", "value_usd_max"))
        return (*sides, "aggregate", *figures, said.get("delivery_date"))
    return (*sides, "licence" if _licensed(said) else "item", good(said["item"])[0])


def _licensed(said: dict[str, Any]) -> bool:
    return said.get("transfer_type") == "licensed_production"


def groups(mentions: list[Said]) -> Iterator[Group]:
    """The deals that the mentions speak of."""
    deals = by_path(by_key(mentions, key, _with_both_sides), lambda said: good(said["item"])[1:])
    parted = (part for own, said in deals for part in _delivered_before(own, said))
    return by_path(parted, lambda said: date_path(said.get("order_date"))[:1])


def _delivered_before(own: Key, mentions: list[Said]) -> Iterator[Group]:
    """What came before anything was ordered was of another deal: "eight came by 2000, nine were ordered in 2009"."""
    years = [year[0] for said in mentions if (year := date_path(said.get("order_date")))]
    first = min(years, default="")
    earlier = [
        said
        for said in mentions
        if said.get("status") == "delivered"
        and not said.get("order_date")
        and (date_path(said.get("delivery_date")) or (first,))[0] < first
    ]
    if earlier:
        yield (*own, "earlier"), earlier
        mentions = [said for said in mentions if said not in earlier]
    yield own, mentions


def _with_both_sides(keys: Collection[Key]) -> dict[Key, Key]:
    """A key with one side open, and the only one with both that has the other side and the good."""
    whole: dict[Key, list[Key]] = {own: [] for own in keys if None in own[:2]}
    for own in keys:
        supplier, recipient, *rest = own
        if supplier and recipient and rest[0] != "aggregate":
            for side_open in ((supplier, None, *rest), (None, recipient, *rest)):
                if side_open in whole:
                    whole[side_open].append(own)
    return {own: found[0] for own, found in whole.items() if len(found) == 1}


def parties(record: dict[str, Any]) -> list[str | None]:
    """Both sides."""
    return [record["supplier"], record["recipient"]]


def essence(record: dict[str, Any]) -> tuple[Any, ...]:
    """Both sides, the good by its family, and the year of the order."""
    sides = (heir(record["supplier"]), heir(record["recipient"]))
    if record["scope"] == "aggregate":
        return (*sides, "aggregate", record["delivery_date"])
    return (*sides, _licensed(record), good(record["item"])[0], date_path(record["order_date"])[:1])


def identifier(record: dict[str, Any]) -> str:
    """`rus-chn-s-400`; `x` for a side that is not stated; of a trade total with its period and figure."""
    sides = [slug(side) if side else "x" for side in parties(record)]
    if record["scope"] != "aggregate":
        return "-".join([*sides, slug(record["item"]), *(["licence"] if _licensed(record) else [])])
    period = [slug(record["delivery_date"])] if record["delivery_date"] else []
    figure = [f"usd-{round(_dollars(record) / 1e6)}m"] if _dollars(record) else []
    if record["trade_share"] is not None:
        figure = [f"{round(100 * record['trade_share'])}-percent"]
    return "-".join([*sides, slug(record["item"]), *period, *figure])


def describe(record: dict[str, Any]) -> str:
    """One line in our own words."""
    sides = f"from {country(record['supplier'])} to {country(record['recipient'])}"
    if record["scope"] == "aggregate":
        share = record["trade_share"]
        figure = f"{100 * share:g} percent of trade" if share is not None else f"US${_dollars(record) / 1e9:g} billion"
        when = f" ({record['delivery_date']})" if record["delivery_date"] else ""
        return f"Arms trade {sides}: {figure}{when}"
    if record["transfer_type"] == "co_development" and record["supplier"] is None:
        return f"Joint development of {record['item']}"
    what = _TYPES.get(record["transfer_type"] or "", "transfer")
    count = f"{record['quantity']} × " if record["quantity"] else ""
    said = ", ".join(filter(None, (record["status"], record["factuality"])))
    return f"{what[0].upper()}{what[1:]} {sides}: {count}{record['item']} ({said})"


def _dollars(record: dict[str, Any]) -> float:
    return float(record["value_usd_min"] or record["value_usd_max"] or 0)
