"""Numbers whose digits are said in English words."""

from __future__ import annotations

import pytest

from scriptcheck.redact import redact
from tests.conftest import call
from tests.redact.marked import check_marked

MASKED = [
    "A phone number please / C ⟦one three seven, oh five three eight, eight two four six⟧",
    "A phone number please / C ⟦one three seven double five three eight eight two four six⟧",
    "C my number is ⟦one three seven triple five eight eight two four six⟧",
    "A 手机号多少 / C ⟦one three seven zero five three eight eight two four six⟧",
    "C my phone is ⟦one three seven⟧ / A ok / C ⟦zero five three⟧ / C ⟦eight eight two four six⟧",
    "C my number is ⟦One Three Seven Zero Five Three Eight Eight Two Four Six⟧",
    "C my number is ⟦one-three-seven-zero-five-three-eight-eight-two-four-six⟧",
    "C call me at ⟦o one o, eight eight eight eight six six six six⟧",
    "C the order number is ⟦four eight three nine two oh seven⟧",
    "C my number is ⟦138 0000 1234⟧",
]


@pytest.mark.parametrize("said", MASKED)
def test_digits_in_words(said: str) -> None:
    check_marked(said)


@pytest.mark.parametrize(
    "said",
    [
        "one two three, let's go",
        "I waited two hours and called three times",
        "I have one or two questions, three at most",
        "one of the two or three things, four or five days",
        "it costs one hundred and thirty eight",
        "from nine to five, monday to friday",
        "seven eight nine people told me",
        "one two three four five six seven, all good children go to heaven",
        "press one, two or three",
        "three two one zero",
    ],
)
def test_words_that_count_are_no_number(said: str) -> None:
    assert redact(call(f"C {said}")).call.turns[0].text == said
