"""Conditions on call data hold for what each kind of file has for the same."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Turn
from scriptcheck.rules.call_data_value import says_same
from tests.conftest import cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Checker


@pytest.mark.parametrize(
    ("value", "wanted", "expected"),
    [
        (1, 1, True),
        ("1", 1, True),
        (1.0, 1, True),
        ("1.0", 1, True),
        (" 1 ", 1, True),
        (1, "1", True),
        (1.0, "1", True),
        ("0.10", 0.1, True),
        ("12345678901234567890", 12345678901234567890, True),
        ("12345678901234567891", 12345678901234567890, False),
        ("2", 1, False),
        (True, 1, False),
        (1, True, False),
        ("1", True, False),
        ("TRUE", True, True),
        ("true", True, True),
        (True, True, True),
        (True, "true", True),
        ("FALSE", False, True),
        ("FALSE", True, False),
        ("VIP", "VIP", True),
        ("vip", "VIP", False),
        ("1.0", "1", False),
        ("2024-05-01", date(2024, 5, 1), True),
        ("", 0, False),
        (float("nan"), 1, False),
        (["1"], 1, False),
    ],
)
def test_what_says_the_same(value: object, wanted: object, *, expected: bool) -> None:
    assert says_same(value, wanted) is expected


@pytest.mark.parametrize("value", [1, 1.0, "1"])
def test_a_rule_holds(make_checker: Callable[..., Checker], value: object) -> None:
    checker = make_checker(
        {"hello": cue("您好")}, {"a": rule(require="hello", when={"meta": "vip", "is": 1})}
    )
    (verdict,) = checker.check(Call("c", (Turn("agent", "再见"),), {"vip": value})).verdicts
    assert verdict.verdict.value == "fail"
