"""Whether a call is in a dialect as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Checker, Outcome, Session, Speaker, Turn
from scriptcheck.text.fold import fold
from scriptcheck.text.script import ScriptCounts

if TYPE_CHECKING:
    from scriptcheck.report import CallReport

CANTONESE = [
    (Speaker.AGENT, "您好，請問有乜嘢可以幫到你？"),
    (Speaker.CUSTOMER, "我部雪櫃唔凍，尋日開始㗎，啲餸都壞晒喇"),
    (Speaker.AGENT, "唔好意思，我幫你睇下先，你係咪喺旺角嗰邊住？"),
    (Speaker.CUSTOMER, "係呀，你哋幾時可以派人嚟睇下？"),
    (Speaker.AGENT, "聽日上晝得唔得？師傅會打俾你先嘅"),
    (Speaker.CUSTOMER, "得，咁就聽日啦"),
    (Speaker.AGENT, "好嘅，仲有冇其他嘢可以幫到你？"),
]
SHANGHAINESE = (
    "侬好，侬屋里向个冰箱勿冷是伐，师傅明朝来好伐，侬勿要急，呒没问题个，侬电话勿要关脱，侬讲好伐"
)
COLOURED = (
    "您好，冇得事，您莫急，我帮您查哈，要得不嘛，"
    "师傅明天上午来，啥子时候方便，您看中不中，好的呀，行不嘛，我给您登记了"
)


def _report(checker: Checker, turns: list[tuple[Speaker, str]]) -> CallReport:
    return checker.check(Call("a", tuple(Turn(speaker, text) for speaker, text in turns)))


@pytest.mark.parametrize("text", ["".join(text for _, text in CANTONESE), SHANGHAINESE])
def test_in_dialect_as_a_whole(text: str) -> None:
    assert ScriptCounts.of(fold(text).text, text).are_dialect


@pytest.mark.parametrize("text", [COLOURED, "佢哋喺度", "这是关系到系统的事" * 10, ""])
def test_coloured_or_too_short_to_tell(text: str) -> None:
    assert not ScriptCounts.of(fold(text).text, text).are_dialect


def test_a_call_in_dialect_is_not_judged(default_checker: Checker) -> None:
    report = _report(default_checker, CANTONESE)
    assert {verdict.verdict for verdict in report.verdicts} == {Outcome.UNDECIDABLE}
    assert {verdict.reason for verdict in report.verdicts} == {"dialect"}
    assert report.score is None
    assert [warning.code for warning in report.warnings] == ["dialect"]


def test_a_call_with_a_local_colour_is_judged(default_checker: Checker) -> None:
    report = _report(default_checker, [(Speaker.AGENT, COLOURED), (Speaker.CUSTOMER, "要得")])
    assert report.warnings == ()
    assert report.score is not None


def test_a_live_call_in_dialect_brings_no_violation(default_checker: Checker) -> None:
    insult = Turn(Speaker.AGENT, "你有病吧")
    session = Session(default_checker)
    assert any(event.verdict.rule == "banned.rude" for event in session.feed(insult))
    session = Session(default_checker)
    for speaker, text in CANTONESE:
        session.feed(Turn(speaker, text))
    assert not any(event.verdict.rule == "banned.rude" for event in session.feed(insult))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("嗰个订单不对", "那个订单不对"),
        ("嗰個訂單", "那个订单"),
        ("咁即系这样", "这就是这样"),
        # 系 by itself shows no Cantonese.
        ("即系这样", "即系这样"),
    ],
)
def test_words_of_cantonese_are_folded(said: str, meant: str) -> None:
    assert fold(said).text == meant
