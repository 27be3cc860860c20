"""Labelled text that lines of signs part, which may be several calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.load.readers.text.plain_text import parse_plain_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

PART = "客服：您好\n客户：冰箱坏了\n客服：再见"


@pytest.mark.parametrize("rule", ["=====", "----------", "* * * * *", "————————", "~~~~~"])
def test_parts_may_be_calls(rule: str) -> None:
    call = parse_plain_text(f"{PART}\n\n{rule}\n{PART}\n", call_id="x", source="x.txt")
    (found,) = call.warnings
    assert (found.code, found.line) == ("parted-text", 5)


@pytest.mark.parametrize(
    "text",
    [
        f"通话记录\n=====\n{PART}",
        f"{PART}\n=====\n",
        "客服：您好\n-----\n客户：冰箱坏了\n-----\n客服：再见",
        f"{PART}\n==\n{PART}",
        f"{PART}\n\n{PART}",
    ],
)
def test_other_lines_part_no_calls(text: str) -> None:
    codes = {warning.code for warning in parse_plain_text(text, call_id="x").warnings}
    assert "parted-text" not in codes


@pytest.mark.parametrize(
    "text",
    [
        f"{PART}\n=====\n{PART}\n",
        f"=====\n{PART}\n=====\n\n{PART}\n",
        "通话编号：1\n客服：喂\n客户：冰箱坏了\n-----\n通话编号：2\n客服：喂\n客户：空调\n",
        "=====\n通话1\n=====\n客服：喂\n客户：好\n=====\n通话2\n=====\n客户：喂\n客服：好\n",
    ],
)
def test_parts_with_beginnings_of_their_own_are_calls(
    text: str, load_bytes: Callable[..., Loaded]
) -> None:
    loaded = load_bytes(text, "x.txt")
    assert [call.call_id for call in loaded.calls] == ["x#1", "x#2"]
    assert [call.source for call in loaded.calls] == ["x.txt#1", "x.txt#2"]
    assert loaded.warnings.count("parted-calls") == 2
    assert "parted-text" not in loaded.warnings
    assert all("==" not in turn.text for call in loaded.calls for turn in call.turns)


@pytest.mark.parametrize(
    "text",
    [
        "客服：您好\n客户：冰箱坏了\n=====\n客服：您好，还在吗\n客户：在\n",
        f"{PART}\n=====\n客服：稍等\n客户：好\n",
        f"{PART}\n=====\n客户：您好\n客服：好\n",
        f"通话编号：1\n{PART[:-4]}\n=====\n客服：稍等\n客户：好\n",
    ],
)
def test_other_parts_are_one_call_with_a_warning(
    text: str, load_bytes: Callable[..., Loaded]
) -> None:
    loaded = load_bytes(text, "x.txt")
    assert len(loaded.calls) == 1
    assert "parted-text" in loaded.warnings


def test_warnings_name_the_lines_of_the_file(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(f"{PART}\n=====\n{PART}\n小王：不认识\n", "x.txt")
    second = {warning.code: warning.line for warning in loaded.calls[1].warnings}
    assert (second["parted-calls"], second["unknown-label"]) == (5, 8)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("通话编号：C1\n工号：8023", "通话编号：C2\n工号：8024"),
        ("通话1", "通话2"),
        ("第1通", "第2通"),
        ("第一通电话：", "第二通电话："),
        ("【通话 3（工号8023）】", "【通话 4（工号8024）】"),
        ("# Call 1", "# Call 2"),
        ("通话记录\n流水号: 20240501-0007", "通话记录\n流水号: 20240501-0008"),
        ("公司：海尔\n客户姓名：张三", "公司：海尔\n客户姓名：李四"),
    ],
)
@pytest.mark.parametrize("blank", ["\n", ""])
def test_headings_that_come_again_begin_calls(
    first: str, second: str, blank: str, load_bytes: Callable[..., Loaded]
) -> None:
    loaded = load_bytes(f"{first}\n{PART}\n{blank}{second}\n{PART}\n", "x.txt")
    assert [call.call_id for call in loaded.calls] == ["x#1", "x#2"]
    assert loaded.warnings.count("parted-calls") == 2
    for call, heading in zip(loaded.calls, (first, second), strict=True):
        assert [turn.text for turn in call.turns if turn.speaker != "unknown"] == [
            "您好",
            "冰箱坏了",
            "再见",
        ]
        assert all(turn.text == "通话记录" for turn in call.turns if turn.speaker == "unknown")
        assert heading.split("\n")[-1] in call.meta["header"]


@pytest.mark.parametrize("heading", ["通话编号：C2", "第2通", "录音编号: 2"])
def test_a_heading_of_a_call_between_turns_is_reported(
    heading: str, load_bytes: Callable[..., Loaded]
) -> None:
    loaded = load_bytes(f"{PART}\n{heading}\n{PART}\n", "x.txt")
    (call,) = loaded.calls
    found = {warning.code: warning.line for warning in call.warnings}
    assert found["parted-text"] == 4


@pytest.mark.parametrize(
    "text",
    [
        f"通话编号：C1\n{PART}\n通话编号：C1\n{PART}",
        f"工号：8023\n{PART}\n工单2\n{PART}",
        f"通话1\n{PART}\n客服：打电话\n电话13800001111\n客户：好",
        f"{PART}\n通话编号：C2",
        "工号：8023\n客服：您好\n工号：8024\n客户：好",
    ],
)
def test_other_headings_begin_no_call(text: str, load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(text, "x.txt")
    assert len(loaded.calls) == 1
    assert "parted-calls" not in loaded.warnings


@pytest.mark.parametrize(
    "text",
    [
        f"==> a.txt <==\n{PART}\n\n==> in/b.txt <==\n{PART}\n",
        "".join(f"::::::::\n{name}.txt\n::::::::\n{PART}\n" for name in ("a", "in/b")),
        "".join(f"{name}.txt:{line}\n" for name in ("a", "in/b") for line in PART.split("\n")),
        "".join(
            f"C:\\in\\{name}.txt:{number}:{line}\n"
            for name in ("a", "b")
            for number, line in enumerate(PART.split("\n"), 1)
        ),
        "--\n".join(
            f"{name}.txt-客服：您好\n{name}.txt-客户：冰箱坏了\n{name}.txt:客服：再见\n"
            for name in ("a", "b")
        ),
    ],
)
def test_files_that_a_command_put_together_are_calls(
    text: str, load_bytes: Callable[..., Loaded]
) -> None:
    loaded = load_bytes(text, "x.txt")
    assert [call.call_id for call in loaded.calls] == ["x/a", "x/b"]
    assert [call.source for call in loaded.calls] == ["x.txt#1", "x.txt#2"]
    assert loaded.warnings == ["parted-calls"] * 2
    for call in loaded.calls:
        assert [turn.text for turn in call.turns] == ["您好", "冰箱坏了", "再见"]


def test_what_stands_above_the_first_file_is_a_call_too(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(f"{PART}\n==> b.txt <==\n{PART}\n", "x.txt")
    assert [call.call_id for call in loaded.calls] == ["x#1", "x/b"]
    assert loaded.calls[1].warnings[0].line == 5


@pytest.mark.parametrize("line", ["a.txt:{}\n", "==> a.txt <==\n{}\n"])
def test_one_file_with_its_name_is_one_call(line: str, load_bytes: Callable[..., Loaded]) -> None:
    text = line.format(PART if "<==" in line else PART.replace("\n", "\na.txt:"))
    (call,) = load_bytes(text, "x.txt").calls
    assert (call.call_id, len(call.turns), call.warnings) == ("x", 3, ())
