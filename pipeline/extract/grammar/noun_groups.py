"""The words of a noun group of goods, read from left to right: what stands before the name, the name, what ends it."""

from __future__ import annotations

import re

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.compounds import joins, lists
from pipeline.extract.grammar.names import NAMES, QUOTES, kin, suffix
from pipeline.extract.grammar.weak_names import weak_name
from pipeline.extract.lexicon.entries import load
from pipeline.extract.lexicon.forms import singular
from pipeline.extract.lexicon.index import GOODS

# Behind a demonym: who made the goods.
MADE = re.compile(r"-(?:" + "|".join(load("grammar")["made"]) + r")\b")
# Modifiers that leave a weak noun as vague as it was: "military technology", "weapons system".
_EMPTY = set(
    "military weapons weapon defense defence strategic tactical combat additional heavy light medium key export "
    "technological industrial commercial component civilian power production enhanced military-technical lethal".split()
)
_FORCES = frozenset(("battalion", "regiment", "brigade", "squadron"))  # no good unless it has a designation
_MEASURES = ("ton", "batch", "a batch", "crate")
_MEASURED = frozenset("km kg mm cm mile miles ton tons tonne tonnes percent kilometer kilometre hp kw mw".split())
_PARTS = frozenset(("part", "component", "spare", "fuel"))
_SEATED = ("based", "borne", "launched", "mounted", "capable", "deployed")  # "ship-based", "carrier-borne"
_OF_CLASS = ("class", "type", "family", "series")
_SPECIMENS = "variant variants model models prototype prototypes sample samples airframe airframes".split()
_MARKS = ("block", "mk", "mark", "mod", "flight", "batch")  # and a number: which variant of a design


class Group:
    """One noun group being read from `chunks[i]` on."""

    def __init__(self, chunks: list[Chunk], i: int, plain: str, low: str) -> None:
        self.chunks, self.start, self.i, self.plain, self.low = chunks, i, i, plain, low
        self.quantity: Chunk | None = None
        self.origin: tuple[str, int, int] | None = None
        self.licensed = False
        self.made = False
        self.quoted = i > 0 and chunks[i - 1].low in QUOTES
        self.words: list[Chunk] = []
        self.designation: Chunk | None = None
        self.head: Chunk | None = None
        self.summing = i > 0 and chunks[i - 1].low in ("—", "–")  # "batteries, cables — the components for"
        self.name: Chunk | None = None  # that no list has
        self.whole: Group | None = None  # what the parts are for
        self.closed = i  # index after the last chunk that belongs to the group

    def prefix(self) -> None:
        """Determiners, counts, evaluations and the country of origin before the name."""
        while self.i < len(self.chunks):
            c = self.chunks[self.i]
            if not c.entries and c.tag != "count" and c.low not in QUOTES:
                return
            made = MADE.match(self.low, c.end)
            country = c.entry("demonym", *(("country",) if made else ()))
            if c.tag == "count":
                self.quantity = c
            elif country:
                if "body" in c.kinds and (self.i > self.start or not self.core_follows(self.i + 1)):
                    return  # "the Chinese military developed", "sold the Chinese military drones"
                self.made |= made is not None
                self.origin = (country.name, c.start, made.end() if made else c.end)
                if made:  # skip the two tokens of "-made"
                    while self.i + 1 < len(self.chunks) and self.chunks[self.i + 1].end <= made.end():
                        self.i += 1
            elif c.word("quantity") or c.entry("evaluative"):
                if c.low.startswith(_MEASURES):  # so many tons: no number of units
                    self.quantity = None
                if self._is_deed():
                    return
                self.licensed |= "licen" in c.low and "unlicen" not in c.low
                if c.entry(*GOODS) and not c.word("quantity") and self.core_follows(self.i + 1) is False:
                    return
            elif c.low in QUOTES and self._name_follows(self.i + 1):
                self.quoted = True  # 24 "Su-35" fighters
            elif not c.word("det"):
                return
            self.i += 1
            if self._describes(self.i):
                self.i += 1

    def _is_deed(self) -> bool:
        """Whether a participle tells what somebody did: "China developed engines", "developed the system"."""
        i = self.i
        if not self.chunks[i].low.endswith("ed"):
            return False
        doer = i > 0 and self.chunks[i - 1].entry("country", "government", "body") is not None
        return doer or (i + 1 < len(self.chunks) and self.chunks[i + 1].word("det", "poss"))

    def _describes(self, j: int) -> bool:
        """Whether an unknown word stands between a number or an article and what the lexicon knows.

        So "24 obsolete missiles", "24 Pinaka launchers".
        """
        word = self.chunks[j] if j < len(self.chunks) else None
        if word is None or word.tag != "word" or not word.low.isalpha() or word.low in _MEASURED:
            return False
        return self.core_follows(j + 1)

    def _name_follows(self, j: int) -> bool:
        return j < len(self.chunks) and self.chunks[j].entry(*NAMES) is not None

    def _closes(self, j: int) -> int | None:
        """Index of the bracket that closes the one at `j`, a few words on."""
        return next((k for k in range(j + 1, min(j + 12, len(self.chunks))) if self.chunks[k].low == ")"), None)

    def core_follows(self, j: int) -> bool:
        return j < len(self.chunks) and self.chunks[j].entry(*GOODS) is not None

    def _is_kin(self, c: Chunk) -> bool:
        """Whether the name at hand is another for the designation: "Kilo-class boats of Project 636M"."""
        one, other = (x.entry(*NAMES) if x else None for x in (self.designation, c))
        return one is not None and other is not None and (one.name == other.name or kin(c, one))

    def _is_nickname(self, c: Chunk) -> bool:
        """Whether the word is another's name for the designation, and its noun follows: "Mi-17 Hip helicopters"."""
        j = self.i + 1
        while j < len(self.chunks) and self.chunks[j].entry("modifier") and not self.chunks[j].entry("head"):
            j += 1
        followed = j < len(self.chunks) and self.chunks[j].entry("head", "weak_head") is not None
        return followed and self.plain[c.start].isupper()

    def _is_noun(self, c: Chunk) -> bool:
        """Whether an unknown word is the noun of the designation before it: "nine Ka-31 pickets, supplied in".

        What is said of "the Mi-17" behind its name may as well be a verb: "serves in".
        """
        after = self.chunks[self.i + 1] if self.i + 1 < len(self.chunks) else None
        several = self.quantity is not None or self.chunks[self.start].low not in ("the", "a", "an", "its")
        plain = several and c.low.isalpha() and c.low.endswith("s") and self.plain[c.start].islower()
        return plain and after is not None and (after.low == "," or after.word("prep", "aux", "rel"))

    def _is_its_kind(self, c: Chunk) -> bool:
        """Whether a word only says which kind of its noun the designation is: "the Resurs-P observation satellite"."""
        plain = c.tag == "word" and c.low.isalpha() and not c.low.endswith(("s", "ed", "ing", "ly"))
        after = self.chunks[self.i + 1] if self.i + 1 < len(self.chunks) else None
        return plain and self.plain[c.start].islower() and after is not None and after.entry("head") is not None

    def _compound(self, j: int) -> bool:
        """Whether an adjective of two words stands before the name: "long-range missiles"."""
        first, hyphen, last = (self.chunks + [None] * 3)[j : j + 3] if j + 3 < len(self.chunks) else (None,) * 3
        if first is None or hyphen is None or last is None or hyphen.low != "-":
            return False
        named = first.entry(*GOODS) is None or last.low in _SEATED
        plain = named and first.low.isalpha() and self.plain[first.start].islower()
        glued = first.end == hyphen.start and hyphen.end == last.start
        return plain and glued and last.low not in _OF_CLASS and self.core_follows(j + 3)

    def core(self) -> None:
        """Modifiers, heads and designations: the name itself."""
        chunks = self.chunks
        while self.i < len(chunks):
            c = chunks[self.i]
            if self.designation and c.tag == "word" and self._is_nickname(c):
                self.i += 1
                continue
            if self.designation and c.tag == "word" and self._is_noun(c):
                self.closed = self.i + 1
                return
            if self.designation and self._is_its_kind(c):
                self.i += 1
                continue
            if self.designation and self._compound(self.i):
                self.i += 3  # "Shahed-136 one-way drones", "S-400 long-range systems"
                continue
            if (
                not c.entries
                and c.low not in ("-", "(")
                and not (c.low == "," and self.words and lists(chunks, self.i))
            ):
                return
            named = c.entry("designation", "class_name")
            if not self.designation and (named or weak_name(self)):
                self.designation = c
                self.words.append(c)
                self.closed = self.i + 1
                self._after_designation()
                continue
            if named and self.designation:
                if not kin(self.designation, named):
                    return
                self.closed = self.i + 1
                self._after_designation()  # "Project 636 Kilo-class": one name beside the other
                continue
            if c.entry("head", "weak_head", "vague"):
                self.head = c
                self.words.append(c)
                self.closed = self.i + 1
            elif self.head and self._is_its_name(c):
                self.designation = c  # "the carrier Varyag"
                self.words.append(c)
                self.closed = self.i + 1
            elif c.entry("modifier") or (self.words and joins(chunks, self.i)):
                self.words.append(c)
            elif (
                c.tag == "punct"
                and c.low == "-"
                and self.words
                and self.words[-1].end == c.start
                and self.core_follows(self.i + 1)
            ):
                pass  # a hyphen inside the group: "Kilo-class", "diesel-engine"
            elif c.low == "," or (c.entry("evaluative") and self.words and self.core_follows(self.i + 1)):
                pass
            elif c.low == "(" and self.words and self.core_follows(self.i + 3) and self._closes(self.i) == self.i + 2:
                self.i += 2  # "synthetic aperture radar (SAR) imagery"
            else:
                return
            self.i += 1

    def _is_its_name(self, c: Chunk) -> bool:
        """Whether a name that is an ordinary word too stands behind the noun for what it names."""
        name, head = c.entry("weak_designation"), self.head and self.head.entry("head")
        return not self.designation and bool(name and head and name.data.get("category") == head.data["category"])

    def of_a_class(self) -> None:
        """ "submarines of the Kilo class", "the hull of the Varyag": the designation behind its noun."""
        j = self.closed
        while j < len(self.chunks) and self.chunks[j].low in ("of", "the", "a", "new"):
            j += 1
        if j == self.closed or j >= len(self.chunks) or not self.chunks[j].entry(*NAMES):
            return
        k = j + 1 + (j + 1 < len(self.chunks) and self.chunks[j + 1].low == "-")
        kind = self.chunks[k].low if k < len(self.chunks) else ""
        numbered = self.chunks[j].low.startswith(
            ("project ", "type ")
        )  # "boats of Project 636M" needs no word of class
        if self.designation and not (numbered and self._is_kin(self.chunks[j])):
            return
        classed = kind in (*_OF_CLASS, "model")
        hull = self.head is not None and self.head.low in ("hull", "hulls")
        if classed or numbered or hull:
            self.designation = self.chunks[j]
            self.words.append(self.chunks[j])
            self.closed = k + 1 if classed and (kind == "class" or not numbered) else j + 1

    def for_a_good(self) -> None:
        """ "components for missiles", "parts for Shahed drones": what a part is for tells which part it is."""
        j = self.closed
        if self.head is None or singular(self.head.low) not in _PARTS or self.chunks[j : j + 1] == []:
            return
        if self.chunks[j].low not in ("for", "of") or j + 1 >= len(self.chunks) or self.summing:
            return
        whole = Group(self.chunks, j + 1, self.plain, self.low)
        whole.prefix()
        whole.core()
        if whole.words and specific(whole) and whole.origin is None:
            self.whole, self.closed = whole, whole.closed

    def _after_designation(self) -> None:
        """ "-class", "family", "/Hwasong-5", "(MiG-21)": parts of a designation that are no part of its name."""
        chunks, j = self.chunks, self.i + 1
        while j < len(chunks):
            low = chunks[j].low
            after = chunks[j + 1] if j + 1 < len(chunks) else None
            if low in (*_OF_CLASS, *_SPECIMENS) or (self.quoted and low in QUOTES):
                j += 1
            elif low in _MARKS and after and after.tag == "count":
                j += 2  # "F-16V Block 70 aircraft", "Spey Mk 202"
            elif low == "(" and (close := self._closes(j)) and self.core_follows(close + 1):
                j = close + 1  # "the R-1 (NATO code name SS-1) missiles"
            elif after and low in ("/", "-") and suffix(chunks, j):
                j += 2  # "S-300PMU-1/2", "HQ-9A/B", "An-148-100E"
            elif after and (
                (low in ("-", "–") and after.low in _OF_CLASS) or (low == "/" and after.entry("designation"))
            ):
                j += 2
            elif (
                low == "(" and after and after.entry("designation") and [c.low for c in chunks[j + 2 : j + 3]] == [")"]
            ):
                j += 3
            else:
                break
        self.i = self.closed = j


def specific(group: Group) -> bool:
    """A designation, a noun that is a good by itself, or a weak noun with a modifier before it."""
    if group.designation or group.whole or group.name:
        return True
    if not group.head or singular(group.head.low) in _FORCES:
        return False
    if group.head.entry("vague") and not group.head.entry("head"):
        return False
    if group.head.entry("head"):
        return True
    before = group.words[: group.words.index(group.head)]
    return any((e := c.entry("modifier", "head")) and e.name not in _EMPTY for c in before)
