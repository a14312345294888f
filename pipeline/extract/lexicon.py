"""The lexicon: YAML that an analyst edits, compiled into one index of forms by their first words.

A surface form written with a capital is matched only where the text has one; an acronym of up to five letters only as
written. Everything else matches in any case. Plurals, verb forms and the spellings of designations (Su-30, Su 30,
Su30) are made here, so that the YAML holds each word once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

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


# Kinds of entries that name a party, and those that name a good or a part of its name.
PARTIES = frozenset(("prefix", "person", "country", "demonym", "government", "body"))
GOODS = frozenset(("designation", "class_name", "head", "weak_head", "vague", "modifier"))
_OPEN_GOODS = GOODS | {"weak_designation", "demonym", "country", "evaluative"}
_NO_VERB_ALONE = frozenset(("head", "word", "modifier", "demonym"))


class Readings(tuple[Entry, ...]):
    """The entries of one surface form. The rules ask every chunk for its kinds, many times: they are laid out once."""

    kinds: dict[str, Entry]  # the first entry of each kind
    tags: frozenset[str]  # of what is a small word (grammar.yaml)
    opens_party: bool  # whether a group of words for a party may begin with it
    opens_good: bool  # the same of goods: "bought" and "imported" are verbs, though they may describe a good
    country: str | None  # whose name it is, or that of its people, seat of government or bodies

    def __new__(cls, entries: Iterable[Entry] = ()) -> Readings:
        self = super().__new__(cls, entries)
        self.kinds = {e.kind: e for e in reversed(self)}
        self.tags = frozenset(e.name for e in self if e.kind == "word")
        verb = "verb" in self.kinds and _NO_VERB_ALONE.isdisjoint(self.kinds)
        self.opens_party = not PARTIES.isdisjoint(self.kinds) or not self.tags.isdisjoint(("pron", "poss"))
        self.opens_good = not verb and not (
            _OPEN_GOODS.isdisjoint(self.kinds) and self.tags.isdisjoint(("det", "quantity"))
        )
        self.country = None if "person" in self.kinds else _country(self.kinds)
        return self


def _country(kinds: dict[str, Entry]) -> str | None:
    for kind in ("prefix", "country", "demonym", "government"):
        if kind in kinds:
            return kinds[kind].name
    return kinds["body"].data.get("country") if "body" in kinds else None


NONE = Readings()


Match = tuple[int, int, Readings]  # where a surface form stands in a text, and everything that it may mean


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
    if noun.endswith("ies") and len(noun) > 5 and not noun.endswith("sorties"):
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


@cache
def making() -> dict[str, str]:
    """The forms of the verbs of making that two sides may do together, and their grammar."""
    verbs = load("frames")["words"]["developing"].items()
    return {form: tag for verb, past in verbs for form, tag in verb_forms(verb, past).items()}


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
            forms: Iterable[str] = spellings(surface) if kind == "designation" else {surface}
            if kind == "series":
                forms = {surface, surface.replace(" ", "-")}
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
    last = surface.split()[-1]  # "Type 039B" is no "Type 039A", but the "Type 60 amphibious" is the Type 60
    variant = last[-1].isalpha() and any(map(str.isdigit, last)) and _letters(surface) == _letters(canonical) != ""
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


# Runs of letters and figures. A script that is written without spaces has a run in each character.
_RUN = re.compile(r"[一-鿿]|[^\W_一-鿿]+")
_INSIDE = re.compile(r"[^\W_一-鿿]{2}")  # a place that is no boundary of words
_ALONE = ""  # instead of a second run

Meanings = list[tuple[str, Entry]]  # the form as the lexicon writes it, and what it means there
Seconds = dict[str, list[tuple[int, str]]]  # by second run: how far before its first run a form begins, and the form
Begun = tuple[str, Seconds | None, Readings | None]  # a run in lower case, and its readings if no longer form has it
_NO_RUN: Begun = (_ALONE, None, None)


class Lexicon:
    """All surface forms of the lexicon by their first two runs of letters and figures, and what each means."""

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        self._forms: dict[str, Meanings] = defaultdict(list)
        self._readings: dict[str, Readings] = {}  # by the words as a text has them, capitals and all
        self._starts: dict[str, Seconds] = {}
        self._begin = lru_cache(maxsize=1 << 16)(self._begun_by)  # texts repeat their words
        for surface, entry in entries:
            plain = shadow(surface)
            self._forms[lower(plain)].append((plain, entry))
        for form in sorted(self._forms, key=lambda form: (-len(form), form)):
            first, *further = _RUN.findall(form)
            seconds = self._starts.setdefault(first, {_ALONE: []})
            seconds.setdefault(further[0] if further else _ALONE, []).append((form.index(first), form))
        for seconds in self._starts.values():
            alone = seconds[_ALONE]
            for second in seconds.keys() - {_ALONE}:
                seconds[second] += alone

    def forms(self) -> Iterator[tuple[str, Entry]]:
        """Every form with each of its readings."""
        return (meaning for _, meanings in sorted(self._forms.items()) for meaning in meanings)

    def find(self, plain: str, low: str, first: int = 0, last: int | None = None) -> list[Match]:
        """Matches in `low[first:last]` at word boundaries, the longest at each place, none overlapping."""
        last = len(low) if last is None else last
        runs = [*map(self._begin, _RUN.findall(plain, first, last))]
        found: list[Match] = []
        at = reach = first
        for (run, seconds, alone), following in zip(runs, [*runs[1:], _NO_RUN], strict=True):
            at = low.index(run, at)
            after = at + len(run)
            if seconds and at >= reach:
                if alone is not None and following[0] not in seconds:
                    match = (at, after, alone) if alone else None
                else:
                    match = self._longest(plain, low, at, last, seconds.get(following[0]) or seconds[_ALONE])
                if match:
                    found.append(match)
                    reach = match[1]
            at = after
        return found

    def _begun_by(self, run: str) -> Begun:
        """What may begin with `run`, a run as a text writes it."""
        low = lower(run)
        seconds = self._starts.get(low)
        alone = self._read(low, run) if seconds and seconds[_ALONE] == [(0, low)] else None
        return low, seconds, alone

    def _longest(self, plain: str, low: str, at: int, last: int, forms: list[tuple[int, str]]) -> Match | None:
        """The first of `forms` that stands where its first run is at `at`."""
        for before, form in forms:
            start = at - before
            end = start + len(form)
            if low.startswith(form, start, last) and not _INSIDE.match(low, end - 1):
                words = plain[start:end]
                if entries := self._readings.get(words) or self._read(form, words):
                    return start, end, entries
        return None

    def _read(self, form: str, words: str) -> Readings:
        """What `form` means where a text writes it as `words`."""
        fitting = (entry for surface, entry in self._forms[form] if case_fits(surface, words))
        readings = self._readings[words] = Readings(fitting)
        return readings


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
