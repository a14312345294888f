"""What exercises and agreements share: the countries that take part."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator
from operator import attrgetter

from pipeline.extract.events import setting
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.grammar.coordination import coordinated
from pipeline.extract.grammar.focus import Focus
from pipeline.extract.grammar.parties import observes
from pipeline.extract.grammar.subjects import subject
from pipeline.extract.lexicon.event_words import pattern, words

ALONGSIDE = ("with", "alongside", "beside", "together with")  # before those it was held with
_END = attrgetter("end")

Span = tuple[int, int]
Countries = list[tuple[str, Span]]  # each with the words that name it
Parties = list[tuple[str, Span | None]]  # no span: the text implies the country


def index_at(chunks: list[Chunk], offset: int) -> int:
    """Index of the first chunk that ends after `offset`."""
    return bisect_right(chunks, offset, key=_END)


def within(chunks: list[Chunk], start: int, end: int) -> tuple[int, int]:
    """The indices of the chunks of the words `start:end`: the first, and that behind the last."""
    return index_at(chunks, start), index_at(chunks, end - 1) + 1


def countries_of(c: Chunk) -> list[str]:
    """The countries that a chunk names, whatever it is."""
    if c.tag == "party":
        return [] if observes(c.value) else list(c.value.codes)
    return [c.kinds["demonym"].name] if c.tag == "atom" and "demonym" in c.kinds else []


def named_by(c: Chunk) -> Countries:
    """The same, each with the words of the chunk."""
    return [(code, (c.start, c.end)) for code in countries_of(c)]


def owners(chunks: list[Chunk], lo: int) -> Countries:
    """Countries right before the noun at `chunks[lo]`: "joint Russian-Chinese", "the two countries' 2020"."""
    found: Countries = []
    j = lo - 1
    while j >= 0 and lo - j <= 12:
        c = chunks[j]
        if c.low in words("both", "led") and j > 1 and chunks[j - 1].low == "-":  # "the PLA-led exercise"
            found += named_by(chunks[j - 2])
            j -= 2
        elif named := named_by(c):
            shared = (
                c.value.form == "government" and bool(found) if c.tag == "party" else False
            )  # "Moscow and Beijing's"
            if c.tag == "party" and not (c.value.possessive or shared or c.value.form in ("pair", "demonym", "name")):
                break
            if c.tag == "party" and c.value.form == "name" and not c.value.possessive and not found and lo - j > 2:
                break
            found += named
        elif not (
            c.word("det", "adv", "conj", "quantity", "poss")
            or c.entry("evaluative", "modifier", "party_noun")
            or c.tag in ("date", "count")
            or c.low in words("both", "between_owner_and_noun")
            or (c.tag == "party" and c.value.possessive)
        ):
            break
        j -= 1
    return found


def partners(chunks: list[Chunk], hi: int, leads: Container[str] | None = None) -> Countries:
    """Countries in the list right behind the noun that ends before `chunks[hi]`: "with Iran and South Africa".

    `leads` are the words that may open it; all that the lexicon has, where none are given.
    """
    leads = words("both", "partner_words") if leads is None else leads
    found: Countries = []
    j = hi
    while j < len(chunks) and (chunks[j].low in words("both", "before_partners") or chunks[j].word("adv")):
        j += 1
    j = _behind_place(chunks, j)
    between = next((k for k in range(j, min(j + 5, len(chunks))) if chunks[k].low == "between"), j)
    if all(c.low == "," or c.word("det", "adv") or c.entry("evaluative") for c in chunks[j:between]):
        j = between  # "an exercise, the third between the two staffs"
    if j >= len(chunks) or chunks[j].low not in leads:
        return found
    last = False  # whether the last of the list was named
    for i, c in enumerate(chunks[j + 1 :], j + 1):
        if _of_past(chunks, i) or (last and c.low == "," and not any(x.word("conj") for x in chunks[i + 1 : i + 2])):
            break
        last |= bool(found) and c.word("conj")
        if named := named_by(c):
            found += named
        elif not (
            c.word("conj", "det", "plus")
            or c.entry("evaluative", "party_noun")
            or c.low in words("both", "among_partners")
            or _brings(c)
        ):
            break
    return found


def _behind_place(chunks: list[Chunk], j: int) -> int:
    """Where "with" stands behind the place at `j`, else `j`: "drilled in the Gulf of Oman with Iran"."""
    k = j + 1 if j < len(chunks) and syntax.is_prep(chunks[j]) else len(chunks)
    while k < len(chunks) and (chunks[k].word("det") or chunks[k].entry("place")):
        k += 1
    return k if k < len(chunks) and chunks[k].low == "with" and chunks[k - 1].entry("place") else j


def _of_past(chunks: list[Chunk], i: int) -> bool:
    """Whether it is no state but what one left behind: "the former Soviet republics"."""
    return chunks[i].tag == "atom" and i > 0 and chunks[i - 1].low == "former" and "SUN" in countries_of(chunks[i])


def _brings(c: Chunk) -> bool:
    """Whether it may stand before the countries of such a list: "armies from the organisation's five members - "."""
    return c.tag in ("party", "count") or c.low in words("both", "before_members") or c.low in words("both", "forces")


def actors(chunks: list[Chunk], lo: int) -> tuple[Countries, Countries]:
    """Who takes part, and who is said not to: the subject of a verb that leads to the noun at `chunks[lo]`."""
    take_part = words("both", "take_part")
    verb = next((j for j in range(lo - 1, max(-1, lo - 26), -1) if chunks[j].low in take_part), None)
    if verb is None or any(chunks[j].low == ";" for j in range(verb, lo)):
        return [], []
    who = _whose_forces(chunks, verb)
    who = subject(chunks, verb) if who is None else who
    own = max((k for k in range(verb) if setting.next_clause(chunks, k)), default=0)  # where its clause begins
    if who is None or who < own or chunks[who].value.possessive or _in_frame(chunks, who, verb):
        return [], []
    both = list(coordinated(chunks, who))
    if chunks[verb].low.startswith(("join", "host", "invit")):  # "Mongolia joined Russia and China for a drill"
        both += [i for i in range(verb + 1, lo) if chunks[i].tag == "party" and syntax.governor(chunks, i) is None]
    found = [(code, (chunks[i].start, chunks[i].end)) for i in both for code in chunks[i].value.codes]
    also = [i for i in range(who + 1, verb) if _owns(chunks, i)]
    found += [(code, (chunks[i].start, chunks[i].end)) for i in also for code in chunks[i].value.codes]
    there = (i for i in range(own, verb) if chunks[i].tag == "party")
    beside = [i for i in there if syntax.governor(chunks, i) in words("both", "beside")]
    found += [(code, (chunks[i].start, chunks[i].end)) for i in beside for code in chunks[i].value.codes]
    said = chunks[who:verb]
    neither = any(c.low == "neither" for c in (*chunks[: who if chunks[0].low == "neither" else 0], *chunks[verb:lo]))
    if neither and chunks[0].low == "neither":
        found += [(code, (c.start, c.end)) for c in chunks[:who] if c.tag == "party" for code in c.value.codes]
    absent = neither or any(c.word("neg") or c.cue("denied") for c in said)
    return ([], found) if absent else (found, [])


def _in_frame(chunks: list[Chunk], who: int, verb: int) -> bool:
    """Whether the party acts in the clause that opens the sentence alone: "when Biden came to Tokyo, bombers flew"."""
    return chunks[0].word("sub") and any(c.low == "," for c in chunks[who:verb])


def _whose_forces(chunks: list[Chunk], verb: int) -> int | None:
    """The party whose forces are the subject of the verb: "bombers of the two countries flew"."""
    i = next((j for j in range(verb - 1, -1, -1) if chunks[j].tag == "party"), None)
    if i is None or syntax.governor(chunks, i) != "of":
        return None
    of = max(j for j in range(i) if chunks[j].low == "of")
    officials = pattern("both", "officials", "%s$")
    return i if of and (names_forces(chunks[of - 1]) or officials.search(chunks[of - 1].low)) else None


def _owns(chunks: list[Chunk], i: int) -> bool:
    """Whether a subject's second part is what the country at `i` has: "Chinese police and Russia's National Guard"."""
    return chunks[i].tag == "party" and bool(chunks[i].value.possessive) and chunks[i - 1].word("conj")


def is_pair(c: Chunk) -> bool:
    """Whether it is the adjective of several countries: "Russian-Chinese", "Chinese-Russian-Mongolian"."""
    return c.tag == "party" and c.value.form == "pair" and "/" not in c.low


def _is_demonym(c: Chunk) -> bool:
    """Whether it is a country's adjective alone, as in "Russian, Chinese and Indian troops"."""
    adjective = c.tag == "party" and c.value.form == "demonym"
    return bool(c.entry("demonym")) if c.tag == "atom" else adjective or is_pair(c)


def names_forces(c: Chunk) -> bool:
    """Whether a word for forces stands in the chunk, alone or as part of a longer one ("air force bombers")."""
    return pattern("both", "forces", "%s").search(c.low) is not None


def forces(chunks: list[Chunk]) -> Countries:
    """Countries whose forces the sentence names: "two Russian Tu-95MS and two Chinese H-6K bombers", "the PLA Navy"."""
    found: Countries = []
    for i, c in enumerate(chunks):
        if c.tag not in ("good", "party") and "demonym" not in c.kinds:
            continue  # nearly always
        if i and chunks[i - 1].low in words("both", "without"):
            continue
        named = named_by(c)
        following = chunks[i + 1].low if i + 1 < len(chunks) else ""
        if following in words("both", "presence"):
            found += named
        if _is_craft(c) and c.value.origin:
            found.append((c.value.origin, c.value.origin_span or (c.start, c.end)))
        elif c.tag == "party" and c.value.codes and c.value.form in ("demonym", "body") and names_forces(c):
            found += [(code, (c.start, c.end)) for code in c.value.codes]
        elif c.tag == "party" and c.value.form == "pronoun" and names_forces(chunks[min(i + 1, len(chunks) - 1)]):
            found += [(code, (c.start, c.end)) for code in c.value.codes]  # "the two navies"
        elif c.tag == "party" and c.value.possessive and any(names_forces(x) for x in chunks[i + 1 : i + 4]):
            found += [(code, (c.start, c.end)) for code in c.value.codes]  # "Russia's National Guard"
        elif _is_demonym(c):
            end = next((k for k in range(i + 1, min(i + 14, len(chunks) - 1)) if _ends_group(chunks, k)), i + 14)
            ahead = [x for x in chunks[i + 1 : end] if not (x.word("conj", "det") or x.low == ",")]
            others = next((k for k, x in enumerate(ahead) if not _is_demonym(x)), len(ahead))
            if any(x.low in words("both", "forces") or _is_craft(x) for x in ahead[: max(4, others + 2)]):
                found += named
        elif c.tag == "party" and c.value.codes and not c.value.possessive and _takes_part(chunks, i):
            for k in dict.fromkeys([*coordinated(chunks, i), *_listed(chunks, i)]):
                found += [(code, (chunks[k].start, chunks[k].end)) for code in chunks[k].value.codes]
    return found


def _ends_group(chunks: list[Chunk], k: int) -> bool:
    """Whether what stands at `k` parts an adjective from the forces behind: "the Japanese ministry, two bombers"."""
    listed = chunks[k + 1].word("conj", "det") or _is_demonym(chunks[k + 1]) or _is_demonym(chunks[k - 1])
    return chunks[k].low == "," and not listed


def _is_craft(c: Chunk) -> bool:
    """Whether it is ships, aircraft or units that take part: "Chinese frigates", "Mongolian units"."""
    if c.tag != "good":
        return False
    craft = c.value.category in ("aircraft", "ships", "submarines", "unmanned")
    return craft or (c.value.vague and c.low.split()[-1] in words("both", "forces"))


def _listed(chunks: list[Chunk], i: int) -> Iterator[int]:
    """The parties of a list that the one at `i` begins, and others may end: "from India, Laos and other countries"."""
    while i + 2 < len(chunks) and (chunks[i + 1].low == "," or chunks[i + 1].word("conj")):
        i += 3 if chunks[i + 1].low == "," and chunks[i + 2].word("conj") else 2
        if i >= len(chunks) or chunks[i].tag != "party" or chunks[i].value.possessive:
            return
        yield i


def _takes_part(chunks: list[Chunk], i: int) -> bool:
    """ "7,000 soldiers from China, Russia and Kazakhstan", "India and Pakistan took part beside Russia"."""
    before, after = chunks[max(0, i - 2) : i], chunks[i + 1 : i + 3]
    if len(before) == 2 and before[1].low in ("from", "of") and names_forces(before[0]):
        return True
    if syntax.governor(chunks, i) in ("beside", "alongside"):
        return True
    verb = after[0].low if after else ""
    return verb in words("both", "took_part") or verb.startswith(("participat", "joined"))


def parties_near(s: Analysed, at: int, lo: int, hi: int) -> Countries:
    """Countries among `chunks[lo:hi]` that act in, own or share what is named at `at`, in order, each once."""
    found: dict[str, Span] = {}
    apart: set[str] = set()  # for whom a pronoun may stand: "against Japan and whoever might be allied with it"
    chunks = s.chunks
    for i in range(max(lo, 0), min(hi, len(chunks))):
        codes = countries_of(chunks[i])
        if not codes:
            continue
        governed = syntax.governor(chunks, i)
        owner = chunks[i].tag == "party" and chunks[i].value.possessive
        led_off = governed in ("to", "from", "of") and i < at and not owner
        if _of_past(chunks, i) or governed in words("both", "no_part") or led_off:
            apart.update(codes)
            continue
        for code in codes:
            pronoun = chunks[i].tag == "party" and chunks[i].value.form == "pronoun"
            if not (pronoun and (len(found) > 1 or code in apart)):
                found.setdefault(code, (chunks[i].start, chunks[i].end))
    return list(found.items())


def with_pair(found: Countries, focus: Focus) -> Parties:
    """`found`, filled up with the pair in focus where fewer than two countries are named."""
    named: Parties = list(found)
    codes = {c for c, _ in found}
    alone = len(codes) < 2 and focus.main is not None and codes <= set(focus.main)
    return [*named, *((code, None) for code in focus.main or () if alone and code not in codes)]
