"""Identifiers and descriptions of records: made from what a thing is, never from the order in which it was found."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache
from typing import Any

from pipeline.extract.lexicon import load


def slug(text: str | None, words: int = 8) -> str:
    """Lower-case ASCII words joined by hyphens; a hash where the script has none."""
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower().replace("'", "")
    found = re.findall(r"[a-z0-9]+", plain)[:words]
    return "-".join(found) or digest(text or "")


def digest(*parts: Any) -> str:
    """Six hexadecimal digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:6]


@cache
def _country(code: str | None) -> str:
    if code is None:
        return "an unstated side"
    entry = load("countries").get(code)
    return str(entry["name"]) if entry else code


def _names(codes: list[str]) -> str:
    names = [_country(c) for c in codes]
    return (
        names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else "parties not stated"
    )


def identifier(kind: str, r: dict[str, Any]) -> str:
    """The readable identifier of the record `r` (before it is made unique among those that share it)."""
    if kind == "transfers":
        sides = [slug(r["supplier"]) if r["supplier"] else "x", slug(r["recipient"]) if r["recipient"] else "x"]
        if r["scope"] == "aggregate":
            figure = (
                f"{round(100 * r['trade_share'])}-percent"
                if r["trade_share"] is not None
                else f"usd-{round((r['value_usd_min'] or r['value_usd_max'] or 0) / 1e6)}m"
            )
            period = [slug(r["delivery_date"])] if r["delivery_date"] else []
            return "-".join([*sides, slug(r["item"]), *period, figure])
        return "-".join([*sides, slug(r["item"])])
    if kind == "exercises":
        held = [slug(r["date"])] if r["date"] and r["date"][:4] not in r["name"] else []
        with_ = [slug(" ".join(r["participants"]))] if not r["series"] and not re.search(r"\d{4}", r["name"]) else []
        return "-".join([slug(r["name"]), *held, *with_])
    if kind == "agreements":
        return "-".join(
            [
                *(slug(p) for p in r["parties"]),
                *([slug(r["signed_date"])] if r["signed_date"] else []),
                slug(re.sub(r"^\d{4} ", "", r["title"])),
            ]
        )
    year = (r["date"] or "")[:4]
    return "-".join([slug(r["speaker"], 5), *([year] if year.isdigit() else []), digest(r["text"])])


_TYPES = {
    "sale": "sale",
    "licensed_production": "licensed production",
    "technology_transfer": "transfer of technology",
    "co_development": "joint development",
    "technical_assistance": "technical assistance",
    "aid": "aid",
}


def describe(kind: str, r: dict[str, Any]) -> str:
    """One line in the project's own words, made from the record's fields alone."""
    if kind == "transfers":
        what = _TYPES.get(r["transfer_type"] or "", "transfer")
        if r["scope"] == "aggregate":
            figure = (
                f"{100 * r['trade_share']:g} percent of trade"
                if r["trade_share"] is not None
                else f"US${(r['value_usd_min'] or r['value_usd_max'] or 0) / 1e9:g} billion"
            )
            when = f" ({r['delivery_date']})" if r["delivery_date"] else ""
            return f"Arms trade from {_country(r['supplier'])} to {_country(r['recipient'])}: {figure}{when}"
        if r["transfer_type"] == "co_development" and r["supplier"] is None:
            return f"Joint development of {r['item']}"
        count = f"{r['quantity']} × " if r["quantity"] else ""
        sides = f"from {_country(r['supplier'])} to {_country(r['recipient'])}"
        said = ", ".join(filter(None, (r["status"], r["factuality"])))
        return f"{what[0].upper()}{what[1:]} {sides}: {count}{r['item']} ({said})"
    if kind == "exercises":
        where = f", {r['location']}" if r["location"] else ""
        when = f"{r['date'] or 'no date stated'}{where} ({r['status'] or 'status not stated'})"
        return f"{r['name']}: {_names(r['participants'])}, {when}"
    return (
        f"{r['title']}: {_names(r['parties'])}"
        + (f", {r['signed_date']}" if r["signed_date"] else "")
        + (f" ({r['status']})" if r["status"] else "")
    )
