"""Mentions and claims written by hand: what a source says of one thing, as extraction would hand it on."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from pipeline.extract.drafts import as_text
from pipeline.resolve import Resolved, resolve

Row = dict[str, Any]


@dataclass
class Said:
    """What several sources say: `add` one mention after the other, then `resolve`."""

    mentions: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)

    def add(self, table: str, source: str = "a-source", **fields: Any) -> Said:
        """One mention of `source` that states `fields`, after those it made before."""
        start = 100 * len(self.mentions)
        mention_id = f"{source}:{table}:{start}"
        self.mentions.append(
            {
                "mention_id": mention_id,
                "table_name": table,
                "source_id": source,
                "paragraph": 1,
                "char_start": start,
                "char_end": start + 50,
                "passage_sha256": "0" * 64,
                "method": "test",
            }
        )
        self.claims += [
            {
                "claim_id": f"{mention_id}:{name}",
                "mention_id": mention_id,
                "table_name": table,
                "source_id": source,
                "field": name,
                "value": as_text(value),
                "char_start": start,
                "char_end": start + 10,
            }
            for name, value in fields.items()
            if value is not None
        ]
        return self

    def transfer(self, item: str, source: str = "a-source", **fields: Any) -> Said:
        sides = {"supplier": "RUS", "recipient": "CHN", "scope": "item", "item_category": "other"}
        return self.add("transfers", source, item=item, **{**sides, "factuality": "asserted", **fields})

    def exercise(self, name: str, source: str = "a-source", **fields: Any) -> Said:
        usual = {"participants": ["CHN", "RUS"], "kind": "naval", "status": "held", "factuality": "asserted"}
        return self.add("exercises", source, name=name, **{**usual, **fields})

    def agreement(self, title: str, source: str = "a-source", **fields: Any) -> Said:
        usual = {"parties": ["CHN", "RUS"], "kind": "treaty", "status": "signed", "factuality": "asserted"}
        return self.add("agreements", source, title=title, **{**usual, **fields})

    def quote(self, text: str, source: str = "a-source", **fields: Any) -> Said:
        usual = {"speaker": "Vladimir Putin", "speaker_country": "RUS", "kind": "direct"}
        return self.add("quotes", source, text=text, **{**usual, **fields})

    def resolve(self) -> Resolved:
        return resolve(self.mentions, self.claims)

    def rows(self, table: str) -> list[Row]:
        return self.resolve().tables[table]

    def one(self, table: str) -> Row:
        """The only row of `table`."""
        (row,) = self.rows(table)
        return row

    def shuffled(self, seed: int) -> Resolved:
        """As `resolve`, of the same rows in another order."""
        mix = random.Random(seed)
        return resolve(*(mix.sample(rows, len(rows)) for rows in (self.mentions, self.claims)))
