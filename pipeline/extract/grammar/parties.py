"""Parties: countries by name, demonym ("Chinese companies"), seat of government, body or person."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.noun_groups import MADE
from pipeline.extract.lexicon.entries import load
from pipeline.extract.lexicon.index import NONE, PARTIES

COUNTERPARTS = ("partner", "neighbour", "neighbor", "customer", "client", "ally", "counterpart")  # of whom there is one
PAIR_PRONOUNS = ("both", "the two", "each other", "one another", "the sides", "the parties")


@cache
def _observers() -> frozenset[str]:
    return frozenset(body["name"] for body in load("bodies") if body["kind"] in ("media", "institute"))


def observes(party: Party) -> bool:
    """Whether it is a newspaper or an institute: it tells of what states do, and is no party to it."""
    return party.form == "body" and party.name in _observers()


_MEMBERS = frozenset("member members country countries state states ally allies".split())
_PLANTS = frozenset("works plant plants factory factories yard yards shipyard shipyards".split())
_DASHES = ("-", "–", "/")
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?=\s)")
_CORE = ("designation", "class_name", "head", "weak_head", "vague")


@dataclass(slots=True)
class Party:
    """Who: ISO codes (two for "the two countries"), how it was named, and whether it owns what follows ("China's")."""

    codes: tuple[str, ...]
    form: str  # name, government, demonym, body, person, pronoun, pair
    possessive: bool = False
    name: str | None = None  # of the body or person
    of_town: bool = False  # "the Tashkent works"
    firm: bool = False  # "a Chinese company", "Norinco": "the company" stands for it


def _possessive(plain: str, end: int) -> int:
    """Length of a possessive ending at `end`."""
    m = _POSSESSIVE.match(plain[end : end + 3]) if plain.startswith("'", end) else None
    return len(m[0]) if m else 0


def _close(chunks: list[Chunk], i: int, j: int, party: Party, plain: str, low: str) -> tuple[Chunk, int]:
    """The chunk of `party` over `chunks[i:j]`, with its possessive ending."""
    end = chunks[j - 1].end
    extra = _possessive(plain, end)
    while extra and j < len(chunks) and chunks[j].end <= end + extra:
        j += 1
    party.possessive = bool(extra)
    return Chunk(
        "party", chunks[i].start, end, low[chunks[i].start : end], party, chunks[j - 1].entries if extra == 0 else NONE
    ), j


def _country(c: Chunk) -> str | None:
    entry = c.entry("country", "government", "demonym")
    return entry.name if entry and "body" not in c.kinds else None


def _pair(chunks: list[Chunk], i: int) -> tuple[tuple[str, ...], int] | None:
    """ "Russian-Chinese", "Sino-Russian", "China-Russia-Iran", "Russia-North Korea": codes and the index after."""
    prefix = chunks[i].kinds.get("prefix")
    if not prefix and not (i + 1 < len(chunks) and chunks[i + 1].low in _DASHES):
        return None  # nearly always
    first = prefix.name if prefix else _country(chunks[i])
    if not first:
        return None
    codes, j = [first], i + 1
    if prefix and j < len(chunks) and (code := _country(chunks[j])):
        codes, j = [*codes, code], j + 1
    while (
        j + 1 < len(chunks)
        and chunks[j].low in _DASHES
        and chunks[j].start == chunks[j - 1].end
        and (code := _country(chunks[j + 1]))
    ):
        codes.append(code)
        j += 2
    return (tuple(codes), j) if len(codes) > 1 else None


def _demonym_group(chunks: list[Chunk], i: int) -> int | None:
    """The index after "Chinese [defence] companies"; None where the demonym only describes a thing."""
    j = i + 1
    while j < len(chunks) and j <= i + 3:
        c = chunks[j]
        if c.entry("party_noun") or (c.entry("role") and c.low.endswith("s")):  # "Indian military officials"
            after = chunks[j + 1] if j + 1 < len(chunks) else None
            if after is not None and (
                (after.entry(*_CORE, "noun") and not after.entry("verb"))
                or after.entry("party_noun")
                or after.entry("modifier")
            ):
                j += 1
                continue
            return j + 1
        if not (
            c.tag == "word"
            or c.entry("evaluative", "modifier", "role", "vague", "head", "weak_head", "place")
            or c.word("adv")
        ) or c.entry("verb"):
            return None
        j += 1
    return None


def _demonyms(chunks: list[Chunk], i: int) -> tuple[tuple[str, ...], int]:
    """ "Russian and Chinese [forces]": the countries of the coordinated demonyms, and the index of the last."""
    codes, last, j = [chunks[i].entry("demonym").name], i, i + 1  # type: ignore[union-attr]
    while j < len(chunks) and (chunks[j].word("conj") or chunks[j].low == ","):
        while j < len(chunks) and (chunks[j].word("conj") or chunks[j].low == ","):
            j += 1
        if j >= len(chunks) or not (entry := chunks[j].entry("demonym")):
            break
        codes.append(entry.name)
        last, j = j, j + 1
    return tuple(dict.fromkeys(codes)), last


def parse(chunks: list[Chunk], i: int, plain: str, low: str) -> tuple[Chunk, int] | None:
    """The party that starts at `chunks[i]`, as one chunk of tag `party`, and the index after it, or None."""
    c = chunks[i]
    kinds = c.kinds
    found = _firm_based(chunks, i) if chunks[i + 1 : i + 2] and chunks[i + 1].low == "-" else _firm_in(chunks, i)
    if found:
        code, end = found
        town = not any(c.entry("country") for c in chunks[i:end])
        return _close(chunks, i, end, Party((code,), "demonym", of_town=town, firm=True), plain, low)
    if PARTIES.isdisjoint(kinds):
        return _of_town(chunks, i, plain, low) or _pronoun(chunks, i, plain, low)
    pair = _pair(chunks, i)
    if pair:
        chunk, j = _close(chunks, i, pair[1], Party(pair[0], "pair"), plain, low)
        return chunk, j
    if entry := kinds.get("person"):
        return _close(
            chunks,
            i,
            i + 1,
            Party((entry.data["country"],) if entry.data.get("country") else (), "person", name=entry.name),
            plain,
            low,
        )
    if (entry := kinds.get("country")) and not MADE.match(low, c.end):
        return _close(chunks, i, i + 1, Party((entry.name,), "name"), plain, low)
    if (entry := kinds.get("demonym")) and "body" not in kinds:
        several, last = _demonyms(chunks, i)
        if len(several) > 1 and (after := _demonym_group(chunks, last)):
            return _close(chunks, i, after, Party(several, "demonym"), plain, low)
        if group := _demonym_group(chunks, i):
            firm = _is_firm(chunks[group - 1])
            return _close(chunks, i, group, Party((entry.name,), "demonym", firm=firm), plain, low)
        following = chunks[i + 1] if i + 1 < len(chunks) else None
        if (
            following is None
            or c.low.endswith("s")  # "the Russians received"; no adjective of a country ends so
            or (following.tag == "punct" and following.low not in ("-", '"', "“"))
            or (following.word("aux", "prep", "conj", "rel", "sub", "neg") and not following.word("conj"))
        ):
            return _close(chunks, i, i + 1, Party((entry.name,), "demonym"), plain, low)
        return None
    if entry := kinds.get("government"):
        plant = [x.low for x in chunks[i + 1 : i + 2] if x.low in _PLANTS]
        party = Party((entry.name,), "demonym", of_town=True) if plant else Party((entry.name,), "government")
        return _close(chunks, i, i + 1 + len(plant), party, plain, low)
    if entry := kinds.get("body"):
        country = entry.data.get("country")
        led = i > 0 and chunks[i - 1].low == "the"  # "sold the Chinese military drones"
        if "demonym" in kinds and not led and chunks[i + 1 : i + 2] and chunks[i + 1].entry(*_CORE):
            return None  # "Russian military aircraft"
        if country is None and chunks[i + 1 : i + 2] and chunks[i + 1].low.split(" ")[0] in _MEMBERS:
            return None  # "the first NATO member to buy it"
        firm = entry.data["kind"] == "company"
        party = Party((country,) if country else (), "body", name=entry.name, firm=firm)
        return _close(chunks, i, i + 1, party, plain, low)
    return _pronoun(chunks, i, plain, low)


def _of_town(chunks: list[Chunk], i: int, plain: str, low: str) -> tuple[Chunk, int] | None:
    """ "A Shenzhen manufacturer", "the Izhevsk works": whose firm it is by the town that it is named for."""
    town = chunks[i].kinds.get("place")
    country = town.data.get("country") if town else None
    after = _demonym_group(chunks, i) if country else None
    party = Party((str(country),), "demonym", of_town=True, firm=True)
    return _close(chunks, i, after, party, plain, low) if after else None


def _is_firm(c: Chunk) -> bool:
    """Whether the chunk is a noun for somebody who trades or makes."""
    noun = c.kinds.get("party_noun")
    return noun is not None and bool(noun.data["firm"])


def _seat(c: Chunk) -> str | None:
    """The country that a firm is of which sits there: a country or a town."""
    entry = c.entry("country", "government", "place")
    if entry is None:
        return None
    return entry.data.get("country") if entry.kind == "place" else entry.name


def _firm_based(chunks: list[Chunk], i: int) -> tuple[str, int] | None:
    """ "Hong Kong-based companies": whose firm it is, and the index after it."""
    if [c.low for c in chunks[i + 2 : i + 3]] != ["based"] or not (code := _seat(chunks[i])):
        return None
    firm = next((k for k in range(i + 3, min(i + 6, len(chunks))) if _is_firm(chunks[k])), None)
    other = any(_country(c) for c in chunks[i + 3 : firm])  # "a Moscow-based Chinese dealer"
    return (code, firm + 1) if firm and not other else None


def _firm_in(chunks: list[Chunk], i: int) -> tuple[str, int] | None:
    """ "Traders in Hong Kong", "companies based in mainland China": whose firms they are, and the index after."""
    if not _is_firm(chunks[i]) or (i and (_country(chunks[i - 1]) or chunks[i - 1].word("conj"))):
        return None  # "US firms in Shenzhen", "Chinese customers and dealers in Iran"
    j = i + 1 + (i + 1 < len(chunks) and chunks[i + 1].low in ("based", "registered", "located"))
    if j >= len(chunks) or chunks[j].low not in ("in", "from"):
        return None
    j += 1 + (j + 1 < len(chunks) and chunks[j + 1].low == "mainland")
    code = _seat(chunks[j]) if j < len(chunks) else None
    return (code, j + 1) if code else None


def _firm_again(chunks: list[Chunk], i: int, plain: str, low: str) -> tuple[Chunk, int] | None:
    """ "The company", "the bureau's", of one named before: not "the company town", nor "the firm that built it"."""
    found = _close(chunks, i, i + 1, Party((), "pronoun", firm=True), plain, low)
    after = chunks[found[1]] if found[1] < len(chunks) else None
    ends = after is None or after.tag == "punct" or after.word("aux", "adv", "neg") or after.entry("verb")
    return found if ends or found[0].value.possessive else None


def _pronoun(chunks: list[Chunk], i: int, plain: str, low: str) -> tuple[Chunk, int] | None:
    c = chunks[i]
    if not c.word("pron", "poss", "firm"):
        return None
    following = chunks[i + 1] if i + 1 < len(chunks) else None
    if c.word("firm"):
        return _firm_again(chunks, i, plain, low)
    if (
        c.low in ("the former", "the latter")
        and following is not None
        and (following.tag == "word" or following.entry("country", "demonym", "modifier", "head", "role"))
    ):
        return None
    if c.low == "both" and i and chunks[i - 1].word("aux"):
        return None  # "have both received"
    if c.low in ("both", "the two") and following is not None and following.entry(*_CORE, "modifier"):
        return None  # "both battalions", "the two Mistral ships"
    if c.low == "both" and following is not None and following.word("det", "poss", "prep") and following.low != "of":
        return None  # "in both its variants", "both from Russia and from Ukraine"
    if c.word("pron"):
        return Chunk("party", c.start, c.end, c.low, Party((), "pronoun")), i + 1
    for j in (i + 1, i + 2) if c.low in ("its", "their") else ():  # "its partner", "its northern neighbour"
        if j < len(chunks) and chunks[j].low in COUNTERPARTS:
            end = chunks[j].end
            possessive = chunks[j + 1 : j + 2] != [] and chunks[j + 1].low in ("'", "’s", "'s")
            return (
                None
                if possessive
                else (
                    Chunk("party", c.start, end, f"{c.low} {chunks[j].low}", Party((), "pronoun")),
                    j + 1,
                )
            )
    return Chunk("party", c.start, c.end, c.low, Party((), "pronoun", possessive=True)), i + 1
