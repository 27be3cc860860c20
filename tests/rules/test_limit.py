"""Metrics judged: the form ``limit``, conditions on metrics, and mistakes in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Checker, LexiconError, Problem, Verdict
from scriptcheck.metrics.catalogue import MetricUnit, bound_words, words_beside
from tests.conftest import call, cue, rule, timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck.language import Lang

LANGS: tuple[Lang, ...] = ("zh", "en")
CUES = {"hold_notice": cue("请稍候"), "hello": cue("您好")}
LONG_HOLD = timed("A 0-1 请稍候", "A 43.5-44 查到了")
SHORT_HOLD = timed("A 0-1 请稍候", "A 21-22 查到了")
NO_HOLD = timed("A 0-1 您好", "C 2-3 你好")
UNTIMED = call("A 您好", "C 你好")
UNKNOWN = timed("A 0-1 您好", "U 2-3 你好")
LIMIT = {"metric": "longest_hold_ms", "at_most": 30_000}
HOLD = {"metric": "longest_hold_ms", "over": 10_000}


@pytest.fixture
def judge(make_checker: Callable[..., Checker]) -> Callable[..., Verdict]:
    """Return a function that judges a call by one rule."""

    def run(spoken: Call, **fields: object) -> Verdict:
        return make_checker(CUES, {"r": rule(**fields)}).check(spoken).verdicts[0]

    return run


@pytest.mark.parametrize(
    ("spoken", "fields", "found"),
    [
        (LONG_HOLD, {"limit": LIMIT}, "fail"),
        (SHORT_HOLD, {"limit": LIMIT}, "pass"),
        (NO_HOLD, {"limit": LIMIT}, "pass"),
        (UNTIMED, {"limit": LIMIT}, "no-times"),
        (UNKNOWN, {"limit": LIMIT}, "unknown-speaker"),
        (UNTIMED, {"limit": LIMIT | {"unknown": True}}, "pass"),
        (UNTIMED, {"limit": LIMIT | {"unknown": False}}, "fail"),
        (LONG_HOLD, {"limit": {"metric": "hold_count", "at_least": 1}}, "pass"),
        (NO_HOLD, {"limit": {"metric": "hold_count", "at_least": 1}}, "fail"),
        (UNTIMED, {"limit": {"metric": "ring_count", "at_most": 3}}, "no-call-data"),
        (call("A 您好", ring_count=3), {"limit": {"metric": "ring_count", "at_most": 3}}, "pass"),
        (call("A 您好", ring_count=4), {"limit": {"metric": "ring_count", "at_most": 3}}, "fail"),
        (call("A 您好", ring_count=3), {"limit": {"metric": "ring_count", "under": 3}}, "fail"),
        (call("A 您好", ring_count=3), {"limit": {"metric": "ring_count", "over": 3}}, "fail"),
        # As an occasion, in three values.
        (LONG_HOLD, {"require": "hello", "when": HOLD}, "fail"),
        (NO_HOLD, {"require": "hello", "when": HOLD}, "no-occasion"),
        (UNTIMED, {"require": "hello", "when": HOLD}, "no-times"),
        (UNTIMED, {"require": "hello", "when": HOLD | {"unknown": False}}, "no-occasion"),
        (UNTIMED, {"require": "hello", "when": {"any": [HOLD, "hello"]}}, "pass"),
        (UNTIMED, {"require": "hello", "when": {"all": [HOLD, {"not": "hello"}]}}, "no-occasion"),
        (LONG_HOLD, {"forbid": HOLD}, "fail"),
        (NO_HOLD, {"forbid": HOLD}, "pass"),
        (LONG_HOLD, {"require": {"not": HOLD}}, "fail"),
        (LONG_HOLD, {"limit": LIMIT, "undecidable_when": HOLD}, "excepted"),
    ],
)
def test_verdicts(
    judge: Callable[..., Verdict], spoken: Call, fields: dict[str, object], found: str
) -> None:
    verdict = judge(spoken, **fields)
    assert (verdict.reason or verdict.verdict.value) == found


@pytest.mark.parametrize("fields", [{"limit": LIMIT}, {"forbid": HOLD}, {"require": {"not": HOLD}}])
def test_what_was_measured_and_where(
    judge: Callable[..., Verdict], fields: dict[str, object]
) -> None:
    (measured,) = judge(LONG_HOLD, **fields).measured
    assert (measured.metric, measured.value) == ("longest_hold_ms", 42_500)
    (place,) = measured.places
    assert (place.first_turn, place.last_turn) == (0, 1)
    assert (place.start_ms, place.end_ms) == (1000, 43_500)


def test_a_silence_that_makes_the_occasion_is_evidence(judge: Callable[..., Verdict]) -> None:
    for spoken, expected in ((LONG_HOLD, [42_500]), (NO_HOLD, [0]), (UNTIMED, [])):
        verdict = judge(spoken, require="hello", when=HOLD)
        assert [each.value for each in verdict.measured] == expected


def test_a_passing_rule_says_what_was_measured(judge: Callable[..., Verdict]) -> None:
    assert [each.value for each in judge(SHORT_HOLD, limit=LIMIT).measured] == [20_000]


@pytest.mark.parametrize(
    ("lang", "message", "advice"),
    [
        ("zh", "等了 42.5 秒，应不超过 30 秒", "不超过 30 秒"),
        ("en", "waited 42.5 s, not at most 30 s", "at most 30 s"),
    ],
)
def test_messages_show_the_figures(
    write_lexicon: Callable[..., Path], lang: str, message: str, advice: str
) -> None:
    words = {
        "message": "等了 {value}，应{limit}",
        "message_en": "waited {value}, not {limit}",
        "advice": "{limit}",
        "advice_en": "{limit}",
    }
    folder = write_lexicon(CUES, {"r": rule(limit=LIMIT, **words)})
    verdict = Checker.load(folder, lang=lang).check(LONG_HOLD).verdicts[0]  # type: ignore[arg-type]
    assert (verdict.message, verdict.advice) == (message, advice)


@pytest.mark.parametrize(
    ("bounds", "value", "words"),
    [
        ({"at_least": 5}, 4, "不少于 5"),
        ({"at_most": 5}, 6, "不超过 5"),
        ({"over": 5}, 5, "高于 5"),
        ({"under": 5}, 5, "低于 5"),
        ({"at_least": 2, "at_most": 5}, 6, "不超过 5"),
        ({"at_least": 2, "at_most": 5}, 1, "不少于 2"),
    ],
)
def test_the_broken_bound_is_reported(
    judge: Callable[..., Verdict], bounds: dict[str, int], value: int, words: str
) -> None:
    limit = {"metric": "ring_count"} | bounds
    verdict = judge(call("A 您好", ring_count=value), limit=limit, message="{value}，应{limit}")
    assert verdict.message == f"{value}，应{words}"


def problem_of(make: Callable[..., Checker], *given: object) -> Problem:
    with pytest.raises(LexiconError) as caught:
        make(*given)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("fields", "code", "at", "fix"),
    [
        (
            {"limit": {"metric": "longest_hold", "at_most": 1}},
            "unknown-metric",
            "longest_hold",
            "Did you mean 'longest_hold_ms'?",
        ),
        (
            {"require": "hello", "when": {"any": ["hello", {"metric": "hold_cout", "over": 1}]}},
            "unknown-metric",
            "hold_cout",
            "Did you mean 'hold_count'?",
        ),
        (
            {"limit": {"metric": "hold_count"}},
            "no-bound",
            "{",
            "Give at_least, at_most, over or under.",
        ),
        (
            {"limit": {"metric": "hold_count", "at_least": 3, "at_most": 2}},
            "empty-range",
            "{",
            "Swap them, or leave one out.",
        ),
        (
            {"limit": LIMIT | {"at_most": "30 s"}},
            "float-type",
            "30 s",
            "Write the number alone, without unit or quotes.",
        ),
        ({"limit": LIMIT | {"at_most": -1}}, "greater-than-equal", "-1", ""),
        ({"limit": {"metric": 3, "at_most": 1}}, "string-type", "3", "Put it in double quotes."),
        (
            {"limit": LIMIT, "message": "等了{vaule}"},
            "unknown-figure",
            "{vaule}",
            "There are variables, {value}, {limit}.",
        ),
        ({"limit": "hold_count"}, "model-type", "hold_count", ""),
    ],
)
def test_mistakes_are_reported_with_their_place(
    make_checker: Callable[..., Checker], fields: dict[str, object], code: str, at: str, fix: str
) -> None:
    problem = problem_of(make_checker, CUES, {"r": rule(**fields)})
    assert (problem.code, problem.fix.en) == (code, fix)
    assert problem.line is not None
    assert problem.column is not None
    line = Path(problem.source).read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert line[problem.column - 1 :].startswith(at)


def test_a_metric_that_means_nothing_without_a_cue(make_checker: Callable[..., Checker]) -> None:
    limit = {"metric": "longest_unannounced_hold_ms", "at_most": 0}
    problem = problem_of(make_checker, {"hello": cue("您好")}, {"r": rule(limit=limit)})
    assert problem.code == "unknown-cue"


@pytest.mark.parametrize(
    ("settings", "outcome"),
    [({"at_most": 45_000}, "pass"), ({"at_most": 5000}, "fail"), ({"points": -1}, "fail")],
)
def test_a_profile_sets_limits(
    make_checker: Callable[..., Checker], settings: dict[str, int], outcome: str
) -> None:
    profile = {"rules": {"settings": {"r": settings}}}
    verdict = make_checker(CUES, {"r": rule(limit=LIMIT)}, profile).check(LONG_HOLD).verdicts[0]
    assert verdict.verdict == outcome


@pytest.mark.parametrize(
    ("form", "settings", "code"),
    [
        ({"require": "hello"}, {"at_most": 3}, "not-adjustable"),
        ({"limit": LIMIT}, {"at_least": 40_000}, "empty-range"),
        ({"limit": LIMIT}, {"at_least": 3, "at_most": 2}, "empty-range"),
    ],
)
def test_settings_that_do_not_fit(
    make_checker: Callable[..., Checker],
    form: dict[str, object],
    settings: dict[str, int],
    code: str,
) -> None:
    profile = {"rules": {"settings": {"r": settings}}}
    problem = problem_of(make_checker, CUES, {"r": rule(**form)}, profile)
    assert (problem.code, Path(problem.source).name) == (code, "profile.yaml")
    assert problem.line is not None


@pytest.mark.parametrize(
    ("bounds", "value", "shown"),
    [
        ({"metric": "ring_ms", "at_most": 30_000}, 30_001, ("30.001 秒", "不超过 30 秒")),
        ({"metric": "ring_ms", "at_most": 30_000}, 30_049, ("30.05 秒", "不超过 30 秒")),
        ({"metric": "ring_ms", "at_most": 30_000}, 42_549, ("42.5 秒", "不超过 30 秒")),
        ({"metric": "ring_ms", "at_least": 8_000}, 7_999, ("7.999 秒", "不少于 8 秒")),
        ({"metric": "ring_ms", "at_most": 30_049}, 30_050, ("30.1 秒", "不超过 30.049 秒")),
        ({"metric": "ring_ms", "under": 30_000}, 30_000, ("30 秒", "低于 30 秒")),
        ({"metric": "ring_count", "at_most": 3}, 4, ("4", "不超过 3")),
    ],
)
def test_the_figures_shown_differ_where_one_exceeds_the_other(
    judge: Callable[..., Verdict], bounds: dict[str, object], value: int, shown: tuple[str, str]
) -> None:
    ringing = call("A 您好", **{str(bounds["metric"]): value})
    verdict = judge(ringing, limit=bounds, message="响了{value}，应{limit}")
    assert verdict.message == f"响了{shown[0]}，应{shown[1]}"


@pytest.mark.parametrize("unit", list(MetricUnit))
@pytest.mark.parametrize(("value", "bound"), [(240.04, 240), (79.96, 80), (33.333, 33.3), (0, 1)])
def test_figures_of_every_unit_differ_beside_a_bound(
    unit: MetricUnit, value: float, bound: float
) -> None:
    for lang in LANGS:
        assert words_beside(value, bound, unit).to(lang) != bound_words(bound, unit).to(lang)
        assert words_beside(bound, bound, unit) == bound_words(bound, unit)
