"""The words for what is done with agreements, and for when."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.lexicon.event_words import section
from pipeline.extract.text.patterns import any_of, either

ENDS = ("terminated", "expired", "in_force")  # what may become of one, by the words for it in the lexicon
SAME_DAY = re.compile(r"\b(?:the|that) (?:very )?same (?:day|month|year)\b")


@cache
def acts(*names: str) -> re.Pattern[str]:
    """The words for things that are done with agreements, by their names in the lexicon."""
    words_for = any_of(word for name in names for word in section("agreements")[name])
    return re.compile(rf"{words_for.pattern}(?<!\bentered into(?= force))")


@cache
def opening() -> str:
    """What opens a sentence and tells of the signing of its subject: "Signed in Moscow in 2009, (the accord)"."""
    signings = either(section("agreements")["signings"])
    return rf"(?<![\w’'] )(?:(?:first|jointly|formally|finally) )?(?:{signings}) (?:in|on|at|by) [^;.]{{3,110}}?, "


@cache
def opens() -> re.Pattern[str]:
    return re.compile(rf"{opening()}(?:(?:the|this|that) )?(?:[\w-]+ ){{0,3}}")


@cache
def after_talks() -> re.Pattern[str]:
    talks = either(section("agreements")["meetings"])
    return re.compile(
        rf" (?:(?:issued|signed|adopted|released) )?(?:after|following|at) [^,;]{{0,50}}\b(?:{talks})\b[^,;]{{0,30}}"
    )
