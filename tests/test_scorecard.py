"""Scorecards: the worked examples of docs/lexicon.md, and what they refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.errors import LexiconError
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Checker

CUES = {
    "hello": cue("您好"),
    "more": cue("还有其他需要"),
    "bad": cue("办不了"),
    "rest": cue("请稍等"),
}


def scored(weight: int, **fields: object) -> dict[str, object]:
    return rule(scoring={"weight": weight}, **fields)


@pytest.mark.parametrize(
    ("turns", "score"),
    [
        (["A 办不了"], 95),
        (["A 办不了，办不了"], 95),
        (["A 办不了", "A 办不了"], 90),
        (["A 办不了"] * 4, 85),
        (["A 您好"], 100),
    ],
)
def test_points_for_each_occurrence(
    make_checker: Callable[..., Checker], turns: list[str], score: int
) -> None:
    rules = {"r": rule(forbid="bad", points=-5, scoring={"each": True, "at_most": 15})}
    assert make_checker(CUES, rules).check(call(*turns)).score == score


@pytest.mark.parametrize(
    ("turns", "score"),
    [(["A 办不了", "A 还有其他需要吗"], 95), (["A 办不了"], 90), (["A 还有其他需要吗"], 100)],
)
def test_plus_points(make_checker: Callable[..., Checker], turns: list[str], score: int) -> None:
    rules = {
        "bad": rule(forbid="bad", points=-10),
        "more": rule(require="more", points=0, scoring={"plus": 5}),
    }
    assert make_checker(CUES, rules).check(call(*turns)).score == score


WEIGHTS = {
    "a": scored(20, require="hello"),
    "b": scored(30, require="more", when="rest"),
    "c": scored(50, forbid="bad"),
}


@pytest.mark.parametrize(
    ("turns", "score"),
    [(["A 您好，办不了"], 29), (["A 您好"], 100), (["A 您好，请稍等"], 70), (["A 喂，办不了"], 0)],
)
def test_what_does_not_apply_is_taken_out_of_the_total(
    make_checker: Callable[..., Checker], turns: list[str], score: int
) -> None:
    checker = make_checker(CUES, WEIGHTS, profile={"scorecard": {"method": "weights"}})
    assert checker.check(call(*turns)).score == score


def section(*rules: str, **fields: object) -> dict[str, object]:
    return {"title": "部分", "title_en": "Part", "rules": list(rules)} | fields


def test_a_section_below_its_floor_fails_the_call(make_checker: Callable[..., Checker]) -> None:
    rules = {
        "a.one": scored(2, require="hello"),
        "a.two": scored(1, require="more"),
        "b": scored(97, forbid="bad"),
    }
    sections = {"opening": section("a.*", floor=50), "rest": section("b")}
    card = {"method": "weights", "sections": sections}
    checker = make_checker(CUES, rules, profile={"scorecard": card})
    low = checker.check(call("A 还有其他需要吗"))
    assert (low.sections, low.score, low.passed) == ({"opening": 33, "rest": 100}, 98, False)
    high = checker.check(call("A 您好"))
    assert (high.sections["opening"], high.passed) == (67, True)


def test_a_section_of_points(make_checker: Callable[..., Checker]) -> None:
    rules = {"a": rule(require="hello", points=-7), "b": rule(require="more", when="rest")}
    sections = {"a": section("a"), "b": section("b")}
    checker = make_checker(CUES, rules, profile={"scorecard": {"sections": sections}})
    assert checker.check(call("A 喂")).sections == {"a": 93, "b": None}


def test_settings_of_a_profile(make_checker: Callable[..., Checker]) -> None:
    settings = {"r": {"points": -4, "scoring": {"each": True}}}
    checker = make_checker(
        CUES, {"r": rule(forbid="bad")}, profile={"rules": {"settings": settings}}
    )
    assert checker.check(call("A 办不了", "A 办不了")).score == 92


@pytest.mark.parametrize(
    ("start", "verdict"),
    [
        ("2026-02-28T23:59:00", "not_applicable"),
        ("2026-03-01T00:00:00", "fail"),
        ("2026-03-31T09:00:00+08:00", "fail"),
        ("2026-04-01", "not_applicable"),
        ("20260401", "not_applicable"),
        ("20260401T090000", "not_applicable"),
        ("2026-W14-3", "not_applicable"),
        ("2026-04-01 9:05", "not_applicable"),
        ("2026/04/01 10:00", "not_applicable"),
        ("2026年4月1日 10:00:00", "not_applicable"),
        (1775010000, "not_applicable"),
        (1775010000000, "not_applicable"),
        ("20260331", "fail"),
        ("2026/03/31 23:59", "fail"),
        ("1970-01-01", "fail"),
        ("四月一日", "fail"),
        (None, "fail"),
    ],
)
def test_rules_are_in_force_for_some_days(
    make_checker: Callable[..., Checker], start: str | int | None, verdict: str
) -> None:
    rules = {"r": rule(forbid="bad", valid_from="2026-03-01", valid_to="2026-03-31")}
    meta = {} if start is None else {"start_time": start}
    found = make_checker(CUES, rules).check(call("A 办不了", **meta)).verdicts[0]
    assert found.verdict == verdict
    assert found.reason == ("not-in-force" if verdict == "not_applicable" else "")


@pytest.mark.parametrize(
    ("fields", "profile", "code"),
    [
        ({"scoring": {"at_most": 5}}, {}, "cap-without-each"),
        ({"scoring": {"plus": -1}}, {}, "greater-than-equal"),
        ({"valid_from": "1.3.2026"}, {}, "bad-day"),
        ({"valid_from": "20260301"}, {}, "bad-day"),
        ({"valid_to": "2026-W10-1"}, {}, "bad-day"),
        ({"valid_to": "2026-02-30"}, {}, "bad-day"),
        ({"valid_from": "2026-03-02", "valid_to": "2026-03-01"}, {}, "never-in-force"),
        ({}, {"scorecard": {"sections": {"a": section("nothing")}}}, "unknown-rule"),
        ({}, {"scorecard": {"method": "other"}}, "literal-error"),
    ],
)
def test_what_is_refused(
    make_checker: Callable[..., Checker],
    fields: dict[str, object],
    profile: dict[str, object],
    code: str,
) -> None:
    with pytest.raises(LexiconError, match=code):
        make_checker(CUES, {"r": rule(forbid="bad", **fields)}, profile=profile)


def test_a_call_of_the_default_profile_has_no_sections(default_checker: Checker) -> None:
    assert default_checker.check(call("A 您好，请问有什么可以帮您")).sections == {}
