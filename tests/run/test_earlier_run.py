"""What an earlier run wrote to a folder is gone when a new one has been there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from scriptcheck.write.registry import FORMATS, writers
from tests.run.conftest import line

if TYPE_CHECKING:
    from pathlib import Path

    from tests.run.conftest import Runs

PHONE = "13874652190"
ALL = [name for name in FORMATS if name != "jsonl"]


def files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and ".run" not in path.parts
    }


def first_run(runs: Runs) -> Path:
    """Run over two calls, with all formats."""
    runs.write(line("a", f"滚，电话{PHONE}", case_id="k"), name="one/a.json")
    runs.write(line("b", f"您好，电话{PHONE}"), name="one/b.json")
    made = writers(ALL, runs.folder / "out", profile=runs.checker.profile)
    runs.check(runs.folder / "one", writers=made)
    assert {"index.html", "transcripts.jsonl", "calls/a.json"} <= files(runs.folder / "out")
    return runs.folder / "out"


@pytest.mark.parametrize("forget", [False, True], ids=["run folder", "reports alone"])
def test_new_run_removes_what_the_earlier_one_wrote(runs: Runs, *, forget: bool) -> None:
    out = first_run(runs)
    if forget:
        shutil.rmtree(out / ".run")
    (out / "reviews.jsonl").write_text(PHONE, encoding="utf-8")
    runs.write(line("c"), name="two/c.json")
    runs.check(runs.folder / "two", writers=writers(["csv"], out))
    assert files(out) == {
        "reports.jsonl",
        "cases.jsonl",
        "violations.csv",
        "suspects.csv",
        "cases.csv",
    } & files(out)
    assert not (out / "calls").exists()
    assert not (out / "pages").exists()
    assert not any(PHONE in path.read_text("utf-8") for path in out.rglob("*") if path.is_file())


def test_files_of_people_stay(runs: Runs) -> None:
    out = first_run(runs)
    own = {
        "notes.txt": "x",
        "calls/own.json": line("own"),
        "pages/own.html": "<p>own</p>",
        "pages/data/own.js": "let own = 1",
        "labels.jsonl": "{}",
    }
    for name, text in own.items():
        (out / name).write_text(text, encoding="utf-8")
    runs.write(line("c"), name="two/c.json")
    runs.check(runs.folder / "two")
    assert files(out) >= set(own)
    assert "calls/a.json" not in files(out)
    assert not [name for name in files(out) if name.startswith("pages/") and name not in own]


def test_folder_without_a_run_keeps_everything(runs: Runs) -> None:
    out = runs.folder / "out"
    out.mkdir()
    (out / "summary.md").write_text("mine", encoding="utf-8")
    (out / "transcripts.jsonl").write_text(line("mine"), encoding="utf-8")
    runs.write(line("c"), name="two/c.json")
    runs.check(runs.folder / "two")
    assert {"summary.md", "transcripts.jsonl"} <= files(out)


def test_input_of_the_new_run_stays(runs: Runs) -> None:
    out = first_run(runs)
    summary = runs.check(out / "transcripts.jsonl")
    assert summary.calls == 2
    assert "transcripts.jsonl" in files(out)
    assert "index.html" not in files(out)


def test_run_that_goes_on_keeps_what_it_wrote(runs: Runs) -> None:
    out = first_run(runs)
    before = files(out)
    runs.check(runs.folder / "one", resume=True)
    assert files(out) == before
