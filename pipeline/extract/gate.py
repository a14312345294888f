"""Which sentences the rules have to read.

A paragraph in which no rule could find a row, a doubt or anything to carry over to a later sentence is left alone; in
the others, each table's rules read the sentences with words of theirs.

What is said here of the rules must hold for them: a new word that makes a row must be a sign here.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby, pairwise

from pipeline.extract.aggregates import Aggregates
from pipeline.extract.agreements import Agreements
from pipeline.extract.amounts import may_state_sum
from pipeline.extract.analysis import Analysed, Analysis
from pipeline.extract.exercises import Exercises
from pipeline.extract.lexicon import lexicon, load, plural
from pipeline.extract.noun_groups import MADE
from pipeline.extract.parties import PAIR_PRONOUNS
from pipeline.extract.signs import Signs, forms_of, of_cue, of_kinds, of_parties
from pipeline.extract.transfers import Transfers
from pipeline.read.document import BlockKind

Rules = type[Transfers] | type[Aggregates] | type[Exercises] | type[Agreements]

# What a designation looks like that no list has (chunks.py), and a little more.
_FORM = re.compile(
    r"[A-Z][A-Za-z]{0,12}-\d|[A-Z]\d|\d[A-Z]|[ -](?:class|type)\b"
    r"|(?:Type|Project|Proyekt|Izdeliye|Object|Model|Mark|Mk\.?)[ -]\d"
)
_BEHIND_NAME = frozenset(("class", "type"))  # what makes a designation of a name that is an ordinary word too ("Bear")
_STANDS_FOR_GOOD = frozenset(("it", "they", "them", "these", "both"))
_EARLIER = ("the former", "the latter")  # countries named in any paragraph before


@cache
def _exercises() -> Signs:
    data = load("events")["exercises"]
    return Signs([*data["heads"], *map(plural, data["heads"]), *data["verbs"], *forms_of("series")])


@cache
def _agreements() -> Signs:
    heads = load("events")["agreements"]["heads"]
    return Signs([*heads, *map(plural, heads), *forms_of("agreement")])


@cache
def _pairs() -> Signs:
    return Signs(PAIR_PRONOUNS)


@cache
def _training() -> Signs:
    """The forms of the verb that is a good itself where no other is named."""
    return Signs(form for form, entry in lexicon().forms() if entry.kind == "verb" and entry.name == "train")


def _formed(s: Analysed) -> bool:
    return _FORM.search(s.plain) is not None


def _good(s: Analysed) -> bool:
    return of_kinds("designation", "weak_designation", "head", "weak_head", "vague").among(s) or _formed(s)


def _vague(s: Analysed) -> bool:
    return of_kinds("weak_head", "vague").among(s)


def _trigger(s: Analysed) -> bool:
    return of_kinds("verb", "noun").among(s)


def _designation(s: Analysed) -> bool:
    """A name that is an ordinary word too ("Bear") needs a noun of goods, or "class" or "type", behind it."""
    if _formed(s) or of_kinds("designation").among(s):
        return True
    if not of_kinds("weak_designation").among(s):
        return False
    followed = of_kinds("head", "weak_head", "vague", "modifier").among(s)
    return followed or "-" in s.plain or not _BEHIND_NAME.isdisjoint(s.words)


def _of_transfer(s: Analysed, good: bool, leads: bool) -> bool:
    """Whether a sentence gives a row or a doubt of `transfers` by itself, or makes a good of a verb."""
    if leads or _training().among(s):
        return True
    if not good:
        return False
    listed = s.sentence.block.kind == BlockKind.LIST
    return listed or _designation(s) or (_vague(s) and _trigger(s)) or of_cue("copied").among(s)


def _transfers(paragraph: list[Analysed], goods: list[bool], leads: list[bool]) -> bool:
    """Whether the sentences together may give a row: goods and a verb or noun of transfer, and somebody who gives."""
    if any(map(_of_transfer, paragraph, goods, leads)):
        return True
    if not any(goods):
        return False
    if any(MADE.search(s.low) or "licen" in s.low for s in paragraph):
        return True  # goods that need no verb: "China's Russian-built submarines"
    known = False  # goods that a pronoun further on may stand for
    for s, good in zip(paragraph, goods, strict=True):
        known |= good
        if known and _trigger(s) and (good or not s.words.isdisjoint(_STANDS_FOR_GOOD)):
            return any(map(_somebody, paragraph))
    return False


def _somebody(s: Analysed) -> bool:
    """Whether a country may be named, or a pronoun that stands for one or for goods."""
    return _pairs().among(s) or of_parties().among(s) or not s.words.isdisjoint(_STANDS_FOR_GOOD)


def _wanted(s: Analysed, good: bool, leads: bool) -> list[Rules]:
    """The rules that have to read a sentence of a paragraph that is read, in their order."""
    wanted: list[Rules] = []
    if good or leads or _trigger(s):
        wanted.append(Transfers)
    if good and _vague(s) and may_state_sum(s.low):
        wanted.append(Aggregates)
    if _exercises().among(s):
        wanted.append(Exercises)
    if _agreements().among(s):
        wanted.append(Agreements)
    return wanted


def reading(analysis: Analysis) -> list[tuple[Analysed, list[Rules]]]:
    """The sentences to be read in order, each with the rules that have to. Some have none, but name a subject."""
    found: list[tuple[Analysed, list[Rules]]] = []
    looked_back = any(words in analysis.low for words in _EARLIER)
    before_list = {a for a, b in pairwise(analysis.sentences) if b.sentence.block.kind == BlockKind.LIST}
    for _, group in groupby(analysis.sentences, key=lambda s: s.sentence.flow):
        paragraph = list(group)
        goods, leads = [_good(s) for s in paragraph], [s in before_list for s in paragraph]
        if (
            any(_exercises().among(s) or _agreements().among(s) for s in paragraph)
            or _transfers(paragraph, goods, leads)
            or any(good and _vague(s) and may_state_sum(s.low) for s, good in zip(paragraph, goods, strict=True))
            or (looked_back and any(of_parties().among(s) for s in paragraph))
        ):
            found += zip(paragraph, map(_wanted, paragraph, goods, leads), strict=True)
    return found
