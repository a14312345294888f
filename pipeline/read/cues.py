"""What the words of a block say of its part in the document; the words themselves are data, in `cues.yaml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

REPEATED = 3  # so often a line comes, at least, that is the head of pages
_END = re.compile(
    r"""[.!?…;:。！？；：]["'”’»›)\]』」＂]*"""
    r"""(?:\s?\[\w{1,5}\]|(?<=["'”’»)])\s\d{1,3}|\d{1,3}\b,?)*$"""  # the mark of a note
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
    r"|(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{1,2}"
)
_DATE_LINE = re.compile(
    rf"(?:(?:published|posted|updated|date)(?: on)?:? )?(?:\w+day,? )?"
    rf"(?:\d{{1,2}}\.? )?(?:{_MONTH}) (?:\d{{1,2}},? )?\d{{4}}(?:,? .{{0,20}})?"
    r"|\d{4}-\d\d-\d\d.{0,20}|\d{4} ?年.{1,12}",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"[^\W\d_][\w.'’-]+")
_NAME_PARTICLES = frozenset(
    """
    and author authors contributor editor writer reporter columnist van von de der den del al el bin ibn la le du di
    """.split()
)
_SAYS = re.compile(
    r"\b(?:argues?|argued|says?|said|told|claims?|claimed|believes?|warns?|warned|notes that|noted|added)\b"
)
_BY = re.compile(r"(?:by|written by|authors?:|автор:?|作者[:：]?)\s*\S", re.IGNORECASE)
_LEADERS = re.compile(r"\S.{0,150}?\s?[.·…_]{3,}\s?[\divxlc]{1,4}")
_GAP = re.compile(r"\S.{0,150}?(?:\t+| +)[\divxlc]{1,4}")
_OF_COUNTRIES = ("North", "South", "East", "West", "Saudi", "United", "Soviet", "New", "Hong", "Sri", "Central", "Both")
_LABEL = re.compile(r"(?i)about the (?:co-?)?authors?[:.]")
_PAGE = re.compile(r"^\d{1,3}\b[\s|·•–—-]*|[\s|·•–—-]*\b\d{1,3}$")


@cache
def _cues() -> dict[str, Any]:
    """The cue words, each list as one compiled pattern."""
    data = yaml.safe_load(Path(__file__).with_name("cues.yaml").read_text(encoding="utf-8"))
    union = {name: _union(data[name]) for name in ("residue", "openings", "captions", "editorial")}
    posts = data["posts"].replace(" ", "")
    name = r"(?:(?:[^\W\d_]|[A-Z]\.)[\w.'’-]*)"  # upper case is asked for in is_biography
    biography = re.compile(
        rf"(?P<name>(?:(?:The|Our) )?{name}(?: {name}){{0,5}}?),?(?: \([^()]{{1,60}}\),?)?"
        r"(?: [^.]{2,100},)? (?:also |currently |now )?"
        r"(?:(?:is|was|are|were)|(?:has )?(?:serve[sd]?|work(?:s|ed)?)(?: \w+)? as|teaches|holds|directs|leads|heads)\b"
        rf"[^.!?]{{0,80}}?\b(?:(?i:(?:{posts})s?|ph\.?d|degree|university|college)|Institut(?:e|ion))\b"
    )
    sections = {kind: _union(patterns) for kind, patterns in data["sections"].items()}
    return {**union, "sections": sections, "biography": biography}


def _union(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def section(heading: str) -> str | None:
    """Which section without rows a heading opens: a key of `sections` in `cues.yaml`; else None."""
    words = re.sub(r"^[\divxIVX]{1,4}[.)] ", "", heading).strip(" :.*#")
    return next((kind for kind, pattern in _cues()["sections"].items() if pattern.fullmatch(words)), None)


def is_residue(line: str) -> bool:
    """Whether a line is what a page or a converter left behind, or has no letter and no digit at all."""
    return not any(map(str.isalnum, line)) or bool(
        len(line) < 300 and _cues()["residue"].fullmatch(line.strip(" :>›»|"))
    )


def is_boilerplate(words: str) -> bool:
    """Whether a block opens as boilerplate does (disclaimers, subscriptions, tags, thanks)."""
    return bool(_cues()["openings"].match(words))


def is_caption(words: str) -> bool:
    """Whether a block opens with the label of a figure, a table, an image or its source."""
    return len(words) <= 600 and bool(_cues()["captions"].match(words.lstrip("▲▼►◄△▽↑→*_ ")))


def is_editorial(words: str) -> bool:
    """Whether an editor, a translator or a publisher speaks here."""
    return bool(_cues()["editorial"].match(words))


def is_labelled_biography(words: str) -> bool:
    """Whether a block opens with the label of a biography: "About the author: ..."."""
    return bool(_LABEL.match(words))


def is_biography(words: str) -> bool:
    """Whether a block opens by saying which post a person holds, and does not report what the person says.

    So does one that opens with its label, "About the author:".
    """
    if is_labelled_biography(words):
        return True
    found = _cues()["biography"].match(words)
    return (
        bool(found)
        and not _SAYS.search(words)
        and _is_person(found["name"].split())
        and not any(map(str.isdigit, found["name"]))  # "Vostok-2018, ... was led by officers" is no person
        and all(word[0].isupper() or word in _NAME_PARTICLES for word in found["name"].split())
    )


def _is_person(name: list[str]) -> bool:
    """Whether a block may open with the full name of a person, or with "The Author": not with that of a country."""
    if name[0] in ("The", "Our"):
        return name[1].lower() in ("author", "writer", "editor", "reviewer", "honorable", "honourable")
    return len(name) > 1 and name[0] not in _OF_COUNTRIES


def is_contents_line(line: str, in_contents: bool = False) -> bool:
    """Whether a line is a title, then dots and a page number; in a table of contents a gap will do for the dots."""
    return len(line) < 200 and bool(_LEADERS.fullmatch(line) or (in_contents and _GAP.fullmatch(line)))


def is_date_line(words: str) -> bool:
    """Whether a line is a date and no more."""
    return len(words) < 60 and bool(_DATE_LINE.fullmatch(words))


def is_byline(words: str) -> bool:
    """Whether a line says who wrote, either as "By ..." or as names alone ("First Last, First Last and First Last")."""
    return len(words) < 200 and ((bool(_BY.match(words)) and not ends_sentence(words)) or is_names(words))


def is_names(words: str) -> bool:
    """Whether a line could be the names of persons alone; a short title in title case could be one too."""
    names = [name.split() for name in re.split(r",? and |,? & |[,;] ", words)]
    return all(
        2 <= len(name) <= 4
        and name[0] not in ("The", "An")
        and all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in name)
        for name in names
    )


def ends_sentence(words: str) -> bool:
    """Whether the words close with a stop, be it followed by quotation marks, brackets or the mark of a note."""
    return bool(_END.search(words[-20:]))


def running_head(line: str) -> str:
    """The line without a page number at either end, where two words or more are left: what a running head repeats."""
    rest = _PAGE.sub("", line).strip()
    return rest if " " in rest else line


def is_display(words: str) -> bool:
    """Whether a single line could be a heading: short, no final stop, in title case or capitals, or very short."""
    tokens = words.split()
    if (
        not words
        or len(words) > 100
        or len(tokens) > 14
        or words[-1] in ",-–—"
        or words[0] in "-–—"
        or words[0].islower()
    ):
        return False
    if ends_sentence(words) and words.rstrip("\"'”’)")[-1:] not in "?!":
        return False
    long_words = [token for token in tokens if len(token) > 3 and token[0].isalpha()]
    capital = sum(not token[0].islower() for token in long_words)
    return len(tokens) <= 8 or capital >= 0.6 * len(long_words)
