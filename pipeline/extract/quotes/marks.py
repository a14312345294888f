"""What stands in quotation marks in a block of text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.read.document import Block

# Each begins with one of its marks, so that it is tried at no other place.
_MARKS = [
    (opening, re.compile(p, re.S))
    for opening, p in (
        ("“", r"“([^“”]{0,1200}?“[^“”]{1,300}”[^“”]{0,1200}?)”"),
        ("“", r"“([^“”]{2,2500}?)”"),
        ("«", r"«([^«»]{2,2500}?)»"),
        ("„", r"„([^„“”]{2,2500}?)[“”]"),
        ('"', r'"(?<![\w"]")(?=\S)([^"“”]{2,2500}?)(?<=\S)"(?!\w)'),
        ("“", r"“(?=\S)([^\"“”]{2,2500}?)(?<=\S)[\"“](?!\w)"),
        ('"”', r"[\"”](?<![\w\"“].)(?=\w)([^\"“”]{2,2500}?)(?<=\S)”(?!\w)"),
        ("‘", r"‘(?<![\w‘']‘)(?=\S)([^‘\n]{2,1500}?)(?<=\S)’(?!\w)"),
        ("'", r"'(?<![^\s(]')(?=[A-Za-z])((?:[^'\n]|'(?=\w)){8,1500}?)(?<=[\w.,!?])'(?=[\s.,;:)]|$)"),
    )
]
_ANY = re.compile(f"[{''.join(opening for opening, _ in _MARKS)}]")


@dataclass(slots=True)
class Marked:
    """Words in quotation marks: `start:end` inside the marks, `outer` with them, `parts` where the author breaks in."""

    start: int
    end: int
    outer: tuple[int, int]
    parts: list[tuple[int, int]] = field(default_factory=list)


def last_sign(text: str, end: int) -> str:
    """The last character of words that end at `end`; within inner marks, where they end so: "... 'We build,' " """
    return text[max(0, end - 2) : end].rstrip("'’")[-1:]


def marked(text: str, block: Block) -> list[Marked]:
    """Everything in quotation marks in `block`, the outermost marks only, in order."""
    found: list[Marked] = []
    if not _ANY.search(text, block.start, block.end):
        return found  # as in most
    for opening, marks in _MARKS:
        if all(text.find(mark, block.start, block.end) < 0 for mark in opening):
            continue
        for m in marks.finditer(text, block.start, block.end):
            if not any(f.outer[0] < m.end() and m.start() < f.outer[1] for f in found):
                found.append(Marked(m.start(1), m.end(1), m.span(), [m.span(1)]))
    return sorted(found, key=lambda f: f.start)
