"""The words of speech.yaml, in lists and as patterns: of saying, for what was said, and for nobody."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.lexicon.entries import load
from pipeline.extract.lexicon.forms import verb_forms
from pipeline.extract.text.patterns import any_of, either

_GOES_ON = re.compile(r" (?:of|in|on|at|about|to|last|after|before|during|when|as)\b")  # "said Kobylash of the pair"


@cache
def words(name: str) -> frozenset[str]:
    """One list of speech.yaml, to look words up in."""
    return frozenset(load("speech")[name])


@cache
def ending() -> str:
    """What looks behind a stop that ends a sentence: no initial, and no title cut short ("said Prof. Petrov")."""
    titles = (rf"(?<!\b{title}.)" for title in load("speech")["cut_short"])
    return "".join([r"(?<!\b[A-Z].)", *titles])


@cache
def cut_short() -> re.Pattern[str]:
    """A title cut short, and the space behind it."""
    return re.compile(rf"\b(?:{either(load('speech')['cut_short'])})\.? $")


@cache
def phrases() -> frozenset[str]:
    """What ties an utterance to its speaker and is no form of a verb."""
    return words("phrases") | words("said_by")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of these words or phrases of speech.yaml; `said` stands for every form of its verbs, and its phrases."""
    data = load("speech")
    listed = (
        [
            *(f for v, past in data["verbs"].items() for f in verb_forms(v, past)),
            *(f"{be} {sure}" for be in ("is", "are", "was", "were", "remains", "remain") for sure in data["sure"]),
            *phrases(),
        ]
        if name == "said"
        else [f for v in data[name] for f in verb_forms(v, data["verbs"].get(v))]
        if name == "attitudes"
        else data[name]
    )
    return any_of(set(listed))


def _forms(*grammar: str) -> frozenset[str]:
    """The forms of the verbs of one word."""
    forms = (form for v, past in load("speech")["verbs"].items() for form in verb_forms(v, past).items())
    return frozenset(form for form, what in forms if what in grammar and " " not in form)


@cache
def nouns_too() -> frozenset[str]:
    """The forms that may be nouns as well: "report", "claims"."""
    return _forms("base", "s")


@cache
def finite() -> frozenset[str]:
    """The forms that one who is named alone may be the subject of: "argues", "argued"."""
    return _forms("s", "ed")


@cache
def _speaks() -> re.Pattern[str]:
    return re.compile(
        rf"(?: \((?:19|20)\d\d[^)]*\))?(?: who)?(?: (?:also|then|has|had|\w+ly))? (?:{either(finite())})\b"
    )


def speaks(low: str, end: int) -> bool:
    """Whether a word that ends at `end` is the name of somebody who speaks: "Weitz (2012) argues", "Weitz's view"."""
    return (_speaks().match(low, end) or owned_words().match(low, end)) is not None


@cache
def _spoke_before() -> re.Pattern[str]:
    return re.compile(rf"[,.?!…][\"”’'»],? (?:{either(finite())}) $")


def spoke_before(plain: str, start: int, end: int) -> bool:
    """Whether `plain[start:end]` is the name of whoever said what ends before it: "...," said Kobylash."""
    ends = plain[end : end + 1] in (",", ".", "") or _GOES_ON.match(plain, end)
    return bool(ends) and _spoke_before().search(plain, max(0, start - 30), start) is not None


@cache
def owned_words() -> re.Pattern[str]:
    """What somebody said, behind its owner: "Putin's repeated claim", "officials' warning", "his description"."""
    return re.compile(rf"(?:'s|(?<=s)'|\b(his|her|their)) (?:[\w-]+ ){{0,2}}(?:{either(load('speech')['spoken'])})\b")


def tells(low: str, start: int, end: int) -> bool:
    """Whether words say that somebody speaks, or whose words something is."""
    return (pattern("said").search(low, start, end) or owned_words().search(low, start, end)) is not None


@cache
def cited() -> re.Pattern[str]:
    """What shows that somebody spoke whom a verb or a preposition governs: "quoted X as saying", "with X saying"."""
    forms = either(load("speech")["cited"])
    return re.compile(rf"(?:,(?:[^;“”\"]{{1,150}},)?)? as (?:{forms})\b| (?:{forms})\b")


@cache
def found_in() -> re.Pattern[str]:
    """What makes a fragment somebody's words only right before it: "sees “a new level”", "put it at “next to nil”"."""
    data = load("speech")
    forms = either(f for v, past in data["found"].items() for f in verb_forms(v, past))
    rated = either(f for v, past in data["rated"].items() for f in verb_forms(v, past))
    return re.compile(
        rf"\b(?:{forms})(?: in (?:[\w'-]+ ){{0,3}}[\w'-]+)? (?:an? |the )?$"
        rf"|\b(?:{rated}) [^,;:“”\"]{{3,80}} (?:at|down to|down as) (?:an? |the )?$"
    )


@cache
def lays_down() -> re.Pattern[str]:
    """What a document does with its own words: "the treaty commits both sides to hold talks when"."""
    data = load("speech")
    forms = either(f for v, past in data["lays_down"].items() for f in verb_forms(v, past))
    return re.compile(
        rf"(?: (?:of|on|for|from|between) [^,;:“”\"]{{1,60}}?)? (?:{forms})\b"
    )  # "the treaty of 2001 obliges"


@cache
def nobody() -> re.Pattern[str]:
    """Nobody who could be named, right before the verb: "which some have dubbed"."""
    return re.compile(rf"\b(?:{either(load('speech')['nobody'])})(?: (?:have|has|had|would|might|may|also|now))* $")
