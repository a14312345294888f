"""What a chunk is in its sentence, found without a parse tree: predicates, prepositions and what they govern, voice.

English keeps subject, verb and object in order; what stands between them (adverbs, auxiliaries, prepositional phrases,
parentheses) can be stepped over. Every function takes indices into a sentence's chunks and returns indices. The
subject of a verb is found in subjects.py, what stands right of it in transfers/arguments.py, goods left of it in
transfers/antecedents.py.
"""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk

_BE = ("is", "are", "was", "were", "be", "been", "being", "has been", "have been", "had been")
_HAVE = ("has", "have", "had", "having", "has long")
_FINITE = {"has been", "have been", "is being", "are being"} | set(
    "will would could may might can should must has have had is are was were does do did".split()
)
_TIMES = ("after", "before", "since", "until")  # a preposition, or a conjunction
_LAST_PREPS = ("with", "on", "over", "from", "by")
CLAUSE_END = (";",)
COPULAS = ("is", "are", "was", "were")
MODALS = ("could", "may", "might", "would", "will", "should")


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
    if before.tag == "party" and before.value.possessive:
        return True  # "its use in a light fighter"
    if before.low == "the" and [c.low for c in chunks[j + 1 : j + 2]] == ["under"]:
        return True  # "the manufacture under licence of"
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
    promise = c.low in ("agreed to", "promised to", "pledged to", "undertook to", "consented to")
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


def is_next_deed(chunks: list[Chunk], k: int) -> bool:
    """Whether the verb at `k` says what its subject did next: "ordered A, received six Bs", but not ", sold by"."""
    verb = chunks[k].entry("verb") if k > 1 and chunks[k].tag == "atom" else None
    if verb is None or verb.data["form"] != "ed" or k + 1 >= len(chunks) or chunks[k - 1].low != ",":
        return False
    after = chunks[k + 1]
    return after.tag in ("good", "count") or (after.word("det") and not is_passive(chunks, k))
