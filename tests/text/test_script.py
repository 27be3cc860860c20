"""Whether a text is Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Checker, Outcome, Turn
from scriptcheck.text.fold import fold
from scriptcheck.text.script import is_chinese

if TYPE_CHECKING:
    from scriptcheck.report import CallReport

ENGLISH = "Thank you for calling customer service, how may I help you today?"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "您好，请问有什么可以帮您？",
        "請問有什麼可以幫您？",
        "OK bye bye",
        "13800138000 " * 20,
        "***" * 40,
        "我想check一下我个account，个order未到",
        "嗯 wifi 的密码 abcdefghijklmnopqrstuvwxyz 我记不住了，帮我重置一下吧",
        "\U00020000" * 30,
    ],
)
def test_chinese_or_too_short_to_tell(text: str) -> None:
    assert is_chinese(fold(text).text)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "お電話ありがとうございます。お客様の電話番号を教えていただけますか。",
        "안녕하세요 고객센터입니다 무엇을 도와드릴까요 감사합니다",
        "Здравствуйте, чем я могу вам помочь сегодня?",
        ENGLISH + "您好",
    ],
)
def test_not_chinese(text: str) -> None:
    assert not is_chinese(fold(text).text)


def report_on(*texts: str, lang: str = "zh") -> CallReport:
    checker = Checker.load(lang=lang)  # type: ignore[arg-type]
    return checker.check(Call("1", [Turn("agent", text) for text in texts]))


def test_a_call_in_another_language_is_not_judged() -> None:
    report = report_on(ENGLISH, "Goodbye.")
    assert {verdict.verdict for verdict in report.verdicts} == {Outcome.UNDECIDABLE}
    assert {verdict.reason for verdict in report.verdicts} == {"not-chinese"}
    assert (report.score, report.passed) == (None, None)
    assert [warning.code for warning in report.warnings] == ["not-chinese"]
    assert "不是中文" in report.warnings[0].message
    assert "not seem to be in Chinese" in report_on(ENGLISH, lang="en").warnings[0].message


def test_a_chinese_call_is() -> None:
    report = report_on("您好，很高兴为您服务，祝您生活愉快，再见。")
    assert report.warnings == ()
    assert report.score is not None
