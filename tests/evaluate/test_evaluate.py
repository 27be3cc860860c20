"""Whole evaluations: counted by hand, deterministic, and nothing lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from scriptcheck import Outcome, UsageError
from scriptcheck.evaluate import Evaluation, evaluate, evaluation_schema, read_gold
from scriptcheck.evaluate.folds import fold_of
from scriptcheck.evaluate.metrics import Counts
from scriptcheck.evaluate.rows import FigureGroup, Range
from tests.conftest import ROOT, SHARED_CALLS
from tests.evaluate.conftest import line, named, violation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from scriptcheck import Call, Checker
    from scriptcheck.evaluate import Gold

CALLS = [
    named("1", "A 您好", "C 我要投诉", "A 滚开", "A 再见"),
    named("2", "A 您好", "C 好", "A 您好"),
    named("3", "A 喂", "C 好", "A 办不了"),
]
LINES = [
    line("1", {"greeting": [0], "closing": [3]}, violations=[violation(2, "rude")], complaint=True),
    line("2", {"greeting": [], "closing": [2]}, violations=[], complaint=False, ending_cut=True),
    line(
        "3",
        {"greeting": [0], "closing": []},
        violations=[violation(2, "cannot_help"), violation(0, "rude", certainty="borderline")],
        complaint=False,
    ),
]


@pytest.fixture
def evaluation(checker: Checker, make_gold: Callable[..., Gold]) -> Evaluation:
    return evaluate(checker, CALLS, make_gold(*LINES))


@pytest.fixture
def scored(checker: Checker, make_gold: Callable[..., Gold]) -> Callable[..., Evaluation]:
    """Return a function that evaluates lines of labels, in English."""
    english = type(checker)(checker.profile, lang="en")
    return lambda *lines: evaluate(english, CALLS, make_gold(*lines))


def test_the_counts_of_each_cue(evaluation: Evaluation) -> None:
    assert [(row.group.value, row.cue, row.counts) for row in evaluation.cues] == [
        ("step", "closing", Counts(2, 1, 1, 1)),
        ("step", "greeting", Counts(2, 3, 1, 1)),
        ("violation", "cannot_help", Counts(1, 1, 1, 1)),
        ("violation", "rude", Counts(1, 1, 1, 1)),
        ("said", "cannot_help", Counts(1, 1, 1, 1)),
        ("call", "complaint", Counts(1, 1, 1, 1)),
    ]
    assert [(error.kind, error.cue, error.call_id, error.turn) for error in evaluation.errors] == [
        ("miss", "closing", "2", 2),
        ("false_alarm", "greeting", "2", 0),
        ("false_alarm", "greeting", "2", 2),
        ("miss", "greeting", "3", 0),
    ]


def test_the_verdicts_of_each_rule(evaluation: Evaluation) -> None:
    rules = {row.rule: row for row in evaluation.rules}
    assert set(rules) == {"a.closing", "a.greeting", "b.cannot_help", "b.rude"}
    greeting = rules["a.greeting"]
    assert (greeting.calls, greeting.open) == (3, 0)
    assert greeting.confusion[Outcome.PASS] == dict.fromkeys(Outcome, 0) | {
        Outcome.PASS: 1,
        Outcome.FAIL: 1,
    }
    assert greeting.confusion[Outcome.FAIL] == dict.fromkeys(Outcome, 0) | {Outcome.PASS: 1}
    assert greeting.counts == Counts(support=1, found=1, right=0, caught=0)
    assert greeting.accuracy is not None
    assert greeting.accuracy.value == pytest.approx(1 / 3, abs=1e-6)
    closing = rules["a.closing"]
    assert closing.confusion[Outcome.UNDECIDABLE][Outcome.FAIL] == 1
    assert closing.counts == Counts(support=1, found=2, right=1, caught=1)
    assert (rules["b.rude"].calls, rules["b.rude"].open) == (2, 1)
    wrong = [(error.rule, error.call_id) for error in evaluation.verdict_errors]
    assert wrong == [("a.closing", "2"), ("a.greeting", "2"), ("a.greeting", "3")]


def test_the_averages(evaluation: Evaluation) -> None:
    step, banned, rules = evaluation.averages
    assert (step.group, step.counts) == (FigureGroup.STEP, Counts(4, 4, 2, 2))
    assert step.micro.f1 is not None
    assert step.micro.f1.value == 0.5
    assert step.macro.entries == 2
    assert step.macro.precision == pytest.approx(2 / 3, abs=1e-6)
    assert (banned.group, banned.counts) == (FigureGroup.VIOLATION, Counts(2, 2, 2, 2))
    assert (rules.group, rules.counts) == (FigureGroup.RULE, Counts(4, 5, 3, 3))
    assert rules.accuracy is not None
    assert rules.accuracy.value == pytest.approx(8 / 11, abs=1e-6)


def test_calls_that_cannot_be_scored_are_counted(
    checker: Checker, make_gold: Callable[..., Gold]
) -> None:
    calls = [CALLS[0], named("8", "A 您好"), named("9", "A 您好"), named("1", "A 喂")]
    told: list[str] = []
    evaluation = evaluate(
        checker, calls, make_gold(*LINES), on_report=lambda report: told.append(report.call_id)
    )
    assert told == ["1"]
    counts = evaluation.calls
    assert (counts.scored, counts.without_transcript) == (1, ("2", "3"))
    assert (counts.without_gold, counts.repeated) == (2, 1)
    assert all(row.counts.support <= 1 for row in evaluation.cues)


def test_what_the_profile_lacks_is_told_with_its_place(
    checker: Checker, make_gold: Callable[..., Gold]
) -> None:
    gold = make_gold(
        line("1", {"greetings": [0, 2]}, verdicts={"a.greetin": "pass"}),
        line("2", {"greetings": [0], "silence": []}),
        listened=[],
    )
    evaluation = evaluate(checker, CALLS, gold)
    lacking = [
        (left.kind, left.entry, left.count)
        for left in evaluation.left_out
        if left.reason == "not-in-profile"
    ]
    assert lacking == [("cue", "greetings", 3), ("cue", "silence", 0), ("rule", "a.greetin", 1)]
    told = {problem.message: problem for problem in evaluation.problems}
    problem = told["方案里没有话术“greetings”，3 处标注没有计入。"]
    assert problem.place.endswith("gold.jsonl:1:41")
    assert (problem.code, problem.fix) == ("unknown-cue", "是不是“greeting”？")
    assert {problem.code for problem in evaluation.problems} == {"unknown-cue", "unknown-rule"}


def test_a_complaint_that_the_profile_cannot_hear_is_told(
    make_checker: Callable[..., Checker], make_gold: Callable[..., Gold]
) -> None:
    from tests.conftest import cue

    checker = make_checker({"greeting": cue("您好")})
    evaluation = evaluate(checker, CALLS, make_gold(line("1", complaint=True)))
    assert [problem.code for problem in evaluation.problems] == ["unknown-cue"]


def test_what_has_no_labels_is_counted(evaluation: Evaluation) -> None:
    unlabelled = {
        (left.kind, left.entry): left.count
        for left in evaluation.left_out
        if left.reason == "not-labelled"
    }
    assert unlabelled == {("rule", "a.propose"): 3, ("rule", "a.sorry"): 3, ("rule", "a.thanks"): 3}


@pytest.mark.parametrize(
    ("fields", "code", "left_out", "words"),
    [
        ({"acts": {"greeting": [7]}}, "label-outside-call", 1, "has no turn 7; it has 4 turns"),
        ({"acts": {"greeting": [1]}}, "label-wrong-speaker", 1, "the customer says turn 1"),
        (
            {"violations": [violation(2, "rude", quote="走开")]},
            "quote-not-found",
            0,
            "not in turn 2",
        ),
    ],
)
def test_labels_that_do_not_fit_the_call(
    fields: dict[str, Any],
    code: str,
    left_out: int,
    words: str,
    scored: Callable[..., Evaluation],
) -> None:
    evaluation = scored({"call_id": "1"} | fields)
    (problem,) = evaluation.problems
    assert (problem.code, evaluation.calls.labels_left_out) == (code, left_out)
    assert words in problem.message
    assert ":1:" in problem.place
    (row,) = (row for row in evaluation.cues if row.group is not FigureGroup.SAID)
    assert row.counts.support == 1 - left_out


def test_labels_of_unknown_speakers_count(checker: Checker, make_gold: Callable[..., Gold]) -> None:
    calls = [named("1", "U 您好", "U 再见")]
    evaluation = evaluate(checker, calls, make_gold(line("1", {"greeting": [0]})))
    assert evaluation.cues[0].counts == Counts(1, 0, 0, 0)
    assert evaluation.errors[0].dropped == "unknown-speaker"


def test_equal_input_gives_equal_bytes(checker: Checker, make_gold: Callable[..., Gold]) -> None:
    first, second = (
        evaluate(checker, CALLS, make_gold(*LINES), fold_count=3).to_json() for _ in range(2)
    )
    assert first == second


def test_the_json_keeps_to_the_published_schema(
    checker: Checker, make_gold: Callable[..., Gold]
) -> None:
    evaluation = evaluate(checker, CALLS, make_gold(*LINES), fold_count=2)
    assert Evaluation.from_json(evaluation.to_json()) == evaluation
    jsonschema.validate(evaluation.to_dict(), evaluation_schema())
    published = json.loads((ROOT / "docs/evaluation.schema.json").read_text(encoding="utf-8"))
    assert published == evaluation_schema()
    jsonschema.Draft202012Validator.check_schema(published)


def test_without_text_nothing_that_was_said_is_left(
    checker: Checker, make_gold: Callable[..., Gold]
) -> None:
    calls = [named("1", "A 请您稍候，滚开吧", "A 这也办不了，帮您登记")]
    labels = line(
        "1",
        {"greeting": [0]},
        violations=[violation(1, "cannot_help", quote="办不了"), violation(0, "cannot_help")],
        verdicts={"b.rude": "pass"},
    )
    evaluation = evaluate(checker, calls, make_gold(labels))
    assert "请您稍候" in evaluation.to_json().decode()
    bare = evaluation.without_text().to_json().decode()
    assert not any(word in bare for word in ("稍候", '"quote"', '"quotes"', '"text"', '"detail"'))
    keys = [error.key for error in evaluation.errors]
    assert [error.key for error in evaluation.without_text().errors] == keys


def test_half_characters_in_a_transcript_end_nothing(
    checker: Checker, make_gold: Callable[..., Gold]
) -> None:
    evaluation = evaluate(
        checker, [named("1", "A \ud800您好")], make_gold(line("1", {"greeting": []}))
    )
    assert json.loads(evaluation.to_json())["errors"][0]["text"] == "\ud800您好"


def test_calls_are_streamed(checker: Checker, make_gold: Callable[..., Gold]) -> None:
    told: list[str] = []

    def calls() -> Iterator[Call]:
        for call in CALLS:
            assert told == [earlier.call_id for earlier in CALLS[: CALLS.index(call)]]
            yield call

    evaluate(
        checker, calls(), make_gold(*LINES), on_report=lambda report: told.append(report.call_id)
    )
    assert told == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("call_id", "count", "fold"), [("1", 2, 1), ("1", 5, 3), ("电话", 5, 2), ("\ud800", 5, 2)]
)
def test_the_fold_of_a_call_never_changes(call_id: str, count: int, fold: int) -> None:
    assert fold_of(call_id, count) == fold


def test_folds_divide_the_calls_and_their_counts_add_up(
    checker: Checker, make_gold: Callable[..., Gold]
) -> None:
    gold = make_gold(*LINES)
    whole = evaluate(checker, CALLS, gold)
    parts = evaluate(checker, CALLS, gold, fold_count=4)
    assert (parts.cues, parts.rules, parts.errors) == (whole.cues, whole.rules, whole.errors)
    assert (whole.folds, whole.spread) == ((), ())
    assert [fold.calls for fold in parts.folds] == [
        sum(fold_of(call.call_id, 4) == number for call in CALLS) for number in range(4)
    ]
    for row in whole.cues:
        found = [
            part.counts
            for fold in parts.folds
            for part in fold.cues
            if (part.group, part.cue) == (row.group, row.cue)
        ]
        assert sum(found, Counts()) == row.counts


def test_the_spread_over_folds(checker: Checker, make_gold: Callable[..., Gold]) -> None:
    # Greeted and heard in each call of fold 0, never heard in those of fold 1.
    ids = [str(number) for number in range(20)]
    calls = [named(one, "A 您好" if fold_of(one, 2) == 0 else "A 喂") for one in ids]
    gold = make_gold(*(line(one, {"greeting": [0]}) for one in ids))
    evaluation = evaluate(checker, calls, gold, fold_count=2)
    spread = {(row.group, row.entry): row for row in evaluation.spread}
    row = spread[FigureGroup.STEP, "greeting"]
    assert row.f1 == Range(folds=2, mean=0.5, deviation=0.707107, lowest=0.0, highest=1.0)
    assert row.precision == Range(folds=1, mean=1.0, deviation=0.0, lowest=1.0, highest=1.0)
    assert spread[FigureGroup.STEP, ""].recall == row.recall
    assert spread[FigureGroup.RULE, "a.greeting"].recall is None


@pytest.mark.parametrize("count", [1, -1])
def test_too_few_folds(count: int, checker: Checker, make_gold: Callable[..., Gold]) -> None:
    with pytest.raises(UsageError, match="bad-folds"):
        evaluate(checker, CALLS, make_gold(*LINES), fold_count=count)


def test_the_shared_labels_are_read_whole_and_fit_their_calls(
    default_checker: Checker, real_calls: Sequence[Call]
) -> None:
    # Counts of labels as they were published with them; nothing is scored here.
    published = {"greeting": 110, "company_name": 5, "confirm_details": 181, "closing": 74}
    gold = read_gold(SHARED_CALLS.with_name("gold.jsonl"))
    for cue, count in published.items():
        assert sum(len(call.labels[cue]) for call in gold.calls.values()) == count
    labels = [
        label for call in gold.calls.values() for label in call.labels["cannot_help"].values()
    ]
    assert sum(label.clear for label in labels) == 26
    held_out = (ROOT / "benchmarks/held_out_calls.txt").read_text(encoding="utf-8").split()
    kept = gold.keep(lambda call_id: call_id not in held_out)
    evaluation = evaluate(default_checker, real_calls, kept)
    assert evaluation.calls.scored == len(gold.calls) - len(held_out)
    assert (evaluation.calls.labels_left_out, evaluation.problems) == (0, ())
