"""Runs of many calls: written in order, counted, and streamed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import pytest

from scriptcheck import Call, Outcome, Severity
from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.run import RunSummary, check_calls
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scriptcheck import CallReport, Checker


class Recorder:
    """A writer that notes what happens to it."""

    def __init__(self) -> None:
        self.events: list[str] = []

    def __enter__(self) -> Self:
        self.events.append("open")
        return self

    def __exit__(self, *_error: object) -> None:
        self.events.append("close")

    def write(self, report: CallReport, call: Call) -> None:
        assert call.call_id == report.call_id
        self.events.append(report.call_id)


@pytest.fixture
def checker(make_checker: Callable[..., Checker]) -> Checker:
    return make_checker(
        {"greeting": cue("您好"), "rude": cue("滚"), "asks": cue("请问", speaker="customer")},
        {
            "a.greeting": rule(require="greeting", severity="minor", points=-10),
            "a.polite": rule(forbid="rude", severity="fatal", points=-60),
            "a.never": rule(require="greeting", when="asks", severity="major", points=-1),
            "a.data": rule(require="greeting", when={"meta": "direction", "is": "inbound"}),
        },
    )


def numbered(*calls: Call) -> Iterator[Call]:
    for number, item in enumerate(calls):
        yield Call(f"c{number}", item.turns, item.meta, warnings=item.warnings)


def test_counts(checker: Checker) -> None:
    good, silent, rude = call("A 您好"), call("A 喂"), call("A 滚", direction="inbound")
    warning = Problem("guess", Text("猜的", "A guess"))
    guessed = Call("", silent.turns, warnings=(warning, warning))
    summary = check_calls(checker, numbered(good, guessed, rude))
    assert (summary.calls, summary.passed) == (3, 2)
    assert summary.score_sum == 100 + 90 + 20
    assert summary.mean_score == pytest.approx(70)
    assert summary.violations == (("a.greeting", 2), ("a.data", 1), ("a.polite", 1))
    assert summary.rules_with(Outcome.UNDECIDABLE) == (("a.data", 2),)
    assert summary.outcomes["a.never", Outcome.NOT_APPLICABLE] == 3
    assert summary.severities == {Severity.MINOR: 3, Severity.FATAL: 1}
    assert summary.warnings == {"guess": 1}


@pytest.mark.parametrize(
    ("found", "reached"),
    [
        ("fatal", {"fatal", "major", "minor", "info"}),
        ("major", {"major", "minor", "info"}),
        ("minor", {"minor", "info"}),
        ("info", {"info"}),
    ],
)
def test_which_severities_are_reached(found: str, reached: set[str]) -> None:
    summary = RunSummary(1, 1, 1, 100, {}, {Severity(found): 1}, {})
    assert {severity.value for severity in Severity if summary.reaches(severity)} == reached


def test_no_calls_at_all(checker: Checker) -> None:
    writer = Recorder()
    summary = check_calls(checker, (), [writer])
    assert (summary.calls, summary.mean_score, summary.violations) == (0, None, ())
    assert not summary.reaches(Severity.INFO)
    assert writer.events == ["open", "close"]


def test_each_report_is_written_before_the_next_call_is_read(checker: Checker) -> None:
    first, second = Recorder(), Recorder()
    told: list[str] = []

    def calls() -> Iterator[Call]:
        for number in range(3):
            expected = ["open", *(f"c{earlier}" for earlier in range(number))]
            assert first.events == second.events == expected
            assert told == expected[1:]
            yield Call(f"c{number}", ())

    check_calls(
        checker, calls(), [first, second], on_report=lambda report: told.append(report.call_id)
    )
    assert first.events == second.events == ["open", "c0", "c1", "c2", "close"]
    assert told == ["c0", "c1", "c2"]


def test_writers_are_closed_when_reading_fails(checker: Checker) -> None:
    writer = Recorder()

    def calls() -> Iterator[Call]:
        yield Call("c0", ())
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  (the very one that was raised)
        check_calls(checker, calls(), [writer])
    assert writer.events == ["open", "c0", "close"]
