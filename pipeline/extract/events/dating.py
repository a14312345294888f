"""What exercises and agreements share: the date beside a noun."""

from __future__ import annotations

from pipeline.extract.events import setting
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.event_words import words

_HELD = ("was", "were", "took", "began", "started", "opened")  # of what a sentence is about, behind a relative clause
_FAR = 7  # chunks from "what" to the "as" of "what was described as"
_SUMMED_UP = (",", ".", "that", "which")  # behind a noun that sums up what was told before it
_BEGAN = ("began", "started", "begun")  # "the drills, which began in 2012, were extended to"
_ITSELF = ("it", "they")  # "called Vostok, it was"


def _after(chunks: list[Chunk], hi: int, stop: int) -> Chunk | None:
    """The next date behind the noun, in its own clause; parentheses are stepped over."""
    last = max((i for i, c in enumerate(chunks[:stop]) if c.tag == "date"), default=-1)
    if last < hi:
        return None
    hi = _behind_gloss(chunks, hi)
    before = [c.low for c in chunks[:hi]]
    depth = before.count("(") - before.count(")")
    behind = [c.low for c in chunks[hi : hi + 2]] == [",", "which"]  # "the drills, which were"
    other_time = words("both", "other_time")
    over = hi  # the end of a relative clause that is stepped over
    for i in range(hi, last + 1):
        if i < over:
            continue
        c = chunks[i]
        depth += (c.low == "(") - (c.low == ")")
        if (
            c.tag == "date"
            and not setting.attributive(chunks, i)
            and not setting.of_other(chunks, i)
            and not setting.of_noun(chunks, hi, i)
            and not (c.value.edtf.endswith("/..") and i > hi + 3)
        ):
            return c
        if not depth and i > hi and c.word("rel") and (over := _end_of_relative(chunks, i)):
            continue
        if not depth and c.low == "," and _new_subject(chunks, i) and not (i == hi and chunks[i + 1].low in _ITSELF):
            return None  # a new clause begins: "after the drills, Putin announced on 17 August"
        if not depth and c.low == "," and _closes_frame(chunks, hi, i):
            return None
        if not depth and (
            c.low == ";"
            or (c.low in other_time and not _is_adverb(chunks, i))
            or (c.word("sub", "rel") and i > hi + behind and not _says_more(chunks, i))
            or setting.next_clause(chunks, i)
        ):
            return None
    return None


def _behind_gloss(chunks: list[Chunk], hi: int) -> int:
    """Where what follows a gloss begins: "Joint Sea (Haishang Lianhe), which was held in"; `hi` where none is there."""
    opened = hi < len(chunks) and chunks[hi].low == "("
    end = next((k for k in range(hi, len(chunks)) if chunks[k].low == ")"), 0) if opened else 0
    return end + 1 if end and not any(c.tag == "date" for c in chunks[hi:end]) else hi


def _end_of_relative(chunks: list[Chunk], i: int) -> int:
    """The end of the relative clause at `i`, a verb behind it: "drills to which X is invited, were held in"."""
    if any(c.tag == "date" for c in chunks[i : i + 2]):
        return 0
    comma = next((k for k in range(i, len(chunks) - 1) if chunks[k].low in (",", ";")), 0)
    ended = comma and chunks[comma].low == "," and chunks[comma + 1].low in _HELD
    told = any(c.tag == "date" for c in chunks[i:comma]) and chunks[i + 1].low not in _BEGAN
    return comma + 1 if ended and not told else 0


def _closes_frame(chunks: list[Chunk], hi: int, i: int) -> bool:
    """Whether the comma at `i` ends the clause that opens the sentence: "while in 2018 many came to X, in 2022"."""
    framed = chunks[0].word("sub") and all(c.low != "," for c in chunks[:hi])
    return framed and not any(c.tag == "date" for c in chunks[i + 1 : i + 3])


def _is_adverb(chunks: list[Chunk], i: int) -> bool:
    """Whether nothing is governed at `i`: "the drills that came after were held in"."""
    return i + 1 < len(chunks) and syntax.is_finite(chunks[i + 1])


def _new_subject(chunks: list[Chunk], i: int) -> bool:
    """Whether a clause with a subject of its own begins at the comma at `i`."""
    k = i + 1 + (i + 1 < len(chunks) and chunks[i + 1].word("conj"))
    if k + 1 >= len(chunks) or chunks[k].tag != "party" or chunks[k].value.possessive:
        return False
    once = chunks[k + 1].low == "did" and all(c.low != "again" for c in chunks[k + 2 : k + 4])
    return not once and (chunks[k + 1].tag == "word" or syntax.is_finite(chunks[k + 1]))  # "and they did so in"


def _says_more(chunks: list[Chunk], i: int) -> bool:
    """Whether the pronoun at `i` begins nothing else: "patrols, the first of which was in 2019", "held that July"."""
    after = [c.low for c in chunks[i + 1 : i + 3]]
    ordinal = chunks[i - 2].low if i > 1 and after[:1] != ["the"] else after[-1] if after else ""
    which = chunks[i - 1].low == "of" and (ordinal in words("both", "ordinal") or after == ["that", "of"])
    which = which or (chunks[i - 1].low == "which" and after[:1] == ["of"])  # "of which that of August 2014"
    return which or (i + 1 < len(chunks) and chunks[i + 1].tag == "date")


def date_near(chunks: list[Chunk], lo: int, hi: int, stop_before: int, stop_after: int) -> Chunk | None:
    """The date of the noun at `chunks[lo:hi]`.

    It is part of the noun's group, right behind it, the date that "when" explains, the next one behind it, or one that
    opens the sentence; the first of these that there is.
    """
    for i in range(lo - 1, max(stop_before, lo - 4) - 1, -1):
        if chunks[i].tag == "date" and (
            i == lo - 1 or _owns(chunks, i) or not syntax.is_prep(chunks[i - 1] if i else chunks[i])
        ):
            return chunks[i]
        c = chunks[i]
        if (
            c.low in (",", ";", ":", "(")
            or syntax.is_prep(c)
            or c.word("rel", "sub", "aux", "conj")
            or (c.entry("verb") and not c.entry("modifier"))
            or c.low.endswith("ing")
        ):
            break
    if found := _after(chunks, hi, min(stop_after, hi + 3)):
        return found
    if found := _before_verb(chunks, lo, stop_before):
        return found
    when = next((i for i in range(lo - 1, max(0, lo - 16), -1) if chunks[i].low == "when"), None)
    if when is not None:
        for i in range(when - 1, max(-1, when - 3), -1):
            if chunks[i].tag == "date":
                return chunks[i]
    if found := _after(chunks, hi, stop_after):
        return found
    if found := _before_naming(chunks, lo) or _in_apposition(chunks, lo, hi) or _before_phrase(chunks, lo):
        return found
    dates = (i for i in range(lo - 1, stop_before - 1, -1) if chunks[i].tag == "date")
    opening = (i for i in dates if not setting.only_bound(chunks, i))
    return next((_finer(chunks, i) for i in opening if _opens(chunks, i)), None)


def _owns(chunks: list[Chunk], i: int) -> bool:
    """Whether the date at `i` is a possessor: "in last year's drills"."""
    return i + 1 < len(chunks) and chunks[i + 1].low in ("'", "'s")


def named_last(chunks: list[Chunk], lo: int) -> bool:
    """Whether the noun is the name of what was told before it: "an event called Mosi"."""
    j = lo - 1
    while j > 0 and (chunks[j].low in words("both", "marks") or chunks[j].low == "as" or chunks[j].word("prep", "det")):
        j -= 1
    return j >= 0 and chunks[j].low in words("both", "called")


def _before_naming(chunks: list[Chunk], lo: int) -> Chunk | None:
    """The date of what is named last: "they sailed together in November 2019, an event called Mosi"."""
    return next((c for c in reversed(chunks[:lo]) if c.tag == "date"), None) if named_last(chunks, lo) else None


def _before_phrase(chunks: list[Chunk], lo: int) -> Chunk | None:
    """The date right before the phrase that the noun ends: "passed the strait in May 2021 on a joint patrol"."""
    k = syntax.skip_back(chunks, lo - 1)
    while k > 0 and (chunks[k].low in words("both", "ordinal") or chunks[k].word("det") or _whose(chunks[k])):
        k -= 1
    if k > 2 and chunks[k].low == "on" and chunks[k - 1].low == ",":
        return chunks[k - 2] if chunks[k - 2].tag == "date" else None  # "entered the Arctic in May 2024, on a patrol"
    if k > 2 and chunks[k].low == "of" and chunks[k - 1].low in words("both", "framework"):
        k = syntax.skip_back(chunks, k - 2)
    if chunks[k].low == "as":  # "in May 2021 on what was described as a joint patrol"
        what = next((j for j in range(k - 1, max(1, k - _FAR), -1) if chunks[j].low == "what"), k + 1)
        k = what - 1
    leads = ("on", "for", "during", "with", "in", "as", "within", "under")
    followed = chunks[k].low == "by" and any(c.low == "followed" for c in chunks[max(0, k - 4) : k])
    date = chunks[k - 1] if k > 0 and (followed or chunks[k].low in leads) else None
    return date if date is not None and date.tag == "date" and not setting.of_other(chunks, k - 1) else None


def _whose(c: Chunk) -> bool:
    return c.tag == "party" and bool(c.value.possessive)


def _in_apposition(chunks: list[Chunk], lo: int, hi: int) -> Chunk | None:
    """The date of the clause that the noun sums up: "ships circled Honshu in May 2021, the first such patrol of"."""
    if (
        lo > 1
        and chunks[lo - 1].low == ","
        and chunks[lo - 2].tag == "date"
        and chunks[hi : hi + 1]
        and chunks[hi].low == ","
    ):
        return chunks[lo - 2]  # "the exercise in 2005, Peace Mission, was"
    comma = syntax.skip_back(chunks, lo - 1)
    while comma > 0 and (chunks[comma].low in words("both", "ordinal") or chunks[comma].word("adv", "poss")):
        comma = syntax.skip_back(chunks, comma - 1)
    sums_up = hi >= len(chunks) or chunks[hi].low in _SUMMED_UP or syntax.is_prep(chunks[hi])
    if comma < 1 or comma == lo - 1 or chunks[comma].low not in (",", "—", "–") or not sums_up:
        return None
    date = chunks[comma - 1]
    return date if date.tag == "date" and not setting.of_other(chunks, comma - 1) else None


def _finer(chunks: list[Chunk], i: int) -> Chunk:
    """The date at `i`, or one right behind it that tells it more finely: "Two years later, in July 2019"."""
    j = i + 1
    while j < len(chunks) and (chunks[j].low == "," or syntax.is_prep(chunks[j])):
        j += 1
    behind = chunks[j] if j < len(chunks) and chunks[j].tag == "date" else None
    return behind if behind and behind.value.edtf.startswith(f"{chunks[i].value.edtf}-") else chunks[i]


def _before_verb(chunks: list[Chunk], lo: int, stop: int) -> Chunk | None:
    """The date between the verb that leads to the noun and its subject: "bombers on Friday carried out a patrol"."""
    for j in range(lo - 1, max(stop, lo - 10), -1):
        c = chunks[j]
        if c.low in words("both", "take_part"):
            before = chunks[j - 1 - (chunks[j - 1].low == "to")]  # "in September to take part in"
            return before if before.tag == "date" and not setting.of_other(chunks, j - 1) else None
        if c.low in (",", ";") or c.word("sub", "rel"):
            return None
    return None


def _opens(chunks: list[Chunk], i: int) -> bool:
    """Whether the date at `i` opens the sentence or stands in its frame: "In 2019, China", ", on 5 May, held"."""
    if _frames(chunks, i):
        return True
    j = i - 1
    while j >= 0 and (
        syntax.is_prep(chunks[j])
        or chunks[j].word("det", "adv", "sub", "conj", "aux")
        or (chunks[j].tag == "word" and j < 3)
        or (j == 0 and (chunks[j].low == "that" or chunks[j].entry("evaluative")))  # "That May", "Early in the morning"
        or chunks[j].low in words("both", "parts_of_time")
        or (chunks[j].low in words("both", "ordinal") and j + 1 < len(chunks))
        or chunks[j].low in words("both", "marks")
    ):
        j -= 1
    if j > 0 and chunks[j].low == "," and any(chunks[k].word("conj") for k in range(j + 1, i)):
        return True  # ", and in June the agencies presented ..."
    if j == 1 and chunks[1].low == "," and chunks[0].tag in ("word", "atom") and not chunks[0].entry("place"):
        return True  # "Moreover, in October"
    if j < 0 or chunks[j].low == ";":
        return True
    closed = chunks[j].low in (",", "(", "—") and i + 1 < len(chunks) and chunks[i + 1].low == ","
    return closed or setting.next_clause(chunks, j)


def _frames(chunks: list[Chunk], i: int) -> bool:
    """ "When Biden was in Tokyo in May 2022", "it was in July 2017 that they met", "held in 2007, Peace Mission"."""
    opening = chunks[0].low in ("when", "while", "as", "held", "staged", "conducted", "launched", "begun")
    when = opening and all(c.low != "," for c in chunks[:i])
    cleft = chunks[0].low == "it" and chunks[1].low in ("is", "was") and chunks[i + 1 : i + 2]
    return when or bool(cleft and cleft[0].low in ("that", "when"))
