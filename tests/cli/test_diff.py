"""``scriptcheck diff``: two checks compared, as a user does it."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck.diff import MatchDifference
from scriptcheck_cli.views.difference import _cause

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done

CHAPTER = """title: 补充
cues:
  own_makeshift:
    title: 凑合
    phrases: ["今天下午"]
    examples: {hit: [今天下午], miss: [您好]}
rules:
  own.makeshift:
    title: 不说今天下午
    forbid: own_makeshift
    severity: major
    points: -10
    message: 说了今天下午
    advice: 请帮客户解决
    examples: {pass: ["客服: 您好"], fail: ["客服: 今天下午"]}
"""


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a profile that forbids one thing more than the default one.

    It lies in one place for all tests, so that it is compiled once.
    """
    home = tmp_path_factory.mktemp("lexicons") / "mine"
    home.mkdir()
    profile = "name: mine\ntitle: 自用\ntitle_en: Mine\nextends: default\n"
    (home / "profile.yaml").write_text(profile, encoding="utf-8")
    (home / "chapter.yaml").write_text(CHAPTER, encoding="utf-8")
    return home


def test_a_check_against_itself(run: Callable[..., Done]) -> None:
    run("check", "calls", "-o", "out")
    done = run("diff", "out", "out", "--lang", "en", "--max-changed", "0")
    assert (done.code, done.out) == (0, "")
    assert "2 calls, no difference." in done.err


def test_two_profiles(run: Callable[..., Done], mine: Path, folder: Path) -> None:
    done = run("diff", "default", str(mine), "--calls", "calls", "-o", "d", "--lang", "en")
    assert done.code == 0, done.err
    assert "own.makeshift" in done.out
    assert "turn 7 '今天下午' ← 今天下午" in done.out
    assert "Of 2 calls, 1 changed: 1 verdicts" in done.err
    assert {"diff.json", "changes.csv", "index.html", "transcripts.jsonl"} <= {
        path.name for path in (folder / "d").iterdir()
    }
    with (folder / "d" / "changes.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["rule"], row["kind"], row["quote"]) == (
        "own.makeshift",
        "newly_failing",
        "今天下午",
    )
    # What is marked on the page are labels like those of any other page.
    shown = json.loads((folder / "d" / "reports.jsonl").read_text(encoding="utf-8"))
    assert [verdict["rule"] for verdict in shown["verdicts"]] == ["own.makeshift"]
    assert shown["verdicts"][0]["message"].startswith("【newly failing】")


def test_folders_give_what_profiles_give(run: Callable[..., Done], mine: Path) -> None:
    run("check", "calls", "-o", "one", "--fail-on", "never")
    run("check", "calls", "-o", "two", "--profile", str(mine), "--fail-on", "never")
    by_folders = run("diff", "one", "two", "--json", "-q")
    by_profiles = run("diff", "default", str(mine), "--calls", "calls", "--json", "-q", "-j", "2")
    assert json.loads(by_folders.out) == json.loads(by_profiles.out)
    assert len(json.loads(by_folders.out)["changes"]) == 1


@pytest.mark.parametrize(
    ("limit", "code"), [("0", 1), ("1", 0), ("49%", 1), ("50%", 0), ("0.5%", 1), ("50％", 0)]
)
def test_too_many_changes_set_the_exit_code(
    run: Callable[..., Done], mine: Path, limit: str, code: int
) -> None:
    done = run("diff", "default", str(mine), "--calls", "calls", "--max-changed", limit)
    assert done.code == code, done.err
    assert ("--max-changed" in done.err) == bool(code)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("out", "nowhere.jsonl"), "unreadable"),
        (("out", "out", "--max-changed", "few"), "bad-number"),
        (("out", "out", "--max-changed", "1.5"), "bad-number"),
        (("out", "out", "-o", "out"), "output-in-input"),
        (("default", "default", "--calls", "calls", "-o", "calls"), "output-in-input"),
        (("default", "default", "--calls", "calls", "-o", "calls/d"), "output-in-input"),
        (
            ("default", "default", "--calls", "out/transcripts.jsonl", "-o", "out"),
            "output-in-input",
        ),
        (("out/transcripts.jsonl", "out", "-o", "out"), "output-in-input"),
        (("out", "out", "--redact"), "unused-option"),
        (("out", "out", "--redact-kinds", "phone"), "unused-option"),
        (("out", "out", "-j", "2"), "unused-option"),
        (("out", "out", "--encoding", "gbk"), "unused-option"),
        (("out", "out", "--no-infer-speakers"), "unused-option"),
        (("default", "nobody", "--calls", "calls"), "unknown-profile"),
        (("default", "default", "--calls", "-"), "no-stdin"),
    ],
)
def test_mistakes(run: Callable[..., Done], arguments: tuple[str, ...], code: str) -> None:
    run("check", "calls", "-o", "out", "--fail-on", "never")
    done = run("diff", *arguments)
    assert (done.code, f"[{code}]" in done.err) == (2, True), done.err


def test_nothing_compared_is_no_pass(run: Callable[..., Done], folder: Path) -> None:
    (folder / "others").mkdir()
    (folder / "calls" / "bad.txt").rename(folder / "others" / "other.txt")
    for name in ("calls", "others"):
        run("check", name, "-o", f"out-{name}", "--fail-on", "never")
    done = run("diff", "out-calls", "out-others", "--max-changed", "5%")
    assert (done.code, "[nothing-compared]" in done.err) == (2, True), done.err
    done = run("diff", "out-calls", "out-others")
    assert done.code == 0
    assert "两边没有共同的通话" in done.err


def test_what_is_wrong_with_a_line_is_said_in_chinese(
    run: Callable[..., Done], folder: Path
) -> None:
    run("check", "calls", "-o", "out", "--fail-on", "never")
    line = json.loads(
        (folder / "out" / "reports.jsonl").read_text(encoding="utf-8").splitlines()[0]
    )
    (folder / "bad.jsonl").write_text(json.dumps(line | {"score": "x"}) + "\n", encoding="utf-8")
    done = run("diff", "bad.jsonl", "out")
    assert "bad.jsonl:1: 这一行不是报告（$.score 不对）。" in done.err
    assert "Expected" not in done.err
    assert "Expected `int | null`" in run("diff", "bad.jsonl", "out", "--lang", "en").err


def test_why_the_other_side_dropped_it_is_said_in_words() -> None:
    match = MatchDifference(True, "rude", 3, 0, 2, "滚开", "滚开", "negated")
    assert _cause(match).zh == "新找到 rude，话轮 4“滚开” ← 滚开（另一边没算：被否定）"


def test_a_page_of_before_does_not_stay(run: Callable[..., Done], mine: Path, folder: Path) -> None:
    run("diff", "default", str(mine), "--calls", "calls", "-o", "d")
    assert (folder / "d" / "index.html").exists()
    (folder / "d" / "notes.txt").write_text("我的", encoding="utf-8")
    done = run("diff", "default", "default", "--calls", "calls", "-o", "d")
    assert done.code == 0, done.err
    left = {path.name for path in (folder / "d").iterdir()}
    assert left == {"diff.json", "changes.csv", "notes.txt"}


def test_ids_of_several_calls_are_said(run: Callable[..., Done], folder: Path) -> None:
    run("check", "calls", "-o", "out", "--fail-on", "never")
    reports = folder / "out" / "reports.jsonl"
    (folder / "twice.jsonl").write_bytes(reports.read_bytes() * 2)
    done = run("diff", "twice.jsonl", "out")
    assert "有 2 个通话编号重复：bad、good" in done.err
    assert "只有旧的一边有的通话 2 通" in done.err


def test_most_limits_what_is_printed(run: Callable[..., Done], mine: Path, folder: Path) -> None:
    text = (folder / "calls" / "good.txt").read_text(encoding="utf-8")
    (folder / "calls" / "worse.txt").write_text(text, encoding="utf-8")
    done = run("diff", "default", str(mine), "--calls", "calls", "--most", "1")
    assert done.out.count("今天下午”") == 1
    assert "另有 1 处（--most 0 全部列出）" in done.err
