"""What the customer dictates: said back, rightly, and assented to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, LexiconError, Verdict
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Checker

CUES = {
    "asks": cue("[电话|地址|时间|日期|单号|多少钱|验证码]..{3}呢"),
    "secret": cue("验证码"),
    "checks": cue("对吗"),
    "yes": cue("[对|好的]", speaker="customer"),
}
READBACK = {"asked_by": "asks", "secret": "secret", "confirming": ["checks"], "assent": "yes"}


@pytest.fixture
def judge(make_checker: Callable[..., Checker]) -> Callable[..., Verdict]:
    """Return a function that judges a call by a rule of the form ``readback``."""

    def run(spoken: Call, **fields: object) -> Verdict:
        made = make_checker(CUES, {"r": rule(readback=READBACK | fields)})
        return made.check(spoken).verdicts[0]

    return run


PHONE = "C 我电话13800138000"


@pytest.mark.parametrize(
    ("turns", "outcome", "reason"),
    [
        ([PHONE, "A 一三八零零一三八零零零", "C 对"], "pass", ""),
        ([PHONE, "A 尾号8000", "C 对"], "pass", ""),
        ([PHONE, "A 尾号8008", "C 对"], "fail", "restated-wrongly"),
        ([PHONE, "A 13800138001", "C 对"], "fail", "restated-wrongly"),
        ([PHONE, "A 1380138000", "C 对"], "fail", "restated-wrongly"),
        (["C 我电话一三八零零一三八零零零零", "A 13800138000", "C 对"], "pass", ""),
        (["C 我电话一三八零零一三八零零零零", "A 13800138000", "C 不对"], "fail", "not-confirmed"),
        (
            [
                "C 一三八零零一三八零零",
                "A 少一位",
                "C 一三八零零一三八零零零",
                "A 138",
                "C 嗯",
                "A 00138000",
                "C 对",
            ],
            "pass",
            "",
        ),
        ([PHONE, "A 138", "C 嗯", "A 0013", "C 嗯", "A 8000", "C 对"], "pass", ""),
        ([PHONE, "A 138****8000", "C 对"], "undecidable", "masked"),
        (
            ["A 单号呢", "C 不是六零幺六零二是我邻居", "A 哦六零幺", "C 嗯"],
            "undecidable",
            "restated-in-part",
        ),
        (
            ["A 单号呢", "C 三零三，三零二是对门", "A 哦三零三，改好了"],
            "undecidable",
            "restated-in-part",
        ),
        (["A 单号呢", "C 七七二零八八四零九一三", "A 七七二零收到"], "fail", "not-restated"),
        (["A 单号呢", "C 三零三三零二", "A 三零收到"], "fail", "not-restated"),
        (
            [
                "A 验证码念一下",
                "C 五幺零幺零四幺九八八",
                "A 嗯",
                "C 零三幺二二零六七",
                "A 好",
                "C 对",
            ],
            "not_applicable",
            "no-occasion",
        ),
        (
            ["A 验证码念一下", "C 八八三零", "A 好", "C 我电话13800138000", "A 好", "C 对"],
            "fail",
            "not-restated",
        ),
        (
            ["A 验证码念一下", "C 八八三零", "A 收到了谢谢您", "C 13800138000", "A 好", "C 对"],
            "fail",
            "not-restated",
        ),
        ([PHONE, "A 好的", "C 对"], "fail", "not-restated"),
        ([PHONE, "A 好", "A 好", "A 好", "A 13800138000", "C 对"], "pass", ""),
        ([PHONE, "A 好", "A 好", "A 好", "A 13800138000", "C 不"], "fail", "not-restated"),
        ([PHONE, "A 好", "A 好", "A 好", "A 13800138001", "C 对"], "fail", "not-restated"),
        (
            [PHONE, "A 13800138000", "C 哪天", "C 哦", "A 明天", "A 13800138000对吧", "C 对"],
            "pass",
            "",
        ),
        ([PHONE, "A 13800138000", "C 几点来"], "undecidable", "not-confirmed"),
        ([PHONE, "A 13800138000"], "undecidable", "not-confirmed"),
        ([PHONE, "A 13800138000", "C 不是吧"], "fail", "not-confirmed"),
        # Said again, or begun again, it is one number.
        (["A 单号呢", "C 八零六，八零六", "A 八零六", "C 对"], "pass", ""),
        (["A 单号呢", "C 五幺二，五幺二二三七四", "A 五幺二二三七四", "C 对"], "pass", ""),
        (["A 地址呢", "C 七栋三单元502", "A 七栋三单元五零二户", "C 对"], "pass", ""),
        (["A 单号呢", "C 一二三四五六", "A 好", "C 对"], "not_applicable", "no-occasion"),
        (
            ["A 柳河路18号，地址呢", "C 对，柳河路十八号二单元", "A 好"],
            "not_applicable",
            "no-occasion",
        ),
        # A question for one thing is not answered by another.
        (["A 多少钱呢", "C 明天下午三点", "A 好", "C 对"], "not_applicable", "no-occasion"),
        (["A 多少钱呢", "C 八十块", "A 好", "C 对"], "fail", "not-restated"),
        ([PHONE, "A 13800138000", "C 嗯。"], "pass", ""),
        ([PHONE, "A 好，13800138000，您等我一会儿", "C 嗯，等呗，都等半天了"], "pass", ""),
        ([PHONE, "A 13800138000", "C 嗯，不对吧", "A 那再见"], "fail", None),
        ([PHONE, "A 13800138000", "C 对，我航班取消了，去不了了", "A 好"], "pass", ""),
        ([PHONE, "A 13800138000", "C 哪天", "C 哦", "A 明天"], "pass", ""),
        (["C 我电话1380****000", "A 好", "C 对"], "undecidable", "masked"),
        (["C 138", "A 嗯", "C 0013", "A 嗯", "C 8000", "A 13800138000", "C 对"], "pass", ""),
        (
            ["C 138", "A 138", "C 0013", "A 0013", "C 8000", "A 8000", "C 对"],
            "pass",
            "",
        ),
        (["C 138", "A 嗯", "C 0013", "A 嗯", "C 8000", "A 好的", "C 对"], "fail", None),
        (
            [PHONE, "A 13800138001", "C 错了，13800138000", "A 13800138000", "C 对"],
            "pass",
            "",
        ),
        (
            [PHONE, "A 13800138001", "C 错了，13800138000", "A 好的", "C 对"],
            "fail",
            "not-restated",
        ),
        (["C 我交了8000", "A 好", "C 对"], "not_applicable", "no-occasion"),
        (["A 单号呢", "C 8023", "A 8023", "C 对"], "pass", ""),
        (["A 单号呢", "C 8023", "A 8032", "C 对"], "fail", "restated-wrongly"),
        (["A 验证码呢", "C 802388", "A 好", "C 对"], "not_applicable", "no-occasion"),
        (["C 昨天交了167块8", "A 好", "C 对"], "not_applicable", "no-occasion"),
        (["A 多少钱呢", "C 一百六十七块八", "A 167.8元", "C 对"], "pass", ""),
        (["A 多少钱呢", "C 一百六十七块八", "A 176.8元对吗", "C 对"], "fail", "restated-wrongly"),
        # Whom the agent has told a value repeats it, and dictates nothing.
        (["A 8毛钱，多少钱呢", "C 8毛钱是吧", "A 嗯", "C 对"], "not_applicable", "no-occasion"),
        (["A 您是13800138000", "C 对，13800138000", "A 好"], "not_applicable", "no-occasion"),
        # Whoever goes on talking has not asked.
        (
            [
                "A 不管多少钱呢，我们这边都会先给您登记好，然后转给后台核实",
                "C 66块钱",
                "A 好",
                "C 对",
            ],
            "not_applicable",
            "no-occasion",
        ),
        (["A 时间呢", "C 三点", "A 下午三点", "C 对"], "pass", ""),
        (["A 时间呢", "C 下午三点", "A 上午三点对吗", "C 对"], "fail", "restated-wrongly"),
        (["A 日期呢", "C 三月十五号", "A 15号", "C 对"], "pass", ""),
        (["A 日期呢", "C 十五号", "A 十六号上门", "C 对"], "fail", "not-restated"),
        (["A 日期呢", "C 十五号", "A 十六号对吗", "C 对"], "fail", "restated-wrongly"),
        (["A 日期呢", "C 下周三", "A 周三", "C 对"], "pass", ""),
        (["A 一套几个呢", "C 六个，一套六个", "A 好", "C 对"], "not_applicable", "no-occasion"),
        (["A 一套几个呢", "C 六个一套", "A 好", "C 对"], "not_applicable", "no-occasion"),
        (["A 什么时候开始的呢", "C 就今天", "A 好", "C 对"], "not_applicable", "no-occasion"),
        (["A 地址呢", "C 人民路52号院3号楼", "A 3号楼", "C 对"], "pass", ""),
        (
            ["C 要三八零零要三八零零零", "A 一三九零零一三九零零零对吗", "C 对"],
            "fail",
            "restated-wrongly",
        ),
        (["C 要三八零零要三八零零零", "A 幺三八零零幺三八零零零", "C 对"], "pass", ""),
        (["A 多少钱呢", "C 1,280元", "A 1280元是吗", "C 对"], "pass", ""),
        (["A 多少钱呢", "C 一百二十三点四五元", "A 123.45元", "C 对"], "pass", ""),
        (["A 多少钱呢", "C 1.5万元", "A 一万五千块", "C 对"], "pass", ""),
        (["A 多少钱呢", "C 1.5万元", "A 五万块对吗", "C 对"], "fail", "restated-wrongly"),
        (["A 多少钱呢", "C 三块零五", "A 3.05元是吗", "C 对"], "pass", ""),
        (["A 多少钱呢", "C 八毛五", "A 0.85元", "C 对"], "pass", ""),
        (["A 多少钱呢", "C １６７．８元", "A 一百六十七块八", "C 对"], "pass", ""),
        (["A 多少钱呢", "C 一百六十七块", "A 一百六十七", "C 对"], "pass", ""),
        (["A 多少钱呢", "C 一百六十七块", "A 一百七十六", "C 对"], "fail", "not-restated"),
        (["A 多少钱呢", "C 300", "A 三百块", "C 对"], "pass", ""),
        (["A 多少钱呢", "C 300", "A 三百五十块", "C 对"], "fail", "not-restated"),
        (["A 多少钱呢", "C 九块零二", "A 九点零二", "C 对"], "pass", ""),
        (["A 多少钱呢", "C 13.01元", "A 十三点零一", "C 对"], "pass", ""),
        (["A 多少钱呢", "C 24.01元", "A 二十四点零一", "C 对"], "pass", ""),
        (["A 日期呢", "C 2024年5月15日", "A 5月15号", "C 对"], "pass", ""),
        (["A 日期呢", "C 2024年5月15日", "A 5月16号对吗", "C 对"], "fail", "restated-wrongly"),
        (["A 多少钱呢", "C 打八折", "A 百分之八十", "C 对"], "pass", ""),
        (["A 地址呢", "C 人民路52号院3号楼", "A 5号楼对吗", "C 对"], "fail", "restated-wrongly"),
    ],
)
def test_verdicts(
    judge: Callable[..., Verdict], turns: list[str], outcome: str, reason: str | None
) -> None:
    verdict = judge(call(*turns))
    assert verdict.verdict == outcome
    assert reason is None or verdict.reason == reason


def test_a_failure_tells_both_values_and_shows_both_places(judge: Callable[..., Verdict]) -> None:
    spoken = call("C 我电话是，幺三八零零幺三八零零零", "A 是13800138001吗", "C 对")
    verdict = judge(spoken)
    assert verdict.message == ("没有做到：客户说的电话号码是 13800138000，客服复述成 13800138001")
    assert [(hit.cue, hit.turn, hit.how) for hit in verdict.evidence] == [
        ("dictated", 0, "value"),
        ("read_back", 1, "value"),
    ]
    for hit in verdict.evidence:
        assert spoken.turns[hit.turn].text[hit.start : hit.end] == hit.quote


def test_only_the_kinds_asked_for_count(judge: Callable[..., Verdict]) -> None:
    turns = call(PHONE, "A 好的", "C 对")
    assert judge(turns, of=["amount"]).verdict == "not_applicable"
    assert judge(turns, of=["phone"]).verdict == "fail"


def test_the_reach_may_be_said(judge: Callable[..., Verdict]) -> None:
    turns = call(PHONE, "A 好", "A 13800138000", "C 哪天", "A 明天", "C 对")
    assert judge(turns).verdict == "pass"
    assert judge(turns, agent_turns=1).verdict == "pass", "as in a summary at the end"
    assert judge(turns, agent_turns=1, summed_up=False).reason == "not-restated"
    assert judge(turns, customer_turns=1).reason == "not-confirmed"


@pytest.mark.parametrize(
    "fields",
    [{"of": []}, {"of": ["colour"]}, {"asked_by": "nobody"}, {"agent_turns": 0}],
)
def test_rules_that_cannot_be_used_are_refused(
    make_checker: Callable[..., Checker], fields: dict[str, object]
) -> None:
    with pytest.raises(LexiconError) as caught:
        make_checker(CUES, {"r": rule(readback=READBACK | fields)})
    assert caught.value.problems[0].line


@pytest.mark.parametrize("question", ["单号呢", "多少钱呢"])
def test_a_figure_without_a_unit_answers_where_a_rule_asks_for_it(
    question: str, judge: Callable[..., Verdict]
) -> None:
    spoken = call(f"A {question}", "C 三百二十", "A 好的", "C 对")
    assert judge(spoken).verdict == "not_applicable"
    assert judge(spoken, of=["quantity"]).verdict == "fail"
