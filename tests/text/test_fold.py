"""Folding: what is taken out, and that every character knows where it came from."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.text.fold import fold

HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs"]),
        st.sampled_from("您好嗯啊，。㈱ﬁéé請繁體乾著\0\n\u200b\u202e👨‍👩‍👧*＊１Ａ"),
    )
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("您好", "您好"),
        ("您好，嗯，请讲。", "您好请讲"),
        ("  您\t好\n\u3000", "您好"),
        ("ＡＢＣ１２３", "abc123"),
        ("㈱海尔", "株海尔"),
        ("請您等著", "请您等着"),
        ("後臺", "后台"),
        ("café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("＊＊**", "****"),
        ("好👍的", "好的"),
        ("\0\ud800您", "您"),
        ("呃，那个", "那个"),
        ("嗯……", ""),
    ],
)
def test_folds(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_span_leads_back_to_the_original() -> None:
    folded = fold("您，嗯，好！")
    assert folded.span(0, 2) == (0, 5)
    assert folded.original[0:5] == "您，嗯，好"


def test_span_takes_in_the_marks_of_its_last_character() -> None:
    folded = fold("cafe\u0301。")
    assert folded.span(3, 4) == (3, 5)


def test_span_of_a_character_that_folds_to_several() -> None:
    folded = fold("a㎏b")
    assert folded.text == "akgb"
    assert folded.span(1, 2) == (1, 2)
    assert folded.span(1, 3) == (1, 2)


def test_without_takes_words_out_and_keeps_the_offsets() -> None:
    folded = fold("请您那个，稍这个等").without([(2, 4), (5, 7)])
    assert folded.text == "请您稍等"
    assert folded.span(0, 4) == (0, 9)


@given(HOSTILE)
def test_any_text_folds_with_true_offsets(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.offsets)
    assert len(folded.simplified) == len(text)
    assert list(folded.offsets) == sorted(folded.offsets)
    for index, offset in enumerate(folded.offsets):
        start, end = folded.span(index, index + 1)
        assert start == offset
        assert folded.text[index] in fold(text[start:end]).text or folded.simplified != text


@given(HOSTILE)
def test_folding_again_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(HOSTILE)
def test_nothing_but_letters_numbers_and_masks_is_left(text: str) -> None:
    assert all(char == "*" or unicodedata.category(char)[0] in "LN" for char in fold(text).text)


@pytest.mark.parametrize("filler", ["\u115f", "\u1160", "\u3164", "\uffa0", "\u200b", "\U000e0061"])
def test_what_is_shown_as_nothing_hides_nothing(filler: str) -> None:
    assert fold(f"不{filler}知道").text == "不知道"
