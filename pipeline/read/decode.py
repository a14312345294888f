"""From the bytes of a `.txt` or `.md` document to its normalised text, exactly as the codebook says."""

from __future__ import annotations

import codecs
import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x7f]")
_MAX_CONTROL_SHARE = 0.01  # a stray control character happens in a saved page; a binary file is full of them
_WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # longest first
_WRITTEN_AS_TEXT = (b"%PDF-", b"{\\rtf")  # all characters, perhaps, and yet not what a reader sees


class DecodeError(ValueError):
    """The bytes are no text; the message names the file and says what to do, in one line."""


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of a document: its decoding, without a byte-order mark, with line ends as `\\n`, nothing else changed.

    UTF-8 is tried first, then the encoding that is `declared` (if any), then cp1252. `name` is the file, for messages.
    Raises DecodeError where the document is empty or is no text.
    """
    if data.startswith(_WIDE_MARKS):
        raise DecodeError(f"{name}: is UTF-16 or UTF-32; save it as UTF-8 and pin the new hash")
    if data.startswith(_WRITTEN_AS_TEXT):
        raise _no_text(name)
    text = _decoded(data, name, declared).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DecodeError(f"{name}: the document is empty; put the text there, or remove the source")
    if "\0" in text or len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise _no_text(name)
    return text


def _decoded(data: bytes, name: str, declared: str | None) -> str:
    for encoding in filter(None, ("utf-8-sig", declared, "cp1252")):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
        except LookupError:
            raise DecodeError(f"{name}: '{encoding}' is no known encoding; declare another, such as utf-8") from None
    raise _no_text(name)


def _no_text(name: str) -> DecodeError:
    return DecodeError(f"{name}: these bytes are no text; save the document as .txt or .md in UTF-8")
