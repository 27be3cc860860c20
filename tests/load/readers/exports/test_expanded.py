"""Rows as psql and mysql list them, a line for each column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

ROWS = (
    ("C1", "客服", "您好，请讲。", "300"),
    ("C1", "客户", "冰箱不制冷了。\n很急", "3000"),
    ("C2", "客服", "您好。", "200"),
)
NAMES = ("call_id", "speaker", "content", "start_ms")
SAID = {
    "C1": [("agent", "您好，请讲。", 300), ("customer", "冰箱不制冷了。\n很急", 3000)],
    "C2": [("agent", "您好。", 200)],
}


def _psql(head: str = "-[ RECORD {} ]-----", bar: str = "|", goes_on: str = "+") -> str:
    lines = []
    for number, row in enumerate(ROWS, 1):
        lines.append(head.format(number))
        for name, value in zip(NAMES, row, strict=True):
            first, *more = value.split("\n")
            lines.append(f"{name:8} {bar} {first}{goes_on if more else ''}")
            lines += [f"{'':8} {bar} {each}" for each in more]
    return "\n".join(lines)


def _framed() -> str:
    lines = (
        f"| {line} |" if "[ RECORD" not in line else f"+{line}+" for line in _psql().split("\n")
    )
    return "\n".join((*lines, "+----------+-----+"))


def _mysql(names: tuple[str, ...] = NAMES) -> str:
    width = max(len(name.encode()) for name in names)
    lines = []
    for number, row in enumerate(ROWS, 1):
        lines.append(f"{'*' * 27} {number}. row {'*' * 27}")
        for name, value in zip(names, row, strict=True):
            lines.append(f"{' ' * (width - len(name.encode()))}{name}: {value}")
    return "\n".join(lines)


def _said(loaded: Loaded) -> dict[str, list[tuple[str, str, int | None]]]:
    return {
        call.call_id: [(turn.speaker.value, turn.text, turn.start_ms) for turn in call.turns]
        for call in loaded.calls
    }


@pytest.mark.parametrize(
    "text",
    [
        _psql(),
        _psql("-[ RECORD {} ]-+-----"),
        _psql("-[ 记录 {} ]-+-----"),
        _psql("─[ RECORD {} ]─┬─────", "│", "↵"),
        _framed(),
        f"Expanded display is on.\n{_psql()}\n(3 rows)\n\nTime: 0.412 ms\n",
        f"db=# TABLE turns;\n{_psql()}\n(3 行记录)\n",
        _mysql(),
        _mysql(("通话编号", "说话人", "内容", "开始时间(毫秒)")),
        f"mysql> TABLE\n    -> turns\\G\n{_mysql()}\n3 rows in set (0.00 sec)\n\n",
        f"MariaDB [cc]> TABLE turns\\G\n{_mysql()}\n3 rows in set (0.00 sec)\n\nmysql> Bye",
    ],
)
def test_rows(load_bytes: Callable[..., Loaded], text: str) -> None:
    loaded = load_bytes(text, "x.txt")
    assert _said(loaded) == SAID
    assert not loaded.codes
    assert not loaded.warnings


def test_a_row_for_each_call(load_bytes: Callable[..., Loaded]) -> None:
    text = (
        "*************************** 1. row ***************************\n"
        "call_id: C1\ndialog: 客服：您好，请讲。\n客户：冰箱坏了。\n时间: 明天吗\n"
        "*************************** 2. row ***************************\n"
        "call_id: C2\ndialog: 客服：您好。\n客户：再见。\n2 rows in set (0.00 sec)\n"
    )
    text = text.replace("dialog:", " dialog:")
    loaded = load_bytes(text, "x.txt")
    assert [(call.call_id, len(call.turns)) for call in loaded.calls] == [("C1", 2), ("C2", 2)]
    assert loaded.calls[0].turns[-1].text == "冰箱坏了。\n时间: 明天吗"
    assert not loaded.codes


def test_an_empty_value(load_bytes: Callable[..., Loaded]) -> None:
    text = _framed().replace("| start_ms | 300 |", "| start_ms | |")
    assert _said(load_bytes(text, "x.txt"))["C1"][0] == ("agent", "您好，请讲。", None)


def test_what_is_no_part_of_a_row_is_reported(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(f"您好\n{_psql()}\n(3 rows)\n再见\n", "x.txt")
    assert loaded.codes == ["bad-row", "bad-row"]
    assert _said(loaded) == SAID


def test_rows_of_another_query_are_reported(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes(f"{_psql()}\n-[ RECORD 1 ]--\nid | 1\nname | 王丽\n", "x.txt")
    assert loaded.codes == ["bad-row"]
    assert _said(loaded) == SAID


def test_rows_in_which_nothing_is_said_are_refused(load_bytes: Callable[..., Loaded]) -> None:
    loaded = load_bytes("-[ RECORD 1 ]--\nid | 1\namount | 20\n", "x.txt")
    assert not loaded.calls
    assert len(loaded.codes) == 1


def test_stars_in_a_labelled_text_are_none(load_bytes: Callable[..., Loaded]) -> None:
    text = "***** 第1通 *****\n客服：您好\n客户：好\n***** 第2通 *****\n客服：您好\n客户：在\n"
    assert len(load_bytes(text).calls) == 2
