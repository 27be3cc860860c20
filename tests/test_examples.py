"""The lexicon's examples: every shipped one holds, and the runner tells those that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.examples import run_examples
from tests.conftest import cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Checker


def test_shipped_examples(default_checker: Checker) -> None:
    results = list(run_examples(default_checker))
    assert {result.entry for result in results} >= default_checker.profile.cues.keys()
    wrong = [result for result in results if not result.ok]
    assert [f"{each.place}: {each.text!r}: {each.found.en}" for each in wrong] == []


def failures(checker: Checker) -> list[tuple[str, str, str]]:
    return [(r.entry, r.expected, r.text) for r in run_examples(checker) if not r.ok]


@pytest.mark.parametrize(
    ("examples", "failing"),
    [
        ({"hit": ["【您好】"], "miss": ["喂"]}, []),
        ({"hit": ["您好"], "miss": ["喂"]}, []),
        ({"hit": ["喂，【您好】，【您好】"], "miss": ["喂"]}, []),
        ({"hit": ["客服: 喂\n客服: 【您好】"], "miss": ["客户: 您好\n客服: 喂"]}, []),
        ({"hit": ["喂，【您好】，您好"], "miss": ["喂"]}, [("a", "hit", "喂，【您好】，您好")]),
        ({"hit": ["【您好吗】"], "miss": ["喂"]}, [("a", "hit", "【您好吗】")]),
        ({"hit": ["喂"], "miss": ["您好"]}, [("a", "hit", "喂"), ("a", "miss", "您好")]),
    ],
)
def test_examples_of_a_cue(
    make_checker: Callable[..., Checker],
    examples: dict[str, list[str]],
    failing: list[tuple[str, str, str]],
) -> None:
    assert failures(make_checker({"a": cue("您好", examples=examples)})) == failing


def test_examples_of_a_customers_cue_are_said_by_the_customer(
    make_checker: Callable[..., Checker],
) -> None:
    examples = {"hit": ["【投诉】"], "miss": ["好"]}
    cues = {"a": cue("投诉", speaker="customer", examples=examples)}
    assert failures(make_checker(cues)) == []


def test_examples_of_a_rule(make_checker: Callable[..., Checker]) -> None:
    cues = {"a": cue("您好", examples={"hit": ["您好"], "miss": ["喂"]})}
    examples = {
        "pass": ["客服: 您好", "客服: 喂"],
        "fail": ["客服: 喂", "客服: 您好"],
        "not_applicable": [{"text": "客服: 喂", "meta": {"direction": "outbound"}}, "客服: 喂"],
        "undecidable": ["客户: 喂", "客服: 喂"],
    }
    when = {"not": {"meta": "direction", "is": "outbound", "unknown": False}}
    checker = make_checker(cues, {"r": rule(require="a", when=when, examples=examples)})
    assert failures(checker) == [
        ("r", "pass", "客服: 喂"),
        ("r", "fail", "客服: 您好"),
        ("r", "not_applicable", "客服: 喂"),
        ("r", "undecidable", "客服: 喂"),
    ]


def test_a_failing_example_is_shown_with_its_place(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker({"a": cue("您好", examples={"hit": ["喂"], "miss": ["好"]})})
    (failing,) = (result for result in run_examples(checker) if not result.ok)
    assert failing.place.source.endswith("chapter.yaml")
    assert failing.place.line > 1
    assert "无" in failing.found.zh


@pytest.mark.parametrize("company", ["美的(中国)有限公司", '美的"电器', "美的😀", "- 美的"])
def test_signs_in_words_of_variables_are_not_spoken(
    make_checker: Callable[..., Checker], company: str
) -> None:
    hits = ["【{company}】，请讲", "【您好，这里是{company}客服】，请讲"]
    examples = {"hit": hits, "miss": ["喂"]}
    cues = {"a": cue("[您好]?[这里是]?{company}[客服]?", examples=examples)}
    assert failures(make_checker(cues, profile={"variables": {"company": [company]}})) == []


def test_of_long_names_less_may_be_found(make_checker: Callable[..., Checker]) -> None:
    examples = {"hit": ["【您好，这里是{company}客服】"], "miss": ["喂"]}

    def failed(template: str, company: str) -> list[tuple[str, str, str]]:
        cues = {"a": cue(template, examples=examples)}
        return failures(make_checker(cues, profile={"variables": {"company": [company]}}))

    assert failed("[这里是]?{company}客服", "美的(中国)有限公司") == []
    assert len(failed("[这里是]?{company}客服", "美的")) == 1
    assert len(failed("您好", "美的(中国)有限公司")) == 1
