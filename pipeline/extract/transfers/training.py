"""The verb "train", whose goods are training where none are named: "China's crews were trained in Russia"."""

from __future__ import annotations

from itertools import pairwise

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.goods import Good
from pipeline.extract.grammar.subjects import subject
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.transfers import arguments, oblique
from pipeline.extract.transfers.frames import Args, Relation, sides


def of_training(
    chunks: list[Chunk], v: int, entry: Entry, found: arguments.Objects, args: Args, who: int | None
) -> Relation:
    """ "Chinese crews were trained on the S-300 in Russia": the subject gets what it is trained on, or training.

    Not where nobody trains it: "Chinese units trained with Russian ones".
    """
    taker = sides(chunks, who) or oblique.first_side(chunks[:v])
    giver = [side for side in args.get("by") or args.get("in", []) if side.code not in {t.code for t in taker}]
    end = next((i for i in range(v, len(chunks)) if chunks[i].low in (",", ";") or chunks[i].word("rel")), len(chunks))
    on = [i + 1 for i in range(v, end - 1) if chunks[i].low == "on" and chunks[i + 1].tag == "good"]
    what = on or (training(chunks, v) if giver or chunks[v - 1].word("aux") else [])
    return Relation(v, entry, "passive", giver, taker, what, who, found.end, True, found)


def has_object(chunks: list[Chunk], v: int) -> bool:
    """Whether somebody is trained: "trained two Chinese astronauts", but not "trained with Chinese units"."""
    behind = chunks[v + 1 : v + 4]
    alone = not behind or syntax.is_prep(behind[0])
    return not (alone or _own_crews(chunks, v)) and any(c.tag == "party" or c.entry("demonym") for c in behind)


def _own_crews(chunks: list[Chunk], v: int) -> bool:
    """Whether a state trains its own at home: "Russia trained its crews"; its advisers train another's."""
    who = subject(chunks, v)
    state = who is not None and chunks[who].tag == "party" and chunks[who].value.form in ("name", "government", "body")
    own = state and any(c.tag == "party" and c.value.form == "pronoun" for c in chunks[v + 1 : v + 2])
    abroad = (c.tag == "party" or c.entry("place") for x, c in pairwise(chunks[v + 1 : v + 9]) if x.low == "in")
    return bool(own) and not any(abroad)


def training(chunks: list[Chunk], v: int) -> list[int]:
    """Training is what the verb "train" transfers where no good is named: the verb's chunk stands for it."""
    c = chunks[v]
    c.tag, c.value = "good", Good("training", "other", None, c.start, c.end)
    return [v]
