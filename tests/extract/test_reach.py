"""What the lexicon has is found where a plain sentence says it: entries are put into one, and the row is looked for.

Of the long lists every second to fiftieth entry is taken, of the others each.

An entry that no rule can reach (a plural that English does not make, a name that reads as a date) says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from pipeline.extract import extract
from pipeline.extract.lexicon.entries import Entry, load
from pipeline.extract.lexicon.event_words import section
from pipeline.extract.lexicon.forms import plural, verb_forms
from pipeline.extract.lexicon.index import lexicon
from pipeline.read import read_text

Row = dict[str, Any]
Case = tuple[str, Callable[[Row], bool]]  # a sentence, and whether its row says what it should

QUOTED = '"We will work together with our partner,"'
# "Moon" is where probes land; "APR" and a figure are a day of April; "Norak" is known for a good too.
NOT_REACHED = ("Moon Jae-in", "Apr ", "Apr-", "APR ", "APR-", "Norak")


def rows(table: str, sentence: str) -> list[Row]:
    found = extract(read_text("example", f"Russia and China.\n\n{sentence}", "2022", "en"))
    mentions = [m["mention_id"] for m in found.mentions if m["table_name"] == table]
    return [{c["field"]: c["value"] for c in found.claims if c["mention_id"] == m} for m in mentions]


@cache
def forms(kind: str) -> list[tuple[str, Entry]]:
    named = ((form, entry) for form, entry in lexicon().forms() if entry.kind == kind and form.isascii())
    return [(form, entry) for form, entry in named if not form.startswith(NOT_REACHED)]


def goods() -> Iterator[Case]:
    for nouns in load("goods")["heads"].values():
        yield from ((f"In 2015 Russia sold {plural(noun)} to China.", lambda row: "item" in row) for noun in nouns)


def designations() -> Iterator[Case]:
    for form, entry in forms("designation")[::50]:
        if not form.startswith(("Article", "Izdeliye")):  # "Article 117S" is one, and several of the Article 117
            sold = f"In 2015 Russia sold the {form} to China."
            yield sold, lambda row, name=entry.name: row.get("item") == name and row.get("recipient") == "CHN"


def countries() -> Iterator[Case]:
    for code, item in load("countries").items():
        for name in [item["name"], *item.get("names", ()), *item.get("governments", ())]:
            if name.isascii() and code not in ("RUS", "SUN"):
                sold = f"In 2015 Russia sold ten Su-35 fighters to {name}."
                yield sold, lambda row, code=code: row.get("recipient") == code


def bodies() -> Iterator[Case]:
    for form, entry in forms("body")[::4]:
        if entry.data.get("country") == "CHN":
            yield f"In 2015 {form} bought ten Su-35 fighters from Russia.", lambda row: row.get("recipient") == "CHN"


def places() -> Iterator[Case]:
    for form, _ in forms("place")[::2]:
        yield f"In May 2019 the two countries trained in {form}.", lambda row: "location" in row


def people() -> Iterator[Case]:
    for form, entry in forms("person")[::3]:
        if " " in form:
            said = f"{QUOTED} {form} said in May 2021."
            yield said, lambda row, name=entry.name: row.get("speaker") == name


def verbs_of_speech() -> Iterator[Case]:
    for verb, past in load("speech")["verbs"].items():
        for form, tag in verb_forms(verb, past).items():
            if tag == "ed" and verb not in ("refer to", "put it"):
                yield f"{QUOTED} Vladimir Putin {form}.", lambda row: row.get("speaker") == "Vladimir Putin"


def offices() -> Iterator[Case]:
    for role in load("roles"):
        said = f"{QUOTED} the Russian {role['name']} said in May 2021."
        yield said, lambda row: row.get("speaker_country") == "RUS"


def agreements() -> Iterator[Case]:
    for head in section("agreements")["heads"]:
        signed = f"Russia and China signed a {head} on space cooperation in May 2019."
        yield signed, lambda row: row.get("signed_date") == "2019-05"


def exercises() -> Iterator[Case]:
    data = section("exercises")
    for head in data["heads"]:
        held = f"Russia and China held a joint {head} off Vladivostok in May 2019."
        yield held, lambda row: row.get("location") == "Vladivostok"
    for kind, words in data["modifiers"].items():
        for word in words or ():
            held = f"Russia and China held a joint {word} exercise near Vladivostok in May 2019."
            yield held, lambda row, kind=kind: row.get("kind") == kind


@pytest.mark.parametrize(
    ("table", "cases"),
    [
        ("transfers", goods),
        ("transfers", designations),
        ("transfers", countries),
        ("transfers", bodies),
        ("exercises", places),
        ("exercises", exercises),
        ("agreements", agreements),
        ("quotes", people),
        ("quotes", verbs_of_speech),
        ("quotes", offices),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_entries_are_found_in_a_plain_sentence(table: str, cases: Callable[[], Iterator[Case]]) -> None:
    missed = []
    for sentence, right in cases():
        found = rows(table, sentence)
        if len(found) != 1 or not right(found[0]):
            missed.append((sentence, found))
    assert not missed
