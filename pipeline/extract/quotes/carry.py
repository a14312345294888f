"""Who goes on to speak: an utterance whose own sentence names nobody is that of whoever spoke before it."""

from __future__ import annotations

from pipeline.extract.grammar.analysis import Analysis
from pipeline.extract.quotes.candidates import SPEAKING_PRONOUNS, Speaker
from pipeline.extract.quotes.clauses import Clauses
from pipeline.extract.quotes.referents import Referents
from pipeline.read.document import Block

REACH = 220  # characters between the verb of speech and the opening mark


class Carry:
    """The speakers that the sentences and paragraphs before an utterance name."""

    def __init__(self, analysis: Analysis, clauses: Clauses, referents: Referents) -> None:
        self.analysis, self.plain = analysis, analysis.plain
        self.clauses, self.referents = clauses, referents

    def sentence_before(self, outer: tuple[int, int], sentence: tuple[int, int], block: Block) -> Speaker | None:
        """The utterance is a sentence of its own, and the author's sentence before it ends in speech."""
        if self.plain[sentence[0] : outer[0]].strip(" \"“«'‘("):
            return None
        behind = self.clauses.between(outer[1], sentence[1])
        if any(c.kind == "pronoun" and c.name not in SPEAKING_PRONOUNS for c in behind):
            return None  # somebody else, whoever that is: "...," one shouted
        near = (self.analysis.sentences[i] for i in reversed(self.analysis.touching(block.start, outer[0])))
        home = next((s for s in near if block.start <= s.start and s.end <= outer[0]), None)
        start = max(home.start if home else block.start, outer[0] - 2 * REACH)
        verbs = self.clauses.verbs(start, outer[0])
        if not verbs:
            return None
        who = self.clauses.subject(verbs, start)
        return self.referents.speaker(who, "sentence_before") if who and who.kind != "party" else None

    def goes_on(self, sentence: tuple[int, int], block: Block) -> Speaker | None:
        """The paragraph goes on reporting the speaker of the sentence before ("As a consequence, they will ...")."""
        if self.plain.startswith("For ", sentence[0]):
            return None  # "For the Chinese it was": no longer that speaker
        near = (self.analysis.sentences[i] for i in self.analysis.touching(block.start, sentence[0]))
        before = [s for s in near if block.start <= s.start and s.end <= sentence[0]]
        for s in reversed(before[-2:]):
            verbs = self.clauses.verbs(s.start, s.end)
            who = self.clauses.subject(verbs[:1], s.start) if verbs else None
            if who and who.kind != "party":
                return self.referents.speaker(who, "carried")
        return None

    def continued(self, outer: tuple[int, int], block: Block) -> Speaker | None:
        """The paragraph is an utterance, or opens with one: whoever spoke in the paragraph before it goes on."""
        blocks = self.analysis.document.blocks
        i = next(k for k, b in enumerate(blocks) if b is block)
        rest = self.plain[outer[1] : block.end].strip()
        if not i or self.plain[block.start : outer[0]].strip():
            return None
        if rest and (self.plain[outer[1] - 2] not in ".?!" or self.clauses.verbs(outer[1], block.end)):
            return None
        last = self.referents.last
        if last and blocks[i - 1].start <= last.span[0] < block.start:
            return last
        if rest:
            return None
        before = [self.analysis.sentences[k] for k in self.analysis.touching(blocks[i - 1].start, blocks[i - 1].end)]
        verbs = self.clauses.verbs(before[-1].start, before[-1].end) if before else []
        who = self.clauses.subject(verbs[:1], before[-1].start) if verbs else None
        return self.referents.speaker(who, "continued") if who and who.kind in ("person", "office") else None
