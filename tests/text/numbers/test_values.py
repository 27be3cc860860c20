"""Values read from what people say, whatever the way of saying them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.text.fold import fold
from scriptcheck.text.numbers.cardinal import number_of
from scriptcheck.text.numbers.digits import digits_of
from scriptcheck.text.numbers.value import ValueKind
from scriptcheck.text.numbers.values import number_kind, values_in


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("零", 0),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("一百六十七", 167),
        ("两千零五", 2005),
        ("两百五", 250),
        ("三万二", 32000),
        ("三万两千", 32000),
        ("一万零三百", 10300),
        ("12万", 120000),
        ("幺三八", 138),
        ("167", 167),
        ("二零二六", 2026),
        ("", None),
        ("几十", None),
    ],
)
def test_numbers(said: str, number: int | None) -> None:
    assert number_of(said) == number


def test_digits_keep_what_is_masked() -> None:
    assert digits_of("幺三八****零〇两") == "138****002"


@pytest.mark.parametrize(
    ("digits", "kind"),
    [
        ("13800138000", ValueKind.PHONE),
        ("01012345678", ValueKind.NUMBER),
        ("01062345678", ValueKind.PHONE),
        ("4006999999", ValueKind.PHONE),
        ("12345678901", ValueKind.NUMBER),
        ("138001380001", ValueKind.NUMBER),
        ("8023", ValueKind.NUMBER),
    ],
)
def test_rows_of_digits(digits: str, kind: ValueKind) -> None:
    assert number_kind(digits) is kind


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("电话是幺三八，嗯，零零幺三，八零零零", [("phone", "13800138000")]),
        ("电话１３８００１３８０００", [("phone", "13800138000")]),
        ("电话是138****8000", [("number", "138****8000")]),
        ("137，四个零，然后1122", [("phone", "13700001122")]),
        ("137，四个零", [("number", "1370000")]),
        ("四个八", [("number", "8888")]),
        ("三个一起办", []),
        ("两个五", []),
        ("500然后300", [("number", "500"), ("number", "300")]),
        ("中间是2345，二三四五", [("number", "2345")]),
        ("23452345", [("number", "23452345")]),
        ("工号八零二三", [("number", "8023")]),
        ("一百六十七块八", [("amount", "167.8")]),
        ("167.80元", [("amount", "167.8")]),
        ("五块二毛五", [("amount", "5.25")]),
        ("二十块钱", [("amount", "20")]),
        ("五毛", [("amount", "0.5")]),
        ("泡沫撕坏了一块", []),
        ("一块钱", [("amount", "1")]),
        ("一块八", [("amount", "1.8")]),
        ("三块半", [("amount", "3.5")]),
        ("下午三点半", [("time", "15:30")]),
        ("15:30", [("time", "15:30")]),
        ("上午十点二十分", [("time", "10:20")]),
        ("三点一刻", [("time", "03:15?")]),
        ("中午十二点", [("time", "12:00")]),
        ("便宜一点", []),
        ("一点钟", [("time", "01:00?")]),
        ("三月十五号", [("date", "03-15")]),
        ("3月15日", [("date", "03-15")]),
        ("十五号到十七号", [("date", "15"), ("date", "17")]),
        ("十五号上午九点", [("date", "15"), ("time", "09:00")]),
        ("下周三", [("date", "下周三")]),
        ("礼拜天", [("date", "周日")]),
        ("明天", [("date", "明天")]),
        ("明天的明天", [("date", "明天"), ("date", "明天")]),
        ("明远，明天的明", []),
        ("三十五号", []),
        ("十三月一号", []),
        ("三号楼", [("address", "3号楼")]),
        (
            "人民路五十二号院3号楼二单元401室",
            [("address", "人民路 52号院 3号楼 2单元 401室")],
        ),
        ("一层", []),
        ("您好", []),
    ],
)
def test_values(text: str, values: list[tuple[str, str]]) -> None:
    assert [(value.kind, value.value) for value in values_in(fold(text))] == values


@given(
    st.text(
        alphabet="幺零一二两三十百千万点块毛号月周路室0123456789*.:，嗯您下午今明天半", max_size=30
    )
)
def test_values_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    values = values_in(fold(text))
    ends = [0]
    for value in values:
        assert ends[-1] <= value.start < value.end <= len(text)
        assert value.value
        ends.append(value.end)


@given(st.integers(1, 12), st.integers(1, 31))
def test_dates_in_figures_and_in_words_are_the_same(month: int, day: int) -> None:
    names = ["", *"一二三四五六七八九", "十", *(f"十{each}" for each in "一二三四五六七八九")]
    names += ["二十", *(f"二十{each}" for each in "一二三四五六七八九"), "三十", "三十一"]
    spoken, written = f"{names[month]}月{names[day]}号", f"{month}月{day}日"
    assert values_in(fold(spoken))[0].value == values_in(fold(written))[0].value


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("八八一五七零，二楼三排九座", "881570"),
        ("尾号八八三六，两张票", "8836"),
        ("幺三八零零幺三八零零零 二单元", "13800138000"),
        ("幺三八，零零幺三，八零零零", "13800138000"),
        ("八八三六，六对吧", "88366"),
        ("尾号，八，八，三，六", "8836"),
    ],
)
def test_a_number_ends_where_the_next_figure_counts_something(said: str, number: str) -> None:
    numbers = {ValueKind.NUMBER, ValueKind.PHONE}
    assert [each.value for each in values_in(fold(said)) if each.kind in numbers] == [number]
