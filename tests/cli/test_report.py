"""``scriptcheck report``: other formats of reports, made as a user makes them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import BAD, GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done


@pytest.fixture(scope="module")
def checked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Check two calls as a user does and return the folder of the reports."""
    folder = tmp_path_factory.mktemp("checked")
    (folder / "calls").mkdir()
    (folder / "calls" / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "calls" / "bad.txt").write_text(BAD, encoding="utf-8")
    command = [sys.executable, "-m", "scriptcheck_cli", "check", "calls", "-o", "out", "-q"]
    done = subprocess.run([*command, "--fail-on", "never"], check=False, cwd=folder)
    assert done.returncode == 0
    return folder / "out"


@pytest.fixture
def checked(checked_once: Path, run: Callable[..., Done], tmp_path: Path) -> Path:
    """Return a folder of reports on two calls."""
    assert callable(run)
    shutil.copytree(checked_once, tmp_path / "out")
    return tmp_path / "out"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("[!.]*")}


def contents(folder: Path) -> dict[Path, bytes]:
    return {
        path: path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".run" not in path.parts
    }


def test_what_check_writes_by_default(checked: Path) -> None:
    assert {
        "reports.jsonl",
        "transcripts.jsonl",
        "violations.csv",
        "scriptcheck.xlsx",
        "index.html",
    } <= names(checked)
    said, told = (
        [json.loads(line)["call_id"] for line in (checked / name).read_bytes().splitlines()]
        for name in ("transcripts.jsonl", "reports.jsonl")
    )
    assert said == told == ["bad", "good"]


def test_formats_that_are_asked_for(run: Callable[..., Done], tmp_path: Path) -> None:
    done = run("check", "calls", "-o", "out", "--format", "junit，markdown", "--fail-on", "never")
    assert done.code == 0
    assert names(tmp_path / "out") == {"reports.jsonl", "junit.xml", "summary.md"}


def test_it_makes_the_default_ones_again(checked: Path, run: Callable[..., Done]) -> None:
    before = contents(checked)
    for name in ("violations.csv", "scriptcheck.xlsx", "index.html"):
        (checked / name).unlink()
    done = run("report", "out")
    assert (done.code, done.out) == (0, "")
    assert "2 份报告写成 csv, xlsx, html" in done.err
    assert contents(checked) == before


@pytest.mark.usefixtures("checked")
def test_other_formats_and_another_folder(run: Callable[..., Done], tmp_path: Path) -> None:
    arguments = ("report", "out/reports.jsonl", "-o", "other", "--format", "json,parquet,jsonl")
    done = run(*arguments, "--lang", "en")
    assert done.code == 0, done.err
    assert done.err == "2 reports written as json, parquet, jsonl in other.\n"
    assert names(tmp_path / "other") == {
        "calls",
        "calls.parquet",
        "violations.parquet",
        "reports.jsonl",
    }
    assert run(*arguments, "--quiet").err == ""


def test_without_what_was_said_that_is_told(
    checked: Path, run: Callable[..., Done], tmp_path: Path
) -> None:
    (checked / "transcripts.jsonl").rename(checked / "said.jsonl")
    done = run("report", "out", "--format", "csv,junit", "--quiet")
    assert done.code == 0
    assert done.err == "没有 transcripts.jsonl：csv 中客服、班组、日期等通话数据为空。\n"
    assert run("report", "out", "--format", "junit", "--quiet").err == ""
    default = run("report", "out", "-o", "some", "--quiet")
    assert default.code == 0
    assert default.err.splitlines()[0] == "没有 transcripts.jsonl，不写 html。"
    assert names(tmp_path / "some") == {
        "violations.csv",
        "suspects.csv",
        "cases.csv",
        "scriptcheck.xlsx",
    }
    done = run("report", "out", "--transcripts", "out/said.jsonl", "--format", "csv", "--quiet")
    assert (done.code, done.err) == (0, "")
    for name in ("transcripts", "html"):
        done = run("report", "out", "-o", "other", "--format", name)
        assert done.code == 2
        assert "[transcript-missing]" in done.err
        assert "--transcripts" in done.err


@pytest.mark.usefixtures("checked")
@pytest.mark.parametrize("name", ["jsonl", "transcripts", "csv,jsonl"])
def test_what_is_read_is_not_written_over(name: str, run: Callable[..., Done]) -> None:
    done = run("report", "out", "--format", name)
    assert done.code == 2
    assert "[output-in-input]" in done.err
    assert run("report", "out", "--format", "csv").code == 0


@pytest.mark.usefixtures("checked")
def test_on_the_screen(run: Callable[..., Done]) -> None:
    table = run("report", "out", "--format", "table")
    assert (table.code, table.err) == (0, "")
    assert "│ bad " in table.out
    text = run("report", "out", "--format", "text", "--lang", "en")
    assert "[banned.dont_know]" in text.out
    assert "calls/bad.txt:3" in text.out
    assert "3 │ agent: 不知道" in text.out


def test_text_of_many_calls_without_writing(run: Callable[..., Done], tmp_path: Path) -> None:
    done = run("check", "calls", "--format", "text", "--quiet")
    assert done.code == 1
    assert "calls/bad.txt: 不合格" in done.out
    assert "calls/good.txt: 合格" in done.out
    assert names(tmp_path) == {"calls"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nowhere"], "unreadable"),
        (["calls/bad.txt"], "not-a-report"),
        (["out", "--format", "docx"], "unknown-format"),
        (["out", "--format", "text,csv"], "unknown-format"),
        (["out", "--format", ","], "unknown-format"),
        (["out", "--transcripts", "nowhere"], "unreadable"),
        (["out", "--transcripts", "out/reports.jsonl"], "not-a-call"),
    ],
)
@pytest.mark.usefixtures("checked")
def test_mistakes_are_told(arguments: list[str], code: str, run: Callable[..., Done]) -> None:
    done = run("report", *arguments)
    assert (done.code, done.out) == (2, "")
    assert f"[{code}]" in done.err


def test_a_broken_line_is_told_with_its_place(checked: Path, run: Callable[..., Done]) -> None:
    reports = checked / "reports.jsonl"
    reports.write_bytes(reports.read_bytes()[:-100])
    done = run("report", "out")
    assert done.code == 2
    assert done.err.startswith("out/reports.jsonl:2: 这一行不是报告。")


def test_hostile_ids_stay_in_their_folder(run: Callable[..., Done], tmp_path: Path) -> None:
    ids = ["../../evil", "=1+1", "a\nb", "\x1b[31m", "CON", "X", "x"]
    calls = [
        {"call_id": each, "turns": [{"speaker": "agent", "text": f"不知道{each}"}]} for each in ids
    ]
    lines = "\n".join(map(json.dumps, calls)).encode()
    formats = "transcripts,csv,xlsx,json,junit,markdown,parquet"
    done = run("check", "-", "-o", "a/b/out", "--format", formats, "--quiet", stdin=lines)
    assert done.code == 1, done.err
    assert names(tmp_path) == {"calls", "a"}
    assert names(tmp_path / "a") == {"b"}
    assert names(tmp_path / "a" / "b") == {"out"}
    assert len(names(tmp_path / "a" / "b" / "out" / "calls")) == len(ids)
    text = run("report", "a/b/out", "--format", "text")
    assert "\x1b" not in text.out


@pytest.mark.parametrize(
    "choice",
    [
        ("--select", "banned.*"),
        ("--ignore", "phone.closing"),
        ("--ignore", "case.apology_1h"),
        ("--min-severity", "major"),
    ],
)
def test_reports_of_some_rules_are_made_again_with_the_same_bytes(
    checked: Path, run: Callable[..., Done], tmp_path: Path, choice: tuple[str, str]
) -> None:
    formats = ("--format", "html,xlsx,csv,markdown,junit")
    (tmp_path / "again_in").mkdir()
    shutil.copy(checked / "transcripts.jsonl", tmp_path / "again_in")
    for given in ((), choice):
        run("check", "again_in", *choice, *formats, "-o", "some", "-q", "--fail-on", "never")
        assert run("report", "some", *given, *formats, "-o", "again", "-q").code == 0
        made = contents(tmp_path / "again")
        assert len(made) > 5
        for path, content in made.items():
            there = tmp_path / "some" / path.relative_to(tmp_path / "again")
            assert there.read_bytes() == content, path


def test_reports_of_another_profile_keep_all_rules(checked: Path, run: Callable[..., Done]) -> None:
    run("report", "out", "-q", "--format", "html", "-o", "usual")
    done = run("report", "out", "-q", "--format", "html", "-o", "other", "--profile", "bank")
    assert done.code == 0
    assert (checked.parent / "other" / "index.html").is_file()
