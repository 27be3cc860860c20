"""Numbers in all their spoken forms come back as the numbers that they were made of."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.spellings import SPELLINGS, groups
from benchmarks.spoken_values import amount_forms, bare_forms, date_forms, han_number, time_forms
from scriptcheck.text.fold import fold
from scriptcheck.text.numbers.calendar import same_date
from scriptcheck.text.numbers.cardinal import decimal_of, number_of, plain_number
from scriptcheck.text.numbers.digits import AMONG_DIGITS, DIGITS, digits_of
from scriptcheck.text.numbers.plain import plain_text
from scriptcheck.text.numbers.runs import Strictness, digit_runs
from scriptcheck.text.numbers.value import ValueKind
from scriptcheck.text.numbers.values import values_in


def read(text: str) -> list[tuple[str, str]]:
    return [(value.kind.value, value.value) for value in values_in(fold(text))]


@given(st.integers(0, 10**12 - 1), st.sampled_from("二两"), st.booleans())
@settings(deadline=None)
def test_cardinals(number: int, two: str, short: bool) -> None:
    assert number_of(han_number(number, two=two, short=short)) == number
    assert number_of(str(number)) == number
    assert number_of(f"{number:,}") == number


@given(st.integers(10_000, 99_999_999))
@settings(deadline=None)
def test_cardinals_in_figures_with_a_unit(number: int) -> None:
    assert decimal_of(f"{number / 10_000:.4f}万") == number
    assert decimal_of(f"{number // 10_000}万{number % 10_000:04}") in {number, None} or (
        number % 10_000 == 0
    )


@given(st.integers(1, 10_000_000))
@settings(deadline=None)
def test_amounts(fen: int) -> None:
    wanted = plain_number(Decimal(fen) / 100)
    for form in amount_forms(fen):
        if form in {"一块", "两块"}:
            continue
        assert read(form) == [("amount", wanted)], form
        assert ("amount", wanted) in read(f"交了{form}，然后呢"), form
    for form in bare_forms(fen):
        kind, value = read(form)[0]
        assert value == wanted or (kind == "time" and fen < 2400), form


@given(st.integers(2000, 2049), st.integers(1, 12), st.integers(1, 31), st.booleans())
@settings(deadline=None)
def test_dates(year: int, month: int, day: int, with_year: bool) -> None:
    for form in date_forms(year, month, day, with_year=with_year):
        ((kind, value),) = read(form)
        assert kind == "date"
        assert same_date(value, f"{year}-{month:02}-{day:02}"), form
        assert not same_date(value, f"{year}-{month:02}-{day % 31 + 1:02}"), form
        if with_year:
            assert value == f"{year}-{month:02}-{day:02}"


@given(st.integers(6, 23), st.integers(0, 59))
@settings(deadline=None)
def test_times(hour: int, minute: int) -> None:
    for form in time_forms(hour, minute):
        ((kind, value),) = read(form)
        assert kind == "time"
        if "?" not in value:
            assert value == f"{hour:02}:{minute:02}", form


@given(
    st.text("0123456789", min_size=9, max_size=9),
    st.integers(0, 2**32),
    st.sampled_from([*SPELLINGS]),
)
@settings(deadline=None)
def test_telephone_numbers(tail: str, seed: int, spelling: str) -> None:
    digits, rng = f"13{tail}", random.Random(seed)  # noqa: S311
    mark = rng.choice(("", " ", "-", "，", "，嗯，", ".", "/", "—"))
    parts = groups(rng, digits, ((11,), (3, 4, 4), (3, 8)))
    said = mark.join(SPELLINGS[spelling](rng, part) for part in parts)
    assert ("phone", digits) in read(f"电话{said}"), said


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("两千三", 2300),
        ("一万二", 12_000),
        ("一亿", 10**8),
        ("一亿二", 120_000_000),
        ("一万亿", 10**12),
        ("三万零五", 30_005),
        ("3万5", 35_000),
        ("3千500", 3500),
        ("1.5万", 15_000),
        ("1.28亿", 128_000_000),
        ("一点五万", 15_000),
        ("1,280", 1280),
        ("1,280.50", Decimal("1280.5")),
        ("壹佰贰拾叁", 123),
        ("壹萬伍仟", 15_000),
        ("一百二十三点四五", Decimal("123.45")),
        ("三点零", 3),
        ("两百五", 250),
        ("十", 10),
        ("三四百", None),
        ("二三十", None),
        ("百", None),
        ("万", None),
        ("五十三十", None),
        ("点五", None),
        ("三点", None),
        ("三百块", None),
        ("", None),
    ],
)
def test_what_cardinals_say(said: str, number: object) -> None:
    assert decimal_of(said) == number


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,280元", [("amount", "1280")]),
        ("１，２８０元", [("amount", "1280")]),
        ("一百二十三点四五元", [("amount", "123.45")]),
        ("1.5万元", [("amount", "15000")]),
        ("三块零五", [("amount", "3.05")]),
        ("八毛五", [("amount", "0.85")]),
        ("八毛半", [("amount", "0.85")]),
        ("五分钱", [("amount", "0.05")]),
        ("一分钱", [("amount", "0.01")]),
        ("一分钱不赔", []),
        ("一毛钱都没退", []),
        ("１６７．８元", [("amount", "167.8")]),
        ("￥99.9", [("amount", "99.9")]),
        ("两千三百块", [("amount", "2300")]),
        ("一亿元", [("amount", "100000000")]),
        ("正好三百块", [("amount", "300")]),
        ("差不多三百块", [("amount", "300")]),
        ("十块", [("amount", "10")]),
        ("一百块两个", [("amount", "100")]),
        ("100元一个月", [("amount", "100")]),
        ("20块一次", [("amount", "20")]),
        ("三块五的套餐", [("amount", "3.5")]),
        ("下午三点一百块", [("time", "15:00"), ("amount", "100")]),
        ("几十块", []),
        ("几百块", []),
        ("数十元", []),
        ("三四百块", []),
        ("一百六十七", [("quantity", "167")]),
        ("167.8", [("quantity", "167.8")]),
        ("三点五", [("quantity", "3.5")]),
        ("一百六十七个", []),
        ("百分之八十", [("rate", "80%")]),
        ("百分之三点五", [("rate", "3.5%")]),
        ("千分之五", [("rate", "0.5%")]),
        ("12.5%", [("rate", "12.5%")]),
        ("八折", [("rate", "80%")]),
        ("八五折", [("rate", "85%")]),
        ("9.5折", [("rate", "95%")]),
        ("四个八折券", [("rate", "80%")]),
        ("2024年5月15日", [("date", "2024-05-15")]),
        ("二零二四年五月十五号", [("date", "2024-05-15")]),
        ("24年5月15日", [("date", "2024-05-15")]),
        ("98年5月15日", [("date", "1998-05-15")]),
        ("2024年5月", [("date", "2024-05")]),
        ("2024年", [("date", "2024")]),
        ("2024-05-15", [("date", "2024-05-15")]),
        ("2024.5.15", [("date", "2024-05-15")]),
        ("用了二十年", []),
        ("晚上十二点", [("time", "00:00")]),
        ("中午一点", [("time", "13:00")]),
        ("夜里十一点", [("time", "23:00")]),
        ("夜里两点", [("time", "02:00")]),
        ("二十四点", [("time", "00:00")]),
        ("二十四点零一", [("quantity", "24.01")]),
        ("三点五十", [("time", "03:50?")]),
        ("三点零五", [("time", "03:05?")]),
        ("三点过五分", [("time", "03:05?")]),
        ("十五点三十分", [("time", "15:30")]),
        ("1\u200b38\u20600013\ufeff8000", [("phone", "13800138000")]),
        ("138.0013.8000", [("phone", "13800138000")]),
        ("138/0013/8000", [("phone", "13800138000")]),
        ("要三八零零要三八零零零", [("phone", "13800138000")]),
        ("我要三八零零一三八零零零", [("phone", "13800138000")]),
        ("洞幺洞六二三四五六拐八", [("phone", "01062345678")]),
        ("幺三八拐拐洞洞勾勾两两", [("phone", "13877009922")]),
        ("幺三八三个七八八二四七", [("phone", "13877788247")]),
        ("139三个8五六二二一", [("phone", "13988856221")]),
        ("三个零一个八", [("number", "0008")]),
        ("我要三八节的", []),
        ("三八要不要", []),
        ("壹叁捌零零壹叁捌零零零", [("phone", "13800138000")]),
    ],
)
def test_what_values_are(text: str, values: list[tuple[str, str]]) -> None:
    assert read(text) == values


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2024-05-15", "05-15", True),
        ("2024-05-15", "15", True),
        ("2024-05", "05-15", True),
        ("2024-05-15", "2023-05-15", False),
        ("05-15", "06-15", False),
        ("2024", "05-15", False),
        ("下周三", "周三", True),
        ("周三", "15", False),
    ],
)
def test_dates_agree_as_far_as_both_say(one: str, other: str, same: bool) -> None:
    assert same_date(one, other) is same is same_date(other, one)


def test_one_table_has_every_digit() -> None:
    assert {DIGITS[char] for char in DIGITS} == set(range(10))
    assert DIGITS.keys().isdisjoint(AMONG_DIGITS)
    assert digits_of("壹贰叁〇○幺两１洞拐*") == "123001" + "2107*"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("⼀⼆⼋", "一二八"),
        ("⻘⾲", "青韭"),
        ("\uf967\U0002f800", "不丽"),
        ("㊀ⓐ𝟏", "1a1"),
        ("⺄⺝", "乙月"),
    ],
)
def test_other_forms_of_characters(text: str, plain: str) -> None:
    assert plain_text(text).text == plain


@given(st.text(alphabet="0１①幺三八⼀⼋\u200b\u2060\ufe0f＠．，元é👍", max_size=20))
def test_plain_text_keeps_its_places(text: str) -> None:
    plain = plain_text(text)
    places = range(len(text)) if plain.offsets is None else plain.offsets
    assert len(plain.text) == len(places)
    for place, char in enumerate(plain.text):
        start, end = plain.span(place, place + 1)
        assert end == start + 1
        assert char == text[start] or plain_text(text[start]).text == char or text[start] == "，"


@given(st.text(alphabet="幺三八要灵洞拐个的，。12*", max_size=24))
def test_rows_of_digits_keep_their_order(text: str) -> None:
    for strictness in Strictness:
        end = 0
        for run in digit_runs(text, strictness):
            assert end <= run.start < run.end <= len(text)
            assert run.digits
            end = run.end


def test_a_reader_that_must_miss_nothing_takes_more() -> None:
    def digits(text: str, strictness: Strictness) -> str:
        return "".join(run.digits for run in digit_runs(text, strictness))

    for text in ("洞", "二要", "拐六拐", "四六灵。"):
        assert digits(text, Strictness.ANY) == digits_of(text).rstrip("。")
    assert digits("我要三八节的", Strictness.CERTAIN) == "38"
    assert list(digit_runs("要", Strictness.CERTAIN)) == []


def test_kinds_have_names_of_their_own() -> None:
    assert len({kind.value for kind in ValueKind}) == len(ValueKind)
