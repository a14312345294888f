"""What the lexicon's YAML holds, as entries: each surface form with what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pipeline.extract.lexicon.forms import plural, spellings, transliterations, verb_forms

FOLDER = Path(__file__).parent


_GIVEN = re.compile(
    r"(?:SA|SA-N|SA-NX|SS|SS-N|SS-NX|SSC|SSC-X|AA|AS|AT|CSS|CSS-N|CSA|DF|KN|CAS|AS-X)-?X?-?\d"
)  # by others
_TITLE_LIKE = 4  # blanks in the title of an agreement that no other words look like
_TYPE = re.compile(r"Type (0\d\d[A-Z]{0,2})")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which every scalar is text but null, true and false: "no", "on" and 1991 are words of the lexicon."""


_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"null$"), list("n"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), list("tf"))


@dataclass(frozen=True, slots=True)
class Entry:
    """What a surface form means: its `kind` (room of the lexicon), canonical `name`, the YAML's other facts."""

    kind: str
    name: str
    data: dict[str, Any] = field(default_factory=dict, compare=False, hash=False)


@cache
def load(name: str) -> Any:
    """The YAML file `name` of the lexicon, read once a process."""
    with (FOLDER / f"{name}.yaml").open(encoding="utf-8") as handle:
        return yaml.load(handle, Loader=_Loader)


@cache
def making() -> dict[str, str]:
    """The forms of the verbs of making that two sides may do together, and their grammar."""
    verbs = load("frames")["words"]["developing"].items()
    return {form: tag for verb, past in verbs for form, tag in verb_forms(verb, past).items()}


def _named(kind: str, file: str) -> Iterator[tuple[str, Entry]]:
    for item in load(file):
        weak = item.get("also_with_noun", [])
        for surface in [item["name"], *item.get("also", [])]:
            if surface in weak:
                continue
            entry = Entry(kind, _called(item["name"], surface) if kind == "designation" else item["name"], item)
            forms: Iterable[str] = spellings(surface) if kind == "designation" else {surface}
            if kind == "series":
                forms = sorted({f for form in transliterations(surface) for f in (form, form.replace(" ", "-"))})
            if kind == "agreement" and surface.count(" ") >= _TITLE_LIKE and surface.isascii():
                forms = {surface.lower()}  # whichever capitals the text gives it
            for form in forms:
                yield form, entry
                if kind == "designation":
                    yield form + "s", entry
        if kind == "series":
            yield from _in_russian_orthography(item)
        for surface in weak:
            yield from ((form, Entry("weak_designation", surface, item)) for form in {surface, plural(surface)})
        for surface in (item["name"], *item.get("also", [])) if kind == "designation" else ():
            if bare := _TYPE.fullmatch(surface):  # "054A frigates"
                yield bare[1], Entry("weak_designation", _called(item["name"], surface), item)


def _in_russian_orthography(item: dict[str, Any]) -> Iterator[tuple[str, Entry]]:
    """The names of a series with a capital in the first word alone: what stands beside must say that they are names."""
    entry = Entry("series", item["name"], {**item, "lowered": True})
    for surface in [item["name"], *item.get("also", [])]:
        for form in sorted(transliterations(surface)):
            lowered = form[:1] + form[1:].lower()
            if lowered != form and not form.isupper() and re.search(r"[a-z][ /-]", lowered):
                yield lowered, entry


def _called(canonical: str, surface: str) -> str:
    """What a good is called that a text calls `surface`: its other name where that is one of its own.

    So "Silkworm", and "FD-2000" for what is sold of the HQ-9; but not a reporting name with a number ("SA-20").
    """
    if not surface.isascii() or canonical.lower() in surface.lower():
        return canonical
    last = surface.split()[-1]  # "Type 039B" is no "Type 039A", but the "Type 60 amphibious" is the Type 60
    variant = last[-1].isalpha() and any(map(str.isdigit, last)) and _letters(surface) == _letters(canonical) != ""
    other = _letters(surface) != _letters(canonical) and not _GIVEN.match(surface)  # "FD-2000" is sold under that name
    own = surface.replace(" ", "").removesuffix("-class").isalpha()
    return surface if variant or other or own else canonical


def _letters(designation: str) -> str:
    """The letters that a designation begins with, and its first figures."""
    found = re.match(r"[^\W\d]*[- ]?\d*", designation)
    return re.sub(r"[- ]", "", found[0]).lower() if found and any(map(str.isdigit, found[0])) else ""


def _countries() -> Iterator[tuple[str, Entry]]:
    for code, item in load("countries").items():
        for kind, key in (("country", "names"), ("demonym", "demonyms"), ("government", "governments")):
            entry = Entry(kind, code, item)
            for surface in [*([item["name"]] if kind == "country" else []), *item.get(key, [])]:
                yield surface, entry
        for prefix in item.get("prefixes", []):
            yield f"{prefix}-", Entry("prefix", code)


def _goods() -> Iterator[tuple[str, Entry]]:
    goods = load("goods")
    for category, nouns in goods["heads"].items():
        for noun in nouns:
            entry = Entry("head", noun, {"category": category})
            yield from ((form, entry) for form in {noun, plural(noun), noun + "s" if noun.endswith("craft") else noun})
    for noun in goods["heads_with_modifier"]:
        yield from ((form, Entry("weak_head", noun)) for form in {noun, plural(noun)})
    for kind, nouns in goods["carriers"].items():
        for noun in nouns:
            yield from ((form, Entry("carrier", noun, {"type": kind})) for form in {noun, plural(noun)})
    for noun in goods["vague"]:
        yield from ((form, Entry("vague", noun)) for form in {noun, plural(noun)})
    for category, words in goods["modifiers"].items():
        for word in map(str, words):
            entry = Entry("modifier", word, {"category": category})
            yield from ((form, entry) for form in {word, word.replace(" ", "-")})


def _frames() -> Iterator[tuple[str, Entry]]:
    for frame, groups in load("frames").items():
        if frame == "words":
            continue
        for verb, facts in groups.get("verbs", {}).items():
            for form, tag in verb_forms(verb, facts.get("forms")).items():
                if form in facts.get("without", ()):
                    continue
                entry = Entry("verb", verb, {**facts, "frame": frame, "form": tag})
                first, _, rest = form.partition(" ")
                degrees = load("frames")["words"]["degrees"] if facts.get("degrees") and rest else ()
                yield from ((f, entry) for f in (form, *(f"{first} {degree} {rest}" for degree in degrees)))
        for noun, facts in groups.get("nouns", {}).items():
            for form in {noun, plural(noun)}:
                yield form, Entry("noun", noun, {**facts, "frame": frame, "plural": form != noun})


def _grammar() -> Iterator[tuple[str, Entry]]:
    grammar = load("grammar")
    for tag, words in grammar["words"].items():
        yield from ((word, Entry("word", tag)) for word in words)
    yield from ((word, Entry("evaluative", word)) for word in grammar["evaluative"])
    for tag, words in grammar["cues"].items():
        yield from ((word, Entry("cue", tag)) for word in words)
    for word in grammar["party_nouns"]:
        yield word, Entry("party_noun", word, {"firm": word in grammar["firms"]})


def _of_forces() -> Iterator[tuple[str, Entry]]:
    """What the name of a country's forces is as an adjective: "Russian military aircraft" are no more than Russian."""
    for form, body in _named("body", "bodies"):
        if form.endswith(" military") and (code := body.data.get("country")):
            yield form, Entry("demonym", code, load("countries")[code])


def entries() -> Iterator[tuple[str, Entry]]:
    yield from _grammar()
    yield from _goods()
    yield from _frames()
    yield from _countries()
    yield from _of_forces()
    for kind, file in (
        ("designation", "designations"),
        ("person", "people"),
        ("body", "bodies"),
        ("series", "series"),
        ("place", "places"),
        ("agreement", "agreements"),
    ):
        yield from _named(kind, file)
    for item in load("roles"):
        for surface in {item["name"], item.get("plural", plural(item["name"])), *item.get("also", [])}:
            yield surface, Entry("role", item["name"], item)
