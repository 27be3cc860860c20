"""Texts that are like an earlier one: found by their pieces as by comparing with every one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

from scriptcheck.rules.alike import AlikeTexts

if TYPE_CHECKING:
    from collections.abc import Iterator

MANY = settings(
    max_examples=200,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
TEXTS = st.lists(st.text("您好请稍等我", max_size=14), max_size=12)


@pytest.fixture(autouse=True, params=[0, 32])
def _few(request: pytest.FixtureRequest) -> Iterator[None]:
    """Look texts up from the first on, and from the usual number on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scriptcheck.rules.alike._FEW", request.param)
        yield


def brute_force(text: str, others: list[str], alike: float) -> int | None:
    return next(
        (at for at, other in enumerate(others) if ratio(text, other, score_cutoff=100 * alike)),
        None,
    )


@MANY
@given(others=TEXTS, text=st.text("您好请稍等我", max_size=14), alike=st.floats(0.5, 1))
def test_the_first_that_is_alike_is_found(others: list[str], text: str, alike: float) -> None:
    texts = AlikeTexts(alike)
    for other in others:
        texts.add(other)
    assert texts.first_like(text) == brute_force(text, others, alike)


@MANY
@given(others=TEXTS, text=st.text("您好请稍等我", max_size=14), alike=st.floats(0.5, 1))
def test_what_is_taken_out_is_not_found(others: list[str], text: str, alike: float) -> None:
    texts = AlikeTexts(alike)
    for other in (*others, text, text):
        texts.add(other)
    texts.drop_last()
    texts.drop_last()
    assert texts.first_like(text) == brute_force(text, others, alike)


@MANY
@given(
    text=st.text("您好请稍等我", min_size=1, max_size=30), alike=st.floats(0.5, 1), data=st.data()
)
def test_a_text_that_differs_just_so_much_is_found(
    text: str, alike: float, data: st.DataObject
) -> None:
    texts = AlikeTexts(alike)
    texts.add(text)
    letters = list(text)
    for _ in range(data.draw(st.integers(0, len(text)))):
        at = data.draw(st.integers(0, len(letters)))
        if data.draw(st.booleans()):
            letters.insert(at, "别")
        elif letters:
            letters.pop(at % len(letters))
    other = "".join(letters)
    assert texts.first_like(other) == brute_force(other, [text], alike)
