"""Quotes: what makes two mentions one utterance, and what the record is called.

- The same speaker, by the last name, and the same words, marks and capitals aside.
- A part quoted again by itself belongs to the whole: three words or more that stand in a longer quote of the speaker.
- Another transcription or translation is the same utterance: five words or more, three quarters of the words of both
  in the same order, and dates that do not exclude each other.

Never one: two speakers; one phrase of a speaker inside other words than those quoted before.

A quote is set beside those of its speaker that share three words in a row with it, the rarest three of its own, and not
beside all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from pipeline.resolve.groups import Group, Key, by_key, date_path
from pipeline.resolve.values import Mention
from pipeline.resolve.words import digest, fold, slug

DATES = ("date",)

_RUN = 3  # words in a row that two quotes must share
_ALIKE = 0.75
_LONG_ENOUGH = 5  # words, for likeness to mean anything
_LOOKS = 8  # at most so many quotes are compared for one run of words


def key(said: dict[str, Any]) -> Key:
    """The speaker's last name and the words."""
    return ("".join(fold(said["speaker"]).split()[-1:]), fold(said["text"]))


def groups(mentions: list[Mention]) -> list[Group]:
    """The utterances that the mentions quote, the longest first of each speaker."""
    out: dict[Key, list[Mention]] = {}
    index: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for own, quoted in sorted(by_key(mentions, key), key=lambda group: (-len(group[0][1]), group[0])):
        words = own[1].split()
        runs = [(own[0], *words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)]
        seen = [index[run] for run in sorted(runs, key=lambda run: len(index[run]))]
        whole = next((other for other in _candidates(seen) if _same(other, own, out[other], quoted)), None)
        if whole:
            out[whole] += quoted
            continue
        out[own] = list(quoted)
        for run in dict.fromkeys(runs):
            index[run].append(own)
    return [(own, sorted(quoted, key=lambda m: m.order)) for own, quoted in out.items()]


def _candidates(seen: list[list[Key]]) -> Iterator[Key]:
    """Quotes that share the rarest run, and then those that share the next ones, none twice.

    A part shares every run with its whole, so the rarest alone would do; a variant may lack some.
    """
    shared = [keys for keys in seen if keys][:_LOOKS]
    yield from dict.fromkeys(key for keys in shared for key in keys[:_LOOKS])


def _same(whole: Key, part: Key, there: list[Mention], here: list[Mention]) -> bool:
    if f" {part[1]} " in f" {whole[1]} ":
        return True
    a, b = whole[1].split(), part[1].split()
    if len(b) < _LONG_ENOUGH or SequenceMatcher(None, a, b, autojunk=False).ratio() < _ALIKE:
        return False
    dates = {date_path(m.said.get("date")) for m in (*there, *here)} - {()}
    longest = max(dates, key=len, default=())
    return all(longest[: len(date)] == date for date in dates)


def parties(record: dict[str, Any]) -> list[str | None]:
    """The speaker's country."""
    return [record["speaker_country"]]


def essence(record: dict[str, Any]) -> tuple[Any, ...]:
    """The speaker, by the last name."""
    return tuple(fold(record["speaker"]).split()[-1:])


def identifier(record: dict[str, Any]) -> str:
    """`vladimir-putin-2019-` and a hash of the words."""
    year = (record["date"] or "")[:4]
    return "-".join([slug(record["speaker"], 5), *([year] if year.isdigit() else []), digest(record["text"])])


def describe(record: dict[str, Any]) -> None:
    """Nothing: the words speak for themselves, and the table has no such column."""
