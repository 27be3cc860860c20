"""``scriptcheck explain``: each verdict with its grounds, for people and for machines."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done

CALLS = [
    {"call_id": "a#1", "turns": [{"speaker": "agent", "text": "不知道"}]},
    {"call_id": "b", "turns": [{"speaker": "agent", "text": "您好，海尔客服"}]},
]


@pytest.fixture
def several(run: Callable[..., Done], tmp_path: Path) -> Path:
    """Write a file of two calls."""
    assert callable(run)
    path = tmp_path / "several.jsonl"
    path.write_text("\n".join(map(json.dumps, CALLS)), encoding="utf-8")
    return path


def test_a_violation_with_its_grounds(run: Callable[..., Done]) -> None:
    done = run("explain", "calls/bad.txt", "--rule", "banned.dont_know")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "违规[banned.dont_know] 禁语：不知道、不清楚 严重 (-10)"
    assert any(line.startswith("  ✗ 不得有: 匹配到 ") and line.endswith("话轮 3") for line in lines)
    spoken = next(number for number, line in enumerate(lines) if "3 │ 客服: 不知道" in line)
    mark = lines[spoken + 1]
    assert cell_len(lines[spoken].split("不知道")[0]) == mark.index("^")
    assert mark.count("^") == 6
    assert "  依据: 星级服务手册 4.6-1" in lines


def test_rules_may_be_named_by_a_glob_or_a_prefix(run: Callable[..., Done]) -> None:
    def explained(*arguments: str) -> list[str]:
        done = run("explain", "calls/bad.txt", "--json", *arguments)
        assert done.code == 0
        return [each["rule"] for each in json.loads(done.out)["rules"]]

    ids = explained("--rule", "banned.d*", "--rule", "phone.greeting")
    assert "banned.dont_know" in ids
    assert {name.partition(".")[0] for name in ids} == {"banned", "phone"}
    assert all(name.startswith("banned.d") or name == "phone.greeting" for name in ids)
    assert set(explained("--rule", "phone")) == {
        name for name in explained() if name.startswith("phone.")
    }
    both = explained("--rule", "banned", "--select", "banned.dont_know,phone.greeting")
    assert both == ["banned.dont_know"]
    refused = run("explain", "calls/bad.txt", "--rule", "banned.zzzzz*")
    assert refused.code == 2
    assert "[unknown-rule]" in refused.err


def test_a_missed_step_says_where_it_was_looked_for(run: Callable[..., Done]) -> None:
    done = run("explain", "calls/bad.txt", "--rule", "phone.company_name", "--lang", "en")
    assert "✗ required: not matched: " in done.out
    assert "searched turns 1–5" in done.out
    assert "wordings: " in done.out
    assert "Without the call's opening" in done.out


def test_all_rules_violations_first(run: Callable[..., Done]) -> None:
    done = run("explain", "calls/bad.txt")
    found = [line.split("[")[0] for line in done.out.splitlines() if line[:1] not in {"", " "}]
    order = ["违规", "无法判断", "通过", "不适用"]
    assert sorted(found, key=order.index) == found
    assert set(found) == set(order)
    only = run("explain", "calls/bad.txt", "--verdict", "undecidable，not_applicable").out
    kinds = {line.split("[")[0] for line in only.splitlines() if line[:1] not in {"", " "}}
    assert kinds == {"无法判断", "不适用"}


def test_what_a_condition_is_to_its_rule_is_in_words(run: Callable[..., Done]) -> None:
    done = run("explain", "calls/good.txt")
    roles = set(re.findall(r"^ *[✓✗?] ([^:]+): ", done.out, re.MULTILINE))
    assert {"须有", "不得有", "复述所依据的"} <= roles
    assert [role for role in roles if role.isascii()] == []


def test_json(run: Callable[..., Done]) -> None:
    done = run("explain", "calls/bad.txt", "--rule", "banned.dont_know", "--json")
    explained = json.loads(done.out)
    (rule,) = explained["rules"]
    assert explained["schema"] == "scriptcheck.explanation/1"
    assert (rule["rule"], rule["form"], rule["verdict"]["verdict"]) == (
        "banned.dont_know",
        "forbid",
        "fail",
    )
    (part,) = rule["parts"]
    assert (part["role"], part["holds"], part["evidence"][0]["turn"]) == ("forbid", True, 2)


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize(
    "arguments",
    [["several.jsonl", "--call", "a#1"], ["several.jsonl#a#1"]],
)
def test_one_of_several_calls(arguments: list[str], run: Callable[..., Done]) -> None:
    done = run("explain", *arguments, "--rule", "banned.dont_know")
    assert done.code == 0, done.err
    assert done.out.startswith("违规[banned.dont_know]")


def test_of_calls_that_share_an_id_the_first_is_shown_and_said_to_be(
    run: Callable[..., Done], tmp_path: Path
) -> None:
    twins = [CALLS[0], CALLS[0] | {"turns": CALLS[1]["turns"]}]
    (tmp_path / "twins.jsonl").write_text("\n".join(map(json.dumps, twins)), encoding="utf-8")
    done = run("explain", "twins.jsonl#a#1", "--rule", "banned.dont_know", "--lang", "en")
    assert (done.code, "FAIL" in done.out.upper()) == (0, True)
    assert "Several calls have the id 'a#1' (twins.jsonl:1, twins.jsonl:2)" in done.err


def test_names_of_files_may_have_the_mark_too(
    several: Path, run: Callable[..., Done], tmp_path: Path
) -> None:
    several.rename(tmp_path / "x#1.jsonl")
    done = run("explain", "x#1.jsonl#a#1", "--rule", "banned.dont_know")
    assert done.out.startswith("违规[banned.dont_know]"), done.err
    assert run("explain", "x#2.jsonl#a", "--rule", "banned.dont_know").code == 3


def test_out_of_stored_reports(several: Path, run: Callable[..., Done], tmp_path: Path) -> None:
    assert run("check", several.name, "-o", "out", "--fail-on", "never").code == 0
    arguments = ("explain", "out/reports.jsonl", "--call", "a#1", "--rule", "banned.dont_know")
    done = run(*arguments)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("违规[banned.dont_know]")
    other = run(*arguments, "--set", "company=美的")
    assert other.code == 0
    assert "报告用的方案是 default" in other.err
    (tmp_path / "out" / "transcripts.jsonl").unlink()
    gone = run(*arguments)
    assert gone.code == 2
    assert "[transcript-missing]" in gone.err


@pytest.mark.usefixtures("several")
@pytest.mark.parametrize(
    ("arguments", "exit_code", "problem"),
    [
        (["nowhere.txt"], 3, "not-found"),
        (["calls/bad.txt", "--rule", "banned.dont_kno"], 2, "unknown-rule"),
        (["calls/bad.txt", "--rule", "case.reply_24h"], 2, "rule"),
        (["calls/bad.txt", "--verdict", "maybe"], 2, "unknown-verdict"),
        (["several.jsonl"], 2, "several-calls"),
        (["several.jsonl", "--call", "c"], 2, "unknown-call"),
        (["empty"], 3, "no-transcripts"),
        (["broken.json"], 3, "json"),
    ],
)
def test_mistakes_are_told(
    arguments: list[str], exit_code: int, problem: str, run: Callable[..., Done], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.json").write_text('{"turns": [', encoding="utf-8")
    done = run("explain", *arguments)
    assert (done.code, done.out) == (exit_code, "")
    assert problem in done.err.rsplit("[", 1)[-1]


def test_call_data_and_reasons_are_in_words(run: Callable[..., Done]) -> None:
    for lang, expected in (
        ("zh", ("呼叫方向 = 未知，要 呼出", "通话中断 = 未知，要 是", "挂机方", "（客户说的）")),
        ("en", ("direction = unknown, wanted outbound", "call dropped = unknown, wanted yes")),
    ):
        shown = run("explain", "calls/good.txt", "--lang", lang).out
        for words in expected:
            assert words in shown
        for code in ("hangup_by", "ending_cut", "long-turn", "long-clause", "— asked", "要 True"):
            assert code not in shown
        assert "turns 1," not in shown
