"""How many of a good its sentence states: before its name, in a relative clause, or as so many units behind it."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.goods import Good
from pipeline.extract.lexicon.forms import singular
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.text.amounts import Count

PARTS = frozenset("part half some most several many".split())  # of the whole
_FAR = 7  # chunks from a noun's "of" to the name of its version
_RELATIVE = ("which", "whom")
_ORDINAL = ("last", "final", "first", "the last", "the final", "the first")


def quantity(chunks: list[Chunk], g: int) -> Chunk | None:
    """The count of the good at `g`; one count for two designations ("270 Su-27 and Su-30 fighters") counts neither."""
    good: Good = chunks[g].value
    if good.quantity is not None:
        return None if _shared(chunks, g) else good.quantity
    if good.referred:
        return _before(chunks, g)
    return _before(chunks, g) or _of_version(chunks, g) or _in_relative(chunks, g) or _behind(chunks, g)


def _of_version(chunks: list[Chunk], g: int) -> Chunk | None:
    """The count of the noun whose version is named behind it: "16 jets of the training version, the Yak-130"."""
    j = g - 1
    while j > 1 and g - j < _FAR and chunks[j].low != "of":
        j -= 1
    between = [c.low for c in chunks[j + 1 : g]]
    if j < 1 or chunks[j].low != "of" or between[-1:] != [","] or words("likenesses").isdisjoint(between):
        return None
    whole = chunks[j - 1]
    plain = whole.tag == "good" and (whole.value.referred or not whole.value.designation)
    return whole.value.quantity if plain else None


def is_part(chunks: list[Chunk], g: int) -> bool:
    """Whether the words speak of a part of the goods at `g`: "part of the batch", "three of its six boats"."""
    j = g - 1
    while j > 0 and (chunks[j].word("det", "poss") or chunks[j].tag == "party"):
        j -= 1
    if not j > 0 or chunks[j].low != "of":
        return False
    known = j < g - 1 or chunks[g].low.startswith("the ")
    whole = known and chunks[g].value.quantity is not None
    return chunks[j - 1].low in PARTS or (whole and chunks[j - 1].tag == "count")


def _shared(chunks: list[Chunk], g: int) -> bool:
    """Whether the count of the good at `g` is that of the designation behind "and" too."""
    good: Good = chunks[g].value
    following = chunks[g + 1 : g + 3]
    return (
        len(following) == 2
        and following[0].word("conj")
        and following[1].tag == "good"
        and following[1].value.designation is not None
        and following[1].value.quantity is None
        and not following[1].low.startswith(("a ", "an ", "the ", "some ", "several "))  # "and a similar number of"
        and good.designation is not None
        and not good.plural
        and not good.headed
    )


def _before(chunks: list[Chunk], g: int) -> Chunk | None:
    """The count of which only what describes the good parts it: "four laid-up X", "six battalions of the Y-built X"."""
    j, plain = g - 1, True  # whether a word that nobody knows may still be passed
    while j >= 0:
        c = chunks[j]
        if c.tag == "count":
            return c
        if c.low == "the two" and chunks[g].value.plural:
            return Chunk("count", c.end - len("two"), c.end, "two", Count(c.end - len("two"), c.end, 2))
        if c.low == "pair" and chunks[j + 1].low == "of":
            return Chunk("count", c.start, c.end, c.low, Count(c.start, c.end, 2))
        if c.low == "so" and j > 1 and chunks[j - 1].low == "or":
            j -= 2  # "a thousand or so"
        elif j > 1 and chunks[j - 1].low == "-" and chunks[j - 1].end == c.start and chunks[j - 2].end == c.start - 1:
            j -= 3  # "laid-up", "land-launched"
        elif c.word("quantity") or (c.low == "of" and (chunks[j - 1].tag == "count" or chunks[j - 1].low == "pair")):
            j -= 1
        elif c.word("det", "poss") and j and chunks[j - 1].low.endswith("of"):
            j -= 1  # "battalions of the", "24 of these"
        elif c.entry("evaluative", "demonym", "modifier") or (c.tag == "party" and c.value.form == "body"):
            j -= 1
        elif plain and c.tag == "word" and c.low.isalpha() and not c.low.endswith("s"):
            j, plain = j - 1, False
        else:
            return None
    return None


def _in_relative(chunks: list[Chunk], g: int) -> Chunk | None:
    """ "The S-300, of which it got 15 battalions", "the S-400, two regimental sets of which were ordered"."""
    for j in range(g + 1, min(g + 8, len(chunks) - 2)):
        if chunks[j].tag == "good" and chunks[j].value.designation is not None:
            return None
        if chunks[j].low in (",", "(", "—", "–"):
            return _of_which(chunks, j + 1) or _number_of_which(chunks, j + 1) or _of_them(chunks, j + 1)
    return None


def _of_which(chunks: list[Chunk], j: int) -> Chunk | None:
    if chunks[j].low != "of" or chunks[j + 1].low not in _RELATIVE:
        return None
    for k in range(j + 2, min(j + 10, len(chunks))):
        if counted := _units(chunks, k):
            return counted
        if chunks[k].low in (",", ";") or chunks[k].tag == "good":
            return None
    return None


def _number_of_which(chunks: list[Chunk], j: int) -> Chunk | None:
    k = next((k for k in range(j + 1, min(j + 5, len(chunks))) if chunks[k].low in _RELATIVE), None)
    return _count(chunks[j]) if k is not None and _of(chunks[k - 1]) else None


def _of_them(chunks: list[Chunk], j: int) -> Chunk | None:
    """ "The D-30, 184 of them", "missiles (four hundred of them)"."""
    whole = chunks[j].low.endswith(" of them") or [c.low for c in chunks[j + 1 : j + 3]] == ["of", "them"]
    return _count(chunks[j]) if whole else None


def _count(c: Chunk) -> Chunk | None:
    """The count that the chunk is, or of the good that a number alone stands for."""
    return c if c.tag == "count" else c.value.quantity if c.tag == "good" and c.value.referred else None


def _of(c: Chunk) -> bool:
    return c.low == "of" or c.low.endswith(" of")


def _units(chunks: list[Chunk], k: int) -> Chunk | None:
    """The count at `k` that counts nothing but the good spoken of: alone, or with a noun for a unit of it."""
    c = chunks[k]
    if c.tag == "good":
        return c.value.quantity if c.value.unit or c.value.referred else None
    if c.tag != "count":
        return None
    after = chunks[k + 1] if k + 1 < len(chunks) else None
    return c if after is None or not (after.tag in ("word", "good") or after.entry("head", "modifier")) else None


def _behind(chunks: list[Chunk], g: int) -> Chunk | None:
    """The count of units, or of the whole, behind the good: "for five regiments", "adding up to 76 aircraft"."""
    apart = False  # whether another clause has begun
    for k in range(g + 1, len(chunks)):
        c, before = chunks[k], chunks[k - 1]
        led = before.low in ("for", "about", "on") or c.low.startswith("about ")
        if led and (counted := _of_them(chunks, k)):
            return counted  # "offered the X; talks about fifty of them"
        apart |= c.low == ";"
        if c.tag == "good" and c.value.designation is not None and not c.value.referred:
            return None
        if apart:
            continue
        if c.tag == "good" and c.value.quantity is not None and (c.value.unit or _sums_up(chunks, g, k)):
            return c.value.quantity
        if c.tag == "count" and (_in_all(chunks, k) or _sets_of_it(chunks, k)):
            return c
        if c.tag == "count" and before.low == "of" and k > g + 2 and _ordinal(chunks, k - 2) and _units(chunks, k):
            return c  # "the final boat of eight"
    return None


def _sums_up(chunks: list[Chunk], g: int, k: int) -> bool:
    """Whether the plain noun at `k` counts the good spoken of as a whole: "adding up to 76 aircraft"."""
    good: Good = chunks[k].value
    plain = good.referred or singular(good.name) in words("classes") | words("hypernyms")
    return plain and _in_all(chunks, k) and not any(c.word("conj") for c in chunks[max(g + 1, k - 4) : k])


def _in_all(chunks: list[Chunk], k: int) -> bool:
    """Whether the count at `k` is said to be that of the whole."""
    lead = " ".join(c.low for c in chunks[max(0, k - 4) : k])
    after = " ".join(c.low for c in chunks[k + 1 : k + 3])
    adding = chunks[k].low.startswith("up to ") and lead.endswith("adding")
    return adding or lead.endswith(tuple(words("totalling"))) or after.startswith(tuple(words("in all")))


def _sets_of_it(chunks: list[Chunk], k: int) -> bool:
    """Whether the count at `k` is of units of what was named: "five regimental sets of it"."""
    for j in range(k + 1, min(k + 4, len(chunks) - 1)):
        if _of(chunks[j]):
            return chunks[j].low != "of" and (chunks[j + 1].word("pron") or chunks[j + 1].tag == "party")
    return False


def _ordinal(chunks: list[Chunk], j: int) -> bool:
    """Whether the noun at `j` is said to be the first or last: "the final boat"."""
    return any(c.low in _ORDINAL or c.low.startswith(_ORDINAL) for c in chunks[max(0, j - 1) : j + 1])
