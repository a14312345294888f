"""The lexicon files say what their comment heads promise: legal vocabularies, no name twice, the field covered."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
LEXICON = ROOT / "pipeline" / "extract" / "lexicon"
REFERENCE = ROOT.parent / "shared" / "reference"

CATEGORIES = set(
    "aircraft unmanned air_defence missiles engines ships submarines sensors space electronics small_arms munitions"
    " industrial armour artillery other".split()
)
KINDS = {
    "bodies": set("government ministry armed_forces company institute media organisation party".split()),
    "series": set("command_staff naval air_patrol ground counterterrorism missile_defence combined other".split()),
    "places": set("sea ocean strait gulf range district city region".split()),
    "agreements": set("treaty border framework roadmap contract joint_statement confidence_building other".split()),
}
LISTS = ["designations", "people", *KINDS, "roles"]
PLAIN_NOUNS = {"aircraft engine", "ship engine", "vehicle engine"}  # goods without a designation: goods.yaml


def load(name: str) -> Any:
    return yaml.load((LEXICON / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def fold(text: str) -> str:
    """Case and the separators that the code varies, removed."""
    return re.sub(r"[\s\-–‑'’]", "", text).casefold()


def surfaces(entry: dict[str, Any]) -> Iterator[str]:
    """Every way in which an entry is written."""
    plural = [entry["plural"]] if "plural" in entry else []
    yield from {entry["name"], *plural, *entry.get("also", []), *entry.get("also_with_noun", [])}


@pytest.mark.parametrize("name", LISTS)
def test_names_are_text_and_sorted(name: str) -> None:
    entries = load(name)
    assert all(
        isinstance(surface, str) and surface == surface.strip() != "" for e in entries for surface in surfaces(e)
    )
    names = [entry["name"].casefold() for entry in entries]
    assert names == sorted(names)


@pytest.mark.parametrize("name", LISTS)
def test_no_surface_belongs_to_two_entries(name: str) -> None:
    key = fold if name == "designations" else str.casefold
    owners = Counter(form for entry in load(name) for form in {key(surface) for surface in surfaces(entry)})
    assert [form for form, count in owners.items() if count > 1] == []


@pytest.mark.parametrize("name", KINDS)
def test_kinds_are_of_the_vocabulary(name: str) -> None:
    assert [entry["name"] for entry in load(name) if entry["kind"] not in KINDS[name]] == []


def test_designations_have_a_category_and_a_noun() -> None:
    entries = load("designations")
    assert {entry["category"] for entry in entries} <= CATEGORIES
    assert all(entry["noun"] for entry in entries)


def test_a_family_is_an_entry_and_no_variant() -> None:
    entries = {entry["name"]: entry for entry in load("designations")}
    for entry in entries.values():
        if "family" in entry:
            assert "family" not in entries[entry["family"]], entry["name"]


def test_country_codes_are_those_of_the_countries_file() -> None:
    codes = set(load("countries"))
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    used = {code for entry in load("designations") for code in entry["origin"]}
    used |= {
        entry["country"] for file in ("people", "bodies", "places") for entry in load(file) if entry.get("country")
    }
    used |= {code for entry in load("series") for code in entry["usual"]}
    used |= {code for entry in load("agreements") for code in entry["parties"]}
    assert used <= codes


def test_a_country_name_means_one_country() -> None:
    owners: dict[str, str] = {}
    for code, country in load("countries").items():
        assert country["name"] == country["names"][0]
        for surface in [*country["names"], *country["demonyms"], *country["governments"]]:
            assert owners.setdefault(surface, code) == code, surface


def test_signing_dates_look_like_edtf() -> None:
    dates = [entry["signed"] for entry in load("agreements") if "signed" in entry]
    assert [date for date in dates if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4})?", date)] == []


def parts(designation: str) -> Iterator[str]:
    """A reference designation, and the names it joins ("A-5C/Fantan", "2S6M Tunguska"), without its calibre."""
    bare = re.sub(r"\s*\d+(\.\d+)?mm\b", "", designation).strip(" -")
    words = bare.split()
    yield bare
    yield from bare.split("/")
    for at in range(1, len(words)):
        yield " ".join(words[:at])
        yield " ".join(words[at:])


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference facts lie outside the repository")
def test_every_reference_designation_is_reachable() -> None:
    known = {fold(surface) for entry in load("designations") for surface in surfaces(entry)}
    with (REFERENCE / "designations.csv").open(encoding="utf-8", newline="") as handle:
        rows = [row["designation"] for row in csv.DictReader(handle)]
    assert rows
    assert [row for row in rows if row not in PLAIN_NOUNS and not any(fold(part) in known for part in parts(row))] == []


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference facts lie outside the repository")
def test_every_reference_series_is_reachable() -> None:
    known = {fold(surface) for entry in load("series") for surface in surfaces(entry)}
    with (REFERENCE / "exercises.csv").open(encoding="utf-8", newline="") as handle:
        names = [row["name"] for row in csv.DictReader(handle)]
    named = [re.split(r"[ -](?:19|20)\d\d", name)[0] for name in names if re.search(r"[ -](19|20)\d\d", name)]
    assert named
    assert [name for name in named if fold(name) not in known] == []
