"""Who could have said something: persons, offices and bodies named in a document, with title and country.

A person is known from people.yaml, or by the form of a name: two to four capitalised words that are nothing else. A
surname alone is the person last given in full. Title and country come from the words beside the name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from pipeline.extract.analysis import Analysed, Analysis
from pipeline.extract.chunks import Chunk
from pipeline.extract.lexicon import load
from pipeline.extract.patterns import any_of, either
from pipeline.extract.signs import role_forms


def _tails(words: Iterable[str]) -> str:
    """A pattern of the words behind their first letters."""
    by_letter: dict[str, list[str]] = defaultdict(list)
    for word in words:
        by_letter[word[0]].append(word[1:])
    return "|".join(f"(?<={letter})(?:{either(tails)})" for letter, tails in by_letter.items())


# These two begin with a capital, and look at what is before it afterwards, so that they are tried nowhere else.
_NAME = re.compile(
    rf"[A-Z](?<![\w-].)(?!(?:{_tails(load('speech')['not_names_first'])})\b)(?:(?:[a-zé'’]+(?:-[A-Z]?[a-z]+)?|\.)"
    r"(?: (?:al-|bin |von |van |de |Mc|Mac|O')?(?:[A-Z][a-zé'’]+(?:-[A-Za-z][a-z]+)?|[A-Z]\.(?= [A-Z]))){1,3}"
    r"|[a-z]+ the [A-Z][a-z]+)(?![\w-])"
)
_SURNAME = re.compile(r"[A-Z](?<![\w-].)[a-zé'-]+?(?='s\b|[^\w'-]|$)")
_RANK = re.compile(
    r"(?:Vice|Rear|Lieutenant|Major|Colonel|Brigadier|Fleet|Army|Senior|First|Deputy|Chief|Foreign"
    r"|Defen[cs]e|Prime|State|Party)\b"
)
_APPOSED = re.compile(r"\s*(?:\([^)]{1,40}\)\s*)?,\s+((?:an?|the|then|former|one)?\s*[^,;:()“”\"]{4,150})")
_NATIVE = re.compile(r"\s*\([^)]*?([一-鿿]|[а-яА-Я])[^)]*\)")
_FAMILY_NAME_FIRST = {"CHN", "PRK", "TWN", "VNM"}
_SPEAKING_PRONOUNS = {"he", "she", "they", "it"}


@dataclass(slots=True)
class Candidate:
    """Somebody named at `start:end`. `kind`: person, body, party (a country or an office of it), pronoun."""

    start: int
    end: int
    name: str
    country: str | None
    kind: str
    title: str | None = None
    title_span: tuple[int, int] | None = None


@cache
def _words(name: str) -> set[str]:
    return set(load("speech")[name])


@cache
def roles() -> re.Pattern[str]:
    """Every noun of office in roles.yaml."""
    return any_of(frozenset(role_forms()), re.IGNORECASE)


_SPEAKS_FOR = re.compile(r" (?:for|of|at|from|by) (?:the )?")  # "a spokesman for Rosoboronexport"
# What may stand before an office: an article or an owner, and a few adjectives.
_LEAD = re.compile(
    r"(?<![\w-])(?:[Tt]he|[Aa]n?|[Ss]ome|[Ss]everal|[Mm]any|[Oo]ne|[Aa]nother|[A-Z]\w+'s)(?: [\w-]+){0,2} $"
)


@cache
def documents() -> re.Pattern[str]:
    """Documents and offices of speech.yaml that speak in a text."""
    return any_of(load("speech")["documents"])


class People:
    """The candidates of one document, looked for in a sentence when somebody asks for them."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.plain, self.sentences = analysis, analysis.plain, analysis.sentences
        self.full = FullNames(self)
        self._own: dict[int, list[Candidate]] = {}
        self._all: dict[int, list[Candidate]] = {}

    def between(self, a: int, b: int) -> list[Candidate]:
        """The candidates that stand wholly in `plain[a:b]`, in order."""
        found = [c for i in self.analysis.touching(a, b) for c in self._of(i) if a <= c.start < b and c.end <= b]
        return sorted(found, key=lambda c: (c.start, -c.end))

    def _of(self, i: int) -> list[Candidate]:
        if i not in self._all:
            s, found = self.sentences[i], self.named(i)
            self._all[i] = found + list(self._surnames(i, found)) + list(self._offices(s, found))
        return self._all[i]

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
                    self._describe(who, s)
            self._own[i] = found
        return self._own[i]

    def _known(self, c: Chunk) -> Candidate | None:
        value = c.value
        country = value.codes[0] if value.codes else None
        if value.form in ("person", "body"):
            return Candidate(c.start, c.end, value.name, country, value.form)
        if value.form == "pronoun":
            return Candidate(c.start, c.end, c.low, None, "pronoun") if c.low in _SPEAKING_PRONOUNS else None
        if value.form == "pair":
            return None
        name = re.sub(r"^(?:the|a|an) ", "", self.plain[c.start : c.end])
        return Candidate(c.start, c.end, name, country, "party")

    def _by_form(self, s: Analysed, known: list[Candidate]) -> Iterator[Candidate]:
        for m in _NAME.finditer(self.plain, s.start, s.end):
            start = m.start()
            while (rank := roles().match(self.plain, start, m.end())) or (
                rank := _RANK.match(self.plain, start, m.end())
            ):
                start = rank.end() + (
                    self.plain[rank.end() : rank.end() + 1] == " "
                )  # "Vice Admiral Qiu": the name comes after
            name = self.plain[start : m.end()]
            if " " not in name or (set(name.split()) & _words("not_names") and " the " not in name):
                continue
            if any(k.start < m.end() and start < k.end and k.kind != "party" for k in known):
                continue
            if not any(c.start < m.end() and start < c.end and _is_thing(c) for c in s.chunks):
                yield Candidate(start, m.end(), name, None, "person")

    def _surnames(self, i: int, known: list[Candidate]) -> Iterator[Candidate]:
        for m in _SURNAME.finditer(self.plain, self.sentences[i].start, self.sentences[i].end):
            who = self.full.get(m[0], i)
            if who and not any(k.start < m.end() and m.start() < k.end for k in known):
                yield Candidate(m.start(), m.end(), who.name, who.country, "person", who.title, who.title_span)

    def _offices(self, s: Analysed, known: list[Candidate]) -> Iterator[Candidate]:
        """An office without a name: "Kremlin spokespersons", "Rosoboronexport's director"."""
        if not s.may_hold("office"):
            return
        for m in [*roles().finditer(self.plain, s.start, s.end), *documents().finditer(self.plain, s.start, s.end)]:
            owner = next((k for k in known if k.kind in ("party", "body") and 0 <= m.start() - k.end <= 3), None)
            if owner is None:
                yield from self._unowned(m, s, known)
            elif not any(k.kind == "person" and 0 <= k.start - m.end() <= 1 for k in known):
                name = f"{self.plain[owner.start : owner.end]} {m[0]}".replace("'s ", " ")
                yield Candidate(owner.start, m.end(), name, owner.country, "party")

    def _unowned(self, m: re.Match[str], s: Analysed, known: list[Candidate]) -> Iterator[Candidate]:
        """An office of nobody named: "one Western diplomat", "the ministry in Beijing"."""
        lead = _LEAD.search(self.plain, max(s.start, m.start() - 60), m.start())
        if (
            lead is None
            or any(k.start < m.end() and m.start() < k.end for k in known)
            or any(0 <= k.start - m.end() <= 2 for k in known)
        ):
            return
        owner = next(
            (k for k in known if k.kind == "party" and lead.start() - 3 <= k.start and k.end <= m.start()), None
        )
        place = next((k for k in known if k.kind == "party" and self.plain[m.end() : k.start] == " in "), None)
        body = next((k for k in known if _SPEAKS_FOR.fullmatch(self.plain, m.end(), k.start)), None)
        demonym = next((e for c in s.chunks if lead.start() <= c.start < m.end() and (e := c.entry("demonym"))), None)
        named = next((x.country for x in (owner, place, body) if x), None)
        country = named or (demonym.name if demonym else None)
        end = body.end if body else m.end()
        name = re.sub(r"^(?:[Aa]n?|[Tt]he|[Oo]ne|[Aa]nother) ", "", self.plain[lead.start() : end])
        yield Candidate(lead.start(), end, name, country, "party")

    def _describe(self, who: Candidate, s: Analysed) -> None:
        """Title and country beside the name."""
        if s.may_hold("office"):
            self._entitle(who, s)
        if who.country is None:
            who.country = self._country(who, s)

    def _entitle(self, who: Candidate, s: Analysed) -> None:
        """The title: "Chinese Minister of Defense Wei Fenghe", "Kashin, a professor at ..."."""
        first = max(s.start, who.start - 90)
        before = self.plain[first : who.start]
        role = next((m for m in reversed(list(roles().finditer(before))) if not before[m.end() :].strip(" -,")), None)
        apposed = _APPOSED.match(self.plain, who.end, min(s.end, who.end + 260))
        if role:
            lead = re.search(
                r"(?:(?:[A-Z][\w.-]*|deputy|former|senior|first|vice|chief|then|state|of|the) )*$",
                before[: role.start()],
            )
            words = re.sub(r"^(?:(?:[Tt]he|then|of|When|In|As|And|But) )+", "", (lead[0] if lead else "") + role[0])
            start = first + role.end() - len(words)
            who.title, who.title_span = words, (start, start + len(words))
        elif apposed and roles().search(apposed[1]):
            title = re.sub(r"^(?:an?|the|then)\s+", "", apposed[1].rstrip())
            start = apposed.start(1) + apposed[1].index(title)
            who.title, who.title_span = title, (start, start + len(title))

    def _country(self, who: Candidate, s: Analysed) -> str | None:
        """The country nearest to the name among the words of the title; the script that the name is repeated in."""
        if native := _NATIVE.match(self.plain, who.end):
            return "CHN" if native[1] >= "一" else "RUS"
        if who.title_span is None:
            leads = (c.entry("demonym") for c in s.chunks if 0 < who.start - c.end <= 1)
            return next((entry.name for entry in leads if entry), None)
        a, b = min(who.title_span[0] - 12, who.start), max(who.title_span[1], who.end)
        found = []
        for c in s.chunks:
            if c.end <= a or c.start >= b or (c.start < who.end and who.start < c.end):
                continue
            if c.tag == "party" and c.value.codes and c.value.form != "pronoun":
                found.append((c.value.form == "name", abs(c.start - who.start), c.value.codes[0]))
            elif entry := c.entry("demonym"):
                found.append((False, abs(c.start - who.start), entry.name))
        return str(min(found)[2]) if found else None


def _is_thing(c: Chunk) -> bool:
    """Whether the chunk is known as something that is no person."""
    if c.tag in ("good", "date") or c.entry("place", "agreement", "series", "designation", "weak_designation", "role"):
        return True
    return c.tag == "party" and c.value.form in ("body", "pair", "name", "government")


class FullNames:
    """Whom a surname stands for: the person last given in full."""

    def __init__(self, people: People) -> None:
        self.people = people
        self._where: dict[str, list[int]] = {}

    def get(self, surname: str, last: int | None = None) -> Candidate | None:
        """The person of that surname named last in the document, or up to its sentence `last`."""
        if surname not in self._where:
            formed = self._formed.get(surname, ())
            self._where[surname] = sorted({*formed, *self._known.get(surname, ())}, reverse=True)
        for i in self._where[surname]:
            if last is None or i <= last:
                for who in reversed(self.people.named(i)):
                    if surname in _surnames(who):
                        return who
        return None

    @cached_property
    def _formed(self) -> dict[str, list[int]]:
        """The sentences in which a word may be the surname in a full name, by its form."""
        found: dict[str, list[int]] = defaultdict(list)
        for i, s in enumerate(self.people.sentences):
            for m in _NAME.finditer(self.people.plain, s.start, s.end):
                parts = m[0].split()
                # a family name goes first in some countries
                for part in parts if s.may_hold("party") else parts[-1:]:
                    found[part].append(i)
        return found

    @cached_property
    def _known(self) -> dict[str, list[int]]:
        """The sentences that may name a person of the lexicon, whose surname a text may spell in another way."""
        found: dict[str, list[int]] = defaultdict(list)
        for i, s in enumerate(self.people.sentences):
            if s.may_hold("person"):
                for name in {name for who in self.people.named(i) for name in _surnames(who)}:
                    found[name].append(i)
        return found


def _surnames(who: Candidate) -> list[str]:
    """What a person who is given in full is called afterwards; a Chinese name begins with the surname."""
    parts = who.name.split()
    if who.kind != "person" or " " not in who.name:
        return []
    return [parts[-1], parts[0]] if who.country in _FAMILY_NAME_FIRST else [parts[-1]]
