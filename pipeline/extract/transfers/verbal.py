"""Verbs of transfer with their arguments: who gives, who gets, and the goods, in active, passive and relative form."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.subjects import subject
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.transfers import antecedents, arguments, oblique
from pipeline.extract.transfers.experts import experts
from pipeline.extract.transfers.fitted import built_in
from pipeline.extract.transfers.frames import (
    Args,
    Relation,
    Side,
    explained,
    foreign_owners,
    owners,
    presented,
    sides,
    under_licence,
)
from pipeline.extract.transfers.moving import brought, moved
from pipeline.extract.transfers.permission import licensor, maker_among, permitted
from pipeline.extract.transfers.provisos import carried, each_own, has_object_behind, to_do
from pipeline.extract.transfers.training import has_object, of_training, training
from pipeline.extract.transfers.wholes import some_of_which, whole_of
from pipeline.extract.transfers.work import DESIGNED, by_maker, is_work, worked_on, works

_GOODS_AFTER: dict[str, tuple[str, ...]] = {
    "supply": ("with",),
    "acquire": ("of",),
    "assist": ("with", "in", "of", "to", "on"),
    "joint": ("of", "in", "on"),
    "deal": (),
    "make": ("of",),
    "move": (),
    "hold": (),
}
_AVAILABLE = {"frame": "supply", "type": None, "past": "delivered", "date": "delivery"}
_LENDING = ("send", "dispatch", "provide", "supply", "lend")  # people too


def of_verb(chunks: list[Chunk], v: int) -> Relation:
    """The verb of transfer at `v` with its arguments."""
    entry = chunks[v].entry("verb")
    assert entry is not None
    if oblique.made_available(chunks, v):
        entry = replace(entry, data={**entry.data, **_AVAILABLE})
    frame = entry.data["frame"]
    relied_on = oblique.relied_on(chunks, v) if entry.data.get("relied") else None
    by_object = entry.data.get("giver") == "object" or relied_on is not None
    after = (*_GOODS_AFTER[frame], *([entry.data["after"]] if "after" in entry.data else []))
    found = arguments.objects(chunks, v, ("for", "on") if by_object else after)
    goods, origin = explained(chunks, found)
    if by_object:  # "paid Russia for submarines": the price is no good
        goods = [g for g in goods if g > v + 1 and any(c.low in ("for", "on") for c in chunks[v + 1 : g])]
        found.indirect = found.indirect if relied_on is None else relied_on
    if goods and any(_to_help(chunks, k) for k in range(v + 1, goods[0])):
        goods = []  # "offered to help China build"
    if entry.data.get("counted") and goods and any(to_do(chunks, k) for k in range(v + 1, goods[0])):
        goods = []  # "it took a telegram to hand over 372 MiG-15s"
    if goods and goods[0] > v and any(_begins_clause(chunks, k) for k in range(v + 1, goods[0])):
        goods = []  # "shared with its allies an assessment that China had shipped drones"
    if frame == "supply" and goods and (help_ := _help(chunks, goods[0])):  # "gave China assistance in building ships"
        found = help_
        goods, entry = (
            found.goods,
            replace(entry, data={**entry.data, "frame": "assist", "type": "technical_assistance"}),
        )
    if frame == "make" and entry.data["type"] == "technical_assistance" and goods and goods[0] > v:
        between = chunks[v + 1 : goods[0]]  # "modernise its navy and bought two destroyers"
        goods = [] if any(c.word("conj") or c.entry("verb") for c in between) else goods
    if entry.data.get("direct") and goods and goods[0] > v + 1:
        goods = []  # "released details of the S-500", "hired pilots to fly the J-15"
    if not goods and entry.name in _LENDING:
        goods = experts(chunks, v)
    stop = _end_of_participle(chunks, v) if frame == "make" else len(chunks)
    args = {p: sides(chunks, i) for p, i in found.by_prep.items() if i < stop}
    if entry.data.get("onto"):
        goods, args["to"] = oblique.put_on(chunks, v)
        if not (args["to"] or found.indirect is not None):
            goods = []  # "the navy is rearming with the J-35"
    if entry.name == "train":
        trained = found.indirect is not None or has_object(chunks, v)
        goods = (goods or training(chunks, v)) if trained else []  # "their marines trained": nobody's crews
    if frame == "move":
        return moved(chunks, v, entry, found, args)
    if frame == "hold" and (fitted := oblique.fitted(chunks, v, entry)):
        return built_in(chunks, v, entry, fitted, found)
    who = works(chunks, v) if frame == "make" else None
    who = subject(chunks, v) if who is None else who
    if frame == "hold" and not by_object:
        holder = sides(chunks, who) or oblique.first_side(chunks[:v])
        if not holder and (entry.data.get("fitted") or entry.name == "use"):
            holder = oblique.carried_by(chunks, v)
        held = found.goods or antecedents.antecedent(chunks, who)
        if who is not None and who == v - 2 and chunks[v - 1].low == "to":
            held = []  # "hired Russian pilots to fly the J-15"
        if entry.data.get("things"):
            held = carried(chunks, v, who, held)
        if entry.name == "fly on":  # engines, and not the bombers that one flew with
            held = [g for g in held if chunks[g].value.category != "aircraft"]
        lent = any(c.entry("noun") for c in chunks[v + 1 : found.end]) and args.get("from")  # "on a lease from Russia"
        return Relation(v, entry, "active", lent or [], holder, held, who, found.end, found=found)
    if (syntax.is_passive(chunks, v) and not by_object) or entry.data.get("subject") == "good":
        return _passive(chunks, v, entry, found, args, who)
    fronted = {prep: sides(chunks, _fronted(chunks, who, prep)) for prep in ("to", "from")}
    if frame == "acquire" and not args.get("from") and not any(chunks[g].value.origin for g in goods):
        fronted["from"] = fronted["from"] or oblique.partner(chunks, who, v)
    args = {**{prep: party for prep, party in fronted.items() if party}, **args}
    construction = "active"
    if (named := antecedents.antecedent(chunks, who)) and not _has_own(chunks, v, who, goods):
        further = goods if found.listed else [g for g in goods if chunks[g - 1].word("plus")]
        vague = found.listed and goods and all(chunks[g].value.vague for g in named)
        goods, construction = ([] if vague else named) + further, "relative"
    supplier, recipient = _sides_of_active(chunks, v, entry, who, found, goods, args, by_object)
    if entry.data.get("both") and len({side.code for side in (*supplier, *recipient)}) < 2:
        goods = []  # what one is at work on is its own
    if entry.data.get("both") and goods and (chunks[goods[0]].value.plural or each_own(chunks, who, goods[0])):
        goods = []
    licensed = entry.data.get("type") == "licensed_production"
    if frame == "make" and licensed and recipient and recipient == oblique.made_for(chunks, found, args):
        entry = _made_for(entry)
    return Relation(v, entry, construction, supplier, recipient, goods, who, found.end, origin=origin, found=found)


def _made_for(entry: Entry) -> Entry:
    """A verb of making that tells of a sale: who makes something for another delivers it."""
    return replace(entry, data={**entry.data, "type": None, "past": "delivered", "date": "delivery"})


def _end_of_participle(chunks: list[Chunk], v: int) -> int:
    """Where what only describes the good before it ends, at the verb of its clause: "chips made by A would go to B"."""
    reduced = v > 0 and chunks[v - 1].tag == "good"
    told = (k for k in range(v + 1, len(chunks)) if syntax.is_finite(chunks[k]))
    return next(told, len(chunks)) if reduced else len(chunks)


def _has_own(chunks: list[Chunk], v: int, who: int | None, goods: list[int]) -> bool:
    """Whether the goods behind the verb are its object, and those before its subject no antecedent of "that".

    So "in return for shells Pyongyang received air defences", "a station, for which Russia supplies a reactor".
    """
    if who is None or not goods:
        return False
    purpose = who > 1 and chunks[who - 2].low == "for" and chunks[who - 1].low == "which"
    return (goods[:1] == [v + 1] and chunks[who - 1].tag == "good") or (purpose and not chunks[goods[0]].value.vague)


def _begins_clause(chunks: list[Chunk], k: int) -> bool:
    """Whether a clause with a subject of its own begins behind the "that" or comma at `k`."""
    led = chunks[k].low in (",", "that") and chunks[k + 1].tag == "party" and not chunks[k + 1].value.possessive
    return led and syntax.opens_clause(chunks, k + 1)


def _to_help(chunks: list[Chunk], k: int) -> bool:
    """Whether another verb, of help, has what follows: "to help"."""
    verb = chunks[k + 1].entry("verb") if chunks[k].low == "to" else None
    return verb is not None and verb.data["frame"] == "assist"


def _help(chunks: list[Chunk], g: int) -> arguments.Objects | None:
    """What follows the help that is given, where the good at `g` is no more than help: "assistance in building"."""
    noun = chunks[g].entry("noun")
    vague = noun is not None and chunks[g].value.vague and noun.data["frame"] == "assist"
    return arguments.objects(chunks, g, _GOODS_AFTER["assist"]) if vague else None


def _sides_of_active(
    chunks: list[Chunk],
    v: int,
    entry: Entry,
    who: int | None,
    found: arguments.Objects,
    goods: list[int],
    args: Args,
    by_object: bool,
) -> tuple[list[Side], list[Side]]:
    """Supplier and recipient of a verb in the active voice whose subject is at `who`."""
    frame = entry.data["frame"]
    actor, other = sides(chunks, who), sides(chunks, found.indirect)
    if entry.data["form"] == "ing" and args.get("by") and not (v and chunks[v - 1].word("aux")):
        actor = args["by"]  # "the re-exporting of engines by China"
    if by_object and syntax.is_passive(chunks, v):
        return actor, args.get("by", [])  # "the Russians had been paid for every engine"
    if by_object:
        return other, actor
    if frame == "supply":
        if entry.data.get("either") and (args.get("from") or _foreign(chunks, goods, actor)):
            return args.get("from", []), actor
        other = other or args.get(entry.data.get("taker", ""), [])
        taker = (
            other
            or oblique.seat(chunks, v)
            or args.get("to")
            or args.get("for")
            or args.get("to whose")
            or args.get("for whose")
            or (args.get("in") if entry.name == "license" else None)
        )
        return actor or args.get("from", []), taker or oblique.means_to(chunks, v, actor)
    if frame == "acquire":  # "buy Chinese military planes": the words before the good were read as a party
        bought_in = [side for side in args.get("in", []) if side.code not in {a.code for a in actor}]
        givers = args.get("from") or other or foreign_owners(chunks, goods, actor) or bought_in
        return givers, actor or args.get("to", [])
    if frame == "assist":
        other = other or oblique.helped(chunks, v)
        if entry.name == "train" and args.get("in") and {x.code for x in other} == {x.code for x in actor}:
            return args["in"], actor  # "China trained its first astronauts in Russia"
        return actor, other or args.get("in") or args.get("for") or owners(chunks, goods)
    if frame == "make":
        if is_work(entry):  # nobody gives what he designs or repairs for himself
            taker = worked_on(chunks, v, entry, goods, actor, args)
            return (actor, taker) if taker else ([], [])
        if (both := permitted(chunks, v)) is not None:
            return both
        giver = args.get("from") or licensor(chunks) or maker_among(chunks, goods, oblique.partner(chunks, who, v))
        if not giver and (taker := oblique.made_for(chunks, found, args)):
            return actor, taker
        return giver, actor
    pair = actor + args.get("with", [])
    return pair[:1], pair[1:2]


def _passive(
    chunks: list[Chunk], v: int, entry: Entry, found: arguments.Objects, args: Args, who: int | None
) -> Relation:
    """ "The missiles were sold to China", "Russia was supplied with chips": the subject is the good, or who gets it."""
    frame = entry.data["frame"]
    goods = antecedents.adjoining(chunks, v) or whole_of(chunks, antecedents.goods_before(chunks, v))
    goods = goods or some_of_which(chunks, v)
    if antecedents.unknown_subject(chunks, v) or (_of_two(entry) and has_object_behind(chunks, v, found)):
        goods = []
    goods, origin = presented(chunks, v, goods, found)
    if frame == "acquire" and not goods and who is None:  # "a contract was signed for 24 fighters"
        goods = [g for g in found.goods if not any(c.entry("verb") for c in chunks[v + 1 : g])]
    by, source, to = args.get("by", []), args.get("from", []) or brought(chunks, goods, v), args.get("to", [])
    if frame == "acquire" and by_maker(chunks, found):
        source, by, to = by, to or args.get("in", []), []
    if entry.name == "commission" and not (by or source):  # "both ships were commissioned in 1999"
        entry = replace(entry, data={**entry.data, "past": "delivered", "date": "delivery"})
    to = to or (args.get("for", []) if frame == "make" else [])
    if entry.name == "train":
        return of_training(chunks, v, entry, found, args, who)
    if frame == "supply" and goods and oblique.is_given(chunks, v, who, goods):
        goods = []  # "India, an operator of the Ka-31, was supplied with fourteen"
    if not goods and who is not None and frame in ("supply", "assist"):  # "Russia was supplied with chips by China"
        with_ = next(
            (k for k in range(v + 1, found.end) if chunks[k].low == "with"), v if _of_two(entry) else found.end
        )
        goods = [g for g in found.goods if g > with_ or frame == "assist"]  # "were sent to work in drone factories"
        return Relation(v, entry, "passive", by, sides(chunks, who), goods, who, found.end, True, found)
    owner = sides(chunks, who) if who is not None and chunks[who].value.possessive else []
    at = args.get("in") or (oblique.opening_place(chunks) if frame == "make" else [])
    place = [side for side in at if side.code not in {x.code for x in by or to or owner}]
    supplier, recipient = (source or place, by or to or owner) if frame == "acquire" else (by or source, to)
    if entry.name == "commission" and not (by or source):
        supplier, recipient = [], place  # "two of them were commissioned in China"
    if frame == "assist":
        recipient = to or args.get("in", [])
    if frame == "make" and place and to and not source and not under_licence(chunks):
        supplier, entry = by or place, _made_for(entry)  # "built in Russia for the Chinese navy"
    if is_work(entry):  # "China's Z-10 was designed by Kamov"; what is designed in a country may be its own
        place = [] if entry.name in DESIGNED or any(c.low == "," for c in chunks[v : found.end]) else place
        supplier, recipient = by or place, to or worked_on(chunks, v, entry, goods, by or place, {})
    elif frame == "make" and (by or place) and not to:
        licensed = under_licence(chunks)  # "made under licence by Hindustan Aeronautics", "built in India"
        supplier, recipient = source or (licensor(chunks) if licensed else []), by or place
    return Relation(v, entry, "passive", supplier, recipient, goods, None, found.end, True, found, origin=origin)


def _of_two(entry: Entry) -> bool:
    """Whether the verb takes who gets and what he gets as objects: "was offered 40 fighters"."""
    return entry.name in ("offer", "give", "sell", "grant", "promise", "hand", "award", "lease")


def _foreign(chunks: list[Chunk], goods: list[int], actor: list[Side]) -> bool:
    """Whether the first good is of another's make than the actor's: "India leased a Russian submarine"."""
    origin = chunks[goods[0]].value.origin if goods else None
    return bool(origin and actor and origin not in {side.code for side in actor})


def _fronted(chunks: list[Chunk], who: int | None, prep: str) -> int | None:
    """ "From Ukraine, China obtained", "it was to China that Russia delivered": a party before the subject.

    Or before the pronoun: "Vietnam, to which Moscow sold".
    """
    for p in range(who or 0):
        if chunks[p].low != prep:
            continue
        if p and chunks[p + 1].low in ("which", "whom"):
            before = p - 1 - (p > 1 and chunks[p - 1].low == ",")
            return before if chunks[before].tag == "party" else None
        if p == 0 or chunks[p - 1].low in (",", "was", "is", "and", "but"):
            return next((i for i in range(p + 1, min(p + 3, who or 0)) if chunks[i].tag == "party"), None)
    return None
