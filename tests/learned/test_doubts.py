"""Phrases that a model doubts, for a person to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Checker
from tests.conftest import call
from tests.learned.conftest import CUES, RULES, SURE, found

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


DOUBTING = {"match": 0.99, "suspect": 0.98, "doubt": 0.97}


def test_a_phrase_that_the_model_doubts_is_for_a_person_to_decide(
    learned_checker: Callable[..., Checker],
) -> None:
    spoken = call("A 抱歉耽误您时间了爱咋地咋地")
    surely = learned_checker(SURE).check(spoken)
    assert "a.rude" in {verdict.rule for verdict in surely.violations}
    report = learned_checker({"cues": {"rude": DOUBTING}}).check(spoken)
    (dropped,) = [each for each in report.suppressed if each.cue == "rude"]
    assert (dropped.quote, dropped.reason) == ("爱咋地咋地", "doubted")
    assert dropped.detail.endswith("%")
    (verdict,) = [each for each in report.verdicts if each.rule == "a.rude"]
    assert (verdict.verdict, verdict.reason) == ("undecidable", "doubted")


@pytest.mark.parametrize("before", ["抱歉耽误您,", "抱歉耽误您 ", "抱歉耽误您，", ""])
def test_a_clause_of_its_own_is_never_doubted(
    before: str, learned_checker: Callable[..., Checker]
) -> None:
    doubting = learned_checker({"cues": {"rude": DOUBTING}})
    report = doubting.check(call(f"A {before}爱咋地咋地"))
    assert ("rude", "爱咋地咋地", "exact") in found(report)


def test_doubts_can_be_switched_off(learned_checker: Callable[..., Checker]) -> None:
    trusting = learned_checker({"cues": {"rude": DOUBTING | {"doubt": "off"}}})
    report = trusting.check(call("A 抱歉耽误您时间了爱咋地咋地"))
    assert ("rude", "爱咋地咋地", "exact") in found(report)


def test_a_step_is_never_doubted(write_lexicon: Callable[..., Path], model_data: bytes) -> None:
    steps = CUES | {"sorry": CUES["sorry"] | {"tolerance": "near"}}
    folder = write_lexicon(steps, RULES, {"learned": {"cues": {"sorry": DOUBTING}}})
    (folder / "learned.model").write_bytes(model_data)
    report = Checker.load(folder, cache=False).check(call("A 随便你投诉去对不起"))
    assert ("sorry", "对不起", "exact") in found(report)
