"""The other side of a transfer where no plain argument names it: an owner, a city, whom a means serves."""

from __future__ import annotations

from itertools import takewhile

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.goods import Good
from pipeline.extract.grammar.subjects import subject
from pipeline.extract.grammar.syntax import CLAUSE_END, is_finite
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.states import heir
from pipeline.extract.transfers import antecedents, arguments
from pipeline.extract.transfers.frames import Args, Side, city_side, demonym_side, origin_side, sides

_OPENING = 3  # chunks of a sentence in which its subject stands, where nothing is put before it


_ASIDE = ("whose", "though", "although")  # "the drone, whose sound Kyivans know"


def relied_on(chunks: list[Chunk], v: int) -> int | None:
    """The party on which somebody depends, and not on goods: "relies on others, such as China, for microchips"."""
    before_for = takewhile(lambda i: chunks[i].low != "for" and chunks[i].tag != "good", range(v + 1, len(chunks)))
    parties = [i for i in before_for if chunks[i].tag == "party" and not chunks[i].value.possessive]
    return parties[0] if parties else None


def helped(chunks: list[Chunk], v: int) -> list[Side]:
    """Whose plant, army or economy is the object of the verb at `v`: "helped China's Harbin plant build"."""
    after = chunks[v + 1] if v + 1 < len(chunks) else None
    return sides(chunks, v + 1) if after is not None and after.tag == "party" and after.value.possessive else []


def seat(chunks: list[Chunk], v: int) -> list[Side]:
    """The country of the city right behind the verb at `v`, where goods follow: "sold Shenyang a prototype"."""
    given = v + 2 < len(chunks) and (chunks[v + 2].tag == "good" or chunks[v + 2].word("det"))
    country = city_side(chunks[v + 1]) if given else None
    return [country] if country else []


def opening_place(chunks: list[Chunk]) -> list[Side]:
    """Where a sentence says first of all that it plays: "At Shenyang the MiG-17 went into production"."""
    led = len(chunks) > 2 and chunks[0].low in ("in", "at")
    return sides(chunks, 1) if led and (chunks[1].tag == "party" or arguments.is_town(chunks[1])) else []


def means_to(chunks: list[Chunk], v: int, actor: list[Side]) -> list[Side]:
    """Who gets what is supplied as the means of another deed: "props up Russia's army by sending it drones"."""
    verb = chunks[v].entry("verb")
    if not verb or verb.data["form"] != "ing" or v < 3 or chunks[v - 1].low not in ("by", "through"):
        return []
    codes = {side.code for side in actor}
    start = subject(chunks, v)
    for i in range(start + 1 if start is not None else 0, v - 1):
        if chunks[i].tag == "party" and syntax.governor(chunks, i) is None:
            return [side for side in sides(chunks, i) if side.code not in codes]
    return []


def made_available(chunks: list[Chunk], v: int) -> bool:
    """Whether goods stand between the verb at `v` and the word that makes it one of supply: "make X available"."""
    making = chunks[v].entry("verb")
    if making is None or making.name != "make":
        return False
    between = chunks[v + 1 : v + 7]
    at = next((i for i, c in enumerate(between) if c.low == "available"), 0)
    return at > 0 and between[at - 1].tag == "good"


def fitted(chunks: list[Chunk], v: int, entry: Entry) -> list[int]:
    """What was put into something else: "Chinese engines were fitted to Russian boats", "is used in the H-6K"."""
    into = v + 2 < len(chunks) and chunks[v + 1].low in ("to", "on", "in", "into", "aboard")
    used = entry.name == "use" and any(c.tag == "good" and not c.value.vague for c in chunks[v + 2 : v + 4])
    fits = into and (entry.data.get("fitted") or used) and syntax.is_passive(chunks, v)
    return antecedents.goods_before(chunks, v) if fits else []


def fitted_out(chunks: list[Chunk], v: int, goods: list[int]) -> list[Side]:
    """Whose ships or aircraft another's goods were fitted to: the first country behind the verb that made none."""
    makers = {chunks[g].value.origin for g in goods}
    behind = takewhile(lambda i: chunks[i].low not in CLAUSE_END, range(v + 1, min(v + 10, len(chunks))))
    found = (side for i in behind for side in sides(chunks, i) or first_side(chunks[i : i + 1]) or owner_of(chunks[i]))
    return [side for side in found if side.code not in makers][:1]


def put_on(chunks: list[Chunk], v: int) -> tuple[list[int], list[Side]]:
    """The goods behind "with", and whose unit or ship it is that gets them: "equip a Chinese battalion with"."""
    with_ = next((i for i in range(v + 1, len(chunks)) if chunks[i].low == "with"), None)
    return (arguments.objects(chunks, with_).goods, first_side(chunks[v + 1 : with_])) if with_ else ([], [])


def main_subject(chunks: list[Chunk], who: int | None) -> Side | None:
    """Who depends on the giver at `who` that a relative clause tells of: "turned to Iran, which has supplied".

    Or to whose firm it is: "after Berlin refused, they turned to China, whose Norinco supplied".
    """
    if who is None or chunks[who].tag != "party":
        return None
    behind = [c.low for c in chunks[who + 1 : who + 3]]
    if who > 2 and chunks[who - 1].low == "whose" and chunks[who - 3].tag == "party":
        who, behind = who - 3, [",", "which"]
    no_subject = syntax.governor(chunks, who) or (who and chunks[who - 1].entry("verb"))
    if not (no_subject and (behind in ([",", "which"], [",", "whose"]) or behind[:1] == ["which"])):
        return None
    led = chunks[0].word("sub") or syntax.is_prep(chunks[0])
    start = next((k + 1 for k in range(who) if chunks[k].low == ","), 0) if led else 0
    opening = range(start, min(who, start + _OPENING))
    first = next((k for k in opening if chunks[k].tag == "party" and syntax.governor(chunks, k) is None), None)
    own = {heir(code) for code in chunks[who].value.codes}
    return next((side for side in sides(chunks, first) if heir(side.code) not in own), None)


def only_other(chunks: list[Chunk], side: Side | None) -> Side | None:
    """The one country that the sentence names beside `side`: "Chinese defences began with the S-75 from the USSR"."""
    if side is None or len(side.code) > 3:
        return None
    found: dict[str, Side] = {}
    for i, c in enumerate(takewhile(lambda c: c.low not in _ASIDE, chunks)):
        # "the plant in Tashkent", "the Tashkent works" get nothing
        named = c.tag == "party" and not (c.value.of_town or c.value.form in ("body", "government"))
        named = named and not _gives(chunks, i)
        for other in sides(chunks, i) if named else [] if _of_office(chunks, i) else first_side([c]):
            found.setdefault(other.code, other)
    others = [other for code, other in found.items() if heir(code) != heir(side.code) and len(code) == 3]
    return others[0] if len(others) == 1 else None


def _of_office(chunks: list[Chunk], i: int) -> bool:
    """Whether the adjective at `i` only says whose an officer or official is: "a serving U.S. destroyer captain"."""
    return any(c.entry("role") for c in chunks[i + 1 : i + 4])


def _gives(chunks: list[Chunk], i: int) -> bool:
    """Whether the party at `i` gives something itself: "North Korea has shipped shells, and Iran has sold drones"."""
    told = (c for c in chunks[i + 1 : i + 4] if not (c.word("aux", "adv") or is_finite(c)))
    verb = next((c.entry("verb") for c in told), None)
    return syntax.governor(chunks, i) is None and verb is not None and verb.data["frame"] == "supply"


def first_side(chunks: list[Chunk]) -> list[Side]:
    """The country of the first demonym or good of a subject that is no party: "Russian tugs have been fitted with"."""
    opens = next((i for i in range(len(chunks) - 1, -1, -1) if chunks[i].word("rel")), 0)
    if opens and chunks[opens - 1].tag != "good" and chunks[opens - 1].low != ",":
        return []  # "divisions like Soviet ones, and an air force that had": what goes before is another's
    for c in chunks:
        if c.tag == "atom" and (side := demonym_side(c)):
            return [side]
        if c.tag == "good" and (side := origin_side(c.value)):
            return [side]
    return []


def meant_for(chunks: list[Chunk], good: Good) -> Side | None:
    """Whose ship or aircraft a good is for: China in "the AL-31F for the J-10", "engines for the J-10"."""
    g = next((i for i, c in enumerate(chunks) if c.value is good), len(chunks))
    led = g + 2 < len(chunks) and chunks[g + 1].low in ("for", "of")
    owner = next(iter(owner_of(chunks[g + 2])), None) if led else None
    return owner if owner and heir(owner.code) not in map(heir, good.makers) else None


def made_for(chunks: list[Chunk], found: arguments.Objects, args: Args) -> list[Side]:
    """For whom something is made: "a satellite that Russia built for Iran", "is to build China an icebreaker"."""
    return args.get("for") or (sides(chunks, found.indirect) if found.goods else [])


def carried_by(chunks: list[Chunk], v: int) -> list[Side]:
    """Whose ship or aircraft it is that has the goods: China's in "the Y-20 flies on four D-30KP-2s"."""
    start = max((i + 1 for i in range(v) if chunks[i].low in (",", ";") or chunks[i].word("conj", "sub")), default=0)
    return next((side for c in chunks[start:v] if (side := owner_of(c))), [])


def owner_of(c: Chunk) -> list[Side]:
    """Whose the ship, aircraft or system is: Russia's in "boats of Project 21631", "for the Russian radar"."""
    makers = (c.value.makers or [c.value.origin]) if c.tag == "good" else []
    makers = [code for code in makers if code]
    return [Side(makers[0], (c.start, c.end))] if len(makers) == 1 else []


def is_given(chunks: list[Chunk], v: int, who: int | None, goods: list[int]) -> bool:
    """Whether who gets it is the subject, and the goods before only say who that is: they stand in commas behind it."""
    if who is None or not who + 1 < goods[0] or chunks[who + 1].low != ",":
        return False
    given = next((k for k in range(v + 1, min(v + 5, len(chunks) - 1)) if chunks[k].low == "with"), None)
    return given is not None and chunks[given + 1].tag == "good"


def partner(chunks: list[Chunk], who: int | None, v: int) -> list[Side]:
    """With whom the subject talks or signs in order to get: "Iran is in talks with China to buy"."""
    led = who is not None and (syntax.leads_to_verb(chunks[v - 1]) or chunks[v - 1].low == "for")
    between = range(who + 1, v) if who is not None and led else ()
    partner = next((i for i in between if chunks[i].tag == "party" and syntax.governor(chunks, i) == "with"), None)
    return sides(chunks, partner)
