"""Each table accepts its example, and refuses every illegal shape, by the name of the check."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as arrow
import pytest
import yaml

from pipeline.publish.validate import failures
from schemas import FACT_TABLES, TABLES, arrow_schema, to_frame
from schemas.dictionary import markdown
from schemas.vocabulary import TABLE_NAMES, record_key

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COUNTEREXAMPLES = sorted((HERE / "counterexamples").glob("*.yaml"))


def example(name: str) -> dict[str, Any]:
    return yaml.safe_load((HERE / "examples" / f"{name}.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_the_example_is_accepted_and_comes_back_as_it_was(name: str) -> None:
    row = example(name)
    frame = to_frame(name, [row])
    assert failures(TABLES[name], frame) == {}
    assert TABLES[name].rows(frame) == [dict.fromkeys(TABLES[name].columns) | row]


@pytest.mark.parametrize("path", COUNTEREXAMPLES, ids=lambda path: path.stem)
def test_the_counterexample_is_refused(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    frame = to_frame(case["table"], [example(case["table"]) | case["change"]])
    assert failures(TABLES[case["table"]], frame) == {0: [case["fails"]]}


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_an_empty_table_is_valid_and_has_every_type(name: str) -> None:
    frame = to_frame(name)
    assert failures(TABLES[name], frame) == {}
    assert TABLES[name].to_arrow(frame).schema.equals(arrow_schema(name), check_metadata=True)


def test_every_column_is_described() -> None:
    for table in TABLES.values():
        assert table.title
        assert table.description
        for name, column in table.columns.items():
            assert column.description, name
            assert column.description.endswith("."), column.description


def test_records_have_their_key_first_and_share_their_provenance() -> None:
    for name in FACT_TABLES:
        columns = list(TABLES[name].columns)
        assert columns[0] == TABLES[name].key == record_key(name)
        assert columns[-6:] == [
            "sino_russian",
            "n_sources",
            "n_mentions",
            "source_ids",
            "conflicting_fields",
            "review_status",
        ]


def test_types_are_those_of_the_codebook() -> None:
    schema = arrow_schema("exercises")
    assert schema.field("participants").type == arrow.list_(arrow.string())
    assert schema.field("date").type == arrow.string()
    assert schema.field("date_start").type == arrow.date32()
    assert schema.field("personnel").type == arrow.int64()
    assert schema.field("sino_russian").type == arrow.bool_()


def test_rows_are_sorted_whatever_their_order() -> None:
    rows = [{**example("mentions"), "mention_id": str(n), "char_start": start} for n, start in enumerate((9, 3, 9, 1))]
    order = [row["mention_id"] for row in TABLES["mentions"].rows(to_frame("mentions", rows))]
    assert order == ["3", "1", "0", "2"]


def test_an_undeclared_column_and_a_wrong_type_are_errors_that_name_them() -> None:
    with pytest.raises(ValueError, match="table quotes: no such column: mood"):
        to_frame("quotes", [{"mood": "glad"}])
    with pytest.raises(ValueError, match="table quotes, column date_start"):
        to_frame("quotes", [{"date_start": "2019-10"}])
    with pytest.raises(ValueError, match="table transfers, column quantity"):
        to_frame("transfers", [{"quantity": dt.date(2019, 1, 1)}])


def test_the_dictionary_is_the_one_in_docs() -> None:
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == markdown(), "run 'make docs'"
