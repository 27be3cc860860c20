"""What holds after review and appeal, whatever the order of the labels."""

from __future__ import annotations

import json
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import Call, CallReport, Checker, Outcome, Speaker, Turn
from scriptcheck.review import (
    CallReview,
    Refusal,
    ReviewStatus,
    ReviewTerms,
    read_labels,
    review_call,
)
from tests.conftest import cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TERMS = ReviewTerms({"a.greeting": -10, "a.polite": -60, "a.closing": -25}, 80, 7)


@pytest.fixture
def report(make_checker: Callable[..., Checker]) -> CallReport:
    """Return the report on a call whose only violation is that it does not close."""
    checker = make_checker(
        {"greeting": cue("您好"), "rude": cue("滚开"), "closing": cue("再见")},
        {
            "a.greeting": rule(require="greeting", points=-10),
            "a.polite": rule(forbid="rude", severity="fatal", points=-60),
            "a.closing": rule(require="closing", points=-25),
        },
    )
    return checker.check(Call("1", (Turn(Speaker.AGENT, "您好，请讲"),)))


@pytest.fixture
def review(report: CallReport, tmp_path: Path) -> Callable[..., CallReview]:
    """Return a function that reviews the call by lines of labels."""

    def by(*lines: dict[str, Any], terms: ReviewTerms = TERMS) -> CallReview:
        path = tmp_path / "labels.jsonl"
        path.write_text("".join(json.dumps({"call_id": "1"} | line) + "\n" for line in lines))
        return review_call(report, read_labels([path]), terms)

    return by


def said(verdict: str, day: int | None = None, who: str = "王", **more: Any) -> dict[str, Any]:
    time = {} if day is None else {"time": f"2026-03-{day:02}T10:00:00+08:00"}
    name = more.pop("rule", "a.closing")
    return {"verdicts": {name: verdict}, "reviewer": who} | time | more


def test_without_labels_the_machine_is_right(
    report: CallReport, review: Callable[..., CallReview]
) -> None:
    found = review_call(report, (), TERMS)
    assert (found.score, found.final_score) == (75, 75)
    assert (found.passed, found.final_passed) == (False, False)
    (verdict,) = found.verdicts
    assert (verdict.rule, verdict.status, verdict.history) == ("a.closing", ReviewStatus.OPEN, ())
    assert not found.reviewed


def test_what_is_no_violation_gives_the_points_back(review: Callable[..., CallReview]) -> None:
    found = review(said("not_fail", reason="客户先挂了"))
    assert (found.score, found.final_score) == (75, 100)
    assert (found.passed, found.final_passed) == (False, True)
    (verdict,) = found.verdicts
    assert (verdict.machine, verdict.final) == (Outcome.FAIL, Outcome.PASS)
    assert (verdict.machine_points, verdict.final_points) == (-25, 0)
    assert verdict.status is ReviewStatus.OVERTURNED
    assert verdict.deciding is not None
    assert (verdict.deciding.reviewer, verdict.deciding.reason) == ("王", "客户先挂了")


def test_an_added_miss_takes_them(review: Callable[..., CallReview]) -> None:
    found = review(said("fail", rule="a.greeting"), said("not_fail"))
    assert found.final_score == 90
    statuses = {verdict.rule: verdict.status for verdict in found.verdicts}
    assert statuses == {
        "a.closing": ReviewStatus.OVERTURNED,
        "a.greeting": ReviewStatus.ADDED,
    }


def test_an_added_fatal_one_fails_the_call(review: Callable[..., CallReview]) -> None:
    found = review(said("fail", rule="a.polite"), said("not_fail"))
    assert (found.final_score, found.final_passed) == (40, False)
    mild = ReviewTerms(dict(TERMS.points) | {"a.polite": -1}, 80, None)
    found = review(said("fail", rule="a.polite"), said("not_fail"), terms=mild)
    assert (found.final_score, found.final_passed) == (99, False)


def test_the_score_falls_to_0_at_most(review: Callable[..., CallReview]) -> None:
    worse = ReviewTerms(dict(TERMS.points) | {"a.polite": -90}, 80, None)
    assert review(said("fail", rule="a.polite"), terms=worse).final_score == 0


def test_an_appeal_leaves_the_verdict_until_somebody_decides(
    review: Callable[..., CallReview],
) -> None:
    lines = [said("fail", 1), said("not_fail", 3, "8023", stage="appeal", reason="我说了")]
    (verdict,) = review(*lines).verdicts
    assert (verdict.final, verdict.status) == (Outcome.FAIL, ReviewStatus.APPEALED)
    (verdict,) = review(*lines, said("not_fail", 4, "李", stage="final")).verdicts
    assert (verdict.final, verdict.closed) == (Outcome.PASS, True)
    assert verdict.status is ReviewStatus.OVERTURNED
    assert [each.reviewer for each in verdict.history] == ["王", "8023", "李"]


@pytest.mark.parametrize(
    ("day", "days", "refused"),
    [
        (8, 7, ""),
        (9, 7, "late"),
        (31, None, ""),
        (2, 0, "late"),
        (None, 7, "no_time"),
        (None, None, ""),
    ],
)
def test_an_appeal_has_a_deadline(
    review: Callable[..., CallReview], day: int | None, days: int | None, refused: str
) -> None:
    lines = [said("fail", 1), said("not_fail", day, "8023", stage="appeal")]
    (verdict,) = review(*lines, terms=TERMS._replace(appeal_days=days)).verdicts
    appeal = next(each for each in verdict.history if each.stage == "appeal")
    assert appeal.refused == refused
    # An appeal without a time comes before a review with one, which has decided since.
    answered = not refused and day is not None
    expected = ReviewStatus.APPEALED if answered else ReviewStatus.CONFIRMED
    assert verdict.status is expected


def test_the_final_stage_closes(review: Callable[..., CallReview]) -> None:
    (verdict,) = review(
        said("not_fail", 2, "李", stage="final"),
        said("fail", 3),
        said("fail", 4, "赵", stage="final"),
    ).verdicts
    assert verdict.final is Outcome.PASS
    assert [each.refused for each in verdict.history] == [
        Refusal.NONE,
        Refusal.CLOSED,
        Refusal.CLOSED,
    ]


def test_a_final_verdict_without_a_time_comes_last(review: Callable[..., CallReview]) -> None:
    (verdict,) = review(said("not_fail", stage="final"), said("fail", 3)).verdicts
    assert (verdict.final, verdict.closed) == (Outcome.PASS, True)


def test_of_two_reviewers_the_later_holds_and_the_dispute_is_said(
    review: Callable[..., CallReview],
) -> None:
    (verdict,) = review(said("not_fail", 2, "李"), said("fail", 1, "王")).verdicts
    assert (verdict.final, verdict.status) == (Outcome.PASS, ReviewStatus.DISPUTED)
    (verdict,) = review(said("not_fail", 2, "李"), said("fail", 1, "李")).verdicts
    assert verdict.status is ReviewStatus.OVERTURNED, "one may change one's mind"


def test_the_order_of_files_and_lines_does_not_matter(report: CallReport, tmp_path: Path) -> None:
    lines = [
        said("fail", 1),
        said("not_fail", 3, "8023", stage="appeal"),
        said("not_fail", 4, "李", stage="final"),
        said("fail", rule="a.greeting"),
        said("not_fail", 1, "李"),
    ]
    files = []
    for number, line in enumerate(lines):
        files.append(tmp_path / f"{number}.jsonl")
        files[-1].write_text(json.dumps({"call_id": "1"} | line) + "\n")
    reviews = {
        review_call(report, read_labels(order), TERMS).to_json() for order in permutations(files)
    }
    assert len(reviews) == 1
    # A file given twice says nothing more.
    assert review_call(report, read_labels([*files, *files]), TERMS).to_json() in reviews


def test_what_the_report_or_the_profile_does_not_know_is_said(
    review: Callable[..., CallReview],
) -> None:
    found = review(
        said("fail", rule="a.nothing"),
        said("fail", rule="a.greeting"),
        terms=ReviewTerms({}, 80, None),
    )
    assert (found.unknown_rules, found.unweighed) == (("a.nothing",), ("a.greeting",))
    assert found.final_score == 75


def test_other_verdicts_than_fail_are_taken_as_they_are(review: Callable[..., CallReview]) -> None:
    (verdict,) = review(said("not_applicable")).verdicts
    assert verdict.final is Outcome.NOT_APPLICABLE


def test_it_reads_back(review: Callable[..., CallReview]) -> None:
    from scriptcheck.report import from_line

    found = review(said("fail", 1), said("not_fail", 9, "8023", stage="appeal"))
    assert from_line(found.to_json(), CallReview) == found
