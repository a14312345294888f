"""Nouns of transfer with their arguments: "China's purchase of Su-35s from Russia", "with Russian help"."""

from __future__ import annotations

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.coordination import coordinated
from pipeline.extract.grammar.subjects import subject
from pipeline.extract.grammar.syntax import COPULAS
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers import antecedents, arguments, before_nouns
from pipeline.extract.transfers.frames import (
    Args,
    Relation,
    Side,
    explained,
    foreign_owners,
    is_licence,
    origin_of,
    origin_side,
    owners,
    presented,
    sides,
)
from pipeline.extract.transfers.joined import in_commas
from pipeline.extract.transfers.work import by_maker

_GOODS_AFTER = {"supply": ("of",), "acquire": ("of", "for")}
_PUT_IN = 20  # chunks of what may stand between a deal and its predicate
_GOODS_AFTER_OTHERS = ("of", "for", "on", "in", "with", "over")


def of_noun(chunks: list[Chunk], n: int) -> Relation:
    """The noun of transfer at `n` with its arguments."""
    entry = chunks[n].entry("noun")
    assert entry is not None
    frame = entry.data["frame"]
    if frame == "deal" and _to_do(chunks, n):  # the verb has the goods
        return Relation(n, entry, "nominal", [], [], [], None, n + 1)
    owner, before = before_nouns.before_noun(chunks, n)
    found = arguments.objects(chunks, n, _GOODS_AFTER.get(frame, _GOODS_AFTER_OTHERS))
    goods, origin = explained(chunks, found)
    goods = goods if found.carriers or _leads_to_goods(chunks, n, found) else []
    to_somebody = n and (chunks[n - 1].low != "for" or "to" in found.by_prep)  # not "displayed the J-35A for export"
    if not goods and to_somebody and chunks[n - 1].low in ("for", "candidates for", "candidate for"):
        goods = antecedents.goods_before(chunks, n - 1)  # "engines are candidates for sale", "cleared the Su-35 for"
    goods = goods or before or (_said_to_be(chunks, n) if frame == "joint" else [])
    if frame in ("supply", "acquire") and not entry.data.get("agent"):
        goods = before_nouns.apposed(chunks, n, goods) or goods or in_commas(chunks, n)
    if origin is None and before and goods is not before:
        origin = origin_of(chunks, before)
    owned = sides(chunks, owner)
    if frame == "acquire" and not owned and goods is before:  # "Russian semiconductor imports": who imports
        owned = _taken_origin(chunks, goods)
    if chunks[n].tag == "good" and (giver := origin_side(chunks[n].value)):  # "Russian assistance", read as goods
        owned = [giver]
    args = {p: sides(chunks, i) for p, i in found.by_prep.items()}
    if frame == "hold":  # "in Chinese service": the good before is held by the owner
        goods, origin = presented(chunks, n, antecedents.goods_before(chunks, n - 1) or before, found)
        return Relation(n, entry, "nominal", [], owned, goods, None, found.end, origin=origin, found=found)
    if frame == "assist":
        helper = owned or args.get("from") or args.get("of", [])  # "with the help of Chinese firms"
        return _assistance(chunks, n, entry, found, helper, args, goods)
    who = subject(chunks, n)
    if frame == "deal" and who is not None and _of_another(chunks, who, n):
        who = None
    if who is not None and (punished := _punished(chunks, who, n)):
        who = punished
    if frame == "supply" and _negotiated(chunks, who, n):
        who = None  # "Russia is in talks with China on the delivery of drones": nobody says whose
    if entry.data.get("agent") and who is not None and not _is_one(chunks, who, n):
        who = None
    actor = sides(chunks, who)
    if frame == "supply" and who is not None and not owned and _is_got(chunks, n):
        return Relation(
            n, entry, "nominal", args.get("from", []), actor, goods, who, found.end, origin=origin, found=found
        )
    between, end = _concluded(chunks, found.end) if frame in ("deal", "acquire") else ([], found.end)
    if frame == "acquire" and between:  # "an order for ten was placed by China"
        args["by"], end = args.get("by") or between, found.end
    if frame == "deal" and by_maker(chunks, found):
        owned, args["to"] = args["by"], args.get("to") or args.get("in", [])
    if frame in ("deal", "acquire") and (winner := _winner(chunks, n, who, found)):
        takers = args.get("from") or args.get("with") or args.get("to") or args.get("in", [])
        takers = takers if goods else []
        return Relation(n, entry, "nominal", winner, _but(takers, winner), goods, who, end, origin=origin, found=found)
    shared = any(c.tag == "share" for c in chunks[who + 1 : n]) if who is not None else False
    if entry.name == "order" and who is None and [c.low for c in chunks[n + 1 : n + 2]] == ["from"]:
        owned = owned or args.pop("from", [])  # "orders from Russian buyers for vests"
    if frame == "acquire" and not args.get("from"):
        args["from"] = foreign_owners(chunks, goods, owned or actor)
    supplier, recipient = _sides_of_noun(
        entry, owned, actor, args, bool(before), shared, between, _is_under(chunks, n, args)
    )
    return Relation(n, entry, "nominal", supplier, recipient, goods, who, end, origin=origin, found=found)


def _to_do(chunks: list[Chunk], n: int) -> bool:
    """Whether the noun at `n` is for somebody to do something: "a deal for China to buy fighters"."""
    ahead = [c.low for c in chunks[n + 1 : n + 4]]
    return ahead[:1] == ["for"] and ahead[2:] == ["to"] and chunks[n + 2].tag == "party"


def _concluded(chunks: list[Chunk], end: int) -> tuple[list[Side], int]:
    """Between whom a deal was made by its predicate, and where that ends: "a contract was signed between A and B"."""
    for i in range(end, min(end + 5, len(chunks) - 1)):
        if chunks[i].low in ("between", "by") and chunks[i + 1].tag == "party":
            together = coordinated(chunks, i + 1)
            return sides(chunks, i + 1), together[-1] + 1
    for i in range(end + 5, min(end + _PUT_IN, len(chunks) - 1)):  # "for ten jets, to be refitted, was signed by"
        by = chunks[i].low in ("between", "by") and chunks[i - 1].low in words("ordering")
        if by and chunks[i + 1].tag == "party" and syntax.is_finite(chunks[i - 2]):
            return sides(chunks, i + 1), i
    return [], end


def _winner(chunks: list[Chunk], n: int, who: int | None, found: arguments.Objects) -> list[Side]:
    """Who wins the order at `n`, and so gives the goods: "Moscow won a contract for", "a contract that Moscow won"."""
    if who is not None and any(c.low in words("winning") for c in chunks[who + 1 : n]):
        return sides(chunks, who)
    that = next((k for k in range(n, min(found.end + 2, len(chunks) - 2)) if chunks[k].low in ("that", "which")), 0)
    won = that and chunks[that + 1].tag == "party" and chunks[that + 2].low in words("winning")
    return sides(chunks, that + 1) if won else []


def _sides_of_noun(
    entry: Entry,
    owned: list[Side],
    actor: list[Side],
    args: dict[str, list[Side]],
    named: bool,
    shared: bool,
    between: list[Side],
    made_under: bool = False,
) -> tuple[list[Side], list[Side]]:
    """Supplier and recipient by the noun's owner, the sentence's actor and the parties behind prepositions.

    `named` tells that the goods stand before the noun ("Su-35 sales"), `shared` that the actor has a share in it: so
    China gives what it "covers 80 percent of Russian chip imports" of.
    """
    frame = entry.data["frame"]
    if made_under:  # "manufacture under Russian licence of 140 Su-30MKIs by Hindustan Aeronautics"
        return owned, args.get("by", [])
    if entry.data.get("agent"):  # "a source of drones for the army"
        return actor, owned or args.get("to") or args.get("for", [])
    if frame == "supply":
        takers = args.get("to", [])
        return owned or args.get("by") or args.get("from") or ([] if named else _but(actor, takers)), takers
    if frame == "acquire":
        givers = args.get("from") or (_but(actor, owned) if shared else [])
        return givers, owned or args.get("by") or _but(actor, givers)
    pair = args.get("between") or between
    if frame == "deal" and not pair and args.get("to"):  # "signed a contract for the supply of helicopters to China"
        return _but(actor, args["to"]) or owned, args["to"]
    if frame == "deal" and not pair:  # who signs a contract with another "for" goods is the one who gets them
        return args.get("with", []) or args.get("from", []), actor or owned
    if frame == "deal":
        return pair, []  # between whom, but not who gives
    pair = pair or (actor + args.get("with", [])) or owned or args.get("of") or args.get("by", [])
    return pair[:1], pair[1:2]


def _of_another(chunks: list[Chunk], who: int, n: int) -> bool:
    """Whether the subject at `who` is not who made the deal at `n`, but "they", or who does something else.

    So "Kyiv supplied 20 engines, the first in a deal for 250".
    """
    others = (c.entry("verb") for c in chunks[who + 1 : n] if c.tag == "atom" and not c.entry("noun"))
    is_one = chunks[who].low == "it" and chunks[who + 1].low in COPULAS  # "it was the largest contract"
    return chunks[who].low == "they" or is_one or any(others)


def _is_one(chunks: list[Chunk], who: int, n: int) -> bool:
    """Whether the subject at `who` is what the noun at `n` says: "China is the supplier", not "the EU listed the"."""
    return any(
        c.low in (*COPULAS, "as", ",") or syntax.is_finite(c) or c.low.startswith(("becom", "becam", "remain"))
        for c in chunks[who + 1 : n]
    )


def _is_under(chunks: list[Chunk], n: int, args: Args) -> bool:
    """Whether the noun at `n` is a licence under which somebody makes the goods: "under Russian licence ... by HAL"."""
    led = any(c.low == "under" for c in chunks[max(0, n - 3) : n])
    return led and is_licence(chunks[n]) and bool(args.get("by"))


def _negotiated(chunks: list[Chunk], who: int | None, n: int) -> bool:
    """Whether the subject at `who` speaks with another about what the noun at `n` says."""
    between = range(who + 1, n) if who is not None else range(0)
    partner = any(chunks[i].tag == "party" and syntax.governor(chunks, i) == "with" for i in between)
    return partner and any(chunks[i].cue("negotiating") for i in between)


def _taken_origin(chunks: list[Chunk], goods: list[int]) -> list[Side]:
    """Whose the first of the goods before a noun of getting are; they were not made there, as their group was read."""
    good = chunks[goods[0]].value if goods else None
    if good is None or good.made:
        return []
    if good.origin:
        good.taker, good.origin = good.origin, None
    return [Side(good.taker, good.origin_span)] if good.taker else []


def _but(actors: list[Side], others: list[Side]) -> list[Side]:
    """Who of the actors is none of the others: "Beijing and Moscow finalised the sale of fighters to China"."""
    return [side for side in actors if side.code not in {other.code for other in others}]


def _assistance(
    chunks: list[Chunk],
    n: int,
    entry: Entry,
    found: arguments.Objects,
    helper: list[Side],
    args: dict[str, list[Side]],
    goods: list[int],
) -> Relation:
    """ "with Russian help", "Soviet assistance with the design of China's first missile": whose help, and for what."""
    who = None
    j = n - 1
    while j >= 0 and chunks[j].low != "with" and n - j < 5:
        j -= 1
    if j >= 0 and chunks[j].low == "with" and (made := _made_with_help(chunks, j)):
        who = subject(chunks, j)
        goods = made  # "built X with Russian help in radars": the radars are part of it
    place = next((k for k in range(n, -1, -1) if chunks[k].tag == "party" and k and chunks[k - 1].low == "in"), None)
    maker = _but(sides(chunks, who), helper)  # who builds with the help
    recipient = maker or args.get("to") or owners(chunks, goods) or sides(chunks, place) or args.get("in", [])
    recipient = [r for r in recipient if not helper or r.code != helper[0].code]
    return Relation(n, entry, "nominal", helper, recipient, goods, who, found.end, found=found)


def _punished(chunks: list[Chunk], who: int, n: int) -> int | None:
    """Whom the subject at `who` punishes for what the noun at `n` says: "imposed sanctions on China over the sale"."""
    words_between = any(c.low in words("punishing") for c in chunks[who:n])
    on = (k for k in range(who + 1, n) if chunks[k].tag == "party" and not chunks[k].value.possessive)
    return next(on, None) if words_between else None


def _is_got(chunks: list[Chunk], n: int) -> bool:
    """Whether the noun at `n` is what somebody gets: "received not only weapons but also licences"."""
    verbs = (c.entry("verb") for c in reversed(chunks[max(0, n - 7) : n]) if c.tag == "atom" and not c.entry("noun"))
    verb = next((v for v in verbs if v), None)
    return verb is not None and verb.data["frame"] == "acquire"


def _said_to_be(chunks: list[Chunk], n: int) -> list[int]:
    """The good that is said to be what the noun at `n` says: "the AHL is a joint project", "the BrahMos, a venture"."""
    j = n - 1
    while j > 0 and (chunks[j].word("det") or chunks[j].entry("demonym", "evaluative") or chunks[j].tag == "party"):
        j -= 1
    led = j > 0 and chunks[j + 1].low.startswith("a") and chunks[j].low in (*COPULAS, ",")
    return [j - 1] if led and chunks[j - 1].tag == "good" and not chunks[j - 1].value.vague else []


def _made_with_help(chunks: list[Chunk], j: int) -> list[int]:
    """The goods before the "with" at `j`: "China built X with Russian help", "X is being built with it"."""
    for verb in range(j - 1, -1, -1):
        if chunks[verb].entry("verb") or chunks[verb].low in words("making"):
            if any(c.tag == "party" and c.value.form == "pronoun" for c in chunks[max(0, verb - 3) : verb]):
                return []  # "nothing suggests that it was developed with foreign help": of what, is not known here
            after = [g for g in arguments.objects(chunks, verb, ("of", "on")).goods if g < j][:3]
            return after or antecedents.goods_before(chunks, verb)
    return []


def _leads_to_goods(chunks: list[Chunk], n: int, found: arguments.Objects) -> bool:
    """Goods after a noun of transfer are its own only where "of", "for", "such as" or a copula leads to them."""
    if not found.goods:
        return False
    after = chunks[n + 1]
    if after.tag == "word" and after.low.endswith("ed") and chunks[n - 1].low == "for":
        return False  # "intended for export displeased the makers of the MiG-29"
    between = chunks[n + 1 : found.goods[0]]
    return any(c.low in (*_GOODS_AFTER_OTHERS, ":", "be", *COPULAS) or c.word("intro") for c in between)
