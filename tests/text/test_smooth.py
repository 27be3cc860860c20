"""Stutter and hesitation: what is passed over, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.text.call_text import CallText
from scriptcheck.text.smooth import stutters
from tests.conftest import call


@pytest.mark.parametrize(
    ("said", "smooth"),
    [
        ("您您好", "您好"),
        ("请请您稍等", "请您稍等"),
        ("请您请您稍等", "请您稍等"),
        ("请您稍请您稍等", "请您稍等"),
        ("您您您您好", "您好"),
        ("对对对", "对"),
        ("谢谢", "谢谢"),
        ("谢谢谢谢您", "谢谢您"),
        ("您看看", "您看看"),
        ("尾号8800", "尾号8800"),
        ("尾号八八零零", "尾号八八零零"),
        ("okok", "okok"),
        ("等一一下", "等一下"),
        ("一一核对", "一一核对"),
        ("一一下一一下", "一下一下"),
        ("您那个稍等", "您稍等"),
        ("那什么您好", "您好"),
        ("这个这个您好", "您好"),
        ("不不不用", "不用"),
        ("", ""),
    ],
)
def test_what_is_passed_over(said: str, smooth: str) -> None:
    rest = said
    for start, stop, _ in reversed(stutters(said)):
        rest = rest[:start] + rest[stop:]
    assert rest == smooth


def test_turns_do_not_run_into_each_other() -> None:
    assert CallText.of(call("A 您好您", "C 您好", "A 您您好")).smoothed().numbers == (2,)


def test_offsets_lead_back_to_what_was_said() -> None:
    (turn,) = CallText.of(call("A 请，请您那个稍等")).smoothed().turns
    assert turn.text == "请您稍等"
    assert turn.span(0, 4) == (2, 8)


@given(st.text(st.sampled_from("您好那个这谢一下8a\n"), max_size=30))
def test_places_are_in_order_and_apart(text: str) -> None:
    end = 0
    for start, stop, kind in stutters(text):
        assert end <= start < stop <= len(text)
        assert "\n" not in text[start:stop]
        assert kind in {"stutter", "hesitation"}
        end = stop


@pytest.mark.parametrize(
    ("turns", "text", "splice_points"),
    [
        (["A 您好"], "", ()),
        (["A 请，请您那个稍等"], "请您稍等\n", (0, 2)),
        (["A 稍等这个"], "稍等\n", (2,)),
        (["A 您好", "A 您您好那个", "C 好", "A 请请请您"], "您好\n请您\n", (0, 2, 3)),
    ],
)
def test_says_where_something_was_taken_out(
    turns: list[str], text: str, splice_points: tuple[int, ...]
) -> None:
    smooth = CallText.of(call(*turns)).smoothed()
    assert (smooth.text, smooth.splice_points) == (text, splice_points)


@pytest.mark.parametrize(
    ("said", "smooth"),
    [
        ("加氟用不了，了解一下", []),
        ("再见，见面聊", []),
        ("您稍等一下，下去看看", []),
        ("不用了！了解", []),
        ("请，请您稍等", ["请您稍等"]),
        ("好，那个，那您稍等", ["好那您稍等"]),
        ("好，请，请您稍等", ["好请您稍等"]),
        ("请、请您稍等", ["请您稍等"]),
        ("用不了了解一下", ["用不了解一下"]),
    ],
)
def test_a_clause_that_ends_as_the_next_begins_is_no_stutter(said: str, smooth: list[str]) -> None:
    assert [turn.text for turn in CallText.of(call(f"A {said}")).smoothed().turns] == smooth
