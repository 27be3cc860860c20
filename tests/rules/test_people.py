"""Items of a scorecard that people fill in: open in reports, counted once a label says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker, Outcome
from scriptcheck.errors import LexiconError
from scriptcheck.examples import run_examples
from scriptcheck.review import ReviewLabel, ReviewStage, ReviewStatus, ReviewTerms, review_call
from tests.conftest import RULE, call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck.review import CallReview

CUES = {"hello": cue("您好"), "complaint": cue("投诉", speaker="customer")}


def item(**fields: object) -> dict[str, object]:
    plain = {key: value for key, value in RULE.items() if key != "examples"}
    return plain | {"people": "语气是否亲切？"} | fields


def reviewed(checker: Checker, *turns: str, **verdicts: str) -> CallReview:
    label = ReviewLabel(
        "test", "li", None, ReviewStage.REVIEW, "", verdicts, {}, (), {}, "labels.jsonl:1"
    )
    report = checker.check(call(*turns))
    return review_call(report, [label] if verdicts else [], ReviewTerms.of(checker.profile))


def test_an_item_is_open_and_in_no_score(make_checker: Callable[..., Checker]) -> None:
    rules = {"hello": rule(require="hello"), "item": item(points=-50, dimension="empathy")}
    sections = {"tone": {"title": "语气", "title_en": "Tone", "rules": ["item"], "floor": 60}}
    checker = make_checker(CUES, rules, profile={"scorecard": {"sections": sections}})
    report = checker.check(call("A 您好"))
    open_item = report.verdicts[1]
    assert (open_item.verdict, open_item.reason) == (Outcome.UNDECIDABLE, "for-people")
    assert (open_item.points, report.score, report.passed) == (0, 100, True)
    assert report.sections == {"tone": None}


@pytest.mark.parametrize(
    ("verdict", "score", "passed"),
    [("pass", 92, True), ("fail", 50, False), ("not_fail", 90, True), ("not_applicable", 90, True)],
)
def test_a_label_fills_an_item(
    make_checker: Callable[..., Checker], verdict: str, score: int, passed: bool
) -> None:
    rules = {"hello": rule(require="hello"), "item": item(points=-40, scoring={"plus": 2})}
    review = reviewed(make_checker(CUES, rules), "A 喂", item=verdict)
    assert (review.score, review.final_score, review.final_passed) == (90, score, passed)


def test_open_items_are_listed_beside_violations(make_checker: Callable[..., Checker]) -> None:
    rules = {"hello": rule(require="hello"), "item": item(), "other": item(when="complaint")}
    review = reviewed(make_checker(CUES, rules), "A 您好")
    assert [(each.rule, each.status) for each in review.verdicts] == [("item", ReviewStatus.OPEN)]


def test_a_filled_item_counts_by_weight_and_in_its_section(
    make_checker: Callable[..., Checker],
) -> None:
    rules = {
        "hello": rule(require="hello", scoring={"weight": 60}),
        "item": item(scoring={"weight": 40}),
    }
    sections = {"tone": {"title": "语气", "title_en": "Tone", "rules": ["item"], "floor": 60}}
    card = {"scorecard": {"method": "weights", "sections": sections}, "pass_score": 50}
    checker = make_checker(CUES, rules, profile=card)
    kept, broken = (reviewed(checker, "A 您好", item=each) for each in ("pass", "fail"))
    assert (kept.score, kept.final_score, kept.final_passed) == (100, 100, True)
    assert (broken.final_score, broken.final_passed) == (60, False)


def test_a_fatal_item_fails_the_call(make_checker: Callable[..., Checker]) -> None:
    rules = {"hello": rule(require="hello"), "item": item(severity="fatal", points=0)}
    review = reviewed(make_checker(CUES, rules), "A 您好", item="fail")
    assert (review.final_score, review.final_passed) == (100, False)


def test_an_item_may_have_an_occasion(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker(CUES, {"item": item(when="complaint")})
    found = [checker.check(call("A 您好", said)).verdicts[0] for said in ("C 喂", "C 我要投诉")]
    assert [each.reason for each in found] == ["no-occasion", "for-people"]


def test_an_item_needs_no_examples(make_checker: Callable[..., Checker]) -> None:
    examples = {"not_applicable": ["客服: 您好"], "undecidable": ["客服: 您好\n客户: 我要投诉"]}
    checker = make_checker(
        CUES, {"item": item(), "other": item(when="complaint", examples=examples)}
    )
    tried = [each for each in run_examples(checker) if each.entry == "other"]
    assert [each.ok for each in tried] == [True, True]
    with pytest.raises(LexiconError, match="too-long"):
        make_checker(CUES, {"item": item(examples={"pass": ["客服: 您好"]})})


@pytest.mark.parametrize("missing", ["message", "advice", "title"])
def test_an_item_says_what_other_rules_say(
    make_checker: Callable[..., Checker], missing: str
) -> None:
    with pytest.raises(LexiconError, match="missing"):
        make_checker(CUES, {"item": {k: v for k, v in item().items() if k != missing}})
