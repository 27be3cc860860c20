r"""Line breaks that stand as ``<br>`` or as a backslash and n in what is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest

from scriptcheck.load.readers.text.breaks import with_line_breaks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.load.conftest import Loaded


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("您好<br>请问", "您好\n请问"),
        ("您好 <BR /> 请问<br/>好", "您好\n请问\n好"),
        (r"您好\n请问", "您好\n请问"),
        (r"您好\r\n请问\n", "您好\n请问\n"),
        (r"您好\n\n请问", "您好\n\n请问"),
        (r"您好。\nOK，再见", "您好。\nOK，再见"),
        (r"坐席B:\n好的\nAgent: Hi", "坐席B:\n好的\nAgent: Hi"),
        (r"A:\n您好", "A:\n您好"),
    ],
)
def test_breaks(text: str, read: str) -> None:
    assert with_line_breaks(text) == read


@pytest.mark.parametrize(
    "text",
    [
        r"在C:\new里",
        r"C:\资料\新建\n号",
        r"\\server\n\客户",
        r"在 D:\n1.txt",
        r"资料\new文件夹",
        r'print("好\n")',
        r"\\n",
        "a < b，<brx>",
    ],
)
def test_paths_and_code_are_kept(text: str) -> None:
    assert with_line_breaks(text) == text


SAID = r"您好<br>请问\n您贵姓"


def as_csv(folder: Path) -> str:
    (folder / "a.csv").write_text(f"角色,内容\n客服,{SAID}\n客户,喂\n")
    return "a.csv"


def as_dialogues(folder: Path) -> str:
    (folder / "b.csv").write_text(f"编号,对话\n1,客服：{SAID}<br>客户：喂\n")
    return "b.csv"


def as_workbook(folder: Path) -> str:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["角色", "内容"], ["客服", SAID], ["客户", "喂"]):
        sheet.append(row)
    book.save(folder / "c.xlsx")
    return "c.xlsx"


def as_json(folder: Path) -> str:
    turns = [{"role": "客服", "content": SAID}, {"role": "客户", "content": "喂"}]
    (folder / "d.json").write_text(json.dumps({"messages": turns}))
    return "d.json"


@pytest.mark.parametrize("write", [as_csv, as_dialogues, as_workbook, as_json])
def test_turns_have_lines(
    write: Callable[[Path], str], folder: Path, load: Callable[..., Loaded]
) -> None:
    (call,) = load(write(folder)).calls
    assert [turn.text for turn in call.turns] == ["您好\n请问\n您贵姓", "喂"]
