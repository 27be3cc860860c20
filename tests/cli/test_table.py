"""The table of calls: what is in each cell, and how much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.call import Call
from scriptcheck.report import SCHEMA, CallReport, Outcome, ProfileStamp, Severity, Verdict
from scriptcheck_cli.views.table import TableView

if TYPE_CHECKING:
    import pytest

    from scriptcheck.language import Lang


def failed(rule: str, severity: Severity, title: str = "规则", **fields: object) -> Verdict:
    """Return a verdict of ``fail``."""
    parts = {"message": "没做到", "advice": "请做到", "source": "测试", "evidence": ()} | fields
    return Verdict(rule, Outcome.FAIL, severity, -5, title, **parts)  # type: ignore[arg-type]


def report(call_id: str, *verdicts: Verdict, score: int = 100) -> CallReport:
    """Return the report of a call with these verdicts."""
    profile = ProfileStamp("test", "1", "0" * 64)
    passed = not verdicts
    return CallReport(SCHEMA, call_id, "", profile, score, passed, {}, verdicts, (), (), {}, ())


def shown(capsys: pytest.CaptureFixture[str], *reports: CallReport, lang: Lang = "zh") -> list[str]:
    """Return the lines that ``reports`` come out as."""
    with TableView(lang) as view:
        for item in reports:
            view.write(item, Call(item.call_id, ()))
    assert capsys.readouterr().out == ""
    view.show()
    return capsys.readouterr().out.splitlines()


def cells(line: str) -> list[str]:
    """Return the cells of a row."""
    return [cell.strip() for cell in line.split("│")[1:-1]]


def test_a_row_a_call(capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = [
        failed("a", Severity.MINOR, "甲"),
        failed("b", Severity.FATAL, "乙"),
        failed("c", Severity.MINOR, "丙"),
        failed("d", Severity.INFO, "丁"),
    ]
    lines = shown(capsys, report("一", *verdicts, score=42), report("二"))
    assert cells(lines[3]) == ["一", "42", "不合格", "1", "", "2", "1", "乙；甲；丙"]
    assert cells(lines[4]) == ["二", "100", "合格", "", "", "", "", ""]
    assert len(lines) == 6


def test_nothing_is_shown_of_no_calls(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys) == []


def test_many_calls_are_not_all_shown_and_that_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = shown(capsys, *(report(str(number)) for number in range(503)), lang="en")
    assert cells(lines[-3])[0] == "499"
    assert lines[-1] == "3 more calls not shown; -o writes them all."


def test_hostile_names_and_quotes_stay_in_their_line(capsys: pytest.CaptureFixture[str]) -> None:
    verdict = failed("a", Severity.MAJOR, "[red]甲[/red]\u202e")
    lines = shown(capsys, report("x\n\x1b]0;y\x07", verdict), report("二"))
    assert cells(lines[3])[0] == "x\\n\\x1b]0;y\\x07"
    assert cells(lines[3])[-1] == "[red]甲[/red]\\u202e"
    assert not set("".join(lines)) & {"\x1b", "\x07", "\u202e"}


def test_a_single_call_is_told_in_full_and_not_as_a_table(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = shown(capsys, report("一", failed("a", Severity.MINOR), score=42))
    assert lines[0] == "轻微[a] 没做到 (-5)"
    assert not any("│" in line for line in lines)
