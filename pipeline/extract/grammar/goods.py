"""Noun groups of goods: "eight Russian Kilo-class submarines", "quieting and propulsion technologies"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.names import INSIDE, NAMES, given
from pipeline.extract.grammar.noun_groups import Group, specific
from pipeline.extract.lexicon.entries import Entry, load
from pipeline.extract.lexicon.forms import plural, singular
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.lexicon.index import NONE, Readings

_UNITS = set("set regiment battalion battery squadron batch copy example brigade unit system".split())
_MODALS = ("will", "would", "can", "could", "may", "might", "must", "should")
_TAKEN_UP = {
    kind: frozenset(form for noun in nouns for form in (noun, plural(noun)))
    for kind, nouns in load("goods")["taken_up_by"].items()
}


@dataclass(slots=True)
class Good:
    """What is transferred: its canonical `name`, its category, how many, and from whom the words say that it comes."""

    name: str
    category: str | None
    designation: Entry | None
    start: int  # of the words that name it
    end: int
    quantity: Chunk | None = None
    origin: str | None = None  # "Russian engines", "Chinese-made drones": country code
    origin_span: tuple[int, int] | None = None
    taker: str | None = None  # "Russian chip imports": who gets them, where the words stand for an origin
    vague: bool = False
    licensed: bool = False
    plural: bool = False
    made: bool = False  # "Russian-made", "Chinese-built": the origin is said outright
    referred: bool = False  # "these aircraft": stands for the good spoken of before
    unit: bool = False  # "sets", "regiments", "copies": stands for the good spoken of
    headed: bool = False  # a designation with its noun ("Su-30 fighters")

    @property
    def makers(self) -> list[str]:
        """The countries that make the designation, by the lexicon; none of a plain noun."""
        return self.designation.data.get("origin", []) if self.designation else []

    @property
    def key(self) -> str:
        """What makes two mentions of a good one thing: the designation, or its singular words in order."""
        if self.designation:
            return self.name.lower()
        return " ".join(singular(w) for w in re.findall(r"[\w-]+", self.name.lower()))


def _name(group: Group, plain: str) -> str:
    """The designation's canonical name; of plain words those up to the head, in lower case but for acronyms."""
    if group.designation:
        entry = group.designation.entry(*NAMES)
        assert entry is not None
        return f"{entry.name}-class" if entry.kind == "class_name" else entry.name
    if group.whole and group.head:
        return f"{singular(_name(group.whole, plain))} {group.head.low}"
    last = group.words.index(group.head) if group.head else len(group.words) - 1
    kept = ([group.name] if group.name else []) + group.words[: last + 1]
    glued = (plain[b.start - 1] if b.start == a.end + 1 else " " for a, b in pairwise(kept))  # "jet-engine parts"
    text = "".join(mark + plain[c.start : c.end] for mark, c in zip(["", *glued], kept, strict=True))
    lower = re.sub(r"\b[A-Z][a-z]+\b", lambda m: m[0].lower(), text)
    return lower[:1].upper() + lower[1:] if group.name else lower


def _category(group: Group) -> str | None:
    """The category of the designation or of the head, else what the modifiers lend."""
    if group.designation:
        entry = group.designation.entry(*NAMES)
        if entry and entry.data.get("category"):
            return str(entry.data["category"])
    if group.whole:
        return _category(group.whole)
    head = group.head.entry("head") if group.head else None
    if head:
        return str(head.data["category"])
    lent = [e.data["category"] for c in group.words if (e := c.entry("modifier", "head"))]
    narrow = [c for c in lent if c != "other"]
    return str(narrow[-1]) if narrow else "other"


def _of_compound(chunks: list[Chunk], j: int) -> bool:
    """Whether a hyphen at `j` makes the name part of an adjective: "carrier-borne", "drone-mounted"."""
    ahead = chunks[j : j + 2]
    glued = len(ahead) == 2 and chunks[j - 1].end == ahead[0].start
    return glued and ahead[0].end == ahead[1].start and ahead[1].tag == "word" and ahead[1].low.isalpha()


def _is_verb(chunks: list[Chunk], i: int, group: Group) -> bool:
    """Whether the word at `i`, with which the group would begin, is what a country does, or has a group behind it."""
    if i and (chunks[i - 1].low == "to" or chunks[i - 1].low.endswith(" to") or chunks[i - 1].low in _MODALS):
        return True  # "continued to ship chips"
    if len(group.words) == 1:
        j = group.closed
        if i > 1 and j < len(chunks) and chunks[j].low == "to" and _does(chunks, i):
            return True  # "the goods that China ships to Russia"
        return j < len(chunks) and (chunks[j].word("det", "poss") or chunks[j].tag == "count")
    does = i > 0 and chunks[i - 1].entry("country", "government", "body") is not None
    return does and group.words[1] is group.designation


def _does(chunks: list[Chunk], i: int) -> bool:
    """Whether the word at `i` is what somebody does in a relative clause without a subject of its own else."""
    k = i - 1
    while k > 0 and (
        chunks[k].entry("party_noun", "demonym", "country", "government", "body") or chunks[k].tag == "party"
    ):
        k -= 1
    return k < i - 1 and chunks[k].low in ("that", "which")


def _names_company(chunks: list[Chunk], i: int) -> bool:
    """Whether the name at `i` is that of a company: "a Russian trading company, SMP-138"."""
    return i > 1 and chunks[i - 1].low == "," and chunks[i - 2].entry("party_noun") is not None


def openings(chunks: list[Chunk]) -> list[tuple[int, bool]]:
    """Where a group may begin, of a party or of goods, and whether it may be of goods.

    That is where what a group may be made of leads to the name or noun of a good. From most words that could begin one
    it leads to neither: to see that here is far cheaper than to read the group.
    """
    found: list[tuple[int, bool]] = []
    leads = False
    for i in range(len(chunks) - 1, -1, -1):
        c = chunks[i]
        entries = c.entries
        if entries:
            leads = leads or entries.names_good
            good = leads and entries.opens_good
            if good or entries.opens_party:
                found.append((i, good))
        elif leads and c.tag == "count":
            found.append((i, True))
        elif leads and c.low not in INSIDE:
            joined = i > 0 and chunks[i - 1].low in ("-", "(")  # "Chinese-made", "radar (SAR) imagery"
            leads = joined or (c.tag == "word" and chunks[i + 1].entries.names_good)  # "24 obsolete missiles"
    found.reverse()
    return found


def parse(chunks: list[Chunk], i: int, plain: str, low: str) -> tuple[Chunk, int] | None:
    """The goods group that starts at `chunks[i]`, if one does: as one chunk of tag `good`, and the index after it."""
    if i > 1 and chunks[i - 1].low == "-" and chunks[i - 2].tag == "word" and chunks[i - 2].end == chunks[i].start - 1:
        return None  # a compound that only describes: "a five-ship formation"
    group = Group(chunks, i, plain, low)
    group.prefix()
    core_at = group.i
    group.core()
    if not (group.designation or group.head) or group.closed <= core_at:
        return None
    if group.head:
        group.of_a_class()
    if not group.designation and group.head and group.head.entry("head", "weak_head"):
        group.name = given(chunks, chunks.index(group.words[0], i), plain)
    following = chunks[group.closed].low if group.closed < len(chunks) else ""
    if (
        not group.designation
        and group.words
        and group.words[-1] is not group.head
        and chunks[group.closed].entry("modifier")
        and not (following in words("driving") and chunks[group.closed - 1].low.endswith("s"))
    ):
        return None  # the head only describes another noun: "satellite navigation"; but "engines power fighters"
    if following == "-" and _of_compound(chunks, group.closed):
        return None
    if following in _TAKEN_UP["any"] or (following in _TAKEN_UP["plain"] and not group.designation):
        return None  # "a turbine factory", "missile strikes"
    if group.head and group.head.low == "part" and following == "of":
        return None  # a portion: "the aerial part of the parade"
    if core_at == i and chunks[i].entry("verb") and _is_verb(chunks, i, group):
        return None  # "and ships the aircraft", "Russia ships Su-35s": a verb
    if not group.head and _names_company(chunks, i):
        return None
    inside = [c for c in group.words if c.start < chunks[group.closed - 1].end]
    vague = not specific(group)
    if vague:
        group.for_a_good()
    good = Good(
        name=_name(group, plain),
        category=_category(group),
        designation=group.designation.entry(*NAMES) if group.designation else None,
        start=(group.name or inside[0]).start,
        end=chunks[group.closed - 1].end,
        quantity=group.quantity,
        origin=group.origin[0] if group.origin else None,
        origin_span=group.origin[1:] if group.origin else None,
        vague=vague and group.whole is None,
        licensed=group.licensed,
        plural=any(c.low.endswith("s") for c in (chunks[group.closed - 1], group.head or group.words[-1])),
        headed=group.designation is not None and group.head is not None,
        made=group.made,
        unit=group.head is not None and singular(group.head.low) in _UNITS,
    )
    first = chunks[i]
    too = [e for e in chunks[group.closed - 1].entries if e.kind in ("noun", "carrier")]
    return Chunk(
        "good",
        first.start,
        good.end,
        low[first.start : good.end],
        good,
        Readings(too) if too else NONE,
    ), group.closed
