"""How the words before an exercise noun point to other exercises: back to one, to one more, to an edition."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.exercises.series import Named
from pipeline.extract.grammar.analysis import Analysed, Analysis
from pipeline.extract.grammar.chunks import Chunk
from pipeline.extract.lexicon.event_words import pattern

_BACK = (
    r"\b(?:the|this|that|these|those)(?: (?:%s|[\w-]+-(?:day|week|hour|month)|\d{4}"
    r"|(?:[\w-]+ )?(?:days?|weeks?|rounds?|stages?|phases?) of))* [“‘\"']?$"
)
_MORE = r"\b(?:%s)(?: [\w-]+){1,3}$"
_OWNED = r"['’]s (?:(?:%s) of )?(?:[\w-]+ )?"  # "last year's edition of the ..."
_COUNTED = re.compile(
    r"\b(?:(?:is|was|marks|marked|be|been) (?:only |also |now |already )?(?:the|their|its)|such"
    r"|(?:it|this|that|the latter|which) (?:is|was|will be) an?) (?:[\w-]+ ){0,2}$"
)
_BEFORE = re.compile(r"\b(?:the|its|their) (?:previous|last|earlier|preceding) \d{4} $")
_LATER = re.compile(r"\blater$|^the (?:following|next) year$")  # of what is held again and again
_IN_YEAR = re.compile(r"(?:[a-z]+ )?in (?:19|20)\d\d,? (?:the|this) ")  # "in 2021 the exercise moved to Orenburg"
_NEW = ("first ", "inaugural ", "debut ")  # what "the first patrol" tells of was not told before
_STAGE = re.compile(r"\b(?:stage|phase|part|leg|portion|component|edition) of (?:[\w-]+ ){0,3}$")


class Reference(NamedTuple):
    """What a noun points to, where it points to anything."""

    back: bool = False  # "the drills", "this was the fifth patrol": one told before
    more: bool = False  # "a second exercise": none of those before
    edition: bool = False  # "the 2018 exercise": of the series told before, by its year
    whole: bool = False  # "the first stage of their exercise": that of which a part was told


def reference(analysis: Analysis, s: Analysed, item: Named, date: Chunk | None) -> Reference:
    """What the words of `item`, which has this date, point to."""
    low = analysis.low
    if not item.generic:
        return Reference(more=pattern("exercises", "besides").search(low, s.start, s.end) is not None)
    ahead, own = low[max(s.start, item.start - 50) : item.start], low[item.start : item.end]
    back = own.startswith(("these ", "those ")) or (
        pattern("exercises", "pointing", _BACK).search(ahead) is not None and not own.startswith(_NEW)
    )
    more = pattern("exercises", "another", _MORE).search(f"{ahead}{own}") is not None
    coarse = date is None or len(date.value.edtf) == 4 or date.value.edtf.endswith("/..")  # "the fourth since 2021"
    counted = (more or "latter" in ahead) and coarse and _COUNTED.search(ahead) is not None
    between = low[date.end : item.start] if date and 0 <= item.start - date.end < 24 else ""
    of_year = date is not None and back and low[item.end : date.start] == " of " and len(date.value.edtf) == 4
    owned = pattern("exercises", "editions", _OWNED).fullmatch(between) is not None
    such = ahead.endswith(" such ") and not coarse
    later = back and not item.plural and date is not None and _LATER.search(date.low) is not None
    anew = back and not item.plural and date is not None and _IN_YEAR.fullmatch(low, s.start, item.start) is not None
    return Reference(
        back or counted or owned,
        more and not counted,
        owned or such or later or anew or of_year or (between == " " and (back or _BEFORE.search(ahead) is not None)),
        _STAGE.search(ahead) is not None,
    )
