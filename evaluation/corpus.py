"""The documents with gold rows that are at hand: those of the release, and others that a shared folder holds."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.gold import OWN, Gold, read_gold
from pipeline.read import Card, Found, Mirror, decode, find_document, load_cards

RAW = Path(__file__).resolve().parents[1] / "raw"
# Nobody who works on the rules reads these or their gold; of them only scores are printed.
BLIND = frozenset({"csis2022-julienne-space", "csis2022-sendstad-hakvag-mtc"})


@dataclass(frozen=True)
class Case:
    """A document with its card, its bytes, its normalised text and its gold rows."""

    card: Card
    data: bytes
    text: str
    gold: list[Gold]
    in_release: bool

    @property
    def source_id(self) -> str:
        """The name of the source."""
        return self.card.source_id

    @property
    def blind(self) -> bool:
        """Whether nothing but its scores may be shown."""
        return self.source_id in BLIND


def at_hand(shared: Path | None, mirror: Path | None = None, raw: Path = RAW) -> list[Case]:
    """Every document with gold rows, sorted by name.

    `shared` holds `sources/catalogue.csv` with the documents beside it, and `evaluate/gold`; where it has gold rows for
    a document, these are taken, else those of this repository. The release's documents are looked for as a build does,
    in `raw`, then in `mirror`, then in `shared`.
    """
    cards, _ = load_cards(raw)
    places = [folder for folder in (mirror, shared and shared / "sources") if folder and folder.is_dir()]
    shelves = [Mirror(folder) for folder in places]
    found = [(card, document.data, True) for card in cards if (document := _document(card, raw, shelves))]
    known = {card.source_id for card in cards}
    if shared and (shared / "sources").is_dir():
        found += [(card, data, False) for card, data in _catalogued(shared / "sources") if card.source_id not in known]
    cases = []
    for card, data, in_release in found:
        text = decode(data, card.source_id, card.encoding)
        if path := _gold_file(card.source_id, shared):
            cases.append(Case(card, data, text, read_gold(path, text), in_release))
    return sorted(cases, key=lambda case: case.source_id)


def _document(card: Card, raw: Path, shelves: list[Mirror]) -> Found | None:
    places = (find_document(card, raw, shelf).found for shelf in (None, *shelves))
    return next((found for found in places if found), None)


def _gold_file(source_id: str, shared: Path | None) -> Path | None:
    folders = ([shared / "evaluate" / "gold"] if shared else []) + [OWN]
    return next((path for folder in folders if (path := folder / f"{source_id}.jsonl").is_file()), None)


def _catalogued(sources: Path) -> Iterator[tuple[Card, bytes]]:
    """The documents that `catalogue.csv` names, each with a card made from its line."""
    with (sources / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            path = next((sources / line["source_id"]).glob("document.*"), None)
            if path:
                data = path.read_bytes()
                yield _card(line, data), data


def _card(line: dict[str, str], data: bytes) -> Card:
    return Card(
        source_id=line["source_id"],
        title=line["title"],
        authors=tuple(author.strip() for author in line["authors"].split(";")),
        publisher=line["publisher"] or None,
        published=line["published_date"],
        url=line["url"] or None,
        kind=line["kind"],
        language=line["language"],
        sha256=hashlib.sha256(data).hexdigest(),
    )


def own_gold(cases: list[Case]) -> list[Case]:
    """The cases of the release with the gold rows that this repository carries."""
    return [
        dataclasses.replace(case, gold=read_gold(OWN / f"{case.source_id}.jsonl", case.text))
        for case in cases
        if case.in_release
    ]
