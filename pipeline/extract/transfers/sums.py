"""Words that lead to a sum or a share of the arms trade."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.lexicon.frame_words import words

ARMS = re.compile(r"arms?\b|weapon|(?:military|defen[cs]e) (?:export|import|sale)")
_ROUGHLY = (
    "an?|some|about|estimated|something|of|on|in|the|order|region|neighbou?rhood|little|just|as much as|down to|up to"
)
# Of what else is summed up beside arms: "whose total trade amounted to", but not "the arms trade came to".
_NOT_OF_ARMS = "(?<!(?<!arms )trade )(?<!turnover )(?<!budget )(?<!spending )(?<!expenditure )(?<!economy )"
TRADE_WHICH = re.compile(r"(?<!arms )\b(?:trade|turnover|budget)\b[^,;]*, which [^,;]*$")
# A clause about all trade: "and in 2012 trade between the two stood at", but not "and their trade in arms came to".
TRADE_AT_LARGE = re.compile(
    r"(?:^|[,;] |\band |\bwhile |\bbut )(?:(?:in|by|over|during) [^,;]{2,24}?,? )?"
    r"(?:(?:the|their|total|overall|bilateral|annual|two-way|mutual|all) )*"
    r"(?:trade|turnover|commerce)\b(?! in (?:arms|weap|mil|def))[^,;]*$"
)
_TRADES = "sales|exports|imports|deliveries|purchases|supplies|shipments|transfers"
_ACTS = re.compile(r"\b(?:earned|netted|spen|supplied|sold|bought|delivered|exported|purchased|acquired|imported)")
# How a sentence begins that goes on about the trade of the one before: "In the 1990s they exceeded".
_AGAIN = re.compile(
    r"(?:(?:in|by|during|between|from|over|after|until|since) [^,;]{2,40}?,? )?"
    rf"(?P<again>they|these(?: {_TRADES})?|(?:those|such|the|annual|their|its) (?:{_TRADES})) (?!to |of |from )"
)


@cache
def leads_to_sum() -> re.Pattern[str]:
    """Words that lead to a sum of the arms trade, and end right before it."""
    leading = "|".join(sorted(map(re.escape, words("worth"))))
    valued = r"value of\b[^,;.]{0,70} (?:was|is)"  # "the value of arms deliveries to China was"
    put = r"(?:puts?|putting|estimates|values)\b[^,;.()]{5,80} at"  # "puts arms sales to China at"
    brought = r"brought (?:in )?(?:\w+ )?"  # "arms sales brought Moscow"
    return re.compile(rf"{_NOT_OF_ARMS}\b(?:{leading}|{valued}|{put}|{brought})\s*(?:(?:{_ROUGHLY}) )*$")


@cache
def _changes_by() -> re.Pattern[str]:
    """What says that a trade grew or shrank, from its verb up to a sum: "fell from $3 billion in 2005 to"."""
    changed = "|".join(sorted(words("changing")))
    return re.compile(rf"\b(?:{changed})(?: [a-z]+ly)?(?: from\b.{{0,60}}?)?(?: to| from)\s*(?:(?:{_ROUGHLY}) )*$")


def of_arms_that_change(lead: str) -> bool:
    """Whether `lead`, all of a sentence before a sum, ends with arms trade that grew or shrank to it, or from it."""
    told = _changes_by().search(lead)
    subject = re.split(r"[,;:] | while | whereas | but ", lead[: told.start()])[-1] if told else ""
    return bool(ARMS.search(subject))


@cache
def of_trade() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a trade follows its share ("60 percent of Chinese imports"), and how it stands before the figures.

    The second is for "China's share of Russian arms exports fell from 60 percent".
    """
    trade = "|".join(sorted(words("trade")))
    return (
        re.compile(rf"\s*of\b.{{0,60}}?\b(?:{trade})\b|\s*of\s(?!(?:them|these|it|which|whom|its|their)\b)"),
        re.compile(rf"\bshare (?:of|in) .{{0,60}}?\b(?:{trade})\b"),
    )


def goes_on(s: Analysed) -> tuple[int, int] | None:
    """The words of a sentence with a sum that stand for the arms trade of the sentence before it.

    So "Russian arms sales to China revived. In 2016 they came to $3 billion".
    """
    if s.before is None or not s.may_state_sum or not s.before.may_hold("weak_head", "vague"):
        return None
    found = _AGAIN.match(s.low)
    return (s.start + found.start("again"), s.start + found.end("again")) if found else None


def is_sum_of_trade(lead: str) -> bool:
    """Whether a sum stands behind `lead`, where it is known that the words are of a trade: "they fell to"."""
    found = leads_to_sum().search(lead) or _changes_by().search(lead)
    return bool(found and not _ACTS.match(lead, found.start()))
