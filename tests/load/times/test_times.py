from __future__ import annotations

from dataclasses import replace

import pytest

from scriptcheck.load.times.stamps import Stamp, iso_time, read_stamp


@pytest.mark.parametrize(
    ("text", "start_ms", "end_ms", "certain"),
    [
        ("00:03", 3_000, None, False),
        ("0:03", 3_000, None, False),
        ("75:03", 4_503_000, None, False),
        ("00:00:03", 3_000, None, True),
        ("01:02:03", 3_723_000, None, True),
        ("00:03.2", 3_200, None, False),
        ("00:03.25", 3_250, None, False),
        ("00:03,250", 3_250, None, False),
        ("00:03.123456", 3_123, None, False),
        ("[00:03.2]", 3_200, None, True),
        ("(00:03)", 3_000, None, True),
        ("<00:03>", 3_000, None, True),
        ("【00:03】", 3_000, None, True),
        ("[ 00:03 ]", 3_000, None, True),
        ("00:00:03,250 --> 00:00:05,000", 3_250, 5_000, True),
        ("00:03.250 --> 00:05.000", 3_250, 5_000, True),
        ("[00:03 - 00:05]", 3_000, 5_000, True),
        ("[00:03~00:05]", 3_000, 5_000, True),
        ("00:03-00:05", 3_000, 5_000, False),
        ("00:03至00:05", 3_000, 5_000, False),
    ],
)
def test_times(text: str, start_ms: int, end_ms: int | None, certain: bool) -> None:
    found = read_stamp(text, 0)
    assert found
    assert replace(found[0], short=False) == Stamp(start_ms, end_ms, False, certain)
    assert found[1] == len(text)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("00:03", True),
        ("[14:32]", True),
        ("24:10", False),
        ("00:03.2", False),
        ("00:00:03", False),
        ("00:03-00:05", False),
        ("2024-05-01 10:30", False),
    ],
)
def test_two_numbers_may_be_hours_and_minutes(text: str, *, short: bool) -> None:
    found = read_stamp(text, 0)
    assert found
    assert found[0].short == short


def test_a_time_may_stand_anywhere_and_ends_where_it_ends() -> None:
    assert read_stamp("客服 00:03：您好", 3) == (Stamp(3_000, short=True), 8)


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-01 10:00:03",
        "2024/5/1 10:00:03",
        "2024.05.01 10:00:03",
        "2024年5月1日10:00:03",
        "2024-05-01T10:00:03",
    ],
)
def test_dated_times_count_from_1970(text: str) -> None:
    found = read_stamp(text, 0)
    assert found
    assert found[0].dated
    assert iso_time(found[0].start_ms) == "2024-05-01T10:00:03"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024-05-01 10:30", "2024-05-01T10:30:00", None),
        ("2024年5月1日 10:30", "2024-05-01T10:30:00", None),
        ("2024-05-01 10:30 - 10:35", "2024-05-01T10:30:00", "2024-05-01T10:35:00"),
        ("2024-05-01 75:30", "2024-05-01T01:15:30", None),
    ],
)
def test_after_a_date_two_numbers_are_hours_and_minutes(
    text: str, start: str, end: str | None
) -> None:
    found = read_stamp(text, 0)
    assert found
    stamp = found[0]
    assert iso_time(stamp.start_ms) == start
    assert (None if stamp.end_ms is None else iso_time(stamp.end_ms)) == end


def test_a_range_may_name_its_date_once() -> None:
    found = read_stamp("2024-05-01 10:00:03 --> 10:00:05", 0)
    assert found
    assert found[0].end_ms == found[0].start_ms + 2_000


def test_iso_time_shows_milliseconds_where_there_are_any() -> None:
    assert iso_time(1_250) == "1970-01-01T00:00:01.250"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10",
        "10:60",
        "1:60:00",
        "10:5",
        "10:300",
        "[00:03",
        "[00:03)",
        "1:2:3",
        "2024-13-01 10:00:03",
        "2024-05-01",
        "您好",
        "[客服]",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert read_stamp(text, 0) is None
