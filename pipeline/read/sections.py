"""Kinds that come from where a block stands: before the text, in a section under its heading, or after the text."""

from __future__ import annotations

import re

from pipeline.read import cues
from pipeline.read.document import BlockKind
from pipeline.read.notes import cites, only_cites
from pipeline.read.segments import Look, Segment

_PRONOUN = re.compile(
    r"(?:he|she|they|his|her|their|previously|prior to|before joining|in addition|from \d{4})\b", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:\d{1,2}|[ivxIVX]{1,4})[.)]\s+")
_PLAIN_HEADING = 2  # the level of a heading that the text does not mark
_MIN_RUN = 3  # so many short lines in a row are a list, not headings
_MAX_BOILERPLATE = 5  # blocks under a heading that only looks like one, lest a whole text be taken for thanks


def is_prose(part: Segment) -> bool:
    """Whether a part reads as running text: long, or closed by a stop and no heading that asks."""
    words = part.plain
    return part.look is Look.TEXT and (len(words) > 200 or (cues.ends_sentence(words) and not cues.is_display(words)))


def is_line(part: Segment) -> bool:
    """Whether a part nobody has placed is one line that could be a heading."""
    return part.kind is None and part.lines == 1 and cues.is_display(part.plain)


def front_matter(parts: list[Segment]) -> None:
    """Title, bylines and date: what stands before the first prose and the first section."""
    front: list[Segment] = []
    for part in parts:
        if part.kind in (BlockKind.BOILERPLATE, BlockKind.CAPTION):
            continue
        if is_prose(part) or cues.section(part.plain):
            break
        if part.kind in (None, BlockKind.HEADING):
            front.append(part)
    if len(front) == len(parts) > 1:
        return  # no prose at all: a list or a table, in which no line is above the others
    lines = [part for part in front if part.kind is BlockKind.HEADING or is_line(part)]
    candidates = [part for part in lines if not cues.is_date_line(part.plain)]
    title = next(
        (part for part in candidates if part.level == 1),
        next((part for part in candidates if part.kind is BlockKind.HEADING or not cues.is_byline(part.plain)), None),
    ) or next(iter(candidates), None)
    for part in lines:
        if part is title:
            part.kind, part.level = BlockKind.TITLE, 1
        elif cues.is_date_line(part.plain) or cues.is_byline(part.plain):
            part.kind = BlockKind.BOILERPLATE


def follow(parts: list[Segment]) -> None:
    """Walks through the document from heading to heading and gives every part that has none a kind."""
    walk = _Walk(parts)
    for index, part in enumerate(parts):
        if part.kind is not BlockKind.TITLE:
            walk.step(index, part)


class _Walk:
    """The section that the walk is in, and since when."""

    def __init__(self, parts: list[Segment]) -> None:
        self.parts = parts
        self.section: str | None = None
        self.marked = False  # whether the heading of the section is marked as one
        self.since = 0  # blocks since that heading
        self.before: Segment | None = None
        self.last_place: dict[str, int] = {part.plain.casefold(): index for index, part in enumerate(parts)}

    def step(self, index: int, part: Segment) -> None:
        opened = cues.section(part.plain) if part.kind is BlockKind.HEADING or is_line(part) else None
        if opened:
            self.section, self.marked, self.since = opened, part.kind is BlockKind.HEADING, 0
            _to_heading(part)
            return
        if self.section:
            self.since += 1
            kind = getattr(self, f"_in_{self.section}")(index, part)
            if kind:
                part.kind = kind
            else:
                self.section = None
        if part.kind is None or part.kind is BlockKind.LIST:
            self._in_text(index, part)
        self.before = part

    def _in_text(self, index: int, part: Segment) -> None:
        after = self._after(index)
        if part.kind is BlockKind.LIST:
            alone = not (self.before and self.before.kind is BlockKind.LIST) and after is not None and is_prose(after)
            if alone and _NUMBER.match(part.plain) and cues.is_display(_NUMBER.sub("", part.plain)):
                _to_heading(part)
        elif not is_line(part):
            part.kind = BlockKind.PARAGRAPH
        elif self._in_run(index):
            part.kind = BlockKind.LIST
        elif after is not None:
            _to_heading(part)
        else:
            part.kind = BlockKind.PARAGRAPH

    def _in_biography(self, index: int, part: Segment) -> BlockKind | None:
        if part.kind is BlockKind.HEADING or is_line(part):
            return BlockKind.BIOGRAPHY if cues.is_names(part.plain) and self._leads_to_biography(index) else None
        if part.kind not in (None, BlockKind.LIST, BlockKind.BIOGRAPHY):
            return part.kind
        open_before = (
            self.before is not None
            and self.before.kind is BlockKind.BIOGRAPHY
            and not cues.ends_sentence(self.before.plain)
        )
        known = cues.is_biography(part.plain) or _PRONOUN.match(part.plain)
        return BlockKind.BIOGRAPHY if known or open_before else None

    def _in_boilerplate(self, index: int, part: Segment) -> BlockKind | None:
        if part.kind is BlockKind.HEADING or (not self.marked and self.since > _MAX_BOILERPLATE):
            return None
        after = self._after(index)
        if is_line(part) and after is not None and is_prose(after):
            return None
        return BlockKind.BOILERPLATE

    def _in_furniture(self, index: int, part: Segment) -> BlockKind | None:
        return None if is_prose(part) else self._in_boilerplate(index, part)

    def _in_contents(self, index: int, part: Segment) -> BlockKind | None:
        entry = cues.is_contents_line(part.raw, in_contents=True) or self.last_place[part.plain.casefold()] > index
        if part.kind is BlockKind.BOILERPLATE or (entry and not is_prose(part)):
            return BlockKind.BOILERPLATE
        return None

    def _in_references(self, index: int, part: Segment) -> BlockKind | None:
        if part.kind is BlockKind.HEADING:
            return None
        if part.kind not in (None, BlockKind.LIST):
            return part.kind
        return BlockKind.PARAGRAPH if is_prose(part) and not cites(part.plain) else BlockKind.REFERENCES

    def _in_notes(self, index: int, part: Segment) -> BlockKind | None:
        if part.kind is BlockKind.HEADING:
            return None
        if part.kind not in (None, BlockKind.LIST):
            return part.kind
        return BlockKind.REFERENCES if only_cites(_NUMBER.sub("", part.plain)) else BlockKind.FOOTNOTE

    def _after(self, index: int) -> Segment | None:
        """The next part that is no residue."""
        later = (self.parts[place] for place in range(index + 1, len(self.parts)))
        return next((part for part in later if part.kind is not BlockKind.BOILERPLATE), None)

    def _leads_to_biography(self, index: int) -> bool:
        after = self._after(index)
        return after is not None and cues.is_biography(after.plain)

    def _in_run(self, index: int) -> bool:
        """Whether this short line is one of several in a row."""
        before = self.before
        if before is not None and before.kind is BlockKind.LIST and before.look is Look.TEXT:
            return True
        run = self.parts[index : index + _MIN_RUN]
        return len(run) == _MIN_RUN and all(map(is_line, run))


def _to_heading(part: Segment) -> None:
    part.level = part.level if part.kind is BlockKind.HEADING else _PLAIN_HEADING
    part.kind = BlockKind.HEADING


def end_matter(parts: list[Segment]) -> None:
    """Biographies of the authors after the text, where no heading announces them."""
    paragraphs = [part for part in parts if part.kind is BlockKind.PARAGRAPH]
    for part in reversed(parts):
        if part.kind is BlockKind.PARAGRAPH:
            if part is paragraphs[0] or not cues.is_biography(part.plain):
                return
            part.kind = BlockKind.BIOGRAPHY
        elif part.kind in (BlockKind.LIST, BlockKind.HEADING, BlockKind.TITLE) and not cues.section(part.plain):
            return
