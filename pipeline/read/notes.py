"""Notes: by which mark a block opens as one, and whether it argues or only cites."""

from __future__ import annotations

import re
from typing import NamedTuple

# Converters print a raised number as <sup>4</sup>, and some, doubly escaped, as <sup>&</sup>lt;sup>1</sup>.
_SURE = re.compile(
    r"(?:[-*+]\s+)?(?:"
    r"(?:<sup>&</sup>lt;sup>|<sup>)\s*\[?(?P<raised>[\divxlc*†‡]{1,5})\]?\s*</sup>"
    r"|\\?\[(?P<square>\d{1,3}|[ivxlc]{1,7})\\?\](?!\()"
    r"|\[\^(?P<markdown>[\w-]{1,20})\]:"
    r"|(?P<high>[⁰¹²³⁴-⁹]{1,3}|[†‡])"
    r")\s*(?=\S)"
)
_NUMBERED = re.compile(r"(?:[-*+]\s+)?(?P<number>\d{1,3})[.)]?\s+(?=[^\W\d_]|[\"'“‘«*_])")

_TITLES = re.compile(
    r"""“[^”]{1,400}”|"[^"]{1,400}"|«[^»]{1,400}»|《[^》]{1,200}》"""
    r"""|(?<!\w)['‘].{1,400}?['’](?!\w)|(?<!\w)[*_][^*_]{1,300}[*_](?!\w)"""
)
_BRACKETS = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,300}\]")
_ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org/|doi:)\S+", re.IGNORECASE)
_CITES = re.compile(
    r"\b(?:ibid|op\. ?cit|pp?\. ?\d|vol\. ?\d|no\. ?\d|eds?\.|trans\.|et al)"
    r"|\b(?:accessed|retrieved|isbn|quoted in|cited in|see also)"
    r"|^see\b|\((?:[^()]{0,40}\b)?(?:1[89]|20)\d\d[a-z]?\)|[,.] (?:1[89]|20)\d\d\b[.\s]*$|[,.] (?:1[89]|20)\d\d[,:;]"
    r"|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b[^.;]{0,12}\d{4}",
    re.IGNORECASE,
)
_VOLUME = re.compile(r"\b(?:pp?|vol|no|eds?)\. ?\d|\b(?:ibid|isbn|doi|et al)\b|\(\d{4}\)[:,] ?\d", re.IGNORECASE)
_AUTHOR_YEAR = re.compile(r"[^\W\d_][\w'’-]+,? (?:[A-Z]\.,? ?){1,3}[^()]{0,120}\((?:1[89]|20)\d\d[a-z]?[^()]{0,20}\)")
# Small words that a sentence has and a citation, outside its titles, has not.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|does|did|do|will|would|could|can|cannot|may|might|should|must"
    r"|this|that|these|those|it|its|they|their|he|his|she|her|we|our"
    r"|which|who|when|while|although|because|however|there|not|(?<![Ss]ee )also)\b"
)


class Note(NamedTuple):
    """The mark that opens a note, where in the block its words begin, and whether no list has such a mark."""

    mark: str
    start: int
    sure: bool


def note_mark(block: str) -> Note | None:
    """The mark with which a block opens as a note, or None. A plain number is not sure: lists have it too."""
    if found := _SURE.match(block):
        return Note(next(filter(None, found.groups())), found.end(), True)
    if found := _NUMBERED.match(block):
        return Note(found["number"], found.end(), False)
    return None


def cites(words: str) -> bool:
    """Whether the words show any sign of a citation: an address, a title in quotation marks, a year in its place."""
    return bool(_ADDRESS.search(words) or _TITLES.search(words) or _CITES.search(words))


def only_cites(words: str) -> bool:
    """Whether a note (its words, without its mark) is a bibliographic reference and no more."""
    address = bool(_ADDRESS.search(words))
    cited = cites(words)
    words = _ADDRESS.sub("", words)
    rest = _BRACKETS.sub("", _TITLES.sub("", words))
    if _FINITE.search(rest) and not _AUTHOR_YEAR.match(words):
        # A headline may stand without quotation marks; then one segment ends in a date and an address.
        return address and bool(_CITES.search(rest)) and not re.search(r"[a-z]{3}\. [A-Z]", rest)
    tokens = [token for token in rest.split() if token[0].isalpha()]
    small = sum(token[0].islower() for token in tokens)
    return small <= (0.6 if cited else 0.4) * len(tokens)


def is_listed_work(words: str) -> bool:
    """Whether a block without any mark is an entry of a list of works: a citation that tells volume, number or pages.

    News has titles and dates too: 'On 5 July 2018 the minister said: "There will be no alliance".'
    """
    return bool(_VOLUME.search(words)) and is_citation(words)


def is_citation(words: str) -> bool:
    """Whether a block with no sure mark is a reference beyond doubt: it only cites, and shows two signs of it."""
    signs = [bool(pattern.search(words)) for pattern in (_ADDRESS, _TITLES, _CITES)]
    return sum(signs) + bool(_AUTHOR_YEAR.match(words)) >= 2 and only_cites(words)
