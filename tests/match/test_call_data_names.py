"""The company that call data name, as agents announce it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Session
from scriptcheck.match.call_data_names import names_in
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import CallReport, Checker


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("青禾", ("青禾",)),
        ("力多多搬家", ("力多多搬家", "力多多搬", "力多多")),
        ("黔联视讯（贵州贵阳）", ("黔联视讯", "黔联视")),
        ("青禾、小橘袋", ("小橘袋", "青禾")),
        ("蜂匣智能柜", ("蜂匣智能柜", "蜂匣智能", "蜂匣智", "蜂匣柜")),
        ("青禾科技", ("青禾科技", "青禾科")),
        ("北京国际饭店", ("北京国际饭店", "北京国际饭", "北京国际", "北京国")),
        ("青", ()),
        ("长" * 41, ()),
        ("、".join(["长" * 400, "青禾"]), ("青禾",)),
        ("(" * 200_000, ()),
        ("12345", ("12345",)),
        ("12345热线", ("12345热线", "12345热", "12345")),
        ("海客hikesoft", ("海客hikesoft",)),
        ("", ()),
        (None, ()),
        (12345, ()),
        (["青禾"], ()),
    ],
)
def test_names_of_a_value(value: object, names: tuple[str, ...]) -> None:
    assert names_in(value) == names


def test_a_value_of_thousands_of_names_is_read_in_part() -> None:
    assert len(names_in("、".join(f"第{number}家" for number in range(10_000)))) <= 20 * 40


@pytest.fixture
def announced(make_checker: Callable[..., Checker]) -> Callable[..., CallReport]:
    """Checks an opening for the name of the company that call data give."""

    def check(company: object, *dialogue: str) -> CallReport:
        fields = {"call_data": "company", "tolerance": "near", "within": {"first_agent_turns": 2}}
        cues = {"company_name": cue("这里是总公司", speaker="agent", **fields)}
        given = call(*dialogue)
        checker = make_checker(cues, {"a.company": rule(require="company_name")})
        return checker.check(Call(given.call_id, given.turns, {"company": company}))

    return check


@pytest.mark.parametrize(
    ("company", "opening", "quote"),
    [
        ("力多多搬家", "喂，力多多，", "力多多"),
        ("华茂银行", "华贸银行带后这边的", "华贸银行"),
        ("青禾", "您好青禾我是小王", "青禾"),
        ("青禾", "您们好，青禾", "青禾"),
        ("小橘袋；青禾", "小菊袋的，你是不是马先生", "小菊袋"),
        ("ＡＢ购物", "您好ab购物", "ab购物"),
    ],
)
def test_a_name_is_found_as_it_sounds(
    company: str, opening: str, quote: str, announced: Callable[..., CallReport]
) -> None:
    report = announced(company, f"A {opening}", "C 喂")
    ((match,), (verdict,)) = report.cues, report.verdicts
    assert (match.quote, match.how, match.phrase) == (quote, "call-data", "")
    assert verdict.verdict == "pass"


@pytest.mark.parametrize(
    ("company", "dialogue"),
    [
        ("青禾", ("A 您买的青禾是几月的", "C 五月")),
        ("青禾", ("A 你在青禾办过卡吗", "C 没有")),
        ("青禾", ("C 是青禾吗", "A 嗯")),
        ("青禾", ("A 清河您好", "C 喂")),
        ("青禾", ("A 喂", "C 喂", "A 听到吗", "C 你是", "A 青禾的")),
        (7, ("A 七您好", "C 喂")),
        (None, ("A 您好", "C 喂")),
    ],
    ids=["matter", "bought there", "customer", "short homophone", "late", "number", "unknown"],
)
def test_what_announces_nothing(
    company: object, dialogue: tuple[str, ...], announced: Callable[..., CallReport]
) -> None:
    (verdict,) = announced(company, *dialogue).verdicts
    assert verdict.verdict == "fail"


def test_a_name_is_no_harmless_phrase_that_sounds_like_it(
    make_checker: Callable[..., Checker],
) -> None:
    fields = {"call_data": "company", "tolerance": "near", "unless": ["让..{3}客服"]}
    cues = {"company_name": cue("这里是总公司", speaker="agent", **fields)}
    checker = make_checker(cues, {"a.company": rule(require="company_name")})
    given = call("A 哈喽蔻岚美妆客服", "C 喂")
    report = checker.check(Call(given.call_id, given.turns, {"company": "蔻岚美妆"}))
    assert [each.quote for each in report.cues] == ["蔻岚美妆"]


def test_live_turns_know_the_company(make_checker: Callable[..., Checker]) -> None:
    cues = {"company_name": cue("这里是总公司", speaker="agent", call_data="company")}
    checker = make_checker(cues, {"a.company": rule(require="company_name")})
    given = call("A 喂青禾", "C 喂")
    session = Session(checker, {"company": "青禾"})
    for turn in given.turns:
        session.feed(turn)
    whole = checker.check(Call(given.call_id, given.turns, {"company": "青禾"}))
    assert [each.quote for each in session.end().cues] == [each.quote for each in whole.cues]


@pytest.mark.parametrize(
    ("company", "opening", "is_named"),
    [
        ("12345", "您好，12345", True),
        ("12345", "您好，一二三四五热线", True),
        ("12345", "您好，工号123456", False),
        ("12345", "您好，工号812345", False),
        ("12345", "您好，工号一二三四五六", False),
        ("ABC", "您好，abc的", True),
        ("ABC", "您好，工号abcd", False),
        ("ABC", "您好，工号abc1", False),
    ],
)
def test_a_name_is_no_part_of_a_number_or_a_word(
    company: str, opening: str, is_named: bool, announced: Callable[..., CallReport]
) -> None:
    report = announced(company, f"A {opening}", "C 喂")
    assert bool(report.cues) == is_named
