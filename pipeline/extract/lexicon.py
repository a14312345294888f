"""The lexicon: YAML that an analyst edits, compiled into one multi-pattern matcher.

A surface form written with a capital is matched only where the text has one; an acronym of up to five letters only as
written. Everything else matches in any case. Plurals, verb forms and the spellings of designations (Su-30, Su 30,
Su30) are made here, so that the YAML holds each word once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import ahocorasick_rs
import yaml

from pipeline.extract.shadow import lower, shadow

FOLDER = Path(__file__).parent / "lexicon"


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


class Readings(tuple[Entry, ...]):
    """The entries of one surface form. The rules ask every chunk for its kinds, many times: they are laid out once."""

    kinds: dict[str, Entry]  # the first entry of each kind
    tags: frozenset[str]  # of what is a small word (grammar.yaml)

    def __new__(cls, entries: Iterable[Entry] = ()) -> Readings:
        self = super().__new__(cls, entries)
        self.kinds = {e.kind: e for e in reversed(self)}
        self.tags = frozenset(e.name for e in self if e.kind == "word")
        return self


NONE = Readings()


@dataclass(frozen=True, slots=True)
class Match:
    """A surface form found in a text, with everything that it may mean."""

    start: int
    end: int
    entries: Readings


@cache
def load(name: str) -> Any:
    """The YAML file `name` of the lexicon, read once a process."""
    with (FOLDER / f"{name}.yaml").open(encoding="utf-8") as handle:
        return yaml.load(handle, Loader=_Loader)


def plural(noun: str) -> str:
    """The English plural of a noun or of the last word of a noun group."""
    if re.search(
        r"(?:aircraft|electronics|craft|arms|hardware|machinery|munitions|ammunition|equipment|gear|armor"
        r"|armour|uranium|steel|titanium|software|artillery|avionics)$",
        noun,
    ):
        return noun
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    if re.search(r"(?:s|x|z|ch|sh)$", noun):
        return noun + "es"
    return noun + "s"


def singular(noun: str) -> str:
    """The singular of a plural that `plural` makes, and of what looks like one."""
    if re.search(r"(?:aircraft|electronics|arms|optics|avionics|munitions?|ss|us|series)$", noun) or not noun.endswith(
        "s"
    ):
        return noun[:-1] if noun.endswith("munitions") else noun
    if noun.endswith("ies") and len(noun) > 5:
        return noun[:-3] + "y"
    if re.search(r"(?:x|z|ch|sh|ss)es$", noun):
        return noun[:-2]
    return noun[:-1]


_JOINTLY = (("jointly ", ""), ("", " jointly"))


def verb_forms(verb: str, irregular: list[str] | None = None) -> dict[str, str]:
    """Surface form to its grammar (base, s, ing, ed) for a verb, the first word of a phrasal verb being inflected."""
    head, _, tail = verb.partition(" ")
    if head == "jointly":
        plain = verb_forms(tail, irregular)
        return {f"{before}{form}{after}": tag for form, tag in plain.items() for before, after in _JOINTLY}
    tail = f" {tail}" if tail else ""
    stem = head[:-1] if head.endswith("e") else head
    double = (
        head[-1]
        if re.fullmatch(r".*[^aeiou][aeiou][bdgklmnprt]", head) and head in ("ship", "get", "transfer", "equip", "plan")
        else ""
    )
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


_WORDS = {"a", "an", "as", "at", "be", "i", "in", "is", "it", "no", "so", "on", "or", "us", "type"}
_MARKS = ("-", " ", "")


def spellings(designation: str) -> set[str]:
    """How a designation is written: with a hyphen, a space or nothing between letters and figures.

    So S-300PMU-1 is also S300 PMU1, but between figures and a single letter nothing ever stands.
    """
    if designation.split("-")[0].split(" ")[0].lower() in _WORDS:  # "A-50" is no "A 50", "Be-12" no "be 12"
        return {designation}
    parts = re.split(r"(?<=[^\W\d])[- ](?=\d)", designation)
    apart = [re.sub(r"(?<=\d)(?=[A-Z]{2,3}(?![a-z]))", "\0", part) for part in parts]
    found = {""}
    for n, part in enumerate(apart):
        marked = {part.replace("\0", mark) for mark in _MARKS}
        found = {before + mark + form for before in found for mark in (_MARKS if n else ("",)) for form in marked}
    return found | {designation}


def _named(kind: str, file: str) -> Iterator[tuple[str, Entry]]:
    for item in load(file):
        weak = item.get("also_with_noun", [])
        for surface in [item["name"], *item.get("also", [])]:
            if surface in weak:
                continue
            entry = Entry(kind, _called(item["name"], surface) if kind == "designation" else item["name"], item)
            forms: Iterable[str] = spellings(surface) if kind == "designation" else (surface,)
            for form in forms:
                yield form, entry
                if kind == "designation":
                    yield form + "s", entry
        for surface in weak:
            yield surface, Entry("weak_designation", surface, item)


def _called(canonical: str, surface: str) -> str:
    """What a good is called that a text calls `surface`: its other name where that is one of its own ("Silkworm")."""
    if not surface.isascii() or canonical.lower() in surface.lower():
        return canonical
    variant = surface[-1:].isalpha() and _letters(surface) == _letters(canonical)  # "Type 039B" is no "Type 039A"
    return surface if variant or surface.replace(" ", "").isalpha() else canonical


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
        yield from ((str(word), Entry("modifier", str(word), {"category": category})) for word in words)


def _frames() -> Iterator[tuple[str, Entry]]:
    for frame, groups in load("frames").items():
        if frame == "words":
            continue
        for verb, facts in groups.get("verbs", {}).items():
            for form, tag in verb_forms(verb, facts.get("forms")).items():
                yield form, Entry("verb", verb, {**facts, "frame": frame, "form": tag})
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
    yield from ((word, Entry("party_noun", word)) for word in grammar["party_nouns"])


def _entries() -> Iterator[tuple[str, Entry]]:
    yield from _grammar()
    yield from _goods()
    yield from _frames()
    yield from _countries()
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


class Lexicon:
    """All surface forms of the lexicon in one Aho-Corasick automaton, and what each means."""

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        forms: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
        for surface, entry in entries:
            plain = shadow(surface)
            forms[lower(plain)].append((plain, entry))
        self._forms = [(low, tuple(meanings)) for low, meanings in sorted(forms.items())]
        self._readings: dict[str, Readings] = {}  # by the words as a text has them, capitals and all
        self._automaton = ahocorasick_rs.AhoCorasick(
            [low for low, _ in self._forms], matchkind=ahocorasick_rs.MatchKind.Standard
        )

    def forms(self) -> Iterator[tuple[str, Entry]]:
        """Every form with each of its readings."""
        return (meaning for _, meanings in self._forms for meaning in meanings)

    def find(self, plain: str, low: str, first: int = 0, last: int | None = None) -> list[Match]:
        """Matches in `low[first:last]` at word boundaries, the longest at each place, none overlapping."""
        found: list[Match] = []
        for index, at, stop in self._automaton.find_matches_as_indexes(low[first:last], overlapping=True):
            start, end = first + at, first + stop
            if (start and low[start - 1].isalnum() and low[start].isalnum() and not _unspaced(low[start])) or (
                end < len(low) and low[end].isalnum() and low[end - 1].isalnum() and not _unspaced(low[end - 1])
            ):
                continue
            if entries := self._read(index, plain[start:end]):
                found.append(Match(start, end, entries))
        found.sort(key=lambda m: (m.start, -m.end))
        kept: list[Match] = []
        for match in found:
            if not kept or match.start >= kept[-1].end:
                kept.append(match)
        return kept

    def _read(self, index: int, words: str) -> Readings:
        """What the form at `index` means where a text writes it as `words`."""
        readings = self._readings.get(words)
        if readings is None:
            fitting = (entry for surface, entry in self._forms[index][1] if case_fits(surface, words))
            readings = self._readings[words] = Readings(fitting)
        return readings


def _unspaced(letter: str) -> bool:
    """Whether the script of `letter` is written without spaces between words."""
    return "一" <= letter <= "鿿"


def case_fits(surface: str, found: str) -> bool:
    """Whether a text that has `found` may mean `surface`, by its capitals."""
    letters = [c for c in surface if c.isalpha()]
    if not letters or not surface[0].isupper():
        return True
    if len(letters) <= 5 and all(c.isupper() for c in letters):
        return found == surface
    return all(
        f.isupper()
        for i, (s, f) in enumerate(zip(surface, found, strict=True))
        if s.isupper() and (not i or not surface[i - 1].isalnum())
    )


@cache
def lexicon() -> Lexicon:
    """The compiled lexicon, built once a process."""
    return Lexicon(_entries())


@cache
def whatever_case() -> dict[str, Entry]:
    """Designations with a figure by their lower-case spelling: "Al-41F" is the AL-41F."""
    named = ((form, entry) for form, entry in lexicon().forms() if entry.kind == "designation")
    return {lower(form): entry for form, entry in named if re.search(r"\d", form)}
