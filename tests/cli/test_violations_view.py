"""The violations of a call as a linter tells them: the place, the mark at the right column."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from scriptcheck.call import Call, Speaker, Turn
from scriptcheck.report import (
    SCHEMA,
    CallReport,
    CueMatch,
    Edit,
    Measured,
    Nearest,
    Outcome,
    ProfileStamp,
    Searched,
    Severity,
    Stretch,
    Verdict,
)
from scriptcheck_cli.console import one_line
from scriptcheck_cli.views.excerpt import excerpt
from scriptcheck_cli.views.violations import ViolationsView, violation_lines

if TYPE_CHECKING:
    from scriptcheck.language import Lang

TURNS = ("喂。", "我家冰箱不制冷了", "这个我不知道，您凑合着用吧")


def hit(turn: int, start: int, end: int, text: str, **fields: object) -> CueMatch:
    parts = {"phrase": "", "how": "exact", "similarity": 1.0, "edits": ()} | fields
    return CueMatch("cue", "agent", turn, start, end, text[start:end], **parts)  # type: ignore[arg-type]


def failed(rule: str, severity: Severity = Severity.MINOR, **fields: object) -> Verdict:
    parts = {"message": "没做到", "advice": "请做到", "source": "测试", "evidence": ()} | fields
    return Verdict(rule, Outcome.FAIL, severity, -5, "规则", **parts)  # type: ignore[arg-type]


def report(*verdicts: Verdict, source: str = "a.txt") -> CallReport:
    profile = ProfileStamp("test", "1", "0" * 64)
    passed = not verdicts
    return CallReport(SCHEMA, "x", source, profile, 42, passed, {}, verdicts, (), (), {}, ())


def call(*texts: str) -> Call:
    speakers = (Speaker.AGENT, Speaker.CUSTOMER)
    return Call("x", tuple(Turn(speakers[n % 2], text) for n, text in enumerate(texts or TURNS)))


def lines(
    verdict: Verdict, spoken: Call | None = None, width: int = 80, lang: Lang = "zh"
) -> list[str]:
    told = violation_lines(verdict, report(verdict), spoken or call(), width, lang)
    return [line.plain for line in told]


def test_what_was_said_is_underlined_where_it_stands() -> None:
    assert lines(failed("a.rule", evidence=(hit(2, 3, 6, TURNS[2]),))) == [
        "轻微[a.rule] 没做到 (-5)",
        "  ╭─ a.txt:3",
        "3 │ 客服: 这个我不知道，您凑合着用吧",
        "  │             ^^^^^^",
        "  = 建议: 请做到",
    ]


def test_what_else_is_broken_is_named() -> None:
    also = failed("a.rule", also=("a.rule",))
    assert lines(also)[-1].strip() == f"= 同时涉及: {also.title} [a.rule]"


def test_hits_in_one_turn_share_its_line_where_it_is_wide_enough() -> None:
    hits = (hit(2, 3, 6, TURNS[2]), hit(2, 8, 12, TURNS[2]))
    assert lines(failed("a", evidence=hits))[2:4] == [
        "3 │ 客服: 这个我不知道，您凑合着用吧",
        "  │             ^^^^^^    ^^^^^^^^",
    ]
    apart = lines(failed("a", evidence=hits), width=26)
    assert [line.count("^") for line in apart if "^" in line] == [6, 8]
    noted = (hit(2, 3, 6, TURNS[2], note="甲"), hits[1])
    assert [line.count("^") for line in lines(failed("a", evidence=noted)) if "^" in line] == [6, 8]


def test_a_missed_step_says_where_it_was_looked_for_and_what_came_nearest() -> None:
    nearest = Nearest("greeting", 0, "喂", "您好", 0.5, ("好",))
    told = lines(failed("a", searched=Searched((0, 2)), nearest=nearest), lang="en")
    assert told == [
        "minor[a] 没做到 (-5)",
        "  ╭─ a.txt  searched: turns 1 to 3",
        "1 │ agent: 喂。",
        "  │        ~~ nearest, 50% alike; lacks: 好",
        "  = advice: 请做到",
    ]


def test_how_it_differs_stands_beside() -> None:
    edits = (Edit("homophone", "合", "活"), Edit("missing", "", "着"))
    told = lines(failed("a", evidence=(hit(2, 8, 12, TURNS[2], edits=edits, note="别这样"),)))
    assert told[3].endswith("^^^^^^^^ 同音 合→活、缺 着；别这样")


def test_where_something_was_measured() -> None:
    wait, pause = Stretch(3, 4, 62_500, 3_703_000), Stretch(5, 5, 0, 900)
    measured = (
        Measured("longest_hold_ms", 60_000, (wait,)),
        Measured("longest_unannounced_hold_ms", 60_000, (wait, pause)),
    )
    told = lines(failed("a", searched=Searched((0, 9)), measured=measured))
    assert told[1:4] == [
        "    ╭─ a.txt:4",
        "4–5 │ 01:02.5–61:43.0 最长等待 60 秒；未告知的最长等待 60 秒",
        "  6 │ 00:00.0–00:00.9 未告知的最长等待 60 秒",
    ]


def test_the_time_is_told_where_it_is_known() -> None:
    timed = Call("x", (Turn(Speaker.AGENT, "滚", 62_500, 63_000),))
    assert "a.txt:1 (01:02.5)" in lines(failed("a", evidence=(hit(0, 0, 1, "滚"),)), timed)[1]


def test_without_what_was_said_the_quote_stands_alone() -> None:
    told = lines(failed("a", evidence=(hit(2, 3, 6, TURNS[2]),)), Call("x", ()))
    assert told[2:4] == ["3 │ 客服: 不知道", "  │       ^^^^^^"]


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = "嗯" * 100 + "不知道" + "啊" * 100
    verdict = failed(
        "banned.dont_know",
        evidence=(hit(0, 100, 103, text, note="说明" * 40),),
        message="用“不知道”回答客户的咨询" * 3,
        advice="先接下来：“我帮您查一下，请您稍候”" * 3,
    )
    told = lines(verdict, call(text), width)
    assert max(map(cell_len, told)) <= width
    spoken = next(line for line in told if "不知道" in line and "│" in line)
    mark = told[told.index(spoken) + 1]
    assert mark.count("^") == 6
    before = spoken[: spoken.index("不知道")]
    assert cell_len(before) == mark.index("^")


def test_hostile_text_is_shown_as_text() -> None:
    text = "你\x1b[2J好\u202e滚\r\n蛋\t[red]x[/red]\ud800"
    verdict = failed(
        "a\x1b[0m",
        evidence=(hit(0, 7, 10, text, note="\x07", edits=(Edit("added\x1b", "\u2066"),)),),
        message="\x1b]0;owned\x07",
        advice="\u202e",
    )
    told = lines(verdict, call(text))
    joined = "".join(told)
    assert not set(joined) & set("\x1b\x07\u202e\u2066\r\t\n\ud800")
    assert "[red]x[/red]" in joined
    spoken = next(line for line in told if "客服" in line)
    mark = told[told.index(spoken) + 1]
    marked = text[7:10].replace("\r", "\\r").replace("\n", "\\n")
    assert cell_len(spoken[: spoken.index(marked)]) == mark.index("^")
    assert mark.strip().count("^") == cell_len(marked)


def test_the_gravest_come_first_then_the_order_of_the_call(
    capsys: pytest.CaptureFixture[str],
) -> None:
    verdicts = [
        failed("a.late", evidence=(hit(2, 0, 1, TURNS[2]),)),
        failed("b.missed"),
        failed("c.early", evidence=(hit(0, 0, 1, TURNS[0]),)),
        failed("d.fatal", Severity.FATAL),
    ]
    with ViolationsView("zh") as view:
        view.write(report(*verdicts), call())
    view.show()
    out = capsys.readouterr().out
    order = [out.index(f"[{name}]") for name in ("d.fatal", "c.early", "a.late", "b.missed")]
    assert order == sorted(order)
    assert out.splitlines()[-1] == "a.txt: 不合格、得分 42、4 处违规 (致命 1、轻微 3)"


def test_a_clean_call_and_what_could_not_be_judged(capsys: pytest.CaptureFixture[str]) -> None:
    open_one = Verdict(
        "a", Outcome.UNDECIDABLE, Severity.MINOR, 0, "规则", "没有时间。", "", "", ()
    )
    clean = report()
    with ViolationsView("en") as view:
        view.write(clean, call())
    assert capsys.readouterr().out == "a.txt: passed, score 42, No violations.\n"
    told = CallReport(
        SCHEMA, "x", "", clean.profile, None, None, {}, (open_one, open_one), (), (), {}, ()
    )
    with ViolationsView("zh") as view:
        view.write(told, call())
    assert capsys.readouterr().out == "x: 无法判断\n2 条规则无法判断: 没有时间。\n"


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.integers(0, 100))
def test_any_excerpt_fits_and_marks_the_right_cells(
    text: str, start: int, length: int, cells: int
) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    shown = excerpt(Turn(Speaker.AGENT, text), start, end, cells)
    assert cell_len(shown.text) <= max(cells, 8)
    assert not {category(char) for char in shown.text} & {"Cc", "Cf", "Cs"}
    if shown.text == one_line(text):
        assert shown == (one_line(text[:start]), one_line(text[start:end]), one_line(text[end:]))
