"""Who could have said something: persons, offices and bodies named in a document, with title and country.

A person is known from people.yaml, or by the form of a name: two to four capitalised words that are nothing else. A
surname alone is the person last given in full. Title and country come from the words beside the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.parties import PAIR_PRONOUNS
from pipeline.extract.lexicon.entries import load
from pipeline.extract.quotes.candidates import OFFICES, Candidate, is_plural, nouns, roles
from pipeline.extract.quotes.full_names import FullNames
from pipeline.extract.quotes.name_forms import CAPITALS, CAPITALS_BEFORE, NAME, SURNAME, by_surname, demonyms
from pipeline.extract.quotes.speech_words import finite, speaks, words
from pipeline.extract.quotes.titles import describe
from pipeline.extract.text.patterns import either

_RANK = re.compile(
    r"(?:Vice|Rear|Lieutenant|Major|Colonel|Brigadier|Fleet|Army|Senior|First|Deputy|Chief|Foreign"
    r"|Defen[cs]e|Prime|State|Party|Mr|Mrs|Ms|Dr|Prof)\b"
)
_HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof)\.? $")
_SPEAKING_PRONOUNS = {"he", "she", "they", "it"}


_SPEAKS_FOR = re.compile(r" (?:for|of|at|from|by) (?:the )?")  # "a spokesman for Rosoboronexport"
_DETERMINED = re.compile(r"^(?:(?i:an?|the|one|another|its|his|her|their)|(?:the )?\w+'s) ")
_NUMBERED = re.compile(r" (?:\d|[IVX]+\b)")
_BESIDE = re.compile(r".{0,3}")
_OWNS = re.compile(r".{0,3}|'s (?:[\w-]+ ){1,3}")  # "the Pentagon's 2020 report"
_BETWEEN = re.compile(r" (?:[a-z-]+ ){0,2}")  # "Chinese military analysts"
_BARE = re.compile(r"(?:^|[.,;:(—]\s*|\b(\w+) )([A-Z]\w+ )?$")  # "Western officials say"
# What may stand before an office: an article or an owner, and a few adjectives.
_LEAD = re.compile(
    r"(?<![\w-])(?:(?i:the|an?|some|several|many|most|one|two|three|four|five|other|another|these|those|both|his|her|its"
    r"|their)|[A-Z]\w+'s)(?: (?!the\b|an?\b)[\w-]+(?:'s)?){0,3} $"
)


@cache
def _official() -> re.Pattern[str]:
    """What is official: "its official newspaper" is no official."""
    return re.compile(rf" (?:{either(load('speech')['official'])})\b")


class People:
    """The candidates of one document, looked for in a sentence when somebody asks for them."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.plain, self.sentences = analysis, analysis.plain, analysis.sentences
        self.full = FullNames(self)
        self._own: dict[int, list[Candidate]] = {}
        self._described: dict[str, Candidate | None] = {}
        self._all: dict[int, list[Candidate]] = {}

    def between(self, a: int, b: int) -> list[Candidate]:
        """The candidates that stand wholly in `plain[a:b]`, in order."""
        found = [c for i in self.analysis.touching(a, b) for c in self._of(i) if a <= c.start < b and c.end <= b]
        return sorted(found, key=lambda c: (c.start, -c.end))

    def _of(self, i: int) -> list[Candidate]:
        if i not in self._all:
            s = self.sentences[i]
            found = [c for c in self.named(i) if not (c.kind == "body" and self._in_document(c, s))]
            self._all[i] = found + list(self._surnames(i, found)) + list(self._offices(s, found))
        return self._all[i]

    def _in_document(self, c: Candidate, s: Analysed) -> bool:
        """Whether what looks like a body is a part of what a document is called: "Foreign Policy Concept"."""
        spans = (m.span() for m in nouns("document").finditer(self.plain, c.start, s.end))
        return any(a <= c.start and c.end < b for a, b in spans)

    def named(self, i: int) -> list[Candidate]:
        """The candidates of a sentence that are named as nobody before has to be."""
        if i not in self._own:
            s = self.sentences[i]
            found = [who for c in s.chunks if c.tag == "party" and (who := self._known(c)) is not None]
            for new in self._by_form(s, found):
                found = [k for k in found if not (new.start <= k.start and k.end <= new.end)] + [new]
            found.sort(key=lambda c: c.start)
            for who in found:
                if who.kind == "person":
                    describe(self.plain, who, s)
            self._own[i] = found
        return self._own[i]

    def _known(self, c: Chunk) -> Candidate | None:
        value = c.value
        country = value.codes[0] if len(value.codes) == 1 else None
        if value.form in ("person", "body"):
            return Candidate(c.start, c.end, value.name, country, value.form)
        if value.form == "pronoun":
            pair = c.low.startswith(PAIR_PRONOUNS) and " " in c.low and not c.low.endswith("other")
            known = pair or c.low in _SPEAKING_PRONOUNS
            return Candidate(c.start, c.end, c.low, None, "pair" if pair else "pronoun") if known else None
        if value.form == "pair":
            return None
        name = re.sub(r"^(?:the|a|an) ", "", self.plain[c.start : c.end])
        role = next((m[0] for m in roles().finditer(name) if m.end() == len(name)), None)
        desk = any(m.end() == len(name) for m in nouns("desk").finditer(name))
        kind = "party" if value.form != "demonym" else "office" if role else "desk" if desk else "party"
        return Candidate(c.start, c.end, name, country, kind, role=role, plural=bool(role and is_plural(role)))

    def _formed(self, s: Analysed, known: list[Candidate]) -> Iterator[re.Match[str]]:
        """Capitalised words that may be a name; a country before them is none of it ("United States Senator ...")."""
        at = s.start
        while m := NAME.search(self.plain, at, s.end):
            country = next((k for k in known if k.kind == "party" and k.start <= m.start() < k.end < m.end()), None)
            at = country.end if country else m.end()
            if country is None:
                yield m

    def _by_form(self, s: Analysed, known: list[Candidate]) -> Iterator[Candidate]:
        for m in self._formed(s, known):
            start = m.start()
            while (rank := roles().match(self.plain, start, m.end())) or (
                rank := _RANK.match(self.plain, start, m.end())
            ):
                start = rank.end() + (
                    self.plain[rank.end() : rank.end() + 1] == " "
                )  # "Vice Admiral Qiu": the name comes after
            named = start > m.start() or any(
                r.end() + 1 == start for r in roles().finditer(self.plain, max(s.start, start - 40), start)
            )
            lead = list(self._things(self.plain[start : m.end()]))
            if lead and self.plain.count(" ", start + lead[-1], m.end()) > 1:
                start += lead[-1] + 1  # "at the Institute of African Studies Boris Volkhonsky"
            name = self.plain[start : m.end()]
            thing = set(name.split()) & words("not_names") and " the " not in name and not named
            if " " not in name or thing:
                continue
            if any(k.start < m.end() and start < k.end and k.kind != "party" for k in known):
                continue
            inside = [c for c in s.chunks if c.start < m.end() and start < c.end and _is_thing(c)]
            if all(c.entry("weak_designation") and (c.start > start or c.end < m.end()) for c in inside):
                yield Candidate(start, m.end(), name, None, "person")

    def _things(self, name: str) -> Iterator[int]:
        """Where the words in `name` end that are no person's."""
        return (m.end() for m in re.finditer(r"\S+", name) if m[0] in words("not_names"))

    def _surnames(self, i: int, known: list[Candidate]) -> Iterator[Candidate]:
        for m in SURNAME.finditer(self.plain, self.sentences[i].start, self.sentences[i].end):
            if any(k.start < m.end() and m.start() < k.end for k in known):
                continue
            if who := self.full.get(m[0], i):
                yield Candidate(m.start(), m.end(), who.name, who.country, "person", who.title, who.title_span)
            elif self._addressed(m) or self._speaks(m, i):
                name, country = by_surname().get(m[0], (m[0], None))
                yield Candidate(m.start(), m.end(), name, country, "person")

    def _addressed(self, m: re.Match[str]) -> bool:
        """Whether a title with a capital stands before a name: "Mr Lu", "Professor Feng"."""
        before = self.plain[max(0, m.start() - 30) : m.start()]
        if _HONORIFIC.search(before):
            return True
        titles = (t for t in roles().finditer(before) if t.end() + 1 == len(before) and " " not in t[0])
        thing = m[0] in words("not_names") or roles().match(self.plain, m.start(), m.end())
        return not thing and any(t[0][0].isupper() for t in titles)

    def _speaks(self, m: re.Match[str], i: int) -> bool:
        """Whether a word is the name of somebody never given in full: "Weitz (2012) argues"; an office is none."""
        if m[0] in words("not_names") or m[0] in words("not_names_first") or not speaks(self.analysis.low, m.end()):
            return False
        opening = m.start() == self.sentences[i].start  # "Critics argued", "Having said"
        several = opening and (m[0].endswith("s") or (m[0].endswith("ing") and len(m[0]) > 5))
        here = (c for c in self.sentences[i].chunks if c.start < m.end() and m.start() < c.end)
        known = any(c.tag == "party" or c.entry("place", "agreement", "series", "demonym") for c in here)
        return not (several or known or roles().match(self.plain, m.start(), m.end()))

    def _offices(self, s: Analysed, known: list[Candidate]) -> Iterator[Candidate]:
        """An office or a document without a name: "Kremlin spokespersons", "the joint statement"."""
        for kind in OFFICES:
            for m in nouns(kind).finditer(self.plain, s.start, s.end) if s.may_hold(kind) else ():
                if m[0].lower() == "official" and _official().match(self.plain, m.end()):
                    continue
                if kind == "desk" and (body := self._in_capitals(m, known)):
                    yield body
                    continue
                reach = _OWNS if kind == "document" else _BESIDE
                owners = (k for k in known if k.kind in ("party", "body") and k.end <= m.start())
                owner = next((k for k in owners if reach.fullmatch(self.plain, k.end, m.start())), None)
                if owner is None:
                    made = self._unowned(m, s, known)
                elif not any(k.kind == "person" and 0 <= k.start - m.end() <= 1 for k in known):
                    name = f"{self.plain[owner.start : owner.end]} {m[0]}".replace("'s ", " ")
                    made = Candidate(owner.start, m.end(), name, owner.country, kind)
                else:
                    continue
                if made:
                    made.kind, made.role, made.plural = kind, m[0], kind == "office" and is_plural(m[0])
                    yield made

    def _in_capitals(self, m: re.Match[str], known: list[Candidate]) -> Candidate | None:
        """The body whose name holds the noun: "the Finnish Institute of Northern Security"."""
        lead = CAPITALS_BEFORE.search(self.plain, max(0, m.start() - 60), m.start())
        body = self.unlisted(lead.start() if lead else m.start()) if m[0][0].isupper() else None
        long = (
            body
            and body.name.count(" ") > 1
            and not any(k.start < body.end and body.start < k.end for k in known if k.kind != "party")
        )
        return body if long else None

    def _unowned(self, m: re.Match[str], s: Analysed, known: list[Candidate]) -> Candidate | None:
        """An office of nobody named: "one Western diplomat", "the ministry in Beijing", "Chinese state media"."""
        start = self._lead(m, s)
        if start is None and _NUMBERED.match(self.plain, m.end()):  # "Article 9"
            start = m.start()
        if (
            start is None
            or any(k.start < m.end() and m.start() < k.end for k in known)
            or any(0 <= k.start - m.end() <= 2 for k in known)
        ):
            return None
        owner = next((k for k in known if k.kind == "party" and start - 3 <= k.start and k.end <= m.start()), None)
        place = next((k for k in known if k.kind == "party" and self.plain[m.end() : k.start] == " in "), None)
        body = next((k for k in known if _SPEAKS_FOR.fullmatch(self.plain, m.end(), k.start)), None)
        if body is None and (speaks_for := _SPEAKS_FOR.match(self.plain, m.end())):
            body = self.unlisted(speaks_for.end(), 3)
        demonym = next((e for c in s.chunks if start <= c.start < m.end() and (e := c.entry("demonym"))), None)
        named = next((x.country for x in (owner, place, body) if x), None)
        within = (demonyms().get(word) for word in self.plain[start : m.end()].split())
        country = named or (demonym.name if demonym else next((code for code in within if code), None))
        end = body.end if body and m.re is nouns("office") and not self.plain.startswith("'s", body.end) else m.end()
        name = _DETERMINED.sub("", self.plain[start:end])
        return Candidate(start, end, name, country, "office")

    def _lead(self, m: re.Match[str], s: Analysed) -> int | None:
        """Where the noun group of an office begins: at an article, an owner or a demonym; a plural may stand bare."""
        lead = _LEAD.search(self.plain, max(s.start, m.start() - 60), m.start())
        if lead and finite().isdisjoint(lead[0].lower().split()):  # "a spokesman told reporters"
            return lead.start()
        for c in s.chunks:
            if c.entry("demonym") and c.end < m.start() and _BETWEEN.fullmatch(self.plain, c.end, m.start()):
                return c.start
        return (
            m.start()
            if (is_plural(m[0]) or m[0].lower().endswith("media"))
            and (bare := _BARE.search(self.plain[s.start : m.start()]))
            and not bare[1]
            else None
        )

    def unlisted(self, start: int, words: int = 1) -> Candidate | None:
        """A body at `start` that no list has, by its capitals, `words` at least: "the Northern Research Agency"."""
        start += 4 * self.plain.startswith("The ", start)
        if not (m := CAPITALS.match(self.plain, start)) or m[0].count(" ") < words - 1:
            return None
        if m[0] in by_surname():
            return Candidate(m.start(), m.end(), *by_surname()[m[0]], "person")
        here = (c for i in self.analysis.touching(*m.span()) for c in self.sentences[i].chunks)
        inside = [c for c in here if m.start() <= c.start < m.end()]
        codes = [c.value.codes[0] for c in inside if c.tag == "party" and c.value.codes]
        codes += [e.name for c in inside if (e := c.entry("demonym"))]
        return Candidate(m.start(), m.end(), m[0], codes[0] if codes else None, "body")

    def described(self, name: str) -> Candidate | None:
        """The first place in the document where the person of that name is given a title or a country."""
        if name not in self._described:
            parts = name.split()
            where = {i for part in (parts[0], parts[-1]) for i in self.full.where(part) if self._may_name(i, name)}
            told = (c for i in sorted(where) for c in self.named(i) if c.name == name and (c.title or c.country))
            self._described[name] = next(told, None)
        return self._described[name]

    def _may_name(self, i: int, name: str) -> bool:
        """Whether a sentence has the name as it is, or somebody whom the lexicon knows, by any spelling."""
        s = self.sentences[i]
        return self.plain.find(name, s.start, s.end) >= 0 or s.may_hold("person")


def _is_thing(c: Chunk) -> bool:
    """Whether the chunk is known as something that is no person."""
    if c.tag in ("good", "date") or c.entry("place", "agreement", "series", "designation", "weak_designation", "role"):
        return True
    return c.tag == "party" and c.value.form in ("body", "pair", "name", "government")
