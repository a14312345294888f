"""Which sentences the rules have to read.

A paragraph in which no rule could find a row or a doubt is left alone; in the others, each table's rules read the
sentences with words of theirs.

What is said here of the rules must hold for them: a new word that makes a row must be a sign here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise

from pipeline.extract.agreements.agreeing import agreed
from pipeline.extract.agreements.ellipsis import just_before
from pipeline.extract.agreements.naming import other_nouns
from pipeline.extract.agreements.reader import Agreements
from pipeline.extract.exercises.reader import Exercises
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import FIGURED
from pipeline.extract.grammar.noun_groups import MADE
from pipeline.extract.grammar.signs import mask
from pipeline.extract.lexicon.index import lexicon
from pipeline.extract.text.dates import DATE_WORDS
from pipeline.extract.text.shadow import lower
from pipeline.extract.text.words import spaced
from pipeline.extract.transfers.aggregates import Aggregates
from pipeline.extract.transfers.items import Transfers
from pipeline.extract.transfers.sums import goes_on
from pipeline.read.document import BlockKind

Rules = type[Transfers] | type[Aggregates] | type[Exercises] | type[Agreements]

# What a designation looks like that no list has (grammar/chunks.py), and a little more.
_FORM = re.compile(
    r"[A-Z][A-Za-z]{0,12}-\d|[A-Z]\d|\d[A-Z]|[ -](?:class|type)\b"
    r"|(?:Type|Project|Proyekt|Izdeliye|Object|Model|Mark|Mk\.?)[ -]\d"
)

_GOODS = ("designation", "weak_designation", "head", "weak_head", "vague")
# Without one of these, or goods of a form that no list has, or a list, a paragraph gives nothing.
_ANYTHING = (*_GOODS, "series", "formation", "agreement", "pact", "agreed", "training", "experts")


def _formed(s: Analysed) -> bool:
    if not s.may_hold("figure", "numbered"):
        return False
    plain = s.plain
    return bool((FIGURED.search(plain) or s.may_hold("numbered")) and _FORM.search(plain))


def _good(s: Analysed) -> bool:
    return s.may_hold(*_GOODS) or _formed(s)


def _vague(s: Analysed) -> bool:
    return s.may_hold("weak_head", "vague")


def _sum(s: Analysed) -> bool:
    """Whether a sum or share of goods at large may be stated."""
    return _vague(s) and s.may_state_sum


def _trigger(s: Analysed) -> bool:
    return s.may_hold("verb", "noun")


def _refers(s: Analysed) -> bool:
    """Whether a pronoun or a number may stand for goods."""
    return s.may_hold("stand_in") or _number_alone(s)


# What stands between a number that counts nothing named and the next word, if that is not behind a mark.
_BEHIND_NUMBER = re.compile(r"(?: (?:more|others|further)\b)*(?: ([^\W_]+))?")


@cache
def _not_counted() -> frozenset[str]:
    """With what words may begin that go on behind a number that stands alone: "ordered ten from", "two were sold"."""
    going_on = ("prep", "conj", "aux")
    forms = (form for form, e in lexicon().forms() if e.kind == "verb" or (e.kind == "word" and e.name in going_on))
    return frozenset((*(spaced(lower(form)).split()[0] for form in forms), *DATE_WORDS))


def _number_alone(s: Analysed) -> bool:
    """Whether a number may stand for so many of the goods spoken of: nothing that it could count is behind it."""
    low = s.low
    behind = (_BEHIND_NUMBER.match(low, count.end - s.start) for count in s.counts)
    return any(m is None or not m[1] or m[1] in _not_counted() or m[1][0].isdigit() for m in behind)


def _party(s: Analysed) -> bool:
    return s.may_hold("party")


def _designation(s: Analysed) -> bool:
    """A name that is an ordinary word too ("Bear") needs a noun of goods, or "class" or "type", behind it."""
    if s.may_hold("designation") or _formed(s):
        return True
    if not s.may_hold("weak_designation"):
        return False
    followed = s.may_hold("head", "weak_head", "vague", "modifier")
    return followed or s.may_hold("classed") or "-" in s.plain


def _lent(s: Analysed) -> bool:
    """Whether people may be trained, or so many specialists sent."""
    return s.may_hold("training") or (s.may_hold("experts") and _trigger(s) and s.may_hold("figure", "numeral"))


def _of_transfer(s: Analysed, good: bool, leads: bool) -> bool:
    """Whether a sentence gives a row or a doubt of `transfers` by itself, or makes a good of a verb."""
    if leads or _lent(s):
        return True
    if not good:
        return False
    listed = s.sentence.block.kind == BlockKind.LIST
    return listed or _designation(s) or (_vague(s) and _trigger(s)) or s.may_hold("copied", "joint", "driving")


def _transfers(paragraph: list[Analysed], goods: list[bool], leads: list[bool], headed: bool) -> bool:
    """Whether the sentences together may give a row: goods and a verb or noun of transfer, and somebody who gives.

    Who made the designation in the heading over them, or in the title, gives it.
    """
    if any(map(_of_transfer, paragraph, goods, leads)):
        return True
    if not any(goods):
        return False
    if any(MADE.search(s.low) or "licen" in s.low for s in paragraph):
        return True  # goods that need no verb: "China's Russian-built submarines"
    known = False  # goods that a pronoun further on may stand for
    for s, good in zip(paragraph, goods, strict=True):
        known |= good
        if known and (_trigger(s) or s.may_hold("making")) and (good or _refers(s)):
            return headed or any(map(_somebody, paragraph))
    return False


def _somebody(s: Analysed) -> bool:
    """Whether a country may be named, or a pronoun that stands for one or for goods."""
    return s.may_hold("pair") or _party(s) or _refers(s)


def _formation(s: Analysed) -> bool:
    """Whether it may tell what ships or bombers did on a day, or on that of the sentence before."""
    return s.may_hold("formation") and bool(s.dates or (s.before and s.before.may_hold("formation") and s.before.dates))


_QUOTED = 4  # sentences back to what it may go on about, where somebody is quoted in between


def _goes_on(s: Analysed) -> bool:
    """Whether it may go on about the exercise of which the sentence before tells, or the one before a quote."""
    lead, near = s.before, 0
    while lead is not None and near < _QUOTED and not lead.may_hold("series", "formation"):
        lead, near = lead.before, near + 1
    return s.may_hold("sequel") and lead is not None and near < _QUOTED


def _headed(above: list[Analysed]) -> bool:
    """Whether the last of the headings `above`, or the title, may name a designation."""
    return any(map(_designation, (*above[-1:], *above[:1])))


def _on_goods(paragraph: list[Analysed], leads: list[bool], headed: bool) -> Iterator[list[Rules]]:
    """For each sentence of a paragraph which of the rules on goods have to read it, in their order.

    Pronouns and numbers stand for goods named before them, or where the paragraph is `headed`, in the heading.
    """
    goods = [_good(s) for s in paragraph]
    sums = [(good and _sum(s)) or goes_on(s) is not None for s, good in zip(paragraph, goods, strict=True)]
    if not (_transfers(paragraph, goods, leads, headed) or any(sums)):
        yield from ([] for _ in paragraph)
        return
    known = headed or paragraph[0].sentence.block.kind == BlockKind.LIST
    for s, good, lead, states_sum in zip(paragraph, goods, leads, sums, strict=True):
        given = good or lead or _lent(s)
        known |= given
        yield [
            *([Transfers] if given or (known and _trigger(s) and _refers(s)) else []),
            *([Aggregates] if states_sum else []),
        ]


def _on_events(s: Analysed) -> list[Rules]:
    """Which of the rules on exercises and agreements have to read a sentence, in their order."""
    wanted: list[Rules] = []
    if not s.may_hold("series", "formation", "agreement", "pact", "sequel", "agreed", "again"):
        return wanted
    if s.may_hold("series") or _formation(s) or _goes_on(s):
        wanted.append(Exercises)
    if s.may_hold("agreement") or _agreement(s):
        wanted.append(Agreements)
    return wanted


def _agreement(s: Analysed) -> bool:
    """Whether it may tell of an agreement by other words, or without its noun, which the sentences just before have."""
    if (s.may_hold("pact") and other_nouns().search(s.low)) or (s.may_hold("agreed") and agreed().search(s.low)):
        return True
    return s.may_hold("again") and any(before.may_hold("agreement", "pact", "agreed") for before in just_before(s))


def reading(analysis: Analysis) -> list[tuple[Analysed, list[Rules]]]:
    """The sentences to be read in order, each with the rules that have to."""
    found: list[tuple[Analysed, list[Rules]]] = []
    before_list = {a for a, b in pairwise(analysis.sentences) if b.sentence.block.kind == BlockKind.LIST}
    anything = mask(*_ANYTHING)
    for _, group in groupby(analysis.sentences, key=lambda s: s.sentence.flow):
        paragraph = list(group)
        leads = [s in before_list for s in paragraph]
        if not (any(s.signs & anything or _formed(s) for s in paragraph) or any(leads)):
            continue  # most paragraphs of most texts
        on_goods = _on_goods(paragraph, leads, _headed(analysis.above(paragraph[0].start)))
        wanted = ((s, rules + _on_events(s)) for s, rules in zip(paragraph, on_goods, strict=True))
        found += ((s, rules) for s, rules in wanted if rules)
    return found
