"""Exercises that a sentence tells of without a noun for one: by its forces, or as one more of what the text is about.

"In May 2014 fourteen ships met off Shanghai" tells of an exercise where the text is about a series of them; "Russian
and Chinese bombers flew over the Sea of Japan on 24 May 2022" tells of a patrol wherever it stands, and "the two
navies trained in the Mediterranean in May 2015" of an exercise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from pipeline.extract.events import attending, setting
from pipeline.extract.events.attending import Span
from pipeline.extract.exercises import facts, identity, kinds, places
from pipeline.extract.exercises.series import Named
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.coordination import coordinated
from pipeline.extract.grammar.subjects import subject
from pipeline.extract.lexicon.event_words import WHOLE, history_words, pattern
from pipeline.extract.text.dates import Date
from pipeline.extract.text.patterns import either
from pipeline.read.document import BlockKind

_OPENING = 2  # chunks in which a date opens a clause
_BESIDE = 60  # letters from one side's forces to the other's
_LINK = re.compile(r"[,/-]|\b(?:and|with|alongside|beside|joined|met)\b")
_CLOSED = re.compile(r"\d{4}(?:-\d\d)*(?:/\d{4}-.*)?")
_COMBINED = r"\b(?:joint|combined|sino-russian|russian-chinese|chinese-russian|russo-chinese) (?:[\w-]+ ){0,2}(?:%s)\b"
_FROM_EACH = re.compile(r"\b(?:from each|from both|of each|each (?:side|navy|country|fleet))\b")
_OBJECT = re.compile(r"(?<=illed|cised) (?!in|on|off|at|near|again|with|for|against|over|together|jointly|there|this)")
_LEADS_ON = re.compile(r" (?:in|off|near|at|on|with|alongside)$")  # to the place, or to the other side
_KNOWN = r"\b(?:the|their|both)(?: two)? (?:%s)\b"


def find(
    analysis: Analysis,
    s: Analysed,
    named: list[Named],
    topics: Sequence[Named],
    pair: tuple[str, str] | None,
    before: Date | None,
) -> Iterator[Named]:
    """What the clauses of a sentence that name no exercise tell of.

    `named`: those that it names; `topics`: what the text is about, where that is exercises, the last first; `before`:
    the date of what forces did in the sentence before, which told of no exercise.
    """
    low = analysis.low
    if not s.may_hold("formation", "history") or not (s.dates or before):
        return
    trained = pattern("exercises", "training").search(low, s.start, s.end)
    if not s.dates and before and trained:
        yield from _trained_there(analysis, s, trained, set(pair or ()), before)
        return
    if not trained and pattern("exercises", "no_edition").search(low, s.start, s.end):
        return
    for clause in _clauses(s.chunks):
        start, end = clause[0].start, clause[-1].end
        there = [item for item in named if item.start < end and start < item.end]
        own = _up_to_next(clause, there)
        if own:
            yield from _of_clause(analysis, s, own, topics, set(pair or ()))


def _clauses(chunks: list[Chunk]) -> Iterator[list[Chunk]]:
    """The chunks of each clause, as far as a mark or a new time parts it from the others."""
    first = 0
    chunks = _without_aside(chunks)
    for k, c in enumerate(chunks):
        own = c.low == "when" and chunks[k - 1].low == "," and any(x.tag == "date" for x in chunks[k:])
        if own or c.low in (";", "while", "whereas") or setting.next_clause(chunks, k):
            if first < k:
                yield chunks[first:k]
            first = k + 1
    if first < len(chunks):
        yield chunks[first:]


def _up_to_next(clause: list[Chunk], there: list[Named]) -> list[Chunk]:
    """What a clause says before "the second off Vladivostok" begins; nothing where it names one."""
    if not all(item.elliptic for item in there):
        return []
    end = min((item.start for item in there), default=clause[-1].end)
    return [c for c in clause if c.end <= end]


def _without_aside(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks but for what else went on then: "In May 2022, while Biden was in Tokyo, their bombers flew"."""
    a = next((k for k, (x, y) in enumerate(pairwise(chunks)) if x.low == "," and y.low in ("while", "when", "as")), 0)
    b = next((k for k in range(a + 1, len(chunks)) if chunks[k].low == ","), 0)
    opens = a > 0 and all(c.tag == "date" or c.word("prep", "det", "adv") for c in chunks[:a])
    framed = opens and b and not any(c.tag == "date" for c in chunks[a:b])
    return [*chunks[:a], *chunks[b:]] if framed else chunks


def _trained_there(
    analysis: Analysis, s: Analysed, trained: re.Match[str], pair: set[str], date: Date
) -> Iterator[Named]:
    """What forces did where the sentence before brought them: "There they trained with the Baltic Fleet"."""
    brought = {code for _, code in _whose(next(_clauses(s.before.chunks), []) if s.before else [])}
    who = _subject(s.chunks, trained)
    subject = brought if "they" in s.low.split() else who or brought
    if not (subject and pair and pair <= subject | {code for code, _ in _with_whom(s.chunks, trained)}):
        return
    start, end = _verb(trained)
    kind = kinds.of_forces(f"{s.before.low} {s.low}" if s.before else s.low)
    when = Chunk("date", start, end, "", date._replace(start=start, end=end))
    label = f"joint {kind} exercise" if kind else "joint exercise"
    yield Named(start, end, label, kind, generic=True, joint=True, when=when)


def _with_whom(chunks: list[Chunk], trained: re.Match[str]) -> attending.Countries:
    """The countries named behind a verb of training, or their forces: "had trained with ships of the Russian navy"."""
    behind = attending.index_at(chunks, _verb(trained)[1])
    led = behind < len(chunks) and chunks[behind].low in attending.ALONGSIDE
    return attending.partners(chunks, behind, attending.ALONGSIDE) or (attending.forces(chunks[behind:]) if led else [])


def _verb(trained: re.Match[str]) -> Span:
    """Where the verb alone stands, before what leads on to a place or the other side."""
    return trained.start(), trained.start() + len(_LEADS_ON.sub("", trained[0]))


def _of_clause(
    analysis: Analysis, s: Analysed, clause: list[Chunk], topics: Sequence[Named], pair: set[str]
) -> Iterator[Named]:
    low, plain = analysis.low, analysis.plain
    start, end = clause[0].start, clause[-1].end
    dates = _dates(clause)
    fine = _in_months(dates)
    told = _history().search(low, start, end)
    of_series = told and (
        not told[0].startswith("it ") or (s.before is not None and s.before.may_hold("name", "history"))
    )
    if told and of_series and topics and dates:
        series = next((x for x in topics if x.series), None if told[0].startswith("it ") else topics[0])
        if series is None:
            return
        if any(places.beside(plain, clause, c) for c in dates) or places.at(clause, told.end()):
            yield from (_one_more(series, told.span(), c) for c in dates)
        return
    forces = pattern("exercises", "formations").search(low, start, end)
    trained = pattern("exercises", "training").search(low, start, end)
    there = _whose(clause)
    sides = {code for _, code in there}
    both = trained is not None and bool(pair) and _both(clause, trained, pair, sides)
    if not forces:
        if trained and both and not _OBJECT.match(low, trained.end()):
            yield from _of_both(analysis, clause, dates, _verb(trained))
        return
    kind = kinds.of_forces(forces[0])
    moving = pattern("exercises", "moving").search(low, start, end)
    if (verb := trained or moving) and identity.NOT.search(low, start, verb.start()):
        return  # "had never flown together before 2019"
    moved = moving is not None and not trained
    met = trained or pattern("exercises", "meeting").search(low, start, end) is not None
    together = " together" in low[start:end]
    topic = next((x for x in topics if _is_of(x, kind, sides)), None)
    known = sides <= pair and (
        _counted(s, clause) or pattern("exercises", "formations", _KNOWN).search(low, start, end)
    )
    if topic and known and not (moved and not topic.patrol):
        placed = [c for c in dates if c in fine or (topic.series and met and _placed(plain, clause, dates, c))]
        for c in placed:
            yield replace(_one_more(topic, forces.span() if len(placed) == 1 else (c.start, c.end), c), kind=kind)
        return
    formed = pattern("exercises", "formations", _COMBINED).search(low, start, end) or _FROM_EACH.search(low, start, end)
    joint = (
        (topic and known)
        or (pair and pair <= sides and (together or _beside(low, clause, there)))
        or (sides <= pair and formed)
        or both
    )
    exercise = f"joint {kind} exercise" if kind else "joint exercise"
    if joint and trained and not fine:
        yield from _each_placed(analysis, clause, dates, exercise, kind, _verb(trained))
    elif joint and ((fine and trained) or (kind and moved and (fine or (dates and together)))):
        yield Named(
            *(_verb(trained) if trained and trained.start() > forces.end() else forces.span()),
            "joint patrol" if moved else exercise,
            kind,
            generic=True,
            joint=True,
            when=(fine or dates)[0],
        )


def _is_of(topic: Named, kind: str | None, sides: set[str]) -> bool:
    """Whether forces of this kind may be at one of those that the text is about; troops of one are elsewhere."""
    if kind:
        return topic.kind == kind or (topic.patrol and not topic.kind)
    return topic.series is not None and topic.kind not in ("naval", "air_patrol") and len(sides) != 1


def _placed(plain: str, clause: list[Chunk], dates: list[Chunk], date: Chunk) -> bool:
    """Whether the clause says where they were then: "the year after, the fleets trained in the South China Sea"."""
    if places.beside(plain, clause, date):
        return True
    i = clause.index(date)
    return len(dates) == 1 and i < _OPENING and places.near(plain, clause, i + 1, len(clause)) is not None


def _both(clause: list[Chunk], trained: re.Match[str], pair: set[str], sides: set[str]) -> bool:
    """Whether the pair trained, together or one with the other: "Russian ships had trained with the Chinese"."""
    subject = _subject(clause, trained)
    partners = {code for code, _ in _with_whom(clause, trained)}
    return subject == pair or (bool(partners) and pair <= subject | sides | partners)


def _of_both(analysis: Analysis, clause: list[Chunk], dates: list[Chunk], trained: Span) -> Iterator[Named]:
    """What both did who are the subject of a verb of training: "in August they drilled off Vladivostok"."""
    fine = _in_months(dates)
    if len(fine) == 1:
        yield Named(*trained, "joint exercise", None, generic=True, joint=True, when=fine[0])
    else:
        yield from _each_placed(analysis, clause, dates, "joint exercise", None, trained)


def _subject(clause: list[Chunk], trained: re.Match[str]) -> set[str]:
    """The countries that are the subject of the verb of training."""
    who = subject(clause, attending.index_at(clause, trained.start()))
    return {code for i in coordinated(clause, who) for code in clause[i].value.codes} if who is not None else set()


def _each_placed(
    analysis: Analysis, clause: list[Chunk], dates: list[Chunk], label: str, kind: str | None, trained: Span
) -> Iterator[Named]:
    """One for each date that has a place beside it: "they have trained near Moscow in 2016 and in Ningxia in 2017".

    One date that opens the clause is that of the place behind the verb: "in 2019 they trained off Qingdao".
    """
    opening = {c.start for c in clause[:_OPENING]}
    if dates and places.respectively(clause, sum(len(facts.years(analysis, c)) for c in clause if c.tag == "date")):
        yield Named(*trained, label, kind, generic=True, joint=True, when=dates[0])
        return
    if len(dates) == 1 and dates[0].start in opening:
        if places.near(analysis.plain, clause, attending.index_at(clause, trained[1] - 1) + 1, len(clause)):
            yield Named(*trained, label, kind, generic=True, joint=True, when=dates[0])
        return
    for c in dates if not any(c.start in opening for c in dates) else ():
        if places.beside(analysis.plain, clause, c):
            yield Named(c.start, c.end, label, kind, generic=True, joint=True, when=c)


@cache
def _history() -> re.Pattern[str]:
    return re.compile(WHOLE.replace("%s", either(history_words())))


def _dates(clause: list[Chunk]) -> list[Chunk]:
    """The times of a clause, but for a year of which it tells the month."""
    found = [
        c
        for i, c in enumerate(clause)
        if c.tag == "date" and _CLOSED.fullmatch(c.value.edtf) and not setting.of_other(clause, i)
    ]
    return [c for c in found if not any(x.value.edtf.startswith(f"{c.value.edtf}-") for x in found)]


def _in_months(dates: list[Chunk]) -> list[Chunk]:
    """Those that are finer than a year."""
    return [c for c in dates if len(c.value.edtf) > len("2016")]


def _whose(chunks: list[Chunk]) -> list[tuple[int, str]]:
    """Where countries are named whose forces are there, or who make what is flown there: "two Tu-95s"."""
    flown = [(c.start, c.value.makers[0]) for c in chunks if c.tag == "good" and not c.value.origin and c.value.makers]
    return sorted([*flown, *((span[0], code) for code, span in attending.forces(chunks))])


def _beside(low: str, clause: list[Chunk], there: list[tuple[int, str]]) -> bool:
    """Whether forces of two are named next to each other: "Russian and Chinese warships", "Tu-95s flew with H-6s"."""
    times = [c.start for c in clause if c.tag == "date"]
    return any(
        one != other
        and (a == b or (b - a < _BESIDE and _LINK.search(low, a, b)))
        and not any(a < time < b for time in times)
        for (a, one), (b, other) in pairwise(there)
    )


def _one_more(topic: Named, span: tuple[int, int], date: Chunk) -> Named:
    name = topic.series.name if topic.series else topic.name
    return Named(*span, name, topic.kind, topic.series, generic=topic.generic, joint=True, elliptic=True, when=date)


def _counted(s: Analysed, clause: list[Chunk]) -> bool:
    """Whether forces are counted, or listed under what they took part in."""
    counted = any(c.tag == "count" or (c.tag == "good" and c.value.quantity) for c in clause)
    return counted or s.sentence.block.kind == BlockKind.LIST
