"""Documents that speak: which one is meant, whose it is, and of which somebody only spoke."""

from __future__ import annotations

import re

from pipeline.extract.grammar.analysis import Analysis
from pipeline.extract.quotes.bodies import unlisted
from pipeline.extract.quotes.candidates import Candidate
from pipeline.extract.quotes.clauses import Clauses
from pipeline.extract.quotes.name_forms import media

_BACK = 3000  # characters: how far a document is looked for
_PAPERS = ("newspaper", "daily", "weekly", "tabloid", "magazine", "broadcaster", "outlet", "paper")
_ANY_DOCUMENT = ("document", "text")
_WITH_ARTICLES = ("treaty", "agreement", "pact", "charter", "convention", "constitution", "law")
_NUMBER = re.compile(r" (?:\d|[ivx]+\b)")
_IN = re.compile(r" (?:in|of|from) (?:the )?")
_BY = re.compile(r" (?:(?:\w+ed|written) )?by (?:the )?(?:[\w'-]+ ){0,4}?")


class Papers:
    """The documents that candidates of one document stand for."""

    def __init__(self, analysis: Analysis, clauses: Clauses) -> None:
        self.analysis, self.clauses = analysis, clauses
        self.plain, self.low = analysis.plain, analysis.low

    def author(self, c: Candidate) -> Candidate | None:
        """Whose document it is: "Walt's study", "his 2012 article", "a study by the institute"."""
        if self.low.startswith(("his ", "her "), c.start):
            return Candidate(c.start, c.start + 3, "he", None, "pronoun")
        for who in self.clauses.between(max(0, c.start - 60), c.end + 90):
            if who.kind == "person" and c.start <= who.end < c.end and self.plain.startswith("'s ", who.end):
                return who
            if who.kind in ("person", "body") and _BY.fullmatch(self.low, c.end, who.start):
                return who
            if who.name in media() and _IN.fullmatch(self.low, c.end, who.start):
                return who  # "an editorial in the Global Times"
        by = _BY.match(self.low, c.end)
        return unlisted(self.analysis, by.end()) if by else None

    def document(self, who: Candidate) -> Candidate:
        """The document named before that "the document" or "the statement" is, or of which it is Article 9."""
        if _NUMBER.match(self.low, who.end):
            return self._treaty(who)
        if not self.low.startswith("the ", who.start) or who.country:
            return who
        head = who.name.split()[-1].lower()
        earlier = self.clauses.between(max(0, who.start - _BACK), who.start)
        longer = [
            c
            for c in reversed(earlier)
            if (c.kind == "document" and head in _ANY_DOCUMENT)
            or (c.kind in (who.kind, "body") and self.low[c.start : c.end].endswith(f" {head}"))
            or (head in _PAPERS and c.name in media())
        ]
        found = next((c for c in longer if c.name.lower() not in (*_ANY_DOCUMENT, head)), who)
        return found if found is who or found.country else self.document(found)

    def _treaty(self, article: Candidate) -> Candidate:
        """The treaty named last before one of its articles."""
        for i in reversed(self.analysis.touching(max(0, article.start - _BACK), article.start)):
            for c in reversed(self.analysis.sentences[i].chunks):
                if c.end <= article.start and (entry := c.entry("agreement")):
                    return Candidate(c.start, c.end, entry.name, None, "document")
        earlier = self.clauses.between(max(0, article.start - _BACK), article.start)
        return next((c for c in reversed(earlier) if c.kind == "document" and c.role in _WITH_ARTICLES), article)

    def told_of(self, c: Candidate) -> bool:
        """Whether it is a document of which somebody spoke: "Rosatom said the document was ... It said"."""
        at = self.analysis.touching(c.start, c.end)[0] if c.kind == "document" else None
        return at is not None and bool(self.clauses.verbs(self.analysis.sentences[at].start, c.start))
