"""What failed formulas show is no id, no speaker, no call data and no speech."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

NAMES: list[Any] = ["通话编号", "角色", "内容", "班组", "备注"]


def workbook(rows: list[list[Any]], *merged: str) -> bytes:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def said(loaded: Loaded) -> list[tuple[str, str, str]]:
    return [(call.call_id, turn.speaker, turn.text) for call in loaded.calls for turn in call.turns]


def test_error_cells_of_a_workbook_hold_nothing(load_bytes: Callable[..., Loaded]) -> None:
    rows = [
        NAMES,
        ["51", "客服", "早上好", "#N/A", "#DIV/0!"],
        ["51", "客户", "#VALUE!", "#N/A", None],
        ["52", "#NAME?", "灯不亮", "乙", None],
    ]
    loaded = load_bytes(workbook(rows), "x.xlsx")
    assert said(loaded) == [("51", "agent", "早上好"), ("52", "unknown", "灯不亮")]
    assert [call.meta for call in loaded.calls] == [{}, {"team": "乙"}]
    assert loaded.warnings.count("bad-cell") == 2


@pytest.mark.parametrize("merged", [(), ("A2:A3",)])
def test_an_error_cell_is_no_id(load_bytes: Callable[..., Loaded], merged: tuple[str, ...]) -> None:
    rows = [NAMES, ["#REF!", "客服", "早上好"], ["#REF!", "客户", "灯不亮"]]
    loaded = load_bytes(workbook(rows, *merged), "x.xlsx")
    assert said(loaded) == [("x", "agent", "早上好"), ("x", "customer", "灯不亮")]
    assert loaded.warnings == ["bad-cell"]


def test_a_row_for_each_call(load_bytes: Callable[..., Loaded]) -> None:
    rows = [["通话编号", "内容", "工号"], ["61", "客服：早上好\n客户：灯不亮", "#REF!"]]
    loaded = load_bytes(workbook(rows), "x.xlsx")
    assert (loaded.calls[0].meta, loaded.warnings) == ({}, ["bad-cell"])


def test_the_same_words_are_text_where_they_are_said(load_bytes: Callable[..., Loaded]) -> None:
    rows = "通话编号,角色,内容,班组\n51,客服,#N/A,#N/A\n51,客户,表上写着 #REF!,丙 #1\n"
    loaded = load_bytes(rows, "x.csv")
    assert said(loaded) == [("51", "agent", "#N/A"), ("51", "customer", "表上写着 #REF!")]
    assert (loaded.calls[0].meta, loaded.warnings) == ({"team": "丙 #1"}, ["bad-cell"])


def test_the_warning_names_column_and_row(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("通话编号,角色,内容,班组\n51,客服,早上好,#REF!\n", "x.csv")
    (warning,) = (w for call in loaded.calls for w in call.warnings if w.code == "bad-cell")
    assert (warning.line, "班组（#REF!）" in warning.message.zh) == (2, True)
