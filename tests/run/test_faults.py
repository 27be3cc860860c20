"""Calls, rules and workers that fail: told, set aside, and the rest checked as if nothing were."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker, ScriptcheckError
from scriptcheck.errors import CheckError
from scriptcheck.load import LoadOptions
from scriptcheck.load.reader import make_reader
from scriptcheck.rules.judge import RuleJudge
from scriptcheck.run import files
from scriptcheck.run.checking import Setup
from scriptcheck.run.plan import RunPlan
from scriptcheck.run.pool import Pool
from scriptcheck.run.target import FolderTarget
from tests.conftest import call
from tests.run.conftest import LIMIT, line
from tests.run.faulty import NAP

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.run.conftest import Runs

GOOD = [f"c{number}" for number in range(12)]


def around(*ids: str) -> list[str]:
    """Return lines of good calls with one of ``ids`` after every second of them."""
    mixed = list(GOOD)
    for number, found in enumerate(ids):
        mixed.insert(3 * number + 2, found)
    return [line(found) for found in mixed]


def test_a_call_that_fails_or_kills_is_told_and_no_other_is_lost(runs: Runs) -> None:
    once = f"die-once {runs.folder / 'once'}"
    runs.write(*around("raise", "die", once, "memory"))
    summary = runs.check(jobs=2)
    assert runs.ids() == [*GOOD[:6], once, *GOOD[6:]]
    assert [(found["code"], found["source"]) for found in runs.errors()] == [
        ("internal-error", f"{runs.folder}/calls.jsonl:3"),
        ("worker-died", f"{runs.folder}/calls.jsonl:6"),
        ("worker-died", f"{runs.folder}/calls.jsonl:12"),
    ]
    assert "ZeroDivisionError: a rule's mistake (faulty.py:" in str(runs.errors()[0]["reason"])
    assert (summary.calls, summary.problems) == (13, 3)


def test_a_call_that_takes_too_long_is_set_aside(runs: Runs) -> None:
    runs.write(*around("sleep"))
    runs.check(jobs=2, call_timeout=LIMIT)
    assert runs.ids() == GOOD
    assert [found["code"] for found in runs.errors()] == ["call-timeout"]


def test_there_is_a_time_limit_unless_it_is_taken_away(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "CALL_TIMEOUT", LIMIT)
    runs.write(*around("sleep"))
    runs.check(jobs=2)
    assert runs.ids() == GOOD
    assert [found["code"] for found in runs.errors()] == ["call-timeout"]
    monkeypatch.setattr(files, "CALL_TIMEOUT", NAP / 100)
    runs.write(*around("nap"))
    runs.check(jobs=2, call_timeout=0, out="unlimited")
    assert len(runs.ids("unlimited")) == len(GOOD) + 1


def test_for_one_chunk_no_process_is_started_but_to_keep_a_limit(
    runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(files, "Pool", refuse)
    runs.write(line("a"), line("b"))
    for limit in (None, 0):
        assert runs.check(jobs=2, call_timeout=limit).calls == 2
    with pytest.raises(AssertionError):
        runs.check(jobs=2, call_timeout=9)


def test_what_was_set_aside_can_be_checked_alone(runs: Runs) -> None:
    array = "[" + ",".join(line(found) for found in ("a", "raise", "b")) + "]"
    first = runs.write(*around("raise", "raise 2"), "{broken", name="in/calls.jsonl")
    second = runs.write(array, name="in/array.json")
    lost = runs.write("", name="in/lost.txt")
    runs.check(runs.folder / "in")
    assert len(runs.errors()) == 5
    lost.write_text("客服：您好\n", encoding="utf-8")
    first.write_text(first.read_text().replace("{broken", line("mended")), encoding="utf-8")
    runs.checker = Checker(runs.checker.profile)
    runs.check(out="again", from_errors=runs.folder / "out" / "errors.jsonl")
    assert runs.ids("again") == ["raise", "raise", "raise 2", "mended", "lost"]
    assert runs.errors("again") == []
    runs.check(runs.folder / "in", out="whole")
    assert sorted(runs.ids("whole")) == sorted(runs.ids("again") + runs.ids("out"))
    assert second.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_not_waited_for_when_checked_again(runs: Runs) -> None:
    pipe = runs.folder / "pipe"
    os.mkfifo(pipe)
    errors = runs.folder / "old" / "errors.jsonl"
    errors.parent.mkdir()
    records = [{"source": "a", "input": str(pipe)}, {"source": "b", "input": str(pipe)}]
    records[1]["call_id"] = "1"
    errors.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    runs.check(out="again", from_errors=errors)
    assert [problem.code for problem in runs.problems] == ["not-a-file"] * 2


def test_killing_workers_again_and_again_loses_nothing(runs: Runs) -> None:
    runs.write(*(line(f"c{number}") for number in range(900)))
    runs.check(out="whole")
    reader = make_reader(LoadOptions())
    chunks = RunPlan(reader, reader.find([str(runs.folder / "calls.jsonl")])).chunks()
    pool = Pool(Setup(runs.checker, LoadOptions()), jobs=2)
    killed = 0
    reports = b""
    for result in pool.results(chunks):
        reports += result.reports
        if result.number % 25 == 10:
            victim = pool.workers[result.number % len(pool.workers)].process
            os.kill(victim.pid or 0, signal.SIGKILL)
            killed += 1
    assert killed > 3
    assert reports == (runs.folder / "whole" / "reports.jsonl").read_bytes()


def test_workers_that_cannot_start_end_the_run(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    runs.write(*around())
    monkeypatch.setattr("scriptcheck.run.pool.run_worker", os._exit)
    with pytest.raises(ScriptcheckError, match="no-workers"):
        runs.check(jobs=2)


def test_a_rule_that_raises_is_named(
    make_checker: Callable[..., Checker], runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("lost")

    monkeypatch.setattr(RuleJudge, "_of_occasion", fail)
    with pytest.raises(CheckError, match=r"in the rule a\.greeting: KeyError: 'lost'") as caught:
        runs.checker.check(call("A 您好"))
    assert caught.value.problems[0].code == "internal-error"
    assert isinstance(caught.value.__cause__, KeyError)


@pytest.mark.parametrize("name", ["reports.jsonl", "reports.jsonl.zst"])
def test_a_folder_that_is_taken_away_is_reported(
    runs: Runs, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    runs.write(*around())
    out, closed = runs.folder / "out", FolderTarget.close

    def close(target: FolderTarget, *, finished: bool) -> None:
        out.rename(runs.folder / "elsewhere")
        closed(target, finished=finished)

    monkeypatch.setattr(FolderTarget, "close", close)
    with pytest.raises(FileNotFoundError):
        runs.check(compress=name.endswith("zst"))


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_inputs_whose_names_are_no_utf8_are_found_again(runs: Runs) -> None:
    folder = runs.folder / "in"
    folder.mkdir()
    path = os.fsencode(folder) + b"/bad\xff.json"
    try:
        with open(path, "wb") as file:  # noqa: PTH123  (a name of bytes)
            file.write(b'{"turns": [')
    except OSError:
        pytest.skip("the file system has no such names")
    runs.check(Path(os.fsdecode(path)))
    assert [found["code"] for found in runs.errors()] == ["json-truncated"]
    errors = runs.folder / "out" / "errors.jsonl"
    runs.check(out="again", from_errors=str(errors))
    assert [found["code"] for found in runs.errors("again")] == ["json-truncated"]
