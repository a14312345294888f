"""Bodies that no list has, known by their capitals."""

from __future__ import annotations

from pipeline.extract.grammar.analysis import Analysis
from pipeline.extract.quotes.candidates import Candidate
from pipeline.extract.quotes.name_forms import CAPITALS, by_surname, media


def unlisted(analysis: Analysis, start: int, words: int = 1) -> Candidate | None:
    """A body at `start` that no list has, of `words` words at least: "the Northern Research Agency"."""
    start += 4 * analysis.plain.startswith("The ", start)
    if not (m := CAPITALS.match(analysis.plain, start)) or m[0].count(" ") < words - 1:
        return None
    if m[0] in by_surname():
        return Candidate(m.start(), m.end(), *by_surname()[m[0]], "person")
    here = (c for i in analysis.touching(*m.span()) for c in analysis.sentences[i].chunks)
    inside = [c for c in here if m.start() <= c.start < m.end()]
    named = (c for c in inside if c.tag == "party" and c.value.codes)
    codes = [c.value.codes[0] for c in named if c.value.name not in media()]  # "Ministry of Foreign Affairs"
    codes += [e.name for c in inside if (e := c.entry("demonym"))]
    return Candidate(m.start(), m.end(), m[0], codes[0] if codes else None, "body")
