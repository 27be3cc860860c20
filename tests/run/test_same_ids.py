"""Ids that several calls of a run have are reported at its end."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from scriptcheck.run import target
from tests.run.conftest import line

if TYPE_CHECKING:
    import pytest

    from scriptcheck import Problem
    from tests.run.conftest import Runs

HEAD = "通话编号,角色,内容"


def test_a_call_cut_between_two_files(runs: Runs) -> None:
    runs.write(HEAD, "a,客服,您好", "b,客服,您好", name="in/1.csv")
    runs.write(HEAD, "b,客服,再见", "c,客服,您好", name="in/2.csv")
    for jobs in (0, 2):
        found: list[Problem] = []
        summary = runs.check(
            runs.folder / "in", out=f"out{jobs}", jobs=jobs, on_notice=found.append
        )
        (notice,) = found
        assert notice.code == "same-call-id"
        for text in ("b（", "1.csv:3", "2.csv:2", " 1 "):
            assert text in notice.message.zh
        assert (summary.calls, summary.problems) == (4, 0)


def test_the_first_are_named_and_all_counted(runs: Runs) -> None:
    runs.write(*[line(f"c{number % 5}") for number in range(12)])
    found: list[Problem] = []
    runs.check(on_notice=found.append)
    assert " 7 " in found[0].message.zh
    assert [f"c{number}（" in found[0].message.zh for number in range(4)] == [True] * 3 + [False]


def test_ids_that_differ(runs: Runs) -> None:
    runs.write(*[line(f"c{number}") for number in range(5)])
    found: list[Problem] = []
    runs.check(on_notice=found.append)
    assert not found


def test_ids_that_look_alike_are_the_same(runs: Runs) -> None:
    runs.write(line("c1"), line("c\u200b1"), line("c 1"))
    found: list[Problem] = []
    runs.check(on_notice=found.append)
    assert [" 1 " in notice.message.zh for notice in found] == [True]


def test_a_run_that_is_resumed(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target, "INTERVAL", -1)
    runs.write(*[line(f"c{number % 20}") for number in range(30)])
    whole: list[Problem] = []
    runs.check(on_notice=whole.append)
    shutil.copytree(runs.folder / "out", runs.folder / "cut")
    reports = runs.folder / "cut" / "reports.jsonl"
    reports.write_bytes(reports.read_bytes()[: reports.stat().st_size // 2])
    found: list[Problem] = []
    runs.check(out="cut", resume=True, on_notice=found.append)
    assert found == whole
