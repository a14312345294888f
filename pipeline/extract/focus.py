"""What pronouns and silence stand for: the subject and the pair of countries last spoken of."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.analysis import Analysed
from pipeline.extract.chunks import Chunk
from pipeline.extract.parties import PAIR_PRONOUNS
from pipeline.extract.syntax import coordinated, governor


@dataclass(slots=True)
class Focus:
    """Kept from sentence to sentence; a new paragraph keeps the pair and forgets the subject."""

    main: tuple[str, str] | None
    subject: tuple[str, ...] = ()
    dyad: tuple[str, str] | None = None  # supplier and recipient last found
    recent: list[str] = field(default_factory=list)  # countries in order of last mention
    near: list[str] = field(default_factory=list)  # countries of this sentence and of those before it in the paragraph
    parties: list[str] = field(default_factory=list)  # of `near`, those named as somebody who acts
    third: bool = False  # whether the paragraph has named a country outside the pair that the document is about
    flow: int = -1

    def enter(self, s: Analysed) -> None:
        """Before the rules read `s`: forget what a new paragraph ends, and give pronouns their countries."""
        if s.sentence.flow != self.flow:
            self.flow, self.subject, self.dyad, self.third = s.sentence.flow, (), None, False
            self.near, self.parties = [], []
        for c in s.chunks:
            if c.tag == "party":
                found = c.value.codes
            elif c.tag == "atom" and (demonym := c.entry("demonym")):
                found = (demonym.name,)
            elif c.tag == "good" and c.value.origin:
                found = (c.value.origin,)
            else:
                continue
            self.near += [code for code in found if code not in self.near]
            if c.tag == "party" and c.value.form != "body":
                self.parties += [code for code in found if code not in self.parties]
            self.third |= any(code not in (*(self.main or ()), "USA", "UKR", "SUN", "RUS") for code in found)
        subject: tuple[str, ...] = ()
        named: list[str] = []
        for i, c in enumerate(s.chunks):
            if c.tag != "party":
                continue
            governed = governor(s.chunks, i)
            if c.value.form == "pronoun":
                c.value.codes = self._stands_for(
                    c, subject or self.subject, named, governed, any(x.entry("noun") for x in s.chunks[i + 1 : i + 2])
                )
            elif (
                c.value.codes
                and governed is None
                and not c.value.possessive
                and not (i and s.chunks[i - 1].entry("verb"))
            ):
                subject = _together(s.chunks, i)
            elif c.value.codes and c.value.possessive and not subject:
                subject = c.value.codes
            named += [code for code in c.value.codes if c.value.form != "pronoun"]

    def _stands_for(
        self, c: Chunk, local: tuple[str, ...], named: list[str], governed: str | None, of_transfer: bool
    ) -> tuple[str, ...]:
        if c.low.startswith(PAIR_PRONOUNS):
            if len(local) > 1:
                return local
            return self.main or ()
        if c.low in ("the country", "the latter country") and self.subject:
            return self.subject[:1]
        if c.low in ("i", "we", "you", "us", "our", "him", "her"):
            return ()
        if c.low in ("it", "them") and governed in ("to", "from", "with", "for", "by"):  # no object is its own subject
            others = [code for code in [*self.near, *named] if code not in local]
            return (others[-1],) if others else local
        if c.value.possessive and governed == "for" and of_transfer and named and named[-1] not in local:
            return (named[-1],)  # "imposed sanctions on China for its purchase of"
        if c.low == "the former":
            return tuple(self.recent[-2:-1])
        if c.low == "the latter":
            return tuple(self.recent[-1:])
        return local

    def leave(self, s: Analysed) -> None:
        """After the rules have read `s`: who its subject was, and who was named."""
        for c in s.chunks:
            if c.tag == "party" and c.value.codes and c.value.form != "pronoun":
                for code in c.value.codes:
                    if code in self.recent:
                        self.recent.remove(code)
                    self.recent.append(code)
        for i, c in enumerate(s.chunks):
            if c.tag == "party" and c.value.codes and governor(s.chunks, i) is None:
                self.subject = _together(s.chunks, i)
                break


def _together(chunks: list[Chunk], i: int) -> tuple[str, ...]:
    """The countries of the party at `i` and of those coordinated with it."""
    return tuple(dict.fromkeys(code for j in coordinated(chunks, i) for code in chunks[j].value.codes))
