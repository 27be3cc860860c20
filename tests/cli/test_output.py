"""Where reports go: apart from transcripts, whole, and told of when they cannot."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from scriptcheck_cli.app import app
from tests.command_line import in_this_process
from tests.waiting import PATIENCE, wait_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.command_line import Done

COMMAND = [sys.executable, "-m", "scriptcheck_cli"]
CHECK = ["check", "many.jsonl", "--fail-on", "never"]
OTHERS = [
    ["lexicon", "list"],
    ["lexicon", "show", "greeting"],
    ["lexicon", "lint"],
    ["lexicon", "test"],
    ["schema", "lexicon"],
]
"""Commands that write to standard output, as ``check`` does."""


@pytest.fixture
def many(folder: Path) -> Path:
    """Write a file of so many calls that a pipe does not hold their reports; return its folder."""
    line = json.dumps(
        {"call_id": "x", "turns": [{"speaker": "agent", "text": "您好，请您稍等。" * 6}]}
    )
    (folder / "many.jsonl").write_text(f"{line}\n" * 40, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("output", "arguments"),
    [
        ("calls", ["calls"]),
        ("calls/out", ["calls"]),
        ("out", ["."]),
        ("calls/../out", [".", "calls"]),
        ("data", ["data/reports.jsonl"]),
        ("data", ["calls", "data/errors.jsonl"]),
        ("data", ["data/calls", "--format", "json"]),
        ("data", ["data/calls/mine.txt", "--format", "jsonl,json"]),
    ],
)
def test_reports_are_kept_apart_from_transcripts(
    output: str, arguments: list[str], run: Callable[..., Done], tmp_path: Path
) -> None:
    (tmp_path / "data" / "calls").mkdir(parents=True)
    for name in ("reports.jsonl", "errors.jsonl", "calls/mine.txt"):
        (tmp_path / "data" / name).write_text("客服：您好\n", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    done = run("check", *arguments, "-o", output)
    assert done.code == 2
    assert "[output-in-input]" in done.err
    assert sorted(tmp_path.rglob("*")) == before


def test_reports_may_lie_beside_transcripts(run: Callable[..., Done], tmp_path: Path) -> None:
    for _ in range(2):
        done = run("check", "calls", "-o", ".", "--fail-on", "never")
        assert done.code == 0, done.err
    assert (tmp_path / "reports.jsonl").exists()


@pytest.mark.parametrize("formats", ["json", "jsonl,json"])
def test_files_need_a_folder(formats: str, run: Callable[..., Done]) -> None:
    done = run("check", "calls", "--format", formats)
    assert (done.code, done.out) == (2, "")
    assert "-o" in done.err


def test_json_lines_may_be_asked_for_by_name(run: Callable[..., Done]) -> None:
    assert run("check", "calls", "--format", "jsonl").out == run("check", "calls").out


@pytest.mark.parametrize(
    ("option", "value"),
    [("--profile", "nonesuch"), ("--format", "docx"), ("--format", ","), ("--encoding", "klingon")],
)
def test_a_mistake_leaves_earlier_reports_alone(
    option: str, value: str, run: Callable[..., Done], tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "reports.jsonl").write_text("earlier", encoding="utf-8")
    assert run("check", "calls", "-o", "out", option, value).code == 2
    assert (tmp_path / "out" / "reports.jsonl").read_text(encoding="utf-8") == "earlier"


@pytest.mark.parametrize(("options", "told"), [(["-o", "out"], 5), ([], 6)])
def test_many_problems(
    options: list[str], told: int, run: Callable[..., Done], tmp_path: Path
) -> None:
    (tmp_path / "bad.jsonl").write_text("{\n" * 25, encoding="utf-8")
    done = run("check", "bad.jsonl", "--quiet", *options)
    assert done.code == 3
    assert sum(line.startswith("bad.jsonl:") for line in done.err.splitlines()) == told
    assert "另有 20 处" in done.err
    if options:
        records = (tmp_path / "out" / "errors.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(record)["line"] for record in records] == list(range(1, 26))


@pytest.mark.parametrize("call_id", ["电" * 300, "x" * 5000, "😀" * 100])
def test_long_ids_have_files_too(call_id: str, run: Callable[..., Done], tmp_path: Path) -> None:
    call = json.dumps({"call_id": call_id, "turns": []})
    done = run("check", "-", "-o", "out", "--format", "json", stdin=call.encode())
    assert done.code == 0, done.err
    (path,) = (tmp_path / "out" / "calls").iterdir()
    assert json.loads(path.read_bytes())["call_id"] == call_id


has_full_disk = pytest.mark.skipif(
    not os.path.exists("/dev/full"),  # noqa: PTH110
    reason="no /dev/full here",
)


def is_told(code: int, err: str) -> None:
    (line,) = err.splitlines()
    assert code == 2
    assert line.startswith("标准输出: 无法写入：")


@has_full_disk
def test_a_full_disk_is_told(many: Path) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [*COMMAND, *CHECK], check=False, stdout=full, stderr=subprocess.PIPE, cwd=many
        )
    is_told(done.returncode, done.stderr.decode("utf-8"))


@has_full_disk
@pytest.mark.parametrize("arguments", OTHERS, ids=" ".join)
def test_every_command_tells_of_a_full_disk(arguments: list[str], tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = in_this_process(tmp_path, *arguments, stdout=full)
    is_told(done.code, done.err)


def test_a_full_disk_under_a_new_profile_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "mine"

    def fill(path: Path, data: bytes) -> int:
        path.touch()
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", fill)
    done = CliRunner().invoke(app, ["init", str(home), "--lang", "en"])
    assert (done.exit_code, home.exists()) == (2, False)
    assert f"{home.as_posix()}/profile.yaml: cannot be written" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise")
def test_a_reader_that_has_seen_enough(many: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, *CHECK], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=many
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read().decode("utf-8")
    assert (process.returncode, err) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise")
@pytest.mark.parametrize("arguments", OTHERS, ids=" ".join)
def test_every_command_ends_with_its_reader(arguments: list[str], tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "wb") as pipe:  # noqa: PTH123
        done = in_this_process(tmp_path, *arguments, stdout=pipe)
    assert (done.code, done.err) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise")
def test_a_reader_of_the_summary_that_has_seen_enough(many: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "check", "calls", "-o", "out"], stderr=subprocess.PIPE, cwd=many
    ) as process:
        assert process.stderr is not None
        process.stderr.close()
    assert process.returncode == 0
    assert len((many / "out" / "reports.jsonl").read_bytes().splitlines()) == 2


@pytest.mark.skipif(os.name == "nt", reason="no signals like these")
def test_an_interrupted_run_leaves_whole_reports(many: Path) -> None:
    # So many that the run is not over before it is interrupted, on any machine.
    line = (many / "many.jsonl").read_bytes()
    (many / "many.jsonl").write_bytes(line * 1500)
    reports = many / "out" / "reports.jsonl"
    process = subprocess.Popen(
        [*COMMAND, "check", "many.jsonl", "-o", "out"],
        stderr=subprocess.PIPE,
        cwd=many,
        # Tests that run in the background of a shell have it ignored, and children inherit that.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    wait_for(lambda: reports.exists() and reports.stat().st_size)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert b"Traceback" not in err
    assert "已中断。out 里写出的报告是完整的" in err.decode()
    assert "--resume" in err.decode()
    text = reports.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert 0 < len([json.loads(line) for line in text.splitlines()]) < 60_000
