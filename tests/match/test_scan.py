"""The scan: every place where a template fits, checked against the plainest search there is."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.lexicon.template import bind, parse_template
from scriptcheck.match.pattern import Pattern, compile_pattern
from scriptcheck.match.scan import ExactScanner
from scriptcheck.text.call_text import CallText
from scriptcheck.text.fold import HESITATIONS, fold
from tests.conftest import call

if TYPE_CHECKING:
    from scriptcheck import Call, Checker

TEMPLATES = ["您好", "稍[等|候]", "[请]?您稍等", "这里..公司", "好好", "甲乙甲", "不知道"]


def patterns(*templates: str) -> list[Pattern]:
    return [compile_pattern(text, bind(parse_template(text), {})) for text in templates]


def spans(scanner: ExactScanner, spoken: Call) -> set[tuple[int, int, int, int]]:
    return {
        (found.pattern, found.turn, found.start, found.end)
        for found in scanner.scan(CallText.of(spoken))
    }


def brute_force(compiled: list[Pattern], spoken: Call) -> set[tuple[int, int, int, int]]:
    """Try every pattern at every place of every turn, with and without hesitations."""
    found = set()
    for number, turn in enumerate(spoken.turns):
        folded = fold(turn.text)
        for view in (folded, folded.without(HESITATIONS)):
            for index, pattern in enumerate(compiled):
                for start in range(len(view.text)):
                    match = pattern.regex.match(view.text, start)
                    if match:
                        found.add((index, number, *view.span(*match.span())))
    return found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("您好", "您好"),
        ("喂，您 好！", "您 好"),
        ("您，嗯，好", "您，嗯，好"),
        ("您那个好", "您那个好"),
        ("您👍好", "您👍好"),
        ("８０您好ＡＢＣ", "您好"),
    ],
)
def test_quotes_what_was_said(text: str, quote: str) -> None:
    scanner = ExactScanner(patterns("您好"))
    (found,) = scanner.scan(CallText.of(call(f"A {text}")))
    assert text[found.start : found.end] == quote
    assert (found.how, found.similarity, found.edits) == ("exact", 1.0, ())


def test_does_not_reach_across_turns() -> None:
    scanner = ExactScanner(patterns("您好"))
    assert scanner.scan(CallText.of(call("A 您", "A 好"))) == []
    assert scanner.scan(CallText.of(call("A 您\n好"))) != []


def test_finds_overlapping_fits() -> None:
    assert spans(ExactScanner(patterns("甲乙甲")), call("A 甲乙甲乙甲")) == {
        (0, 0, 0, 3),
        (0, 0, 2, 5),
    }


def test_an_empty_lexicon_and_an_empty_call() -> None:
    assert ExactScanner([]).scan(CallText.of(call("A 您好"))) == []
    assert ExactScanner(patterns("您好")).scan(CallText.of(call())) == []


TURN = st.text(
    st.sampled_from("您好请稍等候这里公司甲乙不知道，。 嗯那个这\n\0\ud800é㈱"), max_size=25
)


@given(st.lists(TURN, max_size=5))
def test_finds_all_that_brute_force_finds(turns: list[str]) -> None:
    compiled = patterns(*TEMPLATES)
    spoken = call(*(f"A {turn}" for turn in turns))
    assert spans(ExactScanner(compiled), spoken) == brute_force(compiled, spoken)


@pytest.mark.parametrize("share", range(4))
def test_finds_all_that_brute_force_finds_in_real_calls(
    default_checker: Checker, real_calls: list[Call], share: int
) -> None:
    compiled = default_checker.finder.patterns
    scanner = ExactScanner(compiled)
    for spoken in real_calls[share::20]:
        assert spans(scanner, spoken) == brute_force(compiled, spoken)


def test_a_copy_finds_the_same() -> None:
    scanner = ExactScanner(patterns(*TEMPLATES))
    copy = pickle.loads(pickle.dumps(scanner))  # noqa: S301  (made a line before)
    spoken = call("A 请您稍等，这里是海尔公司")
    assert spans(copy, spoken) == spans(scanner, spoken) != set()
