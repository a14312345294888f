"""Whether words are a whole clause (direct) or a fragment (partial)."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.lexicon.entries import load
from pipeline.extract.quotes.speech_words import pattern
from pipeline.extract.text.patterns import any_of, either

HAN = re.compile(r"[一-鿿]")
CYRILLIC = re.compile(r"[а-яА-Я]")
# What makes a noun of a form that could be a verb: "a matter of", "our work", "two ends", "in use".
_DETERMINED = re.compile(
    r"\b(?:an?|the|our|my|your|his|her|its|their|no|any|two|three|four|of|for|with|in|on|at|by|from|under|without) $"
)
# "called it", "described the contract as": what follows is a name for it. Not "called: ", nor "called and said".
NAMES_IT = re.compile(rf"\b(?!as\b)(?:{either(load('speech')['naming'])})(?! (?:on|for|upon)\b)((?: [\w'-]+){{1,5}} )$")
_SUBORDINATE = re.compile(
    r"(?:if|when|while|as|although|though|because|since|unless|once|whenever|rather than|instead of) [^,]+, "
)
# What stands behind it is no clause: "blamed it on “NATO expansion to the doors of Russia”".
_GOVERNS = re.compile(r"\b(?:on|of|for|about|from|against|into|over|toward|towards|despite) $")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|do)\b")
_PAST = re.compile(r"(?<= )(?<!ly )(?<!and )[a-z]{3,}(?<![ei])ed\b")
_OR_NOUN = re.compile(r"(?:work|use|need|support|help|hope|face|share|stand|call|play|show|run|move|start|end)s?")
_THAT = re.compile(r"(?: (?!an? )[^\W\d_]+){0,6} that ")  # "said of China that"; not "spoke of a partner that"
_EARLY = 6  # words
_SENTENCES = re.compile(r"\w{3}[.!?] [A-Z]")  # whole ones, however the first begins
_LAST_WORD = re.compile(r"([\w'-]+) $")
LEAD = 160  # characters of the author's words, right before the mark, that may say what the words are
_ADVERBS = re.compile(r"(?:(?:already|also|still|never|always|now|once|not|just|only|\w+ly) )+")


def _did(low: str) -> bool:
    """Whether a regular past follows a subject: "the pumps failed first", not "a badly armed friend"."""
    return any(not _DETERMINED.search(low, 0, m.start()) for m in _PAST.finditer(low))


@cache
def _nation() -> re.Pattern[str]:
    """What has its capital anywhere in a sentence: "wants to let “Chinese colleagues take part”"."""
    return any_of({form.lower() for c in load("countries").values() for form in (c["name"], *c.get("demonyms", ()))})


def says_that(text: str, words: list[str], before: str) -> bool:
    """Whether they are what somebody says: "observed that “the brochure always flies better than the jet”".

    A clause stands behind "that" whatever its verb, unless it goes on behind the marks.
    """
    spoken = pattern("said").finditer(before, max(0, len(before) - LEAD))
    said = any(_THAT.fullmatch(before, m.end()) and m[0] not in load("speech")["naming"] for m in spoken)
    subject = pattern("opens_clause").match(text.lower().lstrip("[(…. "))
    return said and subject is not None and len(words) > 3


def is_clause(text: str, words: list[str], before: str) -> bool:
    """At least a whole clause: a subject and a finite verb of its own, or a sentence with its capital.

    `before`: the author's words of the same sentence, where a clause begins behind a stop, a conjunction or a verb.
    """
    low = text.lower().replace("’", "'")
    lead = max(0, len(before) - LEAD)
    opening = text.lstrip("[(…. ")[:1]
    if HAN.search(opening):
        return len(words) >= 5
    if CYRILLIC.search(opening) and opening.isupper():
        return len(words) > 3
    if _GOVERNS.search(before, lead):
        return False
    if len(words) > 3 and (_SENTENCES.search(text) or text.endswith("?") or low.startswith(("let us ", "let's "))):
        return True
    last = _LAST_WORD.search(before, lead)
    nation = last and _nation().match(low.lstrip("[(…. "))
    if opening.isupper() and (not nation or _AUXILIARY.search(" ".join(low.split()[:_EARLY]))):
        subject = words[0].lower() in load("speech")["subjects"]
        if len(words) == 2:
            return subject  # "I agree"
        clause = subject or any(pattern(name).search(low) for name in ("finite", "past")) or _did(low)
        return len(words) >= 3 and (text[-1] in ".!?,…" or len(words) >= 6 or clause)
    if len(words) < 3 or pattern("opens_fragment").match(low) or pattern("finite").match(low):
        return False
    named = NAMES_IT.search(before, lead)
    if named and not pattern("said").search(named[1]):
        return False
    if aside := _SUBORDINATE.match(low):
        return is_clause(text[aside.end() :], words, "")
    speech = load("speech")
    if last and last[1] not in speech["before_clause"] and not pattern("said").fullmatch(last[1]):
        return False
    if last and last[1] in speech["naming"]:
        return False  # "what he calls "the last thing that we have""
    opens = pattern("opens_clause").match(low.lstrip("[("))
    if opens is not None and opens[0] in load("speech")["subjects"] and len(words) > 3:
        return True
    finite = next((m for m in pattern("finite").finditer(low) if not _DETERMINED.search(low, 0, m.start())), None)
    if finite is None or _ADVERBS.fullmatch(low, 0, finite.start()) or (not opens and _OR_NOUN.fullmatch(finite[0])):
        return False
    early = len(low[: finite.start()].split()) <= 4
    relative = re.search(
        r"\b(?:who|which|that|what|whose|where|to)\b|\w (?:they|he|she|it|we|you|i) $", low[: finite.start()]
    )
    return relative is None and (opens is not None or early or before.endswith("that "))
