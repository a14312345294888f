"""What became of a deal, told behind its goods: it came to nothing, or they arrived and are in use."""

from __future__ import annotations

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.frames import Relation
from pipeline.extract.transfers.phrases import says

_ENDURES = ("until", "till", "before")  # "was not carried out until 2004": then it was
_OF_SOME = ("the first", "first")
_THESE = ("the ", "these ", "those ")
_THAT = ("the", "this", "that", "its", "these", "those", "their")


def ended(chunks: list[Chunk], relation: Relation) -> Chunk | None:
    """The word that says that a deal came to nothing: "ordered 34 transports, but the contract died"."""
    last = max(relation.goods, default=relation.trigger)
    for n in range(last + 1, len(chunks)):
        if chunks[n].low in words("ending") and chunks[n - 1].low in _THAT:
            if n - 2 > last and (stop := _stopped(chunks, n)):
                return stop  # "promised a bomb, but cancelled the agreement"
            return next((chunks[k] for k in range(n + 1, min(n + 6, len(chunks))) if undone(chunks, k)), None)
    if relation.nominal and (apart := _behind_comma(chunks, last + 1)):
        return apart
    k = last + 1
    if not relation.nominal and relation.frame != "deal":
        k = next((j for j in range(k, len(chunks)) if chunks[j].low == "but"), len(chunks)) + 1
    while k < len(chunks) and (_passed(chunks[k]) or (chunks[k].word("conj") and chunks[k - 1].tag == "party")):
        k += 1
    return chunks[k] if k < len(chunks) and _lapsed(chunks, k) else None


def sealed(chunks: list[Chunk], relation: Relation) -> Chunk | None:
    """The word that says that a deal was made: "the purchase of 48 jets from Russia had been finalised"."""
    if not relation.nominal:
        return _promised(chunks, relation.trigger)
    if relation.frame not in ("supply", "acquire"):
        return None
    k = max(relation.goods, default=relation.trigger) + 1
    while k < len(chunks) and _passed(chunks[k]) and not chunks[k].word("neg"):
        k += 1
    told = any(syntax.is_finite(c) for c in chunks[max(0, k - 3) : k])
    return chunks[k] if told and k < len(chunks) and says(chunks, k, "sealing") else None


def _promised(chunks: list[Chunk], v: int) -> Chunk | None:
    """The word for a promise that a date parts from what was promised: "agreed in 2023 to supply"."""
    if v < 3 or chunks[v - 1].low != "to":
        return None
    j = v - 2
    while j > 0 and (chunks[j].tag == "date" or chunks[j].word("adv", "prep")):
        j -= 1
    return chunks[j] if j < v - 2 and chunks[j].low in words("promising") else None


def ended_before(relation: Relation) -> Chunk | None:
    """What the sentence before says of the end of a deal whose goods follow: "The sale fell through. It was for"."""
    told = relation.lead if relation.nominal else None
    return next((c for k, c in enumerate(told or ()) if k and (cancels(c) or _lapsed(told or [], k))), None)


def _behind_comma(chunks: list[Chunk], start: int) -> Chunk | None:
    """What is said of the noun behind what is put in: "a purchase of 38 transports, agreed on in 2005, fell apart"."""
    for k in range(start + 1, len(chunks)):
        if chunks[k].tag == "good":
            return None
        j = k - 1
        while j > start and (syntax.is_finite(chunks[j]) or chunks[j].word("adv", "aux", "neg")):
            j -= 1
        led = chunks[j].low == "," or any(c.word("rel") for c in chunks[max(start, k - 7) : k])
        if led and undone(chunks, k):
            return chunks[k]
    return None


def _passed(c: Chunk) -> bool:
    """Whether what is said of a noun may begin behind the chunk: a party, a date, an auxiliary."""
    return c.tag in ("party", "date", "count", "money") or syntax.is_prep(c) or c.word("det", "adv", "aux", "neg")


def _stopped(chunks: list[Chunk], n: int) -> Chunk | None:
    """The verb by which somebody stops the deal at `n`: "suspended the contract", "called the sale off"."""
    if n < 2 or chunks[n - 1].low not in _THAT or not chunks[n + 1 : n + 2]:
        return None
    of_it = cancels(chunks[n - 2]) and chunks[n + 1].low != "with"
    return chunks[n - 2] if of_it or _called_off(chunks, n) else None


def stopping(chunks: list[Chunk]) -> Chunk | None:
    """The verb by which somebody stopped the deal: "China suspended the contract", not "threatened to cancel it"."""
    for n, c in enumerate(chunks):
        stop = _stopped(chunks, n) if c.low in words("ending") or c.low in words("undertaking") else None
        before = chunks[max(0, n - 5) : n - 2] if stop else []
        if stop and not any(x.word("neg") or x.low in ("to", "would", "could") or x.cue("possible") for x in before):
            return stop
    return None


def _called_off(chunks: list[Chunk], n: int) -> bool:
    """Whether the deal at `n` is what is called off: "the prime minister called the sale off"."""
    behind = [c.low for c in chunks[n + 1 : n + 3]]
    return chunks[n - 2].low in words("calling off") and behind[:1] == ["off"] and behind[1:] != ["on"]


def undone(chunks: list[Chunk], k: int) -> bool:
    """Whether the word at `k` says of a deal that it was stopped, or came to nothing."""
    return _lapsed(chunks, k) or cancels(chunks[k])


def _lapsed(chunks: list[Chunk], k: int) -> bool:
    if says(chunks, k, "proceeding") or says(chunks, k, "carrying out"):
        lasts = any(c.low.startswith(_ENDURES) for c in chunks[k + 1 : k + 3])
        return not lasts and any(c.word("neg") for c in chunks[max(0, k - 3) : k])
    return says(chunks, k, "undone") or (chunks[k].low in words("closing") and _fruitless(chunks, k))


def _fruitless(chunks: list[Chunk], k: int) -> bool:
    """Whether nothing came of what ended at `k`: "ended in 2009 without a result"."""
    ahead = chunks[k + 1 : k + 8]
    without = next((j for j, c in enumerate(ahead) if c.low == "without"), len(ahead))
    behind = [c.low for c in ahead[without + 1 : without + 4]]
    return not words("fruits").isdisjoint(behind) and not any(c.low in (",", ";") for c in ahead[:without])


def cancels(c: Chunk) -> bool:
    """Whether the chunk is a word for stopping: "cancelled", "broken off"."""
    return c.cue("cancelled") or c.low in words("dropping")


def arrived(chunks: list[Chunk], start: int, relation: Relation) -> Chunk | None:
    """The word from `start` on that says that the goods came, or that the deal was carried out: "put it into service".

    Not where it is said of another good, or as what is yet to be.
    """
    for k in range(start, len(chunks)):
        c = chunks[k]
        if c.tag == "good" and not (c.value.vague or c.value.referred or _the_same(c, chunks, relation)):
            return None
        if _unreal(chunks, k):
            continue
        if (says(chunks, k, "in use") and _is_predicate(chunks, k)) or _carried_out(chunks, start, k, relation):
            return c
        if (says(chunks, k, "come") and _of_all(chunks, start, k)) or _with_delivery(chunks, start, k):
            return c
    return None


def _the_same(c: Chunk, chunks: list[Chunk], relation: Relation) -> bool:
    """Whether a plain noun stands for the goods of a relation: "24 Su-35s, and the last of the aircraft arrived"."""
    kinds = {chunks[g].value.category for g in relation.goods}
    return c.value.designation is None and c.low.startswith(_THESE) and kinds == {c.value.category}


def _unreal(chunks: list[Chunk], k: int) -> bool:
    """Whether what the word at `k` says is denied or only foreseen."""
    near = chunks[max(0, k - 4) : k]
    return any(c.word("neg") or c.low in ("to", "none") or c.cue("possible", "planned") for c in near)


def _is_predicate(chunks: list[Chunk], k: int) -> bool:
    """Whether the word at `k` is no attribute: "ordered two boats, commissioned before the war"."""
    j = k - 1
    while j > 0 and chunks[j].word("adv"):
        j -= 1
    by = k + 2 < len(chunks) and chunks[k + 1].low == "by" and chunks[k + 2].tag != "date"
    led = syntax.is_finite(chunks[j]) or chunks[j].word("conj", "aux", "rel") or chunks[j].tag == "party"
    return not by and (led or chunks[k].low == "entered")


def _of_all(chunks: list[Chunk], start: int, k: int) -> bool:
    """Whether the participle at `k` is said of the goods as a whole: "was delivered", "all of which were handed over".

    What is put in between commas is left out: "the fighters, ordered in 2003, were delivered".
    """
    j = k - 1
    while j >= start and (syntax.is_finite(chunks[j]) or chunks[j].word("adv", "aux")):
        j -= 1
    finite = any(syntax.is_finite(c) for c in chunks[j + 1 : k]) or chunks[k - 1].low in ("all", "both")
    led = j
    while j >= start and chunks[j].low not in _OF_SOME and _of_these(chunks[j]):
        j -= 1
    finite |= any(c.low in ("last", "the last") for c in chunks[j + 1 : led])
    apart = chunks[j].low == "," and any(c.low == "," for c in chunks[start - 1 : j])
    return finite and (apart or chunks[j].word("conj") or (chunks[j].low in (",", ";") and j < led))


def _with_delivery(chunks: list[Chunk], start: int, k: int) -> bool:
    """Whether a phrase with "with" says that all came: "with handover taking place in 1999", "the last arriving"."""
    led = next((j for j in range(k - 1, max(start - 1, k - 6), -1) if chunks[j].low == "with"), None)
    if led is None or any(c.tag == "punct" for c in chunks[led:k]):
        return False
    if chunks[k - 1].low in words("deliveries"):
        return chunks[led - 1].low == "," and says(chunks, k, "under way")
    last = chunks[led + 1].low.startswith(("last", "the last", "final", "the final"))
    return last and (says(chunks, k, "under way") or says(chunks, k, "come"))


def _of_these(c: Chunk) -> bool:
    pronoun = c.word("rel") or (c.tag == "party" and c.value.form == "pronoun")
    return c.low in words("remaining") or pronoun or (c.tag == "good" and c.low.startswith(_THESE))


def _told_by(chunks: list[Chunk], k: int) -> bool:
    """Whether the participle at `k` is a predicate with who did it behind: "has been fulfilled by Russia"."""
    formed = chunks[k - 1].word("aux") or syntax.is_finite(chunks[k - 1])
    return formed and [c.low for c in chunks[k + 1 : k + 2]] == ["by"]


def _carried_out(chunks: list[Chunk], start: int, k: int, relation: Relation) -> bool:
    """Whether the word at `k` says that the deal was carried out: of it, or of the noun for it before `start`."""
    if not says(chunks, k, "carrying out"):
        return False
    if relation.nominal and chunks[relation.trigger].low in words("ending"):  # "was fulfilled by the plant"
        return syntax.is_finite(chunks[k - 1]) or _is_predicate(chunks, k) or _told_by(chunks, k)
    near = chunks[max(start - 1, k - 4) : k] + chunks[k + 1 : k + 5]
    return any(c.low in words("ending") or c.low in ("it", "obligations", "agreed") for c in near)
