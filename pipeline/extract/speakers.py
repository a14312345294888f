"""Who said it: the person, office or body that the author ties to the words in quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.extract.analysis import Analysis
from pipeline.extract.dates import Date
from pipeline.extract.lexicon import load, verb_forms
from pipeline.extract.patterns import any_of
from pipeline.extract.people import Candidate, People
from pipeline.read.document import Block

_OBJECT = re.compile(
    r"\b(?:to|with|of|from|in|against|for|on|about|between|toward|towards|at|over|than|citing|cites|cited"
    r"|quoting|quotes|told|tells)\s+(?:the\s+|an?\s+|its\s+|his\s+|her\s+|their\s+)?(?:recent\s+"
    r"|former\s+)?$"
)
_ELLIPTIC = re.compile(r"[\"”»’][,;]?(?: and| while| whereas| but)? $")  # "...", and Xi of "..."
_VIEW = re.compile(r"['’]s (?:own )?(?:words|view|opinion|assessment|judge?ment|account|eyes)\b")
_NOBODY = re.compile(
    r" (?:is|was|has|had|would|seems|appears|remains|became|can|may|might|will)\b(?! (?:also |then |\w+ly )*$)"
)
_REACH = 220  # characters between the verb of speech and the opening mark
_SAID_BY = ("according to", "in the words of", "by")


@dataclass(slots=True)
class Speaker:
    """Who spoke, as canonical name, title and country, with the words that say so."""

    name: str
    country: str | None
    span: tuple[int, int]
    title: str | None = None
    title_span: tuple[int, int] | None = None
    rule: str = "before"


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of these words or phrases of speech.yaml; `said` stands for every form of its verbs, and its phrases."""
    data = load("speech")
    words = (
        [f for v, past in data["verbs"].items() for f in verb_forms(v, past)] + data["phrases"]
        if name == "said"
        else data[name]
    )
    return any_of(set(words))


class Speakers:
    """The choice of a speaker for each utterance of one document. Read them in order: an attribution carries over."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.plain, self.low = analysis, analysis.plain, analysis.low
        self.people = People(analysis)

    def of(
        self,
        outer: tuple[int, int],
        sentence: tuple[int, int],
        block: Block,
        words: int,
        direct: bool,
        gaps: list[tuple[int, int]],
    ) -> Speaker | None:
        """The speaker of the words in `outer` (marks included); `gaps`: where the author of `sentence` breaks in."""
        found = self._inside(gaps, block) or self._after(outer, block) or self._before(outer, sentence, block)
        if found is None:
            found = self._after_colon(outer, sentence)
        if found is None and direct:
            found = self._sentence_before(outer, sentence, block)
        if found is None and words >= 4 and not self._verbs(sentence[0], sentence[1]):
            found = self._carried(sentence, block)
        return found

    def _verbs(self, a: int, b: int) -> list[re.Match[str]]:
        """Verbs of speech in `low[a:b]` that are no part of a name ("United States")."""
        found = list(pattern("said").finditer(self.low, a, b))
        if not found:
            return []
        named = [(c.start, c.end) for c in self.people.between(a, b) if c.kind != "pronoun"]
        return [m for m in found if not any(x <= m.start() < y for x, y in named)]

    def _inside(self, gaps: list[tuple[int, int]], block: Block) -> Speaker | None:
        """ "...," X said, "...": the attribution breaks in."""
        for a, b in gaps:
            spoken = self._verbs(a, b)
            people = [c for c in self.people.between(a, b) if not self._is_object(c)] if spoken else []
            if people:
                return self._make(next((c for c in people if c.kind == "person"), people[0]), "inside", block)
        return None

    def _after_colon(self, outer: tuple[int, int], sentence: tuple[int, int]) -> Speaker | None:
        """The words are a paragraph of their own, and the one before it ends in a colon."""
        lead = self.plain[max(0, outer[0] - 400) : outer[0]].rstrip(" \"“«'‘")
        if not lead.endswith(":") or self.plain[sentence[0] : outer[0]].strip(" \"“«'‘"):
            return None
        end = max(0, outer[0] - 400) + len(lead)
        home = next((self.analysis.sentences[i] for i in reversed(self.analysis.touching(end - 1, end))), None)
        people = [c for c in self.people.between(home.start, end) if not self._is_object(c)] if home else []
        persons = [c for c in people if c.kind == "person"] or people
        return self._make(persons[-1], "colon", home.sentence.block) if persons and home else None

    def _after(self, outer: tuple[int, int], block: Block) -> Speaker | None:
        """ "...," said X; "...?" X asked; "...", according to X: the attribution follows the closing mark."""
        tail = self.plain[outer[1] : min(block.end, outer[1] + _REACH)]
        stop = re.search(r"[.;]\s|[“\"«]", tail)
        end = outer[1] + (stop.start() if stop else len(tail))
        inner = self.plain[outer[1] - 2]
        if inner not in ",?!…" and not re.match(r"\s*(?:,|[—-]?\s*(?:according|as |said|in the words|wrote))", tail):
            return None
        verbs = [v for v in self._verbs(outer[1], end) if v.start() - outer[1] <= 70]
        if not verbs:
            return None
        for who in self.people.between(outer[1], end):
            gap = self.low[outer[1] : min(who.start, verbs[0].start())]
            if (
                re.search(r"\b(?:that|there)\b", self.low[verbs[0].end() : who.start])
                or who.start - verbs[0].end() > 60
            ):
                continue
            if len(gap) <= 40 and not re.search(r"\b(?:and|but|while|which|that)\b", gap):
                apposed = next(
                    (
                        c
                        for c in self.people.between(who.end, end)
                        if c.kind == "person" and self.plain[who.end : c.start] in (", ", " ")
                    ),
                    None,
                )
                return self._make(apposed or who, "after", block)
        return None

    def _before(self, outer: tuple[int, int], sentence: tuple[int, int], block: Block) -> Speaker | None:
        """X said (that) "..."; according to X, "..."; "...", as X put it: the attribution opens the sentence."""
        if viewed := self._in_the_view_of(outer, sentence, block):
            return viewed
        verbs = self._verbs(sentence[0], outer[0])
        if not verbs or outer[0] - verbs[-1].end() > _REACH:
            return None
        verb = verbs[-1]
        people = self.people.between(sentence[0], outer[0])
        if (
            people
            and re.fullmatch(r" (?:of |that )?", self.plain[people[-1].end : outer[0]])
            and people[-1].start > verb.end()
            and _ELLIPTIC.search(self.plain, sentence[0], people[-1].start)
        ):
            return self._make(people[-1], "elliptic", block)  # "Putin spoke of "...", Xi of "..."
        if verb[0] in _SAID_BY:
            ahead = [c for c in people if c.start >= verb.end()]
            if not ahead:
                return self._carried(sentence, block)
            close = [c for c in ahead if c.start - ahead[0].end <= 30 and "," not in self.plain[ahead[0].end : c.start]]
            named = next((c for c in close if c.kind == "person"), ahead[0])  # "according to Roscosmos head Rogozin"
            return self._make(named, "according_to", block)
        behind = [
            c for c in people if c.end <= verb.start() and not self._is_object(c) and not self._expletive(c, verb)
        ]
        if behind:
            return self._make(self._head(behind), "before", block)
        ahead = [c for c in people if 0 <= c.start - verb.end() <= 2]
        return self._make(ahead[0], "before", block) if ahead else None

    def _in_the_view_of(self, outer: tuple[int, int], sentence: tuple[int, int], block: Block) -> Speaker | None:
        """ "In Kashin's view, ...", "For Kashin, an expert at ..., this is ...", "Moiseev was sceptical: ..."."""
        for who in self.people.between(sentence[0], outer[0]):
            if who.kind not in ("person", "body"):
                continue
            lead, rest = self.low[sentence[0] : who.start], self.low[who.end : outer[0]]
            held = lead.endswith("in ") and _VIEW.match(rest)
            if held or (lead == "for " and rest.startswith(",") and not self._verbs(who.end, outer[0])):
                return self._make(who, "view", block)
            if not lead and rest.rstrip().endswith(":") and not self._verbs(who.end, outer[0]):
                return self._make(who, "colon", block)
        return None

    def _head(self, behind: list[Candidate]) -> Candidate:
        """The nearest, or the person whose apposition it stands in: "Wang, a researcher at the PLA Academy, said"."""
        best = max(behind, key=lambda c: (c.end, c.end - c.start))
        person = next((c for c in reversed(behind) if c.kind in ("person", "pronoun")), None)
        if person is None or best.kind == "person" or person.end > best.start:
            return best
        between = self.plain[person.end : best.start].lstrip()
        if (
            between.startswith((",", "("))
            or (person.kind == "pronoun" and len(between) < 40)
            or len(self.plain[best.end : best.end + 1]) == 0
        ):
            return person
        return best

    def _expletive(self, c: Candidate, verb: re.Match[str]) -> bool:
        """Whether "it" stands for nobody: "It has become common to speak of"."""
        return c.name == "it" and _NOBODY.match(self.low, c.end, verb.start()) is not None

    def _is_object(self, c: Candidate) -> bool:
        """Whether a preposition or a possessive keeps the candidate from being the one who speaks."""
        if re.match(
            r" (?:saying|arguing|claiming|stating|noting|adding|insisting|declaring)\b", self.low[c.end : c.end + 12]
        ):
            return False  # "with the ministry saying that"
        return self.plain[c.end : c.end + 2] == "'s" or bool(_OBJECT.search(self.low, max(0, c.start - 24), c.start))

    def _sentence_before(self, outer: tuple[int, int], sentence: tuple[int, int], block: Block) -> Speaker | None:
        """The utterance is a sentence of its own, and the author's sentence before it ends in speech."""
        if self.plain[sentence[0] : outer[0]].strip(" \"“«'‘("):
            return None
        start = max(block.start, outer[0] - 220)
        verbs = self._verbs(start, outer[0])
        if not verbs or outer[0] - verbs[-1].end() > 100:
            return None
        people = [c for c in self.people.between(start, outer[0]) if c.kind != "party" and not self._is_object(c)]
        return self._make(people[-1], "sentence_before", block) if people else None

    def _carried(self, sentence: tuple[int, int], block: Block) -> Speaker | None:
        """The paragraph goes on reporting the speaker of the sentence before ("As a consequence, they will ...")."""
        near = (self.analysis.sentences[i] for i in self.analysis.touching(block.start, sentence[0]))
        before = [s for s in near if block.start <= s.start and s.end <= sentence[0]]
        for s in reversed(before[-2:]):
            verbs = self._verbs(s.start, s.end)
            people = [
                c
                for c in self.people.between(s.start, s.end)
                if c.kind in ("person", "body", "pronoun") and not self._is_object(c)
            ]
            if verbs and people:
                return self._make(people[0], "carried", block)
        return None

    def _make(self, who: Candidate, rule: str, block: Block) -> Speaker | None:
        span = (who.start, who.end)
        if who.kind == "pronoun":
            person = self._antecedent(who, block)
            return Speaker(person.name, person.country, span, person.title, person.title_span, rule) if person else None
        if who.kind == "party" and who.country is None and (holder := self._holder(who)):
            return Speaker(holder.name, holder.country, span, holder.title, holder.title_span, rule)
        full = self.people.full.get(who.name.split()[-1]) if who.kind == "person" else None
        if full and who.title is None:
            return Speaker(
                who.name if " " in who.name else full.name,
                who.country or full.country,
                span,
                full.title,
                full.title_span,
                rule,
            )
        return Speaker(who.name, who.country, span, who.title, who.title_span, rule)

    def _holder(self, who: Candidate) -> Candidate | None:
        """The person named before whose title is this office: "President Putin ... the president said"."""
        if not self.low.startswith("the ", who.start):
            return None
        earlier = self.people.between(max(0, who.start - 2500), who.start)
        same = (c for c in reversed(earlier) if c.kind == "person" and c.title)
        return next((c for c in same if c.title and c.title.lower().endswith(who.name.lower())), None)

    def _antecedent(self, who: Candidate, block: Block) -> Candidate | None:
        """Whom a pronoun stands for: the last subject of its kind in the paragraph, else in the one before."""
        kinds = (
            ("body", "party")
            if who.name == "it"
            else ("person",)
            if who.name in ("he", "she")
            else ("person", "body", "party")
        )
        for start in (block.start, max(0, block.start - 1500)):
            earlier = [c for c in self.people.between(start, who.start) if c.kind in kinds]
            subjects = [c for c in earlier if not self._is_object(c)]
            if earlier:
                return (subjects or earlier)[-1]
        return None

    def date(self, where: tuple[int, int], outer: tuple[int, int], speaker: Speaker) -> Date | None:
        """When it was said: a date in the author's words, or in the sentence before by the same speaker."""
        inside = [self.analysis.sentences[i] for i in self.analysis.touching(*where)]
        stated = [d for s in inside for d in s.dates if not outer[0] <= d.start < outer[1]]
        if not stated and inside and (earlier := inside[0].before) and earlier.dates:
            said = self._verbs(earlier.start, earlier.end)
            if said and any(c.name == speaker.name for c in self.people.between(earlier.start, earlier.end)):
                stated = earlier.dates
        return stated[0] if stated else None

    def occasion(self, where: tuple[int, int], outer: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
        """The kind of occasion that the author names outside the marks."""
        m = next(
            (m for m in pattern("occasions").finditer(self.low, *where) if not outer[0] <= m.start() < outer[1]), None
        )
        return (m[0], m.span()) if m else None
