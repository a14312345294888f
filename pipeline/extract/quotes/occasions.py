"""When and where something was said: what the author's own words state."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache, cached_property

from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.lexicon.entries import load
from pipeline.extract.lexicon.event_words import pattern as of_events
from pipeline.extract.quotes.candidates import Candidate, Speaker, roles
from pipeline.extract.quotes.clauses import PERSONS, THINGS, Clauses
from pipeline.extract.quotes.speech_words import pattern
from pipeline.extract.text.dates import Date
from pipeline.extract.text.patterns import either

_IN_NAME = re.compile(r"(?:\b(in|at|during|from|of|to) )?\b(?:the|an?|this|its|their|his|her) $")
_AT_THE_TIME = re.compile(
    r"\b(?:at (?:the|that) time|that (?:same )?day"
    r"|the same (?:day|month|year|issue|speech|interview|article|occasion)|on that occasion"
    r"|at the (?:signing|ceremony|opening|unveiling))\b"
)
_MET = re.compile(
    r"\b(?:interview(?:ed)?|met|received|spoke|speaking|asked|took questions|addressed"
    r"|(?:remarks?|comments?|statement) (?:was|were) made"
    r"|made (?:the|these|this|his|her|its) (?:remarks?|comments?|statement))\b"
)
_ISSUED = re.compile(r"\b(?:signed|issued|published|adopted|released)\b")  # a document
# What follows it is what was said, and its dates are too.
_BEGINS = re.compile(r"(?<!\babout )(?<!\bof )(?<!\bat )\b(?:that|how|why|whether)\b")
_EARLIER = re.compile(r"\b(?:earlier|previously|repeatedly|often|once|in the past|ago|has long|used to)\b")
_LATER = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?|decades?) (?:later|afterwards|before|earlier)\b|\blater that\b"
    r"|^(?:today|now|these days|nowadays),? (?:he|she|they|it)\b"
)
_ONE = re.compile(r"(?:an?|one|another) ")  # quoted in the paragraph before, it is somebody else
_OF_A_THING = re.compile(r"(?:last|this|next) (?:year|month|week)")  # behind the words: "their record trade last year"
_RELATIVE = re.compile(r", (?:who|whom|whose|which|where)\b")
# Another clause: what is dated there is not what is said here.
_ELSE = re.compile(r";|(?<!, )(?<!\bin )\bwhich\b|\b(?:while|whereas|but|yet|although|though)\b(?! \w+ing\b)")
_BEHIND = re.compile(_ELSE.pattern + r"|, (?:and\b|\w+ing\b)")
# What may stand between the words and their date: "called him a friend in 2019"; not "the realities of 2014".
_STRAIGHT = re.compile(
    r"\W*(?:(?:in|on|at|during|before|after|following|when|(?:author's )?interview|earlier|back|early|late|only|just)\b"
    r".*)?"
)
_EDITION = re.compile(
    r"\b(?!(?:The|An?|Its|In|By|Since|During|Until|From|After|Before|Around|Early|Late|Mid|Circa)\b)[A-Z][\w-]+ $"
)
_OF_AN_AGREEMENT = r"\b(?:%s)(?: of| signed in| dated) $"
_AT_WHOSE = re.compile(r"\b(?:in|at|during|after|from) $")
_BESIDE = 12  # characters between the verb of speech and its own date
_BACK = 5  # sentences
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FRESH = dt.timedelta(days=3)  # between what was said and the news of it


@cache
def _spoken_in() -> re.Pattern[str]:
    """What a date may stand before that is a place of speech: "in a 2014 interview", "at the 2019 forum"."""
    speech = load("speech")
    places = either([*speech["occasions"], *speech["documents"], *speech["issues"]])
    return re.compile(rf" (?:[\w-]+ ){{0,3}}(?:{places})\b")


def _day(edtf: str) -> dt.date | None:
    """The day that a date is; None where it is none."""
    return dt.date.fromisoformat(edtf) if _DAY.fullmatch(edtf) else None


class Occasions:
    """When the utterances of one document were said."""

    def __init__(self, analysis: Analysis, clauses: Clauses) -> None:
        self.analysis, self.clauses, self.low = analysis, clauses, analysis.low
        self._published = _day(analysis.document.published or "")
        self._news: dict[str, Date] = {}  # of whom is quoted, by his name
        self._searched: dict[str, int] = {}  # up to which sentence that was looked for

    def date(self, where: tuple[int, int], parts: list[tuple[int, int]], speaker: Speaker) -> Date | None:
        """A date in the author's words, or in the sentences before by the same speaker; that of the news."""
        own = self.analysis.touching(*where)
        later = any(_LATER.search(self.analysis.sentences[i].low) for i in own)  # "two years later he took it back"
        around = sorted({*own, *(() if later else self.analysis.touching(*speaker.span))})
        inside = [self.analysis.sentences[i] for i in around]
        for s in inside:
            said = [d for d in self._of_speech(s, speaker) if not any(a <= d.start < b for a, b in parts)]
            said = [d for d in said if not self._elsewhere(d, parts, speaker)]
            told = (d for d in said if not self._of_what_follows(d, parts, speaker))
            if found := self._beside(s, said, speaker) or next(told, None):
                return found
        if not around:
            return None
        if any(_AT_THE_TIME.search(s.low) for s in inside):
            near = self.analysis.sentences[max(0, around[0] - 2) : around[0]]
            dates = (d for s in reversed(near) for d in reversed(s.dates) if ".." not in d.edtf)
            return next((d for d in dates if not self.clauses.in_marks(d.start)), None)
        if later:
            return None
        if found := self._carried(around[0], speaker):
            return found
        before = any(_EARLIER.search(s.low) for s in inside)
        return None if before else self._of_news(around[0], speaker)

    def _elsewhere(self, d: Date, parts: list[tuple[int, int]], speaker: Speaker) -> bool:
        """Whether a date of the sentence is that of another clause: "called him a friend in 2019, while Xi"."""
        first = min(speaker.span[0], parts[0][0])
        if d.end <= first:
            return _ELSE.search(self.low, d.end, first) is not None
        behind = max(speaker.span[1], parts[-1][1])
        return d.start >= behind and _BEHIND.search(self.low, behind, d.start) is not None

    def _of_what_follows(self, d: Date, parts: list[tuple[int, int]], speaker: Speaker) -> bool:
        """Whether a date behind the words is that of a thing: "acknowledged “the new facts” of last year"."""
        behind = parts[-1][1]
        if d.start < behind or speaker.span[0] >= behind:
            return False  # "..., the ambassador told an audience in Brussels last month"
        return _OF_A_THING.match(self.low, d.start) is not None or not _STRAIGHT.fullmatch(self.low, behind, d.start)

    def _beside(self, s: Analysed, dates: list[Date], speaker: Speaker) -> Date | None:
        """The date behind a verb of speech or behind who spoke: "Rogozin said Tuesday", "warned Ivanov last month"."""
        ends = [*(v.end() for v in self.clauses.verbs(s.start, s.end)), speaker.span[1]]
        return next((d for d in dates if any(0 < d.start - end < _BESIDE for end in ends)), None)

    def _carried(self, i: int, speaker: Speaker) -> Date | None:
        """The date of the same speech in the sentences before the one at `i`, as long as nobody else speaks there."""
        back = _BACK
        for k in range(i - 1, -1, -1):
            earlier = self.analysis.sentences[k]
            if any(a <= earlier.start and earlier.end <= b + 1 for a, b in self.clauses.quoted):
                continue  # what was said is no narrative
            back -= 1
            told = self.clauses.verbs(earlier.start, earlier.end) or _MET.search(earlier.low)
            if back < 0 or not (told or (not speaker.person and _ISSUED.search(earlier.low))):
                return None
            found = self.clauses.between(earlier.start, earlier.end)
            subjects = [c for c in found if c.kind in (*PERSONS, "office") and not self.clauses.is_object(c)]
            # "some analysts disagree", "it was reported"
            subjects = [c for c in subjects if not (c.plural and c.country is None) and c.name != "it"]
            apart = earlier.sentence.block is not self.analysis.sentences[i].sentence.block
            apart &= any(earlier.start <= a < earlier.end for a, _ in self.clauses.quoted)
            if not all(_may_be(c, speaker) and not (apart and _ONE.match(self.low, c.start)) for c in subjects):
                return None
            same = any(_may_be(c, speaker) or _speaks_for(c, speaker) for c in found)
            dates = list(self._of_speech(earlier, speaker)) if same else []
            if dates:
                return self._beside(earlier, dates, speaker) or dates[0]
        return None

    def _of_news(self, i: int, speaker: Speaker) -> Date | None:
        """In the news of somebody's words all that is quoted of them was said on one occasion, a day or two before."""
        if speaker.name not in self._news:
            for k in range(max(self._first_fresh, self._searched.get(speaker.name, 0)), i):
                s = self.analysis.sentences[k]
                named = any(c.name == speaker.name for c in self.clauses.between(s.start, s.end))
                if named and (self.clauses.verbs(s.start, s.end) or _MET.search(s.low)):
                    dates = [*self._of_speech(s, speaker), self._carried(k, speaker)]
                    if fresh := next((d for d in dates if d and self._fresh(d.edtf)), None):
                        self._news[speaker.name] = fresh
                        break
            self._searched[speaker.name] = i
        return self._news.get(speaker.name)

    @cached_property
    def _first_fresh(self) -> int:
        """The first sentence with a day of news; behind the last one where there is none."""
        found = self.analysis.sentences
        if self._published is None:
            return len(found)
        return next((k for k, s in enumerate(found) if any(self._fresh(d.edtf) for d in s.dates)), len(found))

    def _fresh(self, edtf: str) -> bool:
        """Whether a day is that of publication, or one of the few before it."""
        day = _day(edtf)
        return bool(day and self._published and dt.timedelta() <= self._published - day <= _FRESH)

    def _of_speech(self, s: Analysed, speaker: Speaker) -> Iterator[Date]:
        """The dates of a sentence that may be those of speech, and not of what is told."""
        published = self.analysis.document.published or "9"
        dates = (d for d in s.dates if ".." not in d.edtf and not self.clauses.in_marks(d.start))
        # what is yet to come is no time of speech
        return (d for d in dates if d.edtf[: len(published)] <= published and not self._said_of(s, d, speaker))

    def _said_of(self, s: Analysed, d: Date, speaker: Speaker) -> bool:
        """Whether the date is part of what is reported: "said that in 2018"; or of another name: "the 2001 treaty"."""
        spoken = [v for v in self.clauses.verbs(s.start, d.start) if not v.start() < speaker.span[0] < s.end]
        if any(_BEGINS.search(self.low, v.end(), d.start) for v in spoken):
            return True
        if any(v.end() + 1 == d.start for v in spoken) and self.low.startswith("the ", d.start):
            return True  # "remembers the 1990s as"
        if s.may_hold("name") and any(c.entry("series") and c.start < d.end and d.start <= c.end + 1 for c in s.chunks):
            return True  # "called Vostok 2018 a success"
        if len(d.edtf) == 4 and _EDITION.search(self.analysis.plain, s.start, d.start):
            return True  # "Airshow China 2026"
        if speaker.person and of_events("agreements", "heads", _OF_AN_AGREEMENT).search(self.low, s.start, d.start):
            return True  # "called the memorandum of March 2021 "a beginning""
        if self.low.startswith("'s ", d.end):  # "Monday's state visit"; but "in Monday's letter"
            return _AT_WHOSE.search(self.low, s.start, d.start) is None
        aside = next(reversed(list(_RELATIVE.finditer(self.low, s.start, d.start))), None)
        later = (v for v in self.clauses.verbs(d.end, s.end) if self.low.endswith(", ", 0, v.start()))
        if aside and next(later, None) and not (_MET.search(self.low, aside.end(), d.start)):
            return True  # "Putin, whose country had depended on China since 2022, praised"
        named = _IN_NAME.search(self.low, s.start, d.start)
        if named is None or speaker.span[0] - 2 <= d.end <= speaker.span[1]:
            return False  # "a 2020 study found"
        return not (named[1] and _spoken_in().match(self.low, d.end))


def _speaks_for(c: Candidate, speaker: Speaker) -> bool:
    """Whether a ministry that spoke did so by its spokesman."""
    spokesman = "spokes" in (speaker.title or "").lower()
    return spokesman and c.kind in THINGS and c.country is not None and c.country == speaker.country


def _may_be(c: Candidate, speaker: Speaker) -> bool:
    """Whether a candidate is the speaker, or stands for one: "he", "a senior official ... told journalists"."""
    person = speaker.person or roles().search(speaker.name) is not None
    if c.kind == "office":
        return person and not c.plural and (c.country is None or speaker.country in (c.country, None))
    return c.name == speaker.name or (c.kind == "pronoun" and (c.name == "it") != person)


def occasion(analysis: Analysis, where: tuple[int, int], outer: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
    """The kind of occasion that the author names outside the marks."""
    found = pattern("occasions").finditer(analysis.low, *where)
    m = next((m for m in found if not outer[0] <= m.start() < outer[1]), None)
    return (m[0], m.span()) if m else None
