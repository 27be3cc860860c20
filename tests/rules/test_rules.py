"""Rules judged: the four verdicts, conditions in three values, and what a verdict says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Outcome, Turn, Verdict
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Checker

CUES = {"hello": cue("您好"), "wait": cue("请稍等"), "thanks": cue("谢谢您"), "bad": cue("办不了")}


@pytest.fixture
def judge(make_checker: Callable[..., Checker]) -> Callable[..., Verdict]:
    """Return a function that judges a call by one rule."""

    def run(spoken: Call, **fields: object) -> Verdict:
        return make_checker(CUES, {"r": rule(**fields)}).check(spoken).verdicts[0]

    return run


TWO = {"any": ["hello", "thanks", "wait"], "at_least": 2}


@pytest.mark.parametrize(
    ("fields", "turns", "outcome"),
    [
        ({"require": "hello"}, ["A 您好"], "pass"),
        ({"require": "hello"}, ["A 喂"], "fail"),
        ({"require": "hello"}, ["A 喂", "C 您好"], "fail"),
        ({"forbid": "bad"}, ["A 您好"], "pass"),
        ({"forbid": "bad"}, ["A 办不了"], "fail"),
        ({"forbid": "bad"}, ["A 嗯", "C 办不了"], "pass"),
        ({"require": "thanks", "when": "wait"}, ["A 您好"], "not_applicable"),
        ({"require": "thanks", "when": "wait"}, ["A 请稍等"], "fail"),
        ({"require": "thanks", "when": "wait"}, ["A 请稍等", "A 谢谢您"], "pass"),
        ({"require": "thanks", "within": {"after": "wait"}}, ["A 谢谢您"], "not_applicable"),
        ({"require": "thanks", "within": {"after": "wait"}}, ["A 谢谢您", "A 请稍等"], "fail"),
        ({"require": "thanks", "within": {"after": "wait"}}, ["A 请稍等，谢谢您"], "pass"),
        ({"require": "hello", "within": {"first_agent_turns": 1}}, ["A 喂", "A 您好"], "fail"),
        ({"require": {"all": ["hello", "thanks"]}}, ["A 您好"], "fail"),
        ({"require": {"all": ["hello", "thanks"]}}, ["A 您好谢谢您"], "pass"),
        ({"require": {"any": ["hello", "thanks"]}}, ["A 谢谢您"], "pass"),
        ({"require": {"any": ["hello", "thanks"]}}, ["A 喂"], "fail"),
        ({"require": {"not": "bad"}}, ["A 喂"], "pass"),
        ({"require": {"not": "bad"}}, ["A 办不了"], "fail"),
        ({"forbid": {"all": ["bad", {"not": "thanks"}]}}, ["A 办不了"], "fail"),
        ({"forbid": {"all": ["bad", {"not": "thanks"}]}}, ["A 办不了谢谢您"], "pass"),
        (
            {"require": {"cue": "hello", "within": {"first_agent_turns": 1}}},
            ["A 喂", "A 您好"],
            "fail",
        ),
        ({"require": "hello", "undecidable_when": "bad"}, ["A 办不了"], "undecidable"),
        ({"require": "hello", "undecidable_when": "bad"}, ["A 喂"], "fail"),
        ({"require": "hello", "within": {"first_seconds": 5.0}}, ["A 喂"], "undecidable"),
        ({"require": "hello"}, ["C 您好"], "undecidable"),
        ({"require": "hello"}, ["U 您好"], "undecidable"),
        ({"require": "hello"}, ["A 喂", "U 您好"], "undecidable"),
        ({"require": "hello"}, ["A 您好", "U 您好"], "pass"),
        ({"require": "hello"}, ["A 喂", "U 喂"], "fail"),
        ({"forbid": "bad"}, ["A 喂", "U 办不了"], "undecidable"),
        ({"require": "hello"}, [], "undecidable"),
        ({"require": {"any": ["hello", "thanks"]}}, ["A 谢谢您", "U 您好"], "pass"),
        ({"require": TWO}, ["A 谢谢您", "A 您好"], "pass"),
        ({"require": TWO}, ["A 谢谢您", "A 谢谢您"], "fail"),
        ({"require": TWO}, ["A 谢谢您", "U 您好"], "undecidable"),
        ({"require": TWO}, ["A 谢谢您", "A 您好", "U 请稍等"], "pass"),
        ({"require": TWO}, ["A 喂", "U 您好"], "fail"),
        ({"forbid": TWO}, ["A 谢谢您", "A 您好"], "fail"),
        (
            {"require": "hello", "within": {"first_agent_turns": 1}},
            ["A 喂", "C 嗯", "A 喂", "U 您好"],
            "fail",
        ),
        ({"require": "thanks", "within": {"after": "wait"}}, ["A 喂", "U 请稍等"], "undecidable"),
        ({"require": "thanks", "within": {"before": "wait"}}, ["A 请稍等"], "fail"),
        (
            {"require": "hello", "within": {"first_agent_turns": 1, "last_agent_turns": 1}},
            ["A 您好", "A 您好"],
            "fail",
        ),
        ({"require": {"all": ["hello", "thanks"]}}, ["A 喂", "U 您好"], "fail"),
        ({"require": {"all": ["hello", "thanks"]}}, ["A 谢谢您", "U 您好"], "undecidable"),
    ],
)
def test_verdicts(
    judge: Callable[..., Verdict], fields: dict[str, object], turns: list[str], outcome: str
) -> None:
    assert judge(call(*turns), **fields).verdict == outcome


OUTBOUND = {"meta": "direction", "is": "outbound"}


@pytest.mark.parametrize(
    ("when", "meta", "outcome"),
    [
        (OUTBOUND, {"direction": "outbound"}, "fail"),
        (OUTBOUND, {"direction": "inbound"}, "not_applicable"),
        (OUTBOUND, {}, "undecidable"),
        (OUTBOUND, {"direction": None}, "undecidable"),
        (OUTBOUND | {"unknown": False}, {}, "not_applicable"),
        (OUTBOUND | {"unknown": True}, {}, "fail"),
        ({"not": OUTBOUND | {"unknown": False}}, {}, "fail"),
        ({"not": OUTBOUND}, {}, "undecidable"),
        ({"meta": "queue", "is": ["a", "b"]}, {"queue": "b"}, "fail"),
        ({"meta": "queue", "is": ["a", "b"]}, {"queue": "c"}, "not_applicable"),
        ({"meta": "dropped", "is": True}, {"dropped": True}, "fail"),
        ({"meta": "dropped", "is": True}, {"dropped": 1}, "not_applicable"),
        ({"meta": "level", "is": 1}, {"level": True}, "not_applicable"),
        ({"meta": "level", "is": 1}, {"level": 1}, "fail"),
    ],
)
def test_call_data(
    judge: Callable[..., Verdict], when: dict[str, object], meta: dict[str, object], outcome: str
) -> None:
    assert judge(call("A 喂", **meta), require="hello", when=when).verdict == outcome


@pytest.mark.parametrize(
    ("fields", "turns", "reason"),
    [
        ({"require": "hello", "when": "wait"}, ["A 喂"], "no-occasion"),
        ({"require": "hello"}, ["U 您好"], "unknown-speakers"),
        ({"require": "hello"}, ["C 您好"], "no-agent-turns"),
        ({"require": "hello"}, ["A 喂", "U 您好"], "unknown-speaker"),
        ({"require": "hello", "when": OUTBOUND}, ["A 喂"], "no-call-data"),
        ({"require": "hello", "within": {"last_seconds": 5.0}}, ["A 喂"], "no-times"),
        ({"require": "hello", "undecidable_when": "bad"}, ["A 办不了"], "excepted"),
    ],
)
def test_reasons_are_reported_in_words(
    judge: Callable[..., Verdict], fields: dict[str, object], turns: list[str], reason: str
) -> None:
    verdict = judge(call(*turns), **fields)
    assert verdict.reason == reason
    assert verdict.message
    assert (verdict.points, verdict.advice, verdict.evidence) == (0, "", ())


def test_a_rules_own_words_for_an_exception(judge: Callable[..., Verdict]) -> None:
    verdict = judge(
        call("A 办不了"), require="hello", undecidable_when="bad", undecidable_reason="电话中断"
    )
    assert verdict.message == "电话中断"


def test_a_violation_says_all(judge: Callable[..., Verdict]) -> None:
    verdict = judge(call("A 喂", "A 办不了"), forbid="bad")
    assert verdict.verdict is Outcome.FAIL
    assert (verdict.message, verdict.advice, verdict.points) == ("没有做到", "请做到", -10)
    assert [(hit.turn, hit.quote) for hit in verdict.evidence] == [(1, "办不了")]
    assert verdict.searched is not None
    assert verdict.searched.turns == (0, 1)
    assert verdict.nearest is None


@pytest.mark.parametrize(
    ("turns", "number"),
    [
        (["A 办不了", "C 啊", "A 嗯", "A 嗯", "A 嗯", "A 谢谢您"], 6),
        (["A 办不了", "A 谢谢您", "A 办不了", "A 嗯", "A 谢谢您"], 5),
        (["A 办不了谢谢您"], None),
        (["A 谢谢您", "A 办不了"], None),
        (["A 办不了", "C 谢谢您"], None),
        (["A 办不了", "A 谢谢您", "A 您好"], None),
        (["A 您好", "A 办不了", "A 谢谢您"], 3),
    ],
)
def test_what_the_agent_puts_right_later(
    judge: Callable[..., Verdict], turns: list[str], number: int | None
) -> None:
    put_right = {"cues": ["thanks"], "unless": ["hello"]}
    verdict = judge(call(*turns), forbid="bad", put_right_by=put_right)
    fatal = judge(call(*turns), forbid="bad", put_right_by=put_right, severity="fatal")
    said = "" if number is None else f"：客服后来在第 {number} 轮补救了"
    reason = "" if number is None else "put-right"
    outcome = Outcome.FAIL if number is None else Outcome.UNDECIDABLE
    assert (verdict.verdict, verdict.reason) == (outcome, reason)
    assert (fatal.verdict, fatal.reason) == (Outcome.FAIL, reason)
    assert verdict.message == f"没有做到{said}"
    assert verdict.evidence


@pytest.mark.parametrize(
    ("turns", "number"),
    [
        (["A 办不了谢谢您"], 1),
        (["A 办不了", "C 啊", "A 嗯", "A 谢谢您"], 4),
        (["A 办不了", "A 办不了", "A 谢谢您"], 3),
        (["A 办不了", "C 谢谢您"], None),
        (["A 谢谢您办不了"], None),
        (["A 办不了", "A 嗯", "A 嗯", "A 谢谢您"], None),
        (["A 办不了", "A 谢谢您", "A 办不了"], None),
    ],
)
def test_what_the_agent_takes_back(
    judge: Callable[..., Verdict], turns: list[str], number: int | None
) -> None:
    verdict = judge(call(*turns), forbid="bad", taken_back_by="thanks")
    fatal = judge(call(*turns), forbid="bad", taken_back_by="thanks", severity="fatal")
    said = "" if number is None else f"：客服在第 {number} 轮收回了这话或为它道了歉"
    reason = "" if number is None else "taken-back"
    outcome = Outcome.FAIL if number is None else Outcome.UNDECIDABLE
    assert (verdict.verdict, verdict.reason) == (outcome, reason)
    assert (fatal.verdict, fatal.reason) == (Outcome.FAIL, reason)
    assert verdict.points == (-10 if number is None else 0)
    assert fatal.points == -10
    assert verdict.message == fatal.message == f"没有做到{said}"
    assert verdict.evidence == fatal.evidence
    assert fatal.evidence


def test_a_missed_requirement_says_what_came_nearest(make_checker: Callable[..., Checker]) -> None:
    cues = {"company": cue("这里是{company}客服服务中心热线", within={"first_agent_turns": 2})}
    rules = {"r": rule(require="company", within={"first_agent_turns": 2})}
    checker = make_checker(cues, rules, {"variables": {"company": ["海尔"]}})
    verdict = checker.check(
        call("A 喂", "A 您好，这里是，嗯，客服服务中心热线", "A 这里是客服部")
    ).verdicts[0]
    assert verdict.verdict is Outcome.FAIL
    assert verdict.searched is not None
    assert verdict.searched.turns == (0, 1)
    assert verdict.nearest is not None
    assert (verdict.nearest.turn, verdict.nearest.quote) == (1, "这里是，嗯，客服服务中心热线")
    assert verdict.nearest.lacks == ("海尔",)
    assert 0.5 < verdict.nearest.similarity < 1


def test_what_must_not_be_said_is_the_evidence(judge: Callable[..., Verdict]) -> None:
    for condition in ({"not": "bad"}, {"all": ["hello", {"not": "bad"}]}):
        verdict = judge(call("A 您好，办不了"), require=condition)
        assert [hit.quote for hit in verdict.evidence] == ["办不了"]


def test_nothing_near_is_reported_as_nothing(judge: Callable[..., Verdict]) -> None:
    assert judge(call("A 完全不相干的话"), require="thanks").nearest is None


def test_what_the_customer_says_is_not_near(judge: Callable[..., Verdict]) -> None:
    assert judge(call("A 喂", "C 谢谢你"), require="thanks").nearest is None


@pytest.mark.parametrize("speaker", ["system", "customer"])
def test_a_machine_is_no_agent(judge: Callable[..., Verdict], speaker: str) -> None:
    spoken = Call("test", (Turn(speaker, "您好"), Turn("agent", "喂")))  # type: ignore[arg-type]
    assert judge(spoken, require="hello").verdict is Outcome.FAIL
