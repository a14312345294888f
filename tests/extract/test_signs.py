"""The signs of a sentence: none is missing where the lexicon finds a form."""

from __future__ import annotations

import pytest

from pipeline.extract.grammar.signs import mask, signs
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.index import lexicon
from pipeline.extract.text.shadow import lower
from pipeline.extract.text.words import spaced

KINDS = ("designation", "weak_designation", "head", "vague", "verb", "noun", "series", "agreement", "person")
FORMS = list(lexicon().forms())


def among(text: str, kind: str) -> bool:
    low = lower(text)
    runs = spaced(low).split()
    return signs().among(signs().words(runs), runs, text, low, 0, len(text)) & mask(kind) != 0


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_is_a_sign(kind: str) -> None:
    forms = [form for form, entry in FORMS if entry.kind == kind]
    assert forms
    assert [form for form in forms if not among(f"On {form}, then.", kind)] == []


@pytest.mark.parametrize("kind", ["country", "demonym", "government", "person", "body"])
def test_every_name_is_one_of_a_party(kind: str) -> None:
    assert [form for form, entry in FORMS if entry.kind == kind and not among(f"On {form}, then.", "party")] == []


def test_the_case_of_a_name_counts() -> None:
    assert among("They went to Chad.", "party")
    assert not among("They had a hanging chad.", "party")


def test_the_lexicon_finds_every_form_where_it_stands_alone() -> None:
    def found(form: str, entry: Entry) -> bool:
        return any(form == form[a:b] and entry in entries for a, b, entries in lexicon().find(form, lower(form)))

    assert [form for form, entry in FORMS if not found(form, entry)] == []
