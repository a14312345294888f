"""Views that no verb introduces: "In Kashin's view, ...", "Putin's claim that", "Moiseev was sceptical: ..."."""

from __future__ import annotations

import re

from pipeline.extract.lexicon.entries import load
from pipeline.extract.quotes.candidates import Candidate
from pipeline.extract.quotes.clauses import Clauses
from pipeline.extract.quotes.speech_words import lays_down, owned_words, pattern
from pipeline.extract.text.patterns import either

_REACH = 150  # characters between the noun for what was said and the opening mark
_SUMMED_UP = re.compile(r" (?:is|was|are|were|seems|remains|sounded|has been) [^“”\",;:]{2,60}: [^“”\":;]*")
_IS = re.compile(r" (?:is|are|was|were|remains?)\b")
_TOLD = re.compile(r",|:| (?:is|was)\b")  # "in his view, ", "her verdict was"
_CLAUSE = r"(?:^|[;:—–] |, (?=but|and|yet|while))(?:(?:yet|but|and|while|whereas) )?"  # where one begins
_FOR = re.compile(rf"{_CLAUSE}(?:for|to) (?:(?:the|an?) )?(?:[\w-]+ )?$")  # "for the Swedish analyst Berg"
_FOR_HIM = re.compile(rf"{_CLAUSE}(?:for|to) (him|her|them)\b")
# "for the analyst Berg it was", "for him the engine remains"
_IT_IS = re.compile(
    r"(?: [\w'-]+){1,6} (?:is|are|was|were|remains?|remained|meant|means|marked|marks)"
    r"(?: (?:still|simply|merely|just|only|nothing but|no more than|no less than|above all|\w+ly))? "
)
_MADE_BY = re.compile(rf"\b(?:{either([*load('speech')['spoken'], 'one'])}) (?:made )?by (?:the )?(?:[\w-]+ )?$")
_IN_WHICH = re.compile(r"[^“”\";:]*?,? in which (?:[\w'-]+ ){0,6}")
_ARTICLE = re.compile(r"(?:(?:article|section|chapter|clause|paragraph|annex) [\divx]+ of )?(?:(?:the|an?) )?")
_SUBJECTS = {"his": "he", "him": "he", "her": "she", "their": "they", "them": "they"}


def pronoun(form: str, start: int) -> Candidate:
    """Whom "his" or "them" stands for, as the subject that would be meant."""
    return Candidate(start, start + len(form), _SUBJECTS[form], None, "pronoun")


def view(clauses: Clauses, start: int, end: int) -> tuple[Candidate, str] | None:
    """Whose view a sentence that begins at `start` gives in the words from `end` on, and the rule that tells it."""
    low = clauses.low
    for who in reversed(clauses.between(start, end)):
        if who.kind == "document" and _ARTICLE.fullmatch(low, start, who.lead) and lays_down().match(low, who.end, end):
            return who, "view"  # "the treaty commits both sides to hold talks when"
        if who.kind == "document" and _IN_WHICH.fullmatch(low, who.end, end):
            return who, "view"  # "a statement in which the “unilateral deployment” was condemned"
        if who.kind not in ("person", "office", "body", "party"):
            continue
        lead, rest = low[start : who.lead], low[who.end : end]
        spoken = owned_words().match(low, who.end, end)
        if spoken and _IS.match(low, spoken.end()) and clauses.verbs(start, who.lead):
            return None  # "the institute wrote that his remarks were “a sign of”"
        if spoken and len(rest) <= _REACH and not clauses.verbs(spoken.end(), end):
            return who, "view"
        if who.kind == "party" or clauses.verbs(who.end, end):
            continue
        one = who.kind == "person" or (who.kind == "office" and not who.plural)
        if (_FOR.fullmatch(lead) and rest.startswith(",")) or (one and _FOR.search(lead) and _IT_IS.fullmatch(rest)):
            return who, "view"
        if _MADE_BY.search(lead) and rest.startswith((" that ", " to the effect that ")):
            return who, "view"  # "a remark by Peskov that cooperation would"
        if _ARTICLE.fullmatch(lead) and (rest.rstrip().endswith(":") or _SUMMED_UP.fullmatch(rest)):
            return who, "colon"
    if (him := _FOR_HIM.search(low[start:end])) and _IT_IS.fullmatch(low, start + him.end(), end):
        return pronoun(him[1], start + him.start(1)), "view"
    own = owned_words().match(low, start + 3 * low.startswith("in ", start), end)
    if own is None or not _TOLD.match(low, own.end()):
        return None
    said = [v for v in clauses.verbs(own.end(), end) if not pattern("attitudes").fullmatch(v[0])]
    other = clauses.subject(said, own.end()) if said else None
    if other and other.kind == "person":
        return None  # "In his comments, Chapuis urged China"
    return pronoun(own[1], own.start(1)), "view"
