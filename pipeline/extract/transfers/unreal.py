"""What is spoken of and is not so: a transfer that is only feared, or forbidden; copying that is only feared."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk, unbroken
from pipeline.extract.grammar.names import QUOTES
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.frames import Relation
from pipeline.extract.transfers.phrases import says

_LED = ("that", "of", "about", "lest")


def unreal(chunks: list[Chunk], relation: Relation) -> bool:
    """Whether nobody says that the transfer took place or may: it is feared, forbidden, or was refused."""
    return (
        _feared(chunks, relation.trigger)
        or _asked_who(chunks, relation.trigger)
        or _whoever(chunks, relation.trigger)
        or _figure(chunks, relation)
        or _admonished(chunks, relation.trigger)
        or (_hoped(chunks, relation) and any(_refuses(chunks, k) for k in range(len(chunks))))
    )


def _hoped(chunks: list[Chunk], relation: Relation) -> bool:
    """Whether it is only asked for: "asked twice for submarines, and was refused", "sought to buy bombers in vain"."""
    before = chunks[max(0, relation.trigger - 1) : relation.trigger]
    asked = relation.entry.data.get("factuality") == "possible" or any(c.cue("possible") for c in before)
    return relation.frame == "acquire" and asked


def _refuses(chunks: list[Chunk], k: int) -> bool:
    """Whether the word at `k` says that what was asked for was not given."""
    if chunks[k].low in words("turning"):  # "turned both requests down"
        ahead = unbroken(chunks[k + 1 : k + 7])
        return any(c.low == "down" for c in ahead)
    return says(chunks, k, "refusing") or chunks[k].low in ("refused to", "declined to")


def _feared(chunks: list[Chunk], n: int) -> bool:
    """Whether the clause of the verb at `n` is what somebody is afraid of: "fears that Russia may sell"."""
    for k in range(n - 1, -1, -1):
        if chunks[k].low in (",", ";", ":"):
            return False
        if chunks[k].low in words("fearing"):
            return any(c.low in _LED for c in chunks[k + 1 : k + 2]) or chunks[k + 1].tag == "party"
    return False


def _asked_who(chunks: list[Chunk], n: int) -> bool:
    """Whether it is only asked or not known who did what the verb at `n` says: "the question of who trained them"."""
    k = _subject_end(chunks, n)
    return k > 0 and chunks[k].low == "who" and chunks[k - 1].low in words("asking")


def _whoever(chunks: list[Chunk], n: int) -> bool:
    """Whether anybody may be the subject of the verb at `n`: "whoever sells them a radar", "anyone who supplies it"."""
    k = _subject_end(chunks, n)
    who = k > 0 and chunks[k].low == "who" and chunks[k - 1].low in words("anyone")
    return who or (k >= 0 and chunks[k].low == "whoever")


def _subject_end(chunks: list[Chunk], n: int) -> int:
    """Where what stands before the verb at `n`, its adverbs and auxiliaries, begins."""
    k = n - 1
    while k > 0 and chunks[k].word("adv", "aux"):
        k -= 1
    return k


def _figure(chunks: list[Chunk], relation: Relation) -> bool:
    """Whether somebody's words give it in a figure of speech: "hands Beijing “a shield without a sword”"."""
    g = relation.goods[0] if relation.goods else 0
    quoted = sum(c.low in QUOTES for c in chunks[relation.trigger : max(g, relation.trigger)]) == 1
    one = chunks[g].low.startswith(("a ", "an ")) and not chunks[g].value.designation
    return quoted and one and relation.entry.name in words("giving")


def _admonished(chunks: list[Chunk], n: int) -> bool:
    """Whether somebody is told not to do what the verb at `n` says: "warned Beijing not to give"."""
    verb = chunks[n].entry("verb") if chunks[n].tag == "atom" else None
    if (
        n < 3
        or verb is None
        or verb.data["form"] != "base"
        or chunks[n - 1].low != "to"
        or not chunks[n - 2].word("neg")
    ):
        return False
    return any(says(chunks, k, "admonishing") for k in range(max(0, n - 8), n - 2))


def copying(chunks: list[Chunk]) -> Chunk | None:
    """The first word that says that something was copied."""
    return next((c for c in chunks if (e := c.entry("cue")) and e.name == "copied"), None)


def dreaded(chunks: list[Chunk], cue: Chunk) -> bool:
    """Whether a cue stands behind a word of fear in its clause: "despite fears of copying, sold the jet"."""
    n = chunks.index(cue)
    clause = unbroken(reversed(chunks[max(0, n - 8) : n]))
    return any(c.low in words("fearing") or c.low in words("worrying") for c in clause)


def of_copies(chunks: list[Chunk], relation: Relation, copied: Chunk, g: int) -> bool:
    """Whether the relation speaks of what was copied: the word of copying stands before it, or before its good."""
    if relation.construction == "participle":
        return False
    at = chunks.index(copied)
    of_these = relation.trigger < at < g and copied.low not in ("copy", "copies")
    return at < relation.trigger or of_these or (relation.passive and relation.frame == "assist")
