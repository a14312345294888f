"""Forms of words and spellings of designations, made from what the lexicon holds once."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product


@lru_cache(maxsize=1 << 14)  # texts repeat their words
def plural(noun: str) -> str:
    """The English plural of a noun or of the last word of a noun group."""
    if re.search(
        r"(?:aircraft|electronics|craft|arms|hardware|machinery|munitions|ammunition|equipment|gear|armor"
        r"|armour|uranium|steel|titanium|software|artillery|avionics|chassis)$",
        noun,
    ):
        return noun
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    if re.search(r"(?:s|x|z|ch|sh|torpedo|cargo|embargo|veto)$", noun):
        return noun + "es"
    return noun + "s"


@lru_cache(maxsize=1 << 14)
def singular(noun: str) -> str:
    """The singular of a plural that `plural` makes, and of what looks like one."""
    if re.search(
        r"(?:aircraft|electronics|arms|optics|avionics|munitions?|ss|us|series|chassis)$", noun
    ) or not noun.endswith("s"):
        return noun[:-1] if noun.endswith("munitions") else noun
    if noun.endswith("ies") and len(noun) > 5 and not noun.endswith(("sorties", "talkies")):
        return noun[:-3] + "y"
    if re.search(r"(?:x|zz|ch|sh|ss|torpedo|cargo|embargo|veto|lens|\bbus|\bgas)es$", noun):
        return noun[:-2]
    return noun[:-1]


_DOUBLED = (  # verbs whose last letter is doubled before an ending
    "commit equip fit get outfit permit plan put refit ship shop snap swap transfer".split()
)
_JOINTLY = (("jointly ", ""), ("", " jointly"))


def verb_forms(verb: str, irregular: list[str] | None = None) -> dict[str, str]:
    """Surface form to its grammar (base, s, ing, ed) for a verb, the first word of a phrasal verb being inflected."""
    head, _, tail = verb.partition(" ")
    if head == "jointly":
        plain = verb_forms(tail, irregular)
        return {f"{before}{form}{after}": tag for form, tag in plain.items() for before, after in _JOINTLY}
    tail = f" {tail}" if tail else ""
    stem = head[:-1] if head.endswith("e") else head
    double = head[-1] if head in _DOUBLED else ""
    past = stem[:-1] + "ied" if re.search(r"[^aeiou]y$", head) else stem + double + "ed"
    third = (
        stem[:-1] + "ies"
        if re.search(r"[^aeiou]y$", head)
        else head + ("es" if re.search(r"(?:s|x|z|ch|sh)$", head) else "s")
    )
    forms = {head + tail: "base", third + tail: "s", stem + double + "ing" + tail: "ing"}
    for form in irregular or [past + tail]:
        forms[form] = "ed"
    return forms


# Endings and letters of Russian that each author writes in his own way, the first being the lexicon's.
_RUSSIAN = {
    "oye": ("oye", "oe", "oie", "oje"),
    "iye": ("iye", "ie", "ije"),
    "aya": ("aya", "aia", "aja"),
    "iya": ("iya", "iia", "ia", "ija"),
    "eyst": ("eyst", "eist", "ejst"),
}
_RUSSIAN_PART = re.compile(f"({'|'.join(_RUSSIAN)})")


def transliterations(name: str) -> set[str]:
    """How authors write a Russian name in Latin letters: "Morskoye vzaimodeystviye", "Morskoe vzaimodeistvie"."""
    parts = (_RUSSIAN.get(part, (part,)) for part in _RUSSIAN_PART.split(name))
    return set(map("".join, product(*parts)))


_WORDS = {"a", "an", "as", "at", "be", "i", "in", "is", "it", "no", "so", "on", "or", "us", "type"}
_MAKERS = {"Su": "Sukhoi", "Il": "Ilyushin", "Tu": "Tupolev", "An": "Antonov", "Ka": "Kamov", "Be": "Beriev"}
_MARKS = ("-", " ", "")


def spellings(designation: str) -> set[str]:
    """How a designation is written: with a hyphen, a space or nothing between letters and figures.

    So S-300PMU-1 is also S300 PMU1, but between figures and a single letter nothing ever stands.
    """
    if maker := _MAKERS.get(designation.split("-")[0]):  # "Sukhoi-27" is the Su-27
        return spellings_of(designation) | {maker + designation[designation.index("-") :]}
    return spellings_of(designation)


def spellings_of(designation: str) -> set[str]:
    """The spellings of the designation itself."""
    if designation.split("-")[0].split(" ")[0].lower() in _WORDS:  # "A-50" is no "A 50", "Be-12" no "be 12"
        return {designation}
    parts = re.split(r"(?<=[^\W\d])[- ](?=\d)", designation)
    apart = [re.sub(r"(?<=\d)(?=[A-Z]{2,3}(?![a-z]))", "\0", part) for part in parts]
    found = {""}
    for n, part in enumerate(apart):
        marked = {part.replace("\0", mark) for mark in _MARKS}
        found = {before + mark + form for before in found for mark in (_MARKS if n else ("",)) for form in marked}
    return found | {designation}
