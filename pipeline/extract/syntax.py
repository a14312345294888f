"""Who does what to whom in a row of chunks: subjects, objects and prepositional arguments, found without a parse tree.

English keeps subject, verb and object in order; what stands between them (adverbs, auxiliaries, prepositional phrases,
parentheses) can be stepped over. Every function takes indices into a sentence's chunks and returns indices.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.chunks import Chunk

_BE = ("is", "are", "was", "were", "be", "been", "being", "has been", "have been", "had been")
_HAVE = ("has", "have", "had", "having", "has long")
_CLAUSE_END = (";",)


@dataclass(slots=True)
class Objects:
    """What stands after a verb or noun: the goods, the indirect object, and parties by their preposition."""

    goods: list[int] = field(default_factory=list)
    indirect: int | None = None
    by_prep: dict[str, int] = field(default_factory=dict)
    end: int = 0  # index after the last chunk looked at
    introduced: list[int] = field(default_factory=list)  # goods that a list word ("such as") explains by the ones after
    own: dict[int, dict[str, int]] = field(
        default_factory=dict
    )  # parties of one good: "A from Russia and B from China"
    carriers: dict[int, str] = field(
        default_factory=dict
    )  # transfer_type of goods behind "drawings for", "a licence to build"
    listed: bool = False  # a colon led to the goods


_MODALS = {
    "will",
    "would",
    "could",
    "may",
    "might",
    "can",
    "should",
    "must",
    "has",
    "have",
    "had",
    "is",
    "are",
    "was",
    "were",
    "has been",
    "have been",
    "does",
    "do",
    "did",
}


def is_finite(c: Chunk) -> bool:
    """Whether the chunk opens a finite predicate: an auxiliary or a modal verb."""
    return c.tag == "atom" and c.low in _MODALS


def is_prep(c: Chunk) -> bool:
    """Whether the chunk is a preposition (not the "to" of an infinitive, which the caller sees by what follows)."""
    return c.tag == "atom" and c.word("prep") and not c.entry("verb")


def skip_back(chunks: list[Chunk], j: int) -> int:
    """Index of the first chunk left of `j` that is no determiner, evaluation or adverb."""
    while j >= 0 and (
        (chunks[j].word("det", "adv", "quantity") and chunks[j].low not in ("no",))
        or (chunks[j].entry("evaluative") and not chunks[j].entry("head"))
        or chunks[j].tag == "count"
        or (chunks[j].tag == "atom" and chunks[j].entry("role"))
    ):
        j -= 1
    return j


def governor(chunks: list[Chunk], i: int) -> str | None:
    """The preposition that governs the group at `i`, also through a coordination ("from Russia and China")."""
    j = skip_back(chunks, i - 1)
    while (
        j > 0
        and (chunks[j].word("conj") or chunks[j].low == ",")
        and chunks[j - 1].tag == "party"
        and not chunks[j - 1].value.possessive
    ):
        j = skip_back(chunks, j - 2)
    if j >= 0 and is_prep(chunks[j]):
        return chunks[j].low
    return None


def _link(chunks: list[Chunk], j: int, step: int) -> tuple[int, bool] | None:
    """The party next to the one at `j`, over a comma or a conjunction, and whether a conjunction joins them."""
    k, joined, seen = j + step, False, False
    while 0 <= k < len(chunks) and (
        chunks[k].word("conj", "plus", "det") or chunks[k].low == "," or chunks[k].entry("evaluative")
    ):
        joined |= chunks[k].word("conj", "plus")
        seen |= joined or chunks[k].low == ","
        k += step
    if not seen or not 0 <= k < len(chunks) or chunks[k].tag != "party" or chunks[k].value.form == "pronoun":
        return None
    return k, joined


def coordinated(chunks: list[Chunk], i: int) -> list[int]:
    """The parties coordinated with the one at `i`: "China, Iran and North Korea", but not "unlike Iran, China"."""
    left: list[int] = []
    pending: list[int] = []
    j, joined = i, False
    while (link := _link(chunks, j, -1)) and chunks[link[0]].value.possessive == chunks[i].value.possessive:
        if joined and link[1]:
            break
        joined |= link[1]
        pending.insert(0, link[0])
        j = link[0]
        if joined:
            left, pending = pending + left, []
    right: list[int] = []
    j, waiting = i, []
    while (
        not joined and (link := _link(chunks, j, 1)) and chunks[link[0]].value.possessive == chunks[i].value.possessive
    ):
        waiting.append(link[0])
        j = link[0]
        if link[1]:
            right = waiting
            break
    if right and not left and pending:  # the comma links on the left belong to the conjunction on the right
        left = pending
    return [*left, i, *right]


def is_passive(chunks: list[Chunk], v: int) -> bool:
    """ "were sold", "missiles supplied by": a participle after a form of be, or right after the goods."""
    verb = chunks[v].entry("verb")
    if verb is None or verb.data["form"] != "ed":
        return False
    j = v - 1
    while j >= 0 and (chunks[j].word("adv", "neg") or chunks[j].low.endswith("ly")):
        j -= 1
    if j < 0:
        return False
    low = chunks[j].low
    if v + 1 < len(chunks) and chunks[v + 1].low == "by" and low not in _HAVE:
        return True
    if low in _BE or low.split(" ")[-1] in ("is", "are", "was", "were", "be", "been", "being"):
        return True
    if v + 1 < len(chunks) and (chunks[j].tag == "good" or (low == "," and j and chunks[j - 1].tag == "good")):
        return chunks[v + 1].low in ("to", "by", "from", "with", "in", "under", "for") or chunks[v + 1].tag == "date"
    return False


def subject(chunks: list[Chunk], v: int) -> int | None:
    """The party that is the subject of the verb at `v`, or None. A possessor ("China's willingness to sell")
    stands in."""
    owner: int | None = None
    depth = 0
    verb = chunks[v].entry("verb")
    j = v - 1
    while j > 0 and chunks[j].word("adv"):
        j -= 1
    if verb and verb.data["form"] == "ing" and j >= 0 and chunks[j].tag == "party" and not chunks[j].value.possessive:
        return j  # "reports of Russia assisting"
    if (
        verb
        and verb.data["form"] == "ing"
        and j >= 0
        and chunks[j].low in ("by", "without", "through", "after", "before")
    ):
        first = next(
            (
                k
                for k in range(j)
                if chunks[k].tag == "party" and not chunks[k].value.possessive and governor(chunks, k) is None
            ),
            None,
        )
        if first is not None:
            return first  # "Beijing does not risk sanctions by supplying": the subject of the main clause
    relative = _relative(chunks, v)
    if relative is not None:
        return relative
    plain = v > 0 and chunks[v - 1].low != "to" and (verb is None or verb.data["form"] in ("ed", "s"))
    j = v - 1
    while j >= 0:
        c = chunks[j]
        if c.low == ")":
            depth += 1
        elif c.low == "(":
            depth -= 1
            if depth < 0:
                break
        elif depth:
            pass
        elif c.low in _CLAUSE_END or (c.word("sub") and not c.word("prep") and j < v - 1):
            break
        elif c.tag == "party":
            if c.value.possessive:
                owner = owner if owner is not None else j
            elif governor(chunks, j) is None and not (plain and _is_object(chunks, j, v)):
                return j
        j -= 1
    return owner


def _relative(chunks: list[Chunk], v: int) -> int | None:
    """The party that "which" or "who" right before the verb stands for: "China, which shipped"."""
    j = v - 1
    while j >= 0 and (chunks[j].word("adv", "neg") or is_finite(chunks[j])):
        j -= 1
    if j < 1 or chunks[j].low not in ("which", "who", "that"):
        return None
    j -= 1 + (chunks[j - 1].low == ",")
    return j if j >= 0 and chunks[j].tag == "party" and not chunks[j].value.possessive else None


def _is_object(chunks: list[Chunk], j: int, v: int) -> bool:
    """Whether the party at `j` is the object of another verb and a conjunction follows: "Russia invited China and
    delivered"."""
    before = chunks[j - 1] if j else None
    verbal = before is not None and (
        (before.tag == "word" and before.low.endswith("ed"))
        or (before.tag == "atom" and before.entry("verb") is not None)
    )
    return verbal and any(c.word("conj") for c in chunks[j + 1 : v])


def _ends_clause(chunks: list[Chunk], v: int, j: int, out: Objects, listing: bool) -> bool:
    """Whether the arguments of the word at `v` end before `chunks[j]`: a new predicate, a relative or another
    clause."""
    c = chunks[j]
    noun_only = chunks[v].entry("noun") is not None and not chunks[v].entry("verb")
    if is_finite(c) and (out.goods or noun_only):
        copula = c.low in ("is", "are") and not out.goods and j + 1 < len(chunks) and chunks[j + 1].tag == "good"
        return not copula  # "candidates for sale to China are the Ka-52K and the Lada"
    if c.low in _CLAUSE_END or (c.word("rel") and (c.low != "that" or out.goods)):
        return not (listing and c.low == ";")
    if c.word("sub") and not c.word("prep") and c.low != "than":
        return True
    verb = c.entry("verb") if c.tag == "atom" else None
    if noun_only and verb and not c.entry("noun"):
        return True
    return bool(verb and verb.data["form"] != "ing" and not c.entry("noun") and out.goods and chunks[j - 1].low != "to")


def _resumes(chunks: list[Chunk], j: int, ranged: bool) -> int | None:
    """Where a list goes on after a clause put into it: "A, and B when it is ready, or C"; "from A, which ..., to B"."""
    for k in range(j + 1, min(j + 16, len(chunks) - 2)):
        joins = chunks[k + 1].word("conj") or (ranged and chunks[k + 1].low == "to")
        if chunks[k].low == "," and joins and chunks[k + 2].tag == "good":
            return k
    return None


class _Reader:
    """Reads the arguments right of `chunks[v]`, chunk by chunk."""

    def __init__(self, chunks: list[Chunk], v: int, goods_after: tuple[str, ...]) -> None:
        self.chunks, self.v, self.goods_after = chunks, v, goods_after
        self.out = Objects(end=v + 1)
        self.held: str | None = None  # the preposition whose group is being read
        self.carrier = chunks[v].entry("carrier")  # the paper or right that stands for the good to come
        self.listing = False  # after a colon: semicolons part the items
        self.nested = False  # "powder for the fuel of rockets": what follows "of" is no object
        self.range = False  # after "everything from": "to" joins the next item
        self.depth = 0

    def read(self) -> Objects:
        """All arguments up to the end of the clause."""
        j = self.v + 1
        while j < len(self.chunks):
            c = self.chunks[j]
            if c.low in ("(", ")"):
                self.depth = max(0, self.depth + (1 if c.low == "(" else -1))
            elif not self.depth:
                makes = (
                    self.carrier is not None
                    and c.entry("verb") is not None
                    and self.chunks[j - 1].low in ("to", "for", "of")
                )
                if makes:
                    self.held = "carrier"
                elif _ends_clause(self.chunks, self.v, j, self.out, self.listing):
                    again = _resumes(self.chunks, j, self.range) if c.word("sub", "rel") and self.out.goods else None
                    if again is None:
                        break
                    j, self.held = again, None
                else:
                    self._take(j, c)
            self.out.end = j + 1
            j += 1
        return self.out

    def _take(self, j: int, c: Chunk) -> None:
        out = self.out
        if c.entry("carrier") and (c.tag == "atom" or c.value.vague):
            self.carrier = c.entry("carrier")
        elif c.word("intro") or c.low == ":":
            self.listing |= c.low == ":"
            self.range |= c.low.endswith("from")
            out.listed = self.listing
            self.held = None if out.goods or self.listing or not self.goods_after else self.held
            if out.goods:
                out.introduced.append(out.goods[-1])
        elif self.range and c.low == "to" and out.goods:
            self.held = None
        elif is_prep(c) and not (c.low == "to" and self._verb_at(j + 1)):
            self.nested |= self.held is not None and self.held not in self.goods_after and c.low == "of"
            self.held = "carrier" if self.carrier and c.low in ("for", "of", "on", "behind") else c.low
        elif c.tag == "party":
            self._party(j)
        elif c.tag == "good":
            self._good(j)
        elif c.low in (",", "—", ";") or c.word("conj", "plus"):
            if not self._goes_on(j):
                self.held = None if out.goods or self.held not in self.goods_after else self.held
            self.carrier = None if out.goods else self.carrier

    def _verb_at(self, j: int) -> bool:
        return j < len(self.chunks) and self.chunks[j].tag == "atom" and self.chunks[j].entry("verb") is not None

    def _good(self, j: int) -> None:
        out = self.out
        first = not out.goods
        if self.held == "carrier" and self.carrier:
            out.carriers[j] = self.carrier.data["type"]
        elif not (
            self.held is None
            or (self.held in self.goods_after and (first or self.held == "of"))
            or (self.held == "of" and first and not self.nested)
        ):
            return
        out.goods.append(j)
        self.held = None

    def _goes_on(self, j: int) -> bool:
        """Whether the conjunction at `j` joins two complements: "engines for the H-6K and Y-20"."""
        if not self.held or self.held in self.goods_after or j + 1 >= len(self.chunks):
            return False
        before, after = self.chunks[j - 1], self.chunks[j + 1]
        kin = before.tag == after.tag == "good" and before.value.category == after.value.category
        return kin and j - 1 not in self.out.goods and after.low[:1] == after.value.name[:1].lower()

    def _party(self, j: int) -> None:
        out, value = self.out, self.chunks[j].value
        if value.possessive:
            if self.held == "for":
                out.by_prep.setdefault("for whose", j)
        elif self.held is not None:
            out.by_prep.setdefault(self.held, j)
            if self.held in ("from", "to"):
                for g in out.goods:
                    out.own.setdefault(g, {}).setdefault(self.held, j)
            following = self.chunks[j + 1] if j + 1 < len(self.chunks) else None
            if following is not None and (following.tag == "good" or following.word("det")):
                self.held = None  # "import from Russia the engine": the object comes after
        elif not out.goods and out.indirect is None and _right_after(self.chunks, self.v, j):
            out.indirect = j


def objects(chunks: list[Chunk], v: int, goods_after: tuple[str, ...] = ()) -> Objects:
    """Arguments right of the verb or noun at `v`. Goods after a preposition count only where it is one of
    `goods_after`."""
    return _Reader(chunks, v, goods_after).read()


def _right_after(chunks: list[Chunk], v: int, j: int) -> bool:
    """Nothing but small words between the verb and the party: "gave the Chinese", "sold Iran"."""
    return all(
        c.word("det", "adv", "conj") or c.entry("evaluative") or c.tag == "party" or c.low == ","
        for c in chunks[v + 1 : j]
    )


def goods_before(chunks: list[Chunk], v: int) -> list[int]:
    """Goods left of a passive verb that are its subject: the nearest group that is no complement ("the turbofan of the
    J-10"),
    and what is coordinated with it."""
    found: list[int] = []
    whole: int | None = None  # "the hull of the carrier": what the part is of, where the part is no good
    j = v - 1
    depth = 0
    while j >= 0:
        c = chunks[j]
        depth += (c.low == ")") - (c.low == "(")
        if depth:
            pass
        elif c.tag == "good":
            k = skip_back(chunks, j - 1)
            while k > 0 and (chunks[k].tag == "word" or (chunks[k].tag == "party" and chunks[k].value.possessive)):
                k -= 1  # "with their ground equipment"
            if (
                k > 0
                and is_prep(chunks[k])
                and chunks[k].low in ("of", "by", "for", "on", "in", "with", "without")
                and not found
            ):
                whole = j if chunks[k].low == "of" and whole is None else whole
                j = k - 1  # a complement: its head, or what it goes with, stands before the preposition
                continue
            found.insert(0, j)
        elif (
            (found and not (c.low == "," or c.word("conj", "det", "plus")))
            or c.low in _CLAUSE_END
            or (c.tag == "atom" and c.entry("verb") and not c.entry("noun") and not _reduced(chunks, j))
        ):
            break
        j -= 1
    return found or ([whole] if whole is not None else [])


def _reduced(chunks: list[Chunk], j: int) -> bool:
    """Whether the participle at `j` only describes the good before it: "engines made in Xiamen have been shipped"."""
    verb = chunks[j].entry("verb")
    return bool(verb and verb.data["form"] == "ed" and j and chunks[j - 1].tag == "good")


def _behind_good(chunks: list[Chunk], j: int) -> bool:
    """Whether the relative pronoun at `j` follows a good: not "reporting that", "a claim which"."""
    k = j - 1
    while k > 0 and (
        chunks[k].low in (",", "of", ")") or is_prep(chunks[k]) or chunks[k].tag in ("count", "date", "party")
    ):
        k -= 1
    return chunks[k].tag == "good"


def antecedent(chunks: list[Chunk], v: int, who: int | None) -> list[int]:
    """Goods that a relative clause with the verb at `v` is about: "the engines that China bought", "chips Russia
    imports"."""
    if who is None:
        return []
    j = who - 1
    while j >= 0 and (
        chunks[j].word("det", "adv")
        or chunks[j].entry("evaluative")
        or chunks[j].low in ("of",)
        or chunks[j].tag == "count"
    ):
        j -= 1
    relative = j > 0 and chunks[j].low in ("that", "which") and _behind_good(chunks, j)
    if not relative and not (who and chunks[who - 1].tag == "good"):
        return []
    return goods_before(chunks, j if relative else who)


def before_noun(chunks: list[Chunk], n: int) -> tuple[int | None, list[int]]:
    """The owner ("China's", "Russian") and the goods ("Su-35 sales") right before a noun of transfer."""
    goods: list[int] = []
    j = n - 1
    while j >= 0:
        c = chunks[j]
        if c.tag == "party" and (c.value.possessive or c.value.form in ("pair", "demonym")):
            return j, goods
        if c.tag == "atom" and c.entry("demonym"):
            return j, goods
        if c.tag == "good":
            goods.insert(0, j)
        elif not (
            c.word("det", "quantity", "adv")
            or c.entry("evaluative", "modifier", "vague")
            or c.tag == "count"
            or (c.tag == "word" and c.low.isalpha())
        ):
            return None, goods
        j -= 1
    return None, goods
