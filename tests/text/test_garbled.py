"""Calls whose texts were decoded wrongly are not judged."""

from __future__ import annotations

import pytest

from scriptcheck import Call, Checker, Outcome, Session, Speaker, Turn
from scriptcheck.text.fold import fold
from scriptcheck.text.script import ScriptCounts

SAID = "您好，请问有什么可以帮您？我家冰箱不制冷了，好的，请您稍候，我帮您登记一下"
AS_GBK = SAID.encode().decode("gbk", "ignore")
LOST = "锟斤拷好，锟斤拷尔客锟斤拷中心，锟斤拷家冰锟斤拷不制锟斤拷了"
REPLACED = "�好，请问有�么可以帮�？我家冰箱�制冷了"


def are_garbled(text: str) -> bool:
    return ScriptCounts.of(fold(text).text, text).are_garbled


@pytest.mark.parametrize("text", [AS_GBK, LOST, REPLACED, SAID + AS_GBK * 4])
def test_what_nobody_can_read(text: str) -> None:
    assert are_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        SAID,
        SAID * 4 + AS_GBK,
        "",
        "锟斤拷",
        "喂锟斤拷好",
        "鼙鼓鸾凤麒麟貔貅",
        "你係咪喺旺角嗰邊住，我哋聽日嚟睇下",
        "妳好，請問有什麼可以幫您，冰箱壞了請稍候",
        SAID * 10 + "\ufffd" * 5,
        "OK, thank you, bye " * 20,
    ],
)
def test_what_can_be_read_or_is_too_short(text: str) -> None:
    assert not are_garbled(text)


@pytest.mark.parametrize("text", [AS_GBK, LOST, REPLACED])
def test_a_garbled_call_is_not_judged(default_checker: Checker, text: str) -> None:
    turns = (Turn(Speaker.AGENT, text), Turn(Speaker.CUSTOMER, text))
    report = default_checker.check(Call("a", turns))
    reasons = {(verdict.verdict, verdict.reason) for verdict in report.verdicts}
    assert (Outcome.UNDECIDABLE, "garbled") in reasons
    assert {outcome for outcome, _ in reasons} <= {Outcome.UNDECIDABLE, Outcome.NOT_APPLICABLE}
    assert (report.score, report.passed) == (None, None)
    assert [warning.code for warning in report.warnings] == ["garbled"]


def test_a_live_call_that_is_garbled_brings_no_violation(default_checker: Checker) -> None:
    session = Session(default_checker)
    for _ in range(3):
        session.feed(Turn(Speaker.AGENT, AS_GBK))
    insult = Turn(Speaker.AGENT, "你有病吧")
    assert not any(event.verdict.rule == "banned.rude" for event in session.feed(insult))
