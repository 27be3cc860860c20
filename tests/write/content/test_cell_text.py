"""Several values in a cell: told apart again, whatever is in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.write.content.cell_text import BETWEEN, joined

SLASHED = st.text(alphabet="/ 甲a", max_size=8)


def parted(cell: str) -> list[str]:
    """Return the values that ``joined`` made ``cell`` of, as docs/reports.md says they are read."""
    return [re.sub("(?<![^ ])/(/+)(?![^ ])", r"\1", part) for part in cell.split(BETWEEN)]


@given(st.lists(SLASHED, min_size=1, max_size=4))
def test_values_come_apart_again(values: list[str]) -> None:
    assert parted(joined(values)) == values


@pytest.mark.parametrize(
    ("values", "cell"),
    [
        (["不知道、不清楚", "推诿"], "不知道、不清楚 / 推诿"),
        (["A/B 班", "and/or"], "A/B 班 / and/or"),
        (["开场 / 结束", "用语"], "开场 // 结束 / 用语"),
        (["x /", "/ y", "/"], "x // / // y / //"),
        ([], ""),
        ([1, 2], "1 / 2"),
    ],
)
def test_a_slash_that_stands_alone_is_doubled(values: list[object], cell: str) -> None:
    assert joined(values) == cell
