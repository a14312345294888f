"""Whose doing a verb is: its subject, also over a clause that is put in between."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import CLAUSE_END, governor, is_finite, is_predicate, is_prep, skip_back

_ASKING = ("requested", "request", "requests", "demanded", "called", "calls", "pressed", "urged", "pressure", "asked")
_LONGEST = 16  # chunks of a clause that says which goods are meant
_PUT_IN = ("if", "with", "though", "although", "albeit")
_EARLY = ("first", "long", "later", "then", "once", "since")


def subject(chunks: list[Chunk], v: int) -> int | None:
    """The party that is the subject of the verb at `v`, or None.

    A possessor stands in where no party is subject: "China's willingness to sell".
    """
    verb = chunks[v].entry("verb")
    if v > 1 and chunks[v - 1].low == "who" and not any(map(_may_be_subject, chunks[max(0, v - 3) : v - 1])):
        return None  # "entities around the world who provide"
    found = _of_gerund(chunks, v) if verb and verb.data["form"] == "ing" else _asked(chunks, v)
    if found is None:
        found = _of_plan(chunks, v)
    if found is None:
        found = _relative(chunks, v)
    if found is None:
        found = _shared_relative(chunks, v)
    if found is None and v > 1 and chunks[v - 1].low in ("which", "who") and _a_name(chunks, v - 2):
        return None  # "turned to a firm in Henan, which delivered"
    return _nearest(chunks, v) if found is None else found


def _a_name(chunks: list[Chunk], j: int) -> bool:
    """Whether words that nobody knows stand before the comma at `j`, or at `j`."""
    j -= chunks[j].low == "," and j > 0
    return chunks[j].tag == "word"


def _of_gerund(chunks: list[Chunk], v: int) -> int | None:
    """Whose doing the form in "-ing" at `v` is, where the words right before it say so."""
    j = v - 1
    while j > 0 and chunks[j].word("adv"):
        j -= 1
    if j >= 0 and _may_be_subject(chunks[j]) and governor(chunks, j) != "to":
        return j  # "reports of Russia assisting", not "wrote to Mao offering"
    if j > 0 and chunks[j].low in ("for", "of", "from", "in") and _may_be_subject(chunks[j - 1]):
        return (
            None if governor(chunks, j - 1) in ("by", "with") else j - 1
        )  # "sanctions on Iran for supplying", "accused Iran of supplying", "kept Iran from supplying"
    if j < 0 or chunks[j].low not in ("by", "without", "through", "after", "before"):
        return None
    # "Beijing does not risk sanctions by supplying": the subject of the main clause
    starts = (k + 1 for k in range(j - 1, 0, -1) if chunks[k].word("conj") and chunks[k - 1].low == ",")
    first = next((k for k in starts if _may_be_subject(chunks[k]) and is_predicate(chunks[k + 1])), 0)
    return next((k for k in range(first, j) if _may_be_subject(chunks[k]) and governor(chunks, k) is None), None)


def _asked(chunks: list[Chunk], v: int) -> int | None:
    """Who is to do what the infinitive at `v` says: "asked Moscow to", "a deal for China to", ", with China to"."""
    if v < 3 or chunks[v - 1].low != "to" or not _may_be_subject(chunks[v - 2]):
        return None
    asked = any(c.low.split(" ")[0] in _ASKING for c in chunks[max(0, v - 5) : v - 2])
    absolute = v > 3 and chunks[v - 3].low == "with" and chunks[v - 4].low == ","
    return v - 2 if asked or absolute or governor(chunks, v - 2) == "for" else None


def _of_plan(chunks: list[Chunk], v: int) -> int | None:
    """Whose plan it is to do what the infinitive at `v` says: "rejected China's bids to buy"."""
    if v < 3 or chunks[v - 1].low != "to" or chunks[v - 2].tag not in ("word", "atom"):
        return None
    j = v - 3
    while j > v - 6 and j > 0 and (chunks[j].tag == "word" or chunks[j].entry("evaluative", "modifier")):
        j -= 1
    return j if chunks[j].tag == "party" and chunks[j].value.possessive else None


def _may_be_subject(c: Chunk) -> bool:
    return c.tag == "party" and not c.value.possessive


def _nearest(chunks: list[Chunk], v: int) -> int | None:
    """The nearest party before the verb at `v`, inside its clause, that nothing governs; else the nearest possessor."""
    verb = chunks[v].entry("verb")
    plain = v > 0 and chunks[v - 1].low != "to" and (verb is None or verb.data["form"] in ("ed", "s"))
    plain |= v > 1 and chunks[v - 1].low == "to" and chunks[v - 2].word("conj")  # "to train crews and to sell"
    plain |= v > 1 and chunks[v - 1].word("conj")  # "will supply China with radars and receive"
    owner: int | None = None
    depth = 0
    skipped = put_in(chunks, v)
    for j in range(v - 1, -1, -1):
        c = chunks[j]
        if (c.tag not in ("party", "punct") and "sub" not in c.tags) or j in skipped:
            continue
        if c.low == ")":
            depth += 1
        elif c.low == "(":
            depth -= 1
            if depth < 0:
                break
        elif depth:
            continue
        elif c.low in CLAUSE_END or ("sub" in c.tags and "prep" not in c.tags and j < v - 1):
            # "Ukraine once sold", "Algeria, once loyal to"
            when = c.low == "once" and j > 0 and (chunks[j - 1].tag == "party" or _describes(chunks, j + 1))
            if not when and (c.low != "as" or chunks[j + 1].low != "to"):  # "has gone so far as to help"
                break
        elif c.tag == "party":
            if c.value.possessive:
                owner = owner if owner is not None else j
            elif governor(chunks, j) is None and not (plain and _is_object(chunks, j, v)):
                return j
    return owner


def put_in(chunks: list[Chunk], v: int) -> range:
    """The clause put in right before the predicate at `v`: "Kyiv, which had helped, sold", "boats, armed so, were"."""
    j = v - 1
    while j > 0 and (chunks[j].word("adv", "neg") or is_finite(chunks[j])):
        j -= 1
    if j < 2 or chunks[j].low != ",":
        return range(0)
    for k in range(j - 1, max(0, j - 30), -1):
        if chunks[k].low in CLAUSE_END:
            break
        if chunks[k].low != ",":
            continue
        led = any(c.word("rel") and c.low != "that" for c in chunks[k + 1 : k + 5]) or chunks[k + 1].low in _PUT_IN
        if led or _is_participle(chunks, k + 1) or _describes(chunks, k + 1 + (chunks[k + 1].low in _EARLY)):
            return range(k, j + 1)
    return range(0)


def restricting(chunks: list[Chunk], v: int) -> range:
    """The clause without commas between the goods and what the predicate at `v` says of them.

    So "the jets ordered in 2011 were delivered", "the last of the jets that China had ordered arrived".
    """
    j = v - 1
    while j > 0 and (chunks[j].word("adv", "aux", "neg") or is_finite(chunks[j])):
        j -= 1
    if j < 2 or chunks[j].tag == "good" or chunks[j].low == ",":
        return range(0)
    told = False  # whether the clause has a verb of its own
    for k in range(j, max(0, j - _LONGEST), -1):
        c = chunks[k]
        if c.low == "," or c.low in CLAUSE_END or c.word("conj", "sub"):
            break
        verb = c.entry("verb") if c.tag == "atom" and not c.entry("noun") else None
        told |= verb is not None
        if chunks[k - 1].tag == "good" and (c.word("rel") if verb is None else verb.data["form"] == "ed"):
            return range(k, j + 1) if told else range(0)
    return range(0)


def restricts(chunks: list[Chunk], v: int) -> bool:
    """Whether the verb at `v` only says which goods are meant: "the jets ordered", "the jets that were sold"."""
    j = v - 1
    while j > 0 and (chunks[j].word("aux", "adv") or is_finite(chunks[j])):
        j -= 1
    j -= j < v - 1 and j > 0 and chunks[j].word("rel")
    return j >= 0 and chunks[j].tag == "good" and (j == v - 1 or chunks[j + 1].word("rel"))


def _describes(chunks: list[Chunk], k: int) -> bool:
    """Whether an adjective with its complement stands at `k`, to say more of a party: "loyal to", "short of"."""
    if chunks[k].cue("possible") and chunks[k].low.endswith(" of"):
        return True  # "wary of"
    plain = k + 1 < len(chunks) and chunks[k].tag == "word" and not chunks[k].low.endswith(("s", "ly"))
    return plain and is_prep(chunks[k + 1]) and chunks[k + 1].low in ("to", "of", "on", "for", "from", "with")


def _is_participle(chunks: list[Chunk], k: int) -> bool:
    """Whether a participle stands at `k`, or behind an adverb there: "first flown by", "long denied to"."""
    while k + 2 < len(chunks) and (chunks[k].word("adv") or chunks[k].low in _EARLY or chunks[k].low.endswith("ly")):
        k += 1
    verb = None if chunks[k].entry("noun") else chunks[k].entry("verb")
    plain = chunks[k].tag in ("word", "atom") and chunks[k].low.endswith(("ed", "wn")) and is_prep(chunks[k + 1])
    return plain or (verb is not None and verb.data["form"] == "ed")


def _relative(chunks: list[Chunk], v: int) -> int | None:
    """The party that "which" or "who" right before the verb stands for: "China, which shipped"."""
    j = v - 1
    while j >= 0 and (chunks[j].word("adv", "neg") or is_finite(chunks[j]) or _when(chunks, j, v)):
        j -= 1
    if j < 1 or chunks[j].low not in ("which", "who", "whom", "that"):
        return None
    if j > 2 and chunks[j - 1].low == "of" and (chunks[j - 2].tag == "count" or chunks[j - 2].word("quantity", "det")):
        j -= 2  # "two firms, one of which had sent engines"
    j -= 1 + (chunks[j - 1].low == ",")
    if j > 0 and chunks[j].tag == "word" and chunks[j].low.endswith("ed"):
        j -= 1  # "the firms involved, which"
    return j if j >= 0 and _may_be_subject(chunks[j]) else None


def _shared_relative(chunks: list[Chunk], v: int) -> int | None:
    """The party of whom a relative clause says two things: "to China, which fits it to a jet and ships the jet to".

    A single comma before the "and" ends the relative clause.
    """
    verb = chunks[v].entry("verb")
    if verb is None or verb.data["form"] not in ("s", "ed") or not v or not chunks[v - 1].word("conj"):
        return None
    for k in range(v - 2, 0, -1):
        if chunks[k].low in CLAUSE_END:
            return None
        if chunks[k].low in ("which", "who") and chunks[k + 1].low.endswith("s" if verb.data["form"] == "s" else "ed"):
            commas = sum(c.low == "," for c in chunks[k:v])
            return _relative(chunks, k + 1) if commas != 1 else None
    return None


def _when(chunks: list[Chunk], j: int, v: int) -> bool:
    """Whether the chunk at `j` is part of a time put before the verb at `v`: "which since last summer has supplied"."""
    c = chunks[j]
    return v - j < 7 and (c.tag in ("date", "word") or c.low == "," or c.word("det") or (is_prep(c) and c.low != "of"))


def _is_object(chunks: list[Chunk], j: int, v: int) -> bool:
    """Whether the party at `j` is another verb's object, and a conjunction follows.

    So it is with China in "Russia invited China and delivered".
    """
    k = skip_back(chunks, j - 1)
    before = chunks[k] if k >= 0 else None
    verbal = before is not None and (
        (before.tag == "word" and before.low.endswith("ed"))
        or (before.tag in ("atom", "good") and before.entry("verb") is not None)  # "train" may stand for training
    )
    return verbal and any(c.word("conj") for c in chunks[j + 1 : v])
