"""Where an exercise was held."""

from __future__ import annotations

import re
from functools import cache
from operator import itemgetter

from pipeline.extract.events import dating, setting
from pipeline.extract.events.attending import Span
from pipeline.extract.exercises import put_in
from pipeline.extract.exercises.series import Named
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.event_words import words
from pipeline.extract.text.patterns import either

_BESIDE = ("near", "off")  # what stands behind them is a place
_AT = ("at", "in")  # the same, where a time or a larger place follows
_FROM = ("from", "between")
_LARGER = ("in", "near", "on", "off", "outside")  # from a place to the larger one in which it lies, or near
_ON_GROUND = ("on", "in", "inside")
_NAME = re.compile(r"([A-Z][\w-]+(?: [A-Z][\w-]+)?)\b(?!['’]s)")
_FAR = 24  # chunks from an exercise to its place


def of(plain: str, chunks: list[Chunk], item: Named, own: range, reach: range) -> Span | None:
    """The place of an exercise whose words are the chunks `own`, said in those of `reach`."""
    lo, hi = own.start, own.stop
    place = beside(plain, chunks, item.when)
    if place is None and item.when and item.elliptic:  # "it moved to Vladivostok"
        place = next(((c.start, c.end) for c in chunks[hi : hi + 1] if c.entry("place")), None)
    place = place or (_patrolled(chunks, hi) if item.patrol else None)  # "may patrol the Bering Sea"
    place = place or near(plain, chunks, hi, min(reach.stop, hi + _FAR))
    place = (before(chunks, lo) if item.when is None else None) or place
    named_last = not item.generic and dating.named_last(chunks, lo)
    if named_last or (place is None and reach == range(len(chunks))):
        place = ahead(plain, chunks, lo) or place
    return place


def near(plain: str, chunks: list[Chunk], hi: int, stop: int) -> Span | None:
    """The words that say where: a place or a country after a preposition of place, with those coordinated.

    Where there are none, the place to which forces moved: "ships came to Baltiysk", "crossed the Sea of Okhotsk".
    """
    span, i = _behind_preposition(plain, chunks, hi, stop)
    reaching = (k for k in range(hi, min(stop, len(chunks) - 1)) if chunks[k].low in words("exercises", "reaching"))
    came = ((k, place) for k in reaching if (place := _governed(plain, chunks, k)))
    k, place = next(came, (0, None))
    place = place if place and not any(_parts(chunks, i) for i in range(hi, k + 1)) else None
    if span and not any(_parts(chunks, k) for k in range(hi, i)):
        within = place and chunks[i].low in _LARGER and place[1] + 1 == chunks[i].start
        return place if within else span  # "to the Mulino range near Nizhny Novgorod"
    return place


def _patrolled(chunks: list[Chunk], hi: int) -> Span | None:
    """The place right behind the words for a patrol, which end before `hi`."""
    led = hi < len(chunks) and (chunks[hi].word("det") or chunks[hi].entry("place") is not None)
    return _place(chunks, hi - 1) if led else None


def reached(chunks: list[Chunk], place: Span) -> bool:
    """Whether forces only came to the place: that alone tells no exercise from others."""
    i = next((k for k, c in enumerate(chunks) if c.end > place[0]), 0) - 1
    while i > 0 and (chunks[i].word("det") or chunks[i].low in words("both", "before_place")):
        i -= 1
    return i >= 0 and chunks[i].low in words("exercises", "reaching")


def _parts(chunks: list[Chunk], i: int) -> bool:
    """Whether another clause, or what only tells the time, begins at `i`."""
    apart = chunks[i].low in (";", "while", "whereas") or chunks[i].low in words("both", "other_time")
    return apart or setting.next_clause(chunks, i)


def _behind_preposition(plain: str, chunks: list[Chunk], hi: int, stop: int) -> tuple[Span | None, int]:
    """The first place behind a preposition from `hi` to `stop`, and the index of that."""
    where = words("both", "where")
    ground: tuple[Span | None, int] = (None, stop)  # the country, where no place is named
    for i in range(hi, min(stop, len(chunks) - 1)):
        c = chunks[i]
        if c.low == "between" and (span := _between(chunks, i)):
            return span, i
        plain_of = c.low in ("of", "from") and i > hi and chunks[i - 1].low not in words("both", "compass")
        of_office = i > 0 and chunks[i - 1].low in words("both", "speaking")  # "officials in Moscow"
        if c.low not in where or plain_of or of_office or not syntax.is_prep(c):
            continue
        if span := _governed(plain, chunks, i):
            return span, i
        ground = ground if ground[0] else (_ground(chunks, i), i)
    return ground if ground[0] else (None, stop)


def _governed(plain: str, chunks: list[Chunk], i: int) -> Span | None:
    """The place behind the preposition or verb at `i`, the longest: "Moscow Oblast" is more than "Moscow"."""
    return max(filter(None, (_place(chunks, i), _unlisted(plain, chunks, i))), key=itemgetter(1), default=None)


def _between(chunks: list[Chunk], i: int) -> Span | None:
    """The two places behind the "between" at `i`: "sailed between Durban and Richards Bay"."""
    span = _place(chunks, i)
    return span if span and any(c.word("conj") for c in chunks[i:] if span[0] < c.start < span[1]) else None


def ahead(plain: str, chunks: list[Chunk], lo: int) -> Span | None:
    """The last place in front of the noun at `lo`, outside what only tells the time: "after the talks in Moscow"."""
    other_time = words("both", "other_time")
    first = 0
    for k in range(lo):
        if chunks[k].low in (";", "while", "whereas"):
            first = k + 1
        elif chunks[k].low in other_time:
            first = next((j for j in range(k, lo) if chunks[j].low == ","), lo)
    leading = words("both", "where") | words("exercises", "reaching")
    behind = (
        k for k in range(lo - 1, first - 1, -1) if chunks[k].low in leading and chunks[k].low not in ("of", "from")
    )
    return next(filter(None, (near(plain, chunks, k, k + 1) for k in behind)), None)


def before(chunks: list[Chunk], lo: int) -> Span | None:
    """The place that stands as a modifier before the noun at `lo`, or as the subject of who hosts it.

    "The 2015 Mediterranean exercise", "the Baltic stage of Joint Sea", "Qingdao was the venue of Joint Sea". So is that
    before "where": "Qingdao, where Joint Sea was held".
    """
    k = lo - 1
    if (where := _in_which(chunks, lo)) and (c := chunks[where - 1]).entry("place"):
        return c.start, c.end
    if k > 1 and chunks[k].low == "of" and chunks[k - 1].low in words("exercises", "stages"):
        k -= 2
    if k >= 0 and chunks[k].entry("place") and not (k and syntax.is_prep(chunks[k - 1])):
        return chunks[k].start, chunks[k].end
    verb = next((j for j in range(lo - 1, 0, -1) if chunks[j].low in words("exercises", "hosting")), None)
    if verb is None:
        return None
    subject = next((c for c in reversed(chunks[:verb]) if not c.word("aux", "det", "adv")), chunks[0])
    return (subject.start, subject.end) if subject.entry("place") else None


def _in_which(chunks: list[Chunk], lo: int) -> int:
    """Where the comma before "where" stands, of which the name at `lo` is the subject: "Aksu, where X was held"; or 0.

    It may be one of several: "on which X and Y were held".
    """
    k = lo - 1
    while k > 1 and (chunks[k].tag == "date" or chunks[k].word("det", "conj") or _in_names(chunks[k])):
        k -= 1
    k -= k > 2 and chunks[k].low == "which" and chunks[k - 1].low in ("in", "on", "at", "near", "off")
    opened = k > 1 and chunks[k].low in ("where", "in", "on", "at", "near", "off") and chunks[k - 1].low == ","
    behind = next((c for c in chunks[lo + 1 :] if syntax.is_finite(c) or "verb" in c.kinds or c.tag == "party"), None)
    held = behind is not None and behind.tag != "party"
    return k - 1 if opened and held else 0


def _in_names(c: Chunk) -> bool:
    return c.low in (",", "-") or c.low.isdigit() or c.entry("series", "evaluative") is not None


@cache
def _with_noun() -> re.Pattern[str]:
    """A name that no list has, with its noun of geography: "near Kiska Island", "at the Sergeyevsky training range"."""
    return re.compile(rf" (?:the |its )?((?:[A-Z][\w'’-]+ ){{1,3}}(?i:{either(words('exercises', 'geography'))}))\b")


@cache
def _of_town() -> re.Pattern[str]:
    """The same behind "of": "near the town of Ust-Luga"."""
    nouns = either((words("both", "no_location") | words("both", "land")) - {"of", "in", "disputed"})
    return re.compile(rf" (?:(?:the|an?|[\w-]+) ){{0,3}}(?:{nouns}) of ([A-Z][\w-]+(?: [A-Z][\w-]+)*)")


def _unlisted(plain: str, chunks: list[Chunk], i: int) -> Span | None:
    """The place behind the preposition at `i` that only the words beside its name tell: also "off Severomys"."""
    named = _with_noun().match(plain, chunks[i].end) or _of_town().match(plain, chunks[i].end)
    if named is None and chunks[i].low in (*_BESIDE, *_AT):
        c = chunks[i + 1]
        plain_word = c.tag == "word" and c.start == chunks[i].end + 1 and c.low not in words("exercises", "no_title")
        named = _NAME.match(plain, c.start) if plain_word else None
        named = named if named and (chunks[i].low in _BESIDE or _dated_or_placed(chunks, named.end())) else None
        if named and any(c.entry("series") for c in chunks[i : i + 4] if c.start < named.end()):
            return None
    if named is None:
        return None
    parts = [c for c in chunks[i + 1 :] if c.start < named.end() and not c.word("det")]
    if not parts or parts[-1].entry("series") or (parts[:-1] and all(c.entry("demonym") for c in parts[:-1])):
        return None  # "in Joint Sea", "in a Chinese port"
    return named.span(1)


def _dated_or_placed(chunks: list[Chunk], end: int) -> bool:
    """Whether a time or a larger place stands behind the name that ends at `end`: "at Kant in May"."""
    behind = [c for c in chunks if c.start >= end][:4]
    while behind and (behind[0].low == "," or behind[0].word("prep", "det") or behind[0].low in _FROM):
        behind.pop(0)
    return bool(behind) and (behind[0].tag == "date" or behind[0].entry("place", "country") is not None)


def _leads_to_place(chunks: list[Chunk], j: int) -> bool:
    """Whether the chunk may stand before the name of a place: "the disputed waters of", "the Chinese city of"."""
    c, after = chunks[j], chunks[j + 1] if j + 1 < len(chunks) else None
    if c.word("det") or c.entry("evaluative") or c.low in words("both", "before_place"):
        return True
    if after is None:
        return False
    if c.low == "-" and chunks[j - 1].low in words("both", "compass"):
        return True  # "in north-eastern China"
    owner = c.tag == "party" and c.value.possessive and after.entry("place") is not None
    return owner or (c.entry("demonym") is not None and after.low in words("both", "before_place"))


def _no_location(c: Chunk) -> bool:
    """Whether what stands before the name of a place is no part of the location."""
    said = c.low in words("both", "no_location") or c.entry("demonym") is not None
    return said or c.word("det") or c.tag == "party"


def _ground(chunks: list[Chunk], i: int) -> Span | None:
    """The country itself, where the preposition at `i` governs that: "on Russian soil", "in Chinese waters"."""
    whose, what = [*chunks[i + 1 : i + 3], None, None][:2] if chunks[i].low in _ON_GROUND else (None, None)
    stands = whose is not None and what is not None and whose.entry("demonym") and what.low in words("both", "ground")
    return (whose.start, what.end) if stands and whose is not None and what is not None else None


def _place(chunks: list[Chunk], i: int) -> Span | None:
    """The place that the preposition at `i` governs."""
    j = i + 1
    while j < len(chunks) and _leads_to_place(chunks, j):
        j += 1
    inside = any(c.low in words("both", "ground") for c in chunks[i + 1 : j])  # "on the territory of Kazakhstan"
    named = j < len(chunks) and (
        chunks[j].entry("place")
        or (
            chunks[j].tag == "party"
            and (inside or chunks[i].low in words("both", "where_country"))
            and chunks[j].value.form in ("name", "government")
            and not chunks[j].value.possessive
        )
    )
    if not named:
        return None
    whole = (k for k in range(j - 1, i, -1) if _no_location(chunks[k]) and not chunks[k].word("prep", "det"))
    first, last = next(whole, i + 1), j  # "the north-western Chinese region of Ningxia" is Ningxia
    while first < j and _no_location(chunks[first]):
        first += 1
    while last + 2 < len(chunks):
        k = last + 1
        while k < len(chunks) and (chunks[k].word("conj", "det") or chunks[k].low == ","):
            k += 1
        if k >= len(chunks) or k == last + 1 or not chunks[k].entry("place"):
            break
        last = k
    last += last + 1 < len(chunks) and chunks[last + 1].low in words("both", "land_behind")
    return chunks[first].start, chunks[last].end


def beside(plain: str, chunks: list[Chunk], when: Chunk | None) -> Span | None:
    """The place beside one of several dates: "in Moscow in 2016 and in Beijing in 2017", "the Baltic (2017)"."""
    if when is None or (i := next((k for k, c in enumerate(chunks) if c.start == when.start), None)) is None:
        return None
    back = max((k for k in range(i) if chunks[k].tag == "date" or chunks[k].low == ";"), default=-1)
    after = put_in.behind_date(plain, chunks, when) or near(plain, chunks, i + 1, i + 2)
    before, _ = _behind_preposition(plain, chunks, max(back + 1, i - 9), i - 1)
    if after or before or i < 2:
        return after or before
    place = chunks[i - 2]
    capital = place.tag == "party" and place.value.form == "government"
    listed = chunks[i - 1].low in ("in", "on") and place.entry("place")  # ", the Baltic in 2017"
    close = listed or (chunks[i - 1].low in ("(", ",") and (capital or place.entry("place")))
    return (place.start, place.end) if close else None


def respectively(chunks: list[Chunk], n: int) -> list[Span | None]:
    """The places of `n` named at once, each its own: "were held in Kazakhstan, Tajikistan and China respectively"."""
    j = next((k for k, c in enumerate(chunks) if c.low == "respectively"), 0) - 1
    found: list[Span | None] = []
    while j > 0 and not (found and syntax.is_prep(chunks[j]) and not chunks[j - 1].word("conj")):
        if chunks[j].entry("place") or (chunks[j].tag == "party" and not chunks[j].value.possessive):
            found.insert(0, (chunks[j].start, chunks[j].end))
        elif not (chunks[j].low == "," or chunks[j].word("conj", "det") or syntax.is_prep(chunks[j])) and (
            found or chunks[j].tag != "date"  # "in Kazakhstan and China, in 2010 and 2012 respectively"
        ):
            break
        j -= 1
    return found if len(found) == n else []


def at(chunks: list[Chunk], offset: int) -> bool:
    """Whether a place stands right behind the words that end at `offset`: "it moved to the Baltic"."""
    behind = (c for c in chunks if c.start >= offset and not (c.low == "to" or c.word("det") or c.entry("evaluative")))
    first = next(behind, None)
    return first is not None and first.entry("place") is not None
