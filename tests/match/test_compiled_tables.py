"""The tables of a lexicon: compiled modules make the same as the Python that they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.lexicon import template
from scriptcheck.lexicon.template import bind, parse_template
from scriptcheck.match import anchors, automaton, program
from scriptcheck.match.pattern import compile_patterns
from tests.plain_module import plain_module

if TYPE_CHECKING:
    from scriptcheck import Checker

PLAIN = {each: plain_module(each) for each in (template, anchors, automaton, program)}
STEP = 7
"""Of so many templates of the default lexicon one is looked at."""


def test_templates_are_read_alike(default_checker: Checker) -> None:
    for text in _templates(default_checker):
        plain = PLAIN[template].parse_template(text)
        assert repr(plain) == repr(parse_template(text))
        assert PLAIN[template].plainest(plain) == template.plainest(parse_template(text))


def test_anchors_and_automata_are_the_same(default_checker: Checker) -> None:
    words = {
        name: tuple(map(parse_template, given))
        for name, given in default_checker.profile.variables.items()
    }
    for text in _templates(default_checker):
        tree = bind(parse_template(text), words)
        for pieces in (1, 2, 3):
            plain = PLAIN[anchors].anchors(tree, pieces)
            assert list(map(tuple, plain)) == list(map(tuple, anchors.anchors(tree, pieces)))
        names = default_checker.profile.names
        assert repr(PLAIN[automaton].build(tree, names)) == repr(automaton.build(tree, names))


def test_tables_are_the_same() -> None:
    patterns = [
        pattern
        for text in ("请稍等", "[请|麻烦]?您..[稍等|等一下]", "感谢您的来电", "办不了")
        for tolerance in ("exact", "near")
        for pattern in compile_patterns(text, parse_template(text), tolerance=tolerance)
    ]
    found = program.pack_tables(program.make_tables(patterns))
    assert found == program.pack_tables(PLAIN[program].make_tables(patterns))


def _templates(checker: Checker) -> list[str]:
    every = [phrase.text for cue in checker.profile.cues.values() for phrase in cue.phrases]
    return every[::STEP]
