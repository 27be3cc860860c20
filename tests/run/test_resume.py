"""A run that was stopped, at whatever moment, ends as if it never had been."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scriptcheck import Checker, UsageError
from scriptcheck.run import RunOptions, check_files, target
from scriptcheck.write.files.json_files import JsonFilesWriter
from scriptcheck.write.registry import DEFAULT_FORMATS, writers
from tests.run.conftest import line, plain, started

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.run.conftest import Runs

OTHERS = tuple(name for name in DEFAULT_FORMATS if name != "jsonl")


def many(runs: Runs, *, count: int = 30) -> None:
    """Write transcripts in lines and in small files, some of them broken."""
    lines = [line(f"c{number}", case_id=f"k{number % 4}") for number in range(count)]
    runs.write(*lines[:9], "{broken", *lines[9:], name="in/calls.jsonl")
    for number in range(5):
        runs.write(line(f"d{number}", "滚", case_id="k9"), name=f"in/d{number}.json")
    runs.write("", name="in/empty.txt")


@pytest.fixture
def whole(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> Runs:
    """Return runs of which one, over ``in``, was never stopped; each chunk is a checkpoint."""
    monkeypatch.setattr(target, "INTERVAL", -1)
    many(runs)
    runs.check(runs.folder / "in", out="whole")
    return runs


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_whatever_is_lost_of_the_files_is_made_up_for(whole: Runs, data: st.DataObject) -> None:
    out = whole.folder / "cut"
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(whole.folder / "whole", out)
    for name in ("reports.jsonl", "errors.jsonl", ".run/journal.jsonl"):
        path = out / name
        kept = data.draw(st.integers(0, path.stat().st_size), label=name)
        damage = data.draw(
            st.sampled_from(("none", "cut", "zeros", "rest", "gone")), label="damage"
        )
        content = path.read_bytes()
        if damage == "cut":
            path.write_bytes(content[:kept])
        elif damage == "zeros":
            path.write_bytes(content[:kept] + bytes(len(content) - kept))
        elif damage == "rest":
            path.write_bytes(content + b'{"half": ')
        elif damage == "gone":
            path.unlink()
    whole.check(whole.folder / "in", out="cut", resume=True)
    assert whole.files("cut") == whole.files("whole")


@pytest.mark.parametrize("formats", [(), OTHERS], ids=["jsonl", "default"])
def test_a_run_killed_in_the_middle_goes_on(formats: tuple[str, ...], runs: Runs) -> None:
    killed = f"kill-main {runs.folder / 'killed'}"
    ids = [*(f"c{number}" for number in range(40)), killed, *(f"d{number}" for number in range(40))]
    runs.write(*map(line, ids))
    with started(runs, runs.folder / "out", *formats) as process:
        assert process.wait(60) != 0
    assert (runs.folder / "killed").exists()
    before = (runs.folder / "out" / "reports.jsonl").stat().st_size
    assert before > 0
    for out in ("out", "whole"):
        made = writers(formats, runs.folder / out) if formats else []
        runs.check(out=out, writers=made, resume=True, jobs=2)
    assert runs.ids() == ids
    # Nothing is left of the run that was killed, such as rows that waited for a workbook.
    assert everything(runs.folder / "out") == everything(runs.folder / "whole")


def everything(folder: Path) -> dict[str, bytes]:
    """Return all files in ``folder``, hidden ones too, but for those by which a run goes on."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if ".run" not in path.parts
    }


@pytest.mark.parametrize(
    "grown", ["[]", "[-1,0]", "[1]", "null", "[9e99,0]", "[1e400,0]", "5", '["..",0]']
)
def test_a_journal_that_is_forged_is_not_believed(whole: Runs, grown: str) -> None:
    out = whole.folder / "forged"
    shutil.copytree(whole.folder / "whole", out)
    journal = out / ".run" / "journal.jsonl"
    first, *rest = journal.read_text(encoding="utf-8").splitlines(keepends=True)
    forged = re.sub(r"\],\[\d+,\d+\],\[", f"],{grown},[", first, count=1)
    assert forged != first
    journal.write_text("".join((forged, *rest)), encoding="utf-8")
    whole.check(whole.folder / "in", out="forged", resume=True)
    assert whole.files("forged") == whole.files("whole")


def test_counts_are_those_of_the_whole_run(whole: Runs) -> None:
    expected = whole.check(whole.folder / "in", out="again")
    journal = whole.folder / "again" / ".run" / "journal.jsonl"
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:6]))
    assert whole.check(whole.folder / "in", out="again", resume=True) == expected
    assert whole.check(whole.folder / "in", out="again", resume=True) == expected


def test_other_writers_get_all_reports_with_their_calls_again(whole: Runs) -> None:
    journal = whole.folder / "whole" / ".run" / "journal.jsonl"
    journal.write_bytes(b"".join(journal.read_bytes().splitlines(keepends=True)[:6]))
    folder = whole.folder / "whole" / "calls"
    check_files(
        whole.checker,
        [whole.folder / "in"],
        whole.folder / "whole",
        writers=[JsonFilesWriter(folder)],
        run_options=RunOptions(jobs=0, resume=True),
    )
    assert {path.stem for path in folder.iterdir()} == {*whole.ids("whole")}


def test_touching_or_copying_an_input_changes_nothing(whole: Runs) -> None:
    for path in (whole.folder / "in").iterdir():
        os.utime(path, (1, 1))
    whole.check(whole.folder / "in", out="whole", resume=True)


def change_line(folder: Path) -> str:
    path = folder / "calls.jsonl"
    path.write_bytes(path.read_bytes().replace("您好".encode(), "你好".encode(), 1))
    return "calls.jsonl"


def change_file(folder: Path) -> str:
    path = folder / "d1.json"
    path.write_bytes(path.read_bytes().replace("滚".encode(), "好".encode(), 1))
    return "d1.json"


def truncate(folder: Path) -> str:
    os.truncate(folder / "calls.jsonl", 2000)
    return "calls.jsonl"


def remove(folder: Path) -> str:
    (folder / "d2.json").unlink()
    return "d2.json"


def add(folder: Path) -> str:
    (folder / "b.txt").write_text("客服：您好\n", encoding="utf-8")
    return "calls.jsonl"


@pytest.mark.parametrize("change", [change_line, change_file, truncate, remove, add])
def test_a_changed_input_is_noticed(whole: Runs, change: Callable[[Path], str]) -> None:
    before = whole.files("whole")
    source = change(whole.folder / "in")
    with pytest.raises(UsageError, match="input-changed") as caught:
        whole.check(whole.folder / "in", out="whole", resume=True)
    assert caught.value.problems[0].source.startswith(str(whole.folder / "in"))
    if change is not add:
        assert caught.value.problems[0].source.endswith(source)
    assert "--resume" in caught.value.describe("en")
    assert whole.files("whole") == before


def test_another_lexicon_language_or_path_is_refused(
    whole: Runs, write_lexicon: Callable[..., Path]
) -> None:
    before = whole.files("whole")
    checker = whole.checker
    whole.checker = Checker(checker.profile, lang="en")
    with pytest.raises(UsageError, match=r"the language was zh and is en.*\[run-changed\]"):
        whole.check(whole.folder / "in", out="whole", resume=True)
    whole.checker = Checker.load(write_lexicon(profile={"title": "另一个"}))
    # Of settings by name, only those that differ are shown.
    changed = r'the profile or its lexicons was \{"sha256":"\w+"\} and is \{"sha256":"\w+"\}'
    with pytest.raises(UsageError, match=changed):
        whole.check(whole.folder / "in", out="whole", resume=True)
    whole.checker = checker
    with pytest.raises(UsageError, match="the paths to be checked"):
        whole.check(whole.folder / "in" / "calls.jsonl", out="whole", resume=True)
    (whole.folder / "whole" / ".run" / "manifest.json").write_text("{")
    with pytest.raises(UsageError, match="bad-manifest"):
        whole.check(whole.folder / "in", out="whole", resume=True)
    assert whole.files("whole") == before


def test_standard_input_is_not_resumed(runs: Runs) -> None:
    with pytest.raises(UsageError, match="no-resume"):
        check_files(runs.checker, ["-"], runs.folder / "out", run_options=RunOptions(resume=True))


def test_without_resume_a_run_begins_anew(whole: Runs) -> None:
    before = whole.files("whole")
    whole.check(whole.folder / "in", out="whole")
    assert whole.files("whole") == before
    whole.check(whole.folder / "in", out="new", resume=True)
    assert whole.files("new") == before


def test_a_full_disk_stops_the_run_and_no_more(runs: Runs) -> None:
    disk = runs.folder / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting a file system is not permitted here")
    try:
        many(runs, count=200)
        with pytest.raises(OSError, match="No space left"):
            runs.check(runs.folder / "in", out="disk")
        assert (disk / "reports.jsonl").read_bytes().endswith(b"}\n")
        assert len(runs.ids("disk")) > 5
        subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
        runs.checker = plain(runs.checker)
        runs.check(runs.folder / "in", out="disk", resume=True)
        runs.check(runs.folder / "in", out="whole")
        assert runs.files("disk") == runs.files("whole")
    finally:
        subprocess.run(["umount", str(disk)], check=True)
