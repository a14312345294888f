"""Whether an agreement that its noun alone names could be looked up: by its date, its subject or what was done."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.agreements import labels, orders, several
from pipeline.extract.agreements.naming import Noun
from pipeline.extract.events import attending
from pipeline.extract.events.attending import Span
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.event_words import pattern, words

# What tells a noun from the one named before: "the statement that the two adopted in May".
_OF_ITS_OWN = re.compile(
    r" (?:of|between|that|which|signed|agreed (?:at|by|in|on|with)|adopted|concluded|approved|issued|published|reached"
    r"|(?:for|covering) \d{4})\b"
)
_ONE_OF = re.compile(
    r"\b(?:latest|last|first|second|third|newest|oldest|earliest|most recent|one) of (?:the|these|those) $"
)
_HAVE_HAD = re.compile(r"\b(?:have|has|had) (?:[\w-]+ )?had (?:an?|one)\b|\bworked under an?\b")
_FOR_YEARS = re.compile(r" for (?:the )?(?:years |period )?\d{4}")  # "a successor for 2023 to 2027 is expected"
_DAY, _MONTH = len("2024-05-16"), len("2024-05")
# No agreement there either: "neither side proposed a treaty", "if a treaty were signed".
_NOT_ONE = re.compile(
    r"\b(?:neither|nor|nobody|no one|none|no side)\b[^,;:]*\b(?:an?|any) (?:[\w-]+ ){0,3}$"
    r"|(?:^|[.,;] |\b(?:and|but|that) )(?:even if|if|unless|should|were) (?:an?|any) (?:[\w-]+ ){0,3}$"
    r"|^had (?:an?|any) (?:[\w-]+ ){0,3}$"
    r"|\bwhether (?:an?|any|to [a-z]+ an?) (?:[\w-]+ ){0,3}$"
)
# No agreement there, or none yet: "no treaty", "any agreement", "without a pact", "akin to".
_NO_ONE = r"\b(?:%s) (?:with \w+ )?(?:an? |the |formal |such |military )*(?:[^\s;:]+ ){0,2}$"

_APART = re.compile(r",(?! (?:in|under|by) which\b)|\b(?:that|who)\b|(?<!in )(?<!under )(?<!by )\bwhich\b")


@dataclass(slots=True)
class Setting:
    """What a sentence says around one agreement, whose words are `chunks[i:j]`."""

    i: int
    j: int
    first: int  # the chunks between the agreement before it and the one after
    last: int
    date: Chunk | None
    about: tuple[str, Span] | None = None
    act: str | None = None  # what was done with it
    act_span: Span | None = None
    beside: tuple[Analysed, Chunk] | None = None  # a neighbouring sentence that dates the signing


def definite(low: str, s: Analysed, noun: Noun, i: int) -> bool:
    """A bare "the treaty" or "this agreement"."""
    own = low[noun.start : noun.core].split()
    bare = (
        words("agreements", "same").issuperset(own)
        and not noun.again
        and i > 0
        and s.chunks[i - 1].low in ("the", "this", "that", "these", "those")
    )
    if bare and noun.plural and _ONE_OF.search(low, s.start, noun.start):
        noun.plural = bare = False  # "the latest of these road maps"
    return bare and not _OF_ITS_OWN.match(low, noun.end) and not labels.stated_object(low, noun)


def unidentified(low: str, s: Analysed, noun: Noun, at: Setting) -> str | None:
    """Why the noun names no agreement that could be looked up; None where it does."""
    if orders.is_order(low, s.chunks, noun, at.i, at.j):
        return "mentioned_only"
    if pattern("agreements", "no_one", _NO_ONE).search(low[max(s.start, noun.start - 40) : noun.start]):
        return "general_talk"
    if not words("agreements", "unreal").isdisjoint(low[noun.start : noun.core].split()):
        return "general_talk"
    if _NOT_ONE.search(low[s.start : noun.start]):
        return "general_talk"
    if of_a_day(low, s, noun, at):
        return None
    near = at.act is not None and _close(low, at.act_span, noun)
    stated = labels.stated_object(low, noun)
    if noun.head == "contract" and not stated:
        return "mentioned_only"
    to_come = noun.afresh and at.act in ("negotiating", "expected")  # "talks on a successor"
    named = at.about or stated or to_come or (noun.again and low.startswith((" with ", " between "), noun.end))
    if several.each_side(s.chunks, at.j) or _counted(low, s.chunks, noun, at, near) or _in_place(low, s, noun):
        return None
    if noun.plural and noun.core == noun.start and not (stated if noun.kind == "joint_statement" else named):
        return "no_document"  # "a host of agreements"
    own = at.date is not None and noun.core > noun.start and low[noun.end : at.date.start] == " of "
    one = not noun.plural or (_of_contracts(noun, stated) and not pattern("agreements", "traders").search(s.low))
    if (at.date or at.beside) is not None and (not noun.weak or own or (near and one)):
        return None
    if near and named and not noun.plural and (noun.head == "deal" or not noun.weak):
        return None
    dated = any(c.tag == "date" for c in s.chunks)
    if (
        dated
        and stated
        and not (noun.plural or noun.weak)
        and at.about
        and at.about[0] not in words("agreements", "broad")
    ):
        return None
    parties = attending.actors(s.chunks, at.i)[0] or attending.owners(s.chunks, at.i)
    narrow = at.about is not None and at.about[0] in words("agreements", "narrow")
    if narrow and noun.kind == "treaty" and not noun.plural and len(parties) >= 2:
        return None
    return "no_document" if noun.plural or noun.weak else "general_talk"


def one_more(low: str, s: Analysed, noun: Noun, at: Setting, told: tuple[bool, str | None]) -> bool:
    """Whether one told without its noun could be looked up: it has a date, and one of several a subject too.

    `told`: whether the noun before is of several, and the subject there.
    """
    several_told, subject = told
    said = noun.kind != "other" or noun.lead or subject or at.about
    dated = (at.date or at.beside) is not None or _in_place(low, s, noun)
    dated = dated or at.act == "negotiating" or (at.act == "expected" and _FOR_YEARS.match(low, noun.end) is not None)
    return dated and bool(said or not several_told)


def _counted(low: str, chunks: list[Chunk], noun: Noun, at: Setting, near: bool) -> bool:
    """Whether so many are told with the dates of all: "two roadmaps, in 2017 and in 2021"."""
    if not noun.plural or at.date is None or "/" not in at.date.value.edtf:
        return False
    counted = at.i > 0 and chunks[at.i - 1].low in ("two", "three", "four", "five")
    return counted and (near or low[noun.end : at.date.start] in (" of ", ", of "))


def _of_contracts(noun: Noun, stated: re.Match[str] | None) -> bool:
    """Whether contracts tell what is done with what: "on the mutual siting of stations", and not "on energy"."""
    if noun.head != "contract" or stated is None or stated[1] != "on":
        return False
    return " of " in stated[2] and words("agreements", "orders").isdisjoint(stated[2].split())


def _in_place(low: str, s: Analysed, noun: Noun) -> bool:
    """Whether it has been there since some date: "have had a treaty of alliance since 1951"."""
    since = any(c.tag == "date" and c.value.edtf.endswith("/..") and c.start >= noun.end for c in s.chunks)
    return since and not noun.weak and _HAVE_HAD.search(low, s.start, noun.end) is not None


def of_a_day(low: str, s: Analysed, noun: Noun, at: Setting) -> bool:
    """Whether a statement that nobody is said to have made alone is told by its date: "the statement of May 16"."""
    led = "the" in [c.low for c in s.chunks[max(0, at.i - 2) : at.i]] and noun.head in words("agreements", "stated")
    return led and (own_day(low, noun, at) or (noun.head != "declaration" and of_its_date(low, noun, at)))


def own_day(low: str, noun: Noun, at: Setting) -> bool:
    """Whether a day is all that is said of the noun: "the treaty of 16 July 2001"."""
    day = at.date is not None and len(at.date.value.edtf) == _DAY
    return day and (noun.kind == "treaty" or of_its_date(low, noun, at))


def of_its_date(low: str, noun: Noun, at: Setting) -> bool:
    """Whether a month or day is all that is said of it: "the statement of May 2024", "the May 2024 statement"."""
    if at.date is None or noun.core != noun.start or len(at.date.value.edtf) < _MONTH:
        return False
    return low[noun.end : at.date.start] == " of " or low[at.date.end : noun.start] == " "


def _close(low: str, span: Span | None, noun: Noun) -> bool:
    """Whether the act is this noun's own: at most a few words lie between them."""
    if span is None:
        return False
    gap = low[min(span[1], noun.end) : max(span[0], noun.start)]
    return len(gap.split()) <= 14 and ";" not in gap


def of_others(low: str, noun: Noun, at: int) -> bool:
    """Whether what stands at `at` is not said of the agreement: "while Washington looked on, they signed one"."""
    return at < noun.start or bool(_APART.search(low, noun.end, at))
