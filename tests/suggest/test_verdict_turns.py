"""Missed turns that labels give as a verdict on a rule."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck.suggest import suggest

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = "name: mine\ntitle: 我的\nrules: {include: ['*']}\n"
CHAPTER = """\
title: 词
cues:
  greeting:
    title: 问候
    phrases: ["您好"]
    examples: {hit: ["【您好】"], miss: ["再见"]}
  blame:
    title: 责怪
    phrases: ["怪您自己"]
    examples: {hit: ["【怪您自己】"], miss: ["您好"]}
  shrug:
    title: 推脱
    phrases: ["不归我管"]
    examples: {hit: ["【不归我管】"], miss: ["您好"]}
rules:
  own.greeting:
    title: 问候
    require: greeting
    within: {first_agent_turns: 1}
    message: 没有问候
    advice: 问候
    examples: {pass: ["客服: 您好"], fail: ["客服: 再见"]}
  own.blame:
    title: 责怪
    forbid: blame
    message: 责怪
    advice: 不责怪
    examples: {pass: ["客服: 您好"], fail: ["客服: 怪您自己"]}
  own.either:
    title: 两样
    forbid: {any: [blame, shrug]}
    message: 责怪或推脱
    advice: 都不要
    examples: {pass: ["客服: 您好"], fail: ["客服: 不归我管"]}
"""
TEXTS = ["早上好啊这里是客服", "您贵姓", "谁让您乱动的呀"], ["早上好啊请讲", "嗯", "谁让您乱动的"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a profile, two calls, and no ordinary turns beside them."""
    home = tmp_path / "mine"
    home.mkdir()
    (home / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (home / "words.yaml").write_text(CHAPTER, encoding="utf-8")
    calls = [
        {
            "call_id": f"c{number}",
            "turns": [
                {"speaker": speaker, "text": text}
                for speaker, text in zip(("agent", "customer", "agent"), texts, strict=True)
            ],
        }
        for number, texts in enumerate(TEXTS)
    ]
    write(tmp_path / "calls.jsonl", calls)
    (tmp_path / "corpora").mkdir()
    return tmp_path


def write(path: Path, lines: list[dict[str, Any]]) -> None:
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")


def found(folder: Path, *lines: dict[str, Any]) -> Any:
    write(folder / "labels.jsonl", list(lines))
    return suggest(
        [folder / "calls.jsonl"],
        profile=folder / "mine",
        labels=folder / "labels.jsonl",
        corpora=folder / "corpora",
    )


def added(number: int, rule: str, turn: int, **other: Any) -> dict[str, Any]:
    """Return the label that a page exports for a violation that somebody added."""
    item = {"missed": True, "rule": rule, "turn": turn}
    return {
        "call_id": f"c{number}",
        "verdicts": {rule: "fail"},
        "review": [item],
    } | other


def test_an_added_violation_says_where_the_forbidden_cue_is_said(folder: Path) -> None:
    done = found(folder, added(0, "own.blame", 2), added(1, "own.blame", 2))
    assert done.missed == {"blame": 2}
    first = done.proposals[0]
    assert (first.cue, first.template, first.labelled) == ("blame", "谁让您乱动的", 2)


def test_a_rule_on_two_cues_does_not_say_which(folder: Path) -> None:
    assert found(folder, added(0, "own.either", 2)).missed == {}


def test_the_mark_of_the_turn_goes_before_the_verdict_on_the_rule(folder: Path) -> None:
    marks = [{"turn": 2, "cue": "blame", "heard": False}]
    assert found(folder, added(0, "own.blame", 2, marks=marks)).missed == {}


def test_a_violation_that_another_reviewer_takes_back_counts_no_more(folder: Path) -> None:
    one = added(0, "own.blame", 2, reviewer="甲", time="2026-03-02T09:00:00Z")
    item = {"mark": "wrong", "rule": "own.blame"}
    other = {
        "call_id": "c0",
        "verdicts": {"own.blame": "not_fail"},
        "review": [item],
        "reviewer": "乙",
        "time": "2026-03-02T10:00:00Z",
    }
    assert found(folder, one, other).missed == {}
    later = other | {"time": "2026-03-02T08:00:00Z"}
    assert found(folder, one, later).missed == {"blame": 1}


def test_a_step_that_was_made_is_said_in_the_only_turn_that_the_rule_looks_at(
    folder: Path,
) -> None:
    labels = [{"call_id": f"c{number}", "verdicts": {"own.greeting": "pass"}} for number in (0, 1)]
    done = found(folder, *labels)
    assert done.missed == {"greeting": 2}
    assert {turn.turn for turn in done.proposals[0].turns} == {0}
    assert done.proposals[0].template == "早上好"


@pytest.mark.parametrize("verdict", ["not_fail", "not_applicable", "fail"])
def test_a_verdict_that_does_not_say_that_the_step_was_made(folder: Path, verdict: str) -> None:
    assert found(folder, {"call_id": "c0", "verdicts": {"own.greeting": verdict}}).missed == {}


def test_a_verdict_on_a_rule_that_looks_at_several_turns_names_none(folder: Path) -> None:
    # The customer's turn may not say it, but two of the agent's may.
    assert found(folder, {"call_id": "c0", "verdicts": {"own.blame": "fail"}}).missed == {}


@pytest.mark.parametrize("turn", [True, -1, "2", None, 99])
def test_what_is_no_turn_of_the_call_is_passed_over(folder: Path, turn: object) -> None:
    line = {
        "call_id": "c0",
        "verdicts": {"own.blame": "fail"},
        "review": [{"missed": True, "rule": "own.blame", "turn": turn}],
    }
    assert found(folder, line).missed == {}
