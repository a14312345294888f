"""What stands right of a verb or noun: goods, the indirect object, and parties by their preposition.

Like syntax.py it steps over what stands between, and gives indices into the sentence's chunks.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import COPULAS, is_finite, is_prep
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers import ends
from pipeline.extract.transfers.complements import is_ingredient, located, whose
from pipeline.extract.transfers.joined import owns

_DASHES = ("—", "–")
_PLACED = {"from": "from", "to": "to", "into": "to", "in": "in", "at": "in"}  # before a town
_WHEN = ("in", "on", "since", "by", "during")
_SIDES = ("to", "from", "by")  # prepositions before who gives or gets


@dataclass(slots=True)
class Objects:
    """What stands after a verb or noun: the goods, the indirect object, and parties by their preposition."""

    goods: list[int] = field(default_factory=list)
    indirect: int | None = None
    by_prep: dict[str, int] = field(default_factory=dict)
    end: int = 0  # index after the last chunk looked at
    introduced: list[int] = field(default_factory=list)  # goods that a list word ("such as") explains by the ones after
    # parties of one good: "A from Russia and B from China"
    own: dict[int, dict[str, int]] = field(default_factory=dict)
    # transfer_type of goods behind "drawings for", "a licence to build"
    carriers: dict[int, str] = field(default_factory=dict)
    listed: bool = False  # a colon led to the goods


class _Reader:
    """Reads the arguments right of `chunks[v]`, chunk by chunk."""

    held: str | None = None  # the preposition whose group is being read
    listing = False  # after a colon: semicolons part the items
    nested = False  # "powder for the fuel of rockets": what follows "of" is no object
    range = False  # after "everything from": "to" joins the next item
    depth = 0

    def __init__(self, chunks: list[Chunk], v: int, goods_after: tuple[str, ...]) -> None:
        self.chunks, self.v, self.goods_after = chunks, v, goods_after
        self.out = Objects(end=v + 1)
        self.carrier = chunks[v].entry("carrier")  # the paper or right that stands for the good to come

    def read(self) -> Objects:
        """All arguments up to the end of the clause."""
        j = self.v + 1
        while j < len(self.chunks):
            c = self.chunks[j]
            if c.tag == "word" and c.low not in ends.NOT_THIS:
                pass  # most other words say nothing
            elif c.low in _DASHES and (close := self._put_in(j)):
                j = close + 1  # "bought the Varyag — which became the Liaoning — from Ukraine"
                continue
            elif c.low == "(" and any(x.word("intro") for x in self.chunks[j + 1 : j + 2]):
                pass  # "subsystems (such as engines)"
            elif c.low == "(" and self._spelt_out(j):
                self.out.introduced.append(j - 1)
            elif c.low in ("(", ")"):
                self.depth = max(0, self.depth + (1 if c.low == "(" else -1))
            elif not self.depth:
                if self.carrier and self._licensed_making(j):
                    self.held = "carrier"
                elif ends.ends_clause(self.chunks, self.v, j, self.out.goods, self.listing):
                    put_in = c.word("sub", "rel") or (self.chunks[j - 1].tag == "good" and not is_finite(c))
                    put_in |= [x.low for x in self.chunks[j - 2 : j]] == ["to", "be"]  # "for six jets, to be built at"
                    again = ends.resumes(self.chunks, j, self.range) if put_in and self.out.goods else None
                    if again is None:
                        break
                    j, self.held = again, None
                else:
                    self._take(j, c)
            self.out.end = j + 1
            j += 1
        return self.out

    def _spelt_out(self, j: int) -> bool:
        """Whether the bracket at `j` says which goods those before it are: "38 aircraft (34 Il-76s and 4 Il-78s)"."""
        before, after = self.chunks[j - 1], self.chunks[j + 1] if j + 1 < len(self.chunks) else None
        named = after is not None and after.tag == "good" and after.value.designation and after.value.quantity
        return bool(named and self.out.goods[-1:] == [j - 1] and not before.value.designation)

    def _put_in(self, j: int) -> int | None:
        """Where the clause that a dash at `j` puts in ends with another one."""
        after = self.chunks[j + 1] if j + 1 < len(self.chunks) else None
        if after is None or not after.word("rel"):
            return None
        return next((k for k in range(j + 2, len(self.chunks)) if self.chunks[k].low in _DASHES), None)

    def _licensed_making(self, j: int) -> bool:
        """Whether the verb at `j` says what the paper or right before it is for: "a licence to build"."""
        return self.chunks[j - 1].low in ("to", "for", "of") and self.chunks[j].entry("verb") is not None

    def _take(self, j: int, c: Chunk) -> None:
        """One chunk of the clause: it changes what is being read, or is an argument."""
        out = self.out
        if c.tag == "party":
            self._party(j)
        elif "carrier" in c.kinds and (c.tag == "atom" or c.value.vague) and self.chunks[j - 1].low != "under":
            purpose = self.held == "for" and out.goods and "for" not in self.goods_after
            self.carrier = None if purpose else c.entry("carrier")  # "radars for the modernisation of the J-8"
        elif c.tag == "good":
            self._good(j)
        elif c.word("intro") or c.low == ":":
            self.listing |= c.low == ":"
            self.range |= c.low.endswith("from")
            out.listed = self.listing
            composed = c.word("composed")  # "exports to China in these years included"
            self.held = None if out.goods or self.listing or composed or not self.goods_after else self.held
            if out.goods:
                out.introduced.append(out.goods[-1])
        elif c.tag == "date":
            self.held = None if self.held in _WHEN else self.held  # "ordered in 2017 a submarine"
        elif c.low == "as":
            self.held = "as"  # "the MiG-17 as the J-5": the name that it got
        elif self.range and c.low == "to" and out.goods:
            self.held = None
        elif c.low == "to" and (self._verb_at(j + 1) or self._does(j + 1)) and out.goods and self.held is None:
            self.held = "purpose"  # "delivered the tankers to help improve its airlift", "drones to attack tanks"
        elif c.low == "to" and self.chunks[j - 1].tag == "count" and self.chunks[j + 1 : j + 2]:
            pass  # "eight to twelve frigates"
        elif is_prep(c) and not (c.low == "to" and self._verb_at(j + 1)):
            if self.held in _SIDES and c.low == "in" and located(self.chunks, j):
                out.by_prep.setdefault(self.held, j + 1)  # "to organizations in Russia"
            self.nested = c.low == "of" and self._of_another(j)
            worth = c.low == "in" and self.chunks[j - 1].tag == "money"  # "exported $2 billion in arms"
            carried = self.carrier is not None and c.low in ("for", "of", "on", "behind")
            self.held = None if worth or self._again(j) else "carrier" if carried else c.low
        elif self._presents(j):
            self.held, out.listed = None, True  # "among those bought by China are 24 fighters"
        elif self.held in _PLACED and is_town(c):
            out.by_prep.setdefault(_PLACED[self.held], j)  # "brought in from Xiamen"
        elif self.held in _SIDES and c.entry("party_noun") and (owner := whose(self.chunks, j)):
            out.by_prep.setdefault(self.held, owner)
        elif c.low in (",", "—", ";") or c.word("conj", "plus"):
            if not self._goes_on(j):
                self.held = None if out.goods or self.held not in self.goods_after else self.held
            self.carrier = None if out.goods else self.carrier

    def _again(self, j: int) -> bool:
        """Whether the preposition at `j` leads to one more of the goods: "a contract for A and for B"."""
        c, goods = self.chunks[j], self.out.goods
        joined = c.low in self.goods_after and self.chunks[j - 1].word("conj") and bool(goods)
        return joined and not any(x.low == c.low for x in self.chunks[goods[-1] : j])

    def _own_company(self, j: int) -> bool:
        """Whether the possessor at `j` owns somebody whom no list has: "from Russia's Yakovlev"."""
        name, after = [*self.chunks[j + 1 : j + 3], None, None][:2]
        alone = after is None or after.tag in ("punct", "date") or is_prep(after) or after.word("conj")
        return name is not None and (name.tag == "word" or name.entry("party_noun") is not None) and alone

    def _presents(self, j: int) -> bool:
        """Whether the copula at `j` leads to the goods, and does not end a relative clause: "which it sold, is"."""
        copula = self.chunks[j].low in COPULAS and self.chunks[j - 1].low != ","
        return copula and not self.out.goods and [x.tag for x in self.chunks[j + 1 : j + 2]] == ["good"]

    def _of_another(self, j: int) -> bool:
        """Whether the "of" at `j` goes with a noun inside a complement: "exports vital to the production of"."""
        if self.out.goods and self.chunks[j - 1].low in words("likenesses"):
            return True  # "the FD-2000, the export version of the HQ-9"
        if self.out.goods and is_ingredient(self.chunks, j - 1):
            return True  # "shipments of nitrocellulose, an ingredient of propellant"
        inside = self.held is not None and (bool(self.out.goods) or self.held not in self.goods_after)
        before = self.chunks[j - 1]
        return inside and before.tag in ("word", "atom", "good") and _plain(before)

    def _verb_at(self, j: int) -> bool:
        return j < len(self.chunks) and self.chunks[j].tag == "atom" and self.chunks[j].entry("verb") is not None

    def _does(self, j: int) -> bool:
        """Whether a word of no list at `j` is a verb with goods for its object: "drones to attack tanks"."""
        if j + 1 >= len(self.chunks):
            return False
        after: Chunk | None = self.chunks[j + 1]
        plain = self.chunks[j].tag == "word" or self.chunks[j].entry("modifier")
        participle = self.chunks[j].low.endswith(("ed", "ing", "s", "n"))
        if after and after.tag == "party" and not after.value.possessive:
            after = self.chunks[j + 2] if j + 2 < len(self.chunks) else None  # "to target U.S. warships"
        return bool(after and plain and not participle and (after.tag == "good" or after.word("det")))

    def _good(self, j: int) -> None:
        out = self.out
        if [x.low for x in self.chunks[j + 1 : j + 3]] in (["'", "s"], ["’", "s"]):
            return  # "the drone's engine": what the drone has is given
        first = not out.goods
        if self.held == "carrier" and self.carrier:
            out.carriers[j] = self.carrier.data["type"]
        elif not (
            self.held is None
            or (self.held in self.goods_after and (first or self.held == "of") and not self.nested)
            or (self.held == "of" and first and not self.nested)
        ):
            return
        elif self.held is None and not first and self._joins_on(j) and self.chunks[j].value.quantity is None:
            out.carriers[j] = out.carriers[out.goods[-1]]
        out.goods.append(j)
        self.held = None

    def _joins_on(self, j: int) -> bool:
        """Whether the good at `j` is listed right behind one that a paper stands for: "designs for the A, the B"."""
        last = self.out.goods[-1]
        return last in self.out.carriers and all(c.low == "," or c.word("conj") for c in self.chunks[last + 1 : j])

    def _goes_on(self, j: int) -> bool:
        """Whether the conjunction at `j` joins two complements: "engines for the H-6K and Y-20"."""
        if not self.held or j + 1 >= len(self.chunks):
            return False
        before, after = self.chunks[j - 1], self.chunks[j + 1]
        skipped = before.tag == after.tag == "good" and j - 1 not in self.out.goods
        if self.held in self.goods_after and not skipped:
            return False
        if self.held == "purpose" and self.chunks[j].word("conj"):
            return not after.word("det") and not (after.tag == "good" and after.value.quantity)
        listed = self.chunks[j].low == "," and self.held == "for" and f"{after.low} ".startswith("the ")
        if listed and after.word("det") and before.tag == "good" and j - 1 not in self.out.goods:
            return True  # "fuel for the CFR-600, the sodium-cooled reactor that it is building"
        if skipped and (self.held == "like" or listed):
            return True  # "bought the Su-35 for its engine, the AL-41F1S", "a system like the A and the B"
        if (
            not self.out.goods
            and self.chunks[j].word("conj")
            and after.tag == "good"
            and (before.tag == "good" or _plain(before))
        ):
            return True  # "a paper on aviation and cameras"
        if not skipped:
            return False
        alike = before.value.category == after.value.category
        kinds = {self.chunks[g].value.category for g in self.out.goods}
        owned = before.low.startswith(("its ", "their ")) or any(map(owns, self.chunks[max(0, j - 2) : j - 1]))
        bare = after.low.removeprefix("other ").startswith(after.value.name[:1].lower())
        # "for the H-6K and Y-20", "for its fighters and Type 052 destroyers"
        return bare and (alike or (owned and self.chunks[j].low != "," and after.value.category not in kinds))

    def _party(self, j: int) -> None:
        out, value = self.out, self.chunks[j].value
        if value.possessive:
            if self.held in _SIDES and self._own_company(j):
                out.by_prep.setdefault(self.held, j)
            elif self.held == "for" or (self.held == "to" and out.goods):
                out.by_prep.setdefault(f"{self.held} whose", j)
        elif self.held is not None:
            self.held = "to" if self.held == "into" else self.held  # "imported into Russia"
            out.by_prep.setdefault(self.held, j)
            if self.held in ("from", "to"):
                for g in out.goods:
                    out.own.setdefault(g, {}).setdefault(self.held, j)
            following = self.chunks[j + 1] if j + 1 < len(self.chunks) else None
            leads = following is not None and (following.tag == "good" or following.word("det"))
            if leads and self.held != "purpose":
                self.held = None  # "import from Russia the engine": the object comes after
        elif not out.goods and out.indirect is None and _right_after(self.chunks, self.v, j):
            out.indirect = j


def is_town(c: Chunk) -> bool:
    """Whether a town is named, from where or to where goods may go as they may not from a launch site."""
    place = c.entry("place") if c.tag == "atom" else None
    return place is not None and bool(place.data.get("country")) and place.data["kind"] == "city"


def _plain(c: Chunk) -> bool:
    """Whether the chunk is a noun that says nothing of a transfer: "operation", "production"."""
    vague = c.tag == "good" and c.value.vague
    known = c.entry("noun", "carrier") or c.word("quantity", "det", "prep")
    return not known and (c.tag == "word" or vague or c.entry("modifier") is not None)


def objects(chunks: list[Chunk], v: int, goods_after: tuple[str, ...] = ()) -> Objects:
    """Arguments right of the verb or noun at `v`.

    Goods after a preposition count only where it is one of `goods_after`.
    """
    return _Reader(chunks, v, goods_after).read()


def _right_after(chunks: list[Chunk], v: int, j: int) -> bool:
    """Nothing but small words between the verb and the party: "gave the Chinese", "sold Iran"."""
    return all(
        (c.word("det", "adv", "conj") and c.low != "what") or c.entry("evaluative") or c.tag == "party" or c.low == ","
        for c in chunks[v + 1 : j]
    )
