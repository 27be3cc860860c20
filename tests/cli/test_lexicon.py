"""``scriptcheck lexicon``, ``init`` and ``schema``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml

from scriptcheck import Checker
from scriptcheck.learned.model import read_model

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done


def test_list_in_a_pipe_is_tab_separated(run: Callable[..., Done]) -> None:
    rows = [line.split("\t") for line in run("lexicon", "list").out.splitlines()]
    assert {len(row) for row in rows} == {7}
    assert {row[0] for row in rows} == {"cue", "rule"}
    assert {"greeting", "phone.greeting", "banned.dont_know"} <= {row[1] for row in rows}


@pytest.mark.parametrize(("option", "kind"), [("--cues", "cue"), ("--rules", "rule")])
def test_list_of_one_kind(run: Callable[..., Done], option: str, kind: str) -> None:
    lines = run("lexicon", "list", option).out.splitlines()
    assert {line.partition("\t")[0] for line in lines} == {kind}


@pytest.mark.parametrize(("entry", "kind"), [("greeting", "cues"), ("phone.greeting", "rules")])
def test_show_tells_where_and_what(run: Callable[..., Done], entry: str, kind: str) -> None:
    done = run("lexicon", "show", entry)
    place, _, content = done.out.partition("\n")
    assert ".yaml:" in place
    shown = yaml.safe_load(content)[kind][entry]
    assert shown["title"]
    assert shown["examples"]


def test_show_of_what_is_not_there(run: Callable[..., Done]) -> None:
    done = run("lexicon", "show", "greting", "--lang", "en")
    assert done.code == 2
    assert "Did you mean 'greeting'?" in done.err


def test_the_shipped_lexicon_is_sound(run: Callable[..., Done]) -> None:
    assert run("lexicon", "lint").code == 0
    done = run("lexicon", "test")
    assert done.code == 0, done.out


def test_lint_shows_every_mistake(run: Callable[..., Done], tmp_path: Path) -> None:
    chapter = tmp_path / "mine.yaml"
    chapter.write_text(
        "cues:\n  greeting:\n    mode: extend\n    phrases: ['[您好', '{nobody}好']\n"
        "  other: {title: 别的}\n",
        encoding="utf-8",
    )
    done = run("lexicon", "lint", "mine.yaml", "--lang", "en")
    assert done.code == 2
    assert "mine.yaml:4:16: '[' has no ']'" in done.err
    assert "mine.yaml:5:3: The field 'phrases' is missing." in done.err


def test_test_shows_the_examples_that_fail(run: Callable[..., Done], tmp_path: Path) -> None:
    chapter = tmp_path / "mine.yaml"
    chapter.write_text(
        "cues:\n  greeting:\n    mode: extend\n    phrases: [新年快乐]\n"
        "    examples:\n      hit: [春节快乐]\n",
        encoding="utf-8",
    )
    done = run("lexicon", "test", "mine.yaml", "--lang", "en")
    assert done.code == 1
    assert "mine.yaml:6:13: greeting: should be hit: 春节快乐" in done.out
    assert "1 do not" in done.out


def test_init_writes_a_profile_that_works(run: Callable[..., Done], tmp_path: Path) -> None:
    assert run("init", "mine", "--company", "甲乙家电,甲乙客服").code == 0
    assert run("lexicon", "lint", "mine").code == 0
    done = run("lexicon", "test", "--profile", "mine")
    assert done.code == 0, done.out
    profile = yaml.safe_load((tmp_path / "mine" / "profile.yaml").read_text(encoding="utf-8"))
    listed = run("lexicon", "list", "--rules").out.splitlines()
    mine = run("lexicon", "list", "--rules", "--profile", "mine").out.splitlines()
    assert len(mine) == len(listed) + 1, "the default's rules remain, all of them"
    assert profile["variables"]["company"] == ["甲乙家电", "甲乙客服"]
    checked = run("check", "calls", "--profile", "mine", "--fail-on", "never")
    assert '"name":"own"' in checked.out
    assert "own.app" in checked.out
    reports = map(json.loads, checked.out.splitlines())
    own = [each for report in reports for each in report["verdicts"] if each["rule"] == "own.app"]
    assert {each["verdict"] for each in own} == {"not_applicable"}, "it needs an occasion"


def test_init_says_which_rules_there_are(run: Callable[..., Done]) -> None:
    done = run("init", "mine")
    assert "沿用方案 default 的" in done.err
    assert "banned.* " in done.err
    assert "另加自己的 own.app" in done.err


RULE = """
    title: 甲
    title_en: A
    forbid: rude
    severity: 严重
    message: 乙
    message_en: B
    advice: 丙
    advice_en: C
    source: 丁
    examples:
      pass: ["客服: 您好"]
      fail: ["客服: {said}"]
"""


@pytest.fixture
def forgetful(tmp_path: Path) -> Path:
    """Return a profile that writes a rule, and includes others only."""
    home = tmp_path / "mine"
    home.mkdir()
    (home / "profile.yaml").write_text(
        "name: mine\ntitle: 甲\ntitle_en: A\nextends: default\n"
        "rules:\n  include: ['banned.*', 'extra.*']\n  exclude: [banned.rude]\n",
        encoding="utf-8",
    )
    rule = "rules:\n  own.rude:" + RULE.replace("{said}", "好的")
    (home / "own.yaml").write_text(rule, encoding="utf-8")
    return home


def test_a_rule_that_nobody_includes_is_reported(run: Callable[..., Done], forgetful: Path) -> None:
    done = run("lexicon", "lint", "mine")
    assert done.code == 0
    assert "mine/own.yaml:2:3: 规则“own.rude”写了，但方案的 include 里没有它" in done.err
    assert "mine/profile.yaml:6:26: 没有与“extra.*”相符的规则。" in done.err
    assert "没有错误，2 处提醒" in done.out
    # Whoever checks calls is told as well.
    assert "[rule-not-included]" in run("check", "calls", "--profile", "mine").err


def test_its_examples_run_all_the_same(run: Callable[..., Done], forgetful: Path) -> None:
    done = run("lexicon", "test", "mine")
    assert done.code == 1
    assert "own.yaml:14:14: own.rude: 应为 fail: 客服: 好的" in done.out
    assert "banned.rude" not in done.out, "what is left out on purpose is not tested"


def test_show_says_why_a_rule_is_not_judged(run: Callable[..., Done], forgetful: Path) -> None:
    done = run("lexicon", "show", "own.rude", "--profile", "mine")
    assert "# 这个方案不判断它：rules.include 里没有。" in done.out
    assert "severity: major" in done.out
    done = run("lexicon", "show", "banned.rude", "--profile", "mine", "--lang", "en")
    assert "# This profile does not judge it: 'banned.rude' in rules.exclude." in done.out
    assert "does not judge" not in run("lexicon", "show", "banned.dont_know").out


def test_all_mistakes_at_once(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "cues:\n  Bad-Id:\n    phrases: [甲]\n  fine:\n    title: 甲\n    phrases: ['[坏']\n"
        "rules:\n  own.rude:" + RULE.replace("forbid: rude", "forbid: rdue").replace("严重", "重"),
        encoding="utf-8",
    )
    done = run("lexicon", "lint", "mine.yaml", "--lang", "en")
    assert done.code == 2
    for place in ("mine.yaml:2:3: 'Bad-Id' is not an id", "mine.yaml:6:16: '[' has no ']'"):
        assert place in done.err
    assert (
        "mine.yaml:4:3: The field 'examples' is missing. Add it. Required are: title, " in done.err
    )
    assert "mine.yaml:12:15: This should be one of" in done.err


def test_an_unknown_cue_is_pointed_at(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "rules:\n  own.rude:" + RULE.replace("forbid: rude", "forbid: {any: [rude, rdue]}"),
        encoding="utf-8",
    )
    done = run("lexicon", "lint", "mine.yaml", "--lang", "en")
    assert "mine.yaml:5:26: 'own.rude' names the cue 'rdue'" in done.err
    assert "Did you mean 'rude'?" in done.err


def test_failing_examples_say_what_is_not_enough(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "cues:\n  greeting:\n    mode: extend\n    phrases: [新年大吉大利万事如意]\n"
        "    examples:\n      hit: [新年大吉大利万事成, '【您好，很】高兴']\n"
        "rules:\n  own.rude:" + RULE.replace("{said}", "好的"),
        encoding="utf-8",
    )
    done = run("lexicon", "test", "mine.yaml")
    assert done.code == 1
    assert "最接近的模板是 新年大吉大利万事如意" in done.out
    assert "标出的是“您好，很”" in done.out
    assert "结论：pass" in done.out


def test_init_from_a_trade(run: Callable[..., Done], tmp_path: Path) -> None:
    assert run("init", "mine", "--company", "甲乙银行", "--from", "bank").code == 0
    rules = Checker.load(tmp_path / "mine").profile.rules
    assert {"bank.risk_disclosure", "finance.guaranteed_return"} <= rules.keys()
    assert any(rule.startswith("own.") for rule in rules)
    assert "banned.noise_in_spec" not in rules
    done = run("init", "other", "--from", "bnak")
    assert (done.code, "unknown-profile" in done.err) == (2, True)


def test_init_overwrites_only_when_told(run: Callable[..., Done], tmp_path: Path) -> None:
    run("init", "mine")
    before = (tmp_path / "mine" / "profile.yaml").read_bytes()
    done = run("init", "mine", "--company", "别的")
    assert done.code == 2
    assert "--force" in done.err
    assert (tmp_path / "mine" / "profile.yaml").read_bytes() == before
    assert run("init", "mine", "--company", "别的", "--force").code == 0
    assert (tmp_path / "mine" / "profile.yaml").read_bytes() != before


@pytest.mark.parametrize("company", ['引"号', "冒: 号", "[括号", "# 井号", "美元$x"])
def test_init_with_strange_names(run: Callable[..., Done], company: str) -> None:
    done = run("init", "mine", "--company", company)
    # A bracket is a template's; every other name is a name.
    assert done.code == (2 if "[" in company else 0), done.err


@pytest.mark.parametrize("company", ["", " , "])
def test_init_without_a_name(run: Callable[..., Done], company: str) -> None:
    assert run("init", "mine", "--company", company).code == 2


@pytest.mark.parametrize("name", ["report", "lexicon", "profile"])
def test_schema(run: Callable[..., Done], name: str) -> None:
    schema = json.loads(run("schema", name).out)
    assert schema["$schema"].startswith("https://json-schema.org/")


def test_lint_counts_settings_of_the_learned_model_that_change_nothing(
    run: Callable[..., Done], tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    profile = tmp_path / "mine" / "profile.yaml"
    start = "name: t\ntitle: t\nextends: default\n"
    profile.write_text(f"{start}learned: {{cues: {{rudde: {{match: 0.9}}}}}}\n", encoding="utf-8")
    done = run("lexicon", "lint", "mine", "--lang", "en")
    assert done.code == 2
    assert "profile.yaml:4:18" in done.err
    assert "Did you mean 'rude'?" in done.err
    known = Checker.load().profile.model
    assert known is not None
    cues = read_model(known).cues
    unlearned = next(name for name in Checker.load().profile.cues if name not in cues)
    profile.write_text(
        f"{start}learned: {{cues: {{{unlearned}: {{match: 0.9}}}}}}\n", encoding="utf-8"
    )
    done = run("lexicon", "lint", "mine", "--lang", "en")
    assert done.code == 0
    assert "[learned-without-effect]" in done.err
    assert "No errors, 1 warnings" in done.out
