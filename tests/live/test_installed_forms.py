"""Forms of rule that another package installs raise live events as scriptcheck's own do."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Session
from tests.conftest import call, cue, rule
from tests.installed import fresh_registries, install
from tests.live.conftest import checker_of
from tests.live.samples import WINDOWS, random_call
from tests.live.samples import cues as sample_cues
from tests.live.test_session import differences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scriptcheck import Checker

MODULE = '''
from scriptcheck.lexicon.base import Model
from scriptcheck.lexicon.conditions import CueCondition, WindowSpec
from scriptcheck.lexicon.rule_models import CallRule
from scriptcheck.report import Outcome
from scriptcheck.rules.condition import decide_cue
from scriptcheck.rules.form import RuleForm, Judgement, Timing


class CueCount(Model):
    cue: str
    times: int


class AtMost(CallRule):
    at_most: CueCount

    @property
    def conditions(self):
        return (*super().conditions, CueCondition(cue=self.at_most.cue))


def judge_at_most(rule, findings):
    return judge_count(rule.at_most, rule, findings)


def judge_count(count, rule, findings):
    found = decide_cue(count.cue, findings, rule.within)
    if found.holds is None:
        return Judgement(Outcome.UNDECIDABLE, reason=found.reason)
    if len(found.evidence) <= count.times:
        return Judgement(Outcome.PASS, (), found.searched)
    return Judgement(Outcome.FAIL, found.evidence, found.searched)


AT_MOST = RuleForm("at_most", AtMost, judge_at_most, timing=Timing.AT_ONCE, by_conditions=True)


class Counted(CallRule):
    counted: CueCount

    @property
    def conditions(self):
        return (*super().conditions, CueCondition(cue=self.counted.cue))


def judge_counted(rule, findings):
    return judge_count(rule.counted, rule, findings)


class IncrementalCount:
    """Keeps its judgement until what it rests on changes."""

    def __init__(self, rule):
        self.rule, self.known = rule, None

    def forget(self, turn):
        self.known = None

    def __call__(self, findings):
        if self.known is None or self.rule.within is not None:
            self.known = judge_counted(self.rule, findings)
        return self.known


COUNTED = RuleForm(
    "counted", Counted, judge_counted, timing=Timing.AT_ONCE, incremental=IncrementalCount
)


class Soon(CallRule):
    soon: str

    @property
    def conditions(self):
        return (*super().conditions, CueCondition(cue=self.soon))


def judge_soon(rule, findings):
    found = decide_cue(rule.soon, findings, rule.within or WindowSpec(first_agent_turns=2))
    if found.holds is None:
        return Judgement(Outcome.UNDECIDABLE, reason=found.reason)
    outcome = Outcome.PASS if found.holds else Outcome.FAIL
    return Judgement(outcome, found.evidence, found.searched, found.missed)


SOON = RuleForm("soon", Soon, judge_soon, timing=Timing.WHEN_WINDOW_CLOSES)


class Late(CallRule):
    late: str


LATE = RuleForm("late", Late, lambda rule, findings: Judgement(Outcome.FAIL))
'''
POINTS = {"scriptcheck.rules": ["at_most=AT_MOST", "counted=COUNTED", "soon=SOON", "late=LATE"]}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Checker]]:
    """Return a function that makes a checker of the installed forms."""
    install(tmp_path / "site", monkeypatch, "acme_rules", MODULE, POINTS)

    def make(cues: dict[str, object], rules: dict[str, object]) -> Checker:
        (tmp_path / "lexicon").mkdir()
        return checker_of(tmp_path / "lexicon", cues, rules)

    with fresh_registries():
        yield make


def events(checker: Checker, *turns: str) -> list[list[tuple[str, str, tuple[int, ...]]]]:
    """Return the kind, the rule and the turns of the evidence of the events after each turn."""
    session = Session(checker)
    return [
        [
            (event.kind, event.verdict.rule, tuple(hit.turn for hit in event.verdict.evidence))
            for event in session.feed(turn)
        ]
        for turn in call(*turns).turns
    ]


@pytest.mark.parametrize("form", ["at_most", "counted"])
def test_what_is_said_too_often_is_reported_at_once_and_withdrawn(
    installed: Callable[..., Checker], form: str
) -> None:
    checker = installed(
        {
            "wait": cue("请稍等", remedy={"cue": "sorry", "agent_turns": 1}),
            "sorry": cue("对不起"),
        },
        {"r": rule(**{form: {"cue": "wait", "times": 1}})},
    )
    found = events(checker, "A 请稍等", "C 嗯", "A 请稍等", "C 嗯", "A 对不起", "A 请稍等")
    assert found == [
        [],
        [],
        [("violation", "r", (0, 2))],
        [],
        [("withdrawn", "r", ())],
        [("violation", "r", (0, 5))],
    ]


def test_what_is_missing_is_reported_when_its_window_closes(
    installed: Callable[..., Checker],
) -> None:
    checker = installed({"hello": cue("您好")}, {"r": rule(soon="hello"), "s": rule(late="hello")})
    assert events(checker, "A 喂", "C 您好", "A 嗯", "A 您好") == [
        [],
        [],
        [("overdue", "r", ())],
        [],
    ]
    assert events(checker, "A 喂", "A 您好", "A 嗯") == [[], [], []]


def test_what_was_missing_is_withdrawn_where_the_rule_can_no_longer_be_judged(
    installed: Callable[..., Checker],
) -> None:
    checker = installed(
        {"hello": cue("您好"), "sorry": cue("对不起")},
        {"r": rule(soon="hello", undecidable_when="sorry")},
    )
    found = events(checker, "A 喂", "A 嗯", "A 对不起", "A 嗯")
    assert found == [[], [("overdue", "r", ())], [("withdrawn", "r", ())], []]


@pytest.mark.parametrize("seed", range(12))
def test_random_calls(installed: Callable[..., Checker], seed: int) -> None:
    rules: dict[str, object] = {}
    for number, window in enumerate(WINDOWS):
        rules[f"a{number}"] = rule(soon="said", within=window)
        rules[f"b{number}"] = rule(at_most={"cue": "remedied", "times": 1}, within=window)
        rules[f"c{number}"] = rule(counted={"cue": "said", "times": 2}, within=window)
    checker = installed(sample_cues(), rules)
    assert differences(checker, random_call(random.Random(seed), 20)) == []  # noqa: S311
