"""Cues and rules that cannot be used: what they name is checked with the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import cue, rule
from tests.lexicon.problems import problems_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("chapter", "expected"),
    [
        # A rule that is wrong in one field, and names what there is not in another.
        (
            "rules:\n  a.b:\n    forbid: gone\n    points: 5",
            {("less-than-equal", "4:13"), ("unknown-cue", "3:13")},
        ),
        (
            "rules:\n  a.b:\n    require: {any: [gone, {cue: 5}, {cue: lost, within: {x: 1}}]}",
            {
                *(("unknown-cue", "3:21"), ("string-type", "3:33"), ("unknown-cue", "3:43")),
                ("extra-forbidden", "3:58"),
            },
        ),
        (
            "rules:\n  a.b:\n    require: {any: [gone], at_least: 2}",
            {("at-least", "3:14"), ("unknown-cue", "3:21")},
        ),
        (
            "rules:\n  a.b:\n    forbid: a\n    within: {turns: x, after: gone}",
            {("int-type", "4:21"), ("unknown-cue", "4:31")},
        ),
        (
            "rules:\n  a.b:\n    forbid: a\n    valid_from: '2026-01-32'\n    when: gone",
            {("unknown-cue", "5:11")},
        ),
        # A rule without a form, and one of two.
        (
            "rules:\n  a.b:\n    requires: a\n    when: gone",
            {("rule-form", "2:3"), ("unknown-cue", "4:11")},
        ),
        (
            "rules:\n  a.b:\n    require: gone\n    forbid: lost",
            {("rule-form", "2:3"), ("unknown-cue", "3:14"), ("unknown-cue", "4:13")},
        ),
        (
            "rules:\n  a.b:\n    forbid: a\n    points: 5\n    message: 说了{nope}",
            {("less-than-equal", "4:13"), ("unknown-figure", "5:16")},
        ),
        (
            "rules:\n  a.b:\n    forbid: a\n    points: 5\n    when: {metric: nope, over: 1}",
            {("less-than-equal", "4:13"), ("unknown-metric", "5:20")},
        ),
        # Cues.
        (
            'cues:\n  a:\n    speeker: agent\n    phrases: ["好[", "{nope}好", {text: "是{no}"}]',
            {
                *(("extra-forbidden", "3:5"), ("template", "4:17")),
                *(("unknown-variable", "4:22"), ("unknown-variable", "4:41")),
            },
        ),
        (
            'cues:\n  a:\n    unless: ["{a}"]\n    repetition: {containing: ["{b}"]}',
            {("unknown-variable", "3:15"), ("unknown-variable", "4:32")},
        ),
        (
            'cues:\n  a:\n    phrases: "{x}"\n    tokens: [{near: "{a}"}]',
            {("unknown-variable", "4:22")},
        ),
        (
            "cues:\n  a:\n    within: {after: gone}\n    remedy: {cue: [lost]}\n    rival: none",
            {("unknown-cue", "3:21"), ("unknown-cue", "4:20"), ("unknown-cue", "5:12")},
        ),
    ],
)
def test_what_there_is_not_is_named_with_all_else(
    write_lexicon: Callable[..., Path], chapter: str, expected: set[tuple[str, str]]
) -> None:
    """An entry that cannot be used is read as far as it can be."""
    folder = write_lexicon({"a": cue("好")} if chapter.startswith("rules") else {})
    (folder / "more.yaml").write_text(chapter, encoding="utf-8")
    found = {(code, place.removeprefix("more.yaml:")) for code, place in problems_of(folder)}
    assert expected <= found
    codes = {"unknown-cue", "unknown-variable", "unknown-metric", "unknown-figure"}
    assert {each for each in found if each[0] in codes} == {
        each for each in expected if each[0] in codes
    }


def test_what_names_an_entry_that_cannot_be_used(write_lexicon: Callable[..., Path]) -> None:
    """Its own problem is enough."""
    folder = write_lexicon({"a": cue("[")}, {"r.a": rule(forbid="a", points=5)})
    (folder / "more.yaml").write_text("rules: {}", encoding="utf-8")
    codes = [code for code, _ in problems_of(folder)]
    assert sorted(codes) == ["less-than-equal", "template"]


def test_variables_are_placed_within_a_phrase_with_settings(
    write_lexicon: Callable[..., Path],
) -> None:
    folder = write_lexicon()
    text = (
        "cues:\n  a:\n    title: 甲\n    phrases: [{note: 乙, text: '好{no}'}]\n"
        "    examples: {hit: [好], miss: [坏]}"
    )
    (folder / "more.yaml").write_text(text, encoding="utf-8")
    assert problems_of(folder) == [("unknown-variable", "more.yaml:4:33")]


def test_dimensions_are_no_cues(write_lexicon: Callable[..., Path]) -> None:
    made = rule(forbid="a", points=5, dimension="own_one")
    folder = write_lexicon({"a": cue("好")}, {"r.a": made})
    assert [code for code, _ in problems_of(folder)] == ["less-than-equal"]
