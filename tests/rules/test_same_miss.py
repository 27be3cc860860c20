"""One miss, one violation: rules that answer to the same passage or the same words count once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import CallReport, Outcome
from scriptcheck.errors import LexiconError
from scriptcheck.rule_selection import RuleSelection
from scriptcheck.run.tally import RunTally
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from scriptcheck import Checker, Verdict

CUES = {
    "wait": cue("请稍等"),
    "thanks": cue("谢谢您"),
    "bad": cue("办不了"),
    "worse": cue("我办不了"),
}


def minor(**fields: object) -> dict[str, object]:
    return rule(severity="minor", points=-2, **fields)


def info(**fields: object) -> dict[str, object]:
    return rule(severity="info", points=0, **fields)


def by_rule(report: CallReport) -> Mapping[str, Verdict]:
    return {verdict.rule: verdict for verdict in report.verdicts}


def test_rules_of_the_same_miss_are_one_violation(make_checker: Callable[..., Checker]) -> None:
    rules = {
        "a": info(require="thanks", same_as=["b"]),
        "b": minor(require="thanks"),
        "c": info(require="thanks", same_as=["a"]),
    }
    report = make_checker(CUES, rules).check(call("A 请稍等"))
    (violation,) = report.violations
    assert (violation.rule, violation.also, violation.points) == ("b", ("a", "c"), -2)
    assert report.score == 98
    verdicts = by_rule(report)
    assert all(verdicts[name].verdict is Outcome.FAIL for name in "abc")
    assert [verdicts[name].under for name in "abc"] == ["b", "", "b"]


def test_each_miss_of_a_group_stands_alone_where_the_others_are_kept(
    make_checker: Callable[..., Checker],
) -> None:
    rules = {"a": info(require="thanks", same_as=["b"]), "b": minor(require="wait")}
    report = make_checker(CUES, rules).check(call("A 请稍等"))
    (violation,) = report.violations
    assert (violation.rule, violation.also) == ("a", ())


def test_points_are_taken_off_once(make_checker: Callable[..., Checker]) -> None:
    rules = {"a": minor(forbid="bad"), "b": rule(severity="major", points=-5, forbid="worse")}
    report = make_checker(CUES, rules).check(call("A 我办不了"))
    (violation,) = report.violations
    assert (violation.rule, violation.also) == ("b", ("a",))
    assert report.score == 95
    assert by_rule(report)["a"].points == 0


def test_a_rule_with_words_of_its_own_keeps_these(make_checker: Callable[..., Checker]) -> None:
    rules = {"a": minor(forbid="bad"), "b": rule(severity="major", points=-5, forbid="worse")}
    report = make_checker(CUES, rules).check(call("A 我办不了", "C 唉", "A 真的办不了"))
    first, second = report.violations
    assert (first.rule, first.also, first.points) == ("b", ("a",), -5)
    assert (second.rule, second.under, second.points) == ("a", "", -2)
    assert [hit.turn for hit in second.evidence] == [2]


def test_the_top_one_of_a_chain_names_all(make_checker: Callable[..., Checker]) -> None:
    rules = {
        "a": rule(severity="major", points=-5, forbid="worse"),
        "b": minor(forbid="bad", same_as=["c"]),
        "c": info(require="thanks"),
        "d": info(require="thanks", same_as=["c"]),
    }
    report = make_checker(CUES, rules).check(call("A 我办不了"))
    assert {name: each.under for name, each in by_rule(report).items()} == {
        "a": "",
        "b": "a",
        "c": "a",
        "d": "a",
    }
    (violation,) = report.violations
    assert (violation.also, report.score) == (("b", "c", "d"), 95)


CHAIN = {"one": cue("您自己"), "two": cue("自己再想"), "three": cue("想办法")}


@pytest.mark.parametrize(
    ("points", "under", "score"),
    [
        ((-5, -4, -3), {"b": "a", "c": "a"}, 95),
        ((-3, -4, -5), {"a": "c", "b": "c"}, 95),
        ((-3, -5, -4), {"a": "b", "c": "b"}, 95),
        # What only a lighter rule joins are two faults; it is counted with the heavier one.
        ((-5, -3, -4), {"b": "a"}, 91),
    ],
)
def test_overlapping_words_of_three_rules(
    make_checker: Callable[..., Checker],
    points: tuple[int, int, int],
    under: dict[str, str],
    score: int,
) -> None:
    rules = {
        name: minor(forbid=said) | {"points": each}
        for name, said, each in zip("abc", CHAIN, points, strict=True)
    }
    report = make_checker(CHAIN, rules).check(call("A 您自己再想办法"))
    verdicts = by_rule(report)
    assert {name: each.under for name, each in verdicts.items() if each.under} == under
    assert {lower for each in report.violations for lower in each.also} == set(under)
    assert report.score == score


def test_what_shares_words_with_a_rule_that_is_counted_elsewhere_is_counted_there(
    make_checker: Callable[..., Checker],
) -> None:
    rules = {
        "a": minor(forbid="rest", same_as=["b"]) | {"points": -3},
        "b": minor(forbid="worse"),
        "c": info(forbid="bad"),
    }
    cues = CUES | {"rest": cue("您歇着")}
    report = make_checker(cues, rules).check(call("A 您歇着", "C 唉", "A 我办不了"))
    (violation,) = report.violations
    assert (violation.rule, violation.also) == ("a", ("b", "c"))


def test_words_that_break_several_rules_are_named_by_each(
    make_checker: Callable[..., Checker],
) -> None:
    rules = {"a": minor(forbid="one"), "b": minor(forbid="three"), "c": info(forbid="two")}
    report = make_checker(CHAIN, rules).check(call("A 您自己再想吧", "A 自己再想办法"))
    assert [(each.rule, each.also) for each in report.violations] == [("a", ("c",)), ("b", ("c",))]
    assert by_rule(report)["c"].under == "a"


def test_a_rule_that_is_left_out_joins_those_that_it_names_all_the_same(
    make_checker: Callable[..., Checker],
) -> None:
    rules = {
        "a": info(require="thanks"),
        "b": info(require="thanks", same_as=["a"]),
        "c": info(require="thanks", same_as=["b"]),
    }
    spoken = call("A 请稍等")
    left_out = make_checker(CUES, rules, profile={"rules": {"exclude": ["b"]}})
    narrowed = make_checker(CUES, rules).narrowed(RuleSelection(ignore=("b",)))
    for checker in (left_out, narrowed, narrowed.narrowed(RuleSelection(select=("a", "c")))):
        (violation,) = checker.check(spoken).violations
        assert (violation.rule, violation.also) == ("a", ("c",))


@pytest.mark.parametrize(
    ("said", "count"),
    [("办不了我帮不上", 1), ("办不了，我帮不上", 2), ("办不了。您看看，我帮不上", 2)],
)
def test_one_half_sentence_is_one_violation(
    make_checker: Callable[..., Checker], said: str, count: int
) -> None:
    cues = {"bad": cue("办不了"), "worse": cue("我帮不上")}
    rules = {"a": minor(forbid="bad"), "b": minor(forbid="worse")}
    assert len(make_checker(cues, rules).check(call(f"A {said}")).violations) == count


def test_words_that_a_missing_step_is_measured_from_are_no_fault(
    make_checker: Callable[..., Checker],
) -> None:
    respond = {"to": "wait", "with": "thanks"}
    rules = {"a": minor(respond=respond), "b": minor(forbid="wait")}
    report = make_checker(CUES, rules).check(call("A 请稍等"))
    assert [violation.rule for violation in report.violations] == ["a", "b"]


def test_a_rule_that_the_profile_leaves_out_joins_others_all_the_same(
    make_checker: Callable[..., Checker],
) -> None:
    rules = {
        "a": info(require="thanks", same_as=["c"]),
        "b": info(require="thanks", same_as=["c"]),
        "c": minor(require="thanks"),
    }
    checker = make_checker(CUES, rules, profile={"rules": {"exclude": ["c"]}})
    (violation,) = checker.check(call("A 请稍等")).violations
    assert (violation.rule, violation.also) == ("a", ("b",))


def test_an_unknown_rule_is_refused(make_checker: Callable[..., Checker]) -> None:
    with pytest.raises(LexiconError, match="unknown-rule"):
        make_checker(CUES, {"a": info(require="thanks", same_as=["nowhere"])})


def test_what_is_counted_elsewhere_is_in_no_count(make_checker: Callable[..., Checker]) -> None:
    rules = {"a": info(require="thanks", same_as=["b"]), "b": minor(require="thanks")}
    tally = RunTally()
    tally.count(make_checker(CUES, rules).check(call("A 请稍等")))
    assert tally.folded == {"a": 1}
    assert sum(tally.severities.values()) == 1


def test_shipped_pairs_are_one_violation() -> None:
    from scriptcheck import Checker

    spoken = call("A 您好", "C 我要投诉你们", "A 哦", "C 怎么没人管", "A 登记了，再见", "C 再见")
    report = Checker.load().check(spoken)
    by = {violation.rule: violation for violation in report.violations}
    assert by["complaint.apologise"].also == ("standard.forgive", "standard.truly_sorry")
    assert by["complaint.ask_request"].also == ("standard.hear_opinion",)
