"""Quotes: what makes two mentions one utterance, and what the record is called.

- One speaker: the same name, or its end where only one such speaker is quoted ("Putin" and "Vladimir Putin").
- The same words, marks and capitals aside, with dates of which one is the other or tells less; no date is the only one.
- A part quoted again by itself belongs to the whole: three words or more that stand in a longer quote of the speaker.
- Another transcription or translation is the same utterance: five words or more, three quarters of the words of both
  in the same order, and the same figures and negations.

Never one: two speakers; the same words at two dates; words of which one says no.

A quote is set beside those of its speaker that share three words in a row with it, the rarest three of its own, and not
beside all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from operator import itemgetter
from typing import Any

from pipeline.resolve.groups import Group, Key, Path, by_key, by_path, date_path, one_date
from pipeline.resolve.values import Said
from pipeline.resolve.words import digest, fold, slug

DATES = ("date",)

_RUN = 3  # words in a row that two quotes must share
_ALIKE = 0.75
_LONG_ENOUGH = 5  # words, for likeness to mean anything
_NEGATIONS = frozenset("no not never none nobody nothing neither nor without cannot t".split())  # "don't" is two words
_LOOKS = 8  # at most so many quotes are compared for one run of words


def key(said: Said) -> Key:
    """The speaker's last name."""
    return tuple(_speaker(said)[:1])


def _speaker(said: Said) -> Path:
    """The words of the speaker's name, the last first: how it is told more closely."""
    return tuple(reversed(fold(said["speaker"]).split()))


def groups(mentions: list[Said]) -> Iterator[Group]:
    """The utterances that the mentions quote."""
    for speaker in by_path(by_key(mentions, key), lambda said: _speaker(said)[1:]):
        for own, quoted in _utterances(speaker):
            yield own, sorted(quoted, key=itemgetter("place"))


def _utterances(speaker: Group) -> Iterator[Group]:
    """What one speaker said, the longest first, parts and variants with their wholes."""
    who, mentions = speaker
    by_words = by_key(mentions, lambda said: (fold(said["text"]),))
    said = [*by_path(by_words, lambda said: date_path(said.get("date")))]
    out: dict[Key, list[Said]] = {}
    index: dict[str, list[Key]] = defaultdict(list)
    for own, quoted in sorted(said, key=lambda group: (-len(group[0][0]), group[0])):
        words = own[0].split()
        runs = [" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]
        seen = sorted((index[run] for run in runs if run in index), key=len)
        whole = next((other for other in _candidates(seen) if _same(other[0], own[0], out[other], quoted)), None)
        if whole:
            out[whole] += quoted
            continue
        out[own] = list(quoted)
        for run in dict.fromkeys(runs):
            index[run].append(own)
    yield from (((*who, *own), quoted) for own, quoted in out.items())


def _candidates(seen: list[list[Key]]) -> Iterator[Key]:
    """Quotes that share the rarest run, and then those that share the next ones, none twice.

    A part shares every run with its whole, so the rarest alone would do; a variant may lack some.
    """
    yield from dict.fromkeys(key for keys in seen[:_LOOKS] for key in keys[:_LOOKS])


def _same(whole: str, part: str, there: list[Said], here: list[Said]) -> bool:
    dates = {date_path(said.get("date")) for said in (*there, *here)}
    longest = max(dates, key=len)
    if not all(one_date(longest, date) for date in dates):
        return False
    if whole == part:
        return () not in {date_path(said.get("date")) for said in here}  # without a date it may be of any of several
    if f" {part} " in f" {whole} ":
        return True
    a, b = whole.split(), part.split()
    if len(b) < _LONG_ENOUGH or _hinges(a) != _hinges(b):
        return False
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE


def _hinges(words: list[str]) -> list[str]:
    """The words that turn the meaning of those around them: negations and figures."""
    return sorted(word for word in words if word in _NEGATIONS or any(map(str.isdigit, word)))


def parties(record: dict[str, Any]) -> list[str | None]:
    """The speaker's country."""
    return [record["speaker_country"]]


def essence(record: dict[str, Any]) -> tuple[Any, ...]:
    """The speaker, and when it was said."""
    return (_speaker(record), date_path(record["date"]))


def identifier(record: dict[str, Any]) -> str:
    """`vladimir-putin-2019-` and a hash of the words."""
    year = (record["date"] or "")[:4]
    return "-".join([slug(record["speaker"], 5), *([year] if year.isdigit() else []), digest(record["text"])])


def describe(record: dict[str, Any]) -> None:
    """Nothing: the words speak for themselves, and the table has no such column."""
