"""What counts as found, missed and false, on made-up calls counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import Outcome
from scriptcheck.evaluate.call_comparison import CallComparison, FigureRow, compare_call
from scriptcheck.evaluate.metrics import Counts
from scriptcheck.evaluate.mistakes import CueError
from scriptcheck.evaluate.rows import FigureGroup
from tests.evaluate.conftest import line, named, violation

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Call, Checker
    from scriptcheck.evaluate import Gold

CALL = named(
    "1",
    "A 您好，请稍等",  # 0
    "C 好的",
    "A 请稍等一下请稍等",  # 2: twice in one turn
    "C 嗯",
    "A 让您久等了",  # 4
    "C 我要投诉",
    "A 这个办不了",  # 6
    "C 那怎么办",
    "A 那也办不了，我帮您登记",  # 8: remedied
    "C 哦",
    "A 再见",  # 10
)


@pytest.fixture
def compared(checker: Checker, make_gold: Callable[..., Gold]) -> Callable[..., CallComparison]:
    """Return a function that compares the report on a call with labels."""

    def compare(call: Call, acts: dict[str, list[int]] | None = None, **fields: Any) -> Any:
        gold = make_gold(line(call.call_id, acts, **fields)).calls[call.call_id]
        return compare_call(checker.profile, gold, call, checker.check(call))

    return compare


def errors(comparison: CallComparison) -> list[tuple[str, str, int | None]]:
    return [(error.kind, error.cue, error.turn) for error in comparison.errors]


@pytest.mark.parametrize(
    ("labels", "counts", "wrong"),
    [
        ([0, 2], Counts(2, 2, 2, 2), []),
        ([0], Counts(1, 2, 1, 1), [("false_alarm", 2)]),
        ([0, 2, 4], Counts(3, 2, 2, 2), [("miss", 4)]),
        ([4], Counts(1, 2, 0, 0), [("false_alarm", 0), ("false_alarm", 2), ("miss", 4)]),
        ([], Counts(0, 2, 0, 0), [("false_alarm", 0), ("false_alarm", 2)]),
        ([2, 2, 0], Counts(2, 2, 2, 2), []),
    ],
)
def test_a_cue_counts_once_a_turn(
    labels: list[int],
    counts: Counts,
    wrong: list[tuple[str, int]],
    compared: Callable[..., CallComparison],
) -> None:
    comparison = compared(CALL, {"hold_notice": labels})
    assert comparison.cues == {FigureRow(FigureGroup.STEP, "hold_notice"): counts}
    assert errors(comparison) == [(kind, "hold_notice", turn) for kind, turn in wrong]


def test_an_error_shows_the_turn_and_why(compared: Callable[..., CallComparison]) -> None:
    call = named("1", "A 您好", "C 请稍等", "A 不要滚开", "A 再见", "A 好", "A 好的")
    acts = {"greeting": [], "closing": [3], "hold_notice": []}
    quoted = [violation(4, "rude", quote="好")]
    comparison = compared(call, acts, violations=quoted)
    assert comparison.errors == (
        CueError(
            kind="miss",
            group=FigureGroup.STEP,
            cue="closing",
            call_id="1",
            turn=3,
            dropped="outside-window",
            phrase="再见",
            quote="再见",
            text="再见",
        ),
        CueError(
            kind="false_alarm",
            group=FigureGroup.STEP,
            cue="greeting",
            call_id="1",
            turn=0,
            phrase="您好",
            quote="您好",
            text="您好",
        ),
        CueError(
            kind="false_alarm",
            group=FigureGroup.VIOLATION,
            cue="rude",
            call_id="1",
            turn=2,
            phrase="滚开",
            quote="滚开",
            text="不要滚开",
        ),
        CueError(
            kind="miss",
            group=FigureGroup.VIOLATION,
            cue="rude",
            call_id="1",
            turn=4,
            quote="好",
            text="好",
        ),
    )


@pytest.mark.parametrize(
    ("certainty", "turn", "counts"),
    [
        ("clear", 6, Counts(1, 1, 1, 1)),
        ("borderline", 6, Counts(0, 1, 1, 0)),
        ("clear", 4, Counts(1, 1, 0, 0)),
        ("borderline", 4, Counts(0, 1, 0, 0)),
    ],
)
def test_recall_is_on_clear_labels_and_precision_on_both(
    certainty: str, turn: int, counts: Counts, compared: Callable[..., CallComparison]
) -> None:
    call = named("1", *(f"A {'滚开' if turn == 6 else '好'}" for turn in range(8)))
    comparison = compared(call, violations=[violation(turn, "rude", certainty=certainty)])
    assert comparison.cues == {FigureRow(FigureGroup.VIOLATION, "rude"): counts}


@pytest.mark.parametrize(
    ("labels", "violations", "said"),
    [
        pytest.param(
            [violation(6, "cannot_help"), violation(8, "cannot_help", alt=True)],
            Counts(1, 0, 0, 0),
            Counts(2, 2, 2, 2),
            id="6 is remedied too, two agent turns being near enough for the lexicon",
        ),
        pytest.param(
            [violation(8, "cannot_help")],
            Counts(1, 0, 0, 0),
            Counts(1, 2, 1, 1),
            id="a label without alternative is missed where a hit is dropped",
        ),
    ],
)
def test_remedied_violations(
    labels: list[dict[str, Any]],
    violations: Counts,
    said: Counts,
    compared: Callable[..., CallComparison],
) -> None:
    comparison = compared(CALL, violations=labels)
    assert comparison.cues == {
        FigureRow(FigureGroup.VIOLATION, "cannot_help"): violations,
        FigureRow(FigureGroup.SAID, "cannot_help"): said,
    }


def test_a_hit_that_the_labels_excuse_is_a_false_alarm(
    compared: Callable[..., CallComparison],
) -> None:
    call = named("1", "A 办不了", "C 哦", "A 您去营业厅吧", "C 好", "A 办不了")
    labels = [violation(0, "cannot_help", alt=True), violation(2, "cannot_help", alt=True)]
    comparison = compared(call, violations=labels)
    assert comparison.cues == {
        FigureRow(FigureGroup.VIOLATION, "cannot_help"): Counts(0, 2, 0, 0),
        FigureRow(FigureGroup.SAID, "cannot_help"): Counts(2, 2, 1, 1),
    }
    told = [(error.group, error.kind, error.turn, error.remedied) for error in comparison.errors]
    # The false alarm in turn 4 is told once, though it is one in both groups.
    assert told == [
        (FigureGroup.VIOLATION, "false_alarm", 0, True),
        (FigureGroup.VIOLATION, "false_alarm", 4, False),
        (FigureGroup.SAID, "miss", 2, False),
    ]


def test_turns_of_the_wrong_speaker_count_neither_way(
    compared: Callable[..., CallComparison],
) -> None:
    comparison = compared(CALL, {"hold_notice": [0]}, role_errors=[2, 3])
    assert comparison.cues[FigureRow(FigureGroup.STEP, "hold_notice")] == Counts(1, 1, 1, 1)
    assert comparison.hits_left_out == 1


@pytest.mark.parametrize(
    ("complaint", "turns", "counts", "wrong"),
    [
        (True, ["A 您好", "C 我要投诉"], Counts(1, 1, 1, 1), []),
        (True, ["A 您好", "C 唉"], Counts(1, 0, 0, 0), [("miss", "complaint", None)]),
        (False, ["A 您好", "C 唉"], Counts(), []),
        (
            False,
            ["A 您好", "C 我要投诉", "C 我要投诉"],
            Counts(0, 1, 0, 0),
            [("false_alarm", "complaint", 1)],
        ),
    ],
)
def test_a_complaint_counts_by_call(
    complaint: bool,
    turns: list[str],
    counts: Counts,
    wrong: list[tuple[str, str, int | None]],
    compared: Callable[..., CallComparison],
) -> None:
    comparison = compared(named("1", *turns), complaint=complaint)
    assert comparison.cues == {FigureRow(FigureGroup.CALL, "complaint"): counts}
    assert errors(comparison) == wrong


def test_what_nobody_labelled_is_counted_apart(compared: Callable[..., CallComparison]) -> None:
    comparison = compared(CALL, {"greeting": [0], "not_in_profile": [0]})
    assert comparison.cues == {FigureRow(FigureGroup.STEP, "greeting"): Counts(1, 1, 1, 1)}
    assert comparison.unlabelled_hits == {
        "closing": 1,
        "complaint": 1,
        "hold_notice": 3,
        "hold_thanks": 1,
        "propose": 1,
    }
    assert set(comparison.verdicts) == {"a.greeting"}
    assert comparison.unlabelled_verdicts == (
        "a.closing",
        "a.propose",
        "a.sorry",
        "a.thanks",
        "b.cannot_help",
        "b.rude",
    )


def test_a_wrong_verdict_is_an_error_with_its_evidence(
    compared: Callable[..., CallComparison],
) -> None:
    comparison = compared(named("1", "A 您好", "A 滚开"), verdicts={"b.rude": "pass"})
    (error,) = comparison.verdict_errors
    assert (error.rule, error.expected, error.found) == ("b.rude", Outcome.PASS, Outcome.FAIL)
    assert (error.turns, error.quotes) == ((1,), ("滚开",))
