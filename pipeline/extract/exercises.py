"""Exercises and joint patrols: by the name of a series, by an edition ("Ocean-2024"), or as a noun group with a date, place or partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extract import cues, events
from pipeline.extract.analysis import Analysed, Analysis
from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.focus import Focus
from pipeline.extract.lexicon import Entry, load, plural

_EDITION = re.compile(r"(?:[- ]|\s?/\s?[A-Z][a-z]+[- ])?\b((?:19|20)\d\d)\b(?!s)(?: ?\(?(I{1,3}|[12])\)?(?![\w]))?")
_COINED = re.compile(r"(?<![\w-])([A-Z][a-z]{2,}(?:[ /-][A-Z][a-z]{2,}){0,2})-((?:19|20)\d\d)(?![\d/–-])")
_HELD = re.compile(
    r"\b(?:held|conducted|took place|carried out|staged|participated|took part|joined|practiced|practised|completed|performed|conducts|concluded|flew|launched)\b"
)
_FUTURE = re.compile(
    r"\b(?:will|planned|plans|upcoming|scheduled|expected to|is to be|are to be|next year|later this|intend|going to|to be held)\b"
)
_CANCELLED = re.compile(r"\b(?:cancell?ed|called off|postponed|scrapped)\b")
_SIZE = (
    (
        "personnel",
        re.compile(
            r"(?:troops?|soldiers?|personnel|servicemen|service members|people|military personnel|participants)\b"
        ),
    ),
    ("ships", re.compile(r"(?:warships?|ships?|vessels?|surface ships?)\b")),
    (
        "aircraft",
        re.compile(
            r"(?:planes and helicopters|aircraft|warplanes|planes|jets|combat aircraft|helicopters|fixed-wing aircraft|bombers)\b"
        ),
    ),
)


@dataclass(slots=True)
class Named:
    """An exercise as its words name it."""

    start: int
    end: int
    series: Entry | None
    name: str
    year: str | None
    kind: str | None
    generic: bool
    plural: bool = False


@cache
def _noun_group() -> tuple[re.Pattern[str], dict[str, str | None]]:
    data = load("events")["exercises"]
    heads = sorted({f for h in data["heads"] for f in (h, plural(h))}, key=len, reverse=True)
    kinds = {str(m): kind for kind, mods in data["modifiers"].items() for m in mods}
    mods = "|".join(re.escape(m) for m in sorted(kinds, key=len, reverse=True))
    return re.compile(
        rf"(?<![\w-])((?:(?:{mods})(?:[ ,/]+| and |-))*)({'|'.join(map(re.escape, heads))})(?![\w-])"
    ), kinds


def _kind(words: str) -> str | None:
    """The kind that the words before an exercise noun state; a narrow one goes before a broad one."""
    _, kinds = _noun_group()
    stated = {
        kind for word, kind in kinds.items() if kind and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", words)
    }
    order = ("missile_defence", "counterterrorism", "command_staff", "air_patrol", "naval", "ground")
    return next((k for k in order if k in stated), None)


class Exercises:
    """The rules of `exercises`. One object reads the sentences of one document in order."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.focus = analysis, focus

    def read(self, s: Analysed) -> Iterator[Draft | Doubt]:
        """Rows and doubts of one sentence."""
        found = self._find(s)
        for number, item in enumerate(found):
            before = found[number - 1].end if number else s.start
            after = found[number + 1].start if number + 1 < len(found) else s.end
            yield from self._rows(s, item, before, after, len(found))

    def _find(self, s: Analysed) -> list[Named]:
        plain, low = self.analysis.plain, self.analysis.low
        pattern, _ = _noun_group()
        groups = [m for m in pattern.finditer(low, s.start, s.end)]
        found: list[Named] = []
        for c in s.chunks:
            entry = c.entry("series")
            if not entry:
                continue
            edition = _EDITION.match(plain, c.end) if plain[c.end : c.end + 1] in "- /" else None
            beside = next(
                (
                    g
                    for g in groups
                    if 0 <= g.start() - (edition.end() if edition else c.end) <= 24
                    and "." not in plain[c.end : g.start()]
                ),
                None,
            )
            before = next((g for g in groups if 0 <= c.start - g.end() <= 12), None)
            if entry.data.get("needs_edition") and not (edition or beside or before):
                continue
            year = edition[1] if edition else None
            name = (
                f"{entry.name}-{year}" + (f" ({edition[2]})" if edition and edition[2] else "") if year else entry.name
            )
            end = edition.end() if edition else c.end
            found.append(
                Named(
                    c.start,
                    beside.end() if beside else end,
                    entry,
                    name,
                    year,
                    entry.data.get("kind") or _kind(beside[0] if beside else ""),
                    False,
                )
            )
        for m in _COINED.finditer(plain, s.start, s.end):
            beside = next(
                (g for g in groups if -1 <= g.start() - m.end() <= 30 or 0 <= m.start() - g.end() <= 14), None
            )
            if beside and not any(f.start < m.end() and m.start() < f.end for f in found):
                found.append(
                    Named(m.start(), max(m.end(), beside.end()), None, f"{m[1]}-{m[2]}", m[2], _kind(beside[0]), False)
                )
        for g in groups:
            if not any(f.start < g.end() and g.start() < f.end for f in found):
                head = g[2]
                label = re.sub(
                    r"^(?:first|second|third|recent|two|three|several|these|other|russian|chinese|more|new|major|subsequent|future|numerous)\b[ ,-]*",
                    "",
                    g[0].strip(),
                )
                label = re.sub(r"^(?:russian|chinese)[ -]+", "", label)
                found.append(
                    Named(
                        g.start(),
                        g.end(),
                        None,
                        label,
                        None,
                        _kind(g[1]),
                        True,
                        head.endswith("s") and head not in ("maneuvers", "manoeuvres"),
                    )
                )
        return sorted(found, key=lambda f: f.start)

    def _rows(self, s: Analysed, item: Named, before: int, after: int, total: int) -> Iterator[Draft | Doubt]:
        chunks = s.chunks
        lo, hi = events.index_at(chunks, item.start), events.index_at(chunks, item.end)
        first, last = (events.index_at(chunks, before) if before > s.start else 0), events.index_at(chunks, after)
        date = events.date_near(
            chunks, lo, hi, first if total > 1 and before > s.start else 0, last if after < s.end else len(chunks)
        )
        named = events.parties_near(s, lo, 0, last if after < s.end else len(chunks))
        place = events.place_near(chunks, hi, last if after < s.end else len(chunks))
        joint = len({c for c, _ in named}) >= 2 or "joint" in item.name or item.series is not None
        if item.generic:
            if not (date or (place and joint) or self._partner(s, item)):
                if joint:
                    yield Doubt("exercises", s.start, s.end, "no_name_date_or_place")
                return
            if not joint:
                yield Doubt("exercises", s.start, s.end, "no_party")
                return
        participants = events.with_pair(named, self.focus)
        if len(participants) < 2 and item.generic:
            yield Doubt("exercises", s.start, s.end, "no_party")
            return
        partners = self._partners(s, hi, last) if item.generic and item.plural else []
        if len(partners) > 1 and date is None:
            others = [p for p in participants if p[0] not in {code for code, _ in partners}]
            for partner in partners:
                yield self._draft(
                    s, item, [*others, partner], date, place, f"{item.name} with {self._country(s, partner[1])}"
                )
            return
        name = item.name
        if item.generic and partners:
            name = f"{item.name} with {self._country(s, partners[0][1])}"
        yield self._draft(s, item, participants, date, place, name)

    def _partner(self, s: Analysed, item: Named) -> bool:
        """ "exercises with Iran", "trilateral exercises between": a partner outside the pair makes an exercise one to look up."""
        codes = {code for code, _ in events.parties_near(s, events.index_at(s.chunks, item.start), 0, len(s.chunks))}
        return len(codes - set(self.focus.main or ())) >= 1 and len(codes) >= 3

    def _partners(self, s: Analysed, hi: int, last: int) -> list[tuple[str, tuple[int, int]]]:
        """The countries after "with", right behind the noun."""
        chunks = s.chunks
        if hi < len(chunks) and chunks[hi].low in ("with", "between") and hi + 1 < len(chunks):
            found = []
            for i in range(hi + 1, min(last, len(chunks))):
                if chunks[i].tag == "party" and chunks[i].value.codes:
                    found += [(code, (chunks[i].start, chunks[i].end)) for code in chunks[i].value.codes]
                elif not (chunks[i].word("conj", "det") or chunks[i].low == ","):
                    break
            return found if chunks[hi].low == "with" else []
        return []

    def _country(self, s: Analysed, span: tuple[int, int]) -> str:
        return self.analysis.plain[span[0] : span[1]]

    def _draft(
        self,
        s: Analysed,
        item: Named,
        participants: list[tuple[str, tuple[int, int] | None]],
        date: object,
        place: tuple[int, int] | None,
        name: str,
    ) -> Draft:
        plain, low = self.analysis.plain, self.analysis.low
        span = (item.start, item.end)
        label = "joint bomber patrol" if item.generic and item.kind == "air_patrol" and "patrol" in name else name
        draft = Draft(
            "exercises",
            s.start,
            s.end,
            "exercises/" + ("noun_group" if item.generic else "series" if item.series else "edition"),
        )
        draft.claim("name", label, span)
        if item.series:
            draft.claim("series", item.series.name, span)
        elif label == "joint bomber patrol":
            draft.claim("series", label, span)
        elif not item.generic and item.year:
            draft.claim("series", item.name[:-5], span)
        draft.claim("kind", item.kind, span)
        codes = sorted({code for code, _ in participants})
        spans = [sp for _, sp in participants if sp]
        draft.claim("participants", codes, spans[0] if spans else None)
        stated = getattr(getattr(date, "value", None), "edtf", None)
        if item.year and not (stated and stated.startswith(item.year)):
            draft.claim("date", item.year, span)
        elif stated:
            draft.claim("date", stated, date.value)  # type: ignore[attr-defined]
        if place:
            draft.claim("location", " ".join(plain[place[0] : place[1]].split()), place)
        words = low[s.start : s.end]
        future, cancelled = _FUTURE.search(words), _CANCELLED.search(words)
        past = _HELD.search(words)
        if cancelled:
            draft.claim("status", "cancelled", (s.start + cancelled.start(), s.start + cancelled.end()))
        elif future and not past and not item.year:
            draft.claim("status", "planned", (s.start + future.start(), s.start + future.end()))
        else:
            draft.claim("status", "held", (s.start + past.start(), s.start + past.end()) if past else span)
        lo = events.index_at(s.chunks, item.start)
        reading = cues.read(s.chunks, None, lo, "ed", False, None, True)
        factuality = (
            "reported"
            if reading.factuality == "reported" and reading.factuality_cue and "reported" in reading.factuality_cue.low
            else "asserted"
        )
        if draft.value("status") == "planned" and reading.factuality == "possible":
            factuality = "possible"
        draft.claim(
            "factuality",
            factuality,
            reading.factuality_cue if factuality != "asserted" and reading.factuality_cue else span,
        )
        self._sizes(s, item, draft)
        return draft

    def _sizes(self, s: Analysed, item: Named, draft: Draft) -> None:
        for i, c in enumerate(s.chunks):
            if c.tag not in ("count", "good") or c.start < item.start:
                continue
            count = c if c.tag == "count" else c.value.quantity
            if count is None:
                continue
            rest = self.analysis.low[count.end : count.end + 40].lstrip()
            for name, noun in _SIZE:
                words = noun.match(rest)
                if words and name not in draft.claims:
                    draft.claim(name, count.value.value, count)
