"""What is not known is left out, with a reason; and no times at all do any harm."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scriptcheck import Call, CallReport, Turn, Word
from scriptcheck.metrics.catalogue import METRICS
from scriptcheck.metrics.registry import shown
from scriptcheck.rules.reasons import VerdictReason
from tests.conftest import ROOT, call, timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Checker
    from scriptcheck.metrics.measure import Metrics

OF_ALL = {"call_length_ms", "silence_ms", "longest_silence_ms"}
RINGS = {"ring_count", "ring_ms"}
LONG = "您说的这个情况我已经记下来了"


def turn(speaker: str, text: str, start: int | None, end: int | None) -> Turn:
    return Turn(speaker, text, start, end)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("turns", "reason"),
    [
        ([turn("agent", "您好", None, None)], "no-times"),
        ([], "no-times"),
        ([turn("agent", "您好", 0, None)], "times-incomplete"),
        ([turn("agent", "您好", None, 900)], "no-times"),
        ([turn("agent", "您好", 0, 900), turn("agent", "您好", None, None)], "times-incomplete"),
        ([turn("agent", "您好", 900, 0)], "times-incomplete"),
        ([turn("agent", "您好", -5, 900)], "times-incomplete"),
        ([turn("agent", "您好", 0, 2**60)], "times-incomplete"),
        # Nobody says that much in that time: the times are another unit's, or of another turn.
        ([turn("agent", LONG, 5, 5)], "times-incomplete"),
        ([turn("agent", LONG, 1, 4)], "times-incomplete"),
        ([turn("agent", "", 0, 900)], "times-incomplete"),
    ],
)
def test_times_that_show_nothing(
    measured: Callable[[Call], Metrics], turns: list[Turn], reason: str
) -> None:
    metrics = measured(Call("test", turns))
    assert metrics.values() == {}
    assert {name: metrics.missing[name] for name in metrics.missing if name not in RINGS} == (
        dict.fromkeys(METRICS.keys() - RINGS, reason)
    )


@pytest.mark.parametrize(
    "turns",
    [
        [turn("agent", "您好", 0, 900), turn("customer", " ", None, None)],
        [turn("agent", "嗯", 0, 0), turn("customer", "好的", 900, 900)],
        [Turn("agent", "您好", words=(Word("您", 0, 400), Word("好", 400, 900)))],
    ],
)
def test_times_that_do(measured: Callable[[Call], Metrics], turns: list[Turn]) -> None:
    assert measured(Call("test", turns)).values()["call_length_ms"] == 900


@pytest.mark.parametrize(
    ("spoken", "reason"),
    [
        (timed("A 0-1 您好", "U 2-3 你好"), "unknown-speaker"),
        (timed("C 0-1 您好", "S 2-3 你好"), "no-agent-turns"),
    ],
)
def test_without_roles_only_the_whole_is_measured(
    measured: Callable[[Call], Metrics], spoken: Call, reason: str
) -> None:
    metrics = measured(spoken)
    assert metrics.measured.keys() == OF_ALL
    assert {metrics.missing[name] for name in METRICS.keys() - OF_ALL - RINGS} == {reason}


def test_every_reason_has_words(measured: Callable[[Call], Metrics]) -> None:
    calls = [call("A 您好"), timed("A 0-1 您好"), timed("U 0-1 您好"), timed("C 0-1 您好")]
    for spoken in calls:
        assert set(measured(spoken).missing.values()) <= set(VerdictReason)


def test_places_are_not_without_number(measured: Callable[[Call], Metrics]) -> None:
    turns = [f"A {20 * n}-{20 * n + 1} 我看看" for n in range(30)]
    count = measured(timed(*turns)).measured["hold_count"]
    assert (count.value, len(count.places), count.places[0].first_turn) == (29, 20, 0)


@pytest.mark.parametrize(
    ("metric", "value", "zh", "en"),
    [
        ("longest_hold_ms", 42_530, "42.5 秒", "42.5 s"),
        ("longest_hold_ms", 30_000, "30 秒", "30 s"),
        ("agent_chars_per_min", 312, "312 字/分钟", "312 characters a minute"),
        ("agent_talk_percent", 61.5, "61.5%", "61.5%"),
        ("hold_count", 2, "2", "2"),
    ],
)
def test_values_in_words(metric: str, value: float, zh: str, en: str) -> None:
    assert shown(metric, value) == (zh, en)


def test_names_say_the_unit() -> None:
    for name, metric in METRICS.items():
        assert name.endswith(f"_{metric.unit.value}")
    assert list(METRICS) == sorted(METRICS)


@pytest.mark.parametrize("name", METRICS)
def test_every_metric_is_documented(name: str) -> None:
    for page in ("docs/metrics.md", "docs/metrics.zh-CN.md"):
        assert f"`{name}`" in (ROOT / page).read_text(encoding="utf-8")


MOMENTS = st.one_of(
    st.none(),
    st.integers(0, 60_000),
    st.integers(),
    st.sampled_from([0, -1, 2**53, 2**53 - 1, 10**30]),
)
TEXTS = st.sampled_from(
    ["", " ", "嗯", "好的", "请稍候", "等一下", "多少钱？", LONG, "\ud800", "，"]
)
WORDS = st.lists(st.builds(Word, TEXTS, MOMENTS, MOMENTS), max_size=5).map(tuple)
SPEAKERS = st.sampled_from(["agent", "customer", "unknown", "system"])
PLAIN = st.builds(Turn, SPEAKERS, TEXTS, MOMENTS, MOMENTS, WORDS)
NEAR = st.integers(0, 60_000)
ORDERLY = st.builds(
    lambda who, text, start, length: Turn(who, text, start, start + length),
    st.sampled_from(["agent", "customer"]),
    TEXTS,
    NEAR,
    st.integers(500, 20_000),
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(st.lists(PLAIN, max_size=8) | st.lists(ORDERLY, max_size=8))
def test_no_times_do_harm(default_checker: Checker, turns: list[Turn]) -> None:
    report = default_checker.check(Call("test", tuple(turns)))
    assert CallReport.from_json(report.to_json()).to_json() == report.to_json()
    assert json.loads(report.to_json())["metrics"] == report.metrics
    assert all(value >= 0 for value in report.metrics.values())


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(st.lists(ORDERLY, min_size=1, max_size=8), st.integers(0, 10**6))
def test_measures_hold_together(
    measured: Callable[[Call], Metrics], turns: list[Turn], later: int
) -> None:
    values = measured(Call("test", tuple(turns))).values()
    if "longest_hold_ms" not in values:
        return
    assert values["longest_unannounced_hold_ms"] <= values["longest_hold_ms"] <= values["hold_ms"]
    assert values["longest_hold_ms"] <= values["longest_silence_ms"] <= values["silence_ms"]
    assert values["hold_ms"] <= values["silence_ms"] <= values["call_length_ms"]
    assert values["longest_interruption_ms"] <= values["overlap_ms"] <= values["call_length_ms"]
    assert (values["hold_count"] > 0) == (values["longest_hold_ms"] > 10_000)
    shifted = [Turn(t.speaker, t.text, t.start_ms + later, t.end_ms + later) for t in turns]  # type: ignore[operator]
    again = measured(Call("test", tuple(shifted))).values()
    moved = ("call_length_ms", "first_agent_word_ms")
    assert again == {n: v + later if n in moved else v for n, v in values.items()}
