"""A sentence as a row of chunks: words, names, amounts and dates, each with its span and what it may mean.

The first of three cascaded passes (after FASTUS, Hobbs et al. 1997): atoms here, noun groups in goods.py and
parties.py, relations in the room of each table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile
from operator import itemgetter
from typing import Any

from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.index import NONE, Match, Readings, by_its_form, made_like
from pipeline.extract.text.amounts import Count, find_money, find_shares
from pipeline.extract.text.dates import Date
from pipeline.extract.text.sentences import Sentence

_TOKEN = re.compile(r"\.{3}|[^\W_]+(?:['.&][^\W_]+)*(?:\.(?=[A-Za-z]\.|\w))?|[^\w\s]|_")
# Letters, a hyphen and figures: the form of a weapon's name (Su-30MKK, HQ-9B, RD-180, Type 096, Project 22350).
_FORM = re.compile(
    r"(?<![\w/-])(?:(?:Type|Project|Proyekt|Izdeliye|Object|Model|Mark|Mk\.?)[ -]\d{1,5}[A-Z]{0,3}"
    r"|[A-Z][A-Za-z]{0,3}-\d{1,3}[A-Z0-9]{0,4}(?:-[A-Z0-9]{1,3})?"
    r"|[1-9]\d?[A-Z]{1,2}\d{1,3}[A-Z]?|[A-Z][a-z]{3,12}-\d{1,3}[A-Z]?)s?(?![\w]|-\d{2,})"
)
_NO_FORM = re.compile(
    r"(?:covid|sars|g|gp|un|eu|psc|sc|res|art|no|fig|table|vol|mid|pre|post|c|a|cop|apec|brics|q|ch|pp"
    r"|agenda|vision)-?\d|[a-z]+-(?:19|20)\d\d$",  # a fair or an exercise of a year
    re.IGNORECASE,
)
# Letters and figures run together: a designation only with a noun of goods behind it (CHD622V20 engines).
_RUN = re.compile(r"(?<![\w/-])(?!(?:FY|COP|UN|ISO|CO|HR|AD|BC)\d)[A-Z]{1,4}\d{2,4}[A-Z]{0,3}\d{0,3}(?![\w-])")
_NO_CLASS = "(?!(?:Neither|Either|Each|Every|Another|This|That|Both|The|No|Any|Some|Same|Such|Which|What|Its|Their)\\b)"
_CLASS = re.compile(
    r"(?<![\w-])" + _NO_CLASS + r"([A-Z][a-z]+(?:[- ][A-Z][a-z]+)?) {0,2}[- ] {0,2}(?:class|type)(?![\w-])"
)
BEFORE_FIGURE = tuple("type project proyekt izdeliye object model mark mk".split())
# Without one of these, or of those, no designation with figures is there. To look for them is far cheaper.
FIGURED = re.compile(r"\d(?:(?<=[A-Z]\d)|(?<=[A-Za-z]-\d)|(?=[A-Z]))")
_PLACE = itemgetter(0)
_MODEL = re.compile(r"-\d{1,2}[A-Z]{0,2}")  # behind a name that has no figure itself
_KNOWN = frozenset(
    ("designation", "person", "series", "place", "country", "demonym", "government", "body", "agreement")
)


Formed = tuple[int, int, Entry]  # what has the form of a designation, and where it stands


@dataclass(slots=True, eq=False, init=False)
class Chunk:
    """`plain[start:end]`; `tag` is what it is, `value` what it means, `entries` the readings that the lexicon gives."""

    tag: str
    start: int
    end: int
    low: str
    value: Any
    entries: Readings
    kinds: dict[str, Entry] = field(init=False, repr=False)  # of its entries: the rules ask for these all the time
    tags: frozenset[str] = field(init=False, repr=False)

    def __init__(
        self, tag: str, start: int, end: int, low: str, value: Any = None, entries: Readings = NONE
    ) -> None:  # one call, and not two: a text has a chunk for nearly each of its words
        self.tag = tag
        self.start = start
        self.end = end
        self.low = low
        self.value = value
        self.entries = entries
        self.kinds = entries.kinds
        self.tags = entries.tags

    def entry(self, *kinds: str) -> Entry | None:
        """The first reading of one of `kinds`."""
        if known := self.kinds:
            for kind in kinds:
                if kind in known:
                    return known[kind]
        return None

    def cue(self, *names: str) -> bool:
        """Whether it may be a cue of one of `names` (grammar.yaml)."""
        return "cue" in self.kinds and any(e.kind == "cue" and e.name in names for e in self.entries)

    def word(self, *tags: str) -> bool:
        """Whether it may be a small word of one of `tags` (grammar.yaml)."""
        return not self.tags.isdisjoint(tags)


def _overlaps(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    for a, b in taken:  # noqa: SIM110, it is asked so often that a generator for each call would tell
        if a < end and start < b:
            return True
    return False


def of_date(low: str, date: Date) -> Chunk:
    """The chunk of a date."""
    return Chunk("date", date.start, date.end, low[date.start : date.end], date)


def fixed(low: str, s: Sentence, dates: list[Date], sums: bool) -> list[Chunk]:
    """Dates, money, shares: their spans go before what the lexicon finds inside them."""
    out = [of_date(low, date) for date in dates]
    if not sums:
        return out
    taken = [(c.start, c.end) for c in out]
    for tag, found in (("money", find_money(low, s.start, s.end)), ("share", find_shares(low, s.start, s.end))):
        for item in found:
            if not _overlaps(taken, item.start, item.end):
                out.append(Chunk(tag, item.start, item.end, low[item.start : item.end], item))
                taken.append((item.start, item.end))
    return out


def by_form(plain: str, s: Sentence, words: frozenset[str]) -> list[Formed]:
    """Designations that no list has, known by their form; `words` are those of the sentence that mean anything."""
    found = []
    if FIGURED.search(plain, s.start, s.end) or not words.isdisjoint(BEFORE_FIGURE):
        found += _with_figures(plain, s)
    if "class" in words or "type" in words:
        for m in _CLASS.finditer(plain, s.start, s.end):
            found.append((m.start(1), m.end(1), Entry("class_name", m[1], {"category": None, "form": True})))
    return found


def _with_figures(plain: str, s: Sentence) -> list[Formed]:
    found = []
    for m in _FORM.finditer(plain, s.start, s.end):
        if not _NO_FORM.match(m[0]):
            found.append((m.start(), m.end(), by_its_form(m[0].removesuffix("s"))))
    for m in _RUN.finditer(plain, s.start, s.end):
        found.append((m.start(), m.end(), Entry("weak_designation", m[0], {"category": None, "form": True})))
    return found


def atoms(
    plain: str,
    low: str,
    s: Sentence,
    formed: list[Formed],
    stated: list[Chunk],
    counts: list[Count],
    inside: list[Match],
) -> list[Chunk]:
    """The sentence's atoms in order, and between them the words and marks that nothing knows.

    `formed` are its designations that no list has, `stated` its dates and sums, `inside` what the lexicon finds in it;
    of its `counts` those are atoms which nothing else is part of.
    """
    if taken := [(c.start, c.end) for c in stated]:
        inside = [m for m in inside if not _overlaps(taken, m[0], m[1])]
    for start, end, entry in formed:
        known = [m for m in inside if m[0] < end and start < m[1]]
        named = _KNOWN if entry.kind != "class_name" else _KNOWN | {"weak_designation"}
        if len(known) == 1 and known[0][0] == start and _MODEL.fullmatch(plain, known[0][1], end):
            entry, named = _model_of(known[0][2], entry), named - {"designation"}
        if _overlaps(taken, start, end) or not all(named.isdisjoint(readings.kinds) for _, _, readings in known):
            continue
        inside = [m for m in inside if m not in known] + [(start, end, Readings((entry,)))]
    for count in counts:
        places = taken + [(start, end) for start, end, _ in inside]
        over = next((end for start, end in places if start < count.start < end < count.end), None)
        count = count._replace(start=over + 1) if over else count  # "handed over two": no "over two"
        same = [m for m in inside if m[0] < count.end and count.start < m[1]]
        if not _overlaps(taken, count.start, count.end) and all(_is_number(m, count) for m in same):
            inside = [m for m in inside if m not in same]
            stated.append(Chunk("count", count.start, count.end, low[count.start : count.end], count))
    return _in_order(stated, inside, plain, low, s)


def _model_of(family: Readings, entry: Entry) -> Entry:
    """A numbered model of a known name, of its kind and make: "the Garpiya-3"."""
    known = family.kinds.get("designation")
    return entry if known is None else replace(entry, data={**entry.data, **made_like(known)})


def _is_number(m: Match, count: Count) -> bool:
    """Whether the lexicon finds a word like "two": the count is the better reading where nothing else is in it."""
    start, end, entries = m
    return count.start <= start and end <= count.end and all(e.kind in ("word", "evaluative") for e in entries)


def _in_order(stated: list[Chunk], inside: list[Match], plain: str, low: str, s: Sentence) -> list[Chunk]:
    """What is `stated` and what the lexicon finds `inside`, and between them the words and marks that nothing knows."""
    out: list[Chunk] = []
    gap = s.start
    made = {c.start: c for c in stated}
    inside = inside + [(c.start, c.end, NONE) for c in stated]
    inside.sort(key=_PLACE)
    for start, end, entries in inside:
        if start > gap + 1 or (start > gap and plain[gap] != " "):
            _add_words(out, low, gap, start)
        out.append(Chunk("atom", start, end, low[start:end], None, entries) if entries else made[start])
        gap = end
    _add_words(out, low, gap, s.end)
    return out


def _add_words(out: list[Chunk], low: str, start: int, end: int) -> None:
    for word in low[start:end].split():
        start = low.index(word, start)
        stop = start + len(word)
        # As nearly always it is a word, a mark, or a word and a mark, and then there is no need of the pattern.
        if word.isalpha() or len(word) == 1:
            out.append(Chunk("word" if word.isalnum() else "punct", start, stop, word))
        elif word[:-1].isalpha() and not word[-1].isalnum():
            out.append(Chunk("word", start, stop - 1, word[:-1]))
            out.append(Chunk("punct", stop - 1, stop, word[-1]))
        else:
            for m in _TOKEN.finditer(low, start, stop):
                out.append(Chunk("word" if m[0][0].isalnum() else "punct", m.start(), m.end(), m[0]))
        start = stop


def unbroken(run: Iterable[Chunk]) -> Iterator[Chunk]:
    """The chunks up to the first mark or conjunction."""
    return takewhile(lambda c: c.tag != "punct" and not c.word("conj"), run)
