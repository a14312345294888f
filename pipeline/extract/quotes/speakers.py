"""Who said it: the person, office, document or body that the author ties to the words in quotation marks."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from pipeline.extract.grammar.analysis import Analysis
from pipeline.extract.lexicon.entries import load
from pipeline.extract.quotes.bodies import unlisted
from pipeline.extract.quotes.candidates import Candidate, Speaker
from pipeline.extract.quotes.carry import REACH, Carry
from pipeline.extract.quotes.clauses import Clauses
from pipeline.extract.quotes.marks import last_sign
from pipeline.extract.quotes.name_forms import CAPITALS_BEFORE, media
from pipeline.extract.quotes.referents import Referents
from pipeline.extract.quotes.signed import signed
from pipeline.extract.quotes.speech_words import cited, ending, finite, found_in, owned_words, pattern, tells
from pipeline.extract.quotes.views import pronoun, view
from pipeline.read.document import Block

_ELLIPTIC = re.compile(r"[\"”»’][,;]?(?: and| while| whereas| but)? $")  # "...", and Xi of "..."
_BY = re.compile(r" by (?:the )?(?:[\w'-]+ ){0,4}")
_HIM = re.compile(r" (him|her|them)\b")
_IN_HIS = re.compile(r"in (his|her|their) ")
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)(?: (?:also|often|widely|sometimes|later|then|once|since|now|\w+ly))? $"
)
_DONE_BY = re.compile(r"\b(?:was|were|is|are|been) (?:\w+ly )?\w+(?:ed|en) by (?:(?:the|an?) )?(?:[a-z-]+ ){0,2}$")
_AS_SAID = re.compile(r"\bas ")  # "is quoted as saying"
_QUOTED = re.compile(r"\b(?:cit|quot)(?:e[ds]?|ing)\b")
_QUOTING = re.compile(r"\b(?:cit|quot)(?:e[ds]|ing) (?:(?:an?|the|one) )?(?:[a-z-]+ ){0,2}$")
# ", newly arrived Chinese Ambassador Fu Cong said"; "would “oppose it” and “counter it,” he said"
_APART = re.compile(r"(?:,|[”\"»]) (?:[\w.'-]+ ){0,6}$")
_THAT = re.compile(r" (?:(?:\w+ ){0,3})that\b")
_AND_THAT = re.compile(r"\b(?:and|but) that\b")
# What may stand behind the verb that ends a sentence: ", Wang Yi said on Monday."
_TAIL = re.compile(r"[.,]|.{0,30}$| (?:in|on|at|to|during|via)\b[^,;“”\"]*(?:$|, (?:which|who)\b)", re.S)
_TOLD = re.compile(r"\s*(?:,|[—–-]?\s*(?:according|as |said|in the words|wrote))")
_MIDWAY = re.compile(r" (?:the |a |an )[a-z]|[a-z]")  # a stop within the marks, and the sentence goes on
_BESIDE = 70  # characters between the closing mark and the verb of speech


@cache
def _stop() -> re.Pattern[str]:
    """Where the author's sentence ends. It begins with its mark and looks back then: it is tried nowhere else."""
    return re.compile(rf"[.;]{ending()}\s|[“\"«]")


class Speakers:
    """The choice of a speaker for each utterance of one document. Read them in order: an attribution carries over."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.plain, self.low = analysis, analysis.plain, analysis.low
        self.clauses = Clauses(analysis)
        self.referents = Referents(analysis, self.clauses)
        self.carry = Carry(analysis, self.clauses, self.referents)

    def of(
        self,
        outer: tuple[int, int],
        sentence: tuple[int, int],
        block: Block,
        words: int,
        direct: bool,
        parts: list[tuple[int, int]],
    ) -> Speaker | None:
        """The speaker of the words in `outer` (marks included), of which the author of `sentence` may break `parts`."""
        self.clauses.quoted += [(outer[0], parts[0][1]), *parts[1:]] if parts[1:] else [outer]
        gaps = [(one[1], two[0]) for one, two in pairwise(parts)]
        found = self._inside(gaps) or self._after(outer, block)
        if found is None or not (found.person or direct):  # "Putin called it "...," according to Interfax"
            told = self._before(outer, sentence, block)
            found = told if found is None or (told and told.person) else found
        if found is None:
            found = self._after_colon(outer, sentence, direct)
        if found is None or found.name in media():
            found = self.later(outer, sentence, block) or found
        if found is None and direct:
            found = self.carry.sentence_before(outer, sentence, block)
        if found is None and words >= 4 and not self.clauses.verbs(sentence[0], sentence[1]):
            found = self.carry.goes_on(sentence, block) or self.carry.continued(outer, block)
        if found:
            self.referents.last = found
        return found

    def _inside(self, gaps: list[tuple[int, int]]) -> Speaker | None:
        """ "...," X said, "...": the attribution breaks in."""
        for a, b in gaps:
            verbs = self.clauses.verbs(a, b)
            of_whom = verbs and verbs[0][0] in load("speech")["said_by"]  # "..., in the words of one participant, ..."
            people = [c for c in self.clauses.between(a, b) if of_whom or not self.clauses.is_object(c)]
            if not verbs:  # "...," in Kashin's view, "..."
                people = [c for c in self.clauses.between(a, b) if owned_words().match(self.low, c.end)]
            if people:
                return self._make(next((c for c in people if c.kind == "person"), people[0]), "inside")
        return None

    def _after_colon(self, outer: tuple[int, int], sentence: tuple[int, int], direct: bool) -> Speaker | None:
        """The words are a paragraph of their own, or a clause, and what is before them ends in a colon."""
        lead = self.plain[max(0, outer[0] - 400) : outer[0]].rstrip(" \"“«'‘")
        own = self.plain[sentence[0] : outer[0]].strip(" \"“«'‘")
        if not lead.endswith(":" if own else (":", " that,", " that")) or (own and not direct):
            return None
        end = max(0, outer[0] - 400) + len(lead)
        if not (near := self.analysis.touching(end - 1, end)):
            return None
        home = self.analysis.sentences[near[-1]]
        verbs = self.clauses.verbs(home.start, end)
        agents = (c for c in self.clauses.between(home.start, end) if c.kind in ("person", "office"))
        by = next((c for c in agents if not verbs and _DONE_BY.search(self.low, home.start, c.lead)), None)
        who = by or (self.clauses.subject(verbs, home.start) if verbs else None)
        people = [c for c in self.clauses.between(home.start, end) if not self.clauses.is_object(c)]
        persons = [c for c in people if c.kind == "person"] or people
        return self._make(who or persons[-1], "colon") if who or persons else None

    def _after(self, outer: tuple[int, int], block: Block) -> Speaker | None:
        """ "...," said X; "...?" X asked; "...", according to X: the attribution follows the closing mark."""
        tail = self.plain[outer[1] : min(block.end, outer[1] + REACH)]
        if signs := signed(self.clauses, outer[1], block.end):
            return self._make(*signs)
        stop = _stop().search(tail)
        end = outer[1] + (stop.start() if stop else len(tail))
        inner = last_sign(self.plain, outer[1] - 1)
        if inner != "," and self.plain.endswith((":", ": "), 0, end) and stop and self.plain[end] in '“"«':
            return None  # "..." Putin responded: "..."
        if inner not in ",?!…" and not _MIDWAY.match(tail) and not _TOLD.match(tail):
            return None
        said = self.clauses.verbs(outer[1], end)
        if said and said[0][0].endswith("ing") and said[0].start() - outer[1] <= len(", "):
            return None  # "..., saying Russia was convinced"
        verbs = [
            v
            for v in said
            if v.start() - outer[1] <= (REACH if self.clauses.apposition(outer[1], v.start()) else _BESIDE)
            and (_AS_SAID.search(v[0]) or not v[0].endswith("ing"))  # ", saying that" goes on with what came before
        ]
        if not verbs:
            return None
        people = self.clauses.between(outer[1], end)
        as_said = [
            c
            for c in people
            if cited().match(self.low, c.end)
            and _QUOTED.search(self.low, outer[1], c.start)
            and not self.low.endswith((" by ", " by the "), 0, c.start)  # "is quoted by TASS as saying"
        ]
        for who in as_said or people:
            if who.start < verbs[0].start() and self.clauses.is_object(who) and who not in as_said:
                continue
            if who.name == "it" and who.start > verbs[0].start():
                continue  # "..., as officials called it"
            gap = self.low[outer[1] : min(who.start, verbs[0].start())]
            lead = self.low[verbs[0].end() : who.start]
            if re.search(r"\b(?:that|there)\b", lead) or who.start - verbs[0].end() > 60:
                continue
            if len(gap) <= 40 and not re.search(r"\b(?:and|but|though|although|whereas|while|which|that)\b", gap):
                return self._make(self.clauses.introduced(who, end), "after")
        return None

    def _before(self, outer: tuple[int, int], sentence: tuple[int, int], block: Block) -> Speaker | None:
        """X said (that) "..."; according to X, "..."; "...", as X put it: the attribution opens the sentence."""
        if quoted := self._quoted_for_it(outer, sentence):
            return self._make(quoted, "before")
        if viewed := view(self.clauses, sentence[0], outer[0]):
            return self._make(*viewed)
        verbs = self.clauses.verbs(sentence[0], outer[0])
        if not verbs and (sees := found_in().search(self.low, sentence[0], outer[0])):
            who = self.clauses.subject([sees], sentence[0])
            return self._make(who, "before") if who and who.kind in ("person", "office", "body", "document") else None
        if not verbs or outer[0] - verbs[-1].end() > REACH:
            return self._opening(verbs, outer, sentence, block)
        verbs = self._governing(verbs, outer[0])
        verb = verbs[-1]
        if aside := self.clauses.put_in(verb, outer[0]):
            return self._make(aside, "before")
        if own := _IN_HIS.match(verb[0]):  # "China, in his words, "...""
            return self._make(pronoun(own[1], verb.start() + own.start(1)), "view")
        people = self.clauses.between(sentence[0], outer[0])
        if (
            people
            and re.fullmatch(r" (?:of |that )?", self.plain[people[-1].end : outer[0]])
            and people[-1].start > verb.end()
            and _ELLIPTIC.search(self.plain, sentence[0], people[-1].start)
        ):
            return self._make(people[-1], "elliptic")  # "Putin spoke of "...", Xi of "..."
        if verb[0] in load("speech")["said_by"]:
            return self._according_to(verb, people, sentence, block)
        if pattern("attitudes").fullmatch(verb[0]):
            told = [
                v
                for v in verbs[:-1]
                if not pattern("attitudes").fullmatch(v[0])
                and (v[0] in load("speech")["said_by"] or "," not in self.plain[v.end() : verb.start()])
            ]
            said = told and (self._opening(told, outer, sentence, block) or self._told(told, sentence))
            if said:
                return said  # "Lavrov said that both sides view it as"
        if by := next((c for c in people if _BY.fullmatch(self.low, verb.end(), c.start)), None):
            return self._make(by, "before")
        if verb[0].endswith(("ed", "en", "seen")) and _PASSIVE.search(self.low, sentence[0], verb.start()):
            behind = self.clauses.between(outer[1], sentence[1])
            by = next((c for c in behind if _BY.fullmatch(self.low, outer[1], c.start)), None)
            return (
                self._make(self.clauses.introduced(by, sentence[1]), "later") if by else None
            )  # "was called "..." by Lu"
        if who := self.clauses.subject(verbs, sentence[0]):
            return self._make(who, "before")
        owner = next((c for c in reversed(people) if self._of_what_is_said(c, verb)), None)
        if source := owner or self._unlisted(sentence[0], verb):
            return self._make(source, "before")
        ahead = [c for c in people if 0 <= c.start - verb.end() <= 2 and not self.clauses.is_object(c)]
        named = re.search(r"\b[A-Z][\w'-]+ $", self.plain[sentence[0] : verb.start()])
        return self._make(ahead[0], "before") if ahead and not named else None

    def _quoted_for_it(self, outer: tuple[int, int], sentence: tuple[int, int]) -> Candidate | None:
        """Whom another quotes: "TASS reported it, citing a source in the industry: "..."."""
        people = self.clauses.between(sentence[0], outer[0]) if self.plain.endswith(": ", 0, outer[0]) else []
        for who in people:
            rest = self.plain[who.end : outer[0] - 2]
            if _QUOTING.search(self.low, sentence[0], who.lead) and ":" not in rest:
                return None if self.clauses.verbs(who.end, outer[0]) else who
        return None

    def _governing(self, verbs: list[re.Match[str]], end: int) -> list[re.Match[str]]:
        """The verbs up to the one that governs the words: "he said that China had noted it, and that the aircraft"."""
        if _AND_THAT.search(self.low, verbs[-1].end(), end) and not _THAT.match(self.low, verbs[-1].end()):
            for i, verb in reversed(list(enumerate(verbs))):
                if _THAT.match(self.low, verb.end()):
                    return verbs[: i + 1]
        return verbs

    def _of_what_is_said(self, c: Candidate, verb: re.Match[str]) -> bool:
        """Whether it is theirs what speaks: "China's official description of the event claimed"."""
        spoken = owned_words().match(self.low, c.end)
        return spoken is not None and spoken.end() < verb.start() and not self.clauses.verbs(spoken.end(), verb.start())

    def _unlisted(self, start: int, verb: re.Match[str]) -> Candidate | None:
        """A source that no list has, by its capitals right before the verb: "The Northern Review argues"."""
        name = CAPITALS_BEFORE.search(self.plain, start, verb.start())
        several = name and " " in name[0].strip() and verb[0] in finite()
        return unlisted(self.analysis, name.start()) if name and several else None

    def _told(self, verbs: list[re.Match[str]], sentence: tuple[int, int]) -> Speaker | None:
        """The subject of the last of `verbs`."""
        who = self.clauses.subject(verbs, sentence[0])
        return self._make(who, "before") if who else None

    def _opening(
        self, verbs: list[re.Match[str]], outer: tuple[int, int], sentence: tuple[int, int], block: Block
    ) -> Speaker | None:
        """ "According to X, ..." opens the sentence, and nothing but X's view follows."""
        lead = next((v for v in verbs if v[0] in load("speech")["said_by"]), None)
        if lead is None or self.plain[sentence[0] : lead.start()].strip("\"“'‘ ") or outer[0] - lead.end() > 2 * REACH:
            return None
        return self._according_to(lead, self.clauses.between(lead.end(), outer[0]), sentence, block)

    def _according_to(
        self, verb: re.Match[str], people: list[Candidate], sentence: tuple[int, int], block: Block
    ) -> Speaker | None:
        """Whom "according to" names; a person goes before the body whose head that person is."""
        ahead = [c for c in people if c.start >= verb.end()]
        if him := _HIM.match(self.low, verb.end()):
            return self._make(pronoun(him[1], him.start(1)), "according_to")
        if not ahead:
            named = re.match(r" (?:the )?", self.low[verb.end() : verb.end() + 5])
            source = named and unlisted(self.analysis, verb.end() + named.end())
            return self._make(source, "according_to") if source else self.carry.goes_on(sentence, block)
        close = [c for c in ahead if c.start - ahead[0].end <= 30 and "," not in self.plain[ahead[0].end : c.start]]
        apposed = self.clauses.introduced(ahead[0], sentence[1])  # "according to the head of Rostec, Sergei Chemezov,"
        who = [c for c in close if c.kind == "person"]  # "according to Roscosmos head Rogozin"
        who += [apposed] if self.plain.startswith(",", apposed.end) else ahead
        return self._make(who[0], "according_to")

    def later(self, outer: tuple[int, int], sentence: tuple[int, int], block: Block) -> Speaker | None:
        """The sentence goes on after the words, and its end says whose they are: "..., officials said"."""
        if not tells(self.low, outer[1], sentence[1]):
            return None
        people = self.clauses.between(outer[1], sentence[1])
        for who in people:  # "... (in Putin's words)"
            if self.low.endswith(("(in ", ", in "), 0, who.start) and owned_words().match(self.low, who.end):
                return self._make(who, "later")
        for verb in self.clauses.verbs(outer[1], sentence[1]):
            if self.low[verb.start() - 2 : verb.start()] == ", " and verb[0] in load("speech")["said_by"]:
                return self._according_to(verb, people, sentence, block)
            inverted = next((c for c in people if c.start == verb.end() + 1), None)
            if inverted and self.low[verb.start() - 2 : verb.start()] == ", ":
                return self._make(self.clauses.introduced(inverted, sentence[1]), "later")
            said_by = next((c for c in people if c.end + 1 == verb.start()), None)
            if said_by and said_by.kind == "office":  # "Luzin, a researcher at the academy told"
                said_by = self.clauses.head([c for c in people if c.end <= said_by.end])
            ends = _TAIL.match(self.plain, verb.end(), sentence[1])
            if said_by and ends and (said_by.lead - outer[1] <= 1 or _APART.search(self.plain, outer[1], said_by.lead)):
                return self._make(said_by, "later")
        return None

    def _make(self, who: Candidate, rule: str) -> Speaker | None:
        return self.referents.speaker(who, rule)
