"""The table of calls: what is in each cell, and how much of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.call import Call
from scriptcheck.report import (
    SCHEMA,
    CallReport,
    CueHit,
    Measured,
    Nearest,
    Outcome,
    ProfileStamp,
    Searched,
    Severity,
    Stretch,
    Verdict,
)
from scriptcheck_cli.table import TableView, violation_lines

if TYPE_CHECKING:
    from scriptcheck.language import Lang

HIT = CueHit("rude", "agent", 3, 0, 2, "滚\x1b[2J蛋\n假的", "滚蛋", "exact", 1.0, ())


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


def test_a_single_call_without_violations(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, report("x"))[-1] == "没有违规。"


def test_hostile_names_and_quotes_stay_in_their_line(capsys: pytest.CaptureFixture[str]) -> None:
    verdict = failed("a", Severity.MAJOR, "[red]甲[/red]\u202e", evidence=(HIT,))
    lines = shown(capsys, report("x\n\x1b]0;y\x07", verdict))
    text = "\n".join(lines)
    assert cells(lines[3])[0] == "x\\n\\x1b]0;y\\x07"
    assert cells(lines[3])[-1] == "[red]甲[/red]\\u202e"
    assert "    话轮 3: “滚\\x1b[2J蛋\\n假的”" in lines
    assert not set(text) & {"\x1b", "\x07", "\u202e"}


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        (
            "zh",
            [
                "致命 b  -5  没做到",
                "    话轮 3: “滚\\x1b[2J蛋\\n假的”",
                "    建议: 请做到",
                "轻微 a  -5  没做到",
                "    查找范围：话轮 0 至 4",
                "    最接近: 话轮 2: “您”",
                "    建议: 请做到",
            ],
        ),
        (
            "en",
            [
                "fatal b  -5  没做到",
                "    turn 3: “滚\\x1b[2J蛋\\n假的”",
                "    advice: 请做到",
                "minor a  -5  没做到",
                "    searched: turns 0 to 4",
                "    nearest: turn 2: “您”",
                "    advice: 请做到",
            ],
        ),
    ],
)
def test_violations_in_full(lang: Lang, expected: list[str]) -> None:
    missed = failed(
        "a",
        Severity.MINOR,
        searched=Searched((0, 4)),
        nearest=Nearest("greeting", 2, "您", "您好", 0.5, ("好",)),
    )
    said = failed("b", Severity.FATAL, evidence=(HIT,), searched=Searched((0, 4)))
    lines = violation_lines(report("x", missed, said), lang)
    assert [line.plain for line in lines] == expected


def test_nowhere_to_look() -> None:
    verdict = failed("a", Severity.MINOR, searched=Searched(None))
    lines = violation_lines(report("x", verdict), "en")
    assert [line.plain for line in lines[1:]] == ["    advice: 请做到"]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh", "    话轮 3 至 4 01:02.5–61:43.0: 最长等待；未告知的最长等待"),
        (
            "en",
            "    turns 3 to 4 01:02.5–61:43.0: longest hold; longest hold",
        ),
    ],
)
def test_where_something_was_measured(lang: Lang, expected: str) -> None:
    wait, pause = Stretch(3, 4, 62_500, 3_703_000), Stretch(5, 5, 0, 900)
    measured = (
        Measured("longest_hold_ms", 60_000, (wait,)),
        Measured("longest_unannounced_hold_ms", 60_000, (wait, pause)),
    )
    verdict = failed("a", Severity.MINOR, searched=Searched((0, 9)), measured=measured)
    lines = [line.plain for line in violation_lines(report("x", verdict), lang)]
    assert lines[1].startswith(expected)
    assert ("话轮 5 00:00.0" in lines[2]) == (lang == "zh")
    assert len(lines) == 4
