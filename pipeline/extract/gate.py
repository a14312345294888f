"""Which sentences the rules have to read. A paragraph in which no rule could find a row, a doubt or anything to carry
over to a later sentence is left alone; in the others, each table's rules read the sentences with words of theirs.

What is said here of the rules must hold for them: a new word that makes a row must be a sign here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from pipeline.extract import signs
from pipeline.extract.aggregates import Aggregates
from pipeline.extract.agreements import Agreements
from pipeline.extract.amounts import may_state_sum
from pipeline.extract.analysis import Analysed, Analysis
from pipeline.extract.exercises import Exercises
from pipeline.extract.lexicon import load, plural
from pipeline.extract.parties import PAIR_PRONOUNS
from pipeline.extract.signs import Signs, of_cue, of_kinds, of_parties
from pipeline.extract.transfers import Transfers
from pipeline.read.document import BlockKind

Rules = type[Transfers] | type[Aggregates] | type[Exercises] | type[Agreements]

# What a designation looks like that no list has (chunks.py), and a little more.
_FORM = re.compile(
    r"[A-Z][A-Za-z]{0,12}-\d|[A-Z]\d|\d[A-Z]|[ -](?:class|type)\b"
    r"|(?:Type|Project|Proyekt|Izdeliye|Object|Model|Mark|Mk\.?)[ -]\d"
)
_BEHIND_NAME = {"class", "type"}  # what makes a designation of a name that is an ordinary word too ("Bear")
_MADE = frozenset("made built designed produced supplied manufactured origin developed provided delivered".split())
_STANDS_FOR_GOOD = frozenset(("it", "they", "them", "these"))
_EARLIER = ("the former", "the latter")  # countries named in any paragraph before


@cache
def _exercises() -> Signs:
    data = load("events")["exercises"]
    return Signs([*data["heads"], *map(plural, data["heads"]), *data["verbs"]])


@cache
def _agreements() -> Signs:
    heads = load("events")["agreements"]["heads"]
    return Signs([*heads, *map(plural, heads)])


@cache
def _pairs() -> Signs:
    return Signs(PAIR_PRONOUNS)


class _Sentence:
    """The signs of one sentence."""

    def __init__(self, s: Analysed, before_list: bool) -> None:
        self.analysed, self.words, self.before_list = s, s.words, before_list
        self.listed = s.sentence.block.kind == BlockKind.LIST
        self.trigger = of_kinds("verb", "noun").among(s)
        self.vague = of_kinds("weak_head", "vague").among(s)
        weak = of_kinds("weak_designation").among(s)
        formed = _FORM.search(s.plain) is not None
        core = self.vague or of_kinds("head").among(s)
        followed = core or not _BEHIND_NAME.isdisjoint(s.words) or of_kinds("modifier").among(s)
        hyphened = weak and "-" in s.plain
        self.designation = formed or of_kinds("designation").among(s) or (weak and (followed or hyphened))
        self.good = self.designation or core or weak
        self.party = of_parties().among(s)

    def wanted(self) -> Iterator[Rules]:
        """The rules that have to read it, in their order."""
        s = self.analysed
        if self.good or self.trigger or self.before_list:
            yield Transfers
        if self.vague and may_state_sum(s.low):
            yield Aggregates
        if _exercises().among(s) or of_kinds("series").among(s):
            yield Exercises
        if _agreements().among(s) or of_kinds("agreement").among(s):
            yield Agreements

    def of_transfer(self) -> bool:
        """Whether it gives a row or a doubt of `transfers` by itself, or makes a good of a verb (training)."""
        return (
            self.designation
            or self.before_list
            or (self.listed and self.good)
            or (self.trigger and (self.vague or not self.words.isdisjoint(_training())))
            or (self.good and of_cue("copied").among(self.analysed))
        )


@cache
def _training() -> frozenset[str]:
    """The forms of the verb that is a good itself where no other is named."""
    forms = (form for form, e in signs.lexicon().forms() if e.kind == "verb" and e.name == "train")
    return frozenset(word for form in forms for word in form.split())


def _transfers(paragraph: list[_Sentence]) -> bool:
    """Whether the sentences together may give a row: goods, a verb or noun of transfer and a party, in any of them."""
    if any(s.of_transfer() for s in paragraph):
        return True
    if not any(s.good for s in paragraph):
        return False
    every = frozenset().union(*(s.words for s in paragraph))
    if any(s.trigger for s in paragraph):
        pronoun = not every.isdisjoint(_STANDS_FOR_GOOD) or any(_pairs().among(s.analysed) for s in paragraph)
        return pronoun or any(s.party for s in paragraph)
    return not every.isdisjoint(_MADE) or any("licen" in word for word in every)


def reading(analysis: Analysis) -> list[tuple[Analysed, list[Rules]]]:
    """The sentences to be read in order, each with the rules that have to. Some have none, but name a subject."""
    found: list[tuple[Analysed, list[Rules]]] = []
    looked_back = any(words in analysis.low for words in _EARLIER)
    following = [*analysis.sentences[1:], None]
    pairs = zip(analysis.sentences, following, strict=False)
    for _, group in groupby(pairs, key=lambda pair: pair[0].sentence.flow):
        paragraph = [_Sentence(s, _leads(s, after)) for s, after in group]
        wanted = [list(s.wanted()) for s in paragraph]
        others = any(rules is not Transfers for each in wanted for rules in each)
        if others or _transfers(paragraph) or (looked_back and any(s.party for s in paragraph)):
            found += [(s.analysed, each) for s, each in zip(paragraph, wanted, strict=True)]
    return found


def _leads(s: Analysed, after: Analysed | None) -> bool:
    """Whether a list follows, for which the rules keep what leads to it."""
    return after is not None and after.sentence.block.kind == BlockKind.LIST
