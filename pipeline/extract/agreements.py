"""Agreements: named treaties, and unnamed ones that a date, or a subject and an act (signed, negotiated), make identifiable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.extract import events
from pipeline.extract.analysis import Analysed, Analysis
from pipeline.extract.chunks import Chunk
from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.focus import Focus
from pipeline.extract.lexicon import Entry, load, plural
from pipeline.extract.topics import topic

_TITLED = re.compile(
    r"(?<![\w-])(?:(?:[A-Z][\w'’]+[ -]|(?:of|on|and|for|the|in|between) (?=[A-Z]|the [A-Z])){1,9}(?:Treaty|Agreement|Pact|Accords?|Memorandum|Protocol|Convention|Declaration|Roadmap|Statement)"
    r"|(?:Treaty|Agreement|Pact|Memorandum|Protocol|Convention|Declaration|Joint Statement) (?:of|on) (?:[A-Z][\w'’]+(?:[ ,-]+(?:of|on|and|for|the|in) (?=[A-Z])|[ ,-]+(?=[A-Z])|))+)(?![\w])"
)
_CLEAN = re.compile(r"^(?:The|A|An|This|That|In|On|Under|By|With|And|But) ")


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


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, str], set[str]]:
    data = load("events")["agreements"]
    forms = {form: head for head in data["heads"] for form in (head, plural(head))}
    pattern = re.compile(
        rf"(?<![\w-])({'|'.join(re.escape(f) for f in sorted(forms, key=len, reverse=True))})(?![\w-])"
    )
    return pattern, forms, set(data["weak"])


@cache
def _acts() -> dict[str, re.Pattern[str]]:
    data = load("events")["agreements"]
    return {
        name: re.compile(
            r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in sorted(data[name], key=len, reverse=True)) + r")(?![\w-])"
        )
        for name in ("negotiating", "expected", "expired", "terminated", "in_force", "signed")
    }


class Agreements:
    """The rules of `agreements`. One object reads the sentences of one document in order."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.focus = analysis, focus

    def read(self, s: Analysed) -> Iterator[Draft | Doubt]:
        """Rows and doubts of one sentence."""
        found = self._find(s)
        for number, noun in enumerate(found):
            lo = found[number - 1].end if number else s.start
            hi = found[number + 1].start if number + 1 < len(found) else s.end
            made = self._row(s, noun, lo, hi)
            if made:
                yield made

    def _find(self, s: Analysed) -> list[Noun]:
        plain, low = self.analysis.plain, self.analysis.low
        pattern, forms, weak = _heads()
        kinds = load_kinds()
        found: list[Noun] = []
        for c in s.chunks:
            if entry := c.entry("agreement"):
                found.append(Noun(c.start, c.end, "treaty", entry.data.get("kind", "treaty"), entry, entry.name))
        for m in _TITLED.finditer(plain, s.start, s.end):
            start = m.start() + (len(lead[0]) if (lead := _CLEAN.match(m[0])) else 0)
            head = next((h for h in forms if re.search(rf"\b{re.escape(h)}\b", m[0].lower())), None)
            title = plain[start : m.end()].strip(" ,-")
            if head and len(title.split()) > 1 and not any(f.start < m.end() and m.start() < f.end for f in found):
                found.append(Noun(start, m.end(), forms[head], kinds[forms[head]], None, title))
        for m in pattern.finditer(low, s.start, s.end):
            if not any(f.start < m.end() and m.start() < f.end for f in found):
                head = forms[m[1]]
                found.append(Noun(m.start(), m.end(), head, kinds[head], plural=m[1] != head, weak=head in weak))
        return sorted(found, key=lambda f: f.start)

    def _row(self, s: Analysed, noun: Noun, lo: int, hi: int) -> Draft | Doubt | None:
        chunks = s.chunks
        i, j = events.index_at(chunks, noun.start), events.index_at(chunks, noun.end)
        first, last = (
            events.index_at(chunks, lo) if lo > s.start else 0,
            events.index_at(chunks, hi) if hi < s.end else len(chunks),
        )
        date = events.date_near(chunks, i, j, first, last)
        about = (
            topic(self.analysis.low, (noun.end, hi), (lo, noun.start))
            if not noun.title
            else topic(self.analysis.low, (noun.start, noun.end), (noun.end, hi), (lo, noun.start))
        )
        act, act_span = self._act(s, noun, lo, hi)
        parties = self._parties(s, noun, i, j, first, last)
        if not noun.title:
            identifiable = (date is not None and (act or not noun.weak or about)) or (
                act in ("negotiating", "signed", "expired", "terminated")
                and about
                and not noun.plural
                and not noun.weak
                and self._close(act_span, noun)
            )
            if not identifiable or self._commercial(chunks, i, j):
                return (
                    Doubt("agreements", s.start, s.end, "general_talk") if not noun.weak and not noun.plural else None
                )
        if len(parties) < 2:
            if noun.entry and len(noun.entry.data.get("parties", [])) > 1:
                parties = [(code, None) for code in noun.entry.data["parties"]]
            else:
                return Doubt("agreements", s.start, s.end, "no_party")
        return self._draft(s, noun, date, about, act, act_span, parties)

    def _close(self, span: tuple[int, int] | None, noun: Noun) -> bool:
        """Whether the act is this noun's own: at most a few words lie between them."""
        if span is None:
            return False
        gap = self.analysis.plain[min(span[1], noun.end) : max(span[0], noun.start)]
        return len(gap.split()) <= 8 and ";" not in gap

    def _commercial(self, chunks: list[Chunk], i: int, j: int) -> bool:
        """An order of arms is a transfer, no agreement."""
        return any(c.tag == "good" and not c.value.vague and c.value.designation for c in chunks[max(0, i - 4) : j + 4])

    def _act(self, s: Analysed, noun: Noun, lo: int, hi: int) -> tuple[str | None, tuple[int, int] | None]:
        best: tuple[int, str, tuple[int, int]] | None = None
        for rank, (name, pattern) in enumerate(_acts().items()):
            for m in pattern.finditer(self.analysis.low, lo, hi):
                distance = (noun.start - m.end() if m.end() <= noun.start else m.start() - noun.end) + 5 * rank
                if best is None or distance < best[0]:
                    best = (distance, name, m.span())
        return (best[1], best[2]) if best else (None, None)

    def _parties(
        self, s: Analysed, noun: Noun, i: int, j: int, first: int, last: int
    ) -> list[tuple[str, tuple[int, int] | None]]:
        named = events.parties_near(s, i, first, last)
        if noun.entry and noun.entry.data.get("parties"):
            own = set(noun.entry.data["parties"])
            spans = dict(named)
            return [(code, spans.get(code)) for code in sorted(own)]
        if len({c for c, _ in named}) < 2:
            named = events.parties_near(s, i, 0, len(s.chunks))
        return events.with_pair(named, self.focus)

    def _draft(
        self,
        s: Analysed,
        noun: Noun,
        date: Chunk | None,
        about: Any,
        act: str | None,
        act_span: tuple[int, int] | None,
        parties: list[tuple[str, tuple[int, int] | None]],
    ) -> Draft:
        span = (noun.start, noun.end)
        draft = Draft(
            "agreements",
            s.start,
            s.end,
            "agreements/" + ("named" if noun.entry else "titled" if noun.title else "noun_group"),
        )
        subject = about[0] if about else None
        draft.claim("title", noun.title or self._label(noun, subject, date), span)
        kind = noun.kind
        if subject and "border" in subject and kind in ("other", "framework", "treaty"):
            kind = "confidence_building" if "confidence" in subject else "border"
        if kind == "other" and subject in ("military cooperation", "military and technical cooperation"):
            kind = "framework"
        draft.claim("kind", kind, span)
        draft.claim("parties", sorted({code for code, _ in parties}), next((sp for _, sp in parties if sp), None))
        if about:
            draft.claim("subject", *about)
        status = {None: "signed" if date else None, "signed": "signed"}.get(act, act)
        draft.claim("status", status, act_span or (date.value if date else None))
        factuality = "possible" if status == "expected" else "asserted"
        draft.claim("factuality", factuality, act_span or span)
        if date is not None and status not in ("negotiating", "expected"):
            draft.claim("signed_date", date.value.edtf, date.value)
        return draft

    def _label(self, noun: Noun, subject: str | None, date: Chunk | None) -> str:
        year = (
            date.value.edtf[:4]
            if date is not None and date.value.edtf[:4].isdigit() and "/" not in date.value.edtf
            else None
        )
        head = plural(noun.head) if noun.plural else noun.head
        label = f"{head} on {subject}" if subject else head
        return f"{year} {label}" if year else label


@cache
def load_kinds() -> dict[str, str]:
    """The kind of agreement that each noun names."""
    return dict(load("events")["agreements"]["heads"])
