"""Patterns compiled when they are first used are those that ``re.compile`` would have made."""

from __future__ import annotations

import re

import pytest

from scriptcheck.lazy_pattern import lazy_pattern


def test_it_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, int]] = []
    compiled = re.compile

    def noted(source: str, flags: int = 0) -> re.Pattern[str]:
        made.append((source, flags))
        return compiled(source, flags)

    monkeypatch.setattr(re, "compile", noted)
    pattern = lazy_pattern("B+", re.IGNORECASE)
    assert (made, pattern.pattern) == ([], "B+")
    assert pattern.findall("abBa") == ["bB"]
    assert pattern.sub("-", "abBa") == "a-a"
    found = pattern.search("abBa")
    assert found is not None
    assert found.span() == (1, 3)
    assert made == [("B+", re.IGNORECASE)]


def test_what_patterns_do_not_have_it_has_not() -> None:
    assert not hasattr(lazy_pattern("a"), "no_such_name")


def test_a_mistake_is_raised_when_it_is_first_used() -> None:
    pattern = lazy_pattern("(")
    with pytest.raises(re.error):
        pattern.match("a")
