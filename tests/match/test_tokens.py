"""Cues given as patterns over words and their parts of speech."""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptcheck import LexiconError
from scriptcheck.match.tokens import tagged
from tests.conftest import call, cue

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import CallReport, Checker

NAME = {
    "pattern": [{"TEXT": {"IN": ["姓", "是", "叫"]}}, {"TAG": "nr"}],
    "near": "[我|免贵][姓|是|叫]",
}
FIGURES = {"pattern": [{"TEXT": "工号"}, {"TAG": "m", "OP": "+"}], "near": "工号"}


@pytest.fixture
def check(make_checker: Callable[..., Checker]) -> Callable[..., CallReport]:
    """Checks turns for one cue with token patterns."""

    def run(*turns: str, tokens: object = (NAME, FIGURES), **fields: Any) -> CallReport:
        return make_checker({"name": cue("话务员", tokens=tokens, **fields)}).check(call(*turns))

    return run


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("您好，我姓王", "姓王"),
        ("我是王建国", "是王建国"),
        ("嗯，我叫李小明，有事找我", "叫李小明"),
        ("我的工号一二三", "工号一二三"),
    ],
)
def test_what_a_pattern_fits(check: Callable[..., CallReport], said: str, quote: str) -> None:
    (hit,) = check(f"A {said}").cues
    assert (hit.quote, hit.how, hit.similarity, hit.edits) == (quote, "tokens", 1.0, ())
    assert said[hit.start : hit.end] == quote
    assert hit.phrase.startswith('[{"TEXT":')


@pytest.mark.parametrize("said", ["我是说冰箱", "我姓什么您不用管", "他姓王", "我的工号忘了"])
def test_what_it_does_not_fit(check: Callable[..., CallReport], said: str) -> None:
    assert check(f"A {said}").cues == ()


def test_reasons_to_drop(check: Callable[..., CallReport]) -> None:
    assert check("C 我姓王").cues == ()
    assert [each.reason for each in check("U 我姓王").suppressed] == ["unknown-speaker"]
    later = check("A 嗯", "A 我姓王", within={"first_agent_turns": 1})
    assert [each.reason for each in later.suppressed] == ["outside-window"]
    harmless = check("A 我姓王八蛋了", unless=["姓王八蛋"])
    assert {each.reason for each in harmless.suppressed} <= {"harmless"}
    assert harmless.cues == ()


def test_a_phrase_comes_first(check: Callable[..., CallReport]) -> None:
    assert [hit.how for hit in check("A 话务员，我姓王").cues] == ["exact"]


def test_traditional_characters(check: Callable[..., CallReport]) -> None:
    (hit,) = check("A 我姓馮").cues
    assert hit.quote == "姓馮"


@pytest.mark.parametrize(
    ("tokens", "place", "words"),
    [
        ({"pattern": [{"TXT": "姓"}], "near": "我姓"}, "pattern", "TXT"),
        ({"pattern": [{"TEXT": {"REGEX": "(a+)+"}}], "near": "我姓"}, "pattern", "REGEX"),
        ({"pattern": [{"TEXT": 3}], "near": "我姓"}, "pattern", "TEXT"),
        ({"pattern": [], "near": "我姓"}, "pattern", "1"),
        ({"pattern": [{"TEXT": "姓"}], "near": "[我"}, "near", "["),
        ({"pattern": [{"TEXT": "姓"}], "near": "{nobody}"}, "near", "nobody"),
        ({"pattern": [{"TEXT": "姓"}]}, "near", "near"),
    ],
)
def test_faults_are_told_with_their_place(
    make_checker: Callable[..., Checker], tokens: object, place: str, words: str
) -> None:
    with pytest.raises(LexiconError) as caught:
        make_checker({"name": cue("话务员", tokens=[tokens])})
    (problem,) = caught.value.problems
    assert problem.line
    assert problem.column
    assert words in problem.describe("en")


def test_spacy_is_left_alone_where_nothing_is_picked() -> None:
    code = (
        "import sys; from scriptcheck import Checker, Call, Turn\n"
        "Checker.load().check(Call('x', (Turn('agent', '您好，我姓王'),)))\n"
        "sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_checker_with_patterns_can_be_pickled(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker({"name": cue("话务员", tokens=[NAME])})
    spoken = call("A 我姓王")
    assert pickle.loads(pickle.dumps(checker)).check(spoken) == checker.check(spoken)  # noqa: S301


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(codec=None), max_size=20))
def test_words_joined_are_the_text(text: str) -> None:
    whole = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    assert "".join(token.text for token in tagged(text)) == whole
