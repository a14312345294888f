"""Whether a date is told of a transfer: of its clause, and not of another noun beside it."""

from __future__ import annotations

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk, unbroken
from pipeline.extract.grammar.subjects import put_in, restricting, restricts
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.frames import Relation

_WHILE = ("while", "whereas")
_JOINTS = (",", "that", "how", "whether", "of", "when")


def described(chunks: list[Chunk], i: int) -> list[Chunk]:
    """What the date at `i` stands before as an adjective does: the words of its group up to the noun."""
    before = chunks[i - 1] if i else None
    if before is None or not (before.word("det", "poss") or before.entry("evaluative") or before.low in ("'s", "'")):
        behind = (c for c in chunks[i + 1 : i + 2] if not c.entry("verb") or c.entry("noun"))  # not "in 2011 arrived"
        return [c for c in behind if c.low in words("ordering") | words("delivering")]
    ends = (j for j in range(i + 1, len(chunks)) if _ends_group(chunks, j))
    return chunks[i + 1 : next(ends, len(chunks))]


def _ends_group(chunks: list[Chunk], j: int) -> bool:
    """Whether a noun group cannot go on over the chunk at `j`; a compound ("state-to-state") does not end it."""
    c = chunks[j]
    if c.low == "-" or chunks[j - 1].low == "-":
        return False
    if c.tag == "party" and c.value.form in ("name", "government", "person", "pronoun"):
        return True
    return c.tag in ("punct", "date") or syntax.is_prep(c) or syntax.is_finite(c) or c.word("conj", "rel", "sub")


def clause_start(chunks: list[Chunk], i: int) -> int:
    """Where the clause with the chunk at `i` begins, behind a semicolon or ", and"."""
    parted = (j for j in range(i - 1, 0, -1) if chunks[j].low == ";" or _joined(chunks, j))
    return next(parted, -1) + 1


def _joined(chunks: list[Chunk], j: int) -> bool:
    return chunks[j].word("conj") and chunks[j - 1].low == ","


def own_clause(chunks: list[Chunk], i: int, relation: Relation) -> int:
    """Where the clause begins that tells what went on meanwhile, if the date at `i` is behind its verb."""
    begun = (j for j in range(relation.trigger, 0, -1) if chunks[j].low in _WHILE and chunks[j - 1].low == ",")
    return next(begun, 0) if i > relation.trigger else 0


def of_another_clause(chunks: list[Chunk], i: int, relation: Relation) -> bool:
    """Whether the date at `i` is told of another clause than the relation: one with a subject of its own.

    So "ordered five in 2018, and Turkey received its own in 2019"; "signed a contract, and in 2015 an official
    confirmed it". What stands in front of the first of several clauses may hold for all, but not beyond "but".
    """
    first, last = sorted((i, relation.trigger))
    if i < relation.trigger and (
        _of_report(chunks, i, relation.trigger) or (relation.passive and i in put_in(chunks, relation.trigger))
    ):
        return True
    if not relation.nominal and _across_restriction(chunks, i, relation):
        return True
    joints = [
        j
        for j in range(first + 1, last)
        if chunks[j - 1].low == ";" or (chunks[j - 1].low == "," and (_joins(chunks[j]) or _main_begins(chunks, j)))
    ]
    if i < relation.trigger:
        told = any(syntax.is_finite(c) or (c.tag == "atom" and c.entry("verb")) for c in chunks[:i])
        if told and (_second_of_two(chunks, relation) or _goods_behind(chunks, relation, joints)):
            return True
        if any(_has_time(chunks, j) for j in joints):
            return True
        end = min(last + 4, len(chunks) - 1) if relation.nominal else last  # "and a further contract was signed"
        end = max(end, min(relation.end, len(chunks) - 1)) if relation.nominal else end  # "; an order for ten followed"
        stop = end + 3 if relation.nominal else last
        apart = (
            j
            for j in joints
            if told or any(c.tag == "date" for c in chunks[j : relation.end if chunks[j].low in _WHILE else stop])
        )
        return any(chunks[j].low == "but" for j in joints) or any(_has_subject(chunks, j, end) for j in apart)
    if any(_has_subject(chunks, j, i) or _opens(chunks, j, i) for j in joints):
        return True
    return _of_next_deed(chunks, i, relation) or _told_of_another(chunks, first, i)


def _of_next_deed(chunks: list[Chunk], i: int, relation: Relation) -> bool:
    """Whether the date at `i` is that of what the subject did next: "ordered A, and received B in 1997"."""
    names = {chunks[g].value.name for g in relation.goods}
    if relation.nominal or not names or max(relation.goods) > i:
        return False
    for k in range(max(relation.trigger, *relation.goods) + 2, i - 1):
        verb, good = chunks[k], chunks[k + 1]
        if verb.tag == "atom" and verb.entry("verb") and good.tag == "good" and good.value.designation is not None:
            led = chunks[k - 1].word("conj") or syntax.is_next_deed(chunks, k)
            if led and good.value.name not in names and not syntax.is_passive(chunks, k):
                return True
    return False


def _across_restriction(chunks: list[Chunk], i: int, relation: Relation) -> bool:
    """Whether of the date at `i` and the verb of a relation one only says which goods the other speaks of.

    So "the jets ordered in 2011 were delivered in 2013" has a date for each of its two verbs.
    """
    if i in restricting(chunks, relation.trigger):
        return True
    if not (relation.passive and restricts(chunks, relation.trigger)):
        return False
    told_on = (k for k in range(relation.trigger + 1, len(chunks)) if _predicates(chunks[k]))
    behind = next((k for k in told_on if relation.trigger in restricting(chunks, k)), None)
    first = relation.goods[0]
    return behind is not None and first < relation.trigger and not first < i < behind


def _predicates(c: Chunk) -> bool:
    """Whether the chunk may begin what is said of goods: an auxiliary, or "arrived"."""
    verb = c.entry("verb") if c.tag == "atom" else None
    return syntax.is_finite(c) or (verb is not None and verb.data["frame"] == "move" and verb.data["form"] == "ed")


def _main_begins(chunks: list[Chunk], j: int) -> bool:
    """Whether the main clause begins at `j`, behind one put first: "whereas India waited until 2021, China got it"."""
    return _joins(chunks[0]) and chunks[j].tag == "party" and not any(c.low == "," for c in chunks[: j - 1])


def _of_report(chunks: list[Chunk], i: int, v: int) -> bool:
    """Whether the date at `i` is when somebody said, found or saw what the relation at `v` tells.

    So "in 2020 analysts counted the jets that Russia had sold", "accused China in April of supplying powder"; but not
    "it was in 1996 that Russia sold".
    """
    clause = next((k for k in range(v - 1, i, -1) if chunks[k].low in _JOINTS), i)
    if clause == i or chunks[clause].low in (",", "when") or chunks[clause - 1].low == "much":
        return False
    if chunks[clause].low == "of":
        return any(c.low in words("accusing") for c in chunks[:clause])
    cleft = any(c.low.split(" ")[-1] in ("is", "was") for c in chunks[max(0, i - 2) : i])
    if cleft or not any(c.tag == "party" for c in chunks[clause + 1 : v]):
        return False
    return not any(c.low in words("announcing") for c in chunks[:v])  # else announced then


def _told_of_another(chunks: list[Chunk], first: int, i: int) -> bool:
    """Whether the date at `i` is that of what somebody said who is named on the way: "a firm that said in April"."""
    return any(
        c.word("rel") and chunks[k - 1].tag == "word" and chunks[k + 1].low in words("announcing")
        for k, c in enumerate(chunks[first + 1 : i - 1], first + 1)
    )


def _second_of_two(chunks: list[Chunk], relation: Relation) -> bool:
    """Whether the verb of a relation shares its subject with one before it, and has a date of its own."""
    j = relation.trigger - 1
    while j > 0 and (chunks[j].word("adv", "aux") or syntax.is_finite(chunks[j])):
        j -= 1
    own = any(c.tag == "date" for c in unbroken(chunks[relation.trigger : relation.trigger + 8]))
    return j > 0 and own and (chunks[j].word("conj") or syntax.is_next_deed(chunks, relation.trigger))


def _goods_behind(chunks: list[Chunk], relation: Relation, joints: list[int]) -> bool:
    """Whether a semicolon parts the goods of a relation from what is told before: "...; 32 more, ordered in 2009"."""
    return relation.passive and any(chunks[j - 1].low == ";" and j <= relation.goods[0] for j in joints)


def _joins(c: Chunk) -> bool:
    """Whether the chunk joins a clause that has a time of its own: one with "when" has the same."""
    return c.word("conj") or c.low in (*_WHILE, "although", "though")


def _has_subject(chunks: list[Chunk], j: int, end: int) -> bool:
    """Whether the clause behind the joint at `j` has a subject of its own, and its verb before `end`."""
    k = j + 1 if _joins(chunks[j]) else j
    verb = next((v for v in range(k, end + 1) if syntax.is_predicate(chunks[v])), None)
    party = chunks[k].value if chunks[k].tag == "party" else None
    same = party is not None and party.form == "pronoun"
    if party is not None and not (same or party.possessive) and chunks[j - 1].low == ";" and _is_explained(chunks, k):
        return True  # "; India, which signed in 2018, has yet to pay"
    if verb is None or verb == k or same or any(c.word("rel") for c in chunks[k:verb]):
        return False  # "; its existence was made public in 2020" and ", and A, all of which arrived" tell of the same
    named = party is not None and not party.possessive
    thing = chunks[k].tag == "good" and chunks[verb].entry("verb") and verb == k + 1  # "; the S-400 followed"
    came = chunks[verb].entry("verb")
    another = chunks[k].low in ("a", "an", "another") and came is not None and came.data["frame"] == "move"
    return (
        named
        or another  # "; an order for ten more followed in 2019"
        or bool(thing)
        or (syntax.is_finite(chunks[verb]) and not any(syntax.is_prep(c) for c in chunks[k : k + 1]))
    )


def _is_explained(chunks: list[Chunk], k: int) -> bool:
    """Whether a relative clause says more of the one at `k`."""
    return k + 2 < len(chunks) and chunks[k + 1].low == "," and chunks[k + 2].word("rel")


def _has_time(chunks: list[Chunk], j: int) -> bool:
    """Whether the clause behind the joint at `j` begins with a time of its own: ", and in 2016 it ordered"."""
    k = j + 1 if _joins(chunks[j]) else j
    return (
        k + 2 < len(chunks)
        and syntax.is_prep(chunks[k])
        and chunks[k + 1].tag == "date"
        and (chunks[k + 2].low == "," or chunks[k + 2].tag == "party" or chunks[k + 2].word("det", "poss"))
    )


def _opens(chunks: list[Chunk], j: int, i: int) -> bool:
    """Whether the date at `i` is the first of what the conjunction at `j` joins, and somebody acts behind it."""
    after = next((c for c in chunks[i + 1 :] if c.low != ","), None)
    begins = after is not None and (after.tag == "party" or after.word("det", "poss"))
    return begins and all(syntax.is_prep(c) or c.word("det") or c.low == "," for c in chunks[j + 1 : i])


def _of_paper(chunks: list[Chunk], before: int) -> bool:
    """Whether the date behind `before` only says which report is meant: "by a report of 2014", "a paper from May"."""
    named = before > 0 and chunks[before].low in ("of", "from", "in")
    return named and chunks[before - 1].low.split(" ")[-1] in words("papers")


def of_another_thing(chunks: list[Chunk], i: int, relation: Relation) -> bool:
    """Whether the date at `i` only describes something else: "with 1950s technology", "after the 2002 deal".

    The date in front of a sentence on sanctions is not that of what they are for.
    """
    before = syntax.skip_back(chunks, i - 1)
    made = before > 1 and chunks[before].low == "of" and chunks[before - 1].low.split(" ")[-1] in words("technology")
    if made or _of_paper(chunks, before):
        return True  # "a Soviet design of the 1970s", "according to press reports of August 2014"
    group = described(chunks, i)
    heads = [c for c in group if c.low in words("ordering") | words("delivering")]
    own = any(c is chunks[relation.trigger] or c.tag == "good" for c in group)
    if group and not own and (not heads or (relation.frame == "deal" and relation.nominal)):
        return True
    ahead = chunks[i + 1 : relation.trigger]
    reason = next((j for j, c in enumerate(ahead, i + 1) if c.low in ("for", "over")), None)
    if reason is None or any(c.low == "," for c in chunks[reason : relation.trigger]):
        return False  # "in 2015, after the crisis over Crimea, Russia sold"
    first = i + 1 if any(c.tag == "party" for c in chunks[i + 1 : reason]) else 0  # else "sanctions in 2018 over"
    return any(c.low in words("events") or c.low in words("punishing") for c in chunks[first:reason])
