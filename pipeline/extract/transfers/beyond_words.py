"""Relations that no verb or noun of transfer tells by itself: licences, owners, arrangements, engines that drive."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.transfers.arranged import arranged
from pipeline.extract.transfers.begun import begun
from pipeline.extract.transfers.fitted import driving
from pipeline.extract.transfers.frames import Relation
from pipeline.extract.transfers.joint import called_joint, together
from pipeline.extract.transfers.parted import parted
from pipeline.extract.transfers.relations import licensed, owned
from pipeline.extract.transfers.training import being_trained


def beyond_words(s: Analysed, goods: list[int], taken: Collection[int]) -> Iterator[Relation]:
    """Those of a sentence with such `goods`, of which some are `taken` by words that do tell of a transfer."""
    loose = [licensed(s.chunks, goods), owned(s.chunks, goods)]
    if s.may_hold("arranged"):
        loose.append(arranged(s.chunks, goods))
    if s.may_hold("parted"):
        loose.append(parted(s.chunks))
    if s.may_hold("training"):
        loose.append(being_trained(s.chunks))
    if s.may_hold("licence"):
        loose.append(begun(s.chunks, goods))
    for relations in loose:
        yield from (r for r in relations if not set(taken) & set(r.goods))
    if s.may_hold("driving"):
        yield from driving(s.chunks, goods)
    if s.may_hold("making"):
        yield from together(s.chunks)
    if s.may_hold("joint"):
        yield from called_joint(s.chunks)
