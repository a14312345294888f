"""What an agreement without a title is called, and what the words behind its noun say it is about."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.agreements.naming import Noun
from pipeline.extract.grammar.analysis import Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.event_words import section
from pipeline.extract.lexicon.forms import plural, singular
from pipeline.extract.text.date_parts import MONTHS_IN_FULL
from pipeline.extract.text.patterns import either

NEXT = "successor "
_GOES_ON = re.compile(r"[”\"]? (?:on|in|for|about|concerning|regarding|between|governing)\b")


def label(analysis: Analysis, noun: Noun, subject: str | None, date: Chunk | None) -> str:
    """What an agreement without a title is called: its year, its noun group and what it is about."""
    head = plural(noun.head) if noun.plural else noun.head
    own = " ".join(re.findall(r"[\w-]+", analysis.plain[noun.start : noun.core])) if noun.core > noun.start else ""
    about = stated_object(analysis.plain, noun)
    said = f"{own if about else own or noun.lead} {head}".strip()
    if about and about[1] != "to":
        said = f"{said} {about[1] if len(about[1]) < 4 else 'on'} {about[2]}"
    elif subject and not {*map(singular, subject.lower().split())} & {*map(singular, said.lower().split())}:
        said = f"{said} on {subject}"
    elif not subject and about and about[2].count(" ") > 1:
        said = f"{said} to {about[2]}"  # "a deal to continue developing fast reactors"
    edtf = date.value.edtf if date is not None else ""
    if noun.again and not edtf and "successor" in analysis.low[noun.start : noun.end]:
        said = f"{NEXT}{said}"  # nothing else tells it from the one that it is to replace
    return f"{edtf[:4]} {said}" if edtf[:4].isdigit() and "/" not in edtf else said


def stated_object(text: str, noun: Noun) -> re.Match[str] | None:
    """What the agreement is about, in the words behind its noun: part of its label, as of a title."""
    return _object().match(text, noun.end)


def goes_on(low: str, noun: Noun) -> bool:
    """Whether what it is about follows the noun at once: "in space", "on the peaceful use of", "for"."""
    return _GOES_ON.match(low, noun.end) is not None


@cache
def _object() -> re.Pattern[str]:
    """What an agreement is about: a noun group and what it is of."""
    stops = either(section("agreements")["object_ends"])
    verb = r"\w+ed (?:the|an?|to|in|by|on|for|up|out|its|their|his|her|two|both|only|no)\b"  # "opened the way"
    more = rf"(?: (?:(?<=ing )the )?(?!(?:{stops})\b|\d|{verb})[\w'-]+){{0,4}}(?: and [A-Z][\w'-]+)?"
    # "a memorandum between the two ministries on", "an agreement of September 2019 on"
    when = r",? (?:of|from|signed|concluded|reached) [^,.;:()]{0,30}\d{4}|,? in (?:[a-z]+ )?\d{4},?"
    sides = rf"(?: (?:between|with) [^,.;:()]{{3,60}}?|{when})?"
    no_object = r"(?!(?:another |an? |the )?(?:new |further )?[\w-]*\s?(?:years?|decade|term|period)\b)"
    day = rf"(?i:{either(MONTHS_IN_FULL)}|\w+day|behalf|sidelines|margins|fringes|occasion|eve)\b"
    no_word = rf"(?!\d|be |(?:the )?same |the {day}|do (?:so|this)\b|which|(?:it|them|that|this)\b|{day})"
    field = r"(?:(?:the )?cooperation (?:in|on) (?:(?:the )?(?:fields?|areas?|spheres?|domains?) of )?)?"
    part = rf"{no_word}(?:(?<= to )[a-z]+ the )?[A-Za-z][\w'-]*{more}"  # "to simplify the entry of"
    what = rf"{no_object}{field}(?:the |an? )?({part}(?: of (?:the )?{part})?)"
    on = rf"(on|about|for|to|{either(section('agreements')['governing'])})"
    return re.compile(rf"{sides},? {on} {what}")
