"""Ctrl-C: everything that was finished is on disk, no call is waited for, no process is left."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scriptcheck.write.registry import DEFAULT_FORMATS, writers
from tests.run.conftest import line, plain, started
from tests.waiting import PATIENCE, wait_for

if TYPE_CHECKING:
    import subprocess

    from tests.run.conftest import Runs

OTHERS = tuple(name for name in DEFAULT_FORMATS if name != "jsonl")


def interrupt(process: subprocess.Popen[bytes]) -> str:
    """Press Ctrl-C; return what ``process`` said on its errors until it ended.

    That it ends at all shows that it does not wait for the call that never does.
    """
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode != 0
    wait_for(lambda: not is_there(process.pid))
    return err.decode()


def is_there(group: int) -> bool:
    """Return whether a process of ``group`` is left."""
    with suppress(ProcessLookupError):
        os.killpg(group, 0)
        return True
    return False


@pytest.mark.parametrize("formats", [(), OTHERS], ids=["jsonl", "default"])
def test_ctrl_c_leaves_whole_files_and_waits_for_no_call(
    formats: tuple[str, ...], runs: Runs
) -> None:
    good = [line(f"c{number}", "滚") for number in range(60)]
    runs.write(*good, line("sleep"), *[line("d")] * 60)
    out = runs.folder / "out"
    process = started(runs, out, *formats)
    reports = out / "reports.jsonl"
    wait_for(lambda: reports.exists() and reports.read_bytes().count(b"\n") > 40)
    err = interrupt(process)
    assert err.count("Traceback") == 1, err  # the program's own, which lets Ctrl-C through
    found = runs.ids()
    assert found == [f"c{number}" for number in range(len(found))]
    assert len(found) > 40
    if formats:
        holds_whole_files(out, found)
    runs.checker = plain(runs.checker)
    for name in ("out", "whole"):
        made = list(writers(formats, runs.folder / name)) if formats else []
        runs.check(out=name, writers=made, resume=True)
    assert runs.files("out") == runs.files("whole")


def holds_whole_files(out: Path, ids: list[str]) -> None:
    """Hold that what ``out`` has of each format is whole, and on the calls ``ids``."""
    lines = (out / "transcripts.jsonl").read_bytes().splitlines()
    assert [json.loads(each)["call_id"] for each in lines] == ids
    text = (out / "violations.csv").read_bytes().decode("utf-8-sig")
    assert text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(dict.fromkeys(row["call_id"] for row in rows)) == ids
    page = (out / "index.html").read_text(encoding="utf-8")
    shown = re.search(r'<script type="application/json" id="row-data">(.*?)</script>', page, re.S)
    assert shown is not None
    assert [row[0] for row in json.loads(shown[1])] == ids
    assert {path.stem for path in (out / "pages").glob("*.html")} == {*ids}
    packs = sorted((out / "pages" / "data").iterdir())
    data = "".join(path.read_text(encoding="utf-8") for path in packs)
    assert re.findall(r'"page":"(\w+)"', data) == ids
    assert not list(out.glob("*scriptcheck.xlsx*"))
    assert not list(out.glob(".scriptcheck.xlsx*"))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc here")
def test_workers_that_are_only_starting_say_nothing_of_it(runs: Runs) -> None:
    runs.write(line("sleep"), *(line(f"c{number}") for number in range(60)))
    process = started(runs, runs.folder / "out")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    wait_for(lambda: len(children.read_text().split()) > 1)
    err = interrupt(process)
    assert err.count("Traceback") == 1, err
