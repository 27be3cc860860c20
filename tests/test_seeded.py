"""Choices by a seed."""

from __future__ import annotations

from collections import Counter

from scriptcheck.seeded import draw, lowest


def test_numbers_depend_on_where_names_end() -> None:
    assert (
        len({draw("", "ab", "c"), draw("", "a", "bc"), draw("a", "b", "c"), draw("", "abc")}) == 4
    )


def test_half_a_surrogate_has_a_number() -> None:
    assert draw("", "\ud800") != draw("", "\ud801")


def test_numbers_are_spread_evenly() -> None:
    counts = Counter(draw("7", f"call-{number}") * 10 >> 64 for number in range(10_000))
    # χ² with 9 degrees of freedom passes 27.9 once in a thousand seeds; this seed is fixed.
    chi2 = sum((counts[cell] - 1000) ** 2 / 1000 for cell in range(10))
    assert chi2 < 27.9


def test_what_comes_later_does_not_push_aside_without_a_lower_number() -> None:
    before = lowest(range(100), 10, "s", lambda each: (str(each),))
    after = lowest(range(200), 10, "s", lambda each: (str(each),))
    assert [each for each in after if each < 100] == [each for each in before if each in after]
    assert lowest(reversed(range(100)), 10, "s", lambda each: (str(each),)) == before
