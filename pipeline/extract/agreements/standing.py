"""What was done with an agreement, and how the source puts it: signed, expected, ended; a fact or hearsay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extract.agreements.acts import ENDS, acts
from pipeline.extract.agreements.naming import Noun
from pipeline.extract.drafts import Draft
from pipeline.extract.events.attending import Span
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.lexicon.entries import load
from pipeline.extract.lexicon.event_words import section, words
from pipeline.extract.text.date_parts import MONTHS_IN_FULL
from pipeline.extract.text.patterns import either

_DRAFT = re.compile(r"\bdraft (?:[\w-]+ ){0,3}$")
_LEFT = re.compile(r"\bfrom which [\w .]{3,40}? (?:withdrew|pulled out|exited|walked away)\b")
_LEAVING = re.compile(r"\b(?:withdrawal|exit|departure) (?:of|by) [\w .]{3,30} from (?:the )?$")
_ITS_END = re.compile(r"(?:'s?|’s?) (?:[\w-]+ )?(?:end|demise|collapse|termination|abrogation|death)\b")
_LATE = re.compile(
    r"\b(?:not|never) (?:be |been )?(?:signed|concluded|reached|finalised|finalized|agreed) until (?=\w)"
)
_TALKS = re.compile(
    r"\b(?:work|talks|negotiations|discussions|consultations) (?:\w+ ){0,5}"
    r"(?:on|about|over) (?:an?|the) (?:[\w-]+ ){0,3}$"
)
# Behind it: "an accord on which talks are under way".
_UNDER_TALKS = re.compile(
    r",? (?:on|about|over) which (?:[\w-]+ ){0,4}?(?:talks|negotiations|consultations|negotiating)\b"
)
_LET = re.compile(
    r"\b(?:let|lets|letting|allow(?:s|ed|ing)?) (?:(?!and\b|but\b)[\w'’-]+ ){0,8}?(?:to )?(?:lapse|expire|run out)\b"
)
_RUMOURS = r"(?:reports?|rumou?rs?|claims?|suggestions?|speculations?|assertions?)"
_DENIED = re.compile(  # "denied that the two had signed", "reports that a pact had been signed were denied"
    rf"\b(?:den(?:ied|ies|y|ying)|dismiss(?:ed|es|ing)|reject(?:ed|s|ing)|refut(?:ed|es|ing)) "
    rf"(?:that|(?:[\w-]+ ){{0,3}}{_RUMOURS} (?:that|of|about))\b[^.;]*"
    rf"|\b{_RUMOURS} (?:that|of|about)\b[^.;]*? (?:was|were|have been|has been) (?:\w+ )?"
    rf"(?:denied|dismissed|rejected|refuted)\b"
)
_BEFORE = 5  # words between "withdrew from" and the agreement
# What was ended, and no agreement: "denounced the deployment", "suspended all exchanges".
_OBJECT = re.compile(
    r" (?!the (?:[\w-]+ )?(?:treaty|pact|agreement|accord)\b|its participation\b"
    r"|(?:it|them|in|on|by|when|after|before|at|during|as|because|since|and|but|later|again|under|amid|for|with"
    r"|unilaterally)\b)\w"
)
_DAY = re.compile(rf" (?:\d|(?:{either(MONTHS_IN_FULL)})\b)")
_IS = re.compile(  # of the noun itself: "the 2021 road map is being negotiated"
    r"(?:(?!\b(?:which|that|who|whom|where)\b)[^;])*?\b(?:is|are|has been|have been|remains?)(?: \w+){0,2} "
)
_HAD = re.compile(r"\bhad (?:been )?(?:\w+ )?$")
_MAKING = ("negotiating", "expected", "signed")
_NOT_DONE = re.compile(r"\b(?:whether|would|could|may|might|should|will|not|refused|declined|failed|hoped|talks)\b")
_MONTH = len("2020-12")
_FEW = 8  # words between "prolonged" and the agreement


@cache
def _extending() -> re.Pattern[str]:
    """Somebody extends: "the two sides prolonged", "agreed to renew"; not "was extended"."""
    verbs = either(section("agreements")["extending"])
    return re.compile(rf"(?<!been )(?<!was )(?<!were )\b(?:{verbs})\b")


@cache
def _planned() -> re.Pattern[str]:
    """A signing still to come: "expected to be signed"."""
    data = section("agreements")
    gap = r"(?:(?!(?:but|when|while|after|before|as) )[\w'-]+ ){1,8}?(?<! and )"  # another verb is no charge
    charged = rf"(?:{either(data['charging'])}) {gap}(?:to )?"  # "authorised Roscosmos to sign"
    return re.compile(
        rf"\b(?:{charged}|(?:{either(data['planning'])}) (?:\w+ly )?)(?:be )?(?:{either(data['planned'])})\b"
    )


@cache
def _once() -> re.Pattern[str]:
    """A condition that is not met yet: "once an agreement on safeguards has entered into force"."""
    data = section("agreements")
    noun = rf"(?:an?|the) (?:[\w-]+ ){{0,3}}?(?:{either(data['heads'])})"
    done = rf"(?:is|has been|has) (?:{either(data['signings'])}|ratified|entered|come)"
    return re.compile(rf"\b(?:once|unless|until|if|as soon as) {noun} [^;]*?\b{done}\b")


@cache
def _offered() -> re.Pattern[str]:
    """Before what is only offered: "offered Beijing a treaty"."""
    offering = either(section("agreements")["offering"])
    return re.compile(rf"\b(?:{offering})(?: (?:the )?[\w-]+)?(?: to)? (?:an?|such an?) (?:[\w-]+ ){{0,2}}$")


@cache
def _was_offered() -> re.Pattern[str]:
    """Behind it: "a pact between the two was mooted"."""
    offering = either([*section("agreements")["offering"], "proposed"])
    return re.compile(rf"[^,.;:]{{0,80}}? (?:was|were|has been|had been) (?:\w+ )?(?:{offering})\b")


def _media() -> Iterator[str]:
    """The newspapers and agencies whose word is hearsay too."""
    for body in load("bodies"):
        if body["kind"] == "media":
            yield from (name.lower() for name in (body["name"], *body.get("also", ())))


@cache
def _hearsay() -> re.Pattern[str]:
    whose = either([*section("agreements")["hearsay"], *_media()])
    return re.compile(
        rf"\baccording to (?:[\w-]+ ){{0,3}}(?:{whose})\b"
        rf"|\b(?:{whose}) (?:ha(?:s|ve|d) )?(?:reported|claimed|alleged|suggested|claim|suggest)\b|\balleged that\b"
    )


def act(low: str, noun: Noun, lo: int, hi: int) -> tuple[str | None, Span | None]:
    """What was done with it. A planned signing goes first, then an end, then the nearest act."""
    if late := _LATE.search(low, noun.end, hi):
        return "signed", late.span()
    if talks := _TALKS.search(low, lo, noun.core or noun.start):
        return "negotiating", talks.span()
    if (under := _UNDER_TALKS.search(low, noun.end, hi)) and not acts("signed").search(low, under.end(), hi):
        return "negotiating", under.span()
    if once := _once().search(low, lo, hi):
        return "expected", once.span()
    own = low[noun.start : noun.core].split() if noun.core > noun.start else []
    if own and not words("agreements", "to_come").isdisjoint(own) and not acts("signed").search(low, lo, noun.start):
        return "expected", (noun.start, noun.core)
    if planned := _planned().search(low, lo, hi):
        return "expected", planned.span()
    draft = _DRAFT.search(low, lo, noun.core or noun.start)
    if draft or (noun.entry and noun.entry.data.get("draft")):
        return "negotiating", draft.span() if draft else (noun.start, noun.end)
    if offered := _offered().search(low, lo, noun.start) or _was_offered().match(low, noun.end, hi):
        return "expected", offered.span()
    if let := _LET.search(low, lo, hi):
        return "expired", let.span()
    if end := _ITS_END.match(low, noun.end):
        return "terminated", end.span()
    if left := _LEFT.search(low, noun.end, hi) or _LEAVING.search(low, lo, noun.core or noun.start):
        return "terminated", left.span()
    for name in ENDS if acts(*ENDS).search(low, lo, hi) else ():
        told = (m for m in acts(name).finditer(low, lo, hi) if not noun.start <= m.start() < noun.end)
        told = (m for m in told if name != "terminated" or _of_it(low, noun, m))
        if (m := next(told, None)) and not (noun.renews and name == "in_force"):
            return name, m.span()
    best: tuple[int, str, Span] | None = None
    for rank, name in enumerate(_MAKING if acts(*_MAKING).search(low, lo, hi) else ()):
        for m in acts(name).finditer(low, lo, hi):
            if name == "negotiating" and _DAY.match(low, m.end()):
                continue  # "after six years of negotiations on 14 October"
            if name == "negotiating" and _HAD.search(low, lo, m.start()) and acts("signings").search(low, m.end(), hi):
                continue  # "which had been negotiated for four years, was signed"
            distance = (noun.start - m.end() if m.end() <= noun.start else m.start() - noun.end) + 5 * rank
            if best is None or distance < best[0]:
                best = (distance, name, m.span())
    return (best[1], best[2]) if best else (None, None)


def _of_it(low: str, noun: Noun, m: re.Match[str]) -> bool:
    """Whether it is the agreement that was ended: "abrogated the treaty", and not "renounced claims and signed a"."""
    if m.end() <= noun.start:
        gap = low[m.end() : noun.start]
        return len(gap.split()) <= _BEFORE and not re.search(r"[,;:]| and ", gap)
    return m[0].endswith((" of", "ended")) or _OBJECT.match(low, m.end()) is None


def others_work(low: str, noun: Noun, told: str | None, span: Span | None) -> bool:
    """Whether what is negotiated behind one that is called by its date is another: "created a body that discusses"."""
    behind = told == "negotiating" and span is not None and span[0] >= noun.end
    return behind and span is not None and _IS.fullmatch(low, noun.end, span[0]) is None


def factuality(low: str, s: Analysed, status: str | None, span: Span) -> tuple[str, Span]:
    """How the source puts it: denied, hearsay, to come, or as a fact."""
    if (told := _DENIED.search(low, s.start, s.end)) and told.start() < span[0] < told.end():
        return "denied", told.span()
    if _LATE.search(low, s.start, s.end):
        return "asserted", span
    for name, words_for in (("denied", acts("denied")), ("reported", acts("reported")), ("reported", _hearsay())):
        if cue := words_for.search(low, s.start, s.end):
            return name, cue.span()
    return ("possible" if status == "expected" else "asserted"), span


def extension(low: str, s: Analysed, noun: Noun, row: Draft) -> Draft | None:
    """The act by which an agreement was extended: "In December 2020 the two prolonged the agreement of 2009".

    Who did it and in which month must be told; that it "was extended in 2020" is told of the agreement itself.
    """
    verbs = list(_extending().finditer(low, s.start, noun.start))
    if not verbs or len(low[verbs[-1].end() : noun.start].split()) > _FEW or row.value("status") != "in_force":
        return None
    before = (c for c in s.chunks if c.tag == "date" and c.end <= verbs[-1].start() and len(c.value.edtf) >= _MONTH)
    date = next((c for c in before if c.value.edtf != row.value("signed_date")), None)
    if date is None or _NOT_DONE.search(low, date.end, noun.start):
        return None
    more = Draft("agreements", row.start, row.end, row.method, dict(row.claims))
    more.claim("title", f"extension of {row.value('title')}", verbs[-1].span())
    more.claim("status", "signed", verbs[-1].span())
    more.claim("signed_date", date.value.edtf, date.value)
    return more
