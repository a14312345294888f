"""What is a transfer, and what only looks like one: forces sent to an exercise, a maker's own goods, a mere purpose."""

from __future__ import annotations

import re

from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.goods import Good
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.lexicon.states import SOVIET
from pipeline.extract.transfers.frames import Relation, is_licence, under_licence
from pipeline.extract.transfers.provisos import PLATFORMS
from pipeline.extract.transfers.unreal import unreal

_LIKENESS = re.compile(
    r"\b(?:models?|mock-?ups?|simulators?|replicas?|toys?|decoys?|dumm(?:y|ies)) (?:of|for)\b|mock-?up"
)
_A_WHILE = re.compile(r"\w+ for (?:[\w-]+ ){0,3}?(?:years?|months?|weeks?|days?|decades?|hours?)\b(?!['’-])")
_STATIONED = ("aircraft", "ships", "submarines", "armour", "air_defence", "missiles", "artillery")


def _of_the_deed(chunks: list[Chunk], relation: Relation, good: Good) -> bool:
    """Whether the words say what a deed brought: "sold ten Su-27s to China in 1992, which gave it a modern jet"."""
    v = relation.trigger
    which = v > 2 and chunks[v - 1].low == "which" and chunks[v - 2].low == "," and chunks[v - 3].tag == "date"
    return which and relation.goods[0] > v and good.designation is None and good.quantity is None


def is_transfer(s: Analysed, relation: Relation, good: Good) -> bool:
    """Making another's goods is a transfer under a licence alone; sending forces to an exercise is none."""
    chunks = s.chunks
    if relation.construction == "arrival" and good.category in PLATFORMS and of_exercise(s):
        return False  # ships that come to a drill go home
    if relation.entry.data.get("wares") and good.category in PLATFORMS:
        return False
    if _untrue(s, relation) or (relation.frame == "supply" and _of_the_deed(chunks, relation, good)):
        return False
    if relation.entry.data.get("licensed") and not under_licence(chunks):
        return False
    if relation.frame == "make":
        if any(map(is_licence, chunks)) and not under_licence(chunks):
            return False  # "was put into production without a licence"
        licensed = good.licensed or under_licence(chunks) or _by_agreement(chunks, relation, good)
        licensed = licensed or _under_its_name(s, relation, good)
        return licensed or bool(relation.supplier and relation.recipient)
    if (
        relation.frame == "hold" and not relation.supplier
    ):  # "Russian-made S-300s in Chinese service": the maker is named, and is another
        holders = {x.code for x in relation.recipient} if not of_exercise(s) else set()
        fitted = relation.entry.data.get("fitted") and not good.vague  # "installed Chinese diesel engines"
        foreign = good.origin and holders and good.origin not in holders
        return bool(foreign and (good.designation or good.made or fitted))
    if _of_a_title(chunks, relation, good) or _negotiated(chunks, relation):
        return False
    at_home = not good.designation or relation.construction in ("active", "relative")
    if relation.entry.name == "commission" and not relation.supplier and at_home:
        return False  # ships built at home enter service
    behind = max(relation.goods) + 1
    if relation.entry.name == "arrival" and any(c.low == "in service" for c in chunks[behind : behind + 1]):
        return False
    improved = relation.frame == "assist" and good.name.endswith(("capability", "capabilities"))
    if improved or _for_a_purpose(chunks, relation) or unreal(chunks, relation):
        return False
    numbered = any(_counts(chunks[g]) for g in relation.goods) or _counted_behind(chunks, max(relation.goods))
    if relation.entry.data.get("sourced") and not relation.supplier:
        return False  # what is captured has no supplier
    sources = relation.found.by_prep if relation.found else {}
    taken = relation.entry.name == "take" and relation.supplier and "from" in sources  # "took the FD-2000 from China"
    told_whose = numbered or bool(taken)
    if relation.entry.data.get("counted") and not (told_whose and good.designation):
        return False
    sourced = relation.passive and relation.supplier  # "engines are brought in from Xiamen"
    if relation.entry.data.get("directed") and relation.frame == "supply" and not (relation.recipient or sourced):
        return False
    moved = relation.entry.data.get("stationed")
    forces = good.category in ("aircraft", "ships", "submarines") and not good.designation and not relation.recipient
    return not (moved and (forces or _stays_its_own(s, relation, good)))  # ships sent to nobody stay their sender's


def _of_a_title(chunks: list[Chunk], relation: Relation, good: Good) -> bool:
    """Whether an agreement is on what two build in a place of its own: "a memorandum on joint building of a base"."""
    joint = relation.entry.name == "joint construction" and _agreed_on(chunks, relation.trigger)
    return joint and not good.designation and good.name.split(" ")[-1] in words("built in a place")


def _agreed_on(chunks: list[Chunk], i: int) -> bool:
    """Whether an agreement is on what stands at `i`: "a memorandum on the"."""
    before = [word for c in chunks[max(0, i - 4) : i] for word in c.low.split(" ")]
    before = before[:-1] if before[-1:] == ["the"] else before
    return before[-1:] in (["on"], ["for"], ["about"]) and not words("agreeing").isdisjoint(before[-2:-1])


def _negotiated(chunks: list[Chunk], relation: Relation) -> bool:
    """Whether it is the agreement that took long: "the accord on GLONASS and BeiDou, negotiated for four years"."""
    told = " ".join(c.low for c in chunks[relation.trigger : relation.trigger + 6])
    if not relation.entry.name.endswith(" for") or not relation.passive or not _A_WHILE.match(told):
        return False
    first = relation.goods[0]
    while first > 1 and chunks[first - 1].word("conj") and chunks[first - 2].tag == "good":
        first -= 2
    return relation.entry.name == "sign for" or _agreed_on(chunks, first)


def _untrue(s: Analysed, relation: Relation) -> bool:
    """Whether the verb tells what was not done, at no time: "we would have sold the ships to anybody"."""
    first = [c.low for c in s.chunks[:1]]
    if first[:1] == ["had"] and [c.tag for c in s.chunks[1:2]] == ["party"]:
        return True  # "Had Russia not sold the Su-27, it would"
    before = [c.low for c in s.chunks[max(0, relation.trigger - 2) : relation.trigger]]
    return not relation.nominal and before == ["would", "have"] and not s.dates


def _by_agreement(chunks: list[Chunk], relation: Relation, good: Good) -> bool:
    """Whether somebody makes another's design as an agreement says: "builds the Su-30MKI under a contract of 2000"."""
    ahead = chunks[relation.trigger : relation.trigger + 14]
    under = next((i for i, c in enumerate(ahead) if c.low == "under"), len(ahead))
    agreed = any(c.low in words("agreeing") or c.low in ("contract", "deal") for c in ahead[under : under + 5])
    makers = {side.code for side in relation.recipient}
    return agreed and bool(good.makers and makers) and makers.isdisjoint(good.makers)


def _under_its_name(s: Analysed, relation: Relation, good: Good) -> bool:
    """Whether somebody makes another's aircraft, ship or tank under its own name: a copy has a name of its maker's.

    "India builds the Su-30MKI at Nashik", but not "its copy of the Su-27", nor what an heir of the Soviet Union makes.
    """
    makers = {side.code for side in relation.recipient}
    foreign = bool(makers) and makers.isdisjoint(SOVIET.union(good.makers))
    whole = good.designation is not None and good.category in PLATFORMS and not good.referred
    meant = relation.found is not None and "for" in relation.found.by_prep  # "built for Egypt"
    told = not (meant or relation.nominal or s.may_hold("copied") or _LIKENESS.search(s.low))
    return foreign and whole and told and bool(good.makers)


def _counts(c: Chunk) -> bool:
    """Whether the good is told to be so many, or the first of them: "took its first S-400 components"."""
    return c.value.quantity is not None or c.low.startswith("first ")


def _counted_behind(chunks: list[Chunk], g: int) -> bool:
    """Whether a colon leads from the good at `g` to how many they are: "took the Su-35 as well: 24 machines"."""
    colon = next((i for i in range(g + 1, min(g + 4, len(chunks) - 1)) if chunks[i].low == ":"), None)
    behind = chunks[colon + 1] if colon is not None else None
    return behind is not None and (behind.tag == "count" or (behind.tag == "good" and bool(behind.value.quantity)))


def _for_a_purpose(chunks: list[Chunk], relation: Relation) -> bool:
    """Whether a form in "-ing" says only what something is for: "two designs for providing airlift"."""
    n = relation.trigger
    gerund = relation.entry.data.get("form") == "ing" and n > 0 and chunks[n - 1].low == "for"
    if not gerund or (relation.supplier and relation.recipient):
        return False
    return not any(c.low in words("punishing") for c in chunks[max(0, n - 10) : n])


def _stays_its_own(s: Analysed, relation: Relation, good: Good) -> bool:
    """Whether forces are sent to an exercise, or to a base of the sender's, or with their men: no one gets them."""
    after = s.chunks[relation.trigger + 1 : relation.end + 8]
    sent = {c.low for c in after} if relation.frame == "supply" else set()
    if sent & words("stationing") or any(c.entry("series") for c in s.chunks):
        return True
    if good.category in PLATFORMS and _by_forces(s.chunks, relation.subject):
        return True  # "Chinese forces brought to it a Type 055 destroyer"
    if good.category in _STATIONED and not relation.recipient and _sent_to_no_state(after):
        return True
    with_men = bool(sent & words("manning"))
    return good.category in PLATFORMS and (with_men or (not relation.recipient and of_exercise(s)))


def _by_forces(chunks: list[Chunk], who: int | None) -> bool:
    """Whether forces themselves are the subject, who bring what they have."""
    return who is not None and chunks[who].low.endswith(("forces", "troops", "navy", "fleet", "crews", "pilots"))


def _sent_to_no_state(after: list[Chunk]) -> bool:
    """Whether what stands behind "to" is a sea or a region, which gets nothing: "sent S-400s to the Kuril Islands"."""
    to = next((k for k, c in enumerate(after) if c.low == "to"), len(after))
    places = (c.entry("place") for c in after[to + 1 : to + 3])
    return any(place is not None and place.data["kind"] != "city" for place in places)


def _tellsof_exercise(s: Analysed) -> bool:
    """Whether a sentence names an exercise, or speaks of one: not of "patrol boats"."""
    spoken = not s.words.isdisjoint(words("exercising"))
    return s.may_hold("series") and (spoken or any(c.entry("series") for c in s.chunks))


def of_exercise(s: Analysed) -> bool:
    """Whether the paragraph has spoken of an exercise."""
    told: Analysed | None = s
    while told is not None and not _tellsof_exercise(told):
        told = told.before
    return told is not None


def none_of(chunks: list[Chunk], g: int) -> bool:
    """Whether the sentence says that there is none of the good: "has sent no shells"."""
    before = chunks[g - 1].low if g else ""
    return not chunks[g].value.designation and (chunks[g].low.startswith("no ") or before == "no")
