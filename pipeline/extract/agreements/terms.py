"""The years that an agreement covers, which are not those of its signing."""

from __future__ import annotations

import re

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.event_words import words

_YEARS = re.compile(r"\d{4}/\d{4}")
_BACK_TO = {"back", "dates", "dated", "dating", "goes", "going"}  # "dates to 1993" tells no term


def covers(chunks: list[Chunk], date: Chunk) -> bool:
    """Whether the date is a term that an agreement covers: "for the years 2017 to 2020", "covering 2021 to 2025"."""
    i = chunks.index(date)
    told = next(
        (k for k in range(i - 1, -1, -1) if chunks[k].tag == "date"), -1
    )  # "for 2018-2022 in 2017" signs in 2017
    lead = [c.low for c in chunks[max(0, i - 3, told + 1) : i]]
    to = lead[-1:] == ["to"] and len(date.value.edtf) == 4 and _BACK_TO.isdisjoint(lead)  # "their partnership to 2030"
    if lead[-1:] == ["in"] and "for" in lead[:-1] and "/" not in date.value.edtf:
        lead.remove("for")  # "signed a memorandum on a reactor for spacecraft in 2019"
    spelt = " ".join(c.low for c in chunks[max(0, i - 5, told + 1) : i])
    term = to or any(phrase in spelt for phrase in words("agreements", "covered"))
    term = term or date.value.edtf.startswith("../") or not words("agreements", "covers").isdisjoint(lead)
    return term and not {"since", "not"} & {*lead}


def is_term(chunks: list[Chunk], i: int, date: Chunk, *, plural: bool = False) -> bool:
    """Whether the date is a term beside the noun: "a 2021-2025 military cooperation roadmap", "roadmap (2021–2025)".

    No single one is signed from one year to another: "signed a roadmap for cooperation in 2021 to 2025 on Tuesday".
    """
    if not plural and _YEARS.fullmatch(date.value.edtf):
        return True
    near = chunks[max(0, i - 5) : i] if date.end <= chunks[i].start else chunks[i : i + 4]
    behind = date.end <= chunks[i].start or chunks[chunks.index(date) - 1].low == "("
    return "/" in date.value.edtf and behind and any(c is date for c in near)
