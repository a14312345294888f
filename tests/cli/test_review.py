"""`entente review`: the walk with its keys, what it writes, and the ways without it."""

from __future__ import annotations

import datetime as dt
import importlib
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.publish.release import last_release
from pipeline.review.values import Span, Words
from tests.cli.reviewed import FIGHTERS, FILE, TALK, TEXT, decisions
from tests.cli.test_cli import one_line
from tests.conftest import AddSource

ROOT = Path(__file__).parents[2]
DEMO = (ROOT / "pipeline" / "demo" / "document.md").read_text(encoding="utf-8")

Walked = Callable[..., Result]


@pytest.fixture
def walk(entente, source: Path, monkeypatch: pytest.MonkeyPatch) -> Walked:
    """Presses keys, and answers questions, as if at a terminal."""
    monkeypatch.setattr(importlib.import_module("pipeline.cli.review"), "_at_terminal", lambda: True)

    def run(keys: str, *arguments: str) -> Result:
        walked = CliRunner().invoke(main, ["review", "first", "--coder", "ab", *arguments], input=keys)
        assert walked.exit_code == 0, walked.output
        return walked

    return run


def told(result: Result) -> str:
    return " ".join(result.output.split())


def test_a_row_is_shown_in_its_passage_and_one_key_accepts_it(walk: Walked) -> None:
    shown = walk("aq")
    assert "▶ In [2015]¹ [Russia]² [sold]³ [China]⁴ [24]⁵ [Su-35 fighters]⁶. ◀" in shown.output
    assert "Much is said." in shown.output
    assert re.search(r"⁵  quantity +24", shown.output)
    assert max(map(len, shown.output.splitlines())) <= 80
    (accepted,) = decisions()
    assert accepted.verdict == "accept"
    assert accepted.row == {
        "supplier": "RUS",
        "recipient": "CHN",
        "item": "Su-35",
        "item_category": "aircraft",
        "transfer_type": "sale",
        "scope": "item",
        "factuality": "asserted",
        "quantity": 24,
        "delivery_date": "2015",
    }
    assert (accepted.coder, accepted.date) == ("ab", dt.date.today().isoformat())


def test_what_is_decided_is_in_the_release(walk: Walked, entente) -> None:
    walk("anspeaker=\n" + "\x04")
    walk("ar\nrso it is not\n")
    built = entente("build")
    assert built.exit_code == 0, built.output
    release = last_release(Path("outputs"))
    assert [row["review_status"] for row in release["transfers"] if row["item"] == "Su-35"] == ["reviewed"]


def test_a_rejection_needs_a_reason(walk: Walked) -> None:
    assert "a reason is needed" in walk("r\nq").output
    assert not FILE.exists()
    walk("rnothing was sold\nq")
    (rejected,) = decisions()
    assert (rejected.verdict, rejected.reason) == ("reject", "nothing was sold")
    assert rejected.row == {"supplier": "RUS", "recipient": "CHN", "item": "Su-35"}


def test_a_correction_is_checked_line_by_line(walk: Walked) -> None:
    lines = [
        "status=sold",
        "colour=grey",
        "nothing",
        "order_date=2015 @ 2016",
        "status=ordered",
        "order_date=2015 @ 2015",
        "quantity=",
        "?",
        "",
        "a contract",
    ]
    shown = told(walk("c" + "\n".join(lines) + "\nq"))
    assert "status is 'sold'; it must be one of prospective" in shown
    assert "colour is no field of transfers" in shown
    assert "write FIELD=VALUE" in shown
    assert "order_date is not taken: '2016' does not stand in the passage" in shown
    assert "order_date is 2015, given by characters 17-21" in shown
    assert "announced_date When it was announced" in shown
    (corrected,) = decisions()
    assert corrected.set == {"status": "ordered", "order_date": "2015", "quantity": None}
    assert corrected.words == {"order_date": Span(17, 21)}
    assert corrected.expects == {"status": None, "order_date": None, "quantity": 24}


def test_a_correction_that_changes_nothing_or_cannot_be_is_not_written(walk: Walked) -> None:
    assert "nothing was decided: the machine says just that" in told(walk("cquantity=24\n\nso\nq"))
    wrong = told(walk("cvalue_usd_min=5\nvalue_usd_max=3\n\nso\nq"))
    assert "nothing was decided: with it the row would fail the check value_usd_min<=value_usd_max" in wrong
    assert decisions() == []
    assert "nothing was decided" in walk("c\nq").output


def test_a_row_is_added_and_stands_beside_the_machine_s(walk: Walked) -> None:
    lines = ["", "item=AL-31F", "", "item_category=engines", "scope=item", "factuality=asserted", "", "it is there"]
    shown = told(walk("n" + "\n".join(lines) + "\naq"))
    assert "a row of transfers needs item, item_category, scope, factuality" in shown
    assert "it lacks item_category, scope, factuality" in shown
    assert "add item, item_category, scope, factuality by ab on" in shown
    assert sorted(one.verdict for one in decisions()) == ["accept", "add"]


def test_an_issue_is_answered_by_a_row(walk: Walked) -> None:
    values = ["item=arms", "item_category=aggregate", "scope=aggregate", "factuality=asserted", "", "there is one"]
    shown = walk("sn" + "\n".join(["transfers", *values]) + "\nq")
    assert "1 of 2 issues are decided" in told(shown) or "1 of 1 issues are decided" in told(shown)
    (added,) = decisions()
    assert (added.issue, added.at) == ("general_talk", Span(TEXT.index(TALK), TEXT.index(TALK) + len(TALK)))


def test_the_spans_found_in_an_issue_are_marked(entente, walk: Walked, add_source: AddSource) -> None:
    add_source("first", "Russia announced sales of arms to China.")
    entente("build")
    shown = walk("s" * 9).output
    assert "▶ [Russia]¹ " in shown
    assert re.search(r"¹  party", shown)


def test_an_issue_has_no_values(walk: Walked) -> None:
    assert "an issue has no values" in walk("sc" + "q").output
    walk("sa" + "q")
    (accepted,) = decisions()
    assert (accepted.issue, accepted.row) == ("general_talk", None)


def test_one_can_go_back_and_decide_otherwise(walk: Walked) -> None:
    shown = told(walk("absb" + "rit was not\nq"))
    assert "accept by ab on" in shown
    (only,) = decisions()
    assert only.verdict == "reject"
    assert "reject by ab on" in told(walk("bq", "--all"))


def test_a_decision_can_be_taken_back(walk: Walked) -> None:
    walk("abuq")
    assert decisions() == []
    walk("abq")
    assert len(decisions()) == 1


def test_a_quote_is_written_by_its_place(walk: Walked, entente) -> None:
    (quote,) = last_release(Path("outputs"))["quotes"]
    keys = "s" * 20
    shown = walk(keys)
    steps = [line for line in shown.output.splitlines() if re.match(r"(transfers|quotes|issue)  ", line)]
    before = next(n for n, line in enumerate(steps) if line.startswith("quotes"))
    words = "We shall teach our friends"
    walk("s" * before + f"ctext={words}\nkind=partial\n\nno more\nq")
    (corrected,) = decisions()
    place = TEXT.index(words)
    assert corrected.set["text"] == Words((Span(place, place + len(words)),))
    assert words not in FILE.read_text(encoding="utf-8")
    entente("build")
    (after,) = last_release(Path("outputs"))["quotes"]
    assert (quote["text"], after["text"]) == ("We shall teach our friends to listen for rockets.", words)


def test_what_is_decided_is_shown_no_more(walk: Walked) -> None:
    walk("a" * 30)
    assert "everything is decided" in walk("").output
    assert "accept by ab on" in told(walk("q", "--all"))


def test_a_faulty_file_is_told_and_kept(walk: Walked) -> None:
    FILE.write_text("- decision: maybe\n", encoding="utf-8")
    shown = told(walk("aq"))
    assert "error: raw/first/review.yaml: line 1: the key 'table' is missing" in shown
    text = FILE.read_text(encoding="utf-8")
    assert text.startswith("- decision: maybe\n- decision: accept\n")
    FILE.write_text("{", encoding="utf-8")
    assert "mend that first" in told(walk("aq"))
    assert FILE.read_text(encoding="utf-8") == "{"


def test_without_a_terminal_it_names_the_other_way(entente, source: Path) -> None:
    assert "this is no terminal, and no key can be pressed; entente review SOURCE --draft" in one_line(
        entente("review", "first", "--coder", "ab")
    )


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.import_module("pipeline.cli.review"), "_at_terminal", lambda: True)


@pytest.mark.usefixtures("terminal")
def test_who_decides_is_the_user_unless_somebody_is_named(
    entente, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("USER", raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "cd")
    assert "coder: cd" in entente("review", "first", "--draft").output

    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    nameless = entente("review", "first", "--draft")
    assert nameless.exit_code == 2
    assert nameless.output.splitlines()[-1].startswith("Error: say who decides with --coder: initials or a handle")


@pytest.mark.usefixtures("terminal")
def test_errors_in_one_line(entente, source: Path, add_source: AddSource) -> None:
    assert "no source 'nothing' there" in one_line(entente("review", "nothing", "--coder", "ab"))
    assert "no release there" in one_line(entente("review", "--outputs", "nowhere", "--coder", "ab"))
    assert entente("review", "first", "--coder", "a b").exit_code == 2
    add_source("first", TEXT + " And more.")
    assert "another than the release was made from; run 'entente build' first" in one_line(
        entente("review", "first", "--coder", "ab")
    )
    source.unlink()
    assert "no passage can be shown: its document is not at hand" in one_line(entente("review", "--coder", "ab"))


@pytest.mark.usefixtures("terminal")
def test_without_a_source_the_first_with_something_undecided_is_taken(
    entente, source: Path, add_source: AddSource
) -> None:
    add_source("second", "In 2014 Russia sold China the S-400 air defence system.")
    entente("build")
    for name in ("first", "second"):
        walked = CliRunner().invoke(main, ["review", "--coder", "ab"], input="a" * 30)
        assert f"{name}  1 of" in walked.output
    assert "everything is decided" in entente("review", "--coder", "ab").output


@pytest.fixture
def demo(entente, add_source: AddSource) -> str:
    """A longer document."""
    add_source("first", DEMO, published="2024-03-15")
    assert entente("build").exit_code == 0
    return DEMO


def test_drafts_decide_everything_and_show_no_words_of_the_source(entente, demo: str) -> None:
    drafted = entente("review", "first", "--draft", "--coder", "ab")
    assert drafted.exit_code == 0, drafted.output
    FILE.write_text(drafted.output, encoding="utf-8")
    checked = entente("review", "--check")
    assert checked.exit_code == 0, checked.output
    assert checked.output == "1 file of decisions, nothing wrong in them\n"
    assert entente("review", "first", "--draft", "--coder", "ab").output == ""
    row = next(line for line in entente("review", "--status").output.splitlines() if "first" in line)
    rows, of_rows, issues, of_issues = map(int, re.findall(r"(\d+)/(\d+) +(\d+)/(\d+)", row)[0])
    assert rows == of_rows > 8
    assert issues == of_issues > 0
    words = demo.split()
    runs = {" ".join(words[n : n + 5]) for n in range(len(words) - 4)}
    flat = " ".join(drafted.output.split())
    assert not [run for run in runs if run in flat]
    built = entente("build")
    assert built.exit_code == 0, built.output
    assert "review:" not in built.output
    release = last_release(Path("outputs"))
    assert {row["review_status"] for name in ("transfers", "exercises", "quotes") for row in release[name]} == {
        "reviewed"
    }


def test_drafts_without_the_document_leave_the_issues_out(entente, demo: str) -> None:
    Path("raw/first/document.txt").unlink()
    drafted = CliRunner().invoke(main, ["review", "first", "--draft", "--coder", "ab"])
    assert "issues are left out, since their passages cannot be pinned" in drafted.stderr
    FILE.write_text(drafted.stdout, encoding="utf-8")
    assert entente("review", "--check").exit_code == 0
    assert not [one for one in decisions() if one.issue]


def test_check_tells_what_is_wrong_and_what_became_of_decisions(walk: Walked, entente, add_source: AddSource) -> None:
    walk("rnothing was sold\nq")
    text = FILE.read_text(encoding="utf-8")
    lost = text.replace("Su-35", "Su-27").replace("reject", "accept")
    FILE.write_text(text + lost + text.replace("reject", "refuse") + text.replace("reject", "accept"), encoding="utf-8")
    checked = entente("review", "--check")
    assert checked.exit_code == 1
    assert "error: raw/first/review.yaml: line 17: 'decision' is 'refuse'" in checked.output
    assert "first: review: line 9: accept at 14-58 (transfers): lost" in checked.output
    assert (
        "error: first: review: line 25: accept at 14-58 (transfers): refused: it contradicts line 1" in checked.output
    )
    assert entente("review", "first", "--check").exit_code == 1
    FILE.write_text(lost, encoding="utf-8")
    checked = entente("review", "--check")
    assert (checked.exit_code, checked.output.splitlines()[-1]) == (0, "1 file of decisions, 1 to look at")
    FILE.write_text(text + lost + text.replace("reject", "refuse") + text.replace("reject", "accept"), encoding="utf-8")
    status = next(line for line in entente("review", "--status").output.splitlines() if "first" in line)
    assert "1 lost, 1 refused, 1 wrong" in status
    built = entente("build")
    assert built.exit_code == 1
    assert "line 17: 'decision' is 'refuse'" in built.output


def test_status_counts(walk: Walked, entente, add_source: AddSource) -> None:
    add_source("second", FIGHTERS)
    entente("build")
    walk("rnothing was sold\nq")
    shown = entente("review", "--status")
    assert shown.exit_code == 0, shown.output
    line = next(line.split() for line in shown.output.splitlines() if "first" in line)
    assert line[0] == "first"
    assert re.fullmatch(r"1/\d+", line[1])
    assert line[-3:] == ["0", "0", "1"]
    assert "2 sources" in shown.output
