"""The cue words before and behind a verb, without those that speak of something else."""

from __future__ import annotations

from itertools import pairwise

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import MODALS
from pipeline.extract.lexicon.frame_words import words


def cues_in(chunks: list[Chunk], lo: int, hi: int) -> dict[str, Chunk]:
    """The cues in `chunks[lo:hi]` by what they say, the one nearest to `hi` for each."""
    found: dict[str, Chunk] = {}
    for c in _without_relatives(chunks[max(0, lo) : hi]):
        denies = "neg" in c.tags
        if not ("cue" in c.kinds or denies) or weighs(chunks, c) or of_price(chunks, c) or of_paper(chunks, c):
            continue
        for entry in c.entries:
            if entry.kind == "cue":
                found.setdefault(entry.name, c)
        if denies and c.low != "no" and not _overcome(chunks, chunks.index(c), hi):
            found.setdefault("denied", c)
    return found


def _without_relatives(chunks: list[Chunk]) -> list[Chunk]:
    """The chunks from the last to the first without relative clauses between commas: ", who declined to be named,"."""
    out: list[Chunk] = []
    closed = False  # behind the comma that ends such a clause, if one does
    for i in range(len(chunks) - 1, -1, -1):
        c = chunks[i]
        led = i - (i > 1 and chunks[i - 1].word("prep"))  # ", for which it is said to have paid,"
        if closed and "rel" in c.tags and led and chunks[led - 1].low == ",":
            while out[-1].low != ",":
                out.pop()
        closed |= c.low == ","
        out.append(c)
    return out


def _overcome(chunks: list[Chunk], n: int, hi: int) -> bool:
    """Whether what the "not" at `n` denies is no transfer: "not only the supply", "could not stop the export".

    Nor is what cannot come before a time: "could not be delivered before 2017".
    """
    late = any(a.low in ("before", "until") and b.tag == "date" for a, b in pairwise(chunks[hi + 1 : hi + 5]))
    return (
        late
        or any(c.low == "only" for c in chunks[n + 1 : n + 2])
        or any(c.low in words("stopping") for c in chunks[n + 1 : hi])
    )


def enabled(chunks: list[Chunk], v: int) -> Chunk | None:
    """What lets the subject do what the verb at `v` says, in time to come: "it will allow Russia to sell"."""
    if v < 4 or chunks[v - 1].low != "to" or chunks[v - 2].tag != "party":
        return None
    return chunks[v - 4] if chunks[v - 3].low in words("allowing") and chunks[v - 4].low in MODALS else None


def under_contract(chunks: list[Chunk], v: int) -> Chunk | None:
    """The contract under which what the verb at `v` says will be done: "is to receive ten under a signed contract"."""
    led = (k for k in range(v + 1, len(chunks) - 1) if chunks[k].low == "under")
    behind = (c for k in led for c in chunks[k + 1 : k + 4])
    return next((c for c in behind if c.low in words("ordering") and c.entry("noun")), None)


def by_agreement(chunks: list[Chunk], v: int) -> Chunk | None:
    """The arrangement by which the verb at `v` comes to pass: "concluded an accord by which it was to supply"."""
    which = next((k for k in range(v - 1, 1, -1) if chunks[k].low == "which"), 0)
    if not which or chunks[which - 1].low not in ("by", "under"):
        return None
    before = reversed(chunks[max(0, which - 8) : which - 1])
    return next((c for c in before if c.low.split(" ")[0] in words("ordering")), None)


def of_price(chunks: list[Chunk], c: Chunk) -> bool:
    """Whether a cue says only of the price that it is hearsay: "a package said to be worth $1 billion".

    Or only to whom: "its first sale was to China".
    """
    if not c.low.endswith(" to"):
        return False
    n = chunks.index(c)
    to_whom = any(x.tag == "party" for x in chunks[n + 1 : n + 2])
    return to_whom or [x.low for x in chunks[n + 1 : n + 3]] in (["be", "worth"], ["be", "valued"])


def of_paper(chunks: list[Chunk], c: Chunk) -> bool:
    """Whether it is a contract that tells: "according to the contract" is no hearsay."""
    if c.low != "according to":
        return False
    n = chunks.index(c)
    return any(x.low in words("ordering") for x in chunks[n + 1 : n + 4])


def weighs(chunks: list[Chunk], c: Chunk) -> bool:
    """Whether "if" and "not" only weigh two words against each other: "much, if not all, of the trade"."""
    if c.low != "if" and "neg" not in c.tags:
        return False
    n = chunks.index(c)
    if c.low != "if":
        return n > 0 and chunks[n - 1].low == "if"
    return any(x.word("neg") or x.low == "only" for x in chunks[n + 1 : n + 2])


def refuted(chunks: list[Chunk], v: int) -> Chunk | None:
    """The denial of what the sentence begins by reporting: "reports that Russia would sell it were denied"."""
    told = any(c.cue("reported") for c in chunks[:v]) and any(c.low == "that" for c in chunks[:v])
    ahead = pairwise(chunks[v:]) if told else ()
    return next((b for a, b in ahead if b.low == "denied" and a.low.split(" ")[-1] in ("was", "were", "been")), None)


def of_another_verb(chunks: list[Chunk], cue: Chunk, v: int) -> bool:
    """Whether the cue is of another verb than that at `v`: "tried to delay, but delivered", "hoped to please by"."""
    between = chunks[chunks.index(cue) + 1 : v] if cue.low.endswith(" to") else []
    return any(c.word("conj") or c.low == "by" for c in between)
