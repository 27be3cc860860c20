"""Columns of one name: the first is read, and that is said once."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.load.conftest import Loaded

CODE = "duplicate-column"


def warned_of(loaded: Loaded) -> list[str]:
    """Return what was said of columns of one name, in English."""
    return [w.message.en for call in loaded.calls for w in call.warnings if w.code == CODE]


def meta(loaded: Loaded) -> dict[str, Any]:
    (call,) = loaded.calls
    return dict(call.meta)


@pytest.mark.parametrize(
    ("names", "cells", "data"),
    [
        ("工号,工号", "8023,8024", {"agent_id": "8023"}),
        ("工号,工号", ",8024", {"agent_id": "8024"}),
        ("工号,工号", "NULL,8024", {"agent_id": "8024"}),
        ("备注,备注", "甲,乙", {"备注": "甲"}),
        ("备注,备注", ",乙", {"备注": "乙"}),
        # What is written differently goes under its own name as well.
        ("agent_id,Agent ID", "8023,8024", {"agent_id": "8023", "Agent ID": "8024"}),
        # The other unit is not that of the column that is read.
        ("振铃时长(秒),振铃时长(毫秒)", "2,1500", {"ring_ms": 2000, "振铃时长(毫秒)": "1500"}),
        ("振铃时长(秒),振铃时长(毫秒)", ",1500", {"振铃时长(毫秒)": "1500"}),
        # Under its own name it would be taken for what the first says.
        ("工号,agent_id", "8023,8024", {"agent_id": "8023"}),
        ("agent_id,工号", "8024,8023", {"agent_id": "8023"}),
        ("工号,agent_id", ",8024", {"agent_id": "8024"}),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx", "html", "md", "calls"])
def test_the_first_of_columns_is_read(
    load_bytes: Callable[..., Loaded], kind: str, names: str, cells: str, data: dict[str, Any]
) -> None:
    said = ["客服", "您好"]
    rows = [["通话编号", "角色", "内容", *names.split(",")], ["1", *said, *cells.split(",")]]
    if kind == "calls":
        rows = [["通话编号", "内容", *names.split(",")], ["1", "客服：您好", *cells.split(",")]]
    loaded = load_bytes(*written(kind, rows))
    assert meta(loaded) == data
    first = len(rows[0]) - 1
    taken = first + names.startswith("agent_id,工号")
    (message,) = warned_of(loaded)
    for part in (*names.split(","), f"columns {first}, {first + 1}; {taken} is read"):
        assert part in message
    assert loaded.warnings == [CODE]


def written(kind: str, rows: list[list[str]]) -> tuple[bytes, str]:
    """Return content and name of a file of ``kind`` with a table of ``rows``."""
    if kind == "xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append([cell or None for cell in row])
        saved = io.BytesIO()
        book.save(saved)
        return saved.getvalue(), "x.xlsx"
    if kind == "html":
        pytest.importorskip("lxml")
        lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
        return ("<table>" + "".join(f"<tr>{line}</tr>" for line in lines)).encode(), "x.html"
    mark = "|" if kind == "md" else ","
    return "\n".join(mark.join(row) for row in rows).encode(), "x.csv"


def test_what_is_said_is_taken_from_both(load_bytes: Callable[..., Loaded]) -> None:
    rows = "1,客服,您好,\n1,客户,,喂\n1,客服,再见,拜拜\n"
    loaded = load_bytes(f"通话编号,角色,内容,内容\n{rows}", "x.csv")
    assert [turn.text for turn in loaded.calls[0].turns] == ["您好", "喂", "再见"]
    assert loaded.warnings == [CODE, "other-text-column"]


def test_speakers_and_times_are_those_of_the_first(load_bytes: Callable[..., Loaded]) -> None:
    rows = "1,客服,客户,您好,1000,00:00:09\n1,,客户,你好,,00:00:12\n"
    loaded = load_bytes(f"通话编号,角色,角色,内容,开始时间,开始时间\n{rows}", "x.csv")
    (call,) = loaded.calls
    assert [turn.speaker for turn in call.turns] == ["agent", "customer"]
    assert (
        "角色 (columns 2, 3; 2 is read); 开始时间 (columns 5, 6; 5 is read)" in warned_of(loaded)[0]
    )


@pytest.mark.parametrize("mark", ["", "客服：您好 客户："])
def test_it_is_said_once_for_a_table(load_bytes: Callable[..., Loaded], mark: str) -> None:
    rows = "".join(f"{number},客服,{mark}您好,1,2\n" for number in range(3))
    loaded = load_bytes(f"通话编号,角色,内容,备注,备注\n{rows}", "x.csv")
    assert [CODE in [w.code for w in call.warnings] for call in loaded.calls] == [
        True,
        False,
        False,
    ]


def test_a_call_that_goes_on_in_the_next_sheet(folder: Path, load: Callable[..., Loaded]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for sheet, call_id in ((book.worksheets[0], "1"), (book.create_sheet(), "2")):
        sheet.append(["通话编号", "角色", "内容", "工号", "工号"])
        sheet.append([call_id, "客服", "您好", "8023", "8024"])
    book.save(folder / "x.xlsx")
    loaded = load("x.xlsx")
    assert len(loaded.calls) == 2
    assert loaded.warnings == [CODE]


def test_columns_are_counted_as_in_the_file(load_bytes: Callable[..., Loaded]) -> None:
    form = "通话编号：C1,工号：8023,,,\n角色,内容,内容,备注,备注\n"
    loaded = load_bytes(f"{form}客服,您好,早上好,甲,乙\n客户,喂,,,\n", "x.csv")
    assert meta(loaded)["agent_id"] == "8023"
    assert "内容 (columns 2, 3; 2 is read); 备注 (columns 4, 5; 4 is read)" in warned_of(loaded)[0]
    assert any("Column 3, '内容'" in w.message.en for w in loaded.calls[0].warnings)


def test_columns_of_each_side(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("客服,客户,备注,备注\n您好,喂,甲,乙\n再见,拜拜,,乙\n", "x.csv")
    assert [turn.text for turn in loaded.calls[0].turns] == ["您好", "喂", "再见", "拜拜"]
    assert "备注 (columns 3, 4; 3 is read)" in warned_of(loaded)[0]


def test_the_user_chooses_between_names(load_bytes: Callable[..., Loaded]) -> None:
    table = "通话编号,角色,内容,agent_id,Agent ID\n1,客服,您好,8023,8024\n"
    loaded = load_bytes(table, "x.csv", columns={"agent_id": "Agent ID"})
    assert (meta(loaded), loaded.warnings) == ({"agent_id": "8024"}, [CODE])
    table = table.replace("agent_id", "AgentID")
    loaded = load_bytes(table, "x.csv", columns={"agent_id": "Agent ID"})
    assert (meta(loaded), loaded.warnings) == ({"agent_id": "8024", "AgentID": "8023"}, [])


@pytest.mark.parametrize(
    "value",
    [
        {"工号": "8023", "agent_id": "8024", "turns": [{"角色": "客服", "内容": "您好"}]},
        {"工号": "8023", "agent_id": "8024", "对话": "客服：您好\n客户：喂"},
        [{"通话编号": "1", "工号": "8023", "agent_id": "8024", "角色": "客服", "内容": "您好"}] * 2,
    ],
)
def test_the_name_of_a_field_beside_another_in_json(
    load_bytes: Callable[..., Loaded], value: object
) -> None:
    loaded = load_bytes(json.dumps(value), "x.json")
    assert meta(loaded) == {"agent_id": "8023"}
    assert len(warned_of(loaded)) == 1


@pytest.mark.parametrize(
    ("cells", "data", "warnings"),
    [
        (("8023,8024", "8023,8024"), {"agent_id": "8023", "坐席工号": "8024"}, []),
        (("8023,8024", "8023,8025"), {"agent_id": "8023", "坐席工号": "8024"}, ["rows-differ"]),
        ((",8024", ",8024"), {"坐席工号": "8024"}, []),
    ],
)
def test_another_name_of_a_field_is_kept_under_its_own(
    load_bytes: Callable[..., Loaded],
    cells: tuple[str, str],
    data: dict[str, str],
    warnings: list[str],
) -> None:
    rows = f"1,客服,您好,{cells[0]}\n1,客户,喂,{cells[1]}\n"
    loaded = load_bytes(f"通话编号,角色,内容,工号,坐席工号\n{rows}", "x.csv")
    assert (meta(loaded), loaded.warnings) == (data, warnings)
