"""Who said it: a person, an office or a body beside the quotation marks, before, inside or after the sentence."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from functools import cache

from pipeline.extract.analysis import Analysis
from pipeline.extract.dates import Date
from pipeline.extract.lexicon import load, table
from pipeline.read.document import Block

# A personal name of two to four words; particles may stand inside.
_NAME = re.compile(
    r"(?<![\w-])(?:[A-Z][a-z'’]+(?:-[A-Z]?[a-z]+)?|[A-Z]\.)(?:[ ](?:al-|bin |von |van |de |Mc|Mac|O')?(?:[A-Z][a-zé'’]+(?:-[A-Za-z][a-z]+)?|[A-Z]\.(?=\s[A-Z]))){1,3}(?![\w-])"
)
_STOP_NAMES = {
    "The",
    "In",
    "On",
    "At",
    "As",
    "By",
    "For",
    "From",
    "If",
    "But",
    "And",
    "When",
    "While",
    "According",
    "Since",
    "After",
    "Before",
    "However",
    "Both",
    "Their",
    "His",
    "Her",
    "Its",
    "This",
    "That",
    "These",
    "Those",
    "Some",
    "Many",
    "Most",
    "Western",
    "Eastern",
    "Joint",
    "Cold",
    "World",
    "Central",
    "South",
    "North",
    "East",
    "West",
    "Far",
    "New",
    "Asia",
    "Europe",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Under",
    "With",
    "Of",
    "To",
}


@dataclass(slots=True)
class Speaker:
    """Who spoke, as canonical name, office and country, with the words that say so. `speech`: a verb of speech ties them to the words."""

    name: str
    country: str | None
    span: tuple[int, int] | None
    title: str | None = None
    title_span: tuple[int, int] | None = None
    rule: str = "before"
    speech: bool = True


@dataclass(slots=True)
class _Candidate:
    start: int
    end: int
    name: str
    country: str | None
    kind: str  # person, body, party, pronoun
    title: str | None = None
    title_span: tuple[int, int] | None = None


@cache
def _speech() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:"
        + "|".join(re.escape(w) for w in sorted(load("speech")["said"], key=len, reverse=True))
        + r")(?![\w-])"
    )


@cache
def _roles() -> re.Pattern[str]:
    surfaces = {
        form for r in load("roles") for form in (r["name"], r.get("plural", r["name"] + "s"), *r.get("also", []))
    }
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(s) for s in sorted(surfaces, key=len, reverse=True)) + r")(?![\w-])",
        re.IGNORECASE,
    )


class Speakers:
    """The candidates of one document, found once, and the choice among them for each utterance."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.plain, self.low = analysis, analysis.plain, analysis.low
        self.full: dict[str, _Candidate] = {}  # surname to the full name last given
        self.candidates = self._find()
        self._starts = [c.start for c in self.candidates]

    def _find(self) -> list[_Candidate]:
        found: list[_Candidate] = []
        for s in self.analysis.sentences:
            known = []
            for c in s.chunks:
                if c.tag != "party":
                    continue
                value = c.value
                if value.form == "person":
                    known.append(
                        _Candidate(c.start, c.end, value.name, value.codes[0] if value.codes else None, "person")
                    )
                elif value.form == "body":
                    known.append(
                        _Candidate(c.start, c.end, value.name, value.codes[0] if value.codes else None, "body")
                    )
                elif value.form == "pronoun" and c.low in ("he", "she", "they", "him", "her", "it"):
                    known.append(_Candidate(c.start, c.end, c.low, None, "pronoun"))
                elif value.form in ("demonym", "government", "name"):
                    known.append(
                        _Candidate(
                            c.start,
                            c.end,
                            self.plain[c.start : c.end],
                            value.codes[0] if value.codes else None,
                            "party",
                        )
                    )
            for m in _NAME.finditer(self.plain, s.start, s.end):
                words = m[0].split()
                if (
                    words[0] in _STOP_NAMES
                    or any(k.start < m.end() and m.start() < k.end and k.kind != "party" for k in known)
                    or self._is_no_person(m.start(), m.end(), s.chunks)
                ):
                    continue
                known = [k for k in known if not (m.start() <= k.start and k.end <= m.end())]
                known.append(_Candidate(m.start(), m.end(), " ".join(words), None, "person"))
            known.sort(key=lambda k: k.start)
            for candidate in known:
                if candidate.kind == "person":
                    self._place(candidate, s.start, s.end)
                    if " " in candidate.name:
                        self.full[candidate.name.split()[-1]] = candidate
                        self.full.setdefault(candidate.name.split()[0], candidate)
            found += known + self._surnames(s.start, s.end, known) + self._offices(s.start, s.end, known)
        return sorted(found, key=lambda c: (c.start, -c.end))

    def _is_no_person(self, start: int, end: int, chunks: list) -> bool:  # type: ignore[type-arg]
        for c in chunks:
            if c.start < end and start < c.end:
                if (
                    c.tag == "good"
                    or c.tag == "date"
                    or c.entry("place", "agreement", "series", "designation", "role")
                    or (c.tag == "party" and c.value.form in ("body", "pair", "name", "government"))
                ):
                    return True
        return False

    def _surnames(self, start: int, end: int, known: list[_Candidate]) -> list[_Candidate]:
        """A surname alone, of somebody named in full before."""
        out = []
        for m in re.finditer(r"(?<![\w-])[A-Z][a-zé'-]+(?=[^\w-]|'s|$)", self.plain[start:end]):
            word = m[0].removesuffix("'s")
            a, b = start + m.start(), start + m.start() + len(word)
            if word in self.full and word not in _STOP_NAMES and not any(k.start < b and a < k.end for k in known):
                who = self.full[word]
                out.append(_Candidate(a, b, who.name, who.country, "person", who.title, who.title_span))
        return out

    def _offices(self, start: int, end: int, known: list[_Candidate]) -> list[_Candidate]:
        """An office with no name: "one Russian analyst", "Kremlin spokespersons"."""
        out = []
        demonyms = "|".join(
            sorted(
                {
                    re.escape(d)
                    for c in table("countries").values()
                    for d in [*c.get("demonyms", []), *c.get("governments", [])]
                },
                key=len,
                reverse=True,
            )
        )
        del demonyms  # the parties found already carry the country: an office is a role behind one of them
        for m in _roles().finditer(self.plain, start, end):
            owner = next((k for k in known if k.kind in ("party", "body") and 0 <= m.start() - k.end <= 2), None)
            if owner:
                out.append(
                    _Candidate(
                        owner.start,
                        m.end(),
                        f"{self.plain[owner.start : owner.end]} {m[0]}".replace("'s ", " "),
                        owner.country,
                        "party",
                    )
                )
        return out

    def _place(self, who: _Candidate, start: int, end: int) -> None:
        """Office and country beside a name: "Chinese Minister of Defense Wei Fenghe", "Feng Zhongping, deputy director of ..."."""
        before = self.plain[max(start, who.start - 90) : who.start]
        apposed = re.match(
            r"\s*(?:\([^)]{1,40}\)\s*)?,\s+((?:an?|the|then|former|one)?\s*[^,;:()“”\"]{4,140}(?:\([A-Z]{2,8}\))?(?:,? and [^,;:()“”\"]{4,90})?)",
            self.plain[who.end : min(end, who.end + 260)],
        )
        role = None
        for m in _roles().finditer(before):
            role = m
        if role and before[role.end() :].strip(" -") == "":
            lead = re.search(r"(?:[\w.'-]+ ){0,4}$", before[: role.start()])
            words = (lead[0] if lead else "") + before[role.start() : role.end()]
            words = (
                re.sub(
                    r"^.*\b(?:the|by|of|to|as|that|and|when|told|with|a|an|said|when|while|then|recent|visit|from)\s+(?=\S)",
                    "",
                    words,
                    flags=re.IGNORECASE,
                )
                if not words.lower().startswith("minister of")
                else words
            )
            a = who.start - len(before) + role.end() - len(words)
            who.title, who.title_span = words.strip(), (a, a + len(words))
        elif apposed and _roles().search(apposed[1]):
            title = re.sub(r"^(?:an?|the|then)\s+", "", apposed[1].strip())
            a = who.end + apposed.start(1) + apposed[1].find(title)
            who.title, who.title_span = title, (a, a + len(title))
        if who.country is None:
            where = (
                who.title_span[0] - 30 if who.title_span and who.title_span[0] < who.start else who.start,
                who.title_span[1] if who.title_span else who.end,
            )
            who.country = self._country(max(start, where[0]), where[1], who)

    def _country(self, a: int, b: int, who: _Candidate) -> str | None:
        for s in self.analysis.sentences:
            if s.start <= who.start < s.end:
                for c in s.chunks:
                    if a <= c.start < b or a < c.end <= b:
                        if (
                            c.tag == "party"
                            and c.value.codes
                            and c.value.form != "pronoun"
                            and not (c.start <= who.start < c.end)
                        ):
                            return str(c.value.codes[0])
                        if entry := c.entry("demonym"):
                            return entry.name
                        if (entry := c.entry("body")) and entry.data.get("country"):
                            return str(entry.data["country"])
        return None

    def _between(self, a: int, b: int) -> list[_Candidate]:
        lo = bisect.bisect_left(self._starts, a)
        hi = bisect.bisect_left(self._starts, b)
        return [c for c in self.candidates[lo:hi] if c.end <= b]

    def of(self, outer: tuple[int, int], sentence: tuple[int, int], block: Block, direct: bool) -> Speaker | None:
        """The speaker of the words in `outer` (with their marks), within the author's `sentence`."""
        return (
            self._after(outer, block)
            or self._before(outer, sentence)
            or (self._preceding(outer, sentence, block) if direct else None)
        )

    def _make(self, who: _Candidate, rule: str, block_start: int) -> Speaker | None:
        if who.kind == "pronoun":
            person = self._antecedent(who, block_start)
            if person is None:
                return None
            return Speaker(person.name, person.country, (who.start, who.end), person.title, person.title_span, rule)
        full = self.full.get(who.name.split()[-1]) if who.kind == "person" else None
        if full and who.title is None:
            return Speaker(
                full.name if " " not in who.name else who.name,
                who.country or full.country,
                (who.start, who.end),
                full.title,
                full.title_span,
                rule,
            )
        return Speaker(who.name, who.country, (who.start, who.end), who.title, who.title_span, rule)

    def _antecedent(self, who: _Candidate, block_start: int) -> _Candidate | None:
        earlier = [
            c for c in self._between(block_start, who.start) if c.kind == ("body" if who.name == "it" else "person")
        ]
        if not earlier:
            return None
        subjects = [
            c
            for c in earlier
            if not re.search(
                r"(?:to|with|by|of|from|cites|citing|quotes|quoting|for) $", self.low[max(0, c.start - 8) : c.start]
            )
        ]
        return (subjects or earlier)[-1]

    def _after(self, outer: tuple[int, int], block: Block) -> Speaker | None:
        """ "...," said X / X said / according to X: the attribution follows the closing mark."""
        tail = self.plain[outer[1] : min(block.end, outer[1] + 130)]
        stop = re.search(r"[.;]\s|[“\"«]", tail)
        end = outer[1] + (stop.start() if stop else len(tail))
        verb = _speech().search(self.low, outer[1], end)
        inner = self.plain[outer[1] - 2]
        if (
            not verb
            or verb.start() - outer[1] > 60
            or not (inner in ",?!.…" or tail.lstrip().startswith((",", "according", "as ")))
        ):
            return None
        for who in self._between(outer[1], end):
            if who.kind != "party" or who.name[0].isupper():
                gap = self.low[outer[1] : min(who.start, verb.start())]
                if len(gap) < 40 and not re.search(r"\b(?:and|but|while|which)\b", gap):
                    return self._make(who, "after", block.start)
        return None

    def _before(self, outer: tuple[int, int], sentence: tuple[int, int]) -> Speaker | None:
        """X said (that) "...", according to X, "...", as X put it, "...": the attribution opens the sentence."""
        lead = self.low[sentence[0] : outer[0]]
        verbs = list(_speech().finditer(lead))
        if not verbs:
            return None
        verb = verbs[-1]
        if len(lead) - verb.end() > 140:
            return None
        at = sentence[0] + verb.start()
        people = self._between(sentence[0], outer[0])
        if verb[0] in ("according to", "in the words of") or verb[0].endswith("by"):
            ahead = [c for c in people if c.start >= at]
            return self._make(ahead[0], "according_to", sentence[0] - 1500) if ahead else None
        ahead = [
            c
            for c in people
            if c.start >= sentence[0] + verb.end()
            and c.start - (sentence[0] + verb.end()) <= 2
            and verb[0] in ("said", "wrote", "remarked", "noted", "added", "as saying")
        ]
        behind = [c for c in people if c.end <= at and not self._is_object(c)]
        named = [c for c in behind if c.kind in ("person", "pronoun")] or [
            c for c in behind if c.kind in ("body", "party")
        ]
        best = max(behind, key=lambda c: (c.end, c.end - c.start)) if behind else None
        if (
            best is not None
            and named
            and best.kind in ("body", "party")
            and best.kind != named[-1].kind
            and best.end < at - 40
        ):
            best = named[-1]
        if (
            best is not None
            and best.kind in ("party", "body")
            and named
            and named[-1].kind == "person"
            and self._same_group(named[-1], best)
        ):
            best = named[-1]
        chosen = best or (ahead[0] if ahead else None)
        return self._make(chosen, "before", max(0, sentence[0] - 1500)) if chosen else None

    def _same_group(self, person: _Candidate, other: _Candidate) -> bool:
        """Whether `other` stands in the apposition behind the person ("Wang, a researcher at the PLA Academy, praised")."""
        return person.end <= other.start and (
            person.title_span is not None and person.title_span[0] <= other.start <= person.title_span[1]
        )

    def _is_object(self, c: _Candidate) -> bool:
        """Whether a preposition or a possessive keeps the candidate from being the one who speaks."""
        lead = self.low[max(0, c.start - 14) : c.start]
        if self.plain[c.end : c.end + 2] in ("'s", "’s") or self.plain[c.end : c.end + 2] == "s'":
            return True
        return bool(
            re.search(
                r"\b(?:to|with|of|from|in|against|for|on|about|between|toward|towards|at|over|than)\s+(?:the\s+|a\s+|its\s+|his\s+)?$",
                lead,
            )
        )

    def _preceding(self, outer: tuple[int, int], sentence: tuple[int, int], block: Block) -> Speaker | None:
        """The words are a sentence of their own: the speaker of the sentence before, where that one ends in speech."""
        if self.plain[sentence[0] : outer[0]].strip(" \"“«'‘("):
            return None
        lead_start = max(block.start, outer[0] - 220)
        lead = self.low[lead_start : outer[0]]
        verbs = list(_speech().finditer(lead))
        if not verbs or len(lead.rstrip()) - verbs[-1].end() > 90:
            return None
        people = [
            c
            for c in self._between(lead_start, outer[0])
            if c.kind in ("person", "body", "pronoun") and not self._is_object(c)
        ]
        return self._make(people[-1], "sentence_before", block.start) if people else None

    def date(self, where: tuple[int, int], outer: tuple[int, int]) -> Date | None:
        """When it was said: a date in the author's words around the marks; in the sentence before, where that tells the occasion."""
        for s in self.analysis.sentences:
            if s.end <= where[0] or s.start >= where[1]:
                continue
            for c in s.chunks:
                if c.tag == "date" and not outer[0] <= c.start < outer[1]:
                    return c.value  # type: ignore[no-any-return]
        return None

    def occasion(self, where: tuple[int, int], outer: tuple[int, int]) -> tuple[str, tuple[int, int]] | None:
        """Where it was said, in the project's own words: the kind of occasion that the author names."""
        m = _occasions().search(self.low, where[0], where[1])
        if not m or outer[0] <= m.start() < outer[1]:
            return None
        return m[0].strip(), m.span()


@cache
def _occasions() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:press conference|summit|gathering|conference|interview|speech|meeting|visit|forum|briefing|article|telephone call|phone call|news conference|joint statement|parliament|testimony|hearing|address)(?![\w-])"
    )
