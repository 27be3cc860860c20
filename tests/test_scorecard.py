"""Scorecards: the worked examples of docs/lexicon.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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


OVERLAP = {"whole": cue("我办不了"), "part": cue("办不了"), "end": cue("不了")}


def test_a_violation_under_one_of_another_section_counts_in_its_own(
    make_checker: Callable[..., Checker],
) -> None:
    rules = {
        "a": rule(forbid="whole", severity="major", points=-10),
        "b.one": rule(forbid="part", points=-6, scoring={"each": True}),
        "b.two": rule(forbid="end", points=-5),
        "c": rule(require="part", points=-1),
    }
    sections = {name: section(f"{name}*") for name in "abc"}
    card = {"sections": sections | {"both": section("a", "b.*")}}
    checker = make_checker(OVERLAP, rules, profile={"scorecard": card})
    report = checker.check(call("A 我办不了", "A 我办不了"))
    assert [each.rule for each in report.violations] == ["a"]
    assert report.sections == {"a": 90, "b": 88, "c": 100, "both": 90}
    assert report.score == 90


def test_a_floor_of_a_section_holds_for_what_counts_elsewhere(
    make_checker: Callable[..., Checker],
) -> None:
    rules = {
        "a": rule(forbid="whole", severity="major", points=-5),
        "b": rule(forbid="part", points=-4, same_as=["a"]),
    }
    card = {"method": "weights", "sections": {"b": section("b", floor=50)}}
    checker = make_checker(OVERLAP, rules, profile={"scorecard": card, "pass_score": 0})
    report = checker.check(call("A 我办不了"))
    assert (report.sections, report.score, report.passed) == ({"b": 0}, 0, False)


@pytest.mark.parametrize(
    ("weights", "floor", "shown", "passed"),
    [((499, 501), 50, 49, False), ((499, 501), 49, 50, True), ((1, 1), 50, 50, True)],
)
def test_no_score_is_rounded_up_to_a_limit(
    make_checker: Callable[..., Checker],
    weights: tuple[int, int],
    floor: int,
    shown: int,
    passed: bool,
) -> None:
    kept, broken = weights
    rules = {f"k{at}": scored(100, require="hello") for at in range(kept // 100)}
    rules |= {f"b{at}": scored(100, require="more") for at in range(broken // 100)}
    rules |= {
        "k": scored(kept % 100, require="hello"),
        "b": scored(broken % 100, require="more"),
    }
    card = {"method": "weights", "sections": {"all": section("*", floor=floor)}}
    sectioned = make_checker(CUES, rules, profile={"scorecard": card, "pass_score": 0})
    report = sectioned.check(call("A 您好"))
    assert (report.sections["all"], report.passed) == (shown, passed)
    card = {"method": "weights"}
    whole = make_checker(CUES, rules, profile={"scorecard": card, "pass_score": floor})
    report = whole.check(call("A 您好"))
    assert (report.score, report.passed) == (shown, passed)


def test_a_fatal_rule_fails_a_call_without_a_score(make_checker: Callable[..., Checker]) -> None:
    rules = {"r": rule(forbid="bad", severity="fatal", points=0)}
    report = make_checker(CUES, rules, profile={"scorecard": {"method": "weights"}}).check(
        call("A 办不了")
    )
    assert (report.score, report.passed) == (None, False)
    short = make_checker(CUES, rules, profile={"least_speech": 99})
    report = short.check(call("A 办不了"))
    assert (report.score, report.passed) == (None, False)
    assert short.check(call("A 您好")).passed is None
