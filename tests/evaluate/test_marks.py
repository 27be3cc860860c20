"""What reviewers say of single findings: marks on turns, and verdicts that should not be `fail`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck.errors import LoadError
from scriptcheck.evaluate import evaluate, read_gold
from scriptcheck.evaluate.rows import FigureGroup
from scriptcheck.report import Outcome
from tests.conftest import call

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from scriptcheck import Checker
    from scriptcheck.evaluate import Evaluation

CALL = call("A 您好，滚开", "C 我要投诉", "A 您好滚开", "A 请稍等", "A 对不起")
HEARD = {"cue": "rude", "turn": 0, "heard": True, "quote": "滚开"}
FALSE = {"cue": "rude", "turn": 2, "heard": False, "quote": "滚开"}


@pytest.fixture
def scored(checker: Checker, write_gold: Callable[..., Path]) -> Callable[..., Evaluation]:
    """Return a function that evaluates the call by a line of labels."""

    def score(**line: Any) -> Evaluation:
        return evaluate(checker, [CALL], read_gold(write_gold({"call_id": "test"} | line)))

    return score


def test_marked_turns_count_and_no_others(scored: Callable[..., Evaluation]) -> None:
    missed = {"cue": "closing", "turn": 4, "heard": True}
    evaluation = scored(marks=[HEARD, FALSE, missed])
    rows = {row.cue: row for row in evaluation.cues}
    assert {row.group for row in evaluation.cues} == {FigureGroup.MARKED}
    assert (rows["rude"].counts.found, rows["rude"].counts.right) == (2, 1)
    assert rows["rude"].figures.precision is not None
    assert rows["rude"].figures.precision.value == 0.5
    assert (rows["closing"].counts.support, rows["closing"].counts.found) == (1, 0)
    assert [(error.kind, error.cue, error.turn) for error in evaluation.errors] == [
        ("miss", "closing", 4),
        ("false_alarm", "rude", 2),
    ]
    (average,) = [each for each in evaluation.averages if each.group is FigureGroup.MARKED]
    assert (average.counts.support, average.counts.found) == (2, 2)


def test_hits_in_other_turns_are_not_labelled(scored: Callable[..., Evaluation]) -> None:
    evaluation = scored(marks=[HEARD])
    left_out = {item.entry: item.count for item in evaluation.left_out if item.kind == "cue"}
    assert left_out["rude"] == 1
    assert evaluation.errors == ()


def test_marks_do_not_settle_rules(scored: Callable[..., Evaluation]) -> None:
    assert scored(marks=[HEARD, FALSE]).rules == ()


def test_a_cue_labelled_throughout_outweighs_its_marks(scored: Callable[..., Evaluation]) -> None:
    evaluation = scored(acts={"rude": [0, 2]}, marks=[FALSE])
    assert [(row.group, row.counts.right) for row in evaluation.cues] == [(FigureGroup.STEP, 2)]


@pytest.mark.parametrize(
    ("rule", "expected", "found"),
    [
        ("b.rude", Outcome.PASS, Outcome.FAIL),
        ("a.greeting", Outcome.PASS, Outcome.PASS),
        ("a.closing", Outcome.PASS, Outcome.FAIL),
        ("a.sorry", Outcome.PASS, Outcome.PASS),
    ],
)
def test_a_rule_that_should_not_fail(
    rule: str, expected: Outcome, found: Outcome, scored: Callable[..., Evaluation]
) -> None:
    evaluation = scored(verdicts={rule: "not_fail"})
    (row,) = evaluation.rules
    assert row.confusion[expected][found] == 1
    assert len(evaluation.verdict_errors) == (expected is not found)


def test_any_other_verdict_is_right_then(checker: Checker, write_gold: Callable[..., Path]) -> None:
    gold = read_gold(write_gold({"call_id": "test", "verdicts": {"a.thanks": "not_fail"}}))
    (row,) = evaluate(checker, [call("A 您好")], gold).rules
    assert row.confusion[Outcome.NOT_APPLICABLE][Outcome.NOT_APPLICABLE] == 1


def test_what_does_not_fit_is_told_and_left_out(scored: Callable[..., Evaluation]) -> None:
    evaluation = scored(
        marks=[
            {"cue": "rude", "turn": 99, "heard": True},
            {"cue": "rude", "turn": 1, "heard": True},
            {"cue": "nothing", "turn": 0, "heard": True},
        ],
        verdicts={"no.rule": "not_fail"},
    )
    assert [problem.code for problem in evaluation.problems] == [
        "label-outside-call",
        "label-wrong-speaker",
        "unknown-cue",
        "unknown-rule",
    ]
    assert evaluation.calls.labels_left_out == 2


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("marks", {}, "'marks' should be a list"),
        ("marks", [3], "'marks[0]' should be an object"),
        ("marks", [{"cue": "rude", "turn": 0}], "'marks[0]' has no 'heard'"),
        ("marks", [HEARD | {"heard": "yes"}], "'marks[0].heard' should be true or false"),
        ("marks", [HEARD | {"turn": -1}], "'marks[0].turn' should be the number of a turn"),
        ("review", "x", "'review' should be a list"),
        ("review", ["x"], "'review[0]' should be an object"),
        ("verdicts", {"b.rude": "wrong"}, "should be one of pass, fail, not_applicable"),
    ],
)
def test_what_is_wrong_is_told(
    field: str, value: object, words: str, write_gold: Callable[..., Path]
) -> None:
    with pytest.raises(LoadError) as caught:
        read_gold(write_gold({"call_id": "test", field: value}))
    assert words in caught.value.problems[0].message.en


@pytest.mark.parametrize(
    ("marks", "told"),
    [([HEARD | {"start": 3}], ["marks.start"]), ([HEARD], [])],
)
def test_what_the_page_keeps_for_itself_is_passed_over(
    marks: Sequence[dict[str, Any]], told: list[str], scored: Callable[..., Evaluation]
) -> None:
    evaluation = scored(marks=marks, review=[{"rule": "b.rude", "mark": "unsure", "note": "?"}])
    assert [problem.code for problem in evaluation.problems] == ["unknown-field"] * len(told)
