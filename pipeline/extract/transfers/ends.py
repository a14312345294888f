"""Where the arguments of a verb or noun end: with a new predicate, another clause, or what was not given."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.subjects import restricts
from pipeline.extract.grammar.syntax import (
    CLAUSE_END,
    COPULAS,
    is_finite,
    is_noun_here,
    is_predicate,
    is_prep,
    opens_clause,
)
from pipeline.extract.lexicon.frame_words import words

IN_RETURN = ("in exchange for", "in return for")  # what follows goes the other way
# What follows is what was not given.
NOT_THIS = frozenset(("instead of", "rather than", "without", "minus", "except", "excluding", "excepting"))
_ENDS_LIST = NOT_THIS.union(IN_RETURN)
_ARGUMENTS = frozenset(("good", "party", "date", "count", "money", "share"))
_ARRANGEMENTS = frozenset("agreement agreements accord accords memorandum memoranda talks negotiations".split())


def ends_clause(chunks: list[Chunk], v: int, j: int, goods: list[int], listing: bool) -> bool:
    """Whether the arguments of the word at `v` end before `chunks[j]`: with a new predicate or another clause."""
    c = chunks[j]
    if c.tag == "party" and chunks[j - 1].tag == "good" and j - 1 > v and _told_of(chunks, j):
        return True  # "parts for the transports Russia sold"
    if c.tag in _ARGUMENTS:
        return False
    tags, conj = c.tags, "conj" in c.tags
    noun_only = "noun" in chunks[v].kinds and "verb" not in chunks[v].kinds
    if is_finite(c):
        if noun_only and not goods and _was_for(chunks, v, j):
            return False
        said = chunks[j + 1 : j + 2]
        if c.low in COPULAS and not goods and any(x.tag == "good" or x.low == ":" for x in said):
            return False  # "candidates for sale to China are the Ka-52K and the Lada"
        if goods or noun_only:
            return True
        if not (chunks[j - 1].low == "," or chunks[j - 1].word("conj", "rel", "sub")):
            return _predicated(chunks, v, j)
    if c.low == "of" and chunks[j - 1].low in words("fields"):
        return True  # "drawings in the fields of missiles and aircraft"
    if c.low == "what" and not any(x.low == ":" for x in chunks[j:]):
        return True  # "shares what it knows of submarines", but not "delivered what was lacking: two engines"
    if c.low == ":" and _named_behind(chunks, j):
        return True  # "sell different things: Russia aircraft"
    if goods and ((conj and _another_verb(chunks, j + 1)) or (c.low == "," and _goes_on(chunks, j + 1))):
        return True
    if conj and any(x.low == "that" for x in chunks[j + 1 : j + 2]):
        return True  # "saw no signs of shipments and that exports of chips were controlled"
    if c.low in CLAUSE_END or ("rel" in tags and (c.low != "that" or goods or _describes(chunks, v, j, noun_only))):
        return not (listing and c.low == ";")
    if c.low == "than" and (goods or chunks[j - 1].low == "other"):
        return True  # "has few uses other than the making of powder", "sold A, a better jet than the B"
    if "sub" in tags and "prep" not in tags and c.low not in ("than", "as"):
        return True
    if c.low == "as" and not (j + 1 < len(chunks) and chunks[j + 1].tag == "good"):
        return True
    if c.low in ("by", "through") and _gerund_at(chunks, j + 1):
        return True  # "aided Russia by supplying chips"
    if goods and c.low in _ENDS_LIST:
        return True
    if conj and (_another_subject(chunks, j) or _another_infinitive(chunks, j) or _given_too(chunks, v, j)):
        return True
    if (conj or "plus" in tags) and goods and _another_deal(chunks, j):
        return True
    verb = c.kinds.get("verb") if c.tag == "atom" and not is_noun_here(chunks, j) else None
    if noun_only and verb and not c.entry("noun"):
        return verb.data["form"] != "ing" or bool(goods) or chunks[j - 1].low != "in"  # "help in building"
    if verb and verb.data["frame"] == "move" and verb.data["form"] == "ed" and _restricting(chunks, v):
        return True  # "the jets ordered in 2011 arrived in 2013"
    return bool(verb and verb.data["form"] != "ing" and not c.entry("noun") and goods and chunks[j - 1].low != "to")


def _told_of(chunks: list[Chunk], j: int) -> bool:
    """Whether the party at `j` acts in a clause on the good before it: "the transports Russia sold"."""
    return not chunks[j].value.possessive and opens_clause(chunks, j)


def _restricting(chunks: list[Chunk], v: int) -> bool:
    """Whether the verb at `v` is a participle that only says which goods are meant."""
    verb = chunks[v].entry("verb")
    return verb is not None and verb.data["form"] == "ed" and restricts(chunks, v)


def _predicated(chunks: list[Chunk], v: int, j: int) -> bool:
    """Whether the predicate at `j` is another's than the verb's: "who had had nothing had received 40 jets".

    Or of what the verb only says more of: "the jets ordered in 2011 were delivered".
    """
    relative = any(c.word("rel") for c in chunks[max(0, v - 3) : v])
    return _restricting(chunks, v) or (relative and is_finite(chunks[v - 1]))


def _named_behind(chunks: list[Chunk], j: int) -> bool:
    """Whether somebody is named right behind the mark at `j`, who is no owner of goods."""
    j += 1 + (j + 1 < len(chunks) and chunks[j + 1].word("det"))
    after = chunks[j] if j < len(chunks) else None
    return after is not None and after.tag == "party" and not after.value.possessive


def _another_verb(chunks: list[Chunk], j: int) -> bool:
    """Whether a word at `j` that could be a noun has an object of its own: "builds tanks and leases a submarine"."""
    c = chunks[j] if j + 1 < len(chunks) else None
    verb = c.entry("verb") if c is not None and c.tag == "atom" and c.entry("noun") else None
    after = chunks[j + 1] if j + 1 < len(chunks) else None
    return bool(verb and verb.data["form"] == "s" and after and (after.word("det") or after.tag in ("good", "count")))


def _goes_on(chunks: list[Chunk], j: int) -> bool:
    """Whether the subject does more in a clause that begins at `j`: "builds the T-90, it designed", ", so it buys"."""
    j += j < len(chunks) and chunks[j].low in ("so", "and so", "thus", "hence", "therefore")
    c, said = chunks[j] if j + 1 < len(chunks) else None, chunks[j + 1 : j + 2]
    pronoun = c is not None and c.tag == "party" and c.value.form == "pronoun" and not c.value.possessive
    return pronoun and (_told_by(said) or any(x.tag == "atom" and x.entry("verb") for x in said))


def _told_by(said: list[Chunk]) -> bool:
    """Whether the chunk behind a subject is a verb, even one that may describe a noun: "developed the"."""
    return any(is_predicate(c) or (c.tag == "atom" and c.low.endswith("ed")) for c in said)


def _was_for(chunks: list[Chunk], v: int, j: int) -> bool:
    """Whether the predicate at `j` tells what the arrangement at `v` is for: "a contract was signed for"."""
    deal = chunks[v].entry("noun")
    ahead = [c.low for c in chunks[j + 1 : j + 3]]
    if v and chunks[v - 1].tag == "good" and chunks[v - 1].value.designation and ahead[:1] != ["for"]:
        return False  # "the S-400 contract was signed in 2014 and that for the Su-35 in 2015"
    stated = ahead[:1] == ["for"] or (ahead[:1] and ahead[0] in words("ordering") | words("announcing"))
    return deal is not None and deal.data["frame"] == "deal" and bool(stated)


def _describes(chunks: list[Chunk], v: int, j: int, noun: bool) -> bool:
    """Whether "that" begins what is said of a noun: "a purchase that gave", but not "orders that included"."""
    after = chunks[j + 1 : j + 2]
    told = j == v + 1 if noun else any(is_finite(c) for c in after)  # "designs that were based on"
    return told and not any(c.word("intro") for c in after)


def _another_subject(chunks: list[Chunk], j: int) -> bool:
    """Whether the conjunction at `j` begins a clause with a subject of its own: "time passed and Russia agreed"."""
    after = chunks[j + 1 : j + 3]
    if len(after) == 2 and after[0].tag == "good" and after[1].tag == "atom" and (verb := after[1].entry("verb")):
        return bool(verb.data["frame"] == "move")  # "and a reactor followed"
    if after and after[0].tag == "good" and after[0].low.startswith(("its own ", "their own ")):
        return True  # "bought twelve Kilos, and its own boats owe them much"
    dated = [c.tag for c in chunks[j + 2 : j + 3]] == ["date"] and is_prep(chunks[j + 1])  # "and by May Moscow agreed"
    ahead = [c for c in chunks[j + 1 + dated : j + 5 + 2 * dated] if not c.word("det")]
    ahead = [c for c in ahead if not (c.tag == "atom" and c.entry("party_noun"))]
    ahead = [c for c in ahead if not c.word("adv") and c.tag != "date"]  # "and four years later Moscow agreed"
    contrast = chunks[j].low == "but" and len(ahead) > 1 and ahead[0].tag == "good"
    if contrast and (ahead[1].tag == "word" or is_finite(ahead[1])):
        return True  # ", but then the J-11 appeared"
    if (
        len(ahead) < 2
        or (chunks[j - 1].low != "," and not is_predicate(ahead[1]))
        or ahead[0].tag != "party"
        or ahead[0].value.possessive
    ):
        return False
    told = ahead[1].tag == "atom" and (bool(ahead[1].entry("verb", "cue")) or _told_by(ahead[1:2]))
    return ahead[1].tag == "word" or is_predicate(ahead[1]) or told


def _given_too(chunks: list[Chunk], v: int, j: int) -> bool:
    """Whether what is given or got begins another clause: "bought eight boats in 2002, and 24 fighters were ordered".

    Not in a list that is itself the subject: "sales of A, B, and C were agreed".
    """
    after = chunks[j + 1 : j + 5]
    verb = _predicate_of(chunks, j + 1) if chunks[j - 1].low == "," else None
    if verb is not None and chunks[verb].low in COPULAS and chunks[verb + 1].tag == "good":
        return True  # ", and the radar of the J-8 is the X"
    if chunks[j - 1].low != "," or len(after) < 3 or after[0].tag != "good" or not is_finite(after[1]):
        return False
    told = chunks[v].entry("verb") is not None or any(is_finite(c) or c.word("intro") for c in chunks[v:j])
    told = told or any(c.tag == "party" and not c.value.possessive for c in chunks[:v])
    return told and any(c.tag == "atom" and c.entry("verb") for c in after[2:])


def _predicate_of(chunks: list[Chunk], g: int) -> int | None:
    """The finite verb of which the good at `g`, and what follows it with "of", is the subject."""
    while g + 2 < len(chunks) and chunks[g].tag == "good" and chunks[g + 1].low == "of":
        g += 2
    told = g + 2 < len(chunks) and chunks[g].tag == "good" and is_finite(chunks[g + 1])
    return g + 1 if told else None


def _gerund_at(chunks: list[Chunk], j: int) -> bool:
    """Whether a verb of transfer stands at `j` as a gerund."""
    verb = chunks[j].entry("verb") if j < len(chunks) and chunks[j].tag == "atom" else None
    return verb is not None and verb.data["form"] == "ing"


def _another_infinitive(chunks: list[Chunk], j: int) -> bool:
    """Whether the conjunction at `j` joins an infinitive: "to train two pilots and to sell China a simulator"."""
    ahead = chunks[j + 1 : j + 3]
    return len(ahead) == 2 and ahead[0].low == "to" and ahead[1].tag == "atom" and ahead[1].entry("verb") is not None


def _another_deal(chunks: list[Chunk], j: int) -> bool:
    """Whether the conjunction at `j` joins another arrangement: "sales of engines and agreements on radars"."""
    given = chunks[j + 1].entry("noun") if j + 2 < len(chunks) and chunks[j + 1].tag == "atom" else None
    if given and given.data["frame"] in ("supply", "acquire") and chunks[j + 2].low == "of":
        return True  # "an order for 18 helicopters, and deliveries of engines"
    for c in chunks[j + 1 : j + 7]:
        if c.low in _ARRANGEMENTS:
            return True
        if c.tag in ("good", "party", "punct") or is_finite(c) or (is_prep(c) and c.low != "of"):
            return False
    return False


def resumes(chunks: list[Chunk], j: int, ranged: bool) -> int | None:
    """Where a list goes on after a clause put into it.

    So "A, and B when it is ready, or C"; "from A, which ..., to B"; "37 A equipped with guns, 11 B".
    """
    for k in range(j + 1, min(j + 16, len(chunks) - 2) if chunks[j].low not in CLAUSE_END else j):
        vague = chunks[j].word("rel") and chunks[j - 1].tag != "good"
        joins = (
            chunks[k + 1].word("conj")
            or (vague and chunks[k + 1].word("intro"))
            or (ranged and chunks[k + 1].low == "to")
        )
        renamed = chunks[k + 1].low == "or" and chunks[k - 1].tag == "good"  # "which fits it to the FC-1, or JF-17"
        if chunks[k].low != "," or renamed:
            continue
        if chunks[k + 1].word("conj") and chunks[k + 2].low == "for":
            return k  # "a contract for a carrier, which is to be rebuilt, and for 16 fighters"
        if chunks[k + 1].word("plus") and _measured(chunks, k + 2):
            return k
        if (joins and chunks[k + 2].tag == "good") or (chunks[k + 1].tag == "good" and chunks[k + 1].value.quantity):
            return k
    return None


def _measured(chunks: list[Chunk], j: int) -> bool:
    """Whether goods stand at `j`, behind a measure of them too: "as well as two regiments' worth of S-400 systems"."""
    while j < len(chunks) and (
        chunks[j].tag in ("word", "count")
        or chunks[j].word("det", "quantity")
        or chunks[j].low in ("of", "'", "’")
        or (chunks[j].tag == "good" and chunks[j].value.vague)
    ):
        j += 1
    return j < len(chunks) and chunks[j].tag == "good"
