"""How many took part in an exercise: soldiers, ships and aircraft, as far as the words count those of all sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.events import attending
from pipeline.extract.events.attending import Span
from pipeline.extract.exercises.series import Named
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.coordination import coordinated
from pipeline.extract.grammar.subjects import subject
from pipeline.extract.lexicon.event_words import pattern, section, words
from pipeline.extract.text.patterns import either

_SENT = r"\b(?:%s)\b(?=[^;]*$)"
_JOINED = re.compile(r"\b(?:participated|participates|took part|takes part|joined)\b(?=[^;]* with )")
_FRONT = 24  # letters from the beginning of a sentence to a number that opens it
_EACH = re.compile(r"\b(?:each|respectively|apiece)\b")
_SIZED = (  # "1,000 military aircraft", "ten Russian and Chinese warships", "four of their ships"
    r"(?:of (?:the|their|its) )?"
    r"(?:[a-z]+(?:ese|ian|an|ish|ani)(?:, | and )[a-z]+(?:ese|ian|an|ish|ani) )?(?:(?:%s) ){0,2}"
)
_BARE = re.compile(r"[.,;)]")
_SIZES = ("personnel", "ships", "aircraft")


@cache
def _sized(column: str) -> re.Pattern[str]:
    """What is counted in `column`, behind its number."""
    kinds = either(section("exercises")["before_sized"])
    return pattern("exercises", column, _SIZED.replace("%s", kinds) + r"(?:%s)\b(?!['’]s)")


def sizes(analysis: Analysis, s: Analysed, item: Named, reach: Span) -> Iterator[tuple[str, float, Chunk]]:
    """How many personnel, ships and aircraft the words within `reach` count: the column, the number and its chunk."""
    for c in s.chunks:
        count = c if c.tag == "count" else c.value.quantity if c.tag == "good" else None
        if count is None or not reach[0] <= count.start < reach[1] or _of_one_side(analysis, s, item, count):
            continue
        rest = analysis.low[count.end : count.end + 40].lstrip()
        if _BARE.match(rest) and _troops_before(analysis, s, count):
            yield "personnel", count.value.value, count
        for column in _SIZES:
            if _sized(column).match(rest):
                yield column, count.value.value, count


def _troops_before(analysis: Analysis, s: Analysed, count: Chunk) -> bool:
    """Whether a number that counts nothing by itself counts troops: "2,000 troops at a drill that involved 50,000"."""
    low = analysis.low
    together = pattern("exercises", "together", r"\b(?:%s) (?:[\w-]+ ){0,3}$").search(low, s.start, count.start)
    return together is not None and pattern("exercises", "personnel").search(low, s.start, count.start) is not None


def _of_one_side(analysis: Analysis, s: Analysed, item: Named, count: Chunk) -> bool:
    """Whether a number is that of what one side sent: "China sent 1,600 troops and 12 tanks"."""
    low = analysis.low
    if _is_of_part(s, count) or _opens_on_one(low, s, count):
        return True
    start = item.start if item.elliptic and item.year else s.start  # "took part, the 2019 edition having 20 ships"
    sent = max(_sendings(low, start, count.start), key=re.Match.start, default=None)
    if sent is None or (sent.end() <= item.start < count.start and not _JOINED.match(sent[0] + " with ")):
        return False
    if pattern("exercises", "together").search(low, sent.end(), count.start):
        return False
    who = subject(s.chunks, attending.index_at(s.chunks, sent.start()))
    sides = {code for i in coordinated(s.chunks, who) for code in s.chunks[i].value.codes} if who is not None else set()
    if not sides and _JOINED.match(low, sent.start()):
        return False  # "ships of the two navies took part in exercises with 12 aircraft"
    return len(sides) < 2 or _EACH.search(low, count.end, s.end) is not None


def _is_of_part(s: Analysed, count: Chunk) -> bool:
    """Whether it counts what is said of one side's part: "Chinese participation, with 100 soldiers"."""
    chunks = s.chunks
    i = attending.index_at(chunks, count.start)
    parts = [j for j in range(1, i) if chunks[j].low in words("both", "presence")]
    return bool(parts) and len(set(attending.countries_of(chunks[parts[-1] - 1]))) == 1


def _opens_on_one(low: str, s: Analysed, count: Chunk) -> bool:
    """Whether one side's number opens the sentence: "With 1,600 troops, China was the largest participant"."""
    comma = low.find(",", count.end, s.end)
    if not low.startswith(("with ", "sending "), s.start) or comma < 0 or count.start - s.start > _FRONT:
        return False
    behind = s.chunks[attending.index_at(s.chunks, comma) + 1 :]
    return bool(behind) and len(attending.countries_of(behind[0])) == 1


def _sendings(low: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The verbs before a number whose subject is who sent it: "sent 1,600 troops", "took part with 1,600 troops"."""
    yield from pattern("exercises", "sending", _SENT).finditer(low, start, end)
    yield from _JOINED.finditer(low, start, end)
