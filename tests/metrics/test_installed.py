"""Metrics of other packages, installed on disk with entry points of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import CheckError, LexiconError, Outcome, UsageError
from scriptcheck.explain import explain
from scriptcheck.lexicon.schema import chapter_schema
from scriptcheck.metrics import known_metrics
from scriptcheck.rules.registry import rule_specs
from scriptcheck.write.content.words import measured_words
from tests.conftest import call, cue, rule, timed
from tests.installed import fresh_registries, install

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from scriptcheck import Checker

MODULE = """
from scriptcheck.language import Text
from scriptcheck.metrics import Measurement, Metric, MetricUnit
from scriptcheck.report import Stretch

TITLE = Text("话轮数", "turns")


def turns(given):
    if given.call.meta.get("hidden"):
        return None
    return Measurement(len(given.call.turns), (Stretch(0, 0, 0, 0),) * 30)


TURNS = Metric(TITLE, MetricUnit.COUNT, measure=turns)
TIMED = Metric(TITLE, MetricUnit.COUNT, measure=turns, needs_times=True)
THANKS = Metric(
    Text("道谢次数", "thanks"), MetricUnit.COUNT, ("thanks",),
    lambda given: Measurement(len(given.matches.get("thanks", ()))),
)
CRASH = Metric(TITLE, MetricUnit.COUNT, measure=lambda given: 1 / 0)
BARE = Metric(TITLE, MetricUnit.COUNT, measure=lambda given: 5)
BOOL = Metric(TITLE, MetricUnit.COUNT, measure=lambda given: Measurement(True))
ENDLESS = Metric(TITLE, MetricUnit.COUNT, measure=lambda given: Measurement(float("inf")))
IDLE = Metric(TITLE, MetricUnit.COUNT)
NOTHING = 5
"""


@pytest.fixture
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Return a function that installs a package with metrics such as ``turn_count=TURNS``."""

    def run(*entries: str) -> None:
        points = {"scriptcheck.metrics": entries}
        install(tmp_path / "site", monkeypatch, "acme_metrics", MODULE, points)

    with fresh_registries():
        yield run


def limit(metric: str, **bounds: float) -> dict[str, object]:
    return rule(limit={"metric": metric, **bounds}, message="{value}，应{limit}")


def test_it_stands_in_reports_and_decides_rules_and_conditions(
    brought: Callable[..., None], make_checker: Callable[..., Checker]
) -> None:
    brought("turn_count=TURNS")
    checker = make_checker(
        {"hello": cue("您好")},
        {
            "a.limit": limit("turn_count", at_most=2),
            "b.when": rule(require="hello", when={"metric": "turn_count", "over": 2}),
        },
    )
    report = checker.check(call("A 喂", "C 你好", "A 嗯"))
    assert report.metrics == {"turn_count": 3}
    assert [each.verdict for each in report.verdicts] == [Outcome.FAIL, Outcome.FAIL]
    (measured,) = report.verdicts[0].measured
    assert (report.verdicts[0].message, len(measured.places)) == ("3，应不超过 2", 20)
    assert measured_words(measured).zh == "话轮数 3"
    explained = explain(checker, call("A 喂"))
    assert [part.title for part in explained.rules[0].parts] == ["话轮数"]


def test_what_the_call_does_not_show_is_open(
    brought: Callable[..., None], make_checker: Callable[..., Checker]
) -> None:
    brought("turn_count=TURNS", "timed_count=TIMED")
    checker = make_checker(
        {}, {"a": limit("turn_count", at_most=2), "b": limit("timed_count", at_most=2)}
    )
    report = checker.check(call("A 喂", hidden=True))
    assert [(each.verdict, each.reason) for each in report.verdicts] == [
        (Outcome.UNDECIDABLE, "not-shown"),
        (Outcome.UNDECIDABLE, "no-times"),
    ]
    assert report.verdicts[0].message == "通话里看不出这项量度。"
    assert "turn_count" not in report.metrics
    timed_report = checker.check(timed("A 0-1 喂"))
    assert list(timed_report.metrics) == sorted(timed_report.metrics)
    assert timed_report.metrics["timed_count"] == 1


def test_its_cues_are_counted_and_must_be_defined(
    brought: Callable[..., None], make_checker: Callable[..., Checker]
) -> None:
    brought("thanks_count=THANKS")
    rules = {"a": limit("thanks_count", at_least=2)}
    checker = make_checker({"thanks": cue("谢谢您")}, rules)
    assert checker.check(call("A 谢谢您", "A 谢谢您")).verdicts[0].verdict is Outcome.PASS
    with pytest.raises(LexiconError) as caught:
        make_checker({}, rules)
    assert [problem.code for problem in caught.value.problems] == ["unknown-cue"]


def test_errors_and_the_schema_list_it(
    brought: Callable[..., None], make_checker: Callable[..., Checker]
) -> None:
    brought("turn_count=TURNS")
    for name, words in (("turn_cuont", "turn_count"), ("x", "turn_count")):
        with pytest.raises(LexiconError) as caught:
            make_checker({}, {"a": limit(name, at_most=2)})
        assert words in caught.value.problems[0].fix.zh
    assert "turn_count" in str(chapter_schema(rule_specs()))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("CRASH", "ZeroDivisionError"),
        ("BARE", "int in place of a Measurement"),
        ("BOOL", "bool in place of a number"),
        ("ENDLESS", "inf is no finite number"),
    ],
)
def test_its_mistakes_cost_the_call_and_name_it(
    brought: Callable[..., None], make_checker: Callable[..., Checker], name: str, words: str
) -> None:
    brought(f"bad_count={name}")
    for rules in ({}, {"a": limit("bad_count", at_most=2)}):
        with pytest.raises(CheckError) as caught:
            make_checker({}, rules).check(call("A 喂"))
        (problem,) = caught.value.problems
        assert words in problem.message.en
        assert "the metric bad_count" in problem.message.en
        assert "rule" not in problem.message.en


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("gone_count=GONE", "AttributeError"),
        ("nothing_count=NOTHING", "it is no Metric"),
        ("idle_count=IDLE", "it is no Metric"),
        ("turns=TURNS", "end in its unit"),
        ("turns_ms=TURNS", "end in its unit"),
        ("Turn_count=TURNS", "small letters"),
        ("ring_count=TURNS", "of this name already"),
    ],
)
def test_what_cannot_be_used_is_reported(
    brought: Callable[..., None], entry: str, words: str
) -> None:
    brought(entry)
    with pytest.raises(UsageError) as caught:
        known_metrics()
    (problem,) = caught.value.problems
    assert (problem.code, problem.source.split(":")[0]) == ("bad-metric", "acme_metrics")
    assert words in problem.message.en
