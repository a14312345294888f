"""Exercises and joint patrols: by the name of a series, by an edition ("Ocean-2024"), or as a noun group with a date,
place or partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pipeline.extract import cues, events, syntax
from pipeline.extract.analysis import Analysed, Analysis
from pipeline.extract.chunks import Chunk
from pipeline.extract.dates import Date
from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.focus import Focus
from pipeline.extract.lexicon import Entry, load, plural, singular
from pipeline.read.document import BlockKind
from schemas.edtf import days

_EDITION = re.compile(
    r"(?:[-– ]|\s?/\s?[A-Z][a-z]+[-– ]|\s?\(|,? in )((?:19|20)\d\d)\b(?!s)(?:\)| ?\(?(I{1,3}|[12])\)?(?![\w]))?"
)
_NAMES = re.compile(
    r"[\s,:;“”\"'‘’()—-]*(?:(?:which (?:is|was|were|are)|called|named|dubbed|known as|codenamed|code-named"
    r"|under the name|titled|of|an?|the|its|their|annual|latest|series)[\s,:;“”\"'‘’()—-]*)*"
)
_ABOUT = re.compile(r" (?:on|in|of|for) [a-z-]+ [a-z-]+")  # "exercises on missile defence"
_BEFORE = re.compile(r"\b((?:19|20)\d\d) (?:(?:edition|iteration|version|round) of (?:the )?)?$")
_BETWEEN_DATES = set(
    ", : in at on off near again then first second third last was were followed by another one".split()
)
_SHORT = re.compile(r"[-–]([012]\d)(?!\d)")  # "Vostok-18"
_FOLLOWED = re.compile(r" (?:was |were )?followed by (?:another|a second|others?)\b")
_MORE = re.compile(r"\b(?:second|third|fourth|fifth|another|similar|next|follow-up|follow-on|subsequent|latest|last)\b")
_COINED = re.compile(r"(?<![\w-])([A-Z][a-z]{2,}(?:[ /-][A-Z][a-z]{2,}){0,2})-((?:19|20)\d\d)(?![\d/–-])")
_HELD = re.compile(
    r"\b(?:held|conducted|took place|carried out|staged|participated|took part|joined|practiced|practised"
    r"|completed|performed|conducts|concluded|flew|launched)\b"
)
_FUTURE = re.compile(
    r"\b(?:will|is expected|are expected|was planned|were planned|due|planned|plans|upcoming|scheduled"
    r"|expected to|is to be|are to be|next year|later this|intend|going to|to be held)\b"
)
_CANCELLED = re.compile(r"\b(?:cancell?ed|called off|postponed|scrapped)\b")
# Talk of exercises in general: their number, growth, kind or future.
_GENERAL = re.compile(
    r"\b(?:increase[sd]?|increasing|frequency|number|average|percent|additional|more|future|further"
    r"|potential|dataset|any|such|regular|all|growing|expansion|use of"
    r"|using|uses?|many|most|other|scale|scope|nature|kinds?|types?|various|prospects?|contributions? of"
    r"|impact on|focus(?:ed)? on|numerous|intensifying|serial) (?:of )?(?:\S+ ){0,3}$"
)
_GENERAL_AFTER = re.compile(
    r"\s*(?:per year|in general|have (?:become|grown|increased|expanded)|are (?:increas|expand|becom|grow"
    r"|typically|also|now)|has become|program)"
)
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
            r"(?:planes and helicopters|aircraft|warplanes|planes|jets|combat aircraft|helicopters"
            r"|fixed-wing aircraft|bombers)\b"
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
    joint: bool = (
        False  # the words say so ("trained together"), or it is one more of those before ("a second exercise")
    )


@cache
def _noun_group() -> tuple[re.Pattern[str], dict[str, str | None]]:
    """Exercise nouns with the modifiers before them, and verbs that stand for one; modifier to kind."""
    data = load("events")["exercises"]
    heads = sorted({f for h in data["heads"] for f in (h, plural(h))} | set(data["verbs"]), key=len, reverse=True)
    kinds = {str(m): kind for kind, mods in data["modifiers"].items() for m in mods}
    mods = "|".join(re.escape(m) for m in sorted(kinds, key=len, reverse=True))
    pattern = rf"(?<![\w-])((?:(?:{mods})(?:[ ,/]+| and |-))*)({'|'.join(map(re.escape, heads))})(?![\w-])"
    return re.compile(pattern), kinds


@cache
def _kind(words: str) -> str | None:
    """The kind that the words before an exercise noun state; a narrow one goes before a broad one."""
    _, kinds = _noun_group()
    stated = {
        kind for word, kind in kinds.items() if kind and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", words)
    }
    order = ("missile_defence", "counterterrorism", "air_patrol", "naval", "command_staff", "ground")
    return next((k for k in order if k in stated), None)


@cache
def _label(modifiers: str, head: str) -> str:
    """A plain label: the modifiers that say a kind, in the singular ("joint missile defence exercise")."""
    head = load("events")["exercises"]["verbs"].get(head, head)
    passing = load("events")["exercises"]["passing"]
    words = re.sub(rf"(?<![\w-])(?:{'|'.join(map(re.escape, passing))})(?![\w-])", " ", modifiers)
    kept = " ".join(re.findall(r"[\w-]*\w", words))
    joint = "" if re.search(r"lateral\b|\bjoint\b|\bmulti", f"{kept} {head}") else "joint "
    return f"{joint}{kept} {singular(head)}".replace("  ", " ")


def _kind_of_forces(low: str) -> str | None:
    """The kind of a patrol whose words do not say it: by who patrols."""
    if re.search(r"\b(?:bombers?|aircraft|planes?|tu-\d+|h-6\w*|jets)\b", low):
        return "air_patrol"
    return (
        "naval"
        if re.search(r"\b(?:war)?ships?\b|\bvessels?\b|\bnav(?:y|ies)\b|\bcoast guards?\b|\bdestroyers?\b", low)
        else None
    )


class Exercises:
    """The rules of `exercises`. One object reads the sentences of one document in order."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.focus = analysis, focus
        self.last: tuple[int, Draft] | None = None  # flow and draft of the exercise named last

    def read(self, s: Analysed) -> Iterator[Draft | Doubt]:
        """Rows and doubts of one sentence."""
        found = self._find(s)
        for number, item in enumerate(found):
            before = found[number - 1].end if number else s.start
            after = found[number + 1].start if number + 1 < len(found) else s.end
            for made in self._rows(s, item, before, after, len(found)):
                if isinstance(made, Draft):
                    self.last = (s.sentence.flow, made)
                yield made

    def _find(self, s: Analysed) -> list[Named]:
        plain, low = self.analysis.plain, self.analysis.low
        pattern, _ = _noun_group()
        groups = list(pattern.finditer(low, s.start, s.end))
        found: list[Named] = []
        for c in s.chunks:
            entry = c.entry("series")
            if not entry:
                continue
            edition = _EDITION.match(plain, c.end) if plain[c.end : c.end + 1] in "-– /(" else None
            short = _SHORT.match(plain, c.end)
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
            ahead = _BEFORE.search(low, max(s.start, c.start - 30), c.start) if not edition else None
            if entry.data.get("needs_edition") and not (edition or beside or before or ahead or short):
                continue
            year = edition[1] if edition else ahead[1] if ahead else f"20{short[1]}" if short else None
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
            if found and g[2] in load("events")["exercises"]["verbs"]:
                continue  # "the three navies exercised together as part of Marine Security Belt": one thing
            if not any((f.start < g.end() and g.start() < f.end) or self._apposed(f, g) for f in found):
                head = g[2]
                label = _label(g[1], head)
                found.append(
                    Named(
                        g.start(),
                        g.end(),
                        None,
                        label,
                        None,
                        _kind(g[1]) or _kind(about[0] if (about := _ABOUT.match(low, g.end())) else ""),
                        True,
                        head.endswith("s") and head not in ("maneuvers", "manoeuvres"),
                        head in load("events")["exercises"]["verbs"] and " " in head,
                    )
                )
        dated = {f.series.name for f in found if f.series and f.year}
        return sorted((f for f in found if f.year or not f.series or f.series.name not in dated), key=lambda f: f.start)

    def _apposed(self, named: Named, group: re.Match[str]) -> bool:
        """Whether a noun group only says what a named exercise is: "drills called Aerospace Security", "Joint Sea, a
        naval drill"."""
        if named.generic:
            return False
        a, b = (group.end(), named.start) if group.end() <= named.start else (named.end, group.start())
        return b - a <= 60 and _NAMES.fullmatch(self.analysis.low, a, b) is not None

    def _rows(self, s: Analysed, item: Named, before: int, after: int, total: int) -> Iterator[Draft | Doubt]:
        chunks = s.chunks
        lo, hi = events.index_at(chunks, item.start), events.index_at(chunks, item.end - 1) + 1
        first = events.index_at(chunks, before) if before > s.start else 0
        last = events.index_at(chunks, after) if after < s.end else len(chunks)
        date = self._edition_date(chunks, item, lo) or events.date_near(
            chunks, lo, hi, 0, min(last, hi + 16) if item.generic else last
        )
        place = events.place_near(chunks, hi, min(last, hi + 12))
        if place is None and first == 0 and last == len(chunks):
            place = events.place_near(chunks, 0, lo)
        behind = events.partners(chunks, hi)
        present, absent = events.actors(chunks, lo)
        named = list(dict([*present, *events.owners(chunks, lo), *behind]).items())
        if len(named) < 2 or not item.generic:
            rel = (
                next((j for j in range(hi, len(chunks)) if chunks[j].word("rel")), len(chunks))
                if item.generic
                else len(chunks)
            )
            seen = list(dict([*named, *events.forces(chunks[:rel])]).items())
            named = seen if len(seen) > 1 or {c for c, _ in seen} <= set(self.focus.main or ()) else named
        named = [(code, span) for code, span in named if code not in {c for c, _ in absent}]
        if item.name.endswith(("patrol", "flight")) and item.kind in (
            None,
            "other",
            "command_staff",
        ):  # "patrols of strategic bombers"
            item.kind = _kind_of_forces(self.analysis.low[s.start : s.end]) or item.kind
        if item.generic:
            if not behind and (again := self._again(s, item, lo, named, date)):
                yield again
                return
            item = self._continued(s, item, lo)
            reason = self._unidentified(s, item, first, named, behind, date, place)
            if reason:
                yield Doubt("exercises", s.start, s.end, reason)
                return
        participants = [p for p in events.with_pair(named, self.focus) if p[0] not in {c for c, _ in absent}]
        with_ = events.partners(chunks, hi, ("with",)) if item.generic else []
        outside = [p for p in with_ if p[0] not in (self.focus.main or ())]
        if (
            len(outside) > 1 and item.plural and (date is None or date.value.edtf.endswith("~"))
        ):  # "exercises with Iran and South Africa": one with each
            others = [p for p in participants if p[0] not in {code for code, _ in outside}]
            for partner in outside:
                yield self._draft(
                    s, item, [*others, partner], date, place, f"{item.name} with {self._country(s, partner[1])}"
                )
            return
        name = f"{item.name} with {self._country(s, outside[0][1])}" if outside else item.name
        if item.series and len(participants) < 2:
            host = [
                code
                for code in item.series.data.get("usual", [])
                if code not in dict(participants) and code not in {c for c, _ in absent}
            ]
            participants = [*participants, *((code, None) for code in host)]
        every = self._each_date(chunks, item, date)
        for when in every:
            own = self._place_of(chunks, when) if len(every) > 1 else None
            yield self._draft(s, item, participants, when, own or place, name)

    def _each_date(self, chunks: list[Chunk], item: Named, date: Chunk | None) -> list[Chunk | None]:
        """ "patrols in July 2019, December 2020 and May 2022" are three, one at each date; so are "exercises in 2016
        and 2017" two."""
        after = self.analysis.low[date.end : date.end + 24] if date else ""
        if date is None or item.year or not (item.plural or item.series or _FOLLOWED.match(after)):
            return [date]
        i = next(k for k, c in enumerate(chunks) if c is date)
        found: list[Chunk | None] = []
        for c in chunks[i:]:
            if c.tag == "date":
                found += self._years(c)
            elif not (c.word("conj", "plus", "det") or c.low in _BETWEEN_DATES or c.tag == "party" or c.entry("place")):
                break
        return found

    def _place_of(self, chunks: list[Chunk], when: Chunk | None) -> tuple[int, int] | None:
        """The place beside one of several dates: "in Moscow in 2016 and in Beijing in 2017", "in May in Russia"."""
        i = next((k for k, c in enumerate(chunks) if when is not None and c.start == when.start), None)
        if i is None:
            return None
        return events.place_near(chunks, i + 1, i + 2) or events.place_near(chunks, max(0, i - 3), i - 1)

    def _years(self, date: Chunk) -> list[Chunk]:
        """The years of "2016 and 2017", which the date grammar reads as an interval; else the date itself."""
        words = self.analysis.plain[date.start : date.end]
        if not re.fullmatch(r"\d{4} and \d{4}", words):
            return [date]
        spans = [(date.start + y.start(), date.start + y.end(), y[0]) for y in re.finditer(r"\d{4}", words)]
        return [replace(date, start=a, end=b, value=Date(a, b, edtf)) for a, b, edtf in spans]

    def _edition_date(self, chunks: list[Chunk], item: Named, lo: int) -> Chunk | None:
        """A date of the edition's own year that is finer than the year: the nearest."""
        if not item.year:
            return None
        fine = [
            (abs(i - lo), i)
            for i, c in enumerate(chunks)
            if c.tag == "date" and c.value.edtf.startswith(item.year) and len(c.value.edtf) > 4
        ]
        return chunks[min(fine)[1]] if fine else None

    def _unidentified(
        self,
        s: Analysed,
        item: Named,
        first: int,
        named: events.Named,
        behind: events.Named,
        date: Chunk | None,
        place: tuple[int, int] | None,
    ) -> str | None:
        """Why a noun group names no exercise that could be looked up; None where it does."""
        low = self.analysis.low
        codes = {code for code, _ in named}
        together = " together" in low[item.end : item.end + 14]
        joint = (
            item.joint
            or together
            or len(codes) >= 2
            or "joint" in low[max(s.start, item.start - 30) : item.end]
            or "lateral" in item.name
        )
        if _GENERAL.search(low[max(s.start, item.start - 45) : item.start]) or _GENERAL_AFTER.match(
            low[item.end : item.end + 30]
        ):
            return "general_talk"
        j = syntax.skip_back(s.chunks, events.index_at(s.chunks, item.start) - 1) + 1
        if item.plural and any(
            c.tag == "count" and c.value.value > 2 for c in s.chunks[j : events.index_at(s.chunks, item.start)]
        ):
            return "general_talk"
        if s.sentence.block.kind == BlockKind.CAPTION and not _HELD.search(low, s.start, s.end):
            return "general_talk"
        outside = {code for code, _ in behind} - set(self.focus.main or ())
        patrol = "patrol" in item.name
        if not joint or (not codes and not self.focus.main):
            return "no_party"
        if (
            date
            or (place and (patrol or item.kind is not None))
            or outside
            or (patrol and item.kind and not item.plural)
        ):
            return None
        return "no_name_date_or_place"

    def _again(self, s: Analysed, item: Named, lo: int, named: events.Named, date: Chunk | None) -> Draft | None:
        """ "China also took part in those drills": says more of the exercise named before in the paragraph."""
        lead = s.chunks[lo - 1].low if lo else ""
        if (
            not self.last
            or self.last[0] != s.sentence.flow
            or lead not in ("those", "these", "the")
            or date
            or not named
        ):
            return None
        earlier = self.last[1]
        draft = Draft("exercises", s.start, s.end, "exercises/said_before")
        for name in ("name", "series", "kind", "date"):
            if name in earlier.claims:
                draft.claim(name, earlier.value(name), (item.start, item.end))
        draft.claim("participants", sorted({code for code, _ in named}), named[0][1])
        draft.claim("factuality", "asserted", (item.start, item.end))
        draft.claim("status", earlier.value("status"), (item.start, item.end))
        return draft

    def _continued(self, s: Analysed, item: Named, lo: int) -> Named:
        """ "A second exercise was held in Beijing": one more of those named before in the paragraph, in kind and
        series."""
        lead = s.chunks[syntax.skip_back(s.chunks, lo - 1) + 1 : lo]
        more = _MORE.search(" ".join(c.low for c in lead) + " " + self.analysis.low[item.start : item.end])
        if not more or item.plural or not self.last or s.sentence.flow - self.last[0] > 1:
            return item
        earlier = self.last[1]
        label = item.name if item.name not in ("joint exercise", "joint drill") else str(earlier.value("name"))
        return replace(item, name=label, kind=item.kind or earlier.value("kind"), joint=True)

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
        stated = getattr(getattr(date, "value", None), "edtf", None)
        if item.series and not item.year and stated and re.match(r"\d{4}(?!X)", stated) and "/" not in stated:
            label = f"{label}-{stated[:4]}"
        draft.claim("name", label, span)
        if item.series:
            draft.claim("series", item.series.name, span)
        elif label == "joint bomber patrol":
            draft.claim("series", label, span)
        elif not item.generic and item.year:
            draft.claim("series", item.name[:-5], span)
        draft.claim("kind", item.kind or "other", span)
        codes = sorted({code for code, _ in participants})
        spans = [sp for _, sp in participants if sp]
        draft.claim("participants", codes, spans[0] if spans else None)
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
        elif (future and not past) or self._ahead(stated or item.year):
            cue = (s.start + future.start(), s.start + future.end()) if future else span
            draft.claim("status", "planned", cue)
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

    def _ahead(self, edtf: str | None) -> bool:
        """Whether the date lies after the publication of the source."""
        held, published = days(edtf or ""), days(self.analysis.document.published or "")
        return bool(held and published and held.first and published.last and held.first > published.last)

    def _sizes(self, s: Analysed, item: Named, draft: Draft) -> None:
        for c in s.chunks:
            if c.tag not in ("count", "good"):
                continue
            count = c if c.tag == "count" else c.value.quantity
            if count is None:
                continue
            rest = self.analysis.low[count.end : count.end + 40].lstrip()
            for name, noun in _SIZE:
                words = noun.match(rest)
                if words and name not in draft.claims:
                    draft.claim(name, count.value.value, count)
