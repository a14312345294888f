"""Who does what to whom in a row of chunks, found without a parse tree: subjects, coordination, voice.

English keeps subject, verb and object in order; what stands between them (adverbs, auxiliaries, prepositional phrases,
parentheses) can be stepped over. Every function takes indices into a sentence's chunks and returns indices. What stands
right of a verb is read in transfers/arguments.py, goods left of it in transfers/antecedents.py.
"""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk

_BE = ("is", "are", "was", "were", "be", "been", "being", "has been", "have been", "had been")
_HAVE = ("has", "have", "had", "having", "has long")
_FINITE = {"has been", "have been"} | set(
    "will would could may might can should must has have had is are was were does do did".split()
)
_TIMES = ("after", "before", "since", "until")  # a preposition, or a conjunction
_LAST_PREPS = ("with", "on", "over", "from", "by")
_ASKING = ("requested", "request", "requests", "demanded", "called", "calls", "pressed", "urged", "pressure", "asked")
CLAUSE_END = (";",)


def is_finite(c: Chunk) -> bool:
    """Whether the chunk opens a finite predicate: an auxiliary or a modal verb."""
    return c.tag == "atom" and c.low in _FINITE


def is_prep(c: Chunk) -> bool:
    """Whether the chunk is a preposition (not the "to" of an infinitive, which the caller sees by what follows)."""
    return "prep" in c.tags and c.tag == "atom" and "verb" not in c.kinds


def leads_to_verb(c: Chunk) -> bool:
    """Whether an infinitive may follow: "to", "agreed to", "due to"."""
    return c.low == "to" or c.low.endswith(" to")


def is_noun_here(chunks: list[Chunk], j: int) -> bool:
    """Whether a word that may be a verb stands where only a noun can: "with potential military uses"."""
    verb = chunks[j].kinds.get("verb")
    if verb is None or verb.data["form"] not in ("s", "base") or not j:
        return False
    k = j - 1
    while k > 0 and chunks[k].entry("modifier"):
        k -= 1
    before = chunks[k]
    if verb.data["form"] == "base" and before.tag == "word" and k and chunks[k - 1].word("det"):
        return not before.low.endswith("s")  # "a departing train", but "the yards train"
    return (
        before.entry("evaluative") is not None or before.word("poss") or (is_prep(before) and not leads_to_verb(before))
    )


def skip_back(chunks: list[Chunk], j: int) -> int:
    """Index of the first chunk left of `j` that is no determiner, evaluation or adverb."""
    while j >= 0 and _leads(chunks[j]):
        j -= 1
    return j


def _leads(c: Chunk) -> bool:
    """Whether a chunk is a determiner, an evaluation, an adverb, a number or an office, before a name."""
    if not c.entries:
        return c.tag == "count"
    kinds = c.kinds
    return (
        (c.word("det", "adv", "quantity") and c.low != "no")
        or ("evaluative" in kinds and "head" not in kinds)
        or c.tag == "count"
        or ("role" in kinds and c.tag == "atom")
    )


def governor(chunks: list[Chunk], i: int) -> str | None:
    """The preposition that governs the group at `i`, also through a coordination ("from Russia and China")."""
    j = skip_back(chunks, i - 1)
    if j > 0 and chunks[j].low == "," and opens_clause(chunks, i):
        return None  # "after talks with Iran, Moscow sold"
    while (
        j > 0
        and (chunks[j].word("conj") or chunks[j].low == ",")
        and chunks[j - 1].tag == "party"
        and not chunks[j - 1].value.possessive
    ):
        j = skip_back(chunks, j - 2)
    if j == 0 and any(c.low == "," for c in chunks[:i]) and not any(c.word("conj") for c in chunks[: i + 2]):
        return None  # "From Ukraine, China obtained"
    if j >= 0 and chunks[j].low == "according to":
        return "according to"
    if j >= 0 and is_prep(chunks[j]):
        return None if chunks[j].low in _TIMES and opens_clause(chunks, i) else chunks[j].low
    last = chunks[j].low.split(" ")[-1] if j >= 0 and chunks[j].tag == "atom" and not chunks[j].entry("verb") else ""
    return last if last in _LAST_PREPS else None  # "in talks with"


def opens_clause(chunks: list[Chunk], i: int) -> bool:
    """Whether the party at `i` has a predicate of its own: "after Taiwan bought", but not "after Taiwan"."""
    j = i + 1
    while j < len(chunks) and chunks[j].word("adv"):
        j += 1
    return j < len(chunks) and is_predicate(chunks[j])


def is_predicate(c: Chunk) -> bool:
    """Whether the chunk behind a party begins what is said of it: an auxiliary, a promise, a verb of transfer."""
    verb = c.entry("verb") if c.tag == "atom" else None
    promise = c.low in ("agreed to", "promised to", "pledged to", "undertook to")
    return is_finite(c) or promise or (verb is not None and (verb.data["form"] == "ed" or c.entry("noun") is None))


def is_passive(chunks: list[Chunk], v: int) -> bool:
    """ "were sold", "missiles supplied by": a participle after a form of be, or right after the goods."""
    verb = chunks[v].entry("verb")
    if verb is None or verb.data["form"] != "ed" or verb.data.get("predicate"):
        return False
    j = v - 1
    while j >= 0 and (chunks[j].word("adv", "neg") or chunks[j].low.endswith("ly")):
        j -= 1
    j -= j > 0 and chunks[j].low in ("all", "both", "each") and is_finite(chunks[j - 1])  # "were all delivered"
    if j < 0:
        return False
    if j > 0 and chunks[j].low in ("all", "both", "each", "most") and chunks[j - 1].low == ",":
        j -= 1  # "Su-30s and Il-76s, all bought from Russia"
    low = chunks[j].low
    if v + 1 < len(chunks) and chunks[v + 1].low == "by" and low not in _HAVE:
        return True
    if low in _BE or low.split(" ")[-1] in ("is", "are", "was", "were", "be", "been", "being"):
        return True
    if v + 1 < len(chunks) and (chunks[j].tag == "good" or (low == "," and j and chunks[j - 1].tag == "good")):
        if verb.data["frame"] == "make":
            return True  # "submarines, built using Soviet designs": they were built
        return is_prep(chunks[v + 1]) or chunks[v + 1].low == "as" or chunks[v + 1].tag == "date"
    return False


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
            if c.low != "as" or chunks[j + 1].low != "to":  # "has gone so far as to help"
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
        led = any(c.word("rel") and c.low != "that" for c in chunks[k + 1 : k + 5]) or chunks[k + 1].low == "if"
        verb = None if chunks[k + 1].entry("noun") else chunks[k + 1].entry("verb")
        if chunks[k].low == "," and (led or (verb and verb.data["form"] == "ed")):
            return range(k, j + 1)
    return range(0)


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
