"""A document made ready for the rules: its shadow, its sentences, and each sentence as a row of chunks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain

from pipeline.extract.grammar import goods, parties, signs
from pipeline.extract.grammar.chunks import Chunk, atoms, by_form, fixed
from pipeline.extract.grammar.sections import headed_by
from pipeline.extract.lexicon.index import Match, lexicon
from pipeline.extract.text.amounts import Count, find_counts, marks_of_sums
from pipeline.extract.text.bare import bare
from pipeline.extract.text.date_parts import Context
from pipeline.extract.text.dates import Date, find_dates
from pipeline.extract.text.sentences import Sentence, sentences
from pipeline.extract.text.shadow import lower, shadow
from pipeline.extract.text.words import spaced, words
from pipeline.read.document import BlockKind, Document

_NAME = re.compile(r"\b[A-Z][A-Za-z/]* $")  # a word that may be a name, right before a figure


@dataclass
class Text:
    """The shadow of a document (`plain`, and `low` in lower case), and the same with nothing but words in it (`runs`).

    Its sentences know of each other only by it: what is bound in no circle goes as soon as nobody needs it.
    """

    plain: str
    low: str
    runs: str
    low_runs: str
    published: str | None

    @cached_property
    def sums(self) -> list[int]:
        """Where a mark of money or of a share stands."""
        return marks_of_sums(self.low)


class Analysed:
    """One sentence, read as far as somebody asks.

    Its dates and chunks are made when they are first asked for: most sentences of most documents say nothing that a
    rule would read.
    """

    def __init__(self, text: Text, sentence: Sentence, before: Analysed | None = None) -> None:
        self.sentence, self.start, self.end = sentence, sentence.start, sentence.end
        self._text, self.before = text, before  # the sentence before it in its paragraph
        self._last: tuple[str | None] | None = None  # the date stated last in the paragraph, up to its end, once asked
        known, runs = signs.signs(), text.low_runs[self.start : self.end].split()
        # Those of its words, in lower case, that mean anything by themselves, and what it may hold, told from them.
        self.words = known.words(runs)
        self.signs = known.among(self.words, runs, text.plain, text.low, self.start, self.end)

    @property
    def plain(self) -> str:
        """Its words in the shadow."""
        return self._text.plain[self.start : self.end]

    @property
    def low(self) -> str:
        """Its words in lower case."""
        return self._text.low[self.start : self.end]

    def may_hold(self, *what: str) -> bool:
        """Whether there is a sign of any of these."""
        return self.signs & signs.mask(*what) != 0

    @property
    def may_state_date(self) -> bool:
        """Whether there may be a date in it."""
        return self.may_hold("figure", "anchor")

    @property
    def may_name_design(self) -> bool:
        """Whether there may be a designation in it, also one that no list has."""
        return self.may_hold("designation", "weak_designation", "figure", "numbered", "classed")

    @property
    def may_state_sum(self) -> bool:
        """Whether there may be money or a share in it."""
        if self.may_hold("sum"):
            return True
        sums = self._text.sums
        at = bisect_left(sums, self.start)
        return at < len(sums) and sums[at] < self.end

    @cached_property
    def dates(self) -> list[Date]:
        """The dates that it states; a month alone is of the year stated before."""
        if not self.may_state_date:
            return []
        context = Context(self._text.published, None, self._stated_before)
        found = find_dates(self._text.low, self.start, self.end, self.words, context)
        return [date for date in found if not self._names(date)]

    @cached_property
    def counts(self) -> list[Count]:
        """The numbers that it states."""
        if not self.may_hold("figure", "numeral"):
            return []
        return find_counts(self._text.low, self.start, self.end, self.words)

    def _names(self, date: Date) -> bool:
        """Whether what looks like a date is the end of a designation: "Mirage 2000", "Long March 9"."""
        named = _NAME.search(self._text.plain, self.start, date.start)
        return bool(named) and any(
            start < date.start < end and "designation" in entries.kinds for start, end, entries in self.matches
        )

    def _stated_before(self) -> str | None:
        """The date stated last before it in its paragraph; there or in itself the year of an edition, if any."""
        waiting: list[Analysed] = []
        before = self.before
        while before is not None and before._last is None:
            waiting.append(before)
            before = before.before
        last = before._last[0] if before is not None and before._last else None
        for s in reversed(waiting):
            last = s.dates[-1].edtf if s.dates else s._edition or last
            s._last = (last,)
        return last if last or self.sentence.flow == _NO_FLOW else self._edition

    @property
    def _edition(self) -> str | None:
        """The year of the first edition that it names."""
        edition = _EDITION.search(self._text.plain, self.start, self.end)
        return edition[1] if edition else None

    @cached_property
    def matches(self) -> list[Match]:
        """What the lexicon finds in it."""
        text, start, end = self._text, self.start, self.end
        return lexicon().find(text.plain, text.low, start, end, text.runs[start:end])

    @cached_property
    def chunks(self) -> list[Chunk]:
        """Its words, in groups."""
        plain, low = self._text.plain, self._text.low
        stated = fixed(low, self.sentence, self.dates, self.may_state_sum)
        named = self.may_hold("figure", "numbered", "classed")
        formed = by_form(plain, self.sentence, self.words) if named else []
        found = atoms(plain, low, self.sentence, formed, stated, self.counts, self.matches)
        return _grouped(found, plain, low)


@dataclass
class Analysis:
    """A bare document, its shadow (`plain`, and `low` in lower case), and its sentences in order."""

    document: Document
    place: Callable[[int, int], tuple[int, int]]  # where what stands from one place to another was found
    plain: str
    low: str
    runs: str  # nothing but its words, in lower case
    sentences: list[Analysed] = field(default_factory=list)
    headings: list[Analysed] = field(default_factory=list)  # no rows, but a list may hang on one

    @cached_property
    def dyad(self) -> tuple[str, str] | None:
        """The two countries that the document is most about."""
        return _main_dyad(self.sentences, *_most_named(self.runs[s.start : s.end] for s in self.sentences))

    def behind(self, s: Analysed) -> Analysed | None:
        """The sentence behind `s` in its paragraph."""
        at = bisect_right(self.sentences, s.start, key=lambda x: x.start)
        after = self.sentences[at] if at < len(self.sentences) else None
        return after if after is not None and after.before is s else None

    def above(self, place: int) -> list[Analysed]:
        """The headings before the text at `place`, that which it stands under last."""
        return self.headings[: bisect_right(self.headings, place, key=lambda h: h.start)]

    def dyad_at(self, place: int) -> tuple[str, str] | None:
        """The two countries that the text at `place` is most about.

        Under a heading that names one other country it is this one, and which of the document's two the section names
        more often.
        """
        above = self.above(place)
        over = ((h.sentence.block.level, h.chunks if h.may_hold("party") else []) for h in reversed(above[1:]))
        about = headed_by(over)
        if self.dyad is None or about is None or about in (*self.dyad, "SUN", "RUS"):
            return self.dyad
        below = self.headings[len(above) :]
        section = self.touching(above[-1].end, below[0].start if below else len(self.plain))
        count = Counter(m.country for i in section for _, _, m in self.sentences[i].matches)
        count["RUS"] = count["SUN"] = count["RUS"] + count["SUN"]
        return (about, max(reversed(self.dyad), key=lambda code: count[code]))

    @cached_property
    def _by_place(self) -> tuple[list[int], list[int], list[int]]:
        """The indices of the sentences in order of their starts, these starts, and how far they reach up to each."""
        order = sorted(range(len(self.sentences)), key=lambda i: self.sentences[i].start)
        reach = accumulate((self.sentences[i].end for i in order), max)
        return order, [self.sentences[i].start for i in order], list(reach)

    def touching(self, start: int, end: int) -> list[int]:
        """The indices of the sentences that have a part in `start:end`, in order."""
        order, starts, reach = self._by_place
        near = order[bisect_right(reach, start) : bisect_left(starts, end)]
        return sorted(i for i in near if self.sentences[i].end > start)


def _grouped(raw: list[Chunk], plain: str, low: str) -> list[Chunk]:
    """Noun groups of parties and goods put together, the rest left as it is."""
    out: list[Chunk] = []
    after = 0  # the index behind the last group
    for i, good in goods.openings(raw):
        if i < after:
            continue
        made = parties.parse(raw, i, plain, low) if raw[i].entries.opens_party else None
        if made is None and good:
            made = goods.parse(raw, i, plain, low)
        if made:
            out += raw[after:i]
            out.append(made[0])
            after = made[1]
    out += raw[after:]
    return out


_NO_FLOW = -1  # of a heading
_EDITION = re.compile(
    r"-(?<=[A-Za-z]-)((?:19|20)\d\d)(?![\d/-])"
)  # of an exercise: "in September of that year" is its year's


def _most_named(runs: Iterable[str]) -> tuple[int, int]:
    """How often the USSR is named at most in sentences, and any country but the pair and the usual onlooker."""
    most: Counter[str] = Counter()
    countries = lexicon().countries
    named = filter(countries.__contains__, chain.from_iterable(map(words, runs)))
    for run, times in Counter(named).items():
        for code in countries[run]:
            most[code] += times
    return most["SUN"], max((n for code, n in most.items() if code not in ("USA", "CHN", "RUS", "SUN")), default=0)


def _main_dyad(found: list[Analysed], ussr: int, third: int) -> tuple[str, str] | None:
    """The two countries that the document is most about.

    They are China and Russia (or the USSR, whichever it names more often) where it names both, and no third more often
    than either but the usual onlooker; else the two named most. As a rule the first sentences settle it: the `ussr`
    and any `third` country are named no more often in all than China and Russia there.
    """
    count: Counter[str] = Counter()
    for s in found:
        if s.may_hold("party"):
            for _, _, meant in s.matches:
                if meant.country:
                    count[meant.country] += 1
            china, russia = count["CHN"], count["RUS"]
            if china and russia >= ussr and max(china, russia) >= third and russia:
                return ("CHN", "RUS")
    heir = "SUN" if count["SUN"] > count["RUS"] else "RUS"
    count[heir] = count.pop("SUN", 0) + count.pop("RUS", 0)
    least = min(count["CHN"], count[heir])
    if least and not any(
        n > max(count["CHN"], count[heir]) for code, n in count.items() if code not in ("USA", "CHN", heir)
    ):
        return ("CHN", heir)
    top = sorted(code for code, n in count.most_common(2) if n)
    return (top[0], top[1]) if len(top) == 2 else None


def analyse(document: Document) -> Analysis:
    """Make `document` ready: every later rule works on the sentences that this gives."""
    stripped = bare(document)
    document = stripped.document
    plain = shadow(document.text)
    runs = spaced(plain)
    text = Text(plain, lower(plain), runs, lower(runs), document.published)
    result = Analysis(document, stripped.span, plain, text.low, text.low_runs)
    before: Analysed | None = None
    for s in sentences(document, plain):
        before = Analysed(text, s, before if before and before.sentence.flow == s.flow else None)
        result.sentences.append(before)
    for block in document.blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            result.headings.append(Analysed(text, Sentence(block.start, block.end, block, 0, _NO_FLOW)))
    return result
