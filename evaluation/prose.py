"""English prose about other things, written by a small grammar, to time extraction on what gives no row.

Its words must not be easier than those of a newspaper: names are made of syllables, so that new ones keep coming, and
dates, sums, counts, countries and quoted speech come about as often as there. An article names three countries; one in
eight names Russia. How often comes a contraction, which spaCy is slow at, was set so that spaCy reads this prose as
fast as it reads the documents.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_GRAMMAR: dict[str, list[str]] = {
    "sentence": [
        "{Subject} {verb} {object} {place}.",
        "{Subject} {verb} {object}, and {subject} {verb} {object}.",
        "{When}, {subject} {verb} {object}, although {subject} {verb} {object} {place}.",
        "{Since} {subject} {verb} {object}, {subject} {could} {act} {object} {place} {when}.",
        "{Subject}, who {verb} {object} {place}, {verb} {object} as well.",
        "{Subject} {could} {act} {object}; {subject} {could} {act} {object} instead.",
        "Of the {count} {things} that {subject} {verb} {when}, {few} were {quality}.",
        "{Subject} paid {sum} for {count} {things}, or {share} more than {when}.",
        "What {subject} {verb} {place} was {quality}, {quality} and, for {subject}, {quality}.",
        "“{Subject} {verb} {object},” {name} said {when}, “and {subject} {could} {act} {object}.”",
        "According to {subject}, the {things} {place} {could} {act} {object}.",
        "The {things} of {country} and those of {country} were both {quality}.",
        "There were {few} {things} {place}, {few} {things} and a {quality} {thing}.",
        "It was not {quality} (nor, in {name}’s words, “{quality}”), but {subject} didn’t {act} {object} – {aside}.",
        "{name}’s {thing}, {town}’s {quality} {thing} and {object}: that is what {subject} {verb}.",
        "Old {surname} {verb} {object} at {hour}, and {subject} {verb} {object} at {hour}.",
    ],
    "subject": [
        "{name}",
        "the {quality} {person}",
        "the {person} of {town}",
        "the {body}",
        "a {person} from {town}",
        "the council of {town}",
        "visitors from {town}",
        "the owners of the {thing}",
        "{few} {persons}",
    ],
    "object": [
        "the {thing}",
        "a {quality} {thing}",
        "{count} {things}",
        "the {quality} {things} of {town}",
        "{town}’s {quality}, {quality} {things}",
        "the {surname}-{surname} {thing}",
        "the {thing} that {name} {verb}",
        "{few} of the {things}",
        "the {body} and its {things}",
        "{sum} for the {things}",
        "more {things} than {town}",
    ],
    "name": ["{first} {surname}", "{first} {surname}", "Mrs {surname}", "Professor {surname}"],
    "place": [
        "in {town}",
        "near {town}",
        "at the {thing} in {town}",
        "in {country}",
        "along the {surname} river",
        "there",
    ],
    "when": [
        "in {month} {year}",
        "in {year}",
        "last year",
        "on {day} {month} {year}",
        "in the 19{decade}0s",
        "every {month}",
    ],
    "Since": ["While", "Because", "Before", "After", "Where", "If"],
    "first": "Ada Bertram Clara Dorian Edith Florian Greta Hugo Ines Jonas Karla Leon Mira Nils Olga Rosa".split(),
    "month": "January February March April May June July August September October November December".split(),
    "body": [
        "museum",
        "parish",
        "railway company",
        "ministry of agriculture",
        "orchestra",
        "school board",
        "fishing cooperative",
        "weather service",
    ],
    "person": "teacher baker farmer engineer librarian goalkeeper gardener judge painter minister captain".split(),
    "persons": "teachers bakers farmers engineers neighbours historians pupils nurses drivers gardeners clerks".split(),
    "thing": [
        "bridge",
        "orchard",
        "painting",
        "recipe",
        "railway line",
        "harvest",
        "reading room",
        "greenhouse",
        "water mill",
        "concert hall",
        "hiking trail",
        "budget",
        "choir",
        "lighthouse",
        "cheese market",
        "manuscript",
        "ferry",
    ],
    "things": [
        "bridges",
        "apple trees",
        "paintings",
        "recipes",
        "trams",
        "timetables",
        "tickets",
        "songs",
        "cottages",
        "tax rules",
        "exhibitions",
        "pots",
        "seedlings",
        "letters",
        "engines",
        "maps",
        "meetings",
        "sheep",
    ],
    "quality": [
        *"old wide cheerful costly modest famous green noisy late joint".split(),
        "{town}-like",
        "{thing}-free",
    ],
    "verb": (
        "visited painted repaired sold described opened praised measured planted delayed counted bought remembered "
        "finished closed replaced signed"
    ).split(),
    "act": "visit paint repair sell describe open praise measure plant delay count buy finish replace".split(),
    "could": [
        "could",
        "would",
        "may",
        "did not",
        "hoped to",
        "was expected to",
        "had to",
        "will",
        "no longer wished to",
    ],
    "aside": ["that is, {object}", "or so {name} says", "see No. {hour}", "they could not {act} it"],
    "few": ["two", "several", "some", "many", "three", "a dozen", "a few", "hundreds of", "most", "none", "nine"],
}
_COUNTRIES = (
    "Norway Chile Kenya Portugal Japan Canada Peru Austria Ghana Ireland Spain India Germany China Russia Ukraine "
    "Turkey France Mexico Iran Poland Vietnam Finland Nepal"
).split()
_AN_ARTICLE_NAMES = 3  # of them
_SYLLABLES = (
    "bar ben dol el fen gar hol in kel lan mar nor ol per quin ros sel tam ul ver wes yor zan dale ford by".split()
)
_SLOT = re.compile(r"\{(\w+)\}")


class Writer:
    """Writes as long as it is asked; the same seed gives the same words."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._countries: list[str] = []  # those that the article is about
        self._made: dict[str, Callable[[], str]] = {
            "country": lambda: self._random.choice(self._countries),
            "surname": self._invented,
            "town": self._invented,
            "day": lambda: str(self._random.randint(1, 28)),
            "year": lambda: str(self._random.randint(1950, 2024)),
            "decade": lambda: str(self._random.randint(5, 9)),
            "count": lambda: f"{self._random.randint(3, 9000):,}",
            "hour": lambda: f"{self._random.randint(1, 12)}.{self._random.randint(10, 59)}",
            "share": lambda: f"{self._random.randint(2, 90)} percent",
            "sum": lambda: f"${self._random.randint(2, 900)} {self._random.choice(('', 'million', 'billion'))}".strip(),
        }

    def article(self, length: int) -> str:
        """At least `length` characters: a title and paragraphs of three to seven sentences."""
        self._countries = self._random.sample(_COUNTRIES, _AN_ARTICLE_NAMES)
        blocks = [f"# The {self._filled('{quality} {things}').title()} of {self._invented()}"]
        while sum(map(len, blocks)) < length:
            blocks.append(" ".join(self._filled("{sentence}") for _ in range(self._random.randint(3, 7))))
        return "\n\n".join(blocks) + "\n"

    def _filled(self, words: str) -> str:
        return _SLOT.sub(lambda slot: self._slot(slot[1]), words)

    def _slot(self, name: str) -> str:
        if make := self._made.get(name):
            return make()
        if options := _GRAMMAR.get(name):
            return self._filled(self._random.choice(options))
        words = self._slot(name.lower())  # {Subject}: at the beginning of a sentence
        return words[0].upper() + words[1:]

    def _invented(self) -> str:
        syllables = self._random.randint(2, 4)
        return "".join(self._random.choice(_SYLLABLES) for _ in range(syllables)).capitalize()
