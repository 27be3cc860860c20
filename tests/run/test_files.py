"""Transcripts checked by many processes: the same reports, in the same order, as by one."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import TYPE_CHECKING

from scriptcheck import load_calls
from scriptcheck.load import LoadOptions
from scriptcheck.load.reader import make_reader
from scriptcheck.run import check_calls, check_files
from scriptcheck.run.checking import Setup
from scriptcheck.run.plan import RunPlan
from scriptcheck.run.pool import Pool
from scriptcheck.write.files.jsonl import JsonLinesWriter
from tests.run.conftest import line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from typing_extensions import Buffer

    from scriptcheck.run.work import Chunk
    from tests.run.conftest import Runs


def mixed_inputs(runs: Runs) -> list[Path]:
    """Write transcripts of every kind that is planned in a way of its own, some of them broken."""
    many = [line(f"c{number}", case_id=f"k{number % 3}") for number in range(20)]
    lines = runs.write(*many[:7], "", "{broken", *many[7:], '{"turns": 5}', name="in/a.jsonl")
    packed = runs.folder / "in" / "b.jsonl.gz"
    packed.write_bytes(gzip.compress(lines.read_bytes()))
    with zipfile.ZipFile(runs.folder / "in" / "c.zip", "w") as archive:
        archive.write(lines, "x.jsonl")
        archive.writestr("y.txt", "客服：您好\n客户：滚\n")
    array = "[" + ",".join(line(f"d{number}") for number in range(10)) + "]"
    runs.write(array, name="in/d.json")
    for number in range(6):
        runs.write(f"客服：您好{number}", "客户：嗯", name=f"in/e{number}.txt")
    report = json.dumps({"schema": "scriptcheck.report/1", "verdicts": []})
    runs.write(*[report] * 40, name="in/f.jsonl")
    text = "".join(f"{text}\n" for text in many)
    (runs.folder / "in" / "g.jsonl").write_bytes(text.encode("utf-16"))
    (runs.folder / "in" / "h.jsonl").write_bytes(b"\n" * 2000)
    runs.write("", name="in/empty.txt")
    return [runs.folder / "in", runs.folder / "nowhere"]


def test_any_number_of_workers_writes_the_bytes_that_one_by_one_does(runs: Runs) -> None:
    paths = mixed_inputs(runs)
    problems: list[str] = []
    calls = load_calls(*paths, on_problem=lambda problem: problems.append(problem.describe()))
    alone = runs.folder / "alone.jsonl"
    expected = check_calls(runs.checker, calls, [JsonLinesWriter(alone)])
    found = {jobs: runs.check(*paths, out=f"out{jobs}", jobs=jobs) for jobs in (0, 3)}
    for jobs, summary in found.items():
        assert (runs.folder / f"out{jobs}" / "reports.jsonl").read_bytes() == alone.read_bytes()
        assert [problem.describe() for problem in runs.problems] == problems
        assert (summary.calls, summary.outcomes) == (expected.calls, expected.outcomes)
        assert summary.cases == expected.cases
        assert summary.problems == len(problems)
    assert runs.files("out0") == runs.files("out3")
    assert len(runs.errors()) == 0
    assert len(runs.errors("out3")) == len(problems) > 8


def test_no_more_is_read_than_the_workers_can_soon_do(runs: Runs) -> None:
    runs.write(*(line(f"c{number}") for number in range(600)))
    reader = make_reader(LoadOptions())
    taken = 0

    def counted() -> Iterator[Chunk]:
        nonlocal taken
        for chunk in RunPlan(reader, reader.find([str(runs.folder / "calls.jsonl")])).chunks():
            taken += 1
            yield chunk

    results = Pool(Setup(runs.checker, LoadOptions()), jobs=1).results(counted())
    assert [next(results).number for _ in range(3)] == [0, 1, 2]
    assert taken <= 3 + 4 + 1
    assert [result.number for result in results][-1] == taken - 1 > 60


class Piecewise(io.RawIOBase):
    """A stream that takes a few bytes at a time, as a pipe may that is not buffered."""

    def __init__(self) -> None:
        self.taken = b""

    def write(self, data: Buffer, /) -> int:
        piece = bytes(data)[:7]
        self.taken += piece
        return len(piece)


def test_a_stream_gets_all_whatever_it_takes_at_once(runs: Runs) -> None:
    runs.write(*(line(f"c{number}") for number in range(5)))
    whole, piecewise = io.BytesIO(), Piecewise()
    for stream in (whole, piecewise):
        check_files(runs.checker, [runs.folder / "calls.jsonl"], stream)  # type: ignore[arg-type]
    assert piecewise.taken == whole.getvalue() != b""
