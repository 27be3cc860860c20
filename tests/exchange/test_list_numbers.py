"""Numbers before the words of a list, and words that begin with numbers."""

from __future__ import annotations

import pytest

from scriptcheck.exchange.list_numbers import without_numbers


@pytest.mark.parametrize(
    "line",
    [
        *("1. 关我屁事", "1.关我屁事", "1、关我屁事", "12．关我屁事", "１、关我屁事", "3)关我屁事"),
        *("（1）关我屁事", "(1) 关我屁事", "【1】关我屁事", "[1] 关我屁事", "（一）关我屁事"),
        *("①关我屁事", "⑴ 关我屁事", "⒈关我屁事", "❶关我屁事", "㈠关我屁事", "①、关我屁事"),
        *(
            "一、关我屁事",
            "二十三、关我屁事",
            "- 关我屁事",
            "* 关我屁事",
            "• 关我屁事",
            "●关我屁事",
        ),
        *("＊　关我屁事", "- 1. 关我屁事", "01. 关我屁事"),
    ],
)
def test_what_numbers_a_line_whatever_the_others_are(line: str) -> None:
    assert without_numbers([line, "随便你"]) == (("关我屁事", "随便你"), 1)


@pytest.mark.parametrize(
    "lines",
    [
        ("1 关我屁事", "2 随便你", "3 滚"),
        ("1，关我屁事", "2，随便你", "3，滚"),
        ("1：关我屁事", "2：随便你", "3、滚"),
        ("A. 关我屁事", "B. 随便你", "C. 滚"),
        ("(a) 关我屁事", "(b) 随便你", "(c) 滚"),
        ("一，关我屁事", "二，随便你", "三，滚"),
        ("1\t关我屁事", "2\t随便你", "3\t滚"),
    ],
)
def test_numbers_that_count_on(lines: tuple[str, ...]) -> None:
    assert without_numbers(lines) == (("关我屁事", "随便你", "滚"), 3)


def test_a_word_that_begins_with_a_number_in_a_numbered_list() -> None:
    lines = ["1.关我屁事", "2.12315投诉去", "3.随便你", "4.滚", "5.走开", "1.5倍都没有"]
    assert without_numbers(lines).words == (
        *("关我屁事", "12315投诉去", "随便你", "滚", "走开", "1.5倍都没有"),
    )


@pytest.mark.parametrize(
    "line",
    [
        *("1.5倍都没有", "7、8天都不行", "一、二线城市没有", "3.15你去投诉", "12:30下班了"),
        *(
            "110，你报警啊",
            "12315、12345随你打",
            "一，不行",
            "500 块钱都没有",
            "A 货",
            "A.O.史密斯",
        ),
        *("1", "1.", "①", "-", "一个都没有", "十万个不行", "二百五", "C++", "-5度", "3C认证没有"),
        *("一一得一", "50块不行", "VIP: 没有", "——你看", "……", "4S店", "B站", "2B"),
    ],
)
def test_words_that_begin_with_numbers_stay(line: str) -> None:
    assert without_numbers([line, "随便你", "滚"]) == ((line, "随便你", "滚"), 0)
    assert without_numbers([line]) == ((line,), 0)


def test_words_of_numbers_stay() -> None:
    lines = ("1.5倍都没有", "2.5倍都没有", "3.5倍都没有")
    assert without_numbers(lines) == (lines, 0)
    assert without_numbers(()) == ((), 0)
