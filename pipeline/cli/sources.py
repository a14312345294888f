"""The sources of a release as a command needs them: their rows, and their documents where these are at hand."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from pipeline.publish.release import UnreadableRelease, last_release
from pipeline.read import (
    CARD_NAME,
    CardError,
    DecodeError,
    Document,
    Mirror,
    decode,
    find_document,
    load_card,
    mirror_folder,
    read_text,
)
from pipeline.refresh.survey import HOW_TO_SUPPLY

Row = Mapping[str, Any]


def document_of(source_id: str, raw: Path) -> tuple[Document | None, str]:
    """The document of a source, looked for as a build does; or why there is none."""
    mirror = mirror_folder()
    try:
        card = load_card(raw / source_id / CARD_NAME)
        found, problems = find_document(card, raw, Mirror(mirror) if mirror else None)
        if not found:
            return None, "; ".join(problems) or f"its document is not at hand. {HOW_TO_SUPPLY % raw}"
        text = decode(found.data, str(found.path), card.encoding)
    except (CardError, DecodeError) as error:
        return None, str(error)
    return read_text(source_id, text, card.published, card.language), ""


def document_of_release(source: Row, raw: Path) -> tuple[Document | None, str]:
    """The document that the published rows of a source were made from; or why it is not at hand."""
    document, why_not = document_of(source["source_id"], raw)
    if document and hashlib.sha256(document.text.encode()).hexdigest() != source["text_sha256"]:
        return None, "its document is another than the release was made from; run 'entente build' first"
    return document, why_not


def release_in(outputs: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of the release, or an error in one line where there is none."""
    try:
        release = last_release(outputs)
    except UnreadableRelease as error:
        raise click.ClickException(str(error)) from error
    if not release["sources"]:
        raise click.ClickException(f"{outputs}: no release there; make one with 'entente build'")
    return release
