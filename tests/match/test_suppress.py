"""Telling a hit from a false alarm: every reason, and the false alarms that users report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.match.context import grammar, quoting
from tests.conftest import call, cue

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import CallReport, Checker


def found(report: CallReport) -> list[str]:
    return [hit.quote for hit in report.cues]


def dropped(report: CallReport) -> list[tuple[str, str, str]]:
    return [(hit.quote, hit.reason, hit.detail) for hit in report.suppressed]


@pytest.mark.parametrize(
    ("phrase", "text", "word"),
    [
        ("大麻", "这真是大麻烦", "麻烦"),
        ("口交", "路口交通不好", "路口"),
        ("你好", "你好像说过", "好像"),
        ("再见", "那就再见面吧", "再见面"),
        ("意思", "不好意思", "不好意思"),
        ("拨打12315", "拨打123156", "123156"),
        ("用app", "用apple手机", "apple"),
    ],
)
def test_cutting_a_word(
    make_checker: Callable[..., Checker], phrase: str, text: str, word: str
) -> None:
    report = make_checker({"a": cue(phrase)}).check(call(f"A {text}"))
    assert found(report) == []
    assert dropped(report) == [(phrase, "word-boundary", word)]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("谢谢", "谢谢您"),
        ("稍等", "请稍等一下"),
        ("稍等", "稍等会儿"),
        ("稍候", "稍候片刻"),
        ("您好", "您好您讲"),
        ("再见", "好的再见啊"),
        ("您好", "8023您好ABC"),
        ("工号", "工号8023"),
    ],
)
def test_what_cuts_no_word(make_checker: Callable[..., Checker], phrase: str, text: str) -> None:
    assert found(make_checker({"a": cue(phrase)}).check(call(f"A {text}"))) == [phrase]


@pytest.mark.parametrize(
    ("boundary", "phrase", "text", "quotes"),
    [
        ("none", "你好", "你好像说过", ["你好"]),
        ("word", "保证有收益", "保证有收益率", []),
        ("auto", "保证有收益", "保证有收益率", ["保证有收益"]),
    ],
)
def test_boundary_as_the_lexicon_says(
    make_checker: Callable[..., Checker], boundary: str, phrase: str, text: str, quotes: list[str]
) -> None:
    by_cue = make_checker({"a": cue(phrase, boundary=boundary)})
    by_phrase = make_checker({"a": cue({"text": phrase, "boundary": boundary})})
    assert found(by_cue.check(call(f"A {text}"))) == quotes
    assert found(by_phrase.check(call(f"A {text}"))) == quotes


def test_words_of_the_profile_are_words(make_checker: Callable[..., Checker]) -> None:
    cues = {"a": cue("逛好", boundary="word")}
    assert found(make_checker(cues).check(call("A 顺逛好"))) == ["逛好"]
    report = make_checker(cues, profile={"words": ["顺逛"]}).check(call("A 顺逛好"))
    assert dropped(report) == [("逛好", "word-boundary", "顺逛")]


@pytest.mark.parametrize(
    ("phrase", "text", "negation"),
    [
        ("保证收益", "我们不保证收益", "不"),
        ("保证", "这个我不能保证", "不能"),
        ("抱歉", "没有抱歉", "没有"),
        ("保证没问题", "我不敢给您保证没问题", "不敢给您"),
        ("安排上门", "暂时无法安排上门", "无法"),
    ],
)
def test_negated(
    make_checker: Callable[..., Checker], phrase: str, text: str, negation: str
) -> None:
    report = make_checker({"a": cue(phrase)}).check(call(f"A {text}"))
    assert dropped(report) == [(phrase, "negated", negation)]
    kept = make_checker({"a": cue(phrase, negation="keep")}).check(call(f"A {text}"))
    assert found(kept) == [phrase]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("保证收益", "不，我保证收益"),
        ("感谢您", "特别感谢您"),
        ("抱歉", "非常抱歉"),
        ("不知道", "我不不知道"),
        ("登记", "您看要不要登记"),
        ("可以处理", "是不是可以处理"),
        ("对不起", "不不不对不起"),
        ("请您稍等", "要不请您稍等"),
        ("谢谢您", "信息识别谢谢您"),
    ],
)
def test_not_negated(make_checker: Callable[..., Checker], phrase: str, text: str) -> None:
    assert found(make_checker({"a": cue(phrase)}).check(call(f"A {text}"))) == [phrase]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("您刚才说的“不知道”是什么意思", "quoting"),
        ("您说不知道密码", "quoting"),
        ("客户反映不知道怎么用", "quoting"),
        ("您说，我不知道", None),
        ("我说不知道", None),
        ("跟您说了不知道", None),
        ("您说的这个型号我们不知道", None),
        ("您问的这个我不知道", None),
        ("您问我我也不知道", None),
    ],
)
def test_quoting(make_checker: Callable[..., Checker], text: str, reason: str | None) -> None:
    report = make_checker({"a": cue("不知道", quoting="drop")}).check(call(f"A {text}"))
    assert [hit.reason for hit in report.suppressed] == ([reason] if reason else [])
    assert found(make_checker({"a": cue("不知道")}).check(call(f"A {text}"))) == ["不知道"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("这个办不了吗", ("asked", "吗")),
        ("您是办不了是吗", ("asked", "是吗")),
        ("要是办不了我给您退", ("supposed", "要是")),
        ("如果我们办不了，给您换新的", ("supposed", "如果")),
        ("您之前为什么办不了呢", ("asked", "为什么")),
        ("您那边办不了业务是吧", ("asked", "业务是吧")),
        ("办不了的话您再来电", ("supposed", "的话")),
        ("担心办不了", ("supposed", "担心")),
        ("办不了您知道吗", None),
        ("办不了，您看可以吗", None),
        ("办不了，是吗", None),
        ("如果您要退，办不了", None),
        ("如果您要退我办不了", None),
        ("要是过了七天的话就办不了", None),
        ("要么办不了", None),
        ("什么都办不了", None),
    ],
)
def test_asked_or_supposed(
    make_checker: Callable[..., Checker], text: str, reason: tuple[str, str] | None
) -> None:
    report = make_checker({"a": cue("办不了", asking="drop")}).check(call(f"A {text}"))
    reasons = [(hit.reason, hit.detail) for hit in report.suppressed]
    assert reasons == ([reason] if reason else [])
    assert found(make_checker({"a": cue("办不了")}).check(call(f"A {text}"))) == ["办不了"]


def test_de_hua_may_begin_within_the_hit(make_checker: Callable[..., Checker]) -> None:
    report = make_checker({"a": cue("都是这样的", asking="drop")}).check(
        call("A 都是这样的话再报修")
    )
    assert dropped(report) == [("都是这样的", "supposed", "的话")]


@pytest.mark.parametrize(
    ("fields", "text", "reason"),
    [
        ({"supposing": "condition"}, "要是办不了我给您退", "supposed"),
        ({"supposing": "condition"}, "注销以后就办不了了", None),
        ({"supposing": "drop"}, "注销以后就办不了了", "supposed"),
        ({"supposing": "keep", "asking": "drop"}, "要是办不了我给您退", None),
        ({"subject": "agent"}, "很多乘客办不了", "other-subject"),
        ({}, "很多乘客办不了", None),
        ({"remit": "drop"}, "法院冻结的办不了", "outside-remit"),
        ({}, "法院冻结的办不了", None),
        ({"negation": "clause"}, "不会跟您说办不了的", "negated"),
        ({}, "不会跟您说办不了的", None),
    ],
)
def test_context_tests_that_the_cue_asks_for(
    make_checker: Callable[..., Checker], fields: dict[str, str], text: str, reason: str | None
) -> None:
    report = make_checker({"a": cue("办不了", **fields)}).check(call(f"A {text}"))
    assert [hit.reason for hit in report.suppressed] == ([reason] if reason else [])


def test_the_context_of_a_whole_clause_is_within_it() -> None:
    place = grammar.place("好的，快递员跟您说送不了，我看看", 3, 11, (), whole=True)
    assert quoting.quoted(place) is not None
    assert (
        quoting.quoted(grammar.place("好的，我跟您说送不了，我看看", 3, 10, (), whole=True)) is None
    )


def test_too_long_a_turn(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker({"a": cue({"text": "是吗", "turn_characters": 4}, "对吧")})
    assert found(checker.check(call("A 嗯，苹果是吗？"))) == ["是吗"]
    assert dropped(checker.check(call("A 红苹果是吗"))) == [("是吗", "long-turn", "5")]
    assert found(checker.check(call("A 红苹果，对吧"))) == ["对吧"]


def test_too_long_a_clause(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker({"a": cue({"text": "苹果..{4}是吗", "clause_characters": 5})})
    report = checker.check(call("A 您稍等我看一下，嗯，红苹果是吗，好的"))
    assert found(report) == ["苹果是吗"]
    report = checker.check(call("A 好，大红苹果是吗"))
    assert dropped(report) == [("苹果是吗", "long-clause", "6")]
    # What spans two clauses has the characters of both.
    report = checker.check(call("A 大红苹果，是吗，好"))
    assert dropped(report) == [("苹果，是吗", "long-clause", "6")]


def test_an_allowed_phrase_that_holds_a_banned_word(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker({"a": cue("保证"), "b": cue("保证金")})
    report = checker.check(call("A 您的保证金"))
    assert [(hit.cue, hit.quote) for hit in report.cues] == [("b", "保证金")]
    assert dropped(report) == [("保证", "word-boundary", "保证金")]


def test_wrong_speaker(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker({"a": cue("您好"), "c": cue("您好", speaker="customer")})
    spoken = call("A 您好", "C 您好", "S 您好", "U 您好")
    report = checker.check(spoken)
    assert [(hit.cue, hit.turn) for hit in report.cues] == [("a", 0), ("c", 1)]
    reasons = [(hit.cue, hit.turn, hit.reason) for hit in report.suppressed if hit.cue == "a"]
    assert reasons == [("a", 3, "unknown-speaker")]
    every = checker.match(spoken, wrong_speaker=True).suppressed
    assert [(hit.cue, hit.turn, hit.reason) for hit in every if hit.cue == "a"] == [
        ("a", 1, "wrong-speaker"),
        ("a", 2, "wrong-speaker"),
        ("a", 3, "unknown-speaker"),
    ]


def test_any_speaker_but_a_machine(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker({"a": cue("您好", speaker="any")})
    report = checker.check(call("A 您好", "C 您好", "S 您好", "U 您好"))
    assert [hit.turn for hit in report.cues] == [0, 1, 3]


def test_outside_the_window(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker({"a": cue("您好", within={"first_agent_turns": 1})})
    report = checker.check(call("A 您好", "C 喂", "A 您好"))
    assert [hit.turn for hit in report.cues] == [0]
    assert dropped(report) == [("您好", "outside-window", "")]


@pytest.mark.parametrize(
    ("turns", "remedied"),
    [
        (["A 办不了，不过我帮您登记"], True),
        (["A 办不了", "C 啊", "A 我帮您登记"], True),
        (["A 办不了", "C 啊", "A 嗯", "C 啊", "A 我帮您登记"], True),
        (["A 办不了", "C 啊", "A 嗯", "C 啊", "A 嗯", "C 啊", "A 我帮您登记"], False),
        (["A 我帮您登记，这边办不了"], True),
        (["A 我帮您登记", "C 啊", "A 办不了"], False),
        (["A 办不了", "C 我帮您登记"], False),
        (["A 办不了", "A 嗯", "A 这个", "A 我帮您登记"], True),
        (["A 办不了", "C 那几点到", "A 我帮您登记"], False),
        (["A 办不了", "C 那怎么办", "A 我帮您登记"], True),
        (["A 办不了", "C 那不等于白说吗", "A 我帮您登记"], True),
        (["A 办不了", "C 你们八点关门吗", "A 我帮您登记"], False),
        (["A 办不了", "C 那我几点过去拿发票", "A 我帮您登记"], False),
        (["A 办不了", "C 那怎么办", "A 您去网点"], True),
        (["A 办不了", "C 那怎么办", "A 您再等"], False),
    ],
)
def test_followed_by_a_remedy(
    make_checker: Callable[..., Checker], turns: list[str], remedied: bool
) -> None:
    cues = {
        "cannot": cue("办不了", remedy={"cue": ["propose", "way"], "agent_turns": 2}),
        "propose": cue("帮您登记"),
        "way": cue("您去网点"),
    }
    report = make_checker(cues).check(call(*turns))
    assert ("办不了" not in found(report)) is remedied
    assert ("remedied" in [hit.reason for hit in report.suppressed]) is remedied


def test_of_overlapping_hits_the_longest_is_told(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker({"a": cue("稍等", "请[您]?稍等", "稍等一下")})
    report = checker.check(call("A 请您稍等一下"))
    assert found(report) == ["请您稍等"]
    assert report.suppressed == ()


def test_a_hit_hides_no_hit_of_another_cue(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker({"a": cue("抱歉让您久等"), "b": cue("抱歉")})
    report = checker.check(call("A 抱歉让您久等"))
    assert [(hit.cue, hit.quote) for hit in report.cues] == [("b", "抱歉"), ("a", "抱歉让您久等")]


def test_a_dropped_hit_hides_no_good_one(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker({"a": cue("你好你", "你好")})
    report = checker.check(call("A 你好，你好像不对"))
    assert found(report) == ["你好，你"]
    boundary = make_checker({"a": cue({"text": "你好你", "boundary": "word"}, "你好")})
    assert found(boundary.check(call("A 你好你好像"))) == ["你好你"]


def test_of_phrases_that_fit_alike_the_first_in_the_lexicon_is_told(
    make_checker: Callable[..., Checker],
) -> None:
    phrases = [{"text": "[您|你]好"}, {"text": "[他|您]好", "note": "别的"}]
    for order in (phrases, phrases[::-1]):
        (hit,) = make_checker({"a": cue(*order)}).check(call("A 您好")).cues
        assert hit.phrase == order[0]["text"]


def test_a_window_for_one_phrase(make_checker: Callable[..., Checker]) -> None:
    later = {"text": "什么可以帮您", "within": {"after": "offer"}}
    cues = {"offer": cue("登记"), "more": cue("还有吗", phrases=["还有吗", later])}
    report = make_checker(cues).check(call("A 什么可以帮您", "A 还有吗登记", "A 什么可以帮您"))
    more = [(hit.turn, hit.quote) for hit in report.cues if hit.cue == "more"]
    assert more == [(1, "还有吗"), (2, "什么可以帮您")]
    assert [(each.turn, each.reason) for each in report.suppressed] == [(0, "outside-window")]


@pytest.mark.parametrize(("tolerance", "quotes"), [("near", []), ("homophone", ["请您稍后"])])
def test_a_longer_phrase_that_was_misheard_excuses_what_should_be_said(
    make_checker: Callable[..., Checker], tolerance: str, quotes: list[str]
) -> None:
    checker = make_checker({"a": cue("请您稍后", unless=["稍后[对|来]服务"], tolerance=tolerance)})
    assert found(checker.check(call("A 请您稍后堆服务评价"))) == quotes
    assert found(checker.check(call("A 请您稍后对服务评价"))) == []


def test_what_merely_sounds_harmless_excuses_no_hit_of_the_same_place(
    make_checker: Callable[..., Checker],
) -> None:
    checker = make_checker({"a": cue("等下哈", unless=["等下[发|寄]"], tolerance="near")})
    assert found(checker.check(call("A 等下哈"))) == ["等下哈"]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("好好的，您说", ["好的"]),
        ("好的的，您说", ["好的的"]),
        ("一台好好的机器", []),
    ],
)
def test_a_letter_said_twice_at_a_clause_edge_cuts_no_word(
    make_checker: Callable[..., Checker], text: str, quotes: list[str]
) -> None:
    assert found(make_checker({"a": cue("好的")}).check(call(f"A {text}"))) == quotes
