"""How far the rest of a call speaks for a suspect."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck.learned.model import confidence
from scriptcheck.learned.suspects import (
    EACH_FAULT,
    MOST_FAULTS,
    NO_FAULT,
    SURELY,
    fault_turns,
    weighed,
)
from scriptcheck.report import CueMatch, LearnedEvidence
from tests.conftest import call

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Checker

LIKELY = "A 你爱投诉就投诉去吧"
FAULT = "A 爱咋地咋地"


def suspecting(confidence: float) -> dict[str, object]:
    return {"cues": {"rude": {"match": "off", "suspect": confidence, "doubt": "off"}}}


@pytest.mark.parametrize("faults", [0, 1, 5, 6, 60])
def test_each_other_fault_adds_as_much_up_to_a_limit(faults: int) -> None:
    counted = min(faults, MOST_FAULTS)
    assert weighed(0.5, faults) == pytest.approx(0.5 + NO_FAULT + counted * EACH_FAULT)


def test_turns_with_a_sure_match_of_what_is_forbidden_are_faults() -> None:
    def match(turn: int, confidence: float | None) -> CueMatch:
        learned = None if confidence is None else LearnedEvidence(1.0, confidence)
        how = "exact" if learned is None else "learned"
        return CueMatch("rude", "agent", turn, 0, 1, "滚", "滚", how, 1.0, (), "", learned)

    found = [match(1, None), match(1, SURELY), match(4, SURELY), match(6, SURELY - 0.05)]
    matches = {"rude": found, "sorry": [match(9, None)]}
    assert fault_turns(matches, {"rude", "threat"}) == {1, 4}


def test_a_turn_is_a_suspect_where_the_agent_has_other_faults(
    learned_checker: Callable[..., Checker],
) -> None:
    (alone,) = learned_checker(suspecting(0.1)).check(call(LIKELY)).suspects
    in_call = alone.learned.score + NO_FAULT
    assert alone.learned.confidence == confidence(in_call)
    wanted = confidence(in_call + MOST_FAULTS * EACH_FAULT)
    assert alone.learned.confidence < wanted
    checker = learned_checker(suspecting(wanted))
    assert checker.check(call(LIKELY)).suspects == ()
    (suspect,) = checker.check(call(LIKELY, *[FAULT] * MOST_FAULTS)).suspects
    assert (suspect.turn, suspect.learned.confidence) == (0, wanted)
    assert suspect.learned.score == alone.learned.score, "the score is of the turn itself"


def test_what_no_rule_forbids_is_not_weighed(learned_checker: Callable[..., Checker]) -> None:
    settings = {"cues": {"sorry": {"match": "off", "suspect": 0.6}}}
    report = learned_checker(settings).check(call("A 真是抱歉给您添麻烦了"))
    (suspect,) = report.suspects
    assert suspect.learned.confidence == confidence(suspect.learned.score)
