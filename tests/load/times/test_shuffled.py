"""Sentences with the newest first, and others that are not in the order of their times."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded


@pytest.mark.parametrize(
    ("times", "order", "words"),
    [
        ((9, 9, 5, 3, 3), [4, 3, 2, 1, 0], "turned round"),
        # One of them out of its place.
        ((9, 9, 3, 5, 3, 3), [5, 4, 2, 3, 1, 0], "turned round"),
        # Each side in its own order: those of one time stay as they are.
        ((3, 5, 9, 3, 5), [0, 3, 1, 4, 2], "have been sorted"),
    ],
)
def test_those_of_one_time(
    load_bytes: Callable[..., Loaded], times: tuple[int, ...], order: list[int], words: str
) -> None:
    rows = "\n".join(f"客服,话{n},2024-05-01 10:0{at}" for n, at in enumerate(times))
    (call,) = load_bytes(f"角色,内容,发送时间\n{rows}", "x.csv").calls
    assert [turn.text for turn in call.turns] == [f"话{n}" for n in order]
    (warning,) = call.warnings
    assert warning.code == "out-of-order"
    assert words in warning.message.en
