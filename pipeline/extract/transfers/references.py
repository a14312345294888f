"""The parties of a good whose sentence names one of them or none: by its origin, or carried over from before."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.grammar.goods import Good
from pipeline.extract.grammar.syntax import governor, skip_back
from pipeline.extract.lexicon.states import EASTERN, SOVIET, heir
from pipeline.extract.transfers.frames import Relation, Side, origin_side, sides, under_licence
from pipeline.extract.transfers.nobody import is_nobody, is_unnamed_country, others_do
from pipeline.extract.transfers.oblique import main_subject, meant_for, only_other

Sides = tuple[Side | None, Side | None]
_INSTALMENT = "arrival"  # "the first four arrived in 2016"


def parties(chunks: list[Chunk], relation: Relation, good: Good, focus: Focus) -> Sides:
    """Supplier and recipient of a good: as stated, by its origin, or carried over from what was said before.

    Who is stated as nobody in particular ("to forty countries", "from abroad") is not carried over.
    """
    suppliers, recipients = relation.supplier, relation.recipient
    if not suppliers and not recipients:
        if others_do(chunks, relation):
            return None, None  # "the managers sold them at a profit"
        if relation.frame == "move" and relation.construction != _INSTALMENT:
            return None, None  # "the J-11 went into production"
        suppliers = _agreed(chunks, relation.trigger)
    origin = None if _is_second_hand(relation) else origin_side(good)
    both = [*suppliers, *recipients]
    several = len({side.code for side in both}) > 1
    one_way = bool(suppliers and recipients) and not relation.entry.data.get("mutual")
    mutual = several and not one_way and (relation.nominal or _is_to_be_signed(chunks, relation))
    taker = meant_for(chunks, good) if relation.frame == "deal" and both and not several else None
    if taker and heir(taker.code) != heir(both[0].code):
        return both[0], taker  # "Vympel has a contract on software for the Chinese radar"
    alone = relation.frame == "deal" and relation.nominal and both and not several and origin is None
    if alone and both[0].code in (focus.main or ()) and _made_by_another(good, both[0], focus):
        return designer(good, focus), both[0]  # "a deal with China for 24 Su-35 fighters fell through"
    if relation.frame in ("deal", "joint") or mutual:
        maker = origin or next((s for s in both if (d := designer(good, focus)) and d.code == s.code), None)
        maker = maker or _eastern(both, good) or _usual_supplier(both, focus)
        if maker:
            suppliers, recipients = [maker], [s for s in both if s.code != maker.code]
        elif mutual:
            return None, None  # "the two signed a contract for the sale of helicopters": nobody says who sells
    supplier = suppliers[0] if suppliers else origin
    if origin and supplier and len(supplier.code) > 3:  # "French ships from a NATO country"
        supplier = origin
    recipient = recipients[0] if recipients else None
    if (
        _speaks_of_sale(chunks, relation, supplier)
        and not _may_make(supplier, good)
        and (made := designer(good, focus))
    ):
        supplier, recipient = made, recipient or supplier  # "Pakistan's minister signed, and the sale of Mi-35s"
    if supplier and recipient and supplier.code == recipient.code and _is_pronoun(recipient):
        recipient = None  # "Russia delivered the second batch to it"
    elif supplier and recipient and supplier.code == recipient.code and relation.frame == "supply":
        supplier = (
            None if _is_pronoun(supplier) else supplier
        )  # "Moscow knew what Beijing would do, and yet it sold China the jet"
    if recipient and not supplier and relation.nominal and _made_by_another(good, recipient, focus):
        supplier = designer(good, focus)  # "the two concluded a contract for the sale of S-400s to China"
    if is_nobody(chunks, relation, supplier, recipient):
        return None, None
    if recipient is None and relation.frame in ("supply", "acquire", "deal", "move"):
        recipient = meant_for(chunks, good)
    if recipient is None and relation.frame == "supply" and supplier:
        recipient = main_subject(chunks, relation.subject)
    somebody = is_unnamed_country(chunks, relation)
    giver, taker = _completed(relation, good, supplier, recipient, focus, somebody)
    if relation.frame in ("supply", "acquire") and good.designation and not (giver and taker):
        giver = giver or only_other(chunks, taker)
        taker = taker or only_other(chunks, giver)
    if relation.frame in ("assist", "make", "joint"):
        return giver, taker  # who is helped makes the good
    if giver is not supplier and not _may_make(giver, good):
        giver = None
    if supplier is None and taker and taker.code == "TWN":  # which neither Beijing nor Moscow arms
        giver = Side("USA", None) if "USA" in focus.near else None
    if taker is not recipient and _makes_alone(taker, good) and not under_licence(chunks):
        taker = None
    return giver, taker


def _made_by_another(good: Good, taker: Side, focus: Focus) -> bool:
    """Whether a designation is made by somebody near who is not the one that gets it."""
    maker = designer(good, focus)
    return maker is not None and heir(maker.code) != heir(taker.code)


def _speaks_of_sale(chunks: list[Chunk], relation: Relation, side: Side | None) -> bool:
    """Whether a side is only the subject of a sentence that speaks of a sale, which may be to it."""
    if side is None or not relation.nominal or relation.frame != "supply" or relation.entry.data.get("agent"):
        return False
    return side.code in {actor.code for actor in sides(chunks, relation.subject)} and _is_second_hand(relation) is False


def _agreed(chunks: list[Chunk], n: int) -> list[Side]:
    """The two whose agreement is on what the noun at `n` says: "agreed between A and B on the supply"."""
    j = skip_back(chunks, n - 1)
    if j < 1 or chunks[j].low not in ("on", "for", "about", "over", "regarding", "concerning"):
        return []
    led = chunks[j - 1].tag == "party" and governor(chunks, j - 1) == "between"
    return sides(chunks, j - 1) if led else []


def _is_second_hand(relation: Relation) -> bool:
    """Whether who supplies is not who made the good: "re-export"."""
    return relation.entry.name in ("re-export", "resell", "resale")


def _is_to_be_signed(chunks: list[Chunk], relation: Relation) -> bool:
    """Whether an infinitive says what two have a contract for: "A and B signed a contract to supply engines"."""
    n = relation.trigger
    noun = chunks[n - 2].entry("noun") if n > 1 and chunks[n - 1].low == "to" else None
    return noun is not None and noun.data["frame"] == "deal"


def _makes_alone(side: Side | None, good: Good) -> bool:
    """Whether a side that is carried over is the only maker of a designation: nobody gets what he makes."""
    return side is not None and {heir(code) for code in good.makers} == {heir(side.code)}


def _may_make(side: Side | None, good: Good) -> bool:
    """Whether a side that is carried over may have made a designation: one of its makers, or an heir of the USSR."""
    may = {side.code} | (SOVIET if side.code in SOVIET else set()) if side else set()
    return side is None or not good.makers or not may.isdisjoint(good.makers)


def _eastern(both: list[Side], good: Good) -> Side | None:
    """The one of two that is an heir of the Soviet Union, of whose make the good is: "signed by Kyiv and Beijing"."""
    heirs = [side for side in both if side.code in EASTERN]
    return heirs[0] if len(heirs) == 1 and not SOVIET.isdisjoint(good.makers) else None


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
    again = relation.frame not in ("assist", "move") or relation.construction == _INSTALMENT
    if supplier is None and recipient is None and again and focus.dyad:
        if (own := designer(good, focus)) and own.code == focus.dyad[1]:
            return None, None  # nobody gets what he makes
        return Side(focus.dyad[0], None), Side(focus.dyad[1], None)
    if supplier is None and recipient is None and good.referred and focus.usual:
        own = designer(good, focus)
        if own is not None and own.code == focus.usual[1]:
            return None, None  # "a licence for 200" behind "the J-11": of what its maker got, and not of the J-11
    if relation.frame == "assist" and supplier and recipient is None:
        own = designer(good, focus)
        recipient = own if own and own.code != supplier.code else None  # "advised on the Type 093"
    if _licenses(relation) and supplier and recipient is None:
        own = designer(good, focus)
        recipient = own if own and own.code != supplier.code else None  # "France granted a licence for the Z-9"
    anyway = somebody or (good.designation is not None and not focus.third)
    made = designer(good, focus) if relation.frame != "assist" and not _is_second_hand(relation) else None
    if supplier is None and (made is None or recipient is None or made.code != recipient.code):
        supplier = made or _complement(focus.dyad, recipient)
    if supplier is None and made and recipient and made.code == recipient.code and relation.frame == "acquire":
        return None, None  # nobody buys what he makes
    recipient = recipient or _complement(focus.dyad, supplier) or _again(focus, supplier, 1)
    supplier = supplier or _again(focus, recipient, 0)
    recipient = recipient or _from_the_east(focus, supplier, good) or _taker(focus, supplier, anyway)
    recipient = recipient or _about(focus, supplier, good)
    return supplier or _carried(focus, recipient, anyway), recipient


def _licenses(relation: Relation) -> bool:
    """Whether somebody grants or sells a licence."""
    carriers = relation.found.carriers if relation.found else {}
    return relation.frame == "supply" and not relation.nominal and "licensed_production" in carriers.values()


def _complement(pair: tuple[str, ...] | None, side: Side | None) -> Side | None:
    """The other side of the pair that `side` belongs to, carried over: it has no words here."""
    if pair is None or side is None:
        return None
    others = [code for code in pair if heir(code) != heir(side.code)]
    return Side(others[0], None) if len(others) == len(pair) - 1 == 1 else None


def _again(focus: Focus, side: Side | None, role: int) -> Side | None:
    """Who gave (0) or got (1) last, where another takes the other part: "Iran sold Russia A; North Korea sends B"."""
    if focus.dyad is None or side is None or side.code in (*focus.dyad, "USA"):
        return None
    return Side(focus.dyad[role], None)


def _from_the_east(focus: Focus, supplier: Side | None, good: Good) -> Side | None:
    """Whom another heir of the Soviet Union sells a Soviet or Russian design to: China, of Russia and China."""
    makers = {heir(code) for code in good.makers}
    others = [code for code in focus.main or () if heir(code) not in makers]
    known = supplier is not None and supplier.code in EASTERN and makers & set(focus.main or ())
    return Side(others[0], None) if known and len(others) == 1 else None


def _carried(focus: Focus, side: Side | None, anyway: bool) -> Side | None:
    """The other side of the pair that the document is about, where the paragraph has named it.

    Elsewhere it is who else acts in the paragraph.
    """
    if side is not None and side.code in EASTERN:
        named = [code for code in focus.main or () if code in focus.near]
        named = named if len(named) == 1 else [code for code in focus.subject if code in named]
        return Side(named[0], None) if len(named) == 1 else None
    usual = _complement(focus.main, side)
    if usual and (anyway or usual.code in focus.near):
        return usual
    return _complement(tuple(code for code in focus.parties if code != "USA"), side) if focus.third else None


def _taker(focus: Focus, supplier: Side | None, anyway: bool) -> Side | None:
    """Who gets what `supplier` gives, carried over: not the one whom the paragraph begins by calling a giver."""
    taker = _carried(focus, supplier, anyway)
    gives = taker and focus.topic_gives and taker.code in focus.topic and taker.code not in (focus.main or ())
    return None if gives else taker


def _about(focus: Focus, supplier: Side | None, good: Good) -> Side | None:
    """Whom a paragraph is about from its first words, where another than the usual customer gets the goods.

    Or one of the pair, where it is said to need others: "Russia leans on two partners. Iran sent drones".
    """
    outside = focus.third and supplier is not None and len(focus.topic) == 1 and not focus.topic_gives
    concrete = good.designation is not None or good.quantity is not None
    if (
        outside
        and concrete
        and focus.topic_needs
        and supplier
        and supplier.code not in (*(focus.main or ()), *focus.topic)
    ):
        return Side(focus.topic[0], None)
    known = (*(focus.main or ()), "RUS", "SUN", "USA", supplier.code if supplier else "")
    return Side(focus.topic[0], None) if outside and focus.topic[0] not in known else None


def _is_pronoun(side: Side) -> bool:
    """Whether the side is named by "it" or "them": no name of a country that has codes is as short."""
    return side.span is not None and side.span[1] - side.span[0] <= len("them")


def designer(good: Good, focus: Focus) -> Side | None:
    """The country that makes the designation, where the document is about it or the paragraph has named it."""
    about = {*(focus.main or ()), *focus.near}
    meant = {"RUS": "SUN"} if "SUN" in about and "RUS" not in (focus.main or ()) else {"SUN": "RUS"}
    codes = {meant.get(code, code) for code in good.makers} & about
    return Side(codes.pop(), None) if len(codes) == 1 else None
