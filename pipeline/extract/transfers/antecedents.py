"""What stands left of a verb or noun: the goods that a passive, a relative clause or a noun of transfer is about."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.coordination import coordinated
from pipeline.extract.grammar.subjects import put_in
from pipeline.extract.grammar.syntax import CLAUSE_END, is_finite, is_prep, skip_back
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.counting import PARTS
from pipeline.extract.transfers.told_of import summed_up, viewed
from pipeline.extract.transfers.wholes import nearest_to

_COMPLEMENT = ("of", "by", "for", "on", "in", "with", "without", "at", "against", "about", "regarding")

_BESIDE = ("besides", "beside", "with", "alongside", "among", "of")  # what stands behind these is meant too
_ARTICLES = ("the ", "a ", "an ", "its ", "their ")


def goods_before(chunks: list[Chunk], v: int) -> list[int]:
    """Goods left of a passive verb that are its subject: the nearest group and what is coordinated with it.

    A complement ("the turbofan of the J-10") is not such a group.
    """
    if v > 1 and chunks[v - 1].low == "being" and chunks[v - 2].tag == "good":
        return [v - 2]  # "the engine of the fighter being developed by"
    found: list[int] = []
    whole: int | None = None  # "the hull of the carrier": what the part is of, where the part is no good
    j = v - 1
    depth = 0
    if inside := put_in(chunks, v) or _which_clause(chunks, v):
        j = inside.start - 1  # "chips, most of which bear other names, reach Russia"
    while j >= 0:
        c = chunks[j]
        depth += (c.low == ")") - (c.low == "(")
        if depth or c.low == "(":
            pass
        elif c.tag == "good":
            k = skip_back(chunks, j - 1)
            while k > 0 and (chunks[k].tag == "word" or (chunks[k].tag == "party" and chunks[k].value.possessive)):
                k -= 1  # "with their ground equipment"
            if k > 0 and _leads_complement(chunks[k]) and not (found or _share(chunks, k)):
                if chunks[k].low == "of" and chunks[k - 1].tag == "good" and chunks[k - 1].value.vague:
                    return [j]  # "the hull of the carrier": the part is no good by itself
                whole = j if chunks[k].low == "of" and whole is None else whole
                j = k - 1  # a complement: its head, or what it goes with, stands before the preposition
                continue
            if found and _put_first(chunks, j, k):
                break
            found.insert(0, j)
        elif found and _ranges(chunks, j):
            pass  # "from Su-27s to Kilo submarines"
        elif found and c.tag == "word" and (measured := _measured(chunks, j)) is not None:
            j = measured
            continue
        elif not found and _specimen(chunks, j, whole):
            return [j - 1]
        elif found == [v - 1] and c.low == "," and chunks[v - 1].low.startswith(("a ", "an ")):
            break  # "the J-11, a Su-27 built under licence"
        elif found and _object_of(chunks, j, found[0]):
            found = []  # "goods used to make missiles have arrived": the missiles are the object of "make"
        elif (
            (found and not (c.low == "," or c.word("conj", "det", "plus") or _share(chunks, j)))
            or c.low in (*CLAUSE_END, "what")
            or (c.tag == "atom" and c.entry("verb") and not c.entry("noun") and not _reduced(chunks, j))
        ):
            head = _headed(chunks, j) if not found else None
            if head is None:
                break
            return goods_before(chunks, head)
        j -= 1
    if found and (head := _pronoun_of(chunks, found[0])) is not None:
        return goods_before(chunks, head) if chunks[head - 1].tag == "good" else []
    return found or ([whole] if whole is not None else [])


def _which_clause(chunks: list[Chunk], v: int) -> range:
    """The clause between the goods and what the predicate at `v` says: "the missiles for which it was built"."""
    j = v - 1
    while j > 0 and (chunks[j].word("adv", "aux", "neg") or is_finite(chunks[j])):
        j -= 1
    for k in range(j - 1, 1, -1):
        if chunks[k].tag == "punct" or chunks[k].word("conj", "sub"):
            break
        if chunks[k].low == "which" and is_prep(chunks[k - 1]) and chunks[k - 2].tag == "good":
            return range(k - 1, j + 1) if j < v - 1 and any(map(is_finite, chunks[k:j])) else range(0)
    return range(0)


def _measured(chunks: list[Chunk], j: int) -> int | None:
    """The good whose measure ends at `j`, before another: "a reactor of 7 megawatts and a cyclotron"."""
    counted = False
    for k in range(j - 1, max(0, j - 8), -1):
        counted |= chunks[k].tag == "count"
        if chunks[k].low == "of" and chunks[k - 1].tag == "good":
            return k - 1 if counted else None
        if not (chunks[k].tag in ("word", "count") or chunks[k].low == "of" or chunks[k].word("quantity")):
            return None
    return None


def _put_first(chunks: list[Chunk], j: int, k: int) -> bool:
    """Whether the good at `j`, led by `k`, is of a phrase before the sentence: "for use against ships, the A was"."""
    led = is_prep(chunks[0]) and chunks[0].low not in _BESIDE and k >= 0 and is_prep(chunks[k])
    return led and chunks[j + 1].low == "," and not any(c.tag == "good" for c in chunks[:j])


def _ranges(chunks: list[Chunk], j: int) -> bool:
    """Whether the "to" at `j` leads from one good to the next: "from Su-27s to Kilo submarines"."""
    return j > 1 and chunks[j].low == "to" and chunks[j - 1].tag == "good" and chunks[j - 2].low == "from"


def _specimen(chunks: list[Chunk], j: int, whole: int | None) -> bool:
    """Whether the comma at `j` parts a good from what it is one of: "the T-10K, a prototype of the Su-33 bought"."""
    named = whole is not None and chunks[whole].value.designation is not None
    return named and chunks[j].low == "," and chunks[j - 1].tag == "good" and chunks[j + 1].word("det")


def _pronoun_of(chunks: list[Chunk], g: int) -> int | None:
    """The relative pronoun that is the subject of a clause with the good at `g` as its object.

    So "the engines that power the J-10 were delivered", but not "officials say that brand-new J-10s were delivered".
    """
    for k in range(g - 2, max(0, g - 5), -1):
        if chunks[k].word("rel"):
            told, behind = chunks[k + 1], chunks[k + 2]
            if is_prep(told):
                return None  # "argue that by the time the Su-35 was sold"
            # No adjective stands before an article, and none behind a good: "kept the sub quiet".
            sure = behind.word("det", "poss") or behind.low.startswith(_ARTICLES) or chunks[g + 1].tag == "word"
            verb = sure or told.entry("verb") or (told.tag == "word" and not told.low.endswith("ly"))
            # "That" begins what somebody says too: "say that new J-10s were"; there the word behind has no ending.
            of_noun = chunks[k].low != "that" or chunks[k - 1].tag == "good"
            clause = sure or of_noun or told.low.endswith(("ed", "s"))
            return k if verb and clause else None
        if chunks[k].tag not in ("word", "atom"):
            break
    return None


def _share(chunks: list[Chunk], j: int) -> bool:
    """Whether the chunk at `j` says which part of the goods is meant: "70 percent of the tools and 90 percent of"."""
    return chunks[j].tag == "share" or (chunks[j].low == "of" and j > 0 and chunks[j - 1].tag == "share")


def _leads_complement(c: Chunk) -> bool:
    """Whether what follows says more of a good before it: "with", "described as"."""
    return c.low == "as" or (is_prep(c) and c.low in _COMPLEMENT)


def unknown_subject(chunks: list[Chunk], v: int) -> bool:
    """Whether the subject of the passive at `v` is a word for no good: "after its loss a substitute was"."""
    j = v - 1
    while j > 0 and (is_finite(chunks[j]) or chunks[j].word("aux", "adv", "neg") or chunks[j].low.endswith("ly")):
        j -= 1
    if j == v - 1 or j < 1 or chunks[j].tag != "word":
        return False
    while j > 0 and (chunks[j].tag == "word" or chunks[j].entry("evaluative")):
        j -= 1
    before = chunks[j - 1] if j else None
    article = chunks[j].low in ("a", "an", "the")
    opens = before is None or before.low == "," or before.tag in ("date", "word") or before.word("sub")
    return article and opens


def _headed(chunks: list[Chunk], j: int) -> int | None:
    """Where the relative clause of the verb at `j` begins, right behind a good: "the chips that Russia imported"."""
    for k in range(j - 1, max(0, j - 5), -1):
        if chunks[k].word("rel") and chunks[k - 1].tag == "good":
            return k
    return None


def _object_of(chunks: list[Chunk], j: int, g: int) -> bool:
    """Whether the good at `g` is the object of the infinitive at `j`."""
    verb = chunks[j].entry("verb")
    infinitive = verb is not None and verb.data["form"] == "base" and j > 0 and chunks[j - 1].low == "to"
    return infinitive and skip_back(chunks, g - 1) == j


def _reduced(chunks: list[Chunk], j: int) -> bool:
    """Whether the participle at `j` only describes the good before it: "engines made in Xiamen have been shipped"."""
    verb = chunks[j].entry("verb")
    return bool(verb and verb.data["form"] == "ed" and j and chunks[j - 1].tag == "good")


def _behind_good(chunks: list[Chunk], j: int) -> bool:
    """Whether the relative pronoun at `j` follows a good: not "reporting that", "a claim which"."""
    k = j - 1
    while k > 0 and (
        chunks[k].low in (",", "of", ")", "all", *PARTS)
        or is_prep(chunks[k])
        or chunks[k].tag in ("count", "date", "party")
    ):
        k -= 1
    return chunks[k].tag == "good"


def antecedent(chunks: list[Chunk], who: int | None) -> list[int]:
    """Goods that the relative clause whose subject is at `who` is about: "the engines that China bought"."""
    if who is None:
        return []
    if chunks[who].tag == "party":
        who = min(coordinated(chunks, who))  # "the jet that India and Russia developed"
        if (viewing := viewed(chunks, who)) is not None:
            return goods_before(chunks, viewing)
    j = who - 1
    while j >= 0 and (
        chunks[j].word("det", "adv")
        or chunks[j].entry("evaluative")
        or chunks[j].low == "of"
        or chunks[j].tag == "count"
    ):
        j -= 1
    relative = j > 0 and chunks[j].low in ("that", "which") and _behind_good(chunks, j)
    if j > 0 and chunks[j].low in ("that", "which") and (among := _among(chunks, j)):
        return among
    if not relative and not (who and chunks[who - 1].tag == "good"):
        return []
    if relative and chunks[j].low == "which" and chunks[j - 1].low in ("by", "under", "through"):
        return []  # "an agreement on technology, by which Moscow supplied drawings"
    led = skip_back(chunks, who - 2)
    if not relative and is_prep(chunks[max(0, led)]):
        fronted = led <= 0 or chunks[led - 1].tag == "punct" or chunks[led - 1].word("conj", "sub")
        # "for its bomber China turned to another engine", but "meant for the J-10 it was building"
        return [] if fronted else [who - 1]
    if relative and (near := adjoining(chunks, j)):
        return near
    found = goods_before(chunks, j if relative else who)
    if relative and (said := summed_up(chunks, found)) is not None:
        found = goods_before(chunks, said)
    return found or nearest_to(chunks, j) if relative else found


def _among(chunks: list[Chunk], j: int) -> list[int]:
    """What is named as one of those that the relative clause at `j` is about: "named A among the materials that"."""
    k = j - 1
    if k < 2 or chunks[k].low.split(" ")[-1] not in words("kinds of goods"):
        return []
    while k > 0 and chunks[k].low != "among" and j - k < 4:
        k -= 1
    if k < 1 or chunks[k].low != "among":
        return []
    return [k - 1] if chunks[k - 1].tag == "good" else goods_before(chunks, k) if is_finite(chunks[k - 1]) else []


def adjoining(chunks: list[Chunk], j: int) -> list[int]:
    """The good right before what is said of it at `j`, where it goes with something: "began with the S-75 supplied"."""
    if not j or chunks[j - 1].tag != "good":
        return []
    k = skip_back(chunks, j - 2)
    return (
        [j - 1] if k >= 0 and is_prep(chunks[k]) and chunks[k].low in ("with", "by", "at", "in", "on", "from") else []
    )
