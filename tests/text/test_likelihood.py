"""How likely a text is by its words, and where the costs come from."""

from __future__ import annotations

from pathlib import Path

from scriptcheck.text import likelihood
from scriptcheck.text.likelihood import UNKNOWN, WORD, cost, single_words
from tests.text.single_words_source import table


def test_a_word_costs_less_than_its_characters() -> None:
    assert cost(["感谢"]) == WORD < cost(["感", "谢"]) < cost(["感", "邪"])


def test_frequent_characters_cost_less() -> None:
    assert 0 < cost(["的"]) < cost(["您"]) < cost(["凝"]) < UNKNOWN


def test_what_is_no_word_costs_most() -> None:
    assert cost(["𠀀"]) == cost(["\ud800"]) == cost(["a"]) == UNKNOWN
    assert max(single_words().values()) <= UNKNOWN
    assert cost([]) == 0


def test_the_file_is_what_the_source_makes() -> None:
    shipped = Path(likelihood.__file__ or "").with_name("single_words.txt")
    assert shipped.read_text(encoding="utf-8") == table(), (
        "say: python tests/text/single_words_source.py > …/single_words.txt"
    )
