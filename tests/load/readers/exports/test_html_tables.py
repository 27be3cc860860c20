"""Tables of pages: cells that span rows and columns, and tables within cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("lxml")

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded


def said(loaded: Loaded) -> dict[str, list[tuple[str, str]]]:
    return {
        call.call_id: [(turn.speaker.value, turn.text) for turn in call.turns]
        for call in loaded.calls
    }


def test_a_cell_of_several_rows_stands_in_each(load_bytes: Callable[..., Loaded]) -> None:
    page = (
        "<table><tr><th>通话编号<th>角色<th>内容</tr>"
        "<tr><td rowspan=3>31<td rowspan='2'>客服<td>早上好</tr><tr><td>我来查</tr>"
        "<tr><td>客户<td>灯不亮</tr><tr><td>32<td>客服<td>再见</tr></table>"
    )
    loaded = load_bytes(page, "x.html")
    assert said(loaded) == {
        "31": [("agent", "早上好"), ("agent", "我来查"), ("customer", "灯不亮")],
        "32": [("agent", "再见")],
    }
    assert (loaded.problems, loaded.warnings) == ([], [])


def test_what_is_said_in_a_cell_of_several_rows_is_said_once(
    load_bytes: Callable[..., Loaded],
) -> None:
    page = (
        "<table><tr><th>角色<th>备注<th>内容</tr>"
        "<tr><td>客服<td>甲<td rowspan=2>早上好</tr><tr><td>客服<td>乙</tr>"
        "<tr><td>客户<td>丙<td>灯不亮</tr></table>"
    )
    assert list(said(load_bytes(page, "x.html")).values()) == [
        [("agent", "早上好"), ("customer", "灯不亮")]
    ]


@pytest.mark.parametrize("span", ["0", "9", "99999"])
def test_a_cell_spans_no_more_rows_than_its_table_has(
    load_bytes: Callable[..., Loaded], span: str
) -> None:
    page = (
        "<table><tr><td>导出</tr></table><table><tr><th>角色<th>时间<th>内容</tr>"
        f"<tr><td rowspan={span}>客服<td>00:01<td>早上好</tr><tr><td>00:02<td>我来查</tr></table>"
        "<table><tr><td>客户<td>00:03<td>灯不亮</tr></table>"
    )
    loaded = load_bytes(page, "x.html")
    assert list(said(loaded).values()) == [
        [("agent", "早上好"), ("agent", "我来查"), ("customer", "灯不亮")]
    ]
    assert [turn.start_ms for turn in loaded.calls[0].turns] == [1_000, 2_000, 3_000]


@pytest.mark.parametrize("span", ["2", " 2 "])
def test_a_cell_of_several_columns_moves_those_after_it(
    load_bytes: Callable[..., Loaded], span: str
) -> None:
    page = (
        "<table><tr><th>角色<th>备注<th>内容</tr>"
        f"<tr><td colspan='{span}'>客服<td>早上好</tr><tr><td>客户<td>急<td>灯不亮</tr></table>"
    )
    assert list(said(load_bytes(page, "x.html")).values()) == [
        [("agent", "早上好"), ("customer", "灯不亮")]
    ]


@pytest.mark.parametrize("span", ["x", "-2", "²", "", "1.5"])
def test_spans_that_are_none_count_as_one(load_bytes: Callable[..., Loaded], span: str) -> None:
    page = (
        f"<table><tr><th>角色<th>内容</tr><tr><td colspan='{span}' rowspan='{span}'>客服<td>早上好"
        "</tr><tr><td>客户<td>灯不亮</tr></table>"
    )
    assert list(said(load_bytes(page, "x.html")).values()) == [
        [("agent", "早上好"), ("customer", "灯不亮")]
    ]


def test_a_table_within_a_cell_is_part_of_it(load_bytes: Callable[..., Loaded]) -> None:
    inner = "<table><tr><td>二楼<td>走廊</tr><tr><td>不亮</tr></table>"
    page = (
        "<table><tr><th>角色<th>内容<th>备注</tr>"
        f"<tr><td>客户<td>灯{inner}了<td></tr><tr><td>客服<td>我来查<td>甲</tr></table>"
    )
    assert list(said(load_bytes(page, "x.html")).values()) == [
        [("customer", "灯\n二楼 走廊\n不亮\n了"), ("agent", "我来查")]
    ]


def test_a_table_within_one_for_layout_is_read_by_itself(
    load_bytes: Callable[..., Loaded],
) -> None:
    inner = (
        "<table><tr><th>角色<th>内容</tr><tr><td rowspan=2>客服<td>早上好</tr><tr><td>我来查</tr>"
        "<tr><td>客户<td>灯不亮</tr></table>"
    )
    page = f"<table><tr><td colspan=2>录音</tr><tr><td>目录<td>{inner}</tr></table>"
    assert list(said(load_bytes(page, "x.html")).values()) == [
        [("agent", "早上好"), ("agent", "我来查"), ("customer", "灯不亮")]
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "<tr>" + "<td colspan=1000>" * 5_000 + "</tr>",
        "<tr>" + "<td rowspan=65534>" * 1_000 + "</tr>" + "<tr><td>1</tr>" * 5_000,
    ],
)
def test_cells_that_span_more_than_any_table_has_are_told(
    load_bytes: Callable[..., Loaded], rows: str
) -> None:
    page = f"<table><tr><th>角色<th>内容</tr>{rows}</table>"
    assert load_bytes(page, "x.html").codes == ["too-large"]
