"""scriptcheck cases, and the cases that scriptcheck check writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck.cases import CaseReport

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done


def line(call: str, start: str, said: str, **meta: object) -> str:
    """Return a call of one case in canonical form."""
    speaker, text = said.split(" ", 1)
    turns = [{"speaker": speaker, "text": text}, {"speaker": "agent", "text": "您好"}]
    data = {"case_id": "T1", "start_time": f"2026-03-02T{start}", "direction": "inbound"} | meta
    return json.dumps({"call_id": call, "turns": turns, "meta": data}, ensure_ascii=False)


ASKED = line("a", "09:00:00", "customer 我要投诉你们")
LATE = line("b", "11:00:00", "agent 真对不起，给您添麻烦了", direction="outbound")


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """Return a file with the calls of a case."""
    path = tmp_path / "day.jsonl"
    path.write_text(f"{LATE}\n{ASKED}\n", encoding="utf-8")
    return path


def verdicts(text: str) -> dict[str, str]:
    """Return the verdicts on the one case in ``text``."""
    (case,) = text.splitlines()
    return {each.rule: str(each.verdict) for each in CaseReport.from_json(case).verdicts}


def test_check_writes_the_cases_of_a_run(
    run: Callable[..., Done], day: Path, tmp_path: Path
) -> None:
    done = run("check", day.name, "-o", "out")
    found = verdicts((tmp_path / "out" / "cases.jsonl").read_text(encoding="utf-8"))
    assert found["case.apology_1h"] == "fail"
    assert found["case.result_24h"] == "undecidable"
    assert "1 个工单，1 个有违规，见 out/cases.jsonl" in done.err.replace("\n", "")
    assert done.code == 1


def test_without_cases_none_are_written(
    run: Callable[..., Done], day: Path, tmp_path: Path
) -> None:
    run("check", day.name, "-o", "out")
    done = run("check", "calls/good.txt", "-o", "out")
    assert not (tmp_path / "out" / "cases.jsonl").exists()
    assert "工单" not in done.err


def test_cases_go_over_the_reports_of_many_runs(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "1.jsonl").write_text(ASKED, encoding="utf-8")
    (tmp_path / "2.jsonl").write_text(LATE, encoding="utf-8")
    for number in ("1", "2"):
        run("check", f"{number}.jsonl", "-o", f"out{number}")
    one_way = run("cases", "out1/reports.jsonl", "out2/reports.jsonl")
    other_way = run("cases", "out2/reports.jsonl", "out1/reports.jsonl")
    assert one_way == other_way
    assert run("cases", "out1", "out2") == one_way, "a folder stands for the reports in it"
    assert verdicts(one_way.out)["case.apology_1h"] == "fail"
    assert one_way.code == 1
    assert run("cases", "out1/reports.jsonl", "--fail-on", "fatal").code == 0
    again = run("cases", "out1", "out2", "out1")
    assert (again.code, again.out) == (one_way.code, one_way.out)
    assert "1 通电话给了不止一次" in again.err


def test_until_when_calls_are_known_may_be_said(run: Callable[..., Done], tmp_path: Path) -> None:
    (tmp_path / "1.jsonl").write_text(ASKED, encoding="utf-8")
    run("check", "1.jsonl", "-o", "out")
    done = run("cases", "out/reports.jsonl", "-o", "c.jsonl", "--as-of", "2026-03-03T10:00:00")
    found = verdicts((tmp_path / "c.jsonl").read_text(encoding="utf-8"))
    assert [found[rule] for rule in ("case.apology_1h", "case.result_24h")] == ["fail", "fail"]
    assert found["case.followup_72h"] == "undecidable"
    assert done.out == ""
    assert "1 cases" in run("cases", "out/reports.jsonl", "--lang", "en").err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["day.jsonl"], "day.jsonl:1"),
        (["nowhere.jsonl"], "nowhere.jsonl"),
        (["day.jsonl", "-o", "day.jsonl"], "day.jsonl"),
        (["day.jsonl", "--as-of", "later"], "later"),
    ],
)
def test_mistakes_are_told(
    run: Callable[..., Done], day: Path, arguments: list[str], told: str
) -> None:
    before = day.read_bytes()
    done = run("cases", *arguments)
    assert done.code == 2
    assert told in done.err
    assert "Traceback" not in done.err
    assert day.read_bytes() == before


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_a_file_without_reports_is_said_and_is_no_success(
    run: Callable[..., Done], tmp_path: Path, content: str
) -> None:
    (tmp_path / "reports.jsonl").write_text(content, encoding="utf-8")
    done = run("cases", "reports.jsonl", "-o", "cases.jsonl", "--quiet", "--lang", "en")
    assert done.code == run("check", "reports.jsonl").code == 3
    assert "There are no reports in reports.jsonl: nothing was read." in done.err
    assert not (tmp_path / "cases.jsonl").exists()
