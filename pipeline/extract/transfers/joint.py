"""Joint development: the helper is the supplier; where none is named, the description alone tells who takes part."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from pipeline.extract.drafts import Draft
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.grammar.subjects import subject
from pipeline.extract.grammar.syntax import governor, is_finite, is_passive, leads_to_verb
from pipeline.extract.lexicon.entries import Entry, making
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.antecedents import antecedent, goods_before
from pipeline.extract.transfers.arguments import objects
from pipeline.extract.transfers.frames import Relation, Side, demonym_side, sides
from pipeline.extract.transfers.joined import joined_on
from pipeline.extract.transfers.rows import how_told, row

_TOGETHER = {
    form: Entry("verb", form, {"frame": "joint", "type": "co_development", "past": "ongoing", "form": tag})
    for form, tag in making().items()
}
_PROJECT = Entry("noun", "joint project", {"frame": "joint", "type": "co_development", "status": "ongoing"})
_APART = ("each", "both")
_TOGETHER_BEHIND = ("jointly", "together")
_ONE = ("a", "an", "one", "another")


def together(chunks: list[Chunk]) -> Iterator[Relation]:
    """Goods that two sides make, in words that are no verb of transfer: "agreed to develop a helicopter with China".

    Two that "are developing a helicopter" make one; two that "are developing missiles" may each make their own, unless
    they have an agreement or a project for it.
    """
    for v, c in enumerate(chunks):
        if c.low not in _TOGETHER or not _is_verb(chunks, v):
            continue
        found = objects(chunks, v, ("on",))
        if is_passive(chunks, v) or _is_made(chunks, v):  # "a submarine is being designed by Russia and China"
            pair, goods = sides(chunks, found.by_prep.get("by")), goods_before(chunks, v)
            if goods and (with_ := sides(chunks, found.by_prep.get("with"))) and not pair:
                pair = [*_makers(chunks[goods[0]]), *with_]  # "the HQ-16 was developed together with Almaz-Antey"
            if len({side.code for side in pair}) == 2 and goods and not chunks[goods[0]].value.plural:
                yield Relation(
                    v, _TOGETHER[c.low], "together", pair[:1], pair[1:], goods[:1], None, found.end, True, found
                )
            continue
        who = _planner(chunks, v)
        aside = any(x.low in _TOGETHER_BEHIND for x in chunks[v + 1 : v + 2])  # "a jet that they develop jointly"
        goods = (antecedent(chunks, who) if aside else []) or found.goods
        goods = [g for g in goods if not chunks[g].value.vague][:1]
        if not goods or who is None or any(x.word("rel") or x.low in _APART for x in chunks[who:v]):
            continue
        before = [word for x in chunks[who:v] for word in x.low.split(" ")]
        behind = chunks[goods[0] + 1 : goods[0] + 2]
        jointly = aside or any(word in words("jointly") for word in (*before, *(c.low for c in behind)))
        others = (
            range(_clause_start(chunks, who), found.end)
            if jointly
            else _partners(chunks, who, v, found.by_prep.get("with"))
        )
        codes = {side.code: side for i in (*others, who) if chunks[i].tag == "party" for side in sides(chunks, i)}
        own = len(chunks[goods[0]].value.makers) == 1 and not codes.keys().isdisjoint(chunks[goods[0]].value.makers)
        if len(codes) == 2 and not (own and not jointly) and (jointly or _is_one(chunks, v, goods[0])):
            pair = list(codes.values())
            yield Relation(v, _TOGETHER[c.low], "together", pair[:1], pair[1:], goods, who, found.end, found=found)


def _clause_start(chunks: list[Chunk], who: int) -> int:
    """Where the clause begins whose subject is at `who`: what others do, told before it, is not done jointly."""
    begun = (k for k in range(who, 0, -1) if chunks[k - 1].low in (";", ":"))
    own = chunks[who].value.form == "pronoun" and chunks[who - 1].low == "," if who else False
    return who if own else next(begun, 0)


def called_joint(chunks: list[Chunk]) -> Iterator[Relation]:
    """Goods that are called joint, one project or one design: "the joint heavy helicopter project", "a joint CR929"."""
    for j, c in enumerate(chunks):
        if "joint" not in c.low.split(" ")[:2]:
            continue
        near = range(j + 1, min(j + 4, len(chunks)))
        between = list(takewhile(lambda i: chunks[i].tag == "party" or chunks[i].entry("demonym"), near))
        g = j if c.tag == "good" else j + 1 + len(between)
        if g >= len(chunks) or chunks[g].tag != "good" or chunks[g].value.vague or chunks[g].value.plural:
            continue
        project = [x.low for x in chunks[g + 1 : g + 2] if x.low in words("projects")]
        none = c.low.startswith("no ") or (j > 0 and chunks[j - 1].low == "no")
        if not none and (project or (chunks[g].value.designation and _ends_group(chunks, g))):
            pair = [side for i in between for side in sides(chunks, i)]
            yield Relation(j, _PROJECT, "nominal", pair[:1], pair[1:2], [g], None, g + 1 + len(project))


def _makers(c: Chunk) -> list[Side]:
    """Who makes a designation that is one country's."""
    return [Side(code, (c.start, c.end)) for code in c.value.makers] if len(c.value.makers) == 1 else []


def _is_made(chunks: list[Chunk], v: int) -> bool:
    """Whether the verb of making at `v`, which is none of transfer, is in the passive: "is being developed by"."""
    aux = chunks[v - 1] if v else None
    formed = aux is not None and aux.word("aux") and aux.low.split(" ")[-1] not in ("has", "have", "had")
    return _TOGETHER[chunks[v].low].data["form"] == "ed" and bool(formed)


def _ends_group(chunks: list[Chunk], g: int) -> bool:
    """Whether the good at `g` is the noun, and joined to no further one: not "a joint Tu-95 and H-6 patrol"."""
    noun_behind = any(c.tag == "word" or c.entry("modifier") for c in chunks[g + 1 : g + 2])
    return not noun_behind and joined_on(chunks, g)[-1] == g


def _planner(chunks: list[Chunk], v: int) -> int | None:
    """Who is to make something: the subject, or "plans for Russia and China to build"."""
    planned = v > 1 and chunks[v - 1].low == "to" and chunks[v - 2].tag == "party"
    return v - 2 if planned and governor(chunks, v - 2) == "for" else subject(chunks, v)


def _is_verb(chunks: list[Chunk], v: int) -> bool:
    """Whether the word at `v` stands where a verb does: not "cooperation boosts work on", "new designs"."""
    if _TOGETHER[chunks[v].low].data["form"] in ("ing", "ed") or not v:
        return True
    before = chunks[v - 1]
    return leads_to_verb(before) or is_finite(before) or before.word("adv", "pron") or before.tag == "party"


def _partners(chunks: list[Chunk], who: int, v: int, after: int | None) -> list[int]:
    """With whom the subject works: "engineers work with AVIC to develop it", "build it in cooperation with AVIC"."""
    if after is not None and any(word in words("jointly") for c in chunks[v:after] for word in c.low.split(" ")):
        return [after]
    return [i for i in range(who + 1, v) if chunks[i].tag == "party" and governor(chunks, i) == "with"]


def _is_one(chunks: list[Chunk], v: int, g: int) -> bool:
    """Whether the good at `g` is one thing: no two sides make each their own of it."""
    article = any(c.low.split(" ")[0] in _ONE for c in chunks[v + 1 : g + 1])
    following = chunks[g + 1].low if g + 1 < len(chunks) and chunks[g + 1].tag == "word" else ""
    another = following and not following.endswith("ed")  # "a satellite working group"
    return (article or chunks[g].value.designation is not None) and not another and not chunks[g].value.plural


def joint(s: Analysed, relation: Relation, g: int, focus: Focus) -> Draft:
    """The row of the good at `g` that two sides make together."""
    pair = [*relation.supplier, *relation.recipient]
    codes = [p.code for p in pair] if len(pair) > 1 else list(focus.main or ())
    helper = _helper(s.chunks, codes)
    taker = next((Side(c, None) for c in codes if helper and c != helper.code), None)
    draft = row(s, relation, g, helper if taker else None, taker, how_told(s.chunks, relation))
    if not taker and codes:
        both = " and ".join(sorted(codes))
        draft.claim(
            "description", f"Joint development of {s.chunks[g].value.name} by {both}", s.chunks[relation.trigger]
        )
    return draft


def _helper(chunks: list[Chunk], codes: list[str]) -> Side | None:
    """Whose expertise, help or technology the sentence speaks of."""
    for i, c in enumerate(chunks):
        if c.low in words("helping") or (c.tag == "good" and c.value.name in ("expertise", "technology")):
            first = max(0, i - 3)
            first += 2 if chunks[first].entry("verb") and chunks[first + 1 : first + 2] else 0  # "give China the help"
            for x in reversed(chunks[first : i + 1]):
                side = _country(x)
                if side and side.code in codes:
                    return side
        given = c.entry("verb") if c.tag == "atom" else None
        before = chunks[i - 1] if i else c
        giving = given is not None and given.data["form"] == "ing" and given.data["frame"] == "supply"
        giver = before.value.codes[0] if before.tag == "party" and before.value.codes else None
        if giving and giver in codes:  # "with Russia contributing the technology"
            return Side(giver, (before.start, before.end))
    return None


def _country(c: Chunk) -> Side | None:
    """The first country that a party, a good's origin or a demonym names."""
    span = (c.start, c.end)
    if c.tag == "party":
        return Side(c.value.codes[0], span) if c.value.codes else None
    if c.tag == "good" and c.value.origin:
        return Side(c.value.origin, span)
    return demonym_side(c)
