"""Verbs and nouns of transfer with their arguments: who gives, who gets, and the goods, in active, passive and nominal
form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract import antecedents, arguments, syntax
from pipeline.extract.chunks import Chunk
from pipeline.extract.goods import Good
from pipeline.extract.lexicon import Entry


@dataclass(slots=True)
class Side:
    """One side of a transfer: a country code (or a body's name), and the words that name it (None where carried
    over)."""

    code: str
    span: tuple[int, int] | None


@dataclass(slots=True)
class Relation:
    """A verb or noun of transfer with its arguments, before it becomes one row for each good."""

    trigger: int
    entry: Entry
    construction: str
    supplier: list[Side]
    recipient: list[Side]
    goods: list[int]
    subject: int | None
    end: int
    passive: bool = False
    found: arguments.Objects | None = None
    lead: list[Chunk] | None = None  # the chunks of the lead-in or heading that a list hangs on
    origin: tuple[str, tuple[int, int] | None] | None = None  # of the goods that a list word explains

    @property
    def frame(self) -> str:
        """The frame of frames.yaml that the trigger belongs to."""
        return str(self.entry.data["frame"])

    @property
    def nominal(self) -> bool:
        """Whether a noun carries the relation."""
        return self.construction == "nominal"


def sides(chunks: list[Chunk], i: int | None) -> list[Side]:
    """The countries (or bodies without one) that the party at `i` and those coordinated with it name."""
    if i is None:
        return []
    found = []
    for j in syntax.coordinated(chunks, i) if chunks[i].tag == "party" else [i]:
        c = chunks[j]
        if c.tag == "party":
            codes = c.value.codes or ((c.value.name,) if c.value.form == "body" else ())
            found += [Side(code, (c.start, c.end)) for code in codes]
        elif entry := c.entry("demonym"):
            found.append(Side(entry.name, (c.start, c.end)))
    return found


def _is_noun(chunks: list[Chunk], i: int) -> bool:
    """Whether a word that may be verb or noun ("supplies", "order", "ship") is a noun here."""
    verb = chunks[i].entry("verb")
    if not chunks[i].entry("noun"):
        return False
    if not verb:
        return True
    if verb.data["form"] in ("ed", "ing"):
        return False
    before = chunks[i - 1] if i else None
    after = chunks[i + 1] if i + 1 < len(chunks) else None
    if before is None:
        return True
    if before.low == "to" or syntax.is_finite(before):
        return False
    if (
        before.word("det", "poss", "quantity")
        or before.entry("evaluative", "demonym", "modifier")
        or before.tag in ("good", "count", "money")
        or (before.tag == "party" and (before.value.possessive or before.value.form == "pair"))
        or syntax.is_prep(before)
    ):
        return True
    if after is not None and after.low in ("of", "from", "to") and verb.data["form"] == "s":
        return before.tag != "party"
    return not (before.tag == "party" or before.word("adv", "aux", "neg", "pron", "rel"))


def _explained(
    chunks: list[Chunk], found: arguments.Objects
) -> tuple[list[int], tuple[str, tuple[int, int] | None] | None]:
    """The goods without those that a list word explains by others ("systems such as S-400"), and the origin of
    these."""
    covered = [g for g in found.introduced if any(x > g for x in found.goods) and not chunks[g].value.designation]
    origin = next(
        ((chunks[g].value.origin, chunks[g].value.origin_span) for g in covered if chunks[g].value.origin), None
    )
    return [g for g in found.goods if g not in covered], origin


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


def _of_verb(chunks: list[Chunk], v: int) -> Relation:
    entry = chunks[v].entry("verb")
    assert entry is not None
    frame = entry.data["frame"]
    by_object = entry.data.get("giver") == "object"
    found = arguments.objects(chunks, v, ("for", "on") if by_object else _GOODS_AFTER[frame])
    goods, origin = _explained(chunks, found)
    if by_object:  # "paid Russia for submarines": the price is no good
        goods = [g for g in goods if g > v + 1 and any(c.low in ("for", "on") for c in chunks[v + 1 : g])]
    who = syntax.subject(chunks, v)
    args = {p: sides(chunks, i) for p, i in found.by_prep.items()}
    if entry.name == "train" and not goods and (found.indirect is not None or _has_object(chunks, v)):
        goods = _training(chunks, v)
    if frame == "move":
        return _moved(chunks, v, entry, found, args)
    if frame == "hold":
        holder = sides(chunks, who) or _first_side(chunks[:v])
        return Relation(
            v,
            entry,
            "active",
            [],
            holder,
            found.goods or antecedents.antecedent(chunks, who),
            who,
            found.end,
            found=found,
        )
    if syntax.is_passive(chunks, v):
        return _passive(chunks, v, entry, found, args, who)
    fronted = {"to": sides(chunks, _fronted(chunks, who, "to")), "from": sides(chunks, _fronted(chunks, who, "from"))}
    args = {**{p: found for p, found in fronted.items() if found}, **args}
    construction = "active"
    if named := antecedents.antecedent(chunks, who):
        further = goods if found.listed else [g for g in goods if chunks[g - 1].word("plus")]
        vague = found.listed and goods and all(chunks[g].value.vague for g in named)
        goods, construction = ([] if vague else named) + further, "relative"
    actor, other = sides(chunks, who), sides(chunks, found.indirect)
    if by_object:
        supplier, recipient = other, actor
    elif frame == "supply" and entry.data.get("either") and args.get("from"):
        supplier, recipient = args["from"], actor
    elif frame == "supply":
        other = other or args.get(entry.data.get("taker", ""), [])
        supplier, recipient = actor, other or args.get("to") or args.get("for") or args.get("for whose") or []
    elif frame == "acquire":
        supplier, recipient = args.get("from", []), actor
    elif frame == "assist":
        supplier, recipient = actor, other or args.get("in") or _owners(chunks, goods)
    elif frame == "make":
        supplier, recipient = args.get("from", []) or _licensor(chunks), actor
        if not supplier and (to := args.get("for")):  # "a satellite that Russia built for Iran"
            supplier, recipient = actor, to
    else:
        both = actor + args.get("with", [])
        supplier, recipient = both[:1], both[1:2]
    return Relation(v, entry, construction, supplier, recipient, goods, who, found.end, origin=origin, found=found)


def _has_object(chunks: list[Chunk], v: int) -> bool:
    """Whether somebody is trained: "trained two Chinese astronauts", but not "trained in Ningxia"."""
    after = chunks[v + 1] if v + 1 < len(chunks) else None
    return after is not None and (
        after.tag in ("party", "count") or after.word("det", "quantity") or after.entry("demonym") is not None
    )


def _fronted(chunks: list[Chunk], who: int | None, prep: str) -> int | None:
    """ "From Ukraine, China obtained", "it was to China that Russia delivered": a party before the subject."""
    for p in range(who or 0):
        opens = p == 0 or chunks[p - 1].low in (",", "was", "is", "and", "but")
        if chunks[p].low == prep and opens:
            return next((i for i in range(p + 1, min(p + 3, who or 0)) if chunks[i].tag == "party"), None)
    return None


def _training(chunks: list[Chunk], v: int) -> list[int]:
    """Training is what the verb "train" transfers where no good is named: the verb's chunk stands for it."""
    c = chunks[v]
    c.tag, c.value = "good", Good("training", "other", None, c.start, c.end)
    return [v]


def _first_side(chunks: list[Chunk]) -> list[Side]:
    """The country of the first demonym or good of a subject that is no party: "Russian tugs have been fitted with"."""
    for c in chunks:
        if c.tag == "atom" and (entry := c.entry("demonym")):
            return [Side(entry.name, (c.start, c.end))]
        if c.tag == "good" and c.value.origin:
            return [Side(c.value.origin, c.value.origin_span)]
    return []


def _moved(
    chunks: list[Chunk], v: int, entry: Entry, found: arguments.Objects, args: dict[str, list[Side]]
) -> Relation:
    """ "missiles arrived in Beijing from Russia", "bearings have reached Russian plants": the good is the subject."""
    goods = antecedents.goods_before(chunks, v)
    recipient = args.get("to") or args.get("in") or sides(chunks, found.indirect)
    source = args.get("from", [])
    if not source and not any(chunks[g].value.origin or chunks[g].value.referred for g in goods):
        goods = []
    return Relation(v, entry, "intransitive", source, recipient, goods, None, found.end, found=found)


def is_licence(c: Chunk) -> bool:
    """Whether the chunk speaks of a licence ("unlicensed" does not)."""
    return c.tag in ("atom", "good") and "licen" in c.low and "unlicen" not in c.low


def _licensor(chunks: list[Chunk]) -> list[Side]:
    """Whose licence the sentence speaks of: "under an Iranian licence", "under licence from France"."""
    for i, c in enumerate(chunks):
        if is_licence(c):
            for x in chunks[max(0, i - 3) : i]:
                if entry := x.entry("demonym"):
                    return [Side(entry.name, (x.start, x.end))]
            if i + 2 < len(chunks) and chunks[i + 1].low == "from":
                return sides(chunks, i + 2)
    return []


def _owners(chunks: list[Chunk], goods: list[int]) -> list[Side]:
    """Whose goods they are: "the development of China's Type 096"."""
    for g in goods:
        if g and chunks[g - 1].tag == "party" and chunks[g - 1].value.possessive:
            return sides(chunks, g - 1)
    return []


def _passive(
    chunks: list[Chunk], v: int, entry: Entry, found: arguments.Objects, args: dict[str, list[Side]], who: int | None
) -> Relation:
    frame = entry.data["frame"]
    goods = antecedents.goods_before(chunks, v)
    if (
        goods and chunks[goods[-1]].value.vague and found.listed and found.goods
    ):  # "three systems were supplied: A, B and C"
        goods = found.goods
    by, source, to = args.get("by", []), args.get("from", []), args.get("to", [])
    if entry.name == "train" and not found.goods:
        goods, found.goods = [], _training(chunks, v)
    if not goods and who is not None and frame in ("supply", "assist"):  # "Russia was supplied with chips by China"
        with_ = next((k for k in range(v + 1, found.end) if chunks[k].low == "with"), found.end)
        goods = [g for g in found.goods if g > with_ or frame == "assist"]  # "were sent to work in drone factories"
        return Relation(v, entry, "passive", by, sides(chunks, who), goods, who, found.end, True, found)
    supplier, recipient = (source, by or sides(chunks, who)) if frame == "acquire" else (by or source, to)
    if frame == "assist":
        recipient = to or args.get("in", [])
    return Relation(v, entry, "passive", supplier, recipient, goods, None, found.end, True, found)


def _of_noun(chunks: list[Chunk], n: int) -> Relation:
    entry = chunks[n].entry("noun")
    assert entry is not None
    frame = entry.data["frame"]
    owner, before = antecedents.before_noun(chunks, n)
    after = ("of",) if frame == "supply" else ("of", "for") if frame == "acquire" else ("of", "for", "on", "in", "with")
    found = arguments.objects(chunks, n, after)
    goods, origin = _explained(chunks, found)
    goods = goods if found.carriers or _leads_to_goods(chunks, n, found) else []
    if not goods and n and chunks[n - 1].low in ("for", "candidates for", "candidate for"):
        goods = antecedents.goods_before(chunks, n - 2)  # "engines are candidates for sale"
    goods = goods or before
    if origin is None and before and goods is not before:
        origin = next(
            ((chunks[g].value.origin, chunks[g].value.origin_span) for g in before if chunks[g].value.origin), None
        )
    who = syntax.subject(chunks, n)
    owned, actor = sides(chunks, owner), sides(chunks, who)
    if chunks[n].tag == "good" and chunks[n].value.origin:  # "Russian assistance" was read as a group of goods
        owned = [Side(chunks[n].value.origin, chunks[n].value.origin_span)]
    args = {p: sides(chunks, i) for p, i in found.by_prep.items()}
    if frame == "hold":  # "in Chinese service": the good before is held by the owner
        goods = antecedents.goods_before(chunks, n - 1) or before
        return Relation(n, entry, "nominal", [], owned, goods, None, found.end, found=found)
    if entry.data.get("agent"):
        supplier, recipient = actor, owned or args.get("to", [])
    elif frame == "supply":
        supplier = owned or args.get("by") or args.get("from") or ([] if before else actor)
        recipient = args.get("to", [])
    elif frame == "acquire":
        supplier, recipient = args.get("from", []), owned or args.get("by") or actor
    elif frame == "assist":
        return _assistance(chunks, n, entry, found, owned or args.get("from", []), args, goods)
    elif frame == "deal":  # who signs a contract with another "for" goods is the one who gets them
        pair = args.get("between", [])
        supplier, recipient = (
            (pair[:1], pair[1:2]) if pair else (args.get("with", []) or args.get("from", []), actor or owned)
        )
    else:
        pair = args.get("between") or (actor + args.get("with", [])) or owned
        supplier, recipient = pair[:1], pair[1:2]
    return Relation(n, entry, "nominal", supplier, recipient, goods, who, found.end, origin=origin, found=found)


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
    if (
        not goods and j >= 0 and chunks[j].low == "with"
    ):  # "China built X with Russian help", "X is being built with it"
        who = syntax.subject(chunks, j)
        verb = next(
            (
                k
                for k in range(j - 1, -1, -1)
                if chunks[k].entry("verb")
                or chunks[k].low in ("developed", "developing", "design", "designed", "created")
            ),
            None,
        )
        goods = [g for g in range((verb or 0), j) if chunks[g].tag == "good"][:3] if verb is not None else []
        goods = goods or (antecedents.goods_before(chunks, verb) if verb is not None else [])
    place = next((k for k in range(n, -1, -1) if chunks[k].tag == "party" and k and chunks[k - 1].low == "in"), None)
    recipient = args.get("to") or _owners(chunks, goods) or sides(chunks, who) or sides(chunks, place)
    recipient = [r for r in recipient if not helper or r.code != helper[0].code]
    return Relation(n, entry, "nominal", helper, recipient, goods, who, found.end, found=found)


def _leads_to_goods(chunks: list[Chunk], n: int, found: arguments.Objects) -> bool:
    """Goods after a noun of transfer are its own only where "of", "for", "such as" or a copula leads to them."""
    if not found.goods:
        return False
    between = chunks[n + 1 : found.goods[0]]
    return any(c.low in ("of", "for", "on", "in", "with", ":", "be", "is", "are") or c.word("intro") for c in between)


def relations(chunks: list[Chunk]) -> Iterator[Relation]:
    """Every verb and noun of transfer in a sentence, with its arguments; those of a heading or lead-in have no
    goods."""
    for i, c in enumerate(chunks):
        vague = c.tag == "good" and c.value.vague and c.entry("noun") is not None
        if not vague and (c.tag != "atom" or not c.entry("verb", "noun")):
            continue
        if vague or _is_noun(chunks, i):
            made: Relation | None = _of_noun(chunks, i)
        elif c.entry("verb"):
            made = _participle(chunks, i) or _of_verb(chunks, i)
        else:
            made = None
        if made:
            yield made


def licensed(chunks: list[Chunk]) -> Iterator[Relation]:
    """Goods said to be made under licence, with no verb: "more licence-produced Russian missiles with Chinese
    designations"."""
    for g, c in enumerate(chunks):
        if c.tag == "good" and c.value.licensed and c.value.origin and not c.value.vague:
            others = [s for i in range(len(chunks)) if i != g for s in sides(chunks, i) if s.code != c.value.origin]
            entry = Entry("noun", "licensed production", {"frame": "deal", "type": "licensed_production"})
            yield Relation(g, entry, "licensed", [], others[:1], [g], None, g + 1)


def owned(chunks: list[Chunk]) -> Iterator[Relation]:
    """ "China's Russian-built Kilo submarines": the good is another's make, and the owner stands before it."""
    for g, c in enumerate(chunks):
        if c.tag == "good" and c.value.made and c.value.origin and g:
            holder = sides(chunks, g - 1) if chunks[g - 1].tag == "party" and chunks[g - 1].value.possessive else []
            if holder and holder[0].code != c.value.origin:
                entry = Entry("noun", "possession", {"frame": "hold", "status": "delivered"})
                yield Relation(g, entry, "nominal", [], holder[:1], [g], None, g + 1)


def _participle(chunks: list[Chunk], v: int) -> Relation | None:
    """ "the recently delivered S-400 system": a participle before the name of the good."""
    entry = chunks[v].entry("verb")
    if not entry or entry.data["form"] != "ed" or v + 1 >= len(chunks) or chunks[v + 1].tag != "good":
        return None
    before = syntax.skip_back(chunks, v - 1)
    led = any(chunks[k].word("det", "poss") for k in range(before + 1, v)) or (
        before >= 0 and chunks[before].tag == "party" and chunks[before].value.possessive
    )
    if not (led and chunks[v + 1].value.designation):
        return None
    return Relation(v, entry, "participle", [], [], [v + 1], None, v + 2)
