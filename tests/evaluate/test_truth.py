"""The verdict that labels ask for: what they settle, and what they leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck.evaluate.truth import Truth
from scriptcheck.report import Outcome
from tests.conftest import rule
from tests.evaluate.conftest import CUES, RULES, line, named, violation

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Checker
    from scriptcheck.evaluate import Gold

# Nothing that is said here counts: verdicts come from the labels alone.
CALL = named("1", *(f"{'AC'[number % 2]} 嗯" for number in range(12)))


@pytest.fixture
def verdict(checker: Checker, make_gold: Callable[..., Gold]) -> Callable[..., str | None]:
    """Return a function that tells the verdict: ``unknown``, ``open``, or an outcome."""

    def ask(name: str, acts: dict[str, list[int]], **fields: Any) -> str:
        # Another call in which the banned cues are named, so that they were listened for.
        other = line("0", violations=[violation(0, "rude"), violation(0, "cannot_help")])
        gold = make_gold(other, line("1", acts, **fields)).calls["1"]
        truth = Truth(checker.profile, gold, CALL)
        if not truth.knows(name):
            return "unknown"
        found = truth.verdict(name)
        return "open" if found is None else found.value

    return ask


@pytest.mark.parametrize(
    ("name", "acts", "fields", "expected"),
    [
        ("a.greeting", {"greeting": [0]}, {}, "pass"),
        ("a.greeting", {"greeting": []}, {}, "fail"),
        ("a.greeting", {}, {}, "unknown"),
        ("a.propose", {"greeting": [0]}, {}, "unknown"),
        ("a.greeting", {"greeting": []}, {"opening_cut": True}, "undecidable"),
        ("a.greeting", {"greeting": [0]}, {"opening_cut": True}, "pass"),
        ("a.greeting", {"greeting": []}, {"ending_cut": True}, "fail"),
        ("a.closing", {"closing": []}, {}, "fail"),
        ("a.closing", {"closing": []}, {"ending_cut": True}, "undecidable"),
        ("a.closing", {"closing": []}, {"opening_cut": True}, "fail"),
        ("a.thanks", {"hold_notice": [], "hold_thanks": []}, {}, "not_applicable"),
        ("a.thanks", {"hold_notice": [2], "hold_thanks": []}, {}, "fail"),
        ("a.thanks", {"hold_notice": [2], "hold_thanks": [6]}, {}, "pass"),
        ("a.thanks", {"hold_notice": [2], "hold_thanks": [8]}, {}, "fail"),
        ("a.thanks", {"hold_notice": [4], "hold_thanks": [2]}, {}, "fail"),
        ("a.thanks", {"hold_notice": [4], "hold_thanks": [4]}, {}, "open"),
        ("a.thanks", {"hold_notice": [2]}, {}, "unknown"),
        ("a.sorry", {"apology": []}, {"complaint": True}, "fail"),
        ("a.sorry", {"apology": [4]}, {"complaint": True}, "pass"),
        ("a.sorry", {"apology": []}, {"complaint": False}, "not_applicable"),
        ("a.sorry", {"apology": []}, {}, "unknown"),
        ("b.rude", {}, {"violations": [violation(2, "rude")]}, "fail"),
        ("b.rude", {}, {"violations": []}, "pass"),
        ("b.rude", {}, {}, "unknown"),
        ("b.rude", {}, {"violations": [violation(2, "rude", certainty="borderline")]}, "open"),
        ("b.cannot_help", {}, {"violations": [violation(2, "cannot_help", alt=True)]}, "pass"),
        ("b.cannot_help", {}, {"violations": [violation(2, "cannot_help", alt=False)]}, "fail"),
    ],
)
def test_verdicts(
    name: str,
    acts: dict[str, list[int]],
    fields: dict[str, Any],
    expected: str,
    verdict: Callable[..., str],
) -> None:
    assert verdict(name, acts, **fields) == expected


def test_a_complaint_may_be_voiced_in_any_number_of_turns(
    make_checker: Callable[..., Checker], make_gold: Callable[..., Gold]
) -> None:
    rules = {"a.sorry": rule(when={"cue": "complaint", "turns": 3}, require="apology")}
    gold = make_gold(line("1", {"apology": []}, complaint=True)).calls["1"]
    truth = Truth(make_checker(CUES, rules).profile, gold, CALL)
    assert truth.verdict("a.sorry") is Outcome.FAIL


def test_a_verdict_that_is_labelled_outweighs_what_would_follow(
    verdict: Callable[..., str],
) -> None:
    acts: dict[str, list[int]] = {"greeting": [0]}
    assert verdict("a.greeting", acts, verdicts={"a.greeting": "undecidable"}) == "undecidable"
    assert verdict("a.propose", acts, verdicts={"a.propose": "fail"}) == "fail"


def test_a_complaint_somewhere_settles_no_window(
    make_checker: Callable[..., Checker], make_gold: Callable[..., Gold]
) -> None:
    windowed = rule(require={"cue": "complaint", "within": {"first_agent_turns": 2}})
    anchored = rule(require="apology", within={"after": "complaint"})
    checker = make_checker(CUES, RULES | {"c.early": windowed, "c.after": anchored})
    gold = make_gold(line("1", {"apology": [4]}, complaint=True)).calls["1"]
    truth = Truth(checker.profile, gold, CALL)
    assert [truth.knows(name) for name in ("c.early", "c.after", "a.sorry")] == [False, False, True]


def test_what_rests_on_data_alone_is_not_labelled(
    make_checker: Callable[..., Checker], make_gold: Callable[..., Gold]
) -> None:
    rules = {
        "c.hangs_up": rule(forbid={"meta": "hangup_by", "is": "agent"}),
        "c.waits": rule(limit={"metric": "longest_hold_ms", "at_most": 30_000}),
    }
    truth = Truth(make_checker(CUES, rules).profile, make_gold(line("1", {})).calls["1"], CALL)
    assert [truth.knows(name) for name in rules] == [False, False]


@pytest.mark.parametrize(("cut", "expected"), [(True, "undecidable"), (False, "fail")])
def test_a_missing_end_leaves_rules_about_it_undecidable(
    cut: bool,
    expected: str,
    make_checker: Callable[..., Checker],
    make_gold: Callable[..., Gold],
) -> None:
    checker = make_checker(CUES, {"c.last": rule(require="closing")})
    gold = make_gold(line("1", {"closing": []}, ending_cut=cut)).calls["1"]
    assert Truth(checker.profile, gold, CALL).verdict("c.last") == expected
