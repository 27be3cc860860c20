"""An agent's coaching sheet: whose calls count, what recurs, and what would have been right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Checker, Turn
from scriptcheck.coaching import agent_calls, coaching_json, coaching_sheet, write_coaching
from scriptcheck.errors import UsageError
from tests.command_line import Done, in_this_process
from tests.conftest import cue, rule
from tests.written_runs import write_run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HELLO = ["【您好很高兴为您服务】，请讲"]
CUES = {
    "hello": cue(
        "[您好|你好]很高兴为您服务",
        speaker="agent",
        examples={
            "hit": ["客服: 【你好很高兴为您服务】\n客户: 好", "喂【你好很高兴为您服务】", *HELLO],
            "miss": ["再见"],
        },
    ),
    "rude": cue("烦死了", speaker="agent"),
}
RULES = {
    "a.hello": rule(require="hello", points=-20, severity="minor", advice="先问好"),
    "a.rude": rule(forbid="rude", points=-60, severity="major", advice="换种说法"),
}
GOOD, PLAIN, RUDE = "您好很高兴为您服务", "您好很高兴给您服务啊", "烦死了你快说吧我这边忙"


@pytest.fixture
def checker(make_checker: Callable[..., Checker]) -> Checker:
    return make_checker(CUES, RULES)


def spoken(name: str, words: str, agent: str, person: str = "") -> Call:
    meta = {"agent_id": agent, "agent_name": person, "start_time": f"2026-03-0{len(name)}T10:00"}
    turns = (Turn("customer", "我想查一下这个月的话费"), Turn("agent", words))
    return Call(name, turns, {key: value for key, value in meta.items() if value})


CALLS = [
    *(spoken("a" * n, GOOD, "8001", "张三") for n in (1, 2)),
    *(spoken("b" * n, RUDE, "8001", "张三") for n in (1, 2, 3)),
    *(spoken("c" * n, PLAIN, "8001", "张三") for n in (4, 5)),
    spoken("d", "别人的话" + RUDE, "8002", "李四"),
    spoken("e", GOOD, "8003", "王五"),
    spoken("f", GOOD, "8004", "王五"),
]


@pytest.fixture
def run_folder(checker: Checker, tmp_path: Path) -> Path:
    """Return a run of all calls."""
    return write_run(checker, tmp_path / "out", CALLS)


def pairs(folder: Path, agent: str) -> object:
    return agent_calls(folder / "reports.jsonl", folder / "transcripts.jsonl", agent)


def test_the_calls_of_one_agent_by_id_and_by_name(run_folder: Path) -> None:
    by_id = agent_calls(run_folder / "reports.jsonl", run_folder / "transcripts.jsonl", "8001")
    assert [report.call_id for report, _ in by_id] == ["a", "aa", "b", "bb", "bbb", "cccc", "ccccc"]
    assert pairs(run_folder, "张三") == by_id
    with pytest.raises(UsageError, match="unknown-agent") as caught:
        pairs(run_folder, "8009")
    assert "800" in caught.value.problems[0].fix.zh
    with pytest.raises(UsageError, match="agent-unclear") as caught:
        pairs(run_folder, "王五")
    assert "8003, 8004" in caught.value.problems[0].fix.zh


def test_what_the_sheet_says(checker: Checker) -> None:
    mine = [(checker.check(call), call) for call in CALLS if call.meta["agent_id"] == "8001"]
    sheet = coaching_sheet(mine, checker.profile)
    assert coaching_sheet(mine[::-1], checker.profile) == sheet
    assert (sheet.agent_id, sheet.agent_name) == ("8001", "张三")
    assert (sheet.calls, sheet.scored, sheet.passed) == (7, 7, 4)
    assert (sheet.first_day, sheet.last_day) == ("2026-03-01", "2026-03-05")
    assert [call.call_id for call in sheet.best] == ["a", "aa", "cccc"]
    assert [call.call_id for call in sheet.worst] == ["bbb", "bb", "b"]
    assert sheet.best[0].kept
    assert sheet.best[0].broken == ()
    rude, hello = sheet.misses
    assert (rude.rule, rude.calls, rude.judged, rude.points) == ("a.rude", 3, 7, -180)
    assert [(each.call_id, each.turn, each.quote) for each in rude.words] == [
        ("b", 1, "烦死了"),
        ("bb", 1, "烦死了"),
        ("bbb", 1, "烦死了"),
    ]
    assert rude.words[0].said == RUDE
    assert (rude.right, rude.advice) == ((), ("换种说法",))
    assert (hello.rule, hello.calls) == ("a.hello", 5)
    # The calls in which something near was said have words; the phrase is the same in all.
    assert {each.call_id for each in hello.words} == {"cccc", "ccccc"}
    # The example that is most like the phrase; one of a dialogue is no wording.
    assert hello.right == ("您好很高兴为您服务，请讲",)


def test_what_happens_once_does_not_recur(checker: Checker) -> None:
    one = CALLS[2]
    sheet = coaching_sheet([(checker.check(one), one)], checker.profile)
    assert sheet.misses == ()
    assert [call.call_id for call in sheet.best] == ["b"]
    assert sheet.worst == ()
    with pytest.raises(ValueError, match="no calls"):
        coaching_sheet([], checker.profile)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_files_have_no_other_agents_data(
    checker: Checker, run_folder: Path, tmp_path: Path, lang: str
) -> None:
    found = agent_calls(run_folder / "reports.jsonl", run_folder / "transcripts.jsonl", "8001")
    sheet = coaching_sheet(found, checker.profile, lang=lang)  # type: ignore[arg-type]
    for name in ("x", "y"):
        write_coaching(sheet, tmp_path / name, lang=lang)  # type: ignore[arg-type]
    page = (tmp_path / "x" / "coaching.html").read_text(encoding="utf-8")
    data = (tmp_path / "x" / "coaching.json").read_bytes()
    assert data == coaching_json(sheet) == (tmp_path / "y" / "coaching.json").read_bytes()
    assert json.loads(data)["misses"][0]["rule"] == "a.rude"
    assert "【烦死了】你快说吧" in page
    assert ("辅导单" if lang == "zh" else "Coaching sheet") in page
    for text in (page, data.decode()):
        assert not {"8002", "李四", "别人的话", "8003", "王五"} & set(text.split())
        assert "别人的话" not in text
        assert "李四" not in text


def test_the_command(run_folder: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> Done:
        return in_this_process(tmp_path, *arguments)

    shown = run("report", str(run_folder), "--agent", "8001")
    assert shown.code == 0
    assert "辅导单：8001 张三" in shown.out
    assert "建议：换种说法" in shown.out
    assert "李四" not in shown.out
    done = run("report", str(run_folder), "--agent", "张三", "-o", str(tmp_path / "sheet"))
    assert done.code == 0
    assert {path.name for path in (tmp_path / "sheet").iterdir()} == {
        "coaching.html",
        "coaching.json",
    }
    english = run("report", str(run_folder), "--agent", "8001", "--lang", "en")
    assert "What recurs" in english.out
    for wrong in (["--format", "html"], ["--labels", "x.jsonl"]):
        assert run("report", str(run_folder), "--agent", "8001", *wrong).code == 2
    (run_folder / "transcripts.jsonl").unlink()
    lacking = run("report", str(run_folder), "--agent", "8001")
    assert lacking.code == 2
    assert "transcripts.jsonl" in lacking.err
