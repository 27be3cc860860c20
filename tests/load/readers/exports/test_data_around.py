"""What stands above and below tables: forms become call data, other text is counted."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from scriptcheck.redact import redact

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.load.conftest import Loaded

TURNS = [
    ["角色", "内容"],
    ["客服", "您好，很高兴为您服务"],
    ["客户", "我是王丽娟，电话13900001111"],
]
FORM = [["客户姓名", "王丽娟", "电话", "13900001111"], ["工号", "8023", "性别", "女"]]
DATA = {"客户姓名": "王丽娟", "电话": "13900001111", "性别": "女", "agent_id": "8023"}


def workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def html(above: str, below: str = "") -> str:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TURNS)
    return f"<html><body>{above}<table>{rows}</table>{below}</body></html>"


def only(loaded: Loaded) -> Any:
    (call,) = loaded.calls
    assert [turn.speaker for turn in call.turns] == ["agent", "customer"]
    return call


@pytest.mark.parametrize(
    "form",
    [
        FORM,
        [["通话质检单"], *FORM],
        [["客户姓名", None, "王丽娟", "电话", None, "13900001111"], ["工号", "8023", "性别", "女"]],
        [["客户姓名：王丽娟  电话：13900001111"], ["工号：8023", "性别：女"]],
        [["客户姓名", "电话", "性别", "工号"], ["王丽娟", "13900001111", "女", "8023"]],
    ],
)
def test_forms_in_workbooks(load_bytes: Callable[..., Loaded], form: list[list[Any]]) -> None:
    loaded = load_bytes(workbook([*form, *TURNS]), "x.xlsx")
    assert only(loaded).meta == DATA
    assert loaded.warnings == []


@pytest.mark.parametrize(
    "form",
    [
        "<h1>通话记录</h1><p>客户姓名：王丽娟</p><p>电话：13900001111</p><p>工号：8023，性别：女</p>",
        (
            "<dl><dt>客户姓名</dt><dd>王丽娟</dd><dt>电话</dt><dd>13900001111</dd>"
            "<dt>工号</dt><dd>8023</dd><dt>性别</dt><dd>女</dd></dl>"
        ),
        (
            "<div>客户姓名</div><div>王丽娟</div><div>电话</div><div>13900001111</div>"
            "<div>工号：8023 性别：女</div>"
        ),
        "<table><tr><td>客户姓名<td>王丽娟<td>电话<td>13900001111<tr><td>工号<td>8023<td>性别<td>女</table>",
    ],
)
def test_forms_on_pages(load_bytes: Callable[..., Loaded], form: str) -> None:
    loaded = load_bytes(html(form), "x.html")
    assert only(loaded).meta == DATA
    assert loaded.warnings == []


@pytest.mark.parametrize("form", [FORM, [["客户姓名：王丽娟  电话：13900001111"]]])
def test_nothing_of_a_form_leaks(load_bytes: Callable[..., Loaded], form: list[list[Any]]) -> None:
    for data, name in (
        (workbook([*form, *TURNS]), "x.xlsx"),
        (html("".join(f"<p>{cell}</p>" for row in form for cell in row)), "x.html"),
    ):
        redacted = str(redact(only(load_bytes(data, name))).call.to_dict())
        assert "王丽娟" not in redacted
        assert "13900001111" not in redacted


NOTE = "质检员说这通电话里王丽娟很生气，要求退款"


def test_other_text_above_a_sheet_is_counted(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(workbook([*FORM, [NOTE], *TURNS]), "x.xlsx")
    assert loaded.warnings == ["text-left"]
    (warning,) = only(loaded).warnings
    assert f"{len(NOTE)} 个字" in warning.message.zh
    assert warning.line == 3
    assert "王丽娟" not in warning.message.zh


@pytest.mark.parametrize("page", [(f"<p>{NOTE}</p>", ""), ("", f"<p>{NOTE}</p>")])
def test_other_text_on_a_page_is_counted(
    load_bytes: Callable[..., Loaded], page: tuple[str, str]
) -> None:
    loaded = load_bytes(html(*page), "x.html")
    assert loaded.warnings == ["text-left"]
    assert f"{len(NOTE)} 个字" in only(loaded).warnings[0].message.zh


@pytest.mark.parametrize(
    "above",
    [
        [["2024年客服通话录音明细"]],
        [["基本信息", None, "服务过程"]],
        [["通话记录"], ["客户姓名", "王丽娟"], ["通话内容如下"]],
    ],
)
def test_titles_are_no_data(load_bytes: Callable[..., Loaded], above: list[list[Any]]) -> None:
    loaded = load_bytes(workbook([*above, *TURNS]), "x.xlsx")
    assert only(loaded).meta.keys() <= {"客户姓名"}
    assert loaded.warnings == []


def test_a_time_above_a_table_is_when_the_call_began(load_bytes: Callable[..., Loaded]) -> None:
    rows = "客服,您好,00:00:01\n客户,在吗,00:00:03\n"
    loaded = load_bytes(f"时间：2024-05-01 10:00:00,,\n角色,内容,时间\n{rows}", "x.csv")
    assert [turn.start_ms for turn in only(loaded).turns] == [1000, 3000]
    assert only(loaded).meta == {"start_time": "2024-05-01T10:00:00"}


def test_what_a_form_says_twice_is_counted(load_bytes: Callable[..., Loaded]) -> None:
    form = [["电话", "13900001111"], ["电话", "13900002222"], ["内容", "冰箱"]]
    loaded = load_bytes(workbook([*form, *TURNS]), "x.xlsx")
    assert only(loaded).meta == {"电话": "13900001111"}
    assert loaded.warnings == ["text-left"]


def test_a_form_above_columns_of_both_sides(load_bytes: Callable[..., Loaded]) -> None:
    rows: list[list[Any]] = [*FORM, ["客服", "客户"], ["您好", None], [None, "在吗"]]
    assert only(load_bytes(workbook(rows), "x.xlsx")).meta == DATA
