"""Ends of turns under names that do not say that they are ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from scriptcheck import load_calls
from scriptcheck.load.times.ends_beside import are_ends

if TYPE_CHECKING:
    from pathlib import Path

SAID = ("您好，海尔客服。", "我的冰箱坏了。", "请您稍等。")
STARTS = (340, 3000, 12000)
ENDS = (2365, 4900, 14000)


def turns(path: Path, key: str, values: tuple[object, ...], count: int = 3) -> list[object]:
    """Return the ends of the turns that are read, and the codes of warnings."""
    rows = [
        {"role": role, "text": text, "begin_time": start, key: value}
        for role, text, start, value in zip(
            ("agent", "customer", "agent"), SAID, STARTS, values, strict=True
        )
    ]
    path.write_text(json.dumps(rows[:count], ensure_ascii=False), encoding="utf-8")
    (call,) = load_calls(path)
    codes = [each.code for each in call.warnings if each.code == "times-left"]
    return [[turn.end_ms for turn in call.turns], codes]


@pytest.mark.parametrize(
    ("key", "values", "ends", "codes"),
    [
        ("time", ENDS, [2365, 4900, 14000], []),
        ("foo", ENDS, [None] * 3, ["times-left"]),
        ("end_point", ENDS, [None] * 3, ["times-left"]),
        # No ends: numbers of turns, and what lies elsewhere.
        ("foo", (1, 2, 3), [None] * 3, []),
        ("foo", (2365, 13000, 14000), [None] * 3, []),
        ("foo", ("a", 4900, 14000), [None] * 3, []),
        ("end_time", ENDS, [2365, 4900, 14000], []),
    ],
)
def test_ends_of_turns(
    tmp_path: Path, key: str, values: tuple[object, ...], ends: list[object], codes: list[str]
) -> None:
    assert turns(tmp_path / "t.json", key, values) == [ends, codes]


def test_lines_of_a_recogniser(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    rows = [
        {"task_id": "T1", "index": n, "begin_time": start, "time": end, "role": "agent", "text": s}
        for n, (start, end, s) in enumerate(zip(STARTS, ENDS, SAID, strict=True))
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (call,) = load_calls(path)
    assert [turn.end_ms for turn in call.turns] == list(ENDS)


def test_few_turns_show_nothing() -> None:
    assert are_ends([0, 5], [3, 8], is_named=True)
    assert not are_ends([0, 5], [3, 8])
    assert not are_ends([], [], is_named=True)
    assert not are_ends(["00:01", "00:05"], [3, 8], is_named=True)
