"""Made-up calls in tables, good ones and strange ones."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

TURN = pa.struct(
    {"speaker": pa.string(), "text": pa.string(), "start_ms": pa.int64(), "end_ms": pa.int64()}
)
TEXTS = ("您好，甲公司，请问有什么可以帮您？", "我要投诉", "滚", "好的，再见。", "😀 您 好 \x00㈱")


def calls(count: int) -> pa.Table:
    """Return ``count`` calls of ten cases on three days, with a name for each row."""
    return pa.table(
        {
            "place": [f"day.parquet:{number}" for number in range(1, count + 1)],
            "call_id": [f"c{number}" for number in range(count)],
            "turns": pa.array([_turns(number) for number in range(count)], pa.list_(TURN)),
            "meta": [json.dumps(_meta(number)) for number in range(count)],
        }
    )


def _turns(number: int) -> list[dict[str, Any]]:
    said = [TEXTS[(number + place) % len(TEXTS)] for place in range(1 + number % 4)]
    return [
        {"speaker": ("agent", "customer")[place % 2], "text": text, "start_ms": place * 900}
        for place, text in enumerate(said)
    ]


def _meta(number: int) -> dict[str, Any]:
    if number % 7 == 0:
        return {"agent_id": "8023"}
    hour, minute = divmod(number * 7 % 600, 60)
    start = f"2026-03-0{number // 20 % 3 + 1}T{hour + 8:02}:{minute:02}:00"
    return {"case_id": f"k{number // 6 % 10}", "start_time": start, "agent_id": number}
