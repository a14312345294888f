"""When and where an exercise was held, and whether it was."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.events import setting
from pipeline.extract.events.attending import Span
from pipeline.extract.exercises import postponed, put_in
from pipeline.extract.exercises.series import Named
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.event_words import pattern, words
from pipeline.extract.text.date_parts import WEEKDAYS
from pipeline.extract.text.dates import Date
from schemas.edtf import days

_HELD = re.compile(r"\b(?:held|staged|conducted|carried out) (?:[\w-]+ ){0,4}$")
_FOLLOWED = re.compile(
    r",? (?:(?:was |were |and )?followed by (?:another|a second|others?|more|further|similar)"
    r"|(?:and|then|and then) (?:again|once more|repeated|a second time))\b"
)
_TWO_YEARS = re.compile(r"\d{4} and \d{4}")
_AGAIN = re.compile(r"(?:, | and )[^.;:()]{0,60}\bagain (?:in|on)\b")  # "the drill in 2013, in 2015 and again in 2017"
_EFFECT = r" (?:\w+ )?(?:%s)\b"
_NO_PLAN = re.compile(
    r"\b(?:what (?:is|are|was|were)|continued?s?|(?:was|were|been|became) (?:also )?the (?:[\w-]+ ){0,3}"
    r"(?:first|second|third|fourth|fifth|last|latest|only|\w+est)(?: [a-z]+)?) $"
)
_PLANNED_BY = re.compile(r"\b(?:was|were|been) planned by ")
_OPENS_DATE = ("that", "from", "between")  # a finer date: "held in 2022, from 21 to 27 December"
_DECIDED = r"\b(?:%s|made)(?: by [^.,;]{2,30})? (?:in|on) $"  # before a date: "proposed by Moscow in July"
_BY_WHOM = 60
_TO_NEXT = ("for", "to", "at", "in", "was", "came", "followed", "by", *"“\"‘'")  # from a date to what was held then
_NEAR = 8  # chunks from the beginning of a list's part to its date
_FAR = 18  # chunks from one date of a list to the next
_SAME = (  # what goes on about the same: "planned for May, but was called off"
    r"(?:(?:it|they|(?:the|this|that) (?:drills?|exercises?|man[\w]+|patrols?|event|plans?)) )?"
    r"(?:was|were|had|has|have|fell)\b"
)
_APART = re.compile(rf"[;:]|, but (?!{_SAME})|, (?:and )?(?:a|the) (?:second|third|fourth|fifth|next|last|other)\b")
_ANOTHER = re.compile(r" (?:and|with) (?:a|the) (?:second|third|fourth|fifth|next|last|other)\b")
_NONE = (" no ", "no ")
_DUE = (" are ", " was ", " were ")


def edition_date(chunks: list[Chunk], item: Named, lo: int) -> Chunk | None:
    """A date of the edition's own year that is finer than the year: the nearest."""
    if not item.year:
        return None
    ends = [k for k in range(lo, len(chunks)) if setting.next_clause(chunks, k)]
    cut = max((k for k in range(lo) if chunks[k].low == ";"), default=-1)
    own = max((k for k in range(lo - 1) if chunks[k].low == "," and chunks[k + 1].word("conj")), default=-1)
    fine = [
        (i < own, abs(i - lo), i)  # of its own clause before those of the one before: "they met in May, and X was held"
        for i, c in enumerate(chunks[: min(ends, default=len(chunks))])
        if c.tag == "date"
        and i > cut
        and c.value.edtf.startswith(item.year)
        and len(c.value.edtf) > 4
        and not c.value.edtf.endswith("/..")
        and not setting.of_other(chunks, i)
    ]
    return chunks[min(fine)[2]] if fine else None


def before_next(chunks: list[Chunk], first: int, lo: int, last: int) -> int:
    """Where what is said of the one at `lo` ends: each has its date before it in "in 2018 X, in 2019 Y".

    `first` is where that begins, `last` the next one.
    """
    if last >= len(chunks):
        return last
    own = (k for k in range(lo, last - 1) if chunks[k].word("conj") and syntax.is_prep(chunks[k + 1]))
    for k in own:
        if chunks[k + 2].tag == "date" and k + 3 < last and chunks[k + 3].low in words("exercises", "meeting"):
            return k  # "held a patrol in the Pacific, and in September met for Joint Sea"
    if not any(c.tag == "date" for c in chunks[first:lo]):
        return last
    k = last - 1
    while k > lo and (chunks[k].low in _TO_NEXT or chunks[k].word("det")):
        k -= 1
    return k if k > lo and chunks[k].tag == "date" else last


def only_decided(low: str, date: Chunk, item: Named) -> bool:
    """Whether the date is that of a decision: "in May they agreed to hold a drill"."""
    if pattern("both", "deciding", r"\b(?:%s) (?:to|on)\b").search(low, date.end, item.start):
        return True
    deciding = pattern("both", "deciding", _DECIDED).search(low, max(0, date.start - _BY_WHOM), date.start)
    return deciding is not None and (item.end <= deciding.start() or low.startswith(" to ", date.end))


def finer(date: Chunk | None, ahead: list[Chunk], behind: list[Chunk]) -> Chunk | None:
    """The date, or one that tells it more finely: "last year's drill was in May 2016".

    Such a date may stand before the noun in "China was away in May 2016, when they met for that year's drill".
    """
    if date is None or len(date.value.edtf) != 4:
        return date
    if date.value.relative:
        when = (c for c, x in pairwise(c for c in ahead if c.low != ",") if c.tag == "date" and x.low == "when")
        if found := next((c for c in when if c.value.edtf.startswith(f"{date.value.edtf}-")), None):
            return found
    fine = (
        (led, c) for led, c in pairwise(behind) if c.tag == "date" and c.value.edtf.startswith(f"{date.value.edtf}-")
    )
    return next(
        (c for led, c in fine if c.value.edtf[:4] in c.low or date.value.relative or led.low in _OPENS_DATE), date
    )


def of_edition(date: Chunk | None, item: Named) -> Chunk | None:
    """The date, a month alone taken to be of the edition's own year: "In December they held Joint Sea 2022"."""
    if not (date and item.year and date.value.relative and re.match(r"\d{4}-\d\d", date.value.edtf)):
        return date
    return date if date.value.edtf[:4] in date.low else replace(date, value=_in_year(date.value, item.year))


def _in_year(date: Date, year: str) -> Date:
    return date._replace(edtf=re.sub(r"\d{4}(?=-)", year, date.edtf))


def each_date(analysis: Analysis, chunks: list[Chunk], item: Named, date: Chunk | None, end: int) -> list[Chunk | None]:
    """The dates of several exercises named at once, up to the next named at `end`; else the one date.

    "Patrols in July 2019, December 2020 and May 2022" are three; so are "exercises in 2016 and 2017" two.
    """
    after = analysis.low[date.end : date.end + 24] if date else ""
    several = item.plural or item.series or item.titled or item.joint or _FOLLOWED.match(after)
    if date is None or item.year or (item.when and item.elliptic) or date not in chunks:
        return [date]
    two = _TWO_YEARS.fullmatch(date.low) and analysis.low.startswith("s", item.end - 1)  # "manoeuvres in 2018 and 2019"
    if not (several or two or _AGAIN.match(analysis.low, date.end, end)):
        return [date]
    i = _first_of_list(chunks, chunks.index(date), item)
    found: list[Chunk | None] = []
    depth = sum((c.low == "(") - (c.low == ")") for c in chunks[:i])
    passed = last = i  # the chunks up to which the list goes on for certain, and its last date
    for k, c in enumerate(chunks[i:], i):
        if c is not date and (c.start >= end or setting.next_clause(chunks, k) or (item.when and c.low == ";")):
            break
        depth += (c.low == "(") - (c.low == ")")
        if c.low == "(" and not all(_tells_dates(x) for x in chunks[k + 1 : put_in.closing(chunks, k)]):
            passed = max(passed, put_in.closing(chunks, k))  # "in 2005 (with 10,000 troops) and 2007"
        elif c.tag == "date" and passed <= k:
            found += years(analysis, c) if not setting.left_out(chunks, k) else []
            last = k
        elif k >= passed and not _between_dates(c) and not (c.low == ";" and depth):
            passed = max(_goes_on(chunks, last, k), _next_part(chunks, k))
            if passed == k:
                break
    closed = [c for c in found if c is not None and not c.value.edtf.endswith("/..")]
    finest = [c for c in closed if not any(x.value.edtf.startswith(f"{c.value.edtf}-") for x in closed)]
    return [*finest] if finest else found or [date]  # "in 2024, in July and in November" are two


def _tells_dates(c: Chunk) -> bool:
    return c.tag == "date" or c.low == ";" or _between_dates(c)


def _between_dates(c: Chunk) -> bool:
    small = c.word("conj", "plus", "det") or c.low in words("exercises", "between_dates")
    return small or c.tag == "party" or c.entry("place") is not None


def _goes_on(chunks: list[Chunk], last: int, k: int) -> int:
    """The date with which a list goes on, whose `last` was before what stands at `k`: "in 2016 at a range and in 2017".

    Else `k`.
    """
    n = next((j for j in range(k, min(k + _FAR, len(chunks))) if chunks[j].tag == "date"), k)
    between = chunks[last + 1 : n]
    if n == k or not any(c.word("conj") or c.low in (",", "to") for c in between) or any(map(_ends_list, between)):
        return k
    led = between[-1].low in ("in", "on", "(") or between[-1].entry("place") or between[-1].word("conj")
    return n if led and not _has_subject(chunks, n) else k


def _has_subject(chunks: list[Chunk], n: int) -> bool:
    """Whether the date at `n` opens what is said of somebody else: "and in June China"."""
    return n + 1 < len(chunks) and (chunks[n + 1].tag in ("party", "good") or chunks[n + 1].word("pron"))


def _next_part(chunks: list[Chunk], k: int) -> int:
    """The date of the next part of a list whose parts are long: "in X in 2007, with guests; at Y in 2009; and"."""
    mark = next((j for j in range(k, len(chunks)) if chunks[j].low == ";"), len(chunks))
    first = mark + 1 + (mark + 1 < len(chunks) and chunks[mark + 1].word("conj"))
    if first >= len(chunks) or not syntax.is_prep(chunks[first]):
        return k
    n = next((j for j in range(first, min(first + _NEAR, len(chunks))) if chunks[j].tag == "date"), k)
    other = _has_subject(chunks, n) or any(syntax.is_finite(c) or c.word("sub", "rel") for c in chunks[first:n])
    return k if other else n


def _ends_list(c: Chunk) -> bool:
    apart = syntax.is_finite(c) or c.word("sub", "rel") or c.low in words("both", "other_time") or c.low in ".;:"
    acts = c.low in words("both", "take_part") and c.low not in words("exercises", "moves")
    return apart or acts or c.low in words("both", "telling")


def _first_of_list(chunks: list[Chunk], i: int, item: Named) -> int:
    """The first of the dates listed up to that at `i`, before the noun: "In July 2019 and May 2022 they flew ..." """
    j = i
    while j > 1 and chunks[i].end <= item.start:
        k = j - 1
        while k > 0 and (chunks[k].word("conj") or chunks[k].low in (",", "again") or syntax.is_prep(chunks[k])):
            k -= 1
        if k == j - 1 or chunks[k].tag != "date":
            break
        j = k
    return j


def status(analysis: Analysis, s: Analysed, stated: str | None, span: Span) -> tuple[str, Span]:
    """Whether the exercise dated `stated` was held, and the words next to its own that say so; `span` where none do."""
    low = analysis.low
    for cancelled in pattern("exercises", "cancelled").finditer(low, s.start, s.end):
        a, b = sorted((cancelled.span(), span))
        put_off = pattern("exercises", "put_off").match(low, cancelled.start())
        if postponed.held_later(low, cancelled.start(), s.end) or (put_off and _HELD.search(low, s.start, span[0])):
            continue  # "held Joint Sea, which was put off from April, in May"
        if not _APART.search(low, a[1], b[0]) and not _of_nearer(s, span, cancelled):
            return "cancelled", cancelled.span()
    if low.endswith(_NONE, max(s.start, span[0] - 12), span[0]):
        return "cancelled", span  # "no Joint Sea was held in 2020"
    due = low.startswith("to ", span[0]) and low.endswith(_DUE, s.start, span[0])
    if due or pattern("exercises", "future").search(low, *span):
        return "planned", span  # "with a third planned for 2019", "were to train with"
    if not _ahead(analysis, stated) and postponed.held_later(low, span[1], s.end):
        return "held", span
    cues = [(m, said) for said, key in (("planned", "future"), ("held", "held")) for m in _outside(low, s, key, span)]
    nearest = min(cues, key=lambda cue: max(cue[0].start() - span[1], span[0] - cue[0].end()), default=None)
    if _ahead(analysis, stated):
        return "planned", next((m.span() for m, said in cues if said == "planned"), span)
    return (nearest[1], nearest[0].span()) if nearest else ("held", span)


def _of_nearer(s: Analysed, span: Span, cancelled: re.Match[str]) -> bool:
    """Whether a relative clause says it of a nearer noun: "after the drill he resumed flights that were suspended"."""
    between = [c for c in s.chunks if span[1] <= c.start and c.end <= cancelled.start()]
    if not between or between[-1].low not in ("that", "which"):
        return False
    said = between[:-2] if len(between) > 1 and between[-2].low == "," else between[:-1]
    return any(c.low == "," or "verb" in c.kinds for c in said)


def _outside(low: str, s: Analysed, key: str, span: Span) -> Iterator[re.Match[str]]:
    """The words of a list in the sentence, but not in the exercise's own."""
    for m in pattern("exercises", key).finditer(low, s.start, s.end):
        if key == "future" and _ANOTHER.search(low, span[1], m.start()):
            continue
        if key == "future" and pattern("exercises", "effects", _EFFECT).match(low, m.end()):
            continue  # "the drills will strengthen trust" says nothing of when
        if key == "future" and _PLANNED_BY.search(low, max(s.start, m.start() - 20), min(s.end, m.end() + 4)):
            continue  # "which was planned by the PLA": it tells whose staff did
        if key == "future" and _NO_PLAN.search(low, max(s.start, m.start() - 20), m.start()):
            continue  # "opened what is set to be its largest exercise", "continues to hold"
        if m.end() <= span[0] or (span[1] <= m.start() and " who " not in low[span[1] : m.start()]):
            yield m


def still_to_come(date: Chunk, published: str | None) -> str:
    """The date of a plan: one whose words hold no year lies after the publication of the source."""
    edtf = str(date.value.edtf)
    if date.low in WEEKDAYS and edtf < (published or ""):
        return (dt.date.fromisoformat(edtf) + dt.timedelta(7)).isoformat()
    year, last = re.match(r"\d{4}(?=-)", edtf), days(published or "")
    if not year or not date.value.relative or year[0] in date.low or not last or not last.first:
        return edtf
    following = edtf.replace(year[0], str(last.first.year))
    now = days(following)
    if now and now.last and now.last < last.first:
        following = edtf.replace(year[0], str(last.first.year + 1))
    return following if days(following) else edtf


def years(analysis: Analysis, date: Chunk) -> list[Chunk]:
    """The years of "2016 and 2017", which the date grammar reads as an interval; else the date itself."""
    said = analysis.plain[date.start : date.end]
    if not _TWO_YEARS.fullmatch(said):
        return [date]
    spans = [(date.start + y.start(), date.start + y.end(), y[0]) for y in re.finditer(r"\d{4}", said)]
    return [replace(date, start=a, end=b, value=Date(a, b, edtf)) for a, b, edtf in spans]


def _ahead(analysis: Analysis, edtf: str | None) -> bool:
    """Whether the date lies after the publication of the source."""
    held, published = days(edtf or ""), days(analysis.document.published or "")
    return bool(held and published and held.first and published.last and held.first > published.last)
