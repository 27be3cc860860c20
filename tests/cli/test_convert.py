"""scriptcheck convert: any format in, canonical JSON Lines out."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call
from scriptcheck.load import load_calls
from tests.load.recogniser_samples import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done


def test_a_folder_becomes_lines(run: Callable[..., Done], tmp_path: Path) -> None:
    done = run("convert", "calls", "-o", "out/all.jsonl")
    lines = (tmp_path / "out" / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["call_id"] for line in lines] == ["bad", "good"]
    assert (done.code, done.out) == (0, "")
    assert "2 通" in done.err
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["all.jsonl"]


def test_without_a_file_it_goes_to_a_pipe(run: Callable[..., Done]) -> None:
    done = run("convert", "calls", "--quiet")
    assert len(done.out.splitlines()) == 2
    assert done.err == ""


def test_what_is_written_is_what_was_read(run: Callable[..., Done], tmp_path: Path) -> None:
    for number, sample in enumerate(SAMPLES):
        path = tmp_path / "in" / f"{number:03}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(sample.value), encoding="utf-8")
    run("convert", "in", "-o", "out.jsonl")
    read = list(load_calls(tmp_path / "in"))
    again = list(load_calls(tmp_path / "out.jsonl"))
    assert len(again) == len(SAMPLES)
    assert [call.to_dict() for call in again] == [call.to_dict() for call in read]
    first = (tmp_path / "out.jsonl").read_bytes()
    run("convert", "out.jsonl", "-o", "again.jsonl")
    assert (tmp_path / "again.jsonl").read_bytes() == first


def test_what_cannot_be_read_is_told_and_counted(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "calls" / "1.json").write_text('{"turns": [', encoding="utf-8")
    (tmp_path / "calls" / "2.txt").write_bytes(bytes(range(128, 256)) * 9)
    (tmp_path / "calls" / "3.txt").write_text("您好", encoding="utf-8")
    done = run("convert", "calls", "-o", "out.jsonl", "--lang", "en")
    assert done.code == 3
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    for words in ("json-truncated", "not-text", "3 calls", "no-labels 1", "2 inputs"):
        assert words in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="no such names on Windows")
def test_names_with_line_breaks_stay_on_one_line(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "calls" / "a\nb\x1b[31m.json").write_text("{", encoding="utf-8")
    done = run("convert", "calls", "--quiet")
    assert done.code == 3
    assert len(done.err.splitlines()) == 1
    assert r"a\nb\x1b[31m.json" in done.err


@pytest.mark.parametrize("output", ["calls/out.jsonl", "calls/good.txt", "calls"])
def test_no_transcript_is_written_over(
    run: Callable[..., Done], tmp_path: Path, output: str
) -> None:
    before = (tmp_path / "calls" / "good.txt").read_bytes()
    done = run("convert", "calls", "-o", output)
    assert done.code == 2
    assert "output-in-input" in done.err
    assert (tmp_path / "calls" / "good.txt").read_bytes() == before


def test_standard_input(run: Callable[..., Done]) -> None:
    done = run("convert", "-", stdin="客服：您好\n".encode("gb18030"))
    call = Call.from_dict(json.loads(done.out))
    assert (call.call_id, call.turns[0].text) == ("stdin", "您好")


def test_a_folder_that_cannot_be_written(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = run("convert", "calls", "-o", "file/out.jsonl")
    assert done.code == 2
    assert done.out == ""


def test_half_a_character_is_escaped_and_refused_when_read_again(tmp_path: Path) -> None:
    import io

    from scriptcheck import Problem, Turn
    from scriptcheck.load import write_calls

    stream = io.BytesIO()
    call = Call("1", [Turn("agent", "好\ud83d")])
    assert write_calls([call, Call("2", ())], stream).calls == 2
    (tmp_path / "x.jsonl").write_bytes(stream.getvalue())
    problems: list[Problem] = []
    calls = list(load_calls(tmp_path / "x.jsonl", on_problem=problems.append))
    assert [call.call_id for call in calls] == ["2"]
    assert [problem.code for problem in problems] == ["json-half-character"]
