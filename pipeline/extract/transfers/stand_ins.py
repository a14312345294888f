"""Words that stand for a good spoken of before: "these aircraft", "the first sets", "supplying it"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.goods import Good
from pipeline.extract.lexicon.forms import singular
from pipeline.extract.lexicon.frame_words import words
from pipeline.extract.lexicon.index import whatever_case
from pipeline.extract.transfers.makers import maker

_DEFINITE = re.compile(r"^(?:these|this|those|that|such|the same) |\b(?:of|the) (?:these|those|this|same) ")
_KINDS = ("type", "class", "kind", "model", "make", "family", "sort")
_IN_BATTERIES = ("air_defence", "missiles", "artillery")
_ORDINAL = re.compile(r"(?:the )?(?:first|second|third|last|remaining|latest|final) ")


def refer(chunks: list[Chunk], spoken: Sequence[Good]) -> None:
    """Give words that stand for a good the one that they mean, of those `spoken` of before, the last first."""
    known = list(spoken)
    for i, c in enumerate(chunks):
        if c.tag == "good":
            if c.value.origin is None and (made := maker(chunks, i)):
                c.value = replace(c.value, origin=made[0], origin_span=made[1])
            if own := _name_of(chunks, i):
                c.value = replace(c.value, vague=False, referred=True, **_identity(own))
            elif c.value.designation:
                c.value = next((full for good in known if (full := _variant(c.value, good))), c.value)
                known.insert(0, c.value)
            elif stuff := _named_here(chunks, i):
                c.value = replace(c.value, vague=False, referred=True, **_identity(stuff))
            elif meant := next((good for good in known if _means(chunks, i, good)), None):
                c.value = replace(c.value, vague=False, referred=True, **_identity(meant))
        elif "licen" in c.low and spoken and spoken[0] is known[0] and _is_licence_alone(chunks, i, spoken[0]):
            c.tag = "good"
            c.value = replace(
                known[0], start=c.start, end=c.end, quantity=None, origin=None, referred=True, licensed=True
            )
        elif c.tag == "party" and (own := _object_again(chunks, i, known, spoken)):
            c.tag = "good"
            c.value = replace(own, start=c.start, end=c.end, quantity=None, origin=None, referred=True)
        elif c.tag == "party" and known and (_names_good(chunks, i) or _is_exported(chunks, i) or _is_made(chunks, i)):
            c.tag = "good"
            c.value = replace(known[0], start=c.start, end=c.end, quantity=None, origin=None, referred=True)


def _named_here(chunks: list[Chunk], i: int) -> Good | None:
    """The plain good with the same noun that the words at `i` mean: "sent uranium fuel, and 25 tonnes of this fuel"."""
    noun = singular(chunks[i].value.name.lower())
    if not (chunks[i].value.vague and _DEFINITE.search(chunks[i].low)):
        return None
    before = (c.value for c in reversed(chunks[:i]) if c.tag == "good" and not c.value.designation)
    return next((good for good in before if not good.vague and singular(good.name.lower()).endswith(" " + noun)), None)


def _object_again(chunks: list[Chunk], i: int, known: Sequence[Good], spoken: Sequence[Good]) -> Good | None:
    """The plain good of the same sentence that "it" or "them" means: "short of powder, it bought it from China".

    None where a designation was named since the sentence began.
    """
    if chunks[i].low not in ("it", "them") or (known[:1] and known[:1] != list(spoken[:1])):
        return None
    if not _names_good(chunks, i):
        return None
    many = chunks[i].low == "them"
    before = [c.value for c in chunks[:i] if c.tag == "good" and not c.value.vague and not c.value.designation]
    alike = [good for good in before if good.plural == many]
    return alike[0] if len({good.name for good in alike}) == 1 else None


def _variant(good: Good, known: Good) -> Good | None:
    """The variant of a known design that the end of its name stands for: "the PMU-1" after "the S-300"."""
    if known.designation is None or good.designation is None or not good.designation.data.get("form"):
        return None
    stem = known.designation.data.get("family") or known.name
    entry = whatever_case().get(f"{stem}{good.name}".lower())
    if entry is None:
        return None
    return replace(good, name=entry.name, category=entry.data.get("category"), designation=entry)


def _means(chunks: list[Chunk], i: int, known: Good) -> bool:
    """Whether the words for a good at `i` mean one that is known."""
    c = chunks[i]
    noun = known.designation.data.get("noun") if known.designation else None
    kin = c.value.vague or _kin(c.value.category, known.category) or singular(c.value.name.lower()) == noun
    kin = kin or (c.value.unit and known.category in _IN_BATTERIES)
    if len(c.value.name.split()) > 3 or not kin:
        return False
    again = _part(c, known) or _hypernym(c.value, known) or _the_same(c, known) or _of_the_same(chunks, i)
    return again or _DEFINITE.search(c.low) is not None


def _name_of(chunks: list[Chunk], i: int) -> Good | None:
    """The good that the one at `i` is: in "a jet called the C929", "the Varyag, a carrier", "the J-10 is a jet"."""
    near = [i + 2] if chunks[i + 1 : i + 2] and chunks[i + 1].low in words("naming") else []
    plain = chunks[i].value.designation is None  # two designations are two goods: "as the J-5, the Mi-4 as"
    if plain and i > 1 and chunks[i - 1].low == "," and chunks[i - 2].tag == "good" and _described(chunks, i):
        articles = ("a ", "an ", "the ") if chunks[i - 2].value.designation else ("a ", "an ")
        near += [i - 2] if chunks[i].low.startswith(articles) else []
    owned = i > 2 and chunks[i - 1].tag == "party" and chunks[i - 1].value.possessive and chunks[i - 2].low == ","
    if plain and owned and chunks[i - 3].tag == "good" and chunks[i - 3].value.designation and _described(chunks, i):
        near.append(i - 3)  # "the Z-10, China's first attack helicopter"
    j = i - 1
    while j > 0 and (
        chunks[j].word("det") or chunks[j].entry("evaluative") or chunks[j].low == "-" or chunks[j].tag == "word"
    ):
        j -= 1
    said = j > 0 and chunks[j].low in ("is", "was") and chunks[j - 1].tag == "good"
    if plain and said and chunks[j - 1].value.designation:
        near.append(j - 1)
    goods = [chunks[k].value for k in near if k < len(chunks) and chunks[k].tag == "good"]
    good: Good = chunks[i].value
    return next((g for g in goods if not g.vague and (g.category == good.category or _says_little(good))), None)


def _says_little(good: Good) -> bool:
    """Whether a noun could stand for goods of any kind: "a dual-use component", "a weapon"."""
    return good.vague or good.category == "other"


def _described(chunks: list[Chunk], i: int) -> bool:
    """Whether the good at `i` is no member of a list: no conjunction leads to it or follows it."""
    return not any(c.word("conj", "plus") for c in chunks[i + 1 : i + 3])


def spoken_of(chunks: list[Chunk]) -> list[Good]:
    """The goods that a sentence leaves in mind: its designations, else what something is said to be, or the first."""
    found = [i for i, c in enumerate(chunks) if c.tag == "good" and not c.value.vague]
    said = [
        chunks[i].value for i in found if i and chunks[i - 1].low in ("is", "are")
    ]  # "one of them is nitrocellulose"
    named = [chunks[i].value for i in found]
    return [good for good in named if good.designation] or (said or named)[:1]


def _part(c: Chunk, known: Good) -> bool:
    """Whether a word of number stands for units of a designation: "the first sets", "two regiments"."""
    counted = c.value.quantity is not None or _ORDINAL.match(c.low)
    return c.value.unit and known.designation is not None and bool(counted)


def _hypernym(good: Good, known: Good) -> bool:
    """Whether a bare counted noun says again what a designation is: "26 aircraft" after "the Su-27", "54 engines"."""
    noun = singular(good.name.lower())
    counts = [c.value.value for c in (good.quantity, known.quantity) if c is not None and c.tag == "count"]
    if len(counts) == 2 and counts[0] == counts[1] and good.category == known.category:
        return True  # "34 transport helicopters" after "34 Mi-171s"
    kind = (known.designation.data.get("noun") or "").split() if known.designation else []
    return good.quantity is not None and " " not in noun and (noun in kind or noun in words("hypernyms"))


def _of_the_same(chunks: list[Chunk], i: int) -> bool:
    """Whether goods are said to be like those last spoken of: "200 fighters of the same type"."""
    behind = [c.low for c in chunks[i + 1 : i + 5]]
    return len(behind) == 4 and behind[:3] == ["of", "the", "same"] and behind[3] in _KINDS


def _the_same(c: Chunk, known: Good) -> bool:
    """Whether "the system", "the jets" is the good last spoken of."""
    good: Good = c.value
    if c.low != f"the {good.name.lower()}":
        return False
    if " " in good.name:
        return known.designation is not None and says_no_more(good, known)
    if known.designation is None:  # "the helicopter" after "a heavy helicopter"
        return singular(known.name.lower()).endswith(" " + singular(good.name.lower()))
    return _hypernym(replace(good, quantity=c), known)


def says_no_more(good: Good, known: Good) -> bool:
    """Whether the words of a plain noun say no more than what a designation is: "missile systems" of the S-400."""
    assert known.designation is not None
    noun = _words(str(known.designation.data.get("noun") or ""))
    *before, head = _words(good.name)
    general = {*noun, *words("hypernyms"), *words("of any kind")}
    of_kind = head in noun or head in words("hypernyms")
    return _kin(good.category, known.category) and of_kind and set(before) <= general


def _kin(one: str | None, other: str | None) -> bool:
    """Whether two categories may be said of one good: an air-defence system is one of missiles too."""
    return one == other or {one, other} == {"missiles", "air_defence"}


def _words(name: str) -> list[str]:
    found = [singular(word) for word in re.findall(r"[a-z]+", name.lower())]
    return ["defence" if word == "defense" else word for word in found] or [""]


def _identity(good: Good) -> dict[str, Any]:
    """What makes a good the one that it is."""
    return {"name": good.name, "category": good.category, "designation": good.designation}


def _given_after(chunks: list[Chunk], i: int) -> bool:
    """Whether what is given follows the pronoun at `i` and what is put in: "sold it, for a price, the right"."""
    if [c.low for c in chunks[i + 1 : i + 2]] != [","]:
        return False
    close = next((k for k in range(i + 2, len(chunks) - 1) if chunks[k].low == ","), None)
    return close is not None and (chunks[close + 1].word("det") or chunks[close + 1].tag == "good")


def _is_exported(chunks: list[Chunk], i: int) -> bool:
    """Whether the possessor at `i` is a good, since who exports it is named behind: "its exports from China"."""
    if chunks[i].value.form != "pronoun" or not chunks[i].value.possessive:
        return False
    noun, prep, giver = [*chunks[i + 1 : i + 4], None, None, None][:3]
    entry = noun.entry("noun") if noun is not None and noun.tag == "atom" else None
    supplied = entry is not None and entry.data["frame"] == "supply"
    named = prep is not None and prep.low == "from" and giver is not None and giver.tag == "party"
    return supplied and named


def _is_licence_alone(chunks: list[Chunk], i: int, known: Good) -> bool:
    """Whether a licence is given or got at `i` without a word of what for: "it bought the licence"."""
    entry = chunks[i].entry("carrier")
    behind = chunks[i + 1] if i + 1 < len(chunks) else None
    if entry is None or entry.data["type"] != "licensed_production" or behind is None or behind.tag == "word":
        return False
    if known.designation is None or _denied(chunks[:i]):
        return False
    if behind.entry("noun", "modifier", "head") or behind.low in ("to", "for", "of", "on"):
        return False
    j = i - 1
    while j > 0 and (chunks[j].word("det") or chunks[j].tag == "party"):
        j -= 1
    if j == i - 1 and j >= 0 and not chunks[j].entry("verb"):
        return False  # "a re-export licence"
    given = chunks[j].entry("verb") if j >= 0 and chunks[j].tag == "atom" else None
    taken = next((v for v in range(i + 1, min(i + 4, len(chunks))) if chunks[v].entry("verb")), None)
    passive = taken is not None and syntax.is_passive(chunks, taken) and chunks[taken].entry("verb")
    frames = [verb.data["frame"] for verb in (given, passive) if verb]
    return any(frame in ("supply", "acquire") for frame in frames)


def _denied(chunks: list[Chunk]) -> bool:
    """Whether what stands before a licence or its good says that there was none: "did not have a licence"."""
    return any(c.word("neg") or c.low in ("no", "without") for c in chunks)


def _is_made(chunks: list[Chunk], i: int) -> bool:
    """Whether the possessor at `i` is a good that is designed with somebody's help: "advised on its design"."""
    possessive = chunks[i].value.form == "pronoun" and chunks[i].value.possessive and i > 1
    if not possessive or not syntax.is_prep(chunks[i - 1]) or i + 1 >= len(chunks):
        return False
    verb = next((c for c in reversed(chunks[max(0, i - 4) : i - 1]) if c.entry("verb", "noun")), None)
    entry = verb and (verb.entry("verb") or verb.entry("noun"))
    return bool(entry and entry.data["frame"] == "assist" and chunks[i + 1].low in words("making of a good"))


def _comes_from(chunks: list[Chunk], i: int) -> bool:
    """Whether the pronoun at `i` is said to come from somewhere: "records show it arriving from China"."""
    verb, prep = [*chunks[i + 1 : i + 3], None, None][:2]
    entry = verb.entry("verb") if verb is not None and verb.tag == "atom" else None
    return bool(entry and entry.data["frame"] == "move" and prep is not None and prep.low == "from")


def _names_good(chunks: list[Chunk], i: int) -> bool:
    """Whether a pronoun stands for a good: subject of a passive, or object right after a verb of transfer."""
    low = chunks[i].low
    if chunks[i].value.form != "pronoun" or low not in ("they", "it", "these", "both", "them"):
        return False
    before = chunks[i - 1] if i else None
    verb = before.entry("verb") if before is not None and before.tag == "atom" else None
    if verb and verb.data["frame"] in ("supply", "acquire") and low in ("it", "them"):
        following = chunks[i + 1] if i + 1 < len(chunks) else None
        return not _given_after(chunks, i) and (
            following is None
            or following.tag in ("punct", "date")
            or following.word("adv")
            or syntax.is_prep(following)
            or [c.low for c in chunks[i + 2 : i + 3]]
            in (["years"], ["months"], ["weeks"])  # "bought it four years earlier"
        )
    if verb and verb.data["frame"] == "make" and any(c.entry("carrier") for c in chunks[: i - 1]):
        return low in ("it", "them") and not _denied(chunks[:i])  # "a licence to build it"
    if low == "it" and _comes_from(chunks, i):
        return True
    ahead = next((j for j in range(i + 1, min(i + 5, len(chunks))) if chunks[j].entry("verb")), None)
    return ahead is not None and low != "them" and syntax.is_passive(chunks, ahead)
