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


STEPS = CUES | {"sorry": CUES["sorry"] | {"tolerance": "near"}}


def step_checker(
    write_lexicon: Callable[..., Path], model_data: bytes, settings: object, **fields: object
) -> Checker:
    """Return a checker in which ``sorry`` is a step, with what the profile says of it."""
    cues = STEPS | {"sorry": STEPS["sorry"] | fields}
    folder = write_lexicon(cues, RULES, {"learned": {"cues": {"sorry": settings}}})
    (folder / "learned.model").write_bytes(model_data)
    return Checker.load(folder, cache=False)


@pytest.mark.parametrize("settings", [{}, {"doubt": "off"}])
def test_a_step_is_not_doubted_unless_the_profile_says_so(
    settings: object, write_lexicon: Callable[..., Path], model_data: bytes
) -> None:
    checker = step_checker(write_lexicon, model_data, settings)
    report = checker.check(call("A 随便你投诉去对不起"))
    assert ("sorry", "对不起", "exact") in found(report)


def test_a_step_is_doubted_in_a_turn_that_is_something_forbidden(
    write_lexicon: Callable[..., Path], model_data: bytes
) -> None:
    checker = step_checker(write_lexicon, model_data, DOUBTING)
    report = checker.check(call("A 随便你投诉去对不起"))
    assert "sorry" not in {match.cue for match in report.cues}
    (verdict,) = [each for each in report.verdicts if each.rule == "a.sorry"]
    assert (verdict.verdict, verdict.reason) == ("undecidable", "doubted")


def test_a_step_stands_where_the_turn_is_nothing_else(
    write_lexicon: Callable[..., Path], model_data: bytes
) -> None:
    checker = step_checker(write_lexicon, model_data, DOUBTING)
    report = checker.check(call("A 抱歉耽误您对不起"))
    assert ("sorry", "对不起", "exact") in found(report)


def test_a_step_is_doubted_where_the_model_is_sure_of_its_rival(
    write_lexicon: Callable[..., Path], model_data: bytes
) -> None:
    # The rival is nothing that a rule forbids here.
    cues = STEPS | {"sorry": STEPS["sorry"] | {"rival": "rude"}}
    folder = write_lexicon(
        cues, {"a.sorry": RULES["a.sorry"]}, {"learned": {"cues": {"sorry": DOUBTING}}}
    )
    (folder / "learned.model").write_bytes(model_data)
    report = Checker.load(folder, cache=False).check(call("A 随便你投诉去对不起"))
    assert "sorry" not in {match.cue for match in report.cues}
    without = step_checker(write_lexicon, model_data, {"doubt": "off"}, rival="rude")
    assert ("sorry", "对不起", "exact") in found(without.check(call("A 随便你投诉去对不起")))


def test_what_is_rather_its_rival_is_only_a_suspect(
    write_lexicon: Callable[..., Path], model_data: bytes
) -> None:
    spoken = call("A 实在抱歉耽误您时间了爱咋地咋地呗")
    thresholds = {"rude": {"match": 0.05, "suspect": 0.01}}
    reports = []
    for rival in ({}, {"rival": "sorry"}):
        cues = CUES | {"rude": CUES["rude"] | {"phrases": ["滚"]} | rival}
        folder = write_lexicon(cues, RULES, {"learned": {"cues": thresholds}})
        (folder / "learned.model").write_bytes(model_data)
        reports.append(Checker.load(folder, cache=False).check(spoken))
    without, with_rival = reports
    assert "rude" in {match.cue for match in without.cues}
    assert "rude" not in {match.cue for match in with_rival.cues}
