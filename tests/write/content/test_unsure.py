"""What leaves a rule undecidable for a person to look at, wherever people read of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from scriptcheck import Call, CallReport, Outcome, Speaker, Turn
from scriptcheck.report import Searched, SuppressedMatch
from scriptcheck.write.content.unsure import UnsureCandidates
from scriptcheck.write.registry import writers
from scriptcheck_cli.views.formats import SCREEN_VIEWS
from tests.conftest import cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import Checker

SAID = ("您好", "那先这样", "那挂了啊")
CALL = Call("x", tuple(Turn(Speaker.AGENT, text) for text in SAID))
OTHER_TURN = SuppressedMatch("greeting", "agent", 1, 0, 2, "那先", "", "possible", "60%")
EARLIER = SuppressedMatch("closing", "agent", 0, 0, 2, "您好", "", "possible", "55%")
OTHERWISE = SuppressedMatch("closing", "agent", 2, 0, 2, "那挂", "", "negated", "不")
WANTED = SuppressedMatch("closing", "agent", 2, 0, 3, "那挂了", "", "possible", "70%")


@pytest.fixture
def checker(make_checker: Callable[..., Checker]) -> Checker:
    return make_checker(
        {"greeting": cue("您好"), "closing": cue("再见")},
        {"a.greeting": rule(require="greeting"), "a.closing": rule(require="closing")},
    )


@pytest.fixture
def report(checker: Checker) -> CallReport:
    """Return a report that leaves open whether the agent says goodbye."""
    found = checker.check(CALL)
    (closing,) = (each for each in found.verdicts if each.rule == "a.closing")
    open_one = replace(
        closing, verdict=Outcome.UNDECIDABLE, reason="possible", searched=Searched((1, 2))
    )
    verdicts = tuple(open_one if each is closing else each for each in found.verdicts)
    dropped = (EARLIER, OTHER_TURN, OTHERWISE, WANTED)
    return replace(found, verdicts=verdicts, suppressed=dropped)


def test_they_are_those_of_the_rule_in_the_turns_searched(
    checker: Checker, report: CallReport
) -> None:
    unsure = UnsureCandidates(checker.profile)
    found = {each.rule: unsure.of(each, report) for each in report.verdicts}
    assert found == {"a.greeting": (), "a.closing": (WANTED,)}
    (closing,) = (each for each in report.verdicts if each.rule == "a.closing")
    assert unsure.of(replace(closing, searched=None), report) == (EARLIER, WANTED)
    assert unsure.of(replace(closing, verdict=Outcome.FAIL), report) == ()
    assert unsure.of(replace(closing, reason="doubted"), report) == ()
    assert UnsureCandidates(None).of(closing, report) == ()


@pytest.mark.parametrize("name", SCREEN_VIEWS)
def test_the_terminal_shows_them(
    name: str, checker: Checker, report: CallReport, capsys: pytest.CaptureFixture[str]
) -> None:
    with SCREEN_VIEWS[name]("zh", checker.profile) as view:
        view.write(report, CALL)
    view.show()
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("请人看（规则因此无法判断）：")
    assert lines[at + 1].endswith("[a.closing]")
    assert lines[at + 2] == "3 │ 客服: 那挂了啊"
    assert lines[at + 3].endswith("~~~~~~ 70%")
    assert "那先这样" not in "".join(lines)


@pytest.mark.filterwarnings("ignore:.*[Ee]xtension is not supported.*:UserWarning")
def test_the_workbook_lists_them(checker: Checker, report: CallReport, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    (writer,) = writers(["xlsx"], tmp_path, "zh", profile=checker.profile)
    with writer:
        writer.write(report, CALL)
    sheet = openpyxl.load_workbook(tmp_path / "scriptcheck.xlsx")["请人看"]
    headings, row = sheet.iter_rows(values_only=True)
    shown = dict(zip(headings, row, strict=True))
    assert shown["可能是"] == "规则"
    assert shown["为什么"] == "可能说过，说法不在词库里，请人看。"
    assert (shown["话轮"], shown["说的话"], shown["把握"]) == (3, "那挂了", 0.7)
    assert shown["话术编号"] == "closing"


@pytest.mark.filterwarnings("ignore:.*[Ee]xtension is not supported.*:UserWarning")
def test_the_workbook_lists_what_was_taken_back(
    make_checker: Callable[..., Checker], tmp_path: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    cues = {"promise": cue("绝对没事"), "sorry": cue("话说满了")}
    checker = make_checker(cues, {"a.promise": rule(forbid="promise", taken_back_by="sorry")})
    call = Call("x", (Turn(Speaker.AGENT, "绝对没事"), Turn(Speaker.AGENT, "我话说满了")))
    (writer,) = writers(["xlsx"], tmp_path, "zh", profile=checker.profile)
    with writer:
        writer.write(checker.check(call), call)
    sheet = openpyxl.load_workbook(tmp_path / "scriptcheck.xlsx")["请人看"]
    headings, row = sheet.iter_rows(values_only=True)
    shown = dict(zip(headings, row, strict=True))
    assert shown["为什么"] == "客服随后收回了这话，或为它道了歉。"
    assert (shown["话轮"], shown["说的话"], shown["把握"]) == (1, "绝对没事", None)


def test_the_terminal_shows_what_was_taken_back(
    make_checker: Callable[..., Checker], capsys: pytest.CaptureFixture[str]
) -> None:
    cues = {"promise": cue("绝对没事"), "sorry": cue("话说满了")}
    checker = make_checker(cues, {"a.promise": rule(forbid="promise", taken_back_by="sorry")})
    call = Call("x", (Turn(Speaker.AGENT, "绝对没事"), Turn(Speaker.AGENT, "我话说满了")))
    with SCREEN_VIEWS["text"]("zh", checker.profile) as view:
        view.write(checker.check(call), call)
    view.show()
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("请人看（规则因此无法判断）：")
    assert lines[at + 1].endswith("[a.promise]")
    assert lines[at + 2] == "1 │ 客服: 绝对没事"
