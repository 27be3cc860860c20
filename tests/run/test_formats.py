"""All formats at once, made by workers: the same files however many there are, and on going on."""

from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING, Any, Self

import pytest

from scriptcheck import load_calls
from scriptcheck.errors import CheckError
from scriptcheck.redact import Kind
from scriptcheck.run import check_calls, target
from scriptcheck.write.registry import FORMATS, writers
from scriptcheck.write.writer import PieceWriter
from tests.run.conftest import LIMIT, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import ExitStack
    from pathlib import Path

    from scriptcheck import Call, CallReport
    from scriptcheck.write.writer import Pair, Writer
    from tests.run.conftest import Runs

OTHERS = [name for name in FORMATS if name != "jsonl"]


def inputs(runs: Runs) -> Path:
    """Write transcripts, some of them broken and some of calls that are alike."""
    lines = [
        line(f"c{number % 40}", "您好", "滚", agent_id=str(number % 7), case_id=f"k{number % 3}")
        for number in range(60)
    ]
    runs.write(*lines[:40], "{broken", *lines[40:], name="in/calls.jsonl")
    runs.write(line("d", "滚，电话13800138000"), name="in/d.json")
    runs.write("", name="in/empty.txt")
    return runs.folder / "in"


def good_calls(folder: Path) -> Iterator[Call]:
    return load_calls(folder, on_problem=lambda _problem: None)


def made(runs: Runs, out: str, names: Sequence[str] = OTHERS) -> Sequence[Writer]:
    return writers(names, runs.folder / out, profile=runs.checker.profile)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".run" not in path.parts
    }


def test_any_number_of_workers_writes_the_same_files(runs: Runs) -> None:
    folder = inputs(runs)
    check_calls(runs.checker, good_calls(folder), made(runs, "alone", list(FORMATS)))
    alone = files(runs.folder / "alone")
    assert len(alone) > 2 * 61
    whole: list[dict[str, bytes]] = []
    for jobs in (0, 2):
        out = f"out{jobs}"
        runs.check(folder, out=out, jobs=jobs, writers=made(runs, out))
        whole.append(files(runs.folder / out))
        found = dict(whole[-1])
        assert found.pop("errors.jsonl")
        assert found.pop("cases.jsonl")
        assert found == alone
    assert whole[0] == whole[1]


@pytest.mark.parametrize("jobs", [0, 2])
@pytest.mark.parametrize("kinds", [(), (Kind.PHONE,)])
def test_a_run_that_goes_on_makes_all_of_them_again(
    jobs: int, kinds: Sequence[Kind], runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(target, "INTERVAL", -1)
    folder = inputs(runs)
    runs.check(folder, out="whole", writers=made(runs, "whole"), redact_kinds=kinds)
    expected = files(runs.folder / "whole")
    assert (b"13800138000" in expected["transcripts.jsonl"]) is not bool(kinds)
    journal = runs.folder / "whole" / ".run" / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    half = len(lines) // 2
    for done in (half,) if jobs else (0, 1, half, len(lines)):
        journal.write_bytes(b"".join(lines[:done]))
        writing = made(runs, "whole")
        runs.check(folder, out="whole", jobs=jobs, writers=writing, redact_kinds=kinds, resume=True)
        assert files(runs.folder / "whole") == expected


class Recorder:
    """A writer of another package, which knows of no pieces."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, int]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """Nothing is open."""

    def write(self, report: CallReport, call: Call) -> None:
        assert (report.call_id, report.source) == (call.call_id, call.source)
        self.pairs.append((report.source, len(call.turns)))


@pytest.mark.parametrize("jobs", [0, 2])
def test_writers_of_others_get_reports_and_calls_beside_ours(jobs: int, runs: Runs) -> None:
    folder = inputs(runs)
    recorder = Recorder()
    runs.check(folder, jobs=jobs, writers=[*made(runs, "out", ["csv"]), recorder])
    expected = [(call.source, len(call.turns)) for call in good_calls(folder)]
    assert recorder.pairs == expected
    recorder.pairs.clear()
    runs.check(folder, jobs=jobs, writers=[recorder], resume=True)
    assert recorder.pairs == expected


class Choosy(PieceWriter[bytes]):
    """A writer that comes to grief on some calls."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.maker = choosy

    def begin(self, opened: ExitStack) -> None:
        self._file = opened.enter_context(self._path.open("wb"))

    def add(self, piece: Any) -> None:
        self._file.write(piece)


def choosy(pairs: Sequence[Pair]) -> bytes:
    for report, _ in pairs:
        if report.call_id.startswith("bad"):
            raise ZeroDivisionError("a format's mistake")
        if report.call_id.startswith("deadly"):
            os.kill(os.getpid(), signal.SIGKILL)
        if report.call_id.startswith("endless"):
            threading.Event().wait()
    return b"".join(f"{report.call_id}\n".encode() for report, _ in pairs)


@pytest.mark.parametrize("jobs", [0, 2])
def test_a_call_that_a_format_fails_on_is_told_and_is_in_no_file(jobs: int, runs: Runs) -> None:
    ids = [*(f"c{number}" for number in range(10)), "bad1", "c10", "bad2", "c11"]
    runs.write(*map(line, ids[:11]), "{broken", *map(line, ids[11:]))
    writing = [Choosy(runs.folder / "ids"), *made(runs, "out", ["transcripts"])]
    summary = runs.check(jobs=jobs, writers=writing)
    good = [each for each in ids if not each.startswith("bad")]
    assert runs.ids() == good == (runs.folder / "ids").read_text().split()
    assert len((runs.folder / "out" / "transcripts.jsonl").read_bytes().splitlines()) == 12
    assert [(found["code"], found["source"]) for found in runs.errors()] == [
        ("internal-error", f"{runs.folder}/calls.jsonl:11"),
        ("json-syntax", f"{runs.folder}/calls.jsonl"),
        ("internal-error", f"{runs.folder}/calls.jsonl:14"),
    ]
    assert "ZeroDivisionError: a format's mistake (test_formats.py:" in str(runs.errors()[0])
    assert (summary.calls, summary.problems) == (12, 3)


def test_a_format_that_kills_its_worker_or_never_ends_costs_the_call_it_does_so_on(
    runs: Runs,
) -> None:
    ids = ["c0", "c1", "deadly", "c2", "c3", "endless", "c4", "c5", "deadly", "c6"]
    runs.write(*map(line, ids), *(line(f"d{number}") for number in range(30)))
    summary = runs.check(jobs=2, call_timeout=LIMIT, writers=[Choosy(runs.folder / "ids")])
    good = [*(f"c{number}" for number in range(7)), *(f"d{number}" for number in range(30))]
    assert runs.ids() == good == (runs.folder / "ids").read_text().split()
    assert [
        (found["code"], str(found["source"]).rpartition(":")[2]) for found in runs.errors()
    ] == [
        ("worker-died", "3"),
        ("call-timeout", "6"),
        ("worker-died", "9"),
    ]
    assert (summary.calls, summary.problems) == (37, 3)


@pytest.mark.parametrize("jobs", [0, 2])
def test_a_format_that_fails_on_an_earlier_report_stops_a_run_that_goes_on(
    jobs: int, runs: Runs
) -> None:
    runs.write(*map(line, ["a", "b", "bad", "c", "d"]))
    runs.check()
    with pytest.raises(CheckError, match=r"calls\.jsonl:3: .*a format's mistake"):
        runs.check(jobs=jobs, writers=[Choosy(runs.folder / "ids")], resume=True)
    runs.check(jobs=jobs, writers=made(runs, "out", ["csv"]), resume=True)
    assert len(runs.ids()) == 5
