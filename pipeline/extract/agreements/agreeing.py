"""Agreements told by the verb: "agreed in April 1996 on confidence-building along the border"."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.agreements import labels
from pipeline.extract.agreements.naming import Noun
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.lexicon.event_words import section, words
from pipeline.extract.lexicon.topics import topic
from pipeline.extract.text.patterns import either

_WHAT = 90  # characters behind the verb in which its subject may be told


@cache
def agreed() -> re.Pattern[str]:
    """The verb, the date that may stand behind it, and what it is about or "so", which stands for that."""
    data = section("agreements")
    undone = "".join(rf"(?<!\b{word} )" for word in data["not_agreed"])
    when = r"(?:,? (?:in|on) (?:[a-z]+ )?(?:\d{1,2} )?(?:[a-z]+ )?\d{4},?)?"
    so = r"to do so|to do this|to this|on this|on that|to that"
    on = rf"(?:up)?on (?!(?:{either(data['no_matter'])})\b)"
    return re.compile(rf"{undone}\bagreed(?={when} (?:(?P<so>{so})|{on}|(?P<to>not to|to) ))")


@cache
def _of_opinion() -> re.Pattern[str]:
    """Those before the verb who only think alike: "analysts agreed"."""
    return re.compile(rf"\b(?:{either(section('agreements')['no_sides'])})(?: (?:and \w+|\w+ly|all|both))? $")


@cache
def _unagreed() -> re.Pattern[str]:
    """What says before the verb that nobody has: "neither Moscow nor Beijing agreed", "had the two agreed in 1969"."""
    opens = rf"(?:\b(?:{either(section('agreements')['unagreed'])})|^had)"
    return re.compile(rf"{opens} (?:(?!(?:but|when|because) )[^,;:])*$")


@cache
def _meant() -> re.Pattern[str]:
    """What calls it an agreement behind it: "and the agreement was renewed"."""
    return re.compile(rf"\b(?:the|this|that|their) (?:{either(section('agreements')['agreed_noun'])})\b")


def by_verb(analysis: Analysis, s: Analysed, found: list[Noun]) -> list[Noun]:
    """With the agreement that a verb tells, where the sentence has no other; a noun that stands for it goes."""
    m = agreed().search(analysis.low, s.start, s.end) if s.may_hold("agreed") else None
    if m is None or _of_opinion().search(analysis.low, s.start, m.start()):
        return found
    if _unagreed().search(analysis.low[s.start : m.start()]):
        return found
    meant = _meant().search(analysis.low, m.end(), s.end)
    others = [noun for noun in found if not (meant and meant.start() < noun.start < meant.end())]
    noun = Noun(m.start(), m.end(), "agreement", "other", weak=True, core=m.start(), verb=True)
    called = m["so"] or meant or _called_so_behind(analysis, s)
    return found if others or not _on_something(analysis.low, noun, m, called is not None) else [noun]


def _on_something(low: str, noun: Noun, m: re.Match[str], called: bool) -> bool:
    """Whether it could be looked up by what it is about: anything where it is `called` an agreement."""
    about = labels.stated_object(low, noun)
    span = (m.end(), m.end() + _WHAT) if called else about.span(2) if about and not m["to"] else None
    found = topic(low, span) if span else None
    return bool(m["so"]) or (found is not None and (called or found[0] in words("agreements", "agreed_on")))


def _called_so_behind(analysis: Analysis, s: Analysed) -> re.Match[str] | None:
    """Where the next sentence of its paragraph calls it an agreement: "The accord was to prevent"."""
    behind = analysis.behind(s)
    return _meant().match(analysis.low, behind.start) if behind else None
