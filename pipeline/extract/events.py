"""What exercises and agreements share: the countries that take part, the date and the place beside a noun."""

from __future__ import annotations

import re

from pipeline.extract import syntax
from pipeline.extract.analysis import Analysed
from pipeline.extract.chunks import Chunk
from pipeline.extract.focus import Focus

_NOT_PART = {
    "against",
    "over",
    "in",
    "near",
    "off",
    "at",
    "on",
    "for",
    "into",
    "toward",
    "towards",
    "around",
    "about",
    "like",
    "amid",
    "despite",
}
_PLACE_PREPS = {
    "over",
    "in",
    "near",
    "off",
    "at",
    "on",
    "around",
    "across",
    "from",
    "inside",
    "into",
    "through",
    "above",
    "of",
}


_BESIDE = ("with", "alongside", "together with", "along with")


def index_at(chunks: list[Chunk], offset: int) -> int:
    """Index of the first chunk that ends after `offset`."""
    return next((i for i, c in enumerate(chunks) if c.end > offset), len(chunks))


Named = list[tuple[str, tuple[int, int]]]
_TAKE_PART = re.compile(
    r"(?:held|holds?|holding|conduct(?:s|ed|ing)?|carr(?:y|ies|ied|ying)(?: out)?|exercis(?:es|ed|ing)"
    r"|staged?|join(?:s|ed|ing)?"
    r"|participat(?:es?|ed|ing|ion)|took|take|taking|practi[sc]ed?"
    r"|launched|performed|completed|organi[sz]ed|hosted|flew|flying|ran|sent|invited|observed|planned|plan"
    r"|begin|began|concluded?|wrapped|sign(?:s|ed|ing)?|agreed|agree|reached|negotiat(?:e|ed|ing)|made"
    r"|adopted|approved|ratified|extended|announced|issued|penned|inked|have|had|has|share|reaffirmed)"
)


def _codes(c: Chunk) -> list[str]:
    """The countries that a chunk names, whatever it is."""
    if c.tag == "party":
        return list(c.value.codes)
    entry = c.entry("demonym") if c.tag == "atom" else None
    return [entry.name] if entry else []


def owners(chunks: list[Chunk], lo: int) -> Named:
    """Countries right before the noun at `chunks[lo]`: "joint Russian-Chinese", "Russia's", "the two countries'
    December 2020"."""
    found: Named = []
    j = lo - 1
    while j >= 0 and lo - j <= 12:
        c = chunks[j]
        if codes := _codes(c):
            if c.tag == "party" and not (c.value.possessive or c.value.form in ("pair", "demonym", "name")):
                break
            if c.tag == "party" and c.value.form == "name" and not c.value.possessive and not found and lo - j > 2:
                break
            found += [(code, (c.start, c.end)) for code in codes]
        elif not (
            c.word("det", "adv", "conj", "quantity", "poss")
            or c.entry("evaluative", "modifier", "party_noun")
            or c.tag in ("date", "count")
            or c.low
            in (
                ",",
                "-",
                '"',
                "“",
                "military",
                "joint",
                "naval",
                "large-scale",
                "annual",
                "bilateral",
                "trilateral",
                "strategic",
            )
            or (c.tag == "party" and c.value.possessive)
        ):
            break
        j -= 1
    return found


def partners(
    chunks: list[Chunk],
    hi: int,
    words: tuple[str, ...] = (
        "with",
        "between",
        "involving",
        "among",
        "by",
        "including",
        "included",
        "includes",
        "alongside",
        "of",
    ),
) -> Named:
    """Countries in the list right behind the noun that ends before `chunks[hi]`: "with Iran and South Africa"."""
    found: Named = []
    j = hi
    while j < len(chunks) and (
        chunks[j].low
        in ("(", "which", "held", "conducted", "carried", "out", "jointly", "organized", "organised", "staged")
        or chunks[j].word("adv")
    ):
        j += 1
    between = next((k for k in range(j, min(j + 5, len(chunks))) if chunks[k].low == "between"), j)
    if all(c.low == "," or c.word("det", "adv") or c.entry("evaluative") for c in chunks[j:between]):
        j = between  # "an exercise, the third between the two staffs"
    if j >= len(chunks) or chunks[j].low not in words:
        return found
    for c in chunks[j + 1 :]:
        if codes := _codes(c):
            found += [(code, (c.start, c.end)) for code in codes]
        elif not (
            c.word("conj", "det", "plus")
            or c.entry("evaluative", "party_noun")
            or c.low in (",", "both", "forces", "member", "states", "members")
        ):
            break
    return found


def actors(chunks: list[Chunk], lo: int) -> tuple[Named, Named]:
    """Who takes part, and who is said not to: the subject of a verb that leads to the noun at `chunks[lo]`."""
    verb = next((j for j in range(lo - 1, max(-1, lo - 26), -1) if _TAKE_PART.fullmatch(chunks[j].low)), None)
    if verb is None or any(chunks[j].low == ";" for j in range(verb, lo)):
        return [], []
    who = syntax.subject(chunks, verb)
    if who is None or chunks[who].value.possessive:
        return [], []
    both = list(syntax.coordinated(chunks, who))
    if chunks[verb].low.startswith(("join", "host", "invit")):  # "Mongolia joined Russia and China for a drill"
        both += [i for i in range(verb + 1, lo) if chunks[i].tag == "party" and syntax.governor(chunks, i) is None]
    found = [(code, (chunks[i].start, chunks[i].end)) for i in both for code in chunks[i].value.codes]
    beside = [i for i in range(verb) if chunks[i].tag == "party" and syntax.governor(chunks, i) in _BESIDE]
    found += [(code, (chunks[i].start, chunks[i].end)) for i in beside for code in chunks[i].value.codes]
    said = chunks[who:verb]
    absent = any(c.word("neg") or any(e.kind == "cue" and e.name == "denied" for e in c.entries) for c in said)
    return ([], found) if absent else (found, [])


_FORCES = re.compile(
    r"(?:war)?ships?|vessels?|destroyers?|frigates?|bombers?|aircraft|planes?|fighters?|troops?|soldiers?"
    r"|service(?:men|members)|forces|officers?|sailors|marines|units?|paratroopers|military"
    r"|navy|navies|militaries|air force|coast guards?|army|armies|submarines?|flotillas?|fleets?|crews"
    r"|personnel|contingents?|jets|helicopters?|pilots|side|sides"
)


def forces(chunks: list[Chunk]) -> Named:
    """Countries whose forces the sentence names: "two Russian Tu-95MS and two Chinese H-6K bombers", "the PLA Navy"."""
    found: Named = []
    for i, c in enumerate(chunks):
        following = chunks[i + 1].low if i + 1 < len(chunks) else ""
        if _codes(c) and following in (
            "participation",
            "involvement",
            "presence",
            "debut",
            "contingent",
            "contingents",
            "observers",
        ):
            found += [(code, (c.start, c.end)) for code in _codes(c)]
        if c.tag == "good" and c.value.origin and c.value.category in ("aircraft", "ships", "submarines", "unmanned"):
            found.append((c.value.origin, c.value.origin_span or (c.start, c.end)))
        elif c.tag == "party" and c.value.codes and c.value.form in ("demonym", "body") and _FORCES.search(c.low):
            found += [(code, (c.start, c.end)) for code in c.value.codes]
        elif c.tag == "atom" and (entry := c.entry("demonym")):
            ahead = [x for x in chunks[i + 1 : i + 14] if not (x.word("conj", "det") or x.low == ",")]
            named = next((k for k, x in enumerate(ahead) if not x.entry("demonym")), len(ahead))
            if any(
                _FORCES.fullmatch(x.low)
                or (x.tag == "good" and x.value.category in ("aircraft", "ships", "submarines"))
                for x in ahead[: max(4, named + 2)]
            ):
                found.append((entry.name, (c.start, c.end)))
        elif c.tag == "party" and c.value.codes and not c.value.possessive and _takes_part(chunks, i):
            for k in syntax.coordinated(chunks, i):
                found += [(code, (chunks[k].start, chunks[k].end)) for code in chunks[k].value.codes]
    return found


def _takes_part(chunks: list[Chunk], i: int) -> bool:
    """ "7,000 soldiers from China, Russia and Kazakhstan", "India and Pakistan took part beside Russia"."""
    before, after = chunks[max(0, i - 2) : i], chunks[i + 1 : i + 3]
    if len(before) == 2 and before[1].low in ("from", "of") and _FORCES.search(before[0].low):
        return True
    return syntax.governor(chunks, i) in ("beside", "alongside") or bool(
        after and re.match(r"(?:took|takes|take|taken) ?(?:part)?$|participat|joined", after[0].low)
    )


def parties_near(s: Analysed, at: int, lo: int, hi: int) -> Named:
    """Countries among `chunks[lo:hi]` that act in, own or share what is named at `at`, in order, each once."""
    found: dict[str, tuple[int, int]] = {}
    chunks = s.chunks
    for i in range(max(lo, 0), min(hi, len(chunks))):
        governed = syntax.governor(chunks, i) if _codes(chunks[i]) else None
        if governed in _NOT_PART or (
            governed in ("to", "from", "of")
            and i < at
            and not (chunks[i].tag == "party" and chunks[i].value.possessive)
        ):
            continue
        for code in _codes(chunks[i]):
            if not (chunks[i].tag == "party" and chunks[i].value.form == "pronoun" and len(found) > 1):
                found.setdefault(code, (chunks[i].start, chunks[i].end))
    return list(found.items())


def with_pair(found: list[tuple[str, tuple[int, int]]], focus: Focus) -> list[tuple[str, tuple[int, int] | None]]:
    """`found`, filled up with the pair in focus where fewer than two countries are named."""
    named: list[tuple[str, tuple[int, int] | None]] = list(found)
    codes = {c for c, _ in found}
    if len(codes) >= 2 or not focus.main or not codes <= set(focus.main):
        return named
    return named + [(code, None) for code in focus.main if code not in codes]


def _after(chunks: list[Chunk], hi: int, stop: int) -> Chunk | None:
    """The next date behind the noun, in its own clause; parentheses are stepped over."""
    depth = 0
    for i in range(hi, min(len(chunks), stop)):
        c = chunks[i]
        depth += (c.low == "(") - (c.low == ")")
        if c.tag == "date" and not (c.value.edtf.endswith("/..") and i > hi + 3):
            return c
        fresh = (
            c.low == "," and i + 2 < len(chunks) and chunks[i + 1].tag == "party" and not chunks[i + 1].value.possessive
        )
        if not depth and fresh and (chunks[i + 2].tag == "word" or syntax.is_finite(chunks[i + 2])):
            return None  # a new clause begins: "after the drills, Putin announced on 17 August"
        if not depth and (c.low == ";" or (c.word("sub", "rel") and i > hi)):
            return None
    return None


def date_near(chunks: list[Chunk], lo: int, hi: int, stop_before: int, stop_after: int) -> Chunk | None:
    """The date of the noun at `chunks[lo:hi]`: part of its group, right behind it, the date that "when" explains, the
    next
    one behind it, or one that opens the sentence."""
    for i in range(lo - 1, max(stop_before, lo - 4) - 1, -1):
        if chunks[i].tag == "date" and not syntax.is_prep(chunks[i - 1] if i else chunks[i]):
            return chunks[i]
        if chunks[i].low in (",", ";", "("):
            break
    if found := _after(chunks, hi, min(stop_after, hi + 3)):
        return found
    when = next((i for i in range(lo - 1, max(0, lo - 10), -1) if chunks[i].low == "when"), None)
    if when is not None:
        for i in range(when - 1, max(-1, when - 3), -1):
            if chunks[i].tag == "date":
                return chunks[i]
    if found := _after(chunks, hi, stop_after):
        return found
    return next((chunks[i] for i in range(stop_before, lo) if chunks[i].tag == "date" and _opens(chunks, i)), None)


def _opens(chunks: list[Chunk], i: int) -> bool:
    """Whether the date at `i` opens the sentence or stands in its frame ("In 2019, China ...", "..., on 5 May,
    held")."""
    j = i - 1
    while j >= 0 and (
        syntax.is_prep(chunks[j])
        or chunks[j].word("det", "adv", "sub", "conj", "aux")
        or (chunks[j].tag == "word" and j < 3)
    ):
        j -= 1
    if j > 0 and chunks[j].low == "," and any(chunks[k].word("conj") for k in range(j + 1, i)):
        return True  # ", and in June the agencies presented ..."
    return j < 0 or (chunks[j].low in (",", "(", "—") and i + 1 < len(chunks) and chunks[i + 1].low == ",")


def place_near(chunks: list[Chunk], hi: int, stop: int) -> tuple[int, int] | None:
    """The words that say where: a place or a country after a preposition of place, with those coordinated."""
    for i in range(hi, min(stop, len(chunks) - 1)):
        if chunks[i].low in _PLACE_PREPS and syntax.is_prep(chunks[i]) and (span := _place(chunks, i)):
            return span
        if chunks[i].low == ";":
            break
    return None


_ABOUT_A_PLACE = (
    "waters",
    "of",
    "the",
    "central",
    "northern",
    "southern",
    "eastern",
    "western",
    "disputed",
    "in",
    "far",
    "near",
    "frozen",
    "open",
)


def _place(chunks: list[Chunk], i: int) -> tuple[int, int] | None:
    j = i + 1
    while j < len(chunks) and (
        chunks[j].word("det") or chunks[j].entry("evaluative") or chunks[j].low in _ABOUT_A_PLACE
    ):
        j += 1
    named = j < len(chunks) and (
        chunks[j].entry("place")
        or (
            chunks[j].tag == "party"
            and chunks[j].value.form in ("name", "government")
            and not chunks[j].value.possessive
        )
    )
    if not named:
        return None
    first, last = i + 1, j
    while chunks[first].word("det") or chunks[first].low in ("waters", "of", "disputed", "in"):
        first += 1
    while last + 2 < len(chunks):
        k = last + 1
        while k < len(chunks) and (chunks[k].word("conj", "det") or chunks[k].low == ","):
            k += 1
        if k >= len(chunks) or k == last + 1 or not chunks[k].entry("place"):
            break
        last = k
    return chunks[first].start, chunks[last].end
