"""Two files of reports compared: what changed, by what, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from scriptcheck import CallReport, Outcome
from scriptcheck.diff import ChangeKind, RunDifference, diff_reports
from scriptcheck.diff.page import sampled
from scriptcheck.errors import LoadError
from tests.conftest import cue, rule
from tests.diff.conftest import Lexicons, call_line

if TYPE_CHECKING:
    from pathlib import Path

CALLS = (
    call_line("good", "您好，请讲", "再见"),
    call_line("planted", "哈喽，请讲", "再见"),
    call_line("rude", "您好", "你给我滚开", "再见"),
    call_line("other", "请讲", "好的"),
)


def test_a_run_against_itself_is_empty(lexicons: Lexicons) -> None:
    calls = lexicons.calls(*CALLS)
    home = lexicons.check(lexicons.checker("old"), calls, "out")
    found = diff_reports(home, home)
    assert (found.calls, found.changed_calls, found.rules, found.changes) == (4, 0, (), ())
    assert found.old == found.new
    assert found.changed_share == 0


def test_an_added_phrase_changes_exactly_the_planted_calls(lexicons: Lexicons) -> None:
    calls = lexicons.calls(*CALLS)
    old = lexicons.check(lexicons.checker("old"), calls, "one")
    more = {"greeting": cue("您好", "哈喽")}
    new = lexicons.check(lexicons.checker("new", more), calls, "two")
    found = diff_reports(old, new)
    assert [(each.call_id, each.rule, each.kind) for each in found.changes] == [
        ("planted", "a.closing", ChangeKind.OTHER_OUTCOME),
        ("planted", "a.greeting", ChangeKind.NO_LONGER_FAILING),
    ]
    greeting = found.changes[1]
    (cause,) = greeting.causes
    assert (cause.in_new, cause.cue, cause.turn, cause.quote) == (True, "greeting", 0, "哈喽")
    assert cause.phrase == "哈喽"
    # The condition of the other rule rests on the same match.
    assert found.changes[0].causes == greeting.causes
    assert (greeting.before, greeting.after) == (Outcome.FAIL, Outcome.PASS)
    assert (greeting.points_before, greeting.points_after) == (-10, 0)


def test_the_figures_are_those_of_the_reports(lexicons: Lexicons) -> None:
    calls = lexicons.calls(*CALLS)
    old = lexicons.check(lexicons.checker("old"), calls, "one")
    harsher = {"a.greeting": rule(require="greeting", points=-30)}
    new = lexicons.check(lexicons.checker("new", rules=harsher), calls, "two")
    found = diff_reports(old, new)
    assert {each.kind for each in found.changes} == {ChangeKind.WEIGHT}
    assert found.changed_calls == 0, "the verdicts are the same"
    assert (found.old.judged, found.old.passed, found.old.mean_score) == (4, 3, 80.0)
    assert (found.new.judged, found.new.passed, found.new.mean_score) == (4, 1, 70.0)
    (greeting,) = found.rules
    assert (greeting.newly_failing, greeting.no_longer_failing, greeting.other) == (0, 0, 2)
    assert (greeting.mean_score, greeting.passes_gained, greeting.passes_lost) == (-10.0, 0, 2)


def test_what_was_dropped_says_why(lexicons: Lexicons) -> None:
    calls = lexicons.calls(call_line("1", "您好，不要滚开", "再见"))
    old = lexicons.check(
        lexicons.checker("old", {"rude": cue("滚开", negation="keep")}), calls, "1"
    )
    new = lexicons.check(lexicons.checker("new"), calls, "2")
    (change,) = diff_reports(old, new).changes
    assert change.kind is ChangeKind.NO_LONGER_FAILING
    (cause,) = change.causes
    assert (cause.in_new, cause.quote, cause.dropped) == (False, "滚开", "negated")


def test_a_rule_of_one_side_counts_where_it_fails(lexicons: Lexicons) -> None:
    calls = lexicons.calls(*CALLS)
    old = lexicons.check(lexicons.checker("old"), calls, "one")
    extra = {"a.please": rule(forbid="asks", points=-3)}
    new = lexicons.check(lexicons.checker("new", {"asks": cue("请讲")}, extra), calls, "two")
    found = diff_reports(old, new)
    assert [(each.call_id, each.before, each.after) for each in found.changes] == [
        (call_id, None, Outcome.FAIL) for call_id in ("good", "planted", "other")
    ]
    back = diff_reports(new, old)
    assert {each.kind for each in back.changes} == {ChangeKind.NO_LONGER_FAILING}
    assert {each.after for each in back.changes} == {None}


def test_calls_are_brought_together_by_id_whatever_their_order(lexicons: Lexicons) -> None:
    checker = lexicons.checker("old")
    first = lexicons.check(checker, lexicons.calls(*CALLS, CALLS[0]), "one")
    shuffled = lexicons.calls(*CALLS[2:], CALLS[0], *CALLS[:1], name="other.jsonl")
    second = lexicons.check(checker, shuffled, "two")
    found = diff_reports(first, second)
    assert (found.calls, found.only_old, found.only_new) == (4, ("planted",), ())
    assert found.changes == ()
    assert diff_reports(second, first).only_new == ("planted",)


def test_other_words_alone_are_no_change(lexicons: Lexicons) -> None:
    calls = lexicons.calls(*CALLS)
    old = lexicons.check(lexicons.checker("old"), calls, "one")
    worded = {"a.greeting": rule(require="greeting", points=-10, message="没有问好")}
    new = lexicons.check(lexicons.checker("new", rules=worded), calls, "two")
    assert diff_reports(old, new).changes == ()


def test_a_broken_line_is_named(lexicons: Lexicons, tmp_path: Path) -> None:
    home = lexicons.check(lexicons.checker("old"), lexicons.calls(*CALLS), "one")
    broken = tmp_path / "broken.jsonl"
    broken.write_bytes((home / "reports.jsonl").read_bytes() + b"{}\n")
    for pair in ((home, broken), (broken, home)):
        with pytest.raises(LoadError, match=r"broken\.jsonl:5"):
            diff_reports(*pair)


def test_a_difference_reads_back(lexicons: Lexicons) -> None:
    home = lexicons.check(lexicons.checker("old"), lexicons.calls(*CALLS), "one")
    lines = (home / "reports.jsonl").read_bytes().splitlines()
    assert len([CallReport.from_json(line) for line in lines]) == 4
    found = diff_reports(home, home)
    assert msgspec.json.decode(found.to_json(), type=type(found)) == found


def test_the_sample_hangs_on_the_seed_and_on_nothing_else(lexicons: Lexicons) -> None:
    lines = [call_line(f"c{number:02}", "哈喽，请讲", "再见") for number in range(40)]
    more = {"greeting": cue("您好", "哈喽")}
    sides = {name: lexicons.checker(name, more if name == "new" else {}) for name in ("old", "new")}
    found = []
    for number, order in enumerate((lines, lines[::-1])):
        calls = lexicons.calls(*order)
        homes = [lexicons.check(sides[name], calls, f"{name}{number}") for name in sides]
        found.append(diff_reports(*homes))
    one, other = found

    def drawn(difference: RunDifference, seed: str) -> list[tuple[str, str]]:
        return sorted((each.call_id, each.rule) for each in sampled(difference, 10, seed))

    assert drawn(one, "1") == drawn(other, "1")
    assert len(drawn(one, "1")) == 10
    assert drawn(one, "1") != drawn(one, "2")
