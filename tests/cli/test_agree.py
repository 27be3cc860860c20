"""``scriptcheck agree``: how far reviewers agree."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done


@pytest.fixture
def labels(folder: Path) -> Path:
    """Return a folder with the labels of two people on both calls."""
    for name, verdict in (("a", "fail"), ("b", "not_fail")):
        lines = [
            {"call_id": "bad", "verdicts": {"phone.greeting": verdict, "banned.rude": "fail"}},
            {"call_id": "good", "verdicts": {"phone.greeting": "not_fail"}},
        ]
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_a_table_and_a_list(run: Callable[..., Done], labels: Path) -> None:
    run("check", "calls", "-o", "out", "--fail-on", "never")
    more = ("--reports", "out", "--disagreements", "d.csv", "--lang", "en")
    done = run("agree", "a.jsonl", "b.jsonl", *more)
    assert done.code == 0, done.err
    assert "phone.greeting" in done.out
    assert "3 raters: a, b, scriptcheck; " in done.err
    assert '"bad","rule","phone.greeting","","yes","no","yes"' in (labels / "d.csv").read_text(
        encoding="utf-8-sig"
    ).replace(",,", ',"",')


def test_json(run: Callable[..., Done], labels: Path) -> None:
    done = run("agree", "a.jsonl", "b.jsonl", "--json", "-q")
    found = json.loads(done.out)
    assert found["schema"] == "scriptcheck.agreement/1"
    assert found["raters"] == ["a", "b"]
    assert [each["entry"] for each in found["entries"]] == ["", "banned.rude", "phone.greeting"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("a.jsonl",), "too-few-raters"),
        (("a.jsonl", "calls/good.txt"), "json-syntax"),
        (("a.jsonl", "b.jsonl", "--disagreements", "b.jsonl"), "output-in-input"),
        (("a.jsonl", "b.jsonl", "--disagreements", "./../{folder}/a.jsonl"), "output-in-input"),
        (
            ("a.jsonl", "--reports", "out", "--disagreements", "out/reports.jsonl"),
            "output-in-input",
        ),
    ],
)
def test_mistakes(
    run: Callable[..., Done], labels: Path, arguments: tuple[str, ...], code: str
) -> None:
    run("check", "calls", "-o", "out", "--fail-on", "never")
    before = (labels / "a.jsonl").read_bytes(), (labels / "b.jsonl").read_bytes()
    done = run("agree", *(each.format(folder=labels.name) for each in arguments))
    assert before == ((labels / "a.jsonl").read_bytes(), (labels / "b.jsonl").read_bytes())
    assert (done.code, f"[{code}]" in done.err) == (2, True), done.err


def test_what_the_reports_do_not_have_is_said(run: Callable[..., Done], labels: Path) -> None:
    run("check", "calls", "-o", "out", "--fail-on", "never")
    lines = [
        {"call_id": "gone", "verdicts": {"phone.greeting": "fail"}},
        {"call_id": "good", "verdicts": {"old.rule": "fail"}},
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (labels / "b.jsonl").write_text(text, encoding="utf-8")
    reports = labels / "out" / "reports.jsonl"
    reports.write_bytes(reports.read_bytes() * 2)
    done = run("agree", "a.jsonl", "b.jsonl", "--reports", "out")
    assert done.code == 0, done.err
    assert "报告里没有的 1 通电话，程序不算评过：gone" in done.err
    assert "报告里没有的 1 条规则，程序不算评过：old.rule" in done.err
    assert "没有署名的标注，每个文件算一个人：a、b" in done.err
    assert "有 2 个通话编号重复" in done.err


def test_more_draws_than_anybody_waits_for_are_refused(
    run: Callable[..., Done], labels: Path
) -> None:
    done = run("agree", "a.jsonl", "b.jsonl", "--resamples", "9" * 400)
    assert (done.code, "--resamples" in done.err) == (2, True)
