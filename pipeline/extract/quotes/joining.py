"""Utterances that their attribution breaks: which words in quotation marks go on with those before them."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.grammar.analysis import Analysis
from pipeline.extract.lexicon.entries import load
from pipeline.extract.quotes.candidates import SPEAKING_PRONOUNS, Candidate
from pipeline.extract.quotes.clauses import Clauses
from pipeline.extract.quotes.marks import Marked, last_sign
from pipeline.extract.quotes.speech_words import ending, pattern
from pipeline.extract.text.patterns import either

_GOES_ON = re.compile(r"\b(?:and|also|but)\b")  # a clause of the author's
_GESTURE = re.compile(r"\. (?:he|she|then|there|a|after)\b[^.]{0,40}$")  # "said Petrov. He paused."
_NAMED_BEHIND = 60  # characters behind an utterance in which another speaker may be named
_NAME_AT_MOST = 20  # characters of what may be a name: "the exercise “Joint Sea,” held in May, “was a success”"
_ASIDE = re.compile(r"\s*[–—-]\s*[^–—]*\s*[–—-]\s*|\s*\([^()]*\)\s*")
_LAST_CLAUSE = re.compile(r"\b(?:and|but|while|whereas)\b[^,]*$")  # "said Petrov, and Ivanov added"
_GAP = 240  # characters at most between the parts of an utterance
_BESIDE = re.compile(r"(?:, [^,;]{3,80},)? (?:(?:also|then|later|once|\w+ly|smiled and|nodded and) )?")
_NEW_SENTENCE = re.compile(r"[.?!…]\W* [A-Z]")  # behind the mark: "Why not?" The minister


@cache
def _document_that() -> re.Pattern[str]:
    """What goes on about a document and is no clause of its own: "reads the statement that Roscosmos published"."""
    return re.compile(rf"\b(?:{either(load('speech')['documents'])}) (?:that|which)\b")


@cache
def _in_his_view() -> re.Pattern[str]:
    """What breaks an utterance without a verb: "“It is naive,” in Kashin's opinion, “to wait.”"."""
    return re.compile(rf"^,? ?in (?:[\w'’-]+ ){{0,5}}(?:{either(load('speech')['spoken'])})\b")


@cache
def _stop() -> re.Pattern[str]:
    """Where a sentence ends, or the next utterance begins."""
    return re.compile(rf"[.;]{ending()}(?:\s|$)|[“\"«]")


@cache
def _abbreviated() -> re.Pattern[str]:
    """Stops that end no sentence, in small letters."""
    return re.compile(rf"\b(?:{either(map(str.lower, load('speech')['cut_short']))}|[a-z])\.")


class Joining:
    """The utterances of one document as they were before their attribution broke in."""

    def __init__(self, analysis: Analysis, clauses: Clauses) -> None:
        self.text, self.low, self.clauses = analysis.document.text, analysis.low, clauses

    def joined(self, found: list[Marked]) -> list[Marked]:
        """An utterance that its attribution breaks ("...," he said, "...") is one again."""
        out: list[Marked] = []
        for item in found:
            if out and self.goes_on(out[-1], item):
                out[-1].parts += item.parts
                out[-1].outer = (out[-1].outer[0], item.outer[1])
            else:
                out.append(item)
        return out

    def goes_on(self, one: Marked, two: Marked) -> bool:
        """Whether `two` goes on with what `one` began: what stands between says who speaks, or breaks a sentence."""
        if self._in_turn(one, two) or self._introduced_anew(one, two):
            return False
        gap = self.low[one.outer[1] : two.outer[0]]
        outside = self.text.startswith(",", one.outer[1])
        last = "," if outside else last_sign(self.text, one.parts[-1][1])
        ends = gap.rstrip().endswith
        first = self.text[one.parts[0][0] : one.parts[0][1]].lstrip("[…. ")[:1]
        whole = first.isupper()  # a fragment does not go on as a new sentence
        broken = (last in ",;" and ends((",", ":", ";", "—", "–"))) or (
            last in ",.?!…" and whole and ends((".", ",", ":"))
        )
        broken |= _ASIDE.fullmatch(gap) is not None  # "They will be back" – Petrov is sure – "since they must"
        gap = _document_that().sub(" ", gap)
        words = _abbreviated().sub("", gap).strip().rstrip(".")
        if not pattern("said").search(self.low, two.outer[1], two.outer[1] + _NAMED_BEHIND):
            words = _GESTURE.sub("", words)
        if not broken or len(gap) > _GAP or "." in words or (last == "." and ends(":")):
            return False  # behind a colon: what he said later, in a sentence of its own
        said = [*pattern("said").finditer(words), *_in_his_view().finditer(words)]
        midway = whole and last == "," and ends(",") and self.text[two.start].islower()
        if midway and (said or (" " in words and one.parts[0][1] - one.parts[0][0] > _NAME_AT_MOST)):
            tail = _LAST_CLAUSE.search(words.rstrip(","))  # in the midst of a sentence
            return not (tail and pattern("said").search(tail[0]))
        core, _, apposed = words.strip(", ").partition(", ")  # "said Minobe, who teaches in Tokyo and has followed it"
        apposed = "" if not pattern("said").search(core) or pattern("said").search(apposed) else apposed
        reported = any(words.startswith(" that", v.end()) for v in said)
        return bool(said) and not reported and not _GOES_ON.search(words.replace(apposed, ""))

    def _in_turn(self, one: Marked, two: Marked) -> bool:
        """Whether each has a speaker of its own behind it: "...," said Putin. "...," said Xi."""
        if not self.low[one.outer[1] : two.outer[0]].rstrip().endswith("."):
            return False
        if last_sign(self.text, two.outer[1] - 1) not in ",?!…" and not self.text.startswith(",", two.outer[1]):
            return False  # what follows is a sentence of its own
        behind = self._told_by(two.outer[1], two.outer[1] + _NAMED_BEHIND)
        if behind is None or behind.name in SPEAKING_PRONOUNS:
            return False
        before = self._told_by(one.outer[1], two.outer[0])
        return before is not None and behind.name.split()[-1] not in self.text[before.lead : before.end]

    def _told_by(self, start: int, end: int) -> Candidate | None:
        """Who is beside the first verb of speech between `start` and the end of the sentence there."""
        stop = _stop().search(self.text, start, end)
        end = stop.start() if stop else end
        verb = next(iter(self.clauses.verbs(start, end)), None)
        people = [c for c in self.clauses.between(start, end) if not self.clauses.is_object(c)] if verb else []
        beside = (c for c in people if verb and _BESIDE.fullmatch(self.text[c.end : verb.start()] or " "))
        inverted = (c for c in people if verb and 0 < c.lead - verb.end() <= len(" the "))
        return next(beside, None) or next(inverted, None)

    def _introduced_anew(self, one: Marked, two: Marked) -> bool:
        """Whether a colon leads to each: "Rogozin said: "Why not?" The minister then qualified this: "..."."""
        ahead, between = self.text[: one.outer[0]].rstrip(), self.text[one.outer[1] - 2 : two.outer[0]]
        return ahead.endswith(":") and between.rstrip().endswith(":") and _NEW_SENTENCE.match(between) is not None
