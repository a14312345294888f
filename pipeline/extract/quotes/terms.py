"""Words in marks that nobody utters: they name a thing, by what the author says before and behind them."""

from __future__ import annotations

import re

# "in what it considers its “near abroad”": a name for it, and nothing that was said
_CONSIDERED = re.compile(
    r"\bwhat (?:[\w-]+ ){1,3}(?:consider|regard|view|see|deem|perceive)(?:s|ed|d)?(?: as)?"
    r" (?:its|their|his|her|the|an?) $"
)
# What a state names so is a term of its policy.
_NAMED_BY_STATES = re.compile(
    r"\b(?:speak|spoke|spoken|talk|talked|speaks|talks|speaking|talking) of (?:an?|its|their|the) $"
    r"|\b(?:call|calls|called|calling) (?:its|their) $"
    r"|\b(?:describe|describes|described|regard|regards|regarded) [^,;:.]{1,40} as (?:an?|its|their) $"
)
_A_TERM = re.compile(
    r"[\"”'’],? an? (?:\w+ ){0,2}?(?:term|label|slogan|notion|concept|buzzword|catchword|euphemism|epithet)\b"
)
_BEFORE_TERM = re.compile(r"\b(?:an?|its|their|his|her|our|another|such) $")
_BEHIND_TERM = re.compile(
    r",? who\b| (?!(?:of|in|to|for|from|and|but|or|as|at|by|with|on|that|which|is|was|are|were|has|had|have|would|will"
    r"|when|while|over|about|between|among|against|because|if|than|during|after|before|under|until|since)\b)[a-z]+"
)
_SAID_TO_BE = re.compile(r"\b(?:is|are|was|were) (?:often |widely )?said to (?:be|have been) $")


def reported(before: str) -> bool:
    """Whether nobody is named who says it: "the two are said to be “best friends”"."""
    return _SAID_TO_BE.search(before) is not None


def called_one(low: str, before: str, near: int, end: int) -> bool:
    """Whether the author calls the words, which end at `end` in `low`, a term, or what somebody considers a thing."""
    return bool(_CONSIDERED.search(before, near) or _A_TERM.match(low, end - 1))


def of_a_kind(low: str, before: str, end: int) -> bool:
    """Whether the words stand between an article and a noun, of which they say the kind: a “no re-export” clause."""
    return bool(_BEFORE_TERM.search(before) and _BEHIND_TERM.match(low, end))


def of_policy(before: str) -> bool:
    """Whether they are what a state calls a thing: "Beijing speaks of a “community of destiny”"."""
    return _NAMED_BY_STATES.search(before) is not None
