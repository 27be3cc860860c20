"""Traditional to simplified, of the same length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from scriptcheck.text.simplify import simplify


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("請您稍候", "请您稍候"),
        ("對不起，讓您久等了", "对不起，让您久等了"),
        ("乾淨", "干净"),
        ("乾隆", "乾隆"),
        ("甚麼", "甚么"),
        ("執著", "执着"),
        ("顯著", "显著"),
        ("妳好", "你好"),
        ("您好", "您好"),
        ("", ""),
        ("\ud800請", "\ud800请"),
    ],
)
def test_simplifies(traditional: str, simplified: str) -> None:
    assert simplify(traditional) == simplified


@given(st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF)))
def test_keeps_the_length(text: str) -> None:
    assert len(simplify(text)) == len(text)


def test_characters_beyond_the_basic_plane_are_simplified() -> None:
    converter = OpenCC("tw2s")
    rare = [chr(code) for code in range(0x20000, 0x31350)]
    changed = [char for char in rare if converter.convert(char) not in {char, ""}]
    assert changed
    for char in changed[:200]:
        wanted = converter.convert(char)
        assert simplify(f"一{char}") == f"一{wanted if len(wanted) == 1 else char}"
    # Others beyond it are left alone.
    assert simplify("好的😀") == "好的😀"
