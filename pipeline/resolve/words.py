"""Words of keys, identifiers and descriptions: folded, hyphenated, hashed, counted; names of countries."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache
from typing import Any

from pipeline.extract.lexicon.entries import load


def fold(text: str) -> str:
    """Letters and figures of any script, in lower case, with single spaces between words."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold()))


_PLAIN = frozenset("the of a an in near off at and sea ocean region area province north south east west".split())


def telling(place: str) -> set[str]:
    """The words of a location that tell it from others."""
    return set(fold(place).split()) - _PLAIN


def slug(text: str | None, words: int = 8) -> str:
    """Lower-case ASCII words joined by hyphens; a hash where the script has none."""
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower().replace("'", "")
    found = re.findall(r"[a-z0-9]+", plain)[:words]
    return "-".join(found) or digest(text or "")


def digest(*parts: Any) -> str:
    """Six hexadecimal digits of the SHA-256 of the parts."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:6]


def counted(number: int, noun: str) -> str:
    """`1 row`, `2 rows`: of nouns that end in an s where they are many."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@cache
def country(code: str | None) -> str:
    """The English name of a country's code; a body is its own name."""
    if code is None:
        return "an unstated side"
    entry = load("countries").get(code)
    return str(entry["name"]) if entry else code


def countries(codes: list[str]) -> str:
    """The names of several, as a phrase."""
    names = [country(code) for code in codes]
    if len(names) < 2:
        return names[0] if names else "parties not stated"
    return ", ".join(names[:-1]) + " and " + names[-1]
