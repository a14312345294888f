"""What exercises and agreements share: where a clause ends, and which of its dates are none of what is named in it."""

from __future__ import annotations

from itertools import pairwise

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.parties import observes
from pipeline.extract.lexicon.event_words import words


def next_clause(chunks: list[Chunk], i: int) -> bool:
    """Whether the comma at `i` ends the clause: "in July they met, and in March the two", ", in March four ships" """
    if chunks[i].low != ",":
        return False
    after = [c for c in chunks[i + 1 : i + 5] if "conj" not in c.tags]
    when = 1 if after and syntax.is_prep(after[0]) else 0
    if len(after) < when + 2 or after[when].tag != "date":
        return False
    if not when and not (after[0].value.relative or after[0].value.edtf.endswith("/..")):
        return False  # "since 2012" and "a month later" need no preposition
    begun = after[when + 1]
    named = begun.tag in ("party", "good", "count") or begun.entry("demonym") is not None
    return named or begun.word("det", "poss", "pron")


def attributive(chunks: list[Chunk], i: int) -> bool:
    """Whether the date says which of something else: "in the 2024-2026 plan"."""
    led = i and chunks[i - 1].word("det") and chunks[i].low[:4].isdigit()
    return bool(led and i + 1 < len(chunks) and chunks[i + 1].tag == "word")


def of_other(chunks: list[Chunk], i: int) -> bool:
    """Whether it is of a report ("they said on Friday"), of the end ("until Friday"), or left out ("except")."""
    told = (
        any(
            chunks[k].low in words("both", "telling")
            and not (k and syntax.is_finite(chunks[k - 1]))  # "was added in"
            and all(c.low != "that" for c in chunks[k:i])  # "said that on 5 May the bombers had"
            for k in range(max(0, i - 5), i)
        )
        or any(c.low in words("both", "told_at") for c in chunks[max(0, i - 2) : i])
    )
    return told or only_bound(chunks, i) or _is_end(chunks, i) or left_out(chunks, i) or _of_source(chunks, i)


def only_bound(chunks: list[Chunk], i: int) -> bool:
    """Whether something was so at the date, and not first or only then: "by 2018 they had held it seven times"."""
    return i > 0 and chunks[i - 1].low == "by" and not (i > 1 and chunks[i - 2].low == "followed")


def _of_source(chunks: list[Chunk], i: int) -> bool:
    """Whether it is that of a publication, in brackets behind its name: "(Xinhua, 11 September)"."""
    before = chunks[max(0, i - 3) : i]
    opened = len(before) == 3 and before[0].low in ("(", ";") and before[2].low == ","
    return opened and before[1].tag == "party" and observes(before[1].value)


def left_out(chunks: list[Chunk], i: int) -> bool:
    """Whether nothing was held at the date: "every year except 2020", "each year but 2020"."""
    if i > 1 and chunks[i - 1].low == "but" and chunks[i - 2].low == "year":
        return True
    return any(
        c.low in words("both", "except") and (c.low != "not" or x.tag == "date" or syntax.is_prep(x))
        for c, x in pairwise(chunks[max(0, i - 3) : i + 1])
    )  # "not in 2020", but "it was not held in 2020"


def of_noun(chunks: list[Chunk], hi: int, i: int) -> bool:
    """Whether another noun behind `chunks[:hi]` has the date at `i`: "the drills, and the declaration of June 2016"."""
    noun = chunks[i - 2] if i > hi + 2 and chunks[i - 1].low == "of" else None
    if noun is None or noun.tag not in ("word", "good", "atom") or noun.low in words("both", "parts_of_time"):
        return False
    return chunks[i - 3].word("det", "poss") or chunks[i - 3].entry("evaluative", "modifier") is not None


def end_near(chunks: list[Chunk]) -> str | None:
    """The day on which something ends: "will last until 28 May"."""
    days = (i for i, c in enumerate(chunks) if c.tag == "date" and len(c.value.edtf) == 10)
    return next((chunks[i].value.edtf for i in days if _is_end(chunks, i)), None)


def _is_end(chunks: list[Chunk], i: int) -> bool:
    return any(c.low in words("both", "until") for c in chunks[max(0, i - 2) : i])


def own_part(chunks: list[Chunk], i: int) -> list[Chunk]:
    """The part of the sentence, between semicolons, in which the chunk at `i` stands."""
    first = next((k + 1 for k in range(i, -1, -1) if chunks[k].low == ";"), 0)
    return chunks[first : next((k for k in range(i, len(chunks)) if chunks[k].low == ";"), len(chunks))]
