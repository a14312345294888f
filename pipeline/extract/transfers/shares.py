"""Whose trade a share is of, and with whom: "provided 78 percent of China's arms imports"."""

from __future__ import annotations

from itertools import chain

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.syntax import governor
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.transfers.frames import Side, demonym_side, origin_side, sides

_TRADED = {"imported": "acquire", "exported": "supply"}  # "90 percent of China's imported arms"


def _is_actor(chunks: list[Chunk], k: int) -> bool:
    """Whether the party at `k` may be who gives or takes: no possessor, and not the one of "since the end of"."""
    return chunks[k].tag == "party" and not chunks[k].value.possessive and governor(chunks, k) != "of"


def share_of(chunks: list[Chunk], i: int) -> tuple[Side, Side] | None:
    """The two sides by whose trade the share is of: the owner receives what it imports, supplies what it exports.

    So "provided 78 percent of China's arms imports", "China took 14 percent of Russian arms exports, India 27".
    """
    if chunks[i].tag != "share":
        return None
    if (compared := _compared(chunks, i)) is not None:
        return compared
    shares = [k for k in range(i + 1) if chunks[k].tag == "share"]
    stated = [found for k in reversed(shares) if (found := _trade(chunks, k))] or shared_out(chunks, i)
    shared = next((k for k in range(i - 1, 0, -1) if chunks[k].low == "share"), None)
    if not stated and shared is not None and (trade := _trade(chunks, shared)) and trade[1]:
        stated = [trade]
        whose = sides(chunks, shared - 1)[:1] if chunks[shared - 1].tag == "party" else []
        if whose and whose[0].code != trade[0].code:  # "China's share of Russian arms exports"
            return (trade[0], whose[0]) if trade[1] == "supply" else (whose[0], trade[0])
    frame = next((frame for _, frame in stated if frame), "")
    if not frame:
        return None
    owner = stated[0][0]
    since = shares[-2] if len(shares) > 1 else -1
    parties = [k for k in range(i) if _is_actor(chunks, k)]
    parties = [k for k in parties if k > since] or parties
    behind = range(i, len(chunks)) if chunks[i - 1].low != "(" else ()  # "from Russia (77 percent)"
    led = ("by", "from", "to") if frame == "supply" else ("by", "from", *_at(chunks))
    agents = [k for k in behind if chunks[k].tag == "party" and governor(chunks, k) in led]
    named = (x for k in (*agents, *reversed(parties)) for x in sides(chunks, k)[:1])
    made = (side for c in chunks[:i] if c.tag == "good" and (side := origin_side(c.value)))  # "Russian arms made up"
    other = next((x for x in chain(named, made) if x.code != owner.code), None)
    if other is None:
        return None
    return (owner, other) if frame == "supply" else (other, owner)


def _at(chunks: list[Chunk]) -> tuple[str, ...]:
    """ "In", where it leads to who sells: "70 per cent originated in Russia, 10 per cent in France"."""
    return ("in",) if any(c.low in words("originating") for c in chunks) else ()


def _compared(chunks: list[Chunk], i: int) -> tuple[Side, Side] | None:
    """The two sides of a share that another is compared with: "China's share was less than that of India (23)"."""
    if i < 4 or [c.low for c in chunks[i - 4 : i - 2]] != ["that", "of"] or chunks[i - 1].low != "(":
        return None
    shared = next((k for k in range(i - 5, 0, -1) if chunks[k].low == "share"), None)
    trade = _trade(chunks, shared) if shared is not None else None
    whose = sides(chunks, i - 2)[:1]
    if not (trade and trade[1] and whose and whose[0].code != trade[0].code):
        return None
    return (trade[0], whose[0]) if trade[1] == "supply" else (whose[0], trade[0])


def _trade(chunks: list[Chunk], i: int) -> tuple[Side, str] | None:
    """The owner of the trade that the share at `i` is of, and whether it supplies or acquires.

    The latter is "" where the words leave it to another share: "78 percent of Chinese imports, 73 of India's".
    """
    for k in range(i + 1, min(i + 5, len(chunks))):
        c = chunks[k]
        owner = None
        if c.tag in ("share", "money"):
            break
        if c.tag == "party" and c.value.possessive and len(c.value.codes) == 1:
            owner = Side(c.value.codes[0], (c.start, c.end))
        elif c.tag == "good" and c.value.vague and (code := c.value.origin or c.value.taker):
            owner = Side(code, c.value.origin_span)
        elif c.tag == "atom" and chunks[k + 1 : k + 2] and chunks[k + 1].entry("noun"):
            owner = demonym_side(c)  # "39 percent of Russian exports of arms"
        if owner:
            nouns = (x.entry("noun") for x in chunks[k : k + 4])
            noun = next((n for n in nouns if n), None)
            traded = next((x.low for x in chunks[k : k + 3] if x.low in _TRADED), "")
            frame = str(noun.data["frame"]) if noun else _TRADED.get(traded, "")
            if noun and noun.data.get("agent"):
                frame = "acquire"  # "its suppliers": the owner gets
            return owner, frame if frame in ("supply", "acquire") else ""
    return None


def shared_out(chunks: list[Chunk], i: int) -> list[tuple[Side, str]]:
    """The owner of the trade and its kind where partners follow with their shares in brackets.

    So "the largest market for China's arms exports (61 percent), followed by Bangladesh (11 percent)".
    """
    if not i or chunks[i - 1].low != "(":
        return []
    opens = next((k for k in range(i) if chunks[k].tag in ("share", "money")), i)
    trades = (_trade(chunks, k) for k in range(-1, opens))
    return [found for found in trades if found and found[1]][:1]
