"""``scriptcheck check``: what goes where, exit codes, and hostile input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import BAD, GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done


def reports(text: str) -> dict[str, dict[str, object]]:
    return {report["call_id"]: report for report in map(json.loads, text.splitlines())}


def test_a_pipe_gets_json_lines_and_standard_error_the_words(run: Callable[..., Done]) -> None:
    done = run("check", "calls")
    assert list(reports(done.out)) == ["bad", "good"]
    assert "检查了 2 通电话" in done.err
    assert "banned.dont_know" in done.err


def test_a_folder_gets_files(run: Callable[..., Done], tmp_path: Path) -> None:
    done = run("check", "calls", "-o", "out/deep", "--format", "jsonl,json")
    assert done.out == ""
    folder = tmp_path / "out" / "deep"
    written = reports((folder / "reports.jsonl").read_text(encoding="utf-8"))
    assert list(written) == ["bad", "good"]
    assert json.loads((folder / "calls" / "bad.json").read_text(encoding="utf-8")) == written["bad"]
    assert not (folder / "errors.jsonl").exists()


def test_whatever_is_chosen_the_reports_are_written_too(
    run: Callable[..., Done], tmp_path: Path
) -> None:
    run("check", "calls", "-o", "out", "--format", "json")
    shown = sorted(path.name for path in (tmp_path / "out").glob("[!.]*"))
    assert shown == ["calls", "reports.jsonl"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["calls/bad.txt"], 1),
        (["calls/good.txt"], 0),
        (["calls/bad.txt", "--fail-on", "fatal"], 0),
        (["calls/bad.txt", "--fail-on", "never"], 0),
        (["calls/bad.txt", "--fail-on", "minor"], 1),
        (["calls/nowhere.txt"], 3),
        (["calls/bad.txt", "calls/nowhere.txt"], 3),
        (["calls", "--exclude", "bad.txt"], 0),
        (["calls", "--include", "good.*"], 0),
        ([], 2),
        (["calls", "--fail-on", "sometimes"], 2),
        (["calls", "--profile", "nonesuch"], 2),
        (["calls", "-o", "out", "--format", "docx"], 2),
        (["calls", "--set", "company"], 2),
        (["calls", "--set", "company="], 2),
        (["calls", "--set", "company=[海尔"], 2),
        (["calls", "--nonsense"], 2),
        (["calls", "-o", "calls/good.txt"], 2),
        (["calls", "--encoding", "klingon"], 2),
    ],
)
def test_exit_codes(run: Callable[..., Done], arguments: list[str], code: int) -> None:
    done = run("check", *arguments)
    assert done.code == code, done.err
    if code >= 2:
        assert done.err.strip()


def test_clean_and_quiet_says_nothing(run: Callable[..., Done]) -> None:
    done = run("check", "calls/good.txt", "-o", "out", "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")


def test_what_cannot_be_read_is_told_and_written(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "calls" / "cut.json").write_text('{"call_id": "x", "turns": [', encoding="utf-8")
    done = run("check", "calls", "-o", "out", "--quiet")
    assert done.code == 3
    assert "calls/cut.json:1" in done.err
    (line,) = (tmp_path / "out" / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    assert (record["source"], record["line"]) == ("calls/cut.json", 1)
    assert record["reason"]
    assert len(reports((tmp_path / "out" / "reports.jsonl").read_text(encoding="utf-8"))) == 2
    (tmp_path / "calls" / "cut.json").unlink()
    assert run("check", "calls/good.txt", "-o", "out").code == 0
    assert not (tmp_path / "out" / "errors.jsonl").exists()


def test_standard_input(run: Callable[..., Done]) -> None:
    done = run("check", "-", stdin=BAD.encode("gb18030"))
    assert list(reports(done.out)) == ["stdin"]
    assert done.code == 1


def test_an_encoding_can_be_forced(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "calls" / "big.txt").write_bytes("客服：您好\n".encode("utf-16-le"))
    done = run("check", "calls/big.txt", "--encoding", "utf-16-le", "--fail-on", "never")
    assert reports(done.out)["big"]["cues"]


def test_variables_from_the_command_line(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "calls" / "other.txt").write_text(
        "客服：您好，某某的，您请讲一下要办的事", encoding="utf-8"
    )
    for settings, verdict in (([], "fail"), (["--set", "company=甲乙丙，某某"], "pass")):
        done = run("check", "calls/other.txt", "--fail-on", "never", *settings)
        verdicts = reports(done.out)["other"]["verdicts"]
        found = {v["rule"]: v["verdict"] for v in verdicts}  # type: ignore[attr-defined]
        assert found["phone.company_name"] == verdict


@pytest.mark.parametrize(("lang", "word"), [("zh", "检查了"), ("en", "checked")])
def test_the_language_can_be_chosen(run: Callable[..., Done], lang: str, word: str) -> None:
    by_option = run("check", "calls", "--lang", lang)
    by_environment = run("check", "calls", SCRIPTCHECK_LANG=lang)
    assert word in by_option.err
    assert by_option == by_environment


def test_reports_are_the_same_bytes_each_time(run: Callable[..., Done]) -> None:
    assert run("check", "calls").out == run("check", "calls", PYTHONHASHSEED="7").out


def test_hostile_call_ids_stay_in_their_folder(run: Callable[..., Done], tmp_path: Path) -> None:
    ids = [
        "../../evil",
        "a/b",
        "CON",
        "x" * 300,
        "a\nb",
        "",
        ".",
        "A",
        "a",
        "\u202ecod.exe",
        "电话",
    ]
    lines = [json.dumps({"call_id": call_id, "turns": []}) for call_id in ids]
    (tmp_path / "ids.jsonl").write_text("\n".join([*lines, lines[-1]]), encoding="utf-8")
    done = run("check", "ids.jsonl", "-o", "out", "--format", "json,jsonl")
    assert done.code == 0, done.err
    written = list((tmp_path / "out" / "calls").iterdir())
    assert len(written) == len(ids) + 1
    found = {json.loads(path.read_bytes())["call_id"] for path in written}
    # A call without an id has one that says where it was read.
    assert found == {*filter(None, ids), "ids#6"}
    assert not (tmp_path / "evil.json").exists()
    assert (tmp_path / "out" / "calls" / "电话.json").exists()


def test_a_closed_pipe_ends_the_run_quietly(run: Callable[..., Done], tmp_path: Path) -> None:
    line = json.dumps({"call_id": "x", "turns": [{"speaker": "agent", "text": "您好" * 50}]})
    # A pipe holds the reports of a fraction of them.
    (tmp_path / "many.jsonl").write_text("\n".join([line] * 60), encoding="utf-8")
    command = [sys.executable, "-m", "scriptcheck_cli", "check", "many.jsonl"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    err = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(60) == 0
    assert err == ""


@pytest.mark.skipif(os.name == "nt", reason="names of files are Unicode there")
def test_a_name_that_the_system_cannot_write_is_said(tmp_path: Path) -> None:
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls" / "通话.txt").write_text("客服: 您好\n客户: 修空调", encoding="utf-8")
    command = [sys.executable, "-m", "scriptcheck_cli", "check", "calls", "-o", "out"]
    in_ascii = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        command, cwd=tmp_path, env=os.environ | in_ascii, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert "PYTHONUTF8=1" in done.stderr.decode()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "calls").chmod(0o500)
    done = run("check", "calls/good.txt", "-o", "calls/out")
    assert done.code == 2


def test_starting_pulls_in_no_more_than_needed(run: Callable[..., Done], tmp_path: Path) -> None:
    code = (
        "import sys; sys.argv = ['scriptcheck', '--version']\n"
        "from scriptcheck_cli import run\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        "heavy = {'scriptcheck', 'msgspec', 'pydantic', 'rapidfuzz', 'jieba', 'spacy', 'rich'}\n"
        "print(heavy & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=tmp_path
    )
    assert done.stdout.splitlines()[-1] == "set()"
    assert run("--version").out.startswith("scriptcheck ")


def test_the_good_call_is_good_and_the_bad_one_bad(run: Callable[..., Done]) -> None:
    found = reports(run("check", "calls").out)
    assert GOOD
    assert found["good"]["passed"]
    assert not found["bad"]["passed"]
    failed = {v["rule"] for v in found["bad"]["verdicts"] if v["verdict"] == "fail"}  # type: ignore[attr-defined]
    assert {
        "phone.greeting",
        "phone.company_name",
        "banned.dont_know",
        "banned.all_like_this",
        "banned.put_up",
        "banned.pass_buck",
    } <= failed
