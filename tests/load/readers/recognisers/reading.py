"""What the tests of recognisers share: one call read, and what was said in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from scriptcheck.load.roles.unknown_labels import LABELS

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Call
    from tests.load.conftest import Loaded
    from tests.load.samples.sample import Said, Sample

LETTERS = {"agent": "A", "customer": "C", "system": "S", "unknown": "U"}


def said(call: Call) -> list[Said]:
    labels = call.meta.get(LABELS) or [None] * len(call.turns)
    return [
        (
            LETTERS[turn.speaker] + ((label or "") if turn.speaker == "unknown" else ""),
            turn.text,
            turn.start_ms,
            turn.end_ms,
        )
        for turn, label in zip(call.turns, labels, strict=True)
    ]


def load_one(load_bytes: Callable[..., Loaded], value: Any, name: str = "x.json") -> Call:
    loaded = load_bytes(json.dumps(value, ensure_ascii=False), name)
    assert loaded.problems == []
    (call,) = loaded.calls
    return call


def name(sample: Sample) -> str:
    return f"{sample.shape}: {sample.name}"
