"""Formats made once more of stored reports: the same bytes by any number of workers."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from scriptcheck.errors import CheckError, LoadError
from scriptcheck.run import rerender
from scriptcheck.write.again import write_again
from scriptcheck.write.registry import FORMATS, writers
from tests.run.conftest import line
from tests.run.test_formats import Choosy, files

if TYPE_CHECKING:
    from pathlib import Path

    from tests.run.conftest import Runs

OTHERS = [name for name in FORMATS if name != "jsonl"]
COUNT = 150


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the first test that needs a whole run keeps what it wrote, for the others."""
    return tmp_path_factory.mktemp("kept") / "whole"


@pytest.fixture
def whole(runs: Runs, kept: Path) -> Runs:
    """Return runs of which one wrote all formats, of more reports than one chunk has."""
    lines = [line(f"c{number}", "滚", agent_id=str(number % 7)) for number in range(COUNT)]
    runs.write(*lines)
    if not kept.exists():
        runs.check(out="whole", writers=writers(OTHERS, runs.folder / "whole"))
        shutil.copytree(runs.folder / "whole", kept)
    else:
        shutil.copytree(kept, runs.folder / "whole")
    return runs


def again(runs: Runs, out: str, jobs: int, *, said: bool = True) -> int:
    folder = runs.folder / "whole"
    transcripts = folder / "transcripts.jsonl" if said else None
    made = writers(list(FORMATS), runs.folder / out)
    return rerender(folder / "reports.jsonl", made, transcripts=transcripts, jobs=jobs)


@pytest.mark.parametrize("jobs", [0, 2])
def test_any_number_of_workers_makes_what_the_check_wrote(jobs: int, whole: Runs) -> None:
    assert again(whole, "again", jobs) == COUNT
    assert files(whole.folder / "again") == files(whole.folder / "whole")


def test_without_what_was_said_it_makes_what_one_by_one_does(whole: Runs) -> None:
    reports = whole.folder / "whole" / "reports.jsonl"
    write_again(reports, writers(list(FORMATS), whole.folder / "one"))
    assert again(whole, "again", 2, said=False) == COUNT
    assert files(whole.folder / "again") == files(whole.folder / "one")


def cut(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def lengthen(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines, lines[-1]]))


def break_line(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:70], b"{broken\n", *lines[71:]]))


def swap(path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:70], lines[71], lines[70], *lines[72:]]))


@pytest.mark.parametrize("jobs", [0, 2])
@pytest.mark.parametrize(
    ("change", "name", "place"),
    [
        (cut, "transcripts.jsonl", f"transcripts.jsonl:{COUNT}: .*transcript-missing"),
        (lengthen, "transcripts.jsonl", f"transcripts.jsonl:{COUNT + 1}: .*transcript-differs"),
        (break_line, "transcripts.jsonl", "transcripts.jsonl:71: .*not-a-call"),
        (swap, "transcripts.jsonl", "transcripts.jsonl:71: .*transcript-differs"),
        (break_line, "reports.jsonl", "reports.jsonl:71: .*not-a-report"),
        (cut, "reports.jsonl", f"transcripts.jsonl:{COUNT}: .*transcript-differs"),
    ],
)
def test_files_that_are_broken_or_do_not_fit_are_told_by_line(
    change: object, name: str, place: str, jobs: int, whole: Runs
) -> None:
    assert callable(change)
    change(whole.folder / "whole" / name)
    with pytest.raises(LoadError, match=place):
        again(whole, "again", jobs)


@pytest.mark.parametrize("jobs", [0, 2])
def test_a_format_that_fails_is_told(jobs: int, runs: Runs) -> None:
    runs.write(*(line(f"c{number}") for number in range(COUNT)), line("bad"))
    runs.check()
    reports = runs.folder / "out" / "reports.jsonl"
    with pytest.raises(CheckError, match=r"reports\.jsonl: .*a format's mistake"):
        rerender(reports, [Choosy(runs.folder / "ids")], jobs=jobs)


def test_a_format_that_kills_its_worker_is_told(runs: Runs) -> None:
    runs.write(*(line(f"c{number}") for number in range(COUNT)), line("deadly"))
    runs.check()
    reports = runs.folder / "out" / "reports.jsonl"
    with pytest.raises(LoadError, match=r"reports\.jsonl:129: .*worker-died"):
        rerender(reports, [Choosy(runs.folder / "ids")], jobs=2)
