"""What stands after review: a miss counts once, whatever people say of the rules it breaks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, CallReport, Checker, Outcome, Speaker, Turn
from scriptcheck.review import CallReview, ReviewStatus, ReviewTerms, read_labels, review_call
from tests.conftest import cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CUES = {"greeting": cue("您好"), "company": cue("海尔"), "rude": cue("滚开"), "curse": cue("滚")}
RULES = {
    "a.company": rule(require="company", severity="major", points=-20),
    "a.greeting": rule(require="greeting", points=-10, same_as=["a.company"]),
    "a.opening": rule(require="greeting", points=-5, same_as=["a.company"]),
    "a.rude": rule(forbid="rude", severity="major", points=-30),
}


@pytest.fixture
def checker(make_checker: Callable[..., Checker]) -> Checker:
    return make_checker(CUES, RULES)


@pytest.fixture
def review(checker: Checker, tmp_path: Path) -> Callable[..., CallReview]:
    """Return a function that reviews a call by the verdicts that somebody gives."""

    def by(said: str, /, **verdicts: str) -> CallReview:
        path = tmp_path / "labels.jsonl"
        line = {"call_id": "1", "verdicts": {f"a.{rule}": each for rule, each in verdicts.items()}}
        path.write_text(json.dumps(line) + "\n")
        report = checker.check(Call("1", (Turn(Speaker.AGENT, said),)))
        return review_call(report, read_labels([path]), ReviewTerms.of(checker.profile))

    return by


def standing(review: CallReview) -> dict[str, int]:
    """Return the violations of their own after review, with their points."""
    return {each.rule: each.final_points for each in review.verdicts if each.is_violation}


def test_the_machine_counts_a_miss_once(checker: Checker) -> None:
    report = checker.check(Call("1", (Turn(Speaker.AGENT, "喂请讲"),)))
    assert [each.rule for each in report.violations] == ["a.company"]
    assert report.score == 80


def test_without_labels_nothing_moves(review: Callable[..., CallReview]) -> None:
    found = review("喂请讲")
    assert (found.final_score, standing(found)) == (80, {"a.company": -20})


def test_a_follower_that_still_fails_takes_the_place(review: Callable[..., CallReview]) -> None:
    found = review("喂请讲", company="not_fail")
    assert standing(found) == {"a.greeting": -10}
    assert found.final_score == 90, "points are given back once, and the next one's taken"
    by_rule = {each.rule: each for each in found.verdicts}
    assert by_rule["a.opening"].final_under == "a.greeting"
    assert by_rule["a.greeting"].machine_under == "a.company"
    assert by_rule["a.greeting"].status is ReviewStatus.OPEN


def test_a_follower_that_is_none_either_does_not(review: Callable[..., CallReview]) -> None:
    found = review("喂请讲", company="not_fail", greeting="not_fail")
    assert (standing(found), found.final_score) == ({"a.opening": -5}, 95)
    every = review("喂请讲", company="not_fail", greeting="not_fail", opening="not_fail")
    assert (standing(every), every.final_score) == ({}, 100)


def test_a_follower_alone_costs_nothing_either_way(review: Callable[..., CallReview]) -> None:
    for verdict in ("fail", "not_fail"):
        found = review("喂请讲", greeting=verdict)
        assert (standing(found), found.final_score) == ({"a.company": -20}, 80)


def test_an_added_violation_counts_once_with_its_miss(review: Callable[..., CallReview]) -> None:
    found = review("您好请讲", greeting="fail")
    # The company was not named, which the machine has found and which weighs more.
    assert (standing(found), found.final_score) == ({"a.company": -20}, 80)
    found = review("海尔，喂", company="fail")
    assert (standing(found), found.final_score) == ({"a.company": -20}, 80)
    by_rule = {each.rule: each for each in found.verdicts}
    assert by_rule["a.greeting"].final_under == "a.company"
    assert by_rule["a.company"].status is ReviewStatus.ADDED


def test_words_that_break_two_rules(make_checker: Callable[..., Checker], tmp_path: Path) -> None:
    checker = make_checker(
        CUES,
        {
            "a.rude": rule(forbid="rude", severity="fatal", points=-30),
            "a.curse": rule(forbid="rude", points=-10),
        },
    )
    report = checker.check(Call("1", (Turn(Speaker.AGENT, "你滚开"),)))
    assert [each.under for each in report.verdicts] == ["a.rude", ""]
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({"call_id": "1", "verdicts": {"a.rude": "not_fail"}}) + "\n")
    found = review_call(report, read_labels([path]), ReviewTerms.of(checker.profile))
    assert (found.final_score, found.final_passed) == (90, True)


def test_a_call_of_which_too_little_was_said_gets_no_score(
    make_checker: Callable[..., Checker], tmp_path: Path
) -> None:
    checker = make_checker(CUES, RULES).with_least_speech(100)
    report = checker.check(Call("1", (Turn(Speaker.AGENT, "你滚开"),)))
    assert report.score is None
    assert _final(report, checker, tmp_path, {"a.rude": "not_fail"}) == (None, None)
    assert _final(report, checker, tmp_path, {"a.company": "fail"}) == (None, None)
    assert _final(report, checker, tmp_path, {"a.company": "pass"}) == (None, None)


def _final(
    report: CallReport, checker: Checker, folder: Path, verdicts: dict[str, str]
) -> tuple[int | None, bool | None]:
    path = folder / "labels.jsonl"
    path.write_text(json.dumps({"call_id": "1", "verdicts": verdicts}) + "\n")
    found = review_call(report, read_labels([path]), ReviewTerms.of(checker.profile))
    return found.final_score, found.final_passed


def test_points_that_a_rule_adds_stay_where_people_agree(
    make_checker: Callable[..., Checker], tmp_path: Path
) -> None:
    checker = make_checker(
        CUES,
        {
            "a.greeting": rule(require="greeting", scoring={"plus": 7}),
            "a.company": rule(require="company", points=-20),
        },
    )
    report = checker.check(Call("1", (Turn(Speaker.AGENT, "您好请讲"),)))
    assert report.score == 87
    assert _final(report, checker, tmp_path, {"a.greeting": "pass"}) == (87, True)
    assert _final(report, checker, tmp_path, {"a.greeting": "not_fail"}) == (87, True)
    assert _final(report, checker, tmp_path, {"a.greeting": "fail"}) == (70, False)


def test_by_weights_a_rule_that_the_profile_lacks_leaves_the_score_open(
    make_checker: Callable[..., Checker], tmp_path: Path
) -> None:
    report = make_checker(CUES, RULES).check(Call("1", (Turn(Speaker.AGENT, "喂请讲"),)))
    other = make_checker(
        CUES,
        {"a.rude": rule(forbid="rude", scoring={"weight": 5})},
        {"scorecard": {"method": "weights"}},
    )
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({"call_id": "1", "verdicts": {"a.company": "not_fail"}}) + "\n")
    found = review_call(report, read_labels([path]), ReviewTerms.of(other.profile))
    assert (found.final_score, found.final_passed, found.unscored) == (None, None, True)
    company = next(each for each in found.verdicts if each.rule == "a.company")
    assert company.final is Outcome.PASS


def test_huge_deadlines_are_deadlines(checker: Checker, tmp_path: Path) -> None:
    report = checker.check(Call("1", (Turn(Speaker.AGENT, "喂请讲"),)))
    lines = [
        {"reviewer": "王", "time": "2026-03-01T10:00:00Z", "verdicts": {"a.company": "fail"}},
        {
            "reviewer": "8023",
            "stage": "appeal",
            "time": "2026-04-01T10:00:00Z",
            "verdicts": {"a.company": "not_fail"},
        },
    ]
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(json.dumps({"call_id": "1"} | line) + "\n" for line in lines))
    terms = ReviewTerms.of(checker.profile)._replace(appeal_days=10**30)
    (first, *_) = review_call(report, read_labels([path]), terms).verdicts
    assert first.status is ReviewStatus.APPEALED


def test_a_time_may_stand_by_each_rule(checker: Checker, tmp_path: Path) -> None:
    report = checker.check(Call("1", (Turn(Speaker.AGENT, "喂请讲"),)))
    lines = [
        {
            "reviewer": "王",
            "time": "2026-03-05T10:00:00Z",
            "times": {"a.company": "2026-03-01T10:00:00Z"},
            "verdicts": {"a.company": "fail", "a.greeting": "fail"},
        },
        {
            "reviewer": "李",
            "time": "2026-03-03T10:00:00Z",
            "verdicts": {"a.company": "not_fail", "a.greeting": "not_fail"},
        },
    ]
    path = tmp_path / "labels.jsonl"
    path.write_text("".join(json.dumps({"call_id": "1"} | line) + "\n" for line in lines))
    found = review_call(report, read_labels([path]), ReviewTerms.of(checker.profile))
    final = {each.rule: each.final for each in found.verdicts}
    assert (final["a.company"], final["a.greeting"]) == (Outcome.PASS, Outcome.FAIL)
