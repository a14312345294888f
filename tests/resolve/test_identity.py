"""Identifiers over many refreshes: kept, or led on by an alias, whatever comes and goes and in whatever order."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.resolve import resolve
from pipeline.resolve.identity import keep
from schemas import FACT_TABLES, TABLES
from tests.resolve.said import Said

Row = dict[str, Any]
NOTHING: dict[str, list[Row]] = {name: [] for name in TABLES}


def refresh(said: Said, last: dict[str, list[Row]] = NOTHING, release: int = 1) -> dict[str, list[Row]]:
    """The rows of a release of what is said, after `last`."""
    resolved, aliases = keep(resolve(said.mentions, said.claims), last, release)
    tables = {**NOTHING, **resolved.tables, "aliases": aliases}
    return {**tables, "mentions": resolved.mentions, "claims": resolved.claims, "conflicts": resolved.conflicts}


def ids(release: dict[str, list[Row]], table: str = "transfers") -> list[str]:
    return sorted(row[TABLES[table].key] for row in release[table])


def leads(release: dict[str, list[Row]]) -> dict[str, str]:
    return {row["old_id"]: row["new_id"] for row in release["aliases"]}


def test_another_deal_in_the_same_good_takes_no_name_away() -> None:
    first = refresh(Said().transfer("AL-31F", order_date="2009"))
    both = Said().transfer("AL-31F", order_date="2009").transfer("AL-31F", source="b", order_date="2011")
    second = refresh(both, first, 2)
    assert ids(first) == ["rus-chn-al-31f"]
    (new,) = set(ids(second)) - {"rus-chn-al-31f"}
    assert len(ids(second)) == 2
    assert next(m for m in second["mentions"] if m["source_id"] == "b")["record_id"] == new
    assert second["aliases"] == []


def test_a_date_that_becomes_known_changes_no_name() -> None:
    patrol = {"name": "joint bomber patrol", "series": "joint bomber patrol", "kind": "air_patrol"}
    first = refresh(Said().exercise(**patrol, date="2019"))
    second = refresh(Said().exercise(**patrol, date="2019").exercise(**patrol, source="b", date="2019-07-23"), first, 2)
    assert ids(first, "exercises") == ids(second, "exercises") == ["joint-bomber-patrol-2019"]
    assert second["aliases"] == []


def test_a_rule_that_finds_another_thing_in_the_passage_renames_it() -> None:
    first = refresh(Said().transfer("S-300"))
    second = refresh(Said().transfer("S-400"), first, 2)
    assert ids(second) == ["rus-chn-s-400"]
    alias = {"alias_id": "transfers:rus-chn-s-300", "table_name": "transfers", "old_id": "rus-chn-s-300"}
    assert second["aliases"] == [{**alias, "new_id": "rus-chn-s-400", "since_release": 2}]


def test_two_that_turn_out_to_be_one_lead_to_it_and_on() -> None:
    apart = Said().transfer("radar", source="a").transfer("warning system", source="b").transfer("radar", source="c")
    first = refresh(apart)
    assert ids(first) == ["rus-chn-radar", "rus-chn-warning-system"]
    one = Said().transfer("radar", source="a").transfer("radar", source="b").transfer("radar", source="c")
    second = refresh(one, first, 2)
    assert (ids(second), leads(second)) == (["rus-chn-radar"], {"rus-chn-warning-system": "rus-chn-radar"})
    other = Said().transfer("S-400", source="a").transfer("S-400", source="b").transfer("S-400", source="c")
    third = refresh(other, second, 3)
    assert leads(third) == {"rus-chn-radar": "rus-chn-s-400", "rus-chn-warning-system": "rus-chn-s-400"}
    assert [row["since_release"] for row in third["aliases"]] == [3, 2]


def test_a_thing_that_is_gone_leaves_no_alias_and_comes_back_under_its_name() -> None:
    first = refresh(Said().transfer("S-400").transfer("Su-35", source="b"))
    second = refresh(Said().transfer("S-400"), first, 2)
    assert (ids(second), second["aliases"]) == (["rus-chn-s-400"], [])
    third = refresh(Said().transfer("S-400").transfer("Su-35", source="b"), second, 3)
    assert ids(third) == ids(first)


def test_a_document_read_anew_keeps_its_names_where_no_mention_has_its_place() -> None:
    said = Said().agreement("Treaty of Friendship", signed_date="2001").quote("We are friends.")
    first = refresh(said)
    moved = Said(
        [{**m, "mention_id": f"moved-{m['mention_id']}", "char_start": m["char_start"] + 7} for m in said.mentions]
    )
    moved.claims = [{**c, "mention_id": f"moved-{c['mention_id']}"} for c in said.claims]
    second = refresh(moved, first, 2)
    for table in ("agreements", "quotes"):
        assert ids(first, table) == ids(second, table)
    assert second["aliases"] == []


def test_a_name_is_never_used_twice_nor_of_two() -> None:
    first = refresh(Said().transfer("S-300").transfer("S-300PMU-1", source="b").transfer("S-300PMU-2", source="c"))
    assert len(ids(first)) == 3
    second = refresh(Said().transfer("S-300").transfer("S-300PMU-1", source="b"), first, 2)
    assert len(ids(second)) == len(set(ids(second))) == 1
    assert set(leads(second).values()) <= set(ids(second))


# What sources may say, thing by thing: the ways in which one thing is told. No two of them are one thing.
THINGS: dict[str, tuple[str, list[Row]]] = {
    "s-400": (
        "transfer",
        [{"item": "S-400"}, {"item": "S-400 Triumf", "quantity": 2}, {"item": "S-400", "supplier": None}],
    ),
    "su-35": ("transfer", [{"item": "Su-35", "order_date": "2015"}, {"item": "Su-35", "order_date": "2015-11"}]),
    "kilo": ("transfer", [{"item": "Kilo"}, {"item": "Project 636", "quantity": 8}]),
    "chips": ("transfer", [{"item": "microchips", "supplier": "CHN", "recipient": "RUS"}]),
    "vostok": ("exercise", [{"name": "Vostok-2018", "series": "Vostok", "date": d} for d in ("2018", "2018-09")]),
    "patrol": (
        "exercise",
        [{"name": "joint bomber patrol", "kind": "air_patrol", "date": d} for d in ("2019", "2019-07")],
    ),
    "sea": ("exercise", [{"name": "Joint Sea", "series": "Joint Sea"}]),
    "treaty": (
        "agreement",
        [{"title": "Treaty of Friendship"}, {"title": "Treaty of Friendship", "signed_date": "2001"}],
    ),
    "words": (
        "quote",
        [{"text": "We are friends and we stay friends."}, {"text": "we stay friends", "kind": "partial"}],
    ),
}
Source = list[tuple[str, int, int]]  # thing, way of telling it, place


def said_by(sources: dict[str, Source]) -> Said:
    said = Said()
    for source, told in sources.items():
        for thing, way, place in told:
            kind, ways = THINGS[thing]
            getattr(said, kind)(source=source, **ways[way % len(ways)])
            own = f"{source}:{thing}:{place}"
            of_it = [said.mentions[-1], *(c for c in said.claims if c["mention_id"] == said.mentions[-1]["mention_id"])]
            for row in of_it:
                row["mention_id"] = own
                if "claim_id" in row:
                    row["claim_id"] = f"{own}:{row['field']}"
            said.mentions[-1] |= {"char_start": place, "passage_sha256": f"{source} {thing}"}
    return said


def step(sources: dict[str, Source], chance: random.Random) -> dict[str, Source]:
    """One refresh's news: a source comes, goes, is read anew at other places, or told of by a mended rule."""
    sources = dict(sources)
    name = f"source-{chance.randrange(5)}"
    if name not in sources:
        things = chance.sample(sorted(THINGS), chance.randint(1, 5))
        sources[name] = [(thing, chance.randrange(3), 100 * n) for n, thing in enumerate(things)]
    elif chance.random() < 0.25:
        del sources[name]
    elif chance.random() < 0.5:
        sources[name] = [(thing, way, place + 7) for thing, way, place in sources[name]]
    else:
        sources[name] = [(thing, way + 1, place) for thing, way, place in sources[name]]
    return sources


def things(release: dict[str, list[Row]]) -> dict[str, set[str]]:
    """Record to the things that its mentions speak of."""
    found: dict[str, set[str]] = {}
    for mention in release["mentions"]:
        found.setdefault(mention["record_id"], set()).add(mention["mention_id"].split(":")[1])
    return found


@settings(max_examples=60)
@given(st.integers(min_value=0, max_value=10**9))
def test_over_many_refreshes_every_name_leads_to_its_thing_while_that_is_there(seed: int) -> None:
    chance = random.Random(seed)
    sources: dict[str, Source] = {}
    last, ever = NOTHING, {}
    for release in range(1, 9):
        sources = step(sources, chance)
        now = refresh(said_by(sources), last, release)
        there = things(now)
        assert all(len(one) == 1 for one in there.values())
        assert not set(leads(now)) & set(there)
        assert set(leads(now).values()) <= set(there)
        known = {thing for one in there.values() for thing in one}
        for name, thing in ever.items():
            if thing in known:
                assert there[leads(now).get(name, name)] == {thing}
            else:
                assert name not in there
        before, after = things(last), there
        ever = {name: thing for name, thing in ever.items() if thing in known}  # what is gone may be forgotten
        ever |= {name: next(iter(one)) for name, one in after.items()}
        kept = {next(iter(one)): name for name, one in before.items()}
        for name, one in after.items():  # one record of it before and one after: the same name
            thing = next(iter(one))
            if thing in kept and sum(o == one for o in before.values()) == sum(o == one for o in after.values()) == 1:
                assert name == kept[thing] or leads(now)[kept[thing]] == name
        last = now


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_arrival_changes_names_at_most(seed: int) -> None:
    sources = {
        f"source-{n}": [(thing, n, 10 * i) for i, thing in enumerate(sorted(THINGS)[n : n + 5])] for n in range(5)
    }
    order = random.Random(seed).sample(sorted(sources), len(sources))
    last, there = NOTHING, {}
    for release, name in enumerate(order, 1):
        there[name] = sources[name]
        last = refresh(said_by(dict(sorted(there.items()))), last, release)
    whole = refresh(said_by(sources))
    for table in FACT_TABLES:
        without = [{k: v for k, v in row.items() if k != TABLES[table].key} for row in last[table]]
        assert without == [{k: v for k, v in row.items() if k != TABLES[table].key} for row in whole[table]]
