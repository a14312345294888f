"""What pronouns and silence stand for: the subject and the pair of countries last spoken of."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import islice

from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.parties import COUNTERPARTS, PAIR_PRONOUNS
from pipeline.extract.grammar.referring import (
    REALMS,
    acts,
    are_people,
    clause,
    compared,
    couple,
    firm_before,
    givers,
    in_relative,
    main_clause,
    people,
    together,
)
from pipeline.extract.grammar.syntax import governor
from pipeline.extract.lexicon.frame_words import words

_WHERE = ("in", "at", "near", "off")  # what is behind these is a place: "both held drills in Moscow"
_AS_FOR = ("as", "for")
_TO_OTHERS = ("to", "from", "with", "for", "by")

_Named = tuple[list[str], list[str]]


class Focus:
    """Kept from sentence to sentence of a paragraph; a new one forgets the subject.

    A sentence that no rule reads is looked at when one behind it in its paragraph asks for what it names.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.dyad: tuple[str, str] | None = None  # supplier and recipient last found
        self.usual: tuple[str, str] | None = None  # the same, of the paragraphs before
        self.main: tuple[str, str] | None = None  # the pair that the document, or this section of it, is about
        self._forget()

    def _forget(self) -> None:
        """Begin a paragraph."""
        self._read: Analysed | None = None  # the sentence that the rules read, or read last
        self._near: list[str] = []
        self._parties: list[str] = []
        self._waiting: deque[Analysed] = deque()  # the sentences whose countries are not among these yet
        self._named: dict[Analysed, _Named] = {}
        self._given: set[Analysed] = set()  # the sentences whose pronouns have their countries
        self._subjects: dict[Analysed, tuple[str, ...]] = {}  # last named up to each, as far as asked for

    @property
    def near(self) -> list[str]:
        """The countries of the sentence that is read and of those before it in the paragraph."""
        return self._up_to(self._read) if self._read else []

    @property
    def parties(self) -> list[str]:
        """Those of `near` that are named as somebody who acts."""
        return self._parties if self.near else []

    @property
    def subject(self) -> tuple[str, ...]:
        """The subject of the last sentence that had one."""
        return self._subject_to(self._read.before) if self._read else ()

    @property
    def topic(self) -> tuple[str, ...]:
        """The subject of the first sentence of the paragraph."""
        return () if self._first is self._read else self._subject_to(self._first)

    @property
    def topic_gives(self) -> bool:
        """Whether the first sentence of the paragraph speaks of its subject as of one who gives, or does not."""
        return any((verb := c.entry("verb")) and verb.data["frame"] == "supply" for c in self._first.chunks)

    @property
    def topic_needs(self) -> bool:
        """Whether the first sentence of the paragraph says that its subject has to get things from others."""
        return any(c.low.split(" ")[0] in words("needing") for c in self._first.chunks)

    @property
    def third(self) -> bool:
        """Whether the paragraph has named a country outside the pair that the document is about."""
        return not {*(self.main or ()), "USA", "UKR", "SUN", "RUS"}.issuperset(self.near)

    def enter(self, s: Analysed) -> None:
        """Before the rules read `s`: forget what a new paragraph ends, and give pronouns their countries."""
        if self._read is None or s.sentence.flow != self._read.sentence.flow:
            self._forget()
            self.usual = self.dyad or self.usual
            self.dyad, self.main = None, self.analysis.dyad_at(s.start)
            self._near += [code for code in self.main or () if code not in (self.analysis.dyad or ())]
        new = [s]
        while (before := new[-1].before) is not self._read and before is not None:
            new.append(before)
        if self._read is None:
            self._first = new[-1]
        self._waiting += reversed(new)
        self._read = s
        self._named[s] = _named(s, self.main)  # before the rules put what they mean in place of its words
        self.give(s)

    def _up_to(self, s: Analysed) -> list[str]:
        """The countries of the paragraph up to `s`."""
        while self._waiting and self._waiting[0].start <= s.start:
            earlier = self._waiting.popleft()
            every, acting = self._named.get(earlier) or _named(earlier, self.main)
            self._near += [code for code in every if code not in self._near]
            self._parties += [code for code in acting if code not in self._parties]
        return self._near

    def _subject_to(self, s: Analysed | None) -> tuple[str, ...]:
        """The subject of the last sentence up to `s` in its paragraph that has one."""
        behind: list[Analysed] = []
        while s is not None and s not in self._subjects:
            if found := () if s.may_hold("pronoun") else _subject(s):
                self._subjects[s] = found
            else:
                behind.append(s)
                s = s.before
        found = self._subjects[s] if s else ()
        for later in reversed(behind):  # for whose pronouns it is known by then who was subject before
            self.give(later)
            self._subjects[later] = found = _subject(later) or found
        return found

    def give(self, s: Analysed) -> None:
        """Give their countries to the pronouns of a sentence of the paragraph."""
        if s in self._given or not s.may_hold("pronoun"):
            return
        self._given.add(s)
        parties = [i for i, c in enumerate(s.chunks) if c.tag == "party"]
        while parties and s.chunks[parties[-1]].value.form != "pronoun":
            parties.pop()  # nothing goes back to it
        chunks = s.chunks
        subject: tuple[str, ...] = ()
        one: tuple[str, ...] = ()  # the last subject that is no group of people, for "it"
        several: tuple[str, ...] = ()  # the last group of people or firms, for "they" after a subject that is one
        named: list[str] = []
        for i in parties:
            c = chunks[i]
            if c.value.form == "pronoun":
                its = one or self._subject_to(s.before) if c.low == "it" else ()
                if c.low == "they":
                    its = several or (people(s.before) if one == subject else ())
                local = its or subject or self._subject_to(s.before)
                both = c.low.startswith(PAIR_PRONOUNS)
                c.value.codes = self._both(s, i, local, subject) if both else self._stands_for(s, i, local, named)
                if c.low in REALMS:
                    subject = one = c.value.codes
                continue
            if c.value.codes:
                if c.value.possessive:
                    subject = subject or c.value.codes
                elif subject and in_relative(chunks, i):
                    pass
                elif _is_topic(chunks, i) or not ((i and chunks[i - 1].entry("verb")) or governor(chunks, i)):
                    subject, several = together(chunks, i), ()
                    one = one if c.value.form == "demonym" and are_people(c) else subject
                elif c.value.form == "demonym" and acts(c):
                    several = c.value.codes
            named += c.value.codes

    def _both(self, s: Analysed, i: int, local: tuple[str, ...], subject: tuple[str, ...]) -> tuple[str, ...]:
        """The two that the pronoun at `i` stands for: not who is named beside it ("both turned to Russia").

        Nor the pair of the document where the sentence is about a third: "India followed when the two signed".
        """
        chunks = s.chunks
        if len(local) == 2 or (len(local) > 2 and not chunks[i].low.startswith(("both", "the two"))):
            return local  # two are not five
        named = (k for k in clause(chunks, i) if chunks[k].tag == "party" and governor(chunks, k) not in _WHERE)
        beside = {code for k in named for code in chunks[k].value.codes}
        main = self.main or ()
        here = {code for c in chunks[:i] if c.tag == "party" for code in c.value.codes}
        if main and here.issuperset(main):
            return main  # "during Putin's visit to Beijing the two governments signed"
        told = any(c.tag == "party" and c.value.form in ("person", "pronoun") for c in chunks[:i])
        first = _subject_of(chunks[:i]) if len(here) == 2 and told else ()
        if first and first[0] not in (*main, "USA"):  # "India followed when, with Putin in town, the two signed"
            return (first[0], *(here - {first[0]}))  # "it sent Russia shells, and the two signed"
        if beside.isdisjoint(main) and (not subject or subject[0] in (*main, "USA")):
            return main
        two = couple(s, i)
        return two if beside.isdisjoint(two) else ()

    def _stands_for(self, s: Analysed, i: int, local: tuple[str, ...], named: list[str]) -> tuple[str, ...]:
        """The countries that the pronoun at `i` stands for, `named` being those named before it in the sentence."""
        chunks = s.chunks
        c = chunks[i]
        if c.low.split(" ")[-1] in COUNTERPARTS:
            others = [code for code in self.main or () if code not in local]
            return tuple(others) if len(others) == 1 else ()
        if c.low in ("his country", "her country"):
            return tuple(named[-1:])  # "Putin said that his country was helping China"
        if c.low in REALMS:
            return self._realm(s, named)
        if c.low in ("the country", "the latter country") and (subject := self._subject_to(s.before)):
            return subject[:1]
        if c.value.firm:
            return firm_before(s, i)
        if c.low in ("i", "we", "you", "us", "our", "him", "her"):
            return ()
        other = governor(chunks, i) in _TO_OTHERS or _is_given(chunks, i, local)
        if c.low in ("it", "them") and other:  # no object is its own subject
            others = [code for code in [*self._up_to(s), *named] if code not in local]
            others = [code for code in others if code not in givers(chunks[:i])] or others
            others = [code for code in others if code not in compared(s.before)] or others
            return (others[-1],) if others else local
        of_transfer = any(x.entry("noun") for x in chunks[i + 1 : i + 2])
        whose = c.value.possessive and of_transfer and named and named[-1] not in local
        if whose and governor(chunks, i) in ("for", "over"):
            return (named[-1],)  # "imposed sanctions on China for its purchase of"
        if c.low in ("the former", "the latter"):
            here = list(dict.fromkeys(reversed(named)))
            last = here[:2] if len(here) > 1 else list(islice(self._named_before(s), 2))
            return tuple(last[1:] if c.low == "the former" else last[:1])
        return local

    def _realm(self, s: Analysed, named: list[str]) -> tuple[str, ...]:
        """The country that "the kingdom" is: the last one named that is none of the pair that the document is about."""
        others = [code for code in [*self._up_to(s), *named] if code not in (*(self.main or ()), "RUS", "CHN", "USA")]
        return tuple(others[-1:])

    def _named_before(self, s: Analysed) -> Iterator[str]:
        """The countries named in any sentence before `s`, the last first."""
        found: set[str] = set()
        sentences = self.analysis.sentences
        for earlier in reversed(sentences[: sentences.index(s)]):
            for c in reversed(earlier.chunks) if earlier.may_hold("party") else ():
                if c.tag == "party" and c.value.form != "pronoun":
                    for code in reversed(c.value.codes):
                        if code not in found:
                            found.add(code)
                            yield code


def _may_name(s: Analysed) -> bool:
    """Whether a sentence may name a country, or what one makes, or have a pronoun for one."""
    return s.may_hold("pronoun", "party", "designation")


def _named(s: Analysed, main: tuple[str, str] | None) -> _Named:
    """The countries that a sentence names, and those of them that are named as somebody who acts.

    "The two sides" names the pair that the document is about, where no other country is named beside.
    """
    every: list[str] = []
    acting: list[str] = []
    both = False
    for c in s.chunks if _may_name(s) else ():
        if c.value is None and "demonym" not in c.kinds:
            continue  # nearly always
        if c.tag == "party":
            both |= c.value.form == "pronoun" and c.low.startswith(PAIR_PRONOUNS)
            if c.value.of_town and c.value.codes[0] not in (main or ()):
                continue  # "the Tashkent plant" acts for nobody
            every += c.value.codes
            if c.value.form != "body":
                acting += c.value.codes
        elif "demonym" in c.kinds:
            every.append(c.kinds["demonym"].name)
        elif c.tag == "good" and (c.value.origin or len(c.value.makers) == 1):
            every.append(c.value.origin or c.value.makers[0])
    if both and not every:
        every += main or ()
    return list(dict.fromkeys(every)), list(dict.fromkeys(acting))


def _is_given(chunks: list[Chunk], i: int, subject: tuple[str, ...]) -> bool:
    """Whether the `subject` gives goods to the pronoun at `i`, right behind the verb: "it sold it drones"."""
    verb = chunks[i - 1].entry("verb") if i and chunks[i - 1].tag == "atom" else None
    if not (verb and verb.data["frame"] == "supply" and chunks[i + 1 : i + 2] and chunks[i + 1].tag == "good"):
        return False
    giver = next((c.value.codes for c in reversed(chunks[: i - 1]) if c.tag == "party"), ())
    return not set(subject).isdisjoint(giver)


def _is_topic(chunks: list[Chunk], i: int) -> bool:
    """Whether a sentence begins with the party at `i` as what it is about: "As for India, it"."""
    return i == len(_AS_FOR) and tuple(c.low for c in chunks[:i]) == _AS_FOR


def _subject(s: Analysed) -> tuple[str, ...]:
    """The countries that are the subject of a sentence, whose pronouns have theirs."""
    return _subject_of(s.chunks if _may_name(s) else [])


def _subject_of(chunks: list[Chunk]) -> tuple[str, ...]:
    for i in range(main_clause(chunks), len(chunks)):
        if chunks[i].tag == "party" and chunks[i].value.codes and governor(chunks, i) is None:
            return together(chunks, i)
    return ()
