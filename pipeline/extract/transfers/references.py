"""What is not said outright: the good that "these aircraft" stands for, and the parties of a good that names none."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.grammar.goods import Good
from pipeline.extract.lexicon.forms import singular
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.frames import Relation, Side

_DEFINITE = re.compile(r"^(?:these|this|those|that|such|the same) |\b(?:of|the) (?:these|those|this|same) ")
_KINDS = ("type", "class", "kind", "model", "make", "family", "sort")
_ORDINAL = re.compile(r"(?:the )?(?:first|second|third|last|remaining|latest|final) ")
Sides = tuple[Side | None, Side | None]


# Goods ---------------------------------------------------------------------------------------------------------------


def refer(chunks: list[Chunk], known: Good | None) -> None:
    """Give words that stand for a good the one last spoken of: "these aircraft", "the first sets", "supplying it"."""
    for i, c in enumerate(chunks):
        if c.tag == "good" and (own := _name_of(chunks, i)):
            c.value = replace(c.value, vague=False, referred=True, **_identity(own))
        elif c.tag == "good" and c.value.designation:
            known = c.value
        elif known is None:
            continue
        elif c.tag == "good" and (
            _DEFINITE.search(c.low)
            or _part(c, known)
            or _hypernym(c.value, known)
            or _the_same(c, known)
            or _of_the_same(chunks, i)
        ):
            if len(c.value.name.split()) <= 3 and (c.value.category == known.category or c.value.vague):
                c.value = replace(c.value, vague=False, referred=True, **_identity(known))
        elif c.tag == "count" and not _counts(c, chunks) and _stands_alone(chunks, i):
            named = _of_kind(chunks, i)
            if named is not None or known.designation is not None:
                c.tag, c.value = "good", replace(named or known, **_counted(c))
        elif c.tag == "party" and c.value.form == "pronoun" and _names_good(chunks, i):
            c.tag = "good"
            c.value = replace(known, start=c.start, end=c.end, quantity=None, origin=None, referred=True)


def _counts(c: Chunk, chunks: list[Chunk]) -> bool:
    """Whether the number is said to count a good already."""
    return any(x.tag == "good" and x.value.quantity is c for x in chunks)


def _stands_alone(chunks: list[Chunk], i: int) -> bool:
    """Whether the number at `i` counts units of the good last spoken of: "the other two were delivered", "ordered 24".

    It does where a verb or noun of transfer takes it, and no noun follows: not "of two minds", "in 24 hours".
    """
    k = i + 1 + (chunks[i + 1 : i + 2] != [] and chunks[i + 1].low == "more")
    after = chunks[k] if k < len(chunks) else None
    if after is not None and not (after.tag == "punct" or after.tag == "date" or after.word("prep", "conj", "aux")):
        return False
    if after is not None and after.low == "of" and not _of_kind(chunks, i):
        return False  # "24 of these aircraft"
    j = i - 1
    while j >= 0 and (chunks[j].word("det", "quantity", "adv") or chunks[j].entry("evaluative")):
        j -= 1
    before = chunks[j] if j >= 0 else None
    if before is not None and before.tag == "atom" and not syntax.is_prep(before):
        verb = before.entry("verb")
        if verb is not None and verb.data["frame"] in ("supply", "acquire"):
            return True
    if before is not None and before.low == "for" and j > 0:
        deal = any(e.kind == "noun" and e.data["frame"] in ("deal", "acquire") for c in chunks[:j] for e in c.entries)
        return deal and not any(c.tag == "good" for c in chunks[:j])
    ahead = next((v for v in range(k, min(k + 6, len(chunks))) if chunks[v].entry("verb")), None)
    begins = before is None or before.low in (",", ";") or before.word("conj")
    return begins and ahead is not None and syntax.is_passive(chunks, ahead)


def _of_kind(chunks: list[Chunk], i: int) -> Good | None:
    """The designation right behind a number that stands alone: "a further eight, of Project 636M"."""
    k = i + 1 + (chunks[i + 1 : i + 2] != [] and chunks[i + 1].low == "more")
    k += k < len(chunks) and chunks[k].low == ","
    if k + 1 >= len(chunks) or chunks[k].low != "of" or chunks[k + 1].tag != "good":
        return None
    named: Good = chunks[k + 1].value
    return named if named.designation is not None and named.quantity is None else None


def _counted(c: Chunk) -> dict[str, Any]:
    """What makes a good the units that the number `c` counts."""
    number = Chunk("count", c.start, c.end, c.low, c.value)
    return {"start": c.start, "end": c.end, "quantity": number, "origin": None, "referred": True, "plural": True}


def _name_of(chunks: list[Chunk], i: int) -> Good | None:
    """The good that the one at `i` is: in "a jet called the C929", and in "the Varyag, a carrier that"."""
    near = [i + 2] if chunks[i + 1 : i + 2] and chunks[i + 1].low in words("naming") else []
    article = chunks[i].low.split(" ")[0]
    if article in ("a", "an", "the") and i > 1 and chunks[i - 1].low == "," and _described(chunks, i):
        near += [i - 2] if article != "the" or (chunks[i - 2].tag == "good" and chunks[i - 2].value.designation) else []
    goods = [chunks[k].value for k in near if k < len(chunks) and chunks[k].tag == "good"]
    good: Good = chunks[i].value
    return next((g for g in goods if not g.vague and (g.category == good.category or _says_little(good))), None)


def _says_little(good: Good) -> bool:
    """Whether a noun could stand for goods of any kind: "a dual-use component", "a weapon"."""
    return good.vague or good.category == "other"


def _described(chunks: list[Chunk], i: int) -> bool:
    """Whether the good at `i` is no member of a list: no conjunction leads to it or follows it."""
    return not any(c.word("conj", "plus") for c in chunks[i + 1 : i + 3])


def spoken_of(chunks: list[Chunk]) -> Good | None:
    """The good that a sentence leaves in mind: its first designation, else the first good that it names."""
    named = [c.value for c in chunks if c.tag == "good" and not c.value.vague]
    return next((g for g in named if g.designation), named[0] if named else None)


def _part(c: Chunk, known: Good) -> bool:
    """Whether a word of number stands for units of a designation: "the first sets", "two regiments"."""
    counted = c.value.quantity is not None or _ORDINAL.match(c.low)
    return c.value.unit and known.designation is not None and bool(counted)


def _hypernym(good: Good, known: Good) -> bool:
    """Whether a bare counted noun says again what a designation is: "26 aircraft" after "the Su-27", "54 engines"."""
    noun = singular(good.name.lower())
    counts = [c.value.value for c in (good.quantity, known.quantity) if c is not None and c.tag == "count"]
    if len(counts) == 2 and counts[0] == counts[1] and good.category == known.category:
        return True  # "34 transport helicopters" after "34 Mi-171s"
    kind = (known.designation.data.get("noun") or "").split() if known.designation else []
    return good.quantity is not None and " " not in noun and (noun in kind or noun in words("hypernyms"))


def _of_the_same(chunks: list[Chunk], i: int) -> bool:
    """Whether goods are said to be like those last spoken of: "200 fighters of the same type"."""
    behind = [c.low for c in chunks[i + 1 : i + 5]]
    return len(behind) == 4 and behind[:3] == ["of", "the", "same"] and behind[3] in _KINDS


def _the_same(c: Chunk, known: Good) -> bool:
    """Whether "the system", "the jets" is the good last spoken of."""
    good: Good = c.value
    if " " in good.name or c.low != f"the {good.name.lower()}":
        return False
    if known.designation is None:  # "the helicopter" after "a heavy helicopter"
        return singular(known.name.lower()).endswith(" " + singular(good.name.lower()))
    return _hypernym(replace(good, quantity=c), known)


def _identity(good: Good) -> dict[str, Any]:
    """What makes a good the one that it is."""
    return {"name": good.name, "category": good.category, "designation": good.designation}


def _names_good(chunks: list[Chunk], i: int) -> bool:
    """Whether a pronoun stands for a good: subject of a passive, or object right after a verb of transfer."""
    low = chunks[i].low
    if low not in ("they", "it", "these", "both", "them"):
        return False
    before = chunks[i - 1] if i else None
    verb = before.entry("verb") if before is not None and before.tag == "atom" else None
    if verb and verb.data["frame"] in ("supply", "acquire") and low in ("it", "them"):
        following = chunks[i + 1] if i + 1 < len(chunks) else None
        return following is None or following.tag == "punct" or syntax.is_prep(following)
    ahead = next((j for j in range(i + 1, min(i + 5, len(chunks))) if chunks[j].entry("verb")), None)
    return ahead is not None and low != "them" and syntax.is_passive(chunks, ahead)


# Parties -------------------------------------------------------------------------------------------------------------


def parties(chunks: list[Chunk], relation: Relation, good: Good, focus: Focus) -> Sides:
    """Supplier and recipient of a good: as stated, by its origin, or carried over from what was said before.

    Who is stated as nobody in particular ("to forty countries", "from abroad") is not carried over.
    """
    suppliers, recipients = relation.supplier, relation.recipient
    origin = Side(good.origin, good.origin_span) if good.origin else None
    both = [*suppliers, *recipients]
    several = len({side.code for side in both}) > 1
    mutual = relation.nominal and several and (relation.entry.data.get("mutual") or not (suppliers and recipients))
    if relation.frame in ("deal", "joint") or mutual:
        maker = origin or next((s for s in both if (d := _designer(good, focus)) and d.code == s.code), None)
        maker = maker or _usual_supplier(both, focus)
        if maker:
            suppliers, recipients = [maker], [s for s in both if s.code != maker.code]
        elif mutual:
            return None, None  # "the two signed a contract for the sale of helicopters": nobody says who sells
    supplier = suppliers[0] if suppliers else origin
    if origin and supplier and len(supplier.code) > 3:  # "French ships from a NATO country"
        supplier = origin
    recipient = recipients[0] if recipients else None
    if supplier and recipient and supplier.code == recipient.code and _is_pronoun(recipient):
        recipient = None  # "Russia delivered the second batch to it"
    if _is_nobody(chunks, relation, supplier, recipient):
        return None, None
    somebody = _is_unnamed_country(chunks, relation)
    return _completed(relation, good, supplier, recipient, focus, somebody)


def _usual_supplier(both: list[Side], focus: Focus) -> Side | None:
    """Who of two that make a deal supplies, where the words before it tell: who did so last, to the other or a third.

    Where one is named ("a 2002 contract with China"), the other may be who supplied last.
    """
    if focus.dyad is None or not both:
        return None
    giver = focus.dyad[0]
    if len({side.code for side in both}) == 1 and both[0].code != giver:
        return Side(giver, None)
    return next((side for side in both if side.code == giver), None)


def _is_nobody(chunks: list[Chunk], relation: Relation, supplier: Side | None, recipient: Side | None) -> bool:
    """Whether the side that is not stated is nobody in particular, or "he" for whom a person buys or sells."""
    who = chunks[relation.subject].low if relation.subject is not None else ""
    if who in ("he", "she") and not (supplier and recipient):
        return True
    return (not supplier and _anybody(chunks, relation, "from")) or (not recipient and _anybody(chunks, relation, "to"))


def _is_unnamed_country(chunks: list[Chunk], relation: Relation) -> bool:
    """Whether the subject is a pronoun, no person's, for a country that the sentences before do not give."""
    who = chunks[relation.subject] if relation.subject is not None else None
    return who is not None and who.low in ("it", "they", "the country") and not who.value.codes


def _anybody(chunks: list[Chunk], relation: Relation, prep: str) -> bool:
    """Whether `prep` leads behind the relation to nobody in particular: "exported to more than forty countries"."""
    for i in range(relation.trigger + 1, min(relation.end + 4, len(chunks) - 1)):
        if prep == "to" and relation.frame == "supply" and chunks[i].low in ("abroad", "overseas", "internationally"):
            return True
        if chunks[i].low != prep:
            continue
        for j, c in enumerate(chunks[i + 1 : i + 6], i + 1):
            if c.low in words("anybody"):
                return not any(x.tag == "party" for x in chunks[j + 1 : j + 3])  # "to buyers in Moscow"
            if c.tag in ("party", "good", "date") or c.low in (",", ";"):
                break
    return False


def _completed(
    relation: Relation, good: Good, supplier: Side | None, recipient: Side | None, focus: Focus, somebody: bool
) -> Sides:
    """The sides with those that are not stated carried over: from the pair in focus, or by who makes the good.

    The other side of the pair that the document is about has to be named in the paragraph, but for a designation in a
    paragraph without a third country, and where the subject is a pronoun for `somebody` named before it.
    """
    if supplier and recipient is None and relation.frame == "supply":
        taker = _complement(focus.dyad or focus.main, supplier)
        if taker and taker.code == good.origin:
            return supplier, None  # nobody is sent what he makes himself
    if supplier is None and recipient is None and relation.frame not in ("assist", "move") and focus.dyad:
        if (own := _designer(good, focus)) and own.code == focus.dyad[1]:
            return None, None  # nobody gets what he makes
        return Side(focus.dyad[0], None), Side(focus.dyad[1], None)
    anyway = somebody or (good.designation is not None and not focus.third)
    made = _designer(good, focus) if relation.frame != "assist" else None
    if supplier is None and (made is None or recipient is None or made.code != recipient.code):
        supplier = made or _complement(focus.dyad, recipient)
    recipient = recipient or _complement(focus.dyad, supplier) or _again(focus, supplier, 1)
    supplier = supplier or _again(focus, recipient, 0)
    recipient = recipient or _carried(focus, supplier, anyway)
    return supplier or _carried(focus, recipient, anyway), recipient


def _complement(pair: tuple[str, ...] | None, side: Side | None) -> Side | None:
    """The other side of the pair that `side` belongs to, carried over: it has no words here."""
    others = [code for code in pair or () if side is not None and code != side.code]
    return Side(others[0], None) if pair and side and side.code in pair and len(others) == 1 else None


def _again(focus: Focus, side: Side | None, role: int) -> Side | None:
    """Who gave (0) or got (1) last, where another takes the other part: "Iran sold Russia A; North Korea sends B"."""
    if focus.dyad is None or side is None or side.code in (*focus.dyad, "USA"):
        return None
    return Side(focus.dyad[role], None)


def _carried(focus: Focus, side: Side | None, anyway: bool) -> Side | None:
    """The other side of the pair that the document is about, where the paragraph has named it.

    Elsewhere it is who else acts in the paragraph.
    """
    usual = _complement(focus.main, side)
    if usual and (anyway or usual.code in focus.near):
        return usual
    return _complement(tuple(code for code in focus.parties if code != "USA"), side) if focus.third else None


def _is_pronoun(side: Side) -> bool:
    """Whether the side is named by "it" or "them": no name of a country that has codes is as short."""
    return side.span is not None and side.span[1] - side.span[0] <= len("them")


def _designer(good: Good, focus: Focus) -> Side | None:
    """The country that makes the designation, where the document is about it or the paragraph has named it."""
    made_in = good.designation.data.get("origin", []) if good.designation else []
    heir = {"SUN": "RUS"} if "RUS" in (focus.main or ()) else {"RUS": "SUN"}
    codes = {heir.get(code, code) for code in made_in} & {*(focus.main or ()), *focus.near}
    return Side(codes.pop(), None) if len(codes) == 1 else None
