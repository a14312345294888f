"""Exercises that are told of aside, as the time of something else."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.exercises.series import Named
from pipeline.extract.exercises.told import Setting
from pipeline.extract.grammar import syntax
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.lexicon.event_words import words

_TELLS_MORE = re.compile(r", (?:which|where|when|held|staged|conducted|hosted)\b")


def alluded(analysis: Analysis, s: Analysed, item: Named, at: Setting) -> Setting | None:
    """Its setting where it only tells the time of something else: "after Joint Sea 2021, ten ships sailed round Japan".

    What stands outside that phrase is not said of it. None where it is no such allusion.
    """
    lead = syntax.skip_back(s.chunks, at.lo - 1)
    if not item.series or lead < 0 or s.chunks[lead].low not in words("both", "other_time"):
        return None
    end = analysis.low.find(",", item.end, s.end)
    while end >= 0 and _TELLS_MORE.match(analysis.low, end):
        end = analysis.low.find(",", end + 1, s.end)
    phrase = range(item.end, end if end >= 0 else s.end)
    date = at.date if at.date and at.date.start in phrase else None
    place = at.place if at.place and at.place[0] in phrase else None
    return replace(at, date=date, place=place, reach=(item.start, phrase.stop))
