"""Quotations: words in quotation marks that are no term, title or irony; who said them is in speakers.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from pipeline.extract.drafts import Doubt, Draft
from pipeline.extract.grammar.analysis import Analysis
from pipeline.extract.lexicon.entries import load
from pipeline.extract.lexicon.event_words import section
from pipeline.extract.lexicon.topics import topic
from pipeline.extract.quotes import terms
from pipeline.extract.quotes.candidates import Speaker
from pipeline.extract.quotes.joining import Joining
from pipeline.extract.quotes.marks import Marked, marked
from pipeline.extract.quotes.occasions import Occasions, occasion
from pipeline.extract.quotes.speakers import Speakers
from pipeline.extract.quotes.speech_words import found_in, owned_words, pattern
from pipeline.extract.quotes.speech_words import words as listed
from pipeline.extract.quotes.wholeness import CYRILLIC, HAN, LEAD, NAMES_IT, is_clause, says_that
from pipeline.extract.text.patterns import either
from pipeline.extract.text.sentences import BODY
from pipeline.read.document import Block, BlockKind

_UNCLOSED = re.compile(r"(?:“|\"(?<![\w\"]\")(?=\S))([^“”\"]{2,2500})$", re.S)
_CLOSED = re.compile(r"([^“”]{2,2500})”", re.S)  # the end of an utterance that goes on without an opening mark
_MARKED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
_WORD = re.compile(r"[一-鿿]|[^\W_一-鿿]+(?:['’-][^\W_]+)*")
_WITH_YEAR = re.compile(r"[A-Z][^.?!]* (?:19|20)\d\d")  # "The long war 2016"
# "pledged to prevent": what is prevented is not said
_AIM = re.compile(r"(?<!whether)(?<!have)(?<!had)(?<!has)(?<!going) to (?!be\b|have\b)\w+ (?:(?!as\b)\w+ ){0,3}$")
_SUBJECTS = ("we", "i", "our", "there", "this", "it", "you", "they")
_FEW = 5  # words at most of what may be a term
_WHAT = re.compile(r"\bwhat (?:[\w-]+ ){1,6}$")  # "what they called the “militarisation of space”"
_GLOSS = 12  # characters at most between a translation and its original
_FAR = 240  # characters between a short fragment and who said it
_SAID_SOON = 30  # characters behind the words: "“Ask the Pentagon,” she said"
_PARTIAL_REACH = 75  # characters: a fragment of two or three words needs its verb of speech close by


@cache
def _title_of_agreement() -> re.Pattern[str]:
    return re.compile(rf"(?:The )?(?:{either(section('agreements')['title_begins'])}) (?:on|of|between|for)\b")


@cache
def _put_to_somebody() -> re.Pattern[str]:
    """ "Asked whether they were "...", he said no": the words are of whoever asked, and nobody is named who did."""
    asked = either(load("speech")["put_to"])
    opening = r"(?:^|, |[Ww]hen |[Oo]nce |[Aa]fter |and )(?:being )?"
    they_are = r"[^,;:\"“”]{1,40} (?:is|are|was|were|be) (?:an? |the )?"
    return re.compile(rf"{opening}(?i:{asked})\b[^,;:\"“A-Z]{{0,60}}\b(?:that |(?:whether|if|about) (?:{they_are})?)$")


def _reach(own: str, end: int) -> int:
    """How far behind a verb of speech that ends at `end` a short fragment may be its own: all of "said that ..."."""
    return len(own) if own.startswith(" that ", end) and ";" not in own[end:] else _PARTIAL_REACH


def _spoken(own: str) -> bool:
    """Whether the author's words before a short fragment make it what somebody said, and no aim of theirs."""
    near = [v for v in pattern("said").finditer(own) if len(own) - v.end() <= _reach(own, v.end())]
    near += owned_words().finditer(own, max(0, len(own) - _PARTIAL_REACH))
    near += found_in().finditer(own)
    return bool(near) and (near[-1][0] in load("speech")["said_by"] or not _AIM.search(own, near[-1].end()))


class Quotes:
    """The rules of `quotes`. They read paragraphs, since an utterance may be longer than a sentence."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.speakers = Speakers(analysis)
        self.joining = Joining(analysis, self.speakers.clauses)
        self.occasions = Occasions(analysis, self.speakers.clauses)
        self.text, self.low = analysis.document.text, analysis.low

    def read(self) -> Iterator[Draft | Doubt]:
        """Rows and doubts of the document."""
        open_: Marked | None = None  # an utterance whose paragraph ended before its closing mark
        home: Block | None = None
        blocks = [block for block in self.analysis.document.blocks if block.kind in BODY]
        for block, behind in zip_longest(blocks, blocks[1:]):
            found = marked(self.text, block)
            if open_ and home and self.text[block.start] == self.text[open_.parts[-1][0] - 1]:
                if found and found[0].outer[0] == block.start:
                    first = found.pop(0)
                    open_.parts.append((first.start, first.end))
                    yield from self._one(open_, home)
                    open_ = None
                elif rest := _UNCLOSED.match(self.text, block.start, block.end):
                    open_.parts.append(rest.span(1))
                    continue
            elif open_ and home and (rest := _CLOSED.match(self.text, block.start, block.end)):
                open_.parts.append(rest.span(1))
                yield from self._one(open_, home)
                open_ = None
            elif block.kind == BlockKind.PARAGRAPH:
                open_ = None  # the mark was never closed
            items = self.joining.joined(self._told_once(found))
            tail = _UNCLOSED.search(self.text, max([block.start, *(f.outer[1] for f in found)]), block.end)
            # whether the paragraph behind goes on with it: it begins with the mark that was not closed
            goes_on = tail is not None and behind is not None and self.text[behind.start] == tail[0][0]
            if tail and (tail[0][0] == "“" or goes_on):
                open_, home = Marked(tail.start(1), tail.end(1), tail.span(), [tail.span(1)]), block
                if items and goes_on and self.joining.goes_on(items[-1], open_):
                    whole = items.pop()  # "We have never had such neighbours," he said. "They pay.
                    whole.parts += open_.parts
                    open_ = replace(whole, outer=(whole.outer[0], open_.outer[1]))
            for item in items:
                yield from self._one(item, block)

    def _told_once(self, found: list[Marked]) -> list[Marked]:
        """Without what repeats in the original what was given in translation: “a high level”, or “高水平”."""
        kept: list[Marked] = []
        for item in found:
            near = kept and item.outer[0] - kept[-1].outer[1] <= _GLOSS
            if not (
                near
                and self._language(self.text[item.start : item.end])
                != self._language(self.text[kept[-1].start : kept[-1].end])
            ):
                kept.append(item)
        return kept

    def _utterance(self, item: Marked, direct: bool) -> str:
        """The words, without a comma or stop that belongs to the author's sentence."""
        text = " ".join(" ".join(self.text[a:b].split()) for a, b in item.parts)
        text = text[:-1].rstrip() if text.endswith((",", ";", ":")) else text
        return text[:-1] if not direct and text.endswith(".") and not text.endswith("..") else text

    def _one(self, item: Marked, block: Block) -> Iterator[Draft | Doubt]:
        whole = self._utterance(item, True)
        words = _WORD.findall(whole)
        sentence = self._sentence(item, block)
        if reason := self._no_utterance(item, block, sentence, whole, words):
            yield Doubt("quotes", *sentence, reason)
            return
        before = self.low[sentence[0] : item.outer[0]]
        direct = is_clause(whole, words, before) or any(map(self._clause_behind, item.parts[1:]))
        direct = direct or (says_that(whole, words, before) and not self._goes_on(item, block))
        speaker = self.speakers.of(item.outer, sentence, block, len(words), direct, item.parts)
        far = speaker is not None and (speaker.vague or abs(item.outer[0] - speaker.span[1]) > _FAR)
        if speaker is None or (len(words) < 4 and far):
            yield Doubt("quotes", *sentence, "no_speaker" if direct else "scare_quote_or_term")
            return
        if speaker.state and not direct and terms.of_policy(before):
            yield Doubt("quotes", *sentence, "scare_quote_or_term")  # "Beijing speaks of a “community of destiny”"
            return
        yield self._draft(item, self._utterance(item, direct), direct, speaker, sentence)

    def _goes_on(self, item: Marked, block: Block) -> bool:
        """Whether the author's clause goes on behind the marks."""
        behind = self.text[item.end : min(block.end, item.outer[1] + 1)]
        return re.search(r"[.;?!]", behind) is None and item.outer[1] < block.end

    def _clause_behind(self, part: tuple[int, int]) -> bool:
        """Whether what follows an attribution is a clause by itself: "within a year," he said, "they were full"."""
        text = self.text[slice(*part)].strip()
        return is_clause(text, _WORD.findall(text), "")

    def _no_utterance(
        self, item: Marked, block: Block, sentence: tuple[int, int], whole: str, words: list[str]
    ) -> str | None:
        """Why the words are no utterance: a term, a title, a label, irony; None where they may be one."""
        before = self.low[sentence[0] : item.outer[0]]
        after = self.low[item.outer[1] : min(block.end, item.outer[1] + 60)].lstrip(" ,")
        near = max(0, len(before) - LEAD)
        lead = next((m for m in reversed(list(pattern("title_before").finditer(before, near)))), None)
        if (lead and not re.search(r"[\w,]", before[lead.end() :]) and not _WHAT.search(before, 0, lead.start())) or (
            pattern("title_after").match(after) and not whole[0].islower()
        ):
            return "title_of_work"
        if _put_to_somebody().search(self.text[sentence[0] : item.outer[0]], near):
            return "no_speaker"
        if _title_of_agreement().match(whole) or (_WITH_YEAR.fullmatch(whole) and NAMES_IT.search(before, near)):
            return "title_of_work"
        if terms.reported(before) or (len(words) <= _FEW and terms.called_one(self.low, before, near, item.outer[1])):
            return "scare_quote_or_term"
        named = [w for w in words if not w.isdigit()]
        capitals = all(w[0].isupper() or len(w) < 4 for w in named) and named[-1:] and named[-1][0].isupper()
        capitals = capitals and (named[0][0].isupper() or named[0] in ("a", "an", "the"))  # not "too US-centric"
        stop = self.text[item.end - 1] in ",.!?" and (pattern("said").search(after, 0, _SAID_SOON) or not before)
        if capitals and len(words) > 1 and not stop:
            return "title_of_work"
        if len(words) < 2 or pattern("irony_after").match(after) or pattern("defined_after").match(after):
            return "scare_quote_or_term"
        if _is_label(whole, words):
            return "relationship_label"
        inside = self.text[item.end - 1].isalnum() and len(words) <= _FEW
        if inside and terms.of_a_kind(self.low, before, item.outer[1]):
            return "scare_quote_or_term"
        if len(words) > 3 or _spoken(_MARKED.sub("", before)) or pattern("said").search(after):
            return None
        return None if self.speakers.later(item.outer, sentence, block) else "scare_quote_or_term"

    def _sentence(self, item: Marked, block: Block) -> tuple[int, int]:
        """The author's sentences around the utterance, from where it begins to where it ends."""
        first, last = item.parts[0][0], item.parts[-1][1]
        spans = [self.analysis.sentences[i] for i in self.analysis.touching(first, last)]
        if not spans:
            return block.start, block.end
        return min(spans[0].start, item.outer[0]), max(spans[-1].end, item.outer[1])

    def _draft(self, item: Marked, text: str, direct: bool, speaker: Speaker, where: tuple[int, int]) -> Draft:
        start = speaker.span[0] if where[0] - 400 < speaker.span[0] < where[0] else where[0]
        draft = Draft("quotes", start, max(where[1], speaker.span[1]), f"quotes/{speaker.rule}")
        inside = (item.parts[0][0], item.parts[-1][1])
        draft.claim("text", text, inside)
        draft.claim("speaker", speaker.name, speaker.span)
        draft.claim("speaker_title", speaker.title, speaker.title_span or speaker.span)
        draft.claim("speaker_country", speaker.country, speaker.span)
        draft.claim("kind", "direct" if direct else "partial", inside)
        said = self.occasions.date(where, item.parts, speaker)
        draft.claim("date", said.edtf if said else None, said)
        if at := occasion(self.analysis, where, item.outer):
            draft.claim("occasion", *at)
        draft.claim("language", self._language(text), inside)
        doubt = pattern("disputed").search(self.low, *where)
        draft.claim("disputed", doubt is not None, doubt.span() if doubt else inside)
        about = topic(self.low, inside, (where[0], item.outer[0]))
        if about:
            draft.claim("topic", *about)
        return draft

    def _language(self, text: str) -> str:
        """By the script of most letters; else that of the document."""
        for script, language in ((HAN, "zh"), (CYRILLIC, "ru")):
            own = len(script.findall(text))
            if own and 2 * own > sum(c.isalpha() for c in text):
                return language
        return self.analysis.document.language


def _is_label(whole: str, words: list[str]) -> bool:
    """A label of the relationship: "no limits", "comprehensive strategic partnership of coordination"."""
    low = whole.lower()
    if words[0].lower() in _SUBJECTS and whole[0].isupper():
        return False  # "We have no limits," said Putin
    if len(words) <= 4 and any(label in low for label in load("speech")["labels"]):
        return True
    return listed("label_words").issuperset(map(str.lower, words))
