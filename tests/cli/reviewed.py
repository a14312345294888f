"""A document for the tests of `entente review`, and what is decided on it."""

from __future__ import annotations

from pathlib import Path

from pipeline.review.decisions import Decision
from pipeline.review.file import load_review

FILE = Path("raw/first/review.yaml")
FIGHTERS = "In 2015 Russia sold China 24 Su-35 fighters."
TALK = "Arms sales have declined since their peak."
SAID = "In October 2019 President Vladimir Putin said, “We shall teach our friends to listen for rockets.”"
TEXT = "\n\n".join([f"Much is said. {FIGHTERS} More could be.", TALK, SAID])


def decisions() -> list[Decision]:
    """The decisions of the file, which has no fault."""
    review = load_review(FILE)
    assert review.errors == []
    return review.decisions
