"""Later turns in which a model finds a remedy possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker, Session
from scriptcheck.errors import LexiconError
from tests.conftest import call, cue
from tests.learned.conftest import CUES, RULES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REFUSAL = "A 爱咋地咋地"
OFFER = "A 抱歉耽误您时间了"
OFF = {"match": "off", "suspect": "off"}
SETTINGS: dict[str, object] = {"cues": {"rude": {"match": 0.9}, "sorry": OFF | {"possible": 0.6}}}


@pytest.fixture
def checker(write_lexicon: Callable[..., Path], model_data: bytes) -> Checker:
    return make(write_lexicon, model_data, SETTINGS)


def make(
    write_lexicon: Callable[..., Path], model_data: bytes, learned: dict[str, object]
) -> Checker:
    remedy = {"cue": "takes_back", "agent_turns": 2, "possible": "sorry"}
    cues = CUES | {"rude": CUES["rude"] | {"remedy": remedy}}
    folder = write_lexicon(cues, RULES, {"learned": learned})
    (folder / "learned.model").write_bytes(model_data)
    return Checker.load(folder, cache=False)


def refused(checker: Checker, *turns: str) -> bool:
    """Return whether the first turn counts, the same live as in a whole call."""
    spoken = call(*turns)
    report = checker.check(spoken, all_cues=True)
    session = Session(checker, {}, call_id=spoken.call_id, source=spoken.source)
    for turn in spoken.turns:
        session.feed(turn)
    assert session.end() == checker.check(spoken)
    return any(hit.cue == "rude" and hit.turn == 0 for hit in report.cues)


def test_an_offer_that_the_model_finds_possible_is_a_remedy(checker: Checker) -> None:
    spoken = call(REFUSAL, "C 那我怎么办", OFFER)
    dropped = [each for each in checker.check(spoken).suppressed if each.cue == "rude"]
    assert {(each.reason, each.turn) for each in dropped} == {("remedied", 0)}
    assert all(each.detail in OFFER for each in dropped)


@pytest.mark.parametrize(
    ("later", "counts"),
    [
        ([], True),
        (["C 嗯", OFFER], False),
        ([OFFER], False),
        (["C 嗯", "A 好", "C 嗯", OFFER], False),
        (["C 嗯", "A 好", "C 嗯", "A 好", "C 嗯", OFFER], True),
        (["C 嗯", "A 您好"], True),
        (["C 抱歉耽误您时间了"], True),
        # Who says something forbidden offers nothing.
        (["C 嗯", "A 你爱投诉就投诉去真是抱歉给您添麻烦了"], True),
    ],
)
def test_which_turns_are_remedies(checker: Checker, later: list[str], *, counts: bool) -> None:
    assert refused(checker, REFUSAL, *later) is counts


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("爱咋地咋地实在抱歉让您久等真是抱歉给您添麻烦了", False),
        ("爱咋地咋地明天再说", True),
        # What the model finds forbidden is not remedied by what it finds possible beside it.
        ("你爱投诉就投诉去爱咋地咋地抱歉耽误您", True),
    ],
)
def test_a_phrase_may_be_remedied_in_its_own_turn(
    checker: Checker, said: str, *, counts: bool
) -> None:
    assert refused(checker, f"A {said}") is counts


def test_without_a_model_only_phrases_are_remedies(
    write_lexicon: Callable[..., Path], model_data: bytes
) -> None:
    checker = make(write_lexicon, model_data, {"use": False})
    assert refused(checker, REFUSAL, "C 嗯", OFFER)
    assert not refused(checker, REFUSAL, "C 嗯", "A 我收回")


def test_the_cue_must_be_one(make_checker: Callable[..., Checker]) -> None:
    remedied = cue("滚") | {"remedy": {"cue": "sorry", "possible": "nobody"}}
    with pytest.raises(LexiconError, match="nobody"):
        make_checker({"sorry": cue("对不起"), "rude": remedied}, {})
