"""Names of exercises that no list has, told by their form: "the Golden Shield drills", "an exercise called Skyline".

A name is words with a capital beside a noun for an exercise: right before it, right behind it, or behind a word such as
"called"; in quotation marks one word is enough. What the lexicon knows for something else is no such name, nor is that
of a fleet or a district.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.events import attending
from pipeline.extract.exercises.series import Group
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.entries import load
from pipeline.extract.lexicon.event_words import pattern, words

_MARKED = r"[“\"‘'«*_]{1,2}([A-ZА-Я][^“”\"«»*_.;:,()]{2,40}?)(?:[-– ]{1,3}((?:19|20)\d\d))?[,.]?[”\"’'»*_]{1,2}"
_IN_MARKS = re.compile(_MARKED)
_MARKED_BEFORE = re.compile(rf"{_MARKED} (?:\(?((?:19|20)\d\d)\)? )?$")
_MARKED_BEHIND = re.compile(rf"(?:,| \(|:)? ?{_MARKED}(?! \w+(?:ed|s)\b)")
_CALLED = r"[^.;:()“\"]{0,60}?,? \(?(?:%s)(?: as| of)?:? (?:the )?"
_YEAR = re.compile(r"[ –-]{1,3}((?:19|20)\d\d)\b(?![-–/]\d)")
_APPOSED = re.compile(r", (?:an?|the|their|its) (?:(?!of |in |on |at )[\w-]+ ){0,3}$")  # "Golden Shield, a joint drill"
_KNOWN = frozenset(
    ("country", "demonym", "government", "body", "person", "place", "prefix", "designation", "agreement", "role")
)
_ENDS = re.compile(
    r"[,.;:)]| (?:off|in|near|at|on|over|from|with|by|was|were|is|has|had"
    r"|took|began|lasted|ran|saw|drew|brought|ended)\b|$"
)
_SAID = re.compile(r"\b(?:what|which|whom?)\b[^,;.]*\b(?:calls?|called|dubs|dubbed|terms|termed)\b[^,;.]*$")
_MOST = 4  # words of a name


class Title(NamedTuple):
    """A name, where it stands, and the year of an edition that belongs to it."""

    name: str
    start: int
    end: int
    year: str | None


def of_group(analysis: Analysis, s: Analysed, g: Group) -> Title | None:
    """The name that an exercise is given beside its noun group, if it has one."""
    title = _beside(analysis, s, g)
    if title is None or _SAID.search(analysis.low, s.start, g.start()):
        return None  # "what they call "Strategic" exercises"
    behind = next((c for c in s.chunks if c.start >= g.end()), None)
    return None if behind and behind.entry("role") else title  # "the exercise director"


def _beside(analysis: Analysis, s: Analysed, g: Group) -> Title | None:
    plain = analysis.plain
    window = max(s.start, g.start() - 60)
    if marked := _MARKED_BEFORE.search(plain, window, g.start()):
        year = marked[2] or marked[3]
        return _of_marks(marked, year) if year or " " in marked[1] else None  # one word may be irony
    if marked := _MARKED_BEHIND.match(plain, g.end(), s.end):
        return _of_marks(marked, marked[2])
    if called := pattern("exercises", "calling", _CALLED).match(analysis.low, g.end(), s.end):
        if marked := _IN_MARKS.match(plain, called.end(), s.end):
            return _of_marks(marked, marked[2])
        return _behind(analysis, s, called.end(), 1)
    if led := pattern("exercises", "reaching_name", _CALLED).match(analysis.low, g.end(), s.end):
        listed = next((c.entry("series") for c in s.chunks if c.end > led.end()), None)  # that has a name by itself
        title = None if listed else _behind(analysis, s, led.end(), 1)
        return title if title and title.year else None
    if apposed := _APPOSED.search(plain, window, g.start()):
        return _before(analysis, s, apposed.start(), opening=True)
    return _before(analysis, s, g.start()) or _right_behind(analysis, s, g) or _in_commas(analysis, s, g)


def _of_marks(m: re.Match[str], year: str | None) -> Title | None:
    """A name in quotation marks or italics, whose words have capitals but for the small ones."""
    said = m[1].split()
    named = all(word[0].isupper() or len(word) <= 3 for word in said)
    told = {word.lower() for word in said} - words("exercises", "no_title")  # "Joint", "Strategic" are no names
    label = m[1].lower() in load("speech")["labels"]
    return Title(" ".join(said), m.start(1), m.end(), year) if named and told and not label else None


def _in_commas(analysis: Analysis, s: Analysed, g: Group) -> Title | None:
    """A name put in behind a noun group: "a joint exercise, Golden Shield, off Vladivostok"."""
    led = analysis.plain.startswith(", ", g.end())
    title = _behind(analysis, s, g.end() + len(", "), 2) if led else None
    if title is None or not analysis.plain.startswith(",", title.end):
        return None
    return title if _ENDS.match(analysis.plain, title.end + 1) else None


def _right_behind(analysis: Analysis, s: Analysed, g: Group) -> Title | None:
    """A name right behind a noun without an article: "took part in exercise Golden Shield"."""
    title = _behind(analysis, s, g.end(), 2)
    article = analysis.low.endswith((" a ", " an "), s.start, g.start())
    return title if title and not article and _ENDS.match(analysis.plain, title.end) else None


def _before(analysis: Analysis, s: Analysed, at: int, *, opening: bool = False) -> Title | None:
    """The words with a capital right before `at`: "the Golden Shield exercise", "Golden Shield 2019 drills".

    The first word of a sentence, which has a capital anyway, counts where they are `opening` it by themselves.
    """
    chunks = s.chunks[: attending.index_at(s.chunks, at)]
    year = None
    if chunks and chunks[-1].tag == "date" and chunks[-1].low.isdigit():
        year = chunks.pop().low
        if chunks and chunks[-1].low in ("-", "–"):
            chunks.pop()
    run: list[Chunk] = []
    end = at
    while chunks and len(run) < _MOST and end - chunks[-1].end <= (1 if run or not year else len(" 2019 ")):
        c = chunks.pop()
        if not _may_name(analysis, s, c, opening=opening):
            break
        run.insert(0, c)
        end = c.start
    several = bool(chunks) and bool(run) and (chunks[-1].word("conj") or chunks[-1].low == ",") and not opening
    return _title(analysis, run, year) if len(run) > 1 and not several else None  # one of several is none


def _behind(analysis: Analysis, s: Analysed, at: int, least: int) -> Title | None:
    """The words with a capital that stand right behind `at`: "exercise Golden Shield", "called Skyline-2019"."""
    run: list[Chunk] = []
    end = at
    for c in s.chunks[attending.index_at(s.chunks, at) :]:
        if c.start - end > 1 or len(run) == _MOST or not _may_name(analysis, s, c):
            break
        run.append(c)
        end = c.end
    year = _YEAR.match(analysis.plain, end)
    return _title(analysis, run, year[1] if year else None) if len(run) >= least or (run and year) else None


def _may_name(analysis: Analysis, s: Analysed, c: Chunk, *, opening: bool = False) -> bool:
    """Whether a chunk is a word with a capital that means nothing else, and not only for `opening` a sentence."""
    other = c.tag not in ("word", "atom") or not _KNOWN.isdisjoint(c.kinds) or c.word("det", "prep", "conj", "sub")
    plain = analysis.plain[c.start : c.end]
    capital = plain[0].isupper() and not plain.isupper() and (opening or c.start != s.start)
    named = not (words("exercises", "no_title") | words("exercises", "geography")) & {c.low}
    return capital and named and not other and not c.low.endswith(("'s", "’s"))


def _title(analysis: Analysis, run: list[Chunk], year: str | None) -> Title:
    start, end = run[0].start, run[-1].end
    return Title(" ".join(analysis.plain[start:end].split()), start, end, year)
