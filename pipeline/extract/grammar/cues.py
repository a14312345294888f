"""How a source puts a thing: factuality and status, from the cue words around its verb."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.grammar.asides import added
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.cue_reach import BE, clause_start, left_edge, subject_start
from pipeline.extract.grammar.cue_words import (
    by_agreement,
    cues_in,
    enabled,
    of_another_verb,
    of_price,
    refuted,
    under_contract,
    weighs,
)
from pipeline.extract.grammar.syntax import MODALS
from pipeline.extract.lexicon.frame_words import words

_INTENT = ("plan", "intend", "aim")  # whoever plans has signed nothing yet
_GERUND_OF = ("of", "in", "for", "from", "about", "against", "without", "before", "on")  # "interest in buying"
_CONDITION = ("if", "unless", "should")


class Reading(NamedTuple):
    """Factuality and status with the cue that gave each (None: the verb itself did)."""

    factuality: str
    factuality_cue: Chunk | None
    status: str | None
    status_cue: Chunk | None


def _foretold(c: Chunk) -> bool:
    """Whether a chunk says of something that it may or will be; adjectives before a noun ("potential uses") do not."""
    return "evaluative" not in c.kinds and c.cue("possible", "planned")


def _predicate(chunks: list[Chunk], v: int) -> dict[str, Chunk]:
    """The cues of what is said of the noun at `v`: "deliveries of the S-400 are expected to begin"."""
    for k in range(v + 1, len(chunks)):
        c = chunks[k]
        modal = c.low in MODALS and not any(x.low == "have" for x in chunks[k + 1 : k + 2])
        if c.low in (",", ";", "(") or c.word("sub", "rel") or (c.tag == "atom" and c.entry("verb") and not modal):
            return {}
        if c.low in BE or modal or (_foretold(c) and not of_price(chunks, c)):
            found = cues_in(chunks, k, k + 4)
            if c.low in BE and chunks[k + 1 : k + 2] and chunks[k + 1].low == "to":
                found.setdefault("planned", c)  # "were to begin in 2018"
            return found
    return {}


def _is_to(chunks: list[Chunk], v: int) -> Chunk | None:
    """The form of "be" in "is (reportedly) to deliver", which speaks of a plan."""
    j = v - 2
    while j >= 0 and chunks[j].word("adv"):
        j -= 1
    return chunks[j] if j >= 0 and chunks[v - 1].low == "to" and chunks[j].low in BE else None


def _to_be(chunks: list[Chunk], v: int) -> Chunk | None:
    """The "to" of an infinitive in the passive, which speaks of a plan: "drones, to be delivered in April"."""
    return chunks[v - 2] if v > 1 and chunks[v - 1].low == "be" and chunks[v - 2].low == "to" else None


def _disputed(chunks: list[Chunk], cue: Chunk | None, left: int) -> Chunk | None:
    """The denial whose object the clause that begins at `left` is: "denied reports that it will sell"."""
    if cue is None or not cue.entry("cue"):
        return None
    between = chunks[chunks.index(cue) + 1 : left]
    return None if any(c.low in (",", ";") or c.word("conj") for c in between) else cue


def _announced(chunks: list[Chunk], subject: int | None, cue: Chunk) -> bool:
    """Whether "would" is the "will" of who announces what it does itself: "China said that it would buy"."""
    said = range(max(0, (subject or 0) - 4), subject or 0)
    told = next((j for j in said if chunks[j].low in words("announcing")), None)
    if cue.low != "would" or subject is None or told is None:
        return False
    own = {code for c in chunks[:told] if c.tag == "party" for code in c.value.codes}
    return bool(own & set(chunks[subject].value.codes if chunks[subject].tag == "party" else ()))


def _provided_for(chunks: list[Chunk], cue: Chunk) -> bool:
    """Whether "would" is what a contract says: "signed a contract under which Russia would supply"."""
    if cue.low != "would":
        return False
    n = chunks.index(cue)
    led = any(a.low in ("under", "by") and b.low == "which" for a, b in pairwise(chunks[max(0, n - 6) : n]))
    return led or any(c.low == "whereby" for c in chunks[max(0, n - 5) : n])


def _leads_on(chunks: list[Chunk], cue: Chunk, left: int) -> bool:
    """Whether the condition that a cue states reaches the clause at `left`: no comma has closed it."""
    return not any(c.low == "," for c in chunks[chunks.index(cue) : left])


def _condition(chunks: list[Chunk], v: int) -> Chunk | None:
    """The "if" of the clause that the verb at `v` stands in: "if China can pressure Russia to provide"."""
    for c in reversed(chunks[:v]):
        if c.low in _CONDITION and not weighs(chunks, c):
            return c
        if c.low in (",", ";"):
            return None
    return None


def read(
    chunks: list[Chunk],
    subject: int | None,
    v: int,
    form: str,
    past: str | None,
    noun: bool = False,
    end: int | None = None,
) -> Reading:
    """Factuality and status of the verb (or noun) at `v` whose subject is at `subject`."""
    left = left_edge(chunks, subject, v, form)
    if noun:
        left = max(left, subject_start(chunks, v))
    near = cues_in(chunks, left, v)
    if noun and any(c.low in words("stopping") for c in chunks[left:v]):
        near = {name: cue for name, cue in near.items() if name in ("cancelled", "reported")}
    stop = min(len(chunks), (end if end is not None else v + 1) + (6 if noun else 0))
    after = cues_in(chunks, v + 1, stop)
    before = cues_in(chunks, clause_start(chunks, left), left)
    told = _predicate(chunks, v) if noun else {}
    denied = near.get("denied") or _disputed(chunks, before.get("denied"), left) or refuted(chunks, v)
    if denied and not (form == "base" and chunks[v - 1].low == "only"):
        return Reading("denied", denied, None, None)
    hearsay = near.get("reported") or before.get("reported") or added(chunks, v) or told.get("reported")
    introduced = left >= 2 and any(c.low in ("that", "if", "whether") for c in chunks[max(0, left - 4) : left])
    possible = near.get("possible") or (before.get("possible") if introduced or subject is None else None)
    if possible and form != "base" and of_another_verb(chunks, possible, v):
        possible = None
    if possible and (_announced(chunks, subject, possible) or _provided_for(chunks, possible)):
        near["planned"], possible = possible, None
    if possible and possible.low in ("if", "unless") and not _leads_on(chunks, possible, left):
        possible = None
    possible = possible or _condition(chunks, v) or told.get("possible") or enabled(chunks, v)
    if hearsay and not (possible and near.get("possible") and possible.low != "would"):
        factuality, cue = "reported", hearsay
    elif possible:
        factuality, cue = "possible", possible
    else:
        factuality, cue = "asserted", None
    if planned := told.get("planned") or (_is_to(chunks, v) if form == "base" else _to_be(chunks, v)):
        near.setdefault("planned", planned)
    stated = _status_by_cue(chunks, near, after, possible, v, form, noun)
    status, status_cue = stated or (_status_by_form(chunks, v, form, past, noun), None)
    return Reading(factuality, cue, status, status_cue)


def _status_by_cue(
    chunks: list[Chunk],
    near: dict[str, Chunk],
    after: dict[str, Chunk],
    possible: Chunk | None,
    v: int,
    form: str,
    noun: bool,
) -> tuple[str, Chunk] | None:
    """The status that a cue states, and the cue; the strongest decides."""
    if noun and (close := _close_to(chunks, v)):
        return "negotiating", close
    for name in ("cancelled", "negotiating"):
        behind = after.get(name) if noun or name == "cancelled" else None
        if cue := near.get(name) or (behind if behind and not _of_another_deed(chunks, behind) else None):
            return name, cue
    if possible:
        return "prospective", possible
    ongoing = near.get("ongoing")
    if ongoing and (ongoing.low not in BE or (form == "ing" and not noun)):
        return "ongoing", ongoing
    planned = near.get("planned")
    if planned or near.get("ordered"):
        # "a contract under which Russia is to deliver": the cue may stand anywhere before the verb
        intent = planned is not None and planned.low.startswith(_INTENT)
        told = cues_in(chunks, 0, v).get("ordered") or by_agreement(chunks, v) or under_contract(chunks, v)
        ordered = near.get("ordered") or (None if intent else told)
        if ordered:
            return "ordered", ordered
    if planned:
        return "prospective", planned
    if cue := near.get("delivered") or (after.get("delivered") if noun else None):
        return "delivered", cue
    if noun and (cue := after.get("ongoing")) and cue.low in ("still", "continue", "continues", "ongoing"):
        return "ongoing", cue  # "deliveries began in 2009 and are still under way"
    return None


def _of_another_deed(chunks: list[Chunk], cue: Chunk) -> bool:
    """Whether somebody does what the cue says to something else: "with this sale, Moscow abandoned its caution"."""
    n = chunks.index(cue)
    acts = chunks[n - 1].tag == "party" and not chunks[n - 1].value.possessive
    return acts and not any(x.low in words("ending") or x.low in ("it", "them") for x in chunks[n + 1 : n + 5])


def _close_to(chunks: list[Chunk], v: int) -> Chunk | None:
    """What says that the noun at `v` is not reached yet: "close to an agreement"."""
    j = v - 1
    while j > 1 and (chunks[j].word("det") or chunks[j].entry("evaluative")):
        j -= 1
    return chunks[j - 1] if j > 0 and chunks[j].low == "to" and chunks[j - 1].low in ("close", "closer") else None


def _punished(chunks: list[Chunk], v: int) -> bool:
    """Whether somebody is made to pay for what the form in "-ing" at `v` says: "sanctioned a firm for supplying"."""
    return any(c.low in words("punishing") for c in chunks[max(0, v - 10) : v])


def _status_by_form(chunks: list[Chunk], v: int, form: str, past: str | None, noun: bool) -> str | None:
    """The status that the verb's form or the noun itself states."""
    if form == "ed" and v and chunks[v - 1].low.split(" ")[-1] == "being":
        return "ongoing"
    if noun or form == "ed" or (form == "ing" and v and chunks[v - 1].low in ("after", "having")):
        return past
    present = (
        form == "s"
        or (form == "ing" and not (v and chunks[v - 1].low in _GERUND_OF))
        or (form == "base" and (v == 0 or chunks[v - 1].low != "to"))
    )
    if form == "ing" and v and chunks[v - 1].low == "for" and _punished(chunks, v):
        return "delivered"
    return "ongoing" if present else None
