"""A source of one's own: its candidates are tested as others are, whole and turn by turn."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker, Session
from scriptcheck.match.candidate import SpanCandidate
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scriptcheck import CallReport
    from scriptcheck.match.source import ScanResult
    from scriptcheck.match.suppress import CallTests

CUES = {
    "refuses": cue("办不了", negation="drop", unless=["弄不了主"], speaker="agent"),
    "sorry": cue("对不起", within={"first_agent_turns": 1}),
}


class Learned:
    """Stands for a model that scores turns: 弄不了 and 不好意思 are what it has learned."""

    LEARNED = (("refuses", "弄不了", 0.9), ("sorry", "不好意思", 0.75))

    def for_call(self, call: CallTests) -> LearnedInCall:
        return LearnedInCall(call)


class LearnedInCall:
    def __init__(self, call: CallTests) -> None:
        self.call = call
        self.seen: list[int] = []

    def candidates(self, scan: ScanResult) -> Iterator[SpanCandidate]:
        for number in scan.text.numbers:
            assert number == len(self.seen)
            self.seen.append(number)
            text = self.call.simplified(number)
            for name, words, score in Learned.LEARNED:
                if (start := text.find(words)) >= 0:
                    end = start + len(words)
                    yield SpanCandidate(name, number, start, end, "learned", similarity=score)


@pytest.fixture
def checker(make_checker: Callable[..., Checker]) -> Checker:
    made = make_checker(CUES, {"a.refuses": rule(forbid="refuses")})
    return Checker(made.profile, sources=[Learned()])


def found(report: CallReport) -> list[tuple[str, int, str, str, float]]:
    return [(hit.cue, hit.turn, hit.quote, hit.how, hit.similarity) for hit in report.cues]


def dropped(report: CallReport) -> list[tuple[str, int, str, str]]:
    return [(each.cue, each.turn, each.quote, each.reason) for each in report.suppressed]


def test_what_a_source_finds_is_a_match(checker: Checker) -> None:
    report = checker.check(call("A 不好意思", "A 这个弄不了啊"))
    assert found(report) == [
        ("sorry", 0, "不好意思", "learned", 0.75),
        ("refuses", 1, "弄不了", "learned", 0.9),
    ]
    assert [verdict.rule for verdict in report.violations] == ["a.refuses"]


def test_a_phrase_comes_first(checker: Checker) -> None:
    report = checker.check(call("A 弄不了，办不了"))
    assert found(report) == [("refuses", 0, "办不了", "exact", 1.0)]
    assert dropped(report) == []


def test_what_a_source_finds_is_tested_in_its_context(checker: Checker) -> None:
    report = checker.check(
        call("A 不是弄不了", "A 我弄不了主", "A 不好意思", "U 弄不了", "C 弄不了")
    )
    assert found(report) == []
    assert dropped(report) == [
        ("refuses", 0, "弄不了", "negated"),
        ("refuses", 1, "弄不了", "harmless"),
        ("sorry", 2, "不好意思", "outside-window"),
        ("refuses", 3, "弄不了", "unknown-speaker"),
    ]
    asked = checker.match(call("A 您好", "C 弄不了"), wrong_speaker=True).suppressed
    assert [(each.cue, each.turn, each.reason) for each in asked] == [
        ("refuses", 1, "wrong-speaker")
    ]


def test_the_same_turn_by_turn(checker: Checker) -> None:
    spoken = call("A 您好", "A 不好意思", "C 弄不了", "A 这个弄不了", "A 还是弄不了")
    session = Session(checker, spoken.meta, call_id=spoken.call_id, source=spoken.source)
    events = [[event.verdict.rule for event in session.feed(turn)] for turn in spoken.turns]
    assert events == [[], [], [], ["a.refuses"], ["a.refuses"]]
    assert session.end() == checker.check(spoken)


def test_a_checker_with_a_source_can_be_pickled(checker: Checker) -> None:
    spoken = call("A 弄不了")
    copy = pickle.loads(pickle.dumps(checker))  # noqa: S301
    assert copy.check(spoken) == checker.check(spoken)
    assert found(copy.check(spoken))
