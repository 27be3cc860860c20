"""Runs over made-up transcripts, with a lexicon small enough that the runs are what takes time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import Checker
from scriptcheck.run import RunOptions, check_files, plan
from tests.conftest import ROOT, cue, rule
from tests.run.faulty import FaultyChecker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.errors import Problem
    from scriptcheck.run import RunSummary

CHUNK = 600
LIMIT = 15.0
"""Seconds for a call that tests allow: far more than a good one takes on a busy machine."""
STORY = [{"text": "客服: 是"}]


@pytest.fixture
def faulty_checker(write_lexicon: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Checker:
    """Return a checker of a small lexicon, which also obeys the ids of calls."""
    # Workers take over the path of the main process, and import the checker by its name.
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.setattr(plan, "CHUNK_BYTES", CHUNK)
    folder = write_lexicon(
        {"greeting": cue("您好"), "rude": cue("滚")},
        {
            "a.greeting": rule(require="greeting", severity="minor", points=-10),
            "a.polite": rule(forbid="rude", severity="fatal", points=-60),
            "a.again": rule(
                case={"from": "rude", "then": "greeting", "within_minutes": 30},
                examples={"pass": [STORY], "fail": [STORY]},
            ),
        },
    )
    return FaultyChecker.load(folder)


def line(call_id: str, *texts: str, **meta: object) -> str:
    """Return a call as a line of JSON."""
    turns = [
        {"speaker": "agent", "text": text} for text in texts or ("您好，请问有什么可以帮您？",)
    ]
    return json.dumps({"call_id": call_id, "turns": turns, "meta": meta}, ensure_ascii=False)


@dataclass
class Runs:
    """Runs of one checker in one folder."""

    folder: Path
    checker: Checker

    def write(self, *lines: str, name: str = "calls.jsonl") -> Path:
        """Write a transcript of ``lines``."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{text}\n" for text in lines), encoding="utf-8")
        return path

    def check(self, *paths: Path, out: str = "out", **given: Any) -> RunSummary:
        """Check ``paths``, or else calls.jsonl, into the folder ``out``.

        ``given`` are fields of ``RunOptions``, whose ``jobs`` are 0 here, and what ``check_files``
        takes besides.
        """
        names = [field.name for field in fields(RunOptions) if field.name in given]
        run_options = RunOptions(**{"jobs": 0} | {name: given.pop(name) for name in names})
        if run_options.from_errors is None:
            paths = paths or (self.folder / "calls.jsonl",)
        self.problems: list[Problem] = []
        return check_files(
            self.checker,
            [str(path) for path in paths],
            self.folder / out,
            run_options=run_options,
            on_problem=self.problems.append,
            **given,
        )

    def ids(self, out: str = "out") -> list[str]:
        """Return the ids of the calls that have a report, in the order of the reports."""
        lines = (self.folder / out / "reports.jsonl").read_bytes().splitlines()
        return [json.loads(found)["call_id"] for found in lines]

    def errors(self, out: str = "out") -> list[dict[str, object]]:
        """Return the records of errors."""
        path = self.folder / out / "errors.jsonl"
        lines = path.read_bytes().splitlines() if path.exists() else []
        return [json.loads(found) for found in lines]

    def files(self, out: str) -> dict[str, bytes]:
        """Return what the run wrote for its users, by file name."""
        return {path.name: path.read_bytes() for path in (self.folder / out).glob("*.jsonl")}


@pytest.fixture
def runs(tmp_path: Path, faulty_checker: Checker) -> Runs:
    """Return runs in an empty folder, whose chunks hold three lines or so."""
    return Runs(tmp_path, faulty_checker)


def plain(checker: Checker) -> Checker:
    """Return a checker of the same lexicon that does not obey the ids of calls."""
    return Checker(checker.profile)


_PROGRAM = """
import signal
import sys
from pathlib import Path
from scriptcheck.run import RunOptions, check_files, plan, target
from scriptcheck.write.registry import writers
from tests.run.faulty import FaultyChecker

if __name__ == "__main__":
    # Where tests run in the background of a shell, Ctrl-C is switched off.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    plan.CHUNK_BYTES, target.INTERVAL = int(sys.argv[4]), 0
    checker, out = FaultyChecker.load(sys.argv[1]), Path(sys.argv[3])
    formats = [name for name in sys.argv[5:] if name]
    made = writers(formats, out, profile=checker.profile) if formats else []
    run_options = RunOptions(jobs=2, call_timeout=0)
    check_files(checker, [sys.argv[2]], out, writers=made, run_options=run_options)
"""


def started(runs: Runs, out: Path, *formats: str) -> subprocess.Popen[bytes]:
    """Start a run of two workers over calls.jsonl in a process of its own, and of its own group."""
    program = runs.folder / "program.py"
    program.write_text(_PROGRAM)
    calls = runs.folder / "calls.jsonl"
    return subprocess.Popen(
        [sys.executable, program, runs.folder / "lexicon", calls, out, str(CHUNK), *formats],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        process_group=0,
    )
