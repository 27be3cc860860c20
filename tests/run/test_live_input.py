"""JSON Lines that come in slowly through a pipe: each call is reported before the next comes."""

from __future__ import annotations

import io
import os
import sys
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from scriptcheck.run import RunOptions, check_files
from tests.run.conftest import line, plain
from tests.waiting import wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.run.conftest import Runs

LINES = [line(f"c{number}") for number in range(5)]
TURNS = '{"speaker": "客服", "text": "您好"}\n{"speaker": "客户", "text": "你好"}\n'


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Make a pipe the standard input, and return where to write into it."""
    reading, writing = os.pipe()
    with io.TextIOWrapper(os.fdopen(reading, "rb")) as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        yield writing


class Patient:
    """Writes a line into a pipe, waits for its report, and writes the next."""

    def __init__(self, writing: int) -> None:
        self._writing = writing
        self.reports = io.BytesIO()
        self.in_time = 0

    def write(self, lines: Sequence[str]) -> None:
        with os.fdopen(self._writing, "wb", buffering=0) as pipe:
            for each in lines:
                pipe.write(each.encode() + b"\n")
                wait_for(lambda: self.reports.getvalue().count(b"\n") > self.in_time)
                self.in_time += 1


@pytest.mark.parametrize("jobs", [0, 1, 2])
@pytest.mark.parametrize("blank", ["", "\r", " \t", "\ufeff"])
def test_blank_lines_are_no_empty_file(runs: Runs, stdin: int, jobs: int, blank: str) -> None:
    with os.fdopen(stdin, "wb") as pipe:
        pipe.write("\n".join([blank, LINES[0], blank, LINES[1], blank, ""]).encode())
    reports = io.BytesIO()
    found = check_files(plain(runs.checker), ["-"], reports, run_options=RunOptions(jobs=jobs))
    assert reports.getvalue().count(b"\n") == len(LINES[:2])
    assert not found.problems


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_each_call_is_reported_before_the_next_comes(jobs: int, runs: Runs, stdin: int) -> None:
    patient = Patient(stdin)
    writer = Thread(target=patient.write, args=(LINES,))
    writer.start()
    check_files(plain(runs.checker), ["-"], patient.reports, run_options=RunOptions(jobs=jobs))
    writer.join()
    assert patient.in_time == len(LINES)


@pytest.mark.parametrize("jobs", [0, 1, 2])
@pytest.mark.parametrize(
    "text",
    [
        "".join(f"{each}\n" for each in LINES),
        "\n".join(["", *LINES, "{broken", LINES[0]]),
        "\ufeff" + LINES[0] + "\n",
        '{"call_id": "a",\n "turns": []}',
        TURNS,
        '{"event": "start"}\n' + TURNS,
        "",
    ],
)
def test_pipes_give_the_same_reports_as_files(
    text: str, jobs: int, runs: Runs, stdin: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (runs.folder / "stdin.jsonl").write_text(text)
    monkeypatch.chdir(runs.folder)
    from_file, from_pipe = io.BytesIO(), io.BytesIO()
    checker = plain(runs.checker)
    check_files(checker, ["stdin.jsonl"], from_file, run_options=RunOptions(jobs=0))
    with os.fdopen(stdin, "wb") as pipe:
        pipe.write(text.encode())
    check_files(checker, ["-"], from_pipe, run_options=RunOptions(jobs=jobs))
    assert from_pipe.getvalue() == from_file.getvalue().replace(b"stdin.jsonl", b"stdin")
