"""Explanations: the verdicts of the check, and each part of each condition as it was decided."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Checker, Outcome, load_calls
from scriptcheck.errors import UsageError
from scriptcheck.explain import (
    ConditionPart,
    Explanation,
    RuleExplanation,
    explain,
    explain_findings,
)
from scriptcheck.match.finder import CueFinder
from scriptcheck.rules.judge import RuleJudge
from tests.conftest import ROOT, call, cue, rule, timed

if TYPE_CHECKING:
    from collections.abc import Callable

CUES = {
    "greeting": cue("您好"),
    "sorry": cue("[真]?对不起", "抱歉"),
    "rude": cue("滚"),
    "asks": cue("请问", speaker="customer"),
    "hold_notice": cue("请稍等"),
    "answer": cue("查到了"),
    "opening_sign": cue("您好"),
}


def explained(checker: Checker, spoken: Call, name: str = "a") -> RuleExplanation:
    explanation = explain(checker, spoken, [name])
    (found,) = explanation.rules
    assert explanation.call_id == spoken.call_id
    return found


def counted(monkeypatch: pytest.MonkeyPatch, owner: type, method: str) -> list[object]:
    """Return a list that grows by the object on which ``method`` is called, each time it is."""
    plain, calls = getattr(owner, method), []

    def count(self: object, *given: object, **named: object) -> object:
        calls.append(self)
        return plain(self, *given, **named)

    monkeypatch.setattr(owner, method, count)
    return calls


def shape(part: ConditionPart) -> object:
    """Return a part in short: its sign and name, or its kind and its parts."""
    sign = {True: "+", False: "-", None: "?"}[part.holds]
    if part.parts:
        return (f"{sign}{part.kind}", *map(shape, part.parts))
    return f"{sign}{part.name}"


def test_a_condition_is_told_part_by_part(make_checker: Callable[..., Checker]) -> None:
    condition = {
        "all": [
            {"any": ["greeting", "sorry"]},
            {"not": "rude"},
            {"any": ["greeting", "sorry", "answer"], "at_least": 2},
            {"meta": "direction", "is": ["inbound", "outbound"]},
        ]
    }
    checker = make_checker(CUES, {"a": rule(require=condition, when="asks")})
    found = explained(checker, call("A 您好", "C 请问", "A 滚", direction="inbound"))
    assert found.form == "require"
    assert (
        found.verdict
        == checker.check(call("A 您好", "C 请问", "A 滚", direction="inbound")).verdicts[0]
    )
    assert [(part.role, shape(part)) for part in found.parts] == [
        ("when", "+asks"),
        (
            "require",
            (
                "-all",
                ("+any", "+greeting", "-sorry"),
                ("-not", "+rude"),
                ("-any", "+greeting", "-sorry", "-answer"),
                "+direction",
            ),
        ),
    ]
    least, meta = found.parts[1].parts[2:]
    assert least.wanted == "≥ 2"
    assert (meta.value, meta.wanted) == ("inbound", "inbound 或 outbound")


def test_where_a_cue_was_looked_for_and_what_came_of_it(
    make_checker: Callable[..., Checker],
) -> None:
    checker = make_checker(
        CUES | {"closing": cue("感谢您的来电")},
        {"a": rule(require="closing", within={"last_agent_turns": 1})},
    )
    spoken = call("A 感谢您的来电", "C 感谢您的来电", "A 感谢您来的点")
    found = explained(checker, spoken)
    (part,) = found.parts
    assert (part.holds, part.searched, part.evidence) == (False, ((2, 2),), ())
    (closing,) = found.cues
    assert (closing.speaker, closing.phrases) == ("agent", ("感谢您的来电",))
    assert [hit.turn for hit in closing.heard] == [0]
    assert [(each.turn, each.reason) for each in closing.suppressed] == [(1, "wrong-speaker")]
    assert closing.nearest is not None
    assert (closing.nearest.turn, closing.nearest.quote) == (2, "感谢您来")


def test_a_metric_and_what_is_not_known(make_checker: Callable[..., Checker]) -> None:
    limit = {"metric": "longest_hold_ms", "at_most": 30_000}
    checker = make_checker(CUES, {"a": rule(limit=limit)})
    slow = explained(checker, timed("A 0-2 请稍等", "A 62-64 查到了", "C 65-66 好")).parts[0]
    assert (slow.role, slow.kind, slow.holds) == ("limit", "metric", False)
    assert (slow.title, slow.wanted, slow.value) == ("最长等待", "≤ 30 秒", 60_000)
    assert slow.measured[0].places[0].first_turn == 0
    unknown = explained(checker, call("A 请稍等")).parts[0]
    assert (unknown.holds, unknown.value, unknown.reason) == (None, None, "no-times")
    meta = make_checker(CUES, {"a": rule(forbid={"meta": "dropped", "is": True})})
    part = explained(meta, call("A 您好")).parts[0]
    assert (part.holds, part.reason, part.value) == (None, "no-call-data", None)


def test_the_steps_of_an_order(make_checker: Callable[..., Checker]) -> None:
    steps = ["greeting", {"cue": ["sorry", "answer"]}, {"cue": "hold_notice", "optional": True}]
    checker = make_checker(CUES, {"a": rule(order={"steps": steps})})
    found = explained(checker, call("A 您好", "A 查到了"))
    assert [(part.role, shape(part)) for part in found.parts] == [
        ("step", "+greeting"),
        ("step", ("+any", "-sorry", "+answer")),
        ("step", "-hold_notice"),
    ]


def test_a_trigger_and_what_should_follow_each_time(
    make_checker: Callable[..., Checker],
) -> None:
    respond = {"to": "hold_notice", "with": "answer", "agent_turns": 1}
    checker = make_checker(CUES, {"a": rule(respond=respond)})
    found = explained(checker, call("A 请稍等", "A 查到了", "A 请稍等", "A 嗯嗯", "A 查到了"))
    assert [(part.role, part.holds, part.searched) for part in found.parts] == [
        ("trigger", True, ((0, 4),)),
        ("response", True, ((0, 1),)),
        ("response", False, ((2, 3),)),
    ]
    assert found.verdict.verdict is Outcome.FAIL


def test_exceptions_and_needs(make_checker: Callable[..., Checker]) -> None:
    fields: dict[str, object] = {"undecidable_when": "asks", "undecidable_reason": "客户问了"}
    fields |= {"undecidable_reason_en": "They asked", "needs": ["opening"]}
    checker = make_checker(CUES, {"a": rule(require="greeting", **fields)})
    found = explained(checker, call("A 喂", "C 请问"))
    assert [part.role for part in found.parts] == ["undecidable_when", "require"]
    assert found.needs == ("opening",)
    assert [each.cue for each in found.cues] == ["asks", "greeting", "opening_sign"]
    assert found.verdict.message == "客户问了"


def test_a_call_is_matched_once_and_each_rule_judged_once(
    make_checker: Callable[..., Checker], monkeypatch: pytest.MonkeyPatch
) -> None:
    matched, judged = (
        counted(monkeypatch, CueFinder, "find"),
        counted(monkeypatch, RuleJudge, "judge"),
    )
    rules = {"a": rule(require="greeting"), "b": rule(forbid="answer", when="asks")}
    checker = make_checker(CUES, rules)
    spoken = call("A 您好", "C 请问")
    explanation = explain(checker, spoken)
    assert len(matched) == 1
    assert len(judged) == len(set(judged)) == len(rules)
    assert explanation == explain_findings(checker, checker.match(spoken))


def test_every_rule_on_every_example_call(default_checker: Checker) -> None:
    for spoken in load_calls(str(ROOT / "examples" / "calls")):
        report, explanation = default_checker.check(spoken), explain(default_checker, spoken)
        assert tuple(each.verdict for each in explanation.rules) == report.verdicts
        assert (explanation.score, explanation.passed) == (report.score, report.passed)
        for each in explanation.rules:
            assert each.parts
            assert {dropped.cue for cue in each.cues for dropped in cue.suppressed} <= {
                cue.cue for cue in each.cues
            }
            outcome = each.verdict.verdict
            if each.form == "require" and outcome in {Outcome.PASS, Outcome.FAIL}:
                assert each.parts[-1].holds == (outcome is Outcome.PASS), each.rule
            if each.form == "forbid" and outcome in {Outcome.PASS, Outcome.FAIL}:
                assert each.parts[-1].holds == (outcome is Outcome.FAIL), each.rule


def test_equal_calls_give_equal_json(default_checker: Checker) -> None:
    spoken = call("A 您好", "A 不知道\ud800")
    first, second = (explain(default_checker, spoken).to_json() for _ in range(2))
    assert first == second
    assert json.loads(first)["rules"]
    assert isinstance(explain(default_checker, spoken), Explanation)


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [("phone.greting", "unknown-rule", "phone.greeting"), ("case.redial", "case-rule", "cases")],
)
def test_a_rule_that_cannot_be_explained(
    name: str, code: str, words: str, default_checker: Checker
) -> None:
    if code == "case-rule":
        name = next(each for each in default_checker.profile.rules if each.startswith("case."))
    with pytest.raises(UsageError) as caught:
        explain(default_checker, call("A 您好"), [name])
    (problem,) = caught.value.problems
    assert problem.code == code
    assert words in problem.fix.en
