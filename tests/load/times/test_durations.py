"""Ends of turns that are given as how long they last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck.load.times.durations import with_ends

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

TEXTS = [("客服", "您好海尔客服。"), ("客户", "我的冰箱坏了。"), ("客服", "请您稍等。")]


def turns(keys: tuple[str, str], pairs: list[tuple[Any, Any]]) -> list[dict[str, Any]]:
    return [
        {"角色": role, "内容": text, **dict(zip(keys, pair, strict=True))}
        for (role, text), pair in zip(TEXTS, pairs, strict=True)
    ]


def times(loaded: Loaded) -> list[tuple[int | None, int | None]]:
    [call] = loaded.calls
    return [(turn.start_ms, turn.end_ms) for turn in call.turns]


@pytest.mark.parametrize(
    ("keys", "pairs"),
    [
        (("begin_time", "duration"), [(340, 2025), (3000, 1900), (12000, 2000)]),
        (("start", "duration"), [(0.34, 2.025), (3.0, 1.9), (12.0, 2.0)]),
        (("开始时间", "时长"), [("0.34", "2.025"), ("3.0", "1.9"), ("12.0", "2.0")]),
        (("开始时间(秒)", "时长(毫秒)"), [(0.34, 2025), (3, 1900), (12, 2000)]),
        (("开始时间(ms)", "时长(秒)"), [(340, 2.025), (3000, 1.9), (12000, 2)]),
        (("开始时间", "时长"), [("00:00:00.340", 2.025), ("00:00:03", 1.9), ("00:00:12", 2)]),
    ],
)
@pytest.mark.parametrize("kind", ["json", "csv"])
def test_ends_from_durations(
    load_bytes: Callable[..., Loaded],
    keys: tuple[str, str],
    pairs: list[tuple[Any, Any]],
    kind: str,
) -> None:
    rows = turns(keys, pairs)
    if kind == "json":
        content = json.dumps(rows)
    else:
        content = "\n".join([",".join(rows[0]), *(",".join(map(str, r.values())) for r in rows)])
    found = load_bytes(content.encode(), name=f"t.{kind}")
    assert times(found) == [(340, 2365), (3000, 4900), (12000, 14000)]
    assert not found.warnings


def test_one_duration_for_all_is_that_of_the_call(load_bytes: Callable[..., Loaded]) -> None:
    rows = turns(("start", "duration"), [(340, 20), (3000, 20), (12000, 20)])
    found = load_bytes(json.dumps(rows).encode(), name="t.json")
    assert times(found) == [(340, None), (3000, None), (12000, None)]


def test_ends_go_before_durations(load_bytes: Callable[..., Loaded]) -> None:
    rows = turns(("start", "end"), [(340, 900), (3000, 4000), (12000, 13000)])
    rows = [row | {"duration": number} for number, row in enumerate(rows)]
    found = load_bytes(json.dumps(rows).encode(), name="t.json")
    assert times(found) == [(340, 900), (3000, 4000), (12000, 13000)]


@pytest.mark.parametrize("key", ["end_point", "foo", "timestamp", "句子截止点", "finished"])
def test_ends_under_other_names_are_reported(load_bytes: Callable[..., Loaded], key: str) -> None:
    rows = turns(("begin_time", key), [(340, 2365), (3000, 4900), (12000, 14000)])
    found = load_bytes(json.dumps(rows, ensure_ascii=False).encode(), name="t.json")
    assert times(found) == [(340, None), (3000, None), (12000, None)]
    assert found.warnings == ["times-left"]
    assert f"[].{key}" in found.calls[0].warnings[0].message.en


def test_the_end_of_the_call_is_not_one_of_a_turn(load_bytes: Callable[..., Loaded]) -> None:
    calls = [
        {
            "call_id": f"C{n}",
            "end_tm": f"2024-05-01 10:0{n}:00",
            "messages": turns(("time", "x"), [(0, "a"), (3000, "b"), (9000, "c")]),
        }
        for n in (1, 2)
    ]
    found = load_bytes(json.dumps({"data": calls}).encode(), name="t.json")
    assert not found.warnings


@pytest.mark.parametrize("lasts", [1e308, -3.0, float("inf"), 1e12])
def test_what_no_turn_lasts_is_no_end(lasts: float) -> None:
    starts = [("00:00:01", None), ("00:00:05", None), ("00:00:09", None)]
    pairs = with_ends(starts, [lasts, 2, 3], "start", "duration")
    assert [end is None for _, end in pairs] == [True, False, False]
