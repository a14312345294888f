"""What pronouns and silence stand for: the subject and the pair of countries last spoken of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.coordination import coordinated
from pipeline.extract.grammar.parties import COUNTERPARTS, PAIR_PRONOUNS
from pipeline.extract.grammar.syntax import governor

_WHERE = ("in", "at", "near", "off")  # what is behind these is a place: "both held drills in Moscow"
_TO_OTHERS = ("to", "from", "with", "for", "by")


@dataclass(slots=True)
class Focus:
    """Kept from sentence to sentence of a paragraph; a new one forgets the subject.

    A sentence that no rule reads is looked at when a rule reads one after it in its paragraph.
    """

    analysis: Analysis
    dyad: tuple[str, str] | None = None  # supplier and recipient last found
    near: list[str] = field(default_factory=list)  # countries of this sentence and of those before it in the paragraph
    parties: list[str] = field(default_factory=list)  # of `near`, those named as somebody who acts
    last: Analysed | None = None  # the sentence left last
    first: Analysed | None = None  # the first sentence of the paragraph, once it is left
    known: tuple[str, ...] = ()  # the subject when it was asked for last
    unasked: list[Analysed] = field(default_factory=list)  # the sentences left since then
    main: tuple[str, str] | None = None  # the pair that the document, or this section of it, is about

    @property
    def subject(self) -> tuple[str, ...]:
        """The subject of the last sentence that had one."""
        while self.unasked:
            if found := _subject(self.unasked.pop()):
                self.known = found
                self.unasked.clear()
        return self.known

    @property
    def topic(self) -> tuple[str, ...]:
        """The subject of the first sentence of the paragraph."""
        return _subject(self.first) if self.first else ()

    @property
    def third(self) -> bool:
        """Whether the paragraph has named a country outside the pair that the document is about."""
        return any(code not in (*(self.main or ()), "USA", "UKR", "SUN", "RUS") for code in self.near)

    def enter(self, s: Analysed) -> None:
        """Before the rules read `s`: forget what a new paragraph ends, and give pronouns their countries."""
        if self.last is None or s.sentence.flow != self.last.sentence.flow:
            self.dyad, self.near, self.parties = None, [], []
            self.first, self.known, self.unasked = None, (), []
            self.main = self.analysis.dyad_at(s.start)
            self.near += [code for code in self.main or () if code not in (self.analysis.dyad or ())]
        unread: list[Analysed] = []
        before = s.before
        while before is not None and before is not self.last:
            unread.append(before)
            before = before.before
        for earlier in reversed(unread):
            if earlier.may_hold("pronoun", "party"):
                self._look_at(earlier)
                self.leave(earlier)
        self._look_at(s)

    def _look_at(self, s: Analysed) -> None:
        """Note the countries that `s` names, and give its pronouns theirs."""
        parties = []
        for i, c in enumerate(s.chunks):
            if c.value is None and "demonym" not in c.kinds:
                continue  # nearly always
            if c.tag == "party":
                parties.append(i)
                found = c.value.codes
                if c.value.of_town and found[0] not in (self.main or ()):
                    continue  # "the Tashkent plant" acts for nobody
                if c.value.form != "body":
                    self.parties += [code for code in found if code not in self.parties]
            elif "demonym" in c.kinds:
                found = (c.kinds["demonym"].name,)
            elif c.tag == "good" and c.value.origin:
                found = (c.value.origin,)
            else:
                continue
            self.near += [code for code in found if code not in self.near]
        while parties and s.chunks[parties[-1]].value.form != "pronoun":
            parties.pop()  # nothing goes back to it
        self._give(s, parties)

    def _give(self, s: Analysed, parties: list[int]) -> None:
        """Give their countries to the pronouns among some parties of `s`."""
        chunks = s.chunks
        subject: tuple[str, ...] = ()
        several: tuple[str, ...] = ()  # the last group of people or firms, for "they" after a subject that is one
        named: list[str] = []
        for i in parties:
            c = chunks[i]
            if c.value.form == "pronoun":
                local = several if c.low == "they" and several else subject or self.subject
                both = c.low.startswith(PAIR_PRONOUNS)
                c.value.codes = (
                    self._both(s, i, local, subject) if both else self._stands_for(s, i, local, named)
                )
                continue
            if c.value.codes:
                if c.value.possessive:
                    subject = subject or c.value.codes
                elif not (i and chunks[i - 1].entry("verb")) and governor(chunks, i) is None:
                    subject, several = _together(chunks, i), ()
                elif c.value.form == "demonym" and _acts(c):
                    several = c.value.codes
            named += c.value.codes

    def _both(self, s: Analysed, i: int, local: tuple[str, ...], subject: tuple[str, ...]) -> tuple[str, ...]:
        """The two that the pronoun at `i` stands for: not who is named beside it ("both turned to Russia").

        Nor the pair of the document where the sentence is about a third: "India followed when the two signed".
        """
        if len(local) > 1:
            return local
        chunks = s.chunks
        named = (k for k in _clause(chunks, i) if chunks[k].tag == "party" and governor(chunks, k) not in _WHERE)
        beside = {code for k in named for code in chunks[k].value.codes}
        main = self.main or ()
        if beside.isdisjoint(main) and (not subject or subject[0] in (*main, "USA")):
            return main
        couple = _couple(s, i)
        return couple if beside.isdisjoint(couple) else ()

    def _stands_for(self, s: Analysed, i: int, local: tuple[str, ...], named: list[str]) -> tuple[str, ...]:
        """The countries that the pronoun at `i` stands for, `named` being those named before it in the sentence."""
        chunks = s.chunks
        c = chunks[i]
        if c.low.split(" ")[-1] in COUNTERPARTS:
            others = [code for code in self.main or () if code not in local]
            return tuple(others) if len(others) == 1 else ()
        if c.low in ("the country", "the latter country") and self.subject:
            return self.subject[:1]
        if c.low in ("i", "we", "you", "us", "our", "him", "her"):
            return ()
        other = governor(chunks, i) in _TO_OTHERS or _is_given(chunks, i, local)
        if c.low in ("it", "them") and other:  # no object is its own subject
            others = [code for code in [*self.near, *named] if code not in local]
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

    def leave(self, s: Analysed) -> None:
        """After the rules have read `s`."""
        self.last = s
        self.unasked.append(s)
        if s.before is None:
            self.first = s


def _is_given(chunks: list[Chunk], i: int, subject: tuple[str, ...]) -> bool:
    """Whether the `subject` gives goods to the pronoun at `i`, right behind the verb: "it sold it drones"."""
    verb = chunks[i - 1].entry("verb") if i and chunks[i - 1].tag == "atom" else None
    if not (verb and verb.data["frame"] == "supply" and chunks[i + 1 : i + 2] and chunks[i + 1].tag == "good"):
        return False
    giver = next((c.value.codes for c in reversed(chunks[: i - 1]) if c.tag == "party"), ())
    return not set(subject).isdisjoint(giver)


def _subject(s: Analysed) -> tuple[str, ...]:
    """The countries that are the subject of a sentence, whose pronouns have theirs."""
    for i, c in enumerate(s.chunks):
        if c.tag == "party" and c.value.codes and governor(s.chunks, i) is None:
            return _together(s.chunks, i)
    return ()


def _together(chunks: list[Chunk], i: int) -> tuple[str, ...]:
    """The countries of the party at `i` and of those coordinated with it."""
    return tuple(dict.fromkeys(code for j in coordinated(chunks, i) for code in chunks[j].value.codes))


def _couple(s: Analysed, i: int) -> tuple[str, ...]:
    """The two countries last named together in the paragraph before the pronoun at `i`: "India and Vietnam"."""
    earlier: Analysed | None = s
    while earlier is not None:
        chunks = earlier.chunks
        for k in reversed(range(i if earlier is s else len(chunks))):
            named = chunks[k].tag == "party" and chunks[k].value.form != "pronoun"
            if named and len(together := _together(chunks, k)) == 2:
                return together
        earlier = earlier.before
    return ()


def _acts(c: Chunk) -> bool:
    """Whether a group of people or firms may do what a row tells of, as analysts do not."""
    return c.low.endswith("s") and not c.value.possessive and not c.low.endswith(("analysts", "experts", "observers"))


def _clause(chunks: list[Chunk], i: int) -> Iterator[int]:
    """The indices beside `i` up to the next comma or word that begins a clause."""
    for step in (-1, 1):
        k = i + step
        while 0 <= k < len(chunks) and not (chunks[k].tag == "punct" or chunks[k].word("rel", "sub", "conj")):
            yield k
            k += step
