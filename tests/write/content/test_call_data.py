"""Call data as text: whatever is in it."""

from __future__ import annotations

import pytest

from scriptcheck.write.content.call_data import CallData
from tests.conftest import call


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("一组", "一组"),
        (7, "7"),
        (None, ""),
        (True, "true"),
        (["甲", {"a": "\ud800"}], '["甲",{"a":"\ud800"}]'),
    ],
)
def test_any_value_is_text(value: object, shown: str) -> None:
    assert CallData.of(call("A 您好", team=value)).team == shown


@pytest.mark.parametrize(
    ("time", "day"),
    [
        ("2026-03-02T23:30:00+08:00", "2026-03-02"),
        ("2026-03-02", "2026-03-02"),
        ("昨天", ""),
        (20260302, "2026-03-02"),
        ({"a": 1}, ""),
        (None, ""),
    ],
)
def test_the_day_is_that_of_the_start(time: object, day: str) -> None:
    assert CallData.of(call("A 您好", start_time=time)).day == day


@pytest.mark.parametrize(
    ("meta", "agent"),
    [({"agent_id": "8023", "agent_name": "王"}, "8023"), ({"agent_name": "王"}, "王"), ({}, "")],
)
def test_an_agent_is_known_by_the_id_or_else_the_name(meta: dict[str, object], agent: str) -> None:
    assert CallData.of(call("A 您好", **meta)).agent == agent
