"""Short forms of a company's name."""

from __future__ import annotations

from scriptcheck import Call, Checker, Speaker, Turn
from scriptcheck.lexicon.short_names import KINDS, with_short_names


def test_what_the_company_does_is_left_out() -> None:
    names = with_short_names(["亮贝壳牙科", "芽豆乐母婴"])
    assert names == ("亮贝壳牙科", "芽豆乐母婴", "亮贝壳", "芽豆乐")


def test_what_is_left_must_be_long_enough() -> None:
    assert with_short_names(["第一保险", "银行", "海尔集团"]) == ("第一保险", "银行", "海尔集团")


def test_a_name_that_is_given_stands_once() -> None:
    assert with_short_names(["题小舟教育", "题小舟"]) == ("题小舟教育", "题小舟")


def test_kinds_stand_once() -> None:
    assert len(set(KINDS)) == len(KINDS)


def test_an_agent_may_answer_with_it() -> None:
    checker = Checker.load("general", variables={"company": ["亮贝壳牙科"]})
    turns = (Turn(Speaker.AGENT, "亮贝壳，您讲"), Turn(Speaker.CUSTOMER, "我想洗牙"))
    assert "company_name" in {match.cue for match in checker.check(Call("a", turns)).cues}
