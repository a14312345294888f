"""People who are lent for what they know: "Moscow sent 1,390 specialists to China" is technical assistance."""

from __future__ import annotations

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.goods import Good
from pipeline.extract.lexicon.frame_words import words


def experts(chunks: list[Chunk], v: int) -> list[int]:
    """The specialists that the verb of sending at `v` has for its object: their chunk stands for what is given."""
    for k in range(v + 1, min(v + 6, len(chunks))):
        c = chunks[k]
        if c.low.split(" ")[-1] in words("experts"):
            count = next((x for x in chunks[v + 1 : k] if x.tag == "count"), None)
            origin = c.value.codes[0] if c.tag == "party" and c.value.codes else None
            name = c.low.split(" ")[-1]
            if count is None:
                return []  # "sent engineers" names nothing that could be looked up
            c.tag, c.value = "good", Good(name, "other", None, c.start, c.end, count, origin, plural=True)
            return [k]
        if not (
            c.tag in ("count", "word", "party")
            or c.word("det", "quantity", "adv")
            or c.entry("evaluative", "demonym", "modifier")
        ):
            return []
    return []
