"""Who speaks without a name: an office, a document or a desk ("Kremlin spokespersons", "the joint statement")."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.lexicon.entries import load
from pipeline.extract.quotes.bodies import unlisted
from pipeline.extract.quotes.candidates import OFFICES, Candidate, is_plural, nouns
from pipeline.extract.quotes.name_forms import CAPITALS_BEFORE, demonyms
from pipeline.extract.quotes.speech_words import finite
from pipeline.extract.text.patterns import either

# "a spokesman for Rosoboronexport", "a professor at a military university in Beijing"
_SPEAKS_FOR = re.compile(
    r"(?: (?:for|of|at|from|by|in|with|within|inside|close to) (?:the |an? )?(?:(?!by |\w+ed )[\w-]+ ){0,3}?){1,2}"
)
_SENT = ("ambassador", "envoy", "attache", "attaché", "consul general", "diplomat", "correspondent")
_DETERMINED = re.compile(r"^(?:(?i:an?|the|that|this|one|another|its|his|her|their)|(?:the )?\w+'s) ")
_NUMBERED = re.compile(r" (?:\d|[IVX]+\b)")
_POINTING = re.compile(r"\b(?i:this|that) (?:[\w-]+ )?$")  # "that source remarks"; "this report" is the author's own
_REPORT = re.compile(r"(?<=[A-Z]) (?:report|study|paper|brief|analysis)\b")
_OF_SOMEBODY = re.compile(r"'s (?:[a-z-]+ ){0,2}")
_SERVING = (
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "press secretary",
    "interpreter",
    "aide",
    "adviser",
    "advisor",
    "deputy",
)
_BESIDE = re.compile(r"[^,;]{0,3}")
_OWNS = re.compile(r"[^,;]{0,3}|'s (?:[\w-]+ ){1,3}")  # "the Pentagon's 2020 report"
_BETWEEN = re.compile(r" (?:[a-z-]+ ){0,2}")  # "Chinese military analysts"
_BARE = re.compile(r"(?:^|[.,;:(—]\s*|\b(\w+) )([A-Z]\w+ )?$")  # "Western officials say"
# What may stand before an office: an article or an owner, and a few adjectives.
_LEAD = re.compile(
    r"(?<![\w-])(?:(?i:the|an?|some|several|many|most|one|two|three|four|five|other|another|these|those|both|his|her|its"
    r"|their|our|my)|[A-Z]\w+'s)"
    r"(?: (?!(?:the|an?|of|for|at|in|on|from|with|by|to|who|that|which|is|are|was|were)\b)[\w-]+(?:'s)?){0,5} $"
)


@cache
def _official() -> re.Pattern[str]:
    """What is official: "its official newspaper" is no official."""
    return re.compile(rf" (?:{either(load('speech')['official'])})\b")


@cache
def _house() -> re.Pattern[str]:
    """What a name stands before that is the name of a house: "the Perm engine works"."""
    houses = either([*load("speech")["desks"], *load("speech")["houses"]])
    return re.compile(rf" (?:(?!the |an? )[a-z]+ ){{0,2}}(?:{houses})\b")


class Offices:
    """The offices, documents and desks of a sentence."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.plain = analysis, analysis.plain

    def holds(self, c: Candidate, s: Analysed) -> bool:
        """Whether what looks like a body is part of a longer noun: "Chinese military" of "Chinese military expert"."""
        kinds = [kind for kind in ("document", "office") if s.may_hold(kind)]
        spans = (m.span() for kind in kinds for m in nouns(kind).finditer(self.plain, c.start, s.end))
        adjective = self.plain.endswith("military", c.start, c.end)  # of "Russian military historian"
        if any(a < c.end < b or (adjective and a == c.end + 1) for a, b in spans):
            return True
        desks = nouns("desk").finditer(self.plain, s.start, c.end) if s.may_hold("desk") else ()
        return any(m.start() < c.start < m.end() == c.end for m in desks)  # "Ministry of Foreign Affairs"

    def of(self, s: Analysed, known: list[Candidate], within: list[Candidate]) -> list[Candidate]:
        """An office or a document without a name: "Kremlin spokespersons", "the joint statement".

        `within`: what is part of one as if it were a body: "Chinese military" of "a Chinese military expert".
        """
        found: list[Candidate] = []
        for kind in reversed(OFFICES):
            for m in nouns(kind).finditer(self.plain, s.start, s.end) if s.may_hold(kind) else ():
                if m[0].lower() == "official" and _official().match(self.plain, m.end()):
                    continue
                if kind == "desk" and (body := self._in_capitals(m, known)):
                    home = None if body.country else self._home(m, s, known)
                    found.append(replace(body, country=home.country) if home else body)
                    continue
                reach = _OWNS if kind == "document" else _BESIDE
                owners = (k for k in known if k.kind in ("party", "body") and k.end <= m.start())
                owner = next((k for k in owners if reach.fullmatch(self.plain, k.end, m.start())), None)
                owner = owner or next((k for k in within if k.start < m.start() < k.end), None)
                if owner is None:
                    made = self._unowned(m, s, known, found)
                elif not any(k.kind == "person" and 0 <= k.start - m.end() <= 1 for k in known):
                    name = f"{self.plain[owner.start : min(owner.end, m.start())]} {m[0]}".replace("'s ", " ")
                    name = " ".join(name.removeprefix("The ").split())
                    made = Candidate(owner.start, m.end(), name, owner.country, kind)
                else:
                    continue
                if made:
                    made.kind, made.role, made.plural = kind, m[0], kind == "office" and is_plural(m[0])
                    found.append(made)
        return found

    def _in_capitals(self, m: re.Match[str], known: list[Candidate]) -> Candidate | None:
        """The body whose name holds the noun: "the Finnish Institute of Northern Security"."""
        lead = CAPITALS_BEFORE.search(self.plain, max(0, m.start() - 60), m.start())
        body = unlisted(self.analysis, lead.start() if lead else m.start()) if m[0][0].isupper() else None
        long = (
            body
            and body.name.count(" ") > 1
            and not any(k.start < body.end and body.start < k.end for k in known if k.kind != "party")
        )
        return body if long else None

    def _unowned(
        self, m: re.Match[str], s: Analysed, known: list[Candidate], desks: list[Candidate]
    ) -> Candidate | None:
        """An office of nobody named: "one Western diplomat", "the ministry in Beijing", "Chinese state media"."""
        start = self._lead(m, s)
        if start is None and _NUMBERED.match(self.plain, m.end()):  # "Article 9"
            start = m.start()
        whose = next((k for k in known if start is not None and k.start <= start <= k.end and self._serves(k, m)), None)
        if (
            start is None
            or any(k.start < m.end() and m.start() < k.end for k in known)
            or any(0 <= k.start - m.end() <= 1 + (k.kind == "person") for k in known)
            or any(
                k.kind == "person" and start <= k.start < m.start() and k is not whose for k in known
            )  # "Minister Ivanov met reporters"
        ):
            return None
        owners = (
            k for k in known if k.kind == "party" or self.plain.startswith("'s ", k.end)
        )  # "the Duma's committee"
        owner = next((k for k in owners if start - 3 <= k.start and k.end <= m.start() and k.country), None)
        home = self._home(m, s, [*known, *desks])
        inside = (c for c in s.chunks if start <= c.start < m.end())
        own = (c for c in inside if not (c.tag == "party" and len(c.value.codes) > 1))  # "the Russo-Chinese treaty"
        demonym = next((e for c in own if (e := c.entry("demonym"))), None)
        within = [demonyms().get(word) for word in self.plain[start : m.end()].split()]
        towns = (e.data.get("country") for c in s.chunks if start <= c.start < m.start() and (e := c.entry("place")))
        stated = (
            owner.country
            if owner
            else demonym.name
            if demonym
            else next((code for code in (*within, *towns) if code), None)
        )
        # not "a declaration in Moscow", but "the strategy of the United States"
        issued = home and not (m.re is nouns("document") and self.plain.startswith((" in ", " at "), m.end()))
        country = stated or (home.country if home and issued else whose.country if whose else None)
        end = home.end if home and m.re is nouns("office") and not self.plain.startswith("'s", home.end) else m.end()
        end = self._house(home, end)
        if report := _REPORT.match(self.plain, end):
            end = report.end()  # "the authors of a RAND report"
        name = self.plain[whose.start : end] if whose else _DETERMINED.sub("", self.plain[start:end])
        return Candidate(start, end, name, country, "office")

    def _house(self, home: Candidate | None, end: int) -> int:
        """Where the house ends whose name begins with what ends at `end`: "a designer at the Salyut plant"."""
        named = home is not None and home.end == end and self.plain.endswith(" the ", 0, home.start)
        house = _house().match(self.plain, end) if named else None
        return house.end() if house and finite().isdisjoint(house[0].split()) else end

    def _serves(self, k: Candidate, m: re.Match[str]) -> bool:
        """Whether the office is one in somebody's service: "Putin's spokesman", and not "Putin's Chinese host"."""
        served = k.kind == "person" and _OF_SOMEBODY.fullmatch(self.plain, k.end, m.start())
        return bool(served) and m[0].lower() in _SERVING

    def _home(self, m: re.Match[str], s: Analysed, known: list[Candidate]) -> Candidate | None:
        """The body or place whose office it is: "a source in the ministry", "an engineer from Ufa"."""
        behind = [k for k in known if k.start > m.end() and k.kind not in ("person", "pronoun", "pair")]
        for c in s.chunks:
            if c.start > m.end() and (entry := c.entry("place")):
                behind.append(Candidate(c.start, c.end, entry.name, entry.data.get("country"), "party"))
        for k in sorted(behind, key=lambda k: k.start):
            between = _SPEAKS_FOR.fullmatch(self.plain, m.end(), k.start)
            abroad = k.kind == "party" and m[0].lower() in _SENT
            if between and not abroad and finite().isdisjoint(between[0].lower().split()):
                return k
        speaks_for = _SPEAKS_FOR.match(self.plain, m.end())
        return unlisted(self.analysis, speaks_for.end(), 3) if speaks_for else None

    def _lead(self, m: re.Match[str], s: Analysed) -> int | None:
        """Where the noun group of an office begins: at an article, an owner or a demonym; a plural may stand bare."""
        lead = _LEAD.search(self.plain, max(s.start, m.start() - 60), m.start())
        if lead and finite().isdisjoint(lead[0].lower().split()):  # "a spokesman told reporters"
            return lead.start()
        pointing = _POINTING.search(self.plain, s.start, m.start()) if m.re is nouns("office") else None
        if pointing:
            return pointing.start()
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
