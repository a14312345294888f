"""Who could have said something: persons, offices and bodies named in a document, with title and country.

A person is known from people.yaml, or by the form of a name: two to four capitalised words that are nothing else. A
surname alone is the person last given in full. Title and country come from the words beside the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.parties import PAIR_PRONOUNS
from pipeline.extract.quotes.candidates import SPEAKING_PRONOUNS, Candidate, is_plural, nouns, roles
from pipeline.extract.quotes.full_names import FullNames
from pipeline.extract.quotes.name_forms import NAME, SURNAME, by_surname, demonyms
from pipeline.extract.quotes.offices import Offices
from pipeline.extract.quotes.speech_words import cut_short, speaks, spoke_before, words
from pipeline.extract.quotes.stand_ins import stand_ins
from pipeline.extract.quotes.titles import describe, share

_RANK = re.compile(
    r"(?:Vice|Rear|Air|Wing|Group|Squadron|Naval|Lieutenant|Major|Colonel|Brigadier|Fleet|Army|Senior|First|Deputy"
    r"|Chief|Foreign|Defen[cs]e|Prime|State|Party|Mr|Mrs|Ms|Dr|Prof)\b"
)
_CAPITAL = re.compile(r"[A-Z]\S*\W$")  # of the word before
_SHIP = re.compile(
    r"(?:\b(?:ship|destroyer|frigate|cruiser|corvette|submarine|vessel|tug)s?|\b[Tt]he) (?:Admiral|Marshal) $"
)
_STATE = re.compile(r" state$")  # of "Chinese state television"
_TEAM = re.compile(r" (?:administration|government|cabinet|regime|campaign)\b")


class People:
    """The candidates of one document, looked for in a sentence when somebody asks for them."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.plain, self.sentences = analysis, analysis.plain, analysis.sentences
        self.full, self.offices = FullNames(self), Offices(analysis)
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
            named = self.named(i)
            within = [c for c in named if c.kind == "body" and self.offices.holds(c, s)]
            found = [c for c in named if c not in within]
            self._all[i] = found + list(self._surnames(i, found)) + self.offices.of(s, found, within)
            self._all[i] += stand_ins(self.analysis, s)
        return self._all[i]

    def named(self, i: int) -> list[Candidate]:
        """The candidates of a sentence that are named as nobody before has to be."""
        if i not in self._own:
            s = self.sentences[i]
            found = [who for c in s.chunks if c.tag == "party" and (who := self._known(c)) is not None]
            for new in self._by_form(s, found):
                found = [k for k in found if not (new.start <= k.start and k.end <= new.end)] + [new]
            found.sort(key=lambda c: c.start)
            persons = [who for who in found if who.kind == "person"]
            for who in persons:
                describe(self.plain, who, s)
            for one, two in pairwise(persons):
                share(self.plain, one, two)
            self._own[i] = found
        return self._own[i]

    def _known(self, c: Chunk) -> Candidate | None:
        value = c.value
        country = value.codes[0] if len(value.codes) == 1 else None
        if value.form == "person" and (team := _TEAM.match(self.plain, c.end)):
            name = f"{self.plain[c.start : c.end].split()[-1]}{team[0]}"  # "the Biden administration"
            return Candidate(c.start, team.end(), name, country, "body")
        if value.form in ("person", "body"):
            rank = roles().match(self.plain, c.start, c.end) if value.form == "person" else None
            titled = rank is not None and rank.end() < c.end and not value.name.startswith(rank[0])
            start = rank.end() + 1 if rank is not None and titled else c.start  # "President Xi": his title and his name
            return Candidate(start, c.end, value.name, country, value.form)
        if value.form == "pronoun":
            pair = c.low.startswith(PAIR_PRONOUNS) and " " in c.low and not c.low.endswith("other")
            known = pair or c.low in SPEAKING_PRONOUNS
            return Candidate(c.start, c.end, c.low, None, "pair" if pair else "pronoun") if known else None
        if value.form == "pair" or self.plain.startswith("-based", c.end):
            return None  # "a Moscow-based analyst"
        name = re.sub(r"^(?:the|a|an) ", "", self.plain[c.start : c.end])
        if value.form != "demonym":
            return Candidate(c.start, c.end, name, country, "party")
        role = next((m[0] for m in roles().finditer(name) if m.end() == len(name)), None)
        desk = any(m.end() == len(name) for m in nouns("desk").finditer(name))
        if longer := _STATE.search(name) and nouns("desk").match(self.plain, c.end - len("state")):
            return Candidate(c.start, longer.end(), f"{name[:-5]}{longer[0]}", country, "desk", role=longer[0])
        kind = "office" if role else "desk" if desk else "party"
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
            first = m[0].split()[0]  # "Chinese Defence Minister Wei Fenghe"
            start = begins = m.start() + (len(first) + 1 if first in demonyms() else 0)
            while (rank := roles().match(self.plain, start, m.end())) or (
                rank := _RANK.match(self.plain, start, m.end())
            ):
                start = rank.end() + (
                    self.plain[rank.end() : rank.end() + 1] == " "
                )  # "Vice Admiral Qiu": the name comes after
            again = NAME.match(self.plain, start, s.end) if start > begins else None
            end = again.end() if again else m.end()  # "Air Marshal R. S. Dhaliwal" is longer than a name
            named = start > begins or any(
                r.end() + 1 == start for r in roles().finditer(self.plain, max(s.start, start - 40), start)
            )
            lead = list(self._things(self.plain[start:end]))
            if lead and self.plain.count(" ", start + lead[-1], end) > 1:
                start += lead[-1] + 1  # "at the Institute of African Studies Boris Volkhonsky"
            name = self.plain[start:end]
            thing = set(name.split()) & words("not_names") and " the " not in name and not named
            if " " not in name or thing:
                continue
            named_so = (k for k in known if k.kind != "party" and not self._namesake(k, start, end))
            if any(k.start < end and start < k.end for k in named_so):
                continue
            inside = [c for c in s.chunks if c.start < end and start < c.end and _is_thing(c)]
            if all(c.entry("weak_designation") and (c.start > start or c.end < end) for c in inside):
                yield Candidate(start, end, name, None, "person")

    def _namesake(self, known: Candidate, start: int, end: int) -> bool:
        """Whether a name ends in the surname of one who is known, and begins as another: "Boris Ushakov"."""
        surname = self.plain[known.start : known.end]
        behind = known.kind == "person" and start < known.start and known.end == end and " " not in surname
        given = self.plain[start : known.start].strip()  # not "Privately Lavrov"
        return behind and known.name.endswith(surname) and known.name[0] != given[0] and not given.endswith("ly")

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
                who = Candidate(m.start(), m.end(), name, country, "person")
                describe(self.plain, who, self.sentences[i])  # "Professor Feng at Fudan"
                yield who

    def _addressed(self, m: re.Match[str]) -> bool:
        """Whether a title with a capital stands before a name: "Mr Lu", "Professor Feng"."""
        before = self.plain[max(0, m.start() - 30) : m.start()]
        if not _CAPITAL.search(before):
            return False  # nearly always
        if _SHIP.search(before) or cut_short().search(f"{m[0]} "):
            return False
        if cut_short().search(before) and not roles().match(self.plain, m.start(), m.end()):  # "Lt. Colonel"
            return True
        titles = (t for t in roles().finditer(before) if t.end() + 1 == len(before))
        thing = m[0] in words("not_names") or roles().match(self.plain, m.start(), m.end())
        return not thing and any(t[0][0].isupper() for t in titles)

    def _speaks(self, m: re.Match[str], i: int) -> bool:
        """Whether a word is the name of somebody never given in full: "Weitz (2012) argues"; an office is none."""
        if m[0] in words("not_names") or m[0] in words("not_names_first") or cut_short().search(f"{m[0]} "):
            return False  # "said Gen. Sergei Surovikin"
        if not (speaks(self.analysis.low, m.end()) or spoke_before(self.plain, *m.span())):
            return False
        opening = m.start() == self.sentences[i].start  # "Critics argued", "Having said"
        several = opening and (m[0].endswith("s") or (m[0].endswith("ing") and len(m[0]) > 5))
        here = (c for c in self.sentences[i].chunks if c.start < m.end() and m.start() < c.end)
        known = any(c.tag == "party" or c.entry("place", "agreement", "series", "demonym") for c in here)
        return not (several or known or roles().match(self.plain, m.start(), m.end()))

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
