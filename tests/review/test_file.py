"""The file of decisions: what is wrong with one in one line, and that writing into it loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.review import file as filing
from pipeline.review.decisions import ReviewError
from pipeline.review.file import dump, load_review, parse_review, record
from tests.review.planted import decision

SAID = "President Vladimir Putin said in Sochi, “We shall teach our friends.”"
TEXT = f"In 2015 Russia sold China 24 Su-35 fighters. {SAID}"
WHOLE = decision(
    TEXT,
    TEXT,
    decision="correct",
    row={"supplier": "RUS", "recipient": "CHN", "item": "Su-35"},
    set={"status": "ordered", "order_date": "2015", "quantity": None},
    words={"order_date": "2015"},
    expects={"status": "delivered"},
    reason="yes: the contract, no more",
)
ADDED = decision(
    TEXT,
    "We shall teach our friends.",
    decision="add",
    table="exercises",
    set={"name": "No", "kind": "naval", "participants": ["RUS", "CHN"], "factuality": "asserted", "date": "2014-23"},
)
QUOTED = decision(
    TEXT,
    TEXT,
    table="quotes",
    row={"speaker": "Vladimir Putin", "text": {"says": "We shall teach our friends."}},
    expects={"text": {"says": ["We shall", "our friends"]}},
)
GOOD = """\
- decision: accept
  table: transfers
  at: 0-44
  passage: 0123456789abcdef
  row: {item: Su-35}
  coder: ab
  date: 2026-11-22
"""


@pytest.mark.parametrize("one", [WHOLE, ADDED, QUOTED], ids=lambda one: one.verdict)
def test_what_is_written_is_what_is_read(one) -> None:
    written = dump(one)
    (read,) = parse_review(Path("review.yaml"), written).decisions
    assert read == one
    assert dump(read) == written
    assert max(map(len, written.splitlines())) <= 122


def test_a_decision_as_it_is_written() -> None:
    assert dump(WHOLE).splitlines() == [
        "- decision: correct",
        "  table: transfers",
        "  at: 0-114",
        f"  passage: {WHOLE.passage}",
        "  row: {supplier: RUS, recipient: CHN, item: Su-35}",
        "  set: {status: ordered, order_date: 2015, quantity: null}",
        "  words: {order_date: 3-7}",
        "  expects: {status: delivered}",
        "  reason: 'yes: the contract, no more'",
        "  coder: ab",
        "  date: 2026-11-22",
    ]


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        (
            "decision: accept",
            "decision: maybe",
            "'decision' is 'maybe'; it must be one of accept, reject, correct, add",
        ),
        ("table: transfers", "table: issues", "'table' is 'issues'; it must be one of transfers"),
        ("  at: 0-44\n", "", "the key 'at' is missing"),
        ("at: 0-44", "at: 44-0", "'at' must be two offsets"),
        ("at: 0-44", "at: [0, 44]", "'at' must be two offsets"),
        ("0123456789abcdef", "0123", "'passage' must be 16 to 64 hexadecimal digits"),
        ("coder: ab", "coder: a b", "'coder' must be initials or a handle"),
        ("2026-11-22", "yesterday", "'date' is 'yesterday'; it must be a day"),
        ("2026-11-22", "2026-11", "'date' is '2026-11'; it must be a day"),
        ("date:", "mood: glad\n  date:", "unknown key 'mood'"),
        ("date:", "coder: cd\n  date:", "is no YAML: the key 'coder' comes twice"),
        ("{item: Su-35}", "{item: Su-35", "is no YAML"),
        ("{item: Su-35}", "[item]", "'row' must be a mapping"),
        (
            "{item: Su-35}",
            "{colour: grey}",
            "'row: colour' is no field of transfers; its fields are supplier, recipient",
        ),
        ("{item: Su-35}", "{n_sources: 3}", "'row: n_sources' is no field of transfers"),
        ("{item: Su-35}", "{supplier: Russia}", ""),
        ("{item: Su-35}", "{supplier: RU}", "'row: supplier' is 'RU'; it must be an ISO 3166-1 alpha-3 code"),
        ("{item: Su-35}", "{status: sold}", "'row: status' is 'sold'; it must be one of prospective, negotiating"),
        ("{item: Su-35}", "{order_date: last June}", "'row: order_date' is 'last June'; it must be EDTF"),
        ("{item: Su-35}", "{quantity: many}", "'row: quantity' is 'many'; it must be a whole number, in digits"),
        (
            "{item: Su-35}",
            "{value_usd_min: inf}",
            "'row: value_usd_min' is 'inf'; it must be a number, in digits alone",
        ),
        ("{item: Su-35}", "{quantity: -1}", "'row: quantity' is '-1'; it must be at least 0"),
        ("{item: Su-35}", "{value_shared: yes}", "'row: value_shared' is 'yes'; it must be true or false"),
        ("{item: Su-35}", "{item: ''}", "'row: item' is ''; it must be text that is not blank"),
        ("{item: Su-35}", "{item: [Su-35]}", "'row: item' must be a single value"),
        ("{item: Su-35}", "{item: {at: 3}}", "'row: item' must be two offsets"),
        ("{item: Su-35}", "{item: {at: [5-9, 0-3]}}", "'row: item' must name its words in the order of the text"),
        ("{item: Su-35}", "{item: Su-35}\n  set: {quantity: 3}", "'set' goes with 'correct' and 'add' alone"),
        ("{item: Su-35}", "{item: Su-35}\n  issue: no_party", "an 'issue' is accepted, rejected, or answered"),
        ("row: {item: Su-35}", "issue: refused", "'issue' is 'refused'; it must be one of no_party"),
        ("accept", "reject", "'reason' must say in a few words why"),
        ("accept", "correct\n  reason: so", "a 'correct' needs 'set'"),
        ("accept", "correct\n  reason: so\n  set: {item: null}", "'item' cannot be null"),
        (
            "accept",
            "correct\n  reason: so\n  set: {status: null}\n  words: {status: 0-3}",
            "which 'set' gives no value",
        ),
        (
            "accept",
            "correct\n  reason: so\n  set: {status: ordered}\n  words: {status: 40-50}",
            "'words' of 'status' stand outside of the passage 0-44",
        ),
        ("accept", "add\n  reason: so", "an 'add' says nothing of the machine's row"),
        (
            "accept\n  table: transfers\n  at: 0-44\n  passage: 0123456789abcdef\n  row: {item: Su-35}",
            "add\n  table: transfers\n  at: 0-44\n  passage: 0123456789abcdef\n  reason: so\n  set: {item: Su-35}",
            "'set' gives no 'item_category'; a row of transfers needs item, item_category, scope, factuality",
        ),
        ("transfers", "quotes", "'row: item' is no field of quotes"),
        (
            "transfers\n  at: 0-44\n  passage: 0123456789abcdef\n  row: {item: Su-35}",
            "quotes\n  at: 0-44\n  passage: 0123456789abcdef\n  row: {text: some words}",
            "'row: text' repeats words of the document; give their offsets",
        ),
        (GOOD, "- accept\n", "is no mapping of keys to values"),
    ],
)
def test_a_wrong_decision_is_told_in_one_line_and_costs_no_other(
    tmp_path: Path, old: str, new: str, error: str
) -> None:
    assert old in GOOD
    path = tmp_path / "review.yaml"
    path.write_text(GOOD + "\n# the second\n" + GOOD.replace(old, new) + GOOD, encoding="utf-8")
    review = load_review(path)
    if not error:
        assert review.errors == []
        return
    (line,) = review.errors
    assert line.startswith(f"{path}: line 10: ")
    assert error in line
    assert "\n" not in line
    assert [one.line for one in review.decisions] == [1, 10 + GOOD.replace(old, new).count("\n")]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("decisions:\n" + GOOD, "line 1: stands before the first decision"),
        ("[" + GOOD, "line 1: stands before the first decision"),
        ("\xff", "is not UTF-8"),
    ],
)
def test_a_file_that_is_no_list_of_decisions_is_told(tmp_path: Path, text: str, error: str) -> None:
    path = tmp_path / "review.yaml"
    path.write_bytes(text.encode("latin-1"))
    before = path.read_bytes()
    (line,) = load_review(path).errors
    assert error in line
    with pytest.raises(ReviewError, match="mend that first"):
        record(path, [WHOLE])
    assert path.read_bytes() == before


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "[]\n"])
def test_a_file_without_decisions_is_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "review.yaml"
    path.write_text(text)
    review = load_review(path)
    assert (review.decisions, review.errors) == ([], [])
    assert load_review(tmp_path / "nowhere.yaml").decisions == []


def test_what_is_written_into_a_file_leaves_the_rest_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "review.yaml"
    wrong = GOOD.replace("accept", "maybe")
    kept = f"# Decisions of two coders.\n\n# a doubt\n{wrong}\n# beside it\n{dump(QUOTED)}"
    path.write_text(kept, encoding="utf-8")
    record(path, [ADDED])
    assert path.read_text(encoding="utf-8") == kept + dump(ADDED)
    record(path, [WHOLE])
    assert [one.verdict for one in load_review(path).decisions] == ["accept", "correct", "add"]
    record(path, [], [ADDED, WHOLE])
    assert path.read_text(encoding="utf-8") == kept
    record(path, [ADDED], [QUOTED])
    assert path.read_text(encoding="utf-8") == f"# Decisions of two coders.\n\n# a doubt\n{wrong}\n" + dump(ADDED)
    assert [one.name for one in tmp_path.iterdir()] == ["review.yaml"]


def test_decisions_are_kept_by_place(tmp_path: Path) -> None:
    path = tmp_path / "review.yaml"
    for one in (ADDED, QUOTED, WHOLE):
        record(path, [one])
    assert load_review(path).decisions == [QUOTED, WHOLE, ADDED]
    assert path.read_text(encoding="utf-8") == dump(QUOTED) + dump(WHOLE) + dump(ADDED)


def test_a_list_with_other_margins_and_no_end_of_line(tmp_path: Path) -> None:
    path = tmp_path / "review.yaml"
    path.write_text("\n".join(f"  {line}" for line in (GOOD + GOOD.replace("Su-35", "Su-27")).splitlines()))
    assert [one.row for one in load_review(path).decisions] == [{"item": "Su-35"}, {"item": "Su-27"}]
    record(path, [ADDED])
    assert [one.verdict for one in load_review(path).decisions] == ["accept", "accept", "add"]


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "review.yaml"
    record(path, [WHOLE])

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(filing.os, "fsync", full)
    with pytest.raises(ReviewError, match=r"review.yaml: cannot be written \(No space left on device\)"):
        record(path, [ADDED])
    assert load_review(path).decisions == [WHOLE]
    assert [one.name for one in tmp_path.iterdir()] == ["review.yaml"]
