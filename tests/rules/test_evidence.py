"""What a verdict shows can be read: clauses, sentences, what came near, the company's own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker
from scriptcheck.errors import LexiconError
from scriptcheck.match.clause import clause_around
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("text", "quote", "clause"),
    [
        ("您好，这个我们办不了的，您找别人吧。", "办不了", "这个我们办不了的"),
        ("您好，您说的这个事情我们办不了的。再见", "办不了", "您说的这个事情我们办不了的"),
        ("不知道", "不知道", "不知道"),
        ("不知道，您问问师傅吧", "不知道", "不知道，您问问师傅吧"),
        ("您问问师傅吧，不知道", "不知道", "您问问师傅吧，不知道"),
        ("嗯" * 100 + "不知道" + "啊" * 100, "不知道", "嗯" * 40 + "不知道" + "啊" * 40),
        ("，，不知道，，", "不知道", "不知道"),
    ],
)
def test_clauses(text: str, quote: str, clause: str) -> None:
    start = text.index(quote)
    assert clause_around(text, start, start + len(quote)) == clause


def test_evidence_has_its_clauses(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker({"bad": cue("办不了")}, {"r": rule(forbid="bad")})
    (verdict,) = checker.check(call("A 您好，您说的这个事情我们办不了，再见")).verdicts
    assert [hit.quote for hit in verdict.evidence] == ["办不了"]
    assert verdict.clauses == ("您说的这个事情我们办不了",)
    (kept,) = checker.check(call("A 您好")).verdicts
    assert kept.clauses == ()


def test_a_broken_order_is_a_sentence(make_checker: Callable[..., Checker]) -> None:
    steps = {"steps": ["sorry", "cause"], "strict": True}
    cues = {"sorry": cue("真对不起"), "cause": cue("原因是")}
    checker = make_checker(cues, {"r": rule(order=steps)})
    (verdict,) = checker.check(
        call("A 这次的原因是配件没到", "C 哦", "A 这件事真对不起您")
    ).verdicts
    assert verdict.message.endswith(
        "第 1 轮先说了“这次的原因是配件没到”，第 3 轮才说“这件事真对不起您”"
    )


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("您看这样处理行", True),
        ("您看这个怎么", False),
        ("再见", False),
        ("您看这样处理的话行吗", False),
    ],
)
def test_nearest_is_near(make_checker: Callable[..., Checker], said: str, near: bool) -> None:
    cues = {"ok": cue("您看这样处理[行吗|好吗]", tolerance="exact")}
    (verdict,) = make_checker(cues, {"r": rule(require="ok")}).check(call(f"A {said}")).verdicts
    assert verdict.verdict == ("pass" if said.endswith("处理行吗") else "fail")
    assert (verdict.nearest is not None) is near or said == "您看这样处理的话行吗"
    if verdict.nearest is not None:
        assert verdict.nearest.similarity >= 0.8


def test_nearest_names_no_variable(default_checker: Checker) -> None:
    turns = ["A 您好", "C 我家网断了一直都上不去", "A 我给您看一下是什么问题", "C 好", "A 再见"]
    for verdict in default_checker.check(call(*turns)).verdicts:
        if verdict.nearest is not None:
            assert "{" not in "".join((verdict.nearest.phrase, *verdict.nearest.lacks))


def test_advice_has_the_companys_name() -> None:
    checker = Checker.load(variables={"company": ["联通"]})
    spoken = call("A 您好，请问有什么可以帮您", "C 我的手机没有信号了", "A 好的，再见")
    verdict = next(v for v in checker.check(spoken).verdicts if v.rule == "phone.company_name")
    assert verdict.advice == "接通后说“您好，联通客服”"


def test_an_unknown_name_in_words_is_refused(make_checker: Callable[..., Checker]) -> None:
    fields = rule(forbid="bad") | {"advice": "请说{nobody}"}
    with pytest.raises(LexiconError, match="unknown-figure"):
        make_checker({"bad": cue("办不了")}, {"r": fields})
