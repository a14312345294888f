"""Quotations: words inside quotation marks and who said them (after the marks of news writing: "...", said X; X said that "...")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extract.analysis import Analysed, Analysis
from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.lexicon import load
from pipeline.extract.speakers import Speaker, Speakers
from pipeline.extract.topics import topic
from pipeline.read.document import Block, BlockKind

_PAIRS = [
    (re.compile(r"“([^“”]{2,2500}?)”", re.S)),
    (re.compile(r"«([^«»]{2,2500}?)»", re.S)),
    (re.compile(r"„([^„“”]{2,2500}?)[“”]", re.S)),
    (re.compile(r'(?<![\w"])"(?=\S)([^"“”]{2,2500}?)(?<=\S)"(?!\w)', re.S)),
    (re.compile(r"(?<![\w‘'])‘(?=\S)([^‘\n]{2,1500}?)(?<=\S)’(?!\w)", re.S)),
    (re.compile(r"(?<=[\s(])'(?=[A-Za-z])([^'\n]{8,1500}?(?:'(?=\w)[^'\n]*?)*)(?<=[\w.,!?])'(?=[\s.,;:)]|$)", re.S)),
]
_OPEN_ONLY = re.compile(r"“([^“”]{2,2500})$", re.S)


@dataclass(slots=True)
class Marked:
    """Words in quotation marks: `start:end` inside the marks, `outer` with them."""

    start: int
    end: int
    outer: tuple[int, int]
    parts: tuple[tuple[int, int], ...] = ()


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    data = load("speech")
    return {
        name: re.compile(
            r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + r")(?![\w-])"
        )
        for name, words in data.items()
        if isinstance(words, list)
    }


def marked(text: str, block: Block) -> list[Marked]:
    """Everything in quotation marks in `block`, the outermost marks only, in order."""
    found: list[Marked] = []
    for pattern in _PAIRS:
        for m in pattern.finditer(text, block.start, block.end):
            if not any(f.outer[0] < m.end() and m.start() < f.outer[1] for f in found):
                found.append(Marked(m.start(1), m.end(1), m.span()))
    return sorted(found, key=lambda f: f.start)


class Quotes:
    """The rules of `quotes`. They read paragraphs, since an utterance may be longer than a sentence."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.speakers = Speakers(analysis)
        self.text, self.low = analysis.document.text, analysis.low

    def read(self) -> Iterator[Draft | Doubt]:
        """Rows and doubts of the document."""
        by_block: dict[int, list[Analysed]] = {}
        for s in self.analysis.sentences:
            by_block.setdefault(s.sentence.block.start, []).append(s)
        for block in self.analysis.document.blocks:
            if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST, BlockKind.CAPTION, BlockKind.FOOTNOTE):
                yield from self._block(block, by_block.get(block.start, []))

    def _block(self, block: Block, sentences: list[Analysed]) -> Iterator[Draft | Doubt]:
        found = self._joined(marked(self.text, block), block)
        for item in found:
            made = self._one(item, block, found)
            if made:
                yield made

    def _joined(self, found: list[Marked], block: Block) -> list[Marked]:
        """One utterance broken by its attribution ("...," he said. "...") is one: the gap has a verb of speech and no more."""
        out: list[Marked] = []
        for item in found:
            item.parts = ((item.start, item.end),)
            if out and block.start <= out[-1].outer[1]:
                gap = self.low[out[-1].outer[1] : item.outer[0]]
                before = self.text[out[-1].end - 1]
                if (
                    len(gap) <= 90
                    and _cues()["said"].search(gap)
                    and (
                        before == ","
                        or self.text[item.start].islower()
                        or (before in ".?!" and gap.strip().endswith((".", ",")))
                    )
                    and not re.search(r"\b(?:that|and|also|but|which)\b", gap)
                    and "." not in gap.strip().rstrip(".,:")
                ):
                    out[-1].parts += item.parts
                    out[-1].end, out[-1].outer = item.end, (out[-1].outer[0], item.outer[1])
                    continue
            out.append(item)
        return out

    def _words(self, item: Marked) -> tuple[str, int]:
        """The utterance, without a comma or stop that belongs to the author's sentence, and where it ends."""
        pieces = [self.text[a:b] for a, b in item.parts]
        text = " ".join(" ".join(p.split()) for p in pieces)
        last = item.end
        if text.endswith((",", ";", ":")):
            text, last = text[:-1].rstrip(), last - 1
        return text, last

    def _one(self, item: Marked, block: Block, found: list[Marked]) -> Draft | Doubt | None:
        text, _ = self._words(item)
        low = text.lower()
        words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)
        sentence = self._sentence(item, block)
        where = (sentence[0], max(sentence[1], item.outer[1]))
        before = self.low[sentence[0] : item.outer[0]]
        after = self.low[item.outer[1] : min(block.end, item.outer[1] + 160)]
        if _cues()["title_before"].search(before[-60:]) or _cues()["title_after"].match(after.lstrip(" ,")):
            return Doubt("quotes", *where, "title_of_work") if len(words) > 2 else None
        direct = self._is_clause(text, words)
        if len(words) < 2:
            return Doubt("quotes", *where, "scare_quote_or_term")
        if any(label in low for label in load("speech")["labels"]) and len(words) <= 4:
            return Doubt("quotes", *where, "relationship_label")
        speaker = self.speakers.of(item.outer, sentence, block, direct)
        if speaker is None:
            return Doubt("quotes", *where, "no_speaker" if direct else "scare_quote_or_term")
        if not direct and not speaker.speech:
            return Doubt("quotes", *where, "scare_quote_or_term")
        return self._draft(item, text, direct, speaker, where, words)

    def _sentence(self, item: Marked, block: Block) -> tuple[int, int]:
        """The author's sentence around the utterance: from the sentence that it begins in to the one that it ends in."""
        spans = [s.sentence for s in self.analysis.sentences if s.end > item.outer[0] and s.start < item.outer[1]]
        if not spans:
            return block.start, block.end
        return min(spans[0].start, item.outer[0]), max(spans[-1].end, item.outer[1])

    def _is_clause(self, text: str, words: list[str]) -> bool:
        """At least a whole clause: a subject and a finite verb, or a sentence of its own."""
        if len(words) < 4:
            return False
        verbs = _cues()["finite"].search(text.lower().replace("’", "'"))
        starts = _cues()["opens_clause"].match(text.lower().replace("’", "'").lstrip("[("))
        capital = text.lstrip("[(…. ")[:1].isupper()
        return bool(verbs and (starts or capital) and not _cues()["opens_fragment"].match(text.lower()))

    def _draft(
        self, item: Marked, text: str, direct: bool, speaker: Speaker, where: tuple[int, int], words: list[str]
    ) -> Draft:
        if not direct and text.endswith("."):
            text = text[:-1]
        passage = (
            min(where[0], speaker.span[0]) if speaker.span and where[0] - 400 < speaker.span[0] else where[0],
            where[1],
        )
        draft = Draft("quotes", *passage, f"quotes/{speaker.rule}")
        inside = (item.start, item.end)
        draft.claim("text", text, inside)
        draft.claim("speaker", speaker.name, speaker.span)
        draft.claim("speaker_title", speaker.title, speaker.title_span or speaker.span)
        draft.claim("speaker_country", speaker.country, speaker.span)
        draft.claim("kind", "direct" if direct else "partial", inside)
        around = self.low[where[0] : where[1]]
        date = self.speakers.date(where, item.outer)
        if date is not None:
            draft.claim("date", date.edtf, date)
        occasion = self.speakers.occasion(where, item.outer)
        if occasion:
            draft.claim("occasion", *occasion)
        draft.claim("language", self._language(text), inside)
        doubt = _cues()["disputed"].search(around)
        draft.claim("disputed", bool(doubt), (where[0] + doubt.start(), where[0] + doubt.end()) if doubt else inside)
        about = topic(self.low, inside, (where[0], item.outer[0]))
        if about:
            draft.claim("topic", *about)
        return draft

    def _language(self, text: str) -> str:
        letters = [c for c in text if c.isalpha()]
        if sum("一" <= c <= "鿿" for c in letters) * 2 > len(letters):
            return "zh"
        if sum("а" <= c.lower() <= "я" for c in letters) * 2 > len(letters):
            return "ru"
        return self.analysis.document.language
