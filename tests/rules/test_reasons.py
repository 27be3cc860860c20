"""Reasons have words in both languages, and no code reaches a person."""

from __future__ import annotations

import ast
import pickle
import re
from typing import TYPE_CHECKING

import msgspec
import pytest

from scriptcheck import CallReport, Outcome
from scriptcheck.match.reasons import SuppressionReason, suppression_text
from scriptcheck.rules.form import Judgement
from scriptcheck.rules.reasons import VerdictReason
from scriptcheck.rules.words import RuleWords
from tests.conftest import ROOT, call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Checker
    from scriptcheck.language import CodedText

EVERY = [*VerdictReason, *SuppressionReason]
CODE = re.compile(r"[a-z]+(-[a-z]+)*")


@pytest.mark.parametrize("reason", EVERY, ids=str)
def test_a_reason_is_its_code_and_carries_its_words(reason: CodedText) -> None:
    assert CODE.fullmatch(reason.value)
    assert str(reason) == reason.value
    assert msgspec.json.encode({"reason": reason}) == f'{{"reason":"{reason.value}"}}'.encode()
    assert pickle.loads(pickle.dumps(reason)) is reason  # noqa: S301  (our own)
    assert not CODE.fullmatch(reason.text.zh)
    assert reason.text.en
    assert type(reason).text_of(reason.value) == reason.text


def codes_in(path: str) -> set[str]:
    """Return the first of each pair of strings that functions of ``path`` return as reasons."""
    tree = ast.parse((ROOT / "scriptcheck" / path).read_text(encoding="utf-8"))
    return {
        part.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Tuple | ast.Call | ast.IfExp)
        for part in ast.walk(node)
        if isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and re.fullmatch(r"[a-z]+(-[a-z]+)+|harmless|negated|quoting|asked|remedied", part.value)
    }


def test_every_code_of_windows_has_words() -> None:
    codes = codes_in("match/window.py")
    assert codes
    assert codes <= set(SuppressionReason) & set(VerdictReason)


@pytest.mark.parametrize(
    "path", ["metrics/measure.py", "metrics/spoken.py", "rules/readback.py", "cases/judge.py"]
)
def test_every_code_of_judging_has_words(path: str) -> None:
    codes = codes_in(path)
    assert codes
    assert codes <= set(VerdictReason)


@pytest.mark.parametrize(
    ("reason", "detail", "zh", "en"),
    [
        (
            "wrong-speaker",
            "agent",
            "不是该说的人说的（客服说的）",
            "said by the wrong speaker (by the agent)",
        ),
        ("unknown-speaker", "unknown", "分不清是谁说的", "it is not known who said it"),
        ("long-turn", "31", "话轮太长（31 字）", "the turn is too long (31 characters)"),
        ("long-clause", "9", "小句太长（9 字）", "the clause is too long (9 characters)"),
        ("asked", "是不是", "是在问（“是不是”）", "asked, not said (“是不是”)"),
        ("outside-window", "", "不在规定的位置", "outside the window"),
        ("of-another-package", "", "of-another-package", "of-another-package"),
    ],
)
def test_what_people_read_of_a_candidate(reason: str, detail: str, zh: str, en: str) -> None:
    assert suppression_text(reason, detail) == (zh, en)


def test_a_reason_of_another_package_is_read_as_it_is(make_checker: Callable[..., Checker]) -> None:
    spec = make_checker({"x": cue("是")}, {"r": rule(require="x")}).call_rules["r"]
    words = RuleWords.of(spec, "zh")
    assert words.message_on(Judgement(Outcome.UNDECIDABLE, reason="no-luck")) == "no-luck"
    assert words.message_on(Judgement(Outcome.PASS)) == ""


def test_a_report_read_back_equals_the_one_written(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker({"x": cue("是")}, {"r": rule(require="x", when={"meta": "a", "is": 1})})
    report = checker.check(call("A 您好"))
    assert report.verdicts[0].reason == "no-call-data"
    assert CallReport.from_json(report.to_json()) == report
