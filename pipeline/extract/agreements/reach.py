"""Which part of a sentence tells of each of the agreements that it names."""

from __future__ import annotations

import re

from pipeline.extract.agreements import ellipsis, signers
from pipeline.extract.agreements.naming import Noun
from pipeline.extract.events import attending
from pipeline.extract.grammar.analysis import Analysed

CLAUSE = re.compile(r", (?:and|but|while|whereas) ")
_LISTED = re.compile(r"(?:,|,? and) (?:an? |the |another )?$")  # "an agreement on ..., and a memorandum on"
_BESIDES = re.compile(
    r"\b(?:alongside|besides|in addition to|along with|together with|apart from|as well as) (?:an?|the|another) $"
)
_SAID = re.compile(r"[“\"][^“”\"]+[,.?!][”\"] ")
_ABOUT = re.compile(r" (?:on|about|concerning|regarding) (?:(?:the|an?|its|their|that) )?(?:[\w-]+ ){0,2}")
_DATED = re.compile(r" (?:of|signed|concluded) (?:\w+ ){0,2}\d")


def is_about(low: str, one: Noun, noun: Noun) -> bool:
    """Whether `noun` is what `one` is about, and all is told of that: "a joint statement on the ABM Treaty"."""
    between = _ABOUT.fullmatch(low, one.end, noun.start)
    return between is not None and not one.title and not one.plural and _DATED.match(low, noun.end) is None


def next_one(low: str, s: Analysed, found: list[Noun], number: int) -> int:
    """Where the next agreement begins that the one at `number` is not about; the end of the sentence without one."""
    n = number + 1
    while n < len(found) and is_about(low, found[n - 1], found[n]):
        n += 1
    return found[n].start if n < len(found) else s.end


def of(low: str, s: Analysed, found: list[Noun], number: int, before: int) -> tuple[int, int, int]:
    """Where what is told of the agreement at `number` begins and ends; between, where its own part begins.

    `before`: where that of the agreement before it began, whose verb may govern both.
    """
    noun = found[number]
    if number and is_about(low, found[number - 1], noun):
        return noun.start, noun.start, noun.end
    own = max(found[number - 1].end if number else s.start, low.rfind(";", s.start, noun.start) + 1)
    lo = before if number and _LISTED.search(low, found[number - 1].end, noun.start) else own
    stop = low.find(";", noun.end, s.end)
    hi = min(next_one(low, s, found, number), stop if stop >= 0 else s.end)
    if noun.head == "agreement" and noun.verb and (clause := CLAUSE.search(low, noun.end, hi)):
        hi = clause.start()  # "they agreed to do so in 2009, and the agreement was renewed"
    if _BESIDES.search(low, s.start, noun.start):
        lo, hi = s.start, s.end  # it shares what is said of the other
    if number and (opens := signers.clause(s.chunks, attending.index_at(s.chunks, noun.start))) is not None:
        lo, own = max(lo, s.chunks[opens].start), max(own, s.chunks[opens].start)
    if noun.afresh:
        part = ellipsis.own_part(low, lo, noun.start)
        lo, own = part, max(own, part)
    if said := _SAID.match(low, lo, noun.start):
        lo, own = said.end(), max(own, said.end())  # "We signed what we could," he said of the statement
    return lo, own, hi
