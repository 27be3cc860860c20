"""Harmless phrases: what they excuse, and where they end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import call, cue

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import CallReport, Checker


def found(report: CallReport) -> list[str]:
    return [hit.quote for hit in report.cues]


def test_inside_a_harmless_phrase(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker({"a": cue("不清楚", unless=["听[得]?不清楚"])})
    report = checker.check(call("A 我听不清楚，这个我不清楚"))
    assert [(hit.start, hit.end) for hit in report.cues] == [(9, 12)]
    (dropped,) = report.suppressed
    assert (dropped.quote, dropped.reason, dropped.detail) == ("不清楚", "harmless", "听不清楚")


def test_a_harmless_phrase_does_not_reach_into_another_sentence(
    make_checker: Callable[..., Checker],
) -> None:
    checker = make_checker({"a": cue("不清楚", unless=["什么..{6}不清楚"])})
    assert found(checker.check(call("A 还有什么问题吗？这个不清楚。"))) == ["不清楚"]
    assert found(checker.check(call("A 还有什么地方不清楚？"))) == []


@pytest.mark.parametrize(
    ("said", "quotes"),
    [
        ("对，我不要", ["对"]),
        ("对 我不要", ["对"]),
        ("对我不好", []),
        ("对我，不好", []),
        ("对，我们公司的事", []),
    ],
)
def test_a_harmless_word_bridges_no_sign(
    make_checker: Callable[..., Checker], said: str, quotes: list[str]
) -> None:
    checker = make_checker({"c": cue("对", unless=["对我", "对我们公司"], boundary="none")})
    assert found(checker.check(call(f"A {said}"))) == quotes


def test_a_harmless_hit_of_an_unknown_speaker_leaves_nothing_open(
    make_checker: Callable[..., Checker],
) -> None:
    checker = make_checker({"a": cue("不清楚", unless=["听不清楚"])})
    report = checker.check(call("A 喂", "U 听不清楚"))
    assert [hit.reason for hit in report.suppressed] == ["harmless"]


@pytest.mark.parametrize(
    ("company", "said", "quotes"),
    [
        ("去哪儿", "您好去哪儿客服", ["您好去哪儿客服"]),
        ("问界", "您好问界客服", ["您好问界客服"]),
        ("问界", "您好呃问界客服", ["您好呃问界客服"]),
        # Here somebody is sent to the company, whose name ends with a word of the harmless phrase.
        ("问界", "您去问界客服", []),
        ("青禾客服", "您去青禾客服", []),
        ("青禾客服", "您好去青禾客服", []),
    ],
)
def test_a_harmless_phrase_takes_no_part_of_a_name(
    make_checker: Callable[..., Checker], company: str, said: str, quotes: list[str]
) -> None:
    announced = cue("您[好]?..{1}{company}[客服]?", unless=["您..{2}[去|问]..{4}客服"])
    checker = make_checker({"c": announced}, profile={"variables": {"company": [company]}})
    assert found(checker.check(call(f"A {said}"))) == quotes


def test_a_harmless_phrase_takes_no_part_of_a_name_of_call_data(
    make_checker: Callable[..., Checker],
) -> None:
    named = cue("这里是..{4}客服", call_data="company", unless=["您..{2}[去|问]..{4}客服"])
    checker = make_checker({"c": named})
    for said, quotes in (("您好去哪儿客服", ["去哪儿"]), ("您去去哪儿客服", [])):
        assert found(checker.check(call(f"A {said}", company="去哪儿"))) == quotes


def test_a_harmless_phrase_may_ask_for_the_name(make_checker: Callable[..., Checker]) -> None:
    announced = cue("[是|打]{company}客服", unless=["[打|找]{company}客服"])
    checker = make_checker({"c": announced}, profile={"variables": {"company": ["问界"]}})
    assert found(checker.check(call("A 打问界客服"))) == []
    assert found(checker.check(call("A 是问界客服"))) == ["是问界客服"]
