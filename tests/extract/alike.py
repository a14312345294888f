"""Whether a row that came out is the row that was expected, and in which fields it differs."""

from __future__ import annotations

import datetime as dt
import re
from difflib import SequenceMatcher
from typing import Any

KEYS = {"transfers": "item", "exercises": "name", "agreements": "title", "quotes": "text"}  # matched on, not compared
EMPTY_WORDS = set("a an and between class for in of on s the to".split())
KIND_WORDS = {  # words that any row of the table may have in its name
    "transfers": set("system type technology".split()),
    "exercises": set("bilateral drill exercise joint manoeuvre maneuver military".split()),
    "agreements": set("agreement china chinese russia russian sino soviet".split()),
}

Row = dict[str, Any]


def match(table: str, wanted: list[Row], found: list[Row]) -> dict[int, int]:
    """Index of a wanted row to that of its found row, one to one, those that agree most first."""
    ranked = sorted(
        (len(wrong(w, f)), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found) if _same(table, w, f)
    )
    pairs: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _same(table: str, wanted: Row, found: Row) -> bool:
    """Whether the two speak of one thing, whatever their other fields."""
    if table == "quotes":
        a, b = (" ".join(_folded(row["text"])) for row in (wanted, found))
        return SequenceMatcher(None, a, b, autojunk=False).ratio() >= 0.8
    parties = {"transfers": ("supplier", "recipient"), "agreements": ("parties",)}.get(table, ())
    if any(name in wanted and not _equal(name, found[name], wanted[name]) for name in parties):
        return False
    if table == "transfers":
        if "aggregate" in (wanted.get("scope"), found["scope"]):
            return wanted.get("scope") == found["scope"]
        return any(_contained(name, found["item"], KIND_WORDS[table]) for name in wanted["item"].split("|"))
    if table == "exercises":
        told = ("kind", "participants", "date")
        same_event = all(name in wanted and _equal(name, found[name], wanted[name]) for name in told)
        names = wanted["name"].split("|")
        return same_event or any(_contained(name, found["name"], KIND_WORDS[table]) for name in names)
    dated = bool(wanted.get("signed_date")) and _equal("signed_date", found["signed_date"], wanted["signed_date"])
    about = _words(f"{found['title']} {found['subject'] or ''}") - KIND_WORDS[table]
    return dated or bool(_words(f"{wanted['title']} {wanted.get('subject') or ''}") - KIND_WORDS[table] & about)


def _words(text: str) -> set[str]:
    """The folded words that tell something."""
    return set(_folded(text)) - EMPTY_WORDS


def _folded(text: str) -> list[str]:
    """Folded words in order: a designation with its hyphens (`su-30mkk`), an edition without; plurals as singulars."""
    words = re.findall(r"\w+(?:-\w+)*", re.sub(r"-(?=(19|20)\d\d)", " ", text.lower()))
    return [w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words]


def _contained(a: str, b: str, generic: set[str]) -> bool:
    """Whether the words of one name are all in the other; `Su-30` is in `Su-30MKK`."""
    short, long = sorted((_words(a) - generic, _words(b) - generic), key=len)
    return (bool(short) or not long) and all(any(_same_word(s, t) for t in long) for s in short)


def _same_word(a: str, b: str) -> bool:
    """Whether two words are one, or one a variant of the other; "D-30KP-2" and "D-30KP2" are two spellings."""
    return _variant(a, b) or _variant(a.replace("-", ""), b.replace("-", ""))


def _variant(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    begins = any(c.isdigit() for c in short) and long.startswith(short) and not long[len(short) :][:1].isdigit()
    return short == long or begins


def wrong(wanted: Row, found: Row) -> list[str]:
    """The listed fields that differ."""
    return [
        f"{name} is {found[name]!r}, not {value!r}"
        for name, value in wanted.items()
        if name not in ("table", "words")
        and (name == "text" or name not in (KEYS[wanted["table"]], "subject"))
        and not _equal(name, found[name], value)
    ]


def _equal(name: str, found: Any, wanted: Any) -> bool:
    """Whether the values are the same: dates as text, a quote without the stops and commas that may be the author's."""
    if name == "text":
        found, wanted = (re.sub(r"[\s.,|]+", " ", text).strip() for text in (found, wanted))
    if isinstance(found, dt.date):
        found = found.isoformat()
    if not (isinstance(found, str) and isinstance(wanted, str)):
        return bool(found == wanted)
    same = _same_speaker if name == "speaker" else str.__eq__
    return any(same(found, value) for value in wanted.split("|"))


def _same_speaker(a: str, b: str) -> bool:
    """One name within the other, or the same surname: `Sergei Shoigu` is `Sergey Shoigu`."""
    return a.split()[-1] == b.split()[-1] or _contained(a, b, set())
