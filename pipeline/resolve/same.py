"""When two mentions speak of one thing. One rule a table; each gives a key, and mentions with one key are one record.

- transfers: supplier, recipient, whether under licence, and the good's designation or plain noun; of a trade total its
  figure and period in place of the good. Orders of different years stay apart;
- exercises: the series and its edition; of an air patrol the participants and the month; else kind, participants and
  date, or the name where there is no date;
- agreements: the parties with a proper title, with the date signed and the subject, or with subject and kind;
- quotes: the speaker's last name and the words.

A key is made from one mention alone, so the cost grows with the mentions.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from pipeline.extract.lexicon import load, singular

Key = tuple[Any, ...]


def fold(text: str) -> str:
    """Letters and figures of any script, in lower case, with single spaces between words."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))


@cache
def _designations() -> dict[str, str]:
    names = {fold(alias): d["name"] for d in load("designations") for alias in d.get("also", [])}
    return names | {fold(d["name"]): d["name"] for d in load("designations")}


@cache
def _same_goods() -> dict[str, str]:
    return {fold(word): group[0] for group in load("goods")["same"] for word in group}


@cache
def good(name: str) -> str:
    """What a good is called in a key: its designation, the first of its synonyms, or its words in the singular."""
    plain = fold(name)
    if plain in _designations():
        return fold(_designations()[plain])
    words = " ".join(singular(w) for w in plain.split())
    return fold(_same_goods().get(words, words))


def country(code: str | None) -> str | None:
    """Russia stands for the USSR in a key: its deliveries went on."""
    return "RUS" if code == "SUN" else code


def year(edtf: str | None) -> str | None:
    """The four figures (or decade) that a date begins with."""
    return edtf[:4] if edtf and not edtf.startswith("..") else None


def transfer(said: dict[str, Any]) -> Key:
    """Supplier, recipient, item; for an aggregate its figure and period."""
    sides = (country(said.get("supplier")), country(said.get("recipient")))
    if said.get("scope") == "aggregate":
        return (*sides, "aggregate", said.get("trade_share"), said.get("value_usd_min"), said.get("delivery_date"))
    licence = said.get("transfer_type") == "licensed_production"
    return (*sides, "licence" if licence else "item", good(said["item"]))


def exercise(said: dict[str, Any]) -> Key:
    """Series and year (two editions of one year by their number); else kind, participants and date."""
    held = said.get("date")
    participants = tuple(said.get("participants") or ())
    if said.get("series") and said["series"] != "joint bomber patrol":
        number = re.search(r"\((\w+)\)$", said["name"])
        return ("series", fold(said["series"]), year(held), number[1] if number else None)
    if said.get("kind") == "air_patrol":
        return ("air_patrol", participants, held[:7] if held else None)
    label = fold(said["name"]) if not held else ""
    return ("one-off", said.get("kind") or "other", participants, held, singular(label))


def agreement(said: dict[str, Any]) -> Key:
    """A proper title; else the parties with the year signed and the subject."""
    title, parties = said["title"], tuple(country(p) or "" for p in said.get("parties") or ())
    if re.search(r"[A-Z]\w+ [A-Z]\w+|^[A-Z]\w+ [oO][fn] ", title):
        return (
            "title",
            parties,
            frozenset(fold(title).split()) - {"treaty", "the", "of", "on", "and", "agreement", "pact"},
        )
    signed = said.get("signed_date")
    if signed:
        return ("signed", parties, signed, said.get("subject"))
    return ("subject", parties, said.get("subject"), said.get("kind"))


def quote(said: dict[str, Any]) -> Key:
    """The speaker's last name and the words."""
    return (fold(said["speaker"]).split()[-1:] and fold(said["speaker"]).split()[-1], fold(said["text"]))


RULES = {"transfers": transfer, "exercises": exercise, "agreements": agreement, "quotes": quote}
