"""Agreements: named treaties, and unnamed ones that a date, or a subject and an act (signed, negotiated), make
identifiable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.extract import event_terms, events
from pipeline.extract.analysis import Analysed, Analysis
from pipeline.extract.chunks import Chunk
from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.focus import Focus
from pipeline.extract.lexicon import Entry, load, plural
from pipeline.extract.topics import topic

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_TITLED = re.compile(
    r"(?<![\w-])(?:(?=[A-Z])(?:[A-Z][\w'’]+[ -]|(?:of|on|and|for|the|in|between) (?=[A-Z]|the [A-Z])){1,9}(?:Treaty"
    r"|Agreement|Pact|Accords?|Memorandum|Protocol|Convention|Declaration|Roadmap|Statement)(?! Organi[sz])"
    r"|(?:Treaty|Agreement|Pact|Memorandum|Protocol|Convention|Declaration|Joint Statement) (?:of"
    rf"|on) (?:[A-Z][\w'’]+(?:[ ,-]+(?:of|on|and|for|the|in) (?=[A-Z])(?!{_MONTH})|[ ,-]+(?=[A-Z])|))+)(?![\w])"
)
# Words that may stand before the head noun in its group: "military cooperation", "mutual defense", "25-year strategic".
_MODIFIERS = re.compile(
    r"(?<![\w-])((?:[\"“'‘]?(?!(?:the|a|an|and|or|of|to|in|on|for|from|by|with|its|their|his|this|that|these"
    r"|those|new|early|earlier|such|any|no|some|other|several|many|current|existing"
    r"|recent|bilateral|joint|first|second|formal|signed|sign|signing|concluded|negotiating|is|are|was|were"
    r"|has|have|had|reached|announced|made|under|into|as|between|three|two|one|various|all|each"
    r"|russian|chinese|russia|china|sino|soviet|\d{4})(?![\w]))[A-Za-z][\w-]*[\"”'’,]? ){1,6})$",
    re.IGNORECASE,
)
# No agreement there, or none yet: "no treaty", "any agreement", "without a pact", "akin to".
_NO_ONE = re.compile(
    r"\b(?:no|any|without|not|never|lack of|absence of|akin to|interpreted as|de facto|functional|like|-like"
    r"|secret|undisclosed|various|numerous|many|informal) (?:an? |the |formal |such "
    r"|military )*(?:\S+ ){0,2}$"
)
_NARROW = {
    "demarcation and demilitarisation of the border",
    "border demarcation",
    "confidence building in the border area",
    "notification of missile launches",
    "missile early warning",
    "mutual defence",
    "lunar exploration",
    "satellite navigation",
    "rocket engines",
    "intellectual property and copying of weapons",
    "joint bomber patrols",
}
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
    core: int = 0  # where the head noun begins


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


# What an agreement is about, in the words behind its noun: part of a label where no topic is known.
# Three words at most: a label names the thing and repeats no sentence.
_STOPS = r"(?:was|were|is|are|that|which|in|by|with|when|and|has|had|between|during|at|of|on|for|to|the|an?)\b"
_OBJECT = re.compile(
    rf" (?:on|about|for|to) (?:the |an? )?(?!\d|be |which|years\b)[A-Za-z][\w'-]*(?: (?!{_STOPS}|\d)[\w'-]+){{0,2}}"
)
_PLANNED = re.compile(
    r"\b(?:may|might|could|will|would|to|expects?|expected to|plans? to|hopes? to|intends? to|ready to|due to|set to)"
    r" (?:be )?(?:signed?|concluded?|penned|inked|agreed)\b"
)


def _covers(chunks: list[Chunk], date: Chunk) -> bool:
    """Whether the date is a term that an agreement covers: "for the years 2017 to 2020", "covering 2021 to 2025"."""
    i = next(k for k, c in enumerate(chunks) if c is date)
    lead = [c.low for c in chunks[max(0, i - 3) : i]]
    return any(w in ("for", "covering", "covers", "until", "through", "term") for w in lead) and "since" not in lead


def _new_clause(chunks: list[Chunk], a: int, b: int) -> bool:
    """Whether a comma and a conjunction part the two places: ", and in June the agencies ..."."""
    first, last = sorted((a, b))
    return any(chunks[k].low == "," and chunks[k + 1].word("conj") for k in range(first, last))


class Agreements:
    """The rules of `agreements`. One object reads the sentences of one document in order."""

    def __init__(self, analysis: Analysis, focus: Focus) -> None:
        self.analysis, self.focus = analysis, focus
        self.last: int | None = None  # the flow in which an agreement was named last

    def read(self, s: Analysed) -> Iterator[Draft | Doubt]:
        """Rows and doubts of one sentence."""
        found = self._find(s)
        low = self.analysis.low
        for number, noun in enumerate(found):
            lo = max(found[number - 1].end if number else s.start, low.rfind(";", s.start, noun.start) + 1)
            stop = low.find(";", noun.end, s.end)
            hi = min(found[number + 1].start if number + 1 < len(found) else s.end, stop if stop >= 0 else s.end)
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
                start = self._group(s, m.start())
                found.append(
                    Noun(start, m.end(), head, kinds[head], plural=m[1] != head, weak=head in weak, core=m.start())
                )
        return sorted(found, key=lambda f: f.start)

    def _group(self, s: Analysed, start: int) -> int:
        """Where the noun group of the head at `start` begins: its modifiers are part of the label."""
        lead = _MODIFIERS.search(self.analysis.plain, max(s.start, start - 90), start)
        return lead.start(1) if lead else start

    def _row(self, s: Analysed, noun: Noun, lo: int, hi: int) -> Draft | Doubt | None:
        chunks, low = s.chunks, self.analysis.low
        i, j = events.index_at(chunks, noun.start), events.index_at(chunks, noun.end - 1) + 1
        first = events.index_at(chunks, lo) if lo > s.start else 0
        last = events.index_at(chunks, hi) if hi < s.end else len(chunks)
        date = self._signing(s, noun, lo, hi) or self._dated(chunks, i, j, first, last)
        spans = ((noun.start, noun.end), (noun.end, hi), (lo, noun.start))
        about = topic(low, *spans)
        act, act_span = self._act(s, noun, lo, hi)
        if not noun.title:
            if self._definite(s, noun, i) and self.last is not None:
                return None  # "the treaty": the one named before
            reason = self._unidentified(s, noun, i, j, date, about, act, act_span)
            if reason:
                return Doubt("agreements", s.start, s.end, reason)
        parties = self._parties(s, noun, i, j, first, last)
        if len(parties) < 2 or (noun.weak and sum(span is not None for _, span in parties) < 2):
            return Doubt("agreements", s.start, s.end, "no_party")
        self.last = s.sentence.flow
        return self._draft(s, noun, date, about, act, act_span, parties)

    def _definite(self, s: Analysed, noun: Noun, i: int) -> bool:
        """A bare "the treaty" or "this agreement"."""
        bare = noun.start == noun.core and i > 0 and s.chunks[i - 1].low in ("the", "this", "that", "these", "those")
        return bare and not re.match(r" (?:of|on|for|between|to) ", self.analysis.low[noun.end : noun.end + 9])

    def _unidentified(
        self,
        s: Analysed,
        noun: Noun,
        i: int,
        j: int,
        date: Chunk | None,
        about: Any,
        act: str | None,
        act_span: tuple[int, int] | None,
    ) -> str | None:
        """Why the noun names no agreement that could be looked up; None where it does."""
        if self._commercial(s.chunks, noun, i, j):
            return "mentioned_only"
        near = act is not None and self._close(act_span, noun)
        narrow = about is not None and about[0] in _NARROW
        if _NO_ONE.search(self.analysis.low[max(s.start, noun.start - 40) : noun.start]):
            return "general_talk"
        if date is not None and ((near and not noun.plural) if noun.weak else True):
            return None
        named = about or _OBJECT.match(self.analysis.low, noun.end)
        if near and named and not noun.plural and not noun.weak:
            return None
        parties = events.actors(s.chunks, i)[0] or events.owners(s.chunks, i)
        if narrow and noun.kind == "treaty" and not noun.plural and len(parties) >= 2:
            return None
        return "no_document" if noun.plural or noun.weak else "general_talk"

    def _close(self, span: tuple[int, int] | None, noun: Noun) -> bool:
        """Whether the act is this noun's own: at most a few words lie between them."""
        if span is None:
            return False
        gap = self.analysis.plain[min(span[1], noun.end) : max(span[0], noun.start)]
        return len(gap.split()) <= 14 and ";" not in gap

    def _commercial(self, chunks: list[Chunk], noun: Noun, i: int, j: int) -> bool:
        """An order of arms is a transfer, no agreement."""
        if "contract" in noun.head and any(c.tag == "good" and not c.value.vague for c in chunks):
            return True
        near = [c.value for c in chunks[max(0, i - 4) : j + 6] if c.tag == "good" and not c.value.vague]
        return any(good.designation and good.category != "space" for good in near)

    def _dated(self, chunks: list[Chunk], i: int, j: int, first: int, last: int) -> Chunk | None:
        """The date beside the noun, where it is no term that the agreement covers ("for the years 2017 to 2020")."""
        date = event_terms.date_near(chunks, i, j, first, last)
        return date if date is not None and not _covers(chunks, date) else None

    def _signing(self, s: Analysed, noun: Noun, lo: int, hi: int) -> Chunk | None:
        """The date of the act of signing nearest to the noun: the date nearest to that verb, in its clause."""
        acts = sorted(_acts()["signed"].finditer(self.analysis.low, lo, hi), key=lambda m: abs(m.start() - noun.start))
        dates = [
            i for i, c in enumerate(s.chunks) if c.tag == "date" and lo <= c.start < hi and not _covers(s.chunks, c)
        ]
        for act in acts[:2]:
            v = events.index_at(s.chunks, act.start())
            near = [(abs(i - v) + (8 if _new_clause(s.chunks, v, i) else 0), i) for i in dates]
            near = [(d, i) for d, i in near if i < v or d <= 12]
            if near:
                return s.chunks[min(near)[1]]
        return None

    def _act(self, s: Analysed, noun: Noun, lo: int, hi: int) -> tuple[str | None, tuple[int, int] | None]:
        """What was done with it. A planned signing goes first, then an end, then the nearest act."""
        low = self.analysis.low
        if planned := _PLANNED.search(low, lo, hi):
            return "expected", planned.span()
        for name in ("terminated", "expired", "in_force"):
            if m := _acts()[name].search(low, lo, hi):
                return name, m.span()
        best: tuple[int, str, tuple[int, int]] | None = None
        for rank, name in enumerate(("negotiating", "expected", "signed")):
            for m in _acts()[name].finditer(low, lo, hi):
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
        close = dict([*events.actors(s.chunks, i)[0], *events.owners(s.chunks, i), *events.partners(s.chunks, j)])
        if len(close) >= 2:
            return list(close.items())
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
        acted = act_span is not None and act_span[1] <= noun.start
        renewed = status == "in_force" and acted and date is not None and date.start >= noun.end
        own = date is not None and self.analysis.low[noun.end : date.start].strip() == "of"
        if date is not None and (own or not renewed) and status not in ("negotiating", "expected"):
            draft.claim("signed_date", date.value.edtf, date.value)
        return draft

    def _label(self, noun: Noun, subject: str | None, date: Chunk | None) -> str:
        year = (
            date.value.edtf[:4]
            if date is not None and date.value.edtf[:4].isdigit() and "/" not in date.value.edtf
            else None
        )
        head = plural(noun.head) if noun.plural else noun.head
        own = (
            " ".join(re.findall(r"[\w-]+", self.analysis.plain[noun.start : noun.core]))
            if noun.core > noun.start
            else ""
        )
        label = f"{own} {head}".strip() if own else head
        about = _OBJECT.match(self.analysis.plain, noun.end)
        if subject and not set(subject.lower().split()) & set(own.lower().split()):
            label = f"{label} on {subject}"
        elif not subject and about:
            label = f"{label} {about[0].strip()}"
        return f"{year} {label}" if year else label


@cache
def load_kinds() -> dict[str, str]:
    """The kind of agreement that each noun names."""
    return dict(load("events")["agreements"]["heads"])
