"""Call data that Python alone can give: sets, bytes, and what holds itself."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from scriptcheck import Call, Turn
from scriptcheck.redact import redact


def redacted(meta: dict[str, Any]) -> dict[str, Any]:
    turns = (Turn("agent", "王大明先生您好"),)
    return dict(redact(Call("1", turns, meta)).call.meta)


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        ({"13705388246"}, ["***********"]),
        (frozenset({"b", "13705388246"}), ["***********", "b"]),
        (("13705388246",), ["***********"]),
        (b"13705388246", "***********"),
        (bytearray(b"13705388246"), "***********"),
        (Decimal(13705388246), "***********"),
    ],
)
def test_numbers_are_masked_whatever_holds_them(value: object, masked: object) -> None:
    assert redacted({"phone": value}) == {"phone": masked}


def test_names_in_sets_are_known() -> None:
    redaction = redact(Call("1", (Turn("agent", "王大明您好"),), {"客户姓名": {"王大明"}}))
    assert (redaction.call.turns[0].text, redaction.call.meta["客户姓名"]) == ("***您好", ["***"])


def test_what_holds_itself_ends() -> None:
    meta: dict[str, Any] = {"phone": "13705388246", "rows": []}
    meta["self"] = meta
    meta["rows"].append(meta["rows"])
    once = {"phone": "***********", "rows": [None], "self": None}
    assert redacted(meta) == once | {"self": once}
    assert meta["self"] is meta


def test_what_lies_deep_ends() -> None:
    deep: list[Any] = []
    for _ in range(50_000):
        deep = [deep]
    assert "deep" in redacted({"deep": deep})


def test_moments_and_truths_stay() -> None:
    meta = {"start_time": datetime(2024, 5, 1, 10), "vip": True, "note": None, "level": 3}
    assert redacted(meta) == meta
