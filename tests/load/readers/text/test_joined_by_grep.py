"""Files that ``grep`` put together: what it writes before lines, and what the lines begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded


@pytest.mark.parametrize(
    ("lines", "ids", "starts"),
    [
        (("a.txt:00:05 ", "a.txt:00:09 ", "b.txt:00:05 "), ["x/a", "x/b"], [5000, 9000]),
        (("a.txt:00:05 ", "a.txt:01:09 ", "b.txt:00:05 "), ["x/a", "x/b"], [5000, 69_000]),
        (("a.txt:1:", "a.txt:2:", "b.txt:1:"), ["x/a", "x/b"], [None, None]),
        (("d1/1.txt:", "d1/1.txt:", "d2/1.txt:"), ["x/d1/1", "x/d2/1"], [None, None]),
    ],
)
def test_files(
    load_bytes: Callable[..., Loaded],
    lines: tuple[str, str, str],
    ids: list[str],
    starts: list[int | None],
) -> None:
    first, second, other = lines
    text = f"{first}客服：早上好\n{second}客户：灯不亮\n{other}客服：早上好\n{other}客户：门不开\n"
    text = text.replace("b.txt:1:客户", "b.txt:2:客户")
    calls = load_bytes(text, "x.txt").calls
    assert [call.call_id for call in calls] == ids
    assert [turn.text for turn in calls[0].turns] == ["早上好", "灯不亮"]
    assert [turn.start_ms for turn in calls[0].turns] == starts
