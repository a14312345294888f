"""Predicates that share a subject: "Four boats were ordered in 1993 and, after many delays, handed over in 1998"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import is_finite
from pipeline.extract.transfers.frames import Relation, sides


def with_shared_subjects(chunks: list[Chunk], every: list[Relation]) -> list[Relation]:
    """The relations, each participle that "and" joins to a passive with the goods of that passive."""
    out: list[Relation] = []
    for relation in every:
        before = next((r for r in reversed(out) if r.passive and r.goods and r.trigger < relation.trigger), None)
        loose = all(
            chunks[g].value.vague for g in relation.goods
        )  # "as part of a package of arms, and were handed over"
        if before is not None and loose and _joined(chunks, before.trigger, relation):
            relation = _passive(chunks, relation, before.goods)
        out.append(relation)
    return out


def _joined(chunks: list[Chunk], first: int, relation: Relation) -> bool:
    """Whether the verb of a relation is a participle that shares the subject of the passive at `first`."""
    verb = chunks[relation.trigger].entry("verb")
    if relation.nominal or verb is None or verb.data["form"] != "ed":
        return False
    joint = next((j for j in range(relation.trigger - 1, first, -1) if chunks[j].word("conj")), None)
    if joint is None or any(c.low == ";" or c.word("rel", "sub") for c in chunks[first:joint]):
        return False
    between = chunks[joint + 1 : relation.trigger]
    put_in = not any(c.tag in ("good", "party") or c.word("rel") for c in between)
    apart = put_in and [c.low for c in between].count(",") == 2  # "and, after many delays, handed over"
    own = (c for c in between if not (c.word("adv", "aux", "neg") or is_finite(c)))
    return apart or not any(own)


def _passive(chunks: list[Chunk], relation: Relation, goods: list[int]) -> Relation:
    """A relation as the passive that it is, told of `goods`."""
    args = relation.found.by_prep if relation.found else {}
    by, source, to = (sides(chunks, args.get(prep)) for prep in ("by", "from", "to"))
    supplier, recipient = (source, by or to) if relation.frame == "acquire" else (by or source, to)
    return replace(
        relation,
        construction="passive",
        passive=True,
        subject=None,
        supplier=supplier,
        recipient=recipient,
        goods=goods,
    )
