"""What stands beside a name that may mean other things too, and makes it that of an exercise."""

from __future__ import annotations

import re

from pipeline.extract.events.attending import names_forces
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.event_words import words

_MARK = re.compile(r",?[”\"’'»*_]|[-– ](?:19|20)\d\d")
_UNDER = (
    *("under the name ", "under the names ", "under the title ", "under the code name ", "under the codename "),
    *(", called ", ", named ", ", dubbed ", ", codenamed ", ", known as "),
)
_FAR = 10  # chunks from a verb of coming to the name of that to which forces came


def dated(s: Analysed, i: int) -> bool:
    """Whether a date stands right behind the name at `i`, or who went there: "Tsentr, a year later"."""
    after = [c for c in s.chunks[i + 1 : i + 4] if c.low not in (",", "in")]
    if " ".join(c.low for c in s.chunks[i + 1 : i + 4]) in (", to which", ", for which", ", at which"):
        return True  # "Kavkaz, to which Beijing sent"
    return bool(after) and after[0].tag == "date"


def held_by(s: Analysed, i: int) -> bool:
    """Whether the name at `i` is the object of who held it: "the border guards held Solidarity in 2017"."""
    k = i - 1
    while k > 0 and s.chunks[k].low in words("both", "marks"):
        k -= 1
    return k > 0 and s.chunks[k].low in words("exercises", "holders_of")


def called(s: Analysed, i: int) -> bool:
    """Whether what forces did is called by the name at `i`: "they trained in 2013 under the name Cooperation"."""
    low = s.low[: s.chunks[i].start - s.start]
    return low.endswith(_UNDER) and any(x is not None and x.may_hold("formation", "exercise") for x in (s, s.before))


def come_to(s: Analysed, i: int) -> bool:
    """Whether forces came to what is named at `i`, or it is what the sentence before tells of.

    So it is in "sent a contingent to Vostok", "invited China to Vostok", and in "in 2018 this was Vostok".
    """
    chunks = s.chunks
    k = i - 1
    while k > 0 and (chunks[k].word("det") or chunks[k].low in words("both", "marks")):
        k -= 1
    if k < 1:
        return False
    if chunks[k].low in ("was", "were"):
        return any(x is not None and x.may_hold("exercise") for x in (s, s.before))
    led = chunks[k].low in ("to", "for", "at", "in", "during") or chunks[k].low.endswith(" to")
    came = led and any(c.low in words("exercises", "coming") for c in chunks[max(0, k - _FAR) : k + 1])
    some = any(c.tag in ("party", "count") or names_forces(c) for c in chunks[:k])
    return came and some


def others_sent(chunks: list[Chunk], i: int) -> bool:
    """Whether what is sent to what is named at `i` is no forces: "a team of scientists to Vostok", the station."""
    if chunks[max(0, i - 1)].low != "to":
        return False
    verb = next((k for k in range(i - 1, max(-1, i - _FAR), -1) if "verb" in chunks[k].kinds), None)
    if verb is None or chunks[verb].low not in words("exercises", "sending"):
        return False
    return not any(c.tag in ("count", "good") or names_forces(c) for c in chunks[verb:i])


def in_marks(plain: str, c: Chunk) -> bool:
    """Whether a name stands in quotation marks or italics of its own."""
    return plain[max(0, c.start - 1) : c.start] in (*"“\"‘'«*_",) and _MARK.match(plain, c.end) is not None
