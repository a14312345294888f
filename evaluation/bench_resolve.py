"""The cost of resolution: synthetic mentions of things told by many sources, and ten times as many.

Part of `make bench`. Things are drawn so that a few are told of very often and most of them once, as it is with real
ones; each is told in several ways: with and without its date, its variant, one of its sides, in other words. Resolution
alone is timed, on one core, in seconds of the processor.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterator
from typing import Any

from rich import box
from rich.table import Table

from pipeline.extract.drafts import as_text
from pipeline.resolve import resolve

MENTIONS = 100_000
TIMES = 10
SECONDS = 10.0  # to reach
RATIO = 12.0
SEED = 1969
_PER_SOURCE = 200

Row = dict[str, Any]
Rows = tuple[list[Row], list[Row]]

_COUNTRIES = ("RUS", "CHN", "SUN", "IND", "IRN", "VNM", "UKR", "PRK")
_STATUSES = ("ordered", "delivered", "ongoing", None)
_WORDS = [f"word{n}" for n in range(3000)]


def mentions(count: int) -> Rows:
    """So many mentions, and their claims: half transfers, the rest in equal parts of the other tables."""
    chance = random.Random(SEED)
    tellers = (_transfer, _transfer, _transfer, _exercise, _agreement, _quote)
    out: Rows = ([], [])
    for number in range(count):
        teller = tellers[number % len(tellers)]
        thing = int(count * chance.random() ** 3 / 3)  # low numbers are told of often
        table, said = teller(random.Random(thing), chance)
        _add(out, number, table, {name: value for name, value in said.items() if value is not None})
    return out


def _add(out: Rows, number: int, table: str, said: Row) -> None:
    source, place = f"source-{number // _PER_SOURCE}", 100 * (number % _PER_SOURCE)
    own = {"mention_id": f"{source}:{table}:{place}", "table_name": table, "source_id": source}
    passage = {"paragraph": 1, "char_start": place, "char_end": place + 90, "passage_sha256": "0" * 64}
    out[0].append({**own, **passage, "method": "bench"})
    for name, value in said.items():
        claim = {"claim_id": f"{own['mention_id']}:{name}", "field": name, "value": as_text(value)}
        out[1].append({**own, **claim, "char_start": place, "char_end": place + 10})


def _transfer(thing: random.Random, chance: random.Random) -> tuple[str, Row]:
    sides = thing.sample(_COUNTRIES, 2)
    variant = chance.choice(["", "", thing.choice(["M", "K"])])
    year = thing.randrange(1992, 2024)
    return "transfers", {
        "supplier": chance.choice([sides[0], sides[0], None]),
        "recipient": sides[1],
        "item": f"Object {thing.randrange(10**6)}{variant}",
        "item_category": "other",
        "scope": "item",
        "status": chance.choice(_STATUSES),
        "factuality": "asserted",
        "order_date": chance.choice([str(year), f"{year}-{thing.randrange(1, 13):02d}", None]),
        "quantity": chance.choice([thing.randrange(1, 50), chance.randrange(1, 50), None]),
    }


def _exercise(thing: random.Random, chance: random.Random) -> tuple[str, Row]:
    year = thing.randrange(2003, 2026)
    series = f"Series {thing.randrange(10**6)}"
    return "exercises", {
        "name": f"{series}-{year}",
        "series": series,
        "kind": "naval",
        "participants": ["CHN", "RUS"],
        "date": chance.choice([str(year), f"{year}-{thing.randrange(1, 13):02d}"]),
        "location": chance.choice(["East China Sea", "Sea of Japan", None]),
        "status": "held",
        "factuality": "asserted",
    }


def _agreement(thing: random.Random, chance: random.Random) -> tuple[str, Row]:
    year = thing.randrange(1950, 2026)
    return "agreements", {
        "title": "agreement",
        "kind": "framework",
        "parties": ["CHN", "RUS"],
        "subject": f"subject {thing.randrange(10**6)}",
        "signed_date": chance.choice([str(year), f"{year}-{thing.randrange(1, 13):02d}"]),
        "status": "signed",
        "factuality": "asserted",
    }


def _quote(thing: random.Random, chance: random.Random) -> tuple[str, Row]:
    words = [thing.choice(_WORDS) for _ in range(thing.randrange(6, 30))]
    if chance.random() < 0.3:  # a part, or another transcription
        words = words[2:-2] if len(words) > 8 else [*words[:-1], chance.choice(_WORDS)]
    return "quotes", {
        "text": " ".join(words),
        "speaker": f"Speaker {thing.randrange(500)}",
        "speaker_country": "RUS",
        "kind": "direct",
    }


def seconds(count: int) -> float:
    """Seconds of the processor that resolving so many mentions takes."""
    rows = mentions(count)
    gc.collect()
    gc.freeze()  # what was made to be resolved is not the collector's to look through again
    started = time.process_time()
    resolve(*rows)
    taken = time.process_time() - started
    gc.unfreeze()
    return taken


def table() -> Table:
    """The times, each beside what is to reach."""
    out = Table(title="resolution, seconds", title_justify="left", box=box.SIMPLE)
    for name in ("mentions", "seconds", "times as long", "to reach"):
        out.add_column(name, justify="right")
    for row in _measured():
        out.add_row(*row)
    return out


def _measured() -> Iterator[tuple[str, ...]]:
    small = seconds(MENTIONS)
    yield f"{MENTIONS:,}", f"{small:.1f}", "", f"{SECONDS:g} s"
    large = seconds(TIMES * MENTIONS)
    yield f"{TIMES * MENTIONS:,}", f"{large:.1f}", f"{large / small:.1f}", f"{RATIO:g} times"
