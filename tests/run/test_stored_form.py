"""Runs whose file of reports is packed, slim, or both."""

from __future__ import annotations

import shutil
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Self

import pytest

from scriptcheck import UsageError, zstd
from scriptcheck.report_lines import read_reports
from scriptcheck.run import RunOptions, target
from scriptcheck.slim import Wording
from scriptcheck.write.again import reports_file
from scriptcheck.write.registry import writers
from tests.run.conftest import line

if TYPE_CHECKING:
    from pathlib import Path

    from scriptcheck.call import Call
    from scriptcheck.report import CallReport
    from tests.run.conftest import Runs

FORMS: list[dict[str, Any]] = [
    {"compress": True},
    {"report": "slim"},
    {"compress": True, "report": "slim"},
]


class Recorder:
    """A writer of another package, which is given reports one by one."""

    def __init__(self) -> None:
        self.reports: list[CallReport] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """There is nothing to close."""

    def write(self, report: CallReport, _call: Call) -> None:
        self.reports.append(report)


def many(runs: Runs) -> None:
    lines = [line(f"c{number}", case_id=f"k{number % 4}") for number in range(30)]
    runs.write(*lines[:9], "{broken", *lines[9:], name="in/calls.jsonl")
    runs.write(line("d", "滚", case_id="k9"), name="in/d.json")


def full(runs: Runs, out: str) -> bytes:
    wording = Wording.of(runs.checker)
    path = reports_file(runs.folder / out)
    return b"".join(report.to_json() + b"\n" for report in read_reports(path, wording))


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_the_same_reports_and_for_any_number_of_workers_the_same_bytes(
    form: dict[str, Any], runs: Runs
) -> None:
    many(runs)
    runs.check(runs.folder / "in", out="plain")
    for jobs in (0, 2):
        runs.check(runs.folder / "in", out=f"jobs{jobs}", jobs=jobs, **form)
    one, two = (reports_file(runs.folder / f"jobs{jobs}") for jobs in (0, 2))
    assert one.name == ("reports.jsonl.zst" if form.get("compress") else "reports.jsonl")
    assert one.read_bytes() == two.read_bytes()
    assert full(runs, "jobs0") == (runs.folder / "plain" / "reports.jsonl").read_bytes()


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_run_cut_anywhere_goes_on(
    form: dict[str, Any], runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(target, "INTERVAL", -1)
    many(runs)
    whole, cut = runs.folder / "whole", runs.folder / "cut"

    def check(out: Path, **given: Any) -> None:
        made = writers(["csv", "transcripts"], out)
        runs.check(runs.folder / "in", out=out.name, writers=made, **form, **given)

    check(whole)
    size = reports_file(whole).stat().st_size
    for _, kept in pairwise(range(0, size, size // 6)):
        shutil.rmtree(cut, ignore_errors=True)
        shutil.copytree(whole, cut)
        path = reports_file(cut)
        path.write_bytes(path.read_bytes()[:kept] + b"\0\0")
        check(cut, resume=True)
        assert path.read_bytes() == reports_file(whole).read_bytes()
        for name in ("violations.csv", "transcripts.jsonl", "cases.jsonl", "errors.jsonl"):
            assert (cut / name).read_bytes() == (whole / name).read_bytes()


def test_a_writer_that_takes_reports_one_by_one_gets_them_in_full(runs: Runs) -> None:
    many(runs)
    plain, slim = Recorder(), Recorder()
    runs.check(runs.folder / "in", out="plain", writers=[plain])
    runs.check(runs.folder / "in", out="slim", writers=[slim], compress=True, report="slim")
    assert slim.reports == plain.reports
    assert len(slim.reports) == 31


def test_a_run_in_another_form_is_another_run(runs: Runs) -> None:
    many(runs)
    runs.check(runs.folder / "in", compress=True)
    with pytest.raises(UsageError, match="whether the reports are compressed"):
        runs.check(runs.folder / "in", resume=True)
    with pytest.raises(UsageError, match="the form of the reports"):
        runs.check(runs.folder / "in", resume=True, compress=True, report="slim")


def test_no_reports_of_an_earlier_run_are_left(runs: Runs) -> None:
    many(runs)
    runs.check(runs.folder / "in")
    runs.check(runs.folder / "in", compress=True)
    assert not (runs.folder / "out" / "reports.jsonl").exists()
    runs.check(runs.folder / "in")
    assert not (runs.folder / "out" / "reports.jsonl.zst").exists()


def test_a_stream_gets_frames_as_well(runs: Runs) -> None:
    import io

    from scriptcheck.run import check_files

    many(runs)
    plain, packed = io.BytesIO(), io.BytesIO()
    for stream, compress in ((plain, False), (packed, True)):
        options = RunOptions(jobs=0, compress=compress)
        check_files(runs.checker, [runs.folder / "in"], stream, run_options=options)
    assert zstd.unpacked(packed.getvalue()) == plain.getvalue()


def test_calls_that_have_a_report_are_not_checked_again(runs: Runs) -> None:
    many(runs)
    runs.check(runs.folder / "in", compress=True, report="slim")
    errors = runs.folder / "out" / "errors.jsonl"
    summary = runs.check(out="rest", from_errors=errors)
    assert summary.calls == 0
    assert summary.problems == 1


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(UsageError, match="full or slim"):
        RunOptions(report="thin")  # type: ignore[arg-type]
