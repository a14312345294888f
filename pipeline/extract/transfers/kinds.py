"""What kind of transfer it is: by the paper that stands for the good, by the verb or noun, by what was paid."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.goods import Good
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.frames import Relation, is_licence
from pipeline.extract.transfers.phrases import says


def transfer_type(chunks: list[Chunk], relation: Relation, g: int) -> str:
    """The type by the paper that stands for the good, by the verb, by the noun, by what was paid; else a sale."""
    chunk = chunks[g]
    stated = relation.entry.data.get("type")
    good: Good = chunk.value
    carrier = relation.found.carriers.get(g) if relation.found else None
    carrier = carrier or _carrier(chunks, relation, g)
    named = [*good.name.lower().split(), chunk.low.split()[-1]]  # "the MiG-21 technology" is the MiG-21
    behind = chunks[g + 1 : g + 3]  # "200 Su-27s under licence"
    if good.licensed or (len(behind) == 2 and behind[0].low == "under" and is_licence(behind[1])):
        return "licensed_production"
    if carrier and stated in (None, "licensed_production"):
        return carrier
    if stated == "technical_assistance" and relation.frame == "assist":
        return stated
    aircraft = good.designation is not None and good.category == "aircraft"  # "Yak-130 trainers"
    if words("training") & set(named) and not (aircraft and named[-1].startswith("trainer")):
        return "technical_assistance"
    if stated:
        return str(stated)
    if named[-1] in words("technology"):
        return "technology_transfer"
    first = max(relation.trigger, g)
    last = next((k for k in range(first + 1, len(chunks)) if _tells_more(chunks[k])), len(chunks))
    given = any(says(chunks, k, "unpaid") for k in range(relation.trigger, min(last, max(relation.end, g) + 5)))
    return "aid" if given or "aid" in named or "assistance" in named else "sale"


def _tells_more(c: Chunk) -> bool:
    """Whether another good, or another verb of transfer, begins what is said no more of the one before."""
    return c.tag == "good" or c.low == ";" or (c.tag == "atom" and c.entry("verb") is not None)


def _carrier(chunks: list[Chunk], relation: Relation, g: int) -> str | None:
    """The type by the paper or right that is given for a good before the verb.

    So "the Tu-16, for which it sold China a licence", "the MiG-17, drawings for which were handed over", "technology
    related to submarines may be transferred".
    """
    n = relation.trigger
    if g > n or relation.frame not in ("supply", "acquire"):
        return None
    near = [*chunks[n + 1 : n + 6], *chunks[g + 1 : n]] if any(c.word("rel") for c in chunks[g + 1 : n]) else []
    led = g > 1 and (chunks[g - 1].low in ("for", "of") or chunks[g - 2].low in ("related", "relating", "pertaining"))
    near += chunks[max(0, g - 3) : g] if led and relation.passive else []
    found = (c.entry("carrier") for c in near if c.tag == "atom" or (c.tag == "good" and c.value.vague))
    return next((str(e.data["type"]) for e in found if e), None)
