"""Radicals as characters of their own are read as the usual ones, at the same places."""

from __future__ import annotations

import unicodedata

import pytest

from scriptcheck.text.fold import fold
from scriptcheck.text.radicals import RADICALS, without_radicals
from scriptcheck.text.simplify import simplify


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("再⻅", "再见"),
        ("客⼾", "客户"),
        ("⽤⼾⾃⼰", "用户自己"),
        ("⻓⻔⻛⻋⻚⺠", "长门风车页民"),
        ("⺅⺡", "⺅⺡"),
        ("再见", "再见"),
    ],
)
def test_radicals_are_the_usual_characters(text: str, usual: str) -> None:
    assert without_radicals(text) == usual
    assert fold(text).simplified == usual


def test_places_are_those_of_the_original() -> None:
    folded = fold("⻅⼈说⼈话，再⻅！")
    begin = folded.text.index("再见")
    assert folded.span(begin, begin + 2) == (6, 8)


def test_radicals_become_one_usual_simplified_character() -> None:
    for usual in RADICALS.values():
        assert len(usual) == 1
        assert unicodedata.name(usual).startswith("CJK UNIFIED")
        assert simplify(usual) == usual
