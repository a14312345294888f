"""Links that open a source's page at a passage: text fragments, as the WICG's draft has them.

`#:~:text=start,end` highlights from the first words to the last. In it `-` and `,` have a meaning of their own, so both
are percent-encoded wherever they are part of the words.
"""

from __future__ import annotations

import re
from urllib.parse import quote

WORDS = 3  # at each end: enough to find the passage, and all that is published of it

# Chinese and Japanese are written without spaces: two characters count as a word.
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]{{1,2}}|[^\s{_UNSPACED}]+")


def passage_url(url: str, passage: str) -> str:
    """The address of a passage on the page `url`."""
    words = list(_WORD.finditer(passage))
    if not words:
        return url
    parts = [passage[: words[:WORDS][-1].end()]]
    if rest := words[WORDS:][-WORDS:]:
        parts.append(passage[rest[0].start() :])
    directive = ",".join(_encoded(part) for part in parts)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def _encoded(words: str) -> str:
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")
