"""Ids that look alike are one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.text.plain_id import case_number, plain_id, visible_id

MARKS = [
    *("\u200b", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u202e", "\u2069", "\u061c"),
    *("\x01", "\x1f", "\x7f", "\ufe0f", "\u3164", "\U000e0041"),
]


@pytest.mark.parametrize("mark", MARKS)
def test_marks_that_nobody_sees_are_no_part_of_an_id(mark: str) -> None:
    for written in (f"A{mark}1", f"{mark}A1", f"A1{mark}", f" {mark}A{mark}{mark}1 "):
        assert (visible_id(written), plain_id(written)) == ("A1", "A1")
    assert visible_id(f"甲{mark}-1") == "甲-1"


@pytest.mark.parametrize("blank", [" ", "\u3000", "\t", "\xa0"])
def test_blanks_within_an_id_are_left_but_in_ids_of_cases(blank: str) -> None:
    assert visible_id(f" A{blank}\u200b1{blank}") == f"A{blank}1"
    assert plain_id(f" A{blank}\u200b1{blank}") == "A1"


@pytest.mark.parametrize(
    "written", ["-", "无", " 暂无 ", "N/A", "NULL", "None", "0", "000", "0.0", "/", "－", "未填写"]
)
def test_a_word_for_none_is_no_number_of_a_case(written: str) -> None:
    assert case_number(written) == ""


def test_numbers_of_cases_are_plain() -> None:
    assert case_number("工单７ 01") == case_number("工单701") == "工单701"
    assert case_number(70) == "70"
    assert case_number("无锡0") == "无锡0"


def test_how_characters_are_composed_counts_for_nothing() -> None:
    assert visible_id("e\u03011") == plain_id("e\u03011") == "é1"


@given(st.text())
def test_an_id_read_twice_is_the_same(text: str) -> None:
    assert visible_id(visible_id(text)) == visible_id(text)


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
def test_what_is_seen_stays(text: str) -> None:
    kept = visible_id(text)
    hidden = "\u3164\u115f\u1160\uffa0"
    seen = "".join(char for char in text if char not in hidden)
    assert kept == unicodedata.normalize("NFC", seen).strip()
