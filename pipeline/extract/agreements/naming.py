"""Finding and naming agreements: a treaty of the lexicon, a title in capitals, or a noun group."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.entries import Entry, load
from pipeline.extract.lexicon.event_words import section, words
from pipeline.extract.lexicon.forms import plural
from pipeline.extract.text.date_parts import MONTHS_IN_FULL
from pipeline.extract.text.patterns import either, overlaps

_LEAD = r"(?:The|A|An|This|That|In|On|Under|By|With|And|But|\w+ the) "  # begins a sentence, and no title

_WITHIN = re.compile(r"\b(?:outside|inside|within|without|former|old|of) (?:the |an? )?$")
_COPULA = re.compile(
    r"\b(?:is|was|as|remains|became|called|dubbed|branded|labell?ed|nicknamed) (?:an?|the) (?:[\w-]+ ){0,2}$"
)
_MUTUAL = re.compile(r"\b(?:each other|one another|neither|mutual(?:ly)?)\b")
_DEALS_WITH = re.compile(r"(?:,|\d{4}|\b(?:one|another|which|that|it|(?:first|second|third)(?: one)?)) deals with ")
_TO_ANOTHER = re.compile(r" to (?:the|this|that|their|its) (?:[\w-]+ ){0,6}")  # "a protocol to the agreement"
_OWN_DATE = re.compile(r" (?:of|signed|from|dated|concluded) (?:\w+ ){0,2}(?:\w+ \d|\d)")


@cache
def _about_another() -> re.Pattern[str]:
    """What stands between an agreement and the one that it is about: " on the extension of the"."""
    words_for = either(section("agreements")["about_another"])
    return re.compile(
        rf" (?:on|for|to|of)?(?: ?(?:the|that|which) )? ?(?:{words_for}) (?:of |to )?(?:\w+ ){{0,6}}[“‘\"']?"
    )


@cache
def other_nouns() -> re.Pattern[str]:
    """Nouns that name one only beside other words: "the 1950 alliance", "a document on", "documents, including one"."""
    signed = either(section("agreements")["signings"])
    month = rf"(?:(?:{either(MONTHS_IN_FULL)}) )?"
    return re.compile(
        rf"\b\d{{4}} (?P<dated>(?:[\w-]+ )?alliance)\b(?! treaty)|\b(?P<of>alliance) of {month}\d{{4}}"
        r"|\ban? (?:[\w-]+ )?(?P<one>document|paper) (?:on|about|concerning|regarding|governing)\b"
        rf"|\b(?:{signed}) (?:an? |the )(?:[\w-]+ ){{0,2}}?(?P<plan>plan|programme|program)(?= (?:for|to|on|of)\b)"
        r"|\b(?P<some>documents|papers)"
        r"(?=[^.;]{0,120}(?:including|among them|[:—–]|,) (?:an? |the )?one (?:on|about)\b)"
    )


@dataclass(slots=True)
class Noun:
    """An agreement as its words name it: `start:end` is the noun group, `head` the noun."""

    start: int
    end: int
    head: str
    kind: str
    entry: Entry | None = None
    title: str | None = None
    plural: bool = False
    weak: bool = False
    core: int = 0  # where the head noun begins
    verb: bool = False  # its words are no noun: "declared that"
    renews: bool = False  # it is about another agreement, which it extends or carries out
    again: bool = False  # its words stand for the noun before it: "another on trade"
    afresh: bool = False  # and that noun is in a sentence before
    lead: str = ""  # of such a one, the modifiers of the noun before


def find(analysis: Analysis, s: Analysed) -> list[Noun]:
    """The agreements that one sentence names, in order."""
    found = [
        Noun(c.start, c.end, "treaty", entry.data.get("kind", "treaty"), entry, entry.name)
        for c in s.chunks
        if (entry := c.kinds.get("agreement"))
    ]
    for m in _titled().finditer(analysis.plain, s.start, s.end):
        if not overlaps(found, m) and (noun := _of_title(analysis, m)):
            found.append(noun)
    for m in _heads().finditer(analysis.low, s.start, s.end):
        named = any(f.entry and f.end + 1 == m.start() for f in found)  # "the New START treaty"
        by = analysis.low.startswith("by ", max(s.start, m.start() - 3))  # "promised to it by treaty"
        if not (named or by or overlaps(found, m) or _is_verb(analysis.low, m)):
            found.append(_of_group(analysis, s, m))
    for m in other_nouns().finditer(analysis.low, s.start, s.end):
        name = m.lastgroup or ""
        start, end = m.span(name)
        if not overlaps(found, m) and _of_two(analysis.low, s, start, end):
            kind, weak = ("treaty", False) if "alliance" in m[name] else ("other", True)
            head = "alliance" if kind == "treaty" else m[name] if name == "plan" else "document"
            found.append(Noun(start, end, head, kind, plural=m[name].endswith("s"), weak=weak, core=start))
    if not found and _MUTUAL.search(s.low) and (said := _declared().search(analysis.low, s.start, s.end)):
        found.append(Noun(said.start(), said.end(1), "declaration", "joint_statement", core=said.start(), verb=True))
    found = [noun for noun in found if not _is_alliance(analysis.low, noun)]
    return _apart(analysis, sorted(found, key=lambda f: f.start))


def _is_verb(low: str, m: re.Match[str]) -> bool:
    """Whether the noun is a verb there: "a third one, of 1997, deals with"."""
    return m[0] == "deals" and _DEALS_WITH.search(low, m.start() - 12, m.end() + 6) is not None


def _of_two(low: str, s: Analysed, start: int, end: int) -> bool:
    """Whether two are named who made the alliance or paper at `start:end`: before it, in it, or behind "between"."""
    named = {code for c in s.chunks if c.tag == "party" and c.end <= end for code in c.value.codes}
    joint = "joint" in low[s.start : start] or "-" in low[start:end]  # "the 1950 Sino-Soviet alliance"
    told = low.startswith((" between ", " with "), end) or " signed" in low[end : s.end]
    return len(named) > 1 or joint or told


def _is_alliance(low: str, noun: Noun) -> bool:
    """Whether a pact is spoken of as those who are in it: "the Warsaw Pact allies", "outside the Warsaw Pact"."""
    within = _WITHIN.search(low, max(0, noun.start - 14), noun.start)
    named = noun.title is not None and low.endswith(" pact", noun.start, noun.end)
    return named and (within is not None or _members().match(low, noun.end) is not None)


@cache
def _members() -> re.Pattern[str]:
    return re.compile(rf"(?:'s)? (?:{either(section('agreements')['members'])})\b")


def _apart(analysis: Analysis, found: list[Noun]) -> list[Noun]:
    """Without nouns that stand for the agreement beside them: "X was a treaty", "a protocol extending the treaty"."""
    kept: list[Noun] = []
    for noun in found:
        one = kept[-1] if kept else None
        between = analysis.low[one.end : noun.start] if one else ""
        if (
            one
            and noun.entry is None
            and (_about_another().fullmatch(between) or (one.head == "protocol" and _TO_ANOTHER.fullmatch(between)))
            and not _OWN_DATE.match(analysis.low, noun.end)
        ):
            one.renews = True
            if not one.title:
                one.end = noun.end  # what the second is about, the first is about
        elif (one and not noun.title and _COPULA.search(between)) or (
            one and one.title and noun.title and re.fullmatch(r",? or (?:the )?", between)
        ):
            continue
        elif (
            one
            and noun.title
            and not one.title
            and not one.plural
            and re.fullmatch(r"[ ,:]*[—–(-]? ?[“\"]?(?:the )?", between)
        ):
            kept[-1] = noun
        else:
            kept.append(noun)
    for noun in kept:
        noun.renews = noun.renews or _about_it().match(analysis.low, noun.end) is not None
    return kept


@cache
def _about_it() -> re.Pattern[str]:
    """What makes an agreement one about that named before: "a protocol prolonging it"."""
    return re.compile(rf" (?:that |which )?(?:{either(section('agreements')['about_another'])}) (?:it|them)\b")


def known(noun: Noun, parties: set[str], date: Chunk | None) -> Entry | None:
    """The treaty of the lexicon that is meant by its parties and year: "the 1950 treaty"."""
    if noun.kind != "treaty" or noun.plural or date is None or "/" in date.value.edtf:
        return None
    named = (e for e in _signed().get((noun.kind, date.value.edtf[:4]), ()) if set(e.data["parties"]) == parties)
    return _only(named)


def of_day(noun: Noun, date: Chunk | None) -> Entry | None:
    """The treaty or statement of the lexicon that is meant by its day alone: "the statement of 4 February 2022"."""
    if date is None or noun.kind not in ("treaty", "joint_statement"):
        return None
    day = date.value.edtf
    return _only(e for e in _signed().get((noun.kind, day[:4]), ()) if e.data.get("signed") == day)


def _only(entries: Iterable[Entry]) -> Entry | None:
    found = [*entries]
    return found[0] if len(found) == 1 else None


@cache
def _signed() -> dict[tuple[str, str], list[Entry]]:
    """The agreements of the lexicon by their kind and year."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for item in load("agreements"):
        if day := item.get("signed") or item.get("draft"):
            found.setdefault((item["kind"], str(day)[:4]), []).append(Entry("agreement", item["name"], item))
    return found


@cache
def _titled() -> re.Pattern[str]:
    """Titles in capitals: "Strategic Framework Agreement", "Treaty of Friendship and Cooperation"."""
    data = section("agreements")
    month = rf"(?:{either(map(str.title, MONTHS_IN_FULL))})\b"
    words_before = r"(?:[A-Z][\w'’]+[ -]|(?:of|on|and|for|the|in|between) (?=[A-Z]|the [A-Z])){1,9}"
    words_behind = (
        rf"(?:[A-Z][\w'’]+(?:-[a-z]+)*(?:[ ,-]+(?:of|on|and|for|the|in|an?) (?=[A-Z])(?!{month})|[ ,-]+(?=[A-Z])|))+"
    )
    return re.compile(
        rf"(?<![\w-])(?:(?!{_LEAD})(?=[A-Z]){words_before}(?:{either(data['title_ends'])})(?! Organi[sz])"
        rf"(?: (?:on|for) (?:the )?(?=[A-Z])(?!{month}){words_behind})?"
        rf"|(?:{either(data['title_begins'])}) (?:of|on) (?:the (?=[A-Z]))?{words_behind})(?![\w])"
    )


@cache
def _modifiers() -> re.Pattern[str]:
    """Words right before the head noun that are part of its group: "mutual defense", "25-year strategic"."""
    never = either(map(str.lower, section("agreements")["no_modifiers"]))
    word = rf"[\"“'‘]?(?!(?:{never}|\d{{4}})(?![\w]))[a-z][\w-]*[\"”'’,]? "
    return re.compile(rf"(?<![\w-])((?:{word}){{1,6}})$")


@cache
def _declared() -> re.Pattern[str]:
    """What two declare without a noun for it: "declared that their missiles would not be aimed at each other"."""
    data = section("agreements")
    declaring, declared = either(data["declaring"]), either(data["declared"])
    return re.compile(rf"\b({declaring})(?: (?:in|on) [\w ]{{4,20}})? (?:that|not to|to)\b[^.;]*?\b(?:{declared})\b")


@cache
def _forms() -> dict[str, str]:
    """The nouns of agreements, singular and plural, and the singular of each."""
    heads = section("agreements")["heads"]
    forms = {form: head for head in heads for form in (head, plural(head))}
    return forms | {head[: -len("um")] + "a": head for head in heads if head.endswith("memorandum")}


@cache
def _heads() -> re.Pattern[str]:
    other = either(section("agreements")["no_agreement"])  # "the Collective Security Treaty Organization"
    return re.compile(rf"(?<![\w-])({either(_forms())})(?![\w-])(?! (?:{other})\b)")


def head_in(title: str) -> str | None:
    """The noun of agreements in a title: "joint declaration"."""
    m = _heads().search(title)
    return _forms()[m[1]] if m else None


def _of_title(analysis: Analysis, m: re.Match[str]) -> Noun | None:
    """An agreement by its title; None where the words are no more than its noun."""
    forms = _forms()
    title = re.split(r" [Bb]etween ", analysis.plain[m.start() : m.end()])[0].strip(" ,-")
    head = next((form for form in forms if re.search(rf"\b{re.escape(form)}\b", m[0].lower())), None)
    plain = {*(head or "").split(), *words("agreements", "no_modifiers")}
    if not head or plain.issuperset(re.findall(r"\w+", title.lower())):
        return None  # "the Russian-Chinese Treaty"
    kind = section("agreements")["heads"][forms[head]]
    return Noun(m.start(), m.end(), forms[head], kind, title=title)


def _of_group(analysis: Analysis, s: Analysed, m: re.Match[str]) -> Noun:
    """An agreement that a noun group alone names; the modifiers before its head are part of the label."""
    head = _forms()[m[1]]
    lead = _modifiers().search(analysis.low, max(s.start, m.start() - 90), m.start())
    return Noun(
        lead.start(1) if lead else m.start(),
        m.end(),
        head,
        section("agreements")["heads"][head],
        plural=m[1] != head,
        weak=head in words("agreements", "weak"),
        core=m.start(),
    )
