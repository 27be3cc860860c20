"""No verdict without an occasion: what a call does not show, or is not about, breaks no rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Outcome
from scriptcheck.match.channel import channel_of, is_no_speech
from tests.conftest import call, cue, rule, timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Call, Checker, Verdict


def verdict_of(checker: Checker, name: str, spoken: Call) -> Verdict:
    return next(each for each in checker.check(spoken).verdicts if each.rule == name)


FOUND = "A 请您稍候，查到了，您的工单已经派给师傅了，明天上午九点上门，到时候先联系您"


@pytest.mark.parametrize(
    ("spoken", "outcome"),
    [
        (call("A 您好，请讲", "C 工单到哪一步了", "A 请您稍候", "C 好", "A 查到了"), "undecidable"),
        (call("A 您好，请讲", "C 工单到哪一步了", FOUND), "not_applicable"),
        (call("A 您好，请讲", "C 工单呢", "A 请您稍候", "C 好", "A 久等了，查到了"), "pass"),
        (timed("A 1-3 请您稍候，我查工单", "C 4-5 好", "A 6-8 查到了"), "not_applicable"),
        (timed("A 1-3 请您稍候，我查工单", "C 4-5 好", "A 36-38 查到了"), "fail"),
    ],
)
def test_thanks_for_a_wait_need_a_wait(
    default_checker: Checker, spoken: Call, outcome: str
) -> None:
    assert verdict_of(default_checker, "phone.hold_thanks", spoken).verdict == outcome


@pytest.mark.parametrize(
    ("name", "turns", "outcome"),
    [
        ("complaint.propose", ["A 我马上给您登记", "C 你们这样我要投诉", "A 再见"], "pass"),
        ("complaint.explain_cause", ["A 原因是配件没到", "C 我要投诉你们", "A 再见"], "pass"),
        ("complaint.apologise", ["C 我家空调坏了", "A 真对不起", "C 我要投诉", "A 再见"], "pass"),
        ("complaint.apologise", ["C 我要投诉", "A 不好意思让您久等了", "C 哦", "A 再见"], "fail"),
        ("complaint.apologise", ["C 我要投诉", "A 久等了，真对不起", "C 哦", "A 再见"], "fail"),
        ("complaint.apologise", ["C 我要投诉", "A 久等了。这件事真对不起", "C 哦"], "pass"),
    ],
)
def test_steps_count_over_the_whole_complaint(
    default_checker: Checker, name: str, turns: list[str], outcome: str
) -> None:
    assert verdict_of(default_checker, name, call("A 您好", *turns)).verdict == outcome


@pytest.mark.parametrize(
    ("turns", "outcome"),
    [
        (["A 为您服务", "C 我想修空调", "A 好，什么型号"], "pass"),
        (["A 您", "A 好，请讲", "C 我想修一下家里的空调"], "pass"),
        (["C 我想问一下我家的空调怎么还没有人来修", "A 什么型号", "C 忘了"], "undecidable"),
        (["A 什么事，哪里坏了", "C 你好我想修空调"], "fail"),
    ],
)
def test_a_greeting_cut_by_the_recogniser_is_not_missing(
    default_checker: Checker, turns: list[str], outcome: str
) -> None:
    assert verdict_of(default_checker, "phone.greeting", call(*turns)).verdict == outcome


OUTBOUND = ["A 您好，请问是张三先生吗", "C 是我", "A 给您做个回访，上次的空调修好了吗", "C 好了"]


@pytest.mark.parametrize("name", ["phone.ask_purpose", "phone.restate", "phone.answered_in_time"])
def test_outbound_calls_are_known_by_their_opening(default_checker: Checker, name: str) -> None:
    verdict = verdict_of(default_checker, name, call(*OUTBOUND, ring_count=9))
    assert verdict.verdict is Outcome.NOT_APPLICABLE
    inbound = call(*OUTBOUND, ring_count=9, direction="inbound")
    assert verdict_of(default_checker, "phone.answered_in_time", inbound).verdict is Outcome.FAIL


def test_what_the_customer_is_known_by_need_not_be_read_back(default_checker: Checker) -> None:
    turns = ["A 请您报一下您的身份证号", "C 110101199003071234", "A 好的，再见", "C 再见"]
    spoken = call("A 您好", "C 我要改套餐", *turns)
    assert verdict_of(default_checker, "phone.readback", spoken).verdict is Outcome.NOT_APPLICABLE


def test_what_the_customer_says_again_is_known_by_it_as_well(default_checker: Checker) -> None:
    turns = ["A 您贵姓，身份证号报一下", "C 我姓桑，幺幺零——", "A 慢慢慢，我怎么记，再来"]
    rest = ["C 哦哦，幺幺零二，二九，后面是一九五一", "A 行了", "C 好", "A 再见"]
    spoken = call("A 您好", "C 我要改套餐", *turns, *rest)
    assert verdict_of(default_checker, "phone.readback", spoken).verdict is Outcome.NOT_APPLICABLE


def test_a_floor_is_no_address_and_a_house_no_wrong_floor(default_checker: Checker) -> None:
    turns = ["A 您住几楼", "C 四楼，四零二", "A 三栋四零二，对吗", "C 对头", "A 好的，再见"]
    spoken = call(
        "A 您好", "C 没水了", "A 您住哪里", "C 柏香里三栋", "A 柏香里三栋对吧", "C 对", *turns
    )
    assert verdict_of(default_checker, "phone.readback", spoken).verdict is not Outcome.FAIL
    wrong = call(
        "A 您好", "C 没水了", "A 您住哪里", "C 柏香里三栋", "A 柏香里四栋对吧", "C 嗯", "A 再见"
    )
    assert verdict_of(default_checker, "phone.readback", wrong).verdict is Outcome.FAIL


@pytest.mark.parametrize("answer", ["是这个", "对头对头", "就是这个"])
def test_what_is_read_back_is_confirmed_by(answer: str, default_checker: Checker) -> None:
    turns = ["C 他电话是13960788114", "A 13960788114是这个吧", f"C {answer}", "A 好的，再见"]
    spoken = call("A 您好", "C 我问补助", "A 您儿子电话给我", *turns)
    assert verdict_of(default_checker, "phone.readback", spoken).verdict is Outcome.PASS


def test_telephone_rules_are_not_about_chats(default_checker: Checker) -> None:
    typed = ["A 您好，请讲", "C 我的电话是13800138000", "A 好的，登记了", "C 嗯", "A 再见"]
    names = ("phone.readback", "phone.hold_length", "phone.customer_hangs_up_first")
    for spoken in (
        call(*typed, channel="chat"),
        call(*typed, "C [图片]"),
        call(*typed, "C 张三撤回了一条消息"),
    ):
        for name in names:
            verdict = verdict_of(default_checker, name, spoken)
            assert (verdict.verdict, verdict.reason) == ("not_applicable", "other-channel")
    assert verdict_of(default_checker, "phone.readback", call(*typed)).verdict is Outcome.FAIL


@pytest.mark.parametrize("word", ["电话", "voice", "PHONE", " phone ", "", "视频", "邮件", 3, None])
def test_an_unknown_channel_switches_no_rule_off(
    make_checker: Callable[..., Checker], word: object
) -> None:
    checker = make_checker({"hello": cue("您好")}, {"r": rule(require="hello", channels=["phone"])})
    assert checker.check(call("A 再见", channel=word)).verdicts[0].verdict is Outcome.FAIL


@pytest.mark.parametrize("word", ["在线客服", "CHAT", "webchat", "IM", "微信"])
def test_words_of_exports_name_a_channel(make_checker: Callable[..., Checker], word: str) -> None:
    checker = make_checker({"hello": cue("您好")}, {"r": rule(require="hello", channels=["phone"])})
    assert checker.check(call("A 再见", channel=word)).verdicts[0].reason == "other-channel"


def test_turns_decide_where_the_channel_is_no_known_word() -> None:
    assert channel_of({"channel": "视频"}, call("C [图片]").turns) == "chat"
    assert channel_of({"channel": "视频"}, call("C 您好").turns) is None


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("[图片]", True),
        ("【图片】 [动画表情]", True),
        ("[图片消息]", True),
        ("[Image: shot.png]", True),
        ("[文件 报价单.xlsx]", True),
        ("[链接]https://example.com/a?b=1", True),
        ("（图片1）", True),
        ("[图片]您看一下", False),
        ("（订单号听不清）", False),
        ("（位置不清）", False),
        ("（文件那个，没听清）", False),
        ("[笑声]", False),
        ("此消息已被撤回", True),
        ("[该条消息已撤回]", True),
        ("消息已经撤回了", False),
        ("对方撤回了一条消息", True),
        ("你撤回了一条消息 重新编辑", True),
        ("“李女士” 撤回了一条消息", True),
        ("Tony_88 撤回了一条消息", True),
        ("欧阳小明撤回了一条消息", True),
        ("不好意思我刚才撤回了一条消息", False),
        ("我撤回了一条消息", False),
        ("对方刚才撤回了一条消息", False),
        ("他撤回了一条消息", False),
        ("张三撤回了一条消息您看到了吗", False),
        ("好的，张三撤回了一条消息", False),
    ],
)
def test_only_a_programs_line_stands_for_a_message_without_words(text: str, typed: bool) -> None:
    assert is_no_speech(text) is typed


def test_a_picture_is_no_turn_of_speech(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker(
        {"hello": cue("您好")}, {"r": rule(require="hello", within={"first_agent_turns": 1})}
    )
    assert checker.check(call("A [图片]", "A 您好")).verdicts[0].verdict is Outcome.PASS


@pytest.mark.parametrize("turns", [[], ["A 您好"], ["A 您好", "C 喂"]])
def test_too_little_speech_has_no_score(default_checker: Checker, turns: list[str]) -> None:
    report = default_checker.check(call(*turns))
    assert (report.score, report.passed, report.violations) == (None, None, ())
    assert not any(verdict.verdict is Outcome.PASS for verdict in report.verdicts)


def test_wrong_words_count_however_little_is_said(default_checker: Checker) -> None:
    report = default_checker.check(call("A 神经病"))
    assert (report.score, [each.rule for each in report.violations]) == (None, ["banned.rude"])
    assert [warning.code for warning in report.warnings] == ["too-little-said"]


def test_where_too_little_is_said_violations_alone_have_clauses(
    make_checker: Callable[..., Checker],
) -> None:
    cues = {"bad": cue("办不了"), "rest": cue("请稍等"), "back": cue("久等了")}
    rules = {
        "bad": rule(forbid="bad"),
        "back": rule(respond={"to": "rest", "with": "back"}),
    }
    checker = make_checker(cues, rules, profile={"least_speech": 99})
    report = checker.check(call("A 办不了，请稍等", "C 哦"))
    clauses = {each.rule: (each.verdict.value, each.clauses) for each in report.verdicts}
    assert clauses == {"bad": ("fail", ("办不了，请稍等",)), "back": ("undecidable", ())}


def test_the_floor_is_the_profiles(make_checker: Callable[..., Checker]) -> None:
    cues, rules = {"hello": cue("您好")}, {"r": rule(require="hello")}
    assert make_checker(cues, rules).check(call("A 您好")).score == 100
    checker = make_checker(cues, rules, profile={"least_speech": 3})
    assert checker.check(call("A 您好")).score is None
    assert checker.check(call("A 您好啊")).score == 100


@pytest.mark.parametrize(
    ("condition", "turns", "outcome"),
    [
        ({"spoken": "customer", "characters": 3}, ["C 好的，好"], "pass"),
        ({"spoken": "customer", "characters": 3}, ["C 好的", "A 您好啊"], "fail"),
        (
            {"spoken": "customer", "characters": 3, "within": {"first_agent_turns": 1}},
            ["A 喂", "A 喂", "C 好的好的"],
            "fail",
        ),
        ({"cue": "hello", "rest_characters": 1}, ["A 您好，啊"], "pass"),
        ({"cue": "hello", "rest_characters": 1}, ["A 您好，谢谢"], "fail"),
        ({"cue": "hello", "apart_from": ["long"]}, ["A 您好，先生"], "fail"),
        ({"cue": "hello", "apart_from": ["long"]}, ["A 您好，先生", "A 您好"], "pass"),
    ],
)
def test_conditions(
    make_checker: Callable[..., Checker],
    condition: dict[str, object],
    turns: list[str],
    outcome: str,
) -> None:
    cues = {"hello": cue("您好"), "long": cue("您好先生")}
    report = make_checker(cues, {"r": rule(require=condition)}).check(call("A 嗯", *turns))
    assert report.verdicts[0].verdict == outcome


def test_an_unknown_cue_to_be_apart_from_is_refused(make_checker: Callable[..., Checker]) -> None:
    from scriptcheck.errors import LexiconError

    condition = {"cue": "hello", "apart_from": ["nothing"]}
    with pytest.raises(LexiconError, match="unknown-cue"):
        make_checker({"hello": cue("您好")}, {"r": rule(require=condition)})
