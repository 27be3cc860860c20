"""Rules selected, ignored and cut off by severity, before checking and in reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Severity
from scriptcheck.errors import UsageError
from scriptcheck.rule_selection import RuleSelection
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Checker

CUES = {"thanks": cue("谢谢您"), "bad": cue("办不了")}
RULES = {
    "a.one": rule(require="thanks", severity="minor", points=-2),
    "a.two": rule(require="thanks", severity="info", points=0, same_as=["a.one"]),
    "b.one": rule(forbid="bad", severity="major", points=-5),
}
SPOKEN = call("A 这个办不了")


@pytest.mark.parametrize(
    ("selection", "kept"),
    [
        (RuleSelection(), ["a.one", "a.two", "b.one"]),
        (RuleSelection(select=("a.one",)), ["a.one"]),
        (RuleSelection(select=("a.*",)), ["a.one", "a.two"]),
        (RuleSelection(select=("a",)), ["a.one", "a.two"]),
        (RuleSelection(ignore=("a",)), ["b.one"]),
        (RuleSelection(select=("a", "b"), ignore=("*.one",)), ["a.two"]),
        (RuleSelection(min_severity=Severity.MINOR), ["a.one", "b.one"]),
        (RuleSelection(min_severity=Severity.FATAL), []),
    ],
)
def test_what_is_judged_and_kept(
    make_checker: Callable[..., Checker], selection: RuleSelection, kept: list[str]
) -> None:
    checker = make_checker(CUES, RULES)
    report = checker.narrowed(selection).check(SPOKEN)
    assert [verdict.rule for verdict in report.verdicts] == kept
    again = selection.of_report(checker.check(SPOKEN))
    assert [verdict.rule for verdict in again.verdicts] == kept
    assert [each.rule for each in again.violations] == [each.rule for each in report.violations]


def test_a_selection_is_another_profile(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker(CUES, RULES)
    narrowed = checker.narrowed(RuleSelection(select=("b",)))
    assert narrowed.stamp.sha256 != checker.stamp.sha256
    assert checker.narrowed(RuleSelection()) is checker
    assert narrowed.check(SPOKEN).score == 95
    assert checker.check(SPOKEN).score == 93


def test_what_is_left_without_its_lead_is_a_violation(make_checker: Callable[..., Checker]) -> None:
    report = make_checker(CUES, RULES).check(SPOKEN)
    assert [each.rule for each in report.violations] == ["b.one", "a.one"]
    again = RuleSelection(select=("a.two",)).of_report(report)
    assert [each.rule for each in again.violations] == ["a.two"]
    lead = RuleSelection(ignore=("a.two",)).of_report(report).violations[1]
    assert (lead.rule, lead.also) == ("a.one", ())


CHAINS = {
    "lead": rule(severity="fatal", points=-9, forbid="whole"),
    "one": rule(severity="major", points=-5, forbid="first"),
    "two": rule(severity="minor", points=-5, forbid="second"),
    "three": rule(severity="minor", points=-1, forbid="second"),
    "four": rule(severity="minor", points=0, require="thanks", same_as=["three"]),
}


@pytest.mark.parametrize(
    ("selection", "violations"),
    [
        (RuleSelection(), [("lead", ("one", "two", "three", "four"))]),
        (RuleSelection(ignore=("one", "four")), [("lead", ("two", "three"))]),
        (RuleSelection(ignore=("lead",)), [("one", ("four",)), ("two", ("three",))]),
        (RuleSelection(select=("four", "three")), [("three", ("four",))]),
        (RuleSelection(select=("one", "three")), [("one", ()), ("three", ())]),
        (RuleSelection(select=("four",)), [("four", ())]),
    ],
)
def test_what_was_counted_under_a_rule_that_is_left_out_is_counted_once(
    make_checker: Callable[..., Checker],
    selection: RuleSelection,
    violations: list[tuple[str, tuple[str, ...]]],
) -> None:
    cues = CUES | {"whole": cue("您自己再想办法"), "first": cue("您自己"), "second": cue("办法")}
    report = selection.of_report(make_checker(cues, CHAINS).check(call("A 您自己再想办法")))
    assert [(each.rule, each.also) for each in report.violations] == violations
    leads = {each.rule for each in report.violations}
    followers = [each for each in report.verdicts if each.under]
    assert all(each.under in leads for each in followers)


def test_words_that_two_rules_stand_for_count_under_the_one_that_is_kept(
    make_checker: Callable[..., Checker],
) -> None:
    cues = {"one": cue("您自己"), "two": cue("自己再想"), "three": cue("想办法")}
    rules = {
        "a": rule(forbid="one", severity="major"),
        "b": rule(forbid="three", severity="major"),
        "c": rule(forbid="two", severity="minor"),
    }
    spoken = call("A 您自己再想吧", "A 自己再想办法")
    checker = make_checker(cues, rules)
    report = RuleSelection(ignore=("a",)).of_report(checker.check(spoken))
    assert [(each.rule, each.also) for each in report.violations] == [("b", ("c",))]


def test_a_pattern_that_fits_nothing(make_checker: Callable[..., Checker]) -> None:
    with pytest.raises(UsageError, match="unknown-rule"):
        make_checker(CUES, RULES).narrowed(RuleSelection(select=("c",)))
