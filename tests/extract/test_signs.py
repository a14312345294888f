"""The signs of a sentence: none is missing where the lexicon finds a form."""

from __future__ import annotations

import pytest

from pipeline.extract.grammar.signs import signs, words
from pipeline.extract.lexicon.entries import Entry
from pipeline.extract.lexicon.index import lexicon
from pipeline.extract.text.shadow import lower

KINDS = ("designation", "weak_designation", "head", "vague", "verb", "noun", "series", "agreement", "person")
FORMS = list(lexicon().forms())


def among(text: str) -> frozenset[str]:
    low = lower(text)
    return signs().among(words(low), text, low, 0, len(text))


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_is_a_sign(kind: str) -> None:
    forms = [form for form, entry in FORMS if entry.kind == kind]
    assert forms
    assert [form for form in forms if kind not in among(f"On {form}, then.")] == []


@pytest.mark.parametrize("kind", ["country", "demonym", "government", "person", "body"])
def test_every_name_is_one_of_a_party(kind: str) -> None:
    assert [form for form, entry in FORMS if entry.kind == kind and "party" not in among(f"On {form}, then.")] == []


def test_the_case_of_a_name_counts() -> None:
    assert "party" in among("They went to Chad.")
    assert "party" not in among("They had a hanging chad.")


def test_the_lexicon_finds_every_form_where_it_stands_alone() -> None:
    def found(form: str, entry: Entry) -> bool:
        return any(form == form[a:b] and entry in entries for a, b, entries in lexicon().find(form, lower(form)))

    assert [form for form, entry in FORMS if not found(form, entry)] == []
