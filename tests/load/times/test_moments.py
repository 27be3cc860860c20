"""Times of sources: numbers, text, clocks; seconds and milliseconds told apart; dates."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.dates import iso_moment
from scriptcheck.load.times.moments import MILLISECONDS, SECONDS, TICKS, Moment, milliseconds
from scriptcheck.load.times.unit import guess_unit

if TYPE_CHECKING:
    from scriptcheck.load.times.moments import Time


@pytest.mark.parametrize(
    ("time", "unit", "expected"),
    [
        (5, MILLISECONDS, 5),
        (5.4, MILLISECONDS, 5),
        ("5", MILLISECONDS, 5),
        (" 5.5 ", SECONDS, 5_500),
        (0.0305, SECONDS, 30),
        (15_900_000.0, TICKS, 1_590),
        (Moment(7), SECONDS, 7),
        ("00:01", SECONDS, 1_000),
        ("1:02:03.5", MILLISECONDS, 3_723_500),
        ("-5", MILLISECONDS, -5),
        (None, SECONDS, None),
        ("", SECONDS, None),
        ("好", SECONDS, None),
        ("1:99:00", SECONDS, None),
        ("2024-05-01 10:00:00", SECONDS, None),
        ("nan", SECONDS, None),
        ("inf", SECONDS, None),
        (float("nan"), SECONDS, None),
        (float("inf"), SECONDS, None),
        (2**60, MILLISECONDS, None),
        (1e300, SECONDS, None),
        (10**400, SECONDS, None),
        ("9" * 400, SECONDS, None),
        (True, SECONDS, None),
    ],
)
def test_milliseconds(time: Time, unit: float, expected: int | None) -> None:
    assert milliseconds(time, unit) == expected


@settings(deadline=None)
@given(st.integers() | st.floats() | st.text() | st.none())
def test_any_time_is_read_or_none(time: Time) -> None:
    whole = milliseconds(time, SECONDS)
    assert whole is None or abs(whole) < 2**53


def spoken(*times: tuple[Any, Any, int]) -> list[Sentence]:
    return [Sentence("好" * length, start=start, end=end) for start, end, length in times]


@pytest.mark.parametrize(
    ("said", "unit", "is_doubtful"),
    [
        (spoken((0, 2, 9), (3, 5, 8)), SECONDS, False),
        (spoken((0, 2_000, 9), (3_000, 5_000, 8)), MILLISECONDS, False),
        (spoken((0.5, 2.25, 9)), SECONDS, False),
        # Fractions of milliseconds are not seconds.
        (spoken((0.5, 2_000.25, 9)), MILLISECONDS, False),
        (spoken(("0", "2", 9)), SECONDS, False),
        # Starts alone: how long it is until the next.
        (spoken((0, None, 9), (2, None, 8), (5, None, 3)), SECONDS, False),
        (spoken((0, None, 9), (2_000, None, 8)), MILLISECONDS, False),
        # One word in a long silence.
        (spoken((60, 61, 1)), SECONDS, False),
        (spoken((60_000, 61_000, 1)), MILLISECONDS, False),
        # Nothing to go by.
        (spoken((1_200, None, 9)), MILLISECONDS, True),
        (spoken((1.5, None, 9)), SECONDS, False),
        (spoken((0, 0, 9)), MILLISECONDS, False),
        (spoken((None, None, 9)), MILLISECONDS, False),
        ([], MILLISECONDS, False),
        # Somewhere between.
        (spoken((0, 100, 10)), MILLISECONDS, True),
    ],
)
def test_units(said: list[Sentence], unit: float, is_doubtful: bool) -> None:
    assert guess_unit(said) == (unit, is_doubtful)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3_600_000), st.integers(300, 20_000), st.floats(1.5, 10)),
        min_size=1,
    )
)
def test_a_call_is_understood_in_either_unit(turns: list[tuple[int, int, float]]) -> None:
    """Whatever people say at the pace of people has its unit told, and told for sure."""
    said = [(start, start + span, max(1, round(pace * span / 1000))) for start, span, pace in turns]
    in_ms = spoken(*said)
    in_seconds = spoken(*((start / 1000, end / 1000, length) for start, end, length in said))
    assert guess_unit(in_ms).ms == MILLISECONDS
    assert guess_unit(in_seconds).ms == SECONDS


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-01 10:00:03", "2024-05-01T10:00:03"),
        ("2024-05-01T10:00:03Z", "2024-05-01T10:00:03+00:00"),
        ("2024-05-01T10:00:03.250+08:00", "2024-05-01T10:00:03.250+08:00"),
        ("2024/5/1 10:00:03", "2024-05-01T10:00:03"),
        ("2024年5月1日 10:00", "2024-05-01T10:00:00"),
        ("2024-05-01", "2024-05-01T00:00:00"),
        (1714528803, "2024-05-01T10:00:03+08:00"),
        (1714528803000, "2024-05-01T10:00:03+08:00"),
        ("1714528803", "2024-05-01T10:00:03+08:00"),
        (datetime(2024, 5, 1, 10), "2024-05-01T10:00:00"),
        ("昨天", None),
        ("", None),
        ("10:00", None),
        ("0001-01-01", None),
        ("9999-12-31 23:59:59", None),
        (5, None),
        (-1, None),
        (1e300, None),
        (float("nan"), None),
        (None, None),
        (True, None),
        (["2024"], None),
        ("9" * 30, None),
        ("2024-05-01" * 99, None),
    ],
)
def test_moments(value: object, expected: str | None) -> None:
    assert iso_moment(value) == expected


def test_a_moment_less_some_time() -> None:
    assert iso_moment("2024-05-01 10:00:03", minus_ms=3_250) == "2024-05-01T09:59:59.750"
    assert iso_moment("2024-05-01 10:00:03", minus_ms=10**15) is None
    assert iso_moment("2024-05-01 10:00:03", minus_ms=10**40) is None


@pytest.mark.parametrize(
    ("text", "ms"), [("5s", 5000), ("1.5 s", 1500), ("20ms", 20), ("3秒", 3000), ("5x", None)]
)
def test_times_with_units_of_their_own(text: str, ms: int | None) -> None:
    assert milliseconds(text, 1.0) == ms
