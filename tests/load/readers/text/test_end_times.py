"""Times at the ends of lines."""

from __future__ import annotations

import pytest

from scriptcheck.load.readers.text.plain_text import parse_plain_text


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (" [00:00]", " [00:04]", [(0, None), (4_000, None)]),
        ("（00:00-00:04）", "（00:04-00:07）", [(0, 4_000), (4_000, 7_000)]),
        (" 14:32:10", " 14:32:15", [(52_330_000, None), (52_335_000, None)]),
        ("。00:03", "？00:08", [(3_000, None), (8_000, None)]),
        (" 2024-05-01 10:00:00", " 2024-05-01 10:00:04", [(0, None), (4_000, None)]),
    ],
)
def test_most_turns_end_with_times(
    first: str, second: str, expected: list[tuple[int, int | None]]
) -> None:
    call = parse_plain_text(f"客服：您好{first}\n客户：冰箱\n坏了{second}", call_id="x")
    assert [(turn.start_ms, turn.end_ms) for turn in call.turns] == expected
    assert [turn.text.rstrip("。？") for turn in call.turns] == ["您好", "冰箱\n坏了"]
    assert not call.warnings


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("客服：几点\n客户：明天 10:30\n客服：好", []),
        ("客服：您好 [00:03]\n客户：你好\n客服：好", ["times-left"]),
        ("[00:01] 客服：您好 [00:03]\n[00:04] 客户：你好 [00:05]", ["times-left"]),
        ("客服：您好（见图3）\n客户：你好（2）", []),
    ],
)
def test_what_is_left_in_what_is_said(lines: str, codes: list[str]) -> None:
    call = parse_plain_text(lines, call_id="x")
    assert [warning.code for warning in call.warnings] == codes
    assert all(
        turn.text == line.partition("：")[2]
        for turn, line in zip(call.turns, lines.splitlines(), strict=True)
    )
