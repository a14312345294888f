"""Whom a candidate stands for: a pronoun, a surname, an office or a document that was named in full elsewhere."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pipeline.extract.grammar.analysis import Analysis
from pipeline.extract.lexicon.entries import load
from pipeline.extract.quotes.candidates import JOINS, SPEAKING_PRONOUNS, Candidate, Speaker
from pipeline.extract.quotes.clauses import Clauses
from pipeline.extract.quotes.name_forms import CAPITALS_BEFORE
from pipeline.extract.quotes.owners import Owners
from pipeline.extract.quotes.papers import Papers
from pipeline.extract.quotes.stand_ins import meant
from pipeline.extract.text.patterns import either

_BACK = 3000  # characters: how far an office or a document is looked for
_FEW_LINES = 400  # and whom "they" are
_LINE = 80  # and whose "its" somebody's office is
_NEAR = 1500  # and whom a pronoun stands for

_KINDS = {"it": ("body", "party", "document", "desk"), "they": ("person", "body", "office", "desk")}  # else a person
_RELATIVE = re.compile(r", (?:whom|which) (?:the )?(?:\w+ )?$")  # "a general whom the author met"
_OF_ITS = re.compile(r" of (?:its|the (?:country|nation)'s) ")
_INDEFINITE = re.compile(r"(?:an?|one|another|some|several) ")
_BEFORE_ONE = re.compile(r"\b(?:an?|one|another|some|any) $")
_ONE_OF = re.compile(r"(?:one|another|an? (?:second|third|fourth)|some|several|others?) ")
_BESIDE = re.compile(r"\b(?:after|before|behind|beside|without|unlike|next to|opposite|in front of|instead of) $")
_PREDICATE = re.compile(r"\b(?:is|was|remains|remained|became) (?:now |then |still )?(?:(?:an?|the|its|their) )?$")
_OTHER_SIDE = ("counterpart", "opposite number", "host", "guest")  # of another country
_APPOSED = re.compile(r"(?:, | as )(?:an? |the )?$")


@cache
def _titles() -> dict[str, str]:
    return {p["name"]: ", ".join([p.get("title") or "", *p.get("held", ())]) for p in load("people")}


@cache
def _its_desk() -> re.Pattern[str]:
    """Whose office it is that was named before: "the yard's director"."""
    return re.compile(rf"\b(?:the|that) (?:{either(load('speech')['desks'])})'s ")


@cache
def _of_desk() -> re.Pattern[str]:
    """The same behind the office: "head of the company"."""
    return re.compile(rf" (?:of|at|in|with|for|from) the (?:{either(load('speech')['desks'])})\b")


class Referents:
    """The speakers that candidates of one document stand for. `last` is the one found last."""

    def __init__(self, analysis: Analysis, clauses: Clauses) -> None:
        self.analysis, self.low = analysis, analysis.low
        self.plain, self.clauses = analysis.plain, clauses
        self.papers, self.owners = Papers(analysis, clauses), Owners(analysis, clauses)
        self.last: Speaker | None = None
        self._called: dict[str, str] = {}  # the country of those who were called "the US official" after their name

    def speaker(self, who: Candidate, rule: str) -> Speaker | None:
        """Who is meant, with what the document says of title and country anywhere."""
        span = (who.start, who.end)
        if who.kind == "pronoun" and who.name not in SPEAKING_PRONOUNS:
            one = meant(self.clauses, who)
            found = self._as_speaker(one) if one else None
        elif who.kind == "pronoun":
            found = self._antecedent(who)
        else:
            found = self._pair(who) if who.kind == "pair" else self._named(who)
        return replace(found, span=span, rule=rule) if found else None

    def _as_speaker(self, who: Candidate) -> Speaker:
        """A candidate as it is, a person with title and country from where they are stated."""
        span, person = (who.start, who.end), who.kind == "person"
        full = self.clauses.people.full.get(who.name.split()[-1]) if person else None
        named = self._spelt_out(who) if full is None or " " in who.name else full.name
        told = [c for c in (who, full, self.clauses.people.described(named) if person else None) if c]
        titled = next((c for c in told if c.title), who)
        stated = next((c.country for c in told if c.country), None)
        country = stated or self._through(titled) or (self._called.get(named) if person else None)
        several = who.plural and who.name == who.role
        state = who.kind == "party"
        return Speaker(named, country, span, titled.title, titled.title_span, "", person, several, state)

    def _through(self, who: Candidate) -> str | None:
        """The country of whose office a person has: "the yard's director", "head of the company", "Ivanov's deputy"."""
        if country := self.owners.its(max(0, who.start - _LINE), who.start):
            return country
        if chief := self.owners.his(who.lead) or self.owners.his(who.start):
            return self._as_speaker(chief).country if chief.name != who.name else None
        if who.title_span is None or (who.title or "").endswith(_OTHER_SIDE):
            return None
        start, end = who.title_span
        if _its_desk().search(self.low, max(0, start - 40), start) or _of_desk().search(self.low, start, end):
            return self._spoken_for(who)
        owners = self.clauses.between(max(0, start - 60), start)
        owner = next((c for c in owners if c.kind == "person" and self.plain[c.end : start] == "'s "), None)
        return self._as_speaker(owner).country if owner else None

    def _spelt_out(self, who: Candidate) -> str:
        """Its name, or what stands before initials in brackets: "the Swedish Defence Research Agency (FOI)"."""
        initials = who.kind == "body" and who.name.isupper() and self.plain.endswith("(", 0, who.start)
        words = initials and CAPITALS_BEFORE.search(self.plain, max(0, who.start - 100), who.start - 1)
        return words[0].removeprefix("The ").strip() if words else who.name

    def _together(self, who: Candidate) -> Speaker:
        """Two who speak as one: "Moscow and Beijing", "Putin and Xi"."""
        one = self._as_speaker(who)
        if not self.plain.endswith(JOINS, 0, who.start):
            return one
        before = self.clauses.between(max(0, who.start - 80), who.start)
        other = before[-1] if before else None
        if other is None or other.kind != who.kind or self.plain[other.end : who.start] not in JOINS:
            return one
        two = self._as_speaker(other)
        country = one.country if one.country == two.country else None
        return Speaker(f"{two.name} and {one.name}", country, (other.start, who.end), state=one.state and two.state)

    def _pair(self, who: Candidate) -> Speaker | None:
        """The two countries that the document is about: "both sides"."""
        names = [load("countries")[code]["name"] for code in self.analysis.dyad or ()]
        return Speaker(" and ".join(names), None, (who.start, who.end), state=True) if names else None

    def _holder(self, who: Candidate) -> Speaker | None:
        """The person whose office this is, of its country if of none that was stated."""
        found = self._has_office(who)
        if found and found.country is None and who.country and found.person:
            self._called[found.name] = who.country
            return replace(found, country=who.country)
        return found

    def _has_office(self, who: Candidate) -> Speaker | None:
        """The person named before whose office this is: "President Putin ... the president said"."""
        if who.role is None or who.plural or not self._definite(who) or self.low.startswith("the same ", who.start):
            return None  # "the same general" is the one of whom was spoken last
        role = who.role.lower()
        before = self.clauses.between(max(0, who.start - _BACK), who.start)
        everybody = before or self.clauses.between(0, len(self.low))
        earlier = [c for c in everybody if c.kind == "person"]
        fitting = [
            c for c in reversed(earlier) if who.country is None or self._as_speaker(c).country in (who.country, None)
        ]
        offices = load("speech")["same_office"].get(role, [role])
        for c in fitting:
            titles = f"{self._as_speaker(c).title or ''} {_titles().get(c.name, '')}".lower()
            titles = titles.replace("defense", "defence")
            if any(re.search(rf"\b{re.escape(o.replace('defense', 'defence'))}\b", titles) for o in offices):
                return self._as_speaker(c)
        if role not in load("speech")["anybody"]:
            return self._untitled(who, fitting, before)
        fits = self.last and (not who.country or self.last.country in (who.country, None))
        if self.last and fits and self.last.person and who.start - self.last.span[1] < _NEAR:
            return self.last
        near = [c for c in fitting if who.start - c.end < _NEAR]
        return self._as_speaker(near[0]) if near else None

    def _untitled(self, who: Candidate, fitting: list[Candidate], before: list[Candidate]) -> Speaker | None:
        """The person in the lines before of whom no office is told: "Denisov denied it ... the ambassador said"."""
        role = (who.role or "").lower()
        if role not in load("speech")["untitled"] or any(role == (c.role or "").lower() for c in before):
            return None
        near = next((c for c in fitting if who.start - c.end < _FEW_LINES), None)
        found = self._as_speaker(near) if near else None
        return found if found and not (found.title or _titles().get(found.name)) else None

    def _definite(self, who: Candidate) -> bool:
        """Whether it is one who is known: "the minister", "Russian President said"."""
        if _INDEFINITE.match(self.low, who.start):
            return False
        if _BEFORE_ONE.search(self.low, max(0, who.start - 9), who.start):
            return False  # "one Russian expert", "another Chinese general"
        lead = self.low[max(0, who.start - 4) : who.start]
        return self.low.startswith("the ", who.start) or lead == "the " or who.country is not None

    def _fuller(self, who: Candidate) -> Candidate:
        """The office named before that a bare "the spokeswoman" or "the source" is; else that of the minister's own."""
        if who.country or who.plural or who.role is None:
            return who
        if _OF_ITS.search(self.low, who.start, who.end + 30):
            return replace(who, country=self._last_country(who))
        if country := self.owners.its(who.start, who.end):
            return replace(who, country=country)
        of_desk = _of_desk().match(self.low, who.end) or _of_desk().search(self.low, who.start, who.end)
        if of_desk or _its_desk().match(self.low, who.start):
            return replace(who, country=self._spoken_for(who) or self.owners.ministry(who))
        spokesman = who.role.lower().startswith("spokes")
        if not self.low.startswith(("the ", "this ", "that "), who.start):
            country = self._spoken_for(who) if spokesman else self._of_those(who)
            return replace(who, country=country or self.owners.ministry(who))
        earlier = self.clauses.between(max(0, who.start - _BACK), who.end - 1)
        minister = next((c for c in earlier if c.start == who.start and c.kind == "office"), None)
        if minister and (holder := self._holder(minister)):
            return replace(who, country=holder.country)
        same = (c for c in reversed(earlier) if c.kind == "office" and (c.role or "").lower() == who.role.lower())
        fuller = next((self._fuller(c) for c in same if c.start < who.start), who)
        if fuller is not who:
            return fuller
        return replace(who, country=(self._spoken_for(who) if spokesman else None) or self.owners.ministry(who))

    def _of_those(self, who: Candidate) -> str | None:
        """The country of those whom "one expert" or "another" is one of: "Russian experts", named before."""
        if not _ONE_OF.match(self.low, who.start) or who.role is None:
            return None
        earlier = self.clauses.between(max(0, who.start - _NEAR), who.start)
        same = (
            c for c in reversed(earlier) if c.kind == "office" and (c.role or "").lower().startswith(who.role.lower())
        )
        return next((c.country for c in same if c.country), None)

    def _spoken_for(self, who: Candidate) -> str | None:
        """The country of the ministry, body or office named last before its spokesman."""
        earlier = self.clauses.between(max(0, who.start - _NEAR), who.start)
        owners = (c for c in reversed(earlier) if c.kind in ("desk", "body", "office") and c.country)
        owner = next(owners, None)
        return owner.country if owner else None

    def _last_country(self, who: Candidate) -> str | None:
        """Which is meant by "the head of the country's navy": the one named last."""
        earlier = self.clauses.between(max(0, who.start - _NEAR), who.start)
        return next((c.country for c in reversed(earlier) if c.country and c.kind != "person"), None)

    def _antecedent(self, who: Candidate) -> Speaker | None:
        """Whom a pronoun stands for: the last subject of its kind or the last speaker, whichever came later."""
        kinds = _KINDS.get(who.name, ("person", "office"))
        if who.name == "they" and (several := self._several(who)):
            return several
        objects: list[Candidate] = []
        home = self.analysis.sentences[self.analysis.touching(who.start, who.end)[0]]
        block = home.sentence.block
        asked = self.clauses.between(home.start, who.start) if who.name in ("he", "she") else []
        near = next((c for c in reversed(asked) if c.kind in ("person", "office")), None)
        acting = any(c.kind == "person" and not self.clauses.is_object(c) for c in asked)
        if near and near.kind == "office" and not (near.plural or acting) and _INDEFINITE.match(self.low, near.start):
            return self._named(near)  # "When I put this to a diplomat, she said"
        for start in (block.start, max(0, block.start - _NEAR)):
            earlier = [c for c in self.clauses.between(start, who.start) if c.kind in kinds and self._may_be(who, c)]
            subjects = [
                c for c in earlier if not (self.clauses.is_object(c) or self._aside(c) or self.papers.told_of(c))
            ]
            last = self.last if self.last and start <= self.last.span[0] < who.start else None
            if last and last.person == (who.name != "it") and (not subjects or last.span[0] >= subjects[-1].start):
                return last
            if subjects:
                return self._named(subjects[-1])
            objects = objects or earlier
            if any(c.kind == "person" for c in objects):
                break  # "Mr Putin's articles. He wrote"
        return self._named(objects[-1]) if objects else self._pair(who) if who.name == "they" else None

    def _several(self, who: Candidate) -> Speaker | None:
        """The last who are more than one in the lines before "they": both sides, two joined by "and", "experts"."""
        for c in reversed(self.clauses.between(max(0, who.start - _FEW_LINES), who.start)):
            joined = c.kind in ("person", "party") and self.plain.endswith(JOINS, 0, c.start)
            if (c.kind == "pair" or c.plural or joined) and not self.clauses.is_object(c):
                return self._pair(c) if c.kind == "pair" else self._named(c)
        return None

    def _named(self, c: Candidate) -> Speaker | None:
        """Who is meant by a candidate that is no pronoun."""
        if c.kind == "document" and (author := self.papers.author(c)):
            return self._named(author) if author.kind != "pronoun" else self._antecedent(author)
        if c.kind == "office":
            return self._holder(c) or self._as_speaker(self._fuller(c))
        if c.kind == "desk" and c.country is None:
            of_desk = self._spoken_for(c) if _its_desk().match(self.low, c.start) else None
            c = replace(c, country=of_desk or self.owners.its(c.start, c.end) or self.owners.ministry(c))
        return self._as_speaker(self.papers.document(c)) if c.kind in ("document", "desk") else self._together(c)

    def _aside(self, c: Candidate) -> bool:
        """Whether it is told of somebody named before: in apposition, a predicate, a relative clause, "after Putin"."""
        if _BESIDE.search(self.low, max(0, c.lead - 14), c.lead) and self.plain[c.end : c.end + 1] in (".", ",", ";"):
            return True  # "Xi spoke after Putin."
        if c.kind == "office" and _PREDICATE.search(self.low, max(0, c.start - 24), c.start):
            return True  # "Petrov is the best-known representative"
        apposed = c.kind == "office" and _APPOSED.search(self.low, max(0, c.start - 8), c.start) is not None
        return apposed or _RELATIVE.search(self.low, max(0, c.start - 60), c.start) is not None

    def _may_be(self, who: Candidate, c: Candidate) -> bool:
        """Whether "he" or "she" may be this office: one, and known ("the professor went on ... she explained")."""
        return c.kind != "office" or who.name == "they" or not c.plural
