"""Texts that say the date at one turn and the time of day at others."""

from __future__ import annotations

import pytest

from scriptcheck.load.readers.text.plain_text import parse_plain_text


def starts(*times: str) -> tuple[object, list[int | None]]:
    labels = ("客服", "客户")
    lines = (f"[{time}] {labels[n % 2]}：好" for n, time in enumerate(times))
    call = parse_plain_text("\n".join(lines), call_id="x")
    return call.meta.get("start_time"), [turn.start_ms for turn in call.turns]


@pytest.mark.parametrize(
    ("times", "first", "expected"),
    [
        (("2024-05-01 10:00:03", "10:00:08", "10:00:13"), "2024-05-01T10:00:03", [0, 5000, 10000]),
        (("10:00:03", "2024-05-01 10:00:08", "10:00:13"), "2024-05-01T10:00:03", [0, 5000, 10000]),
        # Over midnight, with the date where it changes and without.
        (("2024-05-01 23:59:50", "23:59:58", "00:00:03"), "2024-05-01T23:59:50", [0, 8000, 13000]),
        (
            ("2024-05-01 23:59:58", "23:59:59", "2024-05-02 00:00:03", "00:00:05"),
            "2024-05-01T23:59:58",
            [0, 1000, 5000, 7000],
        ),
        # Out of order by some seconds.
        (("2024-05-01 10:00:03", "10:00:01"), "2024-05-01T10:00:03", [0, -2000]),
        # From the start of the recording.
        (("2024-05-01 10:00:03", "00:05", "00:45:00"), "2024-05-01T10:00:03", [0, 5000, 2700000]),
        (("2024-05-01 01:00:00", "00:05", "00:45:00"), "2024-05-01T01:00:00", [0, 5000, 2700000]),
    ],
)
def test_a_date_holds_for_the_times_of_day_beside_it(
    times: tuple[str, ...], first: str, expected: list[int]
) -> None:
    assert starts(*times) == (first, expected)


def test_ends_have_the_date_of_their_starts() -> None:
    text = "[2024-05-01 10:00:03] 客服：好\n[10:00:08 - 10:00:09] 客户：好"
    turn = parse_plain_text(text, call_id="x").turns[1]
    assert (turn.start_ms, turn.end_ms) == (5000, 6000)
